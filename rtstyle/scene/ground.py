"""The near half of the scene: meadow, shore and tree, blades before the lens, ripples on the water."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from rtstyle.scene.canvas import (
    Field,
    Layer,
    blurred,
    finish,
    fractal_noise,
    illuminate,
    mix,
    quantize,
    smooth_curves,
    smoothstep,
    strokes,
)
from rtstyle.scene.sky import grid

if TYPE_CHECKING:
    from rtstyle.frame import Image

POPPY, DAISY, LUPIN = (0.86, 0.20, 0.10), (0.97, 0.94, 0.84), (0.52, 0.40, 0.72)


def paint_meadow(rng: np.random.Generator, size: tuple[int, int], unit: float) -> Image:
    """Grass from the shore to the lens: blades grow towards the viewer, flowers between them.

    Args:
        rng: Where blades and flowers stand.
        size: Width and height in pixels; row 0 is the far edge.
        unit: Short side of the picture in pixels.

    Returns:
        (H, W, 3) uint8 RGB.
    """
    width, height = size
    _, y = grid(height, width)
    near = y / height
    patches = fractal_noise(rng, height, width, 0.10 * unit, stretch=3.0, octaves=5)
    ground = mix((0.66, 0.60, 0.25), (0.22, 0.30, 0.10), smoothstep(0.0, 0.75, near))
    ground *= (0.66 + 0.72 * patches)[..., None]
    canvas = quantize(ground)
    count = 6500 if unit >= 200 else 2200
    rows = np.sort(rng.random(count) ** 1.6).astype(np.float32)
    base = np.stack([rng.random(count) * width, rows * height * 1.12], axis=-1).astype(np.float32)
    length = unit * (0.010 + 0.085 * rows) * rng.uniform(0.6, 1.3, count)
    lean = length * rng.normal(0.12, 0.28, count)
    control = np.stack(
        [base, base + np.stack([0.2 * lean, -0.6 * length], -1), base + np.stack([lean, -length], -1)], axis=1
    )
    tint = mix((0.70, 0.62, 0.25), (0.30, 0.38, 0.11), smoothstep(0.1, 0.9, rows))
    patch_light = patches[
        np.clip(base[:, 1].astype(int), 0, height - 1), np.clip(base[:, 0].astype(int), 0, width - 1)
    ]
    tint *= (rng.uniform(0.55, 1.25, count) * (0.45 + 1.05 * patch_light))[:, None]
    gold = rng.random(count) < 0.16
    tint[gold] = mix(tint[gold], (0.98, 0.84, 0.42), 0.7)
    strokes(canvas, None, smooth_curves(control, 2), tint, (0.0006 + 0.0036 * rows) * unit)
    _sow_flowers(rng, canvas, unit)
    return canvas


def paint_bank(rng: np.random.Generator, size: tuple[int, int], unit: float) -> Layer:
    """The near shore: uneven ground, dense low grass and some reeds that stand against the water.

    Args:
        rng: Where the blades stand.
        size: Width and height; the ground reaches up to about a third of the height.
        unit: Short side of the picture in pixels.

    Returns:
        The layer.
    """
    width, height = size
    _, y = grid(height, width)
    rise = fractal_noise(rng, 1, width, 0.20 * unit, octaves=5)[0]
    edge = height * (0.60 + 0.35 * (rise - 0.5))
    texture = fractal_noise(rng, height, width, 0.05 * unit, stretch=3.0, octaves=4)
    earth = mix((0.44, 0.40, 0.16), (0.64, 0.58, 0.24), smoothstep(0.0, 0.4 * height, y - edge))
    color = quantize(earth * (0.62 + 0.75 * texture)[..., None])
    coverage = np.clip((y - edge + 0.5) * 255.0, 0, 255).astype(np.uint8)
    coverage = np.minimum(coverage, (255 * smoothstep(height, 0.86 * height, y)).astype(np.uint8))
    count = round(1300 * width / unit) if unit >= 200 else round(350 * width / unit)
    column = rng.random(count) * (width - 1)
    base = edge[column.astype(int)] + 0.38 * height * rng.random(count) ** 1.5
    length = height * rng.uniform(0.10, 0.32, count)
    reed = (rng.random(count) < 0.10) & (np.sin(column / unit * 21.0) > 0.35)
    length = np.where(reed, height * rng.uniform(0.32, 0.60, count), length)
    lean = length * rng.normal(0.10, 0.16, count)
    root = np.stack([column, base], -1)
    tip = root + np.stack([lean, -length], -1)
    control = np.stack([root, root + np.stack([0.2 * lean, -0.6 * length], -1), tip], axis=1)
    tint = mix((0.24, 0.26, 0.09), (0.74, 0.64, 0.28), rng.random(count)) * (0.8 + 0.2 * reed)[:, None]
    strokes(color, coverage, smooth_curves(control, 2), tint, np.full(count, 0.0014 * unit))
    return finish(color.astype(np.float32) / 255.0, coverage.astype(np.float32) / 255.0, size)


def _sow_flowers(rng: np.random.Generator, canvas: Image, unit: float) -> None:
    """Dots of flowers in drifts, larger towards the viewer, in place."""
    height, width = canvas.shape[:2]
    count = 420
    drift = rng.random((14, 2)) * [width, 1.0]
    owner = rng.integers(0, 14, count)
    spots = drift[owner] + rng.normal(0, 1, (count, 2)) * [0.07 * unit, 0.06]
    spots[:, 1] = np.clip(spots[:, 1], 0.02, 1.0)
    for index in np.argsort(spots[:, 1]):
        px, near = spots[index]
        color = np.array((POPPY, DAISY, LUPIN)[owner[index] % 3])
        radius = unit * (0.0012 + 0.0065 * near) * rng.uniform(0.7, 1.2)
        center = (round(px * 16), round(near * height * 16))
        axes = (max(8, round(radius * 16)), max(7, round(radius * 11)))
        light = rng.uniform(0.75, 1.05)
        for scale, shift, shade in ((1.0, 0.0, 0.62), (0.86, -0.22, 1.0)):
            at = (center[0] + round(8 * radius * -shift), center[1] + round(16 * radius * shift))
            tint = np.clip(color * shade * light * 255, 0, 255).tolist()
            axis = (max(6, round(axes[0] * scale)), max(6, round(axes[1] * scale)))
            _disc(canvas, at, axis, tint)


def _disc(canvas: Image, center: tuple[int, int], axes: tuple[int, int], tint: list[float]) -> None:
    """A filled anti-aliased ellipse; coordinates in sixteenths of a pixel."""
    cv2.ellipse(canvas, center, axes, 0, 0, 360, tint, -1, cv2.LINE_AA, 4)


def paint_foreground(rng: np.random.Generator, size: tuple[int, int], unit: float) -> Layer:
    """Blades and flowers so near that they are a little out of focus; rooted below the last row."""
    width, height = size
    color = np.empty((height, width, 3), np.uint8)
    color[:] = (70, 84, 28)
    coverage = np.zeros((height, width), np.uint8)
    count = round(210 * width / unit)
    order = np.sort(rng.random(count)).astype(np.float32)
    root = np.stack([rng.random(count) * 1.1 * width - 0.05 * width, np.full(count, height * 1.05)], -1)
    length = height * (0.34 + 0.62 * rng.random(count) ** 2.2) * (0.75 + 0.35 * order)
    length = np.minimum(length, 0.92 * height)
    lean = length * rng.normal(0.10, 0.30, count)
    control = np.stack(
        [
            root,
            root + np.stack([0.10 * lean, -0.45 * length], -1),
            root + np.stack([0.45 * lean, -0.85 * length], -1),
            root + np.stack([lean, -length], -1),
        ],
        axis=1,
    ).astype(np.float32)
    tint = mix((0.20, 0.26, 0.08), (0.62, 0.60, 0.22), (rng.random(count) ** 1.6).astype(np.float32))
    curves = smooth_curves(control, 2)
    strokes(color, coverage, curves, tint, unit * rng.uniform(0.0022, 0.0062, count))
    for tip in control[rng.random(count) < 0.20][:, -1]:
        _blossom(rng, color, coverage, tip, unit)
    alpha = coverage.astype(np.float32) / 255.0
    soft = blurred(alpha, 0.0018 * unit)
    premultiplied = blurred(color.astype(np.float32) / 255.0 * alpha[..., None], 0.0018 * unit)
    return finish(premultiplied / np.maximum(soft, 1e-3)[..., None], soft, size)


def _blossom(rng: np.random.Generator, color: Image, coverage: Image, tip: Field, unit: float) -> None:
    """A poppy, a daisy or a lupin at the end of a blade."""
    kind = int(rng.integers(4))
    radius = unit * float(rng.uniform(0.011, 0.020))
    if kind == 2:
        for step in range(26):
            t = step / 25.0
            spot = tip + radius * np.array([rng.normal(0, 0.34) * (0.25 + t), 3.0 * t - 0.6])
            tint = np.array(LUPIN) * rng.uniform(0.65, 1.25) * (1.15 - 0.3 * t)
            _petal(color, coverage, spot, (0.26 * radius, 0.20 * radius), 0.0, tint)
        return
    petals, reach, wide = ((5, 0.52, 0.62), (14, 0.66, 0.17))[kind == 1]
    base = np.array(DAISY if kind == 1 else POPPY)
    turn = rng.uniform(0, 2 * np.pi)
    for petal in range(petals):
        angle = turn + 2 * np.pi * petal / petals
        spot = tip + radius * reach * np.array([np.cos(angle), 0.72 * np.sin(angle)])
        light = 0.86 + 0.22 * np.cos(angle + 0.7) + 0.06 * rng.normal()
        _petal(color, coverage, spot, (reach * radius, wide * radius), np.degrees(angle), base * light)
    heart = (0.93, 0.70, 0.16) if kind == 1 else (0.16, 0.08, 0.08)
    _petal(color, coverage, tip, (0.26 * radius, 0.21 * radius), 0.0, np.array(heart))


def _petal(
    color: Image, coverage: Image, center: Field, radii: tuple[float, float], degrees: float, tint: Field
) -> None:
    """A filled anti-aliased ellipse on both canvases."""
    at = (round(float(center[0]) * 16), round(float(center[1]) * 16))
    axes = (max(7, round(radii[0] * 16)), max(6, round(radii[1] * 16)))
    shade = np.clip(tint * 255, 0, 255).tolist()
    cv2.ellipse(color, at, axes, degrees, 0, 360, shade, -1, cv2.LINE_AA, 4)
    cv2.ellipse(coverage, at, axes, degrees, 0, 360, 255, -1, cv2.LINE_AA, 4)


def paint_tree(rng: np.random.Generator, size: tuple[int, int], unit: float) -> Layer:
    """A tree at the right edge that hangs over the lake: wood first, then leaves from dark to lit."""
    width, height = size
    color = np.full((height, width, 3), (62, 66, 30), np.uint8)
    coverage = np.zeros((height, width), np.uint8)
    scale = np.array([width, height], np.float32)
    limbs = _limbs(rng)
    for path, thickness in limbs:
        curve = smooth_curves((path * scale)[None], 3)
        wood = (((0.22, 0.14, 0.10), 1.0), ((0.40, 0.27, 0.17), 0.55), ((0.66, 0.46, 0.27), 0.16))
        for shade, inset in wood:
            offset = np.array([0, -(1 - inset) * 0.32 * thickness * unit], np.float32)
            strokes(color, coverage, curve + offset, np.array([shade]), np.array([thickness * unit * inset]))
    bark, trunk = _trunk(rng, size, unit)
    color = quantize(mix(color.astype(np.float32) / 255.0, bark, trunk))
    coverage = np.maximum(coverage, np.rint(255 * trunk).astype(np.uint8))
    _leaves(rng, color, coverage, limbs, scale, unit)
    _tuft(rng, color, coverage, unit)
    return finish(color.astype(np.float32) / 255.0, coverage.astype(np.float32) / 255.0, size)


def _tuft(rng: np.random.Generator, color: Image, coverage: Image, unit: float) -> None:
    """Grass that hides where the trunk enters the ground, in place."""
    height, width = coverage.shape
    count = 260
    column = width - unit * np.clip(rng.normal(0.085, 0.040, count), -0.02, 0.18)
    bend = np.exp(-0.5 * ((column - width + 0.085 * unit) / (0.05 * unit)) ** 2)
    root = np.stack([column, height - 1.0 - unit * (0.022 * rng.random(count) + 0.024 * (1.0 - bend))], -1)
    length = unit * rng.uniform(0.010, 0.058, count) * (0.25 + 0.75 * bend)
    lean = length * rng.normal(0.1, 0.3, count)
    control = np.stack(
        [root, root + np.stack([0.2 * lean, -0.6 * length], -1), root + np.stack([lean, -length], -1)], axis=1
    )
    tint = mix((0.30, 0.32, 0.10), (0.74, 0.68, 0.27), rng.random(count))
    strokes(color, coverage, smooth_curves(control, 2), tint, np.full(count, 0.0028 * unit))


def _trunk(rng: np.random.Generator, size: tuple[int, int], unit: float) -> tuple[Field, Field]:
    """The stem with its bark, lit from the right, flared at the root: colour and coverage."""
    width, height = size
    x, y = grid(height, width)
    down = y / height
    center = width - unit * (0.085 - 0.020 * np.sin(4.2 * down + 0.4) - 0.016 * np.sin(9.0 * down))
    knots = fractal_noise(rng, height, width, 0.03 * unit, octaves=4)
    half = unit * (0.020 + 0.008 * down + 0.030 * smoothstep(0.86, 1.02, down) ** 2 + 0.006 * (knots - 0.5))
    across = (x - center) / half
    inside = np.clip(across, -1, 1)
    bark = fractal_noise(rng, width, height, 0.012 * unit, stretch=7.0, octaves=4).T
    depth = np.sqrt(1.0 - 0.98 * inside * inside)
    normal = np.stack([inside + 0.9 * (bark - 0.5), np.zeros_like(x), depth], axis=-1)
    light = illuminate(normal / np.linalg.norm(normal, axis=-1, keepdims=True), wrap=0.15)
    color = np.array([0.46, 0.33, 0.23], np.float32) * light * (0.45 + 1.1 * bark)[..., None]
    soft = 12.0 / unit
    above = smoothstep(height - 0.012 * unit, height - 0.030 * unit, y)
    return color, above * smoothstep(1.0 + soft, 1.0 - soft, np.abs(across))


def _limbs(rng: np.random.Generator) -> list[tuple[Field, float]]:
    """Branches and twigs in the unit square, each with its thickness as a part of the picture's unit."""
    limbs: list[tuple[Field, float]] = []
    starts = (
        (0.87, 0.48, 0.44, 0.34),
        (0.86, 0.32, 0.24, 0.18),
        (0.86, 0.19, 0.40, -0.02),
        (0.88, 0.34, 1.08, 0.18),
        (0.87, 0.10, 0.66, -0.10),
    )
    for x, y, end_x, end_y in starts:
        middle = [0.5 * (x + end_x), 0.5 * (y + end_y) - 0.07]
        branch = np.array([[x, y], middle, [end_x, end_y]], np.float32)
        limbs.append((branch, 0.013))
        for _ in range(9):
            t = rng.uniform(0.25, 1.0)
            at = (1 - t) * branch[0] + t * branch[2] + np.array([0, -0.10 * t * (1 - t)])
            end = at + np.array([rng.uniform(-0.12, 0.07), rng.uniform(-0.07, 0.13)])
            limbs.append((np.stack([at, 0.5 * (at + end) + [0, -0.02], end]), 0.004))
    return limbs


