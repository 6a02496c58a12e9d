"""What runs the network: one small protocol, several ways."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from rtstyle.frame import Image
    from rtstyle.modeling.style_code import StyleCode

COATS = 2
"""Of paint on a picture: the painting, and what is painted below it."""


class Backend(Protocol):
    """Runs one network on one device. Used by one thread, but for `prepare`."""

    @property
    def name(self) -> str:
        """Key in the table of backends."""
        ...

    @property
    def device(self) -> str:
        """What it computes on, e.g. ``cpu`` or ``cuda:0``."""
        ...

    def set_target(self, style: StyleCode, strength: float) -> None:
        """Sets what the next frames are aligned with; cheap, called whenever style or strength change.

        Args:
            style: Of arrays, float32, which nobody changes.
            strength: The paper's α, in [0, 1].
        """
        ...

    def prepare(self, height: int, width: int, coat: int = 0) -> None:
        """Makes ready for pictures of a size that `run` has not seen, which may take half a second.

        May be called from any thread while `run` goes on with other sizes. `run` prepares by itself what is not ready.

        Args:
            height: Of the pictures that `run` will take, pixels.
            width: Likewise.
            coat: See `run`.
        """
        ...

    def run(self, image: Image, keep: float, coat: int = 0) -> Image:
        """Stylizes one picture.

        Args:
            image: (H, W, 3) uint8 RGB, any size. What the network wants around it is the backend's business.
            keep: Share of the smoothed content statistics of the frames before, in [0, 1); 0 forgets them.
            coat: Which coat of paint it is, below `COATS`: each has content statistics of its own.

        Returns:
            (H, W, 3) uint8 RGB, a new array.
        """
        ...

    def close(self) -> None:
        """Frees what the backend holds."""
        ...
