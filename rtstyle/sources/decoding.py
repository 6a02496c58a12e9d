"""Packets made into decoded frames: in order of presentation, each with its time, damage passed over."""

from __future__ import annotations

import dataclasses
import itertools
from collections import deque
from fractions import Fraction
from typing import TYPE_CHECKING

import av

from rtstyle.errors import MediaReadError
from rtstyle.media.files import describe_os_error
from rtstyle.media.limits import MAX_VIDEO_PIXELS
from rtstyle.media.timeline import Timeline, lacks_times_of_presentation, order_of, placed_packets
from rtstyle.sources.deinterlacing import Deinterlacer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from av.container import InputContainer
    from av.packet import Packet
    from av.video.codeccontext import VideoCodecContext
    from av.video.stream import VideoStream

_MAX_READ_ERRORS_IN_A_ROW = 32
_AHEAD_S = Fraction(1, 2)
_LEAST_AHEAD, _MOST_AHEAD = 8, 32
_MOST_PIXELS_AHEAD = 2**26
# These hold a second video that is the alpha of the first, which only this decoder looks at.
_ALPHA_DECODERS = {"vp8": "libvpx", "vp9": "libvpx-vp9"}


@dataclasses.dataclass(slots=True)
class Decoded:
    """A frame as it was decoded.

    Attributes:
        frame: It; its own times do not count.
        pts: When it is shown, in the stream's time base; None where nothing tells.
        duration: How long, likewise; 0 where nothing tells.
        pixel_aspect: Width by height of its pixels, None where unknown.
        order: When it would be shown if frames were stored in the order in which they are shown.
    """

    frame: av.VideoFrame
    pts: int | None
    duration: int
    pixel_aspect: Fraction | None
    order: int | None


