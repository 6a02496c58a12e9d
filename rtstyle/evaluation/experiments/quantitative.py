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
from rtstyle.evaluation.quality import Scores

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rtstyle.evaluation.experiments.cache import Unit
    from rtstyle.evaluation.experiments.context import Context
    from rtstyle.evaluation.experiments.inputs import Picture
    from rtstyle.evaluation.experiments.methods import Candidate

NAME, TITLE = "quantitative", "How good the pictures are"
FIGURES = tuple(Scores.__dataclass_fields__)
"""What is measured of each pair, as `Scores` names it."""
WALL_FIGURES = ("lattice", "border")
"""What is measured of a plain wall in each style."""
_COLUMNS = {
    "ssim": ("SSIM", 3),
    "perceptual": ("perceptual distance", 3),
    "bold": ("boldness", 3),
    "scale": ("stroke scale, octaves", 2),
    "lattice": ("lattice", 3),
    "border": ("border", 2),
    "palette": ("palette distance, ΔE", 1),
    "balanced": ("balanced loss", 3),
    "balanced_worst": ("its worst quarter", 3),
    "style": ("style loss", 2),
    "content": ("content loss", 3),
}
"""Heading and decimals of each."""
_UNTRAINED = ("ssim", "perceptual", "bold", "scale", *WALL_FIGURES)
"""What nothing here is trained with; the others are losses, or close to one."""
_OWN = (methods.OURS, methods.REFINED)
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


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class _Work:
    """All that one method painted, scored."""

    candidate: Candidate
    pairs: list[tuple[Picture, Picture, Unit]]
    walls: list[tuple[Picture, Unit]]

    @property
    def units(self) -> list[Unit]:
        return [unit for _, _, unit in self.pairs]

    def of_style(self, style: Picture) -> _Work:
        pairs = [row for row in self.pairs if row[1] is style]
        return _Work(self.candidate, pairs, [row for row in self.walls if row[0] is style])


def _painted(
    context: Context, candidates: Sequence[Candidate], pairs: Sequence[tuple[Picture, Picture]]
) -> dict[str, _Work]:
    """Every method's pairs, and a plain wall in each of their styles."""
    styles = list({style.digest: style for _, style in pairs}.values())
    work = {m.name: _Work(m, [], []) for m in candidates}
    named = [
        (f"{m.title}: {'a plain wall' if c is None else c.name} as {s.name}", (m, c, s))
        for m in candidates
        for c, s in [*pairs, *((None, style) for style in styles if m.quick)]
    ]
    for candidate, content, style in context.counted(NAME, named):
        if content is None:
            unit = methods.wall(context, candidate, style)
            work[candidate.name].walls.append((style, unit))
        else:
            unit = methods.scored(context, candidate, content, style)
            work[candidate.name].pairs.append((content, style, unit))
    return work


def _stages(context: Context, styles: Sequence[Picture]) -> list[Candidate]:
    """Our own: at once, and refined where all styles are."""
    refined = methods.refined(context, styles)
    return [methods.ours(context), *([] if refined is None else [refined])]


def _all_pairs(context: Context) -> dict[str, Any]:
    """Content after content, so that each is encoded once."""
    contents, styles = context.contents(), context.styles()
    candidates = [methods.untouched(), *_stages(context, styles)]
    pairs = [(c, s) for c in contents for s in styles]
    work = _painted(context, candidates, pairs)
    own, untouched = work[methods.OURS], work[methods.UNTOUCHED]
    return {
        "pairs": len(pairs),
        "methods": [_row(work[candidate.name]) for candidate in candidates],
        "by_style": {s.name: _all_figures(own.of_style(s)) for s in styles},
        "untouched_by_style": {s.name: _all_figures(untouched.of_style(s)) for s in styles},
        "by_content": {c.name: _figures((u for d, _, u in own.pairs if d is c), FIGURES) for c in contents},
        "each": [
            {"content": c.name, "style": s.name, **{name: unit.figures[name] for name in FIGURES}}
            for c, s, unit in own.pairs
        ],
    }


