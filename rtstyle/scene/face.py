"""The face of the portrait, in head units (hu): half the height of the head, origin between the eyes.

The skin is a relief of smooth bumps lit by the same sun as everything else; eyes are kept apart, so that they
can look around and blink.
"""

from __future__ import annotations

import numpy as np

from rtstyle.scene.body import SKIN
from rtstyle.scene.canvas import (
    Field,
    blurred,
    fractal_noise,
    gaussian,
    illuminate,
    mix,
    normals,
    smoothstep,
    strokes,
)

EYE_X, EYE_Y = 0.298, 0.03
EYE_HALF_WIDTH, EYE_HALF_HEIGHT = 0.172, 0.084


def face_half_width(y: Field) -> Field:
    """Half the width of the face at height y: broad at the cheekbones, a soft jaw, a rounded chin."""
    upper = 0.745 * np.sqrt(np.clip(1.0 - (np.minimum(y, 0.0) / 1.10) ** 2, 0.0, 1.0))
    lower = 0.745 * np.clip(1.0 - (np.maximum(y, 0.0) / 1.06) ** 2.5, 0.0, 1.0) ** 0.60
    return np.where(y < 0.0, upper, lower).astype(np.float32)


def paint_face(rng: np.random.Generator, x: Field, y: Field) -> tuple[Field, Field]:
    """Skin, nose, mouth and brows, with closed lids where the eyes will be.

    Args:
        rng: For freckles and the grain of the skin.
        x: (H, W) hu, to the right.
        y: (H, W) hu, down.

    Returns:
        Colour (H, W, 3) and coverage (H, W), both in [0, 1].
    """
    pixel = float(x[0, 1] - x[0, 0])
    half = face_half_width(y)
    alpha = smoothstep(1.4 * pixel, -1.4 * pixel, np.abs(x) - half) * (half > 0)
    light = illuminate(normals(_relief(x, y, half), 1.0 / pixel), wrap=0.55) + np.array(
        [0.08, 0.055, 0.045], np.float32
    )
    light = blurred(light, max(0.4, 0.012 / pixel))
    color: Field = _albedo(rng, x, y, pixel) * light * 1.02
    color = _shadows(color, x, y, half)
    color = _mouth(color, x, y, pixel)
    color = _nostrils(color, x, y)
    sheen = 0.20 * gaussian(x, y, (0.045, 0.335), (0.035, 0.045)) + 0.10 * gaussian(
        x, y, (0.33, 0.26), (0.10, 0.07)
    )
    sheen += 0.07 * gaussian(x, y, (0.20, -0.55), (0.22, 0.14)) + 0.05 * gaussian(
        x, y, (0.03, 0.9), (0.08, 0.05)
    )
    color = color + sheen[..., None] * np.array([1.0, 0.92, 0.78], np.float32)
    canvas = np.clip(color * 255.0, 0, 255).astype(np.uint8)
    _brows(rng, canvas, x, y, pixel)
    return canvas.astype(np.float32) / 255.0, alpha.astype(np.float32)


def _relief(x: Field, y: Field, half: Field) -> Field:
    """Height of the face above the plane of the ears, hu."""
    inside = np.clip(1.0 - (np.abs(x) / np.maximum(half, 1e-3)) ** 2, 0.0, 1.0)
    relief = 0.60 * inside**0.5 * np.clip(half / 0.745, 0, 1) ** 0.7
    ridge = np.exp(-0.5 * (x / 0.080) ** 2)
    relief += 0.100 * ridge * smoothstep(-0.12, 0.34, y) * smoothstep(0.50, 0.38, y)
    relief += 0.075 * gaussian(x, y, (0, 0.335), (0.085, 0.075))
    for side in (-1.0, 1.0):
        relief -= 0.070 * gaussian(x, y, (side * 0.30, 0.00), (0.15, 0.085))
        relief += 0.035 * gaussian(x, y, (side * 0.315, 0.035), (0.12, 0.07))
        relief += 0.030 * gaussian(x, y, (side * 0.30, -0.21), (0.20, 0.06))
        relief += 0.042 * gaussian(x, y, (side * 0.42, 0.30), (0.17, 0.13))
        relief += 0.038 * gaussian(x, y, (side * 0.105, 0.37), (0.045, 0.042))
    relief += 0.030 * gaussian(x, y, (0, 0.575), (0.16, 0.030)) + 0.045 * gaussian(
        x, y, (0, 0.685), (0.13, 0.042)
    )
    relief -= 0.030 * gaussian(x, y, (0, 0.775), (0.17, 0.035)) - 0.050 * gaussian(
        x, y, (0, 0.90), (0.14, 0.09)
    )
    return np.asarray(relief - 0.012 * gaussian(x, y, (0, 0.50), (0.030, 0.05)), np.float32)


