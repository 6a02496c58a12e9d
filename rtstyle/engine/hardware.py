"""What this machine offers to compute on."""

from __future__ import annotations

import dataclasses
import importlib.metadata
import os
import platform
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from rtstyle.engine.backends.auto import measure_devices, preferred
from rtstyle.engine.backends.devices import accelerators, device_facts
from rtstyle.engine.lazy_network import find_network

_NETWORK = "compact"


@dataclass(frozen=True, slots=True)
class ComputeDevice:
    """A device and what is known of it.

    Attributes:
        device: What ``Stylizer`` takes for it: ``cpu``, ``cuda:0``, ``openvino:GPU``.
        name: The maker's name.
        cores: Processor cores that this process may use, multiprocessors or execution units of a GPU; None where
            unknown.
        memory_bytes: All of its memory; None where unknown.
        precision: The fastest floating point of the network's convolutions there: ``bfloat16``, ``float16`` or
            ``float32``. OpenVINO may take 8-bit integers instead of the last on the CPU.
        default: ``auto`` takes it, unless a trial says otherwise.
        frame_ms: Time for a 512×512 frame, milliseconds; None where it was not measured.
        psnr_db: How near its picture comes to float32 on the CPU, dB; None likewise.
        refused: Why ``auto`` does not take it; None where it may.
    """

    device: str
    name: str
    cores: int | None
    memory_bytes: int | None
    precision: str
    default: bool
    frame_ms: float | None = None
    psnr_db: float | None = None
    refused: str | None = None


def compute_devices() -> list[ComputeDevice]:
    """The CPU, then everything else that a network can run on."""
    names = accelerators()
    cpu = ComputeDevice("cpu", _cpu_name(), _cpu_cores(), _memory_bytes(), _precision("cpu"), not names)
    return [cpu, *(_accelerator(name, first=name == names[0]) for name in names)]


def device_names() -> dict[str, str]:
    """What `compute_devices` lists, and the maker's names; torch is loaded only where it may have a GPU."""
    return {"cpu": _cpu_name()} | {device: device_facts(device)["name"] for device in accelerators()}


def measured_devices() -> list[ComputeDevice]:
    """As `compute_devices`, each tried with the network that ships; ``auto`` goes by the results from now on."""
    verdicts = measure_devices(find_network(_NETWORK))
    taken = preferred(verdicts)
    listed = {device.device: device for device in compute_devices()}
    return [
        dataclasses.replace(
            listed.get(verdict.device) or _accelerator(verdict.device, first=False),
            default=verdict.device == taken,
            frame_ms=verdict.frame_ms,
            psnr_db=verdict.psnr_db,
            refused=verdict.refused,
        )
        for verdict in verdicts
    ]


def _accelerator(device: str, *, first: bool) -> ComputeDevice:
    facts = device_facts(device)
    cores, memory = facts.get("cores"), facts.get("memory_bytes")
    return ComputeDevice(device, facts["name"], cores, memory, _precision(device), first)


def backend_versions() -> dict[str, str | None]:
    """What can run a network, with its version; None where it is not installed."""
    import torch  # noqa: PLC0415 - whoever wants versions has seconds

    versions: dict[str, str | None] = {"torch": torch.__version__}
    if torch.version.hip:
        versions["ROCm"] = torch.version.hip
    try:
        versions["openvino"] = importlib.metadata.version("openvino")
    except importlib.metadata.PackageNotFoundError:
        versions["openvino"] = None
    return versions


def _precision(device: str) -> str:
    from rtstyle.engine.backends.precision import best_dtype  # noqa: PLC0415 - torch

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
