from __future__ import annotations

import gc
import itertools
import mmap
import os
import random
from pathlib import Path

import cv2
import numpy as np
import pytest

from rtstyle import Stylizer
from rtstyle.engine.marks import StyleMarks
from rtstyle.engine.recent_styles import EncodedStyle, RecentStyles
from rtstyle.modeling.style_code import StyleCode
from rtstyle.styles.library import StyleLibrary


class CountingLibrary(StyleLibrary):
    """Counts how often pictures are decoded and codes looked up."""

    decoded = looked_up = 0

    def image(self, spec):
        self.decoded += 1
        return super().image(spec)

    def code(self, image, key, compute):
        self.looked_up += 1
        return super().code(image, key, compute)


def paint(path: Path, seed: int, size: tuple[int, int] = (80, 60)) -> Path:
    small = np.random.default_rng(seed).integers(0, 255, (6, 8, 3), np.uint8)
    assert cv2.imwrite(str(path), cv2.resize(small, size))
    return path


def test_styles_that_are_mixed_again_are_neither_decoded_nor_encoded_again(tmp_path: Path) -> None:
    library = CountingLibrary([tmp_path], tmp_path / "cache")
    paths = [paint(tmp_path / f"{name}.png", seed) for seed, name in enumerate("ab")]
    stylizer = Stylizer(device="cpu", threads=1, backend="torch", library=library)
    first = stylizer.prepare({"a": 0.5, "b": 0.5})
    for share in (0.1, 0.3, 0.9):
        mixed = stylizer.prepare({"a": share, "b": 1 - share})
    assert (library.decoded, library.looked_up) == (2, 2)
    assert mixed.images[0][0] is first.images[0][0]
    alone = stylizer.prepare(paths[0])
    np.testing.assert_array_equal(alone.code.layers[0].mean, stylizer.prepare("a").code.layers[0].mean)
    assert library.decoded == 2

    # Another stroke scale, or another picture under the same name, is another style.
    stylizer.stroke_scale = 0.5
    stylizer.prepare("a")
    assert library.decoded == 3
    stylizer.stroke_scale = 1.0
    paint(paths[0], 7)
    os.utime(paths[0], ns=(1, 1))
    changed = stylizer.prepare("a")
    assert library.decoded == 4
    assert not np.array_equal(changed.code.layers[0].mean, alone.code.layers[0].mean)
    stylizer.close()


def encoded(rows: int) -> EncodedStyle:
    """A style of 10 bytes a row of its picture, and of as many for its marks."""
    nothing = np.zeros(0)
    marks = StyleMarks(np.zeros((rows, 10), np.uint8), *[nothing] * 6)
    return EncodedStyle(np.zeros((rows, 10, 1), np.uint8), StyleCode(()), nothing, marks)


def test_memory_has_an_end_and_the_oldest_go_first(tmp_path: Path) -> None:
    recent, made = RecentStyles(most_bytes=500), []
    paths = [paint(tmp_path / f"{number}.png", number) for number in range(3)]

    def get(number: int, size: int = 10) -> None:
        def make() -> EncodedStyle:
            made.append(number)
            return encoded(size)

        recent.get(paths[number], 1.0, make)

    for number in (0, 1, 0, 2, 0, 1):
        get(number)
    assert made == [0, 1, 2, 1]
    # One that is too large alone is given out, and not kept.
    recent.get(tmp_path / "gone.png", 1.0, lambda: encoded(1))
    os.utime(paths[0], ns=(1, 1))
    get(0, size=30)
    get(0, size=30)
    assert made == [0, 1, 2, 1, 0, 0]


@pytest.mark.skipif(not Path("/proc/self/statm").is_file(), reason="only Linux tells what is resident")
def test_mixtures_without_end_take_no_more_memory(tmp_path: Path) -> None:
    # More pictures than are remembered, of a quarter of a megabyte each.
    names = [paint(tmp_path / f"{seed}.png", seed, (350, 250)).stem for seed in range(10)]
    library, chance = StyleLibrary([tmp_path], tmp_path / "cache"), random.Random(3)
    frame = np.zeros((36, 64, 3), np.uint8)

    def resident_after(mixtures: int) -> int:
        for _ in range(mixtures):
            stylizer.set_style({name: chance.random() + 0.1 for name in chance.sample(names, 4)}, fade_s=0.1)
            stylizer.stylize(frame)
        gc.collect()
        return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * mmap.PAGESIZE

    with Stylizer(device="cpu", threads=1, backend="torch", library=library) as stylizer:
        levels = [resident_after(12), *(resident_after(8) for _ in range(3))]
    # A mixture that was kept would be 1 MB, those of a round 8 MB.
    assert min(later - earlier for earlier, later in itertools.pairwise(levels)) < 4e6