def _albedo(rng: np.random.Generator, x: Field, y: Field, pixel: float) -> Field:
    """Colour of the skin before light falls on it: blush, freckles, a fine grain."""
    mottle = fractal_noise(rng, x.shape[0], x.shape[1], 0.16 / pixel, octaves=5, gain=0.6)
    color = np.asarray(SKIN, np.float32) * (0.94 + 0.12 * mottle)[..., None]
    blush = 0.34 * gaussian(x, y, (-0.42, 0.33), (0.19, 0.13)) + 0.34 * gaussian(
        x, y, (0.42, 0.33), (0.19, 0.13)
    )
    blush += 0.26 * gaussian(x, y, (0, 0.36), (0.11, 0.09)) + 0.10 * gaussian(x, y, (0, 0.92), (0.16, 0.08))
    color = mix(color, (0.92, 0.42, 0.36), np.clip(blush * (0.8 + 0.4 * mottle), 0, 1))
    for _ in range(90):
        at = (float(rng.normal(0, 0.34)), float(rng.normal(0.27, 0.075)))
        radius = float(rng.uniform(0.007, 0.014))
        rows = slice(*np.searchsorted(y[:, 0], [at[1] - 4 * radius, at[1] + 4 * radius]))
        columns = slice(*np.searchsorted(x[0], [at[0] - 4 * radius, at[0] + 4 * radius]))
        spot = gaussian(x[rows, columns], y[rows, columns], at, (radius, radius))
        color[rows, columns] = mix(color[rows, columns], (0.72, 0.42, 0.27), 0.42 * spot)
    return color


def _shadows(color: Field, x: Field, y: Field, half: Field) -> Field:
    """Where little light gets: under hair, brows, nose, lip and at the outline; warm, as skin is."""
    shade = 0.34 * smoothstep(-0.50, -0.90, y + 0.10 * np.abs(x))
    shade += 0.24 * smoothstep(0.16, 0.02, half - np.abs(x))
    shade += 0.30 * gaussian(x, y, (-0.06, 0.465), (0.12, 0.035)) + 0.16 * gaussian(
        x, y, (0, 0.765), (0.14, 0.03)
    )
    shade += 0.10 * gaussian(x, y, (-0.13, 0.22), (0.05, 0.16))
    for side in (-1.0, 1.0):
        shade += 0.26 * gaussian(x, y, (side * 0.31, -0.085), (0.17, 0.045))
        shade += 0.20 * gaussian(x, y, (side * 0.16, 0.00), (0.06, 0.07))
        shade += 0.10 * gaussian(x, y, (side * 0.30, 0.165), (0.13, 0.03))
    dark = np.array([0.58, 0.30, 0.24], np.float32)
    return mix(color, color * dark, np.clip(shade, 0.0, 0.85).astype(np.float32))


def _mouth(color: Field, x: Field, y: Field, pixel: float) -> Field:
    """A closed, friendly mouth: the corners rise."""
    width = 0.265
    t = np.clip(np.abs(x) / width, 0.0, 1.2)
    line = 0.632 - 0.050 * t**2.2 + 0.012 * np.exp(-((x / 0.05) ** 2))
    top = line - 0.078 * (1 - t**1.7) * (1.0 - 0.28 * np.exp(-((x / 0.045) ** 2)))
    bottom = line + 0.100 * np.clip(1 - t**2.1, 0, 1) ** 0.9
    soft = 0.016 + pixel
    lips = smoothstep(-soft, soft, y - top) * smoothstep(soft, -soft, y - bottom) * smoothstep(1.04, 0.94, t)
    upper = smoothstep(soft, -soft, y - line)
    red = mix((0.80, 0.37, 0.34), (0.62, 0.25, 0.25), upper)
    light = color.mean(axis=-1, keepdims=True) / np.mean(SKIN)
    color = mix(color, red * np.clip(light, 0.3, 1.3), 0.80 * lips)
    color = color + (0.16 * gaussian(x, y, (0.05, 0.685), (0.075, 0.016)) * lips)[..., None]
    crease = np.exp(-0.5 * ((y - line) / (0.009 + 0.5 * pixel)) ** 2) * smoothstep(1.16, 0.98, t)
    corner = sum(gaussian(x, y, (side * 0.275, 0.577), (0.024, 0.020)) for side in (-1.0, 1.0))
    return mix(color, (0.33, 0.11, 0.11), np.clip(0.85 * crease + 0.42 * corner, 0, 1).astype(np.float32))


