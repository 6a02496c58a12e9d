"""Whether all of a picture is painted; what is needed for a part of it is loaded only where one is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rtstyle.options import EVERYTHING

if TYPE_CHECKING:
    from rtstyle.engine.person.part import PaintedPart


def painted_part(paint: str) -> PaintedPart | None:
    """What keeps the rest of the picture as it was filmed; None where there is none.

    Args:
        paint: See `rtstyle.options.StylizeOptions`.

    Raises:
        ModelMissingError: The network that finds people is not on this machine.
        CheckpointError: It is damaged.
        DeviceError: What runs it is not installed.
    """
    if paint == EVERYTHING:
        return None
    from rtstyle.engine.person.part import PaintedPart  # noqa: PLC0415 - OpenVINO

    return PaintedPart(paint)
