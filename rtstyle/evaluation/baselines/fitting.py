"""Training of the baselines' small networks: resumed where it was interrupted, reused where it is done.

A network and where its training stands lie in one safetensors file, whose name ends in a digest of everything that the
result depends on: the method's settings, the perceptual network, the training pictures. Other settings, another file.
"""

from __future__ import annotations

import copy
import dataclasses
import json
import time
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import torch
from torch import Tensor, nn

from rtstyle.digests import file_digest, settings_digest
from rtstyle.engine.backends.precision import best_dtype
from rtstyle.errors import TrainingError
from rtstyle.modeling.checkpoint import load_safetensors, load_state, save_safetensors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from rtstyle.evaluation.baselines.method import Budget
    from rtstyle.frame import Image
    from rtstyle.modeling.vgg import VggFeatures

SAVE_SECONDS = 20.0
"""Time between two checkpoints."""

_ANNEALED = 0.3
"""The learning rate falls to 0 over this last share of a training."""


class Crops(Protocol):
    """An endless stream of training crops; `rtstyle.training.dataset.PictureSet` is one."""

    def crop(self, number: int) -> Image:
        """Crop ``number``: (size, size, 3) uint8 RGB; the same number, the same crop."""


@dataclasses.dataclass(frozen=True, slots=True)
class CurvePoint:
    """One step of a training.

    Attributes:
        step: From 0.
        seconds: Training time so far, wall clock.
        terms: Each loss before its weight.
    """

    step: int
    seconds: float
    terms: dict[str, float]


@dataclasses.dataclass(frozen=True, slots=True)
class Store:
    """Where a network is kept while it is trained and afterwards.

    Attributes:
        folder: Made where it is missing.
        name: First part of the file's name.
        settings: All that the result depends on, as JSON takes it.
    """

    folder: Path
    name: str
    settings: Mapping[str, Any]

    @property
    def path(self) -> Path:
        """The file."""
        return self.folder / f"{self.name}-{settings_digest(self.settings, 12)}.safetensors"


@dataclasses.dataclass(slots=True)
class _Run:
    step: int = 0
    seconds: float = 0.0
    curve: list[CurvePoint] = dataclasses.field(default_factory=list)

    def share(self, budget: Budget) -> float:
        shares = [0.0]
        if budget.steps is not None:
            shares.append(self.step / max(1, budget.steps))
        if budget.minutes is not None:
            shares.append(self.seconds / max(1e-9, budget.minutes * 60))
        return max(shares)


def fit(
    network: nn.Module,
    terms: Callable[[int], Mapping[str, Tensor]],
    weights: Mapping[str, float],
    budget: Budget,
    *,
    learning_rate: float = 2e-3,
    store: Store | None = None,
    report: Callable[[float], None] = lambda _share: None,
) -> tuple[CurvePoint, ...]:
    """Trains a network by Adam until its budget is spent.

    Args:
        network: On its device; left in eval mode, without gradients.
        terms: Scalar losses of a step, by name. It depends on the step's number alone, so that a training that was
            interrupted goes on as if it had not been.
        weights: Of each loss.
        budget: When to end.
        learning_rate: At the beginning.
        store: Where to keep it; None keeps nothing.
        report: Told the share that is done after each step.

    Returns:
        The losses of all steps, those before an interruption included.

    Raises:
        TrainingError: A loss is no longer a number.
        CheckpointError: What is kept is damaged, or the result cannot be kept.
    """
    optimizer = torch.optim.Adam([p for p in network.parameters() if p.requires_grad], learning_rate)
    run = _resume(network, optimizer, store)
    started = run.step
    network.train()
    saved = last = time.monotonic()
    try:
        while (share := run.share(budget)) < 1:
            for group in optimizer.param_groups:
                group["lr"] = learning_rate * min(1.0, (1 - share) / _ANNEALED)
            values = _step(optimizer, terms(run.step), weights)
            now = time.monotonic()
            run.seconds += now - last
            last = now
            run.curve.append(CurvePoint(run.step, run.seconds, values))
            run.step += 1
            if store is not None and now - saved > SAVE_SECONDS:
                _save(network, run, store, optimizer)
                saved = now
            report(min(1.0, run.share(budget)))
    finally:
        if store is not None and run.step > started:
            _save(network, run, store, optimizer if run.share(budget) < 1 else None)
        network.eval().requires_grad_(False)
    return tuple(run.curve)


