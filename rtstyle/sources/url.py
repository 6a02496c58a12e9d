"""Video from the network: cameras, servers and files behind an address."""

from __future__ import annotations

import contextlib
import time
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import av

from rtstyle.addresses import is_address, is_well_formed, redacted, scheme_of, without_secrets
from rtstyle.errors import SourceError, SourceLostError, UsageError
from rtstyle.frame import Image, StreamInfo, VideoFrame
from rtstyle.media.files import describe_os_error
from rtstyle.media.limits import MAX_TRACKS, MAX_VIDEO_PIXELS
from rtstyle.media.timeline import Timeline, placed_packets
from rtstyle.sources.background import WatchedReader
from rtstyle.sources.conversion import FrameConverter
from rtstyle.sources.deinterlacing import Deinterlacer
from rtstyle.sources.fitting import fit, fitted_size
from rtstyle.sources.playback import Pacer
from rtstyle.sources.playlists import is_playlist, require_sound_playlists
from rtstyle.sources.sound_relay import SoundRelay

if TYPE_CHECKING:
    import threading
    from collections.abc import Generator, Iterator

    from av.container import InputContainer
    from av.packet import Packet
    from av.video.stream import VideoStream

_TIME_BASE = Fraction(1, 1_000_000)
_WEB = "http,https,httpproxy,tcp,tls,crypto,data"
# What each kind of address may lead to: a playlist must not make FFmpeg read this machine's files.
_PROTOCOLS = {
    "http": _WEB,
    "https": _WEB,
    "rtmp": "rtmp,tcp",
    "rtmps": "rtmps,rtmp,tls,tcp",
    "rtsp": "rtsp,rtp,udp,tcp,http",
    "rtsps": "rtsps,rtsp,rtp,udp,tcp,tls,https",
    "rtp": "rtp,udp",
    "srt": "srt",
    "tcp": "tcp",
    "udp": "udp",
}
# These deliver more than a camera would, or all at once, and have to be played at their own pace.
_PACED = {"http", "https"}
# What was sent during the analysis is not thrown away: it is short, and the newest picture wins.
_LOW_LATENCY = {"analyzeduration": "1000000"}
_LONGEST_PLAYLIST = 4_000_000
_HIGHEST_RATE = 240
# Cameras send pictures as they have them; FFmpeg takes 25 a second for granted. A file of them has a size.
_WITHOUT_CLOCK = {"mpjpeg", "mjpeg"}
_JUMP_S = Fraction(3)
"""What is farther ahead of all else is another clock: nobody waits for it in front of a picture that stands still."""
_STILL_S = 1.0


