"""What is measured: a network with a backend, as a whole stylizer wherever that can be imported.

On a bare machine (torch, numpy, OpenCV, safetensors) the library of styles cannot be. There, and for a network whose
weights are missing, the backend is measured alone, with random weights where there are none: speed does not depend on
their values.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import torch
from torch.utils.flop_counter import FlopCounterMode

from rtstyle.engine.backends.choose import BACKENDS, make_backend
from rtstyle.engine.backends.style_coders import torch_code
from rtstyle.engine.lazy_network import as_lazy
from rtstyle.engine.palette_matcher import PaletteMatcher
from rtstyle.errors import DeviceError, ModelMissingError
from rtstyle.modeling.network import StylizationNetwork, empty_code
from rtstyle.modeling.registry import load_network, model_entry, network_from
from rtstyle.options import StylizeOptions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from rtstyle.engine.backends.base import Backend
    from rtstyle.evaluation.peers import Peer
    from rtstyle.frame import Image
    from rtstyle.modeling.style_code import StyleCode

_PRECISIONS = {"bf16": "bfloat16", "f16": "float16", "f32": "float32", "i8": "int8"}


@dataclass(frozen=True, slots=True)
class Subject:
    """One network on one backend.

    Attributes:
        model: Key of `MODELS`.
        backend: Key of ``BACKENDS``.
        device: What it computes on.
        precision: What its convolutions are computed in, as torch names it.
        through: ``stylizer`` or, where that cannot be made, ``backend``.
        painter: Frame in, frame out.
        bare: The backend alone.
    """

    model: str
    backend: str
    device: str
    precision: str
    through: str
    painter: Peer
    bare: BackendPainter

    def close(self) -> None:
        """Frees what it holds; it cannot be used afterwards."""
        self.bare.backend.close()
        if close := getattr(self.painter, "close", None):
            close()


@dataclass(frozen=True, slots=True)
class Weights:
    """A network and where its weights came from.

    Attributes:
        network: Float32, on the CPU, eval mode.
        source: What ``Stylizer`` takes to load the same; None where the weights are random.
    """

    network: StylizationNetwork
    source: str | None


class BackendPainter:
    """A backend as a peer, with no stylizer around it.

    Args:
        network: What the backend runs.
        backend: Used and not closed.
    """

    def __init__(self, network: StylizationNetwork, backend: Backend) -> None:
        self.backend = backend
        self._network = network
        self._code: StyleCode | None = None

    def set_style(self, image: Image, /) -> None:
        """Encodes a style picture whose sides are multiples of the network's."""
        self._code = torch_code(as_lazy(self._network), image)
        usual = self._code.with_detail(self._network.detail_layers, StylizeOptions().detail)
        self.backend.set_target(usual, 1.0)

    def stylize(self, image: Image, /) -> Image:
        """The network and the palette that it wants: no smoothing, nothing resized."""
        assert self._code is not None
        return self.backend.run(PaletteMatcher().match(image, self._code, 1.0, 0.0), 0.0)

    def reset(self) -> None:
        """Nothing is kept between pictures."""


def load_weights(model: str, path: Path | None, note: Callable[[str], None]) -> Weights:
    """Loads a network, or makes one with random weights where there are none.

    Args:
        model: Key of `MODELS`.
        path: A safetensors file; None takes what belongs to the model.
        note: Told what a reader of the figures has to know.

    Raises:
        UsageError: No network of that name.
        CheckpointError: The weights are damaged or belong to another network.
    """
    entry = model_entry(model)
    if path is not None:
        return Weights(network_from(path, entry), str(path))
    try:
        return Weights(load_network(model), model)
    except (ModelMissingError, ModuleNotFoundError):
        note(f"{model}: random weights, since its own are not at hand; speed does not depend on them")
    torch.manual_seed(0)
    return Weights(entry.build({}, {}).eval().requires_grad_(False), None)


def subjects_of(
    model: str, weights: Weights, device: str, threads: int, note: Callable[[str], None]
) -> Iterator[Subject]:
    """Every backend that works for a network on a device, the fastest first. Each is made when its turn comes.

    Args:
        model: Key of `MODELS`.
        weights: Of that model.
        device: As ``rtstyle.engine.backends.devices.resolve_device`` gives it.
        threads: CPU threads.
        note: Told which backends do not work, and why.

    Raises:
        DeviceError: None of them works.
    """
    working = 0
    for name in BACKENDS:
        try:
            subject = make_subject(model, weights, device, name, threads, note)
        except DeviceError as error:
            note(f"not measured: {error}")
            continue
        working += 1
        yield subject
    if not working:
        raise DeviceError(f"no backend works on {device}")


def make_subject(
    model: str,
    weights: Weights,
    device: str,
    backend_name: str | None,
    threads: int,
    note: Callable[[str], None],
) -> Subject:
    """One network on one backend; see `subjects_of`.

    Args:
        model: Key of `MODELS`.
        weights: Of that model.
        device: Where to.
        backend_name: Key of ``BACKENDS``; None takes the fastest that works.
        threads: CPU threads.
        note: Told when a whole stylizer cannot be made.

    Raises:
        DeviceError: The backend does not work there.
    """
    try:
        backend = make_backend(weights.network, device, backend=backend_name, threads=threads)
    except ModuleNotFoundError as error:  # a part of rtstyle that the backend needs
        raise DeviceError(f"{backend_name} needs {error.name}, which is not installed") from error
    bare = BackendPainter(weights.network, backend)
    stylizer = _stylizer(weights, device, backend.name, threads, note)
    return Subject(
        model=model,
        backend=backend.name,
        device=backend.device,
        precision=_precision(backend),
        through="backend" if stylizer is None else "stylizer",
        painter=bare if stylizer is None else stylizer,
        bare=bare,
    )


def _stylizer(
    weights: Weights, device: str, backend: str, threads: int, note: Callable[[str], None]
) -> Peer | None:
    if weights.source is None:
        return None
    try:
        from rtstyle.engine.stylizer import Stylizer  # noqa: PLC0415 - not on a bare machine
    except ModuleNotFoundError as error:
        note(f"measured at the backend, with no stylizer around it: {error.name} is not installed")
        return None
    return Stylizer(weights.source, device, backend=backend, threads=threads, size="full")


def _precision(backend: Any) -> str:
    own = str(getattr(backend, "precision", "") or getattr(backend, "dtype", "unknown"))
    return _PRECISIONS.get(own, own.removeprefix("torch."))


def count_flops(network: StylizationNetwork, width: int, height: int) -> int:
    """Floating-point operations of the network for one frame whose style is cached, a multiply-add counted as two.

    Convolutions and matrix products count; activations, statistics and the conditioning, which is done once a
    style, do not.

    Args:
        network: On the CPU.
        width: Pixels; rounded up to what the network takes, without the engine's margin.
        height: Likewise.
    """
    # Not at the top: it loads a compiler's worth of modules.
    from torch._subclasses.fake_tensor import FakeTensorMode  # noqa: PLC0415

    sides = [side + -side % network.size_multiple for side in (height, width)]
    with FakeTensorMode(allow_non_fake_inputs=True), torch.no_grad():
        modulation = empty_code(network).modulation
        with FlopCounterMode(display=False) as counter:
            network.decode(network.encode(torch.empty(1, 3, *sides)), modulation)
    return int(counter.get_total_flops())
