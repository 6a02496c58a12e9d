from __future__ import annotations

import threading
import time
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np
import pytest
from media_fixtures import Clip, make_clip

from rtstyle.errors import MediaReadError, UsageError
from rtstyle.sources.file import FileSource
from rtstyle.sources.playback import Pacer, PlaybackSource

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rtstyle.frame import VideoFrame


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_clip(tmp_path_factory.mktemp("playback") / "clip.mp4", Clip(frames=12, rate=Fraction(25)))


def test_frames_come_when_they_are_due(clip: Path) -> None:
    source = PlaybackSource(clip)
    info = source.open()
    assert source.live
    assert (info.width, info.height, info.frame_rate, info.frame_count) == (64, 48, 25, 12)
    frames = []
    while (frame := source.read()) is not None:
        frames.append(frame)
    source.close()
    assert frames[0].pts == 0
    assert frames[-1].seconds == pytest.approx(11 / 25)
    first = frames[0]
    for frame in frames:
        assert (frame.captured_ns - first.captured_ns) / 1e9 > frame.seconds - 0.005


def test_what_could_not_be_taken_in_time_is_left_out(clip: Path) -> None:
    source = PlaybackSource(clip, loop=True)
    source.open()
    first = source.read()
    threading.Event().wait(0.26)
    second = source.read()
    source.close()
    assert first.index == 0
    # Six frames of 0.04 s have passed; what comes is due now, not then.
    assert second.index >= 5
    assert second.seconds <= (second.captured_ns - first.captured_ns) / 1e9 + 0.001
    assert second.seconds == pytest.approx(second.index / 25)


def test_the_last_picture_is_shown_however_late_it_is(clip: Path) -> None:
    source = PlaybackSource(clip)
    source.open()
    for _ in range(6):
        source.read()
    threading.Event().wait(0.6)
    last = source.read()
    assert last.index == 11
    assert source.read() is None
    source.close()


def test_after_a_pause_it_goes_on_from_the_frame_that_it_was_held_at(clip: Path) -> None:
    source = PlaybackSource(clip)
    source.open()
    source.read()
    source.read()
    threading.Event().wait(0.3)
    source.resume()
    resumed_ns = time.monotonic_ns()
    third = source.read()
    source.close()
    assert third.index == 2
    assert 0.03 < (third.captured_ns - resumed_ns) / 1e9 < 0.2


def test_a_loop_goes_on_where_it_ended(clip: Path) -> None:
    source = PlaybackSource(clip, loop=True)
    info = source.open()
    assert (info.frame_count, info.duration_s) == (None, None)
    frames = [source.read() for _ in range(15)]
    source.close()
    assert [frame.seconds for frame in frames] == pytest.approx([frame.index / 25 for frame in frames])
    assert frames[-1].index >= 14
    assert frames[-1].captured_ns - frames[0].captured_ns > 0.5e9


def test_pictures_can_be_limited_in_size(clip: Path) -> None:
    source = PlaybackSource(clip, width=32, height=1000)
    info = source.open()
    frame = source.read()
    source.close()
    assert (info.width, info.height) == (32, 24)
    assert frame.image.shape == (24, 32, 3)
    with pytest.raises(UsageError, match="1 or more"):
        PlaybackSource(clip, width=0)


def test_closing_wakes_who_waits(tmp_path: Path) -> None:
    slow = make_clip(tmp_path / "slow.mkv", Clip(times=[0, 30_000], time_base=Fraction(1, 1000)))
    source = PlaybackSource(slow)
    source.open()
    assert source.read().pts == 0
    answers = []
    reader = threading.Thread(target=lambda: answers.append(source.read()))
    reader.start()
    source.close()
    reader.join(5)
    assert answers == [None]
    source.close()


def test_bad_files_are_refused_when_opened(tmp_path: Path) -> None:
    source = PlaybackSource(tmp_path / "missing.mp4")
    with pytest.raises(MediaReadError, match="no such file"):
        source.open()
    source.close()


