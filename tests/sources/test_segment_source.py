"""Parts of a video, read by themselves, against the same video read from its start."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from rtstyle.errors import MediaReadError
from rtstyle.sources.file import FileSource
from rtstyle.sources.segment import Segment, SegmentSource, split_video
from tests.media_fixtures import Clip, Sound, make_clip, packet_place

TEN = {"preset": "ultrafast", "crf": "20", "g": "10", "bf": "2", "sc_threshold": "0"}
OPEN_GOP = {**TEN, "preset": "medium", "x264-params": "open-gop=1:keyint=10:min-keyint=10:scenecut=0"}
LENGTH_S = 0.6


def read_all(source):
    with source:
        frames = []
        while (frame := source.read()) is not None:
            frames.append((frame.pts, int(np.sum(frame.image, dtype=np.int64)), frame.time_base))
        return frames, source.info


def assert_parts_make_the_whole(path, warm_up_s=0.2, least=3):
    whole, info = read_all(FileSource(path))
    segments = split_video(path, LENGTH_S, warm_up_s)
    assert len(segments) >= least
    joined = []
    for segment in segments:
        frames, told = read_all(SegmentSource(path, segment))
        assert told == info
        own = [frame for frame in frames if frame[0] >= segment.begin]
        before = [frame for frame in frames if frame[0] < segment.begin]
        assert len(own) == segment.frames
        place = whole.index(own[0])
        # What is seen before a part is what was there before it.
        assert before == whole[place - len(before) : place]
        if segment.number:
            seconds = float((own[0][0] - before[0][0]) * info.time_base)
            assert warm_up_s - 0.04 < seconds < warm_up_s + 0.04
        else:
            assert not before
        joined += own
    assert joined == whole
    return segments


@pytest.mark.parametrize("suffix", [".mp4", ".mkv", ".ts", ".mov"])
@pytest.mark.parametrize("options", [TEN, OPEN_GOP], ids=["closed", "open"])
def test_parts_have_every_frame_once(tmp_path, suffix, options):
    path = make_clip(
        tmp_path / f"clip{suffix}", Clip(frames=75, options=options, sounds=[Sound(seconds=2.5)])
    )
    segments = assert_parts_make_the_whole(path)
    assert [segment.number for segment in segments] == list(range(len(segments)))
    assert [segment.end for segment in segments] == [segment.begin for segment in segments[1:]] + [None]


def test_a_variable_frame_rate_and_a_late_start(tmp_path):
    times = list(np.cumsum([700, *([33, 41, 17, 90] * 15)]))
    clip = Clip(times=[int(t) for t in times], time_base=Fraction(1, 1000), options=TEN)
    assert_parts_make_the_whole(make_clip(tmp_path / "clip.mkv", clip), warm_up_s=0.3)


def test_one_frame_is_seen_before_even_where_no_time_is_asked_for(tmp_path):
    path = make_clip(tmp_path / "clip.mp4", Clip(frames=60, options=TEN))
    for segment in split_video(path, LENGTH_S, 0.0)[1:]:
        frames, _ = read_all(SegmentSource(path, segment))
        assert [pts < segment.begin for pts, *_ in frames[:2]] == [True, False]


@pytest.mark.parametrize("frames", [5, 19])
def test_a_short_video_stays_whole(tmp_path, frames):
    path = make_clip(tmp_path / "clip.mp4", Clip(frames=frames, options=TEN))
    (segment,) = split_video(path, LENGTH_S, 0.2)
    assert (segment.number, segment.end, segment.entry) == (0, None, None)
    assert read_all(SegmentSource(path, segment)) == read_all(FileSource(path))


def test_the_last_part_is_no_snippet(tmp_path):
    path = make_clip(tmp_path / "clip.mp4", Clip(frames=45, options=TEN))
    assert [segment.frames for segment in split_video(path, LENGTH_S, 0.2)] == [20, 25]


def test_a_damaged_video_stays_whole(tmp_path):
    path = make_clip(tmp_path / "clip.ts", Clip(frames=75, options=TEN))
    begin, _ = packet_place(path, 32)
    data = bytearray(path.read_bytes())
    # A transport packet that says itself that it is damaged: ISO/IEC 13818-1, 2.4.3.3.
    data[begin + 1] |= 0x80
    path.write_bytes(data)
    assert len(split_video(path, LENGTH_S, 0.2)) == 1


def test_a_part_that_is_not_there_is_an_error(tmp_path):
    path = make_clip(tmp_path / "clip.mp4", Clip(frames=40, options=TEN))
    with pytest.raises(MediaReadError, match="part 3"):
        SegmentSource(path, Segment(2, 20_021, None, 20_021, 20_021, 5)).open()


def test_damage_before_a_part_is_not_its_own(tmp_path):
    path = make_clip(tmp_path / "clip.mkv", Clip(frames=60, options={**TEN, "bf": "0"}))
    segment = split_video(path, LENGTH_S, 0.2)[1]
    begin, size = packet_place(path, 13)
    data = bytearray(path.read_bytes())
    data[begin + 5 : begin + size] = bytes(size - 5)
    path.write_bytes(data)
    source = SegmentSource(path, segment)
    read_all(source)
    assert source.damaged_packets == 0
