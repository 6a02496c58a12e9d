"""The learning curve as a picture: style and content loss against samples seen."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import cv2
import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from pathlib import Path

_SIZE = (960, 420)
_LEFT, _RIGHT, _TOP, _BOTTOM = 70, 30, 46, 52
_INK, _GRID = (60, 60, 60), (225, 225, 225)
_FONT, _SCALE = cv2.FONT_HERSHEY_SIMPLEX, 0.45
_CURVES = {"style": (180, 96, 40), "content": (60, 90, 200)}
"""Columns of the log and their colours, BGR."""
_SMOOTHED_ROWS = 15


def draw_curve(log: Path, path: Path) -> None:
    """Draws a PNG from the CSV log of a run; a log of fewer than two rows draws nothing.

    Args:
        log: As `rtstyle.training.report.RunLog` writes it.
        path: The PNG.
    """
    with log.open(newline="") as file:
        rows = list(csv.DictReader(file))
    if len(rows) < 2:
        return
    samples = np.array([float(row["samples"]) for row in rows])
    width, height = _SIZE
    image = np.full((height, width, 3), 255, np.uint8)
    curves = {name: np.array([float(row[name]) for row in rows]) for name in _CURVES}
    ticks = [0.5, 1, 2, 3, 5, 10, 20]
    low, high = 0.5, max(2.0, *(float(_smooth(values)[1:].max()) for values in curves.values()))

    def x_of(value: float) -> int:
        return round(_LEFT + value / float(samples[-1]) * (width - _LEFT - _RIGHT))

    def y_of(value: float) -> int:  # logarithmic: the style loss starts ten times higher than it ends
        share = np.log(np.clip(value, low, high) / low) / np.log(high / low)
        return round(height - _BOTTOM - float(share) * (height - _TOP - _BOTTOM))

    for tick in (t for t in ticks if low <= t <= high):
        cv2.line(image, (_LEFT, y_of(tick)), (width - _RIGHT, y_of(tick)), _GRID, 1)
        _text(image, f"{tick:g}", (_LEFT - 40, y_of(tick) + 5))
    for share in (0, 0.25, 0.5, 0.75, 1):
        _text(image, f"{samples[-1] * share:,.0f}", (x_of(samples[-1] * share) - 20, height - _BOTTOM + 22))
    _text(image, "samples seen", (width // 2 - 40, height - 10))
    for i, (name, values) in enumerate(curves.items()):
        points = np.array(
            [(x_of(s), y_of(v)) for s, v in zip(samples, _smooth(values), strict=True)], np.int32
        )
        cv2.polylines(image, [points], isClosed=False, color=_CURVES[name], thickness=2, lineType=cv2.LINE_AA)
        label = f"{name} {_smooth(values)[-1]:.2f}"
        cv2.putText(image, label, (_LEFT + 130 * i, 28), _FONT, 0.55, _CURVES[name], 1, cv2.LINE_AA)
    cv2.imwrite(str(path), image)


def _smooth(values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Mean over the last rows, fewer at the beginning."""
    sums = np.concatenate([[0.0], values.cumsum()])
    ends = np.arange(1, len(values) + 1)
    starts = np.maximum(0, ends - _SMOOTHED_ROWS)
    return np.asarray((sums[ends] - sums[starts]) / (ends - starts))


def _text(image: npt.NDArray[np.uint8], text: str, place: tuple[int, int]) -> None:
    cv2.putText(image, text, place, _FONT, _SCALE, _INK, 1, cv2.LINE_AA)
