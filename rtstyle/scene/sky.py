"""The far half of the scene: evening sky, clouds, mountains behind mountains."""

from __future__ import annotations

import numpy as np

from rtstyle.scene.canvas import (
    Color,
    Field,
    Layer,
    finish,
    fractal_noise,
    gaussian,
    illuminate,
    mix,
    normals,
    smoothstep,
)

SUN_GLOW = np.array([1.00, 0.72, 0.38], np.float32)


def grid(height: int, width: int) -> tuple[Field, Field]:
    """Pixel coordinates x and y, each (height, width) float32."""
    x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    return x, y


def paint_sky(height: int, width: int, horizon: float, sun: tuple[float, float], unit: float) -> Field:
    """Gradient from evening blue to peach, the sun and its halo.

    Args:
        height: Rows.
        width: Columns.
        horizon: Row where land meets sky.
        sun: Centre of the sun in pixels, (x, y).
        unit: Short side of the picture in pixels.

    Returns:
        (height, width, 3) RGB in [0, 1].
    """
    x, y = grid(height, width)
    stops = [0.0, 0.30, 0.58, 0.80, 1.0]
    colors = np.array(
        [[0.16, 0.30, 0.52], [0.34, 0.50, 0.66], [0.70, 0.70, 0.70], [0.97, 0.78, 0.58], [1.00, 0.70, 0.44]]
    )
    fraction = np.clip(y[:, 0] / horizon, 0.0, 1.0)
    column = np.stack([np.interp(fraction, stops, colors[:, channel]) for channel in range(3)], axis=-1)
    sky = np.repeat(column.astype(np.float32)[:, None], width, axis=1)
    distance = np.sqrt((x - sun[0]) ** 2 + (y - sun[1]) ** 2) / unit
    sky += (0.42 * np.exp(-distance / 0.16) + 0.22 * np.exp(-distance / 0.55))[..., None] * SUN_GLOW
    disc = smoothstep(0.050, 0.044, distance)
    return mix(np.clip(sky, 0.0, 1.0), (1.0, 0.97, 0.84), disc)


