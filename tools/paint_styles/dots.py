"""Pictures made of dots: divided colour and printed screens."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .color import mix, multiply, palette, ramp, rgb
from .field import shift
from .material import finish, light, paper, weave
from .noise import blur, fbm, grain, normalize, smoothstep, value_noise
from .painter import Layer, Painting
from .shapes import Plates, curve, disc, fill, petal, taper
from .sheet import FloatArray, Sheet, picture

if TYPE_CHECKING:
    from collections.abc import Callable


@picture("pointillist-riverbank", seed=8, aspect=1.25)
def pointillist_riverbank(sheet: Sheet) -> FloatArray:
    """Divided colour: round dots of a few pure pigments that mix in the eye to a river in summer."""
    scene = _riverbank(sheet)
    pigments = palette(
        "f7f2dc f6e08a f2b632 e8792c d2453a e58fa0 f8c0a8 6fae5e "
        "2f7f4a 1f5a52 8fd0dc 4a9fd0 2f5fb0 27357a 6a4a9a b58fc8 3a2a4a"
    )
    angle = (value_noise(sheet, 8) * 0.6).astype(np.float32)
    painting = Painting(sheet, mix(scene, rgb("efe3c2"), 0.55))
    painting.layer(scene, angle, Layer(18, 26, 22, "dab", turn=0.5, light=3, chroma=3), None, pigments, 0.07)
    painting.layer(
        scene, angle, Layer(12, 15, 14, "dab", turn=1.0, light=2, chroma=2, vary=0.15), None, pigments, 0.13
    )
    painting.layer(
        scene,
        angle,
        Layer(15, 13.5, 12.5, "dab", turn=1.0, light=2, chroma=2, vary=0.15),
        None,
        pigments,
        0.2,
    )
    height = blur(painting.height, 0.7 * sheet.unit) + 0.08 * weave(sheet)
    return finish(light(painting.color, height, 0.9, 0.08), sheet, 0.006)


def _riverbank(sheet: Sheet) -> FloatArray:
    """A broad river with sails, a meadow with shadows of trees, and people with parasols."""
    x, y = sheet.grid()
    scene = ramp(np.clip(y / 0.3, 0, 1), palette("7fbfe0 bfe0e6 f6ecc6"))
    scene = mix(
        scene, rgb("fdf7e2"), smoothstep(fbm(sheet, 5, 4, stretch=2.5), 0.4, 1.2) * smoothstep(y, 0.3, 0.1)
    )
    far = smoothstep(y - 0.27 + 0.03 * fbm(sheet, 9, 3), -0.006, 0.006)
    scene = mix(scene, mix(rgb("6fa3a0"), rgb("8fb56a"), normalize(fbm(sheet, 12, 2))), far)
    ripples = np.sin(150 * y + 3 * fbm(sheet, 8, 2, stretch=3))
    water = mix(
        mix(rgb("4a93cc"), rgb("a9dbe0"), smoothstep(ripples, -0.6, 0.9)),
        rgb("f3e3b8"),
        0.25 * smoothstep(y, 0.5, 0.3),
    )
    shore = 0.48 + 0.5 * smoothstep(x, 1.0, -0.4) ** 2 * 0.5 - 0.1 * x
    scene = mix(scene, water, smoothstep(y, 0.318, 0.322))
    for bx, by, size in ((0.74, 0.36, 0.13), (1.02, 0.345, 0.09), (0.58, 0.335, 0.06), (0.90, 0.40, 0.06)):
        sail = fill(sheet, [(bx, by), (bx, by - size), (bx + 0.55 * size, by - 0.01)])
        scene = mix(scene, rgb("fff6e0"), sail)
        scene = mix(
            scene,
            rgb("f0b8a0"),
            fill(sheet, [(bx - 0.005, by), (bx - 0.005, by - 0.8 * size), (bx - 0.35 * size, by - 0.01)]),
        )
        scene = mix(
            scene,
            rgb("3a3560"),
            fill(
                sheet,
                [
                    (bx - 0.4 * size, by),
                    (bx + 0.6 * size, by),
                    (bx + 0.4 * size, by + 0.02),
                    (bx - 0.3 * size, by + 0.02),
                ],
            ),
        )
        scene = mix(
            scene,
            rgb("e8e6d0"),
            0.5
            * fill(
                sheet,
                [
                    (bx - 0.2 * size, by + 0.025),
                    (bx + 0.4 * size, by + 0.025),
                    (bx + 0.1 * size, by + 0.6 * size),
                ],
            ),
        )
    meadow = smoothstep(y - shore, -0.004, 0.004)
    grass = mix(rgb("d8c070"), rgb("fcd0b0"), normalize(fbm(sheet, 9, 3, stretch=3)))
    shade = smoothstep(fbm(sheet, 4, 3, stretch=3.5) + 3 * (y - 0.80) - 0.9 * x + 0.5, -0.15, 0.15)
    grass = mix(grass, mix(rgb("2f6f55"), rgb("35508a"), normalize(fbm(sheet, 14, 2))), 0.85 * shade)
    scene = mix(scene, grass, meadow)
    for tx, foot, lean, radius in (
        (0.13, 0.86, 0.05, 0.30),
        (0.36, 0.72, -0.03, 0.19),
        (1.19, 0.80, -0.05, 0.2),
    ):
        trunk = taper(
            curve([(tx, foot), (tx + 0.2 * lean, 0.5), (tx + lean, 0.15)]), [0.05 * radius / 0.2, 0.02]
        )
        scene = mix(scene, rgb("4a3358"), fill(sheet, trunk))
        rho = np.hypot(x - tx - lean, 1.25 * (y - 0.17)) / radius + 0.16 * fbm(sheet, 9, 3)
        tone = normalize(fbm(sheet, 16, 3) - 2.2 * (x - tx) - 2.5 * (y - 0.15))
        scene = mix(scene, ramp(tone, palette("2f3a7a 2f6a70 5fa060 d8c870")), smoothstep(rho, 1.0, 0.86))
    for k, (px, py, size) in enumerate(
        (
            (0.50, 0.74, 0.26),
            (0.62, 0.72, 0.24),
            (0.86, 0.86, 0.34),
            (1.02, 0.70, 0.19),
            (0.30, 0.88, 0.3),
            (0.745, 0.66, 0.15),
        )
    ):
        scene = _stroller(sheet, scene, (px, py, size), k)
    return scene


def _stroller(sheet: Sheet, scene: FloatArray, place: tuple[float, float, float], k: int) -> FloatArray:
    """Add a standing figure with a parasol; place is (x, foot, height)."""
    px, py, size = place
    scene = mix(scene, rgb("2f4a6a"), 0.75 * fill(sheet, petal(px, py, 0.12, 0.9 * size, 0.10 * size)))
    dress = ("b5405a", "2f3f86", "5a2f6a", "d8873a", "38285a", "e8e0d0")[k]
    skirt = [
        (px - 0.05 * size, py - 0.56 * size),
        (px + 0.05 * size, py - 0.56 * size),
        (px + 0.19 * size, py),
        (px - 0.15 * size, py),
    ]
    scene = mix(scene, rgb(dress), fill(sheet, skirt))
    scene = mix(
        scene,
        rgb(dress) * 0.8,
        fill(sheet, petal(px, py - 0.5 * size, -np.pi / 2, 0.32 * size, 0.17 * size, 0.6)),
    )
    scene = mix(scene, rgb("f0c8a0"), disc(sheet, px, py - 0.86 * size, 0.055 * size))
    scene = mix(
        scene,
        rgb("3a2a4a"),
        fill(sheet, petal(px - 0.1 * size, py - 0.9 * size, 0.0, 0.2 * size, 0.06 * size)),
    )
    if k % 2 == 0:
        shade = [
            (px + 0.26 * size * np.cos(t) + 0.1 * size, py - 0.93 * size + 0.2 * size * np.sin(t))
            for t in np.linspace(np.pi, 2 * np.pi, 20)
        ]
        scene = mix(scene, rgb(("e8503a", "", "f6d04a", "", "f8efe0", "")[k]), fill(sheet, shade))
    return scene


def screen(sheet: Sheet, tone: FloatArray, pitch: float, turn: float) -> FloatArray:
    """Halftone dots.

    Args:
        sheet: Gives the pixel grid.
        tone: Coverage wanted, (rows, columns) in [0, 1].
        pitch: Dot spacing in design units.
        turn: Screen angle in radians.

    Returns:
        Ink in [0, 1].
    """
    x, y = sheet.grid()
    u = (x * np.cos(turn) + y * np.sin(turn)) * 1024 / pitch
    v = (y * np.cos(turn) - x * np.sin(turn)) * 1024 / pitch
    bump = 0.5 + 0.25 * (np.cos(2 * np.pi * u) + np.cos(2 * np.pi * v))
    sharp = 0.9 / max(pitch * sheet.unit, 2.0)
    return smoothstep(bump - (1 - tone), -sharp, sharp)


@picture("comic-glance", seed=15)
def comic_glance(sheet: Sheet) -> FloatArray:
    """Screened comic panel: a face under waves of hair, Ben Day dots, ink line, plates out of register."""
    plates = _comic_drawing(sheet)
    skin, hair, shadow, ink = (plates.coverage(k) for k in range(4))
    x, y = sheet.grid()
    head = fill(sheet, curve(_SILHOUETTE))
    back = np.clip(1 - head - ink - hair - skin, 0, 1)
    unit = sheet.unit
    burst = smoothstep(np.sin(22 * np.arctan2(y - 0.42, x - 0.56)), -0.05, 0.05)
    red = screen(sheet, 0.30 * skin + 0.62 * shadow, 11.5, 0.26)
    blue = screen(sheet, back * (0.16 + 0.5 * burst), 15, 0.78)
    yellow = np.clip(hair + back * (1 - burst) * 0.9, 0, 1)
    stock = rgb("f5ecd6") * (1 + 0.022 * paper(sheet) + 0.02 * fbm(sheet, 4, 3))[..., None]
    image = stock
    for cover, code, move in (
        (yellow, "ffd21f", (2.5, -1.5)),
        (red, "e8344a", (-2.0, 1.5)),
        (blue, "1f6fc8", (1.5, 2.0)),
    ):
        moved = shift(cover, *(np.full(sheet.shape, step * unit, np.float32) for step in move))
        worn = 0.94 - 0.10 * smoothstep(grain(sheet, 1.6), 0.4, 2.2)
        image = multiply(image, rgb(code), moved * worn)
    worn = 0.97 - 0.12 * smoothstep(grain(sheet, 1.4), 0.8, 2.4)
    return finish(mix(image, rgb("17141a"), ink * worn), sheet, 0.010)


SKIN, HAIR, SHADOW, INK = range(4)
_SILHOUETTE = [
    (0.60, 0.02),
    (0.92, 0.10),
    (1.06, 0.40),
    (0.98, 0.72),
    (1.06, 1.05),
    (0.55, 1.08),
    (0.20, 1.06),
    (0.06, 0.80),
    (0.10, 0.50),
    (0.16, 0.20),
    (0.36, 0.03),
    (0.60, 0.02),
]


def _comic_drawing(sheet: Sheet) -> Plates:
    """Plates of skin, hair, shadow and ink of a woman's face in three-quarter view."""
    plates = Plates(sheet)

    def stroke(points: list[tuple[float, float]], widths: list[float], plate: int | None = INK) -> None:
        plates.fill(taper(curve(points), widths), plate)

    plates.fill(curve(_SILHOUETTE), INK)
    plates.fill(curve([(0.6 + 0.975 * (a - 0.6), 0.5 + 0.975 * (b - 0.5)) for a, b in _SILHOUETTE]), HAIR)
    neck = [(0.36, 0.78), (0.40, 1.08), (0.72, 1.08), (0.70, 0.72)]
    plates.fill(neck, SKIN)
    plates.fill(curve([(0.36, 0.80), (0.52, 0.94), (0.71, 0.76), (0.70, 0.70), (0.36, 0.76)]), SHADOW)
    stroke([(0.365, 0.80), (0.385, 0.94), (0.37, 1.08)], [0.012, 0.016, 0.010])
    stroke([(0.70, 0.74), (0.69, 0.92), (0.74, 1.08)], [0.010, 0.016, 0.012])
    face = [
        (0.33, 0.16),
        (0.26, 0.34),
        (0.275, 0.47),
        (0.25, 0.58),
        (0.30, 0.72),
        (0.40, 0.845),
        (0.47, 0.865),
        (0.60, 0.80),
        (0.72, 0.66),
        (0.76, 0.46),
        (0.74, 0.22),
        (0.55, 0.10),
        (0.33, 0.16),
    ]
    plates.fill(curve(face), SKIN)
    plates.fill(
        curve(
            [
                (0.72, 0.66),
                (0.60, 0.80),
                (0.47, 0.865),
                (0.58, 0.74),
                (0.665, 0.60),
                (0.70, 0.42),
                (0.76, 0.46),
                (0.72, 0.66),
            ]
        ),
        SHADOW,
    )
    stroke(face[:11], [0.004, 0.012, 0.010, 0.014, 0.018, 0.014, 0.004])
    _comic_eye(plates, stroke, (0.365, 0.425), 0.075)
    _comic_eye(plates, stroke, (0.595, 0.425), 0.090)
    stroke([(0.285, 0.335), (0.35, 0.305), (0.435, 0.335)], [0.010, 0.024, 0.006])
    stroke([(0.50, 0.335), (0.59, 0.295), (0.70, 0.345)], [0.008, 0.028, 0.005])
    stroke([(0.445, 0.40), (0.425, 0.50), (0.405, 0.565), (0.43, 0.59)], [0.002, 0.007, 0.010, 0.005])
    stroke([(0.455, 0.59), (0.49, 0.575), (0.495, 0.555)], [0.009, 0.006, 0.003])
    lips = [
        (0.345, 0.685),
        (0.395, 0.662),
        (0.425, 0.672),
        (0.46, 0.660),
        (0.53, 0.685),
        (0.47, 0.735),
        (0.42, 0.742),
        (0.37, 0.725),
        (0.345, 0.685),
    ]
    plates.fill(curve(lips), INK)
    plates.fill(curve([(0.435 + 0.93 * (a - 0.435), 0.70 + 0.88 * (b - 0.70)) for a, b in lips]), SHADOW)
    stroke(
        [(0.345, 0.687), (0.40, 0.692), (0.43, 0.686), (0.47, 0.692), (0.532, 0.685)], [0.006, 0.009, 0.006]
    )
    stroke([(0.39, 0.772), (0.43, 0.782), (0.465, 0.772)], [0.003, 0.008, 0.003])
    for start, code in (((0.63, 0.50), 1.0), ((0.40, 0.49), 0.7)):
        drop = petal(start[0], start[1], np.pi / 2 + 0.1, 0.11 * code, 0.045 * code, 0.9)
        plates.fill(drop, INK)
        plates.fill(petal(start[0], start[1] + 0.012, np.pi / 2 + 0.1, 0.09 * code, 0.028 * code, 0.9), None)
    _comic_hair(plates, stroke)
    return plates


