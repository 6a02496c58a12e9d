"""AdaIN against a plain float64 reference in NumPy."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from rtstyle.modeling.adain import (
    EPSILON,
    ChannelStatistics,
    adaptive_instance_normalization,
    channel_statistics,
    spatial_adaptive_instance_normalization,
)
from rtstyle.modeling.style_code import blend_statistics, mix_statistics

shapes = st.tuples(st.integers(1, 3), st.integers(1, 5), st.integers(1, 17), st.integers(1, 17))
seeds = st.integers(0, 2**31 - 1)
dtypes = st.sampled_from([torch.float32, torch.bfloat16, torch.float16])
quick = settings(deadline=None, max_examples=40)


def features_of(shape: tuple[int, ...], seed: int, dtype: torch.dtype = torch.float32) -> torch.Tensor:
    """Channels of very different scale and offset, as a network's are."""
    random = np.random.default_rng(seed)
    scale = 10.0 ** random.uniform(-1, 1.5, (shape[0], shape[1], 1, 1))
    values = scale * (random.normal(size=shape) + random.uniform(-3, 3, scale.shape))
    return torch.tensor(values, dtype=dtype)


def statistics_of(channels: int, seed: int, batch: int = 1) -> ChannelStatistics:
    return channel_statistics(features_of((batch, channels, 6, 7), seed))


def float64(tensor: torch.Tensor) -> np.ndarray:
    return tensor.double().numpy()


def reference_statistics(
    values: np.ndarray, weight: np.ndarray | None = None
) -> tuple[np.ndarray, np.ndarray]:
    weight = np.ones((1, 1, *values.shape[2:])) if weight is None else weight
    area = weight.sum((2, 3), keepdims=True)
    mean = (values * weight).sum((2, 3), keepdims=True) / area
    variance = ((values - mean) ** 2 * weight).sum((2, 3), keepdims=True) / area
    return mean, np.sqrt(variance + 1e-5)


def reference_adain(
    values: np.ndarray, mean: np.ndarray, std: np.ndarray, weight: np.ndarray | None = None
) -> np.ndarray:
    own_mean, own_std = reference_statistics(values, weight)
    return (values - own_mean) / own_std * std + mean


def assert_near(actual: torch.Tensor, expected: np.ndarray, tolerance: float = 1e-4) -> None:
    scale = max(1.0, float(np.abs(expected).max()))
    np.testing.assert_allclose(float64(actual), expected, rtol=tolerance, atol=tolerance * scale)


def rounding(content: torch.Tensor, style: ChannelStatistics, mask: torch.Tensor | None = None) -> float:
    """What float32 leaves of an affine map that subtracts two large numbers: nearly flat channels are stretched."""
    _, std = channel_statistics(content, mask=mask)[:2]
    largest = content.abs().amax((2, 3), keepdim=True)
    return 2e-4 + 1e-6 * float((largest * style.std / std).max())


@quick
@given(shapes, seeds, dtypes)
def test_statistics_are_the_reference_s(shape: tuple[int, ...], seed: int, dtype: torch.dtype) -> None:
    features = features_of(shape, seed, dtype)
    mean, std = channel_statistics(features)[:2]
    expected_mean, expected_std = reference_statistics(float64(features))
    assert mean.dtype == std.dtype == torch.float32
    assert mean.shape == std.shape == (*shape[:2], 1, 1)
    assert_near(mean, expected_mean, 1e-5)
    assert_near(std, expected_std, 1e-4)


def test_variance_is_the_biased_one() -> None:
    _, std = channel_statistics(torch.tensor([[[[1.0, 3.0]]]]))[:2]
    assert std.item() == pytest.approx((1.0 + 1e-5) ** 0.5, abs=1e-6)


