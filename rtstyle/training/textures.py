"""Made-up style textures: the extremes that paintings seldom show. Flat colours, pencil lines, stained glass, dots."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from rtstyle.frame import Image


def procedural_texture(rng: np.random.Generator, size: int) -> Image:
    """One random texture.

    Args:
        rng: Decides everything.
        size: Side, pixels.

    Returns:
        (size, size, 3) uint8 RGB.
    """
    if rng.random() < 0.4:
        return _patches(rng, size)
    tone = _TONES[int(rng.integers(len(_TONES)))](rng, size)
    dark, light = rng.uniform(0, 255, (2, 3))
    if rng.random() < 0.5:  # half of them near black on white or white on black, as drawings are
        dark, light = rng.uniform(0, 40, 3), rng.uniform(215, 255, 3)
    if rng.random() < 0.3:
        dark, light = light, dark
    grain = rng.normal(0, rng.uniform(0, 12), (size, size, 1))
    image = dark + (light - dark) * tone[:, :, None] + grain
    return np.asarray(image.clip(0, 255) + 0.5, np.uint8)


def _patches(rng: np.random.Generator, size: int) -> Image:
    """Flat patches of a few strong colours, often outlined: stained glass, mosaic, poster, woodblock print."""
    palette = rng.uniform(0, 255, (int(rng.integers(3, 8)), 3))
    palette[rng.random(palette.shape) < 0.4] = rng.choice((5.0, 250.0))  # pure pigments
    sites = rng.uniform(0, size, (int(rng.integers(6, 90)), 2)).astype(np.float32)
    y, x = np.mgrid[:size, :size].astype(np.float32)
    bend = rng.normal(0, rng.uniform(0, size / 16), (2, 6, 6)).astype(np.float32)
    x, y = (
        axis + cv2.resize(shift, (size, size), interpolation=cv2.INTER_CUBIC)
        for axis, shift in zip((x, y), bend, strict=True)
    )
    stretch = rng.uniform(0.4, 1.6)
    distance = np.sqrt((x[:, :, None] - sites[:, 0]) ** 2 + stretch * (y[:, :, None] - sites[:, 1]) ** 2)
    nearest = distance.argmin(2)
    image = palette[rng.integers(len(palette), size=len(sites))][nearest]
    image += rng.uniform(-25, 25) * (y / size - 0.5)[:, :, None] + rng.normal(
        0, rng.uniform(0, 8), image.shape
    )
    if rng.random() < 0.7:
        first, second = np.partition(distance, 1, axis=2)[:, :, :2].transpose(2, 0, 1)
        inside = ((second - first) / rng.uniform(1, 7) - 0.5).clip(0, 1)[:, :, None]
        outline = rng.uniform(0, 40, 3) if rng.random() < 0.7 else rng.uniform(200, 255, 3)
        image = outline + (image - outline) * inside
    return np.asarray(image.clip(0, 255) + 0.5, np.uint8)


def _flat(rng: np.random.Generator, size: int) -> npt.NDArray[np.float32]:
    return np.full((size, size), rng.random(), np.float32)


def _clouds(rng: np.random.Generator, size: int) -> npt.NDArray[np.float32]:
    """Smooth noise of a random scale, sometimes cut into hard-edged patches."""
    noise = rng.random((max(2, size // int(rng.integers(6, 60))),) * 2).astype(np.float32)
    tone = cv2.resize(noise, (size, size), interpolation=cv2.INTER_CUBIC).clip(0, 1)
    return np.asarray(np.round(tone * 3) / 3 if rng.random() < 0.5 else tone, np.float32)


def _stripes(rng: np.random.Generator, size: int) -> npt.NDArray[np.float32]:
    """Parallel lines bent by noise: hatching, engraving, wood grain."""
    y, x = np.mgrid[:size, :size].astype(np.float32)
    angle, period = rng.uniform(0, np.pi), rng.uniform(3, 24)
    bend = cv2.resize(
        rng.normal(0, 1, (5, 5)).astype(np.float32), (size, size), interpolation=cv2.INTER_CUBIC
    )
    wave = np.sin((x * np.cos(angle) + y * np.sin(angle)) * 2 * np.pi / period + bend * rng.uniform(0, 6))
    return np.asarray((wave * rng.uniform(0.6, 8) + rng.uniform(-0.5, 0.5)).clip(-1, 1) / 2 + 0.5, np.float32)


def _dots(rng: np.random.Generator, size: int) -> npt.NDArray[np.float32]:
    tone = np.zeros((size, size), np.float32)
    radius = rng.uniform(1, 12)
    for x, y in rng.uniform(0, size, (int(min(600, 0.3 * (size / radius) ** 2)), 2)):
        r = radius * rng.uniform(0.6, 1.3)
        cv2.circle(tone, (round(x), round(y)), max(1, round(r)), rng.uniform(0.5, 1), -1, cv2.LINE_AA)
    return tone


def _lines(rng: np.random.Generator, size: int) -> npt.NDArray[np.float32]:
    """Thin crossing strokes on an empty ground: a pencil sketch."""
    tone = np.zeros((size, size), np.float32)
    for _ in range(int(rng.integers(8, 120))):
        start, turn = rng.uniform(0, size, 2), rng.normal(0, size / 8, (6, 2)).cumsum(0)
        points = np.round(start + turn).astype(np.int32)
        cv2.polylines(
            tone, [points], isClosed=False, color=1.0, thickness=int(rng.integers(1, 3)), lineType=cv2.LINE_AA
        )
    return tone


_TONES = (_flat, _clouds, _stripes, _dots, _lines)