def _comic_eye(plates: Plates, stroke: Callable[..., None], center: tuple[float, float], size: float) -> None:
    """Draw an eye with lashes; size is half its width."""
    cx, cy = center
    opening = [
        (cx - size, cy + 0.10 * size),
        (cx - 0.3 * size, cy - 0.48 * size),
        (cx + 0.45 * size, cy - 0.42 * size),
        (cx + size, cy + 0.05 * size),
        (cx + 0.2 * size, cy + 0.42 * size),
        (cx - 0.6 * size, cy + 0.36 * size),
        (cx - size, cy + 0.10 * size),
    ]
    plates.fill(curve(opening), None)
    plates.disc(cx - 0.05 * size, cy - 0.03 * size, 0.42 * size, INK)
    plates.disc(cx - 0.05 * size, cy - 0.03 * size, 0.33 * size, None)
    plates.disc(cx - 0.05 * size, cy - 0.03 * size, 0.20 * size, INK)
    plates.disc(cx - 0.17 * size, cy - 0.16 * size, 0.09 * size, None)
    stroke(opening[:4], [0.004, 0.030 * size / 0.09, 0.026 * size / 0.09, 0.012])
    stroke([opening[3], *opening[4:]], [0.008, 0.004, 0.006])
    for t in np.linspace(-0.7, 1.05, 8):
        root = (cx + t * size, cy - (0.46 - 0.40 * t * t * 0.6) * size)
        tip = (cx + 1.32 * t * size + 0.12 * size, cy - (0.85 - 0.35 * abs(t)) * size)
        stroke(
            [root, ((root[0] + tip[0]) / 2 + 0.03 * size, (root[1] + tip[1]) / 2 - 0.05 * size), tip],
            [0.10 * size, 0.06 * size, 0.01 * size],
        )
    stroke(
        [(cx - 0.8 * size, cy - 0.55 * size), (cx, cy - 0.80 * size), (cx + 0.9 * size, cy - 0.45 * size)],
        [0.003, 0.008, 0.003],
    )


