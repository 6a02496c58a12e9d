from __future__ import annotations

import cv2
import numpy as np
import pytest

from rtstyle.engine.motion import Motion

HEIGHT, WIDTH = 240, 320


def texture(height: int, width: int, seed: int = 0, cell: int = 8) -> np.ndarray:
    """Clouds with detail, as a motif of its own everywhere."""
    rng = np.random.default_rng(seed)
    small = rng.integers(20, 235, (height // cell + 2, width // cell + 2, 3), np.uint8)
    return cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC)


def shifted(picture: np.ndarray, right: float, down: float) -> np.ndarray:
    """A window on a larger picture, moved: what is in it moves by (right, down)."""
    matrix = np.float32([[1, 0, 40 + right], [0, 1, 40 + down]])
    large = cv2.copyMakeBorder(picture, 40, 40, 40, 40, cv2.BORDER_REFLECT)
    window = cv2.warpAffine(large, matrix, large.shape[1::-1], flags=cv2.INTER_CUBIC)
    return np.ascontiguousarray(window[80:-80, 80:-80])


def measured(before: np.ndarray, now: np.ndarray) -> Motion:
    motion = Motion(*now.shape[:2])
    motion.begin(before)
    motion.follow(now)
    return motion


SCENE = texture(HEIGHT + 80, WIDTH + 80)


@pytest.mark.parametrize(("right", "down"), [(4.0, 0.0), (-3.0, 2.0), (0.0, 1.5)])
def test_the_flow_leads_back_to_where_the_content_was(right: float, down: float) -> None:
    motion = measured(shifted(SCENE, 0, 0), shifted(SCENE, right, down))
    inner = (slice(20, -20), slice(20, -20))
    assert np.median(motion.columns[inner]) == pytest.approx(-right, abs=0.15)
    assert np.median(motion.rows[inner]) == pytest.approx(-down, abs=0.15)
    assert np.percentile(motion.change[inner], 95) < 10


def test_what_stands_still_under_noise_does_not_move() -> None:
    rng = np.random.default_rng(1)
    picture = shifted(SCENE, 0, 0)
    before, now = (
        np.clip(picture + rng.normal(0, 4, picture.shape), 0, 255).astype(np.uint8) for _ in range(2)
    )
    motion = measured(before, now)
    assert (np.abs(motion.columns) + np.abs(motion.rows) == 0).mean() > 0.9
    assert motion.change.max() < 10
    assert (measured(picture, picture).change == 0).all()


def test_half_a_pixel_blurs_most_and_a_whole_one_not() -> None:
    motion = Motion(HEIGHT, WIDTH)
    for moved, blur in ((0.0, 0.0), (0.5, 0.25), (1.0, 0.0), (-3.25, 0.1875)):
        motion.columns.fill(moved)
        motion.rows.fill(0)
        motion._measure_blur()
        assert motion.blur == pytest.approx(blur)


def test_what_was_not_in_the_picture_has_changed() -> None:
    flat = np.full((HEIGHT, WIDTH, 3), 120, np.uint8)
    motion = Motion(HEIGHT, WIDTH)
    motion.begin(flat)
    motion.begin(flat)
    motion.columns.fill(-6)
    motion.rows.fill(0)
    motion._measure_change()
    assert (motion.change[:, :4] == 255).all()
    assert (motion.change[:, 12:] == 0).all()


@pytest.mark.parametrize(
    "color", [(90, 90, 90), (150, 107, 120)]
)  # another lightness; another colour of the same
def test_an_object_that_appears_has_changed_what_is_there_and_light_has_not(color: tuple[int, ...]) -> None:
    before = np.full((HEIGHT, WIDTH, 3), 120, np.uint8)
    now = before + np.uint8(20)
    assert measured(before, now).change.max() <= 1
    now[100:140, 100:160] = np.uint8(color) + np.uint8(20)
    change = measured(before, now).change
    scale = change.shape[0] / HEIGHT
    inside = change[round(104 * scale) : round(136 * scale), round(104 * scale) : round(156 * scale)]
    assert inside.min() >= 12
    assert change[: round(90 * scale)].max() <= 1


@pytest.mark.parametrize(("height", "width"), [(1, 1), (1, 300), (31, 7), (40, 33), (2000, 36), (1080, 1920)])
def test_any_size_is_measured(height: int, width: int) -> None:
    picture = np.full((height, width, 3), 80, np.uint8)
    picture[:, ::3] = 200
    motion = measured(picture, picture)
    for plane in (motion.columns, motion.rows, motion.blur):
        assert np.isfinite(plane).all()
        assert np.abs(plane).max() < 1


@pytest.mark.parametrize(("height", "width"), [(32, 43), (40, 40), (48, 64), (90, 60)])
def test_what_was_seen_before_changes_nothing(height: int, width: int) -> None:
    frames = [texture(height, width, seed, cell=4) for seed in (1, 2)]
    used = measured(texture(height, width, 3), texture(height, width, 4))
    used.begin(frames[0])
    used.follow(frames[1])

    fresh = measured(*frames)

    np.testing.assert_array_equal(used.columns, fresh.columns)
    np.testing.assert_array_equal(used.change, fresh.change)
