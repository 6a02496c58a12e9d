"""Age and memory of the process."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from rtstyle import process
from rtstyle.process import interruptions_wait


def test_the_age_counts_from_the_start_of_the_process() -> None:
    asked = time.monotonic()
    code = "from rtstyle.process import process_age_s; print(process_age_s())"
    told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert 0 <= float(told) <= time.monotonic() - asked + 0.05  # the system counts in hundredths
    assert process.process_age_s() > float(told)


def test_where_the_system_does_not_tell_the_import_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "Path", lambda _path: Path("/nowhere"))
    assert process.process_memory() is None
    assert process.process_age_s() == pytest.approx(time.monotonic() - process._IMPORTED_S, abs=0.5)


def test_memory_grows_with_what_is_held() -> None:
    before = process.process_memory()
    held = bytearray(b"x" * 60_000_000)
    after = process.process_memory()
    if before is not None and after is not None:  # Linux
        assert after - before > 50e6
        assert (process.process_memory("VmHWM") or 0) >= after - 4096 * 64
    assert len(held) == 60_000_000


INTERRUPTED = """
import os, signal
from rtstyle.process import interruptions_wait

signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job starts with it ignored
usual = signal.getsignal(signal.SIGINT)
try:
    with interruptions_wait():
        os.kill(os.getpid(), signal.SIGINT)
        os.kill(os.getpid(), signal.SIGINT)
        print("the end")
    print("beyond it")
except KeyboardInterrupt:
    print("interrupted", signal.getsignal(signal.SIGINT) is usual)
"""


def test_an_interruption_waits_for_what_would_take_it_for_an_error() -> None:
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.split("\n") == ["the end", "interrupted True", ""]


def test_another_thread_has_no_interruptions_to_wait() -> None:
    done = []

    def work() -> None:
        with interruptions_wait():
            done.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [True]
