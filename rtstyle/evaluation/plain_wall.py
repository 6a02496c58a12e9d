"""A plain wall, and whether it stays one: a network that has nothing to paint shows its own pattern and its borders."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import cv2
import numpy as np
import numpy.typing as npt

from rtstyle.errors import UsageError

if TYPE_CHECKING:
    from rtstyle.frame import Image

_Plane: TypeAlias = npt.NDArray[np.float64]

LEAST_SIDE = 256
"""Pixels. In a smaller wall what is left of the light would be taken for a pattern."""
_LAMP, _TINT, _NOISE = (0.4, 0.3), (1.0, 0.98, 0.94), 1.5
_SHADING_PX = 12
"""σ of the Gaussian that is taken for light and shade; what is left is detail."""
_BORDER_PX, _INSIDE_PX = 24, 32
"""What counts as border, and from where on it is the inside: between them lies a margin that is neither."""
_PEAKS, _REACH = 3, 2
"""How many frequencies count as a pattern's, and how many bins around each belong to it: the window spreads them."""
_UNSEEN = 0.5
"""Contrast that nobody sees, levels of 8 bits."""


def plain_wall(side: int) -> Image:
    """A wall in the light of a lamp, with a camera's noise; the same on every machine.

    Args:
        side: Pixels.

    Returns:
        (side, side, 3) uint8 RGB.
    """
    down, right = np.mgrid[:side, :side] / side
    light = 205 - 45 * np.hypot(right - _LAMP[0], down - _LAMP[1])
    noise = np.random.default_rng(1).normal(0, _NOISE, (side, side, 3))
    return np.asarray(np.clip(light[..., None] * _TINT + noise, 0, 255), np.uint8)


def lattice(painted: Image) -> float:
    """Share of the detail's energy that sits in its three strongest frequencies: 1 is a perfect grid, 0 none.

    Args:
        painted: (H, W, 3) uint8 RGB, a painted wall of `LEAST_SIDE` pixels or more a side.

    Raises:
        UsageError: It is smaller.
    """
    inside = _inside(_detail(painted))
    window = np.outer(*(np.hanning(length) for length in inside.shape))
    power = np.abs(np.fft.rfft2(inside * window)) ** 2
    whole, found = float(power.sum()), 0.0
    if whole == 0:
        return 0.0
    for _ in range(_PEAKS):
        row, column = np.unravel_index(int(power.argmax()), power.shape)
        # Frequencies go round from row to row; columns begin at 0.
        rows = np.arange(row - _REACH, row + _REACH + 1) % power.shape[0]
        peak = np.s_[rows, max(0, int(column) - _REACH) : int(column) + _REACH + 1]
        found += float(power[peak].sum())
        power[peak] = 0
    return found / whole


def border(painted: Image) -> float:
    """Contrast of the outermost 24 pixels over that of the inside: 1 is no border to be seen, more is a frame.

    Args:
        painted: As for `lattice`.

    Raises:
        UsageError: It is smaller.
    """
    detail = _detail(painted)
    strips = (detail[:_BORDER_PX], detail[-_BORDER_PX:], detail[:, :_BORDER_PX], detail[:, -_BORDER_PX:])
    outside = np.concatenate([strip.ravel() for strip in strips])
    return float((outside.std() + _UNSEEN) / (_inside(detail).std() + _UNSEEN))


def _detail(painted: Image) -> _Plane:
    """Lightness without light and shade, levels of 8 bits."""
    if min(painted.shape[:2]) < LEAST_SIDE:
        raise UsageError(f"a wall is judged from {LEAST_SIDE} pixels a side on, not {painted.shape[:2]}")
    lightness = cv2.cvtColor(painted, cv2.COLOR_RGB2GRAY).astype(np.float64)
    return lightness - cv2.GaussianBlur(lightness, (0, 0), _SHADING_PX)


def _inside(detail: _Plane) -> _Plane:
    return detail[_INSIDE_PX:-_INSIDE_PX, _INSIDE_PX:-_INSIDE_PX]
