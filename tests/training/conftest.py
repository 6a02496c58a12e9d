"""Small pictures and a small, random perceptual network: everything a training run needs, made in a second."""

from __future__ import annotations

import itertools
import tarfile
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest
import torch

from rtstyle.modeling.checkpoint import save_safetensors
from rtstyle.training.textures import procedural_texture

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of eight little pictures, one of them in a subfolder."""
    folder = tmp_path_factory.mktemp("pictures")
    (folder / "more").mkdir()
    rng = np.random.default_rng(3)
    for i in range(8):
        image = procedural_texture(rng, 96)[: 70 + 3 * i]
        cv2.imwrite(str(folder / ("more" if i == 0 else ".") / f"{i}.png"), image)
    return folder


@pytest.fixture(scope="session")
def archive(pictures: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same pictures in a tar archive."""
    path = tmp_path_factory.mktemp("archive") / "pictures.tar"
    with tarfile.open(path, "w") as tar:
        tar.add(pictures, "pictures")
    return path


@pytest.fixture(scope="session")
def vgg_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A VGG-16 of the real layout with random weights of the right scale."""
    generator = torch.Generator().manual_seed(1)
    widths = [3, 64, 64, 128, 128, 256, 256, 256, 512]
    state = {"mean": torch.tensor([0.5, 0.5, 0.5])}
    for i, (inside, outside) in enumerate(itertools.pairwise(widths)):
        scale = (2 / (9 * inside)) ** 0.5
        state[f"conv{i}.weight"] = torch.randn(outside, inside, 3, 3, generator=generator) * scale
        state[f"conv{i}.bias"] = torch.zeros(outside)
    path = tmp_path_factory.mktemp("vgg") / "vgg.safetensors"
    save_safetensors(path, {name: value.half() for name, value in state.items()}, {})
    return path
