"""The figures of a benchmark as a bar chart."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from rtstyle.errors import MediaWriteError, UsageError
from rtstyle.evaluation.charts import COLORS, Bar, draw_bars, new_figure, require_matplotlib
from rtstyle.evaluation.report import size_name
from rtstyle.media.atomic import write_whole

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_WIDTH, _ROW, _HEAD, _TITLE = 900, 34, 80, 40


def require_drawable(path: Path) -> None:
    """Fails before hours of measuring, not after.

    Raises:
        UsageError: The name does not end in .png, or matplotlib is not installed.
        MediaWriteError: The folder is missing.
    """
    if path.suffix.lower() != ".png":
        raise UsageError(f"cannot draw {path}: charts are PNG pictures; choose a name that ends in .png")
    if not path.parent.is_dir():
        raise MediaWriteError(f"cannot write {path}: there is no folder {path.parent}")
    require_matplotlib()


def draw_chart(result: Mapping[str, Any], path: Path) -> None:
    """Draws frames per second for every size: rtstyle's backends in colour, peers in grey.

    Args:
        result: What ``run_benchmark`` returned.
        path: A PNG file, replaced if it is there.

    Raises:
        MediaWriteError: It cannot be written.
    """
    groups = _groups(result)
    rows = [len(bars) for bars in groups.values()]
    figure, charts = new_figure(_WIDTH, _HEAD + sum(_TITLE + _ROW * count for count in rows), rows)
    figure.patch.set(visible=True, facecolor="white")
    device = result["machine"]["device"]["name"]
    threads = result["threads"]
    on_cpu = f", {threads} thread{'s' if threads > 1 else ''}" if result["device"] == "cpu" else ""
    about = f"{device}{on_cpu} · median, 5th to 95th percentile · longer is faster"
    figure.suptitle(f"Frames per second, frame in to frame out\n{about}", color=COLORS["ink"])
    for axes, (title, bars) in zip(charts, groups.items(), strict=True):
        draw_bars(axes, bars, [f"{_figure(bar.value)} fps  {_figure(1000 / bar.value)} ms" for bar in bars])
        axes.set_title(title, loc="left", color=COLORS["ink"], weight="bold")
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=144)
    try:
        write_whole(path, buffer.getvalue())
    except OSError as error:
        raise MediaWriteError(f"cannot write {path}: {error.strerror or error}") from error


def _groups(result: Mapping[str, Any]) -> dict[str, list[Bar]]:
    """Bars by size, the fastest first. Each size has a scale of its own."""
    groups: dict[str, list[Bar]] = {}
    for row in result["frames"]:
        label = f"rtstyle {row['model']}, {row['backend']}"
        groups.setdefault(size_name(row["size"]), []).append(_bar(label, row["frame"], "ours"))
    for row in result["peers"]:
        if row["theirs"] is not None:
            groups[size_name(row["size"])].append(_bar(row["peer"], row["theirs"], "other"))
    return {name: sorted(bars, key=lambda bar: -bar.value) for name, bars in groups.items()}


def _bar(label: str, timing: Mapping[str, Any], kind: str) -> Bar:
    return Bar(label, 1000 / timing["median_ms"], 1000 / timing["p95_ms"], 1000 / timing["p5_ms"], kind)


def _figure(value: float) -> str:
    """Three digits, as far as there are any before the point."""
    return f"{value:.{0 if value >= 100 else 1 if value >= 10 else 2}f}"
