"""The machine that measures: what it is, how fast it multiplies matrices, how much memory is in use."""

from __future__ import annotations

import contextlib
import ctypes
import dataclasses
import gc
import importlib.metadata
import os
import platform
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import torch
from torch.nn import functional

from rtstyle.engine.backends.devices import public_name
from rtstyle.engine.hardware import backend_versions, compute_devices
from rtstyle.evaluation.timing import Effort, measure
from rtstyle.process import process_memory

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_DTYPES = {"float32": torch.float32, "bfloat16": torch.bfloat16, "float16": torch.float16}
_PACKAGES = ("numpy", "opencv-python-headless", "opencv-python", "av", "safetensors")


@dataclass(frozen=True, slots=True)
class MatrixRate:
    """Floating-point operations per second that a device was seen to reach, a multiply-add counted as two.

    Attributes:
        device: As torch names it.
        precision: ``float32``, ``bfloat16`` or ``float16``.
        matmul_per_s: In the best of some square matrix products.
        convolution_per_s: In a 3×3 convolution whose channels lie innermost.
    """

    device: str
    precision: str
    matmul_per_s: float
    convolution_per_s: float

    @property
    def best_per_s(self) -> float:
        """The machine's limit, as far as it was measured."""
        return max(self.matmul_per_s, self.convolution_per_s)


def describe_machine(device: str) -> dict[str, Any]:
    """What a reader of figures has to know of the machine.

    Args:
        device: The device that is measured, e.g. ``cpu`` or ``cuda``.
    """
    devices = {found.device: dataclasses.asdict(found) for found in compute_devices()}
    measured = public_name("cuda:0" if device == "cuda" else device)
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else None
    return {
        "system": f"{platform.system()} {platform.machine()}",
        "processor": devices["cpu"],
        "device": devices[measured],
        "instructions": torch.backends.cpu.get_cpu_capability(),
        "load_at_start": load,
    }


def was_busy(machine: Mapping[str, Any]) -> bool:
    """Whether other work made times longer than on an idle machine; ``machine`` as `describe_machine` gives it."""
    load = machine["load_at_start"]
    return load is not None and bool(load > machine["processor"]["cores"] / 2)


def software_versions() -> dict[str, str | None]:
    """Versions of everything that computes; None where it is not installed."""
    versions: dict[str, str | None] = {"python": platform.python_version(), **backend_versions()}
    for package in _PACKAGES:
        with contextlib.suppress(importlib.metadata.PackageNotFoundError):
            versions[package] = importlib.metadata.version(package)
    versions["cuda"] = torch.version.cuda
    return versions


@torch.inference_mode()
def measure_matrix_rate(device: str, precision: str, effort: Effort) -> MatrixRate | None:
    """Measures how fast torch multiplies matrices and convolves on a device, at the number of threads that is set.

    Args:
        device: As torch names it.
        precision: As `MatrixRate` has it.
        effort: For each product.

    Returns:
        None where torch does not compute in that precision.
    """
    if precision not in _DTYPES:
        return None
    dtype, on_gpu = _DTYPES[precision], device.startswith("cuda")
    sides = (4096, 8192) if on_gpu else (512, 1024, 2048)
    products = [_product(side, device, dtype) for side in sides]
    matmul = max(_rate(work, operations, effort, device) for work, operations in products)
    convolution = _rate(*_convolution(device, dtype, large=on_gpu), effort, device)
    return MatrixRate(device, precision, matmul, convolution)


def _rate(work: Callable[[], object], operations: float, effort: Effort, device: str) -> float:
    return operations / (measure(work, effort, device).median_ms / 1000)


def _product(side: int, device: str, dtype: torch.dtype) -> tuple[Callable[[], object], float]:
    a, b = (torch.randn(side, side, device=device).to(dtype) for _ in range(2))
    out = torch.empty_like(a)
    return lambda: torch.mm(a, b, out=out), 2 * side**3


def _convolution(device: str, dtype: torch.dtype, *, large: bool) -> tuple[Callable[[], object], float]:
    batch, channels, side = (8, 256, 128) if large else (1, 64, 128)
    images = torch.randn(batch, channels, side, side, device=device).to(
        dtype, memory_format=torch.channels_last
    )
    kernel = torch.randn(channels, channels, 3, 3, device=device).to(dtype, memory_format=torch.channels_last)
    operations = 2 * 9 * channels**2 * batch * side**2
    return lambda: functional.conv2d(images, kernel, padding=1), operations


class PeakMemory:
    """Watches memory while it is entered: of the device on CUDA, else what of this process is resident.

    Attributes:
        before_bytes: In use at the start; None where unknown.
        peak_bytes: The most that was in use; None where the system does not tell.
    """

    def __init__(self, device: str) -> None:
        self._cuda = device.startswith("cuda")
        self._device = device
        self.before_bytes: int | None = None
        self.peak_bytes: int | None = None

    def __enter__(self) -> Self:
        gc.collect()
        if self._cuda:
            torch.cuda.reset_peak_memory_stats(self._device)
            self.before_bytes = torch.cuda.memory_allocated(self._device)
        else:
            _return_freed_memory()
            self._resettable = _reset_peak()
            self.before_bytes = process_memory("VmRSS")
        return self

    def __exit__(self, *_: object) -> None:
        if self._cuda:
            self.peak_bytes = torch.cuda.max_memory_allocated(self._device)
        elif self._resettable:
            self.peak_bytes = process_memory("VmHWM")


def _return_freed_memory() -> None:
    """The engine lets the C library keep freed memory; without this, the last row's would count for the next."""
    if sys.platform.startswith("linux"):
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).malloc_trim(0)


def _reset_peak() -> bool:
    """Makes Linux forget the process's peak so far; other systems cannot."""
    try:
        Path("/proc/self/clear_refs").write_text("5", "ascii")
    except OSError:
        return False
    return True
