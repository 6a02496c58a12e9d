from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rtstyle.engine.mark_layer import MarkLayer
from rtstyle.engine.marks import StyleMarks, marks_of, mixed_marks, texture_of

GREY = 130


def dotted(
    height: int = 192, width: int = 208, colour: tuple[int, int, int] = (60, 90, 200)
) -> npt.NDArray[np.uint8]:
    """A style of dots, all over."""
    picture = np.full((height, width, 3), GREY, np.uint8)
    for row in range(4, height, 8):
        for column in range(4 + row % 3, width, 8):
            cv2.circle(picture, (column, row), 2, colour, -1)
    return picture


def striped(angle: float, side: int = 256) -> npt.NDArray[np.uint8]:
    """A style of soft strokes that run at an angle, radians, from left to right and down."""
    rows, columns = np.mgrid[:side, :side]
    across = columns * -np.sin(angle) + rows * np.cos(angle)
    grey = GREY + 14 * np.sin(across * (2 * np.pi / 7))
    return np.repeat(grey[..., None], 3, axis=2).astype(np.uint8)


def drawing() -> npt.NDArray[np.uint8]:
    """A style of a few things on a plain ground."""
    picture = np.full((192, 208, 3), GREY, np.uint8)
    cv2.circle(picture, (70, 80), 30, (20, 20, 20), 2)
    cv2.rectangle(picture, (120, 100), (180, 160), (230, 230, 230), 3)
    return picture


def wall(height: int = 120, width: int = 160, level: int = GREY) -> npt.NDArray[np.uint8]:
    return np.full((height, width, 3), level, np.uint8)


def laid(
    marks: StyleMarks,
    painted: npt.NDArray[np.uint8],
    *,
    angle: float = 0.0,
    calm: float = 1.0,
    share: float = 1.0,
    layer: MarkLayer | None = None,
    clock: float | None = None,
) -> npt.NDArray[np.uint8]:
    """A painting with marks, strokes running at an angle."""
    size = painted.shape[:2]
    planes = [np.full(size, value, np.float32) for value in (np.cos(angle), np.sin(angle), calm, share)]
    return (layer or MarkLayer()).lay(painted, marks, *planes, clock)


def direction(picture: npt.NDArray[np.uint8]) -> float:
    """How strokes run, radians in [-π/2, π/2)."""
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY).astype(np.float32)
    x, y = cv2.Sobel(grey, cv2.CV_32F, 1, 0), cv2.Sobel(grey, cv2.CV_32F, 0, 1)
    across = np.arctan2(2 * (x * y).sum(), ((x * x) - (y * y)).sum()) / 2
    return float((across + np.pi) % np.pi - np.pi / 2)


@settings(max_examples=25)
@given(
    st.tuples(st.integers(64, 200), st.integers(64, 200)),
    st.tuples(st.integers(1, 150), st.integers(1, 150)),
    st.integers(0, 2**31),
)
def test_any_size_keeps_its_size_and_what_came_is_left_as_it_was(
    style: tuple[int, int], size: tuple[int, int], seed: int
) -> None:
    random = np.random.default_rng(seed)
    marks = marks_of(random.integers(0, 256, (*style, 3), np.uint8))
    painted = random.integers(0, 256, (*size, 3), np.uint8)
    kept = painted.copy()
    result = laid(marks, painted, angle=float(random.uniform(-4, 4)), calm=0.7, share=0.8)
    assert result.shape == painted.shape
    assert result.dtype == np.uint8
    np.testing.assert_array_equal(painted, kept)


def test_a_wall_gets_the_dots_of_the_style_in_their_colour() -> None:
    result = laid(marks_of(dotted()), wall()).astype(int)
    blue = result[..., 2] - result[..., 0]
    assert 0.1 < (blue > 60).mean() < 0.5
    assert result.mean() == pytest.approx(GREY, abs=3)
    assert np.quantile(np.abs(result - GREY).max(-1), 0.3) < 40


def test_strokes_are_turned_the_way_that_the_painting_runs() -> None:
    marks = marks_of(striped(0.3))
    assert marks.clear.all()
    for angle in (0.0, 0.9, -1.2):
        off = direction(laid(marks, wall(), angle=angle)[20:-20, 20:-20]) - angle
        assert abs((off + np.pi / 2) % np.pi - np.pi / 2) < 0.15