def _comparison(context: Context, missing: list[str]) -> tuple[dict[str, Any] | None, dict[str, Any] | None]:
    others = competitors(context, missing)
    if not others:
        return None, None
    pairs, side = context.compared_pairs(), context.settings.chosen("comparison_size")
    stages = _stages(context, list({style.digest: style for _, style in pairs}.values()))
    work = _painted(context, [methods.untouched(), *stages, *others], pairs)
    parameters = (
        unit.figures.get("parameters") for unit in (work[CONDITIONAL].units if CONDITIONAL in work else [])
    )
    compared = {
        "size": side,
        "pairs": [[content.name, style.name] for content, style in pairs],
        "methods": [_row(done) for done in work.values()],
        "gatys_layers": _GATYS_SHALLOW if context.deeper is None else _GATYS_DEEP,
        "training": training_words(context),
        "conditional_parameters": next((found for found in parameters if found is not None), None),
    }
    return compared, _gatys_curve({name: done.units for name, done in work.items()})


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
    refined = [unit.figures["style"] for unit in units.get(methods.REFINED, [])]
    return {
        "style_by_iteration": mean,
        "style_of_ours": target,
        "iterations_to_ours": _first_at_most(mean, target),
        "iterations_to_ours_by_pair": each,
        "style_of_refined": statistics.fmean(refined) if refined else None,
        "iterations_to_refined": _first_at_most(mean, statistics.fmean(refined)) if refined else None,
    }


def _first_at_most(curve: Sequence[float], value: float) -> int | None:
    return next((i for i, found in enumerate(curve) if found <= value), None)


def _row(work: _Work) -> dict[str, Any]:
    candidate = work.candidate
    row = {"name": candidate.name, "title": candidate.title, "kind": candidate.kind}
    row |= _all_figures(work) | {"balanced_worst": _worst_quarter(work)}
    # The median: the first picture of a size may compile something.
    return row | {"cpu_s": statistics.median(unit.figures["cpu_s"] for unit in work.units)}


