"""What can be changed while it runs (the paper's "Runtime controls"), and whether it does what it promises."""

from __future__ import annotations

import dataclasses
import itertools
import statistics
from typing import TYPE_CHECKING, Any

import numpy as np

from rtstyle.evaluation.experiments import controls_page
from rtstyle.evaluation.experiments.cache import Unit
from rtstyle.evaluation.experiments.context import Section, jpeg
from rtstyle.evaluation.experiments.spatial import left_and_right, paint_regions
from rtstyle.evaluation.metrics import colour_difference, detail, hue_error_deg, mean_interval, psnr, ssim

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rtstyle.evaluation.experiments.context import Context
    from rtstyle.evaluation.experiments.inputs import Picture
    from rtstyle.frame import Image

NAME, TITLE = "controls", "What can be changed"
STRENGTHS = (0.0, 0.25, 0.5, 0.75, 1.0)
SCALES = (0.5, 1.0, 2.0)
COLOURS = (None, "luminance", "coral")
STEPS = 5
"""Mixtures along each side of the square between four styles."""

_SIDE, _SMALL_SIDE = 256, 140
_PAIRS, _PAIRS_QUICK = 12, 3


def run(context: Context) -> Section:
    """Runs the five controls: pictures of one pair or two, figures of several."""
    parts: dict[str, Callable[[Context], Unit]] = {
        "strength": _strength,
        "interpolation": _interpolation,
        "colour": _colour,
        "spatial": _spatial,
        "stroke_scale": _stroke_scale,
    }
    section = Section({})
    named = [(name.replace("_", " "), (name, part)) for name, part in parts.items()]
    for name, part in context.counted(NAME, named):
        unit = part(context)
        section.figures[name] = unit.figures
        section.pictures |= {f"{name}/{key}": data for key, data in unit.pictures.items()}
    return section


def shown_pairs(context: Context) -> list[tuple[Picture, Picture]]:
    """The two pairs whose pictures are shown."""
    return context.pairs(2, context.settings.chosen("size"))


def _measured_pairs(context: Context) -> list[tuple[Picture, Picture]]:
    return context.pairs(_PAIRS_QUICK if context.settings.quick else _PAIRS, context.settings.chosen("size"))


def _key(context: Context, name: str, pairs: Sequence[tuple[Picture, Picture]]) -> dict[str, Any]:
    return {
        "unit": name,
        "painter": context.painter,
        "judge": context.judge.fingerprint,
        "pairs": [[content.digest, style.digest] for content, style in pairs],
        "quick": context.settings.quick,
    }


def _strength(context: Context) -> Unit:
    """From the content to the full style; at 0 the content has to come back."""
    pairs = _measured_pairs(context)

    def compute() -> Unit:
        rows: dict[float, list[dict[str, Any]]] = {strength: [] for strength in STRENGTHS}
        pictures: dict[str, bytes] = {}
        for number, (content, style) in enumerate(pairs):
            context.tell_detail(f"strength: {content.name} as {style.name}")
            for strength, image in zip(STRENGTHS, _at_strengths(context, content, style), strict=True):
                rows[strength].append(
                    {
                        "psnr": min(psnr(image, content.image), controls_page.MOST_PSNR_DB),
                        "ssim": ssim(image, content.image),
                        "style": context.judge.style_loss(image, style.image),
                    }
                )
                if number < len(shown_pairs(context)):
                    pictures[f"{number}/{strength:g}"] = jpeg(image, _SIDE)
            if number < len(shown_pairs(context)):
                pictures[f"{number}/style"] = jpeg(style.image, _SIDE)
                pictures[f"{number}/content"] = jpeg(content.image, _SIDE)
        table = [{"strength": strength, **_means(group)} for strength, group in rows.items()]
        at_zero = mean_interval([row["psnr"] for row in rows[0.0]])
        return Unit({"pairs": len(pairs), "rows": table, "psnr_at_0": dataclasses.asdict(at_zero)}, pictures)

    return context.unit(_key(context, "strength", pairs), compute)


def _at_strengths(context: Context, content: Picture, style: Picture) -> list[Image]:
    context.set_style(style)
    try:
        images = []
        for strength in STRENGTHS:
            context.stylizer.strength = strength
            images.append(context.stylizer.stylize(content.image))
        return images
    finally:
        context.stylizer.strength = 1.0


def _means(rows: Sequence[dict[str, float | None]]) -> dict[str, float | None]:
    """Mean of each figure; None where it was not measured."""
    means: dict[str, float | None] = {}
    for name in rows[0]:
        values = [row[name] for row in rows]
        means[name] = statistics.fmean(v for v in values if v is not None) if None not in values else None
    return means


def _interpolation(context: Context) -> Unit:
    """A square between four styles; its corners have to be the pure styles, to the last bit."""
    content, styles = context.contents()[0], _four(context.styles())
    key = _key(context, "interpolation", [(content, style) for style in styles])

    def compute() -> Unit:
        pure = [_mixed(context, content, {_spec(style): 1.0}) for style in styles]
        pictures = {f"style/{i}": jpeg(style.image, _SMALL_SIDE) for i, style in enumerate(styles)}
        differences = []
        for row, column in itertools.product(range(STEPS), repeat=2):
            context.tell_detail(f"interpolation: {row * STEPS + column + 1} of {STEPS**2}")
            weights = corner_weights(row / (STEPS - 1), column / (STEPS - 1))
            mixture: dict[str, float] = {}
            for style, weight in zip(styles, weights, strict=True):
                mixture[_spec(style)] = mixture.get(_spec(style), 0.0) + weight
            image = _mixed(context, content, mixture)
            pictures[f"{row}/{column}"] = jpeg(image, _SMALL_SIDE)
            if max(weights) == 1:
                whole = pure[weights.index(1)].astype(np.int16)
                differences.append(int(np.abs(whole - image).max()))
        figures = {
            "content": content.name,
            "styles": [style.name for style in styles],
            "largest_difference_at_corners": max(differences),
            "identical": max(differences) == 0,
        }
        return Unit(figures, pictures)

    return context.unit(key, compute)


