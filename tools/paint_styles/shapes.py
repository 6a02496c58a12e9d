"""Masks of drawn shapes; points are given in design units divided by 1024."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .sheet import FloatArray, Sheet

_SHIFT = 4


def _fixed(sheet: Sheet, points: FloatArray | Sequence[Sequence[float]]) -> np.ndarray:
    """Points as OpenCV's fixed-point pixel coordinates, (n, 1, 2) int32."""
    pixels = np.asarray(points, np.float64) * sheet.short - 0.5
    return np.round(pixels * (1 << _SHIFT)).astype(np.int32).reshape(-1, 1, 2)


def fill(sheet: Sheet, *outlines: FloatArray | Sequence[Sequence[float]]) -> FloatArray:
    """Coverage in [0, 1] of closed polygons, (rows, columns) float32, antialiased."""
    mask = np.zeros(sheet.shape, np.uint8)
    for outline in outlines:
        cv2.fillPoly(mask, [_fixed(sheet, outline)], 255, cv2.LINE_AA, _SHIFT)
    return mask.astype(np.float32) / 255


def line(
    sheet: Sheet,
    paths: Sequence[FloatArray | Sequence[Sequence[float]]],
    width: float,
    *,
    closed: bool = False,
) -> FloatArray:
    """Coverage in [0, 1] of polylines ``width`` design units wide, (rows, columns) float32."""
    mask = np.zeros(sheet.shape, np.uint8)
    thickness = max(1, round(width * sheet.unit))
    for path in paths:
        cv2.polylines(mask, [_fixed(sheet, path)], closed, 255, thickness, cv2.LINE_AA, _SHIFT)
    return mask.astype(np.float32) / 255


def disc(sheet: Sheet, x: float, y: float, radius: float) -> FloatArray:
    """Coverage in [0, 1] of a filled circle, (rows, columns) float32."""
    gx, gy = sheet.grid()
    distance = np.hypot(gx - x, gy - y)
    return np.clip((radius - distance) * sheet.short + 0.5, 0, 1).astype(np.float32)


def curve(points: Sequence[Sequence[float]], samples: int = 24) -> FloatArray:
    """Catmull-Rom curve through points, (m, 2) float32."""
    knots = np.asarray(points, np.float64)
    padded = np.vstack([2 * knots[0] - knots[1], knots, 2 * knots[-1] - knots[-2]])
    t = np.linspace(0, 1, samples, endpoint=False)[:, None]
    pieces = []
    for p0, p1, p2, p3 in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        pieces.append(
            0.5
            * (
                2 * p1
                + (p2 - p0) * t
                + (2 * p0 - 5 * p1 + 4 * p2 - p3) * t**2
                + (3 * p1 - p0 - 3 * p2 + p3) * t**3
            )
        )
    return np.vstack([*pieces, knots[-1:]]).astype(np.float32)


def taper(path: FloatArray, widths: Sequence[float]) -> FloatArray:
    """Outline of a line whose width changes along it.

    Args:
        path: (n, 2).
        widths: Full widths spread evenly along the path.

    Returns:
        Closed outline, (2n, 2).
    """
    width = np.interp(np.linspace(0, 1, len(path)), np.linspace(0, 1, len(widths)), widths)
    tangent = np.gradient(path.astype(np.float64), axis=0)
    tangent /= np.linalg.norm(tangent, axis=1, keepdims=True) + 1e-9
    normal = np.stack([-tangent[:, 1], tangent[:, 0]], axis=1) * width[:, None] / 2
    return np.vstack([path + normal, (path - normal)[::-1]]).astype(np.float32)


def star(x: float, y: float, outer: float, inner: float, spikes: int, turn: float = 0.0) -> FloatArray:
    """Outline of a star, (2 * spikes, 2)."""
    angle = np.arange(2 * spikes) * np.pi / spikes + turn
    radius = np.where(np.arange(2 * spikes) % 2 == 0, outer, inner)
    return np.stack([x + radius * np.cos(angle), y + radius * np.sin(angle)], axis=1).astype(np.float32)


def petal(x: float, y: float, angle: float, length: float, width: float, tip: float = 1.0) -> FloatArray:
    """Outline of a leaf that starts at (x, y) and grows along ``angle``; a larger tip is sharper; (48, 2)."""
    t = np.linspace(0, 1, 24)
    half = width / 2 * np.sin(np.pi * t**0.8) ** tip
    along = np.concatenate([t, t[::-1]]) * length
    across = np.concatenate([half, -half[::-1]])
    cos, sin = np.cos(angle), np.sin(angle)
    return np.stack([x + along * cos - across * sin, y + along * sin + across * cos], axis=1).astype(
        np.float32
    )


def quad(x: float, y: float, length: float, width: float, turn: float, skew: float = 0.0) -> FloatArray:
    """Corners of a turned, optionally skewed rectangle, (4, 2)."""
    corners = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)]) * [length / 2, width / 2]
    corners[:, 0] += skew * corners[:, 1]
    cos, sin = np.cos(turn), np.sin(turn)
    return (corners @ np.array([[cos, sin], [-sin, cos]]) + [x, y]).astype(np.float32)


class Plates:
    """Up to four printing plates on which later shapes knock out earlier ones.

    Attributes:
        ink: (rows, columns, 4) uint8 coverage of each plate; all zero is bare paper.
    """

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.ink = np.zeros((*sheet.shape, 4), np.uint8)

    def fill(self, outline: FloatArray | Sequence[Sequence[float]], plate: int | None) -> None:
        """Fill a polygon on one plate and clear it on the others; None clears all."""
        cv2.fillPoly(self.ink, [_fixed(self.sheet, outline)], self._value(plate), cv2.LINE_AA, _SHIFT)

    def disc(self, x: float, y: float, radius: float, plate: int | None) -> None:
        """Fill a circle."""
        center = _fixed(self.sheet, [(x, y)]).ravel()
        size = max(1, round(radius * self.sheet.short * (1 << _SHIFT)))
        cv2.circle(
            self.ink, (int(center[0]), int(center[1])), size, self._value(plate), -1, cv2.LINE_AA, _SHIFT
        )

    def coverage(self, plate: int) -> FloatArray:
        """One plate's coverage in [0, 1], (rows, columns) float32."""
        return self.ink[..., plate].astype(np.float32) / 255

    @staticmethod
    def _value(plate: int | None) -> tuple[int, ...]:
        return tuple(255 if plate == k else 0 for k in range(4))
