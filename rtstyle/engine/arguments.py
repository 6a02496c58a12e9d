"""What users may hand to a stylizer, looked at before anything is done with it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from rtstyle.errors import UsageError

if TYPE_CHECKING:
    from rtstyle.frame import Image

StyleSpec: TypeAlias = "str | os.PathLike[str] | Image | Mapping[str, float]"
"""A name from the library, a path, a picture (H, W, 3) uint8 RGB, or a mixture {name or path: weight}."""


def parts_of(style: StyleSpec) -> list[tuple[str | os.PathLike[str] | Image, float]]:
    """Names, paths or a picture, and their weights.

    Raises:
        UsageError: A mixture without a positive weight, an array that is no picture, or something else altogether.
    """
    if isinstance(style, np.ndarray):
        check_picture(style)
        return [(style, 1.0)]
    if isinstance(style, Mapping):
        weights = {name: float(weight) for name, weight in style.items()}
        if not weights or min(weights.values()) < 0 or not sum(weights.values()) > 0:
            raise UsageError(f"a mixture takes weights of at least 0, not all 0; got {weights}")
        return [(name, weight) for name, weight in weights.items() if weight > 0]
    if not isinstance(style, str | os.PathLike):
        raise UsageError(f"a style is a name, a path, a picture or a mixture, not {type(style).__name__}")
    return [(style, 1.0)]


def check_picture(image: Any) -> None:
    """Refuses what is no (H, W, 3) uint8 array with at least one pixel.

    Raises:
        UsageError: It is not.
    """
    if not isinstance(image, np.ndarray) or image.dtype != np.uint8 or image.ndim != 3 or image.shape[2] != 3:
        found = f"{image.dtype} {image.shape}" if isinstance(image, np.ndarray) else type(image).__name__
        raise UsageError(f"a picture is an (H, W, 3) uint8 RGB array, not {found}")
    if 0 in image.shape:
        raise UsageError(f"a picture has at least one pixel; got the shape {image.shape}")


def checked(name: str, value: float, low: float, high: float) -> float:
    """A number within its bounds.

    Raises:
        UsageError: It lies outside.
    """
    number = float(value)
    if not low <= number <= high:
        raise UsageError(f"{name} lies between {low:g} and {high:g}, not {value!r}")
    return number
