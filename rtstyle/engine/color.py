"""Keeping the colours of the content: two ways, both the paper's (§7.4, "color control")."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from rtstyle.frame import Image

_REGULARIZATION = 1e-4
"""Added to the variances, colours in [0, 1]: a flat picture has no colour direction to stretch."""


def keep_luminance_only(stylized: Image, content: Image) -> Image:
    """Takes the lightness of the stylized picture and the colours of the content.

    Args:
        stylized: (H, W, 3) uint8 RGB.
        content: The same shape.

    Returns:
        (H, W, 3) uint8 RGB.
    """
    result = cv2.cvtColor(content, cv2.COLOR_RGB2YCrCb)
    result[:, :, 0] = cv2.cvtColor(stylized, cv2.COLOR_RGB2GRAY)
    return np.asarray(cv2.cvtColor(result, cv2.COLOR_YCrCb2RGB, dst=result), np.uint8)


def match_colors(style: Image, content: Image) -> Image:
    """Gives a style picture the colours of the content: mean and covariance of RGB (CORAL).

    Encoding the recoloured style instead of the original keeps the content's palette and the style's strokes.

    Args:
        style: (H, W, 3) uint8 RGB.
        content: (h, w, 3) uint8 RGB; its colours are taken.

    Returns:
        (H, W, 3) uint8 RGB.
    """
    source = style.reshape(-1, 3).astype(np.float64) / 255
    target = _thinned(content).reshape(-1, 3).astype(np.float64) / 255
    transform = _covariance_root(target, 0.5) @ _covariance_root(source, -0.5)
    matched = (source - source.mean(0)) @ transform.T + target.mean(0)
    return np.asarray(matched.reshape(style.shape).clip(0, 1) * 255 + 0.5, np.uint8)


def _covariance_root(pixels: npt.NDArray[np.float64], power: float) -> npt.NDArray[np.float64]:
    covariance = np.cov(pixels, rowvar=False, bias=True) + _REGULARIZATION * np.eye(3)
    values, vectors = np.linalg.eigh(covariance)
    return np.asarray((vectors * values**power) @ vectors.T)


def _thinned(image: Image) -> Image:
    """Some ten thousand pixels tell colours as well as millions."""
    step = max(1, int((image.shape[0] * image.shape[1] / 40_000) ** 0.5))
    return image[::step, ::step]
