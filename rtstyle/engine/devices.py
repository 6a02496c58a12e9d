"""Which device and which backend a network runs on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch

from rtstyle.engine.torch_backend import TorchBackend
from rtstyle.errors import DeviceError, UsageError

if TYPE_CHECKING:
    from rtstyle.engine.backend import Backend
    from rtstyle.modeling.network import StylizationNetwork


def resolve_device(device: str) -> str:
    """``auto`` → the best device there is; anything else is checked.

    Args:
        device: ``auto``, ``cpu``, ``cuda`` or ``cuda:N``.

    Raises:
        UsageError: No device of that kind is known.
        DeviceError: CUDA is asked for and not available.
    """
    if device == "auto":
        return "cuda" if torch.cuda.is_available() else "cpu"
    kind, _, number = device.partition(":")
    if kind not in {"cpu", "cuda"} or (number and not number.isdigit()) or (kind == "cpu" and number):
        raise UsageError(f"unknown device {device!r}: choose auto, cpu, cuda or cuda:N")
    if kind == "cuda" and not torch.cuda.is_available():
        raise DeviceError(
            "no CUDA device is available; use --device cpu, or install a driver and a CUDA build of torch"
        )
    if number and int(number) >= torch.cuda.device_count():
        raise DeviceError(
            f"no device {device}: this machine has {torch.cuda.device_count()}; see rtstyle devices"
        )
    return device


def make_backend(network: StylizationNetwork, device: str, *, threads: int | None = None) -> Backend:
    """The fastest backend for a network on a device.

    Args:
        network: Float32, on the CPU.
        device: As `resolve_device` takes it.
        threads: CPU threads; None leaves the backend's choice.

    Raises:
        UsageError: Unknown device.
        DeviceError: The device does not exist or does not work.
    """
    return TorchBackend(network, resolve_device(device), threads=threads)
