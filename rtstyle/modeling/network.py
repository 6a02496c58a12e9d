"""What every stylization network offers, so that one engine runs them all.

::

    features  = network.encode(content)
    aligned   = align(network, features, style code)         # statistics → smoothed → blended → AdaIN
    picture   = network.decode(aligned.features, aligned.modulation)
"""

from __future__ import annotations

from abc import abstractmethod
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

import torch
from torch import nn
from torch.nn import functional

from rtstyle.modeling.adain import adaptive_instance_normalization, channel_statistics, correlations, root
from rtstyle.modeling.style_code import (
    ChannelStatistics,
    StyleCode,
    blend_code,
    blend_statistics,
    neutral_modulation,
    plain_layers,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from torch import Tensor


_PALETTE_SIDE = 64
"""Pictures are thinned to this side for their colours, pixels."""


class StylizationNetwork(nn.Module):
    """An encoder with one or more AdaIN layers, and its decoder.

    Attributes:
        layer_channels: Channels of each AdaIN layer, shallow to deep.
        size_multiple: Heights and widths that ``encode`` takes are multiples of it.
        margin: Pixels that the engine adds on each side by reflection and crops away again, so that the network's
            borders never show.
        block: Side of the squares of pixels that are the channels of one place (pixel-unshuffle) for its first and its
            last convolution; 1: they see pixels. It divides ``size_multiple`` and ``margin``.
        detail_layers: Which of the layers carry the content's own detail, so that a factor on their statistics says how
            much of it passes, see `StyleCode.with_detail`.
        coloured_layers: Which of the layers get a style's correlations, too; the others are of first order.
        wants_palette: Whether it is trained on pictures in the palettes of their styles.
        input_ranges: What convolutions need of 8-bit inputs, see `rtstyle.modeling.quantization`; empty where that was
            not measured.
    """

    layer_channels: tuple[int, ...]
    size_multiple: int
    margin: int
    block: int = 1
    detail_layers: tuple[int, ...] = ()
    coloured_layers: tuple[int, ...] = ()
    wants_palette: bool = False
    input_ranges: Mapping[str, tuple[float, float]] = MappingProxyType({})

    @abstractmethod
    def encode(self, images: Tensor) -> tuple[Tensor, ...]:
        """(B, 3, H, W) RGB in [0, 1] → features of each AdaIN layer, (B, C, h, w), shallow to deep."""

    def colour(self, layer: int, root: Tensor) -> Tensor:
        """What normalized channels of a layer in ``coloured_layers`` are mixed with, (B, C, C).

        Args:
            layer: Its place.
            root: Of the style's correlations, see `correlation_root`, (B, C, C).
        """
        # Asked only of networks that name `coloured_layers`; those have one of their own.
        raise NotImplementedError(
            f"no colours in layer {layer} of {type(self).__name__}, {root.shape[1]} channels"
        )

    @abstractmethod
    def condition(self, statistics: Sequence[ChannelStatistics]) -> tuple[Tensor, ...]:
        """AdaIN's guess at the decoder's modulation from a style's statistics, see `StyleCode`; may be empty."""

    @abstractmethod
    def decode(self, features: Sequence[Tensor], condition: Sequence[Tensor]) -> Tensor:
        """Aligned features and a condition → (B, 3, H, W) RGB, about [0, 1], not clamped."""

    def encode_blocks(self, blocks: Tensor) -> tuple[Tensor, ...]:
        """`encode` without its first step: (B, 3 block², H / block, W / block), around 0 → features."""
        return self.encode(functional.pixel_shuffle(blocks, self.block) + 0.5)

    def decode_blocks(self, features: Sequence[Tensor], condition: Sequence[Tensor]) -> Tensor:
        """`decode` without its last step: → (B, 3 block², H / block, W / block), about [-0.5, 0.5]."""
        return functional.pixel_unshuffle(self.decode(features, condition) - 0.5, self.block)

    def block_convolutions(self) -> tuple[str, str]:
        """Names of the first and the last convolution, where ``block`` is more than 1.

        `encode_blocks` does nothing to blocks before the first, and `decode_blocks` nothing after the last.
        """
        # Asked only of networks whose ``block`` is more than 1; those have one of their own.
        raise NotImplementedError(f"{type(self).__name__} works on pixels")


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


def style_code(network: StylizationNetwork, images: Tensor) -> StyleCode:
    """Encodes style pictures (B, 3, H, W): AdaIN's guess at their codes.

    Heights and widths are multiples of ``network.size_multiple`` and larger than its margin.
    """
    measured = measure_style(network, images)
    return completed_code(network, measured, [root(found) for found in measured.correlations])


class MeasuredStyle(NamedTuple):
    """A style between encoder and code: what is measured of it.

    Attributes:
        layers: Statistics of each layer, of first order.
        correlations: Of each of the network's ``coloured_layers``, in their order, (B, C, C).
        palette: See `StyleCode`.
    """

    layers: tuple[ChannelStatistics, ...]
    correlations: tuple[Tensor, ...]
    palette: Tensor | None


def measure_style(network: StylizationNetwork, images: Tensor) -> MeasuredStyle:
    """The first half of `style_code`. What comes between the halves, roots of matrices, graphs cannot do."""
    padded = reflect_margin(images, network)
    features = network.encode(padded)
    layers = interior_statistics(network, features, padded.shape[2])
    found = []
    for index in network.coloured_layers:
        border = network.margin * features[index].shape[2] // padded.shape[2]
        found.append(correlations(without_border(features[index], border), layers[index]))
    return MeasuredStyle(layers, tuple(found), palette_rows(images) if network.wants_palette else None)


def completed_code(
    network: StylizationNetwork, measured: MeasuredStyle, roots: Sequence[Tensor]
) -> StyleCode:
    """The second half of `style_code`: what the network makes of what was measured.

    Args:
        network: That measured it.
        measured: See `measure_style`.
        roots: Of its correlations.
    """
    layers = list(measured.layers)
    for index, found in zip(network.coloured_layers, roots, strict=True):
        layers[index] = layers[index]._replace(colour=network.colour(index, found))
    return StyleCode(tuple(layers), network.condition(layers), measured.palette)


def palette_rows(images: Tensor) -> Tensor:
    """Mean above covariance of the colours of pictures, (B, 3, H, W) RGB in [0, 1] → (B, 4, 3) float32."""
    height, width = (min(side, _PALETTE_SIDE) for side in images.shape[2:])
    colours = functional.interpolate(images.float(), (height, width), mode="area").flatten(2)
    mean = colours.mean(2, keepdim=True)
    centered = colours - mean
    covariance = centered @ centered.transpose(1, 2) / colours.shape[2]
    return torch.cat([mean.transpose(1, 2), covariance], 1)


def empty_code(network: StylizationNetwork) -> StyleCode:
    """A code of the network's structure on the device of its weights: means of 0, deviations of 1, no modulation."""
    device = next(network.parameters()).device
    layers = [
        layer.map(lambda part: torch.as_tensor(part, device=device))
        for layer in plain_layers(network.layer_channels, network.coloured_layers)
    ]
    with torch.no_grad():
        return StyleCode(tuple(layers), neutral_modulation(network.condition(layers)))


class Aligned(NamedTuple):
    """A frame between encoder and decoder.

    Attributes:
        features: Of each layer, aligned.
        modulation: Of the decoder.
        own: The content's statistics, smoothed: the past of the next frame.
    """

    features: tuple[Tensor, ...]
    modulation: tuple[Tensor, ...]
    own: tuple[ChannelStatistics, ...]


def align(
    network: StylizationNetwork,
    features: Sequence[Tensor],
    style: StyleCode,
    *,
    height: int,
    strength: float | Tensor | None = None,
    past: Sequence[ChannelStatistics] | None = None,
    keep: float | Tensor = 0.0,
    measure: Callable[..., tuple[ChannelStatistics, ...]] | None = None,
) -> Aligned:
    """A frame's arithmetic between encoder and decoder, for every engine; no branch depends on a tensor's values.

    Args:
        network: Whose margin it is.
        features: Of a picture with a margin, (B, C, h, w) each.
        style: What to paint towards, float32.
        height: Rows of that picture, margin included.
        strength: The paper's α; None paints the style as it is, without a look at the content's statistics.
        past: ``own`` of the frame before; None begins anew.
        keep: Share of the past in the statistics, in [0, 1).
        measure: Takes the statistics, as `interior_statistics` does; None is that one.
    """
    own = (measure or interior_statistics)(network, features, height)
    if past is not None:
        own = tuple(blend_statistics(new, old, keep) for new, old in zip(own, past, strict=True))
    target = style if strength is None else blend_code(own, style, strength)
    aligned = tuple(
        adaptive_instance_normalization(feature, wanted, content_statistics=content)
        for feature, wanted, content in zip(features, target.layers, own, strict=True)
    )
    return Aligned(aligned, target.modulation, own)


def stylize_tensor(network: StylizationNetwork, images: Tensor, style: StyleCode) -> Tensor:
    """The whole way of a frame, in its plainest form: reference for faster engines.

    Args:
        network: Any stylization network.
        images: (B, 3, H, W) RGB in [0, 1]; sizes are multiples of ``network.size_multiple`` and larger than its margin.
        style: What to paint towards.

    Returns:
        (B, 3, H, W) RGB, about [0, 1], not clamped.
    """
    padded = reflect_margin(images, network)
    aligned = align(network, network.encode(padded), style, height=padded.shape[2])
    return crop_margin(network.decode(aligned.features, aligned.modulation), network)


def without_border(features: Tensor, border: int) -> Tensor:
    """Crops (B, C, H, W) by so many rows and columns on each side; 0 crops nothing."""
    return features[:, :, border:-border, border:-border] if border else features
