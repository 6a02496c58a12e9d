from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import tempfile
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import av
import numpy as np
import pytest
from media_fixtures import (
    BARS,
    NTSC,
    Clip,
    Sound,
    bar_centers,
    color_bars,
    make_clip,
    moving_square,
    packets,
    rgb_to_yuv,
    rotate_in_header,
)

from rtstyle.errors import MediaReadError, MediaWriteError, UsageError
from rtstyle.frame import StreamInfo, VideoFrame
from rtstyle.sinks.codecs import encoder_works
from rtstyle.sinks.container_formats import CONTAINERS
from rtstyle.sinks.copied_sound import CopiedSound
from rtstyle.sinks.video_file import VideoFileSink
from rtstyle.sources.file import FileSource

if TYPE_CHECKING:
    from collections.abc import Iterator

INFO = StreamInfo(64, 48, NTSC, 1 / NTSC)
FAST = {"preset": "ultrafast", "crf": 10}


def frame_at(number: int, info: StreamInfo = INFO, *, pts: int | None = None) -> VideoFrame:
    image = moving_square(number, info.width, info.height)
    return VideoFrame(image, number, number if pts is None else pts, info.time_base, 0)


def write_frames(sink: VideoFileSink, count: int, info: StreamInfo = INFO) -> None:
    sink.open(info)
    for number in range(count):
        sink.write(frame_at(number, info))
    sink.close()


def pass_through(source_path: Path, target: Path, **options: object) -> None:
    source = FileSource(source_path)
    sink = VideoFileSink(target, sound_from=source_path, **options)
    sink.open(source.open())
    while (frame := source.read()) is not None:
        sink.write(frame)
    sink.close()
    source.close()


def frames_of(path: Path) -> tuple[StreamInfo, list[VideoFrame]]:
    with FileSource(path) as source:
        frames = []
        while (frame := source.read()) is not None:
            frames.append(frame)
        return source.info, frames


def leftovers(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.suffix == ".part")


SOURCES = {
    "ntsc with aac": (".mp4", Clip(frames=30, sounds=[Sound(seconds=1.0)])),
    "b frames": (".mp4", Clip(frames=30, options={"bf": "3", "crf": "12"}, sounds=[Sound(seconds=1.0)])),
    "variable rate": (
        ".mp4",
        Clip(
            times=[0, 41, 55, 170, 180, 260, 900],
            time_base=Fraction(1, 1000),
            options={"bf": "2", "crf": "12"},
            sounds=[Sound()],
        ),
    ),
    "late sound": (".mp4", Clip(frames=30, sounds=[Sound(start=Fraction(2, 5), seconds=0.5)])),
    "late picture": (".mkv", Clip(times=[500, 533, 567], time_base=Fraction(1, 1000), sounds=[Sound()])),
    "short picture": (".mp4", Clip(frames=5, sounds=[Sound(seconds=1.5)])),
    "two languages": (
        ".mkv",
        Clip(frames=20, sounds=[Sound(language="ger"), Sound(language="fre", layout="mono", rate=44_100)]),
    ),
    "opus": (".mkv", Clip(frames=20, sounds=[Sound("libopus")])),
    "ac3": (".mp4", Clip(frames=20, sounds=[Sound("ac3")])),
    "broadcast": (
        ".ts",
        Clip(
            times=[90_000 * 3600 + n * 3000 for n in range(20)],
            time_base=Fraction(1, 90_000),
            rate=Fraction(30),
            sounds=[Sound(start=Fraction(3600))],
        ),
    ),
    "silent": (".mp4", Clip(frames=20)),
    "ten bits": (".mkv", Clip(frames=10, pixel_format="yuv420p10le")),
}


