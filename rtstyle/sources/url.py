"""Video from the network: cameras, servers and files behind an address."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import av

from rtstyle.addresses import is_address, is_well_formed, redacted, scheme_of, without_secrets
from rtstyle.errors import SourceError, SourceLostError, UsageError
from rtstyle.frame import Image, StreamInfo, VideoFrame
from rtstyle.media.files import describe_os_error
from rtstyle.media.limits import MAX_TRACKS, MAX_VIDEO_PIXELS
from rtstyle.sources.background import WatchedReader
from rtstyle.sources.conversion import FrameConverter
from rtstyle.sources.fitting import fit, fitted_size
from rtstyle.sources.playback import Pacer

if TYPE_CHECKING:
    import threading
    from collections.abc import Generator, Iterator

    from av.container import InputContainer

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
_HIGHEST_RATE = 240


class UrlSource:
    """The newest pictures of a network stream; a file behind an http address is played at its own pace.

    Attributes:
        live: True: what is not read in time is replaced.
        url: The address.
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
        return StreamInfo(first.value.shape[1], first.value.shape[0], self._rate, _TIME_BASE)

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
        return VideoFrame(reading.value, reading.number, pts, _TIME_BASE, reading.captured_ns)

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
            return av.open(
                self.url,
                mode="r",
                options={"max_pixels": str(MAX_VIDEO_PIXELS)},
                container_options={
                    "protocol_whitelist": _PROTOCOLS[self._scheme],
                    "max_streams": str(MAX_TRACKS),
                    **live,
                },
                timeout=self._patience_s,
                metadata_errors="replace",
            )
        except (av.error.FFmpegError, OSError, ValueError) as error:
            raise SourceError(f"cannot play {self._shown}: {_reason(error)}") from error

    def _play(self, container: InputContainer, stopping: threading.Event) -> Iterator[Image | None]:
        if not container.streams.video:
            raise SourceError(f"cannot play {self._shown}: it has no video")
        rate = container.streams.video[0].guessed_rate
        self._rate = rate if rate and 0 < rate <= _HIGHEST_RATE else None
        pacer = Pacer(self._rate) if self._scheme in _PACED else None
        converter: FrameConverter | None = None
        size = (0, 0)
        for decoded in self._decoded(container, stopping):
            moment = decoded.time
            if pacer is not None and moment is not None:
                if pacer.is_late(moment):
                    continue
                if not pacer.wait(moment, stopping):
                    return
            if converter is None:
                converter = FrameConverter(decoded, container.streams.video[0].sample_aspect_ratio)
                size = fitted_size(*converter.size, *self._limits)
            yield fit(converter.convert(decoded), size)

    def _decoded(self, container: InputContainer, stopping: threading.Event) -> Iterator[av.VideoFrame]:
        stream = container.streams.video[0]
        stream.thread_type = "SLICE"
        try:
            for packet in container.demux(stream):
                if stopping.is_set():
                    return
                try:
                    yield from packet.decode()
                except av.error.InvalidDataError:
                    # What was sent before we came in is missing; the next key frame mends it.
                    continue
        except EOFError:
            return
        except (av.error.FFmpegError, OSError) as error:
            raise SourceLostError(f"{self._shown} broke off: {_reason(error)}; it is tried again") from error


def _reason(error: Exception) -> str:
    if isinstance(error, av.error.ExitError):
        return "no answer in time"
    if isinstance(error, av.error.InvalidDataError):
        return "what it sends is no video that can be decoded"
    if isinstance(error, OSError):
        return describe_os_error(error)
    return redacted(" ".join(str(error).split()))
