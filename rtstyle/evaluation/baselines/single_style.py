"""A network for a single style: Ulyanov et al. (ICML 2016, CVPR 2017) and Johnson et al. (ECCV 2016).

Training paints photographs and compares their features with those of the photograph and of the one style, as Gatys et
al. do with a single picture. The normalisation is a switch: batch, as both papers began with, or instance, which
Ulyanov et al. found to be better (CVPR 2017).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch

from rtstyle.digests import image_digest, weights_digest
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
from rtstyle.evaluation.baselines.transform_network import Normalization, TransformNetwork, normalization_of
from rtstyle.training.dataset import CropSettings, PictureSet

if TYPE_CHECKING:
    from collections.abc import Callable

    from torch import Tensor

    from rtstyle.evaluation.baselines.method import Budget, Workshop
    from rtstyle.frame import Image
    from rtstyle.modeling.vgg import VggFeatures

WIDTH = 24
"""Channels at full resolution; the papers' 32 take nearly twice the time."""

_VERSION = 1
"""Part of the settings that are kept: another training procedure, another number."""


@dataclass(frozen=True, slots=True)
class TrainedSingleStyle:
    """A network and how its training went.

    Attributes:
        network: In eval mode.
        curve: The losses of each step: content, style (a share of the photographs' own), variation.
    """

    network: TransformNetwork
    curve: tuple[CurvePoint, ...]

    @torch.inference_mode()
    def stylize(self, content: Image) -> Image:
        """Paints a picture: (H, W, 3) uint8 RGB → the same."""
        height, width = content.shape[:2]
        device = next(self.network.parameters()).device
        pixels = to_tensor(fit_multiple(content, self.network.size_multiple), device)
        return to_image(self.network(pixels)[:, :, :height, :width])


def train(
    style: Image,
    contents: Crops,
    perceptual: VggFeatures,
    budget: Budget,
    *,
    normalization: Normalization = "instance",
    style_loss: StyleLoss = "gram",
    width: int = WIDTH,
    seed: int = 0,
    store: Store | None = None,
    report: Callable[[float], None] = lambda _share: None,
) -> TrainedSingleStyle:
    """Trains a network for one style.

    Args:
        style: (h, w, 3) uint8 RGB.
        contents: Photographs.
        perceptual: On the device to train on; it is not changed.
        budget: How long, and how many crops a step.
        normalization: Over the batch, or over each picture.
        style_loss: What describes the style.
        width: Channels at full resolution.
        seed: Of the weights.
        store: Where the network is kept; None keeps nothing.
        report: Told the share that is done.

    Raises:
        UsageError: Unknown normalization.
        TrainingError: It diverged.
        CheckpointError: What is kept is damaged, or the result cannot be kept.
    """
    device = next(perceptual.parameters()).device
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        network = TransformNetwork(normalization_of(normalization), width=width)
    network.to(device=device, memory_format=torch.channels_last)  # type: ignore[call-overload] # stubs lack it
    first = batch_of(contents, 0, 4, device)
    loss = PaintingLoss(training_features(perceptual), [to_tensor(style, device)], first, style_loss)

    def terms(step: int) -> dict[str, Tensor]:
        photographs = batch_of(contents, step, budget.batch, device)
        with autocast(device):
            painted = network(photographs)
        return loss(painted, photographs)

    curve = fit(network, terms, WEIGHTS, budget, store=store, report=report)
    return TrainedSingleStyle(network, curve)


_PAPERS: dict[Normalization, tuple[str, str]] = {
    "instance": ("single-style", "Ulyanov et al., CVPR 2017"),
    "batch": ("single-style-batch", "Johnson et al., ECCV 2016"),
}


class SingleStyle:
    """A network for each style that is asked for, trained when it is first asked for.

    Args:
        workshop: What to train with and where to keep the networks.
        normalization: Over the batch, or over each picture.
        style_loss: What describes a style.
    """

    def __init__(
        self, workshop: Workshop, *, normalization: Normalization = "instance", style_loss: StyleLoss = "gram"
    ) -> None:
        self.name, self.paper = _PAPERS[normalization]
        self._workshop = workshop
        self._normalization: Normalization = normalization
        self._style_loss: StyleLoss = style_loss
        self._trained: dict[str, TrainedSingleStyle] = {}
        self._settings = {
            "version": _VERSION,
            "normalization": normalization,
            "style_loss": style_loss,
            "width": WIDTH,
            "weights": WEIGHTS,
            "budget": workshop.budget.key(),
            "perceptual": weights_digest(workshop.perceptual.state_dict())[:16],
            "photographs": digest_of_files(workshop.data.photographs),
        }

    def stylize(self, content: Image, style: Image) -> Image:
        """See `Method.stylize`. Takes a training where the style is new."""
        return self.trained(style).stylize(content)

    def trained(self, style: Image) -> TrainedSingleStyle:
        """The network of a style, and its curve.

        Raises:
            TrainingError: There is nothing to train on, or it diverged.
            CheckpointError: What is kept is damaged, or the result cannot be kept.
        """
        key = image_digest(style)
        if key not in self._trained:
            workshop = self._workshop
            crop = CropSettings(size=workshop.budget.size)
            self._trained[key] = train(
                style,
                PictureSet(workshop.data.photographs, crop, seed=0),
                workshop.perceptual,
                workshop.budget,
                normalization=self._normalization,
                style_loss=self._style_loss,
                store=Store(workshop.work_dir, self.name, {**self._settings, "style": key}),
                report=lambda share: workshop.progress(f"training {self.name}", share),
            )
        return self._trained[key]


def build_single_style(workshop: Workshop) -> SingleStyle:
    """Trains a network with instance normalisation for each of the workshop's styles.

    Raises:
        TrainingError: There is nothing to train on, or a training diverged.
        CheckpointError: What is kept is damaged, or a result cannot be kept.
    """
    return _built(SingleStyle(workshop), workshop)


def build_single_style_batch(workshop: Workshop) -> SingleStyle:
    """The same with batch normalisation; it raises the same."""
    return _built(SingleStyle(workshop, normalization="batch"), workshop)


def _built(method: SingleStyle, workshop: Workshop) -> SingleStyle:
    for style in workshop.styles:
        method.trained(style)
    return method