@pytest.mark.parametrize("dtype", [torch.bfloat16, torch.float16])
def test_half_precision_is_accumulated_in_float32(dtype: torch.dtype) -> None:
    # 256 x 256 values around 4: a float16 sum overflows, a bfloat16 sum stops growing after a few hundred.
    features = features_of((1, 2, 256, 256), 1).div(30).add(4).to(dtype)
    expected_mean, expected_std = reference_statistics(float64(features))
    mean, std = channel_statistics(features)[:2]
    assert_near(mean, expected_mean, 1e-5)
    assert_near(std, expected_std, 1e-4)


@quick
@given(shapes, seeds, st.booleans())
def test_masked_statistics_are_the_reference_s(shape: tuple[int, ...], seed: int, shared: bool) -> None:
    features = features_of(shape, seed)
    mask = torch.rand(1 if shared else shape[0], 1, *shape[2:], generator=torch.Generator().manual_seed(seed))
    mask[..., 0, 0] = 1
    mean, std = channel_statistics(features, mask=mask)[:2]
    expected_mean, expected_std = reference_statistics(float64(features), float64(mask))
    assert_near(mean, expected_mean)
    assert_near(std, expected_std)


def test_a_mask_hides_what_is_outside() -> None:
    features = features_of((1, 3, 8, 8), 2)
    mask = torch.zeros(1, 1, 8, 8)
    mask[..., :3] = 1
    poisoned = features.clone()
    poisoned[..., 3:] = 1e4
    inside, expected = channel_statistics(poisoned, mask=mask), channel_statistics(features[..., :3])
    torch.testing.assert_close(inside, expected, rtol=1e-4, atol=1e-4)


def test_an_empty_region_has_mean_zero_and_the_smallest_deviation() -> None:
    mean, std = channel_statistics(features_of((2, 3, 4, 5), 3), mask=torch.zeros(1, 1, 4, 5))[:2]
    assert not mean.any()
    torch.testing.assert_close(std, torch.full_like(std, EPSILON**0.5))


@quick
@given(shapes, seeds, st.booleans())
def test_adain_is_the_reference_s(shape: tuple[int, ...], seed: int, shared: bool) -> None:
    content = features_of(shape, seed)
    style = statistics_of(shape[1], seed + 1, batch=1 if shared else shape[0])
    expected = reference_adain(float64(content), float64(style.mean), float64(style.std))
    assert_near(adaptive_instance_normalization(content, style), expected, rounding(content, style))


@quick
@given(seeds)
def test_the_result_has_the_statistics_of_the_style(seed: int) -> None:
    style = statistics_of(4, seed + 1)
    result = channel_statistics(adaptive_instance_normalization(features_of((1, 4, 12, 9), seed), style))
    torch.testing.assert_close(result.mean, style.mean, rtol=1e-3, atol=1e-3)
    torch.testing.assert_close(result.std, style.std, rtol=1e-3, atol=1e-3)


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16, torch.float16])
@pytest.mark.parametrize("layout", [torch.contiguous_format, torch.channels_last])
def test_dtype_and_layout_are_the_content_s(dtype: torch.dtype, layout: torch.memory_format) -> None:
    content = features_of((2, 4, 10, 6), 4).clamp(-20, 20).to(dtype).contiguous(memory_format=layout)
    style = statistics_of(4, 5)
    result = adaptive_instance_normalization(content, style)
    assert result.dtype == dtype
    assert result.is_contiguous(memory_format=layout)
    expected = reference_adain(float64(content), float64(style.mean), float64(style.std))
    assert_near(result, expected, {torch.float32: 1e-4, torch.bfloat16: 3e-2, torch.float16: 4e-3}[dtype])


