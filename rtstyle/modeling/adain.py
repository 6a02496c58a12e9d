"""Adaptive instance normalization (Huang & Belongie, ICCV 2017, §5, eq. 8) and what it makes free.

A style is nothing but the mean and standard deviation of each channel of its features. So mixing styles is a weighted
mean of statistics, and strength moves the statistics between the content's own and the style's: neither needs a
second pass through a network (`rtstyle.modeling.style_code`).

The variance is the biased one, as in the authors' Torch code (a well-known port takes the unbiased one).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor
from torch.autograd.function import once_differentiable

from rtstyle.modeling.style_code import ChannelStatistics

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "EPSILON",
    "ChannelStatistics",
    "adaptive_instance_normalization",
    "channel_statistics",
    "correlation_root",
    "correlations",
    "inverse_root",
    "root",
    "spatial_adaptive_instance_normalization",
]

EPSILON = 1e-5
"""Added to the variance, so that a flat channel has a standard deviation of about 0.003 and nothing divides by 0."""


def channel_statistics(features: Tensor, *, mask: Tensor | None = None) -> ChannelStatistics:
    """Mean and biased standard deviation of each channel, accumulated in float32.

    Args:
        features: (B, C, H, W), any floating dtype.
        mask: (B or 1, 1, H, W) weights in [0, 1]; statistics are taken inside that region. None takes all pixels. An
            empty region has mean 0 and the smallest standard deviation.

    Returns:
        Statistics of shape (B, C, 1, 1), float32.
    """
    if mask is None:
        mean, variance = _moments(features)
        return ChannelStatistics(mean, (variance + EPSILON).sqrt())
    weight = mask.float()
    area = weight.sum((2, 3), keepdim=True).clamp_min(EPSILON)
    values = features.float()
    mean = (values * weight).sum((2, 3), keepdim=True) / area
    variance = ((values - mean).square() * weight).sum((2, 3), keepdim=True) / area
    return ChannelStatistics(mean, (variance + EPSILON).sqrt())


def adaptive_instance_normalization(
    content: Tensor,
    style: ChannelStatistics,
    *,
    content_statistics: ChannelStatistics | None = None,
) -> Tensor:
    """Aligns each channel's mean and standard deviation with the style's (eq. 8).

    Args:
        content: (B, C, H, W) features.
        style: Statistics to give them, (B or 1, C, 1, 1).
        content_statistics: The content's own, where they are known already (smoothed over time, say); None measures.

    Returns:
        (B, C, H, W), dtype and layout of ``content``; with colours, channels lie innermost.
    """
    own = content_statistics or channel_statistics(content)
    if style.colour is not None:
        return _coloured(content, style, own)
    # The ratio is formed in float32. The mean goes first: in half precision, a channel that is nearly flat would
    # otherwise be the difference of two large products. What rounding leaves of the mean goes into the shift.
    scale = style.std / own.std
    center = own.mean.to(content.dtype)
    shift = style.mean - (own.mean - center.float()) * scale
    return torch.addcmul(shift.to(content.dtype), content - center, scale.to(content.dtype))


def spatial_adaptive_instance_normalization(
    content: Tensor, styles: Sequence[ChannelStatistics], masks: Sequence[Tensor]
) -> Tensor:
    """Gives each region of the content its own style (§7.4, figure 11).

    Args:
        content: (B, C, H, W) features.
        styles: One set of statistics a region.
        masks: One (B or 1, 1, h, w) weight map in [0, 1] a region, at any resolution; where they do not sum to 1
            they are scaled until they do, and where all are 0 the content stays.

    Returns:
        (B, C, H, W), dtype of ``content``. The statistics of the content are those inside each region.

    Raises:
        ValueError: Not as many masks as styles, or none.
    """
    if not styles or len(styles) != len(masks):
        raise ValueError(
            f"spatial control takes one mask a style, got {len(styles)} styles, {len(masks)} masks"
        )
    regions = [
        torch.nn.functional.interpolate(mask.float(), content.shape[2:], mode="area").clamp(0, 1)
        for mask in masks
    ]
    total = torch.stack(regions).sum(0)
    result = torch.zeros_like(content, dtype=torch.float32)
    for style, region in zip(styles, regions, strict=True):
        own = channel_statistics(content, mask=region)
        aligned = adaptive_instance_normalization(content, style, content_statistics=own)
        result += aligned.float() * (region / total.clamp_min(EPSILON))
    return torch.where(total > EPSILON, result, content.float()).to(content.dtype)


def correlations(features: Tensor, statistics: ChannelStatistics) -> Tensor:
    """How channels go together: the second order of a style.

    Args:
        features: (B, C, H, W).
        statistics: Their own.

    Returns:
        (B, C, C) float32; no gradient reaches the features.
    """
    with torch.no_grad():
        normal = ((features.float() - statistics.mean) / statistics.std).flatten(2)
        found: Tensor = normal @ normal.transpose(1, 2) / normal.shape[2]
        return found


def correlation_root(features: Tensor, statistics: ChannelStatistics) -> Tensor:
    """The symmetric square root of the `correlations` between channels.

    White features that are mixed with it have those correlations (the colouring of Li et al., "Universal style
    transfer via feature transforms", NeurIPS 2017, eq. 3, without the deviations).

    Args:
        features: (B, C, H, W).
        statistics: Their own.

    Returns:
        (B, C, C) float32; no gradient reaches the features.
    """
    return root(correlations(features, statistics))


def root(correlations: Tensor) -> Tensor:
    """The symmetric square root of correlations, (…, C, C) float32; no gradient reaches them."""
    with torch.no_grad():
        return _power(correlations, 0.5)


def inverse_root(correlations: Tensor, floor: float) -> Tensor:
    """The symmetric inverse square root of correlations (…, C, C), of eigenvalues of at least ``floor``."""
    return _power(correlations, -0.5, floor)


def _power(symmetric: Tensor, exponent: float, floor: float = 0.0) -> Tensor:
    with torch.autocast(symmetric.device.type, enabled=False):
        # In float64 and with a little on the diagonal: of matrices that are all but zero LAPACK makes NaN else.
        ridge = 1e-9 * torch.eye(symmetric.shape[-1], dtype=torch.float64, device=symmetric.device)
        values, vectors = torch.linalg.eigh(symmetric.double() + ridge)
        powers = values.clamp_min(floor).pow(exponent)
        result: Tensor = (vectors * powers[..., None, :]) @ vectors.mT
        return result.float()


def _coloured(content: Tensor, style: ChannelStatistics, own: ChannelStatistics) -> Tensor:
    """AdaIN whose normalized channels are mixed: one matrix product, made of both sides' numbers."""
    assert style.colour is not None
    matrix = style.colour * style.std[:, :, 0] / own.std[:, None, :, 0, 0]
    center = own.mean.to(content.dtype)
    shift = style.mean[:, :, 0] - matrix @ (own.mean - center.float())[:, :, 0]
    rows = (content - center).permute(0, 2, 3, 1)
    turned = matrix.transpose(1, 2).to(content.dtype)
    mixed: Tensor = torch.matmul(rows.flatten(1, 2), turned) + shift.transpose(1, 2).to(content.dtype)
    return mixed.reshape(rows.shape).permute(0, 3, 1, 2)


def _moments(features: Tensor) -> tuple[Tensor, Tensor]:
    """Mean and biased variance over height and width, (B, C, 1, 1) float32 each."""
    if torch.is_grad_enabled() and features.requires_grad:
        mean, variance = _Moments.apply(features)  # type: ignore[no-untyped-call]
        return mean, variance
    # Two plain sums; on a CPU, torch's var_mean takes five times as long for channels that lie innermost.
    values = features.float()
    mean = values.mean((2, 3), keepdim=True)
    return mean, (values - mean).square_().mean((2, 3), keepdim=True)


class _Moments(torch.autograd.Function):
    """Mean and variance with a backward of one pass in the features' own dtype and layout.

    Autograd's chain of seven float32 passes cost more than the convolutions around it.
    """

    @staticmethod
    def forward(ctx: Any, features: Tensor) -> tuple[Tensor, Tensor]:
        with torch.no_grad():
            mean, variance = _moments(features)
        ctx.save_for_backward(features, mean)
        return mean, variance

    @staticmethod
    @once_differentiable
    def backward(ctx: Any, to_mean: Tensor, to_variance: Tensor) -> Tensor:
        features, mean = ctx.saved_tensors
        count = features.shape[2] * features.shape[3]
        scale = to_variance * (2 / count)
        shift = to_mean / count - scale * mean
        return torch.addcmul(shift.to(features.dtype), features, scale.to(features.dtype))
