"""A small random perceptual network, a few pictures, and a workshop of them: no baseline needs more than seconds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest
import torch
from torch import nn

from rtstyle.evaluation.baselines import Budget, TrainingData, Workshop
from rtstyle.modeling.vgg import VGG16_NORMALISED, WIDTHS, VggFeatures
from rtstyle.training.textures import procedural_texture

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rtstyle.frame import Image


def random_perceptual(widths=(8, 12, 16, 20)) -> VggFeatures:
    """A VGG-16 as laid out in earnest whose random weights keep the features' size from layer to layer."""
    generator = torch.Generator().manual_seed(1)
    features = VggFeatures(VGG16_NORMALISED, widths)
    for layer in features.encoder.modules():
        if isinstance(layer, nn.Conv2d):
            fan = layer.weight[0].numel()
            scale = (2 / fan) ** 0.5
            layer.weight.data = torch.randn(layer.weight.shape, generator=generator) * scale
            layer.bias.data.zero_()
    return features


@pytest.fixture(scope="session")
def perceptual() -> VggFeatures:
    return random_perceptual()


@pytest.fixture(scope="session")
def wide_perceptual() -> VggFeatures:
    """With the channels that rtstyle's trainer counts on."""
    return random_perceptual(WIDTHS)


@pytest.fixture(scope="session")
def texture() -> Callable[..., Image]:
    def make(seed: int, height: int = 48, width: int = 48) -> Image:
        return procedural_texture(np.random.default_rng(seed), max(height, width))[:height, :width].copy()

    return make


@pytest.fixture(scope="session")
def folders(tmp_path_factory, texture) -> TrainingData:
    root = tmp_path_factory.mktemp("baseline-data")
    for name, seeds in (("photographs", range(6)), ("paintings", range(6, 10))):
        (root / name).mkdir()
        for seed in seeds:
            cv2.imwrite(str(root / name / f"{seed}.png"), texture(seed, 60, 72))
    return TrainingData((root / "photographs",), (root / "paintings",))


@pytest.fixture
def workshop(perceptual, folders, texture, tmp_path: Path) -> Workshop:
    """Three steps of everything, for two styles, into an empty folder."""
    budget = Budget(steps=3, iterations=3, size=32, batch=2)
    return Workshop(perceptual, tmp_path / "work", budget, folders, (texture(20), texture(21)))


@pytest.fixture
def no_training(workshop: Workshop) -> Workshop:
    """The same workshop where nobody may train."""

    def refuse(what: str, share: float) -> None:
        pytest.fail(f"{what} at {share}")

    return replace(workshop, progress=refuse)
