"""Frames as a live pipeline sends them, and receivers that listen on this machine."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from fractions import Fraction
from typing import TYPE_CHECKING, Self

import av
import numpy as np

from rtstyle.frame import StreamInfo, VideoFrame

if TYPE_CHECKING:
    from collections.abc import Callable

    from rtstyle.sinks.base import Sink

INFO = StreamInfo(64, 48, Fraction(25), Fraction(1, 25))


def live_frame(number: int, width: int = 64, height: int = 48, *, start: int = 1000) -> VideoFrame:
    """Frame ``number`` of a stream that has been going on for a while; its grey tells the number."""
    image = np.full((height, width, 3), 40 + number * 7 % 160, np.uint8)
    image[:, : 1 + number % width] += 20
    return VideoFrame(image, number, start + number, INFO.time_base, time.monotonic_ns())


def send(
    sink: Sink,
    until: Callable[[int], bool],
    *,
    first: int = 0,
    make: Callable[[int], VideoFrame] = live_frame,
    limit_s: float = 20.0,
) -> int:
    """Writes frames at twice their rate until a condition holds, and returns the number of the next one."""
    deadline_s = time.monotonic() + limit_s
    tick = threading.Event()
    number = first
    while not until(number):
        assert time.monotonic() < deadline_s, "the condition did not come true"
        sink.write(make(number))
        number += 1
        tick.wait(0.02)
    return number


class TcpReceiver:
    """Accepts one connection after another and decodes what comes, or lets it lie.

    Attributes:
        port: Where it listens, on 127.0.0.1.
        frames: What each connection brought.
    """

    def __init__(self, *, keep_reading: bool = True) -> None:
        self._socket = socket.socket()
        if not keep_reading:
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self._socket.bind(("127.0.0.1", 0))
        self._socket.listen()
        self.port: int = self._socket.getsockname()[1]
        self.frames: list[list[av.VideoFrame]] = []
        self._connection: socket.socket | None = None
        self._keep_reading = keep_reading
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        # Wakes who waits for a connection.
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
            pass
        self.hang_up()
        self._thread.join(10)
        self._socket.close()

    def hang_up(self) -> None:
        """Ends the present connection."""
        connection = self._connection
        if connection is not None:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def count(self, connection: int = 0) -> int:
        """How many frames a connection brought so far."""
        return len(self.frames[connection]) if connection < len(self.frames) else 0

    def _run(self) -> None:
        while not self._over.is_set():
            connection, _ = self._socket.accept()
            with connection:
                if self._over.is_set():
                    return
                self._connection = connection
                self.frames.append([])
                if not self._keep_reading:
                    self._over.wait(20)
                    return
                with connection.makefile("rb", buffering=0) as file:
                    self._decode(file, self.frames[-1])

    def _decode(self, file: object, frames: list[av.VideoFrame]) -> None:
        options = {"analyzeduration": "1", "probesize": "2000"}
        with (
            contextlib.suppress(av.error.FFmpegError, OSError),
            av.open(file, "r", "mpegts", container_options=options) as source,
        ):
            for frame in source.decode(video=0):
                frames.append(frame)  # noqa: PERF402 - who watches the list sees each frame when it comes


class UdpReceiver:
    """Collects the datagrams that come."""

    def __init__(self) -> None:
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))
        self._socket.settimeout(0.1)
        self.port = self._socket.getsockname()[1]
        self.datagrams: list[bytes] = []
        self._over = False
        self._thread = threading.Thread(target=self._run)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over = True
        self._thread.join(10)
        self._socket.close()

    def _run(self) -> None:
        while not self._over:
            with contextlib.suppress(TimeoutError):
                self.datagrams.append(self._socket.recv(65536))


def free_port() -> int:
    """A TCP port of this machine that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])
