"""Line work: engraving, whose lines swell with the tone, and what grows out of it."""

from __future__ import annotations

import numpy as np

from .color import mix, rgb
from .material import finish, paper
from .noise import blur, fbm, grain, smoothstep
from .sheet import FloatArray, Sheet, picture


def hatch(sheet: Sheet, phase: FloatArray, tone: FloatArray) -> FloatArray:
    """Ink of parallel lines whose width follows the tone.

    Args:
        sheet: Gives the random source.
        phase: Line number as a real field: a line runs where it is whole.
        tone: Darkness in [0, 1], the part of the spacing that the line fills.

    Returns:
        Ink in [0, 1].
    """
    wobble = phase + 0.035 * fbm(sheet, 60, 2)
    offset = np.abs(wobble - np.round(wobble)) * 2
    slope = np.hypot(*np.gradient(phase)) * 2 + 1e-4
    line = np.clip((tone - offset) / slope + 0.5, 0, 1)
    return (line * smoothstep(tone, 0.02, 0.08)).astype(np.float32)


def _bump(
    x: FloatArray, y: FloatArray, place: tuple[float, float], size: tuple[float, float], power: float = 2.0
) -> FloatArray:
    rho = np.abs((x - place[0]) / size[0]) ** power + np.abs((y - place[1]) / size[1]) ** power
    return np.exp(-rho)