def _worst_quarter(work: _Work) -> float | None:
    """Mean balanced loss of the quarter of the styles, at least one, that a method is furthest from."""
    by_style: dict[str, list[float]] = {}
    for _, style, unit in work.pairs:
        if unit.figures["balanced"] is None:
            return None
        by_style.setdefault(style.digest, []).append(unit.figures["balanced"])
    means = sorted(map(statistics.fmean, by_style.values()), reverse=True)
    return statistics.fmean(means[: max(1, len(means) // 4)])


def _all_figures(work: _Work) -> dict[str, Any]:
    return _figures(work.units, FIGURES) | _figures((unit for _, unit in work.walls), WALL_FIGURES)


def _figures(units: Iterable[Unit], names: Sequence[str]) -> dict[str, Any]:
    kept = list(units)
    return {
        name: None
        if not kept or kept[0].figures[name] is None
        else dataclasses.asdict(mean_interval([unit.figures[name] for unit in kept]))
        for name in names
    }


def render(section: Section) -> str:
    """The section as HTML."""
    whole = section.figures["all_pairs"]
    text = page.notes(section.missing)
    text += page.paragraph(
        "A good result has the style's strokes (<b>boldness</b> and <b>stroke scale</b>: 0 is the style's own) and "
        "still shows the content (<b>SSIM</b>, higher is more; <b>perceptual distance</b>, lower is more). The two "
        "pull against each other: the untouched content is perfect in the one and worst in the other, so they are "
        "read together. A plain wall shows what a method adds of its own: <b>lattice</b> is the share of its detail in "
        "three frequencies (1 is a grid), <b>border</b> the contrast of its outermost pixels over that of the inside "
        "(1 is none)."
    )
    text += f"<h3>All {whole['pairs']} pairs, at a short side of {section.figures['size']} pixels</h3>"
    text += _rendered_tables(whole["methods"])
    if whole["methods"][-1]["balanced"] is not None:
        text += _rendered_styles(whole)
    if section.figures["comparison"] is not None:
        text += _rendered_comparison(section)
    features = section.figures["perceptual_network"]
    return text + page.paragraph(
        ("" if whole["methods"][-1]["style"] is None else f"Features: {escape(features)}. ")
        + "± is the 95 % interval of the mean over the pairs, for lattice and border over the styles."
    )


def _rendered_tables(rows: Sequence[Mapping[str, Any]], *, with_time: bool = False) -> str:
    """What nothing is trained with, then what is a loss of some method or close to one."""
    measured = [name for name in _COLUMNS if rows[0][name] is not None]
    judged = [name for name in measured if name in _UNTRAINED]
    losses = [name for name in measured if name not in _UNTRAINED]
    caption = (
        "What some of these methods are trained with or optimise, rtstyle's network included, in this form or a close "
        "one: they say whether training does what it should, not who is best. Lower is nearer to the style (<b>content "
        "loss</b>: to the content)."
    )
    return _rendered_table(rows, judged, with_time=with_time) + page.figure(
        _rendered_table(rows, losses), caption
    )


def _rendered_table(
    rows: Sequence[Mapping[str, Any]], names: Sequence[str], *, with_time: bool = False
) -> str:
    head = ["method", *(_COLUMNS[name][0] for name in names), *(["CPU time, s"] if with_time else [])]
    cells = [
        [
            row["title"],
            *(_cell(row[name], _COLUMNS[name][1]) for name in names),
            *([page.number(row["cpu_s"], 2)] if with_time else []),
        ]
        for row in rows
    ]
    ours = [i for i, row in enumerate(rows) if row["name"] in _OWN]
    return page.table(head, cells, ours=ours)


def _cell(value: Mapping[str, Any] | float, digits: int) -> str:
    return page.number(value, digits) if isinstance(value, float) else page.with_interval(value, digits)


def _rendered_styles(whole: Mapping[str, Any]) -> str:
    bars = [
        Bar(name, row["balanced"]["mean"], row["balanced"]["low"], row["balanced"]["high"])
        for name, row in sorted(whole["by_style"].items(), key=lambda item: item[1]["balanced"]["mean"])
    ]
    chart = bar_chart(bars, title="Balanced loss by style", digits=3)
    untouched = whole["untouched_by_style"]
    shares = [
        1 - row["balanced"]["mean"] / untouched[name]["balanced"]["mean"]
        for name, row in whole["by_style"].items()
    ]
    caption = (
        "Balanced loss by style, easiest first; whiskers are 95 % intervals over the contents. Painting takes between "
        f"{min(shares):.0%} and {max(shares):.0%} of the contents' distance to each style away."
    )
    return page.figure(chart, caption)


def _rendered_comparison(section: Section) -> str:
    compared, curve = section.figures["comparison"], section.figures["gatys"]
    pairs = len(compared["pairs"])
    text = f"<h3>Beside other methods: the same {pairs} pairs, at {compared['size']} pixels</h3>"
    text += _rendered_tables(compared["methods"], with_time=True)
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
            "ours" if row["name"] in _OWN else "other",
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
    lines = [Line("Gatys et al.", points, "other")]
    found = []
    for key, what, kind in (
        ("ours", "rtstyle, one pass", "ours"),
        ("refined", "rtstyle, refined", "reference"),
    ):
        level = curve[f"style_of_{key}"]
        if level is not None:
            lines.append(Line(what, [(0, level), (last, level)], kind))
            reached = curve[f"iterations_to_{key}"]
            found.append(
                f"<b>{reached}</b> ({what})" if reached is not None else f"more than {last} ({what})"
            )
    caption = (
        "Style loss while Gatys' method optimises the picture from noise (mean over the pairs, best so far), and how "
        "many of its iterations, each a forward and a backward pass through VGG, it needs to get as near as rtstyle's "
        f"small network: {', '.join(found)}. The paper's figure 3 says 50 to 100 iterations for its own network."
    )
    chart = line_chart(
        lines, title="Style loss by iteration", x_label="iteration", y_label="style loss", logarithmic=True
    )
    return page.figure(chart, caption)
