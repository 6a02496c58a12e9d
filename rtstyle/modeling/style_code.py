"""A style as numbers: everything that a decoder needs of it.

AdaIN's guess computes a code from a picture in one pass; refining starts there and goes on
(`rtstyle.styles.refine`). All that is done with styles while a picture runs is linear in their codes: mixing, fading,
turning the strength up and down are weighted means of some thousand numbers.

The numbers are NumPy arrays wherever styles are kept, mixed and handed on, so that nobody loads torch for them, and
tensors inside networks. The arithmetic here is the same for both, and asks neither library for more than it is given.
"""

from __future__ import annotations

import functools
import operator
import sys
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Numbers: TypeAlias = Any
"""A NumPy array or a tensor, float32; those of one code are of one kind."""

_SMALLEST_STD = 1e-3


class ChannelStatistics(NamedTuple):
    """Mean and standard deviation of each channel, and how the channels go together.

    Attributes:
        mean: (B, C, 1, 1) float32.
        std: (B, C, 1, 1) float32, at least ``sqrt(EPSILON)``.
        colour: (B, C, C) float32: what normalized channels are mixed with before they are given ``std`` and ``mean``;
            None is the identity, which is AdaIN as in the paper.
    """

    mean: Numbers
    std: Numbers
    colour: Numbers | None = None

    def map(self, change: Callable[[Numbers], Numbers]) -> ChannelStatistics:
        """The statistics with every part changed."""
        return ChannelStatistics(*(None if part is None else change(part) for part in self))


class StyleCode(NamedTuple):
    """What a network paints towards.

    Attributes:
        layers: Statistics of each AdaIN layer, shallow to deep, (B, C, 1, 1), and colours (B, C, C) where it has them.
        modulation: Scale, shift, scale, shift … of the decoder's convolutions, (B, C, 1, 1); empty for a decoder that
            is the same for all styles.
        palette: Mean above covariance of the style's colours, (B, 4, 3), for a network that wants pictures in them, see
            `rtstyle.styles.palette`; None for others.
    """

    layers: tuple[ChannelStatistics, ...]
    modulation: tuple[Numbers, ...] = ()
    palette: Numbers | None = None

    def parts(self) -> Iterator[Numbers]:
        """What a network takes, layer by layer, then the modulation: the order of `with_parts`."""
        for layer in self.layers:
            yield from (part for part in layer if part is not None)
        yield from self.modulation

    def with_parts(self, parts: Sequence[Numbers]) -> StyleCode:
        """A code of this one's structure and palette from numbers in the order of `parts`."""
        remaining = iter(parts)
        layers = tuple(
            ChannelStatistics(*(None if part is None else next(remaining) for part in layer))
            for layer in self.layers
        )
        return self._replace(layers=layers, modulation=tuple(next(remaining) for _ in self.modulation))

    def map(self, change: Callable[[Numbers], Numbers]) -> StyleCode:
        """The code with everything changed that a network takes."""
        return self.with_parts([change(part) for part in self.parts()])

    def converted(self, convert: Callable[[Numbers], Numbers]) -> StyleCode:
        """The code, its palette included, in another library's numbers: by ``np.asarray`` or ``torch.as_tensor``."""
        palette = None if self.palette is None else convert(self.palette)
        return self.map(convert)._replace(palette=palette)

    def plus(self, difference: StyleCode) -> StyleCode:
        """What refining found, added to AdaIN's guess; deviations stay positive."""
        pairs = zip(self.parts(), difference.parts(), strict=True)
        total = self.with_parts([part + more for part, more in pairs])
        layers = tuple(layer._replace(std=layer.std.clip(_SMALLEST_STD)) for layer in total.layers)
        return total._replace(layers=layers)

    def with_detail(self, layers: Sequence[int], detail: float | Numbers) -> StyleCode:
        """Says how much of the content's own detail passes: 1 all that the network lets through, 0 none.

        Args:
            layers: The network's ``detail_layers``.
            detail: In [0, 1], or one for each picture, (B, 1, 1, 1).
        """
        scaled = tuple(
            layer._replace(mean=layer.mean * detail, std=layer.std * detail) if index in layers else layer
            for index, layer in enumerate(self.layers)
        )
        return self._replace(layers=scaled)


