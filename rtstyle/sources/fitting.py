"""Pictures made small enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from rtstyle.errors import UsageError

if TYPE_CHECKING:
    from rtstyle.frame import Image


def fitted_size(width: int, height: int, most_width: int | None, most_height: int | None) -> tuple[int, int]:
    """The largest size of the same shape that stays within two limits.

    Args:
        width: Pixels.
        height: Pixels.
        most_width: Limit in pixels, None for none.
        most_height: Limit in pixels, None for none.

    Returns:
        Width and height in pixels, 1 or more; never larger than the picture is.

    Raises:
        UsageError: A limit below 1.
    """
    if min(most_width or 1, most_height or 1) < 1 or 0 in {most_width, most_height}:
        raise UsageError(
            f"a picture cannot be {most_width}x{most_height} pixels large; both must be 1 or more"
        )
    scale = min(1.0, (most_width or width) / width, (most_height or height) / height)
    return max(round(width * scale), 1), max(round(height * scale), 1)


def fit(image: Image, size: tuple[int, int]) -> Image:
    """The picture scaled to that width and height; itself where it has them already."""
    if image.shape[1::-1] == size:
        return image
    return np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), np.uint8)
