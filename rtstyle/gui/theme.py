"""Colours, sizes and the style sheet: one dark, quiet look, in one place."""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING

from PyQt6.QtGui import QColor, QPalette

if TYPE_CHECKING:
    from PyQt6.QtWidgets import QApplication

BACKGROUND = "#131417"
SURFACE = "#1b1c21"
RAISED = "#25272e"
HOVER = "#2f323a"
BORDER = "#2c2f37"
TEXT = "#e9eaee"
MUTED = "#a0a5b1"
FAINT = "#6f7582"
ACCENT = "#eaa663"
ON_ACCENT = "#20160b"
RECORDING = "#e8615a"
POSITIVE = "#63b98a"
WARNING = "#e3b341"

TEXT_PX = 13
SMALL_PX = 12
CAPTION_PX = 11
TITLE_PX = 19
RADIUS = 8

_SHEET = Template("""
* { outline: none; }
QWidget { color: $TEXT; font-size: ${TEXT_PX}px; }
QMainWindow, QWidget#window { background: $BACKGROUND; }
QWidget#bar, QWidget#gallery { background: $SURFACE; }
QWidget#bar { border: none; }
QFrame#rule { background: $BORDER; border: none; }
QScrollArea, QScrollArea > QWidget > QWidget, QListView { background: transparent; border: none; }
QScrollArea#panel, QScrollArea#panel > QWidget > QWidget { background: $SURFACE; }

QLabel { background: transparent; }
QLabel[role="heading"] { font-weight: 600; }
QLabel[role="caption"] { color: $FAINT; font-size: ${CAPTION_PX}px; }
QLabel[role="muted"] { color: $MUTED; font-size: ${SMALL_PX}px; }
QLabel[role="value"] { color: $MUTED; font-size: ${SMALL_PX}px; }

QToolTip { background: $RAISED; color: $TEXT; border: 1px solid $BORDER; padding: 5px 8px; font-size: ${SMALL_PX}px; }

QPushButton, QToolButton {
    background: transparent; border: 1px solid transparent; border-radius: 7px; padding: 0 10px;
    min-height: 30px; color: $TEXT;
}
QToolButton { padding: 0; min-width: 32px; }
QToolButton[kind="small"] { min-width: 22px; min-height: 22px; }
QPushButton:hover, QToolButton:hover { background: $HOVER; }
QPushButton:pressed, QToolButton:pressed { background: $RAISED; }
QPushButton:focus, QToolButton:focus { border-color: $FAINT; }
QPushButton:checked, QToolButton:checked { background: $RAISED; color: $ACCENT; }
QPushButton:disabled, QToolButton:disabled { color: $FAINT; }
QPushButton[kind="filled"] { background: $RAISED; }
QPushButton[kind="filled"]:hover { background: $HOVER; }
QPushButton[kind="accent"] { background: $ACCENT; color: $ON_ACCENT; font-weight: 600; }
QPushButton[kind="accent"]:hover { background: #f2b87d; }
QPushButton[kind="output"] {
    background: $RAISED; padding: 0 14px 0 10px; border-radius: 16px; min-height: 30px; text-align: left;
}
QPushButton[kind="output"]:hover { background: $HOVER; }
QPushButton[kind="output"]:focus { border-color: $FAINT; }
QPushButton[kind="output"][state="on"] { background: #3a2f22; color: $ACCENT; }
QPushButton[kind="output"][state="recording"] { background: #42211f; color: #ff9a93; }

QFrame#segments { background: $BACKGROUND; border-radius: 8px; }
QFrame#segments QPushButton {
    border-radius: 6px; min-height: 26px; padding: 0 4px; color: $MUTED; font-size: ${SMALL_PX}px; margin: 2px;
}
QFrame#segments QPushButton:hover { color: $TEXT; background: transparent; }
QFrame#segments QPushButton:checked { background: $HOVER; color: $TEXT; }
QFrame#segments QPushButton:focus { border-color: $FAINT; }

QComboBox, QLineEdit {
    background: $RAISED; border: 1px solid transparent; border-radius: 7px; padding: 0 10px; min-height: 30px;
    selection-background-color: $ACCENT; selection-color: $ON_ACCENT;
}
QLineEdit QToolButton { min-width: 0; min-height: 0; padding: 0; border: none; background: transparent; }
QComboBox { padding-right: 26px; }
QComboBox:hover, QLineEdit:hover { background: $HOVER; }
QComboBox:focus, QLineEdit:focus { border-color: $FAINT; }
QComboBox::drop-down { width: 0; border: none; }
QComboBox QAbstractItemView, QMenu {
    background: $RAISED; border: 1px solid $BORDER; border-radius: 7px; padding: 4px;
}
QComboBox QAbstractItemView::item { min-height: 28px; padding: 0 8px; border-radius: 5px; }
QComboBox QAbstractItemView::item:hover, QComboBox QAbstractItemView::item:selected {
    background: $HOVER; color: $TEXT;
}
QMenu::item { padding: 6px 22px 6px 12px; border-radius: 5px; }
QMenu::item:selected { background: $HOVER; }
QMenu::item:disabled { color: $FAINT; }
QMenu::indicator { width: 14px; height: 14px; left: 6px; }
QToolButton::menu-indicator { image: none; width: 0; }
QMenu::separator { height: 1px; background: $BORDER; margin: 4px 8px; }

QSlider { min-height: 22px; background: transparent; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: $HOVER; }
QSlider::sub-page:horizontal { height: 4px; border-radius: 2px; background: $ACCENT; }
QSlider::handle:horizontal {
    width: 14px; height: 14px; margin: -5px 0; border-radius: 7px; background: $TEXT;
}
QSlider::handle:horizontal:hover { background: #ffffff; }
QSlider::handle:horizontal:focus { background: $ACCENT; }

QScrollBar:horizontal { height: 10px; background: transparent; margin: 0; }
QScrollBar:vertical { width: 10px; background: transparent; margin: 0; }
QScrollBar::handle { background: $HOVER; border-radius: 3px; margin: 2px; }
QScrollBar::handle:horizontal { min-width: 36px; }
QScrollBar::handle:vertical { min-height: 36px; }
QScrollBar::handle:hover { background: $FAINT; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
""")


