"""Stroke-based rendering: a scene is painted over in layers of brush strokes.

After the idea of A. Hertzmann, "Painterly Rendering with Curved Brush Strokes of Multiple Sizes"
(SIGGRAPH 1998): large brushes first, small ones where the picture still differs from the scene.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from .brush import fitted, stamp
from .color import jitter_lab
from .noise import blur

if TYPE_CHECKING:
    from .sheet import FloatArray, Sheet


@dataclass(frozen=True)
class Layer:
    """How one layer of strokes is laid; lengths in design units.

    Attributes:
        spacing: Distance between strokes.
        length: Length of a stroke.
        width: Width of a stroke.
        kind: Brush kind.
        opacity: Coverage of the paint.
        thickness: Height of the paint.
        turn: Spread of the angle in radians.
        vary: Relative spread of the size.
        light: Spread of the strokes' lightness, in L* units.
        chroma: Spread of the strokes' a* and b*.
        tint: Lightness that single bristles add.
        detail: Paint only where the picture differs from the scene by more than this.
        bend: How far strokes follow the curving of the field; 0 keeps them straight.
    """

    spacing: float
    length: float
    width: float
    kind: str = "bristle"
    opacity: float = 0.95
    thickness: float = 1.0
    turn: float = 0.12
    vary: float = 0.25
    light: float = 4.0
    chroma: float = 4.0
    tint: float = 0.04
    detail: float = 0.0
    bend: float = 1.0


class Painting:
    """A canvas with wet colour and paint height.

    Attributes:
        color: (rows, columns, 3) float32 RGB in [0, 1].
        height: (rows, columns) float32 paint height.
    """

    def __init__(self, sheet: Sheet, ground: FloatArray) -> None:
        self.sheet = sheet
        self.color = ground.astype(np.float32).copy()
        self.height = np.zeros(sheet.shape, np.float32)
        self._x = np.arange(sheet.width, dtype=np.float32)
        self._y = np.arange(sheet.height, dtype=np.float32)[:, None]
        self._stamps: dict[str, list[FloatArray]] = {}

    def layer(
        self,
        scene: FloatArray,
        angle: FloatArray,
        layer: Layer,
        where: FloatArray | None = None,
        pigments: FloatArray | None = None,
        dither: float = 0.25,
    ) -> None:
        """Paint one layer.

        Args:
            scene: (rows, columns, 3) colours to take.
            angle: (rows, columns) direction of the strokes.
            layer: How to paint.
            where: (rows, columns) probability of a stroke; everywhere when absent.
            pigments: (n, 3) pure colours: each stroke takes one, so that they mix in the eye.
            dither: How far from the scene's colour a pigment may be, with ``pigments``.
        """
        unit, rng = self.sheet.unit, self.sheet.rng
        points = scatter(self.sheet, layer.spacing)
        points = points[self._wanted(points, scene, layer, where)]
        rng.shuffle(points)
        if len(points) == 0:
            return
        xs, ys = points[:, 0].astype(np.float32), points[:, 1].astype(np.float32)
        colors = blur(scene, 0.25 * layer.width * unit)[ys.astype(int), xs.astype(int)]
        if pigments is not None:
            colors = divide(rng, colors, pigments, dither)
        colors = jitter_lab(rng, colors, layer.light, layer.chroma)
        theta = angle[ys.astype(int), xs.astype(int)]
        bend = layer.bend * curvature(angle, xs, ys, theta, 0.3 * layer.length * unit)
        theta = theta + rng.normal(0, layer.turn, len(points))
        scale = np.exp(rng.normal(0, layer.vary, (len(points), 2)))
        lengths, widths = layer.length * unit * scale[:, 0], layer.width * unit * scale[:, 1]
        # A parabola stands in for the arc: keep its ends from running away.
        bend = np.clip(bend, -1.6 / lengths, 1.6 / lengths)
        brushes = fitted(self._brushes(layer.kind), layer.length * unit, layer.width * unit)
        which = rng.integers(0, len(brushes), len(points))
        for i in range(len(points)):
            self._stroke(
                (xs[i], ys[i]),
                theta[i],
                (lengths[i], widths[i], bend[i]),
                colors[i],
                brushes[which[i]],
                layer,
            )

    def _wanted(
        self, points: FloatArray, scene: FloatArray, layer: Layer, where: FloatArray | None
    ) -> np.ndarray:
        row, column = points[:, 1].astype(int), points[:, 0].astype(int)
        wanted = np.ones(len(points), bool)
        if where is not None:
            wanted &= self.sheet.rng.random(len(points)) < where[row, column]
        if layer.detail > 0:
            error = np.abs(blur(self.color - scene, 0.5 * layer.width * self.sheet.unit)).max(axis=2)
            wanted &= error[row, column] > layer.detail
        return wanted

    def _brushes(self, kind: str) -> list[FloatArray]:
        if kind not in self._stamps:
            self._stamps[kind] = [stamp(kind, self.sheet.rng) for _ in range(12)]
        return self._stamps[kind]

    def _stroke(
        self,
        at: tuple[float, float],
        theta: float,
        size: tuple[float, float, float],
        color: FloatArray,
        brush: FloatArray,
        layer: Layer,
    ) -> None:
        length, width, bend = size
        cos, sin = float(np.cos(theta)), float(np.sin(theta))
        across = width / 2 + abs(bend) * length * length / 8
        reach_x = abs(cos) * length / 2 + abs(sin) * across + 1
        reach_y = abs(sin) * length / 2 + abs(cos) * across + 1
        x0, x1 = max(0, int(at[0] - reach_x)), min(self.sheet.width, int(at[0] + reach_x) + 2)
        y0, y1 = max(0, int(at[1] - reach_y)), min(self.sheet.height, int(at[1] + reach_y) + 2)
        dx, dy = self._x[x0:x1] - np.float32(at[0]), self._y[y0:y1] - np.float32(at[1])
        u = dx * cos + dy * sin
        v = dy * cos - dx * sin - np.float32(0.5 * bend) * u * u
        rows, columns = brush.shape[:2]
        map_x = (u / length + 0.5) * (columns - 1)
        map_y = (v / width + 0.5) * (rows - 1)
        mark = cv2.remap(
            brush,
            map_x.astype(np.float32),
            map_y.astype(np.float32),
            cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_CONSTANT,
        )
        cover = mark[..., :1] * layer.opacity
        paint = color + layer.tint * mark[..., 2:]
        patch = self.color[y0:y1, x0:x1]
        patch += cover * (paint - patch)
        relief = self.height[y0:y1, x0:x1]
        relief *= 1 - 0.8 * cover[..., 0]
        relief += layer.thickness * mark[..., 1]


def divide(rng: np.random.Generator, colors: FloatArray, pigments: FloatArray, dither: float) -> FloatArray:
    """Replace each of (n, 3) colours by a pigment that is near it, with noise, so that the mean stays close."""
    wanted = colors + rng.normal(0, dither, colors.shape)
    distance = ((wanted[:, None] - pigments[None]) ** 2).sum(axis=2)
    return pigments[distance.argmin(axis=1)]


def scatter(sheet: Sheet, spacing: float) -> FloatArray:
    """Jittered grid of points in pixels, (n, 2) as x, y; ``spacing`` in design units."""
    step = max(1.0, spacing * sheet.unit)
    y, x = np.mgrid[0 : sheet.height : step, 0 : sheet.width : step]
    points = np.stack([x.ravel(), y.ravel()], axis=1) + sheet.rng.uniform(0, step, (x.size, 2))
    return np.clip(points, 0, [sheet.width - 1, sheet.height - 1]).astype(np.float32)


def curvature(angle: FloatArray, x: FloatArray, y: FloatArray, theta: FloatArray, step: float) -> FloatArray:
    """How fast an undirected field turns along itself at points, in radians per pixel."""
    rows, columns = angle.shape
    step = max(step, 1.0)
    turned = []
    for sign in (1, -1):
        column = np.clip(x + sign * step * np.cos(theta), 0, columns - 1).astype(int)
        row = np.clip(y + sign * step * np.sin(theta), 0, rows - 1).astype(int)
        difference = angle[row, column] - theta
        turned.append((difference + np.pi / 2) % np.pi - np.pi / 2)
    return ((turned[0] - turned[1]) / (2 * step)).astype(np.float32)
