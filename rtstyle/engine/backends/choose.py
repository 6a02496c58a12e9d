"""Which device and which backend a network runs on."""

from __future__ import annotations

import dataclasses
import importlib.util
from typing import TYPE_CHECKING, TypeAlias

from rtstyle.engine.backends.devices import OPENVINO, on_openvino, resolve_device
from rtstyle.engine.lazy_network import LazyNetwork, as_lazy
from rtstyle.errors import DeviceError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from rtstyle.engine.backends.base import Backend
    from rtstyle.modeling.network import StylizationNetwork


BackendMaker: TypeAlias = "Callable[[LazyNetwork, str, int | None], Backend]"
"""Makes a backend for a network (``loaded`` has it: float32, on the CPU), a device as `resolve_device` gives it and a
number of CPU threads, None for its own choice. Raises DeviceError with the reason where it cannot."""


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


def make_backend(
    network: StylizationNetwork | LazyNetwork,
    device: str,
    *,
    backend: str | None = None,
    threads: int | None = None,
) -> Backend:
    """The fastest backend that is installed for a network on a device.

    Args:
        network: Float32, on the CPU, or still to be loaded.
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
    device, lazy = resolve_device(device), as_lazy(network)
    reasons, foreign = [], []
    for name in [backend] if backend is not None else BACKENDS:
        try:
            return BACKENDS[name].make(lazy, device, threads)
        except _ForeignDeviceError as error:
            foreign.append(f"{name}: {error}")
        except DeviceError as error:
            reasons.append(f"{name}: {error}")
    raise DeviceError(f"no backend works on {device}; {'; '.join(reasons or foreign)}")


class _ForeignDeviceError(DeviceError):
    """A device that a backend has nothing to do with."""


def _openvino(network: LazyNetwork, device: str, threads: int | None) -> Backend:
    if not on_openvino(device):
        raise _ForeignDeviceError("it computes on the CPU, and on what it calls GPU, NPU and AUTO")
    if importlib.util.find_spec("openvino") is None:
        raise DeviceError("it is not installed (extra: openvino)")
    from rtstyle.engine.backends.openvino_backend import OpenVinoBackend  # noqa: PLC0415 - an extra

    return OpenVinoBackend(network, device, threads=threads)


def _torch(network: LazyNetwork, device: str, threads: int | None) -> Backend:
    if device.startswith(OPENVINO):
        raise _ForeignDeviceError("it computes on the CPU, CUDA, ROCm and MPS")
    from rtstyle.engine.backends.torch_backend import TorchBackend  # noqa: PLC0415 - seconds, where it is needed

    return TorchBackend(network.loaded, device, threads=threads)


BACKENDS: dict[str, BackendKind] = {
    "openvino": BackendKind(_openvino, "the fastest on a CPU"),
    "torch": BackendKind(_torch, "on everything"),
}
"""Backends by name, the fastest first. To add one: `register_backend`, or a row here."""
