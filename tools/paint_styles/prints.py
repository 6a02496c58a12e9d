"""Prints: woodcut, linocut, engraving, risograph and a comic's screened colours."""

from __future__ import annotations

import numpy as np

from .color import mix, multiply, rgb
from .field import gradient_angle, shift, smear
from .material import finish, paper
from .noise import blur, fbm, grain, normalize, smoothstep, value_noise
from .shapes import Plates, curve, fill, petal, taper
from .sheet import FloatArray, Sheet, picture


def _stock(sheet: Sheet, code: str, roughness: float = 1.0) -> FloatArray:
    """A sheet of toned paper with fibres."""
    fibres = smear(grain(sheet), (np.pi * value_noise(sheet, 10)).astype(np.float32), 24 * sheet.unit, 6)
    shade = 1 + 0.018 * paper(sheet, roughness) + 0.02 * fibres / fibres.std() + 0.02 * fbm(sheet, 3, 2)
    return np.clip(rgb(code) * shade[..., None], 0, 1)


def _ink_cover(sheet: Sheet, mask: FloatArray, wear: float = 1.0) -> FloatArray:
    """How ink of a flat colour lies on paper: woolly edges, salt in the solid, wood grain."""
    edge = smoothstep(mask + 0.10 * grain(sheet, 1.6), 0.35, 0.65)
    tooth = paper(sheet, 0.9)
    pressure = 0.5 * fbm(sheet, 5, 3)
    return (
        edge * (1 - 0.55 * wear * smoothstep(tooth - pressure, 1.1, 2.6)) * (0.94 + 0.04 * fbm(sheet, 40, 2))
    )


PALE, BLUE, DARK, RED = range(4)


@picture("woodcut-wave", seed=14, aspect=1.25)
def woodcut_wave(sheet: Sheet) -> FloatArray:
    """Woodcut in four blocks: striped waves with claws of foam under a red sun, Prussian blue on buff paper."""
    _, y = sheet.grid()
    wood = smear(grain(sheet), (0.06 * value_noise(sheet, 3)).astype(np.float32), 120 * sheet.unit, 10)
    wood = wood / wood.std()
    plates = Plates(sheet)
    plates.disc(1.0, 0.17, 0.115, RED)
    for k in range(5):
        left, level = sheet.rng.uniform(-0.2, 0.9), 0.045 + 0.06 * k
        bar = curve(
            [(left, level), (left + 0.2, level - 0.006), (left + 0.5, level + 0.004), (left + 0.8, level)]
        )
        plates.fill(taper(bar, [0.001, 0.022, 0.03, 0.012, 0.001]), PALE)
    for wave in (
        (0.86, 0.37, 0.16, -1.0),
        (0.18, 0.40, 0.14, 1.0),
        (1.20, 0.42, 0.15, -1.0),
        (0.62, 0.46, 0.14, 1.0),
        (0.44, 0.16, 0.43, 1.0),
        (1.10, 0.58, 0.21, -1.0),
        (0.86, 0.72, 0.18, -1.0),
        (0.16, 0.66, 0.22, 1.0),
        (1.16, 0.80, 0.22, -1.0),
        (0.50, 0.80, 0.21, 1.0),
        (0.86, 0.93, 0.2, -1.0),
        (0.12, 0.94, 0.2, 1.0),
    ):
        _carve_wave(plates, wave)
    image = _stock(sheet, "efe2c4")
    bokashi = 0.75 * smoothstep(y, 0.20, -0.02) + 0.35 * smoothstep(y, 0.2, 0.55)
    image = multiply(image, rgb("b98f7c"), bokashi * (0.85 + 0.08 * wood))
    foam = _ink_cover(sheet, 1 - np.clip(plates.ink[..., :4].sum(axis=2) / 255 + (y < 0.6), 0, 1), 0.5)
    image = mix(image, rgb("f3ead2"), foam * smoothstep(y, 0.4, 0.6))
    for plate, code, strength in (
        (PALE, "9db8bf", 0.85),
        (RED, "c8402c", 0.92),
        (BLUE, "2b5f92", 0.92),
        (DARK, "101d38", 0.97),
    ):
        image = mix(
            image, rgb(code), _ink_cover(sheet, plates.coverage(plate), 0.7) * (strength + 0.05 * wood)
        )
    return finish(image, sheet, 0.008)


