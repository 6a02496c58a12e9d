"""A network that is loaded only where it is computed with in torch.

What an engine has to know of a network is a handful of numbers. They are kept on disk under the digest of its file of
weights, beside what was converted and compiled of it, so that a start on OpenVINO never loads torch.
"""

from __future__ import annotations

import contextlib
import dataclasses
import functools
import inspect
import json
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

import rtstyle.modeling
from rtstyle import paths
from rtstyle.digests import file_digest, settings_digest, weights_digest
from rtstyle.engine.backends.compiled_store import CompiledStore
from rtstyle.engine.torch_library import load_torch
from rtstyle.modeling.registry import MODELS, load_network, weights_file
from rtstyle.modeling.style_code import StyleCode, plain_layers
from rtstyle.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable

    from rtstyle.modeling.network import StylizationNetwork


@dataclasses.dataclass(frozen=True, slots=True)
class NetworkFacts:
    """What is known of a network without it.

    Attributes:
        weights: Digest of its weights.
        structure: Tells it from networks of the same weights.
        layer_channels: See `StylizationNetwork`.
        modulation_channels: Of each scale and shift of its decoder.
        size_multiple: See `StylizationNetwork`.
        margin: Likewise.
        block: Likewise.
        detail_layers: Likewise.
        coloured_layers: Likewise.
        wants_palette: Likewise.
        quantized: Whether its ``input_ranges`` are known.
    """

    weights: str
    structure: str
    layer_channels: tuple[int, ...]
    modulation_channels: tuple[int, ...]
    size_multiple: int
    margin: int
    block: int
    detail_layers: tuple[int, ...]
    coloured_layers: tuple[int, ...]
    wants_palette: bool
    quantized: bool

    @classmethod
    def of(cls, network: StylizationNetwork) -> NetworkFacts:
        """Asks a network."""
        from rtstyle.modeling.network import empty_code  # noqa: PLC0415 - torch

        return cls(
            weights=weights_digest(network.state_dict()),
            structure=settings_digest([repr(network), dict(network.input_ranges), _source_of(type(network))]),
            layer_channels=tuple(network.layer_channels),
            modulation_channels=tuple(factor.shape[1] for factor in empty_code(network).modulation),
            size_multiple=network.size_multiple,
            margin=network.margin,
            block=network.block,
            detail_layers=tuple(network.detail_layers),
            coloured_layers=tuple(network.coloured_layers),
            wants_palette=network.wants_palette,
            quantized=bool(network.input_ranges),
        )

    @classmethod
    def from_json(cls, text: bytes) -> NetworkFacts:
        """Undoes `to_json`."""
        told: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in json.loads(text).items()
        }
        return cls(**told)

    def to_json(self) -> bytes:
        """All of it."""
        return json.dumps(dataclasses.asdict(self)).encode()

    def empty_code(self) -> StyleCode:
        """As `rtstyle.modeling.network.empty_code`, of arrays."""
        modulation = (
            np.full((1, channels, 1, 1), 1 - index % 2, np.float32)
            for index, channels in enumerate(self.modulation_channels)
        )
        return StyleCode(plain_layers(self.layer_channels, self.coloured_layers), tuple(modulation))


class LazyNetwork:
    """A network, loaded when `loaded` is asked for the first time. For any number of threads.

    Args:
        load: Loads it: float32, on the CPU, for inference alone.
        facts: What is known of it.
        network: Itself, where it is there already.

    Attributes:
        facts: Likewise.
    """

    def __init__(
        self,
        load: Callable[[], StylizationNetwork],
        facts: NetworkFacts,
        network: StylizationNetwork | None = None,
    ) -> None:
        self.facts = facts
        self._load = load
        self._loading = threading.Lock()
        self._network = network

    @property
    def is_loaded(self) -> bool:
        """Whether `loaded` costs nothing."""
        return self._network is not None

    @property
    def loaded(self) -> StylizationNetwork:
        """The network, float32, on the CPU. Nobody changes it.

        Raises:
            ModelError: Its weights are gone or damaged.
        """
        with self._loading:
            if self._network is None:
                self._network = self._load()
            return self._network


def as_lazy(network: StylizationNetwork | LazyNetwork) -> LazyNetwork:
    """A network that is there, as one that may not be."""
    if isinstance(network, LazyNetwork):
        return network
    return LazyNetwork(lambda: network, NetworkFacts.of(network), network)


def find_network(name: str) -> LazyNetwork:
    """A network by name. It is loaded at once if it was never before.

    Args:
        name: As `load_network` takes it.

    Raises:
        UsageError: No network of that name.
        ModelMissingError: Its weights are not on this machine.
        CheckpointError: They are damaged, changed since they were fetched, or do not fit.
    """
    path = weights_file(name)
    try:
        told = [file_digest(path), "" if name not in MODELS else name, modeling_digest()]
    except OSError:
        return as_lazy(_loaded(name))  # which says what is wrong with it
    store = CompiledStore(paths.compiled_cache_dir())
    key = f"facts-{settings_digest(told, 32)}"
    kept = store.load(key)
    # Another version of the program may have known more of a network, or less.
    with contextlib.suppress(TypeError, ValueError, AttributeError):
        if kept is not None:
            return LazyNetwork(functools.partial(_loaded, name), NetworkFacts.from_json(kept))
    found = as_lazy(_loaded(name))
    store.save(key, found.facts.to_json())
    return found


def _loaded(name: str) -> StylizationNetwork:
    load_torch()
    return load_network(name)


@functools.cache
def modeling_digest() -> str:
    """Tells versions of the networks' code apart; where it is installed without its source, by their number."""
    folder = Path(rtstyle.modeling.__file__ or "").parent
    return settings_digest([__version__, *(file_digest(path) for path in sorted(folder.glob("*.py")))])


def _source_of(kind: type[Any]) -> str:
    """A class's own source, for those that are not in `rtstyle.modeling`; empty where it has none."""
    try:
        return inspect.getsource(kind)
    except (OSError, TypeError):
        return ""
