"""A small sheet that opens above a button, and closes when the user looks elsewhere."""

from __future__ import annotations

from PyQt6.QtCore import QPoint, Qt
from PyQt6.QtWidgets import QFrame, QVBoxLayout, QWidget

from rtstyle.gui import theme
from rtstyle.gui.widgets import label

_GAP = 8


class Popup(QFrame):
    """The sheet, with a heading.

    Attributes:
        body: Where its contents go, below the heading.
    """

    def __init__(self, parent: QWidget, title: str) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popup")
        self.setAccessibleName(title)
        self.setStyleSheet(
            f"QFrame#popup {{ background: {theme.SURFACE}; border: 1px solid {theme.BORDER}; }}"
        )
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(14, 12, 14, 14)
        self.body.setSpacing(8)
        self.body.addWidget(label(title, "heading"))

    def open_above(self, button: QWidget) -> None:
        """Appears above a button, and within its window."""
        self._open(button, -self.sizeHint().height() - _GAP)

    def open_below(self, button: QWidget) -> None:
        """Appears below a button, and within its window."""
        self._open(button, button.height() + _GAP)

    def _open(self, button: QWidget, distance: int) -> None:
        self.adjustSize()
        size, window = self.sizeHint(), button.window()
        assert window is not None
        corner = button.mapTo(window, QPoint(0, distance))
        x = max(0, min(corner.x(), window.width() - size.width()))
        self.move(window.mapToGlobal(QPoint(x, max(0, corner.y()))))
        self.show()
