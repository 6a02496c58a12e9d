"""Reading in a thread of its own, so that a device that hangs keeps nobody waiting."""

from __future__ import annotations

import contextlib
import dataclasses
import threading
import time
from typing import TYPE_CHECKING, Generic, TypeVar

from rtstyle.errors import SourceError, SourceLostError

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

T = TypeVar("T")

_PAUSE_S = 0.01
_RATE_SAMPLES = 30


@dataclasses.dataclass(frozen=True, slots=True)
class Reading(Generic[T]):
    """One thing that was read.

    Attributes:
        value: What it is.
        number: Running number from 0; a gap means that something newer replaced it before it was asked for.
        captured_ns: ``time.monotonic_ns()`` when it was there.
    """

    value: T
    number: int
    captured_ns: int


class BackgroundReader(Generic[T]):
    """Runs a generator in a thread and keeps the newest thing that it yields.

    The thread is a daemon: where a driver never returns, it is left behind rather than waited for. What the generator
    holds is released in the same thread, when the call that it hangs in returns.
    """

    def __init__(
        self, produce: Callable[[threading.Event], Generator[T | None, None, None]], name: str
    ) -> None:
        """Nothing runs yet.

        Args:
            produce: Makes the generator; it is given the event that asks it to stop, acquires what it needs, yields
                each thing that it reads, or None when there was nothing, and releases everything in the end.
            name: Of the thread.
        """
        self._produce = produce
        self._stopping = threading.Event()
        self._changed = threading.Condition()
        self._newest: Reading[T] | None = None
        self._taken = -1
        self._error: BaseException | None = None
        self._ended = False
        self._intervals = 0.0
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    @property
    def ended(self) -> bool:
        """The generator is at its end, or the reader was stopped, and nothing is left to take."""
        with self._changed:
            return self._stopping.is_set() or (self._ended and not self._has_news())

    @property
    def rate(self) -> float:
        """Things read per second lately; 0 before the second one."""
        return 1.0 / self._intervals if self._intervals else 0.0

    def start(self) -> None:
        """Begins to read."""
        self._thread.start()

    def newest(self, timeout_s: float) -> Reading[T] | None:
        """What was read last, if it was not given out before; else waits for the next.

        Returns:
            None when the time is over, or when the reader has `ended`.

        Raises:
            BaseException: What the generator raised.
        """
        with self._changed:
            self._changed.wait_for(
                lambda: self._has_news() or self._ended or self._stopping.is_set(), timeout_s
            )
            if self._stopping.is_set():
                return None
            if self._has_news():
                assert self._newest is not None
                self._taken = self._newest.number
                return self._newest
            if self._error is not None:
                raise self._error
            return None

    def stop(self, patience_s: float = 1.0) -> bool:
        """Asks the thread to end and wakes whoever waits in `newest`. May be called twice, and from any thread.

        Args:
            patience_s: How long to wait for the thread.

        Returns:
            Whether it has ended.
        """
        self._stopping.set()
        with self._changed:
            self._changed.notify_all()
        if self._thread.ident is not None and self._thread is not threading.current_thread():
            self._thread.join(patience_s)
        return not self._thread.is_alive()

    def _has_news(self) -> bool:
        return self._newest is not None and self._newest.number > self._taken

    def _run(self) -> None:
        error: BaseException | None = None
        try:
            with contextlib.closing(self._produce(self._stopping)) as things:
                for thing in things:
                    if self._stopping.is_set():
                        break
                    if thing is None:
                        self._stopping.wait(_PAUSE_S)
                    else:
                        self._keep(thing)
        except Exception as failure:  # noqa: BLE001 - it is raised again where it is waited for
            error = failure
        with self._changed:
            self._error, self._ended = error, True
            self._changed.notify_all()

    def _keep(self, thing: T) -> None:
        now = time.monotonic_ns()
        with self._changed:
            last = self._newest
            if last is not None:
                interval = (now - last.captured_ns) / 1e9
                weight = 1.0 / min(last.number + 1, _RATE_SAMPLES)
                self._intervals += weight * (interval - self._intervals)
            self._newest = Reading(thing, 0 if last is None else last.number + 1, now)
            self._changed.notify_all()


class WatchedReader(Generic[T]):
    """What cameras and network streams have in common: a background reader that is opened, read and closed.

    Its first reading is what `open` waits for, and what the first `read` gives.
    """

    def __init__(self, what: str, thread_name: str) -> None:
        """Nothing runs yet.

        Args:
            what: What is read, for messages.
            thread_name: Name of the reading thread.
        """
        self.what = what
        self._thread_name = thread_name
        self._reader: BackgroundReader[T] | None = None
        self._pending: Reading[T] | None = None

    @property
    def rate(self) -> float:
        """Things read per second lately; 0 before the second one."""
        return 0.0 if self._reader is None else self._reader.rate

    def open(
        self,
        produce: Callable[[threading.Event], Generator[T | None, None, None]],
        patience_s: float,
        *,
        silent: str,
    ) -> Reading[T]:
        """Begins to read and waits for the first reading.

        Args:
            produce: As for `BackgroundReader`.
            patience_s: Longest wait, seconds.
            silent: What to say when nothing comes.

        Raises:
            SourceError: Nothing came, or what ``produce`` raised.
        """
        self.close()
        reader = self._reader = BackgroundReader(produce, self._thread_name)
        reader.start()
        first: Reading[T] | None = None
        try:
            first = reader.newest(patience_s)
        finally:
            if first is None:
                self.close()
                self._reader = None
        if first is None:
            raise SourceError(silent)
        self._pending = first
        return first

    def read(self, patience_s: float, *, advice: str = "") -> Reading[T] | None:
        """The newest reading, waiting for one that was not given out yet; None at the end and after `close`.

        Args:
            patience_s: Longest wait, seconds.
            advice: What to do when nothing comes.

        Raises:
            SourceLostError: Nothing came in time, or what the generator raised.
            SourceError: It is not open.
        """
        reader = self._reader
        if reader is None:
            raise SourceError(f"{self.what} was read before it was opened; call open() first")
        reading, self._pending = self._pending, None
        reading = reading or reader.newest(patience_s)
        if reading is None and not reader.ended:
            raise SourceLostError(
                f"{self.what} has sent no picture for {patience_s:g} s{advice}; it is tried again"
            )
        return reading

    def close(self) -> None:
        """Ends the reading; a `read` that waits in another thread returns None at once."""
        self._pending = None
        if self._reader is not None:
            self._reader.stop()
