"""Downloads from a server on this machine that misbehaves on request."""

from __future__ import annotations

import hashlib
import http.client
import http.server
import socket
import threading
import urllib.request
from typing import TYPE_CHECKING

import pytest

from rtstyle.digests import file_digest
from rtstyle.errors import DownloadError
from rtstyle.modeling.download import download

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CONTENT = bytes(range(256)) * 4096
SHA256 = hashlib.sha256(CONTENT).hexdigest()


class Server(http.server.ThreadingHTTPServer):
    """Serves one file.

    Attributes:
        content: The file.
        ranges: Range requests are honoured.
        etag: Version of the file; empty sends none.
        lengths: Content-Length is sent.
        breaks: The connection is cut after so many bytes of the next answers, one each.
        statuses: The next answers are these errors instead.
        moved: Redirect there.
        requests: Headers of the requests so far.
    """

    daemon_threads = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.content = CONTENT
        self.ranges = True
        self.etag = '"one"'
        self.lengths = True
        self.breaks: list[int] = []
        self.statuses: list[int] = []
        self.moved = ""
        self.requests: list[dict[str, str]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/vgg.pth"


class Handler(http.server.BaseHTTPRequestHandler):
    server: Server

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Says nothing."""

    def do_GET(self) -> None:
        server = self.server
        server.requests.append(dict(self.headers))
        if server.statuses:
            self.send_error(server.statuses.pop(0))
            return
        if server.moved and self.path != "/moved":
            self.send_response(302)
            self.send_header("Location", server.moved)
            self.end_headers()
            return
        start = self.start_of_answer()
        if start is None:
            return
        body = server.content[start:]
        if server.lengths:
            self.send_header("Content-Length", str(len(body)))
        if server.etag:
            self.send_header("ETag", server.etag)
        self.end_headers()
        self.wfile.write(body[: server.breaks.pop(0)] if server.breaks else body)

    def start_of_answer(self) -> int | None:
        server, wanted = self.server, self.headers.get("Range")
        stale = self.headers.get("If-Range", server.etag) != server.etag
        if not wanted or not server.ranges or stale:
            self.send_response(200)
            return 0
        start, size = int(wanted.removeprefix("bytes=").rstrip("-")), len(server.content)
        if start >= size:
            self.send_response(416)
            self.send_header("Content-Range", f"bytes */{size}")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return None
        self.send_response(206)
        self.send_header("Content-Range", f"bytes {start}-{size - 1}/{size}")
        return start


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def fetch(server: Server, target: Path, **options: object) -> str:
    settings: dict[str, object] = {"max_bytes": 1 << 24, "timeout_s": 5.0, "retry_delay_s": 0.0}
    return download(server.url, target, **(settings | options))  # type: ignore[arg-type]


def refusal(server: Server, target: Path, **options: object) -> str:
    with pytest.raises(DownloadError) as caught:
        fetch(server, target, **options)
    assert "\n" not in str(caught.value)
    assert not target.exists()
    return str(caught.value)


def test_a_file_arrives_whole_with_progress(server: Server, tmp_path: Path) -> None:
    target = tmp_path / "new" / "vgg.pth"
    seen: list[tuple[int, int | None]] = []
    checksum = fetch(server, target, sha256=SHA256, progress=lambda done, total: seen.append((done, total)))
    assert target.read_bytes() == CONTENT
    assert checksum == SHA256 == file_digest(target)
    assert seen[-1] == (len(CONTENT), len(CONTENT))
    assert [done for done, _ in seen] == sorted({done for done, _ in seen})
    assert list(target.parent.iterdir()) == [target]


def test_a_broken_connection_is_taken_up_again(server: Server, tmp_path: Path) -> None:
    server.breaks = [100_000, 300_000]
    fetch(server, tmp_path / "vgg.pth", sha256=SHA256)
    assert [request.get("Range") for request in server.requests] == [None, "bytes=100000-", "bytes=400000-"]
    assert server.requests[1]["If-Range"] == '"one"'
    assert (tmp_path / "vgg.pth").read_bytes() == CONTENT


def test_a_connection_that_keeps_breaking_is_resumed_by_the_next_call(server: Server, tmp_path: Path) -> None:
    target = tmp_path / "vgg.pth"
    server.breaks = [100_000, 1000]
    message = refusal(server, target, attempts=2)
    assert "101000 bytes are kept, run it again to resume" in message
    seen: list[int] = []
    fetch(server, target, sha256=SHA256, progress=lambda done, _: seen.append(done))
    assert server.requests[-1]["Range"] == "bytes=101000-"
    assert seen[0] > 101_000
    assert target.read_bytes() == CONTENT
    assert list(tmp_path.iterdir()) == [target]


def test_a_server_without_ranges_starts_over(server: Server, tmp_path: Path) -> None:
    server.ranges, server.breaks = False, [500_000]
    fetch(server, tmp_path / "vgg.pth", sha256=SHA256)
    assert (tmp_path / "vgg.pth").read_bytes() == CONTENT


def test_parts_of_two_versions_are_never_joined(server: Server, tmp_path: Path) -> None:
    target = tmp_path / "vgg.pth"
    server.breaks = [500_000]
    refusal(server, target, attempts=1)
    server.content, server.etag = CONTENT[::-1], '"two"'
    fetch(server, target)
    assert target.read_bytes() == CONTENT[::-1]


def test_a_server_without_versions_is_resumed_all_the_same(server: Server, tmp_path: Path) -> None:
    server.etag, server.breaks = "", [123_456]
    fetch(server, tmp_path / "vgg.pth", sha256=SHA256)
    assert server.requests[-1]["Range"] == "bytes=123456-"
    assert "If-Range" not in server.requests[-1]


def test_a_part_that_was_whole_already_is_kept(server: Server, tmp_path: Path) -> None:
    (tmp_path / "vgg.pth.part").write_bytes(CONTENT)
    fetch(server, tmp_path / "vgg.pth", sha256=SHA256)
    assert len(server.requests) == 1
    assert (tmp_path / "vgg.pth").read_bytes() == CONTENT


def test_a_part_that_is_longer_than_the_file_is_thrown_away(server: Server, tmp_path: Path) -> None:
    (tmp_path / "vgg.pth.part").write_bytes(CONTENT + b"more")
    fetch(server, tmp_path / "vgg.pth", sha256=SHA256)
    assert (tmp_path / "vgg.pth").read_bytes() == CONTENT


def test_a_wrong_checksum_leaves_nothing(server: Server, tmp_path: Path) -> None:
    message = refusal(server, tmp_path / "vgg.pth", sha256="0" * 64)
    assert SHA256 in message
    assert "0" * 64 in message
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("lengths", [True, False])
def test_a_file_that_is_too_large_is_refused(server: Server, tmp_path: Path, lengths: bool) -> None:
    server.lengths = lengths
    seen: list[int] = []
    message = refusal(
        server, tmp_path / "vgg.pth", max_bytes=200_000, progress=lambda done, _: seen.append(done)
    )
    assert "larger than the 200000 bytes" in message
    assert max(seen, default=0) <= 200_000
    assert list(tmp_path.iterdir()) == []


def test_a_file_of_just_the_limit_is_taken(server: Server, tmp_path: Path) -> None:
    fetch(server, tmp_path / "vgg.pth", max_bytes=len(CONTENT))


def test_a_server_that_hides_the_length_is_believed(server: Server, tmp_path: Path) -> None:
    server.lengths = False
    seen: list[int | None] = []
    fetch(server, tmp_path / "vgg.pth", progress=lambda _, total: seen.append(total))
    assert set(seen) == {None}
    assert (tmp_path / "vgg.pth").read_bytes() == CONTENT


def test_a_missing_file_is_not_asked_for_twice(server: Server, tmp_path: Path) -> None:
    server.statuses = [404]
    assert "HTTP 404 Not Found" in refusal(server, tmp_path / "vgg.pth")
    assert len(server.requests) == 1


def test_a_server_that_is_down_for_a_moment_is_asked_again(server: Server, tmp_path: Path) -> None:
    server.statuses = [503]
    fetch(server, tmp_path / "vgg.pth", sha256=SHA256)
    server.statuses = [503, 503]
    assert "HTTP 503" in refusal(server, tmp_path / "other.pth", attempts=2)


def test_redirects_are_followed(server: Server, tmp_path: Path) -> None:
    server.moved = "/moved"
    fetch(server, tmp_path / "vgg.pth", sha256=SHA256)


@pytest.mark.parametrize(
    "url", ["file:///etc/hosts", "ftp://127.0.0.1/x", "/some/path", "http://[::1", "http://"]
)
def test_other_addresses_are_refused(tmp_path: Path, url: str) -> None:
    with pytest.raises(DownloadError) as caught:
        download(url, tmp_path / "x", max_bytes=10, retry_delay_s=0.0)
    assert "\n" not in str(caught.value)
    # What cannot be taken apart might hide a password.
    assert (url if url != "http://[::1" else "http://…") in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_a_server_that_is_not_there_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}/x"
        with pytest.raises(DownloadError, match=r"Connection refused; check the address and the network"):
            download(url, tmp_path / "x", max_bytes=10, retry_delay_s=0.0)


def test_a_silent_server_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/x"
        with pytest.raises(DownloadError, match=r"timed out"):
            download(url, tmp_path / "x", max_bytes=10, timeout_s=0.05, attempts=1)


def test_a_target_that_cannot_be_written_is_one_line(server: Server, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert "cannot write" in refusal(server, tmp_path / "file" / "vgg.pth")
    (tmp_path / "taken").mkdir()
    with pytest.raises(DownloadError, match=r"cannot write .*taken"):
        fetch(server, tmp_path / "taken")


class PlainHttps(urllib.request.HTTPSHandler):
    """Speaks https to a server that knows no encryption, for want of a certificate; redirects are urllib's own."""

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(http.client.HTTPConnection, req)


def test_a_redirect_that_gives_up_encryption_is_refused(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opener = urllib.request.build_opener(PlainHttps)
    monkeypatch.setattr(urllib.request, "urlopen", opener.open)
    secure = server.url.replace("http:", "https:")
    server.moved = f"{secure.rpartition('/')[0]}/moved"
    download(secure, tmp_path / "first.pth", max_bytes=1 << 24, sha256=SHA256)
    server.moved = f"{server.url.rpartition('/')[0]}/moved"
    with pytest.raises(DownloadError, match="without encryption"):
        download(secure, tmp_path / "second.pth", max_bytes=1 << 24, sha256=SHA256)
    assert not (tmp_path / "second.pth").exists()
