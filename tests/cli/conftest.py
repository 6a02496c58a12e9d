"""The command line, called as a user calls it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from rtstyle.cli.main import app

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Runs the command line in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: CliRunner().invoke(app, [str(a) for a in arguments], prog_name="rtstyle")


@pytest.fixture
def one_line() -> Callable[..., str]:
    """Checks that a command failed as it should, with one of some exit codes, and returns its error."""

    def check(result: Result, *codes: int) -> str:
        assert result.exit_code in codes, result.output
        assert "Traceback" not in result.output
        lines = [line for line in result.stderr.splitlines() if line.strip()]
        assert len(lines) == 1, result.stderr
        assert lines[0].startswith("rtstyle: ")
        return lines[0]

    return check
