"""The way of one frame as an OpenVINO graph, from bytes to bytes."""

from __future__ import annotations

import hashlib
import inspect
import sys
import tempfile
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch
from torch import nn

from rtstyle.modeling import adain
from rtstyle.modeling import network as network_module
from rtstyle.modeling.adain import ChannelStatistics, adaptive_instance_normalization, blend_statistics
from rtstyle.modeling.network import crop_margin, interior_statistics

# OpenVINO reports its every import over the network, from threads of its own; without this module it cannot.
sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type] # None: not importable
import openvino  # noqa: E402

if TYPE_CHECKING:
    from torch import Tensor

    from rtstyle.engine.compiled_store import CompiledStore
    from rtstyle.modeling.network import StylizationNetwork

__all__ = ["FrameModule", "frame_graph", "openvino"]

_LENGTH_BYTES = 8


def frame_graph(network: StylizationNetwork, core: Any, store: CompiledStore) -> tuple[Any, str]:
    """The graph of a network's frame: from the store, or converted, which takes seconds, and stored.

    Args:
        network: Float32, on the CPU.
        core: ``openvino.Core``.
        store: Where converted graphs are kept.

    Returns:
        An ``openvino.Model`` of free height and width with the inputs and outputs of `FrameModule`, and a key that
        differs for any two graphs.
    """
    key = _key(network)
    kept = store.load(key)
    if kept is not None:
        length = int.from_bytes(kept[:_LENGTH_BYTES], "little")
        description, weights = kept[_LENGTH_BYTES:][:length], kept[_LENGTH_BYTES:][length:]
        return core.read_model(description, weights), key
    graph = _convert(network)
    description, weights = _serialized(graph)
    store.save(key, len(description).to_bytes(_LENGTH_BYTES, "little") + description + weights)
    return graph, key


class FrameModule(nn.Module):
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
        return openvino.convert_model(FrameModule(network).eval(), example_input=example)


def _serialized(graph: Any) -> tuple[bytes, bytes]:
    with tempfile.TemporaryDirectory() as folder:
        description, weights = Path(folder) / "graph.xml", Path(folder) / "graph.bin"
        openvino.serialize(graph, description, weights)
        return description.read_bytes(), weights.read_bytes()


def _key(network: StylizationNetwork) -> str:
    """Tells graphs apart: by the code that describes them, the versions that convert them, structure and weights."""
    digest = hashlib.sha256()
    for module in (sys.modules[__name__], adain, network_module, inspect.getmodule(type(network))):
        digest.update(inspect.getsource(module).encode() if module else b"")
    for text in (openvino.get_version(), torch.__version__, repr(network)):
        digest.update(text.encode())
    for name, tensor in network.state_dict().items():
        digest.update(name.encode())
        digest.update(tensor.contiguous().numpy())
    return f"graph-{digest.hexdigest()[:32]}"
