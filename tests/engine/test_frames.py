"""From a loop into a loop, with real sources and a real stylizer."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np
import pytest

import rtstyle
from rtstyle.frame import VideoFrame
from rtstyle.sources.synthetic import SyntheticSource
from tests.media_fixtures import Clip, make_clip

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

STYLE = np.random.default_rng(1).integers(0, 256, (64, 64, 3), np.uint8)


@pytest.fixture(scope="module")
def shared() -> Iterator[rtstyle.Stylizer]:
    with rtstyle.Stylizer(device="cpu", threads=1) as stylizer:
        yield stylizer


@pytest.fixture
def stylizer(shared: rtstyle.Stylizer) -> rtstyle.Stylizer:
    shared.smoothing = 0.0
    shared.reset()
    shared.set_style(STYLE)
    return shared


def test_a_file_comes_out_frame_by_frame_at_its_own_times(stylizer: rtstyle.Stylizer, tmp_path: Path) -> None:
    path = make_clip(tmp_path / "clip.mp4", Clip(frames=5))
    with rtstyle.open_source(path) as source:
        plain = list(source)
        assert (source.info.width, source.info.height) == plain[0].image.shape[1::-1]
    with rtstyle.open_source(path) as source:
        painted = list(rtstyle.stylize_frames(source, stylizer=stylizer))
    assert len(painted) == len(plain) > 2
    for frame, original in zip(painted, plain, strict=True):
        assert (frame.pts, frame.index, frame.time_base) == (original.pts, original.index, original.time_base)
        assert frame.image.shape == original.image.shape
        assert not np.array_equal(frame.image, original.image)


def test_pictures_give_pictures_and_one_is_made_only_when_it_is_asked_for(stylizer: rtstyle.Stylizer) -> None:
    taken: list[int] = []

    def pictures() -> Iterator[np.ndarray]:
        for number in range(3):
            taken.append(number)
            yield np.full((32, 40, 3), 60 * number, np.uint8)

    loop = rtstyle.stylize_frames(pictures(), STYLE, stylizer=stylizer)
    assert taken == []
    assert next(loop).shape == (32, 40, 3)
    assert taken == [0]
    assert len(list(loop)) == 2


def test_times_of_frames_reach_the_stylizer(stylizer: rtstyle.Stylizer) -> None:
    scene = SyntheticSource(64, 48)
    stylizer.smoothing = 0.5

    def frames(gap: int) -> list[VideoFrame]:
        return [VideoFrame(scene.render(t / 5), t, t * gap, Fraction(1, 30), 0) for t in range(4)]

    near, far = (
        [frame.image for frame in rtstyle.stylize_frames(frames(gap), STYLE, stylizer=stylizer)]
        for gap in (1, 300)
    )
    assert not np.array_equal(near[-1], far[-1])


def test_a_stylizer_that_is_made_is_closed_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    closed: list[rtstyle.Stylizer] = []
    close = rtstyle.Stylizer.close
    monkeypatch.setattr(rtstyle.Stylizer, "close", lambda self: closed.append(self) or close(self))
    picture = np.zeros((32, 32, 3), np.uint8)
    loop = rtstyle.stylize_frames([picture, picture], STYLE, device="cpu", threads=1, strength=0.0)
    np.testing.assert_array_equal(next(loop), picture)
    assert not closed
    loop.close()
    assert len(closed) == 1
    with pytest.raises(rtstyle.UnknownStyleError):
        rtstyle.stylize_frames([picture], "no-such-style", device="cpu", threads=1)
    assert len(closed) == 2


def test_what_cannot_be_painted_is_told_at_once(stylizer: rtstyle.Stylizer) -> None:
    picture = np.zeros((32, 32, 3), np.uint8)
    with pytest.raises(rtstyle.UsageError, match="loop over, not int"):
        rtstyle.stylize_frames(3, STYLE)
    with pytest.raises(rtstyle.UsageError, match="takes a style"):
        rtstyle.stylize_frames([picture])
    with pytest.raises(rtstyle.UsageError, match="set strength on the stylizer"):
        rtstyle.stylize_frames([picture], stylizer=stylizer, strength=0.5)


def test_any_object_that_opens_reads_and_closes_is_a_source() -> None:
    source = SyntheticSource(64, 48, Fraction(10), duration_s=0.3)
    with rtstyle.open_source(source) as opened:
        assert [frame.index for frame in opened] == [0, 1, 2]
        assert list(opened) == []
    for nonsense in (3, None, object(), b"camera:0"):
        with pytest.raises(rtstyle.UsageError):
            rtstyle.open_source(nonsense)
    with pytest.raises(rtstyle.MediaReadError, match=r"missing\.mp4"):
        rtstyle.open_source("./missing.mp4")
    with pytest.raises(rtstyle.UsageError, match="fps lies between"):
        rtstyle.open_source("synthetic", fps=float("nan"))


def test_an_open_source_is_a_source(stylizer: rtstyle.Stylizer, tmp_path: Path) -> None:
    path = make_clip(tmp_path / "clip.mp4", Clip(frames=5))
    frames: list[VideoFrame] = []

    class Collecting:
        def open(self, info: rtstyle.StreamInfo) -> None:
            assert (info.width, info.height) == (64, 48)

        def write(self, frame: VideoFrame) -> None:
            frames.append(frame)

        def close(self) -> None:
            pass

        abort = close

    opened = rtstyle.open_source(path)
    assert opened.open() is opened.info
    rtstyle.Pipeline(opened, [Collecting()], make_stylizer=lambda: stylizer, close_stylizer=False).run()
    assert [frame.index for frame in frames] == list(range(5))
    assert opened.read() is None


def test_a_loop_that_is_left_early_closes_its_source() -> None:
    class Counting(SyntheticSource):
        closed = 0

        def close(self) -> None:
            Counting.closed += 1
            super().close()

    with rtstyle.open_source(Counting(64, 48)) as source:
        for frame in source:
            assert frame.index == 0
            break
    assert Counting.closed == 1
