"""Broad flat paint: palette knife and fauvist strokes."""

from __future__ import annotations

import itertools

import numpy as np

from .color import mix, palette, ramp, rgb
from .field import blend_angles, sample
from .material import finish, light, weave
from .noise import blur, fbm, normalize, smoothstep, value_noise
from .painter import Layer, Painting
from .shapes import curve, fill, line, taper
from .sheet import FloatArray, Sheet, picture


@picture("knife-boulevard", seed=52)
def knife_boulevard(sheet: Sheet) -> FloatArray:
    """Palette knife: a boulevard after rain, slabs of paint for walls and lamps, their colours in the road."""
    x, y = sheet.grid()
    horizon = 0.54
    scene = _street(sheet, horizon)
    mirror = sample(
        scene,
        (x + 0.012 * fbm(sheet, 18, 2, stretch=3)) * sheet.short,
        (horizon - 0.92 * (y - horizon)) * sheet.short,
    )
    road = mix(mirror * 0.92, rgb("3a4a78"), 0.20)
    path = smoothstep(np.abs(x - 0.5) - 0.02 - 0.42 * (y - horizon), 0.03, -0.05)
    road = mix(
        road,
        ramp(normalize(fbm(sheet, 9, 2, stretch=4)), palette("4a5a8f 9a8ac0 f0c08a fff0cc")),
        0.55 * path,
    )
    below = smoothstep(y, horizon, horizon + 0.004)
    scene = mix(scene, road, below)
    scene = _walkers(sheet, scene, horizon)
    upright = np.full(sheet.shape, np.pi / 2, np.float32)
    angle = upright + 0.10 * value_noise(sheet, 6)
    sky = smoothstep(np.abs(x - 0.5) - 0.36 * np.clip(1 - y / horizon, 0, 1), 0.03, -0.03) * (1 - below)
    angle = blend_angles(angle, -0.7 + 0.6 * value_noise(sheet, 5), sky)
    strips = (
        smoothstep(np.sin(40 * np.sqrt(np.clip(y - horizon, 0, 1)) * 2.2 + value_noise(sheet, 5)), 0.1, 0.5)
        * below
    )
    angle = blend_angles(angle, 0.06 * value_noise(sheet, 5), strips)
    painting = Painting(sheet, sheet.blank(rgb("2a2a48")))
    painting.layer(
        scene,
        angle,
        Layer(24, 84, 44, "knife", turn=0.06, light=5, chroma=6, tint=0.03, bend=0, thickness=1.0),
    )
    painting.layer(
        scene,
        angle,
        Layer(
            16, 52, 24, "knife", turn=0.08, light=7, chroma=9, tint=0.04, bend=0, thickness=1.3, detail=0.05
        ),
    )
    painting.layer(
        scene,
        angle,
        Layer(
            10, 28, 12, "knife", turn=0.10, light=7, chroma=8, tint=0.04, bend=0, thickness=1.5, detail=0.12
        ),
    )
    painting.layer(
        scene,
        angle,
        Layer(7, 16, 7, "knife", turn=0.12, light=5, chroma=6, tint=0.03, bend=0, thickness=1.6, detail=0.20),
    )
    return finish(light(painting.color, blur(painting.height, 0.9 * sheet.unit), 2.0, 0.30), sheet, 0.006)


