"""Plain walls: what stands behind a webcam's face, and where a network shows its own grid."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from rtstyle.frame import Image


def plain_wall(rng: np.random.Generator, size: int) -> Image:
    """A plain wall: one colour, light that falls off from somewhere, a camera's noise.

    Args:
        rng: Decides everything.
        size: Side, pixels.

    Returns:
        (size, size, 3) uint8 RGB.
    """
    y, x = np.mgrid[:size, :size] / size
    lamp = rng.uniform(-0.5, 1.5, 2)
    light = rng.uniform(60, 235) - rng.uniform(0, 90) * np.hypot(x - lamp[0], y - lamp[1])
    wall = light[..., None] * rng.uniform(0.75, 1.05, 3) + rng.normal(0, rng.uniform(0, 4), (size, size, 3))
    return np.asarray(wall.clip(0, 255) + 0.5, np.uint8)
