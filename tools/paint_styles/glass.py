"""Stained glass and mosaic: pictures put together from pieces."""

from __future__ import annotations

import numpy as np

from .cells import cell_means, compact, seam_distance, tesserae, voronoi
from .color import jitter_lab, mix, palette, ramp, rgb
from .field import blend_angles, edge_tangent, smear
from .material import finish, light
from .noise import blur, fbm, grain, normalize, smoothstep
from .painter import scatter
from .shapes import curve, disc, fill, petal, taper
from .sheet import FloatArray, Sheet, picture


@picture("cathedral-glass", seed=3, aspect=0.8)
def cathedral_glass(sheet: Sheet) -> FloatArray:
    """Stained glass: sun, mountains, river and lilies cut into pieces, streaked glass between lead lines."""
    scene, regions = _window_design(sheet)
    shattered = voronoi(sheet, _uneven(sheet, 78))
    x, y = sheet.grid()
    rho, phi = np.hypot(x - 0.62, y - 0.34), np.arctan2(y - 0.34, x - 0.62)
    rays = (np.floor(phi / (2 * np.pi) * 26) + 40 * np.floor(rho / 0.17 + 0.35 * np.sin(13 * phi))).astype(
        np.int64
    )
    river = (np.floor((x + 0.1 * np.sin(7 * y)) * 7) + 90 * np.floor(y * 26 + 2 * np.sin(5 * x))).astype(
        np.int64
    )
    parts = np.where(regions == 0, rays, np.where(regions == 2, river, shattered))
    parts = np.where((regions == 1) | (regions >= 10), 0, parts)
    labels = compact(regions.astype(np.int64) * 1_000_000 + parts + 50_000)
    colors = jitter_lab(sheet.rng, cell_means(labels, scene), 9, 11)
    pane = colors[labels]
    seam = seam_distance(labels) / sheet.unit
    flow = (0.7 * fbm(sheet, 3, 2) + sheet.rng.uniform(0, np.pi, labels.max() + 1)[labels]).astype(np.float32)
    streak = smear(fbm(sheet, 60, 3), flow, 70 * sheet.unit, 8)
    pane = pane * (1 + 0.24 * normalize(streak)[..., None] - 0.10 + 0.10 * fbm(sheet, 7, 2)[..., None])
    pane = mix(pane, np.ones(3, np.float32), 0.20 * smoothstep(seam, 6, 34))
    pane *= (0.45 + 0.55 * smoothstep(seam, 2, 16))[..., None]
    glow = np.clip(blur(pane, 14 * sheet.unit) - 0.35, 0, 1)
    pane = np.clip(pane, 0, 1) + 0.35 * glow
    frame = np.maximum(smoothstep(np.abs(x - 0.5), 0.494, 0.497), smoothstep(np.abs(y - 0.625), 0.619, 0.622))
    lead_width = 5.2 + 0.8 * fbm(sheet, 30, 2)
    lead = np.maximum(smoothstep(seam, lead_width + 1, lead_width - 1), frame)
    came = light(
        sheet.blank(rgb("1c1a1f")), 2.2 * np.sqrt(np.clip(1 - (seam / lead_width) ** 2, 0, 1)), 2.2, 0.5
    )
    came += 0.03 * fbm(sheet, 80, 2)[..., None]
    return finish(mix(pane, came, lead), sheet, 0.01)


def _uneven(sheet: Sheet, spacing: float) -> FloatArray:
    """Scattered points, denser in some places."""
    points = scatter(sheet, spacing)
    density = normalize(fbm(sheet, 4, 2))
    return points[
        sheet.rng.random(len(points))
        < 0.35 + 0.65 * density[points[:, 1].astype(int), points[:, 0].astype(int)]
    ]


