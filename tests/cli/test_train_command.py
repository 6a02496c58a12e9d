from __future__ import annotations

import pytest
from typer.testing import CliRunner

from rtstyle.cli.main import app


def rtstyle(*arguments):
    return CliRunner().invoke(app, ["train", *arguments], prog_name="rtstyle")


def test_help_is_the_trainers_own():
    done = rtstyle("--help")
    assert done.exit_code == 0
    assert "Usage: rtstyle train" in done.stdout
    assert "--perceptual" in done.stdout


@pytest.mark.parametrize("arguments", [[], ["--content", "a"], ["--nonsense"]])
def test_bad_usage(arguments):
    done = rtstyle(*arguments)
    assert done.exit_code == 2
    assert "Error" in done.stderr
    assert "Try 'rtstyle train --help' for help." in done.stderr


def test_a_failure_is_one_line(tmp_path):
    (tmp_path / "empty").mkdir()
    done = rtstyle(
        *("--content", str(tmp_path / "empty"), "--style", str(tmp_path / "empty")),
        *(
            "--perceptual",
            str(tmp_path / "none.safetensors"),
            "--steps",
            "1",
            "--output",
            str(tmp_path / "run"),
        ),
    )
    assert done.exit_code == 1
    assert done.stderr.startswith("rtstyle: ")
    assert done.stderr.count("\n") == 1
