"""Video files, frame by frame."""

from __future__ import annotations

import time
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Self

import av
from av.stream import Disposition

from rtstyle.errors import MediaReadError, UsageError
from rtstyle.frame import StreamInfo, VideoFrame
from rtstyle.media.containers import open_container
from rtstyle.media.files import PathLike, require_readable_file
from rtstyle.media.jpeg_dumps import is_jpeg_dump
from rtstyle.media.limits import MAX_VIDEO_PIXELS
from rtstyle.media.picture import is_still_picture
from rtstyle.media.timeline import clock_origin, times_can_be_searched
from rtstyle.sources.conversion import FrameConverter
from rtstyle.sources.decoding import FrameDecoder
from rtstyle.sources.inspection import inspect_video, require_whole_file

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.video.stream import VideoStream

    from rtstyle.sources.decoding import Decoded

# Containers that find a time without an index land anywhere before it, now and then behind it.
_SEEK_MARGINS_S = (0.0, 1.0, 10.0)


class FileSource:
    """Every frame of a video file, in order of presentation, upright, in RGB, with its time.

    A packet that cannot be decoded is left out; where the decoder conceals the damage, its picture is taken.
    Both are counted in `damaged_packets`.

    Attributes:
        live: False: every frame counts.
        path: The file.
    """

    live = False

    def __init__(self, path: PathLike, *, threads: int = 2) -> None:
        """Nothing is opened yet.

        Args:
            path: The video file.
            threads: Decoder threads.
        """
        self.path = Path(path)
        self._threads = threads
        self._container: InputContainer | None = None
        self._decoder: FrameDecoder | None = None
        self._converter: FrameConverter | None = None
        self._damaged = 0
        self._notes: tuple[str, ...] = ()

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
    def damaged_packets(self) -> int:
        """How many packets were damaged so far."""
        return self._damaged if self._decoder is None else self._decoder.damaged_packets

    @property
    def notes(self) -> tuple[str, ...]:
        """What had to be done to show it that somebody may want to know, one line each; final at the end."""
        return self._notes if self._decoder is None else self._noted()

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
        if is_still_picture(self.path) and not is_jpeg_dump(self.path):
            raise MediaReadError(f"cannot read {self.path}: it is a picture, not a video")
        require_whole_file(self.path)

    def _begin(self) -> StreamInfo:
        assert self._container is not None
        stream = self._stream
        self._decoder = FrameDecoder(self.path, self._container, stream, threads=self._threads)
        example = self._decoder.look_ahead()
        if example is None:
            raise MediaReadError(f"cannot read {self.path}: none of its frames can be decoded")
        self._converter = FrameConverter(example.frame, example.pixel_aspect)
        width, height = self._converter.size
        if width * height > MAX_VIDEO_PIXELS:
            raise MediaReadError(
                f"cannot read {self.path}: {width}x{height} is too large a picture for a video"
            )
        inspection = inspect_video(self.path, stream)
        self._time_base = stream.time_base or Fraction(1, av.time_base)
        rate = inspection.frame_rate or stream.guessed_rate or Fraction(25)
        self._ticks_per_frame = max(round(1 / (rate * self._time_base)), 1)
        self._last, self._end = inspection.last, inspection.end
        self._index = 0
        self._last_pts: int | None = None
        self._sought: Decoded | None = None
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
            frame without one is placed a frame time after its predecessor. Where the file's clock jumps or starts
            again, time goes on.

        Raises:
            MediaReadError: The source is not open, or the file cannot be read further.
        """
        if self._container is None or self._converter is None:
            raise MediaReadError(f"cannot read {self.path}: it is not open")
        decoded = self._next_decoded()
        if decoded is None:
            return None
        try:
            image = self._converter.convert(decoded.frame, decoded.pixel_aspect)
        except av.error.FFmpegError as error:
            raise MediaReadError(
                f"cannot read {self.path}: its pixel format {decoded.frame.format.name} cannot be converted"
            ) from error
        pts = self._place(decoded)
        duration = decoded.duration if pts != self._last or self._end is None else self._end - pts
        try:
            frame = VideoFrame(
                image, self._index, pts, self._time_base, time.monotonic_ns(), duration=duration
            )
        except UsageError as error:
            raise MediaReadError(
                f"cannot read {self.path} further: its times make no sense: {error}"
            ) from error
        self._index += 1
        return frame

    def seek(self, seconds: float) -> None:
        """Has `read` go on with the first frame that is shown at a time or after it.

        Args:
            seconds: In the time of `VideoFrame.seconds`.

        Raises:
            MediaReadError: The source is not open, or the file cannot be opened again.
        """
        if self._container is None:
            raise MediaReadError(f"cannot read {self.path}: it is not open")
        # Where no margin is wide enough, or clocks jump, the way is through all that is before.
        margins = _SEEK_MARGINS_S if seconds > 0 and times_can_be_searched(self._container) else ()
        if not any(self._jump(seconds - margin_s, seconds) for margin_s in margins):
            self.open()
            self._skip_until(seconds)
        self._last_pts = None

    def _jump(self, place_s: float, wanted_s: float) -> bool:
        """Goes on from a key frame at or before a time; whether nothing can have been passed over by that."""
        assert self._container is not None
        assert self._decoder is not None
        place = round((place_s + float(clock_origin(self._container))) / self._time_base)
        try:
            self._container.seek(max(place, 0), stream=self._stream, backward=True)
        except (av.error.FFmpegError, OSError):
            return False
        self._decoder.go_on_from(None)
        return self._skip_until(wanted_s)

    def _skip_until(self, seconds: float) -> bool:
        """Leaves out what is before a time; whether there was anything, or the next frame is of that very time."""
        assert self._decoder is not None
        pts, skipped = round(seconds / self._time_base), False
        self._sought = None
        while (decoded := self._decoder.next()) is not None:
            if decoded.pts is None or decoded.pts >= pts:
                self._sought = decoded
                return skipped or decoded.pts == pts
            skipped = True
        return skipped

    def close(self) -> None:
        """Releases the file. May be called twice, and from any state."""
        self._damaged, self._notes = self.damaged_packets, self.notes
        self._decoder = self._converter = None
        if self._container is not None:
            self._container.close()
            self._container = None

    def _next_decoded(self) -> Decoded | None:
        assert self._decoder is not None
        sought, self._sought = self._sought, None
        return sought or self._decoder.next()

    def _place(self, decoded: Decoded) -> int:
        last = self._last_pts
        following = 0 if last is None else last + self._ticks_per_frame
        pts = following if decoded.pts is None else decoded.pts
        pts = pts if last is None else max(pts, last + 1)
        self._last_pts = pts
        return pts

    def _noted(self) -> tuple[str, ...]:
        assert self._decoder is not None
        notes = [] if self._converter is None else list(self._converter.notes)
        if self._decoder.interlaced:
            notes.append("it is interlaced: each picture's two fields are joined")
        if self._decoder.timeline.guesses_rate:
            notes.append("it does not tell when its pictures were taken: they are shown at 25 a second")
        if self._decoder.timeline.clocks > 1:
            notes.append("its clock jumps or starts again: the film goes on there without a gap")
        return tuple(notes)


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
