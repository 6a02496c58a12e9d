"""The compact network: AdaIN in bands of a small pyramid, made for two CPU cores.

::

    picture ─ unshuffle 2 ─ stem ─┬─ detail of 1/2 ──────────── AdaIN ──► sum ─ decoder block ─ head ─ shuffle 2
                                  ├─ what 1/4 can show of it ── AdaIN ─┐   ▲
                              stride 2 ─ residual ─┬─ detail ── AdaIN ─┼─► sum ─ decoder block
                                                   ├─ the rest  AdaIN ─┼─┐  ▲
                                          stride 2 ─ residual ─ AdaIN ─┼─┴─ sum ─ decoder blocks ◄─ grain
                                                   stride 2 ─── AdaIN ─ decoder block ┘

- All of it runs at half resolution or less: pixel-unshuffle in, pixel-shuffle out; full-resolution layers would be
  bound by memory, not by arithmetic.
- **Bands.** What a level hands to the decoder is split in two, as in a Laplacian pyramid: what the next coarser level
  can show, and the detail beyond it. A factor on the detail's statistics says how much of the photograph passes;
  without it the decoder has to paint strokes of its own. It costs nothing: the statistics are numbers that come in
  anyway.
- **Second order.** All bands but the details get a style's correlations between channels, too: a colour that goes with
  a stroke stays with it. The root of the style's correlations is multiplied by a basis of the network's own, which
  begins as the inverse root of what is usual, so that a usual style gives the identity; a gate, closed at first, says
  how much of that counts.
- **Grain.** Where a photograph shows nothing, a plain wall, a convolutional network has nothing to begin a stroke with
  but its own grid. A fixed random field, the same in every frame, gives it something.
- AdaIN acts on every way from the encoder to the decoder, so no content reaches the picture around the style.
- The decoder's convolutions are scaled and shifted per channel by a small MLP of the style's statistics. That happens
  once a style and costs a frame nothing: it is folded into the weights.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch import Tensor, nn
from torch.nn import functional

from rtstyle.modeling.network import StylizationNetwork

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rtstyle.modeling.adain import ChannelStatistics

WIDTHS = (32, 48, 80, 96)
"""Channels at 1/2, 1/4, 1/8 and 1/16 of the resolution."""
_WIDEST = 1024
"""More channels or blocks than this are no network but a damaged file."""
_GRAIN_CHANNELS, _GRAIN_SIDE = 8, 96
"""The random field at 1/8; it repeats after 768 pixels, where no eye finds it again."""


class ResidualBlock(nn.Module):
    """Two 3×3 convolutions beside an identity; the activation follows the sum."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.first = nn.Conv2d(channels, channels, 3, padding=1)
        self.second = nn.Conv2d(channels, channels, 3, padding=1)

    def forward(self, features: Tensor) -> Tensor:
        """(B, C, H, W) → the same shape, non-negative."""
        return functional.relu(features + self.second(functional.relu(self.first(features))))


class ModulatedBlock(nn.Module):
    """A residual block whose convolutions' outputs are scaled and shifted per channel by the style.

    Args:
        channels: In and out.
        rectified: Whether an activation follows the sum.
    """

    def __init__(self, channels: int, *, rectified: bool = True) -> None:
        super().__init__()
        self.rectified = rectified
        self.first = nn.Conv2d(channels, channels, 3, padding=1)
        self.second = nn.Conv2d(channels, channels, 3, padding=1)

    def forward(self, features: Tensor, modulation: Sequence[Tensor]) -> Tensor:
        """(B, C, H, W) and four (B, C, 1, 1) factors (scale, shift, scale, shift) → the same shape."""
        first_scale, first_shift, second_scale, second_shift = modulation
        hidden = functional.relu(torch.addcmul(first_shift, self.first(features), first_scale))
        total = torch.addcmul(features + second_shift, self.second(hidden), second_scale)
        return functional.relu(total) if self.rectified else total


class Modulator(nn.Module):
    """Predicts scale and shift of the decoder's convolutions from the statistics of the target style."""

    def __init__(self, statistics: int, hidden: int, outputs: Sequence[int]) -> None:
        super().__init__()
        self.outputs = tuple(outputs)
        # Leaky, for plain rectified units died here, all of them, and no gradient reached them again.
        self.hidden = nn.Sequential(
            nn.Linear(statistics, hidden), nn.LeakyReLU(0.1), nn.Linear(hidden, hidden), nn.LeakyReLU(0.1)
        )
        self.out = nn.Linear(hidden, 2 * sum(outputs))
        # Zeros: training starts from a decoder that the style does not modulate.
        nn.init.zeros_(self.out.weight)
        nn.init.zeros_(self.out.bias)

    def forward(self, statistics: Sequence[ChannelStatistics]) -> tuple[Tensor, ...]:
        """Statistics of each layer → (scale, shift) of each convolution, (B, C, 1, 1) each, scales around 1."""
        # Statistics span orders of magnitude; signed roots and logarithms bring them to the same scale.
        means = torch.cat([_signed_root(layer.mean) for layer in statistics], 1)
        stds = torch.cat([layer.std.clamp_min(1e-3).log() for layer in statistics], 1)
        values: Tensor = self.out(
            self.hidden(torch.cat([means, stds], 1).flatten(1).to(self.out.weight.dtype))
        )
        pieces = torch.split(values[:, :, None, None], [c for c in self.outputs for _ in range(2)], 1)
        return tuple(piece + 1 if i % 2 == 0 else piece for i, piece in enumerate(pieces))


