"""Puts the painted parts together, frame by frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from rtstyle.scene import ground, sky
from rtstyle.scene.canvas import (
    Layer,
    MotionGrid,
    displaced,
    finish,
    gaussian,
    moved,
    over,
    over_sprite,
    quantize,
    reduced,
    resized,
    shifted,
    smooth_curves,
    smoothstep,
    sprite,
)
from rtstyle.scene.portrait import Portrait

if TYPE_CHECKING:
    from rtstyle.frame import Image


class Scene:
    """A portrait by a lake at golden hour. Every picture is a function of (size, seed, time) alone.

    Args:
        width: Pixels, 16 or more.
        height: Pixels, 16 or more.
        seed: Another seed, another landscape.
    """

    def __init__(self, width: int, height: int, seed: int) -> None:
        self._width, self._height = width, height
        unit = float(min(width, height))
        self._unit = unit
        self._cell = max(1, min(8, int(unit / 90)))
        self._oversampling = 1 if unit >= 640 else 2
        wide = width >= height
        self._horizon = round(height * (0.55 if wide else 0.50))
        self._shore = self._horizon + max(2, round(0.115 * unit))
        self._sun = (width * (0.625 if wide else 0.885), self._horizon - (0.255 if wide else 0.22) * unit)
        self._margin = max(2, round(0.10 * unit))
        self._paint_far(seed)
        self._paint_near(seed)
        head_unit = 0.238 * unit if wide else 0.285 * unit
        center = (width * (0.36 if wide else 0.47), height * (0.425 if wide else 0.45))
        self._portrait = Portrait(seed, (width, height), center, head_unit, self._oversampling, self._cell)

    def render(self, seconds: float) -> Image:
        """The picture of that moment, (H, W, 3) uint8 RGB; new memory each time.

        Not for use by two threads at once.
        """
        image = np.empty((self._height, self._width, 3), np.uint8)
        drift = 0.5 + 0.5 * float(np.sin(2 * np.pi * seconds / 17.0))
        self._draw_sky(image, seconds)
        self._draw_ranges(image, drift)
        self._draw_balloon(image, seconds)
        self._draw_birds(image, seconds)
        self._draw_lake(image, seconds)
        self._draw_meadow(image, seconds, drift)
        self._draw_tree(image, seconds)
        self._portrait.draw(image, seconds)
        self._draw_foreground(image, seconds)
        cv2.add(image, self._bloom, dst=image)
        return image

    def _paint_far(self, seed: int) -> None:
        width, unit, horizon = self._width, self._unit, self._horizon
        scale = self._oversampling
        rng = np.random.default_rng([seed, 1])
        self._sky = quantize(sky.paint_sky(horizon, width, horizon, self._sun, unit))
        self._cloud_span = round(1.6 * max(width, unit))
        self._clouds = sky.paint_clouds(rng, horizon, self._cloud_span + width + 2, self._cloud_span, unit)
        self._ranges: list[tuple[Layer, float]] = []
        looks = (
            (0.230, 0.95, (0.44, 0.42, 0.56), (0.86, 0.70, 0.62), 0.50, 0.42, 0.15),
            (0.150, 0.75, (0.30, 0.34, 0.42), (0.90, 0.68, 0.52), 0.34, 0.0, 0.35),
            (0.085, 0.08, (0.22, 0.30, 0.18), (0.86, 0.64, 0.42), 0.16, 0.0, 0.65),
        )
        for tall, rough, near, haze, depth, snow, parallax in looks:
            size = (width + self._margin + 1, max(3, round(tall * unit)))
            fine = (size[0] * scale, size[1] * scale)
            layer = sky.paint_mountains(
                rng,
                fine,
                unit * scale,
                peak=0.92,
                roughness=rough,
                near=near,
                haze=haze,
                depth=depth,
                snow=snow,
            )
            self._ranges.append((reduced(layer, size), parallax))
        side = max(4, round(0.105 * unit))
        color, coverage = sky.paint_balloon(side * max(scale, 2))
        layer = finish(color, coverage, (side, round(1.4 * side)))
        self._balloon = sprite(layer)

    def _paint_near(self, seed: int) -> None:
        width, height, unit = self._width, self._height, self._unit
        scale = self._oversampling
        rng = np.random.default_rng([seed, 2])
        wide = width + self._margin + 1
        rows = max(2, height - self._shore + max(1, round(0.01 * unit)))
        meadow = ground.paint_meadow(rng, (wide * scale, rows * scale), unit * scale)
        meadow = resized(meadow, (wide, rows))
        self._meadow = np.ascontiguousarray(np.dstack([meadow, np.zeros_like(meadow[..., :1])]))
        bank = (wide, max(3, round(0.052 * unit)))
        self._bank = reduced(ground.paint_bank(rng, (bank[0] * scale, bank[1] * scale), unit * scale), bank)
        foot = min(height, self._shore + round(0.085 * unit))
        tree = (max(4, round(min(0.36 * width, 0.66 * unit))), foot)
        fine = (tree[0] * scale, tree[1] * scale)
        self._tree = sprite(reduced(ground.paint_tree(rng, fine, unit * scale), tree))
        front = (width + 2 * self._margin, max(3, round(0.22 * unit)))
        fine = (front[0] * scale, front[1] * scale)
        self._front = sprite(reduced(ground.paint_foreground(rng, fine, unit * scale), front))
        self._meadow_grid = MotionGrid((width, rows), self._cell)
        self._tree_grid = MotionGrid(tree, self._cell)
        self._front_grid = MotionGrid((width, front[1]), self._cell)
        lake = max(1, self._shore - self._horizon)
        self._ripples = ground.paint_ripples(rng, lake, wide, unit)
        self._prepare_lake(lake)
        x, y = sky.grid(height, width)
        core = gaussian(x, y, self._sun, (0.040 * unit, 0.040 * unit)) * (y < self._horizon)
        glow = gaussian(x, y, self._sun, (0.26 * unit, 0.22 * unit))
        wash = gaussian(x, y, self._sun, (0.9 * unit, 0.42 * unit))
        self._bloom = quantize(
            core[..., None] * np.array([0.60, 0.46, 0.28], np.float32)
            + glow[..., None] * np.array([0.13, 0.085, 0.03], np.float32)
            + wash[..., None] * np.array([0.055, 0.030, 0.008], np.float32)
        )

    def _prepare_lake(self, lake: int) -> None:
        x, y = sky.grid(lake, self._width)
        near = (y + 0.5) / lake
        self._lake_x = x
        self._lake_y = self._horizon - 1 - 2.2 * (y + 0.5)
        self._lake_reach = (0.004 + 0.020 * near[:, :1]) * self._unit
        tint = np.array([0.62, 0.72, 0.78], np.float32) + (1 - near[..., None]) * np.array(
            [0.30, 0.18, 0.10], np.float32
        )
        self._lake_tint = np.clip(tint * 255.0, 0, 255).astype(np.uint8)
        across = (x - self._sun[0]) / ((0.035 + 0.09 * near) * self._unit)
        middle, reach = int(self._sun[0]), round(0.36 * self._unit) + 1
        self._glitter_columns = slice(max(0, middle - reach), middle + reach)
        self._glitter = (np.exp(-0.5 * across * across) * (1.25 - 0.35 * near)).astype(np.float32)

    def _draw_sky(self, image: Image, seconds: float) -> None:
        part = image[: self._horizon]
        np.copyto(part, self._sky)
        offset = (seconds * 0.020 * self._unit) % self._cloud_span
        color = shifted(self._clouds.color, offset, self._width)
        through = shifted(self._clouds.through, offset, self._width)
        over(part, color, through)

    def _draw_ranges(self, image: Image, drift: float) -> None:
        for layer, parallax in self._ranges:
            rows = layer.shape[0]
            part = image[self._horizon - rows : self._horizon]
            offset = drift * parallax * (self._margin - 1)
            color = shifted(layer.color, offset, self._width)
            through = shifted(layer.through, offset, self._width)
            over(part, color, through)

    def _draw_balloon(self, image: Image, seconds: float) -> None:
        x = self._width * (0.075 + 0.035 * np.sin(2 * np.pi * seconds / 61.0))
        y = self._horizon * 0.20 + 0.012 * self._unit * np.sin(2 * np.pi * seconds / 7.7)
        self._place(image, self._balloon, float(x), float(y))

    def _place(self, image: Image, packed: Image, x: float, y: float) -> None:
        """Lays a part with its corner at a fractional position; it must lie inside the picture."""
        left, top = int(x), int(y)
        rows, columns = packed.shape[0] + 1, packed.shape[1] + 1
        part = image[top : top + rows, left : left + columns]
        matrix = [[1.0, 0.0, x - left], [0.0, 1.0, y - top]]
        over_sprite(part, moved(packed, matrix, (part.shape[1], part.shape[0])))

    def _draw_birds(self, image: Image, seconds: float) -> None:
        unit = self._unit
        span = self._width + 0.5 * unit
        lead = (0.35 * self._width + seconds * 0.035 * unit) % span - 0.25 * unit
        for index, (back, down) in enumerate(
            ((0, 0), (-0.05, -0.022), (-0.045, 0.026), (-0.095, -0.045), (-0.10, 0.05))
        ):
            beat = np.sin(2 * np.pi * (1.25 * seconds + 0.17 * index))
            x = lead + back * unit + 0.006 * unit * np.sin(0.9 * seconds + index)
            y = self._horizon * 0.30 + down * unit + 0.008 * unit * np.sin(0.6 * seconds + 2 * index)
            size = 0.016 * unit
            wing = np.array(
                [
                    [-1, -0.75 * beat],
                    [-0.45, -0.42 - 0.25 * beat],
                    [0, 0.10],
                    [0.45, -0.42 - 0.25 * beat],
                    [1, -0.75 * beat],
                ]
            )
            points = np.rint((smooth_curves(wing[None], 2)[0] * size + [x, y]) * 16).astype(np.int32)
            thickness = max(1, round(0.0024 * unit))
            cv2.polylines(image, [points], False, (58, 50, 62), thickness, cv2.LINE_AA, 4)

    def _draw_lake(self, image: Image, seconds: float) -> None:
        """Mirrors what is above the horizon, displaced by ripples, and lets the sun glitter on them."""
        span = self._ripples.shape[1] // 2
        way = seconds * 0.034 * self._unit
        wave = shifted(self._ripples, way % span, self._width)
        wave += shifted(self._ripples, (0.4 * span - 0.7 * way) % span, self._width)
        map_y = np.clip(self._lake_y + wave * (1.6 * self._lake_reach), 0, self._horizon - 1)
        map_x = self._lake_x + wave * (0.5 * self._lake_reach)
        part = image[self._horizon : self._shore]
        mirror = cv2.remap(
            image[: self._horizon], map_x, map_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
        )
        cv2.multiply(mirror, self._lake_tint, dst=part, scale=1.0 / 255.0)
        spark = np.clip((wave - 0.10) * 1.65 * self._glitter, 0.0, 1.0)
        rows, columns = np.s_[:], self._glitter_columns
        sparkle = (spark[:, columns, None] * np.array([255.0, 214.0, 140.0], np.float32)).astype(np.uint8)
        part[rows, columns] = cv2.add(part[rows, columns], sparkle)

    def _draw_meadow(self, image: Image, seconds: float, drift: float) -> None:
        rows = self._meadow.shape[0]
        part = image[self._height - rows :]
        grid = self._meadow_grid
        x, y = grid.x, grid.y
        near = y / rows
        phase = x / self._unit * (9.0 - 4.0 * near) + 5.0 * near
        gust = np.sin(phase - 2.2 * seconds) + 0.6 * np.sin(1.9 * phase - 3.7 * seconds + 1.0)
        offset = drift * (self._margin - 2) * (0.66 + 0.34 * near)
        map_x = x + offset + gust * (0.0008 + 0.0058 * near) * self._unit
        swayed = displaced(self._meadow, grid.enlarge(map_x), grid.enlarge(y), replicate=True)
        cv2.cvtColor(swayed, cv2.COLOR_RGBA2RGB, dst=part)
        layer = self._bank
        top = self._height - rows - round(0.55 * layer.shape[0])
        bank = image[top : top + layer.shape[0]]
        offset = drift * (self._margin - 2) * 0.66
        over(bank, shifted(layer.color, offset, self._width), shifted(layer.through, offset, self._width))

    def _draw_tree(self, image: Image, seconds: float) -> None:
        rows, columns = self._tree.shape[:2]
        part = image[:rows, self._width - columns :]
        px, py = self._tree_grid.x, self._tree_grid.y
        x, y = px / columns, py / rows
        loose = 0.9 * smoothstep(0.98, 0.55, x) * smoothstep(0.95, 0.7, y)
        phase = 5.0 * x + 4.0 * y
        wave = np.sin(phase - 1.5 * seconds) + 0.5 * np.sin(2.7 * phase - 3.1 * seconds)
        lift = np.sin(0.8 * phase - 1.3 * seconds + 1.0)
        map_x = px + loose * wave * 0.0042 * self._unit
        map_y = py + loose * smoothstep(0.0, 0.10, y) * lift * 0.0058 * self._unit
        over_sprite(
            part, displaced(self._tree, self._tree_grid.enlarge(map_x), self._tree_grid.enlarge(map_y))
        )

    def _draw_foreground(self, image: Image, seconds: float) -> None:
        rows = self._front.shape[0]
        part = image[self._height - rows :]
        x, y = self._front_grid.x, self._front_grid.y
        up = np.clip(1.0 - y / rows, 0.0, 1.0) ** 1.6
        at = x / self._unit
        gust = np.sin(7.0 * at - 1.9 * seconds) + 0.5 * np.sin(17.0 * at - 3.2 * seconds)
        map_x = x + self._margin + up * gust * 0.014 * self._unit
        over_sprite(
            part, displaced(self._front, self._front_grid.enlarge(map_x), self._front_grid.enlarge(y))
        )
