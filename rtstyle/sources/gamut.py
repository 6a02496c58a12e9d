"""Colours of wide gamuts (BT.2020, P3) brought into BT.709, which ordinary screens show."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import cv2
import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from rtstyle.frame import Image

PRIMARIES_BT2020 = 9
"""AVCOL_PRI_BT2020."""
_PRIMARIES_P3 = (
    11,
    12,
)  # AVCOL_PRI_SMPTE431 and 432: the cinema's and the screen's, which share their primaries
_DISPLAY_GAMMA = 2.4  # BT.1886
_TABLE = 4096

BT2020_TO_BT709 = np.array(
    [[1.660491, -0.587641, -0.072850], [-0.124550, 1.132900, -0.008349], [-0.018151, -0.100579, 1.118730]],
    np.float32,
)
"""BT.2087, linear light."""
_P3_TO_BT709 = np.array(
    [[1.224940, -0.224940, 0.0], [-0.042057, 1.042057, 0.0], [-0.019638, -0.078636, 1.098274]], np.float32
)
"""Likewise, both with the white of D65."""

_FloatArray = npt.NDArray[np.float32]


def matrix_to_bt709(primaries: int) -> _FloatArray | None:
    """What takes linear light with these primaries (H.273's number) to BT.709; None where it is near enough."""
    if primaries == PRIMARIES_BT2020:
        return BT2020_TO_BT709
    return _P3_TO_BT709 if primaries in _PRIMARIES_P3 else None


def convert_gamut(rgb: npt.NDArray[np.uint16], matrix: _FloatArray) -> Image:
    """Takes coded values to BT.709's primaries; what lies outside is clipped.

    Args:
        rgb: (H, W, 3) uint16 in [0, 65535], for a display gamma of 2.4.
        matrix: (3, 3) float32, of `matrix_to_bt709`.

    Returns:
        (H, W, 3) uint8 RGB in [0, 255].
    """
    return encode_linear(np.asarray(cv2.transform(_decoding_table()[rgb], matrix), np.float32))


def encode_linear(linear: _FloatArray) -> Image:
    """(..., 3) float32 linear light, 1 is white, to uint8 in [0, 255] for a display gamma of 2.4."""
    # The square root spends the table's entries where the eye needs them.
    index = np.sqrt(np.clip(linear, 0.0, 1.0)) * (_TABLE - 1)
    return _encoding_table()[(index + 0.5).astype(np.uint16)]


@functools.cache
def _decoding_table() -> _FloatArray:
    return (np.linspace(0.0, 1.0, 65_536) ** _DISPLAY_GAMMA).astype(np.float32)


@functools.cache
def _encoding_table() -> Image:
    linear = np.linspace(0.0, 1.0, _TABLE) ** 2
    return np.rint(linear ** (1.0 / _DISPLAY_GAMMA) * 255.0).astype(np.uint8)
