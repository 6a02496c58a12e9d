"""Animated pictures are played like videos: every frame, at its time, on white."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image as Pillow

from rtstyle.errors import MediaReadError
from rtstyle.sources.animation import AnimationSource, is_animation, make_file_source
from rtstyle.sources.file import FileSource
from rtstyle.sources.playback import PlaybackSource

if TYPE_CHECKING:
    from pathlib import Path

COLORS = [(220, 40, 40), (40, 200, 60), (50, 70, 220), (230, 190, 40)]


def animation(path: Path, durations=(80, 120, 200, 80)) -> Path:
    """Four frames of one colour each, the middle of which is transparent."""
    frames = []
    for color in COLORS:
        frame = Pillow.new("RGBA", (32, 24), (*color, 255))
        frame.paste((0, 0, 0, 0), (12, 0, 20, 24))
        frames.append(frame)
    options = {"lossless": True} if path.suffix == ".webp" else {}
    frames[0].save(
        path, save_all=True, append_images=frames[1:], duration=list(durations), disposal=1, **options
    )
    return path


@pytest.mark.parametrize("suffix", ["png", "webp"])
def test_every_frame_comes_at_its_time_and_on_white(tmp_path: Path, suffix: str) -> None:
    with make_file_source(animation(tmp_path / f"a.{suffix}")) as source:
        assert (source.info.width, source.info.height, source.info.frame_count) == (32, 24, 4)
        frames = list(iter(source.read, None))
    assert [round(frame.seconds * 1000) for frame in frames] == [0, 80, 200, 400]
    assert [round(frame.duration * frame.time_base * 1000) for frame in frames] == [80, 120, 200, 80]
    for frame, color in zip(frames, COLORS, strict=True):
        assert np.abs(frame.image[12, 4].astype(int) - color).max() <= 2
        assert frame.image[12, 16].tolist() == [255, 255, 255]


def test_frames_that_tell_no_time_stay_as_long_as_in_a_browser(tmp_path: Path) -> None:
    with make_file_source(animation(tmp_path / "a.webp", (0, 1, 500, 80))) as source:
        times = [round(frame.seconds * 1000) for frame in iter(source.read, None)]
    assert times == [0, 100, 200, 700]


def test_the_picture_for_those_who_know_no_animations_is_none_of_its_frames(tmp_path: Path) -> None:
    path, still = tmp_path / "a.png", Pillow.new("RGB", (32, 24), (1, 2, 3))
    rest = [Pillow.new("RGB", (32, 24), color) for color in COLORS]
    still.save(path, save_all=True, append_images=rest, default_image=True, duration=80)
    with make_file_source(path) as source:
        assert source.info.frame_count == 4
        frames = list(iter(source.read, None))
        source.seek(0.16)
        assert source.read().image[0, 0].tolist() == list(COLORS[2])
    assert [tuple(frame.image[0, 0].tolist()) for frame in frames] == COLORS


def test_only_what_moves_is_played(tmp_path: Path) -> None:
    still = tmp_path / "still.webp"
    Pillow.new("RGB", (8, 8)).save(still)
    assert not is_animation(still)
    assert isinstance(make_file_source(still), FileSource)
    with pytest.raises(MediaReadError, match="picture, not a video"):
        make_file_source(still).open()
    assert isinstance(make_file_source(tmp_path / "missing.webp"), FileSource)


def test_one_that_is_cut_off_ends_in_one_line(tmp_path: Path) -> None:
    path = animation(tmp_path / "a.png")
    path.write_bytes(path.read_bytes()[:-150])
    with pytest.raises(MediaReadError, match="cannot read"), AnimationSource(path) as source:
        list(iter(source.read, None))


def test_it_is_played_live_and_again(tmp_path: Path) -> None:
    source = PlaybackSource(animation(tmp_path / "a.webp", (20, 20, 20, 20)), loop=True)
    source.open()
    frames = [source.read() for _ in range(6)]
    source.close()
    assert [frame.pts for frame in frames] == sorted({frame.pts for frame in frames})