def test_known_content_statistics_are_used_instead_of_measured_ones() -> None:
    content, own, style = features_of((1, 3, 5, 5), 6), statistics_of(3, 7), statistics_of(3, 8)
    result = adaptive_instance_normalization(content, style, content_statistics=own)
    expected = (float64(content) - float64(own.mean)) / float64(own.std) * float64(style.std)
    assert_near(result, expected + float64(style.mean))


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16, torch.float16])
@pytest.mark.parametrize("size", [(1, 1), (7, 5)])
def test_a_flat_channel_takes_the_mean_of_the_style(size: tuple[int, int], dtype: torch.dtype) -> None:
    content = torch.full((1, 2, *size), 0.75, dtype=dtype)
    style = ChannelStatistics(torch.tensor([0.5, -2.0]).view(1, 2, 1, 1), torch.ones(1, 2, 1, 1))
    result = adaptive_instance_normalization(content, style)
    torch.testing.assert_close(
        result.float(), style.mean.expand_as(result), rtol=0, atol=1e-3 if dtype == torch.float32 else 0.02
    )


def test_a_flat_style_flattens_without_nan() -> None:
    style = channel_statistics(torch.full((1, 3, 9, 9), 0.3))
    result = adaptive_instance_normalization(features_of((1, 3, 6, 6), 9), style)
    assert result.isfinite().all()
    assert (result - 0.3).abs().max() < 0.02


@quick
@given(st.lists(st.floats(0, 100), min_size=1, max_size=5).filter(lambda weights: sum(weights) > 1e-3), seeds)
def test_a_mixture_is_the_weighted_mean_of_statistics(weights: list[float], seed: int) -> None:
    styles = [statistics_of(3, seed + i) for i in range(len(weights))]
    share = np.array(weights) / sum(weights)
    mixed = mix_statistics(styles, weights)
    assert_near(mixed.mean, sum(p * float64(style.mean) for p, style in zip(share, styles, strict=True)))
    assert_near(mixed.std, sum(p * float64(style.std) for p, style in zip(share, styles, strict=True)))


def test_a_mixture_of_features_equals_a_mixture_of_statistics() -> None:
    content, weights = features_of((1, 3, 6, 6), 10), [0.2, 0.3, 0.5]
    styles = [statistics_of(3, seed) for seed in (11, 12, 13)]
    each = [reference_adain(float64(content), float64(s.mean), float64(s.std)) for s in styles]
    expected = sum(weight * values for weight, values in zip(weights, each, strict=True))
    assert_near(adaptive_instance_normalization(content, mix_statistics(styles, weights)), expected)


@pytest.mark.parametrize(
    "weights", [[], [1.0], [1.0, -0.5], [0.0, 0.0], [float("nan"), 1.0], [1.0, 1.0, 1.0]]
)
def test_a_mixture_needs_one_sensible_weight_a_style(weights: list[float]) -> None:
    with pytest.raises(ValueError, match="mixing takes one weight a style"):
        mix_statistics([statistics_of(2, 0), statistics_of(2, 1)], weights)


@quick
@given(shapes, seeds, st.floats(0, 1))
def test_strength_on_statistics_equals_strength_on_features(
    shape: tuple[int, ...], seed: int, strength: float
) -> None:
    content, style = features_of(shape, seed), statistics_of(shape[1], seed + 1)
    own = channel_statistics(content)
    result = adaptive_instance_normalization(content, blend_statistics(own, style, strength))
    full = reference_adain(float64(content), float64(style.mean), float64(style.std))
    # Equation 14: the interpolated features.
    expected = (1 - strength) * float64(content) + strength * full
    assert_near(result, expected, rounding(content, style))


def test_strength_0_is_the_content_and_strength_1_the_style() -> None:
    content, style = features_of((1, 3, 8, 8), 14), statistics_of(3, 15)
    own = channel_statistics(content)
    torch.testing.assert_close(blend_statistics(own, style, 1.0), style)
    assert_near(
        adaptive_instance_normalization(content, blend_statistics(own, style, 0.0)), float64(content), 1e-5
    )