def _leaves(
    rng: np.random.Generator,
    color: Image,
    coverage: Image,
    limbs: list[tuple[Field, float]],
    scale: Field,
    unit: float,
) -> None:
    """Clusters of leaves about the twigs; those on the sun's side and on top are warm and bright."""
    twigs = [path for path, thickness in limbs if thickness < 0.01]
    hubs = np.concatenate([[path[-1] for path in twigs], [path[1] for path in twigs]]) * scale
    count = 7200 if unit >= 200 else 2600
    light = np.sort(rng.random(count))
    hub = hubs[rng.integers(0, len(hubs), count)]
    spread = rng.normal(0, 1, (count, 2)) * [0.036 * unit, 0.024 * unit]
    lift = (light - 0.5) * unit
    spot = hub + spread + np.stack([0.020 * lift, -0.040 * lift], -1)
    spot[:, 0] = np.maximum(spot[:, 0], 0.008 * unit + np.abs(spread[:, 1]))
    tint = mix((0.10, 0.14, 0.06), (0.54, 0.52, 0.15), light**1.3)
    tint = mix(tint, (1.0, 0.82, 0.36), smoothstep(0.84, 1.0, light) * 0.8)
    tint = tint * rng.uniform(0.75, 1.2, (count, 1))
    size = unit * rng.uniform(0.0026, 0.0062, count)
    angles = rng.uniform(0, 180, count)
    for index in range(count):
        radii = (float(size[index]), 0.45 * float(size[index]))
        _petal(color, coverage, spot[index], radii, float(angles[index]), tint[index])


def paint_ripples(rng: np.random.Generator, height: int, span: int, unit: float) -> Field:
    """Small waves on the lake in [-1, 1], finer towards the far shore, seamless over ``span`` columns.

    Returns:
        (height, 2 * span) float32: the pattern twice, so that any window of ``span`` columns can be cut.
    """
    out = np.empty((height, span), np.float32)
    bands = 6
    edges = np.linspace(0, height, bands + 1).astype(int)
    wide = [
        fractal_noise(
            rng, height, span + span // 4, unit * (0.004 + 0.010 * band / bands), stretch=5.0, octaves=3
        )
        for band in range(bands)
    ]
    ramp = np.linspace(0, 1, span // 4, dtype=np.float32)
    for band in range(bands):
        noise = wide[band]
        noise[:, : span // 4] = noise[:, : span // 4] * ramp + noise[:, span:] * (1 - ramp)
        rows = slice(edges[band], edges[band + 1])
        out[rows] = noise[rows, :span] * 2.0 - 1.0
    return np.tile(out, (1, 2))
