"""Where the picture is streamed to."""

from __future__ import annotations

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from rtstyle.gui.language import tr
from rtstyle.gui.popup import Popup
from rtstyle.gui.widgets import label
from rtstyle.sinks.make import SINKS


class AddressPopup(Popup):
    """Asks for the address.

    Attributes:
        start_requested: The address.
    """

    start_requested = pyqtSignal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, tr("Stream to the network"))
        self.field = QLineEdit()
        self.field.setPlaceholderText("rtmp://server/app/key")
        self.field.setAccessibleName(tr("Address to stream to"))
        self.field.setMinimumWidth(330)
        self.field.returnPressed.connect(self._start)
        start = QPushButton(tr("Start"))
        start.setProperty("kind", "accent")
        start.clicked.connect(self._start)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.field)
        row.addWidget(start)
        self.body.addWidget(label(", ".join(kind.help for kind in SINKS.values() if kind.offered), "muted"))
        self.body.addLayout(row)

    def open_above(self, button: QWidget) -> None:
        """Appears ready to type."""
        super().open_above(button)
        self.field.setFocus()
        self.field.selectAll()

    def _start(self) -> None:
        address = self.field.text().strip()
        if address:
            self.hide()
            self.start_requested.emit(address)
