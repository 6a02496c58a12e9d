"""Time in a media file that begins at zero and goes on, whatever the clocks of its recorders did."""

from __future__ import annotations

import contextlib
import dataclasses
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import av
from av.stream import Discard

from rtstyle.media.jpeg_dumps import sent_times

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from av.container import InputContainer
    from av.packet import Packet
    from av.stream import Stream

_StreamT = TypeVar("_StreamT", bound="Stream")

# Streams whose clock has no fixed origin: broadcast time of day, or wherever the recorder started.
_CLOCKS_WITHOUT_ORIGIN = {"mpegts", "mpegtsraw", "mpeg", "flv", "live_flv", "hls"}
# Formats with one index for the whole file, in which no clock starts again.
_ONE_CLOCK = ("mp4", "avi", "gif", "apng")
_WITHOUT_TIMES = "mjpeg"
_GIF = "gif"
_HASTY_S, _UNHURRIED_S = Fraction(1, 100), Fraction(1, 10)
"""What browsers take for a picture of a GIF that is to stay hardly any time; FFmpeg does so only for no time at all."""
_LARGE_BYTES = 128 * 2**20
_LATE_S = Fraction(1)
"""A start that is later than this belongs to the recorder's clock, not to the film."""
_JUMP_S = Fraction(10)
"""What is farther ahead is no gap, but another clock; FFmpeg's own tools draw the line there, too."""
_BACKWARDS_S = Fraction(3, 10)
"""By so much careless writers' times go back although the clock goes on."""


def clock_origin(container: InputContainer) -> Fraction:
    """Time in seconds that is to be taken off every timestamp of every stream of a file.

    Zero for formats whose time starts at zero by design, so that their timestamps are kept as they are; unless
    nothing at all happens in the first second.
    """
    if container.start_time is None:
        return Fraction(0)
    start = Fraction(container.start_time, av.time_base)
    return start if start >= _LATE_S or container.format.name in _CLOCKS_WITHOUT_ORIGIN else Fraction(0)


def times_can_be_searched(container: InputContainer) -> bool:
    """Whether a place in a file is found by its time: not where clocks jump, but in large files one has to try."""
    if container.format.name == _GIF:
        return False
    return container.format.name not in _CLOCKS_WITHOUT_ORIGIN or container.size > _LARGE_BYTES


def lacks_times_of_presentation(container: InputContainer) -> bool:
    """Whether a format tells only when frames are decoded; what FFmpeg makes up for it misleads where B-frames are."""
    return container.format.name == "avi"


def order_of(packet: Packet[Any], container: InputContainer) -> int | None:
    """When a frame would be shown if frames were stored in the order in which they are shown; None where unknown."""
    first, second = packet.pts, packet.dts
    if lacks_times_of_presentation(container):
        first, second = second, first
    return first if first is not None else second


@dataclasses.dataclass(slots=True)
class _Progress:
    """How far a stream has come.

    Attributes:
        clock: Number of the clock that it goes by.
        reached: When its last packet is decoded, seconds.
        end: When what was shown or heard of it ends, seconds.
    """

    clock: int
    reached: Fraction
    end: Fraction


