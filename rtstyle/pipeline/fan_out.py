"""From one stream of frames to all sinks, which come and go while it runs."""

from __future__ import annotations

import itertools
import threading
from typing import TYPE_CHECKING

from rtstyle.errors import UsageError
from rtstyle.pipeline.buffer import BoundedQueue, NewestFrames
from rtstyle.pipeline.sink_thread import SinkThread

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from rtstyle.frame import StreamedFrame, StreamInfo
    from rtstyle.pipeline.monitor import Monitor
    from rtstyle.sinks.base import Sink


class FanOut:
    """Hands each frame to every sink's own thread. Methods may be called from any thread.

    Attributes:
        live: Sinks that are too slow miss frames, and write what they got when the end comes early. Otherwise every
            sink gets every frame, and an early end removes what was written.
    """

    def __init__(self, *, live: bool, monitor: Monitor, on_exit: Callable[[SinkThread], None]) -> None:
        """There is no sink yet.

        Args:
            live: See above.
            monitor: What the sinks' frames are counted with.
            on_exit: Told by each sink's thread that it is done.
        """
        self.live = live
        self._monitor = monitor
        self._on_exit = on_exit
        self._lock = threading.Lock()
        self._info: StreamInfo | None = None
        self._sinks: tuple[SinkThread, ...] = ()
        self._launched: list[SinkThread] = []
        self._started = False
        self._closed = False

    @property
    def names(self) -> tuple[str, ...]:
        """The sinks that are fed."""
        return tuple(sink.name for sink in self._sinks)

    @property
    def threads(self) -> list[threading.Thread]:
        """Of all sinks that may still be at work."""
        return [sink.thread for sink in self._launched]

    @property
    def done(self) -> bool:
        """Closed, and all sinks are."""
        with self._lock:
            return self._closed and all(sink.closed.done() for sink in self._launched)

    @property
    def open(self) -> bool:
        """All sinks are, or have failed: none will miss the next frame."""
        return all(sink.opened.is_set() for sink in self._sinks)

    @property
    def wanted(self) -> bool:
        """Somebody looks at what the sinks get, or there is none yet; see `Sink`."""
        sinks = self._sinks
        return not sinks or any(getattr(thread.sink, "wanted", True) for thread in sinks)

    def start(self) -> None:
        """Starts the threads of the sinks added so far; those of later ones start at once."""
        with self._lock:
            self._started = True
            for sink in self._sinks:
                self._launch(sink)

    def announce(self, info: StreamInfo) -> None:
        """Tells all sinks what will come."""
        with self._lock:
            self._info = info
            sinks = self._sinks
        for sink in sinks:
            sink.announce(info)

    def put(self, item: StreamedFrame) -> None:
        """Hands a frame over; waits for the slowest sink unless live."""
        for sink in self._sinks:
            sink.put(item)

    def add(self, sink: Sink, name: str | None, buffer_frames: int) -> str:
        """Feeds one more sink; see `Pipeline.add_sink`."""
        with self._lock:
            if self._closed:
                raise UsageError("a sink cannot be added: the pipeline is over")
            name = self._free_name(name or type(sink).__name__.removesuffix("Sink").lower() or "sink")
            buffer: NewestFrames[StreamedFrame] | BoundedQueue[StreamedFrame]
            buffer = NewestFrames(buffer_frames) if self.live else BoundedQueue(buffer_frames)
            added = SinkThread(name, sink, buffer, self._monitor.add_sink(name), self._sink_exited)
            if self._info is not None:
                added.announce(self._info)
            self._sinks = (*self._sinks, added)
            if self._started:
                self._launch(added)
        return name

    def remove(self, name: str) -> Future[None]:
        """Feeds a sink no longer; see `Pipeline.remove_sink`."""
        with self._lock:
            sink = next((sink for sink in self._sinks if sink.name == name), None)
            if sink is None:
                there_are = ", ".join(self.names) or "none"
                raise UsageError(f"there is no sink named {name}; there are: {there_are}")
            self._sinks = tuple(other for other in self._sinks if other is not sink)
            if not self._started:
                sink.closed.set_result(None)
        sink.finish()
        self._monitor.remove_sink(name)
        return sink.closed

    def finish(self) -> None:
        """Takes no more sinks; those that are there write what waits for them and close."""
        self._close(cancel=False)

    def cancel(self) -> None:
        """Takes no more sinks; those that are there end at once: aborted, or closed if live."""
        self._close(cancel=not self.live)

    def _close(self, *, cancel: bool) -> None:
        with self._lock:
            self._closed = True
            sinks = self._sinks
        for sink in sinks:
            if cancel:
                sink.cancel()
            else:
                sink.finish()

    def _launch(self, sink: SinkThread) -> None:
        self._launched = [other for other in self._launched if other.thread.is_alive()]
        self._launched.append(sink)
        sink.thread.start()

    def _sink_exited(self, sink: SinkThread) -> None:
        with self._lock:
            self._sinks = tuple(other for other in self._sinks if other is not sink)
            over = self._closed
        if sink.closed.exception() is not None and not over:
            self._monitor.remove_sink(sink.name)
        self._on_exit(sink)

    def _free_name(self, wanted: str) -> str:
        taken = {sink.name for sink in (*self._sinks, *self._launched) if not sink.closed.done()}
        taken |= {"capture", "rate", "engine"}  # causes of drops
        names = itertools.chain([wanted], (f"{wanted}-{number}" for number in itertools.count(2)))
        return next(name for name in names if name not in taken)
