"""Charts as SVG that takes its colours from the page around it, so that they are right on light and dark."""

from __future__ import annotations

import math
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_WIDTH = 720
_ROW, _BAR = 30, 16
_VALUE, _GLYPH = 96, 7.6
"""Room for the figure behind a bar, and the width of a letter."""
_PLOT_HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 300, 62, 150, 14, 46
_TICKS = 5


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar, with its interval.

    Attributes:
        label: What it stands for.
        value: Its length.
        low: Lower end of the whisker; None draws none.
        high: Upper end.
        kind: CSS class of its colour: ``ours``, ``other`` or ``reference``.
    """

    label: str
    value: float
    low: float | None = None
    high: float | None = None
    kind: str = "ours"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a chart.

    Attributes:
        label: Written at its end.
        points: (x, y) from left to right.
        kind: As in `Bar`; a ``reference`` is dashed.
    """

    label: str
    points: Sequence[tuple[float, float]]
    kind: str = "ours"


@dataclass(frozen=True, slots=True)
class Dot:
    """One dot of a scatter plot, with an interval both ways.

    Attributes:
        label: Written beside it.
        x: Place.
        y: Place.
        x_range: Ends of the horizontal whisker.
        y_range: Ends of the vertical whisker.
        kind: As in `Bar`.
    """

    label: str
    x: float
    y: float
    x_range: tuple[float, float]
    y_range: tuple[float, float]
    kind: str = "ours"


def bar_chart(bars: Sequence[Bar], *, title: str, digits: int = 2) -> str:
    """Horizontal bars from 0, one below the other.

    Args:
        bars: From top to bottom; values of at least 0.
        title: Read out to those who cannot see it.
        digits: Decimals of the figures.
    """
    longest = max((max(bar.value, bar.high or 0) for bar in bars), default=0) or 1.0
    left = 14 + max((len(bar.label) for bar in bars), default=0) * _GLYPH
    scale = (_WIDTH - left - _VALUE) / longest
    parts = []
    for i, bar in enumerate(bars):
        top, middle = i * _ROW + (_ROW - _BAR) / 2, i * _ROW + _ROW / 2
        end = left + max(bar.value * scale, 1)
        parts.append(_text(left - 10, middle + 4, bar.label, "end", "label"))
        parts.append(
            f'<rect class="{bar.kind}" x="{left}" y="{top:g}" width="{end - left:.1f}" height="{_BAR}" rx="2"/>'
        )
        if bar.low is not None and bar.high is not None:
            low, high = (left + max(value, 0) * scale for value in (bar.low, bar.high))
            parts.append(_path("whisker", [(low, middle), (high, middle)]))
            end = max(end, high)
        parts.append(_text(end + 8, middle + 4, f"{bar.value:.{digits}f}", "start", "value"))
    return _svg(len(bars) * _ROW, title, parts)


def line_chart(
    lines: Sequence[Line], *, title: str, x_label: str, y_label: str, logarithmic: bool = False
) -> str:
    """Lines over a common horizontal axis.

    Args:
        lines: Each with 1 point or more.
        title: Read out to those who cannot see it.
        x_label: What is to the right, with its unit.
        y_label: What is up, with its unit.
        logarithmic: Heights are logarithms; values must be above 0.
    """
    xs = [x for line in lines for x, _ in line.points]
    ys = [y for line in lines for _, y in line.points]
    plot = _Axes(_span(xs, from_zero=False), _span(ys, from_zero=not logarithmic), logarithmic=logarithmic)
    parts = plot.frame(x_label, y_label)
    heights: list[float] = []
    for line in lines:
        parts.append(_path(f"line {line.kind}", [plot.place(x, y) for x, y in line.points]))
        x, y = plot.place(*line.points[-1])
        while any(abs(y - other) < 15 for other in heights):
            y += 5  # labels never cover each other
        heights.append(y)
        parts.append(_text(x + 8, y + 4, line.label, "start", f"label {line.kind}"))
    return _svg(_PLOT_HEIGHT, title, parts)


