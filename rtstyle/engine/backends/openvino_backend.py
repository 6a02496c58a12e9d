"""The network compiled by OpenVINO: on a CPU, about twice as fast as torch; on Intel's GPUs and NPUs, too.

One graph holds everything from bytes to bytes. Style, strength and the smoothed statistics of the frames before are
its inputs, so that no change of style ever compiles anything; only a new resolution does, once, and the result is kept
on disk.
"""

from __future__ import annotations

import contextlib
import threading
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from rtstyle import paths
from rtstyle.digests import settings_digest
from rtstyle.engine.backends.base import COATS
from rtstyle.engine.backends.compiled_store import CompiledStore
from rtstyle.engine.backends.devices import device_facts, on_openvino
from rtstyle.engine.backends.margins import padded_size, with_margin
from rtstyle.engine.backends.openvino_graph import frame_graph
from rtstyle.engine.backends.openvino_library import openvino
from rtstyle.engine.backends.openvino_precision import fastest_precision
from rtstyle.engine.lazy_network import LazyNetwork, as_lazy
from rtstyle.engine.processor import cpu_features
from rtstyle.errors import DeviceError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy.typing as npt

    from rtstyle.frame import Image
    from rtstyle.modeling.network import StylizationNetwork
    from rtstyle.modeling.style_code import StyleCode

_RESOLUTIONS_KEPT = 12
"""Compiled networks in memory: as many as adaptive resolution goes through, some MB each."""
_PROPERTIES = ("FULL_DEVICE_NAME", "OPTIMIZATION_CAPABILITIES")


