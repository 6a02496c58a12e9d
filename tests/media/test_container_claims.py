"""What a file says of itself, true or not."""

from __future__ import annotations

import struct
import subprocess
import sys
from fractions import Fraction
from typing import TYPE_CHECKING

import av
import cv2
import numpy as np
import pytest
from media_fixtures import Clip, Sound, make_clip, make_sound_file

from rtstyle.errors import MediaReadError
from rtstyle.media.containers import open_container
from rtstyle.media.limits import MAX_VIDEO_PIXELS, require_credible_claims
from rtstyle.media.structure import matroska_track_types
from rtstyle.sources.file import FileSource

if TYPE_CHECKING:
    from pathlib import Path

GIGABYTE = 2**30


def frames_of(path: Path) -> int:
    with FileSource(path) as source:
        return sum(1 for _ in iter(source.read, None))


def claim(path: Path, kind: bytes, at: int, values: tuple[int, ...]) -> None:
    """Writes 32-bit numbers into every box of a kind, ``at`` bytes behind its kind."""
    data = bytearray(path.read_bytes())
    place = data.find(kind)
    assert place > 0
    while place > 0:
        struct.pack_into(f">{len(values)}I", data, place + at, *values)
        place = data.find(kind, place + 4)
    path.write_bytes(data)


def test_a_table_of_more_pictures_than_the_file_has_bytes_is_refused(tmp_path: Path) -> None:
    path = make_clip(tmp_path / "a.mp4", Clip(frames=3))
    claim(path, b"stsz", 8, (600, 20_000_000))
    with pytest.raises(MediaReadError, match="its index tells of 20,000,000 pictures"):
        open_container(path)


def test_fragments_of_more_pictures_than_the_file_has_bytes_are_refused(tmp_path: Path) -> None:
    fragments = {"movflags": "empty_moov+default_base_moof", "frag_duration": "200000"}
    path = make_clip(tmp_path / "a.mp4", Clip(frames=20, muxer_options=fragments))
    assert frames_of(path) == 20
    claim(path, b"trun", 8, (5_000_000,))
    with pytest.raises(MediaReadError, match="is damaged"):
        open_container(path)


def test_a_table_that_is_larger_than_a_day_of_video_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make_clip(tmp_path / "a.mp4", Clip(frames=30))
    monkeypatch.setattr("rtstyle.media.limits._MOST_SAMPLES", 30)
    assert frames_of(path) == 30
    monkeypatch.setattr("rtstyle.media.limits._MOST_SAMPLES", 29)
    with pytest.raises(MediaReadError, match="30 pictures"):
        open_container(path)


def test_sound_stored_sample_by_sample_is_not_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make_sound_file(tmp_path / "a.mov", Sound("pcm_s16le"))
    monkeypatch.setattr("rtstyle.media.limits._MOST_SAMPLES", 100)
    open_container(path).close()


def still_track(output: av.container.OutputContainer, codec: str, size: int) -> av.VideoStream:
    stream = output.add_stream(codec, rate=25)
    stream.width = stream.height = size
    stream.pix_fmt = "rgb24" if codec == "png" else "yuv420p"
    return stream


def put(output: av.container.OutputContainer, stream: av.VideoStream, data: bytes) -> None:
    packet = av.Packet(data)
    packet.stream, packet.pts, packet.dts, packet.time_base = stream, 0, 0, Fraction(1, 25)
    packet.is_keyframe = True
    output.mux_one(packet)


def peak_of_opening(path: Path) -> int:
    """Bytes of memory that a program takes that opens a file."""
    code = (
        "import sys; from pathlib import Path; from rtstyle.media.containers import open_container\n"
        "open_container(Path(sys.argv[1]))\n"
        # Not ru_maxrss, which begins with that of the process that started this one.
        "print(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))"
    )
    done = subprocess.run([sys.executable, "-c", code, path], capture_output=True, text=True, check=True)
    return int(done.stdout) * 1024


