"""Streams to a server or a player on the network."""

from __future__ import annotations

import enum
import time
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import av

from rtstyle.addresses import is_address, is_well_formed, redacted, scheme_of, without_secrets
from rtstyle.errors import MediaWriteError, SinkError, UsageError
from rtstyle.sinks.connection import Connection

if TYPE_CHECKING:
    from rtstyle.frame import StreamInfo, VideoFrame
    from rtstyle.media.sound import SoundInput

# FFmpeg's container for each kind of address.
CONTAINERS = {"rtmp": "flv", "rtmps": "flv", "srt": "mpegts", "tcp": "mpegts", "udp": "mpegts"}
"""Kinds of address that can be streamed to, and the container that they get."""

_FIRST_RETRY_S = 0.5
_LONGEST_RETRY_S = 8.0
_CLOSE_PATIENCE_S = 1.5
# Seven packets of a transport stream: the most that fits into an Ethernet frame.
_UDP_PACKET = 1316


class StreamState(enum.StrEnum):
    """How a network stream stands."""

    CLOSED = "closed"
    CONNECTING = "connecting"
    LIVE = "live"
    RECONNECTING = "reconnecting"


class NetworkSink:
    """Sends H.264 with low delay, and AAC where there is something to hear: MPEG-TS over UDP, TCP, SRT, FLV over RTMP.

    `write` never waits for the network: frames that it has no room for are left out. A connection that once stood is
    made again when it breaks, after 0.5 s, then 1 s and so on up to 8 s; frames are left out meanwhile.

    Attributes:
        address: Where to.
        frames_dropped: Frames left out since it was made.
        reconnects: How often the connection was lost since it was made.
        last_error: Why the last connection broke, one line.
    """

    def __init__(
        self,
        address: str,
        *,
        bitrate: int | None = None,
        microphone: SoundInput | None = None,
        stall_s: float = 10.0,
    ) -> None:
        """Nothing is connected yet.

        Args:
            address: ``rtmp(s)://…``, ``srt://…``, ``udp://HOST:PORT`` or ``tcp://HOST:PORT``.
            bitrate: Bits per second of the picture at most; None takes what suits the size.
            microphone: Heard beside the sound that the frames belong to.
            stall_s: How long the network may take nothing before the connection is given up, seconds.

        Raises:
            UsageError: No such kind of address, or without a port where it needs one.
        """
        self.address = address
        self.frames_dropped = self.reconnects = 0
        self.last_error = ""
        self._container = _container_for(address)
        self._shown = without_secrets(address)
        self._bitrate, self._microphone, self._stall_s = bitrate, microphone, stall_s
        self._info: StreamInfo | None = None
        self._connection: Connection | None = None
        self._was_connected = False
        self._earlier_frames = self._earlier_bytes = 0
        self._retry_s, self._retry_at_s = _FIRST_RETRY_S, 0.0

    @property
    def state(self) -> StreamState:
        """How it stands now."""
        if self._info is None:
            return StreamState.CLOSED
        if self._connection is not None and self._connection.connected and self._connection.error is None:
            return StreamState.LIVE
        return StreamState.RECONNECTING if self._was_connected else StreamState.CONNECTING

    @property
    def frames_sent(self) -> int:
        """Frames that the network took since it was made."""
        return self._earlier_frames + (self._connection.frames_sent if self._connection else 0)

    @property
    def bytes_sent(self) -> int:
        """Size of what was encoded for the network since it was made."""
        return self._earlier_bytes + (self._connection.bytes_made if self._connection else 0)

    def open(self, info: StreamInfo) -> None:
        """Starts to connect; that it cannot is told by `write`.

        Raises:
            SinkError: FFmpeg does not speak the protocol here, there is no encoder, or no process can be started.
            SourceError: The microphone cannot be opened.
        """
        self.abort()
        scheme = scheme_of(self.address)
        if not _speaks(scheme):
            raise SinkError(
                f"cannot stream to {self._shown}: no {scheme} in this FFmpeg; use rtmp, udp, tcp or an .m3u8 file"
            )
        self._info = info
        self._was_connected = False
        self._retry_s, self._retry_at_s = _FIRST_RETRY_S, 0.0
        self._connect()

    def write(self, frame: VideoFrame) -> None:
        """Encodes and sends a frame, or leaves it out while the network takes none.

        Raises:
            SinkError: The first connection could not be made, the sink is not open, or the frame has another size
                than announced.
        """
        if self._info is None:
            raise SinkError(f"cannot stream to {self._shown}: it is not open")
        self._watch()
        if self._connection is None and time.monotonic() >= self._retry_at_s:
            self._connect()
        try:
            taken = self._connection is not None and self._connection.offer(frame)
        except MediaWriteError as error:
            raise SinkError(f"cannot stream to {self._shown}: {error}") from error
        if not taken:
            self.frames_dropped += 1

    def close(self) -> None:
        """Sends what is left, for a second and a half at most, and hangs up."""
        connection = self._let_go()
        if connection is not None:
            connection.close(_CLOSE_PATIENCE_S)
            self._count(connection)
        self._info = None

    def abort(self) -> None:
        """Hangs up at once."""
        connection = self._let_go()
        if connection is not None:
            connection.cut()
            self._count(connection)
        self._info = None

    def _connect(self) -> None:
        assert self._info is not None
        try:
            self._connection = Connection(
                _with_options(self.address), self._container, self._info, self._bitrate, self._microphone
            )
        except OSError as error:
            raise SinkError(f"cannot stream to {self._shown}: no process can be started: {error}") from error

    def _watch(self) -> None:
        """Gives up a connection that broke or stalls, and sets the time of the next one."""
        connection = self._connection
        if connection is None:
            return
        self._was_connected |= connection.connected
        if connection.frames_sent:
            self._retry_s = _FIRST_RETRY_S
        reason = connection.error
        if reason is None and connection.stalled_s > self._stall_s:
            reason = f"nothing was taken for {self._stall_s:g} s"
        if reason is None:
            return
        self._let_go()
        connection.cut()
        self._count(connection)
        self.last_error = reason
        if not self._was_connected:
            raise SinkError(
                f"cannot stream to {self._shown}: {reason}; check the address and that it is listening"
            )
        self.reconnects += 1
        self._retry_at_s = time.monotonic() + self._retry_s
        self._retry_s = min(2 * self._retry_s, _LONGEST_RETRY_S)

    def _let_go(self) -> Connection | None:
        connection, self._connection = self._connection, None
        return connection

    def _count(self, connection: Connection) -> None:
        self._earlier_frames += connection.frames_sent
        self._earlier_bytes += connection.bytes_made


