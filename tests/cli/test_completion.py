"""What a shell is told when somebody presses Tab."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from rtstyle.cli.main import app
from rtstyle.modeling.person_mask import PERSON_MASK
from rtstyle.modeling.registry import MODELS
from rtstyle.paths import user_models_dir
from rtstyle.styles.library import StyleLibrary
from rtstyle.styles.looks import Look, LookLibrary


def completed(*words: str) -> list[str]:
    environment = {
        "_RTSTYLE_COMPLETE": "complete_bash",
        "COMP_WORDS": " ".join(("rtstyle", *words)),
        "COMP_CWORD": str(len(words)),
    }
    return CliRunner().invoke(app, [], prog_name="rtstyle", env=environment).stdout.split()


@pytest.fixture
def look(tmp_path, monkeypatch):
    monkeypatch.setenv("RTSTYLE_HOME", str(tmp_path / "home"))
    LookLibrary(StyleLibrary()).save(Look("Evening", {"night-whorls": 1.0}, {}))


def test_styles_are_known_wherever_one_is_asked_for():
    for words in (["video", "a.mp4", "--style"], ["stream", "-s"], ["live", "--style"], ["styles", "refine"]):
        assert completed(*words, "night-w") == ["night-whorls"], words
    assert len(completed("image", "a.png", "--style", "")) == len(StyleLibrary().entries())


def test_looks_are_known(look):
    assert completed("video", "a.mp4", "--look", "Ev") == ["Evening"]
    assert completed("looks", "export", "") == ["Evening"]


def test_networks_that_paint_are_known_if_their_weights_are_here(tmp_path, monkeypatch):
    monkeypatch.setenv("RTSTYLE_HOME", str(tmp_path))
    user_models_dir().mkdir(parents=True)
    # Whatever else lies there is the weights of networks that judge, which no command paints with.
    (user_models_dir() / "vgg19-torchvision.safetensors").touch()
    assert completed("video", "a.mp4", "--model", "") == ["compact"]
    for entry in MODELS.values():
        if not entry.shipped:
            entry.path.touch()
    assert completed("video", "a.mp4", "--model", "") == sorted(MODELS)


def test_networks_to_fetch_are_known():
    published = [name for name, entry in MODELS.items() if entry.files]
    assert completed("models", "fetch", "") == [*published, PERSON_MASK]


def test_words_that_an_option_takes_are_known():
    assert completed("image", "a.png", "--paint", "") == ["everything", "person", "background"]
    assert completed("video", "a.mp4", "--preserve-color", "l") == ["luminance"]
    assert completed("image", "a.png", "--size", "") == ["full", "none"]


def test_only_styles_of_ones_own_are_offered_for_removal(tmp_path, monkeypatch):
    monkeypatch.setenv("RTSTYLE_HOME", str(tmp_path))
    assert completed("styles", "remove", "") == []
    painting = tmp_path / "mine.jpg"
    shutil.copy(StyleLibrary().entries()[0].path, painting)
    StyleLibrary().add(painting)
    assert completed("styles", "remove", "") == ["mine"]


def test_nobody_waits_for_torch():
    script = """
import os, sys
os.environ.update(_RTSTYLE_COMPLETE="complete_bash", COMP_WORDS="rtstyle video --style night", COMP_CWORD="3")
from rtstyle.cli.main import app
try:
    app(prog_name="rtstyle")
except SystemExit:
    pass
assert "torch" not in sys.modules
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "night-whorls" in done.stdout
