"""A video file played at its own pace, as if it were a camera."""

from __future__ import annotations

import dataclasses
import threading
import time
from typing import TYPE_CHECKING

from rtstyle.errors import MediaReadError
from rtstyle.frame import SoundCue
from rtstyle.sources.animation import make_file_source
from rtstyle.sources.fitting import fit, fitted_size

if TYPE_CHECKING:
    from fractions import Fraction

    from rtstyle.frame import StreamInfo, VideoFrame
    from rtstyle.media.files import PathLike

_MOST_SKIPPED_IN_A_ROW = 8
_LEAST_LATENESS_NS = 20_000_000


class Pacer:
    """Says when each frame of a recording is due, on a clock that starts with the first one.

    Whoever falls behind first leaves frames out; who still is behind then plays on late instead of racing after.
    """

    def __init__(self, frame_rate: Fraction | None) -> None:
        """Starts with the next frame.

        Args:
            frame_rate: Frames per second of the recording; frames count as late when the next one is due too.
        """
        period_ns = round(1e9 / frame_rate) if frame_rate else 0
        self._tolerance_ns = max(period_ns, _LEAST_LATENESS_NS)
        self._origin_ns: int | None = None
        self._skipped = 0

    def is_late(self, seconds: float) -> bool:
        """Whether to leave out the frame of this presentation time."""
        now = time.monotonic_ns()
        moment = round(seconds * 1e9)
        if self._origin_ns is None:
            self._origin_ns = now - moment
        lateness = now - self._origin_ns - moment
        if lateness > self._tolerance_ns and self._skipped < _MOST_SKIPPED_IN_A_ROW:
            self._skipped += 1
            return True
        if lateness > self._tolerance_ns:
            self._origin_ns += lateness
        self._skipped = 0
        return False

    def start_at(self, seconds: float) -> None:
        """Sets the clock so that the frame of this presentation time is due now."""
        self._origin_ns = time.monotonic_ns() - round(seconds * 1e9)
        self._skipped = 0

    def wait(self, seconds: float, interrupted: threading.Event) -> bool:
        """Waits until the frame of this presentation time is due; `is_late` was asked about it before.

        Returns:
            False when it was interrupted.
        """
        assert self._origin_ns is not None
        due_ns = self._origin_ns + round(seconds * 1e9)
        return not interrupted.wait(max(due_ns - time.monotonic_ns(), 0) / 1e9)


class PlaybackSource:
    """Plays a video file at its own pace; frames that could not be decoded in time are left out.

    Attributes:
        live: True: time does not wait once it plays.
        waits: True: it may be held at a frame, see `resume`.
        file: The file that is played.
    """

    live = True
    waits = True

    def __init__(
        self, path: PathLike, *, loop: bool = False, width: int | None = None, height: int | None = None
    ) -> None:
        """Nothing is opened yet.

        Args:
            path: The video file.
            loop: Begins again at the end, for ever; the frames' times go on.
            width: Scales pictures that are wider than this, pixels; None leaves them.
            height: Scales pictures that are higher than this, pixels; None leaves them.

        Raises:
            UsageError: A size below 1.
        """
        self.file = make_file_source(path)
        self._loop = loop
        self._limits = (width, height)
        fitted_size(1, 1, *self._limits)
        self._interrupted = threading.Event()
        self._reading = threading.Lock()

    def open(self) -> StreamInfo:
        """Opens the file; its clock starts with the first `read`.

        Raises:
            MediaReadError: The file is missing or no video; see `FileSource.open`.
        """
        with self._reading:
            info = self.file.open()
            self._interrupted.clear()
            self._size = fitted_size(info.width, info.height, *self._limits)
            self._pacer = Pacer(info.frame_rate)
            self._count, self._pts_offset, self._next_pts = 0, 0, 0
            self._given_s = 0.0
            rate = info.frame_rate or 25
            self._ticks_per_frame = max(round(1 / (rate * info.time_base)), 1)
            self._has_sound = self.file.has_sound
            if self._loop:
                info = dataclasses.replace(info, frame_count=None, duration_s=None)
            width, height = self._size
            return dataclasses.replace(info, width=width, height=height, has_sound=self._has_sound)

    def read(self) -> VideoFrame | None:
        """The next frame when it is due; None at the end and after `close`.

        Raises:
            MediaReadError: The file cannot be read further, or is not open.
        """
        late: VideoFrame | None = None
        with self._reading:
            while not self._interrupted.is_set():
                frame = self._next_frame()
                if frame is None:
                    # However late: a recording ends with its last picture.
                    return None if late is None else self._given(late)
                if self._pacer.is_late(frame.seconds):
                    late = frame
                    continue
                if not self._pacer.wait(frame.seconds, self._interrupted):
                    return None
                return self._given(frame)
        return None

    def resume(self) -> None:
        """Goes on from the frame that was read last, as if it had been read just now: a pause ends."""
        with self._reading:
            self._pacer.start_at(self._given_s)

    def close(self) -> None:
        """Releases the file; a `read` that waits in another thread returns None at once."""
        self._interrupted.set()
        with self._reading:
            self.file.close()

    def _given(self, frame: VideoFrame) -> VideoFrame:
        self._given_s = frame.seconds
        image = fit(frame.image, self._size)
        return dataclasses.replace(frame, image=image, captured_ns=time.monotonic_ns())

    def _next_frame(self) -> VideoFrame | None:
        frame = self.file.read()
        if frame is None and self._loop:
            if not self._count:
                raise MediaReadError(f"cannot play {self.file.path}: it has no frames")
            self.file.close()
            self.file.open()
            self._pts_offset = self._next_pts
            frame = self.file.read()
        if frame is None:
            return None
        sound = SoundCue(self.file.path, frame.seconds) if self._has_sound else None
        placed = dataclasses.replace(frame, index=self._count, pts=frame.pts + self._pts_offset, sound=sound)
        self._count += 1
        self._next_pts = placed.pts + self._ticks_per_frame
        return placed
