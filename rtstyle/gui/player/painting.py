"""The whole file painted by ``rtstyle video``, in a process of its own beside the picture."""

from __future__ import annotations

import contextlib
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PyQt6.QtCore import QObject, QProcess, pyqtSignal

if TYPE_CHECKING:
    from collections.abc import Sequence

_NICENESS = 10
_CLOSING_MS = 10_000


class FilePainting(QObject):
    """One at a time. What it does is exactly what the command does, its errors included.

    Attributes:
        progressed: Frames done, and their whole number; 0 where that is not known.
        finished: The painted file (Path).
        failed: Why there is none, one line.
        ended: It runs no more, however it went.
    """

    progressed = pyqtSignal(int, int)
    finished = pyqtSignal(object)
    failed = pyqtSignal(str)
    ended = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self._process: QProcess | None = None
        self._canceled = False
        self._pending = b""

    @property
    def running(self) -> bool:
        """Something is being painted."""
        return self._process is not None

    @property
    def losses(self) -> list[str]:
        """What would end with the window, a sentence each."""
        return ["The file that is being painted is given up."] if self.running else []

    def start(self, arguments: Sequence[str]) -> None:
        """Paints.

        Args:
            arguments: Of ``rtstyle``, see `rtstyle.gui.player.command.video_arguments`.
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
        self.progressed.emit(0, 0)

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
            with contextlib.suppress(ValueError, KeyError, TypeError):
                told = json.loads(line)
                if told["type"] == "progress":
                    self.progressed.emit(int(told["frames"]), int(told["of"] or 0))
                elif told["type"] == "result":
                    self.finished.emit(Path(told["output"]))

    def _could_not_start(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._leave()
            self.failed.emit("cannot paint the file: Python could not be started")

    def _end(self, code: int) -> None:
        process = self._process
        if process is None:
            return
        self._read()
        said = process.readAllStandardError().data().decode(errors="replace").strip().splitlines()
        self._leave()
        if code and not self._canceled:
            self.failed.emit(said[-1].removeprefix("rtstyle: ") if said else "painting the file failed")

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
