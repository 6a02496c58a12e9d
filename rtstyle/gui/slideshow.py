"""Something new every so many seconds, by itself."""

from __future__ import annotations

from PyQt6.QtCore import QObject, QTimer, pyqtSignal


class Slideshow(QObject):
    """Says when it is time for the next one.

    Attributes:
        due: It is.
        changed: Whether it runs.
    """

    due = pyqtSignal()
    changed = pyqtSignal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.due)

    @property
    def running(self) -> bool:
        """Whether it runs."""
        return self._timer.isActive()

    def run(self, running: bool, interval_s: int) -> None:
        """Starts with so many seconds for each, or stops."""
        self._timer.setInterval(1000 * interval_s)
        if running != self.running:
            (self._timer.start if running else self._timer.stop)()
            self.changed.emit(running)

    def begin_again(self) -> None:
        """What was chosen by hand stays for its full time, too."""
        if self.running:
            self._timer.start()

    def stop(self) -> None:
        """Stops without a word, for good."""
        self._timer.stop()
