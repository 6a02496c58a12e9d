"""Figures of quality: rtstyle on all pairs, and beside other methods on the same few (the paper's §6.1)."""

from __future__ import annotations

import dataclasses
import itertools
import statistics
from html import escape
from typing import TYPE_CHECKING, Any

from rtstyle.evaluation.charts import Bar, Dot, Line, bar_chart, line_chart, scatter_chart
from rtstyle.evaluation.experiments import methods, page
from rtstyle.evaluation.experiments.competitors import (
    CONDITIONAL,
    GATYS_STATISTICS,
    competitors,
    training_words,
)
from rtstyle.evaluation.experiments.context import Section
from rtstyle.evaluation.metrics import mean_interval

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rtstyle.evaluation.experiments.cache import Unit
    from rtstyle.evaluation.experiments.context import Context
    from rtstyle.evaluation.experiments.inputs import Picture
    from rtstyle.evaluation.experiments.methods import Candidate

NAME, TITLE = "quantitative", "How good the pictures are"
FIGURES = ("style", "content", "ssim", "perceptual", "palette")
"""What is measured of each pair, as `Scores` names it."""
_COLUMNS = {
    "style": ("style loss", 2),
    "content": ("content loss", 3),
    "ssim": ("SSIM", 3),
    "perceptual": ("perceptual distance", 3),
    "palette": ("palette distance, ΔE", 1),
}
"""Heading and decimals of each."""
_GATYS_SHALLOW = "relu1_1 to relu4_1 and content at relu4_1, as far as these weights reach"
_GATYS_DEEP = "relu1_1 to relu5_1 and content at relu4_2, as in their paper"


def run(context: Context) -> Section:
    """Scores every content in every style, then every method on the same pairs."""
    missing: list[str] = []
    whole = _all_pairs(context)
    compared, curve = _comparison(context, missing)
    figures = {
        "perceptual_network": context.judge.name,
        "size": context.settings.chosen("size"),
        "all_pairs": whole,
        "comparison": compared,
        "gatys": curve,
    }
    return Section(figures, missing=missing)


def _all_pairs(context: Context) -> dict[str, Any]:
    """Content after content, so that each is encoded once."""
    candidates = [methods.untouched(), methods.ours(context)]
    contents, styles = context.contents(), context.styles()
    work = [(c, s, m) for c in contents for s in styles for m in candidates]
    rows: dict[str, list[tuple[Picture, Picture, Unit]]] = {m.name: [] for m in candidates}
    named = ((f"{c.name} as {s.name}", (c, s, m)) for c, s, m in work)
    for content, style, candidate in context.counted(NAME, named):
        unit = methods.scored(context, candidate, content, style)
        rows[candidate.name].append((content, style, unit))
    own = rows[methods.OURS]
    return {
        "pairs": len(own),
        "methods": [
            _row(candidate, [unit for _, _, unit in rows[candidate.name]]) for candidate in candidates
        ],
        "by_style": {s.name: _figures(u for _, t, u in own if t is s) for s in styles},
        "untouched_by_style": {
            s.name: _figures(u for _, t, u in rows[methods.UNTOUCHED] if t is s) for s in styles
        },
        "by_content": {c.name: _figures(u for d, _, u in own if d is c) for c in contents},
        "each": [
            {"content": c.name, "style": s.name, **{name: unit.figures[name] for name in FIGURES}}
            for c, s, unit in own
        ],
    }