def _nostrils(color: Field, x: Field, y: Field) -> Field:
    dark = sum(0.80 * gaussian(x, y, (side * 0.062, 0.412), (0.026, 0.012)) for side in (-1.0, 1.0))
    wing = sum(0.38 * gaussian(x, y, (side * 0.150, 0.385), (0.012, 0.035)) for side in (-1.0, 1.0))
    return mix(color, (0.36, 0.15, 0.12), np.clip(dark + wing, 0, 1).astype(np.float32))


def _to_pixels(points: Field, x: Field, y: Field) -> Field:
    """Head units to pixel coordinates of the canvas that (x, y) describe."""
    pixel = float(x[0, 1] - x[0, 0])
    return ((points - np.array([x[0, 0], y[0, 0]], np.float32)) / pixel).astype(np.float32)


def _brows(rng: np.random.Generator, canvas: np.ndarray, x: Field, y: Field, pixel: float) -> None:
    """Single hairs that lean outwards along an arch."""
    for side in (-1.0, 1.0):
        t = np.sort(rng.random(150)).astype(np.float32)
        arch_x = 0.130 + 0.37 * t
        arch_y = -0.175 - 0.085 * np.sin(np.pi * (0.16 + 0.66 * t)) + 0.075 * t**2
        thickness = 0.030 * (1 - t) ** 0.6 + 0.005
        root = np.stack([side * arch_x, arch_y + thickness * rng.uniform(-0.2, 1.0, t.size)], -1)
        length = 0.070 - 0.02 * t
        tip = root + np.stack([side * length * (0.45 + 0.55 * t), -length * (0.62 - 0.85 * t)], -1)
        tint = np.array([0.33, 0.17, 0.10]) * rng.uniform(0.7, 1.3, (t.size, 1))
        curve = _to_pixels(np.stack([root, tip], axis=1).astype(np.float32), x, y)
        strokes(canvas, None, curve, tint, np.full(t.size, 0.008 / pixel))


def lid_curves(u: Field, openness: float) -> tuple[Field, Field]:
    """Edges of the opening between the lids, in half heights of the eye above (-) and below (+) its axis.

    Args:
        u: Position along the eye, -1 (inner corner) to 1 (outer).
        openness: 0 closed to 1 open.

    Returns:
        Upper and lower edge.
    """
    span = np.clip(1.0 - np.abs(u) ** 2.3, 0.0, 1.0)
    lower = 0.72 * span - 0.16 * u
    upper = -1.08 * span**0.8 - 0.16 * u
    return lower + (upper - lower) * openness, lower


def paint_eyeball(x: Field, y: Field, look: tuple[float, float], pixel: float) -> Field:
    """White, iris, pupil and catch lights around an eye's centre.

    Args:
        x: (H, W) hu from the centre of the eye.
        y: (H, W) hu.
        look: Where the iris is, hu from the centre.
        pixel: Size of a pixel in hu.

    Returns:
        (H, W, 3) RGB in [0, 1].
    """
    dx, dy = x - look[0], y - look[1]
    radius = np.sqrt(dx * dx + dy * dy)
    angle = np.arctan2(dy, dx)
    white = mix(
        (0.93, 0.90, 0.86), (0.66, 0.58, 0.56), np.clip((np.abs(x) / 0.19) ** 2, 0, 1).astype(np.float32)
    )
    fibres = 0.5 + 0.5 * np.sin(17 * angle + 3 * np.sin(5 * angle)) * np.sin(
        radius * 130 + 4 * np.sin(7 * angle)
    )
    iris = mix((0.46, 0.52, 0.28), (0.20, 0.30, 0.20), smoothstep(0.050, 0.095, radius))
    iris = (
        mix(iris, (0.66, 0.45, 0.18), smoothstep(0.062, 0.036, radius) * 0.8)
        * (0.78 + 0.40 * fibres)[..., None]
    )
    iris = iris * (1.0 + 1.1 * gaussian(dx, dy, (-0.03, 0.04), (0.04, 0.035)))[..., None]
    iris = mix(iris, (0.05, 0.06, 0.05), smoothstep(0.086, 0.102, radius))
    soft = 0.006 + 0.7 * pixel
    color = mix(white, iris, smoothstep(0.104 + soft, 0.104 - soft, radius))
    color = mix(color, (0.03, 0.02, 0.02), smoothstep(0.045 + soft, 0.045 - soft, radius))
    shade = smoothstep(0.02, -0.085, y)
    color *= (1.0 - 0.55 * shade)[..., None]
    glint = smoothstep(0.024 + soft, 0.024 - soft, np.sqrt((dx - 0.036) ** 2 + (dy + 0.036) ** 2))
    return mix(
        color, (1.0, 0.98, 0.92), np.maximum(glint, 0.35 * gaussian(dx, dy, (-0.04, 0.045), (0.02, 0.015)))
    )
