"""The whole file painted by ``rtstyle video``, in a process of its own beside the picture."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PyQt6.QtCore import QObject, pyqtSignal

from rtstyle.gui.language import tr
from rtstyle.gui.program import Program

if TYPE_CHECKING:
    from collections.abc import Sequence


class FilePainting(QObject):
    """One at a time.

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
        self._program = Program("painting the file")
        self._program.told.connect(self._hear)
        self._program.failed.connect(self.failed)
        self._program.ended.connect(self.ended)

    @property
    def running(self) -> bool:
        """Something is being painted."""
        return self._program.running

    @property
    def losses(self) -> list[str]:
        """What would end with the window, a sentence each."""
        return [tr("The file that is being painted is given up.")] if self.running else []

    def start(self, arguments: Sequence[str]) -> None:
        """Paints.

        Args:
            arguments: Of ``rtstyle``, see `rtstyle.gui.player.command.video_arguments`.
        """
        if not self.running:
            self._program.start(arguments)
            self.progressed.emit(0, 0)

    def cancel(self) -> None:
        """Gives it up; nothing half-written is left."""
        self._program.cancel()

    def close(self) -> None:
        """Gives it up, and waits until it has ended."""
        self._program.close()

    def _hear(self, told: dict[str, Any]) -> None:
        with contextlib.suppress(ValueError, KeyError, TypeError):
            if told["type"] == "progress":
                self.progressed.emit(int(told["frames"]), int(told["of"] or 0))
            elif told["type"] == "result":
                self.finished.emit(Path(told["output"]))
