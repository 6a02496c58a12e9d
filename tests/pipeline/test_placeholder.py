from __future__ import annotations

import numpy as np
import pytest

from rtstyle.pipeline.placeholder import no_picture


def test_a_bright_sign_stands_on_what_is_left_of_the_picture():
    rng = np.random.default_rng(1)
    last = rng.integers(0, 256, (360, 640, 3), np.uint8)
    last[:, :320, 2] //= 8
    before = last.copy()
    picture = no_picture(last)
    assert (picture.shape, picture.dtype) == (last.shape, np.uint8)
    assert np.array_equal(last, before)
    assert picture[180, 320].min() > 200
    # The colours are there, dim; what could be recognized is not.
    edge = picture[:, :200].astype(int)
    assert edge[..., 0].mean() > 3 * edge[..., 2].mean()
    assert edge.max() < 64
    assert np.abs(np.diff(edge, axis=1)).max() <= 2


@pytest.mark.parametrize("size", [(1, 1), (2, 7), (48, 64), (720, 16)])
def test_pictures_of_any_size_have_one(size):
    assert no_picture(np.full((*size, 3), 255, np.uint8)).shape == (*size, 3)