def _street(sheet: Sheet, horizon: float) -> FloatArray:
    """Rows of houses that run to a vanishing point under an evening sky, trees and lamps before them."""
    x, y = sheet.grid()
    rng = sheet.rng
    scene = ramp(
        np.clip(y / horizon + 0.08 * fbm(sheet, 5, 3), 0, 1), palette("23408f 4a6ac0 a080c0 f09a80 ffd890")
    )
    walls = palette("7a2f4a b5502f 2f3a78 c9803a 4a2f6a 2a6a7a 8f3a2f")
    for k in range(7):
        for side in (-1, 1):
            near, far = 0.56 * 0.68**k, 0.56 * 0.68 ** (k + 1)
            top, low = horizon - 1.02 * near - rng.uniform(0, 0.06) * near, horizon - 1.02 * far
            a, b = 0.5 + side * near, 0.5 + side * far
            wall = fill(sheet, [(a, horizon + 0.12 * near), (a, top), (b, low), (b, horizon + 0.12 * far)])
            tone = walls[rng.integers(0, len(walls))]
            scene = mix(
                scene,
                mix(tone, rgb("f0a080"), 0.10 * k)[None, None] * (1 + 0.12 * fbm(sheet, 10, 2))[..., None],
                wall,
            )
            for row in np.linspace(0.12, 0.9, 8):
                for t in (0.2, 0.5, 0.8):
                    wx, half = a + (b - a) * t, 0.045 * abs(a - b)
                    wy = top + (low - top) * t + (horizon - top - (low - top) * t) * row
                    glow = rgb(str(rng.choice(["ffd76a", "ffb04a", "fff0b0", "3a4a8a", "ff8a4a", "5a3a6a"])))
                    scene = mix(
                        scene,
                        glow,
                        fill(
                            sheet,
                            [
                                (wx - half, wy),
                                (wx + half, wy),
                                (wx + half, wy + 1.6 * half),
                                (wx - half, wy + 1.6 * half),
                            ],
                        ),
                    )
    for k in range(6, -1, -1):
        for side in (-1, 1):
            px, size = 0.5 + side * 0.40 * 0.70**k, 0.46 * 0.70**k
            crown = np.hypot(x - px - side * 0.1 * size, 0.8 * (y - horizon + 0.95 * size)) / (
                0.42 * size
            ) + 0.25 * fbm(sheet, 12, 2)
            leaf = ramp(normalize(fbm(sheet, 18, 2)), palette("8a3a1f d9802a f6c03a 5a6a2f"))
            scene = mix(scene, leaf, 0.85 * smoothstep(crown, 1.0, 0.7))
            trunk = taper(
                curve(
                    [
                        (px, horizon + 0.12 * size),
                        (px + 0.02 * size, horizon - 0.5 * size),
                        (px + side * 0.12 * size, horizon - 1.1 * size),
                    ]
                ),
                [0.05 * size, 0.02 * size],
            )
            scene = mix(scene, rgb("2a1a2a"), fill(sheet, trunk))
            lx, ly = px - side * 0.16 * size, horizon - 0.72 * size
            scene = mix(
                scene,
                rgb("1f1a30"),
                line(sheet, [[(lx, ly), (lx, horizon + 0.1 * size)]], max(1.5, 9 * size)),
            )
            rho = np.hypot(x - lx, y - ly)
            scene = mix(
                scene,
                rgb("ffe9a0"),
                np.clip(
                    1.2 * np.exp(-((rho / (0.07 * size)) ** 2)) + 0.5 * np.exp(-rho / (0.12 * size)), 0, 1
                ),
            )
    return scene


def _walkers(sheet: Sheet, scene: FloatArray, horizon: float) -> FloatArray:
    """People with umbrellas and their reflections."""
    umbrellas = ["d8232f", "1f5fb0", "f2a81f", "17203a", "e0e6f0", "2f8f7a"]
    for k in range(13):
        near = 0.10 + 0.9 * (k / 12) ** 1.5
        px, foot, size = (
            0.5 + sheet.rng.uniform(-0.40, 0.40) * near**0.6,
            horizon + 0.36 * near,
            0.19 * near + 0.02,
        )
        for flip in (1, -1):
            top = foot - flip * size
            color = rgb(umbrellas[k % 6]) * (1.0 if flip == 1 else 0.75)
            body = [
                (px - 0.10 * size, foot),
                (px - 0.14 * size, foot - flip * 0.55 * size),
                (px, top),
                (px + 0.14 * size, foot - flip * 0.55 * size),
                (px + 0.10 * size, foot),
            ]
            scene = mix(scene, rgb("141428"), (0.95 if flip == 1 else 0.6) * fill(sheet, body))
            arc = [
                (px + 0.46 * size * np.cos(t), top + flip * (0.02 - 0.36 * np.sin(t)) * size)
                for t in np.linspace(0, np.pi, 18)
            ]
            scene = mix(scene, color, (1.0 if flip == 1 else 0.7) * fill(sheet, arc))
    return scene


