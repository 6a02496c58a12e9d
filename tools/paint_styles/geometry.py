"""Built from geometry: cubist facets, suprematist planes, art deco fans and neon lines."""

from __future__ import annotations

import cv2
import numpy as np

from .color import mix, palette, ramp, rgb
from .field import sample
from .material import finish, light, weave
from .noise import blur, fbm, grain, normalize, smoothstep
from .painter import Layer, Painting
from .shapes import curve, disc, fill, line, quad, taper
from .sheet import FloatArray, Sheet, picture


@picture("cubist-guitar", seed=16, aspect=0.8)
def cubist_guitar(sheet: Sheet) -> FloatArray:
    """Analytic cubism: a guitar, bottle and glass broken into shaded facets of ochre, umber and grey."""
    x, y = sheet.grid()
    motif = _still_life(sheet)
    scene, angle = motif.copy(), np.full(sheet.shape, 0.6, np.float32)
    drawn = np.zeros(sheet.shape, np.float32)
    turns = np.array([-1.15, -0.72, -0.25, 0.18, 0.62, 1.05, 1.5])
    for k in range(60):
        grow = 1.45 - 0.75 * k / 60
        fx, fy = 0.5 + sheet.rng.uniform(-0.5, 0.5), 0.62 + sheet.rng.uniform(-0.64, 0.62)
        turn = sheet.rng.choice(turns) + sheet.rng.normal(0, 0.05)
        length, width = sheet.rng.uniform(0.16, 0.44) * grow, sheet.rng.uniform(0.07, 0.20) * grow
        outline = quad(fx, fy, length, width, turn, sheet.rng.uniform(-0.8, 0.8))
        facet = fill(sheet, outline)
        dx, dy = sheet.rng.normal(0, 0.03, 2) * sheet.short
        bend = sheet.rng.normal(0, 0.14)
        u, v = x - fx, y - fy
        shown = sample(
            motif,
            (fx + u * np.cos(bend) - v * np.sin(bend)) * sheet.short + dx,
            (fy + u * np.sin(bend) + v * np.cos(bend)) * sheet.short + dy,
        )
        across = (v * np.cos(turn) - u * np.sin(turn)) / width * sheet.rng.choice([-1, 1]) + 0.5
        tone = ramp(
            np.clip(across + 0.05 * fbm(sheet, 9, 1), 0, 1),
            palette(
                str(
                    sheet.rng.choice(
                        [
                            "1f1a16 5a4630 9c7a48 d9bc84 f4e8c8",
                            "161a1c 3f4a4a 7f8a80 c9cbb8 f0ead6",
                            "22170f 6a3f1c b8762f e0b060 f6e2b0",
                        ]
                    )
                )
            ),
        )
        plane = mix(shown, tone, sheet.rng.uniform(0.2, 0.85))
        scene = mix(scene, plane, 0.96 * facet)
        drawn = drawn * (1 - facet)
        for corner in sheet.rng.choice(4, 2, replace=False):
            ends = np.linspace(outline[corner], outline[(corner + 1) % 4], 12)
            drawn = np.maximum(drawn, fill(sheet, taper(ends, [0.008, 0.005, 0.001])))
        angle = np.where(facet > 0.5, np.float32(turn + np.pi / 2 * (k % 2)), angle)
    painting = Painting(sheet, sheet.blank(rgb("8a7350")))
    painting.layer(scene, angle, Layer(14, 30, 17, "bristle", turn=0.05, light=4, chroma=3, bend=0))
    # Short dabs side by side, all over, as in the pictures of 1910.
    painting.layer(
        scene, angle, Layer(12, 30, 12, "bristle", turn=0.08, light=11, chroma=5, tint=0.08, bend=0)
    )
    painting.layer(
        scene, angle, Layer(11, 24, 13, "bristle", turn=0.10, light=11, chroma=5, detail=0.03, bend=0)
    )
    worn = smoothstep(fbm(sheet, 40, 2), -2.6, -0.8)
    painting.color[:] = mix(painting.color, rgb("17120f"), 0.6 * drawn * worn)
    height = 1.6 * blur(painting.height, 0.9 * sheet.unit) + 0.12 * weave(sheet)
    return finish(light(painting.color, height, 1.5, 0.12), sheet, 0.01, 1.08)


