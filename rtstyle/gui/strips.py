"""Styles or looks below the picture: one strip at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QStackedWidget

from rtstyle.gui.language import tr
from rtstyle.gui.widgets import Segments

if TYPE_CHECKING:
    from PyQt6.QtWidgets import QWidget


def strip_choices() -> dict[str, tuple[str, str]]:
    """The strips: key → name and what is in it."""
    return {
        "styles": (tr("Styles"), tr("The styles")),
        "looks": (tr("Looks"), tr("Styles and mixtures with their settings")),
    }


class Strips(QStackedWidget):
    """The strips, and the tabs at the head of each.

    Attributes:
        picked: The user wants to see the strip of this key.
    """

    picked = pyqtSignal(str)

    def __init__(self) -> None:
        super().__init__()
        self._pages: dict[str, QWidget] = {}
        self._tabs: list[Segments] = []

    def make_tabs(self) -> Segments:
        """Tabs for the head of one strip."""
        tabs = Segments(tr("Strip"), strip_choices())
        tabs.setFixedWidth(150)
        tabs.chosen.connect(self.picked)
        self._tabs.append(tabs)
        return tabs

    def add(self, key: str, page: QWidget) -> None:
        """Takes in a strip."""
        self._pages[key] = page
        self.addWidget(page)

    @property
    def shown(self) -> str:
        """Key of the strip that is seen."""
        return next((key for key, page in self._pages.items() if page is self.currentWidget()), "")

    def show_strip(self, key: str) -> None:
        """Shows one of them."""
        if key in self._pages:
            self.setCurrentWidget(self._pages[key])
            for tabs in self._tabs:
                tabs.show_choice(key)
