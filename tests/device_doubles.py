"""OpenVINO's CPU under the names of devices that are not here, with the faults that those may have."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from rtstyle.engine.backends.openvino_library import openvino

if TYPE_CHECKING:
    from collections.abc import Callable


class Fault:
    """What is wrong with a device.

    Attributes:
        kind: ``loads`` (it cannot be compiled for), ``raises``, ``memory``, ``hangs`` or ``lies`` (another picture).
        after: Pictures that it paints well before.
        released: Ends what hangs.
    """

    def __init__(self, kind: str, after: int = 0) -> None:
        self.kind, self.after = kind, after
        self.painted = 0
        self.released = threading.Event()

    def compile(self) -> None:
        if self.kind == "loads":
            raise RuntimeError("[GPU] clBuildProgram failed")

    def infer(self, request: openvino.InferRequest) -> None:
        self.painted += 1
        failing = self.painted > self.after
        if failing and self.kind == "raises":
            raise RuntimeError("[GPU] CL_DEVICE_NOT_AVAILABLE")
        if failing and self.kind == "memory":
            raise RuntimeError("[GPU] CL_OUT_OF_RESOURCES: out of memory")
        if failing and self.kind == "hangs":
            self.released.wait()
        request.infer()
        if failing and self.kind == "lies":
            picture = request.output_tensors[0].data
            picture[:] = 255 - picture


class RenamedCore:
    """An ``openvino.Core`` that has more devices; on each of them its CPU computes."""

    names: tuple[str, ...] = ()
    faults: dict[str, Fault]
    true_core: type

    def __init__(self) -> None:
        self._core = self.true_core()

    def __getattr__(self, name: str) -> object:
        return getattr(self._core, name)

    @property
    def available_devices(self) -> list[str]:
        return ["CPU", *self.names]

    def get_property(self, device: str, name: str) -> object:
        if device in self.names and name == "FULL_DEVICE_NAME":
            return f"A {device} that is a CPU"
        return self._core.get_property(self._true(device), name)

    def compile_model(self, graph: object, device: str, options: dict[str, object]) -> object:
        return self._faulty(self._core.compile_model, graph, device, options)

    def import_model(self, blob: bytes, device: str, options: dict[str, object]) -> object:
        return self._faulty(self._core.import_model, blob, device, options)

    def _faulty(self, make: Callable[..., Any], what: object, device: str, options: object) -> object:
        fault = self.faults.get(device)
        if fault is None:
            return make(what, self._true(device), options)
        fault.compile()
        return Compiled(make(what, self._true(device), options), fault)

    def _true(self, device: str) -> str:
        return "CPU" if device in self.names else device


def core_with(*names: str, faults: dict[str, Fault] | None = None, true_core: type = openvino.Core) -> type:
    """A kind of `RenamedCore`.

    Args:
        names: ``GPU``, ``NPU`` …
        faults: What is wrong with them, by name.
        true_core: What computes.
    """
    return type("Core", (RenamedCore,), {"names": names, "faults": faults or {}, "true_core": true_core})


class Compiled:
    def __init__(self, compiled: openvino.CompiledModel, fault: Fault) -> None:
        self._compiled, self._fault = compiled, fault

    def __getattr__(self, name: str) -> object:
        return getattr(self._compiled, name)

    def create_infer_request(self) -> object:
        return Request(self._compiled.create_infer_request(), self._fault)


class Request:
    def __init__(self, request: openvino.InferRequest, fault: Fault) -> None:
        self._request, self._fault = request, fault

    def __getattr__(self, name: str) -> object:
        return getattr(self._request, name)

    def infer(self) -> None:
        self._fault.infer(self._request)