@pytest.mark.parametrize("name", SOURCES)
def test_times_count_duration_and_sound_pass_through(tmp_path: Path, name: str) -> None:
    suffix, clip = SOURCES[name]
    source = make_clip(tmp_path / f"in{suffix}", clip)
    target = tmp_path / "out.mp4"
    pass_through(source, target, **FAST)

    before, frames_before = frames_of(source)
    after, frames_after = frames_of(target)
    assert [f.pts * f.time_base for f in frames_after] == [f.pts * f.time_base for f in frames_before]
    assert after.frame_count == before.frame_count
    assert after.frame_rate == before.frame_rate
    assert after.duration_s == pytest.approx(before.duration_s)
    with av.open(str(target)) as container:
        stream = container.streams.video[0]
        length = stream.duration * stream.time_base
    assert float(length) == pytest.approx(before.duration_s, abs=0.004)
    for one, other in zip(frames_before, frames_after, strict=True):
        assert np.abs(one.image.astype(int) - other.image).mean() < 6
    assert leftovers(tmp_path) == []

    with av.open(str(target)) as container:
        assert [s.language for s in container.streams.audio] == [s.language for s in clip.sounds]
    origin = Fraction(3600) if name == "broadcast" else 0
    for number in range(len(clip.sounds)):
        old, new = packets(source, "audio", number), packets(target, "audio", number)
        if suffix != ".ts":
            # TS wraps each packet in a header of its own, so sizes differ there.
            assert [size for _, size in new] == [size for _, size in old], "copied, not encoded again"
        assert len(new) == len(old)
        for (time, _), (expected, _) in zip(new, old, strict=True):
            assert float(time) == pytest.approx(float(expected - origin), abs=0.025)


@pytest.mark.parametrize(
    ("codec", "source_suffix", "target_suffix", "expected"),
    [
        ("pcm_s16le", ".mov", ".mp4", "aac"),
        ("pcm_s16le", ".mov", ".mov", "pcm_s16le"),
        ("aac", ".mp4", ".mkv", "aac"),
        ("aac", ".mp4", ".webm", "opus"),
        ("libopus", ".mkv", ".webm", "opus"),
        ("libopus", ".mkv", ".mov", "aac"),
        ("aac", ".ts", ".mp4", "aac"),
        ("aac", ".mp4", ".ts", "aac"),
        ("aac", ".mp4", ".avi", "mp3"),
        ("flac", ".mkv", ".mp4", "flac"),
    ],
)
def test_sound_is_copied_where_it_may_be_and_encoded_where_not(
    tmp_path: Path, codec: str, source_suffix: str, target_suffix: str, expected: str
) -> None:
    sound = Sound(codec, seconds=1.2, start=Fraction(1, 4), rate=48_000)
    clip = Clip(frames=30, rate=Fraction(25), sounds=[sound])
    source = make_clip(tmp_path / f"in{source_suffix}", clip)
    target = tmp_path / f"out{target_suffix}"
    pass_through(source, target, preset="realtime" if target_suffix == ".webm" else None)

    with av.open(str(target)) as container:
        stream = container.streams.audio[0]
        assert stream.codec_context.codec.canonical_name == expected
        origin = container.start_time / av.time_base if target_suffix == ".ts" else 0
        times, samples, loudness = [], 0, 0.0
        for frame in container.decode(stream):
            times.append(float(frame.pts * frame.time_base) - origin)
            samples += frame.samples
            wave = frame.to_ndarray().astype(np.float64)
            loudness = max(loudness, np.abs(wave).max() / (1.0 if "flt" in frame.format.name else 32768))
    assert loudness == pytest.approx(0.3, abs=0.08)
    # MP3 in AVI cannot say that its last packet is only partly sound, nor when its first one begins.
    assert 1.2 <= samples / 48_000 < (1.3 if expected == "mp3" else 1.25)
    if target_suffix != ".avi":
        assert times[0] == pytest.approx(0.25, abs=0.03)
    pictures = [frame.seconds for frame in frames_of(target)[1]]
    assert pictures == pytest.approx([n / 25 for n in range(30)], abs=0.001)


@pytest.mark.parametrize("suffix", [".mp4", ".mov", ".mkv", ".webm", ".ts", ".avi"])
def test_the_delay_of_an_audio_encoder_does_not_shift_the_picture(tmp_path: Path, suffix: str) -> None:
    source = make_clip(tmp_path / "in.mp4", Clip(frames=20, rate=Fraction(25), sounds=[Sound()]))
    assert packets(source, "audio")[0][0] < 0, "the encoder's delay comes before zero"
    target = tmp_path / f"out{suffix}"
    pass_through(source, target, preset="realtime" if suffix == ".webm" else None)
    assert [frame.seconds for frame in frames_of(target)[1]] == pytest.approx(
        [n / 25 for n in range(20)], abs=0.001
    )


