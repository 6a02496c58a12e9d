"""Pictures to measure with: the same on every machine, with the detail of a photograph, and moving."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from rtstyle.frame import Image

_OCTAVES = 7
_STEP = 3
"""Pixels that the picture moves from frame to frame."""


def moving_pictures(width: int, height: int, count: int, seed: int = 0) -> list[Image]:
    """A short sequence: a window that moves over clouds of colour with detail at every scale.

    Args:
        width: Pixels.
        height: Pixels.
        count: How many frames.
        seed: Another seed, other clouds.

    Returns:
        (height, width, 3) uint8 RGB each, in memory of its own.
    """
    generator = np.random.default_rng(seed)
    whole = (width + _STEP * count, height)
    clouds = np.zeros((whole[1], whole[0], 3), np.float32)
    for octave in range(_OCTAVES):
        grid = generator.normal(size=(2 + 2**octave, 2 + 2**octave, 3)).astype(np.float32)
        enlarged = cv2.resize(grid, whole, interpolation=cv2.INTER_CUBIC)
        clouds += np.asarray(enlarged, np.float32) / 2 ** (octave / 2)
    pixels = np.clip(127 + 45 * clouds, 0, 255).astype(np.uint8)
    return [np.ascontiguousarray(pixels[:, i * _STEP : i * _STEP + width]) for i in range(count)]
