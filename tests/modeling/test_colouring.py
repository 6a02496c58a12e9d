"""Second order: channels that go together as a style's do, against a plain float64 reference in NumPy."""

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
    correlation_root,
    inverse_root,
    spatial_adaptive_instance_normalization,
)
from rtstyle.modeling.style_code import blend_statistics, mix_statistics

seeds = st.integers(0, 2**31 - 1)
channel_counts = st.integers(1, 8)
quick = settings(deadline=None, max_examples=40)


def features_of(batch: int, channels: int, seed: int, side: int = 13) -> torch.Tensor:
    """Channels that go together, of different scale and offset."""
    random = np.random.default_rng(seed)
    mixing = random.normal(size=(channels, channels)) + np.eye(channels)
    values = np.einsum("ij,bjhw->bihw", mixing, random.normal(size=(batch, channels, side, side + 2)))
    return torch.tensor(values + random.uniform(-3, 3, (batch, channels, 1, 1)), dtype=torch.float32)


def coloured(batch: int, channels: int, seed: int) -> ChannelStatistics:
    """Statistics with any colour, a root or not."""
    random = np.random.default_rng(seed)
    statistics = channel_statistics(features_of(batch, channels, seed))
    colour = torch.tensor(random.normal(size=(batch, channels, channels)), dtype=torch.float32)
    return statistics._replace(colour=colour)


def reference(content: torch.Tensor, style: ChannelStatistics) -> np.ndarray:
    """std · (colour @ normalised) + mean."""
    values = content.double().numpy()
    mean, variance = (of(values, axis=(2, 3), keepdims=True) for of in (np.mean, np.var))
    normal = (values - mean) / np.sqrt(variance + EPSILON)
    assert style.colour is not None
    mixed = np.einsum(
        "bij,bjhw->bihw",
        np.broadcast_to(style.colour.double().numpy(), (len(content), *style.colour.shape[1:])),
        normal,
    )
    return style.std.double().numpy() * mixed + style.mean.double().numpy()


def correlations_of(features: torch.Tensor) -> np.ndarray:
    """Covariances over deviations that have AdaIN's floor, which a channel of little variance feels."""
    covariances = np.stack(
        [
            np.atleast_2d(np.cov(picture.reshape(len(picture), -1), bias=True))
            for picture in features.double().numpy()
        ]
    )
    deviations = np.sqrt(np.diagonal(covariances, axis1=1, axis2=2) + EPSILON)
    return covariances / (deviations[:, :, None] * deviations[:, None, :])


@quick
@given(st.integers(1, 3), channel_counts, seeds, st.booleans())
def test_coloured_adain_is_the_reference_s(batch: int, channels: int, seed: int, shared: bool) -> None:
    content, style = features_of(batch, channels, seed), coloured(1 if shared else batch, channels, seed + 1)
    result = adaptive_instance_normalization(content, style)
    np.testing.assert_allclose(result.double().numpy(), reference(content, style), rtol=1e-3, atol=1e-3)


@quick
@given(st.integers(1, 3), channel_counts, seeds)
def test_no_colour_is_the_identity(batch: int, channels: int, seed: int) -> None:
    content, style = (
        features_of(batch, channels, seed),
        channel_statistics(features_of(1, channels, seed + 1)),
    )
    identity = style._replace(colour=torch.eye(channels)[None])
    torch.testing.assert_close(
        adaptive_instance_normalization(content, identity),
        adaptive_instance_normalization(content, style),
        rtol=1e-4,
        atol=1e-4,
    )


@pytest.mark.parametrize(
    ("dtype", "tolerance"), [(torch.float32, 1e-3), (torch.bfloat16, 0.15), (torch.float16, 0.02)]
)
@pytest.mark.parametrize("layout", [torch.contiguous_format, torch.channels_last])
def test_any_precision_and_layout(dtype: torch.dtype, tolerance: float, layout: torch.memory_format) -> None:
    content = features_of(2, 5, 3).to(dtype).contiguous(memory_format=layout)
    style = coloured(2, 5, 4)
    result = adaptive_instance_normalization(content, style)
    assert result.dtype == dtype
    assert result.is_contiguous(memory_format=torch.channels_last)
    expected = reference(content, style)
    np.testing.assert_allclose(result.double().numpy(), expected, atol=tolerance * np.abs(expected).max() / 5)


