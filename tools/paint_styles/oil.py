"""Oil paintings: thick strokes that follow the scene, lit from the upper left."""

from __future__ import annotations

import numpy as np

from .color import mix, palette, ramp, rgb
from .field import blend_angles, smear
from .material import finish, light, weave
from .noise import blur, fbm, normalize, smoothstep, value_noise
from .painter import Layer, Painting
from .shapes import curve, disc, fill, line, petal
from .sheet import FloatArray, Sheet, picture


def _varnish(painting: Painting, relief: float = 1.7, gloss: float = 0.2, canvas: float = 0.10) -> FloatArray:
    """Light the paint; the canvas shows through where it is thin."""
    sheet = painting.sheet
    height = blur(painting.height, 0.9 * sheet.unit)
    thin = np.clip(1.2 - height, 0.2, 1)
    return finish(light(painting.color, height + canvas * thin * weave(sheet), relief, gloss), sheet, 0.006)


def _whorls(sheet: Sheet, centers: list[tuple[float, float, float, float]]) -> FloatArray:
    """Direction field of a wind with whirls given as (x, y, radius, strength)."""
    x, y = sheet.grid()
    vx = np.ones(sheet.shape, np.float32)
    vy = 0.35 * np.cos(5 * x + 2 * np.sin(4 * y)).astype(np.float32)
    for cx, cy, radius, strength in centers:
        dx, dy = x - cx, y - cy
        pull = strength * np.exp(-(dx**2 + dy**2) / (2 * radius**2)) / radius
        vx += -dy * pull - 0.15 * dx * pull
        vy += dx * pull - 0.15 * dy * pull
    return np.arctan2(vy, vx).astype(np.float32)


@picture("night-whorls", seed=7, aspect=1.2)
def night_whorls(sheet: Sheet) -> FloatArray:
    """Impasto strokes that run along a swirling wind field, under stars with rings of light."""
    x, y = sheet.grid()
    stars = [
        (0.16, 0.15, 0.05),
        (0.36, 0.30, 0.035),
        (0.62, 0.10, 0.045),
        (0.80, 0.36, 0.03),
        (0.33, 0.07, 0.03),
    ]
    stars += [(0.86, 0.56, 0.032), (0.50, 0.55, 0.028), (0.09, 0.42, 0.03)]
    moon = (1.04, 0.16, 0.085)
    whirls = [(0.55, 0.33, 0.13, 5.0), (0.76, 0.45, 0.08, 4.0), (0.22, 0.50, 0.10, -3.0)]
    angle = _whorls(sheet, whirls)
    streaks = normalize(smear(fbm(sheet, 34, 2), angle, 90 * sheet.unit, 14), 2, 98)
    blues = palette("0b1c4d 16357f 1f56a8 3f86c4 8fc0cf d9dfb8")
    scene = ramp(np.clip(streaks * 0.86 + 0.12 * smoothstep(y, 0.2, 0.7), 0, 1), blues)
    for cx, cy, radius, _ in whirls:
        rho = np.hypot(x - cx, y - cy) / radius
        ring = np.exp(-((rho - 1) ** 2) * 6) * (0.25 + 0.75 * streaks)
        scene = mix(scene, rgb("e6e3bd"), 0.55 * ring)
    for cx, cy, radius in [*stars, moon]:
        rho = np.hypot(x - cx, y - cy) / radius
        glow = np.exp(-0.32 * rho**2) * (0.72 + 0.28 * np.cos(rho * 5.2))
        hot = ramp(np.clip(rho / 2.4, 0, 1), palette("fff3c0 f6c944 e9a91f c7c98a 8fb9b4"))
        scene = mix(scene, hot, np.clip(1.25 * glow, 0, 1))
        ring_angle = np.arctan2(y - cy, x - cx) + np.pi / 2
        angle = blend_angles(angle, ring_angle.astype(np.float32), smoothstep(rho, 3.4, 1.8))
    crescent = disc(sheet, moon[0], moon[1], 0.062) * (1 - disc(sheet, moon[0] + 0.03, moon[1] - 0.015, 0.05))
    scene = mix(scene, rgb("f2a516"), crescent)
    scene, angle = _night_valley(sheet, scene, angle)
    painting = Painting(sheet, sheet.blank(rgb("23304f")))
    painting.layer(scene, angle, Layer(20, 90, 26, light=4, chroma=4))
    painting.layer(scene, angle, Layer(13, 74, 15, light=8, chroma=5, thickness=1.3, tint=0.05))
    painting.layer(scene, angle, Layer(7, 32, 8, light=6, chroma=5, detail=0.11, thickness=1.4, tint=0.05))
    village = smoothstep(y, 0.6, 0.76)
    painting.layer(scene, angle, Layer(5.5, 17, 5.5, light=4, chroma=4, detail=0.09, thickness=1.4), village)
    return _varnish(painting)


