"""Sizes of pictures: which one to paint at, and how to get there.

What a painting looks like must not depend on how many pixels its content has. Strokes are a few pixels wide, so that
pictures are painted at one size, whatever their own is, and brought to their own afterwards.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from rtstyle.frame import Image
    from rtstyle.options import PaintingSize

PAINTING_SIZE = 512
"""Short side at which pictures are painted, pixels."""
_MOST_ENLARGED = 2
"""A picture is enlarged that many times at most to be painted: a thumbnail has nothing to paint from."""
_STROKE_SHARE = 0.85
"""How much of a growth of strokes, as a power, comes from a smaller painting; a larger style does the rest."""
_STEPS = 16
"""Painting sizes for larger strokes are sixteenths of the usual one: a backend compiles something for each."""
_LEAST_SIDE = 128
"""Larger strokes alone do not make the painting smaller than that: a face would lose its eyes."""
_LEAST_AREA = 1.5
"""From this reduction on, pixels between those that linear interpolation looks at would be passed over."""


def style_scale(stroke_scale: float) -> float:
    """How much larger a style is encoded for strokes of that scale: what the size of the painting leaves to do."""
    return stroke_scale * _painting_share(stroke_scale)


def processing_size(
    height: int, width: int, size: PaintingSize, most: int, stroke_scale: float = 1.0
) -> tuple[int, int]:
    """Height and width to paint a picture at.

    Args:
        height: Of the picture, pixels.
        width: Likewise.
        size: Short side that is asked for.
        most: Pixels that are painted at most.
        stroke_scale: Larger strokes are painted in a smaller painting, which is enlarged.
    """
    short = min(height, width)
    if size == "full":
        side: float = short
    elif size is None:
        side = min(PAINTING_SIZE, _MOST_ENLARGED * short)
    else:
        side = size
    side = max(min(side, _LEAST_SIDE), side * _painting_share(stroke_scale))
    k = min(side / short, math.sqrt(most / (height * width)))
    return (height, width) if k == 1 else (max(1, round(height * k)), max(1, round(width * k)))


def resize(image: Image, width: int, height: int) -> Image:
    """Averages to become smaller, interpolates to become larger.

    Args:
        image: (H, W, 3) uint8; left as it is.
        width: To be had, pixels.
        height: Likewise.

    Returns:
        (height, width, 3) uint8; ``image`` itself where nothing is to be done.
    """
    for size, interpolation in resizing_steps(image.shape[0], image.shape[1], height, width):
        image = np.asarray(cv2.resize(image, size[::-1], interpolation=interpolation), np.uint8)
    return image


def resizing_steps(
    height: int, width: int, to_height: int, to_width: int
) -> list[tuple[tuple[int, int], int]]:
    """The way from a size to another: height, width and interpolation of each step; none where the size stays."""
    steps = []
    # Means of whole pixels first: OpenCV takes ten times as long for those of parts of pixels.
    whole_pixels = min(height // to_height, width // to_width)
    if whole_pixels > 1:
        height, width = round(height / whole_pixels), round(width / whole_pixels)
        steps.append(((height, width), cv2.INTER_AREA))
    if (height, width) != (to_height, to_width):
        if to_width >= width:
            interpolation = cv2.INTER_CUBIC
        else:
            interpolation = cv2.INTER_LINEAR if width < _LEAST_AREA * to_width else cv2.INTER_AREA
        steps.append(((to_height, to_width), interpolation))
    return steps


def _painting_share(stroke_scale: float) -> float:
    """Of the usual painting's short side; 1 for finer strokes, which a finer style has at no cost."""
    steps: int = round(_STEPS / stroke_scale**_STROKE_SHARE)
    return min(_STEPS, steps) / _STEPS