class CompactNetwork(StylizationNetwork):
    """Encoder, modulator and decoder. See the module's drawing.

    Layers of AdaIN, in this order: 1/2, what 1/4 can show of it, 1/4, what 1/8 can show of it, 1/8, 1/16. What the
    first and the third have beyond the second and the fourth is the detail.

    Args:
        widths: Channels at 1/2, 1/4, 1/8 and 1/16 of the resolution.
        deep_blocks: Decoder blocks at 1/8.
        modulator_width: Hidden units of the modulator.
    """

    block = 2
    wants_palette = True

    def __init__(
        self, widths: tuple[int, int, int, int] = WIDTHS, *, deep_blocks: int = 2, modulator_width: int = 192
    ) -> None:
        super().__init__()
        half, quarter, eighth, sixteenth = widths
        self.layer_channels: tuple[int, ...] = (half, half, quarter, quarter, eighth, sixteenth)
        self.detail_layers: tuple[int, ...] = (0, 2)
        self.coloured_layers: tuple[int, ...] = (1, 3, 4, 5)
        self.size_multiple = 16
        self.margin = 16
        self.stem = nn.Conv2d(3 * 4, half, 3, padding=1)
        self.down_quarter = nn.Conv2d(half, quarter, 3, stride=2, padding=1)
        self.encode_quarter = ResidualBlock(quarter)
        self.down_eighth = nn.Conv2d(quarter, eighth, 3, stride=2, padding=1)
        self.encode_eighth = ResidualBlock(eighth)
        self.down_sixteenth = nn.Conv2d(eighth, sixteenth, 3, stride=2, padding=1)
        self.bases = nn.ParameterList(torch.eye(channels) for channels in (half, quarter, eighth, sixteenth))
        self.gates = nn.Parameter(torch.zeros(len(self.coloured_layers)))

        # Deep blocks are not rectified: the consistency loss likes these levels least, and rectified sums fell to 0 for
        # every picture, where no gradient reached them again.
        self.decode_sixteenth = ModulatedBlock(sixteenth, rectified=False)
        self.narrow_sixteenth = nn.Conv2d(sixteenth, eighth, 1)
        self.grain_eighth = nn.Conv2d(_GRAIN_CHANNELS, eighth, 1)
        self.decode_eighth = nn.ModuleList(
            ModulatedBlock(eighth, rectified=False) for _ in range(deep_blocks)
        )
        self.narrow_eighth = nn.Conv2d(eighth, quarter, 1)
        self.decode_quarter = ModulatedBlock(quarter)
        self.narrow_quarter = nn.Conv2d(quarter, half, 1)
        self.decode_half = ModulatedBlock(half)
        self.head = nn.Conv2d(half, 3 * 4, 3, padding=1)
        convolutions = [eighth] * 2 * deep_blocks + [quarter] * 2 + [half] * 2 + [sixteenth] * 2
        self.modulator = Modulator(2 * sum(widths), modulator_width, convolutions)
        self.grain: Tensor
        field = torch.randn(1, _GRAIN_CHANNELS, _GRAIN_SIDE, _GRAIN_SIDE, generator=_seeded())
        self.register_buffer("grain", field, persistent=False)
        self._initialise()

    @classmethod
    def shaped_like(cls, state: Mapping[str, Tensor]) -> CompactNetwork:
        """A network with as many channels and blocks as some weights have; the default where that cannot be told."""
        levels = ("stem", "down_quarter", "down_eighth", "down_sixteenth", "modulator.hidden.0")
        sizes = [state[f"{name}.bias"].shape for name in levels if f"{name}.bias" in state]
        deep = sum(name.startswith("decode_eighth.") and name.endswith(".first.bias") for name in state)
        if len(sizes) < len(levels) or not all(len(s) == 1 and 0 < s[0] <= _WIDEST for s in sizes):
            return cls()
        half, quarter, eighth, sixteenth, hidden = (size[0] for size in sizes)
        return cls((half, quarter, eighth, sixteenth), deep_blocks=min(deep, _WIDEST), modulator_width=hidden)

    def encode(self, images: Tensor) -> tuple[Tensor, ...]:
        """See `StylizationNetwork.encode`: the bands, in the order of the layers."""
        return self.encode_blocks(functional.pixel_unshuffle(images - 0.5, 2))

    def encode_blocks(self, blocks: Tensor) -> tuple[Tensor, ...]:
        """`encode` after its first step: (B, 12, H / 2, W / 2), around 0 → features."""
        half = functional.relu(self.stem(blocks))
        quarter = self.encode_quarter(functional.relu(self.down_quarter(half)))
        eighth = self.encode_eighth(functional.relu(self.down_eighth(quarter)))
        sixteenth = functional.relu(self.down_sixteenth(eighth))
        return half, _halved(half), quarter, _halved(quarter), eighth, sixteenth

    def colour(self, layer: int, root: Tensor) -> Tensor:
        """See `StylizationNetwork.colour`: of all bands but the details, as far as the gates are open."""
        place = self.coloured_layers.index(layer)
        plain = torch.eye(root.shape[1], device=root.device)
        result: Tensor = plain + self.gates[place].float() * (root @ self.bases[place].float() - plain)
        return result

    def condition(self, statistics: Sequence[ChannelStatistics]) -> tuple[Tensor, ...]:
        """See `StylizationNetwork.condition`: scale and shift of each decoder convolution, (B, C, 1, 1)."""
        half, _, quarter, _, eighth, sixteenth = statistics
        return tuple(self.modulator([half, quarter, eighth, sixteenth]))

    def decode(self, features: Sequence[Tensor], condition: Sequence[Tensor]) -> Tensor:
        """See `StylizationNetwork.decode`."""
        # bfloat16 holds the head's small numbers around 0 finely, but only 256 steps around 1: widen, then shift.
        return functional.pixel_shuffle(self.decode_blocks(features, condition).float(), 2) + 0.5

    def block_convolutions(self) -> tuple[str, str]:
        """See `StylizationNetwork.block_convolutions`."""
        return "stem", "head"

    def decode_blocks(self, features: Sequence[Tensor], condition: Sequence[Tensor]) -> Tensor:
        """`decode` before its last step: → (B, 12, H / 2, W / 2), about [-0.5, 0.5]."""
        half, half_rest, quarter, quarter_rest, eighth, sixteenth = features
        factors = [factor.to(eighth.dtype) for factor in condition]
        deep = 4 * len(self.decode_eighth)
        coarsest = self.decode_sixteenth(sixteenth, factors[deep + 8 :])
        eighth = eighth + _twice(self.narrow_sixteenth(coarsest)) + self._grain_like(eighth)
        for i, block in enumerate(self.decode_eighth):
            eighth = block(eighth, factors[4 * i : 4 * i + 4])
        # Detail is what the coarser level cannot show; in its place comes the rest, coloured, and what is deeper.
        quarter = quarter + _twice(quarter_rest - _halved(quarter) + self.narrow_eighth(eighth))
        quarter = self.decode_quarter(quarter, factors[deep : deep + 4])
        half = half + _twice(half_rest - _halved(half) + self.narrow_quarter(quarter))
        output: Tensor = self.head(self.decode_half(half, factors[deep + 4 : deep + 8]))
        return output

    def _grain_like(self, features: Tensor) -> Tensor:
        """The random field's contribution at 1/8: (1, C, h, w)."""
        height, width = features.shape[2:]
        rows, columns = height // _GRAIN_SIDE + 1, width // _GRAIN_SIDE + 1
        field: Tensor = self.grain_eighth(self.grain)
        return field.repeat(1, 1, rows, columns)[:, :, :height, :width]

    def _initialise(self) -> None:
        for module in self.modules():
            if isinstance(module, nn.Conv2d):
                nn.init.kaiming_normal_(module.weight, nonlinearity="relu")
                assert module.bias is not None
                nn.init.zeros_(module.bias)
        # Residual branches start small and the head near grey: the first pictures are tame and gradients even.
        with torch.no_grad():
            for module in self.modules():
                if isinstance(module, ResidualBlock | ModulatedBlock):
                    module.second.weight.mul_(0.3)
            self.head.weight.mul_(0.1)
            # What is added to a network that was trained without it begins by adding nothing.
            self.narrow_sixteenth.weight.zero_()
            self.grain_eighth.weight.zero_()


def _halved(level: Tensor) -> Tensor:
    """What the next coarser level can show of one."""
    return functional.avg_pool2d(level, 2)


def _twice(features: Tensor) -> Tensor:
    # Smoothly: copies of places leave their grid in what stands still.
    return functional.interpolate(features, scale_factor=2.0, mode="bilinear", align_corners=False)


def _seeded() -> torch.Generator:
    return torch.Generator().manual_seed(0)


def _signed_root(values: Tensor) -> Tensor:
    return values.sign() * (values.abs() + 1e-4).sqrt()
