"""A style as numbers: everything that a decoder needs of it.

AdaIN's guess computes a code from a picture in one pass; refining starts there and goes on
(`rtstyle.styles.refine`). All that is done with styles while a picture runs is linear in their codes: mixing, fading,
turning the strength up and down are weighted means of some thousand numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import torch

from rtstyle.modeling.adain import ChannelStatistics, blend_statistics, mix_statistics

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from torch import Tensor


_SMALLEST_STD = 1e-3


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
    modulation: tuple[Tensor, ...] = ()
    palette: Tensor | None = None

    def parts(self) -> Iterator[Tensor]:
        """What a network takes, layer by layer, then the modulation: the order of `with_parts`."""
        for layer in self.layers:
            yield from (part for part in layer if part is not None)
        yield from self.modulation

    def with_parts(self, parts: Sequence[Tensor]) -> StyleCode:
        """A code of this one's structure and palette from tensors in the order of `parts`."""
        remaining = iter(parts)
        layers = tuple(
            ChannelStatistics(*(None if part is None else next(remaining) for part in layer))  # type: ignore[arg-type]
            for layer in self.layers
        )
        return self._replace(layers=layers, modulation=tuple(next(remaining) for _ in self.modulation))

    def map(self, change: Callable[[Tensor], Tensor]) -> StyleCode:
        """The code with everything changed that a network takes."""
        return self.with_parts([change(part) for part in self.parts()])

    def plus(self, difference: StyleCode) -> StyleCode:
        """What refining found, added to AdaIN's guess; deviations stay positive."""
        pairs = zip(self.parts(), difference.parts(), strict=True)
        total = self.with_parts([part + more for part, more in pairs])
        layers = tuple(layer._replace(std=layer.std.clamp_min(_SMALLEST_STD)) for layer in total.layers)
        return total._replace(layers=layers)

    def with_detail(self, layers: Sequence[int], detail: float | Tensor) -> StyleCode:
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


def mix_codes(codes: Sequence[StyleCode], weights: Sequence[float]) -> StyleCode:
    """Interpolates between styles (Huang & Belongie 2017, §7.4, eq. 15): the weighted mean of their codes.

    Args:
        codes: Of the same network.
        weights: One non-negative weight each, scaled to sum to 1.

    Raises:
        ValueError: See `mix_statistics`.
    """
    layers = tuple(mix_statistics(layer, weights) for layer in zip(*(c.layers for c in codes), strict=True))
    total = float(sum(weights))
    modulation = tuple(
        torch.stack([factor * (weight / total) for factor, weight in zip(factors, weights, strict=True)]).sum(
            0
        )
        for factors in zip(*(c.modulation for c in codes), strict=True)
    )
    palettes = [code.palette for code in codes]
    shares = [weight / total for weight in weights]
    known = [palette * share for palette, share in zip(palettes, shares, strict=True) if palette is not None]
    palette = torch.stack(known).sum(0) if len(known) == len(codes) else None
    return StyleCode(layers, modulation, palette)


def blend_code(content: Sequence[ChannelStatistics], style: StyleCode, strength: float | Tensor) -> StyleCode:
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


def neutral_modulation(modulation: Sequence[Tensor]) -> tuple[Tensor, ...]:
    """Scales of 1 and shifts of 0, in the shapes of a modulation."""
    return tuple(torch.full_like(factor, 1.0 - index % 2) for index, factor in enumerate(modulation))