def _still_life(sheet: Sheet) -> FloatArray:
    """A guitar leaning over a bottle, a glass, a newspaper and a table edge."""
    x, y = sheet.grid()
    scene = ramp(normalize(fbm(sheet, 3, 3) + 1.4 * (y - 0.6)), palette("2f3a3a 6a7468 a89a72 8a6a3c 3f2c1c"))
    scene = mix(scene, rgb("7a4a26"), smoothstep(y - 0.93 + 0.15 * x, 0.0, 0.006))
    scene = mix(scene, rgb("e6dcc0"), fill(sheet, quad(0.70, 0.92, 0.50, 0.30, -0.3)))
    print_lines = np.sin(2 * np.pi * (x * 0.29 + y * 0.95) * 60) > 0.2
    scene = mix(scene, rgb("3a3430"), 0.8 * fill(sheet, quad(0.70, 0.92, 0.44, 0.24, -0.3)) * print_lines)
    bottle = np.vstack(
        [
            curve([(0.70, 0.16), (0.70, 0.34), (0.63, 0.44), (0.62, 0.86)]),
            curve([(0.86, 0.86), (0.85, 0.44), (0.78, 0.34), (0.78, 0.16)]),
        ]
    )
    scene = mix(
        scene,
        ramp(np.clip((x - 0.62) / 0.24, 0, 1), palette("1c2f28 3f6a52 9cb89a 24382f")),
        fill(sheet, bottle),
    )
    scene = mix(scene, rgb("e2cf9a"), fill(sheet, quad(0.74, 0.62, 0.2, 0.14, 0.0)))
    outline = curve(
        [
            (0.28, 0.52),
            (0.44, 0.50),
            (0.52, 0.60),
            (0.47, 0.70),
            (0.56, 0.80),
            (0.58, 0.98),
            (0.40, 1.10),
            (0.18, 1.06),
            (0.08, 0.90),
            (0.16, 0.78),
            (0.20, 0.68),
            (0.18, 0.58),
            (0.28, 0.52),
        ]
    )
    body = fill(sheet, outline)
    scene = mix(
        scene,
        ramp(
            np.clip(1.2 * (x - 0.05) + 0.1 * fbm(sheet, 8, 2), 0, 1), palette("6a3a18 b87a34 e0b060 8a4f20")
        ),
        body,
    )
    scene = mix(scene, rgb("1a120e"), disc(sheet, 0.34, 0.76, 0.075) + 0.6 * line(sheet, [outline], 9))
    neck = quad(0.36, 0.36, 0.62, 0.065, -1.50)
    scene = mix(scene, rgb("2a1c14"), fill(sheet, neck))
    strings = [[(0.315 + 0.016 * k, 0.98), (0.345 + 0.011 * k, 0.06)] for k in range(5)]
    scene = mix(scene, rgb("f0e6c8"), line(sheet, strings, 2))
    return mix(scene, rgb("d9d2bc"), fill(sheet, [(0.80, 0.78), (0.95, 0.78), (0.91, 1.02), (0.84, 1.02)]))


