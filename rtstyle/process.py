"""What the system tells of this process: its age and its memory."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_IMPORTED_S = time.monotonic()


def process_age_s() -> float:
    """Seconds since the process was started; where the system does not tell (all but Linux), since this import."""
    try:
        fields = Path("/proc/self/stat").read_text("ascii", errors="replace").rpartition(")")[2].split()
        started_s = int(fields[19]) / os.sysconf("SC_CLK_TCK")
        return time.clock_gettime(time.CLOCK_BOOTTIME) - started_s
    except (OSError, AttributeError, ValueError, IndexError):
        return time.monotonic() - _IMPORTED_S


def process_memory(field: str = "VmRSS") -> int | None:
    """Bytes of memory by Linux' account of the process: ``VmRSS``, resident now, or ``VmHWM``, its peak; else None."""
    try:
        lines = Path("/proc/self/status").read_text("ascii", errors="replace").splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith(f"{field}:")), None)


@contextlib.contextmanager
def interruptions_wait() -> Iterator[None]:
    """Lets Ctrl-C and a polite kill wait until the end of what would take them for an error of its own.

    Libraries in other languages that call Python do so. It works in the main thread, where interruptions arrive.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []
    # A handler that is not Python's is left alone.
    usual = {int(number): signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    callable_ones = {number: handler for number, handler in usual.items() if callable(handler)}
    for number in callable_ones:
        signal.signal(number, lambda number, _: came.append(number))
    try:
        yield
    finally:
        for number, handler in callable_ones.items():
            signal.signal(number, handler)
        for each in dict.fromkeys(came):
            callable_ones[each](each, None)
