"""What loads what: a window library where there is no window, or torch where a word is asked, costs seconds."""

from __future__ import annotations

import json
import pathlib
import pkgutil
import re
import subprocess
import sys

import pytest

import rtstyle
from rtstyle import errors
from rtstyle.options import SETTINGS

EXTRAS = {"openvino", "mss", "pyvirtualcam", "pythonosc"}


def loaded_by(*modules, code=""):
    """Top-level names of all modules in a fresh interpreter that imported these; a missing extra is let pass."""
    script = f"""
import importlib, json, sys
for name in {modules!r}:
    try:
        importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name.partition(".")[0] not in {EXTRAS!r}:
            raise
{code}
print(json.dumps(sorted({{name.partition(".")[0] for name in sys.modules}})))
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout.splitlines()[-1]))


def modules_but_gui():
    found = [module.name for module in pkgutil.walk_packages(rtstyle.__path__, "rtstyle.", onerror=_raise)]
    return [name for name in found if not name.startswith("rtstyle.gui")]


def _raise(name):
    raise ImportError(name)


def test_only_gui_loads_qt():
    names = modules_but_gui()
    assert "rtstyle.engine.stylizer" in names
    assert not {name for name in loaded_by(*names) if name.startswith(("PyQt", "PySide", "qtpy", "sip"))}


def test_training_runs_where_only_torch_and_friends_are():
    loaded = loaded_by("rtstyle.training.trainer", "rtstyle.training.__main__")
    assert "torch" in loaded
    assert not loaded & {"av", "typer", "rich", "platformdirs", "PyQt6"}


def test_help_is_shown_before_anything_heavy_is_loaded():
    code = (
        "from typer.testing import CliRunner; assert 'styles' in CliRunner().invoke(app, ['--help']).output"
    )
    loaded = loaded_by("rtstyle.cli.main", code=f"from rtstyle.cli.main import app; {code}")
    assert not loaded & {"torch", "numpy", "cv2", "av", "openvino", "PyQt6"}


@pytest.mark.parametrize(
    "module", ["rtstyle", "rtstyle.settings", "rtstyle.errors", "rtstyle.paths", "rtstyle.media.atomic"]
)
def test_the_foundation_is_light(module):
    assert not loaded_by(module) & {"torch", "numpy", "cv2", "av", "typer", "rich", "PyQt6"}


def test_every_error_has_a_public_name():
    raised = {name for name, value in vars(errors).items() if isinstance(value, type)}
    assert {name for name in rtstyle.__all__ if name.endswith("Error")} == raised
    for name in rtstyle.__all__:
        assert getattr(rtstyle, name) is not None
    assert rtstyle.MediaReadError is errors.MediaReadError
    with pytest.raises(AttributeError, match="nonsense"):
        _ = rtstyle.nonsense


def test_the_api_page_tells_of_every_public_name_and_its_code_is_python():
    page = (pathlib.Path(__file__).parents[1] / "docs" / "api.md").read_text("utf-8")
    told = set(re.findall(r"\w+", page))
    assert {*rtstyle.__all__, *SETTINGS} <= told
    code = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    assert len(code) >= 5
    for block in code:
        compile(block, "docs/api.md", "exec")
        assert set(re.findall(r"rtstyle\.(\w+)", block)) <= set(rtstyle.__all__)


def test_style_names_need_no_torch():
    assert "torch" not in loaded_by("rtstyle.styles.library", "rtstyle.cli.styles", "rtstyle.cli.options")
