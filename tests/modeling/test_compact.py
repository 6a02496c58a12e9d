"""The compact network: what engines rely on, for the shape that ships and for others."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch.nn import functional

from rtstyle.modeling.compact import CompactNetwork, _halved, _twice
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
    from torch import Tensor

    from rtstyle.modeling.style_code import StyleCode


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
    content = pictures(48, 80, count=2)
    features = network.encode(content)
    assert tuple(feature.shape[1] for feature in features) == network.layer_channels
    scales = [2, 4, 4, 8, 8, 16]
    assert [tuple(feature.shape[2:]) for feature in features] == [(48 // s, 80 // s) for s in scales]
    target = style_code(network, pictures(64, 64, 1))
    assert stylize_tensor(network, content, target).shape == content.shape


def painted(network: CompactNetwork, content: Tensor, target: StyleCode, margin: int) -> Tensor:
    """The picture, with a margin of so many pixels and the statistics of the picture as the engine takes them."""
    usual = reflect_margin(content, network)
    own = interior_statistics(network, network.encode(usual), usual.shape[2])
    padded = functional.pad(content, [margin] * 4, mode="reflect")
    aligned = align(network, network.encode(padded), target, height=padded.shape[2], measure=lambda *_: own)
    return without_border(network.decode(aligned.features, aligned.modulation), margin)


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
    picture = without_border(half.decode(aligned.features, aligned.modulation), network.margin)
    assert picture.dtype == torch.float32
    assert (picture - stylize_tensor(network, content, target)).abs().mean() < 0.01


def random_network(seed: int = 0) -> CompactNetwork:
    """A small network as if it were trained: nothing of it is zero."""
    torch.manual_seed(seed)
    network = CompactNetwork((8, 8, 12, 12), modulator_width=16).eval().requires_grad_(False)
    for parameter in (network.narrow_sixteenth.weight, network.grain_eighth.weight, *network.bases):
        torch.nn.init.normal_(parameter, std=0.3)
    torch.nn.init.normal_(network.modulator.out.weight, std=0.05)
    torch.nn.init.constant_(network.gates, 0.5)
    return network


@torch.inference_mode()
@settings(max_examples=12, deadline=None)
@given(st.integers(2, 9), st.integers(2, 9), st.integers(1, 2))
def test_any_multiple_of_its_own_comes_out_as_large(height: int, width: int, batch: int) -> None:
    network = random_network()
    multiple = network.size_multiple
    content = torch.rand(batch, 3, height * multiple, width * multiple)
    target = style_code(network, torch.rand(1, 3, 2 * multiple, 3 * multiple))
    result = stylize_tensor(network, content, target)
    assert result.shape == content.shape
    assert result.isfinite().all()


@torch.inference_mode()
def test_the_rest_of_a_level_is_the_mean_in_squares_of_four(network: CompactNetwork) -> None:
    half, rest, quarter, quarter_rest, _, _ = network.encode(pictures(64, 96))
    for level, coarser in ((half, rest), (quarter, quarter_rest)):
        means = level.unfold(2, 2, 2).unfold(3, 2, 2).mean((4, 5))
        torch.testing.assert_close(coarser, means, rtol=1e-4, atol=1e-5)


@torch.inference_mode()
def test_smooth_pictures_have_no_detail_but_at_their_borders(network: CompactNetwork) -> None:
    ramp = torch.linspace(0, 1, 64).view(1, 1, 1, 64).expand(1, 3, 64, 64)
    detail = ramp - _twice(_halved(ramp))
    assert detail[..., 1:-1].abs().max() < 1e-5
    textured = pictures(64, 64) + 0.3 * torch.randn(1, 3, 64, 64, generator=torch.Generator().manual_seed(1))
    levels = [network.encode(image)[:2] for image in (textured, ramp)]
    fine, coarse = ((level - _twice(rest))[..., 4:-4, 4:-4] for level, rest in levels)
    assert fine.std() > 5 * coarse.std()


@torch.inference_mode()
def test_without_detail_nothing_that_the_detail_layers_carry_reaches_the_picture() -> None:
    network = random_network()
    padded = reflect_margin(pictures(64, 64, 1), network)
    target = style_code(network, pictures(64, 64, 2))
    features = network.encode(padded)
    noise = torch.Generator().manual_seed(3)
    for index in range(len(features)):
        changed = list(features)
        changed[index] = features[index] + torch.randn(features[index].shape, generator=noise)
        for detail in (0.0, 0.5):
            code = target.with_detail(network.detail_layers, detail)
            plain, other = (
                network.decode(aligned.features, aligned.modulation)
                for aligned in (align(network, f, code, height=padded.shape[2]) for f in (features, changed))
            )
            expected = detail == 0 and index in network.detail_layers
            assert torch.allclose(plain, other, atol=1e-6) == expected


@torch.inference_mode()
def test_less_detail_leaves_less_of_the_photograph(network: CompactNetwork) -> None:
    content = pictures(128, 128, 1)
    noise = 0.2 * torch.randn(content.shape, generator=torch.Generator().manual_seed(4))
    target = style_code(network, pictures(128, 128, 2))

    def answer(detail: float) -> float:
        code = target.with_detail(network.detail_layers, detail)
        first, second = (stylize_tensor(network, (content + n).clamp(0, 1), code) for n in (noise, -noise))
        return float((first - second).abs().mean())

    assert answer(0.0) < answer(0.5) < answer(1.0)


@torch.inference_mode()
def test_grain_lies_where_it_lies_whatever_the_picture_and_its_size() -> None:
    network, again = random_network(), random_network()
    small, large = (network._grain_like(torch.zeros(1, 12, *size)) for size in ((7, 120), (210, 193)))
    assert torch.equal(small, large[:, :, :7, :120])
    assert torch.equal(small, again._grain_like(torch.ones(2, 12, 7, 120)))
    assert large.shape == (1, 12, 210, 193)
    # It repeats, but not before a field's end.
    assert torch.equal(large[:, :, 96:192, 96:192], large[:, :, :96, :96])
    assert small.std() > 0.1
    assert not torch.allclose(large[:, :, :48, :48], large[:, :, 48:96, 48:96], atol=0.1)


@torch.inference_mode()
def test_grain_gives_a_plain_wall_something_to_begin_with() -> None:
    network = random_network()
    target = style_code(network, pictures(64, 64, 2))
    wall = torch.full((1, 3, 288, 288), 0.5)

    def inside() -> Tensor:
        """The same place of each tile, far from the borders."""
        return stylize_tensor(network, wall, target)[..., 112:-112:16, 112:-112:16]

    grained = inside()
    assert torch.equal(grained, inside())
    network.grain_eighth.weight.zero_()
    assert grained.std((2, 3)).mean() > 10 * inside().std((2, 3)).mean()


def test_the_grain_is_no_part_of_the_weights() -> None:
    first, second = CompactNetwork((8, 8, 8, 8)), CompactNetwork((8, 8, 8, 8))
    assert torch.equal(first.grain, second.grain)
    assert "grain" not in first.state_dict()


@torch.inference_mode()
def test_what_is_new_begins_by_adding_nothing() -> None:
    torch.manual_seed(0)
    network = CompactNetwork((8, 8, 12, 12), modulator_width=16).eval()
    features = network.encode(pictures(64, 64))
    modulation = style_code(network, pictures(64, 64, 1)).modulation
    before = network.decode(features, modulation)
    network.grain.mul_(3)
    assert torch.equal(network.decode((*features[:-1], features[-1] + 1), modulation), before)
    assert all(torch.equal(f, torch.full_like(f, 1.0 - i % 2)) for i, f in enumerate(modulation))


@torch.inference_mode()
def test_every_level_has_its_own_modulation() -> None:
    network = random_network()
    features = network.encode(pictures(64, 64))
    modulation = style_code(network, pictures(64, 64, 1)).modulation
    channels = [12] * 8 + [8] * 4 + [8] * 4 + [12] * 4
    assert [factor.shape[1] for factor in modulation] == channels
    before = network.decode(features, modulation)
    for index in range(len(modulation)):
        changed = [factor + 0.5 if i == index else factor for i, factor in enumerate(modulation)]
        assert not torch.equal(network.decode(features, changed), before)


@torch.inference_mode()
def test_the_modulation_is_read_off_the_levels_and_does_not_know_of_detail() -> None:
    network = random_network()
    layers = style_code(network, pictures(64, 64, 1)).layers
    usual = network.condition(layers)
    for index in range(len(layers)):
        changed = [
            other._replace(mean=other.mean + 1) if i == index else other for i, other in enumerate(layers)
        ]
        same = all(torch.equal(a, b) for a, b in zip(network.condition(changed), usual, strict=True))
        assert same == (index in {1, 3})
    code = style_code(network, pictures(64, 64, 1))
    assert code.with_detail(network.detail_layers, 0.2).modulation is code.modulation
