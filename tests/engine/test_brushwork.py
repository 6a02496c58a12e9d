"""Strokes: along shapes, or as the style's lie; no weave, no glow, and what has to be recognised stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rtstyle.engine.brushwork import Brushwork, Lie, lie_of, mean_lie

if TYPE_CHECKING:
    from rtstyle.frame import Image

LEVEL: Lie = np.array([-1.0, 0.0])
"""Strokes that lie level: across them is upright."""
UPRIGHT: Lie = np.array([1.0, 0.0])
SLOPING: Lie = np.array([0.0, 1.0])


def wall(height: int = 128, width: int = 160, level: int = 140) -> Image:
    return np.full((height, width, 3), level, np.uint8)


def woven(picture: Image, amplitude: float = 24.0) -> Image:
    """A picture with a weave over it, as networks leave one."""
    rows, columns = np.mgrid[: picture.shape[0], : picture.shape[1]]
    weave = amplitude * np.sin(rows * np.pi / 2 + 0.7) * np.sin(columns * np.pi / 2 + 0.4)
    return (picture + weave[..., None]).clip(0, 255).astype(np.uint8)


def grey(picture: Image) -> npt.NDArray[np.float64]:
    return picture.astype(np.float64).mean(2)


def slopes(picture: Image, inside: int = 16) -> tuple[float, float]:
    """How much lightness changes across and down, on the whole."""
    inner = grey(picture)[inside:-inside, inside:-inside]
    return float(np.abs(np.diff(inner, axis=1)).mean()), float(np.abs(np.diff(inner, axis=0)).mean())


def colour_kept(content: Image, painted: Image) -> float:
    """How much of a weave of colours is left, which the picture's own light and dark says nothing of."""
    painted = painted.copy()
    painted[..., 0], painted[..., 1] = woven(painted)[..., 0], woven(painted, -24)[..., 0]
    before, after = (
        (picture[..., 0].astype(float) - picture[..., 1])[32:96, 32:96]
        for picture in (painted, Brushwork().draw(content, painted, 1.0, LEVEL))
    )
    return float(np.cov(before.ravel(), after.ravel())[0, 1] / before.var())


def peak(picture: Image) -> float:
    """Share of a picture's detail that sits in its strongest frequencies: 1 is a perfect grid."""
    inner = grey(picture)[32:96, 32:96]
    power = np.abs(np.fft.fft2(inner - inner.mean())) ** 2
    return float(np.sort(power, axis=None)[-4:].sum() / max(power.sum(), 1e-9))


@settings(max_examples=25)
@given(st.integers(1, 90), st.integers(1, 90), st.floats(0.01, 1), st.integers(0, 2**31))
def test_any_size_keeps_its_size_and_what_came_is_left_as_it_was(
    height: int, width: int, share: float, seed: int
) -> None:
    random = np.random.default_rng(seed)
    content, painted = random.integers(0, 256, (2, height, width, 3), np.uint8)
    kept = content.copy(), painted.copy()
    drawn = Brushwork().draw(content, painted, share, LEVEL)
    assert drawn.shape == painted.shape
    assert drawn.dtype == np.uint8
    np.testing.assert_array_equal(content, kept[0])
    np.testing.assert_array_equal(painted, kept[1])
    np.testing.assert_array_equal(drawn, Brushwork().draw(content, painted, share, LEVEL))


def test_no_share_is_the_painting_itself() -> None:
    painted = woven(wall())
    assert Brushwork().draw(wall(), painted, 0.0, LEVEL) is painted


def test_a_share_lies_between_nothing_and_all() -> None:
    painted = woven(wall())
    whole, half = (Brushwork().draw(wall(), painted, share, LEVEL).astype(float) for share in (1.0, 0.5))
    np.testing.assert_allclose(half, (whole + painted) / 2, atol=1.6)


def test_one_size_after_another_is_as_if_each_were_the_first() -> None:
    brushwork = Brushwork()
    for side in (64, 96, 64):
        painted = woven(wall(side, side + 7))
        expected = Brushwork().draw(wall(side, side + 7), painted, 1.0, SLOPING)
        np.testing.assert_array_equal(brushwork.draw(wall(side, side + 7), painted, 1.0, SLOPING), expected)


def test_a_weave_turns_into_bristles_that_are_no_grid() -> None:
    painted = woven(wall())
    drawn = Brushwork().draw(wall(), painted, 1.0, LEVEL)
    assert peak(painted) > 0.9
    assert peak(drawn) < 0.2
    # The grain that went comes back in another shape.
    before, after = (float(grey(picture)[32:96, 32:96].std()) for picture in (painted, drawn))
    assert 0.3 * before < after < 1.3 * before
    assert abs(float(grey(drawn).mean()) - float(grey(painted).mean())) < 1.5


def test_paint_without_grain_gets_none() -> None:
    np.testing.assert_allclose(Brushwork().draw(wall(), wall(), 1.0, LEVEL), 140, atol=1)


