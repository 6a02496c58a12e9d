"""The compact network: what engines rely on, for the shape that ships and for others."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

import pytest
import torch
from torch.nn import functional

from rtstyle.modeling.compact import CompactNetwork
from rtstyle.modeling.network import (
    align,
    interior_statistics,
    reflect_margin,
    style_code,
    stylize_tensor,
    without_border,
)
from rtstyle.modeling.registry import load_network

if TYPE_CHECKING:
    from collections.abc import Sequence

    from torch import Tensor

    from rtstyle.modeling.adain import ChannelStatistics


def pictures(height: int, width: int, seed: int = 0, count: int = 1) -> Tensor:
    coarse = torch.rand((count, 3, height // 8, width // 8), generator=torch.Generator().manual_seed(seed))
    return functional.interpolate(coarse, scale_factor=8, mode="bicubic").clamp(0, 1)


@pytest.fixture(scope="module")
def network() -> CompactNetwork:
    loaded = load_network("compact")
    assert isinstance(loaded, CompactNetwork)
    return loaded


@torch.inference_mode()
def test_features_and_pictures_have_the_promised_shapes(network: CompactNetwork) -> None:
    content = pictures(48, 72, count=2)
    features = network.encode(content)
    assert tuple(feature.shape[1] for feature in features) == network.layer_channels
    heights = [feature.shape[2] for feature in features]
    assert heights == sorted(heights, reverse=True)
    assert all(
        48 % height == 0 and feature.shape[0] == 2 for height, feature in zip(heights, features, strict=True)
    )
    target = style_code(network, pictures(64, 64, 1))
    assert stylize_tensor(network, content, target).shape == content.shape


def painted(
    network: CompactNetwork, content: Tensor, target: Sequence[ChannelStatistics], margin: int
) -> Tensor:
    """The picture, with a margin of so many pixels and the statistics of the picture as the engine takes them."""
    usual = reflect_margin(content, network)
    own = interior_statistics(network, network.encode(usual), usual.shape[2])
    padded = functional.pad(content, [margin] * 4, mode="reflect")
    aligned = align(network, network.encode(padded), target, height=padded.shape[2], measure=lambda *_: own)
    return without_border(network.decode(aligned.features, aligned.condition), margin)


@torch.inference_mode()
def test_the_margin_keeps_the_borders_out_of_the_picture(network: CompactNetwork) -> None:
    content, target = pictures(160, 160, 2), style_code(network, pictures(64, 64, 1))
    expected = painted(network, content, target, 96)
    errors = [
        float((painted(network, content, target, margin) - expected).abs().mean())
        for margin in (0, network.margin)
    ]
    assert errors[1] < 4 / 255
    assert errors[1] < errors[0] / 3


@torch.inference_mode()
def test_a_picture_depends_on_content_and_style(network: CompactNetwork) -> None:
    first, second = pictures(64, 64, 3), pictures(64, 64, 4)
    one, other = (style_code(network, pictures(64, 64, seed)) for seed in (5, 6))
    paintings = [stylize_tensor(network, c, s) for c in (first, second) for s in (one, other)]
    for i, painting in enumerate(paintings):
        assert painting.isfinite().all()
        for another in paintings[i + 1 :]:
            assert (painting - another).abs().mean() > 0.01


@torch.inference_mode()
def test_weights_tell_the_shape_of_their_network(network: CompactNetwork) -> None:
    built = CompactNetwork.shaped_like(network.state_dict())
    assert {k: v.shape for k, v in built.state_dict().items()} == {
        k: v.shape for k, v in network.state_dict().items()
    }
    assert isinstance(CompactNetwork.shaped_like({}), CompactNetwork)
    assert isinstance(CompactNetwork.shaped_like({"stem.bias": torch.zeros(10_000)}), CompactNetwork)


@torch.inference_mode()
def test_half_precision_paints_the_same_picture(network: CompactNetwork) -> None:
    content, target = pictures(64, 64, 7), style_code(network, pictures(64, 64, 8))
    half = copy.deepcopy(network).to(torch.bfloat16)
    padded = reflect_margin(content, network)
    aligned = align(network, half.encode(padded.bfloat16()), target, height=padded.shape[2])
    assert {feature.dtype for feature in aligned.features} == {torch.bfloat16}
    picture = without_border(half.decode(aligned.features, aligned.condition), network.margin)
    assert picture.dtype == torch.float32
    assert (picture - stylize_tensor(network, content, target)).abs().mean() < 0.01
