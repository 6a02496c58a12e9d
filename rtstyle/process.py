"""What the system tells of this process: its age and its memory."""

from __future__ import annotations

import os
import time
from pathlib import Path

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