@picture("suprematist-planes", seed=24)
def suprematist_planes(sheet: Sheet) -> FloatArray:
    """Suprematism: tilted bars, wedges and discs in red, black, cobalt and yellow, the old paint crackled."""
    image = rgb("ece3cc") * (1 + 0.035 * fbm(sheet, 5, 4))[..., None]
    angle = np.full(sheet.shape, 0.35, np.float32)
    pieces: list[tuple[FloatArray, str, float]] = []
    tilt = -0.62
    pieces.append((quad(0.46, 0.60, 1.25, 0.17, tilt), "1c1b1d", tilt))
    pieces.append((quad(0.34, 0.28, 0.44, 0.40, 0.28), "c2291f", 0.28))
    pieces.append((quad(0.70, 0.76, 0.46, 0.30, tilt + 0.2, 0.3), "1f3f94", tilt))
    pieces.append((np.array([(0.62, 0.06), (0.98, 0.40), (0.60, 0.46)], np.float32), "e8a81c", 0.9))
    pieces.append((np.array([(0.03, 0.66), (0.34, 0.80), (0.06, 0.97)], np.float32), "2f6f62", 0.2))
    colors = [
        "1c1b1d",
        "c2291f",
        "e8a81c",
        "1f3f94",
        "d9694a",
        "7f8f96",
        "2f6f62",
        "f4efe0",
        "8a2a3a",
        "e6b9a0",
    ]
    for _ in range(74):
        turn = tilt + sheet.rng.choice([0, np.pi / 2, 0.9, -0.28]) + sheet.rng.normal(0, 0.03)
        px, py = sheet.rng.uniform(0.03, 0.97, 2)
        size = sheet.rng.uniform(0.06, 0.42)
        pieces.append(
            (
                quad(px, py, size, size * sheet.rng.choice([0.06, 0.1, 0.22, 0.4]), turn),
                str(sheet.rng.choice(colors)),
                turn,
            )
        )
    for outline, code, turn in pieces:
        mask = fill(sheet, outline)
        shade = 1 + 0.10 * smoothstep(fbm(sheet, 4, 1), -1, 1) - 0.05
        image = mix(image, rgb(code) * shade[..., None], 0.97 * mask)
        angle = np.where(mask > 0.5, np.float32(turn), angle)
    for px, py, radius, code in (
        (0.82, 0.58, 0.10, "c2291f"),
        (0.16, 0.52, 0.055, "1c1b1d"),
        (0.52, 0.16, 0.075, "1f3f94"),
        (0.56, 0.90, 0.05, "e8a81c"),
    ):
        image = mix(image, rgb(code), disc(sheet, px, py, radius))
        image = mix(image, rgb("f0e8d2"), disc(sheet, px, py, 0.45 * radius) * (code == "c2291f"))
    painting = Painting(sheet, image)
    painting.layer(image, angle, Layer(15, 56, 12, "dry", 0.9, light=8, chroma=3.0, turn=0.08, tint=0.03))
    sharp = mix(painting.color, image, 0.25)
    crackle = _crackle(sheet)
    height = 1.2 * blur(painting.height, sheet.unit) + 0.3 * weave(sheet) - 0.2 * crackle
    lit = light(mix(sharp, rgb("3a2a1c"), 0.15 * crackle), height, 1.1, 0.05)
    return finish(lit * (1 - 0.10 * smoothstep(fbm(sheet, 3, 3), 0, 2))[..., None], sheet, 0.01)


def _crackle(sheet: Sheet) -> FloatArray:
    """Fine network of cracks in old paint, stronger in places, in [0, 1]."""
    cracks = np.zeros(sheet.shape, np.float32)
    for cells, width in ((26, 0.05), (46, 0.07)):
        first, second = fbm(sheet, cells, 3), fbm(sheet, cells, 3)
        cracks = np.maximum(
            cracks, smoothstep(np.minimum(np.abs(first), np.abs(second + 0.2)), width, 0.2 * width)
        )
    return cracks * smoothstep(fbm(sheet, 4, 2), -0.6, 0.9)


@picture("deco-fans", seed=18, aspect=0.8)
def deco_fans(sheet: Sheet) -> FloatArray:
    """Art deco: brushed gold fans and a sunburst over stepped towers, inlaid in black and peacock lacquer."""
    x, y = sheet.grid()
    gold, tone = np.zeros(sheet.shape, np.float32), np.zeros(sheet.shape, np.float32)
    pitch = 0.125
    for row in range(24):
        cy = 0.5 * pitch * row
        for column in range(-1, 10):
            cx = pitch * (column + 0.5 * (row % 2))
            r0, r1 = max(0, int((cy - 0.55 * pitch) * sheet.short)), int((cy + 0.02 * pitch) * sheet.short)
            c0, c1 = max(0, int((cx - 0.52 * pitch) * sheet.short)), int((cx + 0.52 * pitch) * sheet.short)
            window = (slice(r0, max(r1, 0)), slice(c0, max(c1, 0)))
            rho = np.hypot(x[window] - cx, y[window] - cy) / (0.5 * pitch)
            phi = np.arctan2(y[window] - cy, x[window] - cx)
            inside = rho < 1.0
            rings = (np.abs(rho - 0.955) < 0.045) | (np.abs(rho - 0.80) < 0.022) | (rho < 0.17)
            spokes = (np.abs(np.sin(phi * 8.0)) * rho < 0.10) & (rho < 0.72) & (rho > 0.22) | (
                np.abs(rho - 0.5) < 0.02
            )
            gold[window] = np.where(inside, (rings | spokes).astype(np.float32), gold[window])
            tone[window] = np.where(inside, 0.25 + 0.5 * ((column + row) % 3 == 0) + 0.12 * rho, tone[window])
    gold, tone = _deco_sunburst(sheet, gold, tone)
    gold = blur(gold, 0.7 * sheet.unit)
    brushed = _brushed_metal(sheet)
    sheen = np.clip(0.5 + 0.35 * np.sin(5 * x - 4 * y + 0.7 * fbm(sheet, 3, 2)) + 0.12 * brushed, 0, 1)
    metal = ramp(sheen, palette("6a4312 a8762a d9ac4f f6dd93 fff6d2"))
    lacquer = ramp(np.clip(tone, 0, 1), palette("08090c 0e1418 0f2f38 136a70 2fa09a"))
    lacquer = lacquer * (1 + 0.10 * fbm(sheet, 40, 2))[..., None]
    raised = blur(gold, 1.2 * sheet.unit) * 1.6 + 0.05 * brushed * gold
    return finish(light(mix(lacquer, metal, smoothstep(gold, 0.35, 0.65)), raised, 2.2, 0.35), sheet, 0.012)


