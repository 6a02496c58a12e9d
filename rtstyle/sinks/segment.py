"""Segments of a video, encoded apart and joined without being encoded again."""

from __future__ import annotations

import contextlib
import dataclasses
from fractions import Fraction
from typing import TYPE_CHECKING

import av

from rtstyle.errors import MediaReadError, MediaWriteError, SegmentError
from rtstyle.media.containers import open_container
from rtstyle.media.files import PathLike, PendingFile, reporting_write_errors
from rtstyle.sinks.codecs import EncoderSettings, encoder_works
from rtstyle.sinks.video_track import VideoTrack

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from av.container import OutputContainer
    from av.packet import Packet
    from av.video.stream import VideoStream

    from rtstyle.frame import StreamInfo, VideoFrame
    from rtstyle.sinks.video_file import VideoFileSink

# NUT keeps packets as the encoder made them and times in any unit, which neither Matroska nor MP4 does.
_FORMAT = "nut"
# Where a unit's type stands in its first byte, and the types of remarks: ITU-T H.264 and H.265, tables 7-1.
_REMARKS = {"h264": (0, 31, {6}), "hevc": (1, 63, {39, 40})}


@dataclasses.dataclass(frozen=True, slots=True)
class SegmentFile:
    """An encoded segment.

    Attributes:
        path: The file.
        begin: When its first frame is shown, in the time base of the video that it is a part of.
    """

    path: Path
    begin: int


class SegmentSink:
    """Encodes the frames of one segment into a file of its own; it appears when it is whole.

    Attributes:
        frames_written: How many of the segment's frames were taken since `open`; those before it do not count.
    """

    def __init__(self, file: SegmentFile, settings: EncoderSettings) -> None:
        """Nothing is opened yet.

        Args:
            file: What is to be written.
            settings: Encoder and options, the same for all segments.
        """
        self.frames_written = 0
        self._target = file
        self._settings = settings
        self._file: PendingFile | None = None
        self._output: OutputContainer | None = None

    def open(self, info: StreamInfo) -> None:
        """Creates the file for frames of that size.

        Raises:
            MediaWriteError: The encoder does not work on this machine, or the file cannot be made.
        """
        self.abort()
        if not encoder_works(self._settings.encoder, self._settings.pixel_format):
            raise MediaWriteError(
                f"the encoder {self._settings.encoder} does not work on this machine; choose the codec h264"
            )
        self.frames_written = 0
        self._file = PendingFile(self._target.path)
        try:
            with reporting_write_errors(self._target.path):
                # By default the muxer would move everything to make room for decoding times below zero.
                options = {"avoid_negative_ts": "disabled"}
                self._output = av.open(self._file.file, "w", format=_FORMAT, container_options=options)
                self._video = VideoTrack(
                    self._output, info, self._settings, constant_rate=False, keeps_last=True
                )
                self._output.start_encoding()
        except BaseException:
            self.abort()
            raise
        self._shift = self._video.place(self._target.begin, info.time_base)

    def write(self, frame: VideoFrame) -> None:
        """Encodes one frame; those from before the segment are let go.

        Raises:
            MediaWriteError: The frame has another size than announced, the disk is full, or the sink is not open.
        """
        if self._output is None:
            raise MediaWriteError(f"cannot write {self._target.path}: it is not open")
        if frame.pts < self._target.begin:
            return
        with reporting_write_errors(self._target.path):
            self._mux(self._video.encode(frame))
        self.frames_written += 1

    def close(self) -> None:
        """Finishes the file and puts it under its name; without a frame nothing is left.

        Raises:
            MediaWriteError: The rest cannot be written; nothing is left then.
        """
        if not self.frames_written:
            self.abort()
        if self._output is None or self._file is None:
            return
        try:
            with reporting_write_errors(self._target.path):
                self._mux(self._video.flush())
                output, self._output = self._output, None
                output.close()
        except BaseException:
            self.abort()
            raise
        file, self._file = self._file, None
        file.commit()

    def abort(self) -> None:
        """Gives up: nothing is left behind."""
        output, self._output = self._output, None
        if output is not None:
            with contextlib.suppress(av.error.FFmpegError, OSError, ValueError):
                output.close()
        file, self._file = self._file, None
        if file is not None:
            file.discard()

    def _mux(self, packets: Iterable[Packet[VideoStream]]) -> None:
        assert self._output is not None
        for packet in packets:
            assert packet.pts is not None
            assert packet.dts is not None
            packet.pts -= self._shift
            packet.dts -= self._shift
            self._output.mux_one(packet)


