"""A frame's arithmetic between encoder and decoder, on a network that is simple enough to be reckoned by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import torch
from torch.nn import functional

from rtstyle.modeling.adain import ChannelStatistics, channel_statistics
from rtstyle.modeling.network import (
    StylizationNetwork,
    align,
    crop_margin,
    interior_statistics,
    reflect_margin,
    style_code,
    stylize_tensor,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from torch import Tensor

MARGIN, SIDE = 8, 32


class Pyramid(StylizationNetwork):
    """A picture and its half are the features; the condition is what the decoder adds."""

    def __init__(self) -> None:
        super().__init__()
        self.layer_channels = (3, 3)
        self.size_multiple = 2
        self.margin = MARGIN
        self.conditioned: list[Sequence[ChannelStatistics]] = []

    def encode(self, images: Tensor) -> tuple[Tensor, ...]:
        return images, functional.avg_pool2d(images, 2)

    def condition(self, statistics: Sequence[ChannelStatistics]) -> tuple[Tensor, ...]:
        self.conditioned.append(statistics)
        return (statistics[0].mean + 2 * statistics[1].std,)

    def decode(self, features: Sequence[Tensor], condition: Sequence[Tensor]) -> Tensor:
        return features[0] + functional.interpolate(features[1], scale_factor=2.0) + condition[0]


def pictures(count: int = 1, seed: int = 0) -> Tensor:
    return torch.rand((count, 3, SIDE, SIDE), generator=torch.Generator().manual_seed(seed))


@pytest.fixture
def network() -> Pyramid:
    return Pyramid()


@pytest.fixture
def padded(network: Pyramid) -> Tensor:
    return reflect_margin(pictures(), network)


@pytest.fixture
def style(network: Pyramid) -> tuple[ChannelStatistics, ...]:
    return style_code(network, pictures(seed=9) * 3 - 1)


def interior(features: Sequence[Tensor]) -> list[Tensor]:
    return [features[0][..., 8:-8, 8:-8], features[1][..., 4:-4, 4:-4]]


def assert_statistics(
    actual: Sequence[ChannelStatistics], expected: Sequence[ChannelStatistics], tolerance: float = 1e-4
) -> None:
    for one, other in zip(actual, expected, strict=True):
        torch.testing.assert_close(one.mean, other.mean, rtol=tolerance, atol=tolerance)
        torch.testing.assert_close(one.std, other.std, rtol=tolerance, atol=tolerance)


def test_statistics_leave_out_the_margin_at_each_layer_s_own_scale(network: Pyramid) -> None:
    clean = [torch.rand(1, 3, 48, 48), torch.rand(1, 3, 24, 24)]
    soiled = [feature + 100 for feature in clean]
    for feature, inner, border in zip(soiled, interior(clean), (8, 4), strict=True):
        feature[..., border:-border, border:-border] = inner
    measured = interior_statistics(network, soiled, 48)
    assert_statistics(measured, [channel_statistics(inner) for inner in interior(clean)])


def test_aligned_features_have_the_style_s_statistics(
    network: Pyramid, padded: Tensor, style: tuple[ChannelStatistics, ...]
) -> None:
    features = network.encode(padded)
    aligned = align(network, features, style, height=padded.shape[2])
    assert_statistics([channel_statistics(inner) for inner in interior(aligned.features)], style, 1e-2)
    assert_statistics(aligned.own, interior_statistics(network, features, padded.shape[2]))


@pytest.mark.parametrize("strength", [0.0, 0.3, 1.0])
def test_strength_interpolates_between_the_features_and_the_aligned_ones(
    network: Pyramid, padded: Tensor, style: tuple[ChannelStatistics, ...], strength: float
) -> None:
    features = network.encode(padded)
    full = align(network, features, style, height=padded.shape[2])
    for given in (strength, torch.tensor([strength])):
        weaker = align(network, features, style, height=padded.shape[2], strength=given)
        for part, plain, whole in zip(weaker.features, features, full.features, strict=True):
            torch.testing.assert_close(part, plain + (whole - plain) * strength, rtol=1e-4, atol=1e-4)


def test_the_past_is_kept_in_the_statistics_and_in_what_is_aligned(
    network: Pyramid, padded: Tensor, style: tuple[ChannelStatistics, ...]
) -> None:
    features = network.encode(padded)
    measured = interior_statistics(network, features, padded.shape[2])
    past = [ChannelStatistics(layer.mean + 1, layer.std * 2) for layer in measured]
    aligned = align(network, features, style, height=padded.shape[2], past=past, keep=0.75)
    expected = [ChannelStatistics(layer.mean + 0.75, layer.std * 1.75) for layer in measured]
    assert_statistics(aligned.own, expected)
    # What has a smaller spread than is believed of it comes out with a smaller spread.
    for inner, wanted in zip(interior(aligned.features), style, strict=True):
        torch.testing.assert_close(channel_statistics(inner).std, wanted.std / 1.75, rtol=1e-2, atol=1e-2)
    forgotten = align(network, features, style, height=padded.shape[2], past=past, keep=0.0)
    assert_statistics(forgotten.own, measured)


def test_the_condition_is_that_of_what_is_painted_and_is_not_computed_again(
    network: Pyramid, padded: Tensor, style: tuple[ChannelStatistics, ...]
) -> None:
    features, height = network.encode(padded), padded.shape[2]
    known = network.condition(style)
    network.conditioned.clear()
    assert align(network, features, style, height=height, condition=known).condition == known
    assert not network.conditioned
    torch.testing.assert_close(align(network, features, style, height=height).condition, known)
    weaker = align(network, features, style, height=height, strength=0.5, condition=known)
    own = interior_statistics(network, features, height)
    half = (own[0].mean + style[0].mean) / 2 + own[1].std + style[1].std
    torch.testing.assert_close(weaker.condition[0], half)


def test_an_engine_may_measure_its_own_way(
    network: Pyramid, padded: Tensor, style: tuple[ChannelStatistics, ...]
) -> None:
    def nothing(*_: object) -> tuple[ChannelStatistics, ...]:
        return tuple(ChannelStatistics(torch.zeros(1, 3, 1, 1), torch.ones(1, 3, 1, 1)) for _ in range(2))

    features = network.encode(padded)
    aligned = align(network, features, style, height=padded.shape[2], measure=nothing)
    for part, plain, wanted in zip(aligned.features, features, style, strict=True):
        torch.testing.assert_close(part, plain * wanted.std + wanted.mean)


def test_the_plain_way_is_encode_align_decode_without_the_margin(
    network: Pyramid, style: tuple[ChannelStatistics, ...]
) -> None:
    content = pictures(2, seed=4)
    result = stylize_tensor(network, content, style)
    padded = reflect_margin(content, network)
    aligned = align(network, network.encode(padded), style, height=padded.shape[2])
    assert result.shape == content.shape
    torch.testing.assert_close(
        result, crop_margin(network.decode(aligned.features, aligned.condition), network)
    )
    assert not torch.allclose(result[0], result[1])
