"""Worker processes: they do what one process does, and neither their end nor the driver's costs anything."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import av
import pytest

from rtstyle.batch import local
from rtstyle.batch.executors import SerialExecutor
from rtstyle.batch.folders import STATE
from rtstyle.batch.local import LocalExecutor
from rtstyle.batch.machine import Crew
from rtstyle.batch.tasks import Assignment, Job, MediaKind, Outcome, Progress, Task
from tests.media_fixtures import Clip, make_clip

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is POSIX")

PATIENCE_S = 120


@pytest.fixture
def assignment(settings, tmp_path):
    return Assignment(settings, settings.digest(), str(tmp_path / "out"), "cpu", 1)


@pytest.fixture
def task(media):
    return Task(Job(str(media / "deep" / "short.mkv"), "short.mkv", MediaKind.VIDEO, "1-1"))


def until(executor, kind):
    deadline_s = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline_s:
        for event in executor.wait(0.2):
            if isinstance(event, kind):
                return event
    raise AssertionError(f"no {kind.__name__} within {PATIENCE_S} s")


def pictures(path):
    with av.open(str(path)) as container:
        return [
            (frame.pts, frame.to_ndarray(format="rgb24").tobytes()) for frame in container.decode(video=0)
        ]


def frame_count(path):
    with av.open(str(path)) as container:
        return sum(1 for _ in container.decode(video=0))


def test_a_killed_worker_is_replaced_and_its_task_done_a_bounded_number_of_times(
    assignment, task, tmp_path, monkeypatch
):
    executor = LocalExecutor(assignment, Crew(1, 1, ("cpu",)))
    try:
        executor.submit(task)
        until(executor, Progress)
        (first,) = executor.process_ids
        os.kill(first, signal.SIGKILL)
        outcome = until(executor, Outcome)
        assert (outcome.error, outcome.frames) == (None, 8)
        (second,) = executor.process_ids
        assert second != first
        assert frame_count(tmp_path / "out" / "short.mkv") == 8
        monkeypatch.setattr(local, "RETRIES", 0)
        # It cannot be faster than the kill.
        os.kill(second, signal.SIGSTOP)
        executor.submit(task)
        os.kill(second, signal.SIGKILL)
        failed = until(executor, Outcome)
        assert "short.mkv: its worker was ended by SIGKILL (out of memory?), 1 times" in failed.error
        assert executor.process_ids == []
    finally:
        executor.close()


def test_two_workers_make_what_one_makes_though_one_is_killed(media, tmp_path, run_batch):
    executors = []

    def two(assignment):
        executors.append(LocalExecutor(assignment, Crew(2, 1, ("cpu", "cpu"))))
        return executors[-1]

    killed = []

    def observe(snapshot):
        if snapshot.megapixels_done and not killed:
            assert len(executors[0].process_ids) == 2
            killed.extend(executors[0].process_ids[:1])
            os.kill(killed[0], signal.SIGKILL)

    summary = run_batch([media], tmp_path / "out", two, observer=observe)
    assert killed
    assert (summary.workers, summary.failed) == (2, [])
    assert not run_batch([media], tmp_path / "one", SerialExecutor).failed
    # A name has one record: nothing was done twice to the end.
    lines = (tmp_path / "out" / STATE / "manifest.jsonl").read_text().splitlines()
    assert len(lines) == len(summary.records) == 4
    for name in ("long.mp4", "one.png", "deep/short.mkv", "deep/two.jpg"):
        assert pictures(tmp_path / "out" / name) == pictures(tmp_path / "one" / name)
    assert os.listdir(tmp_path / "out" / STATE / "parts") == []
    assert not (tmp_path / "out" / STATE / "staging").exists()


def wait_for(condition):
    """Looks again and again; what is waited for is another process's doing."""
    deadline_s = time.monotonic() + PATIENCE_S
    pause = threading.Event()
    while not condition():
        assert time.monotonic() < deadline_s
        pause.wait(0.02)


def children_of(process_id):
    return [
        int(number) for number in Path(f"/proc/{process_id}/task/{process_id}/children").read_text().split()
    ]


def runs(process_id):
    try:
        return Path(f"/proc/{process_id}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_a_killed_driver_takes_its_workers_along_and_the_next_goes_on(tmp_path, style, run_batch, settings):
    options = {"preset": "ultrafast", "crf": "10", "g": "15", "sc_threshold": "0"}
    make_clip(tmp_path / "in.mp4", Clip(frames=150, options=options))
    command = [
        sys.executable,
        "-m",
        "rtstyle",
        "batch",
        "in.mp4",
        "-s",
        str(style),
        "-o",
        "out",
        "--workers",
        "1",
    ]
    command += [
        "--size",
        "32",
        "--smoothing",
        "0.05",
        "--crf",
        "1",
        "--preset",
        "ultrafast",
        "--segment",
        "0.5",
    ]
    driver = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE)
    out = tmp_path / "out"
    wait_for(lambda: list(out.glob(f"{STATE}/parts/*/*.nut")) or driver.poll() is not None)
    assert driver.poll() is None, driver.stderr.read()
    children = children_of(driver.pid)
    driver.kill()
    driver.communicate()
    assert children
    wait_for(lambda: not any(map(runs, children)))
    (parts,) = out.glob(f"{STATE}/parts/*")
    made = {part.name: part.stat().st_mtime_ns for part in parts.iterdir()}
    again = subprocess.run([*command, "--json"], cwd=tmp_path, capture_output=True, check=True)
    assert b'"done": 1' in again.stdout
    assert not parts.exists()
    assert 1 <= len(made) < 10
    assert frame_count(out / "in.mp4") == 150
    assert not (out / STATE / "staging").exists()