class Timeline:
    """Moves packets to where they belong: behind a jump, or where the clock starts again, time goes on seamlessly.

    All streams of pictures and sound have to be shown to it in the order of the file. Whoever reads the same file
    gets the same times, so that sound and pictures that are read apart fit together.

    Attributes:
        clocks: How many clocks there were so far; 1 is a file without jumps.
        slowed: There were pictures too hasty to be seen, which stay longer now.
    """

    def __init__(self, container: InputContainer, *, jump_s: Fraction = _JUMP_S) -> None:
        """Begins at the start of the file.

        Args:
            container: The file.
            jump_s: What is farther ahead is another clock, in formats whose clocks may jump; seconds.
        """
        self._shifts = [-clock_origin(container)]
        self._stored_apart = container.format.name == _WITHOUT_TIMES and container.name.startswith("file:")
        self._sent = sent_times(Path(container.name.removeprefix("file:"))) if self._stored_apart else []
        self._count = 0
        self._may_be_hasty = container.format.name == _GIF
        self._added = Fraction(0)
        self._may_jump = container.format.name in _CLOCKS_WITHOUT_ORIGIN or self._stored_apart
        self._jump_s = jump_s
        self._streams: dict[int, _Progress] = {}

    @property
    def clocks(self) -> int:
        """How many clocks there were so far."""
        return len(self._shifts)

    @property
    def slowed(self) -> bool:
        """There were pictures too hasty to be seen, which stay longer now."""
        return self._added > 0

    @property
    def guesses_rate(self) -> bool:
        """The file tells no times at all, so that FFmpeg's 25 pictures a second are taken."""
        return self._stored_apart and not self._sent

    def place(self, packet: Packet[Any]) -> None:
        """Sets a packet's times; the empty packets at the end have none."""
        if self._sent and packet.size and packet.time_base:
            self._stamp(packet, packet.time_base)
        if self._may_be_hasty and packet.size and packet.time_base:
            self._slow_down(packet, packet.time_base)
        time, base = packet.dts if packet.dts is not None else packet.pts, packet.time_base
        if time is None or not base:
            return
        lead = max((packet.pts - time) * base, Fraction(0)) if packet.pts is not None else Fraction(0)
        length = (packet.duration or 0) * base
        clock = self._clock(packet.stream, time * base, lead)
        shift = self._shifts[clock]
        reached = time * base + shift
        before = self._streams.get(packet.stream_index)
        end = reached + lead + length
        self._streams[packet.stream_index] = _Progress(
            clock, reached, max(end, before.end) if before else end
        )
        ticks = round(shift / base)
        packet.pts = None if packet.pts is None else packet.pts + ticks
        packet.dts = None if packet.dts is None else packet.dts + ticks

    def _stamp(self, packet: Packet[Any], base: Fraction) -> None:
        """Gives a picture the time that its header tells, and those behind the last header FFmpeg's usual steps."""
        last = len(self._sent) - 1
        beyond = max(self._count - last, 0) * (packet.duration or 0)
        packet.pts = packet.dts = round(self._sent[min(self._count, last)] / base) + beyond
        following = self._sent[self._count + 1] if self._count < last else None
        if following is not None:
            packet.duration = max(round(following / base) - packet.pts, 0)
        self._count += 1

    def _slow_down(self, packet: Packet[Any], base: Fraction) -> None:
        """Lets a picture stay that is to be gone at once, and all that follow wait for that."""
        ticks, length = round(self._added / base), packet.duration or 0
        packet.pts = None if packet.pts is None else packet.pts + ticks
        packet.dts = None if packet.dts is None else packet.dts + ticks
        if length * base <= _HASTY_S:
            packet.duration = round(_UNHURRIED_S / base)
            self._added += (packet.duration - length) * base

    def _clock(self, stream: Stream, time: Fraction, lead: Fraction) -> int:
        """Number of the clock that a packet goes by: the one that fits best of those that the stream may go by."""
        before = self._streams.get(stream.index)
        farthest = max((other.reached for other in self._streams.values()), default=None)
        expected = before.reached if before else farthest
        if expected is None or farthest is None:
            return 0
        fitting = []
        for clock in range(before.clock if before else 0, len(self._shifts)):
            ahead = time + self._shifts[clock] - expected
            jumps = self._may_jump and time + self._shifts[clock] > farthest + self._jump_s
            if not jumps and (ahead >= -_BACKWARDS_S or before is None):
                fitting.append((abs(ahead), clock))
        if fitting:
            return min(fitting)[1]
        if stream.type not in {"video", "audio"}:
            return len(self._shifts) - 1
        # Behind all that was shown and heard: nothing overlaps, and the streams keep their distance.
        self._shifts.append(max(other.end for other in self._streams.values()) - time - lead)
        return len(self._shifts) - 1


def placed_packets(
    container: InputContainer, wanted: Sequence[_StreamT], timeline: Timeline
) -> Iterator[Packet[_StreamT]]:
    """Packets of some streams of a file from where it stands, each at its time; the last ones are empty.

    Raises:
        av.error.FFmpegError: The file is damaged here; calling it again goes on behind that.
    """
    followed = {stream.index for stream in wanted}
    if not any(name in container.format.name for name in _ONE_CLOCK):
        # The clock may be seen to start again in any of them.
        followed |= {stream.index for stream in container.streams if stream.type in {"video", "audio"}}
    for stream in container.streams:
        stream.discard = Discard.default if stream.index in followed else Discard.all
    indices = {stream.index for stream in wanted}
    for packet in _known_packets(container, [s for s in container.streams if s.index in followed]):
        timeline.place(packet)
        # The empty packets at the end carry the index of the first stream, whatever theirs is.
        if packet.stream.index in indices:
            yield packet


def _known_packets(container: InputContainer, streams: Sequence[Stream]) -> Iterator[Packet[Any]]:
    """Packets of streams that were there from the beginning; the last ones are empty.

    Sound that sets in late, and damage, bring further streams, which PyAV 18 looks up where they are not.
    """
    ended = False
    while not ended:
        # The packet that brought the stream is lost, and no other: reading goes on behind it.
        with contextlib.suppress(IndexError):
            yield from container.demux(*streams)
            ended = True
