"""From what a user types to a source."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from rtstyle.addresses import is_address
from rtstyle.checks import number, shown, whole
from rtstyle.errors import UsageError

if TYPE_CHECKING:
    from rtstyle.sources.base import Source

SOURCES = "camera:0, camera:NAME, screen, screen:LEFT,TOP,WIDTH,HEIGHT, synthetic, a video file or an address"
"""What `make_source` understands, for help texts."""

_FINEST_RATE = 1001
_SIDES = (1, 16384)
_RATES = (0.001, 1000.0)


def make_source(
    spec: str,
    *,
    width: int | None = None,
    height: int | None = None,
    fps: float | None = None,
    loop: bool = False,
) -> Source:
    """Makes the live source that a specification names; it is not opened yet.

    Args:
        spec: ``camera``, ``camera:0``, ``camera:NAME``, ``screen``, ``screen:LEFT,TOP,WIDTH,HEIGHT`` in pixels,
            ``synthetic``, ``synthetic:counter`` (with a frame number burnt in), a video file, or an address such as
            ``rtsp://…``. A file whose name looks like one of the others is meant by ``./NAME``.
        width: Asked of a camera, exact for the synthetic scene, an upper limit for everything else; pixels.
        height: Likewise.
        fps: Asked of a camera, exact for screen and synthetic scene; files and addresses have their own.
        loop: Begins a file again at its end.

    Raises:
        UsageError: No source is of that name, or a size or rate makes no sense.
    """
    if not isinstance(spec, str):
        raise UsageError(f"a source is named by a text, not {shown(spec)}; choose {SOURCES}")
    width = None if width is None else whole("width", width, *_SIDES)
    height = None if height is None else whole("height", height, *_SIDES)
    fps = None if fps is None else number("fps", fps, *_RATES)
    kind, colon, rest = spec.strip().partition(":")
    if is_address(spec):
        from rtstyle.sources.url import UrlSource  # noqa: PLC0415 - loads only what is used

        return UrlSource(spec.strip(), loop=loop, width=width, height=height)
    if kind == "camera":
        return _camera(rest if colon else "0", width, height, fps)
    if kind == "screen":
        from rtstyle.sources.screen import ScreenSource  # noqa: PLC0415

        return ScreenSource(_region(rest) if colon else None, width=width, height=height, fps=fps)
    if kind == "synthetic":
        return _synthetic(rest, width, height, fps)
    if not spec.strip():
        raise UsageError(f"no source given; choose {SOURCES}")
    # A word is a misspelt name sooner than a file; what looks like a path is told of when it is opened.
    if re.fullmatch(r"[\w-]+", spec.strip()) and not Path(spec.strip()).exists():
        raise UsageError(f"there is no source {spec.strip()!r}, and no such file; choose {SOURCES}")
    from rtstyle.sources.playback import PlaybackSource  # noqa: PLC0415

    return PlaybackSource(spec, loop=loop, width=width, height=height)


def is_camera(spec: str) -> bool:
    """Whether `make_source` makes a camera of this machine of a specification."""
    return not is_address(spec) and spec.strip().partition(":")[0] == "camera"


def _camera(device: str, width: int | None, height: int | None, fps: float | None) -> Source:
    from rtstyle.sources.camera import CameraSource  # noqa: PLC0415

    name = device.strip()
    if not name:
        raise UsageError("the camera's number or name is missing: camera:0 or camera:NAME")
    return CameraSource(int(name) if name.isdecimal() else name, width=width, height=height, fps=fps)


def _region(text: str) -> tuple[int, int, int, int]:
    try:
        left, top, width, height = (int(part) for part in text.split(","))
    except ValueError:
        raise UsageError(
            f"the screen region {text!r} makes no sense: write screen:LEFT,TOP,WIDTH,HEIGHT in pixels"
        ) from None
    return left, top, width, height


def _synthetic(variant: str, width: int | None, height: int | None, fps: float | None) -> Source:
    from rtstyle.sources.synthetic import SyntheticSource  # noqa: PLC0415

    if variant not in {"", "counter"}:
        raise UsageError(f"there is no synthetic scene {variant!r}: write synthetic or synthetic:counter")
    return SyntheticSource(
        1280 if width is None else width,
        720 if height is None else height,
        Fraction(30 if fps is None else fps).limit_denominator(_FINEST_RATE),
        live=True,
        burn_counter=variant == "counter",
    )
