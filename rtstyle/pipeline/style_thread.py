"""The thread beside the engine that prepares styles, so that the picture does not wait for them."""

from __future__ import annotations

import collections
import dataclasses
import functools
import logging
import os
import threading
from collections.abc import Mapping
from concurrent.futures import Future
from typing import TYPE_CHECKING

from rtstyle.errors import RtstyleError
from rtstyle.pipeline.buffer import LatestFrame
from rtstyle.pipeline.events import EventKind, PipelineEvent, describe

if TYPE_CHECKING:
    from collections.abc import Callable

    from rtstyle.engine.stylizer import PreparedStyle, StyleSpec, Stylizer
    from rtstyle.pipeline.engine_thread import EngineThread

_logger = logging.getLogger(__name__)


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class _Request:
    style: StyleSpec
    fade_s: float
    swapped: Future[None]


class StyleThread:
    """Prepares the style that was asked for last and has the engine swap it in between two frames.

    Attributes:
        thread: The thread, named ``rtstyle-style``.
    """

    def __init__(
        self, engine: EngineThread, emit: Callable[[PipelineEvent], None], on_exit: Callable[[], None]
    ) -> None:
        """Nothing runs yet.

        Args:
            engine: Whose stylizer prepares, and swaps.
            emit: Told about changes and failures.
            on_exit: Told the end, in the new thread.
        """
        self._engine = engine
        self._emit, self._on_exit = emit, on_exit
        self._requests: LatestFrame[_Request] = LatestFrame()
        self._errands: collections.deque[Callable[[], None]] = collections.deque()
        self.thread = threading.Thread(target=self._run, name="rtstyle-style")

    def request(self, style: StyleSpec, fade_s: float) -> Future[None]:
        """Asks for a style. Returns at once.

        Returns:
            Done when the next frame has it; failed where the style cannot be used; cancelled where a newer request
            or the end came first.
        """
        request = _Request(style, fade_s, Future())
        replaced = self._requests.put(request)
        if replaced is not None:
            replaced.swapped.cancel()
        if self._requests.closed:
            request.swapped.cancel()
        return request.swapped

    def run_beside(self, errand: Callable[[], None]) -> None:
        """Runs something slow in the thread, before the next style. Returns at once; it must not raise."""
        self._errands.append(errand)
        self._requests.wake()

    def stop(self) -> None:
        """Ends after the style that is being prepared. Returns at once."""
        self._requests.close()
        waiting = self._requests.get(0)
        if waiting is not None:
            waiting.swapped.cancel()

    def _run(self) -> None:
        self._engine.ready.wait()
        while not self._requests.finished:
            request = self._requests.get()
            while self._errands and not self._requests.closed:
                self._errands.popleft()()
            if request is not None:
                self._prepare(request)
        self._on_exit()

    def _prepare(self, request: _Request) -> None:
        stylizer = self._engine.stylizer
        if stylizer is None or self._requests.closed:
            request.swapped.cancel()
            return
        try:
            prepared = stylizer.prepare(request.style)
        except Exception as error:  # noqa: BLE001 - reported, and the style before stays
            self._report(request, error)
            return
        if len(self._requests):
            request.swapped.cancel()
            return
        done = self._engine.submit(functools.partial(self._swap, request, prepared))
        done.add_done_callback(lambda future: request.swapped.cancel() if future.cancelled() else None)

    def _swap(self, request: _Request, prepared: PreparedStyle, stylizer: Stylizer) -> None:
        if request.swapped.cancelled():
            return
        try:
            stylizer.set_style(prepared, fade_s=request.fade_s)
        except Exception as error:  # noqa: BLE001 - reported, and the style before stays
            self._report(request, error)
            return
        self._engine.style_is_set()
        # Told before it is done: whoever waits for the one has heard of the other.
        self._emit(PipelineEvent(EventKind.STYLE_CHANGED, name=style_name(request.style)))
        if request.swapped.set_running_or_notify_cancel():
            request.swapped.set_result(None)

    def _report(self, request: _Request, error: Exception) -> None:
        if not isinstance(error, RtstyleError):
            _logger.error("a style failed unexpectedly", exc_info=error)
        name = style_name(request.style)
        self._emit(PipelineEvent(EventKind.STYLE_FAILED, describe(error), name=name, error=error))
        if request.swapped.set_running_or_notify_cancel():
            request.swapped.set_exception(error)


def style_name(style: StyleSpec) -> str:
    """What a style is called in messages."""
    if isinstance(style, Mapping):
        return " + ".join(style)
    if isinstance(style, str | os.PathLike):
        return os.fspath(style)
    return "a picture"
