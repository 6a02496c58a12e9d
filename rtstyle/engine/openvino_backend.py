"""The network compiled by OpenVINO: on a CPU, about twice as fast as torch.

One graph holds everything from bytes to bytes. Style, strength and the smoothed statistics of the frames before are
its inputs, so that no change of style ever compiles anything; only a new resolution does, once, and the result is kept
on disk.
"""

from __future__ import annotations

import sys
import warnings
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch import nn

from rtstyle import paths
from rtstyle.errors import DeviceError
from rtstyle.modeling.adain import ChannelStatistics, adaptive_instance_normalization, blend_statistics
from rtstyle.modeling.network import crop_margin, interior_statistics

# OpenVINO reports its every import over the network, from threads of its own; without this module it cannot.
sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type] # None: not importable
import openvino  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Sequence

    from torch import Tensor

    from rtstyle.frame import Image
    from rtstyle.modeling.network import StylizationNetwork

_RESOLUTIONS_KEPT = 12
"""Compiled networks in memory: as many as adaptive resolution goes through, some MB each."""


class OpenVinoBackend:
    """See `Backend`. bfloat16 convolutions where the CPU has them, else float32; float32 statistics.

    Args:
        network: Float32 network on the CPU; left as it is.
        device: ``cpu``.
        threads: CPU threads; None leaves OpenVINO's choice.
        precision: ``bf16`` or ``f32``; None takes the fastest that the CPU computes in.

    Raises:
        DeviceError: OpenVINO cannot compile the network for this CPU.
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
            "CACHE_DIR": _cache_dir(),
        }
        if threads is not None:
            self._options["INFERENCE_NUM_THREADS"] = threads
        self._layers = network.layer_channels
        self._graph = _convert(network)
        self._compiled: dict[tuple[int, ...], Any] = {}
        self._target: list[Any] = []
        self._strength = np.float32(1.0)
        self._smoothed: list[Any] = self._no_statistics()

    def set_target(self, statistics: Sequence[ChannelStatistics], strength: float) -> None:
        """See `Backend.set_target`."""
        self._target = [part.numpy() for layer in statistics for part in layer]
        self._strength = np.float32(strength)

    def run(self, image: Image, keep: float) -> Image:
        """See `Backend.run`."""
        request = self._request(image.shape)
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
        self._compiled.clear()

    def _request(self, shape: tuple[int, ...]) -> Any:
        if shape not in self._compiled:
            while len(self._compiled) >= _RESOLUTIONS_KEPT:
                self._compiled.pop(next(iter(self._compiled)))
            graph = self._graph.clone()
            statistics = [[1, channels, 1, 1] for channels in self._layers for _ in range(2)]
            shapes = [[1, *shape], [], [], *statistics, *statistics]
            try:
                graph.reshape(dict(zip(graph.inputs, map(openvino.PartialShape, shapes), strict=True)))
                compiled = self._core.compile_model(graph, "CPU", self._options)
            except RuntimeError as error:
                reason = " ".join(str(error).split())[:200]
                raise DeviceError(
                    f"OpenVINO cannot compile the network: {reason}; uninstall openvino to use torch"
                ) from error
            self._compiled[shape] = compiled.create_infer_request()
        return self._compiled[shape]

    def _no_statistics(self) -> list[Any]:
        return [np.zeros((1, channels, 1, 1), np.float32) for channels in self._layers for _ in range(2)]


class _Frame(nn.Module):
    """The way of one frame, from bytes to bytes, as a graph without branches.

    Args:
        network: Float32.
    """

    def __init__(self, network: StylizationNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(
        self,
        image: Tensor,
        keep: Tensor,
        strength: Tensor,
        *statistics: Tensor,
    ) -> tuple[Tensor, ...]:
        """(1, H, W, 3) uint8 → (1, H - 2 margin, W - 2 margin, 3) uint8 and the smoothed statistics of the layers.

        ``statistics`` are mean and std of each layer, first of the style, then smoothed over the frames before.
        """
        network = self.network
        pairs = [ChannelStatistics(*statistics[i : i + 2]) for i in range(0, len(statistics), 2)]
        style, smoothed = pairs[: len(pairs) // 2], pairs[len(pairs) // 2 :]
        features = network.encode(image.permute(0, 3, 1, 2).float() / 255)
        measured = interior_statistics(network, features, image.shape[1])
        own = [blend_statistics(new, old, keep) for new, old in zip(measured, smoothed, strict=True)]
        target = [
            blend_statistics(content, wanted, strength) for content, wanted in zip(own, style, strict=True)
        ]
        aligned = [
            adaptive_instance_normalization(feature, wanted, content_statistics=content)
            for feature, wanted, content in zip(features, target, own, strict=True)
        ]
        picture = crop_margin(network.decode(aligned, network.condition(target)), network)
        rounded = (picture.permute(0, 2, 3, 1) * 255 + 0.5).clamp(0, 255).to(torch.uint8)
        return (rounded, *(part for layer in own for part in layer))


def _convert(network: StylizationNetwork) -> Any:
    side = 64 + 2 * network.margin
    statistics = [torch.ones(1, channels, 1, 1) for channels in network.layer_channels for _ in range(2)]
    picture = torch.zeros(1, side, side, 3, dtype=torch.uint8)
    example = (picture, torch.tensor(0.0), torch.tensor(1.0), *statistics, *statistics)
    with torch.no_grad(), warnings.catch_warnings():
        # The sizes that tracing warns about are margins, the same for every picture.
        warnings.simplefilter("ignore")
        return openvino.convert_model(_Frame(network).eval(), example_input=example)


def _cache_dir() -> str:
    """Where compiled networks are kept; empty, which turns keeping off, where nothing can be written."""
    folder = paths.compiled_cache_dir()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".writable"
        probe.touch()
        probe.unlink()
    except OSError:
        return ""
    return str(folder)
