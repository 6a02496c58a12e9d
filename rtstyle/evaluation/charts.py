"""Charts, by matplotlib: SVG that takes its colours from the page around it, and PNG (extra ``evaluation``)."""

from __future__ import annotations

import importlib.util
import io
import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from rtstyle.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH = 720
"""Of a chart in a page, pixels."""
COLORS = {
    "ours": "#d95f3e",
    "other": "#a8b0bc",
    "reference": "#b9b3a8",
    "ink": "#22262e",
    "faint": "#6c727c",
    "rule": "#e3e3e6",
}
"""By kind; in a page each is the custom property of that name."""
_HEIGHT, _ROW, _BAR = 300, 30, 16
_DPI = 72
"""A point is a pixel."""
_LINE = 15
"""Height of a line of text, pixels."""
_LEAST_DECADES = 10


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar, with its interval.

    Attributes:
        label: What it stands for.
        value: Its length.
        low: Lower end of the whisker; None draws none.
        high: Upper end.
        kind: Key of `COLORS`: ``ours``, ``other`` or ``reference``.
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


def require_matplotlib() -> None:
    """Fails before hours of computing, not after.

    Raises:
        UsageError: matplotlib is not installed.
    """
    if importlib.util.find_spec("matplotlib") is None:
        raise UsageError('charts need matplotlib; install it with: pip install "rtstyle[evaluation]"')


def new_figure(width: float, height: float, rows: Sequence[float] = (1,)) -> tuple[Figure, list[Axes]]:
    """An empty figure with charts one below the other.

    Args:
        width: Pixels.
        height: Pixels.
        rows: Shares of the height.
    """
    import matplotlib as mpl  # noqa: PLC0415 - an extra
    from matplotlib.figure import Figure  # noqa: PLC0415

    mpl.rc("svg", fonttype="none", hashsalt="rtstyle")
    mpl.rc("font", size=12)
    mpl.rc("text", parse_math=False)  # a $ in a name is a $
    figure = Figure((width / _DPI, height / _DPI), dpi=_DPI, layout="constrained")
    figure.patch.set_visible(False)
    axes = figure.subplots(len(rows), 1, squeeze=False, height_ratios=list(rows))[:, 0]
    for axis in axes:
        axis.patch.set_visible(False)
        axis.spines[:].set_visible(False)
        axis.tick_params(length=0, labelcolor=COLORS["faint"])
    return figure, list(axes)


def draw_bars(axes: Axes, bars: Sequence[Bar], figures: Sequence[str]) -> None:
    """Draws horizontal bars from 0, the first on top, each with a figure behind it.

    Args:
        axes: Where.
        bars: Values of at least 0.
        figures: What is written behind each.
    """
    for row, (bar, text) in enumerate(zip(bars, figures, strict=True)):
        axes.barh(row, bar.value, _BAR / _ROW, color=COLORS[bar.kind], clip_on=False)
        end = bar.value
        if bar.low is not None and bar.high is not None:
            axes.plot(
                [max(bar.low, 0), bar.high],
                [row, row],
                color=COLORS["ink"],
                alpha=0.65,
                lw=1.6,
                clip_on=False,
            )
            end = max(end, bar.high)
        axes.annotate(
            text,
            (end, row),
            (8, 0),
            textcoords="offset points",
            va="center",
            color=COLORS["ink"],
            weight="bold",
        )
    axes.set_xlim(0, 1.2 * max([bar.high or bar.value for bar in bars], default=0) or 1)
    axes.set_ylim(max(len(bars), 1) - 0.5, -0.5)
    axes.set_xticks([])
    axes.set_yticks(range(len(bars)), [bar.label for bar in bars], color=COLORS["ink"])


def bar_chart(bars: Sequence[Bar], *, title: str, digits: int = 2) -> str:
    """Horizontal bars from 0, one below the other, as SVG.

    Args:
        bars: From top to bottom; values of at least 0.
        title: Read out to those who cannot see it.
        digits: Decimals of the figures.
    """
    figure, (axes,) = new_figure(WIDTH, max(len(bars), 1) * _ROW)
    draw_bars(axes, bars, [f"{bar.value:.{digits}f}" for bar in bars])
    return _svg(figure, title)


def line_chart(
    lines: Sequence[Line],
    *,
    title: str,
    x_label: str,
    y_label: str,
    logarithmic: bool = False,
    heights: Sequence[float] = (),
    width: int = WIDTH,
) -> str:
    """Lines over a common horizontal axis, as SVG.

    Args:
        lines: Each with 1 point or more.
        title: Read out to those who cannot see it.
        x_label: What is to the right, with its unit.
        y_label: What is up, with its unit.
        logarithmic: Heights are logarithms; values must be above 0.
        heights: Values that the vertical axis reaches as well, as those of a chart beside this one.
        width: Of the drawing; text keeps its size where a narrow one is shown narrow.
    """
    figure, (axes,) = new_figure(width, _HEIGHT)
    values = [*(y for line in lines for _, y in line.points), *heights]
    low, high = (min(values), max(values)) if logarithmic else (0.0, max(values) * 1.06)
    high = high if high > low else low + 1.0
    _set_heights(axes, low, high, logarithmic=logarithmic)
    axes.set_xlabel(x_label, color=COLORS["faint"])
    axes.set_ylabel(y_label, color=COLORS["faint"])
    axes.grid(axis="y", color=COLORS["rule"])
    for line in lines:
        dashes = {"ls": (0, (5, 4)), "lw": 1.6} if line.kind == "reference" else {"lw": 2.4}
        axes.plot(*zip(*line.points, strict=True), color=COLORS[line.kind], clip_on=False, **dashes)
    axes.margins(x=0)
    figure.draw_without_rendering()
    taken: list[float] = []
    for line in lines:
        y = float(axes.transData.transform(line.points[-1])[1])
        place = y
        while any(abs(place - other) < _LINE for other in taken):
            place -= 5  # labels never cover each other
        taken.append(place)
        axes.annotate(
            line.label,
            line.points[-1],
            (8, place - y),
            textcoords="offset points",
            va="center",
            **_label(line.kind),
        )
    return _svg(figure, title)


