"""What was cut away does not come back, and what stays in sight stays."""

from __future__ import annotations

import struct
from fractions import Fraction
from typing import TYPE_CHECKING

import av
import numpy as np
import pytest
from media_fixtures import Clip, Sound, make_clip, packets

from rtstyle.frame import StreamInfo, VideoFrame
from rtstyle.sinks.codecs import encoder_settings
from rtstyle.sinks.segment import SegmentFile, SegmentSink, join_segments
from rtstyle.sinks.video_file import VideoFileSink
from rtstyle.sources.file import FileSource

if TYPE_CHECKING:
    from pathlib import Path

HUNDREDTH = Fraction(1, 100)


def cut_first_second(path: Path) -> None:
    """Lets every edit list of an MP4 file begin a second later, as programs do that cut without encoding."""
    data = bytearray(path.read_bytes())
    at = 0
    with av.open(str(path)) as container:
        scales = [stream.time_base.denominator for stream in container.streams]
    for scale in scales:
        # ISO/IEC 14496-12, 8.6.6, version 0: entry count, then segment duration and media time.
        at = data.index(b"elst", at) + 8
        length, media_time = struct.unpack_from(">II", data, at + 4)
        struct.pack_into(">II", data, at + 4, length - 1000, media_time + scale)
    path.write_bytes(data)


def carry(source: Path, target: Path) -> None:
    with FileSource(source) as reader, VideoFileSink(target, sound_from=source, preset="ultrafast") as sink:
        sink.open(reader.info)
        while (frame := reader.read()) is not None:
            sink.write(frame)


@pytest.mark.parametrize(
    ("codec", "suffix"),
    [("aac", ".mkv"), ("aac", ".mp4"), ("aac", ".ts"), ("ac3", ".mkv"), ("alac", ".mp4"), ("alac", ".ts")],
)
def test_sound_that_was_cut_away_does_not_come_back(tmp_path: Path, codec: str, suffix: str) -> None:
    options = {"preset": "ultrafast", "g": "12"}
    source = make_clip(
        tmp_path / "in.mp4",
        Clip(frames=75, rate=Fraction(25), options=options, sounds=[Sound(codec, seconds=3)]),
    )
    cut_first_second(source)
    target = tmp_path / f"out{suffix}"
    carry(source, target)
    heard = [time for time, _ in packets(target, "audio")]
    shown = sorted(time for time, _ in packets(target))
    assert float(heard[0] - shown[0]) == pytest.approx(0, abs=0.11 if codec == "alac" else 0.05)
    assert float(heard[-1] - shown[0]) == pytest.approx(2, abs=0.11)
    assert len(shown) == 50


def moments(duration: int) -> list[VideoFrame]:
    """Enough frames that an encoder reorders them, the last of which stays."""
    pictures = [np.full((48, 64, 3), 20 + 20 * number, np.uint8) for number in range(9)]
    frames = [VideoFrame(image, n, n * 4, HUNDREDTH, 0, duration=4) for n, image in enumerate(pictures)]
    return [*frames[:-1], VideoFrame(pictures[-1], 8, 32, HUNDREDTH, 0, duration=duration)]


INFO = StreamInfo(64, 48, Fraction(25), HUNDREDTH, 9, 3.32)


@pytest.mark.parametrize("suffix", [".mp4", ".mov", ".mkv", ".webm", ".avi", ".ts"])
def test_the_last_picture_stays_as_long_as_it_did(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    with VideoFileSink(path) as sink:
        sink.open(INFO)
        for frame in moments(300):
            sink.write(frame)
    with FileSource(path) as source:
        assert source.info.duration_s == pytest.approx(3.32, abs=0.05)
        frames = list(iter(source.read, None))
    assert len(frames) == 9 + (suffix in {".avi", ".ts"}), "these can only show it again"
    end = frames[-1].pts + frames[-1].duration
    assert float(end * frames[-1].time_base) == pytest.approx(3.32, abs=0.05)


@pytest.mark.parametrize("suffix", [".mp4", ".mkv", ".avi", ".ts"])
def test_a_usual_end_is_left_to_the_muxer(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    with VideoFileSink(path) as sink:
        sink.open(INFO)
        for frame in moments(4):
            sink.write(frame)
    assert len(packets(path)) == 9
    with FileSource(path) as source:
        assert source.info.frame_rate == 25
        assert source.info.duration_s == pytest.approx(0.36)


@pytest.mark.parametrize("suffix", [".mp4", ".mkv", ".webm", ".mov"])
def test_pictures_that_come_irregularly_make_no_film_longer(tmp_path: Path, suffix: str) -> None:
    """Encoders say of every frame that it lasts as long as frames do on average, the last but one too."""
    path = tmp_path / f"a{suffix}"
    times = [0, 4, 8, 12, 16, 2020, 2024, 2028, 2032]
    with VideoFileSink(path) as sink:
        sink.open(StreamInfo(64, 48, None, HUNDREDTH, 9, 20.36))
        for n, time in enumerate(times):
            sink.write(VideoFrame(np.full((48, 64, 3), 20 * n, np.uint8), n, time, HUNDREDTH, 0, duration=4))
    with av.open(str(path)) as container:
        assert container.duration / av.time_base == pytest.approx(20.36, abs=0.02)
    assert [round(time * 100) for time in sorted(time for time, _ in packets(path))] == times


def test_parts_that_are_joined_end_as_the_whole_does(tmp_path: Path) -> None:
    target = VideoFileSink(tmp_path / "joined.mp4")
    frames, parts = moments(300), []
    for begin, end in ((0, 5), (5, 9)):
        part = SegmentFile(tmp_path / f"{begin}.nut", frames[begin].pts)
        sink = SegmentSink(part, encoder_settings(target._format))
        sink.open(INFO)
        for frame in frames[begin:end]:
            sink.write(frame)
        sink.close()
        parts.append(part)
    join_segments(target, INFO, parts)
    with FileSource(target.path) as source:
        assert source.info.frame_count == 9
        assert source.info.duration_s == pytest.approx(3.32, abs=0.01)