def _comparison(context: Context, missing: list[str]) -> tuple[dict[str, Any] | None, dict[str, Any] | None]:
    others = competitors(context, missing)
    if not others:
        return None, None
    pairs = context.compared_pairs()
    candidates = [methods.untouched(), methods.ours(context), *others]
    named = [(f"{m.title}: {c.name} as {s.name}", (m, c, s)) for m in candidates for c, s in pairs]
    units: dict[str, list[Unit]] = {m.name: [] for m in candidates}
    for candidate, content, style in context.counted(NAME, named):
        units[candidate.name].append(methods.scored(context, candidate, content, style))
    rows = [_row(candidate, units[candidate.name]) for candidate in candidates]
    compared = {
        "size": context.settings.chosen("comparison_size"),
        "pairs": [[content.name, style.name] for content, style in pairs],
        "methods": rows,
        "gatys_layers": _GATYS_SHALLOW if context.deeper is None else _GATYS_DEEP,
        "training": training_words(context),
        "conditional_parameters": next(
            (
                unit.figures["parameters"]
                for unit in units.get(CONDITIONAL, [])
                if "parameters" in unit.figures
            ),
            None,
        ),
    }
    return compared, _gatys_curve(units)


def _gatys_curve(units: Mapping[str, Sequence[Unit]]) -> dict[str, Any]:
    """Style loss of Gatys' method by iteration, with the AdaIN paper's loss, and where it passes rtstyle's.

    Both as the paper has it, mean against mean, and pair by pair; None where that never came.
    """
    curves = [unit.figures["style_by_iteration"] for unit in units[GATYS_STATISTICS]]
    own = [unit.figures["style"] for unit in units[methods.OURS]]
    # One that is at its optimum early may stop early: it stays there.
    length = max(map(len, curves))
    lowest = [
        list(itertools.accumulate([*curve, *curve[-1:] * (length - len(curve))], min)) for curve in curves
    ]
    mean = [statistics.fmean(values) for values in zip(*lowest, strict=True)]
    target = statistics.fmean(own)
    each = [_first_at_most(curve, value) for curve, value in zip(lowest, own, strict=True)]
    return {
        "style_by_iteration": mean,
        "style_of_ours": target,
        "iterations_to_ours": _first_at_most(mean, target),
        "iterations_to_ours_by_pair": each,
    }


def _first_at_most(curve: Sequence[float], value: float) -> int | None:
    return next((i for i, found in enumerate(curve) if found <= value), None)


def _row(candidate: Candidate, units: Sequence[Unit]) -> dict[str, Any]:
    row = {"name": candidate.name, "title": candidate.title, "kind": candidate.kind}
    # The median: the first picture of a size may compile something.
    return row | _figures(units) | {"cpu_s": statistics.median(unit.figures["cpu_s"] for unit in units)}


def _figures(units: Iterable[Unit]) -> dict[str, Any]:
    kept = list(units)
    return {
        name: None if kept[0].figures[name] is None else dataclasses.asdict(_interval(kept, name))
        for name in FIGURES
    }


def _interval(units: Sequence[Unit], name: str) -> Any:
    return mean_interval([unit.figures[name] for unit in units])


def render(section: Section) -> str:
    """The section as HTML."""
    whole = section.figures["all_pairs"]
    text = page.notes(section.missing)
    text += page.paragraph(
        "A good result has the style's statistics (<b>style loss</b>) and colours (<b>palette distance</b>) and still "
        "shows the content (<b>content loss</b>, <b>SSIM</b>, <b>perceptual distance</b>). The two pull against each "
        "other: the untouched photograph is perfect in the one and worst in the other, so they are read together. "
        "Lower is better but for SSIM."
    )
    text += f"<h3>All {whole['pairs']} pairs, at a short side of {section.figures['size']} pixels</h3>"
    text += _rendered_table(whole["methods"])
    own = whole["methods"][-1]
    if own["style"] is not None:
        text += _rendered_styles(whole)
    if section.figures["comparison"] is not None:
        text += _rendered_comparison(section)
    features = section.figures["perceptual_network"]
    return text + page.paragraph(
        ("" if own["style"] is None else f"Features: {escape(features)}. ")
        + "± is the 95 % interval of the mean over the pairs."
    )


