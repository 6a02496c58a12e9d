"""Palettes and colour arithmetic; colours are RGB float32 in [0, 1]."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .sheet import FloatArray


def rgb(code: str) -> FloatArray:
    """One colour from six hexadecimal digits, as (3,) float32."""
    return np.array([int(code[i : i + 2], 16) / 255 for i in (0, 2, 4)], np.float32)


def palette(codes: str) -> FloatArray:
    """Colours from space-separated hexadecimal codes, as (n, 3) float32."""
    return np.stack([rgb(code) for code in codes.split()])


def ramp(t: FloatArray, colors: FloatArray, stops: Sequence[float] | None = None) -> FloatArray:
    """Look ``t`` in [0, 1] up in a gradient through ``colors``.

    Args:
        t: Any shape.
        colors: (n, 3).
        stops: Where each colour stands; evenly spread when absent.

    Returns:
        t's shape plus a last axis of 3.
    """
    at = np.linspace(0, 1, len(colors)) if stops is None else np.asarray(stops)
    table_at = np.linspace(0, 1, 1024)
    table = np.stack([np.interp(table_at, at, colors[:, c]) for c in range(3)], axis=1).astype(np.float32)
    return table[(np.clip(t, 0, 1) * 1023).astype(np.int32)]


def mix(a: FloatArray, b: FloatArray, t: FloatArray | float) -> FloatArray:
    """Blend from ``a`` to ``b``; a (rows, columns) weight is broadcast over colour."""
    weight = np.asarray(t, np.float32)
    if weight.ndim == 2 and max(a.ndim, b.ndim) in (1, 3):
        weight = weight[..., None]
    return (a + (b - a) * weight).astype(np.float32)


def luminance(image: FloatArray) -> FloatArray:
    """Rec. 709 weights on gamma-coded values; drops the last axis."""
    return (image @ np.array([0.2126, 0.7152, 0.0722], np.float32)).astype(np.float32)


def jitter_lab(rng: np.random.Generator, colors: FloatArray, light: float, chroma: float) -> FloatArray:
    """Vary (n, 3) colours in CIELAB.

    Args:
        rng: Random source.
        colors: (n, 3).
        light: Spread of lightness, in L* units.
        chroma: Spread of a* and b*.

    Returns:
        (n, 3), clipped to [0, 1].
    """
    lab = cv2.cvtColor(np.clip(colors, 0, 1)[None].astype(np.float32), cv2.COLOR_RGB2LAB)[0]
    lab[:, 0] += rng.normal(0, light, len(lab))
    lab[:, 1:] += rng.normal(0, chroma, (len(lab), 2))
    return np.clip(cv2.cvtColor(lab[None].astype(np.float32), cv2.COLOR_LAB2RGB)[0], 0, 1)


def saturate(image: FloatArray, amount: float) -> FloatArray:
    """Scale the distance from grey by ``amount``."""
    grey = luminance(image)[..., None]
    return np.clip(grey + (image - grey) * amount, 0, 1).astype(np.float32)


def multiply(base: FloatArray, ink: FloatArray, coverage: FloatArray) -> FloatArray:
    """Lay a transparent ink of one (3,) colour over an image where ``coverage`` (rows, columns) says."""
    return (base * (1 - coverage[..., None] * (1 - ink))).astype(np.float32)