def _night_valley(sheet: Sheet, scene: FloatArray, angle: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Hills, a village with lit windows and a cypress in front of a night sky."""
    x, y = sheet.grid()
    for base, height, dark, pale, waves in (
        (0.70, 0.05, "1c3f73", "5f93a8", 5.0),
        (0.76, 0.06, "12304f", "3e7a74", 3.6),
        (0.85, 0.04, "0d2433", "2f5f4a", 6.0),
    ):
        crest = base + height * np.sin(waves * x + base * 40) * np.cos(1.7 * x)
        inside = smoothstep(y - crest, -0.004, 0.004)
        tone = normalize(fbm(sheet, 26, 3, stretch=2.5))
        scene = mix(scene, mix(rgb(dark), rgb(pale), tone * smoothstep(y - crest, 0.14, 0.0)), inside)
        slope = np.arctan(np.gradient(crest[0]) * sheet.short).astype(np.float32)
        angle = blend_angles(angle, np.broadcast_to(slope, sheet.shape), inside)
    scene, angle = _village(sheet, scene, angle)
    flame = curve([(0.10, 1.05), (0.075, 0.85), (0.115, 0.62), (0.135, 0.40), (0.155, 0.24)])
    flame_back = curve([(0.155, 0.24), (0.175, 0.42), (0.225, 0.60), (0.25, 0.82), (0.28, 1.05)])
    tree = fill(sheet, np.vstack([flame, flame_back]))
    licks = (np.pi / 2 + 0.4 * np.sin(26 * y + 18 * x)).astype(np.float32)
    bark = normalize(smear(fbm(sheet, 50, 2), licks, 60 * sheet.unit))
    scene = mix(scene, ramp(bark, palette("07120f 10261a 24412a 5b4a22")), tree)
    return scene, blend_angles(angle, licks, tree)


def _village(sheet: Sheet, scene: FloatArray, angle: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Rows of outlined houses with lit windows round a church with a steeple."""
    rng = sheet.rng
    lines: list[list[tuple[float, float]]] = []
    spots = [(x, 0.80 + 0.055 * row) for row in range(3) for x in np.arange(0.30 + 0.03 * row, 1.25, 0.088)]
    for x, y in spots:
        if rng.random() < 0.16:
            continue
        x, y = x + rng.normal(0, 0.012), y + rng.normal(0, 0.008)
        w, h = rng.uniform(0.055, 0.08), rng.uniform(0.035, 0.05)
        wall = [(x, y), (x + w, y), (x + w, y + h), (x, y + h)]
        roof = [(x - 0.006, y), (x + 0.4 * w, y - 0.04), (x + w + 0.006, y)]
        pane = [
            (x + 0.4 * w, y + 0.014),
            (x + 0.66 * w, y + 0.014),
            (x + 0.66 * w, y + 0.034),
            (x + 0.4 * w, y + 0.034),
        ]
        scene = mix(scene, rgb(str(rng.choice(["5a88b0", "8fae9f", "35587f", "c3b67a"]))), fill(sheet, wall))
        scene = mix(scene, rgb(str(rng.choice(["b45a2f", "3a4a70", "d08a3a", "6a5a7a"]))), fill(sheet, roof))
        scene = mix(scene, rgb("ffcf4d"), fill(sheet, pane))
        lines += [[*wall, wall[0]], [*roof, roof[0]]]
        angle = np.where(fill(sheet, wall) > 0.5, np.float32(np.pi / 2), angle)
    steeple = [(0.70, 0.86), (0.70, 0.74), (0.716, 0.60), (0.732, 0.74), (0.732, 0.86)]
    scene = mix(scene, rgb("4a6f9f"), fill(sheet, steeple))
    scene = mix(scene, rgb("101c34"), 0.9 * line(sheet, [*lines, [*steeple, steeple[0]]], 5))
    return scene, np.where(fill(sheet, steeple) > 0.5, np.float32(np.pi / 2), angle).astype(np.float32)


@picture("sea-sunset", seed=11, aspect=1.25)
def sea_sunset(sheet: Sheet) -> FloatArray:
    """Broad level strokes of oil: a low sun, banks of cloud and its broken path on the sea."""
    x, y = sheet.grid()
    width = sheet.width / sheet.short
    horizon, sun_x = 0.56, width * 0.60
    clouds = normalize(fbm(sheet, 5, 5, 0.6, 3.4))
    sky = ramp(np.clip(y / horizon, 0, 1), palette("27305f 5a3f78 a84d6f e2654a f6a13c fbd46b"))
    banks = ramp(clouds, palette("3a2a55 6d3860 c2504f f2804a ffd88a"))
    scene = mix(sky, banks, 0.9 * smoothstep(clouds, 0.4, 0.62) * smoothstep(y, horizon, horizon - 0.2))
    rho = np.hypot(x - sun_x, y - (horizon - 0.055))
    scene = mix(scene, rgb("ffd45e"), np.exp(-((rho / 0.16) ** 2)))
    scene = mix(scene, rgb("fff6cf"), smoothstep(rho, 0.062, 0.052))
    depth = np.clip((y - horizon) / (1 - horizon), 0, 1)
    swell = np.sin(2 * np.pi * (7 * np.sqrt(depth + 0.02) * 2.2 + 0.35 * fbm(sheet, 7, 3, stretch=4)))
    sea = ramp(depth, palette("c0546a 6f3f78 2f3a78 14274f 0c1a38"))
    sea = mix(
        sea, ramp(depth, palette("ffc070 e2725b 6d6aa8 2f6f93 1f5878")), 0.75 * smoothstep(swell, 0.1, 0.95)
    )
    broken = fbm(sheet, 26, 3, stretch=7)
    near = np.exp(-(((x - sun_x) / (0.04 + 0.19 * depth)) ** 2))
    path = near + (0.08 + 0.30 * near) * broken
    sea = mix(sea, ramp(depth, palette("fff0b0 ffcf5a ff9a3c f0743a")), smoothstep(path, 0.40, 0.66))
    scene = mix(scene, sea, smoothstep(y, horizon - 0.002, horizon + 0.002))
    for base, rise, color in ((horizon - 0.004, 0.055, "4b2f63"), (horizon, 0.03, "2c2350")):
        crest = base - rise * smoothstep(x, 0.34 + rise * 4, 0.0) * (1 + 0.25 * np.sin(25 * x))
        scene = mix(scene, rgb(color), ((y > crest) & (y < horizon) & (x < 0.5)).astype(np.float32))
    drift = 0.22 * value_noise(sheet, 4, 2.0) * smoothstep(y, horizon + 0.01, horizon - 0.12)
    angle = (drift + 0.10 * np.cos(20 * depth + 3 * x) * depth).astype(np.float32)
    painting = Painting(sheet, sheet.blank(rgb("b5573c")))
    painting.layer(scene, angle, Layer(26, 150, 34, turn=0.05, light=3, chroma=5, tint=0.05))
    painting.layer(scene, angle, Layer(18, 110, 22, turn=0.06, light=5, chroma=6, thickness=1.3, tint=0.06))
    painting.layer(scene, angle, Layer(10, 54, 11, turn=0.08, light=5, chroma=6, detail=0.10, thickness=1.5))
    return _varnish(painting)


@picture("autumn-avenue", seed=5)
def autumn_avenue(sheet: Sheet) -> FloatArray:
    """Thousands of short dabs: trunks, a lane in shade and leaves in every yellow and red."""
    x, y = sheet.grid()
    scene = ramp(np.clip(y / 0.62, 0, 1), palette("9cc3d9 d5dcc6 f3dfa0 f2c777"))
    ground = ramp(np.clip((y - 0.62) / 0.38, 0, 1), palette("d39a3f c06a2c 8e3d2a 58304a"))
    scene = mix(scene, ground, smoothstep(y, 0.6, 0.64))
    half = 0.02 + 0.62 * np.clip(y - 0.6, 0, 1)
    lane = smoothstep(np.abs(x - 0.5 - 0.05 * np.sin(9 * y)) - half, 0.03, -0.03) * smoothstep(y, 0.6, 0.63)
    stripes = normalize(fbm(sheet, 9, 3, stretch=6))
    scene = mix(scene, ramp(stripes, palette("5a4a86 8f73a6 dba58c ffdf9a")), lane)
    angle = (0.9 * value_noise(sheet, 9)).astype(np.float32)
    angle = blend_angles(angle, (0.1 * value_noise(sheet, 5)).astype(np.float32), lane)
    leaves = palette("f7c531 ee9a1f e0661f c23a22 8d2230 f4dd7a 6f7d35 d94f1e")
    for k in range(9):
        depth = 1 - k / 9
        for side in (-1, 1):
            tx = 0.5 + side * (0.04 + 0.44 * (1 - depth) ** 1.3) + sheet.rng.normal(0, 0.012)
            foot, thick = 0.62 + 0.36 * (1 - depth) ** 1.6, 0.006 + 0.045 * (1 - depth) ** 1.5
            sway = sheet.rng.normal(0, 0.02, 3)
            top = curve(
                [(tx, foot), (tx + sway[0], 0.5), (tx + sway[1] - side * 0.02, 0.25), (tx + sway[2], -0.1)]
            )
            trunk = blur(_ribbon(sheet, top, thick), 1)
            shade = ramp(np.clip(0.5 + (x - tx) / thick, 0, 1), palette("3a2438 5a3a4a 8c6a66 c9b49a"))
            scene = mix(scene, shade, trunk)
            angle = blend_angles(angle, np.full(sheet.shape, np.pi / 2, np.float32), trunk)
        crown = fbm(sheet, 7 + 8 * depth, 3)
        reach = np.abs(x - 0.5) - 0.08 - 0.25 * (1 - depth)
        clump = smoothstep(crown + 2.4 * reach - 3.2 * (y - 0.36), 0.45, 0.9) * smoothstep(y, 0.72, 0.5)
        tone = ramp(normalize(fbm(sheet, 20, 2)), leaves[sheet.rng.permutation(len(leaves))[:4]])
        scene = mix(scene, tone, 0.8 * clump)
    painting = Painting(sheet, sheet.blank(rgb("a9805a")))
    painting.layer(scene, angle, Layer(15, 36, 20, light=5, chroma=8))
    painting.layer(scene, angle, Layer(10, 24, 13, "dab", light=6, chroma=9, turn=0.5, thickness=1.3))
    painting.layer(
        scene, angle, Layer(7.5, 16, 8, "dab", light=7, chroma=9, turn=0.7, detail=0.13, thickness=1.5)
    )
    spots = smoothstep(fbm(sheet, 6, 2), 0.1, 0.8) * 0.35
    for color in leaves[[0, 3, 5, 1]]:
        painting.layer(
            sheet.blank(color), angle, Layer(17, 17, 10, "dab", light=6, turn=1.5, thickness=1.6), spots
        )
    return _varnish(painting, 1.5)


def _ribbon(sheet: Sheet, path: FloatArray, width: float) -> FloatArray:
    normal = np.array([width / 2, 0], np.float32)
    return fill(sheet, np.vstack([path + normal, (path - normal)[::-1]]))


@picture("sunflower-impasto", seed=21, aspect=0.8)
def sunflower_impasto(sheet: Sheet) -> FloatArray:
    """Thick petals of chrome yellow and orange, each pulled outwards, on a turquoise wall."""
    x, y = sheet.grid()
    wall = normalize(fbm(sheet, 6, 4))
    scene = ramp(wall, palette("1d6f7c 348f92 55aa9e 7fc0a8"))
    table = smoothstep(y, 1.0, 1.01)
    scene = mix(scene, ramp(wall, palette("b4552c d2803a e8a95a")), table)
    angle = np.where(table > 0.5, 0.0, np.pi / 4 + 1.2 * (np.floor(x * 9) + np.floor(y * 9)) % 2).astype(
        np.float32
    )
    angle = blend_angles(angle, value_noise(sheet, 8), 0.4)
    vase = np.vstack(
        [
            curve([(0.36, 0.80), (0.30, 0.95), (0.34, 1.10), (0.40, 1.16)]),
            curve([(0.60, 1.16), (0.66, 1.10), (0.70, 0.95), (0.64, 0.80)]),
        ]
    )
    pot = fill(sheet, vase)
    scene = mix(scene, ramp(np.clip((x - 0.3) / 0.4, 0, 1), palette("f4e3b0 e9c877 b98a3f 6d4a2f")), pot)
    angle = blend_angles(angle, np.full(sheet.shape, 0.05, np.float32), pot)
    heads = [
        (0.5, 0.46, 0.19),
        (0.22, 0.35, 0.15),
        (0.78, 0.32, 0.16),
        (0.44, 0.17, 0.14),
        (0.25, 0.64, 0.15),
    ]
    heads += [(0.76, 0.64, 0.16), (0.70, 0.10, 0.09), (0.13, 0.14, 0.09), (0.52, 0.74, 0.12)]
    for cx, cy, _ in heads:
        stem = curve([(cx, cy), (0.5 + 0.5 * (cx - 0.5), 0.6), (0.5 + 0.2 * (cx - 0.5), 0.85)])
        scene = mix(scene, rgb("3e6b2f"), _ribbon(sheet, stem, 0.018))
    for _ in range(26):
        cx, cy = sheet.rng.uniform(0.1, 0.9), sheet.rng.uniform(0.3, 0.85)
        turn = sheet.rng.uniform(0, 2 * np.pi)
        leaf = fill(sheet, petal(cx, cy, turn, 0.16, 0.07))
        scene = mix(scene, rgb(sheet.rng.choice(["3f7a3a", "7c9a3c", "27583f", "a3ad4a"])), leaf)
        angle = blend_angles(angle, np.full(sheet.shape, turn, np.float32), leaf)
    for cx, cy, radius in heads[::-1]:
        scene, angle = _sunflower(sheet, scene, angle, (cx, cy, radius))
    painting = Painting(sheet, sheet.blank(rgb("7a6a3a")))
    painting.layer(scene, angle, Layer(20, 64, 28, light=4, chroma=5, thickness=1.1, tint=0.05))
    painting.layer(scene, angle, Layer(12, 44, 15, light=5, chroma=6, thickness=1.5, detail=0.04, tint=0.06))
    painting.layer(scene, angle, Layer(8, 26, 8, light=5, chroma=6, thickness=1.6, detail=0.12, tint=0.06))
    return _varnish(painting, 2.1, 0.25)


def _sunflower(
    sheet: Sheet, scene: FloatArray, angle: FloatArray, head: tuple[float, float, float]
) -> tuple[FloatArray, FloatArray]:
    """Paint one flower head, given as (x, y, radius), into a scene and its stroke field."""
    x, y = sheet.grid()
    cx, cy, radius = head
    out = np.arctan2(y - cy, x - cx).astype(np.float32)
    yellows = palette("f9d423 f3b61f e98a15 fbe36a d9711c")
    for ring in range(2):
        for k in range(17):
            turn = 2 * np.pi * (k + 0.5 * ring) / 17 + sheet.rng.normal(0, 0.1)
            long = radius * sheet.rng.uniform(0.85, 1.12) * (1 - 0.14 * ring)
            leaf = fill(sheet, petal(cx, cy, turn, long, 0.36 * radius, 1.2))
            rim = np.clip(np.hypot(x - cx, y - cy) / radius, 0, 1)
            tone = mix(rgb("b4501a"), yellows[sheet.rng.integers(0, len(yellows))], smoothstep(rim, 0.3, 0.7))
            scene = mix(scene, tone, leaf)
            angle = np.where(leaf > 0.5, out, angle)
    rho = np.hypot(x - cx, y - cy) / radius
    core = smoothstep(rho, 0.42, 0.38)
    scene = mix(scene, ramp(np.clip(rho / 0.42, 0, 1), palette("8a5a1e 3a1d14 5a2c17 c4711d")), core)
    return scene, np.where(core > 0.5, out + np.pi / 2, angle).astype(np.float32)
