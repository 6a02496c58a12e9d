"""The thread that reads the source, and brings a live one back when it is lost."""

from __future__ import annotations

import contextlib
import dataclasses
import logging
import threading
import time
from typing import TYPE_CHECKING

from rtstyle.errors import MediaReadError, RtstyleError, SourceError
from rtstyle.frame import StreamedFrame
from rtstyle.pipeline.events import EventKind, PipelineEvent, describe
from rtstyle.pipeline.placeholder import no_picture
from rtstyle.sources.base import can_wait

if TYPE_CHECKING:
    from collections.abc import Callable

    from rtstyle.frame import Image, StreamInfo, VideoFrame
    from rtstyle.pipeline.monitor import Monitor
    from rtstyle.sources.base import Source, WaitingSource

_logger = logging.getLogger(__name__)

FIRST_RETRY_S = 0.5
LONGEST_RETRY_S = 8.0
_HOLD_POLL_S = 0.01


class CaptureThread:
    """Reads frames and delivers them until the source ends or `stop` is called.

    A file is read to its end; any failure is the pipeline's. A live source that raises SourceError is closed and
    opened again, after 0.5 s, then 1 s and so on up to 8 s, and its time goes on where it stopped; a sign takes the
    place of the picture meanwhile.

    Attributes:
        thread: The thread, named ``rtstyle-capture``.
        target_rate: Frames per second to deliver at most; None delivers all. May be set at any time.
    """

    def __init__(
        self,
        source: Source,
        *,
        monitor: Monitor,
        stay: bool,
        announce: Callable[[StreamInfo], None],
        may_play: Callable[[], bool],
        show: Callable[[StreamedFrame], None] | None,
        deliver: Callable[[StreamedFrame], None],
        emit: Callable[[PipelineEvent], None],
        on_exit: Callable[[BaseException | None], None],
    ) -> None:
        """Nothing runs yet; every callable is called in the new thread.

        Args:
            source: Where frames come from first.
            monitor: What they are counted with.
            stay: Waits for another source when a live one ends or cannot be used; else that is the end.
            announce: Told what the frames will be, before the first one of a stream.
            may_play: Whether a source that can wait may go on from its first frame.
            show: Takes that frame meanwhile, once, to be looked at; None where nobody looks.
            deliver: Takes each frame; may wait.
            emit: Told what happens to the source.
            on_exit: Told the end, with the error if it is one.
        """
        self.target_rate: float | None = None
        self._source = source
        self._monitor = monitor
        self._stay = stay
        self._announce, self._deliver, self._emit, self._on_exit = announce, deliver, emit, on_exit
        self._may_play, self._show = may_play, show
        self._next_source: Source | None = None
        self._stopping = False
        self._interrupted = threading.Event()
        self._clock = _StreamClock()
        self._lost = False
        self._retry_s = FIRST_RETRY_S
        self._was_open = False
        self._delivered: StreamInfo | None = None
        self._due_ns = 0
        self.thread = threading.Thread(target=self._run, name="rtstyle-capture")

    def stop(self) -> None:
        """Ends after the read that is under way. Returns at once."""
        self._stopping = True
        self._interrupted.set()

    def switch(self, source: Source) -> None:
        """Goes over to another live source after the read that is under way. Returns at once."""
        self._next_source = source
        self._interrupted.set()

    def unblock(self) -> None:
        """Closes a live source whose read hangs. Files are left alone: their decoder must not lose its ground.

        Closing may hang, too, so that it happens in a thread of its own, which ends with the read at the latest.
        """
        if self._source.live:
            threading.Thread(target=self._close_quietly, name="rtstyle-unblock").start()

    def _close_quietly(self) -> None:
        with contextlib.suppress(Exception):
            self._source.close()

    def _run(self) -> None:
        error: BaseException | None = None
        try:
            if self._source.live:
                self._run_live()
            else:
                self._play()
        except Exception as failure:  # noqa: BLE001 - whatever it is ends the pipeline, which reports it
            error = failure
        self._on_exit(error)

    def _run_live(self) -> None:
        while not self._stopping:
            self._take_next_source()
            event = self._play_live()
            if event is None:
                continue
            if not (self._stay or self._next_source):
                return
            if not self._interrupted.is_set():
                self._emit(event)
                self._interrupted.wait()

    def _take_next_source(self) -> None:
        self._interrupted.clear()
        if self._stopping:
            # stop() may have come before the event was cleared.
            self._interrupted.set()
        source, self._next_source = self._next_source, None
        if source is not None:
            self._source = source
            self._lost = False
            self._retry_s = FIRST_RETRY_S

    def _play_live(self) -> PipelineEvent | None:
        """Plays a live source once; tells why it is over, None if it is to be tried again."""
        frames_before = self._clock.frames
        try:
            self._play()
        except SourceError as error:
            if self._clock.frames > frames_before:
                self._retry_s = FIRST_RETRY_S
            self._lose(error)
            self._interrupted.wait(self._retry_s)
            self._retry_s = min(2 * self._retry_s, LONGEST_RETRY_S)
            return None
        except Exception as error:
            if not self._stay:
                raise
            if not isinstance(error, RtstyleError):
                _logger.exception("the source failed unexpectedly")
            return PipelineEvent(EventKind.SOURCE_FAILED, describe(error), error=error)
        return PipelineEvent(EventKind.SOURCE_ENDED)

    def _lose(self, error: SourceError) -> None:
        """Reports a loss once; a first opening that fails is an error unless someone can choose another source."""
        if self._interrupted.is_set():
            return
        if not (self._stay or self._was_open):
            raise error
        if not self._lost:
            self._lost = True
            self._emit(PipelineEvent(EventKind.SOURCE_LOST, describe(error), error=error))
            self._stand_in()

    def _stand_in(self) -> None:
        """Shows everyone that the source is lost, instead of a picture that stands still."""
        last, info = self._clock.last, self._delivered
        if last is not None and info is not None:
            frame = self._clock.now(no_picture(last.image))
            self._deliver(StreamedFrame(frame, info, plain=True))

    def _play(self) -> None:
        """Opens the source, delivers what it gives until it ends or is to be left, and closes it."""
        source = self._source
        try:
            # A new object marks a new beginning, for the engine.
            info = dataclasses.replace(source.open())
            self._was_open = True
            self._clock.begin(live=source.live)
            self._announce(info)
            if not self._lost:
                self._emit(PipelineEvent(EventKind.STARTED, info.description, info=info))
            held = source if can_wait(source) else None
            while not self._interrupted.is_set():
                frame = source.read()
                if frame is None:
                    return
                if held is not None:
                    frame, held = self._hold(held, frame, info), None
                info = self._take(frame, info, live=source.live)
        finally:
            source.close()

    def _hold(self, source: WaitingSource, frame: VideoFrame, info: StreamInfo) -> VideoFrame:
        """Waits with the first frame of a recording until it may play, so that none of it is missed."""
        if self._may_play():
            return frame
        if self._show is not None:
            self._show(StreamedFrame(frame, info))
        while not self._may_play():
            if self._interrupted.wait(_HOLD_POLL_S):
                break
        source.resume()
        return dataclasses.replace(frame, captured_ns=time.monotonic_ns())

    def _take(self, frame: VideoFrame, info: StreamInfo, *, live: bool) -> StreamInfo:
        self._monitor.captured()
        info = _with_size_of(frame, info, live=live)
        if self._lost:
            self._lost = False
            self._emit(PipelineEvent(EventKind.SOURCE_BACK, info.description, info=info))
        missed = self._clock.missed_before(frame)
        if missed and live:
            self._monitor.count_drops("capture", missed)
        timed = self._clock.continued(frame)
        if live and self._is_too_early(frame, info):
            self._monitor.count_drops("rate")
        else:
            self._delivered = info
            self._deliver(StreamedFrame(timed, info))
        return info

    def _is_too_early(self, frame: VideoFrame, info: StreamInfo) -> bool:
        """Whether to leave a frame out because the wanted rate is below the source's."""
        rate = self.target_rate
        if not rate or (info.frame_rate and info.frame_rate <= rate * 1.01):
            return False
        period_ns = round(1e9 / rate)
        # Cameras jitter: a frame that is a little early is the one that was due.
        if frame.captured_ns < self._due_ns - period_ns // 4:
            return True
        self._due_ns = max(self._due_ns + period_ns, frame.captured_ns + period_ns // 2)
        return False


def _with_size_of(frame: VideoFrame, info: StreamInfo, *, live: bool) -> StreamInfo:
    height, width = frame.image.shape[:2]
    if (width, height) == (info.width, info.height):
        return info
    if not live:
        raise MediaReadError(
            f"the picture changes from {info.width}x{info.height} to {width}x{height} at frame {frame.index};"
            " scale the video to one size first"
        )
    return dataclasses.replace(info, width=width, height=height)


class _StreamClock:
    """Lets the time of a live stream go on over interruptions, in the units of the stream at hand.

    Attributes:
        frames: How many frames came so far.
        last: The one that came last, at its time here; None before the first.
    """

    def __init__(self) -> None:
        self.frames = 0
        self._index: int | None = None
        self._offset = 0
        self.last: VideoFrame | None = None
        self._begins = True

    def begin(self, *, live: bool) -> None:
        """A stream was opened; the next frame is its first."""
        self._index = None
        self._begins = live and self.last is not None

    def missed_before(self, frame: VideoFrame) -> int:
        """How many indices of this stream were left out before the frame."""
        expected = 0 if self._index is None else self._index + 1
        self._index = frame.index
        return max(frame.index - expected, 0)

    def continued(self, frame: VideoFrame) -> VideoFrame:
        """The frame with its time moved behind all earlier ones."""
        self.frames += 1
        if self._begins:
            self._offset = self._next_pts(frame) - frame.pts
            self._begins = False
        if self._offset:
            frame = dataclasses.replace(frame, pts=frame.pts + self._offset)
        self.last = frame
        return frame

    def now(self, image: Image) -> VideoFrame:
        """A frame of this moment that the source has not delivered."""
        assert self.last is not None
        frame = dataclasses.replace(
            self.last, image=image, index=self.last.index + 1, captured_ns=time.monotonic_ns(), sound=None
        )
        self.last = dataclasses.replace(frame, pts=self._next_pts(frame))
        return self.last

    def _next_pts(self, frame: VideoFrame) -> int:
        """When a frame comes after the last one, by the clock on the wall, in its own units."""
        last = self.last
        assert last is not None
        gap_s = max((frame.captured_ns - last.captured_ns) / 1e9, 0.0)
        passed = round((last.seconds + gap_s) / float(frame.time_base))
        return max(passed, int(last.pts * last.time_base / frame.time_base) + 1)