def test_a_style_that_depicts_things_or_shows_nothing_has_no_marks() -> None:
    random = np.random.default_rng(0)
    grain = random.integers(GREY - 12, GREY + 12, (120, 160, 3)).astype(np.uint8)
    assert texture_of(dotted()) == 1
    assert texture_of(drawing()) == 0
    np.testing.assert_array_equal(laid(marks_of(drawing(), 0.0), grain), grain)
    # A painting's own grain stays where there is nothing to take its place.
    flat = marks_of(np.full((96, 128, 3), GREY, np.uint8))
    assert flat.strengths.max() < 0.01
    np.testing.assert_allclose(laid(flat, grain).astype(int), grain, atol=1)


def test_on_another_ground_they_are_not_seen_and_the_painting_stays() -> None:
    random = np.random.default_rng(0)
    painted = random.integers(20, 44, (120, 160, 3)).astype(np.uint8)
    np.testing.assert_allclose(laid(marks_of(dotted()), painted).astype(int), painted, atol=1)


def test_of_a_style_painted_in_itself_the_ground_is_its_own() -> None:
    """What decides whether marks fit compares places that are the same."""
    style = dotted()
    style[:, :104] //= 2
    marks = marks_of(style)
    layer = MarkLayer()
    laid(marks, style, layer=layer)
    rows, columns = np.mgrid[: style.shape[0], : style.shape[1]].astype(np.float32)
    layer._aims[..., 0], layer._aims[..., 1] = columns, rows
    assert layer._alike(marks, marks.ground).min() > 0.8


def test_no_share_leaves_the_painting_and_what_is_calm_of_it_loses_its_own_detail() -> None:
    random = np.random.default_rng(0)
    painted = random.integers(GREY - 12, GREY + 12, (120, 160, 3)).astype(np.uint8)
    marks = marks_of(dotted())
    np.testing.assert_array_equal(laid(marks, painted, calm=0.0, share=0.0), painted)
    assert laid(marks, painted, calm=1.0, share=0.0).std() < painted.std() / 2


@pytest.mark.parametrize("style", [dotted(), striped(0.3)])
def test_they_stay_where_they_are_until_what_they_lie_on_changes(style: npt.NDArray[np.uint8]) -> None:
    marks, layer = marks_of(style), MarkLayer()
    first = laid(marks, wall(), layer=layer, clock=0.0)
    for shown in (marks, marks.fainter(1.0)):
        near = laid(shown, wall(level=GREY + 9), layer=layer, clock=1e-6, angle=0.2)
        assert np.abs(near.astype(int) - first - 9).max() <= 6
    far = laid(marks, wall(level=GREY - 60), layer=layer, clock=1e-6)
    np.testing.assert_array_equal(far, laid(marks, wall(level=GREY - 60)))
    # A new scene remembers nothing of the last one.
    laid(marks, wall(level=GREY + 9), layer=layer, angle=0.2)
    np.testing.assert_array_equal(laid(marks, wall(), layer=layer), first)


def test_a_span_after_the_past_nothing_of_it_is_left() -> None:
    """So that parts of a video can be painted by themselves."""
    marks, whole, part = marks_of(striped(0.3)), MarkLayer(), MarkLayer()
    for clock in np.linspace(0, 5, 51):
        level, angle = (GREY, 0.0) if clock < 3 else (GREY + 12, 0.3)
        shown = laid(marks, wall(level=level), layer=whole, clock=float(clock), angle=angle)
        if clock >= 3.5:
            other = laid(marks, wall(level=level), layer=part, clock=float(clock), angle=angle)
    np.testing.assert_array_equal(shown, other)


def test_one_size_after_another_is_as_if_each_were_the_first() -> None:
    marks, layer = marks_of(dotted()), MarkLayer()
    for side in (64, 96, 64):
        painted = wall(side, side + 7)
        np.testing.assert_array_equal(laid(marks, painted, layer=layer, clock=0.5), laid(marks, painted))


def test_a_mixture_has_the_marks_of_both_by_their_weights() -> None:
    blue, red = marks_of(dotted()), marks_of(dotted(width=160, colour=(200, 90, 60)))
    shares = []
    for weight in (0.75, 0.25):
        result = laid(mixed_marks([blue, red], [weight, 1 - weight]), wall(300, 400)).astype(int)
        off = result[..., 2] - result[..., 0]
        shares.append((off > 60).sum() / ((off > 60).sum() + (off < -60).sum()))
    assert shares == pytest.approx([0.75, 0.25], abs=0.12)
    assert mixed_marks([blue, red], [1.0, 0.0]) is blue
    mixed = mixed_marks([blue, red, blue], [0.5, 0.5, 1e-6])
    assert len(mixed.places) == len(blue.places) + len(red.places)  # one that gives nothing is left out
    assert mixed.table.dtype == np.int32