def _container_for(address: str) -> str:
    scheme = scheme_of(address) if is_address(address) else ""
    container = CONTAINERS.get(scheme)
    if container is None:
        known = ", ".join(f"{kind}://" for kind in CONTAINERS if _speaks(kind))
        raise UsageError(f"cannot stream to {redacted(address)!r}: give an address that begins with {known}")
    if not is_well_formed(address):
        raise UsageError(f"cannot stream to {without_secrets(address)}: its host or port makes no sense")
    if urlsplit(address).port is None and container == "mpegts":
        raise UsageError(f"cannot stream to {without_secrets(address)}: write {scheme}://HOST:PORT")
    return container


def _speaks(scheme: str) -> bool:
    """Whether FFmpeg was built with a protocol."""
    try:
        # It looks the protocol up before it looks whether it is allowed: nothing is connected.
        av.open(f"{scheme}://localhost:1", container_options={"protocol_whitelist": "none"}).close()
    except av.error.ProtocolNotFoundError:
        return False
    except (av.error.FFmpegError, OSError, ValueError):
        pass
    return True


def _with_options(address: str) -> str:
    if scheme_of(address) != "udp" or "pkt_size=" in address:
        return address
    return f"{address}{'&' if urlsplit(address).query else '?'}pkt_size={_UDP_PACKET}"