def _brushed_metal(sheet: Sheet) -> FloatArray:
    """Streaks of brushed metal, unit spread."""
    kernel = max(3, round(60 * sheet.unit))
    streaks = cv2.blur(grain(sheet), (1, kernel), borderType=cv2.BORDER_REFLECT)
    return streaks / (streaks.std() + 1e-6)


def _deco_sunburst(sheet: Sheet, gold: FloatArray, tone: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Lay a sunburst behind stepped towers over a pattern of fans."""
    x, y = sheet.grid()
    cx, cy = 0.5, 0.92
    rho, phi = np.hypot(x - cx, y - cy), np.arctan2(cy - y, x - cx)
    panel = (
        (np.abs(x - cx) < 0.40)
        & (y > 0.92 - 0.80 * np.sqrt(np.clip(1 - ((x - cx) / 0.40) ** 2, 0, 1)) ** 0.7)
        & (y < 1.12)
    )
    burst = (np.sin(phi * 26) > 0.15) ^ (np.floor(rho / 0.11) % 2 == 1) & (np.sin(phi * 52) > 0.3)
    arcs = np.abs((rho / 0.11 + 0.5) % 1 - 0.5) < 0.05
    gold = np.where(panel, (burst | arcs).astype(np.float32), gold)
    tone = np.where(panel, 0.85 - 0.9 * rho, tone)
    for k, (offset, width, top) in enumerate(
        ((-0.27, 0.12, 0.72), (0.27, 0.12, 0.72), (-0.15, 0.13, 0.56), (0.15, 0.13, 0.56), (0.0, 0.17, 0.30))
    ):
        for step in range(4):
            half, head = width / 2 * (1 - 0.2 * step), top - 0.035 * step
            block = (np.abs(x - cx - offset) < half) & (y > head) & (y < 1.12)
            rim = (np.abs(np.abs(x - cx - offset) - half) < 0.005) | (np.abs(y - head) < 0.005)
            gold, tone = np.where(block, 0.0, gold), np.where(block, 0.05 + 0.06 * k, tone)
            gold = np.where(
                rim & (np.abs(x - cx - offset) < half + 0.005) & (y > head - 0.005) & (y < 1.12), 1.0, gold
            )
        panes = (np.abs(x - cx - offset) < 0.34 * width) & (y > top + 0.04) & (y < 1.09)
        windows = (
            panes & (np.abs(((x - offset) / 0.021) % 1 - 0.5) < 0.28) & (np.abs((y / 0.038) % 1 - 0.5) < 0.34)
        )
        gold = np.where(windows, 1.0, gold)
    edge = np.maximum(np.abs(x - 0.5) - 0.5, np.abs(y - 0.625) - 0.625)
    frame = (edge > -0.035) & (edge < -0.026) | (edge > -0.018) & (edge < -0.006) | panel & (y > 1.105)
    gold = np.where(edge > -0.045, frame.astype(np.float32), np.where(frame, 1.0, gold))
    return gold.astype(np.float32), np.where(edge > -0.045, 0.0, tone).astype(np.float32)