class UrlSource:
    """The newest pictures of a network stream; a file behind an http address is played at its own pace.

    Attributes:
        live: True: what is not read in time is replaced.
        url: The address.
        sound: What is to be heard with the pictures.
    """

    live = True

    def __init__(
        self,
        url: str,
        *,
        loop: bool = False,
        width: int | None = None,
        height: int | None = None,
        patience_s: float = 10.0,
    ) -> None:
        """Nothing is opened yet.

        Args:
            url: ``http(s)://``, ``rtsp(s)://``, ``rtmp(s)://``, ``srt://``, ``rtp://``, ``udp://`` or ``tcp://``.
            loop: Begins again at the end of what has an end.
            width: Scales pictures that are wider than this, pixels; None leaves them.
            height: Scales pictures that are higher than this, pixels; None leaves them.
            patience_s: How long to wait for an answer, and for each picture, before the stream counts as lost,
                seconds.

        Raises:
            UsageError: No such kind of address, one that is malformed, or a size below 1.
        """
        self.url = url
        self._scheme = scheme_of(url) if is_address(url) else ""
        if self._scheme not in _PROTOCOLS:
            known = ", ".join(f"{scheme}://" for scheme in _PROTOCOLS)
            raise UsageError(
                f"cannot play {redacted(url)!r}: give a file or an address that begins with {known}"
            )
        self._shown = without_secrets(url)
        if not is_well_formed(url):
            raise UsageError(f"cannot play {self._shown}: its host or port makes no sense")
        self._loop = loop
        self._limits = (width, height)
        fitted_size(1, 1, *self._limits)
        self._patience_s = patience_s
        self._rate: Fraction | None = None
        self._has_sound = False
        self.sound = SoundRelay()
        self._reader: WatchedReader[Image] = WatchedReader(self._shown, "rtstyle-url")

    def open(self) -> StreamInfo:
        """Connects and waits for the first picture.

        Raises:
            SourceError: Nobody answers, or what comes is no video.
        """
        first = self._reader.open(
            self._pictures,
            2 * self._patience_s,
            silent=f"cannot play {self._shown}: it sends no picture; check the address",
        )
        self._start_ns = first.captured_ns
        height, width = first.value.shape[:2]
        return StreamInfo(width, height, self._rate, _TIME_BASE, has_sound=self._has_sound)

    def read(self) -> VideoFrame | None:
        """The newest picture, waiting for one that was not delivered yet; None at the end and after `close`.

        Raises:
            SourceLostError: The stream broke off.
            SourceError: The source is not open.
        """
        reading = self._reader.read(self._patience_s)
        if reading is None:
            return None
        # The sender's clock may jump, ours does not.
        pts = (reading.captured_ns - self._start_ns) // 1000
        sound = self.sound if self._has_sound else None
        return VideoFrame(reading.value, reading.number, pts, _TIME_BASE, reading.captured_ns, sound)

    def close(self) -> None:
        """Hangs up; a `read` that waits in another thread returns None at once."""
        self._reader.close()

    def _pictures(self, stopping: threading.Event) -> Generator[Image | None, None, None]:
        has_end = True
        while has_end:
            with self._connect() as container:
                yield from self._play(container, stopping)
                has_end = bool(container.duration)
            if stopping.is_set() or (has_end and not self._loop):
                return
        raise SourceLostError(f"{self._shown} stopped sending; it is tried again")

    def _connect(self) -> InputContainer:
        live = {} if self._scheme in _PACED else dict(_LOW_LATENCY)
        if self._scheme.startswith("rtsp"):
            live["rtsp_transport"] = "tcp"
        try:
            if self._scheme in _PACED and is_playlist(self.url):
                require_sound_playlists(self.url, self._beginning_of)
            return self._opened(self.url, max_streams=str(MAX_TRACKS), **live)
        except (av.error.FFmpegError, OSError, ValueError) as error:
            raise SourceError(f"cannot play {self._shown}: {_reason(error)}") from error

    def _opened(self, url: str, kind: str | None = None, **options: str) -> InputContainer:
        return av.open(
            url,
            mode="r",
            format=kind,
            options={"max_pixels": str(MAX_VIDEO_PIXELS)},
            container_options={"protocol_whitelist": _PROTOCOLS[self._scheme], **options},
            timeout=self._patience_s,
            metadata_errors="replace",
        )

    def _beginning_of(self, url: str) -> bytes:
        """What lies there, through FFmpeg, which knows proxies, passwords and detours."""
        if scheme_of(url) not in _PACED:
            return b""  # FFmpeg is not let there either
        text = b""
        # What cannot be had is told by whoever opens it in earnest.
        with contextlib.suppress(av.error.FFmpegError, OSError), self._opened(url, "data") as container:
            for packet in container.demux():
                text += bytes(packet)
                if len(text) > _LONGEST_PLAYLIST:
                    break
        return text

    def _play(self, container: InputContainer, stopping: threading.Event) -> Iterator[Image | None]:
        if not container.streams.video:
            raise SourceError(f"cannot play {self._shown}: it has no video")
        stream = container.streams.video[0]
        stream.thread_type = "SLICE"
        as_they_come = container.format.name in _WITHOUT_CLOCK and container.size <= 0
        rate = None if as_they_come else stream.guessed_rate
        self._rate = rate if rate and 0 < rate <= _HIGHEST_RATE else None
        pacer = Pacer(self._rate) if self._scheme in _PACED and not as_they_come else None
        showing = _Showing(stream, pacer, self._limits)
        self.sound.begin()
        for packet in self._packets(container, stream, showing):
            if stopping.is_set():
                return
            if packet.stream.index != stream.index:
                self.sound.take(packet, showing.heard_ns)
                continue
            try:
                frames = packet.decode()
            except av.error.InvalidDataError:
                # What was sent before we came in is missing; the next key frame mends it.
                continue
            except EOFError:
                return
            for frame in frames:
                yield from showing.pictures(frame, stopping)

    def _packets(
        self, container: InputContainer, stream: VideoStream, showing: _Showing
    ) -> Iterator[Packet[Any]]:
        sound = container.streams.best("audio")
        self._has_sound = sound is not None and sound.codec_context is not None
        wanted = [stream, sound] if self._has_sound and sound is not None else [stream]
        packets = placed_packets(container, wanted, Timeline(container, jump_s=_JUMP_S))
        try:
            while True:
                asked_ns = time.monotonic_ns()
                packet = next(packets, None)
                if packet is None:
                    return
                if packet.stream.index == stream.index:
                    showing.arrived(packet, asked_ns)
                yield packet
        except EOFError:
            return
        except (av.error.FFmpegError, OSError) as error:
            raise SourceLostError(f"{self._shown} broke off: {_reason(error)}; it is tried again") from error


