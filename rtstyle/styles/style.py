"""The size at which a style picture is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from rtstyle.frame import Image

STYLE_SHORT_SIDE = 512
"""Larger style pictures are reduced to this short side, pixels: the scale at which strokes look like strokes."""
_SMALLEST, _LONGEST = 64, 1536


def scale_style(image: Image, stroke_scale: float = 1.0) -> Image:
    """Brings a style picture to the size at which it is encoded.

    A style seen larger has larger strokes: that is all that stroke scale is.

    Args:
        image: (H, W, 3) uint8 RGB, any size.
        stroke_scale: 1 takes the style at a short side of `STYLE_SHORT_SIDE` pixels, or its own if that is smaller;
            2 twice as large.

    Returns:
        (h, w, 3) uint8 RGB, multiples of 16, at least 64. Very long pictures are cut to their middle.
    """
    height, width = image.shape[:2]
    short = min(height, width)
    k = max(min(short, STYLE_SHORT_SIDE) * stroke_scale, _SMALLEST) / short
    h, w = (min(max(_SMALLEST, round(side * k / 16) * 16), _LONGEST) for side in (height, width))
    if h / height < w / width * 0.9:  # cut, where rounding or the limits would distort
        kept = max(1, round(h / (w / width)))
        image = image[(height - kept) // 2 :][:kept]
    elif w / width < h / height * 0.9:
        kept = max(1, round(w / (h / height)))
        image = image[:, (width - kept) // 2 :][:, :kept]
    if image.shape[:2] == (h, w):
        return np.ascontiguousarray(image)
    interpolation = cv2.INTER_AREA if k < 1 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(image, (w, h), interpolation=interpolation), np.uint8)
