"""Dry media: chalk pastel, coloured pencil and charcoal, all caught by the paper's tooth."""

from __future__ import annotations

import numpy as np

from .color import luminance, mix, palette, ramp, rgb
from .field import blend_angles, smear
from .material import finish, paper, tooth
from .noise import blur, fbm, grain, normalize, smoothstep, value_noise
from .painter import Layer, Painting
from .shapes import curve, disc, fill, petal, taper
from .sheet import FloatArray, Sheet, picture


def _rubbed(painting: Painting, stock: FloatArray, grains: FloatArray, depth: float) -> FloatArray:
    """Let the paper's hollows show through what was drawn."""
    hollow = smoothstep(grains, depth - 1.4, depth + 1.4)
    return mix(stock, painting.color, 0.72 + 0.28 * hollow)


@picture("pastel-lilies", seed=9, aspect=1.2)
def pastel_lilies(sheet: Sheet) -> FloatArray:
    """Soft pastel on warm grey paper: water lilies, broken strokes of chalk and mirrored willows."""
    x, y = sheet.grid()
    width = sheet.width / sheet.short
    drift = normalize(fbm(sheet, 5, 4, stretch=2.2))
    scene = ramp(drift, palette("2f5a8f 5f86c8 a592dc f0b4cc ffdcc4 a8d8c0"))
    willow = smoothstep(fbm(sheet, 11, 3, stretch=0.3), 0.1, 1.0) * smoothstep(y, 0.75, 0.1)
    scene = mix(scene, ramp(normalize(fbm(sheet, 22, 2)), palette("3f7a5f 7fb56a d0d080")), 0.85 * willow)
    angle = blend_angles(
        0.12 * value_noise(sheet, 4), np.full(sheet.shape, np.pi / 2, np.float32), 0.9 * willow
    )
    for _ in range(64):
        py = sheet.rng.uniform(0.05, 1.02) ** 0.9
        px, size = sheet.rng.uniform(0, width), 0.024 + 0.055 * py
        if np.sin(6 * px + 9 * py) + sheet.rng.normal(0, 0.5) < 0.1:
            continue
        rho = np.hypot((x - px) / size, (y - py) / (0.42 * size))
        notch = smoothstep(np.abs(np.arctan2((y - py) / 0.42, x - px) + 0.7), 0.12, 0.22)
        pad = smoothstep(rho, 1.02, 0.94) * notch
        tone = ramp(
            np.clip(0.5 + (x - px + y - py) / (3 * size) + 0.2 * drift, 0, 1),
            palette("2f6a5a 4fa07a a0c880 ece8b0"),
        )
        scene = mix(
            scene,
            rgb("2a4a70"),
            0.6 * smoothstep(np.hypot((x - px) / size, (y - py - 0.2 * size) / (0.5 * size)), 1.1, 0.9),
        )
        scene = mix(scene, tone, pad)
        angle = blend_angles(angle, np.zeros(sheet.shape, np.float32), pad)
        if sheet.rng.random() < 0.55:
            scene, angle = _lily(sheet, scene, angle, (px, py - 0.15 * size, 0.72 * size))
    stock = sheet.blank(rgb("8a7f86")) * (1 + 0.05 * paper(sheet))[..., None]
    painting = Painting(sheet, stock)
    painting.layer(scene, angle, Layer(13, 62, 17, "chalk", 0.75, light=4, chroma=7, turn=0.15))
    painting.layer(scene, angle, Layer(9, 44, 9, "chalk", 0.85, light=7, chroma=9, turn=0.18, tint=0.03))
    painting.layer(scene, angle, Layer(6, 24, 5, "chalk", 0.95, light=7, chroma=9, turn=0.2, detail=0.09))
    return finish(_rubbed(painting, stock, tooth(sheet, 1.3), -0.8), sheet, 0.012, 1.12)


