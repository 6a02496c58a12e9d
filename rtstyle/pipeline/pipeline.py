"""A running picture: source, engine and sinks, each in its own thread."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Self, TypeVar

from rtstyle.errors import UsageError
from rtstyle.pipeline.buffer import BoundedQueue, LatestFrame
from rtstyle.pipeline.capture_thread import CaptureThread
from rtstyle.pipeline.deadline import Deadline
from rtstyle.pipeline.engine_thread import EngineThread
from rtstyle.pipeline.events import EventKind, Observer, PipelineEvent, describe, notify
from rtstyle.pipeline.fan_out import FanOut
from rtstyle.pipeline.monitor import Monitor
from rtstyle.pipeline.resolution import ResolutionController
from rtstyle.pipeline.style_thread import StyleThread

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from concurrent.futures import Future

    from rtstyle.engine.stylizer import StyleSpec, Stylizer
    from rtstyle.frame import StreamedFrame, StreamInfo, VideoFrame
    from rtstyle.pipeline.sink_thread import SinkThread
    from rtstyle.sinks.base import Sink
    from rtstyle.sources.base import Source

FADE_S = 0.6
"""Time that a style takes to turn into the next one, unless told otherwise, seconds."""
STOP_S = 2.0
"""Time that stopping may take, seconds."""
_QUEUED_FRAMES = 4
LIVE_SINK_FRAMES = 4
_READ_PATIENCE_S = 0.25

R = TypeVar("R")


class Pipeline:
    """Carries frames from a source through a stylizer to any number of sinks.

    A live source makes it live: the newest frame wins at every hand-over, drops are counted, a lost source is brought
    back, a sink that fails is taken out, and the processing resolution follows the rate. Any other source makes it
    exact: each frame reaches each sink in order, the slowest thread sets the pace, and any failure ends everything
    and leaves no half-written result.

    Threads are named ``rtstyle-capture``, ``rtstyle-engine``, ``rtstyle-style`` and ``rtstyle-sink-NAME``. All
    methods may be called from any thread.

    Attributes:
        live: Which of the two it is.
        monitor: Rates, drops and latencies, readable at any time.
    """

    def __init__(
        self,
        source: Source,
        sinks: Sequence[Sink] = (),
        *,
        make_stylizer: Callable[[], Stylizer],
        style: StyleSpec | None = None,
        fps: float | None = None,
        size: int | None = None,
        stay: bool = False,
        hold: bool = False,
        on_event: Observer | None = None,
        before_frame: Callable[[Stylizer, VideoFrame], None] | None = None,
        close_stylizer: bool = True,
    ) -> None:
        """Nothing runs yet.

        Args:
            source: Where frames come from.
            sinks: Where they go; more can be added at any time.
            make_stylizer: Makes the stylizer, in the engine thread. Until it is there and has a style, the frames of
                a live source go on as they are; the frames of any other need one that has its style.
            style: The first style of a live pipeline, as with `set_style`, without a fade.
            fps: Live: the rate to hold, frames per second; None takes the source's.
            size: Live: pins the short side to process at, pixels; None lets it follow the rate.
            hold: Live: a file that is played waits for `play`. Otherwise it waits until the stylizer is there and the
                style that was asked for last is set, and shows its first frame meanwhile; other live sources never
                wait.
            stay: Live: goes on waiting for `set_source` when the source ends or cannot be used.
            on_event: Told what happens, see `Observer`.
            before_frame: Called in the engine thread with the stylizer and each frame before it is stylized.
            close_stylizer: Closes the stylizer at the end, in the engine thread.
        """
        self.live = source.live
        self.monitor = Monitor()
        self._observer = on_event
        self._stay = stay and self.live
        self._style = style
        self._held = hold
        self._asked: Future[None] | None = None
        self._lock = threading.Lock()
        self._info: StreamInfo | None = None
        self._error: BaseException | None = None
        self._stopped = self._started = self._finished = False
        self._done = threading.Event()
        self._fan_out = FanOut(live=self.live, monitor=self.monitor, on_exit=self._sink_exited)
        self._frames: LatestFrame[StreamedFrame] | BoundedQueue[StreamedFrame]
        self._frames = LatestFrame() if self.live else BoundedQueue(_QUEUED_FRAMES)
        self._controller = ResolutionController(fps, size) if self.live else None
        self._capture = CaptureThread(
            source,
            monitor=self.monitor,
            stay=self._stay,
            announce=self._announce,
            may_play=self._may_play,
            show=None if hold else self._fan_out.put,
            deliver=self._take_captured,
            emit=self._emit,
            on_exit=self._capture_exited,
        )
        self._capture.target_rate = fps
        self._engine = EngineThread(
            make_stylizer,
            self._frames,
            live=self.live,
            monitor=self.monitor,
            controller=self._controller,
            before_frame=before_frame,
            beside=self._run_beside,
            close_stylizer=close_stylizer,
            deliver=self._fan_out.put,
            wanted=lambda: self._fan_out.wanted,
            emit=self._emit,
            on_exit=self._engine_exited,
        )
        self._styles = StyleThread(self._engine, self._emit, self._exited)
        self._running = 3
        for sink in sinks:
            self.add_sink(sink)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def running(self) -> bool:
        """Started, and not yet over."""
        return self._started and not self._done.is_set()

    @property
    def sinks(self) -> tuple[str, ...]:
        """Names of the sinks that are fed."""
        return self._fan_out.names

    @property
    def sinks_open(self) -> bool:
        """All sinks take frames, or have failed."""
        return self._fan_out.open

    @property
    def frame_count(self) -> int | None:
        """How many frames the source will deliver; None where that is not known, or not yet."""
        return None if self._info is None else self._info.frame_count

    def start(self) -> None:
        """Starts the threads.

        Raises:
            UsageError: It was started or stopped before.
        """
        with self._lock:
            if self._started or self._stopped:
                raise UsageError("a pipeline runs once; make another one")
            self._started = True
            if self._style is not None:
                self.set_style(self._style, fade_s=0.0)
            self._fan_out.start()
            for thread in (self._styles.thread, self._engine.thread, self._capture.thread):
                thread.start()

    def run(self) -> None:
        """Starts, and waits for the end; stops everything if the wait is interrupted, by Ctrl-C for example.

        Raises:
            RtstyleError: As `wait`.
        """
        self.start()
        try:
            self.wait()
        except BaseException:
            self.stop(None)
            raise

    def wait(self, timeout_s: float | None = None) -> bool:
        """Waits for the end.

        Args:
            timeout_s: Longest wait, seconds; None waits for as long as it takes.

        Returns:
            Whether it is over.

        Raises:
            RtstyleError: What ended the pipeline, where that was a failure.
        """
        deadline = Deadline(timeout_s)
        if not deadline.wait(self._done):
            return False
        self._join(deadline)
        if self._error is not None:
            raise self._error
        return True

    def stop(self, timeout_s: float | None = STOP_S) -> tuple[str, ...]:
        """Ends everything: live sinks finish what they wrote, exact ones remove it.

        Args:
            timeout_s: Longest wait, seconds; None waits for as long as it takes.

        Returns:
            Names of threads that are still busy with a call that cannot be interrupted; they end after it. Empty is
            the rule.
        """
        deadline = Deadline(timeout_s)
        with self._lock:
            self._stopped = self._stopped or not self._finished
        self._shut_down()
        if not self._started:
            self._engine.end()
            return ()
        self._release_capture(deadline)
        return self._join(deadline)

    def submit(self, command: Callable[[Stylizer], R]) -> Future[R]:
        """Runs a command in the engine thread between two frames, once the stylizer is there.

        Returns:
            Its result or error; cancelled where the pipeline ends before.
        """
        return self._engine.submit(command)

    def set_style(self, style: StyleSpec, *, fade_s: float = FADE_S) -> Future[None]:
        """Prepares a style beside the running one and swaps it in between two frames; the newest request wins.

        Args:
            style: See `rtstyle.engine.stylizer.StyleSpec`.
            fade_s: Time that the old style takes to turn into it, seconds.

        Returns:
            Done when the next frame has it. Where the style cannot be used, the future holds the error, which is
            reported as an event, too, and the old style stays. Cancelled where a newer request or the end came first.
        """
        self._asked = self._styles.request(style, fade_s)
        return self._asked

    def play(self) -> None:
        """Ends `hold`: a file that is played goes on as soon as all sinks that were added are open."""
        self._held = False

    def set_source(self, source: Source) -> None:
        """Goes over to another live source after the read that is under way. Returns at once.

        Raises:
            UsageError: One of the two is not live.
        """
        if not (self.live and source.live):
            raise UsageError("only a live source can be exchanged, and only for another one")
        self._capture.switch(source)

    def set_size(self, size: int | None) -> None:
        """Pins the short side to process at, pixels; None lets it follow the rate in a live pipeline."""

        def command(stylizer: Stylizer) -> None:
            if self._controller is None:
                stylizer.size = size
            else:
                self._controller.pin(size)
                self._engine.follow_controller(stylizer)

        self._engine.submit(command)

    def set_fps(self, fps: float | None) -> None:
        """Sets the rate that a live pipeline holds, frames per second; None takes the source's."""
        self._capture.target_rate = fps
        controller = self._controller
        if controller is not None:
            self._engine.submit(lambda _: controller.aim(fps))

    def add_sink(self, sink: Sink, name: str | None = None, *, buffer_frames: int = LIVE_SINK_FRAMES) -> str:
        """Feeds one more sink from the next frame on.

        Args:
            sink: Opened, written and closed in a thread of its own.
            name: What it is called; None calls it after its class. A number is added where the name is taken.
            buffer_frames: How many frames may wait for it; in a live pipeline older ones are dropped for newer ones.

        Returns:
            The name that it got.

        Raises:
            UsageError: The pipeline is over.
        """
        return self._fan_out.add(sink, name, buffer_frames)

    def remove_sink(self, name: str) -> Future[None]:
        """Feeds a sink no longer and closes it after what still waits for it. Returns at once.

        Returns:
            Done when the sink is closed; holds its error if that failed.

        Raises:
            UsageError: There is no such sink.
        """
        return self._fan_out.remove(name)

    def _emit(self, event: PipelineEvent) -> None:
        notify(self._observer, event)

    def _announce(self, info: StreamInfo) -> None:
        self._info = info
        self._engine.announce(info)
        self._fan_out.announce(info)

    def _run_beside(self, errand: Callable[[], None]) -> None:
        self._styles.run_beside(errand)

    def _may_play(self) -> bool:
        styled = self._asked is None or self._asked.done()
        return not self._held and self._engine.ready.is_set() and styled and self._fan_out.open

    def _take_captured(self, item: StreamedFrame) -> None:
        if isinstance(self._frames, BoundedQueue):
            self._frames.put(item)
        elif not self._engine.ready.is_set():
            # The model is still being loaded: better a plain picture than none.
            self.monitor.passed(item.frame)
            self._fan_out.put(item)
        elif self._frames.put(item) is not None:
            self.monitor.count_drops("engine")

    def _capture_exited(self, error: BaseException | None) -> None:
        if error is not None:
            self._fail(error)
        self._frames.close()
        self._exited()

    def _engine_exited(self, error: BaseException | None) -> None:
        if error is not None:
            self._fail(error)
        self._styles.stop()
        self._fan_out.finish()
        self._exited()

    def _sink_exited(self, sink: SinkThread) -> None:
        error = sink.closed.exception()
        if error is None:
            self._emit(PipelineEvent(EventKind.SINK_CLOSED, name=sink.name))
        else:
            self._emit(PipelineEvent(EventKind.SINK_FAILED, describe(error), name=sink.name, error=error))
            if not self.live or not (self._stay or self.sinks):
                self._fail(error)
        self._exited(threads=0)

    def _fail(self, error: BaseException) -> None:
        with self._lock:
            if self._error is None and not self._stopped:
                self._error = error
        self._shut_down()
        self._release_capture(Deadline(None))

    def _shut_down(self) -> None:
        self._capture.stop()
        self._frames.close(discard=True)
        self._styles.stop()
        self._fan_out.cancel()

    def _release_capture(self, deadline: Deadline) -> None:
        """Wakes a source whose read does not return by itself."""
        if threading.current_thread() is self._capture.thread:
            return
        if not deadline.sooner(_READ_PATIENCE_S).join(self._capture.thread):
            self._capture.unblock()

    def _exited(self, threads: int = 1) -> None:
        """The last thread tells how it went."""
        with self._lock:
            self._running -= threads
            if self._running or not self._fan_out.done or self._finished:
                return
            self._finished = True
        if self._error is not None:
            self._emit(PipelineEvent(EventKind.FAILED, describe(self._error), error=self._error))
        else:
            self._emit(PipelineEvent(EventKind.STOPPED if self._stopped else EventKind.ENDED))
        self._done.set()

    def _join(self, deadline: Deadline) -> tuple[str, ...]:
        threads = [self._capture.thread, self._engine.thread, self._styles.thread, *self._fan_out.threads]
        # A pipeline may be stopped by its own observer, in one of its threads.
        others = [thread for thread in threads if thread is not threading.current_thread()]
        return tuple(thread.name for thread in others if not deadline.join(thread))
