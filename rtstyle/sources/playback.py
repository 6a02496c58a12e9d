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
from rtstyle.sources.transport import Transport

if TYPE_CHECKING:
    from fractions import Fraction

    from rtstyle.frame import StreamInfo, VideoFrame
    from rtstyle.media.files import PathLike

_MOST_SKIPPED_IN_A_ROW = 8
_LEAST_LATENESS_NS = 20_000_000
_STILL_S = 1 / 12
"""How often the picture comes again while it stands still, seconds: what is changed meanwhile is seen at once."""


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

    @property
    def origin_ns(self) -> int | None:
        """``time.monotonic_ns()`` at which time zero was due; None before the first frame."""
        return self._origin_ns

    def arrived(self, seconds: float, asked_ns: int) -> None:
        """Something of this presentation time has come in just now, and was waited for since ``asked_ns``.

        If it was due before, its sender is late, or its clock runs faster than ours: it is due now.
        """
        if self._origin_ns is None:
            return
        waited = time.monotonic_ns() - asked_ns
        self._origin_ns += max(min(round(-self.left_s(seconds) * 1e9), waited), 0)

    def wait(self, seconds: float, interrupted: threading.Event, *, at_most_s: float | None = None) -> bool:
        """Waits until the frame of this presentation time is due; `is_late` was asked about it before.

        Args:
            seconds: The presentation time.
            interrupted: Ends the wait.
            at_most_s: So does this, None for no such limit.

        Returns:
            Whether it is due.
        """
        left_s = max(self.left_s(seconds), 0.0)
        cut = at_most_s is not None and left_s > at_most_s
        return not interrupted.wait(at_most_s if cut else left_s) and not cut

    def left_s(self, seconds: float) -> float:
        """Time until the frame of this presentation time is due, seconds; `is_late` was asked about it before."""
        assert self._origin_ns is not None
        return (self._origin_ns + round(seconds * 1e9) - time.monotonic_ns()) / 1e9


class PlaybackSource:
    """Plays a video file at its own pace; frames that could not be decoded in time are left out.

    While it is paused, its picture comes again and again, a few times a second, as a camera would show it.

    Attributes:
        live: True: time does not wait once it plays.
        waits: True: it may be held at a frame, see `resume`.
        file: The file that is played.
        transport: Its controls.
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
        self.transport = Transport(loop=loop)
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
            self._count, self._next_pts = 0, 0
            self._pts_offset: int | None = 0
            self._given: VideoFrame | None = None
            self._end_s = 0.0
            self._ended = self.transport.ended = False
            rate = info.frame_rate or 25
            self._period_s = float(1 / rate)
            self._ticks_per_frame = max(round(1 / (rate * info.time_base)), 1)
            self._has_sound = self.file.has_sound
            self.transport.duration_s = info.duration_s
            if self.transport.loop:
                info = dataclasses.replace(info, frame_count=None, duration_s=None)
            width, height = self._size
            return dataclasses.replace(info, width=width, height=height, has_sound=self._has_sound)

    def read(self) -> VideoFrame | None:
        """The next frame when it is due; None at the end and after `close`.

        Raises:
            MediaReadError: The file cannot be read further, or is not open.
        """
        with self._reading:
            while not self._interrupted.is_set():
                if self._moved() or (self.transport.paused and self._given is None):
                    frame = self._next_frame()
                    if frame is not None:
                        self._pacer.start_at(frame.seconds)
                        return self._give(frame)
                elif not self._stands:
                    frame = self._due_frame()
                    if frame is not None:
                        return self._give(frame)
                elif self.transport.wait(_STILL_S):
                    return self._still()
                if self._ended:
                    return None
        return None

    def resume(self) -> None:
        """Goes on from the frame that was read last, as if it had been read just now: a pause ends."""
        with self._reading:
            self._pacer.start_at(self._given.seconds if self._given is not None else 0.0)

    def close(self) -> None:
        """Releases the file; a `read` that waits in another thread returns None at once."""
        self._interrupted.set()
        self.transport.wake()
        with self._reading:
            self.file.close()

    @property
    def _stands(self) -> bool:
        return self.transport.ended or self.transport.paused

    def _due_frame(self) -> VideoFrame | None:
        """The next frame when it is due, those that are late left out; None at the end and after `close`."""
        late: VideoFrame | None = None
        while (frame := self._next_frame()) is not None:
            if not self._pacer.is_late(frame.seconds):
                self._wait_for(frame)
                return None if self._interrupted.is_set() else frame
            late = frame
        if late is None and self._given is not None:
            self._rest()
        # However late: a recording ends with its last picture.
        return late

    def _rest(self) -> None:
        """Lets the last picture stay as long as it is to be shown; a turn of the controls goes on from there."""
        if not self.transport.wait(self._pacer.left_s(self._end_s)):
            self._ended = self.transport.ended = False

    def _wait_for(self, frame: VideoFrame) -> None:
        """Waits until a frame is due; a turn of the controls shows it at once."""
        if not self.transport.wait(self._pacer.left_s(frame.seconds)):
            self._pacer.start_at(frame.seconds)

    def _moved(self) -> bool:
        """Goes to the place that was asked for; whether there was one."""
        place_s, steps = self.transport.take()
        if place_s is None and not steps:
            return False
        if place_s is None:
            # A quarter of a frame earlier: times are rounded.
            place_s = self.transport.position_s + (steps - 0.25) * self._period_s
        duration_s = self.transport.duration_s
        if duration_s is not None:
            place_s = min(place_s, duration_s - 1.25 * self._period_s)
        self.file.seek(max(place_s, 0.0))
        self._pts_offset, self._ended, self.transport.ended = None, False, False
        return True

    def _still(self) -> VideoFrame:
        """The picture once more, at the time that it is now."""
        last = self._given
        assert last is not None
        now_ns = time.monotonic_ns()
        passed = round((now_ns - last.captured_ns) / 1e9 / float(last.time_base))
        self._given = dataclasses.replace(
            last, index=self._count, pts=last.pts + max(passed, 1), captured_ns=now_ns, sound=None
        )
        self._count += 1
        self._next_pts = self._given.pts + self._ticks_per_frame
        # What follows it comes after it.
        self._pts_offset = None
        return self._given

    def _give(self, frame: VideoFrame) -> VideoFrame:
        self.transport.position_s = frame.seconds - float((self._pts_offset or 0) * frame.time_base)
        image = fit(frame.image, self._size)
        self._given = dataclasses.replace(frame, image=image, captured_ns=time.monotonic_ns())
        return self._given

    def _next_frame(self) -> VideoFrame | None:
        frame = self.file.read()
        if frame is None and self.transport.loop:
            if not self._count:
                raise MediaReadError(f"cannot play {self.file.path}: it has no frames")
            self.file.close()
            self.file.open()
            self._pts_offset = self._next_pts
            frame = self.file.read()
        if frame is None:
            self.transport.ended = self.transport.stays and self._given is not None
            self._ended = not self.transport.ended
            return None
        if self._pts_offset is None:
            self._pts_offset = self._next_pts - frame.pts
            self._pacer.start_at(float(self._next_pts * frame.time_base))
        sound = SoundCue(self.file.path, frame.seconds) if self._has_sound else None
        pts = frame.pts + self._pts_offset
        placed = dataclasses.replace(frame, index=self._count, pts=pts, sound=sound)
        self._count += 1
        self._next_pts = placed.pts + (placed.duration or self._ticks_per_frame)
        self._end_s = float(self._next_pts * placed.time_base)
        return placed
