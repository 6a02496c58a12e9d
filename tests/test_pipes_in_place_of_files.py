"""A pipe in the place of a file is told at once and never waited for: nothing would ever come out of it."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

CODE = """
import sys
from pathlib import Path
import rtstyle
from rtstyle.batch.folders import open_folder
from rtstyle.batch.manifest import Manifest
from rtstyle.digests import file_digest
from rtstyle.modeling.checkpoint import load_any_state
from rtstyle.modeling.registry import load_network
from rtstyle.settings import Settings, load_settings

folder = Path(sys.argv[1])
settings, complaints = load_settings(folder / "settings.toml")
assert settings == Settings() and "it is not a regular file" in complaints[0]
assert Manifest(open_folder(str(folder))).records == {}
weights = folder / "a.safetensors"
network = lambda path: load_network(str(path))
stylizer = lambda path: rtstyle.Stylizer(model=str(path))
for read in (load_any_state, network, stylizer, file_digest):
    try:
        read(weights)
    except (rtstyle.CheckpointError, OSError) as error:
        assert "it is not a regular file" in str(error)
        print("told")
"""


def test_pipes_are_told(tmp_path: Path) -> None:
    (tmp_path / ".rtstyle-batch").mkdir()
    for name in ("settings.toml", "a.safetensors", ".rtstyle-batch/manifest.jsonl"):
        os.mkfifo(tmp_path / name)
    # In a process of its own, which can be ended where it waits.
    done = subprocess.run(
        [sys.executable, "-c", CODE, str(tmp_path)],
        check=False,
        capture_output=True,
        text=True,
        timeout=240,
        env={**os.environ, "RTSTYLE_HOME": str(tmp_path / "home")},
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["told"] * 4
