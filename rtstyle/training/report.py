"""What a run leaves to look at: a CSV log and grids of samples."""

from __future__ import annotations

import csv
import dataclasses
import io
import re
from typing import TYPE_CHECKING

import cv2
import numpy as np
import torch
from torch import Tensor

from rtstyle.media.atomic import write_whole
from rtstyle.modeling.losses import LossWeights
from rtstyle.modeling.network import StylizationNetwork, style_code, stylize_tensor
from rtstyle.training.palettes import in_palettes

if TYPE_CHECKING:
    from pathlib import Path

    from rtstyle.training.pool import Batch

COLUMNS = ("step", "samples", "seconds", *(field.name for field in dataclasses.fields(LossWeights)))
ROW_STEPS = 20
"""Steps that one row of the log averages."""


class RunLog:
    """Appends averaged losses to a CSV file; rows beyond the step that a run resumes from are dropped.

    Args:
        path: The file; its folder exists.
        step: Step to go on from.
    """

    def __init__(self, path: Path, step: int) -> None:
        kept = io.StringIO(newline="")
        writer = csv.DictWriter(kept, COLUMNS, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(_rows_until(path, step))
        # Whole or not at all: what was logged survives whatever happens before the next row.
        write_whole(path, kept.getvalue().encode())
        self._file = path.open("a", newline="", encoding="utf-8")
        self._writer = csv.DictWriter(self._file, COLUMNS, extrasaction="ignore")
        self._sums: dict[str, Tensor] = {}
        self._count = 0
        self.smoothed: dict[str, float] = {}

    def add(self, step: int, samples: int, seconds: float, terms: dict[str, Tensor]) -> None:
        """Takes the losses of one step; writes a row every `ROW_STEPS`."""
        self._sums = {name: self._sums.get(name, 0) + value for name, value in terms.items()}
        self._count += 1
        # Reading a value back from a GPU waits for it: once a row is often enough.
        if self._count == ROW_STEPS:
            self.smoothed = {name: float(value) / self._count for name, value in self._sums.items()}
            row = {name: f"{value:.5f}" for name, value in self.smoothed.items()}
            self._writer.writerow({"step": step, "samples": samples, "seconds": f"{seconds:.1f}", **row})
            self._file.flush()
            self._sums, self._count = {}, 0

    def close(self) -> None:
        """Closes the file."""
        self._file.close()


def _rows_until(path: Path, step: int) -> list[dict[str, str]]:
    """The rows of a log up to a step; damaged ones are left out."""
    try:
        text = path.read_text("utf-8", errors="replace")
    except FileNotFoundError:
        return []
    try:
        rows = list(csv.DictReader(text.replace("\0", "").splitlines()))
    except csv.Error:
        return []
    whole = (
        row
        for row in rows
        if re.fullmatch(r"[0-9]{1,15}", row.get("step") or "") and None not in row.values()
    )
    return [row for row in whole if int(row["step"]) <= step]


@torch.no_grad()
def sample_grid(network: StylizationNetwork, batch: Batch, path: Path) -> None:
    """Writes a PNG: contents in the first column, styles in the first row, results between.

    Args:
        network: As it would ship, float32, on the batch's device.
        batch: At most its first four pairs are shown.
        path: Where to.
    """
    contents, styles = batch.content[:4], batch.style[:4]
    size = contents.shape[2]
    shown = torch.nn.functional.interpolate(styles, (size, size), mode="area")
    corner = torch.ones_like(shown[:1])
    columns = [torch.cat([corner, contents])]
    for i in range(len(styles)):
        code = style_code(network, styles[i : i + 1])
        matched = in_palettes(contents, styles[i : i + 1])
        results = [stylize_tensor(network, content[None], code) for content in matched]
        columns.append(torch.cat([shown[i : i + 1], *results]))
    rows = torch.cat([column.flatten(0, 1).reshape(-1, 3, size, size) for column in columns], 3)
    grid = torch.cat(list(rows), 1).clamp(0, 1).permute(1, 2, 0)
    pixels = (grid * 255 + 0.5).to(torch.uint8).cpu().numpy()
    cv2.imwrite(str(path), np.ascontiguousarray(pixels[:, :, ::-1]))
