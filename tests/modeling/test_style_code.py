"""A style's code: taken apart and put together, mixed, weakened, and how much detail it lets through."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from rtstyle.modeling.adain import ChannelStatistics
from rtstyle.modeling.style_code import StyleCode, blend_code, mix_codes, neutral_modulation

if TYPE_CHECKING:
    from torch import Tensor

quick = settings(deadline=None, max_examples=30)
CHANNELS = ((2, False), (3, True), (4, False), (2, True))


def made(seed: int, batch: int = 1, channels: tuple[tuple[int, bool], ...] = CHANNELS) -> StyleCode:
    generator = torch.Generator().manual_seed(seed)

    def numbers(*shape: int) -> Tensor:
        return torch.randn(batch, *shape, generator=generator)

    layers = tuple(
        ChannelStatistics(numbers(c, 1, 1), numbers(c, 1, 1).abs() + 0.1, numbers(c, c) if coloured else None)
        for c, coloured in channels
    )
    return StyleCode(layers, tuple(numbers(3, 1, 1) for _ in range(4)))


def assert_same(one: StyleCode, other: StyleCode, tolerance: float = 0.0) -> None:
    assert [layer.colour is None for layer in one.layers] == [layer.colour is None for layer in other.layers]
    torch.testing.assert_close(list(one.parts()), list(other.parts()), rtol=tolerance, atol=tolerance)


@quick
@given(
    st.integers(0, 1000),
    st.lists(st.tuples(st.integers(1, 5), st.booleans()), max_size=6).map(tuple),
    st.integers(1, 3),
)
def test_a_code_is_made_of_its_parts(seed: int, channels: tuple[tuple[int, bool], ...], batch: int) -> None:
    code, other = made(seed, batch, channels), made(seed + 1, batch, channels)
    parts = list(code.parts())
    assert len(parts) == sum(3 if coloured else 2 for _, coloured in channels) + 4
    assert_same(other.with_parts(parts), code)


def test_parts_come_layer_by_layer_and_then_the_modulation() -> None:
    mean, std, colour = (
        torch.full((1, 2, 1, 1), 1.0),
        torch.full((1, 2, 1, 1), 2.0),
        torch.full((1, 2, 2), 3.0),
    )
    deeper = ChannelStatistics(mean + 3, std + 3)
    code = StyleCode((ChannelStatistics(mean, std, colour), deeper), (mean + 5, std + 5))
    assert [float(part.mean()) for part in code.parts()] == [1, 2, 3, 4, 5, 6, 7]


def test_every_part_is_changed() -> None:
    code = made(0)
    negative = code.map(torch.neg)
    torch.testing.assert_close(list(negative.parts()), [-part for part in code.parts()])


@pytest.mark.parametrize("weights", [[1.0, 0.0], [7.0, 0.0], [0.0, 0.5]])
def test_a_mixture_of_all_of_one_and_none_of_the_other_is_the_one(weights: list[float]) -> None:
    codes = [made(0), made(1)]
    assert_same(mix_codes(codes, weights), codes[weights.index(0.0) - 1], 1e-6)


@quick
@given(st.lists(st.floats(0.1, 100), min_size=1, max_size=5))
def test_a_mixture_is_the_weighted_mean_of_every_part(weights: list[float]) -> None:
    codes = [made(seed) for seed in range(len(weights))]
    shares = [weight / sum(weights) for weight in weights]
    expected = [
        torch.stack([part.double() * share for part, share in zip(parts, shares, strict=True)]).sum(0).float()
        for parts in zip(*(code.parts() for code in codes), strict=True)
    ]
    torch.testing.assert_close(list(mix_codes(codes, weights).parts()), expected, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("weights", [[], [1.0], [1.0, -0.5], [0.0, 0.0], [float("nan"), 1.0]])
def test_a_mixture_needs_one_sensible_weight_a_style(weights: list[float]) -> None:
    with pytest.raises(ValueError, match="mixing takes one weight a style"):
        mix_codes([made(0), made(1)], weights)


def test_codes_of_different_networks_do_not_mix() -> None:
    with pytest.raises(ValueError, match="zip"):
        mix_codes([made(0), made(1, channels=CHANNELS[:2])], [1.0, 1.0])


def own_statistics() -> tuple[ChannelStatistics, ...]:
    return tuple(layer._replace(colour=None) for layer in made(9).layers)


def test_without_strength_a_code_is_the_content_s_own_and_the_decoder_is_plain() -> None:
    own, style = own_statistics(), made(0)
    blend = blend_code(own, style, 0.0)
    for layer, content, wanted in zip(blend.layers, own, style.layers, strict=True):
        torch.testing.assert_close((layer.mean, layer.std), (content.mean, content.std))
        if wanted.colour is None:
            assert layer.colour is None
        else:
            torch.testing.assert_close(layer.colour, torch.eye(len(layer.mean[0]))[None])
    assert [factor.unique().tolist() for factor in blend.modulation] == [[1.0], [0.0], [1.0], [0.0]]


def test_with_full_strength_a_code_is_the_style() -> None:
    style = made(0)
    assert_same(blend_code(own_statistics(), style, 1.0), style, 1e-6)


@quick
@given(st.floats(0, 1))
def test_strength_is_linear_in_every_part(strength: float) -> None:
    own, style = own_statistics(), made(0)
    ends = blend_code(own, style, 0.0), blend_code(own, style, 1.0)
    expected = [
        nothing + (everything - nothing) * strength
        for nothing, everything in zip(*(end.parts() for end in ends), strict=True)
    ]
    for given_strength in (strength, torch.tensor([strength])):
        parts = list(blend_code(own, style, given_strength).parts())
        torch.testing.assert_close(parts, expected, rtol=1e-4, atol=1e-5)


def test_a_neutral_modulation_leaves_convolutions_as_they_are() -> None:
    given_factors = [torch.randn(2, 5, 1, 1, dtype=torch.float16) for _ in range(4)]
    neutral = neutral_modulation(given_factors)
    assert [factor.unique().tolist() for factor in neutral] == [[1.0], [0.0], [1.0], [0.0]]
    assert all(factor.shape == (2, 5, 1, 1) and factor.dtype == torch.float16 for factor in neutral)
    assert neutral_modulation(()) == ()


@pytest.mark.parametrize("detail", [0.0, 0.4, 1.0])
def test_detail_scales_the_layers_that_carry_it_and_no_others(detail: float) -> None:
    code = made(0)
    scaled = code.with_detail((0, 2), detail)
    for index, (layer, before) in enumerate(zip(scaled.layers, code.layers, strict=True)):
        factor = detail if index in {0, 2} else 1.0
        torch.testing.assert_close((layer.mean, layer.std), (before.mean * factor, before.std * factor))
        assert layer.colour is before.colour
    assert scaled.modulation is code.modulation


def test_each_picture_may_have_a_detail_of_its_own() -> None:
    code, detail = made(0, batch=3), torch.tensor([0.0, 0.5, 1.0]).view(3, 1, 1, 1)
    scaled = code.with_detail((1,), detail)
    for number, factor in enumerate((0.0, 0.5, 1.0)):
        torch.testing.assert_close(scaled.layers[1].std[number], code.layers[1].std[number] * factor)
        torch.testing.assert_close(scaled.layers[1].mean[number], code.layers[1].mean[number] * factor)


@quick
@given(st.integers(0, 2**20), st.floats(0, 1), st.floats(0.1, 5))
def test_arrays_and_tensors_give_the_same(seed: int, share: float, weight: float) -> None:
    one, other = made(seed), made(seed + 1)
    plain = one._replace(layers=tuple(layer._replace(colour=None) for layer in one.layers))
    one, other = (code._replace(palette=torch.full((1, 4, 3), share)) for code in (one, other))

    def results(one: StyleCode, other: StyleCode, plain: StyleCode) -> list[StyleCode]:
        return [
            mix_codes([one, other, plain._replace(palette=one.palette)], [weight, 1, share]),
            blend_code(plain.layers, one, share),
            one.plus(other),
            one.with_detail((0, 2), share),
        ]

    in_arrays = results(*(code.converted(np.asarray) for code in (one, other, plain)))
    for found, wanted in zip(in_arrays, results(one, other, plain), strict=True):
        assert all(isinstance(part, np.ndarray) and part.dtype == np.float32 for part in found.parts())
        assert_same(found.converted(torch.from_numpy), wanted, tolerance=1e-6)
        assert (found.palette is None) == (wanted.palette is None)
    np.testing.assert_allclose(in_arrays[0].palette, share, rtol=1e-5)
