"""Wet media: marbled paper, ink wash and watercolour."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from .color import mix, palette, rgb
from .field import smear
from .material import finish, paper
from .noise import blur, fbm, grain, normalize, smoothstep, value_noise
from .painter import Painting
from .shapes import curve, disc, fill, line, taper
from .sheet import FloatArray, Sheet, picture

if TYPE_CHECKING:
    from collections.abc import Sequence


@picture("ebru-marbling", seed=19)
def ebru_marbling(sheet: Sheet) -> FloatArray:
    """Marbled paper: drops of ink on water drawn out by combs and a stylus, computed backwards per pixel."""
    fine = Sheet(sheet.height * 2, sheet.width * 2, sheet.rng)
    x, y = fine.grid()
    for cx, cy, radius, turn in (
        (0.27, 0.30, 0.16, 2.4),
        (0.74, 0.66, 0.19, -2.7),
        (0.78, 0.18, 0.10, 2.0),
        (0.20, 0.80, 0.12, -2.1),
    ):
        x, y = _swirl(x, y, (cx, cy), radius, turn)
    x = x + 0.018 * np.sin(2 * np.pi * (y * 3.0 + 0.1))
    y = y + _comb(x, 0.052, 0.085, 0.011) - 0.5 * _comb(x + 0.026, 0.052, 0.085, 0.011)
    x = x + _comb(y, 0.125, 0.26, 0.030) - _comb(y + 0.0625, 0.125, 0.26, 0.030)
    inks = palette(
        "f3e7cf 14264f b3322e d99a2b f3e7cf 1f5f6b 14264f e9c98a 7a1f2b f3e7cf 2f7f86 14264f c9512f f0dcb0"
    )
    image = _drops(fine, x, y, inks, 170)
    image = cv2.resize(image, (sheet.width, sheet.height), interpolation=cv2.INTER_AREA)
    veil = 1 + 0.05 * fbm(sheet, 5, 3) + 0.025 * paper(sheet) + 0.03 * grain(sheet, 1.6)
    return finish(np.clip(image * veil[..., None], 0, 1), sheet, 0.008)


def _swirl(
    x: FloatArray, y: FloatArray, center: tuple[float, float], radius: float, turn: float
) -> tuple[FloatArray, FloatArray]:
    dx, dy = x - center[0], y - center[1]
    angle = turn * np.exp(-((dx**2 + dy**2) / radius**2))
    cos, sin = np.cos(angle), np.sin(angle)
    return center[0] + dx * cos - dy * sin, center[1] + dx * sin + dy * cos


def _comb(across: FloatArray, pitch: float, reach: float, softness: float) -> FloatArray:
    """How far a comb with teeth ``pitch`` apart drags the ink at a distance across its way."""
    distance = np.abs((across / pitch + 0.5) % 1 - 0.5) * pitch
    return (reach * 2 ** (-distance / softness)).astype(np.float32)


def _drops(sheet: Sheet, x: FloatArray, y: FloatArray, inks: FloatArray, count: int) -> FloatArray:
    """Colour of each point after drops have fallen one by one, each pushing the earlier ones outwards."""
    centers = sheet.rng.uniform(-0.1, 1.1, (count, 2)).astype(np.float32)
    radii = sheet.rng.uniform(0.05, 0.13, count).astype(np.float32)
    image = sheet.blank(inks[0])
    x, y = x.astype(np.float32), y.astype(np.float32)
    open_water = np.ones(sheet.shape, bool)
    for i in range(count - 1, -1, -1):
        dx, dy = x - centers[i, 0], y - centers[i, 1]
        square = dx * dx + dy * dy
        hit = open_water & (square < radii[i] ** 2)
        image[hit] = inks[i % len(inks)]
        open_water &= ~hit
        shrink = np.sqrt(np.clip(1 - radii[i] ** 2 / np.maximum(square, 1e-9), 0, 1))
        x, y = centers[i, 0] + dx * shrink, centers[i, 1] + dy * shrink
    return image


@picture("ink-wash-peaks", seed=6, aspect=0.8)
def ink_wash_peaks(sheet: Sheet) -> FloatArray:
    """Ink wash: ranges of peaks that fade into mist, dry-brush rock strokes, pines, a red seal."""
    x, y = sheet.grid()
    silk = _silk(sheet)
    image = rgb("efe6d3") * silk[..., None]
    image = mix(image, rgb("b5a88e"), 0.35 * normalize(fbm(sheet, 3, 3))[..., None] * np.ones(3, np.float32))
    image = mix(
        image,
        rgb("c2452f"),
        0.85 * smoothstep(np.hypot(x - 0.70, y - 0.20) + 0.004 * fbm(sheet, 20, 2), 0.078, 0.07),
    )
    for level in range(7):
        image = _range(sheet, image, level)
    painting = Painting(sheet, image)
    for tx, foot, size, lean in (
        (0.14, 1.30, 0.62, 0.10),
        (0.32, 1.32, 0.44, -0.05),
        (0.90, 1.30, 0.42, -0.12),
        (0.02, 1.3, 0.38, 0.06),
    ):
        _pine(sheet, painting, (tx, foot), size, lean)
    image = painting.color
    for k in range(9):
        bx, by, span = 0.36 + 0.035 * k + 0.02 * np.sin(5 * k), 0.30 - 0.012 * k + 0.02 * np.cos(3 * k), 0.016
        bird = curve(
            [
                (bx - span, by - 0.006),
                (bx - 0.4 * span, by - 0.008),
                (bx, by),
                (bx + 0.5 * span, by - 0.009),
                (bx + span, by - 0.004),
            ]
        )
        image = mix(
            image, rgb("1a1817"), 0.85 * fill(sheet, taper(bird, [0.001, 0.004, 0.005, 0.004, 0.001]))
        )
    image = _seal(sheet, image)
    return finish(image, sheet, 0.008)


def _silk(sheet: Sheet) -> FloatArray:
    """Multiplier of a silk's or thin paper's fine fibres, about one."""
    threads = smear(grain(sheet), np.zeros(sheet.shape, np.float32), 30 * sheet.unit, 6)
    upright = smear(grain(sheet), np.full(sheet.shape, np.pi / 2, np.float32), 30 * sheet.unit, 6)
    return (1 + 0.018 * (threads / threads.std() + upright / upright.std()) + 0.012 * paper(sheet)).astype(
        np.float32
    )


def _range(sheet: Sheet, image: FloatArray, level: int) -> FloatArray:
    """One range of peaks: a wash dark at the ridge, rock strokes down the slopes, mist at the foot."""
    _, y = sheet.grid()
    near = level / 6
    steps = np.arange(sheet.width, dtype=np.float32) / sheet.short
    ridge = np.zeros(sheet.width, np.float32)
    for octave in range(6):
        phase = sheet.rng.uniform(0, 6.28)
        sharp = 1 - 2 * np.abs(np.sin((1.6 + 0.5 * near) * 2**octave * steps + phase))
        ridge += sharp.astype(np.float32) * 0.034 * 0.55**octave
    for _ in range(3):
        middle, spread, tall = (
            sheet.rng.uniform(0, 1),
            sheet.rng.uniform(0.05, 0.13),
            sheet.rng.uniform(0.06, 0.24),
        )
        ridge += (tall * (1 - 0.45 * near) / (1 + np.abs((steps - middle) / spread) ** 1.7)).astype(
            np.float32
        )
    ridge = 0.46 + 0.125 * level - ridge
    depth = y - ridge[None] + 0.003 * fbm(sheet, 60, 2)
    inside = smoothstep(depth, -0.002, 0.004)
    fade = np.exp(-np.clip(depth, 0, None) / (0.10 + 0.05 * near))
    slope = np.gradient(cv2.GaussianBlur(ridge[None], (0, 0), 12 * sheet.unit)[0]) * sheet.short
    fall = np.arctan2(1.0, 0.55 * slope)[None] + 0.25 * value_noise(sheet, 14)
    rock = smear(fbm(sheet, 70, 2), fall.astype(np.float32), 46 * sheet.unit, 9)
    rock = rock / rock.std()
    strokes = smoothstep(rock + 0.5 * grain(sheet, 1.2) + 0.5 * fbm(sheet, 7, 2), 0.35, 1.5) * np.exp(
        -np.clip(depth, 0, None) / 0.2
    )
    pool = 0.75 + 0.25 * fbm(sheet, 6, 3)
    density = (0.20 + 0.62 * near) * fade * pool + (0.25 + 0.5 * near) * strokes
    density += (0.12 + 0.35 * near) * smoothstep(depth, 0.012, 0.0) * smoothstep(fbm(sheet, 12, 2), -0.6, 0.6)
    veiled = mix(image, rgb("ebe3d1"), 0.80 * inside * smoothstep(depth, 0.0, 0.16))
    ink = mix(rgb("54605f"), rgb("15161a"), near)
    return mix(veiled, ink, np.clip(density * inside, 0, 0.95))


def _pine(sheet: Sheet, painting: Painting, foot: tuple[float, float], size: float, lean: float) -> None:
    """Paint a crooked pine: a dry-brush trunk and fans of needles."""
    trunk = curve(
        [
            foot,
            (foot[0] + lean, foot[1] - 0.35 * size),
            (foot[0] + 0.2 * lean, foot[1] - 0.7 * size),
            (foot[0] + 0.9 * lean, foot[1] - size),
        ]
    )
    mask = fill(sheet, taper(trunk, [0.05 * size, 0.04 * size, 0.025 * size, 0.008 * size]))
    bark = smoothstep(fbm(sheet, 50, 2), -1.4, 0.6)
    painting.color[:] = mix(painting.color, rgb("191715"), 0.92 * mask * (0.55 + 0.45 * bark))
    for i in range(int(0.3 * len(trunk)), len(trunk), 8):
        side = 1 if (i // 8) % 2 else -1
        reach = size * 0.42 * (1.15 - i / len(trunk)) * sheet.rng.uniform(0.7, 1.2)
        tip = trunk[i] + np.array([side * reach, -0.1 * reach + 0.03])
        limb = curve([trunk[i], trunk[i] + np.array([0.5 * side * reach, -0.02]), tip])
        painting.color[:] = mix(
            painting.color, rgb("191715"), 0.9 * fill(sheet, taper(limb, [0.014 * size, 0.004]))
        )
        for px, py in limb[len(limb) // 2 :: 9]:
            fans = []
            for _ in range(26):
                turn = -np.pi / 2 + sheet.rng.normal(0, 0.7)
                long = sheet.rng.uniform(0.02, 0.042) * size / 0.4
                start = np.array([px, py]) + sheet.rng.normal(0, 0.012, 2)
                fans.append([start, start + np.array([long * np.cos(turn), long * np.sin(turn)])])
            painting.color[:] = mix(painting.color, rgb("14181a"), 0.62 * line(sheet, fans, 1.6))


def _seal(sheet: Sheet, image: FloatArray) -> FloatArray:
    """A carved red seal in the upper left."""
    x, y = sheet.grid()
    u, v = (x - 0.08) / 0.085, (y - 0.09) / 0.115
    inside = ((u > 0) & (u < 1) & (v > 0) & (v < 1)).astype(np.float32)
    carved = np.zeros(sheet.shape, np.float32)
    for a, b, c, d in (
        (0.15, 0.15, 0.85, 0.15),
        (0.5, 0.15, 0.5, 0.5),
        (0.2, 0.33, 0.8, 0.33),
        (0.15, 0.52, 0.85, 0.52),
        (0.25, 0.52, 0.2, 0.85),
        (0.25, 0.68, 0.8, 0.68),
        (0.78, 0.52, 0.82, 0.86),
        (0.2, 0.86, 0.82, 0.86),
    ):
        carved = np.maximum(
            carved,
            line(sheet, [[(0.08 + 0.085 * a, 0.09 + 0.115 * b), (0.08 + 0.085 * c, 0.09 + 0.115 * d)]], 7),
        )
    worn = smoothstep(fbm(sheet, 60, 2), -1.6, -0.6)
    return mix(image, rgb("b3261f"), 0.92 * blur(inside * (1 - carved), 0.8 * sheet.unit) * worn)


class Wash:
    """Transparent watercolour on rough paper.

    Attributes:
        image: (rows, columns, 3) float32 RGB in [0, 1].
    """

    def __init__(self, sheet: Sheet, stock: str) -> None:
        self.sheet = sheet
        self.tooth = paper(sheet, 1.3)
        self.image = np.clip(rgb(stock) * (1 + 0.02 * self.tooth)[..., None], 0, 1).astype(np.float32)
        self._bare = self.image.copy()
        self._wander = [fbm(sheet, 9, 4) for _ in range(3)]

    def lay(
        self, mask: FloatArray, code: str, strength: float = 1.0, bleed: float = 3.0, variety: float = 0.3
    ) -> None:
        """Lay one wash.

        Args:
            mask: Where, (rows, columns) in [0, 1].
            code: Colour of a full-strength wash on white.
            strength: Amount of pigment.
            bleed: Softness of the edge in design units.
            variety: How unevenly the pigment settles.
        """
        unit = self.sheet.unit
        first, second, third = (self._wander[k] for k in self.sheet.rng.permutation(3))
        soft = blur(np.asarray(mask, np.float32), bleed * unit)
        wet = smoothstep(soft + 0.09 * first + 0.05 * grain(self.sheet, 2.5), 0.42, 0.58) * smoothstep(
            soft, 0.05, 0.2
        )
        rim = wet * (1 - blur(wet, 4.5 * unit)) * 1.1
        pool = 1 + variety * second + 0.5 * variety * third
        density = strength * (wet * np.clip(pool, 0.25, 2) + rim) * (1 + 0.16 * self.tooth)
        absorb = -np.log(np.clip(rgb(code), 0.02, 1))
        self.image *= np.exp(-np.clip(density, 0, None)[..., None] * absorb)

    def reserve(self, mask: FloatArray, amount: float = 0.9) -> None:
        """Lift earlier washes off a shape, as if it had been masked from the start."""
        self.image = mix(self.image, self._bare, amount * blur(mask, 0.8 * self.sheet.unit))

    def bloom(self, x: float, y: float, radius: float) -> None:
        """A drop of clean water that pushes pigment into a ragged ring."""
        gx, gy = self.sheet.grid()
        rho = np.hypot(gx - x, gy - y) / radius + 0.16 * self._wander[0]
        lift = smoothstep(rho, 1.0, 0.6) * 0.4 - 0.35 * np.exp(-(((rho - 1.0) / 0.07) ** 2))
        self.image = np.clip(self.image ** np.clip(1 - lift, 0.3, 2)[..., None], 0, 1)


@picture("watercolor-hilltown", seed=44)
def watercolor_hilltown(sheet: Sheet) -> FloatArray:
    """Watercolour: glazed washes with dark rims, blooms and granulation over a pencilled hill town by the sea."""
    x, y = sheet.grid()
    wash = Wash(sheet, "f8f3e6")
    clouds = smoothstep(fbm(sheet, 4, 4, stretch=1.6), -0.5, 0.7)
    wash.lay(smoothstep(y, 0.46, 0.02) * clouds, "6fa8d6", 0.9, 14, 0.5)
    wash.lay(smoothstep(y, 0.20, 0.42) * smoothstep(y, 0.56, 0.46), "f3c9a0", 0.5, 20, 0.5)
    wash.lay(
        (y > 0.40 - 0.06 * np.sin(4 * x) - 0.05 * np.sin(9 * x + 2)).astype(np.float32) * (y < 0.80),
        "9fb0cf",
        0.7,
        6,
        0.5,
    )
    hill = 0.74 - 0.50 * np.exp(-(((x - 0.56) / 0.36) ** 2)) + 0.015 * np.sin(30 * x)
    wash.lay(((y > hill) & (y < 0.80)).astype(np.float32), "d9b98a", 0.6, 4, 0.5)
    wash.lay((y > 0.785).astype(np.float32), "4fa3b8", 0.8, 4, 0.5)
    sketch = _houses(sheet, wash, hill[0])
    for _ in range(18):
        row = sheet.rng.uniform(0.81, 1.0)
        left = sheet.rng.uniform(-0.1, 1)
        span = sheet.rng.uniform(0.2, 0.5)
        ripple = curve([(left, row), (left + span / 2, row + 0.006), (left + span, row)])
        color = str(sheet.rng.choice(["2f86a8", "4f9fb0", "2a6a98", "e0a080", "e8c080"]))
        wash.lay(fill(sheet, taper(ripple, [0.004, 0.03, 0.004])), color, 0.5, 5, 0.5)
    for bx, by in ((0.16, 0.86), (0.34, 0.91), (0.86, 0.88)):
        wash.reserve(fill(sheet, [(bx, by), (bx, by - 0.13), (bx + 0.06, by - 0.012)]))
        wash.lay(
            fill(
                sheet, [(bx - 0.06, by), (bx + 0.07, by), (bx + 0.045, by + 0.028), (bx - 0.045, by + 0.028)]
            ),
            "8a2f2a",
            1.3,
            1.5,
        )
        wash.lay(
            fill(sheet, [(bx, by - 0.006), (bx, by - 0.13), (bx + 0.06, by - 0.012)]), "e88a3c", 0.8, 1.5
        )
        sketch.append([(bx, by), (bx, by - 0.14)])
    for px, py, radius in ((0.2, 0.14, 0.09), (0.82, 0.08, 0.07), (0.62, 0.93, 0.06), (0.1, 0.62, 0.05)):
        wash.bloom(px, py, radius)
    for _ in range(90):
        px, py = sheet.rng.uniform(0, 1, 2)
        wash.lay(
            disc(sheet, px, py, sheet.rng.uniform(0.0015, 0.005)),
            str(sheet.rng.choice(["3f7fb0", "c9734a", "7a4a6a"])),
            0.6,
            0.6,
        )
    pencil = line(sheet, sketch, 1.4) * smoothstep(wash.tooth, -1.1, 0.7)
    return finish(mix(wash.image, rgb("3a3440"), 0.62 * pencil), sheet, 0.006)


def _houses(sheet: Sheet, wash: Wash, hill: FloatArray) -> list[Sequence[Sequence[float]]]:
    """Wash stacked houses and cypresses up a hill; returns the pencil lines."""
    rng = sheet.rng
    sketch: list[Sequence[Sequence[float]]] = []
    walls, roofs = (
        ["f2d6a8", "f0bfa0", "e8c46a", "d98a6a", "f4e4cc", "c9d3d0", "e8a38a"],
        ["b5492c", "c9632f", "99382a", "8a4a4a"],
    )
    for row in range(4):
        base = 0.42 + 0.11 * row
        for left in np.arange(0.02 - 0.06 * (row % 2), 0.97, 0.13):
            center, foot = left + rng.normal(0.065, 0.012), base + rng.normal(0, 0.01)
            if (
                foot < hill[int(np.clip(center * sheet.short, 0, sheet.width - 1))] + 0.05
                or rng.random() < 0.08
            ):
                continue
            w, h = rng.uniform(0.10, 0.15), rng.uniform(0.11, 0.17)
            a, b, top = center - w / 2, center + w / 2, foot - h
            peak = top - 0.30 * w
            wash.reserve(fill(sheet, [(a, foot), (b, foot), (b, top), (center, peak), (a, top)]))
            wash.lay(
                fill(sheet, [(a, foot), (b, foot), (b, top), (a, top)]), str(rng.choice(walls)), 0.85, 1.2
            )
            wash.lay(
                fill(sheet, [(center + 0.1 * w, foot), (b, foot), (b, top), (center + 0.1 * w, top)]),
                "9a90c0",
                0.6,
                1.2,
            )
            wash.lay(
                fill(sheet, [(a - 0.005, top), (center, peak), (b + 0.005, top)]),
                str(rng.choice(roofs)),
                1.1,
                1.0,
            )
            sketch += [
                [(a, foot), (a, top), (a - 0.006, top), (center, peak), (b + 0.006, top), (b, top), (b, foot)]
            ]
    for _ in range(12):
        px = rng.uniform(0.04, 0.96)
        foot = max(hill[int(px * sheet.short)] + 0.06, rng.uniform(0.5, 0.78))
        tree = np.vstack(
            [
                curve([(px - 0.012, foot), (px - 0.018, foot - 0.07), (px, foot - 0.16)]),
                curve([(px, foot - 0.16), (px + 0.018, foot - 0.07), (px + 0.012, foot)]),
            ]
        )
        wash.reserve(fill(sheet, tree), 0.8)
        wash.lay(fill(sheet, tree), "3a7048", 1.3, 2.0, 0.5)
    return sketch
