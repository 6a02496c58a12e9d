"""What this machine offers to compute on."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import torch

from rtstyle.engine.backends.choose import resolve_device
from rtstyle.engine.backends.precision import best_dtype


@dataclass(frozen=True, slots=True)
class ComputeDevice:
    """A device and what is known of it.

    Attributes:
        device: What ``Stylizer`` takes for it: ``cpu``, ``cuda:0``.
        name: The maker's name.
        cores: Processor cores that this process may use, multiprocessors of a GPU.
        memory_bytes: All of its memory; None where unknown.
        precision: The fastest floating point of the network's convolutions there: ``bfloat16``, ``float16`` or
            ``float32``. OpenVINO may take 8-bit integers instead of the last.
        default: ``auto`` takes it.
    """

    device: str
    name: str
    cores: int
    memory_bytes: int | None
    precision: str
    default: bool


def compute_devices() -> list[ComputeDevice]:
    """The CPU, then every CUDA device."""
    default = resolve_device("auto")
    devices = [
        ComputeDevice("cpu", _cpu_name(), _cpu_cores(), _memory_bytes(), _precision("cpu"), default == "cpu")
    ]
    for number in range(torch.cuda.device_count() if torch.cuda.is_available() else 0):
        device, known = f"cuda:{number}", torch.cuda.get_device_properties(number)
        chosen = default == device or (default == "cuda" and number == 0)
        devices.append(
            ComputeDevice(
                device,
                known.name,
                known.multi_processor_count,
                known.total_memory,
                _precision(device),
                chosen,
            )
        )
    return devices


def backend_versions() -> dict[str, str | None]:
    """What can run a network, with its version; None where it is not installed."""
    versions: dict[str, str | None] = {"torch": torch.__version__}
    try:
        versions["openvino"] = importlib.metadata.version("openvino")
    except importlib.metadata.PackageNotFoundError:
        versions["openvino"] = None
    return versions


def _precision(device: str) -> str:
    return str(best_dtype(device)).removeprefix("torch.")


def _cpu_cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _cpu_name() -> str:
    """The processor's name; each system keeps it elsewhere, and `platform.processor` seldom knows."""
    try:
        if sys.platform.startswith("linux"):
            for line in Path("/proc/cpuinfo").read_text("utf-8", errors="replace").splitlines():
                key, _, value = line.partition(":")
                if key.strip() in {"model name", "Model"}:
                    return value.strip()
        if sys.platform == "darwin":
            asked = ["/usr/sbin/sysctl", "-n", "machdep.cpu.brand_string"]
            return subprocess.run(asked, capture_output=True, text=True, check=True, timeout=5).stdout.strip()  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        pass
    return platform.processor() or platform.machine() or "processor"


def _memory_bytes() -> int | None:
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return None
