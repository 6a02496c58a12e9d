"""Fetches large files over HTTP: with progress, resumed after a break, bounded in size, whole or not at all.

::

    NAME.part            what has arrived so far; kept when a download breaks, so that the next one resumes
    NAME.part.validator  the server's mark of the file's version: parts of two versions are never joined
    NAME                 appears only when everything has arrived and the checksum, where one is known, agrees

By hand, because weights of 80 MB over a poor line have to resume, and a wrong address must not fill the disk: pooch and
torch.hub check a checksum, but neither resumes nor bounds the size.
"""

from __future__ import annotations

import http.client
import re
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from rtstyle.addresses import without_secrets
from rtstyle.digests import file_digest
from rtstyle.errors import DownloadError

if TYPE_CHECKING:
    from pathlib import Path

Progress = Callable[[int, int | None], None]
"""Called with the bytes received so far, earlier parts included, and the whole size, None where unknown."""

_CHUNK_BYTES = 1 << 16


def download(
    url: str,
    target: Path,
    *,
    max_bytes: int,
    sha256: str | None = None,
    progress: Progress | None = None,
    timeout_s: float = 30.0,
    attempts: int = 3,
    retry_delay_s: float = 1.0,
) -> str:
    """Fetches a file, resuming what an earlier call left behind.

    Args:
        url: ``http`` or ``https``.
        target: Where it goes; missing folders are made.
        max_bytes: Larger files are refused.
        sha256: Expected checksum, lower-case hexadecimal; None takes what comes.
        progress: Told about every piece that arrives.
        timeout_s: Longest silence of the server.
        attempts: How often a broken connection is taken up again.
        retry_delay_s: Pause before that; doubled each time.

    Returns:
        SHA-256 of the file, lower-case hexadecimal.

    Raises:
        DownloadError: The server cannot be reached or refuses, the file is too large, the connection keeps
            breaking, the checksum does not match, or the file cannot be written.
    """
    if not url.startswith(("http://", "https://")):
        raise DownloadError(f"cannot fetch {without_secrets(url)}: not an http or https address")
    transfer = _Transfer(url, target, max_bytes, progress, timeout_s)
    transfer.prepare()
    for attempt in range(attempts):
        try:
            transfer.run()
            break
        except _BrokenError as error:
            if attempt == attempts - 1:
                raise DownloadError(
                    f"cannot fetch {without_secrets(url)}: {error}; {transfer.leave()}"
                ) from error
            time.sleep(retry_delay_s * 2**attempt)
    return transfer.finish(sha256)


class _BrokenError(Exception):
    """The connection broke; what has arrived is worth keeping."""


