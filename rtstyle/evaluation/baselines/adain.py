"""Huang & Belongie, ICCV 2017: the paper's own method, as the other baselines see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch

from rtstyle.digests import settings_digest, weights_digest
from rtstyle.evaluation.baselines.fitting import (
    digest_of_files,
    initialise_decoder,
)
from rtstyle.evaluation.baselines.method import fit_multiple, to_image, to_tensor
from rtstyle.modeling.checkpoint import save_safetensors
from rtstyle.modeling.network import style_code, stylize_tensor
from rtstyle.modeling.registry import load_network, models_available
from rtstyle.modeling.vgg import VggAdaINNetwork
from rtstyle.training.recipes import RECIPES, Progress, TrainingSettings
from rtstyle.training.trainer import Trainer

if TYPE_CHECKING:
    from pathlib import Path

    from rtstyle.evaluation.baselines.method import Workshop
    from rtstyle.frame import Image
    from rtstyle.modeling.network import StylizationNetwork
    from rtstyle.modeling.vgg import VggFeatures

PAPER = "Huang & Belongie, ICCV 2017"

RECIPE = "paper-brief"
"""Of the decoder that is trained where the paper's is not on this machine; it cuts crops of its own size."""


class AdaIN:
    """One of rtstyle's networks with none of the engine around it.

    Args:
        name: See `Method`.
        network: On its device.
        paper: See `Method`.
    """

    def __init__(self, name: str, network: StylizationNetwork, paper: str = PAPER) -> None:
        self.name = name
        self.paper = paper
        self.network = network
        self._device = next(network.parameters()).device

    @torch.inference_mode()
    def stylize(self, content: Image, style: Image) -> Image:
        """See `Method.stylize`."""
        height, width = content.shape[:2]
        multiple = self.network.size_multiple
        pictures = to_tensor(fit_multiple(content, multiple), self._device)
        painting = to_tensor(fit_multiple(style, multiple), self._device)
        target = style_code(self.network, painting)
        return to_image(stylize_tensor(self.network, pictures, target)[:, :, :height, :width])


def build_compact(workshop: Workshop) -> AdaIN:
    """The compact network that ships.

    Raises:
        ModelMissingError: Its weights are not on this machine.
    """
    return AdaIN("compact", load_network("compact").to(workshop.device), "rtstyle, after " + PAPER)


def build_adain_vgg(workshop: Workshop) -> AdaIN:
    """The paper's network with its own weights where they were imported, else with a decoder that is trained here.

    Raises:
        TrainingError: There is nothing to train on.
        CheckpointError: What is kept is damaged, or the result cannot be kept.
    """
    if "adain-vgg19" in models_available():
        return AdaIN("adain-vgg", load_network("adain-vgg19").to(workshop.device))
    return AdaIN("adain-vgg", load_network(str(_train_decoder(workshop))).to(workshop.device))


def _train_decoder(workshop: Workshop) -> Path:
    """Has rtstyle's own trainer make a decoder for the perceptual network; it keeps a checkpoint of its own.

    Returns:
        The weights of encoder and decoder.
    """
    budget, perceptual = workshop.budget, workshop.perceptual
    settings = {
        "recipe": repr(RECIPES[RECIPE]),
        "budget": [budget.minutes, budget.steps, budget.batch],
        "perceptual": weights_digest(perceptual.state_dict())[:16],
        "pictures": [digest_of_files(workshop.data.photographs), digest_of_files(workshop.data.paintings)],
    }
    folder = workshop.work_dir / f"adain-vgg-{settings_digest(settings, 12)}"
    start = folder / "start.safetensors"
    save_safetensors(start, _untrained(perceptual).state_dict(), {"layout": perceptual.layout.name})
    training = TrainingSettings(
        content=workshop.data.photographs,
        style=workshop.data.paintings,
        perceptual=str(start),
        output=folder,
        recipe=RECIPE,
        steps=budget.steps,
        minutes=budget.minutes,
        batch=budget.batch,
        reuse=2,
        device="cuda" if workshop.device.startswith("cuda") else "cpu",
        resume=True,
        init=start,
        sample_minutes=0.0,
    )

    def report(progress: Progress, _losses: dict[str, float]) -> None:
        workshop.progress("training the decoder of adain-vgg", progress.share(training))

    trainer = Trainer(training, report)
    weights = folder / f"{trainer.recipe.network}.safetensors"
    return weights if trainer.progress.share(training) >= 1 and weights.is_file() else trainer.run()


def _untrained(perceptual: VggFeatures) -> VggAdaINNetwork:
    """The paper's network before training."""
    network = VggAdaINNetwork(layout=perceptual.layout)
    network.encoder.load_state_dict(perceptual.encoder.state_dict())
    initialise_decoder(network.decoder)
    return network