def test_known_statistics_of_the_content_are_used_instead_of_measured_ones() -> None:
    content, style = features_of(1, 4, 5), coloured(1, 4, 6)
    own = channel_statistics(features_of(1, 4, 7))
    result = adaptive_instance_normalization(content, style, content_statistics=own)
    normal = (content - own.mean) / own.std
    assert style.colour is not None
    expected = torch.einsum("bij,bjhw->bihw", style.colour, normal) * style.std + style.mean
    torch.testing.assert_close(result, expected, rtol=1e-4, atol=1e-4)


def test_white_content_takes_the_correlations_of_the_style() -> None:
    random = torch.Generator().manual_seed(8)
    values = torch.randn(4, 400, generator=random, dtype=torch.float64)
    values -= values.mean(1, keepdim=True)
    white = torch.linalg.qr(values.T).Q.T.reshape(1, 4, 20, 20).float() * 7 + 2
    style = features_of(1, 4, 9)
    target = channel_statistics(style)
    target = target._replace(colour=correlation_root(style, target))
    result = adaptive_instance_normalization(white, target)
    np.testing.assert_allclose(correlations_of(result), correlations_of(style), atol=0.01)
    torch.testing.assert_close(channel_statistics(result)[:2], target[:2], rtol=1e-2, atol=1e-2)


@quick
@given(st.integers(1, 3), channel_counts, seeds)
def test_the_root_squared_is_the_correlation_matrix(batch: int, channels: int, seed: int) -> None:
    features = features_of(batch, channels, seed)
    root = correlation_root(features, channel_statistics(features))
    assert root.shape == (batch, channels, channels)
    assert root.dtype == torch.float32
    torch.testing.assert_close(root, root.mT, rtol=1e-4, atol=1e-4)
    assert torch.linalg.eigvalsh(root.double()).min() > -1e-4
    squared = root.double() @ root.double()
    np.testing.assert_allclose(squared.numpy(), correlations_of(features), atol=1e-3)


@pytest.mark.parametrize("features", [torch.zeros(1, 3, 8, 8), torch.full((2, 3, 1, 1), 5.0)])
def test_flat_features_have_a_root_of_nothing(features: torch.Tensor) -> None:
    root = correlation_root(features, channel_statistics(features))
    assert root.isfinite().all()
    assert root.abs().max() < 1e-3


def test_a_root_is_made_in_float32_and_no_gradient_reaches_the_features() -> None:
    features = features_of(1, 4, 10).requires_grad_()
    statistics = channel_statistics(features)
    assert not correlation_root(features, statistics).requires_grad
    exact = correlation_root(features, statistics)
    with torch.autocast("cpu", torch.bfloat16):
        coarse = correlation_root(features, statistics)
    assert coarse.dtype == torch.float32
    torch.testing.assert_close(coarse, exact, rtol=0, atol=0.02)


@quick
@given(channel_counts, seeds)
def test_the_inverse_root_undoes_the_correlations(channels: int, seed: int) -> None:
    # With a part of the identity no direction is rare, whatever the seed.
    correlations = (
        torch.tensor(correlations_of(features_of(3, channels, seed))) * 0.7 + torch.eye(channels) * 0.3
    )
    root = inverse_root(correlations, 0.1)
    assert root.dtype == torch.float32
    identity = torch.eye(channels, dtype=torch.float64).expand(3, -1, -1)
    torch.testing.assert_close(root.double() @ correlations @ root.double(), identity, rtol=0, atol=1e-3)


