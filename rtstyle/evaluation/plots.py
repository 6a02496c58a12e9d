"""The figures of a run as a bar chart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from rtstyle.errors import MediaWriteError, UsageError
from rtstyle.evaluation.report import size_name
from rtstyle.media.atomic import write_whole

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from rtstyle.frame import Image

_WIDTH, _LABELS, _FIGURES, _EDGE = 1280, 320, 230, 48
_BAR, _STEP, _TITLE = 30, 46, 66
_INK, _FAINT = (34, 38, 46), (108, 114, 124)
_OURS, _THEIRS, _WHISKER = (217, 95, 62), (168, 176, 188), (60, 64, 72)
_REGULAR, _BOLD = 400, 650


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar.

    Attributes:
        label: What it stands for.
        fps: Its length.
        low: Lower end of the whisker, fps.
        high: Upper end.
        ours: Drawn in colour.
    """

    label: str
    fps: float
    low: float
    high: float
    ours: bool


def require_drawable(path: Path) -> None:
    """Fails before hours of measuring, not after.

    Raises:
        UsageError: The name does not end in .png, or OpenCV is too old for text.
        MediaWriteError: The folder is missing.
    """
    if path.suffix.lower() != ".png":
        raise UsageError(f"cannot draw {path}: charts are PNG pictures; choose a name that ends in .png")
    if not path.parent.is_dir():
        raise MediaWriteError(f"cannot write {path}: there is no folder {path.parent}")
    if not hasattr(cv2, "FontFace"):
        raise UsageError("cannot draw charts: that needs OpenCV 5; leave --plot out")


def draw_chart(result: Mapping[str, Any], path: Path) -> None:
    """Draws frames per second for every size: rtstyle's backends in colour, peers in grey.

    Args:
        result: What ``run_benchmark`` returned.
        path: A PNG file, replaced if it is there.

    Raises:
        MediaWriteError: It cannot be written.
    """
    groups = _groups(result)
    rows = sum(len(bars) for bars in groups.values())
    height = 150 + len(groups) * (_TITLE + 18) + rows * _STEP
    canvas = np.full((height, _WIDTH, 3), 255, np.uint8)
    device = result["machine"]["device"]["name"]
    threads = result["threads"]
    on_cpu = f", {threads} thread{'s' if threads > 1 else ''}" if result["device"] == "cpu" else ""
    _text(canvas, "Frames per second, frame in to frame out", (_EDGE, 58), 27, _BOLD)
    about = f"{device}{on_cpu} · median, whiskers from the 5th to the 95th percentile · longer is faster"
    _text(canvas, about, (_EDGE, 90), 16, _REGULAR, _FAINT)
    y = 110
    for title, bars in groups.items():
        y += _TITLE
        _text(canvas, title, (_EDGE, y - 14), 20, _BOLD)
        y = _draw_bars(canvas, bars, y) + 18
    encoded = cv2.imencode(".png", canvas[:, :, ::-1])[1]
    try:
        write_whole(path, encoded.tobytes())
    except OSError as error:
        raise MediaWriteError(f"cannot write {path}: {error.strerror or error}") from error


def _groups(result: Mapping[str, Any]) -> dict[str, list[Bar]]:
    """Bars by size, the fastest first. Each size has a scale of its own."""
    groups: dict[str, list[Bar]] = {}
    for row in result["frames"]:
        label = f"rtstyle {row['model']}, {row['backend']}"
        groups.setdefault(size_name(row["size"]), []).append(_bar(label, row["frame"], ours=True))
    for row in result["peers"]:
        if row["theirs"] is not None:
            groups[size_name(row["size"])].append(_bar(row["peer"], row["theirs"], ours=False))
    return {name: sorted(bars, key=lambda bar: -bar.fps) for name, bars in groups.items()}


def _bar(label: str, timing: Mapping[str, Any], *, ours: bool) -> Bar:
    return Bar(label, 1000 / timing["median_ms"], 1000 / timing["p95_ms"], 1000 / timing["p5_ms"], ours)


def _draw_bars(canvas: Image, bars: Sequence[Bar], top: int) -> int:
    """Draws one size's bars; returns where they end."""
    left = _EDGE + _LABELS
    longest = max(bar.high for bar in bars)
    scale = (_WIDTH - left - _FIGURES) / longest
    for bar in bars:
        middle = top + _BAR // 2
        end = left + max(2, round(bar.fps * scale))
        cv2.rectangle(canvas, (left, top), (end, top + _BAR), _OURS if bar.ours else _THEIRS, cv2.FILLED)
        low, high = (left + round(value * scale) for value in (bar.low, bar.high))
        cv2.line(canvas, (low, middle), (high, middle), _WHISKER, 2)
        for x in (low, high):
            cv2.line(canvas, (x, middle - 6), (x, middle + 6), _WHISKER, 2)
        _text(canvas, _shortened(bar.label), (_EDGE, middle + 6), 17, _REGULAR)
        x = _text(canvas, f"{_figure(bar.fps)} fps", (max(end, high) + 12, middle + 6), 17, _BOLD)
        _text(canvas, f"{_figure(1000 / bar.fps)} ms", (x + 10, middle + 6), 15, _REGULAR, _FAINT)
        top += _STEP
    return top


def _figure(value: float) -> str:
    """Three digits, as far as there are any before the point."""
    return f"{value:.{0 if value >= 100 else 1 if value >= 10 else 2}f}"


def _shortened(label: str) -> str:
    return label if len(label) <= 34 else f"{label[:33]}…"


def _text(
    canvas: Image,
    text: str,
    place: tuple[int, int],
    size: int,
    weight: int,
    color: tuple[int, int, int] = _INK,
) -> int:
    """Writes a line, its foot at ``place``; returns the column where it ends."""
    (end, _), _ = cv2.putText(canvas, text, place, color, cv2.FontFace("sans"), size, weight)
    return int(end)
