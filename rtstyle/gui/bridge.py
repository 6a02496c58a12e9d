"""Between the window's thread and all others."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, TypeVar

from PyQt6.QtCore import QObject, Qt, QTimer, pyqtSignal

from rtstyle.errors import RtstyleError
from rtstyle.pipeline.events import describe

if TYPE_CHECKING:
    from collections.abc import Callable

    from rtstyle.pipeline.events import PipelineEvent
    from rtstyle.settings import Settings

R = TypeVar("R")

_SAVE_MS = 600
_logger = logging.getLogger(__name__)


def timer(parent: QObject, interval_ms: int, action: Callable[[], object], *, once: bool = False) -> QTimer:
    """A timer that is not started yet; with ``once``, every start is for one time."""
    result = QTimer(parent)
    result.setInterval(interval_ms)
    result.setSingleShot(once)
    result.timeout.connect(action)
    return result


def unexpected(error: Exception) -> str:
    """One line for the user about a failure that nobody foresaw; the log has the rest."""
    return f"something went wrong that should not have: {describe(error)}"


class PipelineBridge(QObject):
    """Carries what a pipeline tells from its threads into the window's.

    Attributes:
        event_arrived: Number of the pipeline and what it told.
    """

    event_arrived = pyqtSignal(int, object)

    def observer(self, number: int) -> Callable[[PipelineEvent], None]:
        """What to give to the pipeline of this number as ``on_event``."""
        return lambda event: self.event_arrived.emit(number, event)


class Background(QObject):
    """Does slow things beside the window: files, devices, imports.

    Attributes:
        failed: One line for the user: why something could not be done.
    """

    failed = pyqtSignal(str)
    _done = pyqtSignal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self._workers = ThreadPoolExecutor(3, thread_name_prefix="rtstyle-window")
        self._closed = False
        self._done.connect(self._deliver, Qt.ConnectionType.QueuedConnection)  # type: ignore[call-arg]

    def run(self, work: Callable[[], R], then: Callable[[R], None] | None = None) -> None:
        """Does something in another thread, then something with its result in the window's.

        What fails is told by `failed`. After `close`, nothing is done any more.
        """
        if not self._closed:
            self._workers.submit(self._work, work, then)

    def call(self, action: Callable[[], None]) -> None:
        """Does something in the window's thread, soon. May be called from any thread."""
        self._done.emit(lambda _: action(), None)

    def close(self) -> None:
        """Waits for what is being done; its results are no longer delivered."""
        self._closed = True
        self._workers.shutdown(wait=True, cancel_futures=True)

    def _work(self, work: Callable[[], Any], then: Callable[[Any], None] | None) -> None:
        try:
            result = work()
        except RtstyleError as error:
            self.failed.emit(str(error))
            return
        except Exception as error:
            _logger.exception("something failed unexpectedly beside the window")
            self.failed.emit(unexpected(error))
            return
        if then is not None:
            self._done.emit(then, result)

    def _deliver(self, then: Callable[[Any], None], result: object) -> None:
        if not self._closed:
            then(result)


class SettingsSaver:
    """Keeps settings once they have not changed for a moment."""

    def __init__(self, background: Background, save: Callable[[Settings], None]) -> None:
        self._background, self._save = background, save
        self._timer = timer(background, _SAVE_MS, self._save_now, once=True)
        self._newest: Settings | None = None

    def save_soon(self, settings: Settings) -> None:
        """Keeps these settings, unless newer ones come first."""
        self._newest = settings
        self._timer.start()

    def stop(self) -> None:
        """Leaves the rest to whoever ends the session."""
        self._timer.stop()

    def _save_now(self) -> None:
        settings = self._newest
        if settings is not None:
            self._background.run(lambda: self._save(settings))
