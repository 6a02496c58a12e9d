from __future__ import annotations

import itertools
import os
import threading
from fractions import Fraction
from typing import TYPE_CHECKING

import av
import cv2
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
    make_sound_file,
    moving_square,
    packet_place,
    packets,
    planar_frame,
    rgb_to_yuv,
    rotate_in_header,
)

from rtstyle.errors import MediaReadError
from rtstyle.sources.file import FileSource

if TYPE_CHECKING:
    from pathlib import Path

    from rtstyle.frame import StreamInfo, VideoFrame

LOSSLESS = {"preset": "ultrafast", "qp": "0"}


def read_all(path: Path) -> tuple[StreamInfo, list[VideoFrame], int]:
    source = FileSource(path)
    info = source.open()
    frames = []
    while (frame := source.read()) is not None:
        frames.append(frame)
    source.close()
    return info, frames, source.damaged_packets


def refusal(path: Path) -> str:
    with pytest.raises(MediaReadError) as caught:
        FileSource(path).open()
    message = str(caught.value)
    assert "\n" not in message
    assert path.name in message
    return message


def test_every_frame_comes_with_its_number_and_time(tmp_path: Path) -> None:
    path = make_clip(tmp_path / "a.mp4", Clip(frames=25))
    info, frames, damaged = read_all(path)

    assert (info.width, info.height) == (64, 48)
    assert info.frame_rate == NTSC
    assert info.frame_count == 25
    assert info.duration_s == pytest.approx(25 * 1001 / 30000)
    assert [frame.index for frame in frames] == list(range(25))
    assert [frame.pts * frame.time_base for frame in frames] == [n / NTSC for n in range(25)]
    assert damaged == 0
    for number, frame in enumerate(frames):
        assert frame.image.dtype == np.uint8
        assert frame.image.flags.c_contiguous
        assert np.abs(frame.image.astype(int) - moving_square(number)).mean() < 6


def test_a_large_file_is_judged_by_its_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rtstyle.sources.inspection._MAX_SCAN_BYTES", 1000)
    info, frames, _ = read_all(make_clip(tmp_path / "a.mp4", Clip(frames=25)))
    assert (info.frame_count, info.frame_rate) == (25, NTSC)
    assert info.duration_s == pytest.approx(25 * 1001 / 30000)

    info, frames, _ = read_all(make_clip(tmp_path / "a.mkv", Clip(frames=25)))
    assert (info.frame_count, info.frame_rate) == (None, NTSC)
    assert info.duration_s == pytest.approx(25 * 1001 / 30000, abs=0.002)
    assert len(frames) == 25


def test_a_variable_frame_rate_is_told_and_its_times_are_kept(tmp_path: Path) -> None:
    times = [0, 40, 50, 140, 150, 190, 400]
    path = make_clip(tmp_path / "a.mkv", Clip(times=times, time_base=Fraction(1, 1000), rate=Fraction(25)))
    info, frames, _ = read_all(path)

    assert info.frame_rate is None
    assert info.frame_count == len(times)
    assert [round(frame.seconds * 1000) for frame in frames] == times


def test_times_rounded_to_milliseconds_are_still_a_constant_rate(tmp_path: Path) -> None:
    info, _, _ = read_all(make_clip(tmp_path / "a.mkv", Clip(frames=90, rate=NTSC)))
    assert info.frame_rate == NTSC


def test_times_that_start_late_are_kept(tmp_path: Path) -> None:
    path = make_clip(tmp_path / "a.mkv", Clip(times=[33, 67, 100], time_base=Fraction(1, 1000)))
    _, frames, _ = read_all(path)
    assert [frame.pts for frame in frames] == [33, 67, 100]


def test_a_clock_without_origin_starts_at_zero(tmp_path: Path) -> None:
    hours = 90_000 * 3600
    times = [3 * hours + n * 3000 for n in range(5)]
    path = make_clip(tmp_path / "a.ts", Clip(times=times, time_base=Fraction(1, 90_000), rate=Fraction(30)))
    _, frames, _ = read_all(path)
    assert [frame.pts for frame in frames] == [n * 3000 for n in range(5)]


def test_frames_without_a_time_follow_each_other(tmp_path: Path) -> None:
    path = make_clip(tmp_path / "a.h264", Clip(frames=6, rate=Fraction(25)))
    _, frames, _ = read_all(path)
    steps = np.diff([frame.seconds for frame in frames])
    assert len(frames) == 6
    assert steps == pytest.approx(1 / 25)


