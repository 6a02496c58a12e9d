"""Smooth random fields."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from .sheet import FloatArray, Sheet


def value_noise(sheet: Sheet, cells: float, stretch: float = 1.0) -> FloatArray:
    """Smooth noise, about standard normal.

    Args:
        sheet: Gives the shape and the random source.
        cells: Blobs along the short side.
        stretch: Blobs are this many times wider than tall.

    Returns:
        (rows, columns) float32.
    """
    step_y = sheet.short / cells
    step_x = step_y * stretch
    rows = math.ceil(sheet.height / step_y) + 4
    columns = math.ceil(sheet.width / step_x) + 4
    knots = sheet.rng.standard_normal((rows, columns), dtype=np.float32)
    offset_x, offset_y = sheet.rng.random(2) + 1
    x = (np.arange(sheet.width, dtype=np.float32) / step_x + offset_x).astype(np.float32)
    y = (np.arange(sheet.height, dtype=np.float32) / step_y + offset_y).astype(np.float32)
    map_x = np.broadcast_to(x, sheet.shape).copy()
    map_y = np.broadcast_to(y[:, None], sheet.shape).copy()
    # The cubic mean of independent knots has a smaller spread than the knots.
    return cv2.remap(knots, map_x, map_y, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REFLECT) * 1.4


def fbm(sheet: Sheet, cells: float, octaves: int = 4, gain: float = 0.5, stretch: float = 1.0) -> FloatArray:
    """Sum of octaves of :func:`value_noise`, scaled to about unit spread; (rows, columns) float32."""
    total = np.zeros(sheet.shape, np.float32)
    power = 0.0
    for octave in range(octaves):
        weight = gain**octave
        total += weight * value_noise(sheet, cells * 2**octave, stretch)
        power += weight**2
    return total / math.sqrt(power)


def grain(sheet: Sheet, sigma: float = 0.0) -> FloatArray:
    """White noise of unit spread, blurred by ``sigma`` design units and scaled back to unit spread."""
    noise = sheet.rng.standard_normal(sheet.shape, dtype=np.float32)
    if sigma > 0:
        noise = blur(noise, sigma * sheet.unit)
        noise /= noise.std() + 1e-6
    return noise


def blur(image: FloatArray, sigma: float) -> FloatArray:
    """Gaussian blur by ``sigma`` pixels; near zero returns the image as it is."""
    if sigma < 0.2:
        return image
    return cv2.GaussianBlur(image, (0, 0), sigma, borderType=cv2.BORDER_REFLECT)


def normalize(field: FloatArray, low: float = 1.0, high: float = 99.0) -> FloatArray:
    """Map the given percentiles of a field to 0 and 1 and clip."""
    bottom, top = np.percentile(field[::3, ::3], [low, high])
    return np.clip((field - bottom) / max(top - bottom, 1e-6), 0, 1).astype(np.float32)


def smoothstep(field: FloatArray, low: float, high: float) -> FloatArray:
    """Cubic ramp from 0 at ``low`` to 1 at ``high`` (which may be the smaller one)."""
    t = np.clip((field - low) / (high - low), 0, 1)
    return (t * t * (3 - 2 * t)).astype(np.float32)