def join_segments(target: VideoFileSink, info: StreamInfo, segments: Sequence[SegmentFile]) -> None:
    """Writes segments one behind the other, as if all had been encoded at once; the sound comes with the target.

    Args:
        target: The file; it has the settings that the segments were encoded with.
        info: Of the video that they are parts of.
        segments: In order.

    Raises:
        SegmentError: A segment cannot be read, or does not fit the others.
        MediaReadError: The sound cannot be read.
        MediaWriteError: The file cannot be written.
    """
    target.open(info)
    try:
        depth = max(target.video.reorder_depth, *(_reorder_depth(segment.path) for segment in segments))
        decoding = _DecodingTimes(depth)
        begin = target.video.place(segments[0].begin, info.time_base)
        end = begin + target.video.place(
            round(Fraction(info.duration_s or 0) / info.time_base), info.time_base
        )
        for segment in segments:
            with _packets_of(segment.path) as (stream, packets):
                _require_same_header(target, stream, segment.path)
                shift = target.video.place(segment.begin, info.time_base)
                shown = [shift + target.video.place(_pts(p), p.time_base) for p in packets]
                last = max(shown) if segment is segments[-1] else None
                for packet, pts, dts in zip(packets, shown, decoding.of(shown), strict=True):
                    duration = target.video.held(end - pts) if pts == last else 0
                    target.write_encoded(packet, pts, dts, duration)
        target.close()
    except BaseException:
        target.abort()
        raise


class _DecodingTimes:
    """When each frame is decoded, across segments: as many frames before it is shown as encoders look ahead.

    libx264 does the same: the n-th frame to be decoded is decoded when the frame is shown that comes ``depth`` places
    before the n-th one to be shown; the first ones as much before zero as the frame at ``depth`` is shown after it.
    """

    def __init__(self, depth: int) -> None:
        self._depth = depth
        self._waiting: list[int] | None = None

    def of(self, shown: Sequence[int]) -> Iterator[int]:
        """Decoding times of a segment's frames, of which the times at which they are shown are given."""
        ordered = sorted(shown)
        if self._waiting is None:
            self._waiting = self._before(ordered)
        times = self._waiting + ordered
        self._waiting = times[len(ordered) :]
        return iter(times[: len(ordered)])

    def _before(self, ordered: Sequence[int]) -> list[int]:
        if len(ordered) <= self._depth:
            return [ordered[0] - self._depth + place for place in range(self._depth)]
        ahead = ordered[self._depth] - ordered[0]
        return [time - ahead for time in ordered[: self._depth]]


def _reorder_depth(path: Path) -> int:
    """By how many places a frame is decoded before its turn to be shown, at most."""
    with _packets_of(path) as (_, packets):
        shown = [_pts(packet) for packet in packets]
    places = {time: place for place, time in enumerate(sorted(shown))}
    return max((number - places[time] for number, time in enumerate(shown)), default=0)


@contextlib.contextmanager
def _packets_of(path: Path) -> Iterator[tuple[VideoStream, list[Packet[VideoStream]]]]:
    """All packets of a segment, and their stream, while it is open.

    Raises:
        SegmentError: It cannot be read.
    """
    with contextlib.ExitStack() as stack:
        try:
            container = stack.enter_context(open_container(path))
            stream = container.streams.video[0]
            packets = [packet for packet in container.demux(stream) if packet.size]
        except (MediaReadError, av.error.FFmpegError, IndexError) as error:
            raise SegmentError(
                f"cannot join {path}: it is damaged; run it again, which makes it anew"
            ) from error
        yield stream, packets


def _pts(packet: Packet[VideoStream]) -> int:
    assert packet.pts is not None
    return packet.pts


def _require_same_header(target: VideoFileSink, stream: VideoStream, path: PathLike) -> None:
    """A file has one header for all its pictures.

    Raises:
        SegmentError: The segment needs another one.
    """
    context = stream.codec_context
    codec = context.codec.canonical_name
    if _parameters(codec, context.extradata or b"") != _parameters(codec, target.video.header):
        raise SegmentError(
            f"cannot join {path} into {target.path}: another version of the encoder made it; install the same"
            " version of the package av everywhere, and run it again"
        )


def _parameters(codec: str, header: bytes) -> list[bytes]:
    """What of an encoder's header matters: a remark in it tells its version and the machine's number of threads."""
    if codec not in _REMARKS:
        return [header]
    shift, mask, remarks = _REMARKS[codec]
    units = header.replace(b"\0\0\0\1", b"\0\0\1").split(b"\0\0\1")
    return [unit for unit in units if unit and (unit[0] >> shift & mask) not in remarks]