class OpenVinoBackend:
    """OpenVINO on one device. See `Backend`; convolutions as `fastest_precision` chooses, statistics in float32.

    Args:
        network: Float32, on the CPU, left as it is; or still to be loaded, which it is only to be converted.
        device: ``cpu``, or ``openvino:`` and OpenVINO's name.
        threads: CPU threads; None leaves OpenVINO's choice.
        precision: ``bf16``, ``f16``, ``f32``, or ``i8`` where the network's ranges are known; None takes the fastest.

    Raises:
        DeviceError: OpenVINO cannot convert the network, or does not know the device.
    """

    name = "openvino"

    def __init__(
        self,
        network: StylizationNetwork | LazyNetwork,
        device: str = "cpu",
        *,
        threads: int | None = None,
        precision: str | None = None,
    ) -> None:
        self.device = device
        lazy = as_lazy(network)
        facts = lazy.facts
        self._margin, self._multiple = facts.margin, facts.size_multiple
        self._core, self._place = openvino.Core(), on_openvino(device)
        try:
            self.precision = precision or fastest_precision(
                self._core, self._place, quantized=facts.quantized
            )
        except RuntimeError as error:
            raise self._failure("prepare", error) from error
        self._options: dict[str, Any] = {
            "PERFORMANCE_HINT": "LATENCY",
            "INFERENCE_PRECISION_HINT": "f32" if self.precision == "i8" else self.precision,
        }
        if self._place == "CPU":
            # Pinned threads of two processes, or of a network and a video encoder, would share one core beside idle
            # ones: every process begins to count at the first.
            self._options["ENABLE_CPU_PINNING"] = False
            if threads is not None:
                self._options["INFERENCE_NUM_THREADS"] = threads
        self._layers = facts.layer_channels
        self._store = CompiledStore(paths.compiled_cache_dir())
        try:
            self._graph, self._graph_key = frame_graph(
                lazy, self._core, self._store, precision=self.precision
            )
        except RuntimeError as error:
            raise self._failure("convert", error) from error
        self._compiling = threading.Lock()
        self._block = facts.block
        self._requests: dict[tuple[int, int, int], _Request] = {}
        self._used: dict[int, tuple[int, int, int]] = {}
        # All requests read these arrays; nothing but numbers is written to them from frame to frame.
        self._keep, self._strength = np.zeros((), np.float32), np.ones((), np.float32)
        self._target = list(facts.empty_code().parts())
        self._smoothed = [self._no_statistics() for _ in range(COATS)]

    def set_target(self, style: StyleCode, strength: float) -> None:
        """See `Backend.set_target`."""
        for kept, part in zip(self._target, style.parts(), strict=True):
            kept[:] = part
        self._strength[()] = strength

    def prepare(self, height: int, width: int, coat: int = 0) -> None:
        """See `Backend.prepare`: compiles the network for that size, or loads it as it was compiled before.

        Raises:
            DeviceError: OpenVINO cannot compile the network for this device.
        """
        size = padded_size(height, width, self._margin, self._multiple)
        with self._compiling:
            if (*size, coat) in self._requests:
                return
            spare = [kept for kept in self._requests if kept not in self._used.values()]
            for kept in spare[: max(0, len(self._requests) + 1 - _RESOLUTIONS_KEPT)]:
                del self._requests[kept]
            try:
                self._requests[*size, coat] = self._bound(self._compiled(*size), *size, coat)
            except RuntimeError as error:
                raise self._failure("compile", error) from error

    def run(self, image: Image, keep: float, coat: int = 0) -> Image:
        """See `Backend.run`."""
        height, width = image.shape[:2]
        key = self._used[coat] = (*padded_size(height, width, self._margin, self._multiple), coat)
        request = self._requests.get(key)
        if request is None:
            self.prepare(height, width, coat)
            request = self._requests[key]
        self._keep[()] = keep
        picture, smoothed = request.run(with_margin(image, self._margin, self._multiple))
        for kept, new in zip(self._smoothed[coat], smoothed, strict=True):
            kept[:] = new
        return picture[:height, :width]

    def layer_times(self, image: Image, runs: int) -> list[tuple[str, str, float]]:
        """What OpenVINO's own clock says of each layer, from a network that is compiled for it.

        Args:
            image: See `run`.
            runs: At least 2; the first is not counted.

        Returns:
            Name, kind and median time in milliseconds of each layer that was executed.
        """
        padded = with_margin(image, self._margin, self._multiple)
        height, width = padded.shape[:2]
        compiled = self._core.compile_model(
            self._graph_for(height, width), self._place, {**self._options, "PERF_COUNT": True}
        )
        request = self._bound(compiled, height, width)
        times: dict[tuple[str, str], list[float]] = {}
        for run in range(runs):
            request.run(padded)
            for name, kind, milliseconds in request.layers() if run else ():
                times.setdefault((name, kind), []).append(milliseconds)
        return [(name, kind, float(np.median(values))) for (name, kind), values in times.items()]

    def close(self) -> None:
        """See `Backend.close`."""
        self._requests.clear()

    def _compiled(self, height: int, width: int) -> Any:
        key = self._key(height, width)
        kept = self._store.load(key)
        if kept is not None:
            with contextlib.suppress(RuntimeError):
                return self._core.import_model(kept, self._place, self._options)
        compiled = self._core.compile_model(self._graph_for(height, width), self._place, self._options)
        with contextlib.suppress(RuntimeError):  # not every device can hand out what it compiled
            self._store.save(key, compiled.export_model().getvalue())
        return compiled

    def _bound(self, compiled: Any, height: int, width: int, coat: int = 0) -> _Request:
        others = [self._keep, self._strength, *self._target, *self._smoothed[coat]]
        return _Request(compiled.create_infer_request(), height, width, self._block, others)

    def _graph_for(self, height: int, width: int) -> Any:
        graph = self._graph.clone()
        blocks = [1, height // self._block, width // self._block, 3 * self._block**2]
        shapes = [blocks, [], [], *(list(array.shape) for array in (*self._target, *self._smoothed[0]))]
        graph.reshape(dict(zip(graph.inputs, map(openvino.PartialShape, shapes), strict=True)))
        return graph

    def _key(self, height: int, width: int) -> str:
        """Tells compiled networks apart: by graph, size, options and what the device can do."""
        able = [self._core.get_property(self._place, name) for name in _PROPERTIES]
        if self._place == "CPU":
            able.append(sorted(cpu_features()))
        else:
            able += [self._place, device_facts(self.device)]
        told = repr((self._graph_key, self._options, *able))
        return f"network-{height}x{width}-{settings_digest(told, 32)}"

    def _failure(self, what: str, error: RuntimeError) -> DeviceError:
        reason = " ".join(str(error).split())[:200]
        instead = "uninstall openvino to use torch" if self._place == "CPU" else "try --device cpu"
        return DeviceError(f"OpenVINO cannot {what} the network: {reason}; {instead}")

    def _no_statistics(self) -> list[npt.NDArray[np.float32]]:
        return [np.zeros((1, channels, 1, 1), np.float32) for channels in self._layers for _ in range(2)]


class _Request:
    """A compiled network with memory for its inputs and outputs, bound once.

    Args:
        request: ``openvino.InferRequest``.
        height: Of the pictures it takes, margin included, pixels.
        width: Likewise.
        block: Side of the blocks it takes them in; see `FrameModule`.
        others: Its other inputs, which it reads where they are.
    """

    def __init__(
        self, request: Any, height: int, width: int, block: int, others: Sequence[npt.NDArray[np.float32]]
    ) -> None:
        self._request, self._block = request, block
        self._blocks = np.zeros((1, height // block, width // block, 3 * block**2), np.uint8)
        tensors = [openvino.Tensor(array, shared_memory=True) for array in (self._blocks, *others)]
        request.set_input_tensors(dict(enumerate(tensors)))
        self._picture, *self._smoothed = (output.data for output in request.output_tensors)

    def run(self, image: Image) -> tuple[Image, Sequence[npt.NDArray[np.float32]]]:
        """(H, W, 3) uint8, contiguous → a new picture, and smoothed statistics that the next frame overwrites."""
        _to_blocks(image, self._blocks[0], self._block)
        self._request.infer()
        _, height, width, _ = self._picture.shape
        picture = np.empty((height * self._block, width * self._block, 3), np.uint8)
        _from_blocks(self._picture[0], picture, self._block)
        return picture, self._smoothed

    def layers(self) -> Iterator[tuple[str, str, float]]:
        """Name, kind and milliseconds of each layer in the last run, where the network was compiled to count them."""
        for layer in self._request.profiling_info:
            if layer.status.name == "EXECUTED":
                yield layer.node_name, layer.node_type, layer.real_time.total_seconds() * 1000


def _to_blocks(image: Image, blocks: Image, side: int) -> None:
    """Moves pixels into blocks: see `FrameModule`."""
    if side == 2:
        cv2.mixChannels(_rows_of_pairs(image), [_triples(blocks)], _PAIRS)
    else:
        np.copyto(_by_rows(blocks, side), image.reshape(_by_rows(blocks, side).shape))


def _from_blocks(blocks: Image, image: Image, side: int) -> None:
    """Undoes `_to_blocks`."""
    if side == 2:
        cv2.mixChannels([_triples(blocks)], _rows_of_pairs(image), _PAIRS)
    else:
        np.copyto(image.reshape(_by_rows(blocks, side).shape), _by_rows(blocks, side))


def _by_rows(blocks: Image, side: int) -> Image:
    """A view of blocks in the order of a picture's bytes: (rows, rows in a block, columns, columns in a block, 3)."""
    height, width, _ = blocks.shape
    return blocks.reshape(height, width, side, side, 3).swapaxes(1, 2)


_PAIRS = [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5]


def _rows_of_pairs(image: Image) -> list[npt.NDArray[np.uint16]]:
    """The even and the odd rows, two pixels an element: three channels of two bytes each."""
    height, width, _ = image.shape
    pairs = image.reshape(height, width * 3).view(np.uint16).reshape(height // 2, 2, width // 2, 3)
    return [pairs[:, 0], pairs[:, 1]]


def _triples(blocks: Image) -> npt.NDArray[np.uint16]:
    return blocks.view(np.uint16)
