"""Neck, scarf and jumper of the portrait.

Coordinates are head units (hu): half the height of the head, origin between the eyes.
"""

from __future__ import annotations

import numpy as np

from rtstyle.scene.canvas import (
    Color,
    Field,
    blurred,
    fractal_noise,
    gaussian,
    illuminate,
    mix,
    normals,
    smoothstep,
)

SKIN: Color = (0.95, 0.74, 0.60)
WOOL: tuple[Color, ...] = ((0.16, 0.33, 0.42), (0.93, 0.88, 0.76), (0.78, 0.36, 0.20), (0.92, 0.68, 0.28))
SCARF: Color = (0.80, 0.30, 0.18)

_MOTIF = (
    "111111111111",
    "000000000000",
    "020000020000",
    "222000222000",
    "022202220222",
    "002220002220",
    "022202220222",
    "222000222000",
    "020000020000",
    "000000000000",
    "131313131313",
    "313131313131",
    "000000000000",
    "100010001000",
    "110111011101",
    "111111111111",
    "011101110111",
    "001000100010",
    "000000000000",
    "000000000000",
    "000003000000",
    "000000000000",
    "000000000000",
    "000000000003",
)
"""Colours of the jumper by stitch, from the collar down; the last rows repeat."""


def knit(u: Field, v: Field) -> Field:
    """Relief of stocking stitch in [0, 1]: one V of wool in every unit square of (u, v)."""
    across = 2.0 * (u - np.floor(u)) - 1.0
    along = v + 0.55 * np.abs(across)
    leg = np.sin(np.pi * (along - np.floor(along)))
    side = np.sin(np.pi * np.abs(across))
    relief = np.sqrt(np.clip(leg, 0, 1)) * (0.35 + 0.65 * np.sqrt(np.clip(side, 0, 1)))
    return np.asarray(relief, np.float32)


def paint_body(rng: np.random.Generator, x: Field, y: Field) -> tuple[Field, Field]:
    """Everything below the head.

    Args:
        rng: For the fibre of the wool.
        x: (H, W) hu, to the right.
        y: (H, W) hu, down.

    Returns:
        Colour (H, W, 3) and coverage (H, W), both in [0, 1].
    """
    pixel = float(x[0, 1] - x[0, 0])
    fibre = fractal_noise(rng, x.shape[0], x.shape[1], 0.05 / pixel, octaves=4, gain=0.7)
    color, coverage = _neck(x, y, pixel)
    for part in (_jumper, _scarf_end, _scarf_low, _scarf_high):
        tint, alpha = part(x, y, pixel, fibre)
        color *= (1.0 - 0.55 * _contact(alpha, pixel))[..., None]
        color = mix(color, tint, alpha)
        coverage = np.maximum(coverage, alpha)
    shade = 0.62 * gaussian(x, y, (-0.10, 0.98), (0.52, 0.20))
    warm = np.array([0.80, 1.02, 1.10], np.float32)
    return (color * (1.0 - shade[..., None] * warm)).astype(np.float32), coverage


def _contact(alpha: Field, pixel: float) -> Field:
    """Soft shadow that a part throws on what lies behind it."""
    return blurred(alpha, max(0.5, 0.055 / pixel))


def _neck(x: Field, y: Field, pixel: float) -> tuple[Field, Field]:
    half = 0.36 + 0.10 * smoothstep(1.05, 1.5, y)
    alpha = smoothstep(pixel, -pixel, np.abs(x) - half) * smoothstep(0.35, 0.45, y)
    across = np.clip(x / half, -1.0, 1.0)
    depth = np.sqrt(1.0 - across * across * 0.98)
    light = illuminate(np.stack([across, np.zeros_like(x), depth], axis=-1))
    return (np.asarray(SKIN, np.float32) * light).astype(np.float32), alpha


def _torso_half_width(y: Field) -> Field:
    """Half the width of the shoulders and arms at height y."""
    return np.interp(
        y,
        [0.9, 1.10, 1.28, 1.42, 1.62, 1.9, 2.3, 3.0, 6.0],
        [0.30, 0.42, 0.72, 1.06, 1.40, 1.60, 1.72, 1.80, 1.86],
    ).astype(np.float32)


