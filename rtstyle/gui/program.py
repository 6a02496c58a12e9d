"""The program itself, run once more beside the window for what takes long: what it does is what the command does."""

from __future__ import annotations

import contextlib
import json
import os
import sys
from typing import TYPE_CHECKING

from PyQt6.QtCore import QObject, QProcess, pyqtSignal

if TYPE_CHECKING:
    from collections.abc import Sequence

_NICENESS = 10
_CLOSING_MS = 10_000


class Program(QObject):
    """One run of ``rtstyle … --json`` at a time, of low priority.

    Attributes:
        told: A line that it has printed (dict).
        failed: Why it failed, one line; not where it was cancelled.
        ended: It runs no more, however it went.
    """

    told = pyqtSignal(object)
    failed = pyqtSignal(str)
    ended = pyqtSignal()

    def __init__(self, what: str) -> None:
        """``what``: for messages, as in "WHAT failed"."""
        super().__init__()
        self._what = what
        self._process: QProcess | None = None
        self._canceled = False
        self._pending = b""

    @property
    def running(self) -> bool:
        """It is at work."""
        return self._process is not None

    def start(self, arguments: Sequence[str]) -> None:
        """Begins, unless it is at work.

        Args:
            arguments: Of ``rtstyle``, without ``--json``.
        """
        if self.running:
            return
        self._canceled, self._pending = False, b""
        process = self._process = QProcess(self)
        process.started.connect(lambda: _step_back(process.processId()))
        process.readyReadStandardOutput.connect(self._read)
        process.errorOccurred.connect(self._could_not_start)
        process.finished.connect(self._end)
        process.start(sys.executable, ["-m", "rtstyle", *arguments, "--json"])

    def cancel(self) -> None:
        """Gives it up; nothing half-written is left."""
        if self._process is not None:
            self._canceled = True
            if sys.platform == "win32":
                self._process.kill()
            else:
                self._process.terminate()

    def close(self) -> None:
        """Gives it up, and waits until it has ended."""
        process = self._process
        if process is not None:
            self.cancel()
            if not process.waitForFinished(_CLOSING_MS):
                process.kill()
                process.waitForFinished(_CLOSING_MS)

    def _read(self) -> None:
        assert self._process is not None
        lines = (self._pending + self._process.readAllStandardOutput().data()).split(b"\n")
        self._pending = lines.pop()
        for line in lines:
            with contextlib.suppress(ValueError, RecursionError):
                told = json.loads(line)
                if isinstance(told, dict):
                    self.told.emit(told)

    def _could_not_start(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._leave()
            self.failed.emit(f"{self._what} failed: Python could not be started")

    def _end(self, code: int) -> None:
        process = self._process
        if process is None:
            return
        self._read()
        said = process.readAllStandardError().data().decode(errors="replace").strip().splitlines()
        self._leave()
        if code and not self._canceled:
            self.failed.emit(said[-1].removeprefix("rtstyle: ") if said else f"{self._what} failed")

    def _leave(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.deleteLater()
        self.ended.emit()


def _step_back(process: int) -> None:
    """The picture that is looked at comes first."""
    if hasattr(os, "setpriority"):
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, process, _NICENESS)
