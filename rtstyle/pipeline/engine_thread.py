"""The one thread that owns the stylizer."""

from __future__ import annotations

import collections
import contextlib
import dataclasses
import functools
import logging
import threading
import time
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any, TypeVar

from rtstyle.errors import RtstyleError
from rtstyle.pipeline.events import EventKind, PipelineEvent, describe

if TYPE_CHECKING:
    from collections.abc import Callable

    from rtstyle.engine.stylizer import Stylizer
    from rtstyle.frame import StreamedFrame, StreamInfo, VideoFrame
    from rtstyle.pipeline.buffer import BoundedQueue, LatestFrame
    from rtstyle.pipeline.monitor import Monitor
    from rtstyle.pipeline.resolution import ResolutionController

_logger = logging.getLogger(__name__)
_MAX_FAILURES_IN_A_ROW = 3

R = TypeVar("R")


class EngineThread:
    """Makes the stylizer, then turns frame after frame, and runs commands between two of them.

    Until a style is set, frames go on as they are. In a live pipeline a frame that cannot be stylized goes on as it
    is, too, unless it is the third in a row.

    Attributes:
        thread: The thread, named ``rtstyle-engine``.
        ready: The stylizer is there.
    """

    def __init__(
        self,
        make_stylizer: Callable[[], Stylizer],
        frames: LatestFrame[StreamedFrame] | BoundedQueue[StreamedFrame],
        *,
        live: bool,
        monitor: Monitor,
        controller: ResolutionController | None,
        before_frame: Callable[[Stylizer, VideoFrame], None] | None,
        beside: Callable[[Callable[[], None]], None],
        close_stylizer: bool,
        deliver: Callable[[StreamedFrame], None],
        wanted: Callable[[], bool],
        emit: Callable[[PipelineEvent], None],
        on_exit: Callable[[BaseException | None], None],
    ) -> None:
        """Nothing runs yet; every callable is called in the new thread.

        Args:
            make_stylizer: Makes the stylizer, which never leaves the thread but for `Stylizer.prepare`.
            frames: What comes in.
            live: Whether a failure may cost a frame instead of everything.
            monitor: What times are told.
            controller: Chooses the processing resolution; None leaves it alone.
            before_frame: Called with each frame before it is stylized.
            beside: Runs something slow in another thread, soon.
            close_stylizer: Closes the stylizer at the end.
            deliver: Takes each frame; may wait.
            wanted: Live: whether anybody looks at frames; else they are left out.
            emit: Told what happens.
            on_exit: Told the end, with the error if it is one.
        """
        self.ready = threading.Event()
        self._make_stylizer = make_stylizer
        self._frames = frames
        self._live = live
        self._monitor = monitor
        self._controller = controller
        self._before_frame = before_frame
        self._beside = beside
        self._preparing = False
        self._close_stylizer = close_stylizer
        self._deliver, self._emit, self._on_exit = deliver, emit, on_exit
        self._wanted = wanted
        self._commands: collections.deque[tuple[Callable[[Stylizer], Any], Future[Any]]] = collections.deque()
        self._lock = threading.Lock()
        self._over = False
        self._stylizer: Stylizer | None = None
        self._styled = not live
        self._announced: StreamInfo | None = None
        self._stream: StreamInfo | None = None
        self._failures = 0
        self._device = ""
        self.thread = threading.Thread(target=self._run, name="rtstyle-engine")

    @property
    def stylizer(self) -> Stylizer | None:
        """The stylizer once it is `ready`. Other threads may only call its ``prepare``."""
        return self._stylizer

    def announce(self, info: StreamInfo) -> None:
        """Tells what will come, so that the stylizer can warm up for it. For the capture thread."""
        self._announced = info

    def submit(self, command: Callable[[Stylizer], R]) -> Future[R]:
        """Runs a command in the engine thread between two frames.

        Returns:
            Its result or error; cancelled where the engine ended before.
        """
        future: Future[R] = Future()
        with self._lock:
            if not self._over:
                self._commands.append((command, future))
        if self._over:
            future.cancel()
        self._frames.wake()
        return future

    def style_is_set(self) -> None:
        """Stylizes from the next frame on. Belongs into a command that set a style."""
        self._styled = True

    def end(self) -> None:
        """Cancels what was submitted and takes nothing more. The thread's last act, unless it was never started."""
        with self._lock:
            self._over = True
        while self._commands:
            _, future = self._commands.popleft()
            future.cancel()
        # Wakes those who wait for a stylizer that never came.
        self.ready.set()
        stylizer, self._stylizer = self._stylizer, None
        if stylizer is not None and self._close_stylizer:
            with contextlib.suppress(RtstyleError):
                stylizer.close()

    def _run(self) -> None:
        error: BaseException | None = None
        try:
            self._stylizer = self._make_stylizer()
            self._begin(self._stylizer)
            self._work(self._stylizer)
        except Exception as failure:  # noqa: BLE001 - whatever it is ends the pipeline, which reports it
            error = failure
        self.end()
        self._on_exit(error)

    def _begin(self, stylizer: Stylizer) -> None:
        info = self._announced
        if self._live and info is not None:
            self._adapt_to(stylizer, info)
            stylizer.warm_up(info.width, info.height)
        self.ready.set()
        self._device = stylizer.device
        self._emit(PipelineEvent(EventKind.ENGINE_READY, stylizer.device_note, name=self._device))

    def _work(self, stylizer: Stylizer) -> None:
        while not self._frames.finished:
            self._run_commands(stylizer)
            item = self._frames.get()
            if item is not None:
                self._run_commands(stylizer)
                self._process(stylizer, item)

    def _run_commands(self, stylizer: Stylizer) -> None:
        while self._commands:
            command, future = self._commands.popleft()
            if not future.set_running_or_notify_cancel():
                continue
            try:
                future.set_result(command(stylizer))
            except Exception as error:  # noqa: BLE001 - belongs to whoever waits for the future
                future.set_exception(error)

    def _process(self, stylizer: Stylizer, item: StreamedFrame) -> None:
        if item.info is not self._stream:
            if self._stream is not None:
                stylizer.reset()
            self._stream = item.info
            self._adapt_to(stylizer, item.info)
        if self._live and not self._wanted():
            return
        if self._styled and not item.plain:
            self._deliver(dataclasses.replace(item, frame=self._stylize(stylizer, item.frame)))
        else:
            self._monitor.passed(item.frame)
            self._deliver(item)

    def _stylize(self, stylizer: Stylizer, frame: VideoFrame) -> VideoFrame:
        started_ns = time.monotonic_ns()
        try:
            if self._before_frame is not None:
                self._before_frame(stylizer, frame)
            image = stylizer.stylize(frame.image, seconds=frame.seconds)
        except Exception as error:
            self._failures += 1
            if not self._live or self._failures >= _MAX_FAILURES_IN_A_ROW:
                raise
            if self._failures == 1:
                _logger.debug("a frame could not be stylized", exc_info=True)
                self._emit(PipelineEvent(EventKind.ENGINE_FAILED, describe(error), error=error))
            self._monitor.passed(frame)
            return frame
        self._failures = 0
        self._watch_device(stylizer)
        self._monitor.stylized(frame, started_ns)
        self._hold_rate(stylizer, (time.monotonic_ns() - started_ns) / 1e9)
        height, width = frame.image.shape[:2]
        self._monitor.size = min(stylizer.painting_size(width, height))
        return frame.with_image(image)

    def _watch_device(self, stylizer: Stylizer) -> None:
        if stylizer.device != self._device:
            self._device = stylizer.device
            self._emit(PipelineEvent(EventKind.DEVICE_CHANGED, stylizer.device_note, name=self._device))

    def follow_controller(self, stylizer: Stylizer) -> None:
        """Changes over to the size that the controller has chosen, once it is prepared. Belongs into a command.

        A backend may need half a second for a size that it has not seen; the picture goes on at the old one.
        """
        controller, stream = self._controller, self._stream
        if controller is None or self._preparing:
            return
        if stream is None:
            stylizer.size = controller.size
            return
        self._preparing = True
        self._beside(functools.partial(self._prepare_size, stylizer, stream, controller.size))

    def _prepare_size(self, stylizer: Stylizer, stream: StreamInfo, size: int) -> None:
        try:
            stylizer.prepare_size(stream.width, stream.height, size)
        except Exception as error:  # noqa: BLE001 - told; the frame that needs the size fails in its turn, and is told
            _logger.warning("size %d could not be prepared beside the picture: %s", size, describe(error))
        self.submit(functools.partial(self._take_size, size))

    def _take_size(self, size: int, stylizer: Stylizer) -> None:
        self._preparing = False
        controller = self._controller
        assert controller is not None
        if size != controller.size:
            # Another one was pinned meanwhile.
            self.follow_controller(stylizer)
        elif size != stylizer.size:
            stylizer.size = self._monitor.size = size
            self._emit(PipelineEvent(EventKind.SIZE_CHANGED, name=str(size)))

    def _adapt_to(self, stylizer: Stylizer, info: StreamInfo) -> None:
        if self._controller is not None:
            self._controller.begin(min(info.width, info.height), info.frame_rate)
            stylizer.size = self._controller.size

    def _hold_rate(self, stylizer: Stylizer, engine_s: float) -> None:
        if self._controller is None or self._preparing:
            return
        if self._controller.update(engine_s, time.monotonic()):
            self.follow_controller(stylizer)
        self._monitor.behind = self._controller.behind
        self._monitor.wanted_fps = self._controller.wanted_fps
