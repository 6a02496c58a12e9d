"""Temporary folders: gone with their process, or with the next one that looks."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from rtstyle.batch.scratch import remove_abandoned, scratch_folder, user_folder

HOLD = """
import sys
from rtstyle.batch.scratch import scratch_folder
with scratch_folder() as folder:
    (folder / "fetched.mp4").write_bytes(b"large")
    print(folder, flush=True)
    sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def temporary(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    return tmp_path


def left():
    return sorted(path.name for path in (user_folder() / "scratch").rglob("*"))


def test_nothing_is_left():
    with scratch_folder() as folder:
        (folder / "deep").mkdir()
        assert folder.is_relative_to(user_folder())
    assert left() == []


def test_what_a_killed_process_left_goes_and_what_is_in_use_stays():
    with subprocess.Popen(
        [sys.executable, "-c", HOLD], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        folder = Path(other.stdout.readline().decode().strip())
        with scratch_folder() as mine:
            remove_abandoned()
            assert mine.is_dir()
            assert (folder / "fetched.mp4").is_file()
        other.kill()
        other.wait()
        assert (folder / "fetched.mp4").is_file()
    with scratch_folder():
        assert not folder.exists()
    assert left() == []
