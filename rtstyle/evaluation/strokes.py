"""Strokes beside the style's: as bold, as large? Told by the contrast of bands of detail; no network is asked.

The bands are those of a Laplacian pyramid of the lightness (Burt & Adelson 1983): band k holds detail of about 2^(k+1)
pixels.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import cv2
import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from rtstyle.frame import Image

_Contrasts: TypeAlias = npt.NDArray[np.float64]

_BANDS = 6
_OF_STROKES = slice(2, 6)
"""The bands of about 8 to 64 pixels: brushwork and what it builds; below them is grain."""
_UNSEEN = 1.0
"""Contrast that nobody sees, levels of 8 bits: two bands of less are as bold as each other."""


def boldness_distance(result: Image, style: Image) -> float:
    """How much bolder or tamer strokes are than the style's, whichever it is.

    Args:
        result: (H, W, 3) uint8 RGB.
        style: (h, w, 3) uint8 RGB, of its own size.

    Returns:
        Mean over the bands of 8 to 64 pixels of the absolute logarithm of the ratio of contrasts: 0 is as bold, 0.1
        about 10 % off.
    """
    ratios = np.log(band_contrasts(result) / band_contrasts(style))
    return float(np.abs(ratios[_OF_STROKES]).mean())


def scale_difference(result: Image, style: Image) -> float:
    """How many octaves finer (above 0) or coarser (below 0) the detail of a result is than the style's.

    Args:
        result: (H, W, 3) uint8 RGB.
        style: (h, w, 3) uint8 RGB, of its own size.
    """
    return _mean_octave(band_contrasts(style)) - _mean_octave(band_contrasts(result))


def band_contrasts(image: Image) -> _Contrasts:
    """Standard deviation of each band, finest first, in levels of 8 bits, and what is not seen on top: (6,).

    Args:
        image: (H, W, 3) uint8 RGB.
    """
    level = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY).astype(np.float64)
    contrasts = []
    for _ in range(_BANDS):
        lower = cv2.pyrDown(level)
        band = level - cv2.pyrUp(lower, dstsize=(level.shape[1], level.shape[0]))
        contrasts.append(float(band.std()) + _UNSEEN)
        level = np.asarray(lower, np.float64)
    return np.array(contrasts)


def _mean_octave(contrasts: _Contrasts) -> float:
    """Number of the band where the energy's centre is."""
    return float(np.average(np.arange(len(contrasts)), weights=contrasts**2))
