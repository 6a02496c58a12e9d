"""Files whose clocks, shapes and colours are not what a file's usually are."""

from __future__ import annotations

import itertools
from fractions import Fraction
from typing import TYPE_CHECKING

import av
import numpy as np
import pytest
from media_fixtures import (
    Clip,
    Sound,
    color_bars,
    make_clip,
    make_growing_clip,
    moving_square,
    planar_frame,
    rgb_to_yuv,
)
from PIL import Image as Pillow

from rtstyle.media.timeline import Timeline, placed_packets
from rtstyle.sources.decoding import FrameDecoder
from rtstyle.sources.file import FileSource
from rtstyle.sources.segment import split_video

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rtstyle.frame import VideoFrame

RATE = Fraction(25)
TICKS = Fraction(1, 90_000)
LOSSLESS = {"preset": "ultrafast", "qp": "0"}


def read(path: Path) -> tuple[FileSource, list[VideoFrame]]:
    with FileSource(path) as source:
        return source, list(iter(source.read, None))


def steps(frames: list[VideoFrame]) -> np.ndarray:
    return np.diff([frame.seconds for frame in frames])


def part(path: Path, begin_s: float, *, frames: int = 50, suffix: str = ".ts") -> Path:
    """Two seconds of pictures and sound by a clock that shows ``begin_s`` when they begin."""
    times = [round((begin_s + n / 25) * 90_000) for n in range(frames)]
    sound = Sound(seconds=frames / 25, start=Fraction(round(begin_s * 48_000), 48_000))
    options = {"preset": "ultrafast", "crf": "12", "bf": "2", "g": "25"}
    clip = Clip(
        times=times,
        time_base=TICKS,
        rate=RATE,
        sounds=[sound],
        options=options,
        muxer_options={"muxdelay": "0"} if suffix == ".ts" else {},
    )
    return make_clip(path.with_suffix(suffix), clip)


def sound_times(path: Path) -> list[float]:
    with av.open(str(path)) as container:
        timeline = Timeline(container)
        packets = placed_packets(container, list(container.streams.audio), timeline)
        return [float(p.pts * p.time_base) for p in packets if p.size]


@pytest.mark.parametrize("begins", [(1, 1), (1, 3000), (40_000, 7), (1, 1, 1, 500)])
def test_where_a_clock_jumps_or_starts_again_time_goes_on(tmp_path: Path, begins: tuple[float, ...]) -> None:
    parts = [part(tmp_path / f"{number}", begin) for number, begin in enumerate(begins)]
    joined = tmp_path / "joined.ts"
    joined.write_bytes(b"".join(path.read_bytes() for path in parts))

    source, frames = read(joined)
    heard = sound_times(joined)

    assert len(frames) == 50 * len(begins)
    assert steps(frames).min() > 0.03
    assert steps(frames).max() < 0.2
    assert frames[0].seconds == pytest.approx(0, abs=0.1)
    assert frames[-1].seconds == pytest.approx(2 * len(begins), abs=0.3)
    assert np.diff(heard).max() < 0.2
    assert heard[-1] == pytest.approx(frames[-1].seconds, abs=0.2)
    assert any("clock" in note for note in source.notes)
    assert len(split_video(joined, 1.0, 0.1)) == 1, "places in it cannot be found by their time"


def test_a_clock_that_starts_again_in_matroska_goes_on(tmp_path: Path) -> None:
    one = part(tmp_path / "one", 0, suffix=".mkv")
    joined = tmp_path / "joined.mkv"
    joined.write_bytes(one.read_bytes() * 2)
    _, frames = read(joined)
    assert frames[-1].seconds == pytest.approx(4, abs=0.2)
    assert 0.03 < steps(frames).min() <= steps(frames).max() < 0.2


def test_a_steady_clock_is_left_alone(tmp_path: Path) -> None:
    path = part(tmp_path / "a", 1)
    source, frames = read(path)
    assert steps(frames) == pytest.approx(0.04, abs=1e-4)
    assert source.notes == ()
    assert len(split_video(path, 0.9, 0.1)) == 2


