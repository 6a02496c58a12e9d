"""Asks before something that runs would end with the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import QObject, pyqtSignal
from PyQt6.QtWidgets import QMessageBox, QWidget

from rtstyle.gui.language import tr

if TYPE_CHECKING:
    from collections.abc import Sequence


class LeavingQuestion(QObject):
    """The question, beside which the picture and all else go on.

    Attributes:
        confirmed: The user wants to leave nevertheless.
    """

    confirmed = pyqtSignal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.box: QMessageBox | None = None

    def ask(self, running: Sequence[str]) -> None:
        """Asks once, whatever else is pressed meanwhile.

        Args:
            running: What runs, and what comes of it, one sentence each.
        """
        if self.box is not None:
            self.box.raise_()
            return
        box = self.box = QMessageBox(self._window)
        box.setWindowTitle("rtstyle")
        box.setText(tr("Quit rtstyle?"))
        box.setInformativeText("\n".join(running))
        leave = box.addButton(tr("Quit"), QMessageBox.ButtonRole.AcceptRole)
        stay = box.addButton(tr("Go on"), QMessageBox.ButtonRole.RejectRole)
        for button in (leave, stay):
            assert button is not None
            button.setProperty("kind", "filled")
        box.setDefaultButton(stay)
        box.setEscapeButton(stay)
        box.finished.connect(lambda _: self._answered(box.clickedButton() is leave))
        box.open()

    def _answered(self, leave: bool) -> None:
        box, self.box = self.box, None
        if box is not None:
            box.deleteLater()
        if leave:
            self.confirmed.emit()
