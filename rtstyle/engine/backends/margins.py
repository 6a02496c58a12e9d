"""What a network sees around a picture: reflections, cropped away again, so that its borders never show."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from rtstyle.frame import Image


def with_margin(image: Image, margin: int, multiple: int) -> Image:
    """Adds a margin by reflection, and at the bottom and on the right what is missing to a multiple.

    Args:
        image: (H, W, 3) uint8, any size.
        margin: On each side, pixels.
        multiple: What heights and widths have to be multiples of; it divides twice the margin.

    Returns:
        (H + 2 margin + …, W + 2 margin + …, 3) uint8, contiguous.
    """
    bottom, right = (margin + -side % multiple for side in image.shape[:2])
    padded = cv2.copyMakeBorder(image, margin, bottom, margin, right, cv2.BORDER_REFLECT_101)
    return np.ascontiguousarray(padded, np.uint8)


def reflected(length: int, margin: int, multiple: int) -> list[int]:
    """Which row (or column) of a picture lies where once `with_margin` has been applied.

    Args:
        length: Rows of the picture.
        margin: See `with_margin`.
        multiple: Likewise.
    """
    places = np.abs(np.arange(-margin, length + margin + -length % multiple))
    period = max(1, 2 * (length - 1))
    places %= period
    return np.minimum(places, period - places).tolist() if length > 1 else [0] * len(places)


def padded_size(height: int, width: int, margin: int, multiple: int) -> tuple[int, int]:
    """Height and width that `with_margin` gives."""
    rows, columns = (2 * margin + side + -side % multiple for side in (height, width))
    return rows, columns
