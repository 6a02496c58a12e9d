"""What is painted first: the whole picture small and rough, in strokes that are large for it, and the painting over it.

A network has strokes of one width. A painter blocks in large shapes before small ones; so a picture is painted at a
quarter of its size, and what came of it, enlarged, shows through the photograph that the painting proper is made from:
large shapes in the style's colours, bold contours, fine strokes on them. That is what coarse-to-fine stylization does
(Li et al., "Universal style transfer via feature transforms", NeurIPS 2017, §3.3; Lin et al., "Drafting and revision",
CVPR 2021), with the same network twice. A sixteenth of the pixels costs a sixteenth.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from rtstyle.engine.sizes import resize

if TYPE_CHECKING:
    import numpy.typing as npt

    from rtstyle.engine.backends.base import Backend
    from rtstyle.frame import Image

COAT = 1
"""Its number among the backend's coats of paint."""
_REDUCTION = 4
_LEAST_SIDE = 64
"""Short side, pixels: in a smaller picture there is nothing to be seen of a face."""
_EDGE = 16
"""Within so many pixels of its edge, an underpainting shows less and less: a network's edges are rough ones."""
_AROUND = (9, 9)
_SHAPE = 20.0
"""Contrast around a place, in levels of 255, from which there is a shape to be blocked in; a plain wall has none."""


def rough_size(height: int, width: int) -> tuple[int, int] | None:
    """Height and width at which a painting of some size is painted first; None where it is too small for that."""
    reduction = min(_REDUCTION, min(height, width) / _LEAST_SIDE)
    return (round(height / reduction), round(width / reduction)) if reduction > 1 else None


class Underpainting:
    """Paints below the painting. All memory but the pictures' is allocated once a size.

    Args:
        backend: What the painting is painted by.
    """

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._inside = np.empty((0, 0), np.float32)

    def lay(self, content: Image, share: float, keep: float) -> Image:
        """A photograph through which its underpainting shows.

        Args:
            content: (H, W, 3) uint8 RGB, what is going to be painted.
            share: How much of the underpainting shows, in [0, 1]; 0 paints none.
            keep: See `Backend.run`.

        Returns:
            (H, W, 3) uint8 RGB.
        """
        height, width = content.shape[:2]
        size = rough_size(height, width)
        if share <= 0 or size is None:
            return content
        small = resize(content, *size[::-1])
        rough = self._backend.run(small, keep, COAT)
        shown = self._shown(small)
        cv2.blendLinear(rough, small, shown, 1 - shown, dst=rough)
        enlarged = cv2.resize(rough, (width, height), interpolation=cv2.INTER_CUBIC)
        return np.asarray(cv2.addWeighted(enlarged, share, content, 1 - share, 0, dst=enlarged), np.uint8)

    def _shown(self, small: Image) -> npt.NDArray[np.float32]:
        """Where it shows, in [0, 1]: where there are shapes, and away from the edge."""
        if self._inside.shape != small.shape[:2]:
            rows, columns = (_ramp(side) for side in small.shape[:2])
            self._inside = np.minimum.outer(rows, columns)
        grey = cv2.cvtColor(small, cv2.COLOR_RGB2GRAY).astype(np.float32)
        mean, square = cv2.blur(grey, _AROUND), cv2.sqrBoxFilter(grey, cv2.CV_32F, _AROUND)
        contrast = cv2.sqrt(np.maximum(square - mean * mean, 0))
        shapes = cv2.blur(np.minimum(contrast / np.float32(_SHAPE), 1), _AROUND)
        return np.asarray(shapes * self._inside, np.float32)


def _ramp(side: int) -> npt.NDArray[np.float32]:
    """(side,) from 0 at the ends to 1 inside."""
    places = np.arange(side, dtype=np.float32) + 0.5
    return np.asarray(np.minimum(np.minimum(places, side - places) / _EDGE, 1), np.float32)