def _lily(
    sheet: Sheet, scene: FloatArray, angle: FloatArray, place: tuple[float, float, float]
) -> tuple[FloatArray, FloatArray]:
    """Add a water lily at (x, y, size)."""
    px, py, size = place
    pinks = palette("fff2ea f7c0cf ee8fb0 d9578a fbe3d0")
    start = sheet.rng.integers(0, 5)
    for ring, (reach, squash) in enumerate(((1.0, 0.55), (0.75, 0.8))):
        for k in range(9):
            turn = np.pi + np.pi * (k + 0.5) / 9 if ring else 2 * np.pi * k / 9
            tip = petal(0, 0, turn, reach * size, 0.42 * size) * np.array([1, squash], np.float32) + np.array(
                [px, py], np.float32
            )
            mask = fill(sheet, tip)
            scene = mix(scene, pinks[(start + k + ring) % 5] * (0.88 + 0.12 * ring), mask)
            angle = np.where(mask > 0.5, np.float32(turn), angle)
    return mix(scene, rgb("f6c83f"), disc(sheet, px, py - 0.12 * size, 0.14 * size)), angle


@picture("pencil-orchard", seed=27)
def pencil_orchard(sheet: Sheet) -> FloatArray:
    """Coloured pencil: pears, lemons and plums on a striped cloth, built from crossed hatching."""
    scene, angle = _orchard_table(sheet)
    stock = rgb("f6f0e2") * (1 + 0.015 * paper(sheet))[..., None]
    pencils = palette(
        "f5efe0 f4d23a f0a928 e2702a c8382f 8f1f3a e58fa8 a9c845 "
        "5f9a3a 2a6a45 2f8f9a 4aa8d8 2f5fb8 2a2f7a 6a4aa0 8a5a3a 4a2f2a 1f1f2a"
    )
    painting = Painting(sheet, stock)
    hatch = np.full(sheet.shape, -0.85, np.float32)
    painting.layer(
        scene,
        blend_angles(angle, hatch, 0.25),
        Layer(6, 52, 3.4, "chalk", 0.55, turn=0.07, light=3, chroma=4),
        None,
        pencils,
        0.07,
    )
    painting.layer(
        scene,
        hatch,
        Layer(6, 60, 3.0, "chalk", 0.6, turn=0.05, light=3, chroma=4),
        1.15 - 0.6 * luminance(scene),
        pencils,
        0.12,
    )
    painting.layer(
        scene,
        angle,
        Layer(4.2, 36, 3.2, "chalk", 0.75, turn=0.09, light=3, chroma=5),
        1.2 - 0.5 * luminance(scene),
        pencils,
        0.09,
    )
    painting.layer(
        scene * 0.75,
        angle,
        Layer(5, 30, 2.6, "chalk", 0.8, turn=0.08, light=3),
        smoothstep(luminance(scene), 0.5, 0.2),
        pencils,
        0.08,
    )
    return finish(_rubbed(painting, stock, tooth(sheet), -1.0), sheet, 0.008, 1.08)


