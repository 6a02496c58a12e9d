from __future__ import annotations

import tracemalloc
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rtstyle.engine.motion import Motion
from rtstyle.engine.stabilizer import Stabilizer
from tests.engine.test_motion import shifted, texture

if TYPE_CHECKING:
    from collections.abc import Iterable

HEIGHT, WIDTH = 180, 240
SMOOTHING_S, FRAME_S = 0.3, 1 / 30
SCENE = texture(HEIGHT + 80, WIDTH + 80, cell=10)


def painted(content: np.ndarray) -> np.ndarray:
    """What a network might make of a frame: other colours, harder contrasts, the same places."""
    inverse = 255 - content[:, :, ::-1]
    return np.clip(1.6 * (inverse.astype(int) - 128) + 128, 0, 255).astype(np.uint8)


def flickering(picture: np.ndarray, rng: np.random.Generator, sigma: float = 12.0) -> np.ndarray:
    """The same picture in another mood: strokes of a few pixels come and go."""
    small = rng.normal(0, sigma, (picture.shape[0] // 3 + 1, picture.shape[1] // 3 + 1, 3))
    strokes = cv2.resize(small, picture.shape[1::-1], interpolation=cv2.INTER_CUBIC)
    return np.clip(np.rint(picture + strokes), 0, 255).astype(np.uint8)


def run(
    frames: Iterable[tuple[np.ndarray, np.ndarray]],
    smoothing_s: float = SMOOTHING_S,
    frame_s: float = FRAME_S,
) -> list[np.ndarray]:
    stabilizer = Stabilizer()
    return [
        stabilizer.stabilize(content, stylized.copy(), smoothing_s, frame_s) for content, stylized in frames
    ]


def noisy(picture: np.ndarray, rng: np.random.Generator, sigma: float) -> np.ndarray:
    return np.clip(np.rint(picture + rng.normal(0, sigma, picture.shape)), 0, 255).astype(np.uint8)


def test_a_still_scene_is_calm_and_the_picture_is_the_same() -> None:
    rng = np.random.default_rng(0)
    content = shifted(SCENE, 0, 0)
    target = painted(content) // 2 + 64  # nothing is cut off by the range, so that means can be compared
    frames = [(noisy(content, rng, 3), flickering(target, rng)) for _ in range(60)]
    shown = np.stack(run(frames)[20:]).astype(float)
    plain = np.stack([stylized for _, stylized in frames[20:]]).astype(float)
    assert shown.std(0).mean() < plain.std(0).mean() / 3
    assert np.abs(np.diff(shown, axis=0)).mean() < np.abs(np.diff(plain, axis=0)).mean() / 5
    assert np.abs(shown.mean(0) - target).mean() < 2.5


@pytest.mark.parametrize("smoothing_s", [0.3, 3.0])
def test_what_rests_comes_to_rest_at_the_right_levels(smoothing_s: float) -> None:
    content = shifted(SCENE, 0, 0)
    before, after = (np.full(content.shape, level, np.uint8) for level in (100, 103))
    count = round(8 * smoothing_s / FRAME_S)
    shown = run([(content, before)] * 3 + [(content, after)] * count, smoothing_s)
    np.testing.assert_array_equal(shown[2], before)
    assert shown[4].max() < 103
    np.testing.assert_array_equal(shown[-1], after)


def test_a_long_memory_neither_fades_nor_sticks() -> None:
    content = shifted(SCENE, 0, 0)
    shown = run([(content, np.full_like(content, 250))] * 400, 60.0)
    assert shown[-1].min() == shown[-1].max() == 250


def test_settling_takes_as_long_at_any_frame_rate() -> None:
    content = shifted(SCENE, 0, 0)
    before, after = (np.full(content.shape, level, np.uint8) for level in (100, 120))
    for rate in (15, 60, 120):
        count = round(0.3 * rate)
        last = run([(content, before), *[(content, after)] * count], 0.3, 1 / rate)[-1]
        # 63 % of the step, give or take what the whole number of frames does.
        assert last.mean() == pytest.approx(112.6, abs=1.0)


def test_a_pan_is_followed_and_stays_sharp() -> None:
    rng = np.random.default_rng(0)
    contents = [shifted(SCENE, 0.7 * number - 12, 0.3 * number) for number in range(40)]
    targets = [painted(content) for content in contents]
    shown = run([(c, flickering(t, rng)) for c, t in zip(contents, targets, strict=True)])
    inner = (slice(30, -30), slice(30, -30))
    for picture, target in zip(shown[15:], targets[15:], strict=True):
        assert np.abs(picture[inner].astype(int) - target[inner]).mean() < 6
    gradients = [
        np.abs(cv2.Laplacian(cv2.cvtColor(p, cv2.COLOR_RGB2GRAY), cv2.CV_32F))[inner].mean()
        for p in (run(zip(contents, targets, strict=True))[-1], targets[-1])
    ]
    assert 0.8 < gradients[0] / gradients[1] < 1.1


@pytest.mark.parametrize("color", [(250, 240, 230), (190, 70, 110)])  # lighter; of the wall's own lightness
def test_nothing_trails_behind_what_moves(color: tuple[int, int, int]) -> None:
    wall = texture(HEIGHT, WIDTH, 3, cell=4) // 6 + 90

    def scene(number: int) -> np.ndarray:
        picture = wall.copy()
        cv2.circle(picture, (30 + 9 * number, 90), 22, color, -1, cv2.LINE_AA)
        return picture

    contents = [scene(number) for number in range(18)]
    shown = run([(content, painted(content)) for content in contents])
    for number in range(6, 18):
        wrong = np.abs(shown[number].astype(int) - painted(contents[number])).max(2).astype(np.float32)
        ghost = cv2.blur(wrong, (7, 7))
        # The painted disc and the painted wall differ by more than 100 levels; where it was is wall at once.
        assert ghost[60:120, : 30 + 9 * number - 34].max() < 20
        assert ghost.mean() < 2


def test_what_is_uncovered_far_from_its_kind_is_not_what_hid_it() -> None:
    content = shifted(SCENE, 0, 0)
    hidden = content.copy()
    hidden[60:120, 60:140] = (20, 200, 40)
    shown = run([(hidden, painted(hidden))] * 15 + [(content, painted(content))])[-1]
    np.testing.assert_allclose(shown[66:114, 66:134], painted(content)[66:114, 66:134], atol=3)


def test_paint_that_changes_while_its_content_rests_is_taken_over() -> None:
    content = shifted(SCENE, 0, 0)
    red, blue = (np.full(content.shape, color, np.uint8) for color in ((200, 40, 60), (60, 40, 200)))
    shown = run([(content, red)] * 10 + [(content, blue)])
    np.testing.assert_allclose(shown[-1], blue, atol=1)


def test_light_that_flickers_does_not_let_the_paint_flicker() -> None:
    rng = np.random.default_rng(2)
    content = shifted(SCENE, 0, 0) // 2 + 50
    target = painted(content)
    frames = [(content + np.uint8(22 * (number % 2)), flickering(target, rng)) for number in range(40)]
    shown, plain = (
        np.abs(np.diff(np.stack(sequence[10:]).astype(float), axis=0)).mean()
        for sequence in (run(frames), [stylized for _, stylized in frames])
    )
    assert shown < plain / 4


def test_black_stays_black_beside_white() -> None:
    grid = np.zeros((HEIGHT + 80, WIDTH + 80, 3), np.uint8)
    grid[(np.indices(grid.shape[:2]) // 4 % 2).sum(0) == 1] = 255
    contents = [shifted(grid, 0.5 * number, 0.0) for number in range(20)]
    shown = run([(content, content) for content in contents])
    assert shown[-1][contents[-1] == 0].mean() < 40
    black, ring = np.zeros_like(contents[0]), np.zeros_like(contents[0])
    ring[89:92, 119:122] = 255
    ring[90, 120] = 0
    moving = [shifted(SCENE, 0.5 * number, 0.5 * number) for number in range(4)]
    assert run([(content, black) for content in moving[:3]] + [(moving[3], ring)])[-1][90, 120].max() < 5


def test_another_size_and_a_reset_begin_anew() -> None:
    content = shifted(SCENE, 0, 0)
    stabilizer = Stabilizer()
    first, second = np.full_like(content, 100), np.full_like(content, 110)
    stabilizer.stabilize(content, first.copy(), 0.3, FRAME_S)
    assert stabilizer.stabilize(content, second.copy(), 0.3, FRAME_S).max() < 105
    stabilizer.reset()
    np.testing.assert_array_equal(stabilizer.stabilize(content, second.copy(), 0.3, FRAME_S), second)
    smaller = np.ascontiguousarray(content[:-3, 5:])
    new = np.full_like(smaller, 90)
    np.testing.assert_array_equal(stabilizer.stabilize(smaller, new.copy(), 0.3, FRAME_S), new)


def test_in_a_hurry_the_past_is_gone_within_a_fifth_of_a_second_and_then_kept_again() -> None:
    content = shifted(SCENE, 0, 0)
    stabilizer = Stabilizer()

    def show(level: int) -> float:
        return float(stabilizer.stabilize(content, np.full_like(content, level), 0.3, FRAME_S).mean())

    show(100)
    stabilizer.hurry()
    for _ in range(7):
        settled = show(120)
    assert settled > 119
    assert show(110) > 118


def test_frames_of_one_time_still_count() -> None:
    content = shifted(SCENE, 0, 0)
    frames = [(content, np.full_like(content, level)) for level in (100, *[120] * 400)]
    assert run(frames, 0.3, 0.0)[-1].min() == 120


@settings(max_examples=20, deadline=None)
@given(st.integers(1, 90), st.integers(1, 90))
def test_any_size_is_stabilized(height: int, width: int) -> None:
    rng = np.random.default_rng(height * 100 + width)
    frames = [rng.integers(0, 256, (2, height, width, 3), np.uint8) for _ in range(3)]
    for shown in run([(content, stylized) for content, stylized in frames]):
        assert shown.shape == (height, width, 3)
    still = [(frames[0][0], frames[0][1])] * 3
    np.testing.assert_array_equal(run(still)[-1], frames[0][1])


def test_rows_of_a_larger_picture_are_written_in_place() -> None:
    rng = np.random.default_rng(4)
    content = shifted(SCENE, 0, 0)
    larger = rng.integers(0, 256, (HEIGHT + 6, WIDTH + 10, 3), np.uint8)
    around = larger.copy()
    stabilizer = Stabilizer()
    for _ in range(2):
        view = larger[:HEIGHT, :WIDTH]
        assert stabilizer.stabilize(content, view, 0.3, FRAME_S) is view
    np.testing.assert_array_equal(larger, around)  # the same picture twice stays that picture


def test_frames_are_left_alone_and_cost_no_memory() -> None:
    rng, stabilizer = np.random.default_rng(1), Stabilizer()
    contents = [rng.integers(0, 255, (360, 640, 3), np.uint8) for _ in range(4)]
    kept = [content.copy() for content in contents]
    stylized = contents[0].copy()
    for content in contents[:3]:
        stabilizer.stabilize(content, stylized, 0.3, FRAME_S)
    tracemalloc.start()
    try:
        stabilizer.stabilize(contents[3], stylized, 0.3, FRAME_S)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 100_000
    np.testing.assert_array_equal(contents, kept)


def test_strips_in_which_nothing_moves_are_averaged_as_all_others(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(3)
    frames = []
    for number in range(8):
        content = shifted(SCENE, 0, 0)
        content[20:60, 20 + 6 * number : 80 + 6 * number] = 250 - content[100:140, 20:80]
        frames.append((content, flickering(painted(content), rng)))
    quick = run(frames)
    took: list[bool] = []
    moves = Motion.moves

    def always(motion: Motion, rows: slice) -> bool:
        took.append(moves(motion, rows))
        return True

    monkeypatch.setattr(Motion, "moves", always)
    np.testing.assert_array_equal(quick, run(frames))
    assert {True, False} == set(took)
