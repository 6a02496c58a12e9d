"""A frame number that a machine can read back out of a picture, after compression and rescaling too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from rtstyle.frame import Image


COLUMNS, ROWS = 12, 2
BITS = 20
"""The number wraps at 2**20, about ten hours at 30 frames per second."""
MIN_SIDE = 48
"""Below this short side the blocks would be under two pixels."""

_BLOCKS_PER_SIDE = 28.0
_MARGIN = 0.5
_MIN_CONTRAST = 48.0


def burn_counter(image: Image, index: int) -> None:
    """Draws ``index`` into the lower left corner as two rows of twelve black and white blocks, in place.

    The blocks hold 20 bits of the number, highest first, and a checksum of 4 bits.

    Args:
        image: (H, W, 3) uint8 RGB, short side 48 or more.
        index: Frame number, 0 or more; its lowest 20 bits are kept.
    """
    left, top, block = _place(image)
    number = index % (1 << BITS)
    code = (number << 4) | _checksum(number)
    bits = [(code >> (COLUMNS * ROWS - 1 - place)) & 1 for place in range(COLUMNS * ROWS)]
    pad = _MARGIN * block
    _fill(image, left - pad, top - pad, COLUMNS * block + 2 * pad, ROWS * block + 2 * pad, 118)
    for place, bit in enumerate(bits):
        row, column = divmod(place, COLUMNS)
        _fill(image, left + column * block, top + row * block, block, block, 235 * bit + 10)


def read_counter(image: Image) -> int | None:
    """Reads what ``burn_counter`` wrote.

    Args:
        image: (H, W, 3) uint8 RGB: the picture, or the whole of it rescaled in proportion.

    Returns:
        The number modulo 2**20, or None where there is none or it is not legible.
    """
    if min(image.shape[:2]) < COLUMNS:
        return None
    left, top, block = _place(image)
    gray = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    levels = np.array(
        [
            _middle(gray, left + column * block, top + row * block, block)
            for row in range(ROWS)
            for column in range(COLUMNS)
        ]
    )
    darkest, brightest = float(levels.min()), float(levels.max())
    contrast = brightest - darkest
    doubt = np.abs(levels - 0.5 * (darkest + brightest))
    if contrast < _MIN_CONTRAST or float(doubt.min()) < 0.15 * contrast:
        return None
    code = 0
    for level in levels:
        code = (code << 1) | int(level > 0.5 * (darkest + brightest))
    number = code >> 4
    return number if code & 0xF == _checksum(number) else None


def _checksum(number: int) -> int:
    """Four bits that are wrong for all black, all white, and any single block that flipped."""
    total = 0xA
    while number:
        total ^= number & 0xF
        number >>= 4
    return total


def _place(image: Image) -> tuple[float, float, float]:
    """Left and top of the first block and the side of a block, in pixels."""
    height, width = image.shape[:2]
    block = min(height, width) / _BLOCKS_PER_SIDE
    return 1.5 * block, height - (ROWS + 1.5) * block, block


def _fill(image: Image, left: float, top: float, width: float, height: float, level: int) -> None:
    image[round(top) : round(top + height), round(left) : round(left + width)] = level


def _middle(gray: np.ndarray, left: float, top: float, block: float) -> float:
    """Mean about the centre of a block, over half its width or one pixel."""
    y, x, reach = int(top + 0.5 * block), int(left + 0.5 * block), int(0.25 * block)
    return float(gray[y - reach : y + reach + 1, x - reach : x + reach + 1].mean())
