from __future__ import annotations

import functools
import http.server
import socket
import threading
import time
from fractions import Fraction
from typing import TYPE_CHECKING, Self

import pytest
from media_fixtures import Clip, make_clip

from rtstyle.errors import SourceError, SourceLostError, UsageError
from rtstyle.sources.url import UrlSource

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("web")
    make_clip(folder / "clip.mkv", Clip(frames=15, rate=Fraction(25)))
    make_clip(folder / "clip.ts", Clip(frames=60, rate=Fraction(25)))
    return folder


@pytest.fixture(scope="module")
def web(folder: Path) -> Iterator[str]:
    handler = functools.partial(QuietHandler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


class Broadcaster:
    """Sends bytes to whoever connects, then hangs up or falls silent."""

    def __init__(self, data: bytes, *, hang_up: bool) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"tcp://127.0.0.1:{self._socket.getsockname()[1]}"
        self._data, self._hang_up = data, hang_up
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join(10)
        self._socket.close()

    def _run(self) -> None:
        self._socket.settimeout(10)
        connection, _ = self._socket.accept()
        with connection:
            connection.sendall(self._data)
            if not self._hang_up:
                self._over.wait(20)


def read_all(source: UrlSource) -> list[object]:
    frames = []
    while (frame := source.read()) is not None:
        frames.append(frame)
    return frames


def test_a_file_behind_an_address_plays_at_its_own_pace_and_ends(web: str) -> None:
    source = UrlSource(f"{web}/clip.mkv", width=32)
    info = source.open()
    frames = read_all(source)
    source.close()
    assert (info.width, info.height, info.frame_rate) == (32, 24, 25)
    assert len(frames) >= 10
    assert frames[0].image.shape == (24, 32, 3)
    assert frames[-1].seconds == pytest.approx(14 / 25, abs=0.1)
    indices = [frame.index for frame in frames]
    assert indices == sorted(set(indices))


def test_a_loop_goes_on(web: str) -> None:
    source = UrlSource(f"{web}/clip.mkv", loop=True)
    source.open()
    started = time.monotonic()
    while source.read().seconds < 0.8:
        assert time.monotonic() - started < 10
    source.close()


def test_a_stream_that_breaks_off_is_lost(folder: Path) -> None:
    with Broadcaster((folder / "clip.ts").read_bytes(), hang_up=True) as sender:
        source = UrlSource(sender.address)
        source.open()
        with pytest.raises(SourceLostError, match="stopped sending"):
            read_all(source)
        source.close()


def test_a_stream_that_falls_silent_is_lost(folder: Path) -> None:
    with Broadcaster((folder / "clip.ts").read_bytes(), hang_up=False) as sender:
        source = UrlSource(sender.address, patience_s=1.0)
        source.open()
        started = time.monotonic()
        with pytest.raises(SourceLostError):
            read_all(source)
        assert time.monotonic() - started < 5
        source.close()


def test_closing_wakes_who_waits(folder: Path) -> None:
    with Broadcaster((folder / "clip.ts").read_bytes(), hang_up=False) as sender:
        source = UrlSource(sender.address, patience_s=3.0)
        source.open()
        answers = []
        reader = threading.Thread(target=lambda: answers.append(read_all(source)))
        reader.start()
        started = time.monotonic()
        source.close()
        reader.join(5)
        assert len(answers) == 1
        assert time.monotonic() - started < 2


def test_nobody_there_and_nobody_answering_are_told(web: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        with pytest.raises(SourceError, match=rf"http://127.0.0.1:{port}/x: no answer in time"):
            UrlSource(f"http://me:secret@127.0.0.1:{port}/x?key=1", patience_s=0.3).open()
    with pytest.raises(SourceError, match="Connection refused"):
        UrlSource(f"http://127.0.0.1:{port}/x").open()
    with pytest.raises(SourceError, match="404"):
        UrlSource(f"{web}/missing.mp4").open()


def test_what_is_no_video_is_refused(web: str, folder: Path) -> None:
    (folder / "page.html").write_text("<html>no video</html>" * 100)
    with pytest.raises(SourceError, match="no video"):
        UrlSource(f"{web}/page.html").open()


def test_a_playlist_cannot_read_this_machines_files(web: str, folder: Path) -> None:
    local = folder / "clip.ts"
    (folder / "evil.m3u8").write_text(
        f"#EXTM3U\n#EXT-X-TARGETDURATION:3\n#EXTINF:2.4,\nfile://{local}\n#EXT-X-ENDLIST\n"
    )
    (folder / "good.m3u8").write_text(
        f"#EXTM3U\n#EXT-X-TARGETDURATION:3\n#EXTINF:2.4,\n{web}/clip.ts\n#EXT-X-ENDLIST\n"
    )
    good = UrlSource(f"{web}/good.m3u8")
    good.open()
    good.close()
    with pytest.raises(SourceError):
        UrlSource(f"{web}/evil.m3u8", patience_s=2.0).open()


_STREAM = "#EXT-X-STREAM-INF:BANDWIDTH=1\n"
_PIECE = "#EXTINF:2.4,\nclip.ts\n"


@pytest.mark.parametrize("name", ["both.m3u8", "of-both.m3u8", "sounds-of-both.m3u8", "of-streams.M3U"])
def test_a_playlist_that_ffmpeg_would_crash_on_is_refused(web: str, folder: Path, name: str) -> None:
    head = "#EXTM3U\n"
    (folder / "good.m3u8").write_text(f"{head}#EXT-X-TARGETDURATION:3\n{_PIECE}#EXT-X-ENDLIST\n")
    (folder / "both.m3u8").write_text(f"{head}{_STREAM}good.m3u8\r\n{_PIECE}")
    (folder / "of-both.m3u8").write_text(f"{head}{_STREAM}both.m3u8\n")
    sounds = '#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="b",URI="both.m3u8"\n'
    (folder / "sounds-of-both.m3u8").write_text(f"{head}{sounds}{_STREAM}good.m3u8\n")
    (folder / "of-streams.M3U").write_text(f"{head}{_STREAM}streams.m3u8\n")
    (folder / "streams.m3u8").write_text(f"{head}{_STREAM}good.m3u8\n")
    with pytest.raises(SourceError, match="its playlist"):
        UrlSource(f"{web}/{name}", patience_s=5.0).open()
    source = UrlSource(f"{web}/streams.m3u8")
    source.open()
    assert source.read() is not None
    source.close()


@pytest.mark.parametrize("url", ["ftp://host/x", "file:///etc/hostname", "clip.mp4", "concat:a|b"])
def test_other_kinds_of_address_are_refused(url: str) -> None:
    with pytest.raises(UsageError, match="begins with"):
        UrlSource(url)