def _window_design(sheet: Sheet) -> tuple[FloatArray, np.ndarray]:
    """Colours and region numbers: 0 sky, 1 sun, 2 river, 3 land, from 4 on single pieces."""
    x, y = sheet.grid()
    rho = np.hypot(x - 0.62, y - 0.34)
    scene = ramp(np.clip(rho / 0.95, 0, 1), palette("ffe9a0 f9b53c e8702c b5347a 3f3aa0 1a4fb5 1d86c8"))
    regions = np.zeros(sheet.shape, np.int32)
    sun = rho < 0.115
    scene[sun], regions[sun] = rgb("fff0a8"), 1
    for level, color, crest in (
        (3, "6a2fb0", 0.60 - 0.16 * np.abs(np.sin(4.2 * x + 0.5)) - 0.05 * np.abs(np.sin(13 * x))),
        (6, "1f5fc0", 0.68 - 0.12 * np.abs(np.sin(3.3 * x + 2.2)) - 0.03 * np.abs(np.sin(17 * x))),
        (9, "0f8a4a", 0.76 - 0.05 * np.sin(5 * x + 1)),
    ):
        land = y > crest
        scene[land] = mix(rgb(color), rgb("c8e03a"), 0.22 + 0.22 * np.sin(21 * x + 9 * y))[land]
        regions[land] = level
    center = 0.56 + 0.16 * np.sin(6.4 * y - 3.1)
    river = (y > 0.735) & (np.abs(x - center) < 0.03 + 0.42 * (y - 0.735))
    scene[river] = ramp(normalize(np.sin(26 * y + 5 * x)), palette("0d3f8f 1c78c4 58b8d8 c4e6e0"))[river]
    regions[river] = 2
    number = 10
    for _ in range(11):
        cx, cy = (
            sheet.rng.choice([sheet.rng.uniform(0.05, 0.36), sheet.rng.uniform(0.74, 0.96)]),
            sheet.rng.uniform(0.88, 1.2),
        )
        tint = palette("e23b4e f57aa0 ffffff ffc83d c22f7e")[sheet.rng.integers(0, 5)]
        for k in range(-3, 4):
            for length, color in ((0.15, rgb("1f7a3f")), (0.11, tint)):
                turn = -np.pi / 2 + 0.42 * k + (0.2 if length > 0.12 else 0)
                inside = fill(sheet, petal(cx, cy, turn, length, 0.05)) > 0.5
                number += 1
                scene[inside], regions[inside] = color, number
    edge = (np.abs(x - 0.5) > 0.455) | (np.abs(y - 0.625) > 0.58)
    tile = np.floor((x + y) * 9) + 100 * np.floor((x - y) * 9 + 50)
    scene[edge] = palette("b01f3a 1a3f9a e8a92c")[(tile.astype(int) % 3)][edge]
    regions[edge] = 100 + (tile[edge].astype(np.int32) % 9000)
    return scene, regions


@picture("peacock-mosaic", seed=12)
def peacock_mosaic(sheet: Sheet) -> FloatArray:
    """Mosaic: square tesserae in rows that follow a peacock's outlines, on gold, set in grey mortar."""
    scene, regions = _peacock(sheet)
    x, y = sheet.grid()
    edges = seam_distance(regions) < 1.5 * sheet.unit
    tone = blur(scene @ np.array([0.5, 0.3, 0.2], np.float32), 1)
    near, far = edge_tangent(tone, 5 * sheet.unit), edge_tangent(tone, 26 * sheet.unit)
    arcs = (np.arctan2(y - 0.70, x - 0.5) + np.pi / 2).astype(np.float32)
    close = smoothstep(seam_distance(regions) / sheet.unit, 45, 12)
    angle = blend_angles(arcs, blend_angles(far, near, close), 0.35 + 0.65 * close)
    labels, _ = tesserae(sheet, angle, 13.5, edges)
    colors = cell_means(labels, scene)
    gold = (np.abs(colors - rgb("d9a53a")).sum(axis=1) < 0.28).astype(np.float32)
    colors = jitter_lab(sheet.rng, colors, 6.5, 5)
    glint = (sheet.rng.random(len(colors)) < 0.16) * gold
    colors = mix(colors, np.tile(rgb("fff0b4"), (len(colors), 1)), (0.75 * glint)[:, None])
    seam = seam_distance(labels) / sheet.unit
    tilt = sheet.rng.normal(0, 0.10, (len(colors), 2))
    height = smoothstep(seam, 0.6, 3.2) + 0.02 * fbm(sheet, 120, 2)
    facet = 1 + tilt[labels][..., 0] + 0.08 * grain(sheet, 1.5)
    stone = colors[labels] * facet[..., None]
    mortar = mix(rgb("8d8474"), rgb("5a5248"), normalize(grain(sheet, 1.2)))
    laid = mix(mortar, stone, smoothstep(seam, 0.9, 2.1))
    return finish(light(laid, blur(height, 0.8 * sheet.unit), 2.0, 0.35), sheet, 0.01)


