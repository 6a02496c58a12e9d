"""Which device paints: the fastest that can be believed, and who takes over from it."""

from __future__ import annotations

import functools
import importlib.metadata
import logging
from typing import TYPE_CHECKING

from rtstyle import paths
from rtstyle.digests import settings_digest
from rtstyle.engine.backends.choose import make_backend
from rtstyle.engine.backends.devices import accelerators, device_facts, public_name, resolve_device
from rtstyle.engine.backends.failover import FailoverBackend, Successor
from rtstyle.engine.backends.verdicts import Verdict, VerdictStore
from rtstyle.engine.backends.watched import Watched
from rtstyle.engine.lazy_network import LazyNetwork, as_lazy
from rtstyle.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable

    from rtstyle.engine.backends.base import Backend
    from rtstyle.engine.backends.trial import Trial
    from rtstyle.modeling.network import StylizationNetwork

_logger = logging.getLogger(__name__)


def choose_backend(
    network: StylizationNetwork | LazyNetwork,
    device: str = "auto",
    *,
    backend: str | None = None,
    threads: int | None = None,
    tell: Callable[[str], None] = lambda _line: None,
) -> Backend:
    """The backend to paint with. Any device but the CPU is watched, and the next best takes over from it.

    ``auto`` tries what there is, see `accelerators`, and takes the first that paints the picture of float32 on the
    CPU, and is faster. What a trial came to is remembered. A machine with nothing but a CPU pays nothing.

    Args:
        network: Float32, on the CPU, or still to be loaded.
        device: See `rtstyle.engine.backends.devices`.
        backend: A key of `rtstyle.engine.backends.choose.BACKENDS`: that one alone, and nobody takes over.
        threads: CPU threads; None leaves the backend's choice.
        tell: Told in one line of a device that was tried just now, and of one that failed.

    Raises:
        UsageError: Unknown device or backend.
        DeviceError: The device does not exist or does not work.
    """
    lazy = as_lazy(network)
    if backend is not None:
        return make_backend(lazy, device, backend=backend, threads=threads)
    if device != "auto":
        wanted = resolve_device(device)
        if wanted == "cpu":
            return make_backend(lazy, "cpu", threads=threads)
        choice = _Choice(lazy, threads, tell)
        return choice.followed(Watched(choice.maker(wanted), public_name(wanted)), public_name(wanted))
    there_are = accelerators()
    if not there_are:
        return make_backend(lazy, "cpu", threads=threads)
    return _Choice(lazy, threads, tell).best(there_are)


def measure_devices(network: StylizationNetwork | LazyNetwork) -> list[Verdict]:
    """Tries every device anew and remembers what came of it.

    Args:
        network: Float32, on the CPU, or still to be loaded.

    Returns:
        The CPU's verdict, then those of `accelerators`, and of OpenVINO's ``AUTO`` where it has a choice.
    """
    choice = _Choice(as_lazy(network), None, lambda _line: None)
    found = [choice.trial.of_cpu()]
    there_are = accelerators()
    if any(device.startswith("openvino:") for device in there_are):
        there_are.append("openvino:AUTO")
    for device in there_are:
        choice.store.forget(choice.key(device))
        verdict, backend = choice.tried(device)
        if backend is not None:
            backend.close()
        found.append(verdict)
    return found


def preferred(verdicts: list[Verdict]) -> str:
    """The device that ``auto`` takes after these verdicts of `measure_devices`."""
    believed = [verdict.device for verdict in verdicts if verdict.refused is None]
    automatic = [device for device in believed if device not in {"cpu", "openvino:AUTO"}]
    return automatic[0] if automatic else "cpu"


class _Choice:
    """Devices for one network."""

    def __init__(self, network: LazyNetwork, threads: int | None, tell: Callable[[str], None]) -> None:
        self._network, self._threads, self._tell = network, threads, tell
        self.store = VerdictStore(paths.device_verdicts_dir())

    @functools.cached_property
    def trial(self) -> Trial:
        """Who tries devices."""
        from rtstyle.engine.backends.trial import Trial  # noqa: PLC0415 - torch, by which others are judged

        return Trial(self._network.loaded, self.maker("cpu"))

    def maker(self, device: str) -> Callable[[], Backend]:
        """Makes a device's backend, as it is."""
        return functools.partial(make_backend, self._network, device, threads=self._threads)

    def best(self, there_are: list[str]) -> Backend:
        """The first that can be believed."""
        for device in there_are:
            verdict, backend = self.tried(device)
            if backend is not None:
                return self.followed(backend, device)
            _logger.debug(verdict.line)
        return self.maker("cpu")()

    def followed(self, backend: Backend, device: str) -> Backend:
        """A backend from which others take over: those that are known to be good, then the CPU."""
        rest = [Successor("cpu", self.maker("cpu"))]
        for other in reversed(accelerators()):
            known = self.store.load(self.key(other)) if other != device else None
            if known is not None and known.refused is None:
                rest.insert(0, Successor(other, self._watched(other)))
        return FailoverBackend(backend, rest, self._warn, lambda failed: self.store.forget(self.key(failed)))

    def tried(self, device: str) -> tuple[Verdict, Backend | None]:
        """What a device is worth, by what is remembered of it or by trying, and its backend if it can be believed."""
        key, make = self.key(device), self._watched(device)
        with self.store.trying(key, device) as known:
            if known is None:
                verdict, backend = self.trial.of(device, make)
                self.store.save(key, verdict)
                _logger.log(logging.WARNING if verdict.refused else logging.INFO, verdict.line)
                self._tell(verdict.line)
                return verdict, backend
            if known.refused is not None:
                return known, None
            try:
                return known, make()
            except Exception as error:  # noqa: BLE001 - it worked once; another device or the CPU still does
                self.store.forget(key)
                self._warn(f"{device} is not used: {' '.join(str(error).split())}")
                return known, None

    def key(self, device: str) -> str:
        """Tells verdicts apart: by device, driver, libraries and network."""
        versions = [__version__, *map(_version, ("torch", "openvino", "numpy"))]
        told = [device, device_facts(device), versions, self._network.facts.weights]
        return settings_digest(told, 32)

    def _watched(self, device: str) -> Callable[[], Backend]:
        return functools.partial(Watched, self.maker(device), device)

    def _warn(self, line: str) -> None:
        _logger.warning(line)
        self._tell(line)


def _version(package: str) -> str | None:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return None
