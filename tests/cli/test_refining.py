"""``rtstyle styles refine``: what it keeps, what it says, to people and to programs."""

from __future__ import annotations

import io
import json
import signal

import cv2
import numpy as np
import pytest
from rich.console import Console
from typer.testing import CliRunner

from rtstyle.cli import refining
from rtstyle.cli.main import app
from rtstyle.modeling.style_code import StyleCode
from rtstyle.styles.refine import Refinement


@pytest.fixture
def picture(own_home, tmp_path):
    colours = np.random.default_rng(1).integers(0, 255, (8, 8, 3), dtype=np.uint8)
    path = tmp_path / "mine.png"
    cv2.imwrite(str(path), cv2.resize(colours, (64, 64), interpolation=cv2.INTER_NEAREST))
    return path


def test_a_style_is_refined_kept_and_left_as_it_is_the_next_time(picture, tmp_path):
    arguments = ["styles", "refine", str(picture), "--minutes", "0.01", "--json"]
    done = CliRunner().invoke(app, arguments, prog_name="rtstyle")
    assert done.exit_code == 0, done.output
    *steps, result = [json.loads(line) for line in done.stdout.splitlines()]
    assert {line["type"] for line in steps} == {"progress"}
    assert all(0 <= line["share"] <= 1 and line["style"] == str(picture) for line in steps)
    assert result["type"] == "result"
    assert result["steps"] == len(steps) > 0
    assert result["kept"] == (result["after"] < result["before"])
    kept = list((tmp_path / "home" / "data" / "refined").glob("*.safetensors"))
    assert len(kept) == result["kept"]
    if result["kept"]:
        again = CliRunner().invoke(app, arguments[:-1], prog_name="rtstyle")
        assert again.exit_code == 0
        assert "is refined already" in again.stderr


def test_unknown_styles_end_in_one_line(picture):
    done = CliRunner().invoke(app, ["styles", "refine", "no-such-style"], prog_name="rtstyle")
    assert done.exit_code != 0
    assert "Traceback" not in done.output


def test_the_bar_shows_style_share_and_loss(monkeypatch):
    shown = io.StringIO()
    monkeypatch.setattr(
        refining,
        "Console",
        lambda **_: Console(file=shown, force_terminal=True, width=100, color_system=None),
    )
    with refining._told_by_bars(quiet=False) as teller:
        teller.begin("waves")
        teller.step(0.5, 0.125)
        teller.end(Refinement(StyleCode(()), 7, 0.2, 0.1))
    assert "waves" in shown.getvalue()
    assert "style loss 0.125" in shown.getvalue()
    with refining._told_by_bars(quiet=True) as teller:
        teller.begin("waves")
        teller.step(1.0, 0.1)


def interrupted_at(monkeypatch, method):
    """Has Ctrl-C come while a method of the teller runs for the first time."""
    usual = getattr(refining._Lines, method)

    def interrupt(self, *values):
        monkeypatch.setattr(refining._Lines, method, usual)
        usual(self, *values)
        # As if it came now: a real one now and then ends a test worker whole.
        handler = signal.getsignal(signal.SIGINT)
        assert callable(handler)
        handler(signal.SIGINT, None)

    monkeypatch.setattr(refining._Lines, method, interrupt)


def test_ctrl_c_keeps_what_was_reached_and_says_so_at_once(picture, monkeypatch):
    interrupted_at(monkeypatch, "step")
    arguments = ["styles", "refine", str(picture), "--minutes", "10", "--json"]
    handler = signal.getsignal(signal.SIGINT)
    done = CliRunner().invoke(app, arguments, prog_name="rtstyle")
    assert done.exit_code == 0, done.output
    assert [json.loads(line)["type"] for line in done.stdout.splitlines()] == ["progress", "result"]
    assert done.stderr.startswith("rtstyle: stopping: what was reached is looked at and kept")
    assert signal.getsignal(signal.SIGINT) is handler


def test_ctrl_c_before_the_first_step_ends_at_once(picture, monkeypatch):
    interrupted_at(monkeypatch, "begin")
    arguments = ["styles", "refine", str(picture), "--minutes", "10", "--json"]
    done = CliRunner().invoke(app, arguments, prog_name="rtstyle")
    assert done.exit_code == 130
    assert done.stdout == ""
    assert done.stderr == "rtstyle: interrupted\n"


def test_what_cannot_be_kept_is_not_computed_first(picture, tmp_path):
    (tmp_path / "home" / "data").mkdir(parents=True)
    (tmp_path / "home" / "data" / "refined").write_text("a file where the folder is to be")
    arguments = ["styles", "refine", str(picture), "--minutes", "10", "--json"]
    done = CliRunner().invoke(app, arguments, prog_name="rtstyle")
    assert done.exit_code == 1
    assert done.stdout == ""
    assert done.stderr.startswith("rtstyle: cannot keep the refined style in ")