@pytest.mark.parametrize("suffix", [".flv", ".mkv", ".nut", ".mp4"])
def test_a_clock_that_starts_late_starts_at_zero(tmp_path: Path, suffix: str) -> None:
    path = part(tmp_path / "a", 36_000, suffix=suffix)
    source, frames = read(path)
    assert source.info.duration_s == pytest.approx(2, abs=0.01)
    assert frames[-1].duration * frames[-1].time_base == pytest.approx(0.04, abs=0.01)
    assert frames[0].seconds == pytest.approx(0, abs=0.1)
    assert frames[-1].seconds == pytest.approx(1.96, abs=0.1)
    assert sound_times(path)[0] == pytest.approx(0, abs=0.1)


def test_pictures_without_rest_are_a_gap_and_no_jump_where_sound_goes_on(tmp_path: Path) -> None:
    times = [90_000, 93_600, 90_000 * 16, 90_000 * 16 + 3600]
    path = make_clip(
        tmp_path / "a.ts",
        Clip(times=times, time_base=TICKS, rate=RATE, sounds=[Sound(seconds=16, start=Fraction(1))]),
    )
    _, frames = read(path)
    assert frames[2].seconds - frames[1].seconds == pytest.approx(14.96, abs=0.01)


B_FRAMES = {"preset": "medium", "crf": "12", "bf": "3", "b-adapt": "0"}


def test_h264_in_avi_comes_steadily_and_with_its_sound(tmp_path: Path) -> None:
    path = make_clip(
        tmp_path / "a.avi", Clip(frames=40, rate=RATE, options=B_FRAMES, sounds=[Sound("libmp3lame")])
    )
    with av.open(str(path)) as container:
        assert container.streams.video[0].codec_context.reorder_depth > 0

    source, frames = read(path)

    assert source.info.frame_rate == RATE
    assert steps(frames) == pytest.approx(0.04)
    assert frames[0].seconds == 0
    for number, frame in enumerate(frames):
        assert np.abs(frame.image.astype(int) - moving_square(number)).mean() < 6
    assert len(split_video(path, 0.5, 0.1)) == 1


def test_an_avi_in_which_places_of_pictures_are_empty(tmp_path: Path) -> None:
    """FFmpeg makes times of presentation up for it that are too late, although nothing is reordered."""
    numbers = [0, 4, 6, 8, 10, 12, 14, 16, 18, 24, 26]
    path = make_clip(tmp_path / "a.avi", Clip(times=numbers, rate=Fraction(50)))
    with av.open(str(path)) as container:
        assert [p.pts for p in container.demux(video=0)][:3] != numbers[:3]
    _, frames = read(path)
    assert [round(frame.seconds * 50) for frame in frames] == numbers
    assert len(split_video(path, 0.1, 0.1)) == 1


@pytest.mark.parametrize("suffix", [".mkv", ".mp4", ".ts", ".nut"])
def test_nothing_is_lost_where_the_sound_is_the_first_track(tmp_path: Path, suffix: str) -> None:
    good = make_clip(tmp_path / "good.mkv", Clip(frames=40, rate=RATE, options=B_FRAMES, sounds=[Sound()]))
    path = tmp_path / f"a{suffix}"
    with av.open(str(good)) as source, av.open(str(path), "w") as output:
        order = [*source.streams.audio, *source.streams.video]
        streams = {stream.index: output.add_stream_from_template(stream) for stream in order}
        for packet in source.demux(order):
            if packet.size:
                packet.stream = streams[packet.stream.index]
                output.mux_one(packet)
    source, frames = read(path)
    assert len(frames) == source.info.frame_count == 40
    for number, frame in enumerate(frames):
        assert np.abs(frame.image.astype(int) - moving_square(number)).mean() < 6