def _head(x: FloatArray, y: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Height field of a round face seen from the front, and its mask."""
    ball = np.hypot(x - 0.5, y - 0.5) / 0.265
    height = 0.20 * np.sqrt(np.clip(1 - ball**2, 0, 1))
    side, y = np.abs(x - 0.5), 0.54 + (y - 0.5) * 1.28
    height += 0.030 * _bump(side, y, (0.10, 0.415), (0.085, 0.020))
    height -= 0.050 * _bump(side, y, (0.095, 0.470), (0.050, 0.030))
    height += 0.026 * _bump(side, y, (0.095, 0.472), (0.042, 0.020))
    height += 0.045 * _bump(side, y, (0.135, 0.60), (0.06, 0.055))
    nose = np.clip((y - 0.43) / 0.16, 0, 1)
    height += 0.095 * nose * _bump(x, y, (0.5, 0.53), (0.018 + 0.018 * nose, 0.075), 3.0)
    height += 0.030 * _bump(side, y, (0.034, 0.592), (0.020, 0.016))
    height += 0.032 * _bump(x, y, (0.5, 0.672), (0.062, 0.013)) + 0.036 * _bump(
        x, y, (0.5, 0.703), (0.050, 0.014)
    )
    height -= 0.030 * _bump(x, y, (0.5, 0.687), (0.060, 0.004)) + 0.014 * _bump(
        x, y, (0.5, 0.732), (0.05, 0.010)
    )
    height += 0.030 * _bump(x, y, (0.5, 0.785), (0.060, 0.035))
    return height.astype(np.float32), smoothstep(ball, 1.0, 0.99)


@picture("engraved-sun", seed=2)
def engraved_sun(sheet: Sheet) -> FloatArray:
    """Engraving: a sun with a face and wavy rays, swelling lines and cross hatching in sepia on laid paper."""
    x, y = sheet.grid()
    height, face = _head(x, y)
    height = blur(height, 2.5 * sheet.unit)
    gx, gy = np.gradient(height, axis=1) * sheet.short, np.gradient(height, axis=0) * sheet.short
    # Light from the upper left, towards the viewer.
    lit = np.clip((0.55 * gx + 0.45 * gy + 0.70) / np.sqrt(1 + gx**2 + gy**2), 0, 1)
    tone = np.clip(np.maximum(0.95 - lit, _eyes(x, 0.54 + (y - 0.5) * 1.28)), 0, 0.98).astype(np.float32)
    ink = hatch(sheet, 88 * (y - 0.30 * height) + 4 * x, 0.08 + 0.85 * tone)
    ink = np.maximum(ink, hatch(sheet, 72 * (x + 0.5 * height) + 26 * y, 1.2 * (tone - 0.36)))
    ink = np.maximum(ink, hatch(sheet, 66 * (x - 0.5 * height) - 40 * y, 1.3 * (tone - 0.58)))
    sky = _engraved_sky(sheet)
    rays, ray_ink = _rays(sheet)
    plate = sky * (1 - rays) + ray_ink * rays
    plate = plate * (1 - face) + ink * face
    rho = np.hypot(x - 0.5, y - 0.5)
    plate = np.maximum(plate, smoothstep(np.abs(rho - 0.267), 0.005, 0.0035))
    margin = np.maximum(np.abs(x - 0.5), np.abs(y - 0.5)) - 0.47
    frame = hatch(sheet, 70 * (x + y), np.full(sheet.shape, 0.42, np.float32))
    plate = np.where(margin > 0, frame, plate)
    plate = np.maximum(plate, smoothstep(np.abs(margin - 0.004), 0.005, 0.003))
    laid = 0.5 + 0.5 * np.cos(2 * np.pi * x * 140)
    stock = rgb("ecdcb8") * (1 + 0.02 * paper(sheet) - 0.02 * laid + 0.03 * fbm(sheet, 3, 3))[..., None]
    stock = mix(stock, stock * rgb("f7d08a"), 0.8 * np.maximum(rays, face))
    cover = blur(plate.astype(np.float32), 0.5 * sheet.unit) * (
        0.92 - 0.10 * smoothstep(grain(sheet, 1.4), 0.6, 2.2)
    )
    return finish(mix(stock, rgb("24150f"), cover), sheet, 0.008)


def _rays(sheet: Sheet) -> tuple[FloatArray, FloatArray]:
    """Coverage and ink of straight and wavy rays, one side of each in shade."""
    x, y = sheet.grid()
    rho, phi = np.hypot(x - 0.5, y - 0.5), np.arctan2(y - 0.5, x - 0.5)
    cover, ink = np.zeros(sheet.shape, np.float32), np.zeros(sheet.shape, np.float32)
    count = 24
    for k in list(range(1, count, 2)) + list(range(0, count, 2)):
        wavy = k % 2
        reach, root = (0.455, 0.17) if wavy == 0 else (0.44, 0.13)
        t = np.clip((rho - 0.255) / (reach - 0.255), 0, 1)
        middle = 2 * np.pi * k / count - np.pi + wavy * 0.075 * np.sin(t * 9.5) * (0.3 + t)
        offset = (phi - middle + np.pi) % (2 * np.pi) - np.pi
        half = root * (1 - t) ** (1.0 if wavy == 0 else 0.8)
        inside = smoothstep((np.abs(offset) - half) * rho, 0.0015, -0.0015) * (rho > 0.25) * (rho < reach)
        shade = np.where(offset > 0, 0.62, 0.16) + 0.5 * smoothstep(t, 0.35, 0.0)
        lines = hatch(
            sheet, (offset / np.maximum(half, 0.004) * 6.0).astype(np.float32), shade.astype(np.float32)
        )
        lines = np.where(half * rho < 0.006, (offset > 0), lines)
        edge = smoothstep(np.abs(np.abs(offset) - half) * rho, 0.0035, 0.002)
        spine = smoothstep(np.abs(offset) * rho, 0.0028, 0.0014)
        ink = ink * (1 - inside) + inside * np.maximum(lines, spine)
        cover = np.maximum(cover, inside)
        ink = np.maximum(ink, edge * (rho > 0.26) * (rho < reach))
        cover = np.maximum(cover, edge * (rho > 0.26) * (rho < reach))
    return cover, ink


def _engraved_sky(sheet: Sheet) -> FloatArray:
    """Ruled sky with rolling clouds below and stars left open."""
    x, y = sheet.grid()
    rho = np.hypot(x - 0.5, y - 0.5)
    dark = 0.42 + 0.42 * smoothstep(rho, 0.40, 0.70) + 0.08 * fbm(sheet, 4, 2)
    sky = hatch(sheet, 96 * y + 0.5 * fbm(sheet, 3, 1), dark.astype(np.float32))
    sky = np.maximum(sky, hatch(sheet, 80 * x + 55 * y, 1.2 * (dark - 0.62)))
    for cx, cy, radius in _CLOUDS:
        distance = np.hypot(x - cx, y - cy) / radius
        puff = hatch(
            sheet,
            (radius * 95 * distance).astype(np.float32),
            (0.18 + 0.65 * smoothstep((x - cx) + (y - cy), -radius, 1.2 * radius)).astype(np.float32),
        )
        inside = smoothstep(distance, 1.01, 0.99)
        sky = sky * (1 - inside) + inside * puff
        sky = np.maximum(sky, smoothstep(np.abs(distance - 1) * radius, 0.004, 0.002))
    for cx, cy in (
        (0.09, 0.1),
        (0.91, 0.12),
        (0.2, 0.045),
        (0.8, 0.05),
        (0.055, 0.3),
        (0.945, 0.33),
        (0.06, 0.56),
        (0.95, 0.55),
    ):
        phi, far = np.arctan2(y - cy, x - cx), np.hypot(x - cx, y - cy)
        edge = far - 0.016 - 0.011 * np.cos(6 * phi)
        sky = np.maximum(sky * smoothstep(edge, -0.001, 0.004), smoothstep(np.abs(edge), 0.0022, 0.001))
    return sky


_CLOUDS = (
    (0.10, 0.80, 0.075),
    (0.90, 0.79, 0.08),
    (0.20, 0.86, 0.08),
    (0.79, 0.86, 0.085),
    (0.05, 0.88, 0.08),
    (0.96, 0.88, 0.08),
    (0.32, 0.93, 0.075),
    (0.68, 0.93, 0.075),
    (0.13, 0.94, 0.075),
    (0.87, 0.95, 0.08),
    (0.44, 0.97, 0.06),
    (0.56, 0.97, 0.06),
    (0.24, 0.98, 0.06),
    (0.76, 0.98, 0.06),
)


def _eyes(x: FloatArray, y: FloatArray) -> FloatArray:
    """Darkness of the lids, irises, brows, nostrils and mouth line."""
    side = np.abs(x - 0.5)
    lid = smoothstep(np.abs(y - 0.462 + 0.020 * (1 - ((side - 0.095) / 0.055) ** 2)), 0.007, 0.003) * (
        np.abs(side - 0.095) < 0.055
    )
    open_eye = smoothstep(((side - 0.095) / 0.052) ** 2 + ((y - 0.463) / 0.019) ** 2, 1.05, 0.9)
    iris = smoothstep(np.hypot(side - 0.095, y - 0.461), 0.0185, 0.0165) * open_eye
    glint = smoothstep(np.hypot(x - 0.5 - np.sign(x - 0.5) * 0.095 + 0.005, y - 0.456), 0.005, 0.004)
    brow = smoothstep(np.abs(y - 0.418 + 0.018 * np.cos((side - 0.09) * 22)), 0.013, 0.006) * smoothstep(
        np.abs(side - 0.10), 0.075, 0.06
    )
    nostril = smoothstep(np.hypot(side - 0.026, 1.4 * (y - 0.603)), 0.012, 0.008)
    mouth = smoothstep(np.abs(y - 0.687 - 0.006 * np.cos(side * 90)), 0.005, 0.002) * smoothstep(
        side, 0.068, 0.06
    )
    return np.maximum.reduce([0.95 * lid, 0.9 * iris - 0.9 * glint, 0.8 * brow, 0.9 * nostril, 0.95 * mouth])
