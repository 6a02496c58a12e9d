"""What is painted first: where it shows, how much, and in which size."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rtstyle.engine.underpainting import COAT, Underpainting, rough_size


class Painter:
    """Paints everything in one colour, and remembers what it was given."""

    name = device = "one colour"

    def __init__(self) -> None:
        self.seen: list[tuple[np.ndarray, float, int]] = []

    def set_target(self, *_: object) -> None: ...

    def prepare(self, height: int, width: int, coat: int = 0) -> None: ...

    def close(self) -> None: ...

    def run(self, image: np.ndarray, keep: float, coat: int = 0) -> np.ndarray:
        self.seen.append((image.copy(), keep, coat))
        return np.full_like(image, 200)


def stripes(height: int, width: int) -> np.ndarray:
    """High contrast everywhere."""
    image = np.zeros((height, width, 3), np.uint8)
    image[:, (np.arange(width) // 16) % 2 == 0] = 100
    return image


def test_it_shows_by_its_share_where_there_are_shapes() -> None:
    painter, content = Painter(), stripes(512, 512)
    middle = (slice(128, -128), slice(128, -128))
    for share in (0.25, 1.0):
        result = Underpainting(painter).lay(content, share, 0.5)
        expected = 200.0 * share + content[middle].astype(np.float64) * (1 - share)
        assert np.abs(result[middle] - expected).max() <= 1
    small, keep, coat = painter.seen[0]
    assert (small.shape, keep, coat) == ((128, 128, 3), 0.5, COAT)
    assert abs(float(small.mean()) - float(content.mean())) < 1


def test_it_fades_towards_the_edge_and_is_none_on_a_plain_wall() -> None:
    result = Underpainting(Painter()).lay(stripes(512, 768), 1.0, 0.0).astype(int)
    rows = result[:, 300:400].mean((1, 2))
    assert (np.diff(rows[:64:8]) > 0).all()
    assert rows[0] < rows[128] / 2
    assert (result[:, ::32] == result[::-1, ::32]).all()
    wall = np.full((512, 512, 3), 90, np.uint8)
    assert (Underpainting(Painter()).lay(wall, 1.0, 0.0) == 90).all()


def test_none_is_painted_where_none_is_wanted() -> None:
    painter, content = Painter(), stripes(128, 128)
    assert Underpainting(painter).lay(content, 0.0, 0.0) is content
    small = stripes(64, 100)
    assert Underpainting(painter).lay(small, 1.0, 0.0) is small
    assert not painter.seen


def test_sizes_may_change_from_frame_to_frame() -> None:
    underpainting, painter = Underpainting(Painter()), Painter()
    for size in [(512, 512), (96, 200), (512, 512), (1, 3)]:
        content = stripes(*size)
        expected = Underpainting(painter).lay(content, 0.7, 0.0)
        assert (underpainting.lay(content, 0.7, 0.0) == expected).all()


@given(st.integers(1, 3000), st.integers(1, 3000))
def test_sizes(height: int, width: int) -> None:
    rough = rough_size(height, width)
    if min(height, width) <= 64:
        assert rough is None
        return
    assert rough is not None
    assert min(rough) == max(64, round(min(height, width) / 4))
    assert rough[0] / rough[1] == pytest.approx(height / width, rel=1.1 / min(rough))
