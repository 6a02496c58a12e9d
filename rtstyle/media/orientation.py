"""Orientation of pictures and videos (EXIF tag 274, a video's display matrix)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from rtstyle.frame import Image


def apply_orientation(image: Image, orientation: int) -> Image:
    """Turns a stored picture the way it is to be shown.

    Args:
        image: (H, W, ...) array.
        orientation: 1 to 8 as in EXIF tag 274; 1 leaves it as it is.

    Returns:
        A C-contiguous array; (W, H, ...) for 5 to 8.
    """
    if orientation in {5, 6, 7, 8}:
        image = image.swapaxes(0, 1)
    if orientation in {2, 3, 6, 7}:
        image = image[:, ::-1]
    if orientation in {3, 4, 7, 8}:
        image = image[::-1]
    return np.ascontiguousarray(image)
