"""From a painting to the picture that is shown: its size, the colours that are kept, how much of the photograph."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from rtstyle.engine.color import keep_luminance_only
from rtstyle.engine.enlarge import Enlarger
from rtstyle.engine.sizes import resize

if TYPE_CHECKING:
    from rtstyle.frame import Image
    from rtstyle.options import StylizeOptions

PURE_FROM = 0.25
"""From this strength on a result is the network's alone."""


class Finisher:
    """Finishes paintings, one after another. For one thread."""

    def __init__(self) -> None:
        self._enlarger = Enlarger()

    def finish(self, image: Image, painted: Image, options: StylizeOptions) -> Image:
        """The painting in the picture's size and, where they are kept, colours; mixed into it at a small strength.

        Args:
            image: The picture, (H, W, 3) uint8 RGB.
            painted: What was made of it, (h, w, 3) uint8 RGB, of any size.
            options: How much of the style it takes, and whose colours.

        Returns:
            (H, W, 3) uint8 RGB, contiguous.
        """
        result = self._in_size_of(image, painted)
        if options.preserve_color == "luminance":
            result = keep_luminance_only(result, image)
        if options.strength >= PURE_FROM:
            return result
        share = options.strength / PURE_FROM
        return np.asarray(cv2.addWeighted(result, share, image, 1 - share, 0), np.uint8)

    def _in_size_of(self, image: Image, painted: Image) -> Image:
        height, width = image.shape[:2]
        if height > painted.shape[0]:
            return self._enlarger.enlarge(painted, width, height)
        return np.ascontiguousarray(resize(painted, width, height))
