"""Asks whether to paint the whole file, tells how far it is, and gives the line for the terminal."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PyQt6.QtCore import QSize, Qt, pyqtSignal
from PyQt6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton

from rtstyle.gui import theme
from rtstyle.gui.icons import icon
from rtstyle.gui.language import mark, tr
from rtstyle.gui.places import shown_folder
from rtstyle.gui.popup import Popup
from rtstyle.gui.widgets import duration_text, label

if TYPE_CHECKING:
    from pathlib import Path

    from PyQt6.QtWidgets import QWidget

_WIDTH = 400
_NAME = mark("Paint file")


class PaintButton(QPushButton):
    """Beside Record, for files: opens the sheet, and shows how far it is."""

    def __init__(self) -> None:
        super().__init__(icon("paint", theme.MUTED), tr(_NAME))
        self.setProperty("kind", "output")
        self.setIconSize(QSize(18, 18))
        self.setToolTip(tr("Paint the whole file in this look, at full quality"))
        self.setAccessibleName(tr("Paint the whole file"))
        self._share: float | None = None
        self._words = True
        self.hide()

    def set_words(self, words: bool) -> None:
        """With its name, or with the picture alone where there is no room."""
        self._words = words
        self._show()

    def show_share(self, share: float | None) -> None:
        """How much is done, 0 to 1; None where nothing is being painted."""
        self._share = share
        self.setProperty("state", "" if share is None else "on")
        style = self.style()
        assert style is not None
        style.unpolish(self)
        style.polish(self)
        self.setAccessibleDescription("" if share is None else f"{share:.0%}")
        self._show()

    def _show(self) -> None:
        name = tr(_NAME) if self._words else ""
        self.setText(name if self._share is None else f"{self._share:.0%}")


class PaintPopup(Popup):
    """The sheet.

    Attributes:
        start_requested: The user wants the file painted.
        cancel_requested: The user does not want it any more.
        copy_requested: The user wants the line for the terminal.
    """

    start_requested = pyqtSignal()
    cancel_requested = pyqtSignal()
    copy_requested = pyqtSignal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, tr("Paint the whole file"))
        self.setFixedWidth(_WIDTH)
        self._words = label(tr("Every frame in the look of now, at full quality, with its sound."), "muted")
        self._words.setWordWrap(True)
        self._target = label("", "muted")
        self._target.setTextFormat(Qt.TextFormat.PlainText)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(6)
        self.bar.setAccessibleName(tr("Painted so far"))
        self._left = label("", "muted")
        self.start = QPushButton(tr("Paint"))
        self.start.setProperty("kind", "accent")
        self.start.clicked.connect(self.start_requested)
        self.start.clicked.connect(self.hide)
        self.cancel = QPushButton(tr("Cancel"))
        self.cancel.setProperty("kind", "filled")
        self.cancel.clicked.connect(self.cancel_requested)
        self.copy = QPushButton(tr("Copy as command"))
        self.copy.setProperty("kind", "filled")
        self.copy.setToolTip(tr("The line that does the same in a terminal"))
        self.copy.clicked.connect(self.copy_requested)
        self.copy.clicked.connect(self.hide)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.copy)
        row.addStretch()
        row.addWidget(self.cancel)
        row.addWidget(self.start)
        for widget in (self._words, self._target, self.bar, self._left):
            self.body.addWidget(widget)
        self.body.addSpacing(2)
        self.body.addLayout(row)
        self._began_s = self._first_s = 0.0
        self._first = 0
        self.show_idle()

    @property
    def text(self) -> str:
        """How far it is, in words."""
        return self._left.text()

    def show_target(self, target: Path) -> None:
        """Where the painted file will be."""
        text = tr("{file}  in  {folder}", file=target.name, folder=shown_folder(target.parent))
        metrics = self._target.fontMetrics()
        self._target.setText(metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, _WIDTH - 40))
        self._target.setToolTip(str(target))

    def show_idle(self) -> None:
        """Nothing is being painted."""
        self._show_running(False)

    def show_progress(self, done: int, total: int) -> None:
        """So many frames are done of so many; 0 where that is not known."""
        now_s = time.monotonic()
        if not done:
            self._first = 0
            self._show_running(True)
            self.bar.setRange(0, 0)
            self._left.setText(tr("Loading the network…"))
            return
        if not self._first:
            self._first, self._first_s = done, now_s
        self.bar.setRange(0, total)
        self.bar.setValue(min(done, total))
        parts = [
            tr("{done} of {total} frames", done=done, total=total)
            if total
            else tr("{done} frames", done=done)
        ]
        rate = (done - self._first) / max(now_s - self._first_s, 1e-3)
        if total and rate > 0:
            parts.append(tr("{time} left", time=duration_text((total - done) / rate)))
        self._left.setText("  ·  ".join(parts))

    def _show_running(self, running: bool) -> None:
        for widget in (self.bar, self._left, self.cancel):
            widget.setVisible(running)
        for widget in (self._words, self.start):
            widget.setVisible(not running)
        self.adjustSize()