def test_sound_that_changes_from_mono_to_stereo_is_carried_over(tmp_path: Path) -> None:
    parts = []
    for number, layout in enumerate(("mono", "stereo")):
        sound = Sound("mp2", seconds=0.5, start=Fraction(number, 2), layout=layout)
        times = [number * 45_000 + n * 3600 for n in range(12)]
        clip = Clip(times=times, time_base=Fraction(1, 90_000), rate=Fraction(25), sounds=[sound])
        parts.append(make_clip(tmp_path / f"{number}.ts", clip).read_bytes())
    source = tmp_path / "both.ts"
    source.write_bytes(b"".join(parts))
    pass_through(source, tmp_path / "out.mp4", **FAST)
    with av.open(str(tmp_path / "out.mp4")) as container:
        assert sum(frame.samples for frame in container.decode(audio=0)) / 48_000 == pytest.approx(1, abs=0.1)


def test_a_clock_that_jumps_back_does_not_stop_the_writing(tmp_path: Path) -> None:
    clip = Clip(frames=20, rate=Fraction(25), sounds=[Sound(seconds=0.8)])
    once = make_clip(tmp_path / "once.ts", clip).read_bytes()
    source = tmp_path / "twice.ts"
    source.write_bytes(once + once)
    pass_through(source, tmp_path / "out.mp4", **FAST)
    times = [frame.seconds for frame in frames_of(tmp_path / "out.mp4")[1]]
    assert len(times) == 40
    assert (np.diff(times) > 0).all()


def test_sound_is_read_only_as_far_as_the_picture_has_come(tmp_path: Path) -> None:
    source = make_clip(tmp_path / "in.mp4", Clip(frames=2, sounds=[Sound(seconds=20)]))
    with av.open(str(tmp_path / "out.mkv"), "w") as output:
        tracks = CopiedSound(source, output, CONTAINERS[".mkv"])
        taken = [packet.pts * packet.time_base for packet in tracks.packets_until(Fraction(1))]
        assert 0.95 < max(taken) < 1.1
        taken += [packet.pts * packet.time_base for packet in tracks.packets_until(Fraction(2))]
        assert 1.95 < max(taken) < 2.1
        tracks.close()


def test_rotation_is_applied_once(tmp_path: Path) -> None:
    source = make_clip(tmp_path / "in.mp4", Clip(frames=3))
    rotate_in_header(source, 0, 1, -1, 0)
    pass_through(source, tmp_path / "out.mp4", **FAST)
    info, frames = frames_of(tmp_path / "out.mp4")
    assert (info.width, info.height) == (48, 64)
    expected = np.rot90(moving_square(1), -1)
    assert np.abs(frames[1].image.astype(int) - expected).mean() < 6
    with av.open(str(tmp_path / "out.mp4")) as container:
        assert next(container.decode(video=0)).rotation == 0


