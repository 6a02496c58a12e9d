"""What is asked of the source: how large its picture is to be, and how many there are to be in a second."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import QSize, pyqtSignal
from PyQt6.QtGui import QAction, QActionGroup
from PyQt6.QtWidgets import QMenu, QToolButton

from rtstyle.gui import theme
from rtstyle.gui.icons import icon
from rtstyle.gui.language import mark, tr
from rtstyle.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Mapping

SIZES = ((0, 0), (640, 360), (640, 480), (1280, 720), (1920, 1080))
"""Sizes on offer, pixels; zeros leave it to the source."""
RATES = (0.0, 15.0, 24.0, 30.0, 60.0)
"""Frames per second on offer; 0 takes the source's."""
_TOOLTIP = mark("Picture size and frame rate of the source")


class FormatButton(QToolButton):
    """A button with a menu of both.

    Attributes:
        change_requested: The settings that the user wants changed, {name: value}.
    """

    change_requested = pyqtSignal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setIcon(icon("adjust", theme.MUTED, size=18))
        self.setIconSize(QSize(18, 18))
        self.setAccessibleName(tr(_TOOLTIP))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._settings = Settings()
        menu = QMenu(self)
        menu.aboutToShow.connect(self._fill)
        self.setMenu(menu)
        self.show_delivered("")

    def show_settings(self, settings: Settings) -> None:
        """Takes note of what is asked for."""
        self._settings = settings

    def show_delivered(self, description: str) -> None:
        """Tells what the source really delivers, one line; empty where it has nothing to tell."""
        tip = tr(_TOOLTIP)
        self.setToolTip(f"{tip}\n{description}" if description else tip)
        self.setAccessibleDescription(description)

    def _fill(self) -> None:
        menu, settings = self.menu(), self._settings
        assert menu is not None
        menu.clear()
        asked = (settings.source_width, settings.source_height)
        sizes = {
            _size_text(*size): {"source_width": size[0], "source_height": size[1]}
            for size in sorted({*SIZES, asked})
        }
        self._add(tr("Picture size"), sizes, _size_text(*asked))
        menu.addSeparator()
        rates = {_rate_text(fps): {"fps": fps} for fps in sorted({*RATES, settings.fps})}
        self._add(tr("Frame rate"), rates, _rate_text(settings.fps))

    def _add(self, title: str, choices: Mapping[str, Mapping[str, float]], current: str) -> None:
        """A heading, and below it the choices: text → the settings that it stands for."""
        menu = self.menu()
        assert menu is not None
        heading = menu.addAction(title)
        assert heading is not None
        heading.setEnabled(False)
        group = QActionGroup(menu)
        for text, change in choices.items():
            action = QAction(text, group)
            action.setCheckable(True)
            action.setChecked(text == current)
            action.triggered.connect(lambda _, change=change: self.change_requested.emit(change))
            menu.addAction(action)


def _size_text(width: int, height: int) -> str:
    return f"{width} × {height}" if width and height else tr("Automatic")


def _rate_text(fps: float) -> str:
    return tr("{count} per second", count=f"{fps:g}") if fps else tr("Automatic")
