"""Dumoulin, Shlens & Kudlur, ICLR 2017: a set of styles in one network, by conditional instance normalization.

All convolutions are shared. A style has nothing of its own but a scale and a shift for each normalised channel: with
F channels and S styles, 2·F·S numbers (§2.2 there).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch

from rtstyle.digests import image_digest, weights_digest
from rtstyle.errors import UsageError
from rtstyle.evaluation.baselines.fitting import (
    Crops,
    CurvePoint,
    Store,
    autocast,
    batch_of,
    digest_of_files,
    fit,
)
from rtstyle.evaluation.baselines.method import fit_multiple, to_image, to_tensor
from rtstyle.evaluation.baselines.painting_loss import WEIGHTS, PaintingLoss, StyleLoss, training_features
from rtstyle.evaluation.baselines.single_style import WIDTH
from rtstyle.evaluation.baselines.transform_network import ConditionalInstanceNorm, TransformNetwork
from rtstyle.training.dataset import CropSettings, PictureSet

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from torch import Tensor

    from rtstyle.evaluation.baselines.method import Budget, Workshop
    from rtstyle.frame import Image
    from rtstyle.modeling.vgg import VggFeatures

_VERSION = 1


@dataclass(frozen=True, slots=True)
class ParameterCount:
    """Where the parameters of a conditional network are.

    Attributes:
        shared: Convolutions, the same for all styles.
        features: F, normalised channels of all layers together.
        styles: S.
    """

    shared: int
    features: int
    styles: int

    @property
    def extra(self) -> int:
        """2·F·S: what the styles add."""
        return 2 * self.features * self.styles


def count_parameters(network: TransformNetwork) -> ParameterCount:
    """Counts the parameters of a network with conditional instance normalization.

    Raises:
        UsageError: The network has another normalisation.
    """
    layers = [layer for layer in network.modules() if isinstance(layer, ConditionalInstanceNorm)]
    if not layers:
        raise UsageError("this network has no conditional instance normalization to count")
    own = sum(p.numel() for layer in layers for p in layer.parameters())
    return ParameterCount(
        shared=sum(p.numel() for p in network.parameters()) - own,
        features=sum(layer.weight.shape[1] for layer in layers),
        styles=layers[0].weight.shape[0],
    )


def conditional_network(styles: int, *, width: int = WIDTH, seed: int = 0) -> TransformNetwork:
    """An untrained network for a number of styles."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        return TransformNetwork(lambda channels: ConditionalInstanceNorm(channels, styles), width=width)


def train(
    styles: Sequence[Image],
    contents: Crops,
    perceptual: VggFeatures,
    budget: Budget,
    *,
    style_loss: StyleLoss = "gram",
    width: int = WIDTH,
    seed: int = 0,
    store: Store | None = None,
    report: Callable[[float], None] = lambda _share: None,
) -> tuple[TransformNetwork, tuple[CurvePoint, ...]]:
    """Trains one network for some styles, a style a step in turn.

    Args:
        styles: (h, w, 3) uint8 RGB each.
        contents: Photographs.
        perceptual: On the device to train on; it is not changed.
        budget: Of the whole network, whatever the number of styles.
        style_loss: What describes a style.
        width: Channels at full resolution.
        seed: Of the weights.
        store: Where the network is kept; None keeps nothing.
        report: Told the share that is done.

    Returns:
        The network, and the losses of each step: step i is of style i modulo their number.

    Raises:
        UsageError: No style.
        TrainingError: It diverged.
        CheckpointError: What is kept is damaged, or the result cannot be kept.
    """
    if not styles:
        raise UsageError("conditional instance normalization is trained for a set of styles, and got none")
    device = next(perceptual.parameters()).device
    network = conditional_network(len(styles), width=width, seed=seed)
    network.to(device=device, memory_format=torch.channels_last)  # type: ignore[call-overload] # stubs lack it
    targets = [to_tensor(style, device) for style in styles]
    loss = PaintingLoss(training_features(perceptual), targets, batch_of(contents, 0, 4, device), style_loss)

    def terms(step: int) -> dict[str, Tensor]:
        photographs = batch_of(contents, step, budget.batch, device)
        style = step % len(styles)
        with autocast(device):
            painted = network(photographs, torch.full((budget.batch,), style, device=device))
        return loss(painted, photographs, style)

    return network, fit(network, terms, WEIGHTS, budget, store=store, report=report)


class ConditionalStyles:
    """A trained network and the styles that it knows.

    Args:
        network: With conditional instance normalization.
        styles: What it was trained for, in that order, (h, w, 3) uint8 RGB each.
        curve: The losses of its training.
    """

    name = "conditional"
    paper = "Dumoulin et al., ICLR 2017"

    def __init__(
        self, network: TransformNetwork, styles: Sequence[Image], curve: tuple[CurvePoint, ...] = ()
    ) -> None:
        self.network = network
        self.curve = curve
        self.parameters = count_parameters(network)
        self._known = {image_digest(style): i for i, style in enumerate(styles)}

    @torch.inference_mode()
    def stylize(self, content: Image, style: Image) -> Image:
        """See `Method.stylize`.

        Raises:
            UsageError: It was not trained for this style.
        """
        number = self._known.get(image_digest(style))
        if number is None:
            raise UsageError(
                f"this network knows {len(self._known)} styles and this is none of them: train it with this one"
            )
        height, width = content.shape[:2]
        device = next(self.network.parameters()).device
        pixels = to_tensor(fit_multiple(content, self.network.size_multiple), device)
        painted: Tensor = self.network(pixels, torch.tensor([number], device=device))
        return to_image(painted[:, :, :height, :width])


def build_conditional(workshop: Workshop) -> ConditionalStyles:
    """Trains one network for all of the workshop's styles, or reads it from the work folder.

    Raises:
        UsageError: The workshop names no style.
        TrainingError: There is nothing to train on, or it diverged.
        CheckpointError: What is kept is damaged, or the result cannot be kept.
    """
    budget = workshop.budget
    settings = {
        "version": _VERSION,
        "width": WIDTH,
        "weights": WEIGHTS,
        "budget": budget.key(),
        "perceptual": weights_digest(workshop.perceptual.state_dict())[:16],
        "photographs": digest_of_files(workshop.data.photographs),
        "styles": [image_digest(style) for style in workshop.styles],
    }
    network, curve = train(
        workshop.styles,
        PictureSet(workshop.data.photographs, CropSettings(size=budget.size), seed=0),
        workshop.perceptual,
        budget,
        store=Store(workshop.work_dir, ConditionalStyles.name, settings),
        report=lambda share: workshop.progress(f"training {ConditionalStyles.name}", share),
    )
    return ConditionalStyles(network, workshop.styles, curve)
