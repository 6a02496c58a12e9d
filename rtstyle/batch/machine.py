"""What this machine has, and how many workers that is good for."""

from __future__ import annotations

import contextlib
import dataclasses
import math
import os
import shutil
import subprocess
import sys
from pathlib import Path

WORKER_BYTES = 1_500_000_000
"""What a worker is allowed for. Measured on a CPU, with its libraries: 0.25 GB idle, 0.85 GB at 1080p."""
_WORKERS_PER_GPU = 2
_CGROUP = Path("/sys/fs/cgroup")


@dataclasses.dataclass(frozen=True, slots=True)
class Machine:
    """What may be used of a machine.

    Attributes:
        cores: Processors, as far as they are ours: a container or an affinity mask may allow fewer than there are.
        memory_bytes: Free memory, likewise; None where the system does not tell.
        gpus: CUDA devices.
    """

    cores: int
    memory_bytes: int | None
    gpus: int


@dataclasses.dataclass(frozen=True, slots=True)
class Crew:
    """How the work is shared.

    Attributes:
        workers: Number of processes.
        threads: CPU threads that each computes with.
        devices: One for each worker, as `rtstyle.engine.stylizer.Stylizer` takes it.
    """

    workers: int
    threads: int
    devices: tuple[str, ...]


def this_machine() -> Machine:
    """What may be used here."""
    affinity = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
    quota = _cgroup_cores()
    cores = affinity if quota is None else max(1, min(affinity, math.ceil(quota)))
    return Machine(cores, _free_memory(), _count_gpus())


def choose_crew(machine: Machine, device: str = "auto", workers: int | None = None) -> Crew:
    """As many workers as pay off, and threads so that they do not fight for processors.

    A network's threads wait for each other at every layer, and decoding and encoding barely use them; processes
    never wait for each other. So without a GPU there is a worker with one thread for every processor, as long as the
    memory lasts. A GPU gets two workers: one keeps it busy while the other decodes and encodes.

    Args:
        machine: What there is.
        device: ``auto`` or one that ``rtstyle devices`` lists.
        workers: How many there shall be; None chooses.
    """
    gpus = [f"cuda:{number}" for number in range(machine.gpus)]
    if device != "auto":
        gpus = [] if device == "cpu" else gpus if device == "cuda" else [device]
    most = machine.cores if machine.memory_bytes is None else machine.memory_bytes // WORKER_BYTES
    if gpus:
        most = min(most, _WORKERS_PER_GPU * len(gpus))
    count = workers or max(1, min(machine.cores, most))
    devices = tuple(gpus[number % len(gpus)] if gpus else "cpu" for number in range(count))
    if device not in {"auto", "cpu"} and not gpus:
        # The worker says what is wrong with it.
        devices = (device,) * count
    return Crew(count, max(1, machine.cores // count), devices)


def _cgroup_cores() -> float | None:
    """Processors that a container may use, by version 2 of Linux' control groups."""
    with contextlib.suppress(OSError, ValueError):
        quota, period = (_CGROUP / "cpu.max").read_text().split()
        return None if quota == "max" else int(quota) / int(period)
    return None


def _free_memory() -> int | None:
    free: list[int] = []
    with contextlib.suppress(OSError, ValueError, IndexError):
        lines = Path("/proc/meminfo").read_text().splitlines()
        free.extend(int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:"))
    with contextlib.suppress(OSError, ValueError):
        limit = int((_CGROUP / "memory.max").read_text())
        free.append(max(0, limit - int((_CGROUP / "memory.current").read_text())))
    return min(free, default=None)


def _count_gpus() -> int:
    """By the driver's own tool: asking torch would load it into a process that does not need it."""
    visible = os.environ.get("CUDA_VISIBLE_DEVICES")
    if visible is not None:
        return len([name for name in visible.split(",") if name.strip() and name.strip() != "-1"])
    tool = shutil.which("nvidia-smi")
    if tool is None:
        return 0
    try:
        listed = subprocess.run([tool, "-L"], capture_output=True, text=True, timeout=20, check=True)  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return 0
    return sum(line.startswith("GPU ") for line in listed.stdout.splitlines())
