"""Palettes: a photograph in a style's colours has the style's mean and covariance."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rtstyle.styles.palette import Palette, matching, mix_palettes, recolored


def picture(seed: int, low: float = 60, high: float = 190) -> np.ndarray:
    rng = np.random.default_rng(seed)
    mixing = rng.uniform(0.1, 1, (3, 3))
    values = rng.uniform(0, 1, (64, 64, 3)) @ (mixing / mixing.sum(0))
    return (low + (high - low) * values).astype(np.uint8)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 1000), st.integers(0, 1000))
def test_the_map_gives_the_mean_and_covariance_of_the_style(first: int, second: int) -> None:
    content, style = Palette.of(picture(first)), Palette.of(picture(second))
    matrix, offset = matching(content, style)
    np.testing.assert_allclose(matrix @ content.mean + offset, style.mean, atol=1e-12)
    np.testing.assert_allclose(matrix, matrix.T, atol=1e-9)
    if np.linalg.eigvalsh(matrix).max() < 1.99:  # not held back
        moved = matrix @ (content.covariance + 1e-4 * np.eye(3)) @ matrix.T
        np.testing.assert_allclose(moved, style.covariance + 1e-4 * np.eye(3), atol=1e-9)


def test_a_picture_in_its_own_palette_stays_as_it_is() -> None:
    image = picture(3)
    assert np.abs(recolored(image, Palette.of(image), Palette.of(image)).astype(int) - image).max() <= 1


def test_the_amount_goes_from_the_picture_to_the_palette() -> None:
    image, style = picture(1, 20, 120), Palette.of(picture(2, 120, 230))
    own = Palette.of(image)
    means = [Palette.of(recolored(image, own, style, amount)).mean for amount in (0.0, 0.5, 1.0)]
    np.testing.assert_allclose(means[0], own.mean, atol=0.005)
    np.testing.assert_allclose(means[1], (own.mean + style.mean) / 2, atol=0.01)
    np.testing.assert_allclose(means[2], style.mean, atol=0.01)


def test_a_wall_s_noise_is_not_blown_up() -> None:
    noise = np.random.default_rng(0).normal(128, 2, (64, 64, 3)).astype(np.uint8)
    painted = recolored(noise, Palette.of(noise), Palette.of(picture(4, 0, 255)))
    assert painted.std((0, 1)).max() < 2.2 * noise.std((0, 1)).max()


@pytest.mark.parametrize("size", [(1, 1), (1, 9), (300, 7)])
def test_any_size_has_a_palette(size: tuple[int, int]) -> None:
    image = np.full((*size, 3), (10, 200, 30), np.uint8)
    palette = Palette.of(image)
    np.testing.assert_allclose(palette.mean * 255, (10, 200, 30), atol=1e-9)
    assert recolored(image, palette, Palette.of(picture(0))).shape == image.shape


def test_mixtures_are_weighted_means() -> None:
    one, other = Palette.of(picture(5)), Palette.of(picture(6))
    mixed = mix_palettes([one, other], [3, 1])
    np.testing.assert_allclose(mixed.mean, one.mean * 0.75 + other.mean * 0.25)
    np.testing.assert_allclose(mixed.covariance, one.covariance * 0.75 + other.covariance * 0.25)
