"""Films of JPEGs, as cameras send them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest

from rtstyle.errors import MediaReadError
from rtstyle.sources.file import FileSource

if TYPE_CHECKING:
    from pathlib import Path

TIMES = [0.0, 0.1, 0.2, 0.35, 0.45, 0.55, 1.2, 1.3]


def jpeg(number: int) -> bytes:
    return cv2.imencode(".jpg", np.full((48, 64, 3), 20 + number * 20, np.uint8))[1].tobytes()


def part(number: int, header: str = "") -> bytes:
    picture = jpeg(number)
    head = f"--frame\r\nContent-Type: image/jpeg\r\nContent-Length: {len(picture)}\r\n{header}\r\n"
    return head.encode() + picture + b"\r\n"


def read(path: Path) -> tuple[FileSource, list[float]]:
    with FileSource(path) as source:
        frames = list(iter(source.read, None))
        for number, frame in enumerate(frames):
            assert abs(float(frame.image.mean()) - (20 + number * 20)) < 4
        return source, [frame.seconds for frame in frames]


@pytest.mark.parametrize("lead", [b"", b"\r\n"])
def test_a_saved_stream_plays_as_it_was_sent(tmp_path: Path, lead: bytes) -> None:
    path = tmp_path / "a.mjpeg"
    parts = [part(n, f"X-Timestamp: {1_700_000_000 + t:.6f}\r\n") for n, t in enumerate(TIMES)]
    path.write_bytes(lead + b"".join(parts))
    source, seconds = read(path)
    assert seconds == pytest.approx(TIMES, abs=1e-4)
    assert source.info.frame_count == len(TIMES)
    assert source.notes == ()


def test_a_steady_camera_has_its_rate(tmp_path: Path) -> None:
    path = tmp_path / "a.mjpeg"
    path.write_bytes(b"".join(part(n, f"X-Timestamp: {500 + n / 10:.6f}\r\n") for n in range(8)))
    source, seconds = read(path)
    assert np.diff(seconds) == pytest.approx(0.1)
    assert source.info.frame_rate == Fraction(10)


@pytest.mark.parametrize("make", [part, jpeg])
def test_one_without_times_is_said_to_be_guessed(tmp_path: Path, make: object) -> None:
    path = tmp_path / "a.mjpg"
    path.write_bytes(b"".join(make(n) for n in range(8)))
    source, seconds = read(path)
    assert np.diff(seconds) == pytest.approx(1 / 25)
    assert any("25 a second" in note for note in source.notes)


def test_a_photo_is_no_film_even_with_another_one_behind_it(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(jpeg(3))
    with pytest.raises(MediaReadError, match="a picture, not a video"):
        FileSource(path).open()
    first = jpeg(3)
    index = b"\xff\xe2" + (8 + 2).to_bytes(2, "big") + b"MPF\0" + bytes(4)
    path.write_bytes(first[:2] + index + first[2:] + jpeg(4))
    with pytest.raises(MediaReadError, match="a picture, not a video"):
        FileSource(path).open()