def paint_clouds(rng: np.random.Generator, height: int, width: int, span: int, unit: float) -> Layer:
    """Two decks of clouds that repeat without a seam every ``span`` columns.

    Args:
        rng: Where the shapes come from.
        height: Rows from the top of the picture to the horizon.
        width: Columns of the layer (span and what the picture shows beside it).
        span: Columns after which the clouds repeat.
        unit: Short side of the picture in pixels.

    Returns:
        The layer, (height, width).
    """
    density = np.maximum(
        _cloud_deck(rng, height, span, 0.26 * unit, 0.34, 0.22),
        0.66 * _cloud_deck(rng, height, span, 0.10 * unit, 0.72, 0.13),
    )
    step = max(1, round(0.012 * unit))
    towards_sun = np.roll(density, (-step, -2 * step), axis=(0, 1))
    towards_sun[-step:] = density[-step:]
    lit = np.clip(0.55 + 1.5 * (density - towards_sun) - 0.35 * (density - 0.5), 0.0, 1.0)
    _, y = grid(height, span)
    low = np.clip(y / height, 0.0, 1.0)
    shade = mix((0.46, 0.49, 0.64), (0.80, 0.56, 0.52), low)
    bright = mix((1.00, 0.95, 0.89), (1.00, 0.86, 0.66), low)
    color = mix(shade, bright, lit.astype(np.float32))
    repeats = -(-width // span)
    alpha = np.tile(0.93 * density, (1, repeats))[:, :width]
    return finish(np.tile(color, (1, repeats, 1))[:, :width], alpha, (width, height))


def _cloud_deck(
    rng: np.random.Generator, height: int, span: int, cell: float, center: float, spread: float
) -> Field:
    """Coverage of one deck around the relative height ``center``, seamless over ``span`` columns."""
    overlap = span // 3
    noise = fractal_noise(rng, height, span + overlap, cell, stretch=2.4, octaves=7, gain=0.55)
    ramp = np.linspace(0.0, 1.0, overlap, dtype=np.float32)
    blended = noise[:, :overlap] * np.sqrt(ramp) + noise[:, span:] * np.sqrt(1.0 - ramp)
    blended += 0.5 * (1.0 - np.sqrt(ramp) - np.sqrt(1.0 - ramp))
    noise = np.concatenate([blended, noise[:, overlap:span]], axis=1)
    _, y = grid(height, span)
    window = np.exp(-0.5 * ((y / height - center) / spread) ** 2)
    return smoothstep(0.44, 0.74, noise * (0.40 + 0.78 * window))


def paint_mountains(
    rng: np.random.Generator,
    size: tuple[int, int],
    unit: float,
    *,
    peak: float,
    roughness: float,
    near: Color,
    haze: Color,
    depth: float,
    snow: float,
) -> Layer:
    """One range of mountains or wooded hills, opaque below its ridge.

    Args:
        rng: Where the shapes come from.
        size: Width and height of the layer; its last row is the shore.
        unit: Short side of the picture in pixels.
        peak: Height of the summits as a part of the layer's.
        roughness: 0 for rolling hills with tree tops, 1 for rock.
        near: Colour without air in between.
        haze: Colour of the air.
        depth: 0 (near) to 1 (all air).
        snow: How much of the height is white, 0 to 1.

    Returns:
        The layer.
    """
    width, height = size
    _, y = grid(height, width)
    wave = fractal_noise(rng, 1, width, 0.34 * unit, octaves=7, gain=0.30 + 0.18 * roughness)[0]
    ridged = 1.0 - 2.0 * np.abs(wave - 0.5)
    profile = mix(wave, ridged, roughness)
    profile = (profile - profile.min()) / max(float(np.ptp(profile)), 1e-6)
    tops = fractal_noise(rng, 1, width, 0.012 * unit, octaves=2)[0]
    ridge = height * (1.0 - peak * (0.35 + 0.65 * profile)) - (1.0 - roughness) * 0.022 * unit * tops
    below = y - ridge[None, :]
    coverage = np.clip(below + 0.5, 0.0, 1.0)
    relief = 1.0 - 2.0 * np.abs(fractal_noise(rng, height, width, 0.11 * unit, octaves=7, gain=0.56) - 0.5)
    texture = fractal_noise(rng, height, width, 0.010 * unit, octaves=2)
    relief += (1.0 - roughness) * 0.25 * texture
    light = illuminate(normals(relief, 0.10 * unit), wrap=0.1)
    color = np.asarray(near, np.float32) * light * (0.75 + 0.5 * texture[..., None])
    white = smoothstep(snow, 0.0, below / height + 0.25 * (relief - 0.6)) if snow > 0 else 0.0
    color = mix(color, np.array([0.98, 0.95, 0.96], np.float32) * (0.35 + 0.65 * light), white)
    mist = np.clip(depth + 0.55 * smoothstep(0.35, 1.0, y / height) * depth**0.5, 0.0, 1.0)
    return finish(mix(color, haze, mist), coverage, size)


def paint_balloon(size: int) -> tuple[Field, Field]:
    """A hot-air balloon, lit from the right: colour (H, W, 3) and coverage (H, W); 1.4 times as high."""
    height = round(1.4 * size)
    px, py = grid(height, size)
    x, y = (px + 0.5) / size * 2.2 - 1.1, (py + 0.5) / size * 2.2 - 1.1
    taper = 1.0 - 0.42 * smoothstep(0.2, 1.35, y)
    radius = np.sqrt((x / taper) ** 2 + np.where(y > 0, y / 1.28, y) ** 2)
    pixel = 2.2 / size
    envelope = smoothstep(1.0 + pixel, 1.0 - pixel, radius) * smoothstep(1.16, 1.12, y)
    depth = np.sqrt(np.clip(1.0 - radius * radius, 0.0, 1.0))
    light = illuminate(np.stack([x / taper * 0.95, y * 0.8, depth], axis=-1).astype(np.float32))
    gore = np.arctan2(x / taper, depth + 1e-3) * 7.0 / np.pi
    stripe = smoothstep(-0.12, 0.12, np.sin(np.pi * gore).astype(np.float32))
    cloth = mix((0.93, 0.84, 0.66), (0.83, 0.25, 0.18), stripe)
    cloth = mix(cloth, (0.16, 0.36, 0.46), smoothstep(0.16, 0.13, np.abs(y + 0.05 + 0.06 * depth)))
    color = cloth * light * (0.82 + 0.18 * np.abs(np.cos(np.pi * gore))[..., None])
    basket = smoothstep(0.19, 0.17, np.abs(x)) * smoothstep(1.50, 1.53, y) * smoothstep(1.76, 1.73, y)
    ropes = smoothstep(0.03, 0.01, np.abs(np.abs(x) - (0.45 - 0.72 * (y - 1.12)))) * (y > 1.1) * (y < 1.53)
    color = mix(color.astype(np.float32), (0.36, 0.22, 0.12), np.maximum(basket, ropes).astype(np.float32))
    glow = gaussian(x, y, (0.0, 1.0), (0.4, 0.35))[..., None] * np.array([0.25, 0.14, 0.03], np.float32)
    return color + glow, np.maximum(np.maximum(envelope, basket), 0.8 * ropes).astype(np.float32)
