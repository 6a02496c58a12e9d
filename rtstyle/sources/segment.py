"""Parts of a video file, each of which can be read by itself."""

from __future__ import annotations

import bisect
import dataclasses
from typing import TYPE_CHECKING

import av
from av.container import InputContainer

from rtstyle.errors import MediaReadError
from rtstyle.media.containers import open_container
from rtstyle.media.timeline import Timeline, clock_origin, lacks_times_of_presentation, placed_packets
from rtstyle.sources.file import FileSource, video_stream
from rtstyle.sources.inspection import require_whole_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from fractions import Fraction
    from pathlib import Path

    from av.packet import Packet
    from av.video.stream import VideoStream

    from rtstyle.frame import StreamInfo
    from rtstyle.media.files import PathLike
    from rtstyle.sources.decoding import Decoded

# Containers that find a time without an index land anywhere before it, now and then behind it.
_SEEK_MARGINS_S = (1.0, 10.0, 100.0)
_SHORTEST = 0.5
"""Shortest last segment, as a share of the length that segments are to have."""


@dataclasses.dataclass(frozen=True, slots=True)
class Segment:
    """A part of a video. Times are those of `FileSource`'s frames, in units of the stream's time base.

    Attributes:
        number: From 0.
        begin: When its first frame is shown; but for the first segment, that of a key frame.
        end: When the first frame behind it is shown; None where it goes to the end.
        warm_up: When the first frame is shown that is to be seen before ``begin``, so that what is remembered from
            frame to frame is as if the video had been read from its start; ``begin`` for the first segment.
        entry: The key frame at or before ``warm_up`` where decoding begins; None is the start of the file.
        frames: How many frames it has, by the file's packets.
    """

    number: int
    begin: int
    end: int | None
    warm_up: int
    entry: int | None
    frames: int


def split_video(path: Path, length_s: float, warm_up_s: float) -> tuple[Segment, ...]:
    """Splits a video at key frames.

    Args:
        path: The video file; it is read through once, nothing is decoded.
        length_s: Length of a segment, seconds; it ends at the first key frame from there on.
        warm_up_s: How much is to be seen before each, seconds; one frame at least.

    Returns:
        The segments in order; a single one where the video is short, has no key frame to begin with, is damaged, or
        has times that cannot be relied on.

    Raises:
        MediaReadError: The file is missing, cut off or no video.
    """
    require_whole_file(path)
    with open_container(path) as container:
        stream = video_stream(container, path)
        time_base, timeline = stream.time_base, Timeline(container)
        scanned = _scan(placed_packets(container, [stream], timeline), container)
        moved = timeline.clocks > 1 or timeline.slowed
        cannot_be_found = moved or not _tells_when_frames_are_shown(stream)
        if scanned is None or not time_base or cannot_be_found:
            return (Segment(0, 0, None, 0, None, 0),)
    return tuple(_segments(*scanned, length_s, warm_up_s, time_base))


def _tells_when_frames_are_shown(stream: VideoStream) -> bool:
    """AVI tells when a frame is decoded, which is as good only where frames are stored as they are shown."""
    assert isinstance(stream.container, InputContainer)
    return not lacks_times_of_presentation(stream.container) or stream.codec_context.reorder_depth == 0


def _scan(
    packets: Iterator[Packet[VideoStream]], container: InputContainer
) -> tuple[list[int], list[int]] | None:
    """Sorted times of all frames and of the key frames; None where they do not tell where a frame belongs."""
    times: list[int] = []
    keys: list[int] = []
    made_up = lacks_times_of_presentation(container)
    try:
        for packet in packets:
            if not packet.size or packet.is_discard:
                continue
            if packet.pts is None or packet.is_corrupt or (made_up and packet.pts != packet.dts):
                return None
            times.append(packet.pts)
            if packet.is_keyframe:
                keys.append(packet.pts)
    except av.error.FFmpegError:
        return None
    distinct = len(set(times)) == len(times)
    return (sorted(times), keys) if times and distinct and keys == sorted(keys) else None


def _segments(
    times: Sequence[int], keys: Sequence[int], length_s: float, warm_up_s: float, time_base: Fraction
) -> Iterator[Segment]:
    length, warm_up = length_s / float(time_base), warm_up_s / float(time_base)
    begins = [times[0]]
    for key in keys:
        if key >= begins[-1] + length and key <= times[-1] - _SHORTEST * length:
            begins.append(key)
    for number, begin in enumerate(begins):
        end = begins[number + 1] if number + 1 < len(begins) else None
        first = bisect.bisect_left(times, begin)
        last = bisect.bisect_left(times, end) if end is not None else len(times)
        seen = max(min(bisect.bisect_right(times, begin - warm_up), first) - 1, 0)
        before = bisect.bisect_right(keys, times[seen])
        entry = keys[before - 1] if number and before else None
        yield Segment(number, begin, end, times[seen] if number else begin, entry, last - first)


class SegmentSource(FileSource):
    """The frames of one segment, and before them those that warm it up.

    Frames, their times and what `open` tells are exactly as `FileSource` gives them.
    """

    def __init__(self, path: PathLike, segment: Segment, *, threads: int = 2) -> None:
        """Nothing is opened yet.

        Args:
            path: The video file.
            segment: One of those that `split_video` found in it.
            threads: Decoder threads.
        """
        super().__init__(path, threads=threads)
        self._segment = segment

    def open(self) -> StreamInfo:
        """See `FileSource.open`.

        Raises:
            MediaReadError: Likewise, or the segment's place cannot be found again.
        """
        # What the whole video is like is told by its own beginning, not by the segment's.
        info = super().open()
        if self._segment.entry is not None:
            try:
                self._enter(self._segment.entry)
            except BaseException:
                self.close()
                raise
        return info

    def _enter(self, entry: int) -> None:
        assert self._container is not None
        assert self._decoder is not None
        seconds = float(entry * self._time_base + clock_origin(self._container))
        for margin_s in (*_SEEK_MARGINS_S, seconds):
            time = max(round((seconds - margin_s) / self._time_base), 0)
            try:
                self._container.seek(time, stream=self._stream, backward=True)
            except av.error.FFmpegError:
                continue
            packets = placed_packets(self._container, [self._stream], Timeline(self._container))
            found = _skip_to(packets, entry)
            if found is not None:
                self._decoder.go_on_from(_chained(found, packets))
                self._decoder.damaged_packets = 0
                return
        raise MediaReadError(
            f"cannot read {self.path}: its part {self._segment.number + 1} is not found; do not split it"
        )

    def _next_decoded(self) -> Decoded | None:
        assert self._decoder is not None
        segment = self._segment
        while (decoded := super()._next_decoded()) is not None:
            if decoded.pts is None:
                return decoded
            if segment.end is not None and decoded.pts >= segment.end:
                return None
            if decoded.pts < segment.begin:
                # The segment before counts the damage there.
                self._decoder.damaged_packets = 0
            if decoded.pts >= segment.warm_up:
                return decoded
        return None


def _skip_to(packets: Iterator[Packet[VideoStream]], key: int) -> Packet[VideoStream] | None:
    for packet in packets:
        if packet.is_keyframe and packet.pts == key:
            return packet
        if packet.is_keyframe and packet.pts is not None and packet.pts > key:
            return None
    return None


def _chained(
    first: Packet[VideoStream], rest: Iterator[Packet[VideoStream]]
) -> Iterator[Packet[VideoStream]]:
    yield first
    yield from rest
