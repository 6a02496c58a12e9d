"""The network compiled by OpenVINO: on a CPU, about twice as fast as torch.

One graph holds everything from bytes to bytes. Style, strength and the smoothed statistics of the frames before are
its inputs, so that no change of style ever compiles anything; only a new resolution does, once, and the result is kept
on disk.
"""

from __future__ import annotations

import contextlib
import hashlib
import threading
from typing import TYPE_CHECKING, Any

import numpy as np
import torch

from rtstyle import paths
from rtstyle.engine.compiled_store import CompiledStore
from rtstyle.engine.openvino_graph import frame_graph, openvino
from rtstyle.errors import DeviceError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rtstyle.frame import Image
    from rtstyle.modeling.adain import ChannelStatistics
    from rtstyle.modeling.network import StylizationNetwork

_RESOLUTIONS_KEPT = 12
"""Compiled networks in memory: as many as adaptive resolution goes through, some MB each."""
_CPU_PROPERTIES = ("FULL_DEVICE_NAME", "OPTIMIZATION_CAPABILITIES")


class OpenVinoBackend:
    """See `Backend`. bfloat16 convolutions where the CPU has them, else float32; float32 statistics.

    Args:
        network: Float32 network on the CPU; left as it is.
        device: ``cpu``.
        threads: CPU threads; None leaves OpenVINO's choice.
        precision: ``bf16`` or ``f32``; None takes the fastest that the CPU computes in.

    Raises:
        DeviceError: OpenVINO cannot convert the network.
    """

    name = "openvino"

    def __init__(
        self,
        network: StylizationNetwork,
        device: str = "cpu",
        *,
        threads: int | None = None,
        precision: str | None = None,
    ) -> None:
        self.device = device
        self.margin, self.size_multiple = network.margin, network.size_multiple
        self._core = openvino.Core()
        capable = "BF16" in self._core.get_property("CPU", "OPTIMIZATION_CAPABILITIES")
        self.precision = precision or ("bf16" if capable else "f32")
        self._options: dict[str, Any] = {
            "PERFORMANCE_HINT": "LATENCY",
            "INFERENCE_PRECISION_HINT": self.precision,
        }
        if threads is not None:
            self._options["INFERENCE_NUM_THREADS"] = threads
        self._layers = network.layer_channels
        self._store = CompiledStore(paths.compiled_cache_dir())
        try:
            self._graph, self._graph_key = frame_graph(network, self._core, self._store)
        except RuntimeError as error:
            raise _failure("convert", error) from error
        self._compiling = threading.Lock()
        self._requests: dict[tuple[int, int], Any] = {}
        self._used: tuple[int, int] | None = None
        self._target: list[Any] = []
        self._strength = np.float32(1.0)
        self._smoothed: list[Any] = self._no_statistics()

    def set_target(self, statistics: Sequence[ChannelStatistics], strength: float) -> None:
        """See `Backend.set_target`."""
        self._target = [part.numpy() for layer in statistics for part in layer]
        self._strength = np.float32(strength)

    def prepare(self, height: int, width: int) -> None:
        """See `Backend.prepare`: compiles the network for that size, or loads it as it was compiled before.

        Raises:
            DeviceError: OpenVINO cannot compile the network for this CPU.
        """
        size = (height, width)
        with self._compiling:
            if size in self._requests:
                return
            spare = [kept for kept in self._requests if kept != self._used]
            for kept in spare[: max(0, len(self._requests) + 1 - _RESOLUTIONS_KEPT)]:
                del self._requests[kept]
            try:
                self._requests[size] = self._compiled(height, width).create_infer_request()
            except RuntimeError as error:
                raise _failure("compile", error) from error

    def run(self, image: Image, keep: float) -> Image:
        """See `Backend.run`."""
        height, width = self._used = image.shape[:2]
        request = self._requests.get(self._used)
        if request is None:
            self.prepare(height, width)
            request = self._requests[self._used]
        inputs = [image[None], np.float32(keep), self._strength, *self._target, *self._smoothed]
        request.infer(inputs, share_inputs=True)
        # The request's tensors are overwritten by the next frame.
        picture, *smoothed = (
            request.get_output_tensor(i).data.copy() for i in range(1 + len(self._smoothed))
        )
        self._smoothed = smoothed
        return np.asarray(picture[0], np.uint8)

    def close(self) -> None:
        """See `Backend.close`."""
        self._requests.clear()

    def _compiled(self, height: int, width: int) -> Any:
        key = self._key(height, width)
        kept = self._store.load(key)
        if kept is not None:
            with contextlib.suppress(RuntimeError):
                return self._core.import_model(kept, "CPU", self._options)
        graph = self._graph.clone()
        statistics = [[1, channels, 1, 1] for channels in self._layers for _ in range(2)]
        shapes = [[1, height, width, 3], [], [], *statistics, *statistics]
        graph.reshape(dict(zip(graph.inputs, map(openvino.PartialShape, shapes), strict=True)))
        compiled = self._core.compile_model(graph, "CPU", self._options)
        self._store.save(key, compiled.export_model().getvalue())
        return compiled

    def _key(self, height: int, width: int) -> str:
        """Tells compiled networks apart: by graph, size, options and what the CPU can do."""
        processor = [self._core.get_property("CPU", name) for name in _CPU_PROPERTIES]
        text = repr((self._graph_key, self._options, processor, torch.cpu.get_capabilities()))
        return f"network-{height}x{width}-{hashlib.sha256(text.encode()).hexdigest()[:32]}"

    def _no_statistics(self) -> list[Any]:
        return [np.zeros((1, channels, 1, 1), np.float32) for channels in self._layers for _ in range(2)]


def _failure(what: str, error: RuntimeError) -> DeviceError:
    reason = " ".join(str(error).split())[:200]
    return DeviceError(f"OpenVINO cannot {what} the network: {reason}; uninstall openvino to use torch")
