"""What is seen on a wall that has nothing on it."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from rtstyle.errors import UsageError
from rtstyle.evaluation.plain_wall import border, lattice, plain_wall

SIDE = 256


def grey(plane: np.ndarray) -> np.ndarray:
    return np.repeat(np.clip(plane, 0, 255)[:, :, None], 3, 2).astype(np.uint8)


def dots(period: float) -> np.ndarray:
    """A wall with a grid of soft dots on it."""
    rows, columns = np.mgrid[:SIDE, :SIDE] * 2 * np.pi / period
    return plain_wall(SIDE)[:, :, 0] - 40.0 + 20 * (np.cos(rows) + np.cos(columns))


def detail_reference(image: np.ndarray) -> np.ndarray:
    """Float64, with a Gaussian of its own: the border mirrored, as far as it reaches."""
    plane = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY).astype(float)
    taps = np.exp(-0.5 * (np.arange(-48, 49) / 12) ** 2)
    taps /= taps.sum()
    smooth = plane
    for axis in (0, 1):
        padded = np.pad(smooth, [(48, 48) if i == axis else (0, 0) for i in (0, 1)], mode="reflect")
        count = smooth.shape[axis]
        smooth = sum(tap * np.take(padded, range(i, i + count), axis) for i, tap in enumerate(taps))
    return plane - smooth


def lattice_reference(image: np.ndarray) -> float:
    """By the whole Fourier transform of float64, each real frequency counted once."""
    inside = detail_reference(image)[32:-32, 32:-32]
    window = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(len(inside)) / (len(inside) - 1))
    size = inside.shape[1] // 2 + 1
    power = np.abs(np.fft.fft2(inside * window[:, None] * window))[:, :size] ** 2
    left, peaks = power.copy(), 0.0
    for _ in range(3):
        row, column = divmod(int(left.argmax()), size)
        for y in range(row - 2, row + 3):
            for x in range(max(0, column - 2), min(size, column + 3)):
                peaks += left[y % len(left), x]
                left[y % len(left), x] = 0
    return peaks / power.sum()


def test_the_wall_is_plain_and_the_same_everywhere() -> None:
    wall = plain_wall(SIDE)
    assert (wall.shape, wall.dtype) == ((SIDE, SIDE, 3), np.uint8)
    assert np.array_equal(wall, plain_wall(SIDE))
    assert lattice(wall) < 0.15  # what is left of its light; a camera's noise has no pattern
    assert border(wall) == pytest.approx(1, abs=0.1)
    assert wall.std() < 15


@pytest.mark.parametrize("period", [8, 11.3, 16])
def test_a_perfect_grid_is_a_lattice(period: float) -> None:
    assert lattice(grey(dots(period))) > 0.95


def test_lattice_is_the_share_of_three_frequencies() -> None:
    noise = np.random.default_rng(3).normal(0, 20, (SIDE, SIDE))
    for image in (plain_wall(SIDE), grey(dots(9)), grey(dots(9) + noise)):
        assert lattice(image) == pytest.approx(lattice_reference(image), rel=1e-6)
    assert 0.05 < lattice(grey(dots(9) + noise)) < 0.95


def test_a_wall_without_any_detail_has_no_lattice() -> None:
    flat = np.full((SIDE, SIDE, 3), 200, np.uint8)
    assert lattice(flat) == 0
    assert border(flat) == 1


def test_a_framed_wall_has_a_border() -> None:
    framed = plain_wall(SIDE)
    for side in (framed[:6], framed[-6:], framed[:, :6], framed[:, -6:]):
        side[:] = 20
    assert border(framed) > 5
    detail = detail_reference(framed)
    strips = [detail[:24], detail[-24:], detail[:, :24], detail[:, -24:]]
    outside = np.concatenate([strip.ravel() for strip in strips]).std()
    assert border(framed) == pytest.approx((outside + 0.5) / (detail[32:-32, 32:-32].std() + 0.5), rel=1e-3)


def test_light_and_shade_are_no_detail() -> None:
    shade = np.linspace(-40, 40, SIDE)[None]
    assert lattice(grey(dots(9) + shade)) == pytest.approx(lattice(grey(dots(9))), abs=0.03)


def test_walls_that_are_too_small_are_refused() -> None:
    for judge in (lattice, border):
        with pytest.raises(UsageError, match="256 pixels"):
            judge(plain_wall(248))
