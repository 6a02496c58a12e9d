"""Video files, frame by frame."""

from __future__ import annotations

import time
from collections import deque
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Self

import av
from av.stream import Discard, Disposition

from rtstyle.errors import MediaReadError
from rtstyle.frame import StreamInfo, VideoFrame
from rtstyle.media.containers import clock_origin, open_container
from rtstyle.media.files import PathLike, describe_os_error, require_readable_file
from rtstyle.media.limits import MAX_VIDEO_PIXELS
from rtstyle.media.picture import is_still_picture
from rtstyle.sources.conversion import FrameConverter
from rtstyle.sources.inspection import inspect_video, require_whole_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from av.container import InputContainer
    from av.packet import Packet
    from av.video.stream import VideoStream

_MAX_READ_ERRORS_IN_A_ROW = 32


class FileSource:
    """Every frame of a video file, in order of presentation, upright, in RGB, with its time.

    A packet that cannot be decoded is left out; where the decoder conceals the damage, its picture is taken.
    Both are counted in `damaged_packets`.

    Attributes:
        live: False: every frame counts.
        path: The file.
        damaged_packets: How many packets were damaged so far.
    """

    live = False

    def __init__(self, path: PathLike, *, threads: int = 2) -> None:
        """Nothing is opened yet.

        Args:
            path: The video file.
            threads: Decoder threads.
        """
        self.path = Path(path)
        self.damaged_packets = 0
        self._threads = threads
        self._container: InputContainer | None = None
        self._packets: Iterator[Packet[VideoStream]] = iter(())
        self._decoded: deque[av.VideoFrame] = deque()
        self._read_errors = 0
        self._ended = False

    def __enter__(self) -> Self:
        self.open()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def info(self) -> StreamInfo:
        """What `open` returned."""
        return self._info

    @property
    def has_sound(self) -> bool:
        """There is something to hear in the file, which has to be open."""
        return self._container is not None and any(
            stream.codec_context is not None for stream in self._container.streams.audio
        )

    def open(self) -> StreamInfo:
        """Opens the file and decodes its first frame.

        Returns:
            Sizes are those of the upright picture with square pixels.

        Raises:
            MediaReadError: The file is missing, a folder, empty, cut off, a picture, no video, without a
                video stream, larger than `MAX_VIDEO_PIXELS`, or not decodable.
        """
        self.close()
        self._refuse_what_is_no_video()
        self._container = open_container(self.path)
        try:
            self._stream = video_stream(self._container, self.path)
            self._info = self._begin()
        except BaseException:
            self.close()
            raise
        return self._info

    def _refuse_what_is_no_video(self) -> None:
        require_readable_file(self.path)
        if is_still_picture(self.path):
            raise MediaReadError(f"cannot read {self.path}: it is a picture, not a video")
        require_whole_file(self.path)

    def _begin(self) -> StreamInfo:
        assert self._container is not None
        stream = self._stream
        stream.codec_context.options = {"max_pixels": str(MAX_VIDEO_PIXELS)}
        stream.codec_context.thread_count = self._threads
        stream.codec_context.thread_type = "AUTO"
        for other in self._container.streams:
            if other.index != stream.index:
                other.discard = Discard.all
        self._packets = self._container.demux(stream)
        first = self._decode_next()
        if first is None:
            raise MediaReadError(f"cannot read {self.path}: none of its frames can be decoded")
        self._decoded.appendleft(first)
        self._converter = FrameConverter(first, stream.sample_aspect_ratio)
        width, height = self._converter.size
        if width * height > MAX_VIDEO_PIXELS:
            raise MediaReadError(
                f"cannot read {self.path}: {width}x{height} is too large a picture for a video"
            )
        inspection = inspect_video(self.path, stream)
        self._time_base = stream.time_base or Fraction(1, av.time_base)
        self._origin = round(clock_origin(self._container) / self._time_base)
        rate = inspection.frame_rate or stream.guessed_rate or Fraction(25)
        self._ticks_per_frame = max(round(1 / (rate * self._time_base)), 1)
        self._index = 0
        self._last_pts: int | None = None
        return StreamInfo(
            width,
            height,
            inspection.frame_rate,
            self._time_base,
            inspection.frame_count,
            inspection.duration_s,
        )

    def read(self) -> VideoFrame | None:
        """The next frame, None at the end.

        Returns:
            ``pts`` is the file's own in the stream's time base, and always larger than the one before; a
            frame without one is placed a frame time after its predecessor.

        Raises:
            MediaReadError: The source is not open, or the file cannot be read further.
        """
        if self._container is None:
            raise MediaReadError(f"cannot read {self.path}: it is not open")
        decoded = self._decode_next()
        if decoded is None:
            return None
        try:
            image = self._converter.convert(decoded)
        except av.error.FFmpegError as error:
            raise MediaReadError(
                f"cannot read {self.path}: its pixel format {decoded.format.name} cannot be converted"
            ) from error
        frame = VideoFrame(image, self._index, self._place(decoded), self._time_base, time.monotonic_ns())
        self._index += 1
        return frame

    def close(self) -> None:
        """Releases the file. May be called twice, and from any state."""
        self._decoded.clear()
        self._packets = iter(())
        self._read_errors, self._ended = 0, False
        if self._container is not None:
            self._container.close()
            self._container = None

    def _place(self, decoded: av.VideoFrame) -> int:
        last = self._last_pts
        if decoded.pts is not None:
            pts = decoded.pts - self._origin
        else:
            pts = 0 if last is None else last + self._ticks_per_frame
        pts = pts if last is None else max(pts, last + 1)
        self._last_pts = pts
        return pts

    def _decode_next(self) -> av.VideoFrame | None:
        while not self._decoded and not self._ended:
            packet = self._next_packet()
            if packet is None:
                continue
            try:
                frames = packet.decode()
            except EOFError:
                continue
            except av.error.FFmpegError:
                self.damaged_packets += 1
                continue
            self.damaged_packets += sum(frame.is_corrupt for frame in frames)
            self._decoded.extend(frames)
        return self._decoded.popleft() if self._decoded else None

    def _next_packet(self) -> Packet[VideoStream] | None:
        """The next packet, the last of them the empty one that drains the decoder; None for damage."""
        assert self._container is not None
        try:
            packet = next(self._packets)
        except StopIteration:
            self._ended = True
            return None
        except OSError as error:
            raise MediaReadError(f"cannot read {self.path} further: {describe_os_error(error)}") from error
        except av.error.FFmpegError:
            self._skip_damaged_place()
            return None
        self._read_errors = 0
        return packet

    def _skip_damaged_place(self) -> None:
        assert self._container is not None
        self.damaged_packets += 1
        self._read_errors += 1
        if self._read_errors > _MAX_READ_ERRORS_IN_A_ROW:
            raise MediaReadError(f"cannot read {self.path} further: nothing but damage from here on")
        self._packets = self._container.demux(self._stream)


def video_stream(container: InputContainer, path: Path) -> VideoStream:
    """The moving picture of a file; covers and thumbnails are none.

    Raises:
        MediaReadError: There is none, or no decoder for it.
    """
    moving = [s for s in container.streams.video if not s.disposition & Disposition.attached_pic]
    best = container.streams.best("video")
    stream = next((s for s in moving if s is best), moving[0] if moving else None)
    if stream is None:
        kinds = sorted({s.type for s in container.streams if s.type in {"audio", "subtitle"}})
        only = f", only {' and '.join(kinds)}" if kinds else ""
        raise MediaReadError(f"cannot read {path}: it has no video stream{only}")
    if stream.codec_context is None:
        raise MediaReadError(f"cannot read {path}: no decoder for its video stream on this machine")
    return stream
