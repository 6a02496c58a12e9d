"""One thread for each sink, so that a slow one keeps nobody waiting."""

from __future__ import annotations

import contextlib
import logging
import threading
from concurrent.futures import Future
from typing import TYPE_CHECKING

from rtstyle.errors import RtstyleError
from rtstyle.pipeline.buffer import BoundedQueue, NewestFrames

if TYPE_CHECKING:
    from collections.abc import Callable

    from rtstyle.frame import StreamedFrame, StreamInfo
    from rtstyle.pipeline.monitor import SinkMeter
    from rtstyle.sinks.base import Sink

_logger = logging.getLogger(__name__)


class SinkThread:
    """Feeds one sink from its own buffer.

    The sink is opened as soon as the stream is known, and once more (after `Sink.close`) when frames of another size
    or time base come. At the end it is closed, after a failure or `cancel` aborted.

    Attributes:
        name: The sink's name in events and measurements.
        sink: The sink.
        thread: The thread, named ``rtstyle-sink-NAME``.
        opened: Set once the sink takes frames, or never will.
        closed: Done when the sink is; holds its error if it failed.
    """

    def __init__(
        self,
        name: str,
        sink: Sink,
        buffer: NewestFrames[StreamedFrame] | BoundedQueue[StreamedFrame],
        meter: SinkMeter,
        on_exit: Callable[[SinkThread], None],
    ) -> None:
        """Nothing runs yet.

        Args:
            name: Unique among the pipeline's sinks.
            sink: Opened, written and closed by the new thread alone.
            buffer: What the frames wait in; its class says whether any are dropped.
            meter: What the sink's frames are counted with.
            on_exit: Called in the thread when the sink is done, after `closed` was set.
        """
        self.name = name
        self.sink = sink
        self.opened = threading.Event()
        self.closed: Future[None] = Future()
        self._buffer = buffer
        self._meter = meter
        self._on_exit = on_exit
        self._announced: StreamInfo | None = None
        self._opened: StreamInfo | None = None
        self._cancelled = False
        self.thread = threading.Thread(target=self._run, name=f"rtstyle-sink-{name}")

    def announce(self, info: StreamInfo) -> None:
        """Tells what will come, so that the sink is open before the first frame."""
        self._announced = info
        self._buffer.wake()

    def put(self, item: StreamedFrame) -> None:
        """Offers a frame: waits for room in a queue, never waits for a buffer of newest frames."""
        if isinstance(self._buffer, BoundedQueue):
            self._buffer.put(item)
        elif self._buffer.put(item) is not None:
            self._meter.count_drop()

    def finish(self) -> None:
        """Writes what is still waiting, then closes the sink. Returns at once."""
        self._buffer.close()

    def cancel(self) -> None:
        """Aborts the sink after the write that is under way. Returns at once."""
        self._cancelled = True
        self._buffer.close(discard=True)

    def _run(self) -> None:
        error: BaseException | None = None
        try:
            self._write_all()
            if self._cancelled:
                self.sink.abort()
            else:
                self.sink.close()
        except RtstyleError as failure:
            error = failure
        except Exception as failure:
            _logger.exception("the sink %s failed unexpectedly", self.name)
            error = failure
        self._buffer.close(discard=True)
        self.opened.set()
        if error is None:
            self.closed.set_result(None)
        else:
            self._abort_quietly()
            self.closed.set_exception(error)
        self._on_exit(self)

    def _write_all(self) -> None:
        while not self._buffer.finished:
            item = self._buffer.get()
            if self._cancelled:
                return
            if item is not None:
                self._open_for(item.info)
                self.sink.write(item.frame)
                self._meter.written(item.frame)
            elif self._announced is not None and self._opened is None:
                self._open_for(self._announced)

    def _open_for(self, info: StreamInfo) -> None:
        opened = self._opened
        if opened is None or _needs_reopening(opened, info):
            if opened is not None:
                self.sink.close()
            self.sink.open(info)
            self._opened = info
            self.opened.set()

    def _abort_quietly(self) -> None:
        # The first failure is the one to report; a broken sink may well fail again here.
        with contextlib.suppress(Exception):
            self.sink.abort()


def _needs_reopening(old: StreamInfo, new: StreamInfo) -> bool:
    return (old.width, old.height, old.time_base) != (new.width, new.height, new.time_base)
