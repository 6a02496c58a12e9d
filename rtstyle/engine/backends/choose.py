"""Which device and which backend a network runs on."""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING

import torch

from rtstyle.engine.backends.torch_backend import TorchBackend
from rtstyle.errors import DeviceError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from rtstyle.engine.backends.base import Backend
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


def make_backend(
    network: StylizationNetwork, device: str, *, backend: str | None = None, threads: int | None = None
) -> Backend:
    """The fastest backend that is installed for a network on a device.

    Args:
        network: Float32, on the CPU.
        device: As `resolve_device` takes it.
        backend: A key of `BACKENDS`; None tries them in order.
        threads: CPU threads; None leaves the backend's choice.

    Raises:
        UsageError: Unknown device or backend.
        DeviceError: The device does not exist, or no backend works on it; the message has each one's reason.
    """
    if backend is not None and backend not in BACKENDS:
        raise UsageError(f"unknown backend {backend!r}: choose from {', '.join(BACKENDS)}")
    device = resolve_device(device)
    reasons = []
    for name in [backend] if backend is not None else BACKENDS:
        try:
            return BACKENDS[name](network, device, threads)
        except DeviceError as error:
            reasons.append(f"{name}: {error}")
    raise DeviceError(f"no backend works on {device}; {'; '.join(reasons)}")


def _openvino(network: StylizationNetwork, device: str, threads: int | None) -> Backend:
    if device != "cpu":
        raise DeviceError("it computes on the CPU only")
    if importlib.util.find_spec("openvino") is None:
        raise DeviceError("it is not installed (extra: openvino)")
    from rtstyle.engine.backends.openvino_backend import OpenVinoBackend  # noqa: PLC0415 - an extra

    return OpenVinoBackend(network, device, threads=threads)


def _torch(network: StylizationNetwork, device: str, threads: int | None) -> Backend:
    return TorchBackend(network, device, threads=threads)


BACKENDS: dict[str, Callable[[StylizationNetwork, str, int | None], Backend]] = {
    "openvino": _openvino,
    "torch": _torch,
}
"""Backends by name, the fastest first."""
