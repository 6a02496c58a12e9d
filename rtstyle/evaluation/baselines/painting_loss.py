"""What feed-forward networks of known styles are trained by: the losses of Gatys et al., with targets kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

import torch
from torch import Tensor
from torch.nn import functional

from rtstyle.evaluation.baselines.fitting import in_training_precision
from rtstyle.modeling.adain import ChannelStatistics, channel_statistics
from rtstyle.modeling.losses import style_loss, variation_loss

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rtstyle.modeling.vgg import VggFeatures

Features: TypeAlias = "Callable[[Tensor], Sequence[Tensor]]"
"""(B, 3, H, W) RGB in [0, 1] → features, shallow to deep. `VggFeatures`, or any other."""

StyleLoss: TypeAlias = Literal["gram", "statistics"]
"""What describes a style: Gram matrices, or means and standard deviations."""

WEIGHTS = {"content": 0.015, "style": 1.0, "variation": 0.02}
"""Weights of a network's training; the style's is relative, see `PaintingLoss`. Found by eye at 192 pixels."""


def gram_matrix(features: Tensor) -> Tensor:
    """Products of all pairs of channels, averaged over the positions (Gatys 2016, eq. 3, divided by M).

    Args:
        features: (B, C, H, W), any floating dtype.

    Returns:
        (B, C, C) float32.
    """
    flat = features.float().flatten(2)
    return flat @ flat.mT / flat.shape[2]


def gram_loss(result: Sequence[Tensor], target: Sequence[Tensor]) -> Tensor:
    """Style loss of Gatys 2016 (eq. 4 and 5) with equal weights: a quarter of the MSE of the Gram matrices, averaged.

    Args:
        result: Features of each layer, (B, C, H, W).
        target: Gram matrices of each layer, (B or 1, C, C).

    Returns:
        A scalar.
    """
    terms = [
        functional.mse_loss(gram, wanted.expand_as(gram)) / 4
        for gram, wanted in zip(map(gram_matrix, result), target, strict=True)
    ]
    return torch.stack(terms).mean()


def training_features(perceptual: VggFeatures) -> Features:
    """Features as training takes them, in the fastest precision that does: `in_training_precision`."""
    fast = in_training_precision(perceptual)

    def features(images: Tensor) -> Sequence[Tensor]:
        layers: Sequence[Tensor] = fast(images)
        return layers

    return features


class StyleTargets:
    """Styles as a style loss sees them.

    Args:
        features: Of each style, shallow to deep, (1, C, h, w).
        kind: What describes a style.
    """

    def __init__(self, features: Sequence[Sequence[Tensor]], kind: StyleLoss) -> None:
        layers = list(zip(*features, strict=True))
        self._grams: list[Tensor] = []
        self._statistics: list[ChannelStatistics] = []
        for layer in layers:
            if kind == "gram":
                self._grams.append(torch.cat([gram_matrix(one) for one in layer]))
            else:
                each = [channel_statistics(one)[:2] for one in layer]
                self._statistics.append(ChannelStatistics(*map(torch.cat, zip(*each, strict=True))))

    def loss(self, result: Sequence[Tensor], styles: Sequence[int] | Tensor) -> Tensor:
        """Style loss of the chosen kind: that of Gatys et al., or the AdaIN paper's (eq. 13).

        Args:
            result: Features of each layer, (B, C, H, W).
            styles: Which style each picture should have.
        """
        index = torch.as_tensor(styles)
        if self._grams:
            return gram_loss(result, [grams[index] for grams in self._grams])
        chosen = [ChannelStatistics(layer.mean[index], layer.std[index]) for layer in self._statistics]
        return style_loss(result, chosen)


class PaintingLoss:
    """Content, style and variation of painted pictures.

    The style loss is measured as a share of what it is for unpainted photographs, so that one weight suits styles
    whose losses differ twentyfold; the originals' weights were chosen style by style.

    Args:
        perceptual: The fixed network.
        styles: (1, 3, h, w) RGB in [0, 1] each.
        photographs: (B, 3, H, W) RGB in [0, 1]: what the shares are measured with.
        kind: What describes a style.
    """

    def __init__(
        self, perceptual: Features, styles: Sequence[Tensor], photographs: Tensor, kind: StyleLoss
    ) -> None:
        self._perceptual = perceptual
        with torch.no_grad():
            self._targets = StyleTargets([perceptual(style) for style in styles], kind)
            unpainted = perceptual(photographs)
            count = len(photographs)
            losses = [float(self._targets.loss(unpainted, [i] * count)) for i in range(len(styles))]
        self._shares = [1 / max(loss, 1e-6) for loss in losses]

    def __call__(self, result: Tensor, photographs: Tensor, style: int = 0) -> dict[str, Tensor]:
        """Terms before their weights, by the names in `WEIGHTS`.

        Args:
            result: (B, 3, H, W) RGB in [0, 1].
            photographs: What was painted, likewise.
            style: Which of the styles all of them should have.
        """
        with torch.no_grad():
            content = self._perceptual(photographs)[-1].float()
        features = self._perceptual(result)
        return {
            "content": functional.mse_loss(features[-1].float(), content),
            "style": self._targets.loss(features, [style] * len(result)) * self._shares[style],
            "variation": variation_loss(result),
        }
