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
    empty_code,
    interior_statistics,
    reflect_margin,
    style_code,
    stylize_tensor,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from torch import Tensor

    from rtstyle.modeling.style_code import StyleCode

MARGIN, SIDE = 8, 32


class Pyramid(StylizationNetwork):
    """A picture and its half are the features; the modulation scales the one and is added to the other."""

    def __init__(self) -> None:
        super().__init__()
        self.layer_channels = (3, 3)
        self.size_multiple = 2
        self.margin = MARGIN
        self.coloured_layers = (1,)
        self.conditioned: list[Sequence[ChannelStatistics]] = []
        self.basis = torch.nn.Parameter(
            torch.tensor([[1.0, 0.5, 0.0], [0.0, 2.0, 0.0], [-1.0, 0.0, 1.0]]), requires_grad=False
        )

    def encode(self, images: Tensor) -> tuple[Tensor, ...]:
        return images, functional.avg_pool2d(images, 2)

    def colour(self, layer: int, root: Tensor) -> Tensor:
        assert layer == 1
        return root @ self.basis

    def condition(self, statistics: Sequence[ChannelStatistics]) -> tuple[Tensor, ...]:
        self.conditioned.append(statistics)
        return statistics[0].mean + 2, 2 * statistics[1].std

    def decode(self, features: Sequence[Tensor], condition: Sequence[Tensor]) -> Tensor:
        scale, shift = condition
        return features[0] * scale + functional.interpolate(features[1], scale_factor=2.0) + shift


def pictures(count: int = 1, seed: int = 0) -> Tensor:
    return torch.rand((count, 3, SIDE, SIDE), generator=torch.Generator().manual_seed(seed))


@pytest.fixture
def network() -> Pyramid:
    return Pyramid()


@pytest.fixture
def padded(network: Pyramid) -> Tensor:
    return reflect_margin(pictures(), network)


@pytest.fixture
def style(network: Pyramid) -> StyleCode:
    code = style_code(network, pictures(seed=9) * 3 - 1)
    network.conditioned.clear()
    return code


def interior(features: Sequence[Tensor]) -> list[Tensor]:
    return [features[0][..., 8:-8, 8:-8], features[1][..., 4:-4, 4:-4]]


def plain(style: StyleCode) -> StyleCode:
    """The style without its colours, as in the paper."""
    return style._replace(layers=tuple(layer._replace(colour=None) for layer in style.layers))


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
    network: Pyramid, padded: Tensor, style: StyleCode
) -> None:
    features = network.encode(padded)
    aligned = align(network, features, plain(style), height=padded.shape[2])
    assert_statistics(
        [channel_statistics(inner) for inner in interior(aligned.features)], plain(style).layers, 1e-2
    )
    assert_statistics(aligned.own, interior_statistics(network, features, padded.shape[2]))


@pytest.mark.parametrize("strength", [0.0, 0.3, 1.0])
def test_strength_interpolates_between_the_features_and_the_aligned_ones(
    network: Pyramid, padded: Tensor, style: StyleCode, strength: float
) -> None:
    features = network.encode(padded)
    if 0 < strength < 1:  # with colours, the way between is bent a little: deviations and colours both move
        style = plain(style)
    full = align(network, features, style, height=padded.shape[2])
    for given in (strength, torch.tensor([strength])):
        weaker = align(network, features, style, height=padded.shape[2], strength=given)
        for part, bare, whole in zip(weaker.features, features, full.features, strict=True):
            torch.testing.assert_close(part, bare + (whole - bare) * strength, rtol=1e-4, atol=1e-4)


def test_the_past_is_kept_in_the_statistics_and_in_what_is_aligned(
    network: Pyramid, padded: Tensor, style: StyleCode
) -> None:
    features = network.encode(padded)
    measured = interior_statistics(network, features, padded.shape[2])
    past = [ChannelStatistics(layer.mean + 1, layer.std * 2) for layer in measured]
    style = plain(style)
    aligned = align(network, features, style, height=padded.shape[2], past=past, keep=0.75)
    expected = [ChannelStatistics(layer.mean + 0.75, layer.std * 1.75) for layer in measured]
    assert_statistics(aligned.own, expected)
    # What has a smaller spread than is believed of it comes out with a smaller spread.
    for inner, wanted in zip(interior(aligned.features), style.layers, strict=True):
        torch.testing.assert_close(channel_statistics(inner).std, wanted.std / 1.75, rtol=1e-2, atol=1e-2)
    forgotten = align(network, features, style, height=padded.shape[2], past=past, keep=0.0)
    assert_statistics(forgotten.own, measured)


