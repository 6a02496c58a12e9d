"""What every stylization network offers, so that one engine runs them all.

::

    features  = network.encode(content)
    aligned   = align(network, features, style)              # statistics → smoothed → blended → AdaIN
    picture   = network.decode(aligned.features, aligned.condition)
"""

from __future__ import annotations

from abc import abstractmethod
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from torch import nn
from torch.nn import functional

from rtstyle.modeling.adain import (
    ChannelStatistics,
    adaptive_instance_normalization,
    blend_statistics,
    channel_statistics,
    correlation_root,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from torch import Tensor


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
            much of it passes, see `with_detail`.
        input_ranges: What convolutions need of 8-bit inputs, see `rtstyle.modeling.quantization`; empty where that was
            not measured.
    """

    layer_channels: tuple[int, ...]
    size_multiple: int
    margin: int
    block: int = 1
    detail_layers: tuple[int, ...] = ()
    input_ranges: Mapping[str, tuple[float, float]] = MappingProxyType({})

    @abstractmethod
    def encode(self, images: Tensor) -> tuple[Tensor, ...]:
        """(B, 3, H, W) RGB in [0, 1] → features of each AdaIN layer, (B, C, h, w), shallow to deep."""

    def colour_bases(self) -> tuple[Tensor | None, ...]:
        """Of each layer, what the root of a style's correlations is multiplied by; None: AdaIN of first order alone."""
        return (None,) * len(self.layer_channels)

    @abstractmethod
    def condition(self, statistics: Sequence[ChannelStatistics]) -> tuple[Tensor, ...]:
        """Whatever the decoder needs that depends on the target statistics alone; may be empty."""

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


def style_statistics(network: StylizationNetwork, images: Tensor) -> tuple[ChannelStatistics, ...]:
    """Encodes style pictures (B, 3, H, W) and keeps what AdaIN needs of them: statistics of each layer.

    Heights and widths are multiples of ``network.size_multiple`` and larger than its margin.
    """
    padded = reflect_margin(images, network)
    features = network.encode(padded)
    first_order = interior_statistics(network, features, padded.shape[2])
    result = []
    for feature, layer, basis in zip(features, first_order, network.colour_bases(), strict=True):
        if basis is not None:
            border = network.margin * feature.shape[2] // padded.shape[2]
            root = correlation_root(without_border(feature, border), layer)
            layer = layer._replace(colour=root @ basis.float())
        result.append(layer)
    return tuple(result)


def with_detail(
    network: StylizationNetwork, statistics: Sequence[ChannelStatistics], detail: float | Tensor
) -> tuple[ChannelStatistics, ...]:
    """Says how much of the content's own detail passes: 1 all that the network lets through, 0 none.

    Args:
        network: Whose statistics they are.
        statistics: Of a style.
        detail: In [0, 1], or one for each picture, (B, 1, 1, 1).
    """
    return tuple(
        layer._replace(mean=layer.mean * detail, std=layer.std * detail)
        if index in network.detail_layers
        else layer
        for index, layer in enumerate(statistics)
    )


class Aligned(NamedTuple):
    """A frame between encoder and decoder.

    Attributes:
        features: Of each layer, aligned.
        condition: What the decoder needs besides.
        own: The content's statistics, smoothed: the past of the next frame.
    """

    features: tuple[Tensor, ...]
    condition: tuple[Tensor, ...]
    own: tuple[ChannelStatistics, ...]


def align(
    network: StylizationNetwork,
    features: Sequence[Tensor],
    style: Sequence[ChannelStatistics],
    *,
    height: int,
    strength: float | Tensor | None = None,
    condition: Sequence[Tensor] | None = None,
    past: Sequence[ChannelStatistics] | None = None,
    keep: float | Tensor = 0.0,
    measure: Callable[..., tuple[ChannelStatistics, ...]] | None = None,
) -> Aligned:
    """A frame's arithmetic between encoder and decoder, for every engine; no branch depends on a tensor's values.

    Args:
        network: In float32, wherever the features come from: its conditioning decides over every pixel.
        features: Of a picture with a margin, (B, C, h, w) each.
        style: Statistics of each layer to paint towards, (B or 1, C, 1, 1) float32.
        height: Rows of that picture, margin included.
        strength: The paper's α; None paints the style as it is, without a look at the content's statistics.
        condition: ``network.condition(style)`` where it is known; taken where ``strength`` is None.
        past: ``own`` of the frame before; None begins anew.
        keep: Share of the past in the statistics, in [0, 1).
        measure: Takes the statistics, as `interior_statistics` does; None is that one.
    """
    own = (measure or interior_statistics)(network, features, height)
    if past is not None:
        own = tuple(blend_statistics(new, old, keep) for new, old in zip(own, past, strict=True))
    target = tuple(style)
    if strength is not None:
        target = tuple(
            blend_statistics(content, wanted, strength) for content, wanted in zip(own, style, strict=True)
        )
    if strength is not None or condition is None:
        condition = network.condition(target)
    aligned = tuple(
        adaptive_instance_normalization(feature, wanted, content_statistics=content)
        for feature, wanted, content in zip(features, target, own, strict=True)
    )
    return Aligned(aligned, tuple(condition), own)


def stylize_tensor(
    network: StylizationNetwork, images: Tensor, target: Sequence[ChannelStatistics]
) -> Tensor:
    """The whole way of a frame, in its plainest form: reference for faster engines.

    Args:
        network: Any stylization network.
        images: (B, 3, H, W) RGB in [0, 1]; sizes are multiples of ``network.size_multiple`` and larger than its margin.
        target: Statistics to align each layer with, (B or 1, C, 1, 1).

    Returns:
        (B, 3, H, W) RGB, about [0, 1], not clamped.
    """
    padded = reflect_margin(images, network)
    aligned = align(network, network.encode(padded), target, height=padded.shape[2])
    return crop_margin(network.decode(aligned.features, aligned.condition), network)


def without_border(features: Tensor, border: int) -> Tensor:
    """Crops (B, C, H, W) by so many rows and columns on each side; 0 crops nothing."""
    return features[:, :, border:-border, border:-border] if border else features
