"""Scene cuts: where smoothing over time has to begin anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from rtstyle.frame import Image

_THUMBNAIL = (32, 18)
_CUT = 0.16
"""Mean change of the thumbnail, of full scale, that a cut exceeds and motion seldom reaches."""


class SceneCutDetector:
    """Tells where a new scene begins, from thumbnails of consecutive frames."""

    def __init__(self) -> None:
        self._previous: npt.NDArray[np.int16] | None = None

    def is_cut(self, image: Image) -> bool:
        """Whether this frame belongs to another scene than the one before; the first frame of all does.

        Args:
            image: (H, W, 3) uint8 RGB, any size.
        """
        # Thinning first: averaging all pixels of a large frame would cost more than it tells.
        step = max(1, min(image.shape[:2]) // 90)
        small = cv2.resize(image[::step, ::step], _THUMBNAIL, interpolation=cv2.INTER_AREA).astype(np.int16)
        previous, self._previous = self._previous, small
        return previous is None or float(np.abs(small - previous).mean()) > _CUT * 255

    def reset(self) -> None:
        """Forgets the last frame: the next one begins a scene."""
        self._previous = None
