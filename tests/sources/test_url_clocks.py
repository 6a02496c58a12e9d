"""Addresses whose senders have clocks of their own, or none."""

from __future__ import annotations

import functools
import http.server
import threading
import time
from contextlib import contextmanager
from fractions import Fraction
from typing import TYPE_CHECKING

import av
import cv2
import numpy as np
import pytest
from media_fixtures import Clip, Sound, make_clip, make_growing_clip
from sound_fixtures import heard, onsets

from rtstyle.sinks.recording import RecordingSink
from rtstyle.sources.playback import Pacer, PlaybackSource
from rtstyle.sources.url import UrlSource

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rtstyle.frame import VideoFrame

RATE = Fraction(25)


@contextmanager
def served(handler: object) -> Iterator[str]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def folder_served(folder: Path) -> object:
    return served(functools.partial(QuietHandler, directory=str(folder)))


class CameraHandler(http.server.BaseHTTPRequestHandler):
    """An HTTP camera; the brightness of its pictures tells their number."""

    rate = 10.0

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "multipart/x-mixed-replace;boundary=frame")
        self.end_headers()
        started_s, tick = time.monotonic(), threading.Event()
        for number in range(250):
            picture = cv2.imencode(".jpg", np.full((48, 64, 3), number, np.uint8))[1].tobytes()
            head = b"--frame\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n" % len(picture)
            try:
                self.wfile.write(head + picture + b"\r\n")
            except OSError:
                return
            tick.wait(max(0.0, started_s + (number + 1) / self.rate - time.monotonic()))


@pytest.mark.parametrize("rate", [10.0, 50.0])
def test_a_camera_of_pictures_is_shown_at_the_rate_at_which_it_sends(rate: float) -> None:
    handler = type("Camera", (CameraHandler,), {"rate": rate})
    with served(handler) as address:
        source = UrlSource(f"{address}/video")
        info = source.open()
        numbers, first_s = [], time.monotonic()
        while time.monotonic() - first_s < 1.5:
            numbers.append(round(float(source.read().image.mean())))
        source.close()
    assert info.frame_rate is None
    sent = numbers[-1] - numbers[0]
    assert sent == pytest.approx(1.5 * rate, rel=0.35), "it shows what is sent now"
    assert len(set(numbers)) >= 0.6 * min(sent, 30)


def test_a_sender_that_is_slower_than_its_clock_is_shown_as_it_sends() -> None:
    pacer, over = Pacer(RATE), threading.Event()
    shown = 0
    for number in range(12):
        asked_ns = time.monotonic_ns()
        over.wait(0.08)
        pacer.arrived(number / 25, asked_ns)
        if not pacer.is_late(number / 25):
            shown += pacer.wait(number / 25, over)
    assert shown == 12


def parts_of_a_broadcast(folder: Path) -> None:
    for number, begin in enumerate((1, 5000, 2)):
        times = [round((begin + n / 25) * 90_000) for n in range(25)]
        sound = Sound(start=Fraction(begin))
        clip = Clip(times=times, time_base=Fraction(1, 90_000), rate=RATE, sounds=[sound])
        make_clip(folder / f"{number}.ts", clip)


def test_a_playlist_goes_on_behind_a_discontinuity(tmp_path: Path) -> None:
    parts_of_a_broadcast(tmp_path)
    entries = "#EXT-X-DISCONTINUITY\n".join(f"#EXTINF:1.0,\n{number}.ts\n" for number in range(3))
    head = "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:1\n"
    (tmp_path / "list.m3u8").write_text(f"{head}{entries}#EXT-X-ENDLIST\n")
    with folder_served(tmp_path) as address:
        source = UrlSource(f"{address}/list.m3u8", patience_s=8.0)
        source.open()
        started_s = time.monotonic()
        frames = list(iter(source.read, None))
        source.close()
    assert len(frames) > 50
    assert 1.5 < time.monotonic() - started_s < 6


def test_a_picture_that_stays_is_no_lost_stream(tmp_path: Path) -> None:
    make_clip(tmp_path / "a.mkv", Clip(times=[0, 40, 2500], time_base=Fraction(1, 1000), rate=RATE))
    with folder_served(tmp_path) as address:
        source = UrlSource(f"{address}/a.mkv", patience_s=1.6)
        source.open()
        frames = list(iter(source.read, None))
        source.close()
    assert frames[-1].seconds == pytest.approx(2.5, abs=0.3)
    assert not np.array_equal(frames[-1].image, frames[0].image)


def test_what_is_heard_at_an_address_is_in_its_recording(tmp_path: Path) -> None:
    clip = Clip(frames=60, rate=RATE, sounds=[Sound(start=Fraction(1), seconds=1.0)])
    make_clip(tmp_path / "a.mkv", clip)
    sink = RecordingSink(tmp_path / "rec.mkv", min_free_bytes=0)
    with folder_served(tmp_path) as address:
        source = UrlSource(f"{address}/a.mkv")
        info = source.open()
        assert info.has_sound
        sink.open(info)
        while (frame := source.read()) is not None:
            sink.write(frame)
        source.close()
    sink.close()
    assert onsets(heard(tmp_path / "rec.mkv")) == [pytest.approx(1, abs=0.15)]


def test_without_a_listener_sound_is_not_decoded_and_silent_films_have_none(tmp_path: Path) -> None:
    make_clip(tmp_path / "a.mkv", Clip(frames=10, rate=RATE))
    with folder_served(tmp_path) as address:
        source = UrlSource(f"{address}/a.mkv")
        assert not source.open().has_sound
        assert source.read().sound is None
        source.close()


def test_a_stream_that_grows_is_shown_as_large_as_it_becomes(tmp_path: Path) -> None:
    make_growing_clip(tmp_path / "a.webm", [((32, 24), 5), ((96, 72), 15)])
    with folder_served(tmp_path) as address:
        source = UrlSource(f"{address}/a.webm")
        source.open()
        frames: list[VideoFrame] = list(iter(source.read, None))
        source.close()
    assert frames[0].image.shape == (24, 32, 3)
    assert frames[-1].image.shape == (72, 96, 3)


def test_a_file_that_is_played_rests_on_its_last_picture(tmp_path: Path) -> None:
    path = tmp_path / "a.gif"
    with av.open(str(path), "w") as output:
        stream = output.add_stream("gif", rate=100)
        stream.width, stream.height, stream.pix_fmt = 16, 16, "rgb8"
        for number, (at, duration) in enumerate([(0, 10), (10, 60)]):
            frame = av.VideoFrame.from_ndarray(np.full((16, 16, 3), 90 * number, np.uint8), format="rgb24")
            frame = frame.reformat(format="rgb8")
            frame.pts, frame.time_base = at, Fraction(1, 100)
            for packet in stream.encode(frame):
                packet.duration = duration
                output.mux_one(packet)
    source = PlaybackSource(path)
    source.open()
    started_s = time.monotonic()
    assert len(list(iter(source.read, None))) == 2
    assert time.monotonic() - started_s == pytest.approx(0.7, abs=0.25)
    source.close()
