"""The layers of a VGG behind relu4_1, which nothing but the method of Gatys et al. asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch import Tensor, nn

from rtstyle.modeling.checkpoint import load_state
from rtstyle.modeling.vgg import (
    VGG16_NORMALISED,
    VGG19_NORMALISED,
    VGG19_TORCHVISION,
    WIDTHS,
    ReflectedConvolution,
    load_vgg_state,
)

if TYPE_CHECKING:
    from rtstyle.modeling.vgg import VggLayout

SOURCE_KEYS = {
    VGG19_NORMALISED.name: ("32", "35", "38", "42"),
    VGG19_TORCHVISION.name: ("features.21", "features.23", "features.25", "features.28"),
    VGG16_NORMALISED.name: ("conv8", "conv9", "conv10"),
}
"""Prefix of the names of conv4_2 to the end of its block and of conv5_1 in the published files, by layout."""


class DeeperLayers(nn.Module):
    """Goes on where `VggEncoder` ends; frozen.

    Args:
        layout: Of the encoder.
        width: Channels of both blocks.
    """

    def __init__(self, layout: VggLayout, width: int = WIDTHS[-1]) -> None:
        super().__init__()
        self.convolutions = nn.ModuleList(
            ReflectedConvolution(width, width) if layout.reflection else nn.Conv2d(width, width, 3, padding=1)
            for _ in SOURCE_KEYS[layout.name]
        )
        self.pool = nn.MaxPool2d(2, ceil_mode=layout.ceil_pooling)
        self.requires_grad_(False)

    def forward(self, relu4_1: Tensor) -> tuple[Tensor, Tensor]:
        """(B, C, H, W) at relu4_1 → relu4_2, the same shape, and relu5_1, half as high and wide."""
        first, *others, last = self.convolutions
        features = relu4_2 = first(relu4_1).relu()
        for convolution in others:
            features = convolution(features).relu()
        return relu4_2, last(self.pool(features)).relu()


def load_deeper(spec: str, layout: VggLayout) -> DeeperLayers | None:
    """Reads the layers behind relu4_1.

    Args:
        spec: As `load_perceptual` takes it.
        layout: Of what that gave.

    Returns:
        On the CPU, float32, channels last; None where the weights end before relu5_1.

    Raises:
        ModelError: As `load_perceptual`.
    """
    state, _ = load_vgg_state(spec)
    names = [
        (f"{old}.{kind}", f"convolutions.{i}.{kind}")
        for i, old in enumerate(SOURCE_KEYS[layout.name])
        for kind in ("weight", "bias")
    ]
    if any(old not in state for old, _ in names):
        return None
    layers = DeeperLayers(layout, len(state[names[0][0]]))
    load_state(layers, {new: state[old] for old, new in names}, path=spec)
    layers.to(memory_format=torch.channels_last)  # type: ignore[call-overload] # torch's stubs lack it
    return layers