def style_sheet() -> str:
    """The style sheet of the whole application."""
    names = {name: value for name, value in globals().items() if name.isupper() and not name.startswith("_")}
    return _SHEET.substitute(names)


def apply_theme(app: QApplication) -> None:
    """Gives an application the look of rtstyle, whatever the desktop's theme is."""
    app.setStyle("Fusion")
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: BACKGROUND,
        QPalette.ColorRole.WindowText: TEXT,
        QPalette.ColorRole.Base: SURFACE,
        QPalette.ColorRole.AlternateBase: RAISED,
        QPalette.ColorRole.Text: TEXT,
        QPalette.ColorRole.PlaceholderText: FAINT,
        QPalette.ColorRole.Button: RAISED,
        QPalette.ColorRole.ButtonText: TEXT,
        QPalette.ColorRole.ToolTipBase: RAISED,
        QPalette.ColorRole.ToolTipText: TEXT,
        QPalette.ColorRole.Highlight: ACCENT,
        QPalette.ColorRole.HighlightedText: ON_ACCENT,
        QPalette.ColorRole.Link: ACCENT,
    }
    for role, value in roles.items():
        palette.setColor(role, QColor(value))
    app.setPalette(palette)
    app.setStyleSheet(style_sheet())


def translucent(color: str, alpha: float) -> QColor:
    """A colour of the theme that lets the picture shine through; ``alpha`` in [0, 1]."""
    result = QColor(color)
    result.setAlphaF(alpha)
    return result
