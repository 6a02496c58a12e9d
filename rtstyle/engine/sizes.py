"""Sizes of pictures: which one to process at, and how to get there and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from rtstyle.frame import Image


def processing_size(height: int, width: int, size: int | None, most: int) -> tuple[int, int]:
    """Height and width to process a picture at.

    Args:
        height: Of the picture, pixels.
        width: Likewise.
        size: Short side that is asked for, pixels; None is the picture's.
        most: Pixels that are processed at most.
    """
    k = min(1.0, (most / (height * width)) ** 0.5)
    if size is not None:
        k = min(size / min(height, width), (most / (height * width)) ** 0.5)
    return (height, width) if k == 1 else (max(1, round(height * k)), max(1, round(width * k)))


def in_size_of(image: Image, result: Image) -> Image:
    """The result in the size of the image, and contiguous; (H, W, 3) uint8 each."""
    height, width = image.shape[:2]
    same = result.shape == image.shape
    return np.ascontiguousarray(result if same else resize(result, width, height))


def resize(image: Image, width: int, height: int) -> Image:
    """Averages to become smaller, interpolates to become larger; (H, W, 3) uint8."""
    interpolation = cv2.INTER_AREA if width < image.shape[1] else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(image, (width, height), interpolation=interpolation), np.uint8)
