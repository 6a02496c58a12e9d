"""Why instance normalization (the paper's §3.1, §4 and figure 1): it normalises style."""

from __future__ import annotations

import dataclasses
from html import escape
from typing import TYPE_CHECKING

from rtstyle.evaluation.baselines.figure1 import (
    NORMALIZATIONS,
    PREPARATIONS,
    figure1_budget,
    normalization_curves,
)
from rtstyle.evaluation.charts import Line, line_chart
from rtstyle.evaluation.experiments import page
from rtstyle.evaluation.experiments.cache import Unit
from rtstyle.evaluation.experiments.competitors import workshop
from rtstyle.evaluation.experiments.context import Section, jpeg
from rtstyle.evaluation.quality import HOW_TO_GET_VGG

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rtstyle.evaluation.baselines.figure1 import Figure1
    from rtstyle.evaluation.experiments.context import Context

NAME, TITLE = "normalization", "Why instance normalization"

_POINTS = 60
"""Points that are left of a curve; each is a mean of its neighbours."""
_SIDE = 120
_PANEL_WIDTH = 350


def run(context: Context) -> Section:
    """Trains the six small networks of the paper's figure 1."""
    needs = []
    if context.judge.features is None:
        needs.append(f"a VGG network: {HOW_TO_GET_VGG}")
    if not context.settings.train_content:
        needs.append("photographs to train on: --train-content PATH")
    if needs:
        what = "The training curves of instance and batch normalization (the paper's figure 1) need"
        return Section({"gaps": None}, missing=[f"{what} {'; and '.join(needs)}."])
    style, other = context.styles()[:2] if len(context.styles()) > 1 else [context.styles()[0]] * 2
    base = workshop(context, "figure 1")
    small = dataclasses.replace(base, budget=figure1_budget(base.budget))
    key = {
        "unit": "figure 1",
        "budget": repr(small.budget),
        "judge": context.judge.fingerprint,
        "training": context.training_digest,
        "styles": [style.digest, other.digest],
    }
    context.tell(NAME, 0, 1, "figure 1")
    unit = context.unit(key, lambda: _unit(normalization_curves(small, style.image, other.image)))
    context.tell(NAME, 1, 1, "")
    return Section({"style": style.name, "other_style": other.name, **unit.figures}, dict(unit.pictures))


def _unit(found: Figure1) -> Unit:
    curves = {
        preparation: {
            kind: _thinned([point.terms["style"] for point in found.curves[preparation, kind]])
            for kind in NORMALIZATIONS
        }
        for preparation in PREPARATIONS
    }
    gaps = {preparation: found.gap(preparation) for preparation in PREPARATIONS}
    pictures = {
        f"{preparation}/{i}": jpeg(image, _SIDE)
        for preparation, images in found.examples.items()
        for i, image in enumerate(images)
    }
    return Unit({"curves": curves, "gaps": gaps}, pictures)


def _thinned(values: Sequence[float]) -> list[list[float]]:
    """(step, mean of the steps around it) of some steps."""
    width = max(1, len(values) // _POINTS)
    parts = [values[i : i + width] for i in range(0, len(values), width)]
    return [[i * width + (len(part) - 1) / 2, sum(part) / len(part)] for i, part in enumerate(parts)]


def render(section: Section) -> str:
    """The section as HTML."""
    figures = section.figures
    if figures["gaps"] is None:
        return page.notes(section.missing)
    text = page.paragraph(
        "The same single-style network is trained with instance and with batch normalization, on photographs as they "
        "are, with their contrast normalised, and painted in one other style beforehand. If instance normalization "
        "normalises style, batch normalization falls behind less where style has been normalised already."
    )
    panels = "".join(_rendered_preparation(section, preparation) for preparation in PREPARATIONS)
    caption = (
        f"Style loss while networks learn to paint in {escape(figures['style'])}, as a share of the unpainted "
        f"photographs' own. On the right the photographs were painted in {escape(figures['other_style'])} before."
    )
    text += page.figure(f'<div class="panels">{panels}</div>', caption)
    rows = [[name, page.number(gap, 2)] for name, gap in figures["gaps"].items()]
    return text + page.table(["photographs", "style loss at the end, batch over instance"], rows)


def _rendered_preparation(section: Section, preparation: str) -> str:
    curves = section.figures["curves"]
    kinds = {"instance": "ours", "batch": "other"}
    lines = [Line(name, [(x, y) for x, y in curves[preparation][name]], kind) for name, kind in kinds.items()]
    chart = line_chart(
        lines,
        title=f"Style loss, {preparation} photographs",
        x_label="step",
        y_label="style loss",
        logarithmic=True,
        heights=[y for both in curves.values() for points in both.values() for _, y in points],
        width=_PANEL_WIDTH,
    )
    examples = [[page.picture(section, f"{preparation}/{i}", preparation) for i in range(2)]]
    strip = page.grid(examples, kind="square thumbnails")
    return f"<div><h3>{preparation.capitalize()}</h3>{strip}{chart}</div>"
