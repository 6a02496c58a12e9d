"""Networks as OpenVINO graphs: from disk, or converted once, for which torch is loaded."""

from __future__ import annotations

import contextlib
import importlib.metadata
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rtstyle.digests import file_digest, settings_digest
from rtstyle.engine.backends.openvino_library import openvino
from rtstyle.engine.lazy_network import modeling_digest

if TYPE_CHECKING:
    from rtstyle.engine.backends.compiled_store import CompiledStore
    from rtstyle.engine.lazy_network import LazyNetwork

_LENGTH_BYTES = 8


def frame_graph(network: LazyNetwork, core: Any, store: CompiledStore, *, precision: str) -> tuple[Any, str]:
    """The graph of a network's frame: from the store, or converted, which takes seconds, and stored.

    Args:
        network: What is converted.
        core: ``openvino.Core``.
        store: Where converted graphs are kept.
        precision: What it will be computed in: ``bf16``, ``f32``, or ``i8`` for convolutions whose inputs' ranges
            are known.

    Returns:
        An ``openvino.Model`` of free height and width with the inputs and outputs of `FrameModule` in
        `rtstyle.engine.backends.openvino_conversion`, and a key that differs for any two graphs.
    """
    return _graph(network, core, store, f"frame {precision if precision in {'bf16', 'i8'} else 'f32'}")


def style_graphs(network: LazyNetwork, core: Any, store: CompiledStore) -> tuple[Any, Any]:
    """The graphs of a style's way to its code, with the inputs and outputs of `MeasuringModule`, `CompletingModule`.

    Args:
        network: What is converted.
        core: ``openvino.Core``.
        store: Where converted graphs are kept.
    """
    measuring, completing = (_graph(network, core, store, kind)[0] for kind in ("measuring", "completing"))
    return measuring, completing


def _graph(network: LazyNetwork, core: Any, store: CompiledStore, kind: str) -> tuple[Any, str]:
    """A graph and its key; see `convert` in `rtstyle.engine.backends.openvino_conversion` for the kinds."""
    key = _key(network, kind)
    kept = store.load(key)
    if kept is not None:
        length = int.from_bytes(kept[:_LENGTH_BYTES], "little")
        return core.read_model(kept[_LENGTH_BYTES:][:length], kept[_LENGTH_BYTES:][length:]), key
    loaded = network.loaded
    from rtstyle.engine.backends import openvino_conversion  # noqa: PLC0415 - torch

    graph = openvino_conversion.convert(loaded, kind)
    description, weights = _serialized(graph)
    store.save(key, len(description).to_bytes(_LENGTH_BYTES, "little") + description + weights)
    return graph, key


def _serialized(graph: Any) -> tuple[bytes, bytes]:
    with tempfile.TemporaryDirectory() as folder:
        description, weights = Path(folder) / "graph.xml", Path(folder) / "graph.bin"
        openvino.serialize(graph, description, weights)
        return description.read_bytes(), weights.read_bytes()


def _key(network: LazyNetwork, kind: str) -> str:
    """Tells graphs apart: by what they are of, and by the code and the versions that convert them."""
    facts = network.facts
    told = [kind, facts.weights, facts.structure, modeling_digest(), openvino.get_version()]
    with contextlib.suppress(importlib.metadata.PackageNotFoundError):
        told.append(importlib.metadata.version("torch"))
    # Where it is installed without its source, the digest of the networks' code holds rtstyle's version.
    with contextlib.suppress(OSError):
        told.append(file_digest(Path(__file__).with_name("openvino_conversion.py")))
    return f"graph-{settings_digest(told, 32)}"