@torch.no_grad()
def initialise_decoder(decoder: nn.Module, seed: int = 0) -> None:
    """Random weights that pass a signal on (torch's own fade it from layer to layer), and nearly grey pictures."""
    generator = torch.Generator().manual_seed(seed)
    layers = [layer for layer in decoder.modules() if isinstance(layer, nn.Conv2d)]
    for layer in layers:
        assert layer.bias is not None
        nn.init.kaiming_normal_(layer.weight, nonlinearity="relu", generator=generator)
        layer.bias.zero_()
    last = layers[-1]
    assert last.bias is not None
    last.weight.mul_(0.1)
    last.bias.fill_(0.5)


def training_dtype(device: torch.device) -> torch.dtype:
    """The fastest precision that training can do with on a device; float16 would need its gradients scaled."""
    return torch.bfloat16 if device.type == "cuda" else best_dtype("cpu")


def in_training_precision(perceptual: VggFeatures) -> VggFeatures:
    """A copy of a perceptual network in `training_dtype`."""
    return copy.deepcopy(perceptual).to(training_dtype(next(perceptual.parameters()).device))


def autocast(device: torch.device) -> torch.autocast:
    """Has a network that is trained compute in `training_dtype`."""
    dtype = training_dtype(device)
    return torch.autocast(device.type, torch.bfloat16, enabled=dtype is torch.bfloat16)


def batch_of(crops: Crops, step: int, size: int, device: torch.device | str) -> Tensor:
    """The crops of a step: (size, 3, H, W) RGB in [0, 1], float32, channels last."""
    images = np.stack([crops.crop(step * size + i) for i in range(size)])
    pixels = torch.from_numpy(images).to(device).permute(0, 3, 1, 2).float().div(255)
    return pixels.contiguous(memory_format=torch.channels_last)


def digest_of_files(roots: Iterable[Path]) -> str:
    """A short digest of what lies in folders and archives, wherever they are.

    Raises:
        TrainingError: One of them does not exist or cannot be read.
    """
    digests = []
    for root in roots:
        files = sorted(p for p in root.rglob("*") if p.is_file()) if root.is_dir() else [root]
        for path in files:
            try:
                digests.append(file_digest(path))
            except OSError as error:
                raise TrainingError(f"cannot read {path}: {error.strerror or error}") from error
    return settings_digest(digests, 16)


def _step(
    optimizer: torch.optim.Optimizer, terms: Mapping[str, Tensor], weights: Mapping[str, float]
) -> dict[str, float]:
    total = torch.stack([weights[name] * value for name, value in terms.items()]).sum()
    optimizer.zero_grad(set_to_none=True)
    total.backward()  # type: ignore[no-untyped-call]
    if not total.isfinite():
        raise TrainingError("training diverged: a loss is no longer a number; try a smaller learning rate")
    optimizer.step()
    return {name: float(value.detach()) for name, value in terms.items()}


def _resume(network: nn.Module, optimizer: torch.optim.Optimizer, store: Store | None) -> _Run:
    if store is None or not store.path.exists():
        return _Run()
    state, described = load_safetensors(store.path)
    load_state(network, _part(state, "network."), path=store.path)
    slots: dict[int, dict[str, Tensor]] = {}
    for name, value in _part(state, "adam.").items():
        number, slot = name.split(".", 1)
        slots.setdefault(int(number), {})[slot] = value
    if slots:
        optimizer.load_state_dict({**optimizer.state_dict(), "state": slots})
    curve = [CurvePoint(**point) for point in json.loads(described["curve"])]
    return _Run(len(curve), curve[-1].seconds if curve else 0.0, curve)


def _save(network: nn.Module, run: _Run, store: Store, optimizer: torch.optim.Optimizer | None) -> None:
    """Writes the network and its curve, and what the optimizer needs to go on; a training that is done needs none."""
    state = {f"network.{name}": value for name, value in network.state_dict().items()}
    for number, slots in optimizer.state_dict()["state"].items() if optimizer else ():
        state |= {f"adam.{number}.{name}": value for name, value in slots.items()}
    described = {
        "settings": json.dumps(store.settings, sort_keys=True),
        "curve": json.dumps([dataclasses.asdict(point) for point in run.curve]),
    }
    save_safetensors(store.path, state, described)


def _part(state: Mapping[str, Tensor], prefix: str) -> dict[str, Tensor]:
    return {name.removeprefix(prefix): value for name, value in state.items() if name.startswith(prefix)}
