"""Sizes of pictures on their way through the network."""

from __future__ import annotations

import numpy as np
import pytest

from rtstyle.engine.sizes import processing_size, resize


def test_what_becomes_smaller_is_averaged() -> None:
    fine = np.indices((64, 96)).sum(0) % 2 * np.uint8(255)
    smaller = resize(np.repeat(fine[..., None], 3, axis=2).astype(np.uint8), 24, 16)
    assert smaller.shape == (16, 24, 3)
    assert np.abs(smaller.astype(int) - 127.5).max() < 2


def test_what_becomes_larger_is_interpolated() -> None:
    edge = np.repeat(np.array([40, 40, 40, 200, 200, 200], np.uint8)[None, :, None], 3, axis=2)
    row = resize(np.repeat(edge, 6, axis=0), 48, 48)[24, :, 0].astype(int)
    assert len({value for value in row if 50 < value < 190}) >= 4
    assert np.abs(np.diff(row)).max() < 60


@pytest.mark.parametrize("size", [None, 16, 5000])
@pytest.mark.parametrize("shape", [(3000, 5000), (40, 9000), (512, 512)])
def test_no_size_that_is_asked_for_takes_more_pixels_than_there_may_be(
    shape: tuple[int, int], size: int | None
) -> None:
    most = 1_000_000
    height, width = processing_size(*shape, size, most)
    assert height * width <= most * 1.01
    if size == 16:
        assert min(height, width) == 16
    assert height / width == pytest.approx(shape[0] / shape[1], rel=0.05)