class FrameDecoder:
    """The frames of a video stream.

    A packet that cannot be decoded is left out; where the decoder conceals the damage, its picture is taken. Both are
    counted. Pictures that are made of two fields are made whole.

    Attributes:
        damaged_packets: How many packets were damaged so far.
        timeline: The file's clock.
    """

    def __init__(self, path: Path, container: InputContainer, stream: VideoStream, *, threads: int) -> None:
        """Nothing is read yet.

        Args:
            path: The file, for messages.
            container: It.
            stream: What of it is to be decoded.
            threads: Decoder threads.
        """
        self.damaged_packets = 0
        self._path, self._container, self._stream, self._threads = path, container, stream, threads
        self._context = _decoder(stream)
        self._context.options = {"max_pixels": str(MAX_VIDEO_PIXELS)}
        self._context.thread_count = threads
        self._context.thread_type = "AUTO"
        self._stored_in_order = False
        self._deinterlacer: Deinterlacer[Decoded] = Deinterlacer(
            stream.time_base or Fraction(1, av.time_base)
        )
        self.go_on_from(None)

    @property
    def interlaced(self) -> bool:
        """There were pictures of two fields."""
        return self._deinterlacer.used

    def go_on_from(self, packets: Iterator[Packet[VideoStream]] | None) -> None:
        """Takes packets from elsewhere in the file, or None from where it stands; what was decoded is forgotten."""
        self.timeline = Timeline(self._container)
        self._packets = packets if packets is not None else self._demux()
        self._waiting: deque[Decoded] = deque()
        self._ready: deque[Decoded] = deque()
        self._order: deque[int] = deque()
        self._repeats: deque[Packet[VideoStream]] = deque()
        self._last: Decoded | None = None
        self._read_errors, self._ended = 0, False
        self._deinterlacer.reset()

    def look_ahead(self) -> Decoded | None:
        """Decodes the beginning, which stays to be given out, and finds out whether its times can be relied on.

        Returns:
            The frame at its end, which shows what the pictures are like: senders often begin with small ones. None
            where nothing can be decoded.
        """
        while self._decode_more() and not self._is_far_enough_ahead():
            pass
        if not self._waiting:
            return None
        times = [decoded.pts for decoded in self._waiting if decoded.pts is not None]
        in_order = all(earlier < later for earlier, later in itertools.pairwise(times))
        # What FFmpeg makes up for AVI need not be noticed at the beginning.
        self._stored_in_order = lacks_times_of_presentation(self._container) or not in_order
        return self._waiting[-1]

    def next(self) -> Decoded | None:
        """The next frame, None at the end.

        Raises:
            MediaReadError: The file cannot be read further.
        """
        while not self._ready:
            decoded = self._next_in_order()
            if decoded is None:
                self._ready.extend(self._whole(None))
                break
            self._ready.extend(self._whole(decoded))
        return self._ready.popleft() if self._ready else None

    def _whole(self, decoded: Decoded | None) -> Iterator[Decoded]:
        """Frames whose fields are joined; None for the rest."""
        if decoded is None:
            for held, frame in self._deinterlacer.flush():
                yield dataclasses.replace(held, frame=frame)
        else:
            for held, frame in self._deinterlacer.take(decoded, decoded.frame):
                yield dataclasses.replace(held, frame=frame)

    def _next_in_order(self) -> Decoded | None:
        while not self._waiting and self._decode_more():
            pass
        upcoming = self._waiting[0] if self._waiting else None
        if self._repeats and self._last is not None and _comes_before(self._repeats[0], upcoming):
            again = self._repeats.popleft()
            return dataclasses.replace(self._last, pts=again.pts, duration=again.duration or 0)
        if upcoming is None:
            return None
        self._waiting.popleft()
        if self._stored_in_order:
            upcoming.pts = upcoming.order
        self._last = upcoming
        return upcoming

    def _is_far_enough_ahead(self) -> bool:
        count, first, last = len(self._waiting), self._waiting[0], self._waiting[-1]
        if count >= _MOST_AHEAD or count * first.frame.width * first.frame.height >= _MOST_PIXELS_AHEAD:
            return True
        if first.pts is None or last.pts is None or not self._stream.time_base:
            return count >= _LEAST_AHEAD
        return count >= _LEAST_AHEAD and (last.pts - first.pts) * self._stream.time_base >= _AHEAD_S

    def _decode_more(self) -> bool:
        """Decodes until there is a frame more; False at the end."""
        while not self._ended:
            packet = self._next_packet()
            if packet is None:
                continue
            if not packet.size and packet.pts is not None:
                # A packet without content says that the picture before it is shown once more.
                self._repeats.append(packet)
                continue
            before = len(self._waiting)
            self._decode(packet)
            if len(self._waiting) > before:
                return True
        return False

    def _decode(self, packet: Packet[VideoStream]) -> None:
        time = order_of(packet, self._container)
        counts = not packet.is_discard
        if time is not None and counts:
            self._order.append(time)
        try:
            frames = self._context.decode(packet)
        except EOFError:
            return
        except av.error.FFmpegError:
            self.damaged_packets += 1
            if time is not None and counts:
                self._order.pop()
            return
        self.damaged_packets += sum(frame.is_corrupt for frame in frames)
        # A decoder that swallows a packet must not make all later frames early.
        while len(self._order) > len(frames) + self._context.reorder_depth + self._threads + 1:
            self._order.popleft()
        for frame in frames:
            order = self._order.popleft() if self._order else None
            aspect = self._context.sample_aspect_ratio or self._stream.sample_aspect_ratio
            self._waiting.append(Decoded(frame, frame.pts, frame.duration or 0, aspect, order))

    def _next_packet(self) -> Packet[VideoStream] | None:
        """The next packet, the last of them the empty one that drains the decoder; None for damage."""
        try:
            packet = next(self._packets)
        except StopIteration:
            self._ended = True
            return None
        except OSError as error:
            raise MediaReadError(f"cannot read {self._path} further: {describe_os_error(error)}") from error
        except av.error.FFmpegError:
            self._skip_damaged_place()
            return None
        self._read_errors = 0
        return packet

    def _skip_damaged_place(self) -> None:
        self.damaged_packets += 1
        self._read_errors += 1
        if self._read_errors > _MAX_READ_ERRORS_IN_A_ROW:
            raise MediaReadError(f"cannot read {self._path} further: nothing but damage from here on")
        self._packets = self._demux()

    def _demux(self) -> Iterator[Packet[VideoStream]]:
        return placed_packets(self._container, [self._stream], self.timeline)


def _comes_before(one: Packet[VideoStream], other: Decoded | None) -> bool:
    return other is None or other.pts is None or one.pts is None or one.pts < other.pts


def _decoder(stream: VideoStream) -> VideoCodecContext:
    """The stream's own decoder, or the one that sees its transparency."""
    tags = {key.lower(): value for key, value in stream.metadata.items()}
    name = _ALPHA_DECODERS.get(stream.codec_context.name)
    if tags.get("alpha_mode") == "1" and name in av.codec.codecs_available:
        return av.CodecContext.create(name, "r")  # type: ignore[return-value]  # a video decoder
    return stream.codec_context