def test_a_code_holds_statistics_colours_and_what_the_network_guesses_from_them(network: Pyramid) -> None:
    images = pictures(2, seed=9) * torch.tensor([1.0, 2.0, 3.0]).view(3, 1, 1)
    code = style_code(network, images)
    assert [layer.colour is None for layer in code.layers] == [True, False]
    (given,) = network.conditioned
    torch.testing.assert_close(list(code.modulation), [given[0].mean + 2, 2 * given[1].std])
    padded = reflect_margin(images, network)
    assert_statistics(code.layers, interior_statistics(network, network.encode(padded), padded.shape[2]))
    # The root, times the basis: with the basis taken away again, its square is the correlations.
    colour = code.layers[1].colour
    assert colour is not None
    root = colour @ network.basis.inverse()
    small = functional.avg_pool2d(images, 2)
    for each, picture in zip(root @ root, small, strict=True):
        torch.testing.assert_close(each, torch.corrcoef(picture.flatten(1)), rtol=1e-2, atol=1e-2)


def test_an_empty_code_has_the_structure_of_any_other_and_changes_nothing(
    network: Pyramid, padded: Tensor, style: StyleCode
) -> None:
    empty = empty_code(network)
    assert [part.shape for part in empty.parts()] == [part.shape for part in style.parts()]
    aligned = align(network, network.encode(padded), empty, height=padded.shape[2])
    for features, usual in zip(
        aligned.features,
        align(network, network.encode(padded), plain(empty), height=48).features,
        strict=True,
    ):
        torch.testing.assert_close(features, usual, rtol=1e-5, atol=1e-5)
    assert [float(factor.mean()) for factor in empty.modulation] == [1.0, 0.0]
    assert network.to("meta").conditioned
    assert {part.device.type for part in empty_code(network).parts()} == {"meta"}


@pytest.mark.parametrize(("strength", "expected"), [(None, 1.0), (0.0, 0.0), (0.3, 0.3), (1.0, 1.0)])
def test_the_modulation_goes_with_the_strength_and_is_not_guessed_again(
    network: Pyramid, padded: Tensor, style: StyleCode, strength: float | None, expected: float
) -> None:
    aligned = align(network, network.encode(padded), style, height=padded.shape[2], strength=strength)
    assert not network.conditioned
    scale, shift = style.modulation
    torch.testing.assert_close(
        list(aligned.modulation), [1 + (scale - 1) * expected, shift * expected], rtol=1e-5, atol=1e-6
    )


def test_an_engine_may_measure_its_own_way(network: Pyramid, padded: Tensor, style: StyleCode) -> None:
    def nothing(*_: object) -> tuple[ChannelStatistics, ...]:
        return tuple(ChannelStatistics(torch.zeros(1, 3, 1, 1), torch.ones(1, 3, 1, 1)) for _ in range(2))

    features = network.encode(padded)
    aligned = align(network, features, plain(style), height=padded.shape[2], measure=nothing)
    for part, bare, wanted in zip(aligned.features, features, style.layers, strict=True):
        torch.testing.assert_close(part, bare * wanted.std + wanted.mean)


def test_the_plain_way_is_encode_align_decode_without_the_margin(network: Pyramid, style: StyleCode) -> None:
    content = pictures(2, seed=4)
    result = stylize_tensor(network, content, style)
    padded = reflect_margin(content, network)
    aligned = align(network, network.encode(padded), style, height=padded.shape[2])
    assert result.shape == content.shape
    torch.testing.assert_close(
        result, crop_margin(network.decode(aligned.features, aligned.modulation), network)
    )
    assert not torch.allclose(result[0], result[1])
