"""Charts as SVG that takes its colours from the page around it, so that they are right on light and dark."""

from __future__ import annotations

import math
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

_WIDTH = 720
_ROW, _BAR = 30, 16
_VALUE, _GLYPH = 96, 7.6
"""Room for the figure behind a bar, and the width of a letter."""
_PLOT_HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 300, 62, 150, 14, 46
_TICKS, _LEAST_TICKS = 5, 3
_LINE = 15
"""Height of a line of text."""


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
    lines: Sequence[Line],
    *,
    title: str,
    x_label: str,
    y_label: str,
    logarithmic: bool = False,
    heights: Sequence[float] = (),
    width: int = _WIDTH,
) -> str:
    """Lines over a common horizontal axis.

    Args:
        lines: Each with 1 point or more.
        title: Read out to those who cannot see it.
        x_label: What is to the right, with its unit.
        y_label: What is up, with its unit.
        logarithmic: Heights are logarithms; values must be above 0.
        heights: Values that the vertical axis reaches as well, as those of a chart beside this one.
        width: Of the drawing; text keeps its size where a narrow one is shown narrow.
    """
    xs = [x for line in lines for x, _ in line.points]
    ys = [*(y for line in lines for _, y in line.points), *heights]
    labels = max(len(line.label) for line in lines) * _GLYPH + 12
    plot = _Axes(
        _span(xs, from_zero=False),
        _span(ys, from_zero=not logarithmic),
        width,
        labels,
        logarithmic=logarithmic,
    )
    parts = plot.frame(x_label, y_label)
    taken: list[float] = []
    for line in lines:
        parts.append(_path(f"line {line.kind}", [plot.place(x, y) for x, y in line.points]))
        x, y = plot.place(*line.points[-1])
        while any(abs(y - other) < _LINE for other in taken):
            y += 5  # labels never cover each other
        taken.append(y)
        parts.append(_text(x + 8, y + 4, line.label, "start", f"label {line.kind}"))
    return _svg(_PLOT_HEIGHT, title, parts, width)


def scatter_chart(dots: Sequence[Dot], *, title: str, x_label: str, y_label: str) -> str:
    """Dots of values above 0 in a plane that starts there, with their intervals as far as they lie in it."""
    x_span, y_span = (
        _span([value * 1.15 for value in values], from_zero=True)
        for values in ([dot.x for dot in dots], [dot.y for dot in dots])
    )
    plot = _Axes(x_span, y_span)
    parts = plot.frame(x_label, y_label)
    places = [plot.place(dot.x, dot.y) for dot in dots]
    taken = [_Box(x - 7, y - 7, x + 7, y + 7) for x, y in places]
    reaches: list[_Box] = []
    for dot in dots:
        for ends in (
            ((dot.x_range[0], dot.y), (dot.x_range[1], dot.y)),
            ((dot.x, dot.y_range[0]), (dot.x, dot.y_range[1])),
        ):
            (x0, y0), (x1, y1) = (plot.place(*plot.inside(*end)) for end in ends)
            parts.append(_path(f"reach {dot.kind}", [(x0, y0), (x1, y1)]))
            reaches.append(_Box(x0, min(y0, y1) - 1, x1 + 1, max(y0, y1) + 1))
    for dot, (x, y) in zip(dots, places, strict=True):
        parts.append(f'<circle class="{dot.kind}" cx="{x:.1f}" cy="{y:.1f}" r="6"/>')
        box = _free_place(x, y, len(dot.label) * _GLYPH, taken, reaches)
        taken.append(box)
        parts.append(_text(box.left, box.bottom - 4, dot.label, "start", f"label {dot.kind}"))
    return _svg(_PLOT_HEIGHT, title, parts)


class _Box(NamedTuple):
    """A part of the drawing."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: _Box) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def _free_place(x: float, y: float, width: float, taken: Sequence[_Box], reaches: Sequence[_Box]) -> _Box:
    """Where a label of a dot covers no other and no dot, and if it can be no interval: as near to its dot as it can."""
    offsets = sorted((i * 3 for i in range(-27, 28)), key=abs)
    boxes = [
        _Box(left, y + down - _LINE / 2, left + width, y + down + _LINE / 2)
        for down in offsets
        for left in (x + 10, x - 10 - width)
    ]
    bottom = _PLOT_HEIGHT - _BOTTOM
    inside = [
        box for box in boxes if box.left > _LEFT and box.right < _WIDTH and 0 < box.top < bottom - _LINE
    ]
    free = [box for box in inside if not any(map(box.meets, taken))] or boxes
    return next((box for box in free if not any(map(box.meets, reaches))), free[0])


@dataclass(frozen=True, slots=True)
class _Axes:
    """From values to places in the drawing."""

    x_span: tuple[float, float]
    y_span: tuple[float, float]
    width: float = _WIDTH
    margin: float = _RIGHT
    """Room at the right, for labels."""
    logarithmic: bool = False

    def place(self, x: float, y: float) -> tuple[float, float]:
        (x0, x1), (y0, y1) = self.x_span, self.y_span
        if self.logarithmic:
            y, y0, y1 = (math.log(max(value, 1e-9)) for value in (y, y0, y1))
        right, down = self.width - _LEFT - self.margin, _PLOT_HEIGHT - _TOP - _BOTTOM
        return _LEFT + (x - x0) / (x1 - x0) * right, _TOP + (y1 - y) / (y1 - y0) * down

    def inside(self, x: float, y: float) -> tuple[float, float]:
        """The nearest values that lie in the plane."""
        return min(max(x, self.x_span[0]), self.x_span[1]), min(max(y, self.y_span[0]), self.y_span[1])

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
        foot = (_LEFT + self.width - self.margin) / 2
        parts.append(_text(foot, _PLOT_HEIGHT - 8, x_label, "middle", "axis"))
        turned = f'transform="rotate(-90 14 {middle:g})"'
        parts.append(_text(14, middle, y_label, "middle", "axis", turned))
        return parts


def _span(values: Sequence[float], *, from_zero: bool) -> tuple[float, float]:
    low, high = min(values), max(values)
    if from_zero:
        low, high = 0.0, high * 1.06
    return (low, high) if high > low else (low, low + 1.0)


def _ticks(low: float, high: float, *, logarithmic: bool) -> list[float]:
    """Round values; over a short range those of a logarithmic axis are evenly spaced, too."""
    if logarithmic:
        powers = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
        for factors in ((1, 2, 5), (1, 1.5, 2, 3, 5, 7)):
            steps = [factor * 10.0**power for power in powers for factor in factors]
            found = [value for value in steps if low <= value <= high]
            if len(found) >= _LEAST_TICKS:
                return found
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


def _svg(height: float, title: str, parts: Sequence[str], width: float = _WIDTH) -> str:
    box = f'viewBox="0 0 {width:g} {height:g}" role="img" aria-label="{escape(title)}"'
    return f'<svg class="chart" {box}>{"".join(parts)}</svg>'