def _carve_wave(plates: Plates, wave: tuple[float, float, float, float]) -> None:
    """Draw one curling wave, given as (crest x, crest y, size, direction), in stripes that fan out of its tip."""
    cx, cy, size, way = wave
    rng = plates.sheet.rng
    spot, scale = np.array([cx, cy]), np.array([way * size, size])
    back = np.array(
        [
            (0.80, 0.46),
            (0.72, 0.20),
            (0.42, 0.03),
            (0.0, 0.0),
            (-0.6, 0.26),
            (-1.3, 0.8),
            (-2.4, 1.5),
            (-3.4, 2.6),
        ]
    )
    face = np.array(
        [
            (0.80, 0.46),
            (0.60, 0.36),
            (0.36, 0.34),
            (0.16, 0.52),
            (0.12, 0.85),
            (0.34, 1.2),
            (0.9, 1.7),
            (1.8, 2.6),
        ]
    )
    rails = [curve((back * (1 - t) + face * t) * scale + spot) for t in np.linspace(0, 1, 21)]
    plates.fill(np.vstack([rails[0], rails[-1][::-1]]), None)
    for k in range(20):
        tone = (DARK, BLUE, None, BLUE, PALE)[k % 5]
        if tone is not None:
            plates.fill(np.vstack([rails[k], rails[k + 1][::-1]]), tone)
        plates.fill(taper(rails[k], [0.002, 0.012 * size, 0.016 * size, 0.004]), DARK)
    plates.fill(taper(rails[-1], [0.03 * size, 0.05 * size, 0.03 * size, 0.02 * size]), DARK)
    plates.fill(taper(rails[0], [0.02 * size, 0.04 * size, 0.04 * size, 0.02 * size]), DARK)
    lip = np.vstack([rails[0][: len(rails[0]) // 2][::-1], rails[-1][: len(rails[-1]) // 4]])
    claws = []
    for i in np.linspace(0, len(lip) - 1, 60).astype(int):
        px, py = lip[i] + rng.normal(0, 0.015 * size, 2)
        reach = size * rng.uniform(0.09, 0.2) * (0.5 + 0.5 * i / len(lip))
        turn = rng.uniform(-0.5, 0.9) + 1.1 * i / len(lip)
        cos, sin = np.cos(turn), np.sin(turn)
        hook = [(0, 0), (0.55, -0.08), (0.9, 0.14), (1.0, 0.5)]
        claws.append(
            (
                curve(
                    [
                        (px + way * reach * (a * cos - b * sin), py + reach * (a * sin + b * cos))
                        for a, b in hook
                    ],
                    8,
                ),
                reach,
            )
        )
    drops = [
        (
            lip[rng.integers(len(lip) // 2, len(lip))]
            + rng.normal(0, 0.16 * size, 2)
            + [way * 0.16 * size, 0],
            size * rng.uniform(0.006, 0.02),
        )
        for _ in range(40)
    ]
    line = 0.010 + 0.018 * size
    for plate, extra in ((DARK, line), (None, 0.0)):
        for path, reach in claws:
            plates.fill(
                taper(path, [0.34 * reach + extra, 0.24 * reach + extra, 0.04 * reach + 0.6 * extra]), plate
            )
            plates.disc(*path[0], 0.2 * reach + extra / 2, plate)
        for (px, py), radius in drops:
            plates.disc(px, py, radius + 0.35 * extra, plate)


@picture("linocut-fern", seed=31, aspect=0.8)
def linocut_fern(sheet: Sheet) -> FloatArray:
    """Linocut: ferns, poppy heads and leaves with gouged veins, black on a rolled green and red ground."""
    x, y = sheet.grid()
    block = np.ones(sheet.shape, np.float32)
    leaf_tone = np.zeros(sheet.shape, np.float32)
    red = np.zeros(sheet.shape, np.float32)
    direction = gradient_angle(blur(fbm(sheet, 4, 2), 20 * sheet.unit))
    gouge = smear(grain(sheet, 2.4), direction, 60 * sheet.unit, 10)
    block *= 1 - smoothstep(gouge / gouge.std(), 0.75, 1.1)
    for k in range(15):
        root = (sheet.rng.uniform(-0.05, 1.05), 1.3 - 0.5 * (k % 3) * 0.6)
        lean = sheet.rng.uniform(-0.35, 0.35)
        tall = sheet.rng.uniform(0.5, 0.95)
        spine = curve([root, (root[0] + 0.2 * lean, root[1] - 0.5 * tall), (root[0] + lean, root[1] - tall)])
        block, leaf_tone = (_frond if k % 2 else _broad)(sheet, block, leaf_tone, spine)
    for k in range(9):
        px, py = (
            (0.13 + 0.37 * (k % 3) + sheet.rng.normal(0, 0.05)),
            0.16 + 0.30 * (k // 3) + sheet.rng.normal(0, 0.05),
        )
        block, red = _poppy(sheet, block, red, (px, py, sheet.rng.uniform(0.075, 0.115)))
    border = np.maximum(smoothstep(np.abs(x - 0.5), 0.478, 0.48), smoothstep(np.abs(y - 0.625), 0.603, 0.605))
    image = _stock(sheet, "f3ead3")
    ground = mix(rgb("8fae7a"), rgb("5f8f7a"), normalize(y + 0.1 * fbm(sheet, 5, 2)))
    keep = 1 - border
    image = mix(image, ground, _ink_cover(sheet, keep) * (0.35 + 0.65 * leaf_tone))
    image = mix(
        image,
        rgb("c93a2a"),
        _ink_cover(sheet, shift(red, *np.full((2, *sheet.shape), 2.5 * sheet.unit, np.float32))),
    )
    return finish(mix(image, rgb("17181a"), _ink_cover(sheet, block * keep, 0.8)), sheet, 0.008)


def _frond(
    sheet: Sheet, block: FloatArray, tone: FloatArray, spine: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Cut a fern frond along a spine: leaflets cleared from the block, ribs left standing."""
    leaflets, ribs = [], [taper(spine, [0.016, 0.004])]
    for i in range(3, len(spine) - 1, 2):
        px, py = spine[i]
        along = np.arctan2(*(spine[i] - spine[i - 1])[::-1])
        length = 0.17 * np.sin(np.pi * (0.12 + 0.88 * (1 - i / len(spine)))) ** 0.8 + 0.02
        for side in (-1, 1):
            turn = along + side * 1.05
            tip = (px + 0.85 * length * np.cos(turn), py + 0.85 * length * np.sin(turn))
            leaflets.append(petal(px, py, turn, length, 0.030, 0.7))
            ribs.append(taper(curve([(px, py), tip], 8), [0.006, 0.002]))
    clear, rib = fill(sheet, *leaflets), fill(sheet, *ribs)
    halo = smoothstep(blur(clear, 5 * sheet.unit), 0.08, 0.2)
    block = np.maximum(block, halo)
    return np.clip(block * (1 - clear) + rib, 0, 1), np.maximum(tone, clear)


def _broad(
    sheet: Sheet, block: FloatArray, tone: FloatArray, spine: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Cut a branch of broad leaves, half of each leaf cleared and half hatched with gouge lines."""
    x, y = sheet.grid()
    for i in range(10, len(spine) - 1, 7):
        px, py = spine[i]
        along = np.arctan2(*(spine[i] - spine[i - 1])[::-1])
        for side in (-1, 1):
            turn = along + side * 0.8
            leaf = fill(sheet, petal(px, py, turn, 0.17, 0.075, 0.8))
            u = (x - px) * np.cos(turn) + (y - py) * np.sin(turn)
            v = (y - py) * np.cos(turn) - (x - px) * np.sin(turn)
            veins = np.cos(2 * np.pi * (u - 0.7 * np.abs(v)) / 0.013)
            carved = np.where(v * side > 0, smoothstep(veins, -0.5, 0.1), smoothstep(veins, 0.35, 0.75))
            carved *= smoothstep(np.abs(v), 0.0015, 0.0035)
            block = np.maximum(block, smoothstep(blur(leaf, 5 * sheet.unit), 0.05, 0.2))
            block = block * (1 - leaf * carved)
            tone = np.maximum(tone * (1 - leaf), leaf * carved * (v * side > 0))
    stem = fill(sheet, taper(spine, [0.018, 0.006]))
    return np.maximum(block * (1 - fill(sheet, taper(spine, [0.03, 0.016]))), stem), tone


def _poppy(
    sheet: Sheet, block: FloatArray, red: FloatArray, place: tuple[float, float, float]
) -> tuple[FloatArray, FloatArray]:
    """Cut a flower with ringed petals at (x, y, radius)."""
    x, y = sheet.grid()
    px, py, radius = place
    phi, rho = np.arctan2(y - py, x - px), np.hypot(x - px, y - py) / radius
    rim = 1 + 0.10 * np.cos(5 * phi + px * 30) + 0.03 * np.cos(17 * phi)
    inside = smoothstep(rho / rim, 1.01, 0.99)
    halo = smoothstep(rho / rim, 1.12, 1.08)
    cuts = smoothstep(np.cos(34 * phi + 2 * np.sin(5 * phi)) - 1.5 * (rho - 0.45), 0.2, 0.45) * smoothstep(
        rho, 0.36, 0.40
    )
    folds = smoothstep(np.abs(np.cos(2.5 * phi + px * 15)), 0.10, 0.05) * smoothstep(rho, 0.3, 0.4)
    heart = smoothstep(rho, 0.30, 0.28) * (
        1 - smoothstep(np.cos(9 * phi), 0.6, 0.8) * smoothstep(rho, 0.08, 0.1)
    )
    ink = np.clip(np.maximum(1 - cuts - smoothstep(rho, 0.6, 0.75), folds) + heart, 0, 1)
    block = np.maximum(block, halo) * (1 - inside) + inside * ink
    return block, np.maximum(red * (1 - halo), inside)
