"""Which device and which backend a network runs on."""

from __future__ import annotations

import dataclasses
import importlib.util
from typing import TYPE_CHECKING, TypeAlias

import torch

from rtstyle.engine.backends.torch_backend import TorchBackend
from rtstyle.errors import DeviceError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from rtstyle.engine.backends.base import Backend
    from rtstyle.modeling.network import StylizationNetwork


BackendMaker: TypeAlias = "Callable[[StylizationNetwork, str, int | None], Backend]"
"""Makes a backend for a float32 network on the CPU, a device (``cpu``, ``cuda``, ``cuda:N``) and a number of CPU
threads, None for its own choice. Raises DeviceError with the reason where it cannot."""


@dataclasses.dataclass(frozen=True, slots=True)
class BackendKind:
    """A row of `BACKENDS`.

    Attributes:
        make: Makes the backend.
        help: What it is, for error texts.
    """

    make: BackendMaker
    help: str


def register_backend(name: str, make: BackendMaker, *, help: str, first: bool = False) -> None:  # noqa: A002 - its name everywhere
    """Makes a backend of one's own known to `make_backend`, and with it to ``Stylizer(backend=name)``.

    Args:
        name: What it is chosen by.
        make: See `BackendMaker`; what it makes fits `rtstyle.engine.backends.base.Backend`.
        help: What it is, a few words.
        first: Where none is chosen, it is tried before those that there are; else after them.

    Raises:
        UsageError: The name is taken, or empty.
    """
    if not name or name in BACKENDS:
        raise UsageError(
            f"a backend cannot be called {name!r}: {'the name is taken' if name else 'it needs a name'}"
        )
    others = dict(BACKENDS)
    BACKENDS.clear()
    kind = BackendKind(make, help)
    BACKENDS.update({name: kind, **others} if first else {**others, name: kind})


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
        known = ", ".join(f"{name} ({kind.help})" for name, kind in BACKENDS.items())
        raise UsageError(f"unknown backend {backend!r}: choose from {known}")
    device = resolve_device(device)
    reasons = []
    for name in [backend] if backend is not None else BACKENDS:
        try:
            return BACKENDS[name].make(network, device, threads)
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


BACKENDS: dict[str, BackendKind] = {
    "openvino": BackendKind(_openvino, "the fastest on a CPU"),
    "torch": BackendKind(_torch, "on everything"),
}
"""Backends by name, the fastest first. To add one: `register_backend`, or a row here."""
