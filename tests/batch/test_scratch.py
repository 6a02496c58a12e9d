"""Temporary folders: gone with their process, or with the next one that looks."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from rtstyle.batch.scratch import remove_abandoned, scratch_folder, user_folder
from rtstyle.errors import BatchError

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


def test_nothing_is_put_into_or_taken_from_a_folder_that_somebody_else_made(temporary):
    project = temporary / "project"
    (project / "data").mkdir(parents=True)
    for name in ("data.lock", "data/work.txt", "0123456789abcdef.lock"):
        (project / name).write_text("precious")
    ours = user_folder()
    (ours / "scratch").rmdir() if (ours / "scratch").exists() else None
    (ours / "scratch").symlink_to(project)
    with pytest.raises(BatchError, match="not a folder of this user"), scratch_folder():
        pass
    (ours / "scratch").unlink()
    ours.rmdir()
    ours.symlink_to(project)
    with pytest.raises(BatchError, match="not a folder of this user"):
        remove_abandoned()
    assert sorted(path.name for path in project.rglob("*")) == [
        "0123456789abcdef.lock",
        "data",
        "data.lock",
        "work.txt",
    ]


def test_it_is_closed_to_others(temporary, monkeypatch):
    (temporary / user_folder().name).chmod(0o777)
    assert user_folder().stat().st_mode & 0o777 == 0o700
    monkeypatch.setattr("rtstyle.batch.scratch.os.getuid", lambda: 4321)
    foreign = temporary / "rtstyle-batch-4321"
    foreign.mkdir()
    with pytest.raises(BatchError, match="rtstyle-batch-4321"):
        user_folder()


def test_locks_of_other_programs_stay(temporary):
    with scratch_folder():
        pass
    (user_folder() / "scratch" / "poetry.lock").write_text("precious")
    remove_abandoned()
    assert left() == ["poetry.lock"]