def _comic_hair(plates: Plates, stroke: Callable[..., None]) -> None:
    """Draw locks of hair over the forehead and at the sides, each with ink lines along it."""
    locks = [
        [(0.62, 0.03), (0.42, 0.08), (0.30, 0.20), (0.22, 0.36), (0.17, 0.56), (0.08, 0.70)],
        [(0.64, 0.03), (0.50, 0.12), (0.40, 0.24), (0.27, 0.30), (0.16, 0.42), (0.06, 0.62)],
        [(0.60, 0.02), (0.74, 0.10), (0.80, 0.28), (0.78, 0.50), (0.84, 0.70), (0.78, 0.94)],
        [(0.62, 0.04), (0.80, 0.16), (0.90, 0.40), (0.86, 0.62), (0.95, 0.84), (0.88, 1.06)],
        [(0.20, 0.50), (0.15, 0.66), (0.22, 0.82), (0.16, 0.96), (0.22, 1.08)],
        [(0.12, 0.44), (0.08, 0.62), (0.13, 0.78), (0.07, 0.92), (0.12, 1.08)],
    ]
    for k, lock in enumerate(locks):
        spine = curve(lock)
        broad = 0.115 if k < 4 else 0.085
        plates.fill(taper(spine, [0.05, broad, 1.15 * broad, broad, 0.04]), INK)
        plates.fill(taper(spine, [0.03, broad - 0.022, 1.15 * broad - 0.022, broad - 0.022, 0.02]), HAIR)
        for offset, widths in (
            (-0.028, [0.002, 0.012, 0.004, 0.010, 0.002]),
            (0.004, [0.002, 0.016, 0.010, 0.014, 0.002]),
            (0.030, [0.001, 0.006, 0.012, 0.004, 0.001]),
        ):
            inner = [(a + offset * (1 if k < 2 else 0.9), b + 0.3 * offset) for a, b in lock[:-1]]
            stroke(inner, widths)
