"""What was done and what can be done about it: words with buttons over the picture, for a few seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import QEvent, QObject, Qt
from PyQt6.QtGui import QFontMetrics
from PyQt6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from rtstyle.gui import theme
from rtstyle.gui.bridge import timer
from rtstyle.gui.language import tr
from rtstyle.gui.widgets import label, tool_button

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PyQt6.QtGui import QEnterEvent

_SHOWN_MS = 9000
_RAISED = 18
_LONGEST = 420
_SHEET = f"""
QFrame#offer {{ background: {theme.SURFACE}; border: 1px solid {theme.BORDER}; border-radius: 10px; }}
QFrame#offer QPushButton {{ color: {theme.ACCENT}; font-weight: 600; }}
"""


class Offer(QFrame):
    """Stands at the bottom of the picture; the newest takes the place of the one before."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("offer")
        self.setStyleSheet(_SHEET)
        self._words = label("")
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(2)
        close = tool_button("close", tr("Put this away"))
        close.clicked.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 5, 6, 5)
        layout.setSpacing(10)
        layout.addWidget(self._words)
        layout.addLayout(self._buttons)
        layout.addWidget(close)
        self._timer = timer(self, _SHOWN_MS, self.hide, once=True)
        parent.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """What is said; empty while nothing is."""
        return self.accessibleName() if self.isVisible() else ""

    @property
    def buttons(self) -> dict[str, QPushButton]:
        """What is offered, by its words."""
        items = (self._buttons.itemAt(i) for i in range(self._buttons.count()))
        found = [item.widget() for item in items if item is not None]
        return {button.text(): button for button in found if isinstance(button, QPushButton)}

    def make(self, text: str, choices: Mapping[str, Callable[[], object]]) -> None:
        """Says something and offers something.

        Args:
            text: One line; what is too long is cut in its middle.
            choices: Words of a button → what it does. Any of them puts the offer away.
        """
        for old in self.buttons.values():
            self._buttons.removeWidget(old)
            old.deleteLater()
        for words, action in choices.items():
            button = QPushButton(words)
            button.clicked.connect(self.hide)
            button.clicked.connect(lambda _, action=action: action())
            self._buttons.addWidget(button)
        cut = QFontMetrics(self._words.font()).elidedText(text, Qt.TextElideMode.ElideMiddle, _LONGEST)
        self._words.setText(cut)
        self._words.setToolTip(text if cut != text else "")
        self.setAccessibleName(text)
        self.show()
        self.raise_()
        self._place()
        self._timer.start()

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        """Follows the picture's size."""
        if event is not None and event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent | None) -> bool:
        """Grows with words whose room is known only once they have their style."""
        if event is not None and event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return super().event(event)

    def enterEvent(self, event: QEnterEvent | None) -> None:
        """Stays for as long as it is pointed at."""
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent | None) -> None:
        """Goes a while after."""
        self._timer.start()
        super().leaveEvent(event)

    def _place(self) -> None:
        parent = self.parentWidget()
        assert parent is not None
        layout = self.layout()
        assert layout is not None
        layout.activate()
        width = min(self.sizeHint().width(), parent.width() - 16)
        self.resize(width, self.sizeHint().height())
        self.move((parent.width() - width) // 2, parent.height() - self.height() - _RAISED)