def mix_statistics(styles: Sequence[ChannelStatistics], weights: Sequence[float]) -> ChannelStatistics:
    """Interpolates between styles (Huang & Belongie 2017, §7.4, eq. 15): the weighted mean of their statistics.

    Args:
        styles: Statistics of equal channel count.
        weights: One non-negative weight each; they are scaled to sum to 1.

    Returns:
        Statistics of the mixture.

    Raises:
        ValueError: Lengths differ, a weight is negative, or all are 0.
    """
    if len(styles) != len(weights) or min(weights, default=-1.0) < 0 or not sum(weights) > 0:
        raise ValueError("mixing takes one weight a style, none negative, not all zero")
    shares = _shares(weights)
    colour = None
    if any(style.colour is not None for style in styles):
        colour = _weighted([_colour_of(style) for style in styles], shares)
    return ChannelStatistics(
        _weighted([style.mean for style in styles], shares),
        _weighted([style.std for style in styles], shares),
        colour,
    )


def blend_statistics(
    content: ChannelStatistics, style: ChannelStatistics, strength: float | Numbers
) -> ChannelStatistics:
    """Moves statistics from the content's own (strength 0) to the style's (strength 1).

    AdaIN is affine in the target statistics, so aligning with the blend equals the paper's interpolation of features
    (§7.4, eq. 14), at the price of a few numbers instead of a feature map. With colours both ends are the same, and
    the way between them is bent a little: deviations and colours move together.
    """
    colour = None
    if style.colour is not None:
        own = _colour_of(content, like=style.colour)
        colour = own + (style.colour - own) * strength
    return ChannelStatistics(
        content.mean + (style.mean - content.mean) * strength,
        content.std + (style.std - content.std) * strength,
        colour,
    )


def mix_codes(codes: Sequence[StyleCode], weights: Sequence[float]) -> StyleCode:
    """Interpolates between styles (§7.4, eq. 15): the weighted mean of their codes.

    Args:
        codes: Of the same network.
        weights: One non-negative weight each, scaled to sum to 1.

    Raises:
        ValueError: See `mix_statistics`.
    """
    layers = tuple(mix_statistics(layer, weights) for layer in zip(*(c.layers for c in codes), strict=True))
    shares = _shares(weights)
    modulation = tuple(
        _weighted(factors, shares) for factors in zip(*(c.modulation for c in codes), strict=True)
    )
    palettes = [code.palette for code in codes]
    palette = None if any(palette is None for palette in palettes) else _weighted(palettes, shares)
    return StyleCode(layers, modulation, palette)


def blend_code(
    content: Sequence[ChannelStatistics], style: StyleCode, strength: float | Numbers
) -> StyleCode:
    """Moves a code from the content's own (strength 0) to the style's (strength 1), see `blend_statistics`.

    The content's own modulation is none: scales of 1, shifts of 0.
    """
    layers = tuple(
        blend_statistics(own, wanted, strength) for own, wanted in zip(content, style.layers, strict=True)
    )
    modulation = tuple(
        (factor - neutral) * strength + neutral
        for factor, neutral in zip(style.modulation, neutral_modulation(style.modulation), strict=True)
    )
    return StyleCode(layers, modulation)


def plain_layers(channels: Sequence[int], coloured: Sequence[int]) -> tuple[ChannelStatistics, ...]:
    """Means of 0, deviations of 1 and colours that change nothing, as arrays.

    Args:
        channels: Of each layer.
        coloured: Which layers have colours.
    """
    return tuple(
        ChannelStatistics(
            np.zeros((1, count, 1, 1), np.float32),
            np.ones((1, count, 1, 1), np.float32),
            np.eye(count, dtype=np.float32)[None] if index in coloured else None,
        )
        for index, count in enumerate(channels)
    )


def neutral_modulation(modulation: Sequence[Numbers]) -> tuple[Numbers, ...]:
    """Scales of 1 and shifts of 0, in the shapes of a modulation."""
    return tuple(
        _library_of(factor).full_like(factor, 1.0 - index % 2) for index, factor in enumerate(modulation)
    )


def _shares(weights: Sequence[float]) -> list[float]:
    total = float(sum(weights))
    return [float(weight) / total for weight in weights]


def _weighted(parts: Sequence[Numbers], shares: Sequence[float]) -> Numbers:
    return functools.reduce(operator.add, [part * share for part, share in zip(parts, shares, strict=True)])


def _colour_of(statistics: ChannelStatistics, like: Numbers | None = None) -> Numbers:
    if statistics.colour is not None:
        return statistics.colour
    reference = like if like is not None else statistics.mean
    library = _library_of(reference)
    return library.eye(statistics.mean.shape[1], dtype=reference.dtype, device=reference.device)[None]


def _library_of(numbers: Numbers) -> Any:
    """NumPy, or torch, which is loaded where there are tensors."""
    return np if isinstance(numbers, np.ndarray) else sys.modules["torch"]