def _orchard_table(sheet: Sheet) -> tuple[FloatArray, FloatArray]:
    """Fruit on a cloth: colours, and stroke directions that go round each form."""
    x, y = sheet.grid()
    scene = ramp(
        np.clip(normalize(fbm(sheet, 4, 3)) * 0.6 + 0.4 * x, 0, 1), palette("2f6a72 3f8a86 7fb09a d9c48a")
    )
    stripes = smoothstep(np.cos(2 * np.pi * (7 * x + 2.2 * y + 0.25 * np.sin(7 * y))), 0.1, 0.4)
    cloth = mix(
        mix(rgb("f3ead6"), rgb("b8b4cc"), normalize(np.sin(9 * x - 6 * y + 2 * fbm(sheet, 3, 2)))),
        rgb("c23a4a"),
        0.85 * stripes,
    )
    on_table = smoothstep(y - 0.44 - 0.02 * np.sin(6 * x), -0.004, 0.004)
    scene = mix(scene, cloth, on_table)
    angle = (0.7 + 0.5 * np.sin(5 * x + 4 * y)).astype(np.float32)
    fruits = [
        (0.20, 0.46, 0.15, "pear"),
        (0.80, 0.47, 0.14, "pear"),
        (0.50, 0.40, 0.13, "plum"),
        (0.36, 0.58, 0.13, "lemon"),
        (0.64, 0.60, 0.15, "apple"),
        (0.12, 0.74, 0.13, "plum"),
        (0.88, 0.74, 0.14, "lemon"),
        (0.33, 0.82, 0.16, "pear"),
        (0.64, 0.86, 0.12, "plum"),
        (0.90, 0.95, 0.12, "apple"),
        (0.06, 0.96, 0.11, "lemon"),
        (0.50, 0.72, 0.09, "plum"),
    ]
    skins = {
        "pear": "3f4a1f 8a8a2a c9b83f eed96a fff4c0",
        "plum": "1a1236 3a2266 6a3a8a a872b0 e8cce0",
        "lemon": "8a6a1a d9a822 f6d233 fbe97a fffbe0",
        "apple": "4a0f1f 9a1f2a d8402f f0854a ffe0c0",
    }
    for k in range(9):
        scene, angle = _leaf(sheet, scene, angle, (0.08 + 0.11 * k, 0.34 - 0.10 * np.sin(2.6 * k), 0.6 * k))
    for fx, fy, radius, kind in fruits:
        top = np.clip((fy - y) / radius, -1, 2)
        broad = 1.0 - (0.42 * smoothstep(top, -0.1, 1.1) if kind == "pear" else 0)
        tall = 1.45 if kind == "pear" else (0.82 if kind == "lemon" else 1.0)
        dx, dy = (x - fx) / (radius * broad), (y - fy) / (radius * np.where(top > 0, tall, 1.0))
        rho = np.hypot(dx, dy)
        cast = np.hypot((x - fx - 0.35 * radius) / (1.25 * radius), (y - fy - 0.85 * radius) / (0.4 * radius))
        scene = mix(scene, rgb("2f2a5a"), 0.6 * smoothstep(cast, 1.1, 0.7) * on_table)
        inside = smoothstep(rho, 1.01, 0.985)
        lit = np.clip(0.62 - 0.42 * dx - 0.38 * dy - 0.35 * rho**4 + 0.06 * fbm(sheet, 14, 2), 0, 1)
        scene = mix(scene, ramp(lit, palette(skins[kind])), inside)
        round_form = np.arctan2(dx, -dy) + 0.35
        angle = np.where(inside > 0.5, round_form, angle).astype(np.float32)
        stalk = curve(
            [
                (fx, fy - radius * tall * 0.93),
                (fx + 0.015, fy - radius * tall - 0.02),
                (fx + 0.04, fy - radius * tall - 0.045),
            ]
        )
        scene = mix(scene, rgb("4a2f1a"), fill(sheet, taper(stalk, [0.012, 0.007])))
    return scene, angle


def _leaf(
    sheet: Sheet, scene: FloatArray, angle: FloatArray, place: tuple[float, float, float]
) -> tuple[FloatArray, FloatArray]:
    x, y = sheet.grid()
    px, py, turn = place
    mask = fill(sheet, petal(px, py, turn, 0.2, 0.085))
    v = (y - py) * np.cos(turn) - (x - px) * np.sin(turn)
    tone = mix(rgb("2a6a3a"), rgb("a9c85a"), smoothstep(v, -0.02, 0.02))
    return mix(scene, tone, mask), np.where(mask > 0.5, turn + 0.6 * np.sign(v), angle).astype(np.float32)