@pytest.mark.parametrize("suffix", [".mp4", ".mkv", ".webm", ".avi", ".ts"])
def test_colors_are_tagged_bt709_and_are_just_that(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"bars{suffix}"
    options = {".avi": {}, ".webm": {"crf": 4, "preset": "realtime"}}.get(suffix, {"crf": 2})
    sink = VideoFileSink(path, **options)
    info = StreamInfo(352, 64, Fraction(25), Fraction(1, 25))
    sink.open(info)
    for number in range(12):
        sink.write(VideoFrame(color_bars(352, 64), number, number, info.time_base, 0))
    sink.close()

    centers = bar_centers(352)
    with av.open(str(path)) as container:
        frame = next(container.decode(video=0))
    if suffix != ".avi":
        # AVI has no place for them, and MPEG-4 part 2 none that this encoder fills.
        assert (frame.colorspace, frame.color_range) == (1, 1)
        assert (frame.color_primaries, frame.color_trc) == (1, 1)
        expected = rgb_to_yuv(BARS, 1, full=False).astype(int)
        planes = [
            np.frombuffer(p, np.uint8).reshape(p.height, p.line_size)[:, : p.width] for p in frame.planes
        ]
        assert np.abs(planes[0][32, centers] - expected[:, 0]).max() <= 2
        for plane, channel in zip(planes[1:], (1, 2), strict=True):
            assert np.abs(plane[16, centers // 2] - expected[:, channel]).max() <= 2
        _, frames = frames_of(path)
        assert np.abs(frames[1].image[32, centers].astype(int) - BARS).max() <= 4


@pytest.mark.parametrize(("size", "padded"), [((63, 47), (64, 48)), ((64, 47), (64, 48)), ((1, 1), (2, 2))])
def test_odd_sizes_are_padded_by_repeating_the_edge(
    tmp_path: Path, size: tuple[int, int], padded: tuple[int, int]
) -> None:
    info = StreamInfo(*size, Fraction(25), Fraction(1, 25))
    image = np.full((size[1], size[0], 3), (200, 40, 90), np.uint8)
    sink = VideoFileSink(tmp_path / "a.mp4", crf=2)
    sink.open(info)
    for number in range(4):
        sink.write(VideoFrame(image, number, number, info.time_base, 0))
    sink.close()
    assert sink.padding == (padded[0] - size[0], padded[1] - size[1])
    after, frames = frames_of(tmp_path / "a.mp4")
    assert (after.width, after.height) == padded
    assert np.abs(frames[2].image.astype(int) - (200, 40, 90)).max() <= 4


def test_odd_sizes_are_kept_where_the_pixel_format_has_them(tmp_path: Path) -> None:
    info = StreamInfo(63, 47, Fraction(25), Fraction(1, 25))
    write_frames(VideoFileSink(tmp_path / "a.mkv", pixel_format="yuv444p", **FAST), 3, info)
    assert (frames_of(tmp_path / "a.mkv")[0].width, sink_padding(tmp_path)) == (63, (0, 0))


def sink_padding(folder: Path) -> tuple[int, int]:
    sink = VideoFileSink(folder / "b.mkv", pixel_format="yuv444p")
    sink.open(StreamInfo(63, 47, Fraction(25), Fraction(1, 25)))
    sink.abort()
    return sink.padding


def test_times_that_stand_still_or_go_back_are_pushed_on(tmp_path: Path) -> None:
    sink = VideoFileSink(tmp_path / "a.mp4", **FAST)
    sink.open(INFO)
    for number, pts in enumerate([0, 3, 3, 2, 10]):
        sink.write(frame_at(number, pts=pts))
    sink.close()
    assert [round(f.seconds * NTSC) for f in frames_of(tmp_path / "a.mp4")[1]] == [0, 3, 4, 5, 10]


def test_times_in_nanoseconds_are_kept_to_the_microsecond(tmp_path: Path) -> None:
    info = StreamInfo(64, 48, None, Fraction(1, 10**9))
    sink = VideoFileSink(tmp_path / "a.mp4", **FAST)
    sink.open(info)
    for number in range(5):
        sink.write(frame_at(number, info, pts=number * 33_366_700))
    sink.close()
    assert [f.seconds for f in frames_of(tmp_path / "a.mp4")[1]] == pytest.approx(
        [n * 0.0333667 for n in range(5)], abs=2e-6
    )


@pytest.mark.parametrize(
    ("codec", "suffix", "expected"),
    [
        (None, ".mp4", "h264"),
        (None, ".webm", "vp9"),
        (None, ".avi", "mpeg4"),
        ("h264", ".mkv", "h264"),
        ("hevc", ".mp4", "hevc"),
        ("vp9", ".mkv", "vp9"),
        ("av1", ".mkv", "av1"),
        ("mpeg4", ".mp4", "mpeg4"),
        ("ffv1", ".mkv", "ffv1"),
        ("prores_ks", ".mov", "prores"),
    ],
)
def test_codecs(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], codec: str | None, suffix: str, expected: str
) -> None:
    path = tmp_path / f"a{suffix}"
    info = StreamInfo(128, 96, Fraction(25), Fraction(1, 90_000))
    sink = VideoFileSink(path, codec=codec)
    sink.open(info)
    for number in range(4):
        sink.write(frame_at(number, info, pts=number * 3600))
    sink.close()
    with av.open(str(path)) as container:
        assert container.streams.video[0].codec_context.codec.canonical_name == expected
    _after, frames = frames_of(path)
    assert [f.seconds for f in frames] == pytest.approx([n / 25 for n in range(4)], abs=0.001)
    assert np.abs(frames[2].image.astype(int) - moving_square(2, 128, 96)).mean() < 8
    assert capfd.readouterr() == ("", "")


def test_a_lower_crf_makes_a_larger_file_and_a_slower_preset_is_taken(tmp_path: Path) -> None:
    sizes = {}
    for crf, preset in ((10, "ultrafast"), (40, "ultrafast"), (10, "slow")):
        path = tmp_path / f"{crf}-{preset}.mp4"
        write_frames(VideoFileSink(path, crf=crf, preset=preset), 20, StreamInfo(256, 192, NTSC, 1 / NTSC))
        sizes[crf, preset] = path.stat().st_size
    assert sizes[10, "ultrafast"] > 1.3 * sizes[40, "ultrafast"]
    assert sizes[10, "ultrafast"] > 1.3 * sizes[10, "slow"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"path": "a.xyz"}, r"unknown video format '\.xyz'; use one of \.mp4"),
        ({"path": "a"}, "unknown video format"),
        ({"codec": "h246"}, r"unknown video codec 'h246'; did you mean h26[45]\?"),
        ({"codec": "quux"}, "unknown video codec 'quux'; use one of h264"),
        ({"codec": "aac"}, "unknown video codec 'aac'"),
        ({"crf": 99}, "CRF 99 is out of range: libx264 takes 0"),
        ({"crf": 20, "codec": "ffv1"}, "ffv1 has no CRF"),
        ({"preset": "warp"}, "libx264 has no preset 'warp'; it has ultrafast"),
        ({"pixel_format": "yuv999"}, "libx264 has no pixel format 'yuv999'; it has yuv420p"),
        ({"path": "a.avi", "crash_safe": True}, "choose .mkv"),
    ],
)
def test_what_makes_no_sense_is_refused_before_anything_is_opened(
    options: dict[str, object], message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        VideoFileSink(str(options.pop("path", "a.mp4")), **options)


def test_a_codec_that_the_container_does_not_take_is_refused(tmp_path: Path) -> None:
    sink = VideoFileSink(tmp_path / "a.webm", codec="h264")
    with pytest.raises(MediaWriteError, match="webm"):
        sink.open(INFO)
    assert list(tmp_path.iterdir()) == []


def test_an_encoder_that_does_not_work_here_is_refused(tmp_path: Path) -> None:
    listed = {"h264_nvenc", "h264_qsv", "h264_vaapi", "h264_amf", "h264_v4l2m2m"} & av.codecs_available
    broken = sorted(name for name in listed if not encoder_works(name, "nv12"))
    assert broken, "no machine has all of this hardware"
    sink = VideoFileSink(tmp_path / "a.mp4", codec=broken[0])
    with pytest.raises(MediaWriteError, match="does not work on this machine"):
        sink.open(INFO)
    assert list(tmp_path.iterdir()) == []


def test_a_variable_rate_does_not_go_into_a_container_that_numbers_frames(tmp_path: Path) -> None:
    with pytest.raises(MediaWriteError, match="variable frame rate"):
        VideoFileSink(tmp_path / "a.avi").open(StreamInfo(64, 48, None, Fraction(1, 1000)))


def test_names_that_cannot_be_written(tmp_path: Path) -> None:
    def refusal(path: Path, **options: bool) -> str:
        with pytest.raises(MediaWriteError) as caught:
            VideoFileSink(path, **options).open(INFO)
        assert "\n" not in str(caught.value)
        return str(caught.value)

    assert "there is no folder" in refusal(tmp_path / "missing" / "a.mp4")
    (tmp_path / "folder.mp4").mkdir()
    assert "it is a folder" in refusal(tmp_path / "folder.mp4")
    taken = tmp_path / "taken.mp4"
    taken.write_bytes(b"precious")
    assert "exists already" in refusal(taken, overwrite=False)
    os.mkfifo(tmp_path / "pipe.mp4")
    assert "not a regular file" in refusal(tmp_path / "pipe.mp4")
    assert taken.read_bytes() == b"precious"
    assert leftovers(tmp_path) == []


@contextlib.contextmanager
def as_nobody() -> Iterator[None]:
    """Root may write everywhere, so the test becomes someone who may not."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.parametrize("crash_safe", [False, True])
def test_a_read_only_folder_is_refused(crash_safe: bool) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o555)
        with as_nobody(), pytest.raises(MediaWriteError, match="no permission"):
            VideoFileSink(folder / "a.mkv", crash_safe=crash_safe).open(INFO)
        assert list(folder.iterdir()) == []
        folder.chmod(0o755)


FULL_DISK = """
import resource, signal, sys
from fractions import Fraction
import numpy as np
from rtstyle.errors import MediaWriteError
from rtstyle.frame import StreamInfo, VideoFrame
from rtstyle.sinks.video_file import VideoFileSink

path, limit, frames = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
info = StreamInfo(128, 96, Fraction(25), Fraction(1, 25))
noise = np.random.default_rng(0).integers(0, 255, (frames, 96, 128, 3), np.uint8)
sink = VideoFileSink(path, preset="ultrafast", crf=5, crash_safe="crash_safe" in sys.argv)
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
stage = "open"
try:
    sink.open(info)
    stage = "write"
    for number in range(frames):
        sink.write(VideoFrame(noise[number], number, number, info.time_base, 0))
    stage = "close"
    sink.close()
    stage = "done"
except MediaWriteError as error:
    print(stage, error)
    sink.close()
    sink.abort()
else:
    print(stage)
"""


def run_full_disk(path: Path, limit: int, frames: int, *options: str) -> tuple[str, str]:
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(path), str(limit), str(frames), *options],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert done.stderr == ""
    stage, _, message = done.stdout.strip().partition(" ")
    return stage, message


def test_a_full_disk_leaves_the_previous_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"
    assert run_full_disk(path, 10**9, 30) == ("done", "")
    whole = path.stat().st_size
    path.write_bytes(b"precious")

    stages = set()
    for limit in (0, whole // 4, whole // 2, whole - 400):
        stage, message = run_full_disk(path, limit, 30)
        stages.add(stage)
        assert "a.mp4" in message
        assert "grew larger than" in message
        assert "\n" not in message
        assert path.read_bytes() == b"precious"
        assert [p.name for p in tmp_path.iterdir()] == ["a.mp4"]
    assert {"write", "close"} <= stages, "both the frames and the index met the end of the disk"


def test_giving_up_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"
    path.write_bytes(b"precious")
    sink = VideoFileSink(path, **FAST)
    sink.abort()
    sink.open(INFO)
    sink.write(frame_at(0))
    sink.abort()
    sink.close()
    assert path.read_bytes() == b"precious"
    assert [p.name for p in tmp_path.iterdir()] == ["a.mp4"]


def test_no_frames_make_no_file(tmp_path: Path) -> None:
    sink = VideoFileSink(tmp_path / "a.mp4")
    sink.close()
    sink.open(INFO)
    sink.close()
    sink.close()
    assert list(tmp_path.iterdir()) == []


def test_a_frame_of_another_size_is_refused_and_spoils_the_file(tmp_path: Path) -> None:
    sink = VideoFileSink(tmp_path / "a.mp4", **FAST)
    sink.open(INFO)
    sink.write(frame_at(0))
    with pytest.raises(MediaWriteError, match="32x24"):
        sink.write(VideoFrame(np.zeros((24, 32, 3), np.uint8), 1, 1, INFO.time_base, 0))
    with pytest.raises(MediaWriteError, match="not open"):
        sink.write(frame_at(2))
    sink.close()
    assert list(tmp_path.iterdir()) == []


def test_a_missing_sound_file_leaves_nothing(tmp_path: Path) -> None:
    sink = VideoFileSink(tmp_path / "a.mp4", sound_from=tmp_path / "missing.mp4")
    with pytest.raises(MediaReadError, match="no such file"):
        sink.open(INFO)
    assert list(tmp_path.iterdir()) == []


def test_a_file_can_be_written_over_the_one_it_is_made_from(tmp_path: Path) -> None:
    path = make_clip(tmp_path / "a.mp4", Clip(frames=10, sounds=[Sound(seconds=0.3)]))
    pass_through(path, path, **FAST)
    assert len(frames_of(path)[1]) == 10
    assert len(packets(path, "audio")) > 5


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    real = tmp_path / "real" / "a.mp4"
    real.touch()
    link = tmp_path / "link.mp4"
    link.symlink_to(real)
    write_frames(VideoFileSink(link, **FAST), 3)
    assert link.is_symlink()
    assert len(frames_of(real)[1]) == 3


def test_no_file_descriptor_is_left(tmp_path: Path) -> None:
    source = make_clip(tmp_path / "in.mp4", Clip(frames=5, sounds=[Sound(seconds=0.2)]))
    pass_through(source, tmp_path / "warm.mp4", **FAST)
    before = sorted(Path("/proc/self/fd").iterdir())
    for number in range(3):
        pass_through(source, tmp_path / f"{number}.mp4", **FAST)
        with pytest.raises(MediaReadError):
            VideoFileSink(tmp_path / "x.mp4", sound_from=tmp_path / "missing").open(INFO)
        with pytest.raises(MediaWriteError):
            VideoFileSink(tmp_path / "x.webm", codec="h264").open(INFO)
    assert sorted(Path("/proc/self/fd").iterdir()) == before


RECORDER = """
import sys
from fractions import Fraction
import numpy as np
from rtstyle.frame import StreamInfo, VideoFrame
from rtstyle.sinks.video_file import VideoFileSink

info = StreamInfo(128, 96, Fraction(30), Fraction(1, 1000))
picture = np.full((96, 128, 3), (200, 90, 40), np.uint8)
sink = VideoFileSink(sys.argv[1], crash_safe=True, sound_from=sys.argv[2] or None)
sink.open(info)
number = 0
while True:
    sink.write(VideoFrame(picture, number, number * 1000 // 30, info.time_base, 0))
    print(number, flush=True)
    number += 1
"""


@pytest.mark.parametrize("suffix", [".mkv", ".mp4", ".webm"])
@pytest.mark.parametrize("sound", [None, Sound("libopus", seconds=3), Sound(start=Fraction(4), seconds=3)])
def test_a_recording_survives_being_killed(tmp_path: Path, suffix: str, sound: Sound | None) -> None:
    audio = make_clip(tmp_path / "sound.mkv", Clip(frames=2, sounds=[sound])) if sound else ""
    path = tmp_path / f"recording{suffix}"
    command = [sys.executable, "-c", RECORDER, str(path), str(audio)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if int(line) == 240:
                break
        process.kill()
        process.wait(10)
    frames = frames_of(path)[1]
    assert frames[-1].seconds >= 240 / 30 - 2
    assert [f.pts * f.time_base for f in frames[:3]] == pytest.approx([0, 0.033, 0.066], abs=0.001)


@pytest.mark.parametrize("suffix", [".mkv", ".mp4"])
@pytest.mark.parametrize("end", ["close", "abort"])
def test_a_recording_ends_with_its_picture_and_is_kept(tmp_path: Path, suffix: str, end: str) -> None:
    audio = make_clip(tmp_path / "sound.mkv", Clip(frames=2, sounds=[Sound(seconds=5)]))
    path = tmp_path / f"a{suffix}"
    sink = VideoFileSink(path, crash_safe=True, sound_from=audio, **FAST)
    sink.open(INFO)
    for number in range(30):
        sink.write(frame_at(number))
    getattr(sink, end)()
    assert len(frames_of(path)[1]) == 30
    assert 0.9 < packets(path, "audio")[-1][0] < 1.1


def test_a_recording_that_fills_the_disk_keeps_what_it_has(tmp_path: Path) -> None:
    path = tmp_path / "a.mkv"
    stage, message = run_full_disk(path, 500_000, 60, "crash_safe")
    assert stage == "write"
    assert "a.mkv" in message
    assert 5 < len(frames_of(path)[1]) < 60


def test_a_recording_without_a_frame_leaves_nothing(tmp_path: Path) -> None:
    sink = VideoFileSink(tmp_path / "a.mkv", crash_safe=True)
    sink.open(INFO)
    assert (tmp_path / "a.mkv").exists()
    sink.abort()
    assert list(tmp_path.iterdir()) == []
