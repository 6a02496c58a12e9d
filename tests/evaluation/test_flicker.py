"""Flicker of sequences whose motion is known."""

from __future__ import annotations

import statistics

import cv2
import numpy as np
import pytest

from rtstyle.evaluation.flicker import (
    difference_map,
    motion_between,
    motion_from_flow,
    motions_at,
    warp_error,
)
from rtstyle.evaluation.pictures import moving_pictures


def translated(count: int, step: int = 3) -> list[np.ndarray]:
    """A window that moves right over a picture by so many pixels a frame."""
    whole = np.random.default_rng(3).integers(0, 256, (40, 64 + step * count, 3), np.uint8)
    return [np.ascontiguousarray(whole[:, i * step : i * step + 64]) for i in range(count)]


def known_motion(step: int, shape: tuple[int, int] = (40, 64)) -> object:
    """The picture content moves left by ``step``: what is seen now was further right."""
    backward = np.zeros((*shape, 2), np.float32)
    backward[..., 0] = step
    return motion_from_flow(backward, -backward)


@pytest.mark.parametrize("gap", [1, 3])
def test_an_exactly_translated_sequence_does_not_flicker(gap: int) -> None:
    frames = translated(6)
    motions = [known_motion(3 * gap)] * (6 - gap)
    assert warp_error(frames, motions, gap) == 0
    assert difference_map(frames, motions, gap).max() == 0


def test_what_was_outside_the_picture_is_not_compared() -> None:
    motion = known_motion(3)
    assert motion.visible[:, :61].all()
    assert not motion.visible[:, 61:].any()


def test_what_the_flow_cannot_find_back_is_not_compared() -> None:
    backward = np.zeros((40, 64, 2), np.float32)
    forward = np.zeros_like(backward)
    forward[10:20, 10:20] = 1.5
    forward[30:, 30:] = 0.6
    visible = motion_from_flow(backward, forward).visible
    assert not visible[10:20, 10:20].any()
    assert visible.sum() == 40 * 64 - 100


def test_flicker_is_measured_in_percent_of_full_scale() -> None:
    flat = np.full((40, 64, 3), 100, np.uint8)
    frames = [flat, flat + 51, flat, flat + 51]
    still = [known_motion(0)] * 3
    assert warp_error(frames, still, 1) == pytest.approx(20)
    assert warp_error(frames, still[:2], 2) == 0
    assert difference_map(frames, still, 1) == pytest.approx(51)


def test_estimated_motion_explains_most_of_a_moving_picture() -> None:
    frames = moving_pictures(128, 96, 4)
    still = [known_motion(0, (96, 128))] * 3
    explained = warp_error(frames, motions_at(frames, 1), 1)
    assert explained is not None
    assert explained < 0.2 * warp_error(frames, still, 1)  # type: ignore[operator]


def test_frames_that_share_nothing_are_not_compared() -> None:
    rng = np.random.default_rng(0)
    cut = [rng.integers(0, 256, (48, 64, 3), np.uint8) for _ in range(2)]
    backward = np.full((48, 64, 2), 60, np.float32)
    assert warp_error(cut, [motion_from_flow(backward, -backward)], 1) is None


def test_error_equals_that_of_a_plain_loop() -> None:
    """The definition written out: both flows, a round trip of less than a pixel, inside, at least a fifth."""
    frames = moving_pictures(128, 96, 4)
    painted = [255 - cv2.GaussianBlur(frame, (0, 0), 1 + i % 2) for i, frame in enumerate(frames)]
    flow = cv2.DISOpticalFlow_create(cv2.DISOPTICAL_FLOW_PRESET_MEDIUM)
    errors = []
    for t in range(1, 4):
        a, b = (cv2.cvtColor(f, cv2.COLOR_RGB2GRAY) for f in (frames[t - 1], frames[t]))
        back, forth = flow.calc(b, a, None), flow.calc(a, b, None)
        gx, gy = np.meshgrid(np.arange(128, dtype=np.float32), np.arange(96, dtype=np.float32))
        mx, my = gx + back[..., 0], gy + back[..., 1]

        def moved(array: np.ndarray, mx: np.ndarray = mx, my: np.ndarray = my) -> np.ndarray:
            return cv2.remap(array, mx, my, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT)

        inside = (mx >= 0) & (my >= 0) & (mx <= 127) & (my <= 95)
        valid = inside & (np.linalg.norm(moved(forth) + back, axis=2) < 1)
        assert valid.mean() >= 0.2
        difference = np.abs(moved(painted[t - 1].astype(np.float32)) - painted[t].astype(np.float32)).mean(2)
        errors.append(float(difference[valid].mean()) / 255 * 100)
    assert warp_error(painted, motions_at(frames, 1), 1) == pytest.approx(statistics.fmean(errors), rel=1e-6)


def test_motion_has_the_direction_of_the_picture() -> None:
    first, second = moving_pictures(128, 96, 2)
    motion = motion_between(first, second)
    right = (motion.columns - np.arange(128, dtype=np.float32))[20:-20, 20:-20]
    assert float(np.median(right)) == pytest.approx(3, abs=0.3)
