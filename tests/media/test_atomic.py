from __future__ import annotations

import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from rtstyle.media import atomic
from rtstyle.media.atomic import write_whole


def test_makes_folders_and_leaves_nothing_but_the_file(tmp_path):
    write_whole(tmp_path / "a" / "b" / "file.bin", b"whole")
    assert (tmp_path / "a" / "b" / "file.bin").read_bytes() == b"whole"
    assert [path.name for path in (tmp_path / "a" / "b").iterdir()] == ["file.bin"]


def test_replaces(tmp_path):
    (tmp_path / "file").write_bytes(b"a longer old content")
    write_whole(tmp_path / "file", b"new")
    assert (tmp_path / "file").read_bytes() == b"new"


def test_keeps_what_is_there_when_told(tmp_path):
    (tmp_path / "file").write_bytes(b"old")
    with pytest.raises(FileExistsError):
        write_whole(tmp_path / "file", b"new", overwrite=False)
    write_whole(tmp_path / "other", b"new", overwrite=False)
    assert (tmp_path / "file").read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "other"]


def test_takes_the_longest_name_that_a_file_may_have(tmp_path):
    path = tmp_path / ("x" * 255)
    write_whole(path, b"whole")
    assert path.read_bytes() == b"whole"


def test_a_failure_leaves_the_old_file_and_no_temporary_one(tmp_path):
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match="folder"):
        write_whole(tmp_path / "folder", b"data")
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_a_full_disk_leaves_the_old_file_and_no_temporary_one(tmp_path):
    (tmp_path / "file").write_bytes(b"old")
    # A limit on the size of files fails half-way through a write, as a full disk does.
    script = """
import resource, signal, sys
from pathlib import Path
from rtstyle.media.atomic import write_whole
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    write_whole(Path(sys.argv[1]), b"x" * 5000)
except OSError:
    print("refused")
"""
    done = subprocess.run(
        [sys.executable, "-B", "-c", script, str(tmp_path / "file")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "refused\n"
    assert (tmp_path / "file").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_writers_at_the_same_time_never_show_a_mixture(tmp_path):
    path = tmp_path / "file"
    contents = [bytes([number]) * 50_000 for number in range(8)]
    write_whole(path, contents[0])
    with ThreadPoolExecutor(8) as pool:
        writes = [pool.submit(write_whole, path, content) for content in contents * 5]
        seen = {path.read_bytes() for _ in range(100)}
        for write in writes:
            write.result()
    assert seen <= set(contents)
    assert [entry.name for entry in tmp_path.iterdir()] == ["file"]


def test_only_one_of_many_gets_a_free_name(tmp_path):
    def claim(number):
        try:
            write_whole(tmp_path / "name", bytes([number]), overwrite=False)
        except FileExistsError:
            return None
        return number

    with ThreadPoolExecutor(8) as pool:
        winners = [number for number in pool.map(claim, range(16)) if number is not None]
    assert len(winners) == 1
    assert (tmp_path / "name").read_bytes() == bytes(winners)


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be removed there")
def test_a_part_that_is_swept_before_it_is_locked_is_made_anew(tmp_path, monkeypatch):
    import fcntl

    sweepers = []

    def sweep(part, other):
        part.unlink()
        other.close()

    def open_and_be_taken_for_abandoned(descriptor, mode):
        if not sweepers:
            (part,) = tmp_path.iterdir()
            other = part.open("rb")
            fcntl.flock(other, fcntl.LOCK_EX)
            sweepers.append(threading.Timer(0.05, sweep, (part, other)))
            sweepers[0].start()
        return fdopen(descriptor, mode)

    fdopen = os.fdopen
    monkeypatch.setattr(os, "fdopen", open_and_be_taken_for_abandoned)
    part, file = atomic.create_part(tmp_path / "name")
    sweepers[0].join()
    with file:
        assert list(tmp_path.iterdir()) == [part]


def test_what_killed_writers_left_is_swept_by_the_next_and_nothing_else_is(tmp_path):
    path = tmp_path / "file"
    hold = (
        "import sys; from pathlib import Path; from rtstyle.media.atomic import create_part\n"
        "kept = create_part(Path(sys.argv[1])); print(kept[0], flush=True); sys.stdin.read()"
    )
    alive, killed = (
        subprocess.Popen(
            [sys.executable, "-c", hold, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _ in range(2)
    )
    parts = [Path(process.stdout.readline().strip()) for process in (alive, killed)]
    killed.kill()
    killed.communicate()
    others = [tmp_path / name for name in (".file.0123abcd.part", ".notes.part", "x.0123abcd.rtstyle.part")]
    for other in others:
        other.touch()
    write = "import sys; from pathlib import Path; from rtstyle.media.atomic import write_whole\n"
    subprocess.run([sys.executable, "-c", f"{write}write_whole(Path(sys.argv[1]), b'new')", path], check=True)
    try:
        assert [part.exists() for part in parts] == [True, False]
        assert all(other.exists() for other in others)
    finally:
        alive.communicate()


def test_a_private_file_is_its_owners(tmp_path):
    path = tmp_path / "file"
    path.write_bytes(b"old")
    path.chmod(0o644)
    write_whole(path, b"new", private=True)
    assert path.stat().st_mode & 0o777 == 0o600