def test_bristles_are_light_and_dark_of_the_paint_s_own_colour() -> None:
    painted = woven(wall())
    painted[..., 2] = 40
    red, green, blue = (
        Brushwork().draw(wall(), painted, 1.0, LEVEL)[32:96, 32:96].reshape(-1, 3).astype(float)
    ).T
    assert red.std() > 3
    assert np.corrcoef(red, green)[0, 1] > 0.98
    assert blue.mean() < 46


@pytest.mark.parametrize(("lie", "steeper"), [(LEVEL, 1), (UPRIGHT, 0)])
def test_where_nothing_shows_a_direction_strokes_lie_as_the_style_s(lie: Lie, steeper: int) -> None:
    found = slopes(Brushwork().draw(wall(), woven(wall()), 1.0, lie))
    assert found[steeper] > 2 * found[1 - steeper]


def test_strokes_run_along_the_shapes_of_the_picture() -> None:
    """A soft slope from left to right: strokes run up and down, whatever the style's do."""
    ramp = np.tile(np.linspace(20, 235, 160), (128, 1))
    content = (
        np.repeat((ramp + 12 * np.sin(np.arange(160) / 3))[..., None], 3, 2).clip(0, 255).astype(np.uint8)
    )
    painted = woven(content)
    drawn = Brushwork().draw(content, painted, 1.0, LEVEL)
    assert slopes(drawn)[1] < 0.35 * slopes(painted)[1]


def test_an_edge_stays_where_it_was_and_nothing_glows() -> None:
    content = wall()
    content[:, 80:] = 40
    painted = cv2.GaussianBlur(content, (0, 0), 1.5)
    drawn = grey(Brushwork().draw(content, painted, 1.0, LEVEL))[24:-24].mean(0)
    assert drawn.max() < 140 + 3
    assert drawn.min() > 40 - 3
    steepest = np.abs(np.diff(drawn))
    assert abs(int(steepest.argmax()) - 79) <= 1
    assert steepest.max() >= np.abs(np.diff(grey(painted)[64])).max()


def test_where_much_happens_in_a_small_place_the_network_s_own_marks_stay() -> None:
    random = np.random.default_rng(3)
    busy = cv2.resize(
        random.integers(0, 256, (32, 40, 3), np.uint8), (160, 128), interpolation=cv2.INTER_CUBIC
    )
    kept = colour_kept(busy, woven(busy)), colour_kept(wall(), woven(wall()))
    assert kept[0] > 0.8
    assert kept[1] < 0.3
    # An eye that the paint has lost is seen again, a little.
    eye = wall()
    cv2.circle(eye, (80, 64), 3, (0, 0, 0), -1)
    cv2.circle(eye, (92, 64), 3, (0, 0, 0), -1)
    seen = grey(Brushwork().draw(eye, wall(), 1.0, LEVEL))
    assert seen[62:67, 78:83].min() < 140 - 15


def test_how_strokes_lay_before_is_kept_for_a_while() -> None:
    brushwork, painted = Brushwork(), woven(wall())
    brushwork.draw(wall(), painted, 1.0, LEVEL)
    kept = slopes(brushwork.draw(wall(), painted, 1.0, UPRIGHT, keep=0.9))
    assert kept[1] > kept[0]
    for _ in range(40):
        later = slopes(brushwork.draw(wall(), painted, 1.0, UPRIGHT, keep=0.9))
    assert later[0] > later[1]
    fresh = slopes(brushwork.draw(wall(), painted, 1.0, LEVEL, keep=0.0))
    assert fresh[1] > fresh[0]


@pytest.mark.parametrize("degrees", [0, 30, 45, 90, 135, 160])
def test_the_lie_of_hatching_is_its_angle(degrees: int) -> None:
    rows, columns = np.mgrid[:200, :200]
    across = np.radians(degrees + 90)
    hatching = 127 + 90 * np.sin((columns * np.cos(across) + rows * np.sin(across)) * 2 * np.pi / 9)
    lie = lie_of(np.repeat(hatching[..., None], 3, 2).astype(np.uint8))
    expected = np.array([np.cos(2 * across), np.sin(2 * across)])
    np.testing.assert_allclose(lie, expected, atol=0.05)


def test_a_flat_style_has_a_lie_too_and_mixtures_the_mean_of_theirs() -> None:
    assert np.hypot(*lie_of(wall())) == pytest.approx(1)
    np.testing.assert_allclose(mean_lie([LEVEL, SLOPING], [3, 1]), [-0.75, 0.25])
    np.testing.assert_allclose(mean_lie([LEVEL, UPRIGHT], [1, 1]), [0, 0])
    drawn = Brushwork().draw(wall(), woven(wall()), 1.0, mean_lie([LEVEL, UPRIGHT], [1, 1]))
    assert peak(drawn) < 0.9
