"""The hair of the portrait: some thousand single strands combed from a parting, lit as one round mass."""

from __future__ import annotations

import numpy as np

from rtstyle.scene.canvas import (
    Field,
    blurred,
    fractal_noise,
    gaussian,
    mix,
    smooth_curves,
    smoothstep,
    strokes,
)

_LEFT = (
    (
        (0.17, -0.90),
        (0.00, -0.68),
        (-0.40, -0.47),
        (-0.72, -0.16),
        (-0.80, 0.32),
        (-0.72, 0.74),
        (-0.60, 1.06),
    ),
    (
        (0.15, -1.21),
        (-0.30, -1.30),
        (-0.84, -1.10),
        (-1.10, -0.55),
        (-1.15, 0.10),
        (-1.10, 0.70),
        (-0.92, 1.24),
    ),
)
_RIGHT = (
    ((0.18, -0.90), (0.36, -0.82), (0.62, -0.56), (0.75, -0.14), (0.80, 0.30), (0.72, 0.72), (0.58, 1.04)),
    ((0.16, -1.21), (0.46, -1.27), (0.88, -1.04), (1.09, -0.52), (1.13, 0.10), (1.08, 0.68), (0.90, 1.22)),
)
"""Guide strands beside the face (first) and at the outline (second), in head units."""


def paint_hair(rng: np.random.Generator, x: Field, y: Field, *, behind: bool) -> tuple[Field, Field]:
    """Colour and coverage of the hair in front of the face, or of the mass behind neck and cheeks.

    Args:
        rng: Where the strands lie.
        x: (H, W) hu, to the right.
        y: (H, W) hu, down.
        behind: True for the part that the head covers.

    Returns:
        Colour (H, W, 3) and coverage (H, W), both in [0, 1].
    """
    pixel = float(x[0, 1] - x[0, 0])
    canvas = np.empty((*x.shape, 3), np.uint8)
    canvas[:] = (104, 58, 34)
    coverage = np.zeros(x.shape, np.uint8)
    detail = 1.0 if pixel < 0.02 else 0.4
    for guides, side in ((_LEFT, -1.0), (_RIGHT, 1.0)):
        curves, tints, widths = _strands(
            rng, np.array(guides, np.float32), side, round(1100 * detail), behind
        )
        origin = np.array([x[0, 0], y[0, 0]], np.float32)
        strokes(canvas, coverage, (curves - origin) / pixel, tints, widths / pixel)
    alpha = coverage.astype(np.float32) / 255.0
    color = canvas.astype(np.float32) / 255.0
    shade = _light(rng, x, y, pixel)
    if behind:
        shade = shade * 0.50
        alpha = alpha * smoothstep(-0.45, 0.0, y)
    color = color * shade[..., None] * np.array([1.04, 0.98, 0.90], np.float32)
    rim = smoothstep(0.80, 1.10, x + 0.10 * y) * smoothstep(0.9, -0.2, y)
    color = mix(color, color * 1.6 + np.array([0.20, 0.12, 0.03], np.float32), 0.8 * rim)
    return color.astype(np.float32), alpha


def _strands(
    rng: np.random.Generator, guides: Field, side: float, count: int, behind: bool
) -> tuple[Field, Field, Field]:
    """Curves (N, K, 2) in hu, tints (N, 3) and widths (N,) hu; outer strands first, fly-aways last."""
    place = np.sort(rng.random(count).astype(np.float32))[::-1].copy()
    stray = slice(count - count // 9, count)
    place[stray] = rng.uniform(0.0, 1.04, count // 9)
    if behind:
        place = place[::2] * 1.5 - 0.8
        stray = slice(0, 0)
    weight = place[:, None, None]
    control = guides[0] * (1 - weight) + guides[1] * weight
    steps = np.linspace(0, 1, control.shape[1], dtype=np.float32)
    lock = np.floor(place * 11.0)
    phase = lock * 2.1 + rng.normal(0, 0.30, place.size)
    loose = np.zeros(place.size, np.float32)
    loose[stray] = 0.035
    wave = np.sin(phase[:, None] + 2 * np.pi * 1.3 * steps) * 0.080 * steps**1.2
    jitter = (
        rng.normal(0, 1, (*control.shape[:2], 2)) * (0.011 + loose[:, None, None]) * (0.25 + steps[:, None])
    )
    control += jitter
    control[..., 0] += wave
    length = 0.09 * np.cos(lock * 1.9) + rng.normal(0, 0.035, place.size)
    control[:, -1, 1] += length
    control[:, -2, 1] += 0.6 * length
    control[:, -1, 0] -= side * (0.05 + 0.14 * (0.5 + 0.5 * np.sin(lock * 1.7)))
    shade = rng.uniform(0.66, 1.16, place.size) * (0.84 + 0.24 * np.cos(lock * 2.4))
    base = mix((0.45, 0.22, 0.11), (0.78, 0.46, 0.21), rng.random(place.size) ** 2)
    widths = rng.uniform(0.009, 0.024, place.size)
    widths[stray] = 0.007
    return smooth_curves(control, 3), base * shade[:, None], widths


def _light(rng: np.random.Generator, x: Field, y: Field, pixel: float) -> Field:
    """Brightness over the round mass of hair: a sunny right, a broken band of gloss, depths at the neck."""
    dome = 0.80 + 0.34 * np.clip(x / 1.1, -1, 1) - 0.16 * np.clip(y, -1.2, 1.2)
    band_y = -0.80 + 0.42 * (x / 1.0) ** 2
    broken = fractal_noise(rng, x.shape[1], x.shape[0], 0.05 / pixel, stretch=6.0, octaves=3).T
    gloss = np.exp(-0.5 * ((y - band_y) / 0.13) ** 2) * (0.5 + 1.0 * broken)
    depth = gaussian(x, y, (0, 0.75), (0.62, 0.55)) * smoothstep(-0.2, 0.6, y)
    shade = np.clip(dome, 0.45, 1.3) * (1.0 - 0.35 * depth) + 0.55 * gloss * (
        0.7 + 0.3 * np.clip(x + 0.4, 0, 1)
    )
    return blurred(np.asarray(shade, np.float32), 0.01 / pixel)
