from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rtstyle.engine.smoothing import keep_factor


@given(st.floats(0.001, 10), st.floats(0.01, 10), st.integers(1, 60))
def test_smoothing_does_not_depend_on_the_frame_rate(elapsed: float, constant: float, steps: int) -> None:
    assert keep_factor(elapsed / steps, constant) ** steps == pytest.approx(
        keep_factor(elapsed, constant), abs=1e-9
    )


def test_smoothing_off_keeps_nothing() -> None:
    assert keep_factor(0.03, 0) == 0
