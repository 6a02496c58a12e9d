"""Instead of a picture that there is none of: what one can do now."""

from __future__ import annotations

import sys

from PyQt6.QtCore import QEvent, QObject, Qt, pyqtSignal
from PyQt6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from rtstyle.gui import theme
from rtstyle.gui.language import mark, tr
from rtstyle.gui.widgets import label

_ADVICE = {
    "darwin": mark("Allow it in System Settings, Privacy & Security, Camera; then start rtstyle again."),
    "win32": mark(
        "Allow desktop apps to use it in Settings, Privacy, Camera, and close programs that use it."
    ),
    "linux": mark(
        "Close programs that use it, and see that you may: sudo usermod -aG video $USER, then log in again."
    ),
}
_WIDTH = 460


class FirstChoice(QFrame):
    """Stands in the middle of the picture's place.

    Attributes:
        video_wanted: Asks for a video.
        scene_wanted: Shows the sample scene.
        retry_wanted: Tries the camera again.
    """

    video_wanted = pyqtSignal()
    scene_wanted = pyqtSignal()
    retry_wanted = pyqtSignal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("choice")
        self.setAccessibleName(tr("There is no camera picture"))
        self.setStyleSheet(
            f"QFrame#choice {{ background: {theme.SURFACE}; border: 1px solid {theme.BORDER}; border-radius: 10px; }}"
        )
        self._title = label(tr("No picture from the camera"), "heading")
        self._reason = label("", "muted")
        advice = label(tr(_ADVICE.get(sys.platform, _ADVICE["linux"])), "muted")
        drop = label(tr("Or drop a video here."), "muted")
        self.buttons: dict[str, QPushButton] = {}
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch()
        for words, wish, kind in (
            (tr("Open a video…"), self.video_wanted, "accent"),
            (tr("Try the sample scene"), self.scene_wanted, "filled"),
            (tr("Try again"), self.retry_wanted, "filled"),
        ):
            button = QPushButton(words)
            button.setProperty("kind", kind)
            button.clicked.connect(wish)
            row.addWidget(button)
            self.buttons[words] = button
        row.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 18)
        layout.setSpacing(8)
        for text in (self._title, self._reason, advice):
            text.setAlignment(Qt.AlignmentFlag.AlignCenter)
            text.setWordWrap(True)
            layout.addWidget(text)
        layout.addLayout(row)
        drop.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(drop)
        parent.installEventFilter(self)
        self.hide()

    def offer(self, reason: str) -> None:
        """Appears, with why there is no picture."""
        self._reason.setText(reason)
        self.setAccessibleDescription(reason)
        self.show()
        self.raise_()
        self._place()

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        """Stays in the middle."""
        if event is not None and event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        parent = self.parentWidget()
        assert parent is not None
        width = min(max(_WIDTH, self.minimumSizeHint().width()), parent.width() - 12)
        height = min(max(self.heightForWidth(width), self.sizeHint().height()), parent.height())
        self.setGeometry((parent.width() - width) // 2, (parent.height() - height) // 2, width, height)