def test_hasty_pictures_of_a_gif_stay_as_long_as_in_a_browser(tmp_path: Path) -> None:
    path, pictures = tmp_path / "a.gif", [Pillow.fromarray(moving_square(9 * n)) for n in range(4)]
    pictures[0].save(path, save_all=True, append_images=pictures[1:], duration=[10, 20, 0, 10])
    source, frames = read(path)
    assert [round(frame.seconds * 100) for frame in frames] == [0, 10, 12, 22]
    assert source.info.duration_s == pytest.approx(0.32)
    with FileSource(path) as source:
        source.seek(0.12)
        assert source.read().seconds == pytest.approx(0.12)
    assert len(split_video(path, 0.05, 0.01)) == 1


def test_times_that_are_those_of_decoding_are_put_in_order(tmp_path: Path) -> None:
    good = make_clip(tmp_path / "good.mkv", Clip(frames=40, rate=RATE, options=B_FRAMES))
    path = tmp_path / "bad.mkv"
    with av.open(str(good)) as source, av.open(str(path), "w") as output:
        stream = output.add_stream_from_template(source.streams.video[0])
        for number, packet in enumerate(p for p in source.demux(video=0) if p.size):
            # What a careless writer does: every packet is said to be shown when it is decoded.
            packet.pts = packet.dts = number * 40
            packet.stream = stream
            output.mux_one(packet)

    _, frames = read(path)

    assert steps(frames) == pytest.approx(0.04)
    for number, frame in enumerate(frames):
        assert np.abs(frame.image.astype(int) - moving_square(number)).mean() < 6


def test_a_picture_that_begins_small_is_as_large_as_it_becomes(tmp_path: Path) -> None:
    source, frames = read(make_growing_clip(tmp_path / "a.webm", [((32, 24), 5), ((96, 72), 20)]))
    assert (source.info.width, source.info.height) == (96, 72)
    assert {frame.image.shape for frame in frames} == {(72, 96, 3)}
    assert len(frames) == 25
    assert any("changes size" in note for note in source.notes)


def test_a_picture_of_another_shape_is_not_distorted(tmp_path: Path) -> None:
    source, frames = read(make_growing_clip(tmp_path / "a.webm", [((96, 72), 40), ((96, 48), 10)]))
    assert (source.info.width, source.info.height) == (96, 72)
    last = frames[-1].image.astype(int)
    assert last[:10].max() < 20
    assert last[-10:].max() < 20
    assert np.abs(last[12:60] - moving_square(9, 96, 48)).mean() < 8


def combed(number: int, width: int, height: int) -> np.ndarray:
    """A bar whose place differs from one field to the next."""
    image = np.full((height, width, 3), 40, np.uint8)
    for field in (0, 1):
        left = (number * 2 + field) * 6 % (width - 12)
        image[field::2, left : left + 12] = 220
    return image


def teeth(image: np.ndarray) -> float:
    grey = image[..., 1].astype(int)
    return float((np.abs(2 * grey[1:-1] - grey[:-2] - grey[2:]) > 60).mean())


@pytest.mark.parametrize("suffix", [".mp4", ".ts"])
def test_fields_are_joined_without_teeth(tmp_path: Path, suffix: str) -> None:
    options = {"preset": "ultrafast", "crf": "8", "x264-params": "tff=1"}
    clip = Clip(frames=20, rate=RATE, size=(96, 64), picture=combed, options=options)
    path = make_clip(tmp_path / f"a{suffix}", clip)
    with av.open(str(path)) as container:
        stored = [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]
    assert np.mean([teeth(image) for image in stored[2:-2]]) > 0.02, "there is something to be mended"

    source, frames = read(path)

    assert len(frames) == 20
    assert steps(frames) == pytest.approx(0.04, abs=1e-4)
    assert np.mean([teeth(frame.image) for frame in frames[2:-2]]) < 0.004
    assert any("interlaced" in note for note in source.notes)


