"""Parts that are encoded apart and joined, against the same video encoded at once."""

from __future__ import annotations

import itertools
import os
from fractions import Fraction

import av
import numpy as np
import pytest

from rtstyle.errors import MediaWriteError, SegmentError
from rtstyle.sinks.codecs import encoder_settings
from rtstyle.sinks.container_formats import container_for
from rtstyle.sinks.segment import SegmentFile, SegmentSink, join_segments
from rtstyle.sinks.video_file import VideoFileSink
from rtstyle.sources.file import FileSource
from tests.media_fixtures import Clip, Sound, make_clip, packets

PARTS = [(0, 14), (14, 31), (31, 45)]


def frames_of(path):
    with FileSource(path) as source:
        frames = []
        while (frame := source.read()) is not None:
            frames.append(frame)
        return frames, source.info


def write_parts(folder, frames, info, target, *, codec=None, parts=PARTS, **options):
    settings = encoder_settings(container_for(target), codec=codec, threads=1, **options)
    files = []
    for number, (begin, end) in enumerate(parts):
        file = SegmentFile(folder / f"{number}.nut", frames[begin].pts)
        sink = SegmentSink(file, settings)
        sink.open(info)
        # What comes before warms up what is behind it, and is not written.
        for frame in frames[max(begin - 3, 0) : end]:
            sink.write(frame)
        assert sink.frames_written == end - begin
        sink.close()
        files.append(file)
    return files


def described(path):
    with av.open(str(path)) as container:
        streams = [(s.type, s.time_base, s.start_time, s.duration, s.frames) for s in container.streams]
        video = container.streams.video[0]
        times = list(zip(*((p.pts, p.dts) for p in container.demux(video) if p.size), strict=True))
        times[0] = tuple(sorted(times[0]))
        context = video.codec_context
        look = (context.name, context.extradata, context.pix_fmt, context.color_range, context.colorspace)
        return streams, times, look, video.average_rate, container.duration


def pictures(path):
    with av.open(str(path)) as container:
        return [frame.to_ndarray(format="rgb24").astype(int) for frame in container.decode(video=0)]


# The last one is too short for the encoder to look as far ahead as it might.
@pytest.mark.parametrize(
    ("codec", "suffix", "cuts"),
    [
        ("h264", ".mp4", PARTS), ("h264", ".mkv", PARTS), ("h264", ".mov", PARTS), ("hevc", ".mp4", PARTS),
        ("vp9", ".webm", PARTS), ("av1", ".mkv", PARTS), ("h264", ".mp4", [(0, 3)]),
    ],
)  # fmt: skip
def test_joined_is_as_if_encoded_at_once(tmp_path, codec, suffix, cuts):
    count = cuts[-1][1]
    sound = Sound(codec="libopus" if suffix == ".webm" else "aac", seconds=1.5)
    video = {"codec": "libvpx-vp9", "options": {"deadline": "realtime"}} if suffix == ".webm" else {}
    source = make_clip(tmp_path / f"in{suffix}", Clip(frames=count, sounds=[sound], **video))
    frames, info = frames_of(source)
    whole = tmp_path / f"whole{suffix}"
    with VideoFileSink(whole, codec=codec, sound_from=source, threads=1) as sink:
        sink.open(info)
        for frame in frames:
            sink.write(frame)
    joined = tmp_path / f"joined{suffix}"
    parts = write_parts(tmp_path, frames, info, joined, codec=codec, parts=cuts)
    target = VideoFileSink(joined, codec=codec, sound_from=source, threads=1)
    join_segments(target, info, parts)
    assert target.frames_written == count
    assert described(joined) == described(whole)
    assert packets(joined, "audio") == packets(whole, "audio")
    assert packets(joined, "audio")
    for one, other in zip(pictures(joined), pictures(whole), strict=True):
        assert np.abs(one - other).mean() < 3


def test_uneven_times_stay_exact_and_decoding_never_goes_back(tmp_path):
    times = [int(t) for t in np.cumsum([5, *[33, 700, 41, 1, 17, 90, 33, 250] * 5])]
    source = make_clip(tmp_path / "in.mkv", Clip(times=times, time_base=Fraction(1, 1000)))
    frames, info = frames_of(source)
    joined = tmp_path / "joined.mp4"
    # The second part is shorter than encoders look ahead.
    parts = write_parts(tmp_path, frames, info, joined, parts=[(0, 2), (2, 3), (3, 20), (20, 41)])
    join_segments(VideoFileSink(joined, threads=1), info, parts)
    with av.open(str(joined)) as container:
        found = [(p.pts, p.dts) for p in container.demux(video=0) if p.size]
        unit = container.streams.video[0].time_base
    assert sorted(pts * unit for pts, _ in found) == [Fraction(time, 1000) for time in times]
    assert all(dts <= pts for pts, dts in found)
    decoding = [dts for _, dts in found]
    assert all(earlier < later for earlier, later in itertools.pairwise(decoding))
    assert len(pictures(joined)) == len(times)


def test_parts_of_another_encoder_are_refused(tmp_path):
    frames, info = frames_of(make_clip(tmp_path / "in.mp4", Clip(frames=45)))
    joined = tmp_path / "joined.mp4"
    parts = write_parts(tmp_path, frames, info, joined, preset="ultrafast")
    with pytest.raises(SegmentError, match="another version of the encoder"):
        join_segments(VideoFileSink(joined), info, parts)
    assert not joined.exists()


def test_a_part_appears_whole_or_not_at_all(tmp_path):
    frames, info = frames_of(make_clip(tmp_path / "in.mp4", Clip(frames=10)))
    folder = tmp_path / "parts"
    folder.mkdir()
    settings = encoder_settings(container_for(tmp_path / "out.mp4"))
    sink = SegmentSink(SegmentFile(folder / "0.nut", 0), settings)
    sink.open(info)
    sink.write(frames[0])
    assert not (folder / "0.nut").exists()
    sink.abort()
    assert os.listdir(folder) == []
    sink.open(info)
    sink.close()
    assert os.listdir(folder) == []
    with pytest.raises(MediaWriteError, match="not open"):
        sink.write(frames[0])