def corner_weights(down: float, right: float) -> list[float]:
    """Weights of the styles at the corners (top left, top right, bottom left, bottom right) of a place in [0, 1]²."""
    return [(1 - down) * (1 - right), (1 - down) * right, down * (1 - right), down * right]


def _four(styles: Sequence[Picture]) -> list[Picture]:
    """Four styles, far apart in the list; some twice where there are fewer."""
    return [styles[i * len(styles) // 4] for i in range(4)]


def _painted(context: Context, content: Picture, style: Picture) -> Image:
    context.set_style(style)
    return context.stylizer.stylize(content.image)


def _mixed(context: Context, content: Picture, mixture: dict[str, float]) -> Image:
    context.stylizer.reset()
    context.stylizer.set_style(mixture)
    return context.stylizer.stylize(content.image)


def _spec(style: Picture) -> str:
    assert style.path is not None
    return str(style.path)


def _colour(context: Context) -> Unit:
    """Two ways to keep the content's colours, beside none; measured as differences of colour and of hue."""
    pairs = _measured_pairs(context)

    def compute() -> Unit:
        rows: dict[str, list[dict[str, Any]]] = {str(mode): [] for mode in COLOURS}
        pictures: dict[str, bytes] = {}
        for number, (content, style) in enumerate(pairs):
            context.tell_detail(f"colour: {content.name} as {style.name}")
            for mode in COLOURS:
                image = _in_colour(context, content, style, mode)
                rows[str(mode)].append(
                    {
                        "colour_difference": colour_difference(image, content.image),
                        "hue_error_deg": hue_error_deg(image, content.image),
                    }
                )
                if number < len(shown_pairs(context)):
                    pictures[f"{number}/{mode}"] = jpeg(image, _SIDE)
            if number < len(shown_pairs(context)):
                pictures[f"{number}/style"] = jpeg(style.image, _SIDE)
                pictures[f"{number}/content"] = jpeg(content.image, _SIDE)
        # A content that is grey all over has no hue to keep, whatever the mode.
        table = [{"mode": mode, **_means(_with_hue(group))} for mode, group in rows.items()]
        return Unit({"pairs": len(pairs), "rows": table}, pictures)

    return context.unit(_key(context, "colour", pairs), compute)


def _with_hue(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [row for row in rows if row["hue_error_deg"] is not None] or rows


def _in_colour(context: Context, content: Picture, style: Picture, mode: str | None) -> Image:
    context.stylizer.preserve_color = mode
    try:
        return _painted(context, content, style)
    finally:
        context.stylizer.preserve_color = None


def _spatial(context: Context) -> Unit:
    """Two styles in two regions; each region has to look as if its style were alone."""
    (content, first), (_, second) = shown_pairs(context)
    key = _key(context, "spatial", [(content, first), (content, second)])

    def compute() -> Unit:
        masks = left_and_right(*content.image.shape[:2])
        result = paint_regions(context.settings.model, content.image, [first.image, second.image], masks)
        pictures = {
            "content": jpeg(content.image, _SIDE),
            "mask": jpeg(np.repeat((masks[0] * 255).astype(np.uint8)[:, :, None], 3, 2), _SIDE),
            "first": jpeg(first.image, _SIDE),
            "second": jpeg(second.image, _SIDE),
            "result": jpeg(result, _SIDE),
        }
        third = content.image.shape[1] // 3
        sides = [np.ascontiguousarray(part) for part in (result[:, :third], result[:, -third:])]
        losses = [
            [context.judge.style_loss(side, style.image) for style in (first, second)] for side in sides
        ]
        names = [first.name, second.name]
        return Unit({"content": content.name, "styles": names, "style_of_sides": losses}, pictures)

    return context.unit(key, compute)


def _stroke_scale(context: Context) -> Unit:
    """The style seen smaller and larger; larger strokes mean less fine detail."""
    pairs = _measured_pairs(context)

    def compute() -> Unit:
        rows: dict[float, list[float]] = {scale: [] for scale in SCALES}
        pictures: dict[str, bytes] = {}
        for number, (content, style) in enumerate(pairs):
            context.tell_detail(f"stroke scale: {content.name} as {style.name}")
            for scale in SCALES:
                image = _at_scale(context, content, style, scale)
                rows[scale].append(detail(image))
                if number < len(shown_pairs(context)):
                    pictures[f"{number}/{scale:g}"] = jpeg(image, _SIDE)
            if number < len(shown_pairs(context)):
                pictures[f"{number}/style"] = jpeg(style.image, _SIDE)
        table = [{"scale": scale, "detail": statistics.fmean(values)} for scale, values in rows.items()]
        finer = sum(small > large for small, large in zip(rows[SCALES[0]], rows[SCALES[-1]], strict=True))
        return Unit({"pairs": len(pairs), "rows": table, "finer_at_smallest": finer}, pictures)

    return context.unit(_key(context, "stroke scale", pairs), compute)


def _at_scale(context: Context, content: Picture, style: Picture, scale: float) -> Image:
    context.stylizer.stroke_scale = scale
    try:
        return _painted(context, content, style)
    finally:
        context.stylizer.stroke_scale = 1.0


def render(section: Section) -> str:
    """The section as HTML."""
    return controls_page.render(section)
