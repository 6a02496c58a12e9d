from __future__ import annotations

import cv2
import numpy as np
import pytest

from rtstyle.engine.enlarge import Enlarger
from rtstyle.engine.stylizer import Stylizer
from rtstyle.sources.synthetic import SyntheticSource


def strokes(height: int, width: int) -> np.ndarray:
    """Paint: strokes of flat colours, a few pixels wide, as soft as a network's."""
    rng = np.random.default_rng(0)
    picture = np.full((height, width, 3), 120, np.uint8)
    for x, y, dx, dy in rng.integers((0, 0, -30, -30), (width, height, 30, 30), (160, 4)).tolist():
        color = rng.integers(0, 256, 3).tolist()
        cv2.line(picture, (x, y), (x + dx, y + dy), color, int(rng.integers(3, 8)), cv2.LINE_AA)
    return picture


def steepness(picture: np.ndarray) -> float:
    """Of the steepest hundredth of the picture, levels a pixel."""
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY).astype(np.float32)
    return float(np.quantile(np.abs(np.diff(grey, axis=1)), 0.99))


@pytest.mark.parametrize("size", [(240, 160), (241, 163), (300, 170), (900, 640), (160, 120)])
def test_the_size_is_what_was_asked_for_and_the_picture_is_the_same(size: tuple[int, int]) -> None:
    painted = strokes(120, 160)
    before = painted.copy()
    enlarged = Enlarger().enlarge(painted, *size)
    assert enlarged.shape == (size[1], size[0], 3)
    assert enlarged.dtype == np.uint8
    assert enlarged.flags["C_CONTIGUOUS"]
    back = cv2.resize(enlarged, (160, 120), interpolation=cv2.INTER_AREA).astype(float)
    assert np.abs(back - painted).mean() < 6
    assert np.abs((back - painted).mean((0, 1))).max() < 1
    np.testing.assert_array_equal(painted, before)


def test_edges_are_steeper_than_interpolation_leaves_them() -> None:
    painted = strokes(120, 160)
    enlarged = Enlarger().enlarge(painted, 320, 240)
    soft = cv2.resize(painted, (320, 240), interpolation=cv2.INTER_CUBIC)
    assert steepness(enlarged) > 1.25 * steepness(soft)


def test_an_edge_does_not_ring() -> None:
    painted = np.full((60, 80, 3), 60, np.uint8)
    painted[:, 40:] = 180
    painted = cv2.GaussianBlur(painted, (5, 5), 0)
    enlarged = Enlarger().enlarge(painted, 160, 120)
    assert enlarged.min() >= 58
    assert enlarged.max() <= 182
    row = enlarged[60, :, 0].astype(int)
    assert (np.diff(row) >= -2).all()
    # As sharp as in the small picture, where it took three pixels from a tenth to nine tenths.
    assert ((row > 72) & (row < 168)).sum() <= 4


def test_what_is_flat_stays_flat() -> None:
    noise = np.random.default_rng(0).integers(-2, 3, (90, 90, 3))
    wall = (127 + noise).astype(np.uint8)
    plain = cv2.resize(wall, (180, 180), interpolation=cv2.INTER_CUBIC)
    assert Enlarger().enlarge(wall, 180, 180).std() <= plain.std()


def test_one_enlarger_takes_pictures_of_any_size_in_turn() -> None:
    enlarger = Enlarger()
    first = enlarger.enlarge(strokes(40, 60), 120, 80)
    kept = first.copy()
    other = enlarger.enlarge(strokes(30, 50), 90, 70)
    again = enlarger.enlarge(strokes(40, 60), 120, 80)
    np.testing.assert_array_equal(first, kept)
    np.testing.assert_array_equal(again, kept)
    np.testing.assert_array_equal(other, Enlarger().enlarge(strokes(30, 50), 90, 70))


def test_a_scene_looks_the_same_whatever_its_number_of_pixels() -> None:
    stylizer = Stylizer(device="cpu", threads=1)
    stylizer.set_style("night-whorls")
    scene = SyntheticSource(1280, 720).render(1.0)

    def seen(lines: int) -> np.ndarray:
        content = cv2.resize(scene, (lines * 16 // 9, lines), interpolation=cv2.INTER_AREA)
        stylizer.reset()
        painted = stylizer.stylize(content)
        assert painted.shape == content.shape
        return cv2.resize(painted, (320, 180), interpolation=cv2.INTER_AREA).astype(float)

    high, middle, low = seen(720), seen(540), seen(360)
    assert np.abs(high - middle).mean() < 4
    assert np.abs(high - low).mean() < 4.5
    stylizer.size = "full"
    assert np.abs(high - seen(360)).mean() > 6
    stylizer.close()
