"""Charts: what is drawn is what the figures say, and legible."""

from __future__ import annotations

import importlib.util
import itertools
import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from rtstyle.errors import UsageError
from rtstyle.evaluation.charts import Bar, Dot, Line, bar_chart, line_chart, require_matplotlib, scatter_chart
from rtstyle.evaluation.experiments.context import EvaluationSettings
from rtstyle.evaluation.experiments.evaluate import run_evaluation
from rtstyle.evaluation.plots import require_drawable

if TYPE_CHECKING:
    from pathlib import Path

Box = tuple[float, float, float, float]


def paths(chart: str, kind: str) -> list[Box]:
    """What the paths of a colour span."""
    spans = []
    for data, style in re.findall(r'<path d="([^"]*)"[^>]*?style="([^"]*)"', chart):
        if f"var(--{kind})" in style:
            points = np.array(re.findall(r"([\d.-]+) ([\d.-]+)", data), float)
            spans.append((*points.min(0), *points.max(0)))
    return spans


def texts(chart: str) -> dict[str, Box]:
    """Texts and the boxes that they fill, with narrow letters."""
    found = {}
    for style, x, y, text in re.findall(r'<text style="([^"]*)" x="([^"]*)" y="([^"]*)"[^>]*>([^<]*)', chart):
        width = 6 * len(text)
        left = float(x) - (width if "anchor: end" in style else width / 2 if "anchor: middle" in style else 0)
        found[text.replace("&amp;", "&").replace("&lt;", "<")] = (
            left,
            float(y) - 10,
            left + width,
            float(y) + 2,
        )
    return found


def overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def test_charts_are_elements_of_a_page() -> None:
    charts = [
        bar_chart([Bar("a < b $x$", 3, 2, 4), Bar("nothing", 0)], title='"bars" & <more>'),
        bar_chart([], title="none"),
        line_chart([Line("one", [(0, 5), (1, 2)])], title="l", x_label="x", y_label="y", logarithmic=True),
        line_chart([Line("flat", [(0, 1), (0, 1)])], title="l", x_label="x", y_label="y"),
        scatter_chart([Dot("d", 1, 2, (0.5, 1.5), (1, 3))] * 2, title="s", x_label="x", y_label="y"),
    ]
    for chart in charts:
        root = ET.fromstring(chart)
        assert root.tag == "svg"
        # The page asks the network for nothing.
        assert not re.search(r"https?:|//[a-z]|@import|url\(|<script|<link|<style|srcset", chart)
        assert all(target.startswith("#") for target in re.findall(r"""(?:src|href)="([^"]*)""", chart))
        assert "nan" not in chart
    assert ET.fromstring(charts[0]).attrib["aria-label"] == '"bars" & <more>'
    assert "a &lt; b $x$" in charts[0]


def test_bars_and_whiskers_are_as_long_as_their_figures() -> None:
    chart = bar_chart([Bar("long", 3, 2, 4), Bar("short", 0.5), Bar("theirs", 1, kind="other")], title="")
    (long, short), (theirs,), (whisker,) = (paths(chart, kind) for kind in ("ours", "other", "ink"))
    unit = (long[2] - long[0]) / 3
    assert short[2] - short[0] == pytest.approx(0.5 * unit, rel=0.01)
    assert theirs[2] - theirs[0] == pytest.approx(unit, rel=0.01)
    assert (whisker[0] - long[0], whisker[2] - long[0]) == pytest.approx((2 * unit, 4 * unit), rel=0.01)
    assert long[3] < short[1] < theirs[1]
    # Each with its figure, to the right of all that is drawn.
    assert texts(chart)["3.00"][0] > whisker[2]
    assert texts(chart)["0.50"][0] > short[2]


def test_labels_of_crowded_dots_cover_neither_each_other_nor_the_dots() -> None:
    rng = np.random.default_rng(2)
    points = [(10 + 5 * float(rng.random()), 1 + 0.2 * float(rng.random())) for _ in range(9)]
    dots = [Dot(f"Method & Co. {i}", x, y, (x - 1, x + 1), (y, y + 9)) for i, (x, y) in enumerate(points)]
    chart = scatter_chart(
        [*dots, Dot("corner", 0.1, 0.01, (-9, 99), (-9, 99))], title="s", x_label="", y_label=""
    )
    boxes = [box for text, box in texts(chart).items() if "Co." in text or text == "corner"]
    assert len(boxes) == 10
    assert not [1 for a, b in itertools.combinations(boxes, 2) if overlap(a, b)]
    circles = [
        (float(x) - 6, float(y) - 6, float(x) + 6, float(y) + 6)
        for x, y in re.findall(r'<use href="[^"]*" x="([\d.]+)" y="([\d.]+)"', chart)
    ]
    assert len(circles) == 10
    assert not [1 for a in boxes for b in circles if overlap(a, b)]
    # Whiskers end where the plane does.
    reaches = np.array(paths(chart, "ours"))
    assert reaches.min() >= 0
    assert reaches[:, [0, 2]].max() <= 720
    assert reaches[:, [1, 3]].max() <= 300


def test_labels_of_lines_that_end_together_do_not_cover_each_other() -> None:
    lines = [Line(name, [(0, 5), (1, 2 + 0.01 * i)]) for i, name in enumerate(("one", "two", "three"))]
    found = texts(line_chart(lines, title="", x_label="", y_label=""))
    boxes = [found[name] for name in ("one", "two", "three")]
    assert not [1 for a, b in itertools.combinations(boxes, 2) if overlap(a, b)]


def ticks(chart: str) -> list[float]:
    return [float(t) for t in re.findall(r"text-anchor: end[^>]*>([\d.]+)<", chart)]


@pytest.mark.parametrize(("low", "high"), [(0.2, 1.4), (0.31, 0.62), (1, 40), (0.9, 1.1), (3, 3000)])
def test_logarithmic_axes_have_ticks_enough(low: float, high: float) -> None:
    chart = line_chart([Line("l", [(0, low), (1, high)])], title="", x_label="", y_label="", logarithmic=True)
    assert 3 <= len(ticks(chart)) <= 14
    assert low <= min(ticks(chart)) < max(ticks(chart)) <= high


def test_charts_beside_each_other_share_their_heights() -> None:
    lines = [Line("a", [(0, 1.0), (5, 2.0)])]
    alone, beside = (
        line_chart(lines, title="", x_label="", y_label="", heights=heights, width=350)
        for heights in ((), (8.0,))
    )
    assert 'viewBox="0 0 350 300"' in alone
    assert max(ticks(alone)) <= 2.2
    assert max(ticks(beside)) >= 8


def test_without_matplotlib_nothing_is_begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    for begin in (
        require_matplotlib,
        lambda: require_drawable(tmp_path / "chart.png"),
        lambda: run_evaluation(EvaluationSettings(tmp_path / "out", quick=True)),
    ):
        with pytest.raises(UsageError, match=r"pip install .rtstyle\[evaluation\]"):
            begin()
    assert not (tmp_path / "out").exists()
