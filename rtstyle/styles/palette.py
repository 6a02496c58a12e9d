"""The colours of a style, and a photograph in them before it is painted.

AdaIN aligns channels one by one, and what it leaves free is how they go together: an orange suit stays orange in a blue
and yellow style. So a photograph gets the style's mean colour and covariance first, by the linear map that moves
colours the least: optimal transport between Gaussians (Pitié & Kokaram, "The linear Monge-Kantorovitch linear colour
mapping for example-based colour transfer", CVMP 2007). The network paints what it then sees as ever.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import cv2
import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rtstyle.frame import Image

_FLOOR = 1e-4
"""Added to variances, colours in [0, 1]: a flat picture has no colour direction to stretch."""
_MOST = 2.0
"""A direction of colours is stretched this much at most: a wall's noise stays noise."""
_SIDE = 64
"""Side to which pictures are thinned, pixels: some thousand pixels tell colours as well as millions."""


class Palette(NamedTuple):
    """Mean and covariance of colours.

    Attributes:
        mean: (…, 3) float64, RGB in [0, 1].
        covariance: (…, 3, 3) float64.
    """

    mean: npt.NDArray[np.float64]
    covariance: npt.NDArray[np.float64]

    @classmethod
    def of(cls, image: Image) -> Palette:
        """The palette of an (H, W, 3) uint8 RGB image."""
        height, width = (min(side, _SIDE) for side in image.shape[:2])
        few = cv2.resize(image, (width, height), interpolation=cv2.INTER_AREA)
        pixels = few.reshape(-1, 3) / 255.0
        return cls(pixels.mean(0), np.cov(pixels, rowvar=False, bias=True))

    @classmethod
    def from_rows(cls, rows: npt.NDArray[np.floating]) -> Palette:
        """The palette of a style code: (4, 3), the mean above the covariance."""
        values = np.asarray(rows, np.float64)
        return cls(values[0], values[1:])


def mix_palettes(palettes: Sequence[Palette], weights: Sequence[float]) -> Palette:
    """The weighted mean of palettes; weights are scaled to sum to 1."""
    shares = np.asarray(weights, np.float64) / sum(weights)
    means = sum(share * palette.mean for share, palette in zip(shares, palettes, strict=True))
    covariances = sum(share * palette.covariance for share, palette in zip(shares, palettes, strict=True))
    return Palette(np.asarray(means), np.asarray(covariances))


def matching(content: Palette, style: Palette) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """The map of colours from a photograph's to a style's, ``matrix @ colour + offset``.

    Args:
        content: Of the photograph, or of a batch of them.
        style: Of the style, or of as many.

    Returns:
        The matrix (…, 3, 3) and the offset (…, 3).
    """
    own = content.covariance + _FLOOR * np.eye(3)
    root, inverse = symmetric_power(own, 0.5), symmetric_power(own, -0.5)
    transport = (
        inverse @ symmetric_power(root @ (style.covariance + _FLOOR * np.eye(3)) @ root, 0.5) @ inverse
    )
    values, vectors = np.linalg.eigh(transport)
    matrix = (vectors * np.minimum(values, _MOST)[..., None, :]) @ vectors.swapaxes(-1, -2)
    return matrix, style.mean - (matrix @ content.mean[..., None])[..., 0]


def recolored(image: Image, content: Palette, style: Palette, amount: float = 1.0) -> Image:
    """A photograph in a style's palette.

    Args:
        image: (H, W, 3) uint8 RGB.
        content: Its palette, or that of the frames around it.
        style: The style's.
        amount: 0 leaves the photograph as it is.

    Returns:
        (H, W, 3) uint8 RGB.
    """
    matrix, offset = matching(content, style)
    matrix = np.eye(3) + (matrix - np.eye(3)) * amount
    return np.asarray(cv2.transform(image, np.column_stack([matrix, offset * amount * 255])), np.uint8)


def symmetric_power(symmetric: npt.NDArray[np.float64], exponent: float) -> npt.NDArray[np.float64]:
    """A power of symmetric matrices (…, N, N) without negative eigenvalues."""
    values, vectors = np.linalg.eigh(symmetric)
    powers = np.maximum(values, 1e-12) ** exponent
    return np.asarray((vectors * powers[..., None, :]) @ vectors.swapaxes(-1, -2))
