"""Margins by reflection, on the CPU and as indices."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from rtstyle.engine.backends.margins import padded_size, reflected, with_margin

sides = st.integers(1, 70)


@given(sides, sides, st.sampled_from([0, 8, 16]), st.sampled_from([1, 4, 8]))
def test_indices_tell_what_the_margin_holds(height: int, width: int, margin: int, multiple: int) -> None:
    image = np.random.default_rng(height * 100 + width).integers(0, 256, (height, width, 3), np.uint8)
    padded = with_margin(image, margin, multiple)
    assert padded.shape[:2] == padded_size(height, width, margin, multiple)
    assert padded.flags.c_contiguous
    rows, columns = (reflected(side, margin, multiple) for side in (height, width))
    assert np.array_equal(padded, image[rows][:, columns])
    assert np.array_equal(padded[margin:][:height, margin:][:, :width], image)
    assert all((side - 2 * margin) % multiple == 0 for side in padded.shape[:2])
