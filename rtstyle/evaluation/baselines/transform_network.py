"""The feed-forward network of Johnson et al. (ECCV 2016) as Dumoulin et al. (ICLR 2017, table 1) refined it.

::

    9×9 ─ 3×3 stride 2 ─ 3×3 stride 2 ─ residual blocks ─ enlarge, 3×3 ─ enlarge, 3×3 ─ 9×9 ─ sigmoid

Each convolution pads by reflection and is normalised. How is a switch, and the point of three papers: over the batch
(Johnson et al. 2016), over each picture (Ulyanov et al. 2017), or over each picture with a scale and shift of its own
for every style (Dumoulin et al. 2017).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

import torch
from torch import Tensor, nn
from torch.nn import functional

from rtstyle.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

Normalization: TypeAlias = Literal["batch", "instance"]


class ConditionalInstanceNorm(nn.Module):
    """Instance normalisation with a scale and a shift for every style (Dumoulin et al. 2017, eq. 5).

    Args:
        channels: Of the features.
        styles: How many styles there are.
    """

    def __init__(self, channels: int, styles: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(styles, channels))
        self.bias = nn.Parameter(torch.zeros(styles, channels))

    def forward(self, features: Tensor, style: Tensor) -> Tensor:
        """(B, C, H, W) and the style of each picture, (B,) int64 → (B, C, H, W)."""
        scale, shift = (table[style][:, :, None, None] for table in (self.weight, self.bias))
        return torch.addcmul(shift, functional.instance_norm(features), scale)


class NormalizedConvolution(nn.Module):
    """Reflection padding, convolution, normalisation, and ReLU where it is asked for.

    The convolution has no bias: the normalisation would take it away again.
    """

    def __init__(
        self,
        channels: tuple[int, int],
        kernel: int,
        normalization: Callable[[int], nn.Module],
        *,
        stride: int = 1,
        activated: bool = True,
    ) -> None:
        super().__init__()
        self.convolution = nn.Conv2d(*channels, kernel, stride, bias=False)
        self.normalization = normalization(channels[1])
        self._padding = [kernel // 2] * 4
        self._activated = activated

    def forward(self, features: Tensor, style: Tensor | None) -> Tensor:
        """(B, in, H, W) and the style of each picture, or None → (B, out, H/stride, W/stride)."""
        features = self.convolution(functional.pad(features, self._padding, mode="reflect"))
        if isinstance(self.normalization, ConditionalInstanceNorm):
            assert style is not None
            features = self.normalization(features, style)
        else:
            features = self.normalization(features)
        return functional.relu(features) if self._activated else features


class TransformNetwork(nn.Module):
    """The network; see the module's drawing.

    Args:
        normalization: Makes the normalisation of a number of channels; see `normalization_of`.
        width: Channels at full resolution; the papers take 32.
        blocks: Residual blocks at a quarter of the resolution; the papers take 5.
    """

    size_multiple = 4

    def __init__(
        self, normalization: Callable[[int], nn.Module], *, width: int = 32, blocks: int = 5
    ) -> None:
        super().__init__()
        full, half, quarter = width, 2 * width, 4 * width
        self.down = nn.ModuleList(
            [
                NormalizedConvolution((3, full), 9, normalization),
                NormalizedConvolution((full, half), 3, normalization, stride=2),
                NormalizedConvolution((half, quarter), 3, normalization, stride=2),
            ]
        )
        self.residual = nn.ModuleList(
            NormalizedConvolution((quarter, quarter), 3, normalization, activated=not second)
            for _ in range(blocks)
            for second in (False, True)
        )
        self.up = nn.ModuleList(
            [
                NormalizedConvolution((quarter, half), 3, normalization),
                NormalizedConvolution((half, full), 3, normalization),
            ]
        )
        self.out = NormalizedConvolution((full, 3), 9, normalization, activated=False)

    def forward(self, images: Tensor, style: Tensor | None = None) -> Tensor:
        """Paints pictures.

        Args:
            images: (B, 3, H, W) RGB in [0, 1], multiples of `size_multiple` from 16 on.
            style: The style of each picture, (B,) int64; None where there is but one.

        Returns:
            (B, 3, H, W) RGB in [0, 1], float32.
        """
        features = images - 0.5
        for layer in self.down:
            features = layer(features, style)
        for first, second in zip(self.residual[::2], self.residual[1::2], strict=True):
            features = features + second(first(features, style), style)
        for layer in self.up:
            features = layer(functional.interpolate(features, scale_factor=2.0, mode="nearest"), style)
        painted: Tensor = self.out(features, style).float()
        return painted.sigmoid()


def normalization_of(kind: Normalization) -> Callable[[int], nn.Module]:
    """What `TransformNetwork` takes, with a learned scale and shift.

    Raises:
        UsageError: Neither ``batch`` nor ``instance``.
    """
    if kind == "batch":
        return nn.BatchNorm2d
    if kind == "instance":
        return lambda channels: nn.InstanceNorm2d(channels, affine=True)
    raise UsageError(f"unknown normalization {kind!r}: choose batch or instance")
