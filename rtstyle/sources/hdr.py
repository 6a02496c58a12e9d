"""High dynamic range (PQ and HLG, ITU-R BT.2100) brought down to what an ordinary screen shows."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import cv2
import numpy as np
import numpy.typing as npt

from rtstyle.sources.gamut import encode_linear

if TYPE_CHECKING:
    from rtstyle.frame import Image

TRANSFER_PQ = 16
"""AVCOL_TRC_SMPTE2084."""
TRANSFER_HLG = 18
"""AVCOL_TRC_ARIB_STD_B67."""

_WHITE_NITS = 203.0  # BT.2408: where diffuse white lies in both systems, and what the output shows as white
_PEAK_NITS = 1000.0  # nominal peak of HLG, and what most PQ video is mastered for
_PQ_PEAK_NITS = 10_000.0
_HLG_SYSTEM_GAMMA = 1.2
_TABLE = 4096

_BT2020_LUMA = np.array([[0.2627, 0.6780, 0.0593]], np.float32)

_FloatArray = npt.NDArray[np.float32]


def tone_map(rgb: npt.NDArray[np.uint16], transfer: int, matrix: npt.NDArray[np.float32]) -> Image:
    """Maps HDR colours to BT.709: highlights are rolled off, everything below half of diffuse white is kept.

    The curve is the Hermite roll-off of BT.2390, section 5.4.1, from 1000 nits to diffuse white (203 nits),
    applied to the largest channel and to the others in proportion, so that hues are kept; then the gamut is
    converted and clipped.

    Args:
        rgb: (H, W, 3) uint16 in [0, 65535], coded values.
        transfer: `TRANSFER_PQ` or `TRANSFER_HLG`.
        matrix: (3, 3) float32, of `rtstyle.sources.gamut.matrix_to_bt709`.

    Returns:
        (H, W, 3) uint8 RGB in [0, 255], BT.709 primaries, for a display gamma of 2.4.
    """
    nits = _decoding_table(transfer)[rgb]
    if transfer == TRANSFER_HLG:
        luma = cv2.transform(nits, _BT2020_LUMA)
        # BT.2100 table 5: the display multiplies scene light by its own luminance to the power of gamma - 1.
        nits *= cv2.pow(np.maximum(luma, 1e-6) / _PEAK_NITS, _HLG_SYSTEM_GAMMA - 1.0)[..., None]
    peak = np.sqrt(np.minimum(nits.max(axis=2), _PQ_PEAK_NITS) / _PQ_PEAK_NITS)
    gain = _gain_table()[(peak * (_TABLE * 4 - 1)).astype(np.uint16)]
    return encode_linear(np.asarray(cv2.transform(nits * gain[..., None], matrix), np.float32))


@functools.cache
def _decoding_table(transfer: int) -> _FloatArray:
    code = np.linspace(0.0, 1.0, 65_536)
    if transfer == TRANSFER_PQ:
        return _pq_to_nits(code).astype(np.float32)
    a, b, c = 0.17883277, 0.28466892, 0.55991073
    scene = np.where(code <= 0.5, code**2 / 3, (np.exp((code - c) / a) + b) / 12)
    return (scene * _PEAK_NITS).astype(np.float32)


@functools.cache
def _gain_table() -> _FloatArray:
    """Factor to linear light in units of output white, over the square root of nits / 10,000."""
    nits = np.linspace(0.0, 1.0, _TABLE * 4) ** 2 * _PQ_PEAK_NITS
    nits[0] = nits[1]
    mapped = _pq_to_nits(_roll_off(_nits_to_pq(nits)))
    return (mapped / nits / _WHITE_NITS).astype(np.float32)


def _roll_off(code: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    top = float(_nits_to_pq(np.array(_PEAK_NITS)))
    white = float(_nits_to_pq(np.array(_WHITE_NITS))) / top
    knee = 1.5 * white - 0.5
    value = np.minimum(code / top, 1.0)
    t = np.maximum(value - knee, 0.0) / (1.0 - knee)
    curve = (
        (2 * t**3 - 3 * t**2 + 1) * knee
        + (t**3 - 2 * t**2 + t) * (1.0 - knee)
        + (-2 * t**3 + 3 * t**2) * white
    )
    return np.where(value < knee, value, curve) * top


_M1, _M2, _C1, _C2, _C3 = 2610 / 16384, 2523 / 32, 3424 / 4096, 2413 / 128, 2392 / 128  # BT.2100 table 4


def _pq_to_nits(code: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    power = np.asarray(code) ** (1 / _M2)
    return (np.maximum(power - _C1, 0.0) / (_C2 - _C3 * power)) ** (1 / _M1) * _PQ_PEAK_NITS


def _nits_to_pq(nits: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    power = (np.asarray(nits) / _PQ_PEAK_NITS) ** _M1
    return ((_C1 + _C2 * power) / (1 + _C3 * power)) ** _M2