@picture("fauve-harbor", seed=61, aspect=1.2)
def fauve_harbor(sheet: Sheet) -> FloatArray:
    """Fauvism: a harbour in pure colours laid in separate blocks of paint, cream ground left between them."""
    x, y = sheet.grid()
    scene = _harbor(sheet)
    angle = np.where(y < 0.36, -0.35 + 0.5 * value_noise(sheet, 3), 0.04 * value_noise(sheet, 5)).astype(
        np.float32
    )
    hills = smoothstep(np.abs(y - 0.31), 0.08, 0.05)
    angle = blend_angles(angle, (0.9 * np.sin(7 * x)).astype(np.float32), 0.9 * hills)
    angle = np.where(y > 0.86, 1.1 + 0.4 * value_noise(sheet, 6), angle).astype(np.float32)
    painting = Painting(sheet, sheet.blank(rgb("f1e4c8")))
    pigments = palette(
        "e8231f f2611c f79a1e fbd21f fff1c4 f58fae d92a7a 8a2f8f "
        "3f2a8f 1f49c0 2a86e0 5fc4e0 18a08a 0f7a3f 6ab82f 14203f f4b08a"
    )
    painting.layer(
        scene,
        angle,
        Layer(27, 40, 23, "bristle", turn=0.12, light=2, chroma=2, bend=0.6, thickness=1.1),
        None,
        pigments,
        0.10,
    )
    painting.layer(
        scene,
        angle,
        Layer(21, 34, 14, "bristle", turn=0.14, light=2, chroma=2, bend=0.6, thickness=1.3),
        None,
        pigments,
        0.16,
    )
    drawing = _harbor_lines(sheet)
    color = mix(
        painting.color, rgb("1a2a78"), 0.92 * smoothstep(drawing + 0.12 * fbm(sheet, 50, 2), 0.3, 0.6)
    )
    bright = Painting(sheet, color)
    bright.height[:] = painting.height + 0.6 * drawing
    boats = smoothstep(blur(drawing, 3 * sheet.unit), 0.02, 0.1)
    bright.layer(
        mix(scene, rgb("1a2a78"), drawing),
        angle,
        Layer(6.5, 15, 7, "bristle", light=2, chroma=2, turn=0.2, detail=0.3),
        0.5 * boats,
    )
    height = blur(bright.height, 0.9 * sheet.unit)
    thin = np.clip(1.1 - height, 0.15, 1)
    return finish(light(bright.color, height + 0.14 * thin * weave(sheet), 1.7, 0.15), sheet, 0.006)


_BOATS = (
    (0.22, 0.66, 0.34),
    (0.62, 0.58, 0.26),
    (0.98, 0.72, 0.36),
    (0.42, 0.50, 0.16),
    (0.84, 0.48, 0.14),
    (1.12, 0.50, 0.15),
)


def _boat(place: tuple[float, float, float]) -> list[FloatArray]:
    """Outlines of a boat at (x, waterline, mast height): hull, two sails, mast."""
    bx, by, tall = place
    hull = np.array(
        [
            (bx - 0.42 * tall, by - 0.06 * tall),
            (bx + 0.50 * tall, by - 0.12 * tall),
            (bx + 0.28 * tall, by + 0.09 * tall),
            (bx - 0.28 * tall, by + 0.09 * tall),
        ],
        np.float32,
    )
    main = np.array(
        [
            (bx + 0.02 * tall, by - 0.12 * tall),
            (bx + 0.01 * tall, by - tall),
            (bx + 0.42 * tall, by - 0.20 * tall),
        ],
        np.float32,
    )
    jib = np.array(
        [
            (bx - 0.03 * tall, by - 0.14 * tall),
            (bx - 0.02 * tall, by - 0.88 * tall),
            (bx - 0.34 * tall, by - 0.16 * tall),
        ],
        np.float32,
    )
    mast = np.array([(bx, by), (bx, by - 1.06 * tall)], np.float32)
    return [hull, main, jib, mast]