def test_frames_before_an_edit_list_begins_are_not_shown(tmp_path: Path) -> None:
    clip = Clip(
        frames=10, rate=Fraction(25), time_base=Fraction(1, 12800), muxer_options={"use_editlist": "1"}
    )
    path = make_clip(tmp_path / "a.mp4", clip)
    data = bytearray(path.read_bytes())
    # ISO/IEC 14496-12, 8.6.6, version 0: entry count, then segment duration and media time.
    at = data.index(b"elst") + 8
    assert int.from_bytes(data[at : at + 4], "big") == 1
    media_time = int.from_bytes(data[at + 8 : at + 12], "big") + 4 * 512
    data[at + 8 : at + 12] = media_time.to_bytes(4, "big")
    path.write_bytes(data)

    info, frames, _ = read_all(path)

    assert len(frames) == info.frame_count == 6
    assert frames[0].pts == 0
    assert np.abs(frames[0].image.astype(int) - moving_square(4)).mean() < 6


QUADRANTS = np.array([[[220, 30, 30], [30, 200, 30]], [[30, 30, 220], [240, 240, 240]]], np.uint8)


@pytest.mark.parametrize(
    ("matrix", "expected"),
    [
        ((1, 0, 0, 1), QUADRANTS),
        ((0, 1, -1, 0), np.rot90(QUADRANTS, -1)),
        ((-1, 0, 0, -1), np.rot90(QUADRANTS, 2)),
        ((0, -1, 1, 0), np.rot90(QUADRANTS, 1)),
        ((-1, 0, 0, 1), QUADRANTS[:, ::-1]),
        ((1, 0, 0, -1), QUADRANTS[::-1]),
        ((0, 1, 1, 0), QUADRANTS.swapaxes(0, 1)),
        ((0, -1, -1, 0), np.rot90(QUADRANTS, 2).swapaxes(0, 1)),
    ],
)
def test_rotated_and_mirrored_video_comes_upright(
    tmp_path: Path, matrix: tuple[int, int, int, int], expected: np.ndarray
) -> None:
    def quadrants(number: int, width: int, height: int) -> np.ndarray:
        return QUADRANTS.repeat(height // 2, 0).repeat(width // 2, 1)

    path = make_clip(tmp_path / "a.mp4", Clip(frames=2, picture=quadrants))
    rotate_in_header(path, *matrix)
    info, frames, _ = read_all(path)

    assert (info.width, info.height) == ((64, 48) if matrix[0] else (48, 64))
    image = frames[1].image
    assert image.shape == (info.height, info.width, 3)
    rows, columns = (info.height // 4, info.height * 3 // 4), (info.width // 4, info.width * 3 // 4)
    seen = image[np.ix_(rows, columns)]
    assert np.abs(seen.astype(int) - expected).max() < 12


def tagged_bars(matrix: int, pixel_format: str, *, full: bool, bits: int) -> Clip:
    def bars(number: int, width: int, height: int) -> av.VideoFrame:
        return planar_frame(rgb_to_yuv(color_bars(width, height), matrix, full=full, bits=bits), pixel_format)

    return Clip(
        frames=2,
        size=(352, 32),
        pixel_format=pixel_format,
        options=LOSSLESS,
        colors=(matrix, 2 if full else 1, 1, 1),
        picture=bars,
    )


@pytest.mark.parametrize("matrix", [1, 5, 6, 9])
@pytest.mark.parametrize("full", [False, True])
@pytest.mark.parametrize(("pixel_format", "bits"), [("yuv444p", 8), ("yuv444p10le", 10)])
def test_colors_are_converted_as_tagged(
    tmp_path: Path, matrix: int, full: bool, pixel_format: str, bits: int
) -> None:
    path = make_clip(tmp_path / "a.mkv", tagged_bars(matrix, pixel_format, full=full, bits=bits))
    _, frames, _ = read_all(path)
    seen = frames[0].image[16, bar_centers(352)]
    assert np.abs(seen.astype(int) - BARS).max() <= 3


@pytest.mark.parametrize(("size", "matrix"), [((352, 64), 6), ((1280, 720), 1)])
def test_untagged_video_is_taken_for_what_its_size_suggests(
    tmp_path: Path, size: tuple[int, int], matrix: int
) -> None:
    def bars(number: int, width: int, height: int) -> av.VideoFrame:
        return planar_frame(rgb_to_yuv(color_bars(width, height), matrix, full=False), "yuv444p")

    clip = Clip(frames=1, size=size, pixel_format="yuv444p", options=LOSSLESS, picture=bars)
    _, frames, _ = read_all(make_clip(tmp_path / "a.mkv", clip))
    assert np.abs(frames[0].image[32, bar_centers(size[0])].astype(int) - BARS).max() <= 3


def hdr_patches(transfer: int, codes: list[float]) -> Clip:
    def patches(number: int, width: int, height: int) -> av.VideoFrame:
        luma = np.rint((16 + 219 * np.repeat(codes, width // len(codes))) * 4).astype(np.uint16)
        yuv = np.stack([luma, np.full_like(luma, 512), np.full_like(luma, 512)], -1)
        return planar_frame(np.broadcast_to(yuv, (height, width, 3)), "yuv444p10le")

    width = 16 * len(codes)
    return Clip(
        frames=1,
        size=(width, 32),
        pixel_format="yuv444p10le",
        options=LOSSLESS,
        colors=(9, 1, 9, transfer),
        picture=patches,
    )


# Code values of black, 10, 50, 203 (diffuse white), 400 and 1000 nits: BT.2408, and BT.2100 for the rest.
PQ_CODES = [0.0, 0.3022, 0.4403, 0.5807, 0.6525, 0.7518]
# Black, a dark grey, a mid grey, diffuse white (75 %), and two highlights.
HLG_CODES = [0.0, 0.22, 0.45, 0.75, 0.85, 1.0]


@pytest.mark.parametrize(("transfer", "codes"), [(16, PQ_CODES), (18, HLG_CODES)])
def test_high_dynamic_range_is_tone_mapped(tmp_path: Path, transfer: int, codes: list[float]) -> None:
    _, frames, _ = read_all(make_clip(tmp_path / "a.mkv", hdr_patches(transfer, codes)))
    seen = frames[0].image[16, 8::16].astype(int)

    assert np.ptp(seen, axis=1).max() <= 2, "greys stay grey"
    grey = seen[:, 1]
    assert grey[0] <= 1
    assert 205 <= grey[3] <= 245, "diffuse white is bright, with room for highlights above it"
    assert grey[5] >= 250
    assert (np.diff(grey) >= 4).all(), "highlights keep their differences"


def test_pq_below_half_of_white_is_kept_as_it_is(tmp_path: Path) -> None:
    _, frames, _ = read_all(make_clip(tmp_path / "a.mkv", hdr_patches(16, PQ_CODES)))
    grey = frames[0].image[16, 8::16, 1].astype(float)
    # 10 and 50 of 203 nits on a display of gamma 2.4 (BT.1886).
    assert grey[1:3] == pytest.approx([255 * (n / 203) ** (1 / 2.4) for n in (10, 50)], abs=3)


def test_hlg_is_shown_by_a_display_of_1000_nits(tmp_path: Path) -> None:
    _, frames, _ = read_all(make_clip(tmp_path / "a.mkv", hdr_patches(18, [0.3, 0.5])))
    grey = frames[0].image[16, 8::16, 1].astype(float)
    # BT.2100: below 0.5 scene light is a third of the square; the display adds a gamma of 1.2.
    nits = [1000 * (code**2 / 3) ** 1.2 for code in (0.3, 0.5)]
    assert grey == pytest.approx([255 * (n / 203) ** (1 / 2.4) for n in nits], abs=3)


def test_pixels_that_are_not_square_are_stretched(tmp_path: Path) -> None:
    path = make_clip(tmp_path / "a.mkv", Clip(frames=2, sample_aspect_ratio=Fraction(3, 2)))
    info, frames, _ = read_all(path)
    assert (info.width, info.height) == (96, 48)
    assert frames[1].image.shape == (48, 96, 3)


def test_odd_sizes_are_read_as_they_are(tmp_path: Path) -> None:
    clip = Clip(frames=2, size=(35, 27), codec="ffv1", pixel_format="yuv444p", options={})
    info, frames, _ = read_all(make_clip(tmp_path / "a.mkv", clip))
    assert (info.width, info.height) == (35, 27)
    assert frames[0].image.shape == (27, 35, 3)


def test_sound_that_sets_in_late_costs_no_picture(tmp_path: Path) -> None:
    """Behind what is looked at in the beginning: a stream appears while the file is read."""
    path = make_clip(tmp_path / "a.flv", Clip(frames=400, size=(64, 48)))
    data, place = bytearray(path.read_bytes()), 13
    places = []
    while place < len(data):
        places.append(place)
        place += 11 + int.from_bytes(data[place + 1 : place + 4], "big") + 4
    for late in places[-40:-20:5]:
        data[late] = 8  # sound
    path.write_bytes(data)

    _, frames, _ = read_all(path)

    assert len(frames) == 396


def test_a_damaged_packet_costs_that_packet(tmp_path: Path) -> None:
    options = {"preset": "ultrafast", "crf": "12", "g": "1"}
    path = make_clip(tmp_path / "a.mp4", Clip(frames=12, options=options))
    offset, size = packet_place(path, 6)
    data = bytearray(path.read_bytes())
    data[offset + 4 : offset + size] = bytes(255 - byte for byte in data[offset + 4 : offset + size])
    path.write_bytes(data)

    _, frames, damaged = read_all(path)

    assert damaged == 1
    assert len(frames) in {11, 12}
    times = [round(frame.seconds * NTSC) for frame in frames]
    assert set(range(12)) - set(times) <= {6}
    for number, frame in zip(times, frames, strict=True):
        if number != 6:
            assert np.abs(frame.image.astype(int) - moving_square(number)).mean() < 6


def test_a_picture_that_the_decoder_mends_is_kept_and_counted(tmp_path: Path) -> None:
    options = {"preset": "ultrafast", "crf": "4", "g": "12", "bf": "0"}

    def noise(number: int, width: int, height: int) -> np.ndarray:
        return np.random.default_rng(number).integers(0, 255, (height, width, 3), np.uint8)

    path = make_clip(tmp_path / "a.mp4", Clip(frames=24, options=options, picture=noise))
    offset, size = packet_place(path, 3)
    data = bytearray(path.read_bytes())
    data[offset + size // 2 : offset + size] = bytes(size - size // 2)
    path.write_bytes(data)

    _, frames, damaged = read_all(path)

    assert damaged == 1
    assert [frame.pts for frame in frames] == [n * 1001 for n in range(24)]


def test_damage_in_the_file_structure_is_counted_and_passed_over(tmp_path: Path) -> None:
    options = {"preset": "ultrafast", "crf": "12", "g": "1"}
    path = make_clip(
        tmp_path / "a.mkv", Clip(frames=60, options=options, muxer_options={"cluster_time_limit": "300"})
    )
    offset, _ = packet_place(path, 30)
    data = bytearray(path.read_bytes())
    data[offset - 12 : offset + 400] = b"\x00" * 412
    path.write_bytes(data)

    _, frames, _ = read_all(path)

    assert 40 <= len(frames) < 60
    assert round(frames[-1].seconds * NTSC) == 59


def test_what_is_no_video_is_refused_in_one_line(tmp_path: Path) -> None:
    assert "no such file" in refusal(tmp_path / "missing.mp4")
    assert "folder" in refusal(tmp_path)

    empty = tmp_path / "empty.mp4"
    empty.touch()
    assert "empty" in refusal(empty)

    pipe = tmp_path / "pipe.mp4"
    os.mkfifo(pipe)
    assert "not a regular file" in refusal(pipe)

    text = tmp_path / "text.mp4"
    text.write_text("This is not a video.\n" * 200)
    assert "not a video" in refusal(text)

    noise = tmp_path / "noise.mkv"
    noise.write_bytes(np.random.default_rng(0).bytes(20_000))
    refusal(noise)

    picture = tmp_path / "still.mp4"
    picture.write_bytes(cv2.imencode(".png", np.zeros((8, 8, 3), np.uint8))[1].tobytes())
    assert "picture" in refusal(picture)

    sound = make_sound_file(tmp_path / "sound.m4a", Sound())
    assert "no video stream, only audio" in refusal(sound)


@pytest.mark.parametrize(
    ("suffix", "part"),
    [(".mp4", 0.4), (".mp4", 0.97), (".mkv", 0.4), (".mkv", 0.97), (".avi", 0.4), (".avi", 0.8)],
)
def test_a_video_that_is_cut_off_is_refused(tmp_path: Path, suffix: str, part: float) -> None:
    clip = Clip(frames=40)
    if suffix == ".avi":
        clip = Clip(frames=40, codec="mpeg4", options={})
    path = make_clip(tmp_path / f"a{suffix}", clip)
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * part)])
    assert "cut off" in refusal(path)


def test_a_video_with_its_index_in_front_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    path = make_clip(tmp_path / "a.mp4", Clip(frames=40, muxer_options={"movflags": "faststart"}))
    data = path.read_bytes()
    path.write_bytes(data[: len(data) * 2 // 3])
    assert 'ffmpeg -i "a.mp4" -c copy' in refusal(path)


def test_a_rest_without_an_index_is_not_said_to_be_saved_by_copying(tmp_path: Path) -> None:
    path = make_clip(tmp_path / "a.mp4", Clip(frames=40))
    data = path.read_bytes()
    index = data.index(b"moov") - 4
    for end in (index // 2, index, index + 20, len(data) - 1):
        path.write_bytes(data[:end])
        message = refusal(path)
        assert "its index, which stands at the end, is lost" in message
        assert "copy it again, or rebuild it with" in message
        assert "ffmpeg" not in message


def test_an_avi_that_lost_its_index_and_nothing_else_is_read(tmp_path: Path) -> None:
    path = make_clip(tmp_path / "a.avi", Clip(frames=40, codec="mpeg4", options={}))
    data = path.read_bytes()
    path.write_bytes(data[: data.rindex(b"idx1") + 100])
    assert len(read_all(path)[1]) == 40
    path.write_bytes(data[: data.rindex(b"idx1") - 100])
    assert "cut off" in refusal(path)


def test_rubbish_behind_the_end_does_no_harm(tmp_path: Path) -> None:
    path = make_clip(tmp_path / "a.mp4", Clip(frames=5))
    with path.open("ab") as file:
        file.write(b"\x91@Ma" * 100)
    assert len(read_all(path)[1]) == 5


def test_the_cover_of_a_song_is_no_video(tmp_path: Path) -> None:
    song = make_sound_file(tmp_path / "song.mp3", Sound("libmp3lame"))
    cover = cv2.imencode(".jpg", np.full((32, 32, 3), 90, np.uint8))[1].tobytes()
    frame = b"\x00image/jpeg\x00\x03\x00" + cover
    tag = b"APIC" + len(frame).to_bytes(4, "big") + b"\x00\x00" + frame
    size = len(tag)
    synchsafe = bytes((size >> shift) & 0x7F for shift in (21, 14, 7, 0))
    plain = song.read_bytes()
    song.write_bytes(b"ID3\x03\x00\x00" + synchsafe + tag + plain)
    with av.open(str(song)) as container:
        assert container.streams.video, "the cover shows up as a stream"
    assert "no video stream" in refusal(song)


def test_a_playlist_in_disguise_opens_nothing_else(tmp_path: Path) -> None:
    real = make_clip(tmp_path / "real.ts", Clip(frames=5))
    playlist = tmp_path / "list.mp4"
    playlist.write_text(f"#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:1.0,\n{real.name}\n#EXT-X-ENDLIST\n")
    refusal(playlist)
    concat = tmp_path / "concat.mp4"
    concat.write_text(f"ffconcat version 1.0\nfile {real.name}\n")
    refusal(concat)


def test_a_picture_too_large_for_memory_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "huge.y4m"
    path.write_bytes(b"YUV4MPEG2 W60000 H60000 F25:1 Ip A1:1 C420jpeg\nFRAME\n" + bytes(1000))
    refusal(path)

    path = make_clip(tmp_path / "a.mkv", Clip(frames=2))
    monkeypatch.setattr("rtstyle.sources.decoding.MAX_VIDEO_PIXELS", 64 * 48 - 1)
    assert "none of its frames can be decoded" in refusal(path)


def test_it_can_be_opened_again_and_closed_twice(tmp_path: Path) -> None:
    path = make_clip(tmp_path / "a.mp4", Clip(frames=6))
    source = FileSource(path)
    source.close()
    source.open()
    assert source.read() is not None
    source.open()
    first = source.read()
    assert first is not None
    assert first.index == 0
    source.close()
    source.close()
    with pytest.raises(MediaReadError, match="not open"):
        source.read()


def test_the_end_stays_the_end_and_no_thread_is_left(tmp_path: Path) -> None:
    path = make_clip(tmp_path / "a.mp4", Clip(frames=3))
    before = threading.active_count()
    with FileSource(path) as source:
        for _ in range(3):
            assert source.read() is not None
        assert source.read() is None
        assert source.read() is None
    assert threading.active_count() == before


def test_sound_beside_the_picture_changes_nothing(tmp_path: Path) -> None:
    path = make_clip(tmp_path / "a.mp4", Clip(frames=15, sounds=[Sound(start=Fraction(1, 5))]))
    info, frames, _ = read_all(path)
    assert info.frame_count == len(frames) == 15
    assert [frame.pts * frame.time_base for frame in frames] == [time for time, _ in sorted(packets(path))]


def test_times_that_begin_again_in_the_middle_still_only_grow(tmp_path: Path) -> None:
    one = make_clip(tmp_path / "one.ts", Clip(frames=6)).read_bytes()
    path = tmp_path / "twice.ts"
    path.write_bytes(one + one)
    with FileSource(path) as source:
        times = []
        while (frame := source.read()) is not None:
            times.append(frame.pts)
    assert len(times) >= 10
    assert all(later > earlier for earlier, later in itertools.pairwise(times))