@quick
@given(shapes, seeds, st.integers(1, 3))
def test_spatial_control_is_the_reference_s(shape: tuple[int, ...], seed: int, regions: int) -> None:
    content = features_of(shape, seed)
    generator = torch.Generator().manual_seed(seed)
    masks = [torch.rand(1, 1, *shape[2:], generator=generator).add(0.05).clamp(0, 1) for _ in range(regions)]
    styles = [statistics_of(shape[1], seed + i) for i in range(regions)]
    total = sum(float64(mask) for mask in masks)
    expected = sum(
        reference_adain(float64(content), float64(style.mean), float64(style.std), float64(mask))
        * (float64(mask) / total)
        for style, mask in zip(styles, masks, strict=True)
    )
    tolerance = max(rounding(content, style, mask) for style, mask in zip(styles, masks, strict=True))
    assert_near(spatial_adaptive_instance_normalization(content, styles, masks), expected, tolerance)


@pytest.mark.parametrize("enlarge", [1, 4])
def test_each_region_is_stylized_as_if_it_were_alone(enlarge: int) -> None:
    content, styles = features_of((2, 3, 8, 8), 16), [statistics_of(3, 17), statistics_of(3, 18)]
    left = torch.zeros(1, 1, 8 * enlarge, 8 * enlarge)
    left[..., : 3 * enlarge] = 1
    result = spatial_adaptive_instance_normalization(content, styles, [left, 1 - left])
    parts = [content[..., :3], content[..., 3:]]
    alone = [adaptive_instance_normalization(part, s) for part, s in zip(parts, styles, strict=True)]
    torch.testing.assert_close(result, torch.cat(alone, 3), rtol=1e-3, atol=1e-3)


def test_where_no_mask_reaches_the_content_stays() -> None:
    content = torch.randn(1, 3, 6, 8)
    left = torch.zeros(1, 1, 6, 8)
    left[..., :4] = 1
    style = ChannelStatistics(torch.full((1, 3, 1, 1), 5.0), torch.ones(1, 3, 1, 1))
    result = spatial_adaptive_instance_normalization(content, [style], [left])
    assert torch.equal(result[..., 4:], content[..., 4:])
    assert result[..., :4].mean().item() == pytest.approx(5.0, abs=1e-4)


def test_spatial_control_needs_one_mask_a_style() -> None:
    content, style, mask = features_of((1, 2, 4, 4), 19), statistics_of(2, 20), torch.ones(1, 1, 4, 4)
    for styles, masks in (([], []), ([style], []), ([style], [mask, mask])):
        with pytest.raises(ValueError, match="one mask a style"):
            spatial_adaptive_instance_normalization(content, styles, masks)


@quick
@given(shapes, seeds)
def test_gradients_are_those_of_the_float64_formula(shape: tuple[int, ...], seed: int) -> None:
    features = features_of(shape, seed).requires_grad_()
    exact = features.detach().double().requires_grad_()
    weights = torch.randn(2, *shape[:2], 1, 1, generator=torch.Generator().manual_seed(seed))
    mean, std = channel_statistics(features)[:2]
    (mean * weights[0] + std * weights[1]).sum().backward()
    centred = exact - exact.mean((2, 3), keepdim=True)
    exact_std = (centred.square().mean((2, 3), keepdim=True) + 1e-5).sqrt()
    (exact.mean((2, 3), keepdim=True) * weights[0] + exact_std * weights[1]).sum().backward()
    unit = ChannelStatistics(weights[0], weights[1].abs())
    tolerance = rounding(features.detach(), unit)
    torch.testing.assert_close(features.grad.double(), exact.grad, rtol=1e-3, atol=tolerance)


@pytest.mark.parametrize("colour", [None, torch.eye(1)[None]])
def test_half_precision_loses_nothing_of_a_mean_between_two_of_its_numbers(
    colour: torch.Tensor | None,
) -> None:
    content = torch.tensor([1000.0, 1000.5] * 8, dtype=torch.float16).reshape(1, 1, 4, 4)  # mean 1000.25
    style = ChannelStatistics(torch.full((1, 1, 1, 1), 3.0), torch.full((1, 1, 1, 1), 2.0), colour)
    result = adaptive_instance_normalization(content, style).float()
    assert abs(float(result.mean()) - 3.0) < 0.01
    assert abs(float(result.std(correction=0)) - 2.0) < 0.01
