"""What the network that is trained paints in one step."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import torch
from torch import Tensor

from rtstyle.modeling import losses
from rtstyle.modeling.adain import ChannelStatistics, adaptive_instance_normalization
from rtstyle.modeling.network import crop_margin, interior_statistics, reflect_margin, style_code
from rtstyle.modeling.style_code import neutral_modulation
from rtstyle.training.palettes import in_palettes

if TYPE_CHECKING:
    from rtstyle.modeling.losses import LossWeights
    from rtstyle.modeling.network import StylizationNetwork
    from rtstyle.training.pool import Batch


class Painted(NamedTuple):
    """Pictures of a step, (…, 3, H, W) float32, about [0, 1].

    Attributes:
        result: The stylized batch.
        identity: A quarter of it in its own style; none where that counts for nothing.
        second: Half of it as the next frame of a video would show it; likewise.
        expected: What `second` should look like.
        detail: How much of each content's detail passed, (B, 1, 1, 1) in [0, 1].
    """

    result: Tensor
    identity: Tensor
    second: Tensor
    expected: Tensor
    detail: Tensor


def paint(
    network: StylizationNetwork, batch: Batch, weights: LossWeights, generator: torch.Generator
) -> Painted:
    """All of the network's own work in one encoding and one decoding.

    Args:
        network: That is trained.
        batch: Its pairs.
        weights: What counts for nothing is not painted.
        generator: Of motion, noise, and how much detail passes; on the network's device.
    """
    count = len(batch.content)
    same = max(1, count // 4) if weights.identity else 0
    again = count // 2 if weights.consistency else 0
    grid = losses.random_warp(batch.content[:again].shape, generator) if again else None
    contents = in_palettes(batch.content, batch.style)
    if grid is not None:
        moved = losses.disturb(losses.warp(contents[count - again :], grid), generator)
        contents = torch.cat([contents, moved])
    padded = reflect_margin(contents.contiguous(memory_format=torch.channels_last), network)
    features = network.encode(padded)
    own = interior_statistics(network, features, padded.shape[2])
    # More often much of it than little.
    detail = torch.rand(count, 1, 1, 1, generator=generator, device=generator.device).sqrt()
    styles = style_code(network, batch.style).with_detail(network.detail_layers, detail)

    def arrange(of_contents: Tensor) -> Tensor:
        return torch.cat([of_contents[:count], of_contents[:same], of_contents[count:]])

    target = [
        _side_by_side(style, content, same, count - again)
        for style, content in zip(styles.layers, own, strict=True)
    ]
    aligned = [
        adaptive_instance_normalization(
            arrange(feature),
            style,
            content_statistics=ChannelStatistics(arrange(content.mean), arrange(content.std)),
        )
        for feature, style, content in zip(features, target, own, strict=True)
    ]
    # A picture in its own style is painted by the plain decoder, which is where strength 0 leads.
    modulation = [
        torch.cat([factor, neutral[:same], factor[count - again :]])
        for factor, neutral in zip(styles.modulation, neutral_modulation(styles.modulation), strict=True)
    ]
    pictures = crop_margin(network.decode(aligned, modulation), network).float()
    result, identity, second = torch.split(pictures, [count, same, again])
    expected = losses.warp(result[count - again :], grid) if grid is not None else second
    return Painted(result, identity, second, expected, detail)


def _side_by_side(
    style: ChannelStatistics, content: ChannelStatistics, same: int, again: int
) -> ChannelStatistics:
    """Targets of a batch in its styles, of its first pictures in their own style, and of its last ones once more."""
    colour = None
    if style.colour is not None:
        plain = torch.eye(style.colour.shape[1], device=style.colour.device).expand(same, -1, -1)
        colour = torch.cat([style.colour, plain, style.colour[again:]])
    return ChannelStatistics(
        torch.cat([style.mean, content.mean[:same], style.mean[again:]]),
        torch.cat([style.std, content.std[:same], style.std[again:]]),
        colour,
    )