class _Showing:
    """Pictures of one connection, each when it is due."""

    def __init__(
        self, stream: VideoStream, pacer: Pacer | None, limits: tuple[int | None, int | None]
    ) -> None:
        self._stream, self._pacer, self._limits = stream, pacer, limits
        self._base = stream.time_base or Fraction(1, av.time_base)
        self._deinterlacer: Deinterlacer[int | None] = Deinterlacer(self._base)
        self._converter: FrameConverter | None = None
        self._size = self._largest = (0, 0)
        self._latest: Image | None = None
        self._zero_ns: int | None = None

    def arrived(self, packet: Packet[Any], asked_ns: int) -> None:
        """What comes late because it was sent late is not to be made up for by leaving pictures out."""
        if self._pacer is not None and packet.pts is not None:
            self._pacer.arrived(float(packet.pts * self._base), asked_ns)

    def heard_ns(self, seconds: float) -> int | None:
        """When sound of a time of the stream is heard; None before the first picture."""
        zero_ns = self._zero_ns if self._pacer is None else self._pacer.origin_ns
        return None if zero_ns is None else zero_ns + round(seconds * 1e9)

    def pictures(self, frame: av.VideoFrame, stopping: threading.Event) -> Iterator[Image]:
        """The frame's picture when it is due, and until then, now and then, the one before."""
        for pts, whole in self._deinterlacer.take(frame.pts, frame):
            moment = None if pts is None else float(pts * self._base)
            if self._pacer is not None and moment is not None:
                if self._pacer.is_late(moment):
                    continue
                while not self._pacer.wait(moment, stopping, at_most_s=_STILL_S):
                    if stopping.is_set():
                        return
                    if self._latest is not None:
                        # It is still being shown: nobody is to think that the stream is lost.
                        yield self._latest
            self._latest = self._converted(whole)
            if moment is not None:
                self._zero_ns = time.monotonic_ns() - round(moment * 1e9)
            yield self._latest

    def _converted(self, frame: av.VideoFrame) -> Image:
        context = self._stream.codec_context
        aspect = context.sample_aspect_ratio or self._stream.sample_aspect_ratio
        # Senders often begin with small pictures.
        if self._converter is None or frame.width * frame.height > self._largest[0] * self._largest[1]:
            self._converter = FrameConverter(frame, aspect)
            self._largest = (frame.width, frame.height)
            self._size = fitted_size(*self._converter.size, *self._limits)
        return fit(self._converter.convert(frame, aspect), self._size)


def _reason(error: Exception) -> str:
    if isinstance(error, av.error.ExitError):
        return "no answer in time"
    if isinstance(error, av.error.InvalidDataError):
        return "what it sends is no video that can be decoded"
    if isinstance(error, OSError):
        return describe_os_error(error)
    return redacted(" ".join(str(error).split()))
