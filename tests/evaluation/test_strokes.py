"""Boldness and size of strokes against a pyramid in plain NumPy."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from rtstyle.evaluation.strokes import band_contrasts, boldness_distance, scale_difference

TAPS = np.array([1, 4, 6, 4, 1]) / 16


def noise(block: int, seed: int = 0, contrast: float = 60) -> np.ndarray:
    """Blocks of random grey, 256 pixels a side."""
    cells = np.random.default_rng(seed).uniform(-contrast, contrast, (256 // block, 256 // block))
    grey = 128 + np.kron(cells, np.ones((block, block)))
    return np.repeat(grey[:, :, None], 3, 2).astype(np.uint8)


def blurred(plane: np.ndarray) -> np.ndarray:
    for axis in (0, 1):
        padded = np.pad(plane, [(2, 2) if i == axis else (0, 0) for i in (0, 1)], mode="reflect")
        count = plane.shape[axis]
        plane = sum(tap * np.take(padded, range(i, i + count), axis) for i, tap in enumerate(TAPS))
    return plane


def contrasts_reference(image: np.ndarray) -> np.ndarray:
    """Burt & Adelson 1983: a level less what its half still tells, float64; the border, which differs, cut off."""
    level, found = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY).astype(float), []
    for _ in range(6):
        lower = blurred(level)[::2, ::2]
        spread = np.zeros_like(level)
        spread[::2, ::2] = 4 * lower
        found.append((level - blurred(spread)).std() + 1)
        level = lower
    return np.array(found)


def test_bands_are_those_of_the_pyramid() -> None:
    image = noise(4)
    found, expected = band_contrasts(image), contrasts_reference(image)
    assert found[:4] == pytest.approx(expected[:4], rel=0.01)
    assert found == pytest.approx(expected, rel=0.1)  # the last ones are nearly all border
    assert np.argmax(found) < np.argmax(band_contrasts(noise(16))) <= 3


def test_a_picture_is_as_bold_and_as_large_as_itself() -> None:
    image = noise(8)
    assert boldness_distance(image, image) == 0
    assert scale_difference(image, image) == 0


def test_half_the_contrast_is_half_as_bold_and_as_large() -> None:
    full, half = noise(16, contrast=100), noise(16, contrast=50)
    assert boldness_distance(half, full) == pytest.approx(np.log(2), abs=0.08)
    assert boldness_distance(half, full) == pytest.approx(boldness_distance(full, half))
    assert scale_difference(half, full) == pytest.approx(0, abs=0.1)


def test_boldness_is_that_of_bands_of_8_to_64_pixels() -> None:
    first, second = noise(8), noise(32, contrast=30)
    ratios = np.abs(np.log(contrasts_reference(first) / contrasts_reference(second)))
    assert boldness_distance(first, second) == pytest.approx(ratios[[2, 3, 4, 5]].mean(), rel=0.05)


def test_strokes_of_half_the_size_are_finer_by_an_octave() -> None:
    def waves(period: int) -> np.ndarray:
        rows, columns = np.mgrid[:256, :256] * 2 * np.pi / period
        return np.repeat((128 + 50 * np.sin(rows) * np.sin(columns))[:, :, None], 3, 2).astype(np.uint8)

    assert scale_difference(waves(12), waves(24)) == pytest.approx(1, abs=0.15)
    assert scale_difference(waves(24), waves(12)) == -scale_difference(waves(12), waves(24))


def test_grain_is_no_stroke() -> None:
    plain = np.full((256, 256, 3), 128, np.uint8)
    assert (
        boldness_distance(noise(1, contrast=8), plain) < boldness_distance(noise(16, contrast=8), plain) / 3
    )


def test_pictures_of_other_sizes_can_be_compared() -> None:
    assert boldness_distance(noise(8)[:64, :96], noise(8)) < 0.4
