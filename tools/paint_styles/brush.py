"""Brush stamps: what one touch of a tool leaves, before it is bent along a stroke.

A stamp is (rows across, columns along, 3) float32; its channels are coverage in [0, 1],
height of the paint and tint, the lightness that single bristles add.
"""

from __future__ import annotations

import numpy as np

from .noise import blur, fbm, grain, smoothstep
from .sheet import FloatArray, Sheet

ROWS, COLUMNS = 64, 192
KINDS = ("bristle", "dry", "knife", "dab", "chalk")


def _streaks(rng: np.random.Generator, cells: float, stretch: float) -> FloatArray:
    return fbm(Sheet(ROWS, COLUMNS, rng), cells, 3, 0.7, stretch)


def stamp(kind: str, rng: np.random.Generator) -> FloatArray:
    """One random stamp of a kind from :data:`KINDS`."""
    v, u = np.meshgrid(np.linspace(-1, 1, ROWS), np.linspace(0, 1, COLUMNS), indexing="ij")
    u, v = u.astype(np.float32), v.astype(np.float32)
    bristles = _streaks(rng, 16, 14.0)
    ragged = fbm(Sheet(ROWS, COLUMNS, rng), 12, 2, 0.7, 60.0)
    coarse = _streaks(rng, 5, 3.0)
    if kind == "dab":
        radius = np.hypot(v, (u - 0.5) * 2) + 0.10 * coarse
        cover = smoothstep(radius, 0.96, 0.74)
        height = cover * (0.55 + 0.35 * smoothstep(radius, 0.3, 0.85) + 0.18 * bristles)
        return np.dstack([cover, height, 0.6 * bristles]).astype(np.float32)
    if kind == "knife":
        ends = smoothstep(u + 0.03 * ragged, 0.02, 0.05) * smoothstep(
            u + 0.05 * ragged + 0.03 * coarse, 0.97, 0.92
        )
        sides = smoothstep(np.abs(v) + 0.04 * coarse, 0.97, 0.88)
        cover = ends * sides
        rim = smoothstep(np.abs(v), 0.68, 0.9) + 1.4 * smoothstep(u, 0.85, 0.95)
        height = cover * (0.4 + 0.5 * rim + 0.10 * bristles)
        return np.dstack([cover, height, 0.7 * coarse + 0.4 * bristles]).astype(np.float32)
    round_off = 0.16 * v * v
    start = smoothstep(u + 0.025 * ragged - round_off, 0.02, 0.08)
    end = smoothstep(u + 0.07 * ragged + round_off, 0.97, 0.86)
    cover = start * end * smoothstep(np.abs(v) + 0.07 * coarse, 0.98, 0.8)
    if kind == "dry":
        cover = cover * smoothstep(bristles + 0.5 * coarse - 1.6 * u, -1.5, -0.7)
    if kind == "chalk":
        tooth = grain(Sheet(ROWS, COLUMNS, rng), 16 * 0.9) + 0.7 * bristles
        cover = cover * smoothstep(tooth, -0.7, 0.6)
    rim = 0.5 * smoothstep(np.abs(v), 0.55, 0.85) + 0.7 * smoothstep(u, 0.75, 0.9)
    height = cover * (0.45 + 0.28 * bristles + rim)
    return np.dstack([cover, height, bristles]).astype(np.float32)


def fitted(stamps: list[FloatArray], length: float, width: float) -> list[FloatArray]:
    """Stamps scaled down to about the size in pixels at which they will be used, against aliasing."""
    shrink = max(1.0, min(COLUMNS / max(length, 4), ROWS / max(width, 3)))
    sigma = 0.35 * (shrink - 1)
    result = []
    for one in stamps:
        soft = blur(one, sigma)
        soft[:1] = soft[-1:] = 0
        soft[:, :1] = soft[:, -1:] = 0
        result.append(np.ascontiguousarray(soft))
    return result
