"""What went wrong and what to do about it, above the picture and never in its way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import QSize, Qt, pyqtSignal
from PyQt6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy

from rtstyle.gui import theme
from rtstyle.gui.bridge import timer
from rtstyle.gui.icons import icon
from rtstyle.gui.language import told, tr
from rtstyle.gui.widgets import tool_button

if TYPE_CHECKING:
    from rtstyle.gui.state import Problem

_PASSING_MS = 15_000
_SHEET = f"""
QFrame#banner {{ background: #3a2b1c; border: 1px solid #5a4326; border-radius: 8px; }}
QFrame#banner QToolButton:hover, QFrame#banner QPushButton:hover {{ background: #523d25; }}
QFrame#banner QPushButton {{ color: {theme.ACCENT}; font-weight: 600; }}
"""


class Banner(QFrame):
    """The newest problem; those before it come back when it is solved or put away.

    Attributes:
        retry_requested: The user wants to try again what failed.
    """

    retry_requested = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("banner")
        self.setStyleSheet(_SHEET)
        self._problems: dict[str, Problem] = {}
        self._timer = timer(self, _PASSING_MS, self._let_pass, once=True)
        sign = QLabel()
        sign.setPixmap(icon("warning", theme.WARNING, size=20).pixmap(QSize(20, 20)))
        self._text = QLabel()
        # Names of files come here: they are text, whatever they hold.
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._retry = QPushButton(tr("Try again"))
        self._retry.clicked.connect(self.retry_requested)
        close = tool_button("close", tr("Put this message away"), "Esc")
        close.clicked.connect(self.dismiss)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 6, 6)
        layout.setSpacing(10)
        layout.addWidget(sign)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._retry)
        layout.addWidget(close)
        self.hide()

    @property
    def text(self) -> str:
        """What is shown; empty if nothing is."""
        return self._text.text() if self._problems else ""

    def show_problem(self, problem: Problem) -> None:
        """Shows a problem, in place of an older one of its key."""
        self._problems.pop(problem.key, None)
        self._problems[problem.key] = problem
        if problem.passing:
            self._timer.start()
        self._show_newest()

    def solve(self, key: str) -> None:
        """Takes away the problem of this key."""
        if self._problems.pop(key, None) is not None:
            self._show_newest()

    def _let_pass(self) -> None:
        self._problems = {key: problem for key, problem in self._problems.items() if not problem.passing}
        self._show_newest()

    def dismiss(self) -> None:
        """Puts away what is shown."""
        if self._problems:
            self._problems.popitem()
            self._show_newest()

    def _show_newest(self) -> None:
        if not self._problems:
            self.hide()
            return
        problem = next(reversed(self._problems.values()))
        text = sentence(told(problem.text))
        self._text.setText(text)
        # In a small window there may be no room for all of it.
        self._text.setToolTip(text)
        self._retry.setVisible(problem.retry)
        self.setAccessibleName(text)
        self.show()


def sentence(text: str) -> str:
    """A message with a capital letter, as it stands by itself; names of files and addresses stay as they are."""
    first = text.partition(" ")[0]
    return text if set(first.rstrip(".,;:")) & set("./\\:") else text[:1].upper() + text[1:]
