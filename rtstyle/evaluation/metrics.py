"""Figures that pictures are judged by, each a plain function; docs/evaluation.md says what they mean.

Style and content loss are those of training (`rtstyle.modeling.losses`); what stands here needs no gradient.
"""

from __future__ import annotations

import math
import statistics
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import cv2
import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from torch import Tensor

    from rtstyle.frame import Image

_Plane: TypeAlias = npt.NDArray[np.float64]

_WINDOW, _SIGMA = 11, 1.5
_STABILITY = (0.01**2, 0.03**2)
"""SSIM's constants, for values in [0, 1]."""
_GREY_CHROMA = 5.0
"""Chroma under which a pixel has no hue that anyone would notice, CIELAB units."""
_AREA = 8
"""Side of the areas whose colours make a palette, pixels: what a stroke covers."""
_QUANTILES = np.linspace(0, 1, 257)
_DRAWN = np.random.default_rng(0).normal(size=(16, 3))
_DIRECTIONS = _DRAWN / np.linalg.norm(_DRAWN, axis=1, keepdims=True)
"""Unit vectors in CIELAB, (16, 3): drawn once, the same for ever."""
_EXACT_T = (12.7062, 4.3027, 3.1824, 2.7764)
"""Student's t at 97.5 % for 1 to 4 degrees of freedom."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean and the 95 % interval around it.

    Attributes:
        mean: Arithmetic mean.
        low: Lower end of the interval; the mean itself where there is one value only.
        high: Upper end.
        n: Number of values.
    """

    mean: float
    low: float
    high: float
    n: int


def mean_interval(values: Sequence[float]) -> Interval:
    """Mean and 95 % interval by Student's t, taking the values for independent.

    Args:
        values: One or more.
    """
    mean, n = statistics.fmean(values), len(values)
    if n == 1:
        return Interval(mean, mean, mean, 1)
    reach = _student_t(n - 1) * statistics.stdev(values) / math.sqrt(n)
    return Interval(mean, mean - reach, mean + reach, n)


def ssim(first: Image, second: Image) -> float:
    """Structural similarity of the lightness of two pictures (Wang et al. 2004): 1 is the same picture.

    Gaussian window of 11 pixels with σ = 1.5, where it fits inside the picture; lightness is 0.299 R + 0.587 G +
    0.114 B.

    Args:
        first: (H, W, 3) uint8 RGB, 11 pixels a side or more.
        second: The same shape.

    Raises:
        ValueError: Shapes differ, or the pictures are smaller than the window.
    """
    _require_same_shape(first, second)
    if min(first.shape[:2]) < _WINDOW:
        raise ValueError(f"SSIM needs pictures of {_WINDOW} pixels a side, got {first.shape}")
    a, b = _lightness(first), _lightness(second)
    mean_a, mean_b = _blurred(a), _blurred(b)
    var_a, var_b = _blurred(a * a) - mean_a**2, _blurred(b * b) - mean_b**2
    covariance = _blurred(a * b) - mean_a * mean_b
    c1, c2 = _STABILITY
    score = (2 * mean_a * mean_b + c1) * (2 * covariance + c2)
    score /= (mean_a**2 + mean_b**2 + c1) * (var_a + var_b + c2)
    return float(score.mean())


def perceptual_distance(first: Sequence[Tensor], second: Sequence[Tensor]) -> float:
    """LPIPS without its learned weights (Zhang et al., CVPR 2018, eq. 1): how different two pictures look.

    At every position of every layer the feature vector is scaled to length 1; squared distances are averaged over
    the positions, then over the layers. 0 is the same picture, 2 the most that there can be.

    Args:
        first: Features of each layer, (1, C, h, w).
        second: The same shapes.
    """
    distances = [
        (_unit(a) - _unit(b)).square_().sum(1).mean().item() for a, b in zip(first, second, strict=True)
    ]
    return statistics.fmean(distances)


def psnr(first: Image, second: Image) -> float:
    """Peak signal-to-noise ratio of two 8-bit pictures, decibels; infinite for the same picture.

    Raises:
        ValueError: Shapes differ.
    """
    _require_same_shape(first, second)
    error = float(np.mean((first.astype(np.float64) - second) ** 2))
    return math.inf if error == 0 else 10 * math.log10(255**2 / error)


def colour_difference(result: Image, content: Image) -> float:
    """Mean ΔE*ab of two pictures without its lightness: the distance of a* and b* (CIE 1976), mean over the pixels.

    Lightness is left out, since a style that keeps all colours may still paint light and shadow. About 2 is seen by a
    trained eye, 10 by anyone.

    Args:
        result: (H, W, 3) uint8 RGB.
        content: The same shape.

    Raises:
        ValueError: Shapes differ.
    """
    a, b = _colours(result, content)
    return float(np.linalg.norm(a - b, axis=2).mean())