def test_pictures_that_are_whole_pass_untouched(tmp_path: Path) -> None:
    path = make_clip(tmp_path / "a.mp4", Clip(frames=6, size=(96, 64), picture=combed, options=LOSSLESS))
    source, frames = read(path)
    assert np.mean([teeth(frame.image) for frame in frames]) > 0.02
    assert source.notes == ()


def half_hidden(number: int, width: int, height: int, pixel_format: str) -> av.VideoFrame:
    """Left opaque green, in the middle half of it, right magenta that is not to be seen."""
    image = np.zeros((height, width, 4), np.uint8)
    third = width // 3
    image[:, :third] = (20, 200, 20, 255)
    image[:, third : 2 * third] = (20, 200, 20, 128)
    image[:, 2 * third :] = (255, 0, 255, 0)
    return av.VideoFrame.from_ndarray(image, format="rgba").reformat(format=pixel_format)


TRANSPARENT = {
    "animation.mov": ("qtrle", "argb", {}),
    "png.mov": ("png", "rgba", {}),
    "prores.mov": ("prores_ks", "yuva444p10le", {"profile": "4444"}),
    "ffv1.mkv": ("ffv1", "yuva420p", {}),
    "vp9.webm": ("libvpx-vp9", "yuva420p", {"crf": "4", "b": "0", "auto-alt-ref": "0"}),
    "vp8.webm": ("libvpx", "yuva420p", {"crf": "4", "b": "2M", "auto-alt-ref": "0"}),
}


@pytest.mark.parametrize("name", TRANSPARENT)
def test_what_is_transparent_lies_on_white(tmp_path: Path, name: str) -> None:
    codec, pixel_format, options = TRANSPARENT[name]

    def picture(number: int, width: int, height: int) -> av.VideoFrame:
        return half_hidden(number, width, height, pixel_format)

    clip = Clip(
        frames=4,
        rate=RATE,
        size=(96, 64),
        codec=codec,
        pixel_format=pixel_format,
        options=options,
        picture=picture,
    )
    source, frames = read(make_clip(tmp_path / name, clip))
    image = frames[2].image.astype(int)
    assert image[32, 84].min() > 235, "what is hidden is not seen"
    assert np.abs(image[32, 16] - (20, 200, 20)).max() < 30
    assert np.abs(image[32, 48] - (137, 227, 137)).max() < 30
    assert any("transparent" in note for note in source.notes)


def test_an_opaque_picture_with_room_for_transparency_is_not_spoken_of(tmp_path: Path) -> None:
    clip = Clip(frames=2, codec="qtrle", pixel_format="argb", options={})
    source, frames = read(make_clip(tmp_path / "a.mov", clip))
    assert np.abs(frames[1].image.astype(int) - moving_square(1)).max() == 0
    assert source.notes == ()


TO_XYZ: dict[int, np.ndarray] = {
    # From the chromaticities of H.273, all with the white of D65.
    1: np.array(
        [
            [0.4124564, 0.3575761, 0.1804375],
            [0.2126729, 0.7151522, 0.0721750],
            [0.0193339, 0.1191920, 0.9503041],
        ]
    ),
    9: np.array(
        [[0.6369580, 0.1446169, 0.1688810], [0.2627002, 0.6779981, 0.0593017], [0.0, 0.0280727, 1.0609851]]
    ),
    12: np.array(
        [[0.4865709, 0.2656677, 0.1982173], [0.2289746, 0.6917385, 0.0792869], [0.0, 0.0451134, 1.0439444]]
    ),
}


