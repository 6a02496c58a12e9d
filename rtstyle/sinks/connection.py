"""One connection to a receiver: an encoder here, the network in a process of its own."""

from __future__ import annotations

import contextlib
import io
import queue
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import av

from rtstyle.media.files import reporting_write_errors
from rtstyle.sinks import relay
from rtstyle.sinks.live_encoding import SOUND_ENCODER, StreamClock, live_settings
from rtstyle.sinks.live_sound import LiveSound
from rtstyle.sinks.video_track import VideoTrack

if TYPE_CHECKING:
    from collections.abc import Iterable

    from av.audio.stream import AudioStream
    from av.packet import Packet
    from av.video.stream import VideoStream

    from rtstyle.frame import StreamInfo, VideoFrame
    from rtstyle.media.sound import SoundInput

_MOST_WAITING = 8
"""Pictures that may wait for the network before newer ones are left out."""


class Connection:
    """Encodes frames and has them sent, until it breaks. Nothing here waits for the network but `close`.

    Attributes:
        frames_sent: Pictures that the network took.
        bytes_made: Size of what was encoded.
        connected: The receiver has answered; it stays True when the connection breaks later.
        error: Why it broke, one line; None while it stands.
    """

    def __init__(
        self,
        address: str,
        container: str,
        info: StreamInfo,
        bitrate: int | None,
        microphone: SoundInput | None = None,
    ) -> None:
        """Starts to connect.

        Args:
            address: Where to.
            container: FFmpeg's name of what the receiver expects, ``flv`` or ``mpegts``.
            info: What the frames will be.
            bitrate: Bits per second of the picture at most; None takes what suits the size.
            microphone: Heard beside the sound that the frames belong to.

        Raises:
            SinkError: There is no encoder.
            SourceError: The microphone cannot be opened.
            OSError: The process cannot be started.
        """
        settings = live_settings(info, bitrate)
        self._sound: LiveSound | None = None
        self.frames_sent = self.bytes_made = 0
        self.connected = False
        self.error: str | None = None
        self._frames_encoded = 0
        self._progress_s = time.monotonic()
        self._chunks: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._process = subprocess.Popen(  # noqa: S603 - our own file, by the interpreter at work
            [sys.executable, "-P", str(Path(relay.__file__))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            bufsize=0,
            # Ctrl-C in a terminal must not reach it before the end of the stream does.
            start_new_session=True,
        )
        self._threads = [
            threading.Thread(target=self._feed, name="rtstyle-network-feed", daemon=True),
            threading.Thread(target=self._listen, name="rtstyle-network-status", daemon=True),
        ]
        self._chunks.put(f"{container}\n{address}\n".encode())
        for thread in self._threads:
            thread.start()
        self._output = av.open(_Chunks(self), "w", format="flv", container_options=_FLV)
        self._video = VideoTrack(self._output, info, settings, constant_rate=False)
        self._clock = StreamClock()
        try:
            if info.has_sound or microphone is not None:
                self._sound = LiveSound(self._output, SOUND_ENCODER, microphone=microphone)
        except BaseException:
            self.cut()
            raise
        self._output.start_encoding()

    @property
    def stalled_s(self) -> float:
        """For how long the network has taken nothing although something was waiting, seconds."""
        return time.monotonic() - self._progress_s if self._frames_encoded > self.frames_sent else 0.0

    def offer(self, frame: VideoFrame) -> bool:
        """Encodes and sends a frame, unless too many wait already.

        Returns:
            Whether it was taken.

        Raises:
            MediaWriteError: The frame has another size than announced.
        """
        if self._frames_encoded - self.frames_sent >= _MOST_WAITING:
            return False
        if self._frames_encoded == self.frames_sent:
            self._progress_s = time.monotonic()
        with reporting_write_errors(Path("stream")):
            timed = self._clock.rebased(frame)
            if self._sound is not None:
                self._sound.follow(timed)
                self._mux(self._sound.packets_until(timed.pts * timed.time_base))
            self._mux(self._video.encode(timed))
        self._frames_encoded += 1
        return True

    def close(self, patience_s: float) -> None:
        """Sends what is left and hangs up.

        Args:
            patience_s: How long that may take, seconds; then the connection is cut.
        """
        with contextlib.suppress(av.error.FFmpegError, OSError, ValueError):
            self._mux(self._video.flush())
            if self._sound is not None:
                self._mux(self._sound.remaining_packets(self._video.end))
            self._output.close()
        self._chunks.put(None)
        try:
            self._process.wait(patience_s)
        except subprocess.TimeoutExpired:
            self._process.kill()
        self._join()

    def cut(self) -> None:
        """Hangs up at once."""
        self._process.kill()
        self._chunks.put(None)
        with contextlib.suppress(av.error.FFmpegError, OSError, ValueError):
            self._output.close()
        self._join()

    def take(self, data: bytes) -> None:
        """Sends bytes of the container; called by the muxer."""
        self.bytes_made += len(data)
        self._chunks.put(data)

    def _mux(self, packets: Iterable[Packet[VideoStream]] | Iterable[Packet[AudioStream]]) -> None:
        for packet in packets:
            self._output.mux_one(packet)

    def _join(self) -> None:
        if self._sound is not None:
            self._sound.close()
        for thread in self._threads:
            thread.join()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()

    def _feed(self) -> None:
        """Writes to the process; a pipe that it does not read breaks when it is killed."""
        pipe = self._process.stdin
        assert pipe is not None
        with contextlib.suppress(OSError):
            while (chunk := self._chunks.get()) is not None:
                rest = memoryview(chunk)
                while rest:
                    rest = rest[pipe.write(rest) :]
        with contextlib.suppress(OSError):
            pipe.close()

    def _listen(self) -> None:
        """Follows what the process reports, to its end."""
        assert self._process.stdout is not None
        assert self._process.stderr is not None
        while report := self._process.stdout.read(4096):
            self._progress_s = time.monotonic()
            self.connected = True
            self.frames_sent += report.count(b".")
        reason = self._process.stderr.read().decode(errors="replace").strip()
        if self._process.wait():
            self.error = reason.rpartition("\n")[2] or "the connection was cut"
        elif not self.error:
            self.error = "the stream ended"


_FLV = {"flush_packets": "1", "flvflags": "no_duration_filesize"}


class _Chunks(io.RawIOBase):
    """The file that the muxer writes: hands on every piece and never waits."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        piece = bytes(data)  # type: ignore[call-overload]  # PyAV gives bytes or a memoryview
        self._connection.take(piece)
        return len(piece)