@pytest.mark.parametrize("floor", [0.1, 0.5])
def test_rare_directions_are_not_blown_up_beyond_the_floor(floor: float) -> None:
    correlations = torch.tensor([[1.0, 0.9999], [0.9999, 1.0]])
    values = torch.linalg.eigvalsh(inverse_root(correlations, floor))
    torch.testing.assert_close(values, torch.tensor([1.9999**-0.5, floor**-0.5]))


@quick
@given(st.lists(st.floats(0.1, 10), min_size=1, max_size=4), channel_counts, seeds, st.integers(0, 3))
def test_colours_are_mixed_by_their_weights_and_none_counts_as_the_identity(
    weights: list[float], channels: int, seed: int, without: int
) -> None:
    styles = [coloured(1, channels, seed + number) for number in range(len(weights))]
    styles = [s._replace(colour=None) if number == without else s for number, s in enumerate(styles)]
    mixed = mix_statistics(styles, weights)
    if all(style.colour is None for style in styles):
        assert mixed.colour is None
        return
    shares = np.array(weights) / sum(weights)
    colours = [np.eye(channels) if s.colour is None else s.colour.double().numpy() for s in styles]
    expected = sum(share * colour for share, colour in zip(shares, colours, strict=True))
    assert mixed.colour is not None
    np.testing.assert_allclose(
        mixed.colour.double().numpy(), np.broadcast_to(expected, mixed.colour.shape), atol=1e-4
    )


@pytest.mark.parametrize("strength", [0.0, 0.25, 1.0])
def test_strength_moves_the_colour_from_the_identity(strength: float) -> None:
    own, style = channel_statistics(features_of(1, 4, 11)), coloured(1, 4, 12)
    assert style.colour is not None
    for given_strength in (strength, torch.tensor([strength]), torch.tensor(strength)):
        blend = blend_statistics(own, style, given_strength)
        assert blend.colour is not None
        torch.testing.assert_close(blend.colour, torch.eye(4) * (1 - strength) + style.colour * strength)


def test_strength_0_is_the_content_and_strength_1_the_coloured_style() -> None:
    content, style = features_of(2, 4, 13), coloured(1, 4, 14)
    own = channel_statistics(content)
    nothing = adaptive_instance_normalization(content, blend_statistics(own, style, 0.0))
    torch.testing.assert_close(nothing, content, rtol=1e-4, atol=1e-4)
    everything = adaptive_instance_normalization(content, blend_statistics(own, style, 1.0))
    np.testing.assert_allclose(everything.double().numpy(), reference(content, style), rtol=1e-3, atol=1e-3)


def test_spatial_control_keeps_each_region_s_colour() -> None:
    content, styles = features_of(1, 3, 15, side=16), [coloured(1, 3, seed) for seed in (16, 17)]
    left = torch.zeros(1, 1, 16, 18)
    left[..., :9] = 1
    result = spatial_adaptive_instance_normalization(content, styles, [left, 1 - left])
    expected = [
        reference(part, style)
        for part, style in zip((content[..., :9], content[..., 9:]), styles, strict=True)
    ]
    np.testing.assert_allclose(result.double().numpy(), np.concatenate(expected, 3), rtol=1e-2, atol=1e-2)


def test_gradients_reach_content_and_colour() -> None:
    content, style = features_of(1, 3, 18).requires_grad_(), coloured(1, 3, 19)
    assert style.colour is not None
    colour = style.colour.requires_grad_()
    adaptive_instance_normalization(content, style._replace(colour=colour)).square().mean().backward()
    assert content.grad is not None
    assert content.grad.abs().sum() > 0
    assert colour.grad is not None
    assert colour.grad.abs().sum() > 0


def test_every_part_of_statistics_is_changed_and_none_stays_none() -> None:
    with_colour, without = coloured(1, 2, 20), channel_statistics(features_of(1, 2, 20))
    doubled = with_colour.map(lambda part: part * 2)
    for part, expected in zip(doubled, with_colour, strict=True):
        assert expected is not None
        torch.testing.assert_close(part, expected * 2)
    assert without.map(torch.clone).colour is None
