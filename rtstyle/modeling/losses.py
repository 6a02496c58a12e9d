"""What a stylized picture is judged by. Features come from a fixed perceptual network (VGG, relu1_1 … relu4_1)."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import torch
from torch import Tensor
from torch.nn import functional

from rtstyle.modeling.adain import ChannelStatistics, adaptive_instance_normalization, channel_statistics

if TYPE_CHECKING:
    from collections.abc import Sequence


_SILENT = torch.finfo(torch.float32).tiny
_DIRECTIONS = 8
_LESSON_AREA = 4
"""Side of the areas whose colours a teacher shows, pixels: where it puts its strokes is its own affair."""
_PALETTE_AREA = 8
"""Side of the areas whose colours are compared, pixels: about that of a stroke."""


@dataclasses.dataclass(frozen=True, slots=True)
class LossWeights:
    """Weight of each term; 0 leaves the term out, and its computation."""

    content: float = 1.0
    style: float = 10.0
    balanced: float = 0.0
    coarse: float = 0.0
    coarse_content: float = 0.0
    broad: float = 0.0
    taught: float = 0.0
    identity: float = 0.0
    consistency: float = 0.0
    variation: float = 0.0
    out_of_range: float = 0.0
    palette: float = 0.0


def instance_normalized(features: Tensor) -> Tensor:
    """Features with mean 0 and deviation 1 in each channel: what is where, whatever the style. Float32."""
    mean, std = channel_statistics(features)[:2]
    return torch.addcmul(-mean / std, features.float(), 1 / std)


def content_loss(result: Tensor, content: Tensor) -> Tensor:
    """MSE between instance-normalised relu4_1 features, (B, C, H, W) each; ``content`` is normalised already.

    Unlike the paper's target it does not depend on how strong the style's features are, so that one weight suits a
    pencil sketch and an impasto.
    """
    return functional.mse_loss(instance_normalized(result), content.float())


def adain_content_loss(result: Tensor, content: Tensor, style: ChannelStatistics) -> Tensor:
    """The paper's content loss (§5, eq. 12): distance to the AdaIN output, which the decoder has to invert."""
    return functional.mse_loss(result.float(), adaptive_instance_normalization(content.float(), style))


def style_loss(result: Sequence[Tensor], style: Sequence[ChannelStatistics]) -> Tensor:
    """The paper's style loss (§5, eq. 13): MSE of means and of standard deviations, summed over the layers."""
    total = torch.zeros((), device=result[0].device)
    for features, target in zip(result, style, strict=True):
        own = channel_statistics(features)
        total = total + functional.mse_loss(own.mean, target.mean) + functional.mse_loss(own.std, target.std)
    return total


def gram(features: Tensor) -> Tensor:
    """Gram matrices over all places, (B, C, H, W) → (B, C, C) float32 (Gatys et al., CVPR 2016, eq. 3)."""
    rows = features.permute(0, 2, 3, 1).flatten(1, 2)
    # In the features' own precision: sums are kept in float32 inside the product.
    return (rows.mT @ rows).float() / rows.shape[1]


def balanced_style_loss(result: Sequence[Tensor], style: Sequence[Tensor]) -> Tensor:
    """Distance of Gram matrices over the most that it could be, so that no style rules the rest.

    Cheng et al., "Style-aware normalized loss for improving arbitrary style transfer", CVPR 2021, eq. 8. The bound
    counts as a constant: else a picture could get nearer by getting louder.

    Args:
        result: Features of each layer, (B, C, H, W).
        style: Gram matrices of each layer, (B, C, C).

    Returns:
        Mean over pairs and layers, in [0, 1].
    """
    terms = []
    for features, target in zip(result, style, strict=True):
        own, wanted = gram(features), target.float()
        bound = own.detach().square().sum((1, 2)) + wanted.square().sum((1, 2))
        # Two layers that are silent are alike.
        terms.append(((own - wanted).square().sum((1, 2)) / bound.clamp_min(_SILENT)).mean())
    return torch.stack(terms).mean()


def identity_loss(result: Tensor, content: Tensor) -> Tensor:
    """L1 between a picture and itself stylized in its own style: strength 0 must give the picture back."""
    return functional.l1_loss(result.float(), content)