def _rendered_table(rows: Sequence[Mapping[str, Any]], *, with_time: bool = False) -> str:
    measured = [name for name in FIGURES if rows[0][name] is not None]
    head = ["method", *(_COLUMNS[name][0] for name in measured), *(["CPU time, s"] if with_time else [])]
    cells = [
        [
            row["title"],
            *(page.with_interval(row[name], _COLUMNS[name][1]) for name in measured),
            *([page.number(row["cpu_s"], 2)] if with_time else []),
        ]
        for row in rows
    ]
    ours = [i for i, row in enumerate(rows) if row["name"] == methods.OURS]
    return page.table(head, cells, ours=ours)


def _rendered_styles(whole: Mapping[str, Any]) -> str:
    bars = [
        Bar(name, row["style"]["mean"], row["style"]["low"], row["style"]["high"])
        for name, row in sorted(whole["by_style"].items(), key=lambda item: item[1]["style"]["mean"])
    ]
    chart = bar_chart(bars, title="Style loss by style")
    untouched = whole["untouched_by_style"]
    shares = [
        1 - row["style"]["mean"] / untouched[name]["style"]["mean"] for name, row in whole["by_style"].items()
    ]
    caption = (
        "Style loss by style, easiest first; whiskers are 95 % intervals over the contents. Painting takes between "
        f"{min(shares):.0%} and {max(shares):.0%} of the photographs' distance to each style away."
    )
    return page.figure(chart, caption)


def _rendered_comparison(section: Section) -> str:
    compared, curve = section.figures["comparison"], section.figures["gatys"]
    pairs = len(compared["pairs"])
    text = f"<h3>Beside other methods: the same {pairs} pairs, at {compared['size']} pixels</h3>"
    text += _rendered_table(compared["methods"], with_time=True)
    text += page.paragraph(f"Gatys et al. compare Gram matrices at {compared['gatys_layers']}.")
    if compared["training"] is not None:
        text += page.paragraph(
            f"Networks that had to be trained for this page had {compared['training']}: that shows what a method "
            "does, not its best."
        )
    if (parameters := compared["conditional_parameters"]) is not None:
        text += page.paragraph(
            f"Conditional instance normalization shares {parameters['shared']:,} parameters and adds 2·F·S = 2 · "
            f"{parameters['features']:,} · {parameters['styles']} = {parameters['extra']:,} for its styles; AdaIN none."
        )
    dots = [
        Dot(
            row["title"],
            row["style"]["mean"],
            row["content"]["mean"],
            (row["style"]["low"], row["style"]["high"]),
            (row["content"]["low"], row["content"]["high"]),
            "ours" if row["name"] == methods.OURS else "other",
        )
        for row in compared["methods"]
        if row["name"] != methods.UNTOUCHED
    ]
    chart = scatter_chart(dots, title="Style and content loss", x_label="style loss", y_label="content loss")
    text += page.figure(chart, "Towards the lower left: more of the style with more of the content kept.")
    return text + _rendered_curve(curve)


def _rendered_curve(curve: Mapping[str, Any]) -> str:
    points = list(enumerate(curve["style_by_iteration"]))
    last = len(points) - 1
    lines = [
        Line("Gatys et al.", points, "other"),
        Line("rtstyle, one pass", [(0, curve["style_of_ours"]), (last, curve["style_of_ours"])], "ours"),
    ]
    reached = curve["iterations_to_ours"]
    found = (
        f"Gatys' method needs <b>{reached} iterations</b>, each a forward and a backward pass through VGG, to reach "
        "the style loss that rtstyle has after one pass of a small network."
        if reached is not None
        else f"In {last} iterations Gatys' method did not reach rtstyle's style loss."
    )
    caption = (
        f"Style loss while Gatys' method optimises the picture from noise (mean over the pairs, best so far). "
        f"{found} The paper's figure 3 says 50 to 100 iterations for its own network."
    )
    chart = line_chart(
        lines, title="Style loss by iteration", x_label="iteration", y_label="style loss", logarithmic=True
    )
    return page.figure(chart, caption)
