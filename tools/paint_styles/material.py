"""What a picture is made on and how light falls on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from .noise import blur, fbm, grain

if TYPE_CHECKING:
    from .sheet import FloatArray, Sheet


def tooth(sheet: Sheet, roughness: float = 1.0) -> FloatArray:
    """Fine even tooth of a drawing paper: zero-mean, unit spread, (rows, columns) float32."""
    grains = grain(sheet, 0.7 * roughness) + 0.7 * grain(sheet, 1.5 * roughness)
    return grains / grains.std()


def paper(sheet: Sheet, roughness: float = 1.0) -> FloatArray:
    """Surface of a rough paper: zero-mean height field of about unit spread, (rows, columns) float32."""
    height = (
        0.6 * grain(sheet, 1.0 * roughness) + 0.6 * grain(sheet, 2.4 * roughness) + 0.25 * fbm(sheet, 12, 3)
    )
    return height / height.std()


def weave(sheet: Sheet, pitch: float = 5.0) -> FloatArray:
    """Height of a plain-woven canvas in about [-1, 1]; ``pitch`` is the thread spacing in design units."""
    x, y = sheet.grid()
    wobble_x, wobble_y = fbm(sheet, 30, 2) * 0.25, fbm(sheet, 30, 2) * 0.25
    u = x * 1024 / pitch + wobble_x
    v = y * 1024 / pitch + wobble_y
    over = (np.floor(u) + np.floor(v)) % 2
    warp = np.sin(np.pi * (u % 1)) * (0.6 + 0.4 * np.sin(np.pi * (v % 1)))
    weft = np.sin(np.pi * (v % 1)) * (0.6 + 0.4 * np.sin(np.pi * (u % 1)))
    height = np.where(over > 0, warp, weft) - 0.5 + 0.15 * grain(sheet, 0.8)
    return (height * 1.5).astype(np.float32)


def light(
    image: FloatArray, height: FloatArray, relief: float, gloss: float = 0.0, azimuth: float = -2.3
) -> FloatArray:
    """Shade an image by the slopes of a height field.

    Args:
        image: (rows, columns, 3).
        height: (rows, columns), in units of about one.
        relief: Strength of the shading.
        gloss: Strength of the highlights.
        azimuth: Where the light comes from, radians, y down.

    Returns:
        (rows, columns, 3) in [0, 1].
    """
    gx = cv2.Scharr(height, cv2.CV_32F, 1, 0) / 16
    gy = cv2.Scharr(height, cv2.CV_32F, 0, 1) / 16
    # A face that rises away from the light turns towards it.
    slope = -(gx * np.cos(azimuth) + gy * np.sin(azimuth))
    shade = np.tanh(slope * relief)
    lit = image * (1 + 0.55 * shade[..., None])
    if gloss > 0:
        shine = blur(np.clip(shade - 0.35, 0, 1) ** 2, 0.6)
        lit = lit + gloss * shine[..., None]
    return np.clip(lit, 0, 1).astype(np.float32)


def finish(image: FloatArray, sheet: Sheet, speck: float = 0.012, contrast: float = 1.0) -> FloatArray:
    """Last touch: contrast around middle grey and a little fine grain."""
    toned = (image - 0.5) * contrast + 0.5
    return np.clip(toned + speck * grain(sheet)[..., None], 0, 1).astype(np.float32)
