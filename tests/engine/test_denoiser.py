from __future__ import annotations

import tracemalloc

import cv2
import numpy as np
import pytest

from rtstyle.engine.denoiser import StaticDenoiser

WIDTH, HEIGHT = 160, 96
FRAME_S = 1 / 30


def noisy(scene: np.ndarray, sigma: float, rng: np.random.Generator) -> np.ndarray:
    return np.clip(np.rint(scene + rng.normal(0, sigma, scene.shape)), 0, 255).astype(np.uint8)


def flicker(frames: list[np.ndarray]) -> float:
    """Mean change from frame to frame, in levels of 255."""
    return float(
        np.mean([np.abs(a.astype(int) - b).mean() for a, b in zip(frames[1:], frames[:-1], strict=True)])
    )


def smooth_scene() -> np.ndarray:
    y, x = np.mgrid[:HEIGHT, :WIDTH]
    return np.stack([60 + x * 0.8, 90 + y * 0.9, 160 - x * 0.5], -1)


@pytest.mark.parametrize("sigma", [2, 4, 6])
def test_what_stands_still_stops_flickering_and_comes_close_to_the_truth(sigma: float) -> None:
    rng, scene, denoiser = np.random.default_rng(sigma), smooth_scene(), StaticDenoiser()
    seen, shown = [], []
    for _ in range(40):
        seen.append(noisy(scene, sigma, rng))
        shown.append(denoiser.denoise(seen[-1], 0.5, FRAME_S).copy())
    assert flicker(shown[20:]) < flicker(seen[20:]) / 8
    assert np.abs(shown[-1] - scene).mean() < np.abs(seen[-1] - scene).mean() / 2.5


def test_nothing_trails_behind_what_moves() -> None:
    rng, denoiser = np.random.default_rng(7), StaticDenoiser()
    background = smooth_scene()
    for number in range(30):
        scene = background.copy()
        left = 4 * number
        # An edge that is clear, and a faint one: both are to be gone where they were a frame ago.
        scene[10:40, left : left + 20] += 70
        scene[50:80, left : left + 20] += 30
        frame = noisy(scene, 3, rng)
        shown = denoiser.denoise(frame, 0.5, FRAME_S)
    trail = shown[10:80, : left - 2] - background[10:80, : left - 2]
    assert cv2.blur(np.abs(trail).max(-1), (5, 5)).max() < 10
    for rows in (slice(13, 37), slice(53, 77)):
        inside = shown[rows, left + 3 : left + 17] - scene[rows, left + 3 : left + 17]
        assert np.abs(inside.mean()) < 1.5


def test_a_dot_that_moves_is_not_taken_for_noise() -> None:
    denoiser = StaticDenoiser()
    for number in range(20):
        frame = np.full((HEIGHT, WIDTH, 3), 90, np.uint8)
        frame[20, 7 * number] = 220
        shown = denoiser.denoise(frame, 0.5, FRAME_S)
    np.testing.assert_array_equal(shown, frame)


def test_the_picture_is_averaged_over_time_whatever_the_frame_rate() -> None:
    after = []
    for steps in (3, 12):
        denoiser = StaticDenoiser()
        denoiser.denoise(np.full((8, 8, 3), 100, np.uint8), 1.0, 0.0)
        for _ in range(steps):
            shown = denoiser.denoise(np.full((8, 8, 3), 112, np.uint8), 1.0, 0.5 / steps)
        after.append(int(shown[4, 4, 0]))
    # After one time constant 63 % of the step.
    assert after == [108, 108]


def test_another_size_and_a_reset_begin_anew() -> None:
    denoiser = StaticDenoiser()
    dark, bright = np.full((8, 8, 3), 100, np.uint8), np.full((8, 8, 3), 104, np.uint8)
    denoiser.denoise(dark, 0.5, FRAME_S)
    assert denoiser.denoise(bright, 0.5, FRAME_S).max() == 100
    denoiser.reset()
    np.testing.assert_array_equal(denoiser.denoise(bright, 0.5, FRAME_S), bright)
    other = np.full((5, 9, 3), 107, np.uint8)
    np.testing.assert_array_equal(denoiser.denoise(other, 0.5, FRAME_S), other)


def test_frames_are_left_alone_and_cost_no_memory() -> None:
    rng, denoiser = np.random.default_rng(1), StaticDenoiser()
    frames = [rng.integers(0, 255, (360, 640, 3), np.uint8) for _ in range(3)]
    kept = [frame.copy() for frame in frames]
    first = denoiser.denoise(frames[0], 0.5, FRAME_S)
    denoiser.denoise(frames[1], 0.5, FRAME_S)
    tracemalloc.start()
    try:
        assert denoiser.denoise(frames[2], 0.5, FRAME_S) is first
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 100_000
    np.testing.assert_array_equal(frames, kept)