def palette_distance(first: Image, second: Image) -> float:
    """How far apart the colours of two pictures are, wherever they stand: sliced Wasserstein distance in CIELAB.

    Colours are those of areas of 8 pixels a side: what lies finely beside each other mixes in the eye. On each of 16
    directions the two distributions are compared quantile by quantile (Rabin et al., SSVM 2011, with fixed instead of
    random directions).

    Args:
        first: (H, W, 3) uint8 RGB.
        second: (h, w, 3) uint8 RGB, of its own size.

    Returns:
        Mean over quantiles and directions, units of ΔE*ab: 0 is the same palette.
    """
    return float(np.abs(_palette(first) - _palette(second)).mean())


def hue_error_deg(result: Image, content: Image) -> float | None:
    """Mean absolute difference of hue angles in CIELAB, degrees in [0, 180], weighted by the content's chroma.

    Args:
        result: (H, W, 3) uint8 RGB.
        content: The same shape.

    Returns:
        None where the content is grey all over: it has no hue to keep. Pixels of the result that are grey count 90,
        as much as chance.

    Raises:
        ValueError: Shapes differ.
    """
    painted, original = _colours(result, content)
    weight, found = (np.linalg.norm(ab, axis=2) for ab in (original, painted))
    weight = np.where(weight < _GREY_CHROMA, 0.0, weight)
    if not weight.any():
        return None
    angle = np.arctan2(painted[..., 1], painted[..., 0]) - np.arctan2(original[..., 1], original[..., 0])
    error = np.degrees(np.abs((angle + np.pi) % (2 * np.pi) - np.pi))
    return float(np.average(np.where(found < _GREY_CHROMA, 90.0, error), weights=weight))


def detail(image: Image) -> float:
    """Mean length of the lightness's gradient over its standard deviation, 1/pixels: finer strokes have more.

    Args:
        image: (H, W, 3) uint8 RGB.
    """
    lightness = _lightness(image)
    down, right = np.gradient(lightness)
    return float(np.hypot(down, right).mean() / max(float(lightness.std()), 1e-6))


def _student_t(degrees: int) -> float:
    """97.5 % quantile of Student's t; exact to 4 digits by Fisher's expansion (Abramowitz & Stegun 26.7.5)."""
    if degrees <= len(_EXACT_T):
        return _EXACT_T[degrees - 1]
    z = statistics.NormalDist().inv_cdf(0.975)
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return z + math.fsum(term / degrees ** (power + 1.0) for power, term in enumerate(terms))


def _require_same_shape(first: Image, second: Image) -> None:
    if first.shape != second.shape:
        raise ValueError(f"pictures of one size are compared, not {first.shape} and {second.shape}")


def _lightness(image: Image) -> _Plane:
    return np.asarray(image @ np.array([0.299, 0.587, 0.114]) / 255, np.float64)


def _blurred(plane: _Plane) -> _Plane:
    """Gaussian mean, without the border where the window leaves the picture."""
    kernel = cv2.getGaussianKernel(_WINDOW, _SIGMA, cv2.CV_64F)
    edge = _WINDOW // 2
    return np.asarray(cv2.sepFilter2D(plane, cv2.CV_64F, kernel, kernel)[edge:-edge, edge:-edge])


def _unit(features: Tensor) -> Tensor:
    values = features.float()
    return values / (values.square().sum(1, keepdim=True).sqrt() + 1e-10)


def _colours(first: Image, second: Image) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
    """a* and b* of two pictures, (H, W, 2)."""
    _require_same_shape(first, second)
    return _lab(first)[..., 1:], _lab(second)[..., 1:]


def _lab(image: Image) -> npt.NDArray[np.float32]:
    """L* in [0, 100], a* and b* in about [-110, 110]: (H, W, 3)."""
    return np.asarray(cv2.cvtColor(image.astype(np.float32) / 255, cv2.COLOR_RGB2LAB), np.float32)


def _palette(image: Image) -> _Plane:
    """Quantiles of an image's colours on each direction, (257, 16)."""
    height, width = (max(1, round(side / _AREA)) for side in image.shape[:2])
    areas = np.asarray(cv2.resize(image, (width, height), interpolation=cv2.INTER_AREA), np.uint8)
    return np.asarray(np.quantile(_lab(areas).reshape(-1, 3) @ _DIRECTIONS.T, _QUANTILES, axis=0))