def variation_loss(images: Tensor) -> Tensor:
    """Mean absolute difference of neighbouring pixels: keeps noise down."""
    vertical = (images[:, :, 1:] - images[:, :, :-1]).abs().mean()
    return vertical + (images[:, :, :, 1:] - images[:, :, :, :-1]).abs().mean()


def out_of_range_loss(images: Tensor) -> Tensor:
    """Mean square of what lies outside [0, 1] and would be clipped to blotches."""
    return (images - images.clamp(0, 1)).square().mean()


def palette_loss(result: Tensor, style: Tensor, generator: torch.Generator) -> Tensor:
    """How far the colours of two batches are apart, pair by pair: sliced Wasserstein distance of RGB values.

    Means and deviations of features leave hues free: a result can have a style's statistics and still the content's
    orange. Colours are those of small areas, so that strokes and hatching count as what they mix to.

    Args:
        result: (B, 3, H, W) RGB, about [0, 1].
        style: (B, 3, h, w) RGB in [0, 1].
        generator: Of the directions in colour space, on the pictures' device.

    Returns:
        Mean distance along the directions, in [0, √3].
    """
    directions = functional.normalize(
        torch.randn(_DIRECTIONS, 3, generator=generator, device=generator.device), dim=1
    )

    def along(images: Tensor) -> Tensor:
        areas = functional.avg_pool2d(images.float(), _PALETTE_AREA).flatten(2)
        return torch.einsum("kc,bcn->bkn", directions, areas).sort(2).values

    own, wanted = along(result), along(style)
    if wanted.shape[2] != own.shape[2]:  # the colours of as many ranks
        ranks = torch.linspace(0, wanted.shape[2] - 1, own.shape[2], device=wanted.device).round().long()
        wanted = wanted[:, :, ranks]
    return functional.l1_loss(own, wanted)


def taught_loss(result: Tensor, painting: Tensor) -> Tensor:
    """L1 between the colours of small areas here and in what another stylizer made of the same, (B, 3, H, W) each."""
    own, wanted = (functional.avg_pool2d(images.float(), _LESSON_AREA) for images in (result, painting))
    return functional.l1_loss(own, wanted)


def random_warp(shape: torch.Size, generator: torch.Generator) -> Tensor:
    """A smooth random motion as between two frames: shift, rotation, zoom and a gentle bending; none for every second.

    A camera that stands still is what most live pictures come from: what is bound to the screen may stay there.

    Args:
        shape: (B, C, H, W) of the pictures to move.
        generator: On the device where the result is to live.

    Returns:
        (B, H, W, 2) sampling grid for `warp`.
    """
    batch, _, height, width = shape

    def uniform(*size: int) -> Tensor:
        return torch.rand(*size, generator=generator, device=generator.device) * 2 - 1

    angle, zoom = uniform(batch) * 0.04, 1 + uniform(batch) * 0.04
    cos, sin = torch.cos(angle) * zoom, torch.sin(angle) * zoom
    shift = uniform(batch, 2) * 0.06
    affine = torch.stack([cos, -sin, shift[:, 0], sin, cos, shift[:, 1]], 1).view(batch, 2, 3)
    grid = functional.affine_grid(affine, [batch, 1, height, width], align_corners=False)
    bend = functional.interpolate(uniform(batch, 2, 5, 5) * 0.015, (height, width), mode="bicubic")
    still = functional.affine_grid(
        torch.eye(2, 3, device=grid.device)[None], [1, 1, height, width], align_corners=False
    )
    moves = (uniform(batch, 1, 1, 1) > 0).float()
    return still + (grid + bend.permute(0, 2, 3, 1) - still) * moves


def warp(images: Tensor, grid: Tensor) -> Tensor:
    """Moves pictures (B, C, H, W) along a grid (B, H, W, 2)."""
    return functional.grid_sample(
        images.float(), grid, mode="bilinear", padding_mode="reflection", align_corners=False
    )


def disturb(images: Tensor, generator: torch.Generator) -> Tensor:
    """What a camera does between two frames: sensor noise and a small change of exposure. (B, 3, H, W) in [0, 1]."""
    size, device = (images.shape[0], 1, 1, 1), generator.device
    gain = 1 + (torch.rand(size, generator=generator, device=device) - 0.5) * 0.1
    amount = torch.rand(size, generator=generator, device=device) * 0.04
    noise = torch.randn(images.shape, generator=generator, device=device) * amount
    return (images * gain + noise).clamp(0, 1)