def _harbor(sheet: Sheet) -> FloatArray:
    """Sky, hills, a row of houses, water with sun on it, boats and a quay."""
    x, y = sheet.grid()
    rng = sheet.rng
    scene = ramp(
        normalize(fbm(sheet, 4, 2, stretch=2) + 2.2 * y),
        palette("f58fae f7b07a fbd96a fff1c4"),
        (0, 0.35, 0.7, 1),
    )
    scene = mix(
        scene,
        rgb("2a86e0"),
        0.85 * smoothstep(fbm(sheet, 5, 2, stretch=2.2), 0.2, 0.5) * smoothstep(y, 0.3, 0.1),
    )
    for crest, code in (
        (0.24 + 0.06 * np.sin(5 * x + 1), "8a2f8f"),
        (0.29 + 0.04 * np.sin(6 * x + 3), "18a08a"),
        (0.325 + 0.02 * np.sin(9 * x), "e8231f"),
    ):
        scene = mix(scene, rgb(code), smoothstep(y - crest, -0.003, 0.003))
    for left in np.arange(-0.02, 1.2, 0.058):
        top = 0.33 - rng.uniform(0.0, 0.05)
        scene = mix(
            scene,
            rgb(str(rng.choice(["f4b08a", "fff1c4", "f58fae", "fbd21f", "5fc4e0"]))),
            fill(sheet, [(left, 0.40), (left, top), (left + 0.056, top), (left + 0.056, 0.40)]),
        )
        scene = mix(
            scene,
            rgb(str(rng.choice(["e8231f", "d92a7a", "f2611c"]))),
            fill(sheet, [(left - 0.004, top), (left + 0.028, top - 0.026), (left + 0.06, top)]),
        )
    water = ramp(normalize(fbm(sheet, 8, 2, stretch=4)), palette("1f49c0 2a86e0 18a08a 5fc4e0"))
    path = smoothstep(fbm(sheet, 11, 2, stretch=5) - 7 * np.abs(x - 0.72) * (0.7 - 0.4 * y), -0.9, 0.1)
    water = mix(
        water,
        ramp(normalize(fbm(sheet, 14, 2, stretch=4)), palette("f79a1e fbd21f fff1c4 f2611c")),
        0.9 * path,
    )
    scene = mix(scene, water, smoothstep(y, 0.398, 0.402))
    quay = y - 0.90 + 0.10 * smoothstep(x, 0.5, -0.2) + 0.02 * np.sin(8 * x)
    scene = mix(
        scene,
        ramp(normalize(fbm(sheet, 6, 2, stretch=2)), palette("d92a7a f58fae f79a1e fff1c4")),
        smoothstep(quay, -0.003, 0.003),
    )
    for px, code in ((0.02, "0f7a3f"), (0.10, "6ab82f"), (1.16, "18a08a"), (1.09, "0f7a3f")):
        rho = np.hypot((x - px) / 0.11, (y - 0.20) / 0.24) + 0.2 * fbm(sheet, 10, 2)
        scene = mix(scene, rgb(code), smoothstep(rho, 1.0, 0.9))
    for k, place in enumerate(_BOATS):
        hull, main, jib, _ = _boat(place)
        flipped = hull * [1, -1] + [0, 2 * place[1] + 0.16 * place[2]]
        scene = mix(scene, rgb("8a2f8f"), 0.8 * fill(sheet, flipped))
        scene = mix(
            scene, rgb(("e8231f", "0f7a3f", "1f49c0", "f2611c", "d92a7a", "e8231f")[k]), fill(sheet, hull)
        )
        scene = mix(
            scene, rgb(("fbd21f", "f2611c", "fff1c4", "f58fae", "fff1c4", "fbd21f")[k]), fill(sheet, main)
        )
        scene = mix(
            scene, rgb(("f4b08a", "fff1c4", "e8231f", "fff1c4", "5fc4e0", "f4b08a")[k]), fill(sheet, jib)
        )
    return scene


def _harbor_lines(sheet: Sheet) -> FloatArray:
    """Ultramarine brush drawing of the boats in swelling, broken lines."""
    drawn = np.zeros(sheet.shape, np.float32)
    for place in _BOATS:
        hull, main, jib, mast = _boat(place)
        thick = 0.004 + 0.020 * place[2]
        for shape, closed in ((hull, True), (main, True), (jib, True), (mast, False)):
            corners = np.vstack([shape, shape[:1]]) if closed else shape
            for start, end in itertools.pairwise(corners):
                bow = sheet.rng.normal(0, 0.03) * np.array([start[1] - end[1], end[0] - start[0]])
                slip = sheet.rng.normal(0, 0.006, (2, 2))
                path = curve([start + slip[0], (start + end) / 2 + bow, end + slip[1]], 12)
                drawn = np.maximum(
                    drawn, fill(sheet, taper(path, [0.5 * thick, thick, 0.7 * thick, 0.2 * thick]))
                )
    return drawn