@pytest.mark.parametrize("suffix", [".mov", ".avi"])
def test_a_picture_that_is_too_large_is_not_decoded_to_find_out(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    picture = cv2.imencode(".png", np.zeros((12_000, 12_000), np.uint8))[1].tobytes()
    assert len(picture) < 2_000_000
    with av.open(str(path), "w") as output:
        stream = still_track(output, "png", 64)
        output.start_encoding()
        put(output, stream, picture)
    assert peak_of_opening(path) < GIGABYTE // 8
    with pytest.raises(MediaReadError, match="none of its frames can be decoded"):
        FileSource(path).open()


@pytest.mark.parametrize("suffix", [".mkv", ".mp4", ".avi"])
def test_the_more_video_tracks_the_smaller_their_pictures_may_be(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    with av.open(str(path), "w") as output:
        streams = [still_track(output, "mpeg4", 64) for _ in range(20)]
        output.start_encoding()
        for stream in streams:
            put(output, stream, bytes(40))
    assert require_credible_claims(path) == MAX_VIDEO_PIXELS // 10
    assert require_credible_claims(make_clip(tmp_path / f"b{suffix}", Clip(codec="mpeg4", options={}))) == (
        MAX_VIDEO_PIXELS
    )


def test_the_last_size_may_be_a_few_bytes_too_long(tmp_path: Path) -> None:
    for suffix, at in ((".mp4", b"mdat"), (".mkv", b"\x18\x53\x80\x67")):
        options = {"movflags": "faststart"} if suffix == ".mp4" else {}
        path = make_clip(tmp_path / f"a{suffix}", Clip(frames=12, muxer_options=options))
        data = bytearray(path.read_bytes())
        place = data.index(at)
        if suffix == ".mp4":
            data[place - 4 : place] = (int.from_bytes(data[place - 4 : place], "big") + 8).to_bytes(4, "big")
        else:
            size = int.from_bytes(data[place + 5 : place + 12], "big") + 8
            data[place + 5 : place + 12] = size.to_bytes(7, "big")
        path.write_bytes(data)
        assert frames_of(path) == 12


def test_a_size_that_is_far_too_long_is_no_loss_where_every_picture_is_there(tmp_path: Path) -> None:
    path = make_clip(tmp_path / "a.mp4", Clip(frames=12, muxer_options={"movflags": "faststart"}))
    data = bytearray(path.read_bytes())
    place = data.index(b"mdat")
    data[place - 4 : place] = (int.from_bytes(data[place - 4 : place], "big") + 5000).to_bytes(4, "big")
    path.write_bytes(data)
    assert frames_of(path) == 12
    path.write_bytes(data[:-100])
    with pytest.raises(MediaReadError, match="5,100 bytes are missing"):
        FileSource(path).open()


def test_an_index_that_is_a_few_bytes_too_long_is_an_index(tmp_path: Path) -> None:
    path = make_clip(tmp_path / "a.mp4", Clip(frames=12))
    data = bytearray(path.read_bytes())
    place = data.index(b"moov")
    data[place - 4 : place] = (int.from_bytes(data[place - 4 : place], "big") + 8).to_bytes(4, "big")
    path.write_bytes(data)
    assert frames_of(path) == 12


@pytest.mark.parametrize("size", [0, 0x7FFFFFFF, 0xFFFFFFFF])
def test_an_avi_whose_size_was_left_open_is_whole(tmp_path: Path, size: int) -> None:
    path = make_clip(tmp_path / "a.avi", Clip(frames=12, codec="mpeg4", options={}))
    data = bytearray(path.read_bytes())
    data[4:8] = size.to_bytes(4, "little")
    path.write_bytes(data)
    assert frames_of(path) == 12


def test_an_avi_that_was_never_finished_plays_as_far_as_it_goes(tmp_path: Path) -> None:
    path = make_clip(tmp_path / "a.avi", Clip(frames=12, codec="mpeg4", options={}))
    data = bytearray(path.read_bytes())
    # A recorder that lost its power leaves zeros where the sizes of file and film are to be written, and no index.
    place, index = data.index(b"movi"), data.index(b"idx1")
    data[4:8] = data[place - 4 : place] = bytes(4)
    frames_at = data.index(b"avih") + 4 + 4 + 16
    data[frames_at : frames_at + 4] = bytes(4)
    path.write_bytes(data[:index])
    assert frames_of(path) == 12


@pytest.mark.parametrize("where", ["header", "element"])
def test_a_matroska_length_beyond_any_file_is_damage_and_no_error_of_ours(tmp_path: Path, where: str) -> None:
    path = make_clip(tmp_path / "a.mkv", Clip(frames=3))
    data = path.read_bytes()
    endless = bytes([0x01, *[0x7F] * 7])
    # Behind the segment's own head a first element of nothing that is longer than disks are.
    segment = data.index(b"\x18\x53\x80\x67") + 12
    path.write_bytes(
        data[:4] + endless + data[5:]
        if where == "header"
        else data[:segment] + b"\xec" + endless + data[segment:]
    )
    with path.open("rb") as file:
        assert list(matroska_track_types(file)) == []
