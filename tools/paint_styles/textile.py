"""Cloth: batik with cracked wax, and embroidery in satin stitch."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .color import mix, palette, ramp, rgb
from .material import finish, light, weave
from .noise import blur, fbm, grain, normalize, smoothstep, value_noise
from .painter import Layer, Painting
from .shapes import Plates, curve, disc, fill, petal, taper
from .sheet import FloatArray, Sheet, picture

if TYPE_CHECKING:
    from collections.abc import Callable

WAX, BROWN, BLUE, RUST = range(4)


@picture("batik-garden", seed=29)
def batik_garden(sheet: Sheet) -> FloatArray:
    """Batik: flowers, leaves and dotted fillings in wax, dyed indigo and brown, with cracks in the wax."""
    plates = Plates(sheet)
    rng = sheet.rng
    for k in range(13):
        root = rng.uniform(-0.1, 1.1, 2)
        turn, points = rng.uniform(0, 2 * np.pi), [root]
        for step in range(7):
            turn += 0.55 * np.sin(1.7 * step + k)
            points.append(points[-1] + 0.12 * np.array([np.cos(turn), np.sin(turn)]))
        vine = curve(points)
        plates.fill(taper(vine, [0.022, 0.018, 0.010]), WAX)
        plates.fill(taper(vine, [0.010, 0.008, 0.003]), BROWN)
        for i in range(8, len(vine), 14):
            _batik_leaf(plates, vine[i], rng.uniform(0, 2 * np.pi), rng.uniform(0.09, 0.15))
    spots = [
        (0.22, 0.24, 0.17),
        (0.73, 0.20, 0.15),
        (0.50, 0.56, 0.20),
        (0.14, 0.72, 0.14),
        (0.86, 0.66, 0.16),
        (0.40, 0.93, 0.13),
        (0.74, 0.95, 0.12),
        (0.97, 0.38, 0.1),
        (0.47, 0.06, 0.1),
    ]
    for x, y, size in spots:
        _batik_flower(plates, (x, y), size)
    wax = [blur(plates.coverage(k), 0.7 * sheet.unit) for k in range(4)]
    x, y = sheet.grid()
    lattice = np.hypot((x * 40 + 0.5 * (np.floor(y * 40) % 2)) % 1 - 0.5, (y * 40) % 1 - 0.5)
    covered = np.clip(sum(wax), 0, 1)
    isen = smoothstep(lattice, 0.17, 0.11) * smoothstep(blur(covered, 7 * sheet.unit), 0.35, 0.10)
    dye = 1 + 0.10 * fbm(sheet, 5, 3) + 0.05 * grain(sheet, 1.2)
    cloth = mix(rgb("14264f") * dye[..., None], rgb("0d1a38"), 0.4 * normalize(fbm(sheet, 3, 2)))
    cloth = mix(cloth, rgb("e9dcbc"), 0.92 * isen)
    for cover, code in zip(wax, ("efe2c3", "6a3a1c", "3f6fa8", "b5652a"), strict=True):
        cloth = mix(
            cloth, rgb(code) * dye[..., None], smoothstep(cover + 0.05 * grain(sheet, 1.2), 0.35, 0.65)
        )
    cracks = _wax_cracks(sheet) * (0.35 + 0.65 * covered)
    cloth = mix(cloth, rgb("1d2c52"), 0.62 * np.clip(cracks, 0, 1))
    cotton = weave(sheet, 3.4)
    return finish(light(cloth, 0.16 * cotton, 1.0), sheet, 0.012)


def _batik_leaf(plates: Plates, foot: FloatArray, turn: float, length: float) -> None:
    """A leaf in wax with a brown rim, a blue field and veins of wax."""
    for scale, plate in ((1.0, WAX), (0.86, BROWN), (0.76, BLUE)):
        shift = 0.5 * (1 - scale) * length
        at = foot + shift * np.array([np.cos(turn), np.sin(turn)])
        plates.fill(petal(*at, turn, scale * length, 0.44 * scale * length, 0.9), plate)
    for t in np.linspace(0.2, 0.8, 6):
        at = foot + t * length * np.array([np.cos(turn), np.sin(turn)])
        for side in (-1, 1):
            long = 0.17 * length * np.sin(np.pi * t)
            tip = at + long * np.array([np.cos(turn + side * 0.8), np.sin(turn + side * 0.8)])
            plates.fill(taper(np.stack([at, 0.5 * (at + tip), tip]), [0.005, 0.004, 0.003]), WAX)


def _batik_flower(plates: Plates, center: tuple[float, float], size: float) -> None:
    """A flower of two rings of petals with dotted rims."""
    x, y = center
    spin = plates.sheet.rng.uniform(0, 6.28)
    for ring, (reach, count) in enumerate(((1.0, 11), (0.66, 8))):
        for k in range(count):
            turn = spin + 2 * np.pi * (k + 0.5 * ring) / count
            for scale, plate in (
                (1.0, WAX),
                (0.90, BROWN),
                (0.80, RUST if ring == 0 else WAX),
                (0.5, WAX if ring == 0 else BLUE),
            ):
                plates.fill(petal(x, y, turn, reach * size * scale, 0.52 * reach * size * scale, 0.7), plate)
            for t in np.linspace(0.55, 0.9, 4):
                plates.disc(
                    x + t * reach * size * np.cos(turn),
                    y + t * reach * size * np.sin(turn),
                    0.0042,
                    BROWN if ring == 0 else WAX,
                )
    for radius, plate in ((0.30, BROWN), (0.25, WAX), (0.20, RUST), (0.10, BROWN)):
        plates.disc(x, y, radius * size, plate)
    for k in range(14):
        plates.disc(x + 0.225 * size * np.cos(k * 0.449), y + 0.225 * size * np.sin(k * 0.449), 0.004, BROWN)


def _wax_cracks(sheet: Sheet) -> FloatArray:
    """Branching veins where dye ran into cracks of the wax."""
    veins = np.zeros(sheet.shape, np.float32)
    for cells, width in ((3.5, 0.016), (6, 0.022), (11, 0.03)):
        field = fbm(sheet, cells, 4, 0.55)
        slope = np.hypot(*np.gradient(field)) * sheet.short / cells + 1e-3
        vein = smoothstep(np.abs(field) / slope, width, 0.2 * width)
        veins = np.maximum(veins, vein * smoothstep(fbm(sheet, cells, 2), -0.5, 0.7))
    return np.clip(veins + 0.25 * blur(veins, 2.5 * sheet.unit), 0, 1)


@picture("embroidered-meadow", seed=36)
def embroidered_meadow(sheet: Sheet) -> FloatArray:
    """Embroidery: silk flowers and leaves in satin stitch on a ground that is sewn full, lit from one side."""
    linen = weave(sheet, 6.5)
    ground = rgb("cdbb98") * (1 + 0.16 * linen + 0.05 * fbm(sheet, 4, 3))[..., None]
    drift = normalize(fbm(sheet, 3, 3))
    motif = ramp(drift, palette("1f4a6a 3f8a98 d8c890 f0c878 d87a60"))
    angle = (0.35 + 0.35 * value_noise(sheet, 3)).astype(np.float32)
    sewn = np.full(sheet.shape, 0.8, np.float32)

    def sew(mask: FloatArray, code: str, turn: FloatArray | float) -> None:
        nonlocal motif, angle, sewn
        motif = mix(motif, rgb(code), mask)
        angle = np.where(mask > 0.5, np.asarray(turn, np.float32), angle).astype(np.float32)
        sewn = np.maximum(sewn, mask)

    for k in range(30):
        px, py = (
            0.5 + 0.55 * np.cos(2.4 * k) * (k / 30) ** 0.5,
            0.5 + 0.55 * np.sin(2.4 * k) * (k / 30) ** 0.5,
        )
        stem = curve([(0.5, 0.98), (0.5 + 0.6 * (px - 0.5), 0.5 * (py + 0.98)), (px, py)])
        sew(
            fill(sheet, taper(stem, [0.012, 0.008])),
            ("4f7a3a", "2f5f4a")[k % 2],
            np.float32(np.arctan2(py - 0.98, px - 0.5)),
        )
        for i in range(14, len(stem) - 6, 11):
            turn = sheet.rng.uniform(0, 2 * np.pi)
            sew(
                fill(sheet, petal(*stem[i], turn, 0.10, 0.042)),
                ("5f9a4a", "2f7a5f", "a3b85a", "3f6a3a")[(i + k) % 4],
                turn + 0.5,
            )
    for k in range(30):
        px, py = (
            0.5 + 0.55 * np.cos(2.4 * k) * (k / 30) ** 0.5,
            0.5 + 0.55 * np.sin(2.4 * k) * (k / 30) ** 0.5,
        )
        _sewn_flower(sheet, sew, (px, py), k)
    painting = Painting(sheet, ground)
    painting.height[:] = 0.15 * linen
    thread = Layer(
        4.2, 30, 4.6, "bristle", 1.0, 1.2, turn=0.05, vary=0.10, light=3.5, chroma=2.5, tint=0.05, bend=0.5
    )
    painting.layer(motif, angle, thread, np.clip(sewn * 1.6 - 0.5, 0, 1))
    painting.layer(
        motif,
        angle,
        Layer(
            4.6, 26, 4.0, "bristle", 1.0, 1.3, turn=0.05, vary=0.10, light=4, chroma=2.5, tint=0.06, bend=0.5
        ),
        np.clip(sewn * 1.8 - 0.7, 0, 1),
    )
    padded = painting.height + 1.6 * blur(sewn, 5 * sheet.unit)
    sheen = 0.5 + 0.5 * np.cos(2 * (angle + 0.7))
    shadow = 1 - 0.55 * np.clip(
        np.roll(blur(sewn, 4 * sheet.unit), (round(6 * sheet.unit), round(5 * sheet.unit)), (0, 1)) - sewn,
        0,
        1,
    )
    silk = painting.color * (0.86 + 0.26 * sheen * blur(sewn, sheet.unit))[..., None] * shadow[..., None]
    return finish(light(silk, blur(padded, 0.6 * sheet.unit), 2.0, 0.30), sheet, 0.008)


def _sewn_flower(sheet: Sheet, sew: Callable[..., None], place: tuple[float, float], k: int) -> None:
    """Sew one flower: petals whose stitches run outwards, a rim and a knotted heart."""
    x, y = sheet.grid()
    px, py = place
    size = (0.105, 0.08, 0.062)[k % 3]
    outer, inner, heart = (
        ("c8293f", "f07a6a", "f6d04a"),
        ("f3e9da", "f0b8c0", "e8a02f"),
        ("2f6fc0", "8fc0ee", "fff0c0"),
        ("e87a2a", "f8c85a", "6a2a4a"),
        ("8a3f9a", "d09ae0", "f6e07a"),
    )[k % 5]
    out = np.arctan2(y - py, x - px).astype(np.float32)
    count = (8, 6, 11)[k % 3]
    for j in range(count):
        turn = 2 * np.pi * j / count + k
        sew(fill(sheet, petal(px, py, turn, size, 5.2 * size / count, 0.6)), outer, out)
        sew(fill(sheet, petal(px, py, turn, 0.68 * size, 3.2 * size / count, 0.7)), inner, out)
    sew(disc(sheet, px, py, 0.26 * size), heart, out + np.pi / 2)