def scatter_chart(dots: Sequence[Dot], *, title: str, x_label: str, y_label: str) -> str:
    """Dots of values above 0 in a plane that starts there, with their intervals as far as they lie in it."""
    xs = [x for dot in dots for x in (dot.x, *dot.x_range)]
    ys = [y for dot in dots for y in (dot.y, *dot.y_range)]
    plot = _Axes(_span(xs, from_zero=True), _span(ys, from_zero=True), logarithmic=False)
    parts = plot.frame(x_label, y_label)
    taken: list[tuple[float, float]] = []
    for dot in dots:
        x, y = plot.place(dot.x, dot.y)
        for ends in (
            [(max(end, 0.0), dot.y) for end in dot.x_range],
            [(dot.x, max(end, 0.0)) for end in dot.y_range],
        ):
            parts.append(_path("whisker", [plot.place(*end) for end in ends]))
        parts.append(f'<circle class="{dot.kind}" cx="{x:.1f}" cy="{y:.1f}" r="6"/>')
        label_y = y - 9
        while any(abs(label_y - other_y) < 14 and abs(x - other_x) < 130 for other_x, other_y in taken):
            label_y += 7
        taken.append((x, label_y))
        parts.append(_text(x + 9, label_y + 4, dot.label, "start", f"label {dot.kind}"))
    return _svg(_PLOT_HEIGHT, title, parts)


@dataclass(frozen=True, slots=True)
class _Axes:
    """From values to places in the drawing."""

    x_span: tuple[float, float]
    y_span: tuple[float, float]
    logarithmic: bool

    def place(self, x: float, y: float) -> tuple[float, float]:
        (x0, x1), (y0, y1) = self.x_span, self.y_span
        if self.logarithmic:
            y, y0, y1 = (math.log(max(value, 1e-9)) for value in (y, y0, y1))
        right, down = _WIDTH - _LEFT - _RIGHT, _PLOT_HEIGHT - _TOP - _BOTTOM
        return _LEFT + (x - x0) / (x1 - x0) * right, _TOP + (y1 - y) / (y1 - y0) * down

    def frame(self, x_label: str, y_label: str) -> list[str]:
        """Grid, figures along the axes and their names."""
        parts = []
        for y in _ticks(*self.y_span, logarithmic=self.logarithmic):
            start, end = self.place(self.x_span[0], y), self.place(self.x_span[1], y)
            parts += [_path("grid", [start, end]), _text(_LEFT - 8, start[1] + 4, _short(y), "end", "tick")]
        for x in _ticks(*self.x_span, logarithmic=False):
            place = self.place(x, self.y_span[0])
            parts.append(_text(place[0], place[1] + 17, _short(x), "middle", "tick"))
        middle = (_TOP + _PLOT_HEIGHT - _BOTTOM) / 2
        parts.append(_text((_LEFT + _WIDTH - _RIGHT) / 2, _PLOT_HEIGHT - 8, x_label, "middle", "axis"))
        turned = f'transform="rotate(-90 14 {middle:g})"'
        parts.append(_text(14, middle, y_label, "middle", "axis", turned))
        return parts


def _span(values: Sequence[float], *, from_zero: bool) -> tuple[float, float]:
    low, high = min(values), max(values)
    if from_zero:
        low, high = 0.0, high * 1.06
    return (low, high) if high > low else (low, low + 1.0)


def _ticks(low: float, high: float, *, logarithmic: bool) -> list[float]:
    if logarithmic:
        steps = (
            factor * 10.0**power
            for power in range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
            for factor in (1, 2, 5)
        )
        return [value for value in steps if low <= value <= high]
    raw = (high - low) / _TICKS
    unit = 10.0 ** math.floor(math.log10(raw))
    step = next(unit * factor for factor in (1, 2, 2.5, 5, 10) if unit * factor >= raw)
    first = math.ceil(low / step - 1e-9)
    return [i * step for i in range(first, math.floor(high / step + 1e-9) + 1)]


def _short(value: float) -> str:
    return f"{value:.4g}"


def _text(x: float, y: float, text: str, anchor: str, kind: str, extra: str = "") -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"'
    return f'<text class="{kind}" {place} {extra}>{escape(text)}</text>'


def _path(kind: str, points: Sequence[tuple[float, float]]) -> str:
    places = " L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    return f'<path class="{kind}" d="M{places}"/>'


def _svg(height: float, title: str, parts: Sequence[str]) -> str:
    box = f'viewBox="0 0 {_WIDTH} {height:g}" role="img" aria-label="{escape(title)}"'
    return f'<svg class="chart" {box}>{"".join(parts)}</svg>'
