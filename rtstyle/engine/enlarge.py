"""Enlarging a painting: strokes become larger and stay strokes, with edges as crisp as paint has them.

An interpolated painting is soft, and so are its strokes. The photograph knows crisp edges, but to take them from there
(guided filter, joint bilateral upsampling) brings back its texture and wipes out the strokes: what is wanted is paint,
not a photograph behind glass. So edges are taken from the painting itself. What lies beside an edge is pulled over it
from both sides (a warp, as in Arad and Gotsman, IEEE TIP 1999): edges become steeper, areas between them flatter, and
no value appears that was not there, so that nothing rings. Large factors are taken in steps of two.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import cv2
import numpy as np

from rtstyle.engine.motion import coordinates, planes

if TYPE_CHECKING:
    import numpy.typing as npt

    from rtstyle.engine.motion import Plane
    from rtstyle.frame import Image

Number = TypeVar("Number", np.uint8, np.float32)

_MOST_AT_ONCE = 2.2
"""A larger factor takes two steps or more: each finds edges in what the one before made steeper."""
_PULL, _PULL_LATER = 0.175, 0.1
"""Pixels that a place moves for each level a pixel by which the strength of edges rises; less in later steps."""
_FARTHEST = 1.0
"""Pixels that a place moves at most, so that no thin line is skipped."""
_STRONGEST = 40.0
"""Slope of the lightness, in levels a pixel, from which on an edge is an edge: the strongest would tear."""
_FULL_FROM = 1.5
"""Factor from which on edges are pulled in full; towards 1 there is nothing to mend."""
_SOBEL = 1 / 8
"""Makes Sobel's sums slopes."""


class Enlarger:
    """Enlarges paintings. Memory is allocated once for a pair of sizes."""

    def __init__(self) -> None:
        self._steps: list[_Step] = []
        self._sizes: tuple[int, ...] = ()

    def enlarge(self, painted: Image, width: int, height: int) -> Image:
        """A painting at a larger size.

        Args:
            painted: (H, W, 3) uint8 RGB; left as it is.
            width: To be had, pixels, at least W.
            height: Likewise, at least H.

        Returns:
            A new (height, width, 3) uint8 RGB array.
        """
        sizes = (*painted.shape[:2], height, width)
        if sizes != self._sizes:
            self._sizes, self._steps = sizes, list(_steps(*sizes))
        for step in self._steps:
            painted = step.enlarge(painted)
        return painted


def _steps(height: int, width: int, to_height: int, to_width: int) -> list[_Step]:
    """Doublings, and what is left."""
    steps: list[_Step] = []
    pull = _PULL
    while to_width / width > _MOST_AT_ONCE:
        steps.append(_Step((height, width), (2 * height, 2 * width), pull))
        height, width, pull = 2 * height, 2 * width, _PULL_LATER
    steps.append(_Step((height, width), (to_height, to_width), pull))
    return steps


class _Step:
    """One factor, up to a little more than two.

    Args:
        small: Height and width of what comes, pixels.
        large: Height and width of what goes.
        pull: See `_PULL`.
    """

    def __init__(self, small: tuple[int, int], large: tuple[int, int], pull: float) -> None:
        self._factors = (large[1] / small[1], large[0] / small[0])
        self._pull = pull * min(1.0, (max(self._factors) - 1) / (_FULL_FROM - 1))
        self._grey = np.empty(small, np.uint8)
        self._across, self._down, self._edges = planes(3, small)
        self._axes = coordinates(*large)
        self._columns, self._rows = planes(2, large)
        # Four channels, of which the last means nothing: with three, OpenCV takes twice as long to remap a picture.
        self._small = np.empty((*small, 4), np.uint8)
        self._large, self._warped = (np.empty((*large, 4), np.uint8) for _ in range(2))

    def enlarge(self, painted: Image) -> Image:
        """(h, w, 3) uint8 RGB → a new (H, W, 3) uint8 RGB array."""
        self._measure_edges(painted)
        size = self._columns.shape[::-1]
        for slope, factor, axis, out in zip(
            self._directions(), self._factors, self._axes, (self._columns, self._rows), strict=True
        ):
            cv2.resize(slope, size, dst=out, interpolation=cv2.INTER_LINEAR)
            cv2.scaleAdd(out, factor, axis, dst=out)
        cv2.cvtColor(painted, cv2.COLOR_RGB2RGBA, dst=self._small)
        cv2.resize(self._small, size, dst=self._large, interpolation=cv2.INTER_CUBIC)
        cv2.remap(
            self._large,
            self._columns,
            self._rows,
            cv2.INTER_LINEAR,
            dst=self._warped,
            borderMode=cv2.BORDER_REPLICATE,
        )
        return np.asarray(cv2.cvtColor(self._warped, cv2.COLOR_RGBA2RGB), np.uint8)

    def _measure_edges(self, painted: Image) -> None:
        """How strong they are, spread over the pixels beside them."""
        cv2.cvtColor(painted, cv2.COLOR_RGB2GRAY, dst=self._grey)
        self._slopes(self._grey, _SOBEL)
        cv2.magnitude(self._across, self._down, magnitude=self._edges)
        np.minimum(self._edges, np.float32(_STRONGEST), out=self._edges)
        cv2.GaussianBlur(self._edges, (7, 7), 1.0, dst=self._edges)

    def _directions(self) -> tuple[Plane, Plane]:
        """Where each place takes its colour from, in pixels of the small picture: away from the nearest edge."""
        self._slopes(self._edges, -self._pull * _SOBEL)
        for slope in (self._across, self._down):
            np.clip(slope, -_FARTHEST, _FARTHEST, out=slope)
        return self._across, self._down

    def _slopes(self, plane: npt.NDArray[Number], scale: float) -> None:
        cv2.Sobel(plane, cv2.CV_32F, 1, 0, dst=self._across, scale=scale)
        cv2.Sobel(plane, cv2.CV_32F, 0, 1, dst=self._down, scale=scale)
