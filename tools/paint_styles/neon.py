"""Light on black: neon tubes and their reflections."""

from __future__ import annotations

import cv2
import numpy as np

from .color import palette, ramp
from .field import sample
from .material import finish
from .noise import blur, fbm, grain, normalize, smoothstep
from .shapes import curve, line, quad
from .sheet import FloatArray, Sheet, picture

_TURN = np.linspace(0, 2 * np.pi, 9)


@picture("neon-rain", seed=41, aspect=1.25)
def neon_rain(sheet: Sheet) -> FloatArray:
    """Lines of neon tube on black: a street of signs in the rain, doubled in the wet road."""
    x, y = sheet.grid()
    width, horizon, vanish = sheet.width / sheet.short, 0.60, 0.66
    tubes = np.zeros((*sheet.shape, 3), np.float32)
    core = np.zeros(sheet.shape, np.float32)
    hues = palette("ff2fa0 18e0ff ff7a1f 8a4dff 2fffb0 ffe04a ff3f5a 3f7aff")
    for k in range(15):
        side = -1 if k % 2 else 1
        far = 1 / (1 + 0.42 * (k // 2))
        edge, top = vanish + side * 0.75 * far, horizon - (0.62 + 0.25 * np.sin(2.7 * k)) * far
        inner = vanish + side * 0.75 / (1 + 0.42 * (k // 2 + 0.9))
        lean = horizon - (horizon - top) * (inner - vanish) / (edge - vanish)
        base = horizon + 0.05 * far
        hue = hues[k % len(hues)]
        outline = [(edge, base), (edge, top), (inner, lean), (inner, base)]
        paths = [np.array(outline, np.float32)]
        for t in np.linspace(0.12, 0.88, 9):
            a, b = top + (base - top) * t, lean + (base - lean) * t
            cuts = np.sort(sheet.rng.uniform(0.06, 0.94, 4))
            for p, q in ((cuts[0], cuts[1]), (cuts[2], cuts[3])):
                paths.append(
                    np.array(
                        [
                            (edge + (inner - edge) * p, a + (b - a) * p),
                            (edge + (inner - edge) * q, a + (b - a) * q),
                        ],
                        np.float32,
                    )
                )
        drawn = line(sheet, paths, 1.5 + 3 * far)
        tubes += drawn[..., None] * hue
        core = np.maximum(core, drawn)
    for k in range(11):
        a, b = sheet.rng.uniform(-0.1, 0.55), sheet.rng.uniform(0.75, width + 0.1)
        high, low = sheet.rng.uniform(0.02, 0.42), sheet.rng.uniform(0.03, 0.10)
        wire = curve([(a, high), (0.5 * (a + b), high + low), (b, high + sheet.rng.uniform(-0.06, 0.06))], 14)
        lamps = [
            np.stack([px + 0.0045 * np.cos(_TURN), py + 0.0045 * np.sin(_TURN)], 1) for px, py in wire[::2]
        ]
        hung = np.maximum(0.35 * line(sheet, [wire], 1), line(sheet, lamps, 3))
        tubes = np.maximum(tubes, hung[..., None] * hues[(2 * k + 5) % len(hues)])
        core = np.maximum(core, 0.8 * hung)
    for k in range(26):
        left, wide = 0.40 + 0.021 * k, sheet.rng.uniform(0.012, 0.035)
        roof = horizon - sheet.rng.uniform(0.04, 0.05 + 0.16 * np.exp(-(((left - vanish) / 0.1) ** 2)))
        tower = line(
            sheet,
            [
                np.array(
                    [
                        (left, horizon + 0.02),
                        (left, roof),
                        (left + wide, roof),
                        (left + wide, horizon + 0.02),
                    ],
                    np.float32,
                )
            ],
            1.4,
        )
        tubes = np.maximum(tubes, tower[..., None] * hues[(5 * k + 1) % len(hues)] * 0.8)
    signs, bright = _signs(sheet, hues, width)
    tubes, core = np.maximum(tubes, signs), np.maximum(core, bright)
    above = (y < horizon + 0.02).astype(np.float32)[..., None]
    tubes, core = tubes * above, core * above[..., 0]
    ripple = 0.012 * fbm(sheet, 40, 2, stretch=5) * smoothstep(y, horizon, 1.0)
    mirror = 2 * horizon - y
    column, row = (x + ripple * 3) * sheet.short, mirror * 0.9 * sheet.short + 0.06 * sheet.short
    wet = cv2.blur(sample(tubes, column, row), (1, max(1, round(46 * sheet.unit))))
    puddles = smoothstep(fbm(sheet, 6, 3, stretch=3), -1.0, 0.5)
    road = (y > horizon).astype(np.float32) * (0.35 + 0.65 * puddles)
    light_map = tubes + 1.5 * wet * road[..., None]
    glow = (
        0.85 * blur(light_map, 5 * sheet.unit)
        + 0.9 * blur(light_map, 16 * sheet.unit)
        + 1.0 * blur(light_map, 55 * sheet.unit)
    )
    rain = smoothstep(_rain_streaks(sheet), 1.5, 2.6)
    night = ramp(normalize(y + 0.2 * fbm(sheet, 4, 3)), palette("0a0718 140a2a 0b1026 050510"))
    image = night + glow * (1 + 0.25 * fbm(sheet, 60, 2))[..., None]
    image += (
        0.9 * light_map
        + 0.75 * core[..., None]
        + rain[..., None] * (0.06 + 0.7 * blur(light_map, 26 * sheet.unit))
    )
    return finish(1 - np.exp(-1.35 * np.clip(image, 0, None)), sheet, 0.02)


def _rain_streaks(sheet: Sheet) -> FloatArray:
    """Slanted streaks, unit spread."""
    size = max(5, round(44 * sheet.unit)) | 1
    kernel = np.zeros((size, size), np.float32)
    cv2.line(kernel, (int(size * 0.62), 0), (int(size * 0.38), size - 1), 1.0, 1, cv2.LINE_AA)
    streaks = cv2.filter2D(grain(sheet), -1, kernel / kernel.sum(), borderType=cv2.BORDER_REFLECT)
    return streaks / streaks.std()


def _signs(sheet: Sheet, hues: FloatArray, width: float) -> tuple[FloatArray, FloatArray]:
    """Hanging neon signs: coloured tubes and their bright cores."""
    tubes = np.zeros((*sheet.shape, 3), np.float32)
    core = np.zeros(sheet.shape, np.float32)
    for k in range(21):
        cx, cy = width * (k + 0.5) / 21 + sheet.rng.normal(0, 0.02), sheet.rng.uniform(0.08, 0.50)
        size = 0.024 + 0.06 * abs(cx - 0.66)
        paths = [quad(cx, cy, 1.5 * size, 2.6 * size, 0.0)[[0, 1, 2, 3, 0]]]
        kind = k % 4
        t = np.linspace(0, 2 * np.pi, 40)
        if kind == 0:
            paths = [
                np.stack([cx + r * size * np.cos(t), cy + r * size * np.sin(t)], 1) for r in (0.55, 1.0, 1.25)
            ]
        elif kind == 1:
            paths += [
                np.array(
                    [
                        (cx - 0.5 * size, cy + (0.9 - 0.6 * r) * size),
                        (cx + 0.5 * size, cy + (0.9 - 0.6 * r) * size),
                    ]
                )
                for r in range(4)
            ]
            paths += [np.array([(cx, cy - 1.1 * size), (cx, cy + 1.1 * size)])]
        elif kind == 2:
            star_r = np.where(np.arange(11) % 2 == 0, 1.3, 0.55) * size
            turn = np.arange(11) * np.pi / 5 - np.pi / 2
            paths = [np.stack([cx + star_r * np.cos(turn), cy + star_r * np.sin(turn)], 1)]
        else:
            wave = np.linspace(-1, 1, 30)
            paths += [
                np.stack([cx + 0.55 * size * wave, cy + (0.3 * np.sin(7 * wave) + 0.8 * r) * size], 1)
                for r in (-1, 0, 1)
            ]
        drawn = line(sheet, [np.asarray(p, np.float32) for p in paths], 4.2)
        tubes = np.maximum(tubes, drawn[..., None] * hues[(3 * k + 1) % len(hues)])
        core = np.maximum(core, drawn)
    return tubes, core