class _Transfer:
    """One file on its way: the part on disk and how to get the rest."""

    def __init__(
        self, url: str, target: Path, max_bytes: int, progress: Progress | None, timeout_s: float
    ) -> None:
        self.url, self.target, self.max_bytes = url, target, max_bytes
        self.progress, self.timeout_s = progress, timeout_s
        self.part = target.with_name(f"{target.name}.part")
        self.validator_file = target.with_name(f"{target.name}.part.validator")

    @property
    def received(self) -> int:
        """Bytes of the part on disk."""
        return self.part.stat().st_size if self.part.exists() else 0

    def prepare(self) -> None:
        try:
            self.target.parent.mkdir(parents=True, exist_ok=True)
            self.part.touch()
        except OSError as error:
            raise self._write_error(error) from error

    def run(self) -> None:
        """Gets what is missing; raises _BrokenError where that is worth another attempt."""
        offset = self.received
        try:
            response = self._open(offset)
        except urllib.error.HTTPError as error:
            self._refused(error, offset)
            return
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise _BrokenError(_reason(error)) from error
        with response:
            start, total = self._position(response, offset)
            self._receive(response, start, total)

    def leave(self) -> str:
        """Ends without the file: keeps what is worth keeping and says what to do."""
        if not self.received:
            self._discard()
            return "check the address and the network"
        return f"{self.received} bytes are kept, run it again to resume"

    def finish(self, expected: str | None) -> str:
        """Checks the whole file and gives it its name."""
        try:
            actual = file_digest(self.part)
            if expected is not None and actual != expected:
                self._discard()
                raise DownloadError(
                    f"cannot use {without_secrets(self.url)}: its SHA-256 is {actual}, expected {expected};"
                    " the file was changed or damaged on the way"
                )
            self.part.replace(self.target)
            self.validator_file.unlink(missing_ok=True)
        except OSError as error:
            raise self._write_error(error) from error
        return actual

    def _open(self, offset: int) -> http.client.HTTPResponse:
        headers = {"User-Agent": "rtstyle", "Accept-Encoding": "identity"}
        if offset:
            headers["Range"] = f"bytes={offset}-"
            validator = self.validator_file.read_text("latin-1") if self.validator_file.exists() else ""
            if validator:
                headers["If-Range"] = validator
        request = urllib.request.Request(self.url, headers=headers)  # noqa: S310 - the scheme was checked
        response: http.client.HTTPResponse = urllib.request.urlopen(request, timeout=self.timeout_s)  # noqa: S310
        if self.url.startswith("https://") and not response.url.startswith("https://"):
            response.close()
            raise DownloadError(
                f"cannot fetch {without_secrets(self.url)}: it redirects to an address without encryption"
            )
        return response

    def _position(self, response: http.client.HTTPResponse, offset: int) -> tuple[int, int | None]:
        """Where the answer's bytes belong, and the size of the whole."""
        length = response.headers.get("Content-Length")
        remaining = int(length) if length and length.isdigit() else None
        start = 0
        if response.status == http.HTTPStatus.PARTIAL_CONTENT:
            match = re.match(r"bytes (\d+)-", response.headers.get("Content-Range", ""))
            if match is None or int(match[1]) != offset:
                self._discard()
                raise _BrokenError("the server sent another part than was asked for")
            start = offset
        total = None if remaining is None else start + remaining
        if total is not None and total > self.max_bytes:
            self._discard()
            raise self._too_large()
        return start, total

    def _receive(self, response: http.client.HTTPResponse, start: int, total: int | None) -> None:
        received = start
        try:
            with self.part.open("ab") as file:
                file.truncate(start)
                if not start:
                    self.validator_file.write_text(_validator(response), "latin-1")
                for chunk in _chunks(response):
                    received += len(chunk)
                    if received > self.max_bytes:
                        break
                    file.write(chunk)
                    file.flush()
                    if self.progress is not None:
                        self.progress(received, total)
        except OSError as error:
            raise self._write_error(error) from error
        if received > self.max_bytes:
            self._discard()
            raise self._too_large()
        if total is not None and received < total:
            raise _BrokenError(f"the connection broke after {received} of {total} bytes")

    def _refused(self, error: urllib.error.HTTPError, offset: int) -> None:
        """An HTTP error: raises, unless the part turns out to be whole already."""
        error.close()
        if error.code == http.HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE and offset:
            if error.headers.get("Content-Range") == f"bytes */{offset}":
                return
            self._discard()
            raise _BrokenError("the part on disk does not belong to the server's file") from error
        if error.code >= http.HTTPStatus.INTERNAL_SERVER_ERROR:
            raise _BrokenError(f"HTTP {error.code} {error.reason}") from error
        raise DownloadError(
            f"cannot fetch {without_secrets(self.url)}: HTTP {error.code} {error.reason}; check the address"
        ) from error

    def _discard(self) -> None:
        self.part.unlink(missing_ok=True)
        self.validator_file.unlink(missing_ok=True)

    def _too_large(self) -> DownloadError:
        return DownloadError(
            f"cannot fetch {without_secrets(self.url)}: larger than the {self.max_bytes} bytes that were expected"
        )

    def _write_error(self, error: OSError) -> DownloadError:
        return DownloadError(
            f"cannot write {self.target}: {error.strerror or error}; check the folder and the free space"
        )


def _chunks(response: http.client.HTTPResponse) -> Iterator[bytes]:
    """The answer piece by piece; any trouble with the network is a _BrokenError."""
    try:
        while chunk := response.read(_CHUNK_BYTES):
            yield chunk
    except (OSError, http.client.HTTPException) as error:
        raise _BrokenError(_reason(error)) from error


def _validator(response: http.client.HTTPResponse) -> str:
    """What If-Range takes: a strong ETag, else the date of the last change, else nothing."""
    etag: str = response.headers.get("ETag", "")
    if etag and not etag.startswith("W/"):
        return etag
    return str(response.headers.get("Last-Modified", ""))


def _reason(error: Exception) -> str:
    reason = getattr(error, "reason", error)
    return " ".join(str(getattr(reason, "strerror", None) or reason).split()) or type(error).__name__