def _peacock(sheet: Sheet) -> tuple[FloatArray, np.ndarray]:
    """Colours and region numbers of a peacock with a spread tail in a framed field of gold."""
    x, y = sheet.grid()
    scene = sheet.blank(rgb("d9a53a"))
    regions = np.zeros(sheet.shape, np.int32)
    count = 0

    def put(mask: FloatArray, color: str) -> None:
        nonlocal count
        count += 1
        inside = mask > 0.5
        scene[inside], regions[inside] = rgb(color), count

    for radius, number in ((0.56, 15), (0.44, 13), (0.32, 10)):
        for k in range(number):
            turn = -np.pi * (k + 0.5) / number * 1.16 + 0.08 * np.pi
            put(
                fill(sheet, petal(0.5, 0.74, turn, radius + 0.06, 0.145, 0.8)),
                "1d6b52" if k % 2 else "2f8a5f",
            )
            ex, ey = 0.5 + radius * np.cos(turn) * 0.93, 0.74 + radius * np.sin(turn) * 0.93
            for size, color in ((0.050, "e7c14f"), (0.039, "2fa6a0"), (0.027, "1c3f9c"), (0.013, "7a1f4f")):
                put(disc(sheet, ex, ey, size), color)
    put(fill(sheet, petal(0.5, 0.97, -np.pi / 2, 0.55, 0.26, 0.9)), "16348f")
    put(fill(sheet, petal(0.5, 0.95, -np.pi / 2, 0.36, 0.15, 0.9)), "1f78b4")
    put(fill(sheet, taper(curve([(0.5, 0.66), (0.5, 0.55), (0.5, 0.43)]), [0.2, 0.11, 0.07])), "1b3fa0")
    put(disc(sheet, 0.5, 0.43, 0.052), "1c5ab8")
    for k in range(-2, 3):
        put(fill(sheet, petal(0.5, 0.39, -np.pi / 2 + 0.28 * k, 0.10, 0.011)), "1f7a8c")
        put(disc(sheet, 0.5 + 0.10 * np.sin(0.28 * k), 0.39 - 0.10 * np.cos(0.28 * k), 0.013), "c22f2f")
    for side in (-1, 1):
        put(disc(sheet, 0.5 + side * 0.022, 0.425, 0.014), "f8f2df")
        put(disc(sheet, 0.5 + side * 0.022, 0.425, 0.006), "120d14")
    put(fill(sheet, [(0.488, 0.442), (0.512, 0.442), (0.5, 0.485)]), "e88a1f")
    for k in range(22):
        put(
            fill(sheet, petal(0.06 + 0.042 * k, 0.95, -np.pi / 2 + 0.5 * np.sin(2.3 * k), 0.12, 0.036)),
            ("7fae3a", "3c7a35", "c9c04a")[k % 3],
        )
    for inset, color in ((0.060, "f3e6c8"), (0.050, "8e1f2a"), (0.016, "1a2a5e")):
        put((np.maximum(np.abs(x - 0.5), np.abs(y - 0.5)) > 0.5 - inset).astype(np.float32), color)
    return scene, regions