def _jumper(x: Field, y: Field, pixel: float, fibre: Field) -> tuple[Field, Field]:
    half = _torso_half_width(y)
    alpha = smoothstep(pixel, -pixel, np.abs(x) - half - 0.012 * (fibre - 0.5)) * smoothstep(1.0, 1.1, y)
    across = np.clip(x / half, -1.0, 1.0)
    relief = 0.62 * np.sqrt(1.0 - 0.97 * across**2) * smoothstep(0.9, 2.2, y)
    arm = 1.12 + 0.10 * (y - 1.9)
    relief -= 0.10 * np.exp(-0.5 * ((np.abs(x) - arm) / 0.05) ** 2) * smoothstep(1.75, 2.2, y)
    relief += (
        0.05
        * np.sin(5.0 * y + 4.0 * np.abs(x))
        * np.exp(-((np.abs(x) - arm) ** 2) / 0.10)
        * smoothstep(1.6, 2.4, y)
    )
    gauge = 11.0
    rows = (y - 1.12 + 0.20 * np.minimum(np.abs(x), 1.6) ** 2 * smoothstep(3.2, 1.2, y)) * gauge
    columns = x * gauge * 0.92 * (1.0 + 0.10 * (1.0 - np.sqrt(1 - 0.9 * across**2)))
    stitch = knit(columns, rows)
    chart = np.array([[int(cell) for cell in row] for row in _MOTIF])
    index = np.floor(rows + 0.55 * np.abs(2.0 * (columns - np.floor(columns)) - 1.0)).astype(int)
    index = np.where(index < len(_MOTIF), index, 18 + (index - 18) % 6)
    picked = chart[np.clip(index, 0, len(_MOTIF) - 1), np.floor(columns).astype(int) % 12]
    wool = np.array(WOOL, np.float32)[picked]
    light = illuminate(normals(relief + 0.010 * fibre, 1.0 / pixel), wrap=0.2)
    return (wool * light * (0.50 + 0.55 * stitch + 0.30 * (fibre - 0.5))[..., None] * 1.06).astype(
        np.float32
    ), alpha


def _tube(
    along: Field, across: Field, ends: Field, pixel: float, fibre: Field, up: Field
) -> tuple[Field, Field]:
    """A knitted tube: ``across`` is -1 to 1, ``along`` in hu, ``ends`` above 0 inside."""
    edge = np.abs(across) - 1.0
    slope = 0.2
    alpha = smoothstep(pixel / slope, -pixel / slope, edge) * smoothstep(-pixel, pixel, ends)
    inside = np.clip(across, -1.0, 1.0)
    depth = np.sqrt(1.0 - 0.96 * inside * inside)
    fold = 0.16 * np.sin(9.0 * along + 2.6 * inside) * (1.0 - inside * inside)
    normal = np.stack([0.25 * along + fold, inside * up, depth], axis=-1)
    normal /= np.linalg.norm(normal, axis=-1, keepdims=True)
    stitch = knit(across * 2.5, along * 8.5)
    light = illuminate(normal.astype(np.float32), wrap=0.3)
    color = np.asarray(SCARF, np.float32) * light * (0.52 + 0.56 * stitch + 0.25 * (fibre - 0.5))[..., None]
    return color.astype(np.float32), alpha.astype(np.float32)


def _scarf_high(x: Field, y: Field, pixel: float, fibre: Field) -> tuple[Field, Field]:
    center = 1.26 - 0.30 * (x / 0.60) ** 2
    return _tube(x * 1.05, (y - center) / 0.19, 0.60 - np.abs(x), pixel, fibre, np.ones_like(x))


def _scarf_low(x: Field, y: Field, pixel: float, fibre: Field) -> tuple[Field, Field]:
    center = 1.52 - 0.36 * (x / 0.74) ** 2 + 0.05 * x
    return _tube(x + 0.31, (y - center) / 0.20, 0.74 - np.abs(x), pixel, fibre, np.ones_like(x))


def _scarf_end(x: Field, y: Field, pixel: float, fibre: Field) -> tuple[Field, Field]:
    center = 0.30 + 0.10 * (y - 1.5) - 0.03 * np.sin(2.5 * y)
    fringe = 2.62 - 0.10 * np.abs(np.sin(34.0 * (x - center)))
    inside = np.minimum(y - 1.45, fringe - y)
    across = (x - center) / 0.20
    color, alpha = _tube(y, across, inside, pixel, fibre, np.zeros_like(x))
    bands = smoothstep(0.03, 0.01, np.abs(np.abs(y - 2.32) - 0.07))
    cream = np.asarray(WOOL[1], np.float32) * (color.mean(axis=-1) / np.mean(SCARF))[..., None]
    roundness = np.clip(0.72 + 0.45 * across, 0.35, 1.15)[..., None]
    return (mix(color, cream, bands) * roundness).astype(np.float32), alpha