@picture("charcoal-wood", seed=33, aspect=1.25)
def charcoal_wood(sheet: Sheet) -> FloatArray:
    """Charcoal and white chalk on grey-brown paper: bare trees in fog, smudged masses and broken lines."""
    x, y = sheet.grid()
    grains = tooth(sheet, 1.2)
    stock = rgb("a99b86") * (1 + 0.03 * paper(sheet))[..., None]
    slanted = (-0.9 + 0.15 * value_noise(sheet, 3)).astype(np.float32)
    strokes = smear(grain(sheet, 1.6), slanted, 70 * sheet.unit, 10)
    strokes = strokes / strokes.std()
    smudge = fbm(sheet, 4, 4)
    glow = np.exp(-(((x - 0.74) / 0.30) ** 2 + ((y - 0.44) / 0.34) ** 2))
    dark = np.clip(0.42 + 0.18 * smudge + 0.13 * strokes - 0.75 * glow, 0, 1)
    white = 0.95 * glow + 0.12 * strokes * glow
    for depth in range(4):
        dark, white = _stand_of_trees(sheet, (dark, white), depth, grains)
    bank = y - 0.97 + 0.05 * np.sin(5 * x) + 0.03 * fbm(sheet, 5, 2)
    grass = smear(grain(sheet), (-1.4 + 0.5 * value_noise(sheet, 12)).astype(np.float32), 60 * sheet.unit, 8)
    dark += 1.1 * smoothstep(0.035 * grass / grass.std() + bank, -0.06, 0.05)
    grainy = smoothstep(np.clip(dark, 0, 1.2) - 0.24 * grains, 0.10, 0.90)
    image = mix(stock, rgb("141318"), 0.30 * np.clip(dark, 0, 1) + 0.66 * grainy)
    chalk = smoothstep(np.clip(white, 0, 1) + 0.22 * grains, 0.30, 1.0)
    return finish(mix(image, rgb("f6f0e4"), 0.92 * chalk * (1 - 0.8 * grainy)), sheet, 0.012)


def _stand_of_trees(
    sheet: Sheet, drawing: tuple[FloatArray, FloatArray], depth: int, grains: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Draw one row of trees, the farthest at depth 0, over the (dark, white) of a drawing."""
    dark, white = drawing
    _, y = sheet.grid()
    near = depth / 3
    limbs: list[FloatArray] = []
    count = (10, 7, 4, 3)[depth]
    for k in range(count):
        spot = (k + 0.5 + sheet.rng.normal(0, 0.22)) / count * sheet.width / sheet.short
        if depth == 3:
            spot = (0.13, 0.40, 1.12)[k]
        root = (spot, 0.70 + 0.11 * depth + sheet.rng.normal(0, 0.015))
        heading = -np.pi / 2 + sheet.rng.normal(0, 0.08)
        limbs += _tree(sheet, root, heading, 0.17 + 0.11 * near, 0.010 + 0.050 * near**1.6, 5 + depth // 2)
    mass = fill(sheet, *limbs)
    upright = np.full(sheet.shape, np.pi / 2, np.float32)
    bark = smoothstep(0.7 * grains + 2.2 * smear(grain(sheet), upright, 26 * sheet.unit, 5), -1.4, 0.8)
    dark = dark * (1 - 0.6 * mass * (1 - near)) + (0.30 + 0.70 * near) * mass * (0.5 + 0.5 * bark)
    dark += 0.16 * blur(mass, 7 * sheet.unit)
    lit = np.clip(mass - np.roll(mass, -round(6 * sheet.unit), 1), 0, 1)
    white = white * (1 - mass) + 0.75 * lit * near
    dark = dark - 0.6 * lit * near * (y > 0.2)
    fog = smoothstep(np.abs(y - 0.72 - 0.10 * depth + 0.02 * fbm(sheet, 5, 2)), 0.08, 0.0) * (1 - 0.7 * near)
    return dark * (1 - 0.75 * fog), white + 0.5 * fog * (1 - 0.6 * mass)


def _tree(
    sheet: Sheet, root: tuple[float, float], heading: float, length: float, width: float, generations: int
) -> list[FloatArray]:
    """Outlines of the limbs of a bare tree that forks until its twigs are thin."""
    rng = sheet.rng
    bend = rng.normal(0, 0.14, 2)
    points = [np.array(root)]
    for k in range(3):
        turn = heading + bend[0] * k / 2 + bend[1] * (k == 2)
        points.append(points[-1] + length / 3 * np.array([np.cos(turn), np.sin(turn)]))
    limbs = [taper(curve(points, 6), [width, 0.68 * width])]
    if generations == 0 or width < 0.0012:
        return limbs
    for side in (-1, 1):
        if generations < 6 and rng.random() < 0.10:
            continue
        start = points[-1] if rng.random() < 0.7 else points[-2]
        turned = heading + bend.sum() + side * rng.uniform(0.2, 0.6)
        limbs += _tree(
            sheet, tuple(start), turned, length * rng.uniform(0.62, 0.84), 0.66 * width, generations - 1
        )
    return limbs
