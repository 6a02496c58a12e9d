"""Whoever builds on rtstyle has its types: a module of theirs goes through mypy --strict."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib import resources
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

# What a downstream project does not look into is not looked into here either: it takes a minute.
CONFIG = """
[mypy]
strict = true
[mypy-rtstyle.*]
follow_imports = silent
[mypy-torch.*,cv2.*,av.*,openvino.*,PIL.*,safetensors.*]
follow_imports = skip
ignore_missing_imports = true
"""
DOWNSTREAM = """
import numpy as np
import rtstyle

with rtstyle.Stylizer(strength=0.8) as stylizer:
    stylizer.set_style("night-whorls")
    painted = stylizer.stylize(np.zeros((64, 64, 3), np.uint8))
    print(painted.shape, stylizer.strength + 1)

def make(level: str, asked: rtstyle.SourceRequest) -> rtstyle.Source:
    return rtstyle.make_source("synthetic", width=asked.width)

rtstyle.register_source("noise", make, help="noise:LEVEL")
sink: rtstyle.Sink = rtstyle.make_sink("null")
sink.open(rtstyle.make_source("screen").open())
try:
    rtstyle.stylize_video("in.mp4", "out.mp4", style="sea-sunset")
except rtstyle.MediaReadError as error:
    print(error)
"""
WRONG = {
    "rtstyle.Stylizer().set_style()": "call-arg",
    "rtstyle.Stylizer().strength.upper()": "attr-defined",
    "rtstyle.make_sink(3)": "arg-type",
    "rtstyle.nonsense": "attr-defined",
    "rtstyle.register_source('noise', lambda level: None, help='')": "arg-type",
}


def check(folder: Path, text: str) -> list[str]:
    (folder / "mypy.ini").write_text(CONFIG)
    (folder / "downstream.py").write_text(text)
    command = [
        sys.executable,
        "-m",
        "mypy",
        "--no-error-summary",
        "--cache-dir",
        str(folder / "cache"),
        "downstream.py",
    ]
    environment = {**os.environ, "MYPYPATH": str(ROOT)}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert not done.stderr
    return done.stdout.splitlines()


def test_a_module_that_uses_it_well_passes_and_mistakes_are_found(tmp_path: Path) -> None:
    assert check(tmp_path, DOWNSTREAM) == []
    found = check(tmp_path, "import rtstyle\n" + "\n".join(WRONG))
    codes = {
        int(line.split(":")[1]): line.rpartition("[")[2].rstrip("]") for line in found if ": error: " in line
    }
    assert codes == dict(enumerate(WRONG.values(), 2))


def test_the_package_says_that_it_has_types() -> None:
    assert (resources.files("rtstyle") / "py.typed").is_file()
