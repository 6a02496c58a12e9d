from __future__ import annotations

import numpy as np
import pytest

from rtstyle.engine.stillness import Stillness
from rtstyle.engine.stylizer import Stylizer


def picture(seed: int) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 256, (48, 64, 3)).astype(np.uint8)


def test_only_what_repeats_is_recalled() -> None:
    still = Stillness()
    frame, painted = picture(0), picture(1)
    for _ in range(2):
        assert still.recall(frame, 0.1) is None
        still.remember(painted, 0.0)
    recalled = still.recall(frame.copy(), 0.1)
    assert recalled is not None
    np.testing.assert_array_equal(recalled, painted)
    recalled[:] = 0
    again = still.recall(frame, 0.1)
    assert again is not None
    np.testing.assert_array_equal(again, painted)
    other = frame.copy()
    other[7, 9, 1] ^= 1  # a single value, between those that are looked at first
    assert still.recall(other, 0.1) is None
    assert still.recall(frame, 0.1) is None


def test_a_frame_that_its_owner_writes_over_is_another_one() -> None:
    still = Stillness()
    frame = picture(0)
    for _ in range(2):
        still.recall(frame, 0.1)
        still.remember(picture(1), 0.0)
    frame[5, 5] += 1
    assert still.recall(frame, 0.1) is None
    assert still.recall(frame[:32], 0.1) is None


def test_what_settles_is_painted_until_it_has() -> None:
    still = Stillness()
    frame = picture(0)
    painted = 0
    while still.recall(frame, 0.125) is None:
        still.remember(picture(1), 1.0)
        painted += 1
    assert painted == 10


@pytest.fixture(scope="module")
def stylizer() -> Stylizer:
    made = Stylizer(device="cpu", threads=1, size="full")
    made.set_style(picture(2))
    return made


def test_a_still_scene_costs_no_painting_and_every_change_does(
    stylizer: Stylizer, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[int] = []
    run = stylizer._backend.run
    monkeypatch.setattr(stylizer._backend, "run", lambda *args: painted.append(1) or run(*args))
    frame = picture(0)

    def count(frames: int) -> int:
        painted.clear()
        shown.extend(stylizer.stylize(frame) for _ in range(frames))
        return len(painted)

    shown: list[np.ndarray] = []
    assert count(10) == 2
    assert all(np.array_equal(shown[0], other) for other in shown)
    stylizer.strength = 0.5
    assert count(10) == 2
    assert not np.array_equal(shown[-1], shown[0])
    stylizer.set_style(picture(3))
    assert count(10) == 2
    stylizer.preserve_color = "luminance"
    assert count(10) == 2
    stylizer.reset()
    assert count(10) == 2
    stylizer.set_style(picture(2), fade_s=0.2)
    assert 6 <= count(20) <= 11
    stylizer.smoothing = 0.1
    assert 12 <= count(40) <= 16
    stylizer.close()
