"""What every stylization network offers, so that one engine runs them all.

::

    features  = network.encode(content)                      # once a frame
    target    = the style's cached statistics                # once a style; blended with the content's at strength < 1
    aligned   = AdaIN(feature, target) for each layer
    picture   = network.decode(aligned, network.condition(target))   # the condition: once a style
"""

from __future__ import annotations

from abc import abstractmethod
from types import MappingProxyType
from typing import TYPE_CHECKING

from torch import nn
from torch.nn import functional

from rtstyle.modeling.adain import ChannelStatistics, adaptive_instance_normalization, channel_statistics

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from torch import Tensor


class StylizationNetwork(nn.Module):
    """An encoder with one or more AdaIN layers, and its decoder.

    Attributes:
        layer_channels: Channels of each AdaIN layer, shallow to deep.
        size_multiple: Heights and widths that ``encode`` takes are multiples of it.
        margin: Pixels that the engine adds on each side by reflection and crops away again, so that the network's
            borders never show.
        input_ranges: What convolutions need of 8-bit inputs, see `rtstyle.modeling.quantization`; empty where that was
            not measured.
    """

    layer_channels: tuple[int, ...]
    size_multiple: int
    margin: int
    input_ranges: Mapping[str, tuple[float, float]] = MappingProxyType({})

    @abstractmethod
    def encode(self, images: Tensor) -> tuple[Tensor, ...]:
        """(B, 3, H, W) RGB in [0, 1] → features of each AdaIN layer, (B, C, h, w), shallow to deep."""

    @abstractmethod
    def condition(self, statistics: Sequence[ChannelStatistics]) -> tuple[Tensor, ...]:
        """Whatever the decoder needs that depends on the target statistics alone; may be empty."""

    @abstractmethod
    def decode(self, features: Sequence[Tensor], condition: Sequence[Tensor]) -> Tensor:
        """Aligned features and a condition → (B, 3, H, W) RGB, about [0, 1], not clamped."""


def reflect_margin(images: Tensor, network: StylizationNetwork) -> Tensor:
    """Adds the network's margin on each side by reflection: (B, C, H, W) → (B, C, H + 2 margin, W + 2 margin)."""
    return functional.pad(images, [network.margin] * 4, mode="reflect") if network.margin else images


def crop_margin(images: Tensor, network: StylizationNetwork) -> Tensor:
    """Takes the margin away again."""
    return without_border(images, network.margin)


def interior_statistics(
    network: StylizationNetwork, features: Sequence[Tensor], height: int
) -> tuple[ChannelStatistics, ...]:
    """Statistics of each layer away from the margin, where zero padding has left its mark.

    Args:
        network: The network that made the features.
        features: Of pictures with a margin.
        height: Rows of those pictures, margin included: with it, each layer's scale is known.
    """
    return tuple(
        channel_statistics(without_border(feature, network.margin * feature.shape[2] // height))
        for feature in features
    )


def style_statistics(network: StylizationNetwork, images: Tensor) -> tuple[ChannelStatistics, ...]:
    """Encodes style pictures (B, 3, H, W) and keeps what AdaIN needs of them: statistics of each layer.

    Heights and widths are multiples of ``network.size_multiple`` and larger than its margin.
    """
    padded = reflect_margin(images, network)
    return interior_statistics(network, network.encode(padded), padded.shape[2])


def stylize_tensor(
    network: StylizationNetwork, images: Tensor, target: Sequence[ChannelStatistics]
) -> Tensor:
    """The whole way of a frame, in its plainest form: reference for faster engines, and what training runs.

    Args:
        network: Any stylization network.
        images: (B, 3, H, W) RGB in [0, 1]; sizes are multiples of ``network.size_multiple`` and larger than its margin.
        target: Statistics to align each layer with, (B or 1, C, 1, 1).

    Returns:
        (B, 3, H, W) RGB, about [0, 1], not clamped.
    """
    padded = reflect_margin(images, network)
    features = network.encode(padded)
    own = interior_statistics(network, features, padded.shape[2])
    aligned = [
        adaptive_instance_normalization(feature, style, content_statistics=content)
        for feature, style, content in zip(features, target, own, strict=True)
    ]
    return crop_margin(network.decode(aligned, network.condition(target)), network)


def without_border(features: Tensor, border: int) -> Tensor:
    """Crops (B, C, H, W) by so many rows and columns on each side; 0 crops nothing."""
    return features[:, :, border:-border, border:-border] if border else features
