"""Direction fields: angles in radians, (rows, columns) float32, y pointing down."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from .noise import blur

if TYPE_CHECKING:
    from .sheet import FloatArray


def sample(image: FloatArray, x: FloatArray, y: FloatArray) -> FloatArray:
    """Read an image at pixel coordinates, bilinear, mirrored at the border."""
    return cv2.remap(
        image, x.astype(np.float32), y.astype(np.float32), cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT
    )


def shift(image: FloatArray, dx: FloatArray, dy: FloatArray) -> FloatArray:
    """Warp: the value at (x, y) comes from (x + dx, y + dy), in pixels."""
    y, x = np.mgrid[0 : image.shape[0], 0 : image.shape[1]].astype(np.float32)
    return sample(image, x + dx, y + dy)


def edge_tangent(grey: FloatArray, sigma: float) -> FloatArray:
    """Direction along the edges of an image.

    Args:
        grey: (rows, columns).
        sigma: Smoothing of the structure tensor in pixels.

    Returns:
        Angle modulo pi.
    """
    gx = cv2.Scharr(grey, cv2.CV_32F, 1, 0)
    gy = cv2.Scharr(grey, cv2.CV_32F, 0, 1)
    xx, yy, xy = (blur(product, sigma) for product in (gx * gx, gy * gy, gx * gy))
    return (0.5 * np.arctan2(2 * xy, xx - yy) + np.pi / 2).astype(np.float32)


def blend_angles(a: FloatArray, b: FloatArray, t: FloatArray | float) -> FloatArray:
    """Blend two undirected angle fields."""
    cos = (1 - t) * np.cos(2 * a) + t * np.cos(2 * b)
    sin = (1 - t) * np.sin(2 * a) + t * np.sin(2 * b)
    return (0.5 * np.arctan2(sin, cos)).astype(np.float32)


def gradient_angle(height: FloatArray) -> FloatArray:
    """Direction in which a height field rises."""
    gx = cv2.Sobel(height, cv2.CV_32F, 1, 0, ksize=5)
    gy = cv2.Sobel(height, cv2.CV_32F, 0, 1, ksize=5)
    return np.arctan2(gy, gx).astype(np.float32)


def smear(image: FloatArray, angle: FloatArray, length: float, steps: int = 12) -> FloatArray:
    """Line integral convolution: average an image along a direction field.

    Args:
        image: (rows, columns) or (rows, columns, channels).
        angle: Directed angle field; may be undirected where smooth.
        length: Length of the average in pixels.
        steps: Samples on each side.

    Returns:
        An image of the same shape.
    """
    cos, sin = np.cos(angle), np.sin(angle)
    rows, columns = np.mgrid[0 : angle.shape[0], 0 : angle.shape[1]].astype(np.float32)
    total = image.copy()
    step = length / (2 * steps)
    for sign in (1, -1):
        x, y = columns.copy(), rows.copy()
        dx, dy = cos * sign, sin * sign
        for _ in range(steps):
            x += step * dx
            y += step * dy
            total += sample(image, x, y)
            new_dx, new_dy = sample(cos, x, y), sample(sin, x, y)
            # An undirected field may flip by pi: keep walking the same way.
            flip = np.sign(new_dx * dx + new_dy * dy)
            flip[flip == 0] = 1
            dx, dy = new_dx * flip, new_dy * flip
    return total / (2 * steps + 1)