def scatter_chart(dots: Sequence[Dot], *, title: str, x_label: str, y_label: str) -> str:
    """Dots of values above 0 in a plane that starts there, with their intervals as far as they lie in it; as SVG."""
    figure, (axes,) = new_figure(WIDTH, _HEIGHT)
    right, top = (1.22 * max(values) or 1.0 for values in ([d.x for d in dots], [d.y for d in dots]))
    axes.set_xlim(0, right)
    axes.set_ylim(0, top)
    axes.set_xlabel(x_label, color=COLORS["faint"])
    axes.set_ylabel(y_label, color=COLORS["faint"])
    axes.grid(axis="y", color=COLORS["rule"])
    axes.xaxis.set_major_formatter("{x:.4g}")
    axes.yaxis.set_major_formatter("{x:.4g}")
    for dot in dots:
        x_ends, y_ends = (
            [min(max(end, 0), most) for end in ends]
            for ends, most in ((dot.x_range, right), (dot.y_range, top))
        )
        for x, y in ((x_ends, [dot.y] * 2), ([dot.x] * 2, y_ends)):
            axes.plot(x, y, color=COLORS[dot.kind], alpha=0.6, lw=1.2, clip_on=False)
    for dot in dots:
        axes.plot(dot.x, dot.y, "o", color=COLORS[dot.kind], ms=12, mew=0, clip_on=False, zorder=3)
    figure.draw_without_rendering()
    _label_dots(axes, dots)
    return _svg(figure, title)


def _label_dots(axes: Axes, dots: Sequence[Dot]) -> None:
    """Writes each dot's label where it covers no other and no dot, as near to the dot as it can."""
    from matplotlib.transforms import Bbox  # noqa: PLC0415 - an extra

    places = [axes.transData.transform((dot.x, dot.y)) for dot in dots]
    taken = [Bbox.from_bounds(x - 7, y - 7, 14, 14) for x, y in places]
    inside = axes.get_window_extent()
    offsets = [(side, up) for up in sorted(range(-81, 82, 3), key=abs) for side in (10, -10)]
    for dot in dots:
        label = axes.annotate(
            dot.label, (dot.x, dot.y), (0, 0), textcoords="offset points", va="center", **_label(dot.kind)
        )
        label.set_in_layout(False)
        for side, up in offsets:
            label.set_position((side, up))
            label.set_horizontalalignment("left" if side > 0 else "right")
            box = label.get_window_extent().padded(1)
            if inside.count_contains(box.corners()) == 4 and not box.count_overlaps(taken):
                break
        taken.append(box)


def _label(kind: str) -> dict[str, Any]:
    return {"color": COLORS[kind], "weight": "bold"} if kind == "ours" else {"color": COLORS["faint"]}


def _set_heights(axes: Axes, low: float, high: float, *, logarithmic: bool) -> None:
    from matplotlib.ticker import LogLocator, MaxNLocator, NullLocator  # noqa: PLC0415 - an extra

    locator: Any = MaxNLocator(5)
    if logarithmic:
        axes.set_yscale("log")
        axes.yaxis.set_minor_locator(NullLocator())
        if high / low >= _LEAST_DECADES:
            locator = LogLocator(subs=(1, 2, 5))
    axes.set_ylim(low, high)
    axes.set_yticks([tick for tick in locator.tick_values(low, high) if low <= tick <= high])
    axes.yaxis.set_major_formatter("{x:.4g}")


def _svg(figure: Figure, title: str) -> str:
    """The figure as an element of a page: no address in it, fonts and colours those of the page."""
    buffer = io.StringIO()
    figure.savefig(buffer, format="svg", metadata={"Date": None})
    text = re.sub(r"<metadata>.*?</metadata>|<style.*?</style>", "", buffer.getvalue(), flags=re.DOTALL)
    text = text[text.index("<svg") :].replace("xlink:href", "href")
    text = re.sub(
        r' clip-path="[^"]*"', "", text
    )  # nothing is cut, and a page without addresses has no url()
    text = re.sub(r" font-family: [^;]*;|(?<=<g) id=\"[^\"]*\"", "", text)
    for name, color in COLORS.items():
        text = text.replace(color, f"var(--{name})")
    box = re.search(r'viewBox="[^"]*"', text)
    assert box is not None
    label = f'role="img" aria-label="{escape(title)}"'
    return re.sub(r"<svg[^>]*>", lambda _: f'<svg class="chart" {box[0]} {label}>', text, count=1)
