"""The sheet a picture is made on, and the register of all pictures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float32]


@dataclass(frozen=True)
class Sheet:
    """Size and random source of one picture.

    Attributes:
        height: Rows in pixels.
        width: Columns in pixels.
        rng: The only source of chance of the picture.
    """

    height: int
    width: int
    rng: np.random.Generator

    @property
    def shape(self) -> tuple[int, int]:
        """(rows, columns)."""
        return self.height, self.width

    @property
    def short(self) -> int:
        """The short side in pixels."""
        return min(self.height, self.width)

    @property
    def unit(self) -> float:
        """Pixels per design unit: every picture is designed 1024 units wide on its short side."""
        return self.short / 1024

    def grid(self) -> tuple[FloatArray, FloatArray]:
        """Pixel centres in design units divided by 1024.

        Returns:
            x and y, each (rows, columns) float32; the short side runs from 0 to 1.
        """
        y, x = np.mgrid[0 : self.height, 0 : self.width].astype(np.float32)
        return (x + 0.5) / self.short, (y + 0.5) / self.short

    def blank(self, color: FloatArray) -> FloatArray:
        """A (rows, columns, 3) float32 image of one RGB colour in [0, 1]."""
        return np.broadcast_to(color, (*self.shape, 3)).astype(np.float32)


Maker = Callable[[Sheet], FloatArray]


@dataclass(frozen=True)
class Picture:
    """One registered picture.

    Attributes:
        name: Style name in kebab-case, also the file's stem.
        maker: Paints it on a sheet; returns (rows, columns, 3) float32 RGB in [0, 1].
        seed: Seed of the sheet's random source.
        aspect: Width divided by height.
    """

    name: str
    maker: Maker
    seed: int
    aspect: float

    @property
    def technique(self) -> str:
        """How it is made, in one line, for the credits."""
        return (self.maker.__doc__ or "").strip().splitlines()[0]

    def render(self, size: int) -> NDArray[np.uint8]:
        """Make the picture with the area of a square of ``size`` pixels.

        Returns:
            (rows, columns, 3) uint8 RGB.
        """
        height, width = round(size / self.aspect**0.5), round(size * self.aspect**0.5)
        sheet = Sheet(height, width, np.random.default_rng(self.seed))
        image = self.maker(sheet)
        return (np.clip(image, 0, 1) * 255 + 0.5).astype(np.uint8)


PICTURES: dict[str, Picture] = {}


def picture(name: str, *, seed: int, aspect: float = 1.0) -> Callable[[Maker], Maker]:
    """Register the decorated function as the maker of a picture."""

    def register(maker: Maker) -> Maker:
        PICTURES[name] = Picture(name, maker, seed, aspect)
        return maker

    return register
