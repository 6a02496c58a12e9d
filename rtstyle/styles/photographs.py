"""What styles are refined on: a few photographs that ship, and plain walls."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from rtstyle.errors import ModelError
from rtstyle.paths import shipped_photographs_dir

if TYPE_CHECKING:
    from rtstyle.frame import Image


def shipped_photographs() -> list[Image]:
    """The photographs that ship, (H, W, 3) uint8 RGB each; their folder says where they are from.

    Raises:
        ModelError: They are missing: the installation is damaged.
    """
    folder = shipped_photographs_dir()
    found = [cv2.imread(str(path)) for path in sorted(folder.glob("*.jpg"))]
    photographs = [
        np.asarray(cv2.cvtColor(image, cv2.COLOR_BGR2RGB), np.uint8) for image in found if image is not None
    ]
    if not photographs:
        raise ModelError(f"no photographs to refine on in {folder}: install rtstyle again")
    return photographs


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