@pytest.mark.parametrize("primaries", [9, 12])
@pytest.mark.parametrize("bits", [8, 10])
def test_wide_primaries_are_converted_as_tagged(tmp_path: Path, primaries: int, bits: int) -> None:
    matrix = 9 if primaries == 9 else 1
    wanted = color_bars(352, 32)[16, 16::32].astype(float) / 255
    there = np.linalg.inv(TO_XYZ[primaries]) @ TO_XYZ[1]
    wide = np.rint(np.clip(wanted**2.4 @ there.T, 0, 1) ** (1 / 2.4) * 255).astype(np.uint8)

    def bars(number: int, width: int, height: int) -> av.VideoFrame:
        rows = np.broadcast_to(wide.repeat(32, 0), (height, width, 3))
        return planar_frame(rgb_to_yuv(rows, matrix, full=False, bits=bits), pixel_format)

    pixel_format = "yuv444p" if bits == 8 else "yuv444p10le"
    clip = Clip(
        frames=2,
        size=(352, 32),
        pixel_format=pixel_format,
        options=LOSSLESS,
        colors=(matrix, 1, primaries, 1),
        picture=bars,
    )
    _, frames = read(make_clip(tmp_path / "a.mkv", clip))
    seen = frames[1].image[16, 16::32].astype(int)
    # Eight bits of a wide gamut are few for dark colours.
    assert np.abs(seen - wanted * 255).max() <= (16 if bits == 8 else 8)
    assert np.abs(wide - wanted * 255).max() > 20, "there is something to be converted"


@pytest.mark.parametrize("name", ["a.gif", "a.mp4", "a.mkv", "a.mov"])
def test_how_long_the_last_picture_stays_is_told(tmp_path: Path, name: str) -> None:
    path = held(tmp_path / name)
    source, frames = read(path)
    assert len(frames) == 3
    last = frames[-1]
    assert float((last.pts + last.duration) * last.time_base) == pytest.approx(4, abs=0.02)
    assert source.info.duration_s == pytest.approx(4, abs=0.02)


def held(path: Path) -> Path:
    """Pictures of 0.5, 0.5 and 3 seconds."""
    gif = path.suffix == ".gif"
    with av.open(str(path), "w") as output:
        stream = output.add_stream("gif" if gif else "ffv1" if path.suffix == ".mkv" else "mpeg4", rate=100)
        stream.width, stream.height = 64, 48
        stream.pix_fmt = "rgb8" if gif else "yuv420p"
        stream.codec_context.time_base = Fraction(1, 100)
        for number, (time, duration) in enumerate([(0, 50), (50, 50), (100, 300)]):
            frame = av.VideoFrame.from_ndarray(moving_square(number * 9), format="rgb24").reformat(
                format=stream.pix_fmt
            )
            frame.pts, frame.duration, frame.time_base = time, duration, Fraction(1, 100)
            for packet in stream.encode(frame):
                packet.duration = duration
                output.mux_one(packet)
        for packet in stream.encode(None):
            output.mux_one(packet)
    return path


@pytest.mark.parametrize("threads", [1, 2])
def test_empty_packets_show_the_picture_before_them_again(tmp_path: Path, threads: int) -> None:
    """As Theora has them where nothing moves; PyAV cannot write it, so that they are put between other packets."""
    path = make_clip(tmp_path / "a.mkv", Clip(frames=9, rate=RATE, options={**LOSSLESS, "bf": "0"}))

    def with_empty_ones(packets: list[av.Packet]) -> Iterator[av.Packet]:
        clock = itertools.count()
        for number, packet in enumerate(packets):
            packet.pts = packet.dts = next(clock) * 40 if packet.size else None
            yield packet
            for _ in range(3 if number in {0, 4, 8} else 0):
                empty = av.Packet()
                empty.pts = empty.dts = next(clock) * 40
                empty.time_base = packet.time_base
                yield empty

    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        packets = list(container.demux(stream))
        decoder = FrameDecoder(path, container, stream, threads=threads)
        decoder.go_on_from(with_empty_ones(packets))
        decoder.look_ahead()
        shown = [(one.pts, one.frame) for one in iter(decoder.next, None)]

    assert [pts for pts, _ in shown] == [n * 40 for n in range(18)]
    repeated = [n for n in range(1, 18) if shown[n][1] is shown[n - 1][1]]
    assert repeated == [1, 2, 3, 8, 9, 10, 15, 16, 17]