def test_who_stays_behind_plays_on_late_and_is_not_skipped_without_end() -> None:
    pacer = Pacer(Fraction(25))
    pacer.start_at(100.0)  # what comes now should have come long ago
    late = [pacer.is_late(number / 25) for number in range(20)]
    assert 1 <= late.index(False) <= 10
    # The clock was set back: it does not race after what it missed.
    assert not any(late[late.index(False) :])


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two seconds whose frames are as bright as their number; key frames are far apart."""

    def picture(number: int, *_: object) -> np.ndarray:
        return np.full((48, 64, 3), 4 * number + 10, np.uint8)

    path = tmp_path_factory.mktemp("playback") / "counted.mp4"
    return make_clip(
        path, Clip(frames=50, rate=Fraction(25), options={"g": "40", "crf": "4"}, picture=picture)
    )


def number_of(frame: VideoFrame) -> int:
    return round((float(frame.image.mean()) - 10) / 4)


@pytest.mark.parametrize("seconds", [0.0, 0.36, 0.4, 1.6, 1.64, 1.96])
def test_a_file_goes_on_from_any_frame(counted: Path, seconds: float) -> None:
    with FileSource(counted) as source:
        for _ in range(20):
            source.read()
        source.seek(seconds)
        frames = [source.read() for _ in range(2)]
    number = round(25 * seconds)
    assert number_of(frames[0]) == number
    assert frames[0].seconds == pytest.approx(seconds, abs=0.001)
    assert frames[1] is None if number == 49 else number_of(frames[1]) == number + 1


def test_behind_the_end_there_is_nothing_and_before_it_everything(counted: Path) -> None:
    with FileSource(counted) as source:
        source.seek(9.0)
        assert source.read() is None
        source.seek(-1.0)
        assert number_of(source.read()) == 0
    with pytest.raises(MediaReadError, match="not open"):
        source.seek(1.0)


@pytest.fixture
def player(counted: Path) -> Iterator[PlaybackSource]:
    source = PlaybackSource(counted)
    source.open()
    yield source
    source.close()


def test_a_paused_picture_comes_again_until_it_goes_on(player: PlaybackSource) -> None:
    frames = [player.read() for _ in range(3)]
    player.transport.pause()
    frames += [player.read() for _ in range(3)]
    last = number_of(frames[2])
    assert [number_of(frame) for frame in frames[3:]] == [last] * 3
    assert player.transport.position_s == pytest.approx(last / 25, abs=0.001)
    player.transport.pause(False)
    frames += [player.read() for _ in range(2)]
    assert number_of(frames[6]) == last + 1
    assert number_of(frames[7]) > last + 1
    # Time goes on meanwhile, and no frame is missed for that.
    assert [frame.index for frame in frames[2:7]] == [frames[2].index + i for i in range(5)]
    times = [frame.seconds for frame in frames]
    assert times == sorted(set(times))
    assert times[6] > last / 25 + 0.15


def test_it_is_sought_and_stepped(player: PlaybackSource) -> None:
    assert player.transport.duration_s == pytest.approx(2.0, abs=0.05)
    seen = [number_of(player.read())]
    player.transport.seek(1.2)
    seen.append(number_of(player.read()))
    for steps in (1, 1, -1, -3):
        player.transport.step(steps)
        seen.append(number_of(player.read()))
    assert player.transport.paused
    assert seen == [0, 30, 31, 32, 31, 28]
    player.transport.seek(99.0)
    assert number_of(player.read()) in {48, 49}


def test_at_the_end_it_stays_or_begins_again_as_it_is_told(player: PlaybackSource) -> None:
    player.transport.stays = True
    player.transport.seek(1.9)
    while not player.transport.ended:
        player.read()
    assert [number_of(player.read()) for _ in range(2)] == [49, 49]
    player.transport.seek(0.4)
    assert number_of(player.read()) == 10
    player.transport.loop = True
    player.transport.seek(1.92)
    seen = [number_of(player.read()) for _ in range(5)]
    assert seen[0] == 48
    assert min(seen) < 10


def test_a_read_that_waits_obeys_at_once_and_ends_with_the_source(counted: Path) -> None:
    source = PlaybackSource(counted)
    source.open()
    source.read()
    source.transport.pause()
    source.read()
    threading.Timer(0.05, source.close).start()
    started = time.monotonic()
    while source.read() is not None:
        pass
    assert time.monotonic() - started < 2
