"""The log of a run: it survives what the run survives, and damage."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import torch

from rtstyle.training.report import ROW_STEPS, RunLog

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "step,samples,seconds,content\n"


def test_a_run_that_is_killed_before_its_first_row_keeps_those_before(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text(HEAD + "".join(f"{step},{step * 8},{step}.0,1.0\n" for step in range(20, 2020, 20)))
    code = (
        "import os, sys; from pathlib import Path; from rtstyle.training.report import RunLog\n"
        "log = RunLog(Path(sys.argv[1]), 1000); os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", code, path], check=False)
    steps = [line.partition(",")[0] for line in path.read_text().splitlines()[1:]]
    assert steps == [str(step) for step in range(20, 1001, 20)]


def test_damaged_rows_cost_themselves(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_bytes(
        HEAD.encode() + b"20,160,1.0,0.5\n40\nx,y\n" + b"9" * 5000 + b",1,1,1\n\xff\0,\n60,480,3.0,0.4\n"
    )
    log = RunLog(path, 60)
    for step in range(61, 61 + ROW_STEPS):
        log.add(step, step * 8, 4.0, {"content": torch.tensor(0.25)})
    log.close()
    rows = path.read_text().splitlines()
    assert [row.partition(",")[0] for row in rows] == ["step", "20", "60", "80"]
    assert "0.25000" in rows[-1]
