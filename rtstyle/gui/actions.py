"""Everything that has a key: one table, from which actions, tooltips and the help are made."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from PyQt6.QtCore import QRectF, Qt, pyqtSignal
from PyQt6.QtGui import QAction, QColor, QKeySequence, QPainter
from PyQt6.QtWidgets import QWidget

from rtstyle.gui import theme
from rtstyle.gui.language import tr
from rtstyle.gui.widgets import with_shortcut

if TYPE_CHECKING:
    from PyQt6.QtGui import QHideEvent, QKeyEvent, QMouseEvent, QPaintEvent


@dataclasses.dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action.

    Attributes:
        name: How the code calls it.
        text: How people call it.
        keys: Its shortcuts.
        group: Where it stands in the help.
        checkable: It is on or off.
    """

    name: str
    text: str
    keys: tuple[str, ...]
    group: str
    checkable: bool = False


ACTIONS = (
    ActionSpec("next_style", "Next style", ("Right",), "Styles"),
    ActionSpec("previous_style", "Previous style", ("Left",), "Styles"),
    ActionSpec("stronger", "Stronger", ("Up",), "Styles"),
    ActionSpec("weaker", "Weaker", ("Down",), "Styles"),
    ActionSpec("slideshow", "Slideshow", ("A",), "Styles", checkable=True),
    ActionSpec("live_thumbnails", "Live thumbnails", ("L",), "Styles", checkable=True),
    ActionSpec("refine_style", "Refine the style", ("E",), "Styles"),
    ActionSpec("refine_chosen", "Refine what I choose", ("Shift+E",), "Styles", checkable=True),
    ActionSpec("save_look", "Save the look", ("Ctrl+S",), "Styles"),
    ActionSpec("next_look", "Next look", ("PgDown",), "Styles"),
    ActionSpec("previous_look", "Previous look", ("PgUp",), "Styles"),
    ActionSpec("search", "Search styles", ("/", "Ctrl+F"), "Styles"),
    ActionSpec("add_styles", "Add pictures as styles", ("Ctrl+O",), "Styles"),
    ActionSpec("paste", "Paste a picture as a style", ("Ctrl+V",), "Styles"),
    ActionSpec("delete_style", "Delete the chosen style", ("Del",), "Styles"),
    ActionSpec("undo", "Undo a deletion", ("Ctrl+Z",), "Styles"),
    ActionSpec("favourite", "Put the style in front", ("B",), "Styles"),
    ActionSpec("add_to_mix", "Add the style to the mix", ("X",), "Styles"),
    ActionSpec("pause", "Pause", ("Space",), "View"),
    ActionSpec("step_on", "One frame on", (".",), "View"),
    ActionSpec("step_back", "One frame back", (",",), "View"),
    ActionSpec("loop", "Loop", ("O",), "View", checkable=True),
    ActionSpec("paint_file", "Paint the whole file", ("Ctrl+P",), "Output"),
    ActionSpec("record", "Record", ("R",), "Output"),
    ActionSpec("virtual_camera", "Virtual camera", ("V",), "Output"),
    ActionSpec("stream", "Stream", ("N",), "Output"),
    ActionSpec("microphone", "Microphone", ("U",), "Output", checkable=True),
    ActionSpec("clean_picture", "Clean picture", ("C",), "Output", checkable=True),
    ActionSpec("clean_full_screen", "Clean picture in full screen", ("Shift+C",), "Output", checkable=True),
    ActionSpec("clean_mirror", "Mirror the clean picture", ("Shift+M",), "Output", checkable=True),
    ActionSpec("snapshot", "Snapshot", ("S",), "Output"),
    ActionSpec("wipe", "Before and after", ("W",), "View", checkable=True),
    ActionSpec("wipe_left", "Move the wipe left", ("Shift+Left",), "View"),
    ActionSpec("wipe_right", "Move the wipe right", ("Shift+Right",), "View"),
    ActionSpec("mirror", "Mirror", ("M",), "View", checkable=True),
    ActionSpec("measure", "Frame rate and latency", ("I",), "View", checkable=True),
    ActionSpec("full_screen", "Full screen", ("F11", "F"), "View", checkable=True),
    ActionSpec("panel", "Controls", ("P",), "View", checkable=True),
    ActionSpec("help", "Keys", ("?", "F1"), "View", checkable=True),
    ActionSpec("refresh", "Look for cameras", ("F5",), "View"),
    ActionSpec("dismiss", "Close what lies over it", ("Esc",), "View"),
    ActionSpec("quit", "Quit", ("Ctrl+Q",), "View"),
)
"""Not listed are keys 1 to 9, which choose styles, and with Ctrl looks: they are made with the window."""


_REPEATING = {"stronger", "weaker", "wipe_left", "wipe_right", "step_on", "step_back"}


def make_actions(window: QWidget) -> dict[str, QAction]:
    """All of `ACTIONS`, with their keys active wherever the focus is in the window."""
    result = {}
    for spec in ACTIONS:
        text = tr(spec.text)
        action = QAction(text, window)
        action.setCheckable(spec.checkable)
        action.setShortcuts([QKeySequence(key) for key in spec.keys])
        action.setToolTip(with_shortcut(text, spec.keys[:1]))
        action.setAutoRepeat(spec.name in _REPEATING)
        window.addAction(action)
        result[spec.name] = action
    return result


_HEAD = 34
_LOW = 640


class KeyHelp(QWidget):
    """A sheet over the window that lists the keys; any click or key closes it.

    Attributes:
        closed: It is no longer to be seen.
    """

    closed = pyqtSignal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Keys"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.hide()

    def show_over(self, shown: bool) -> None:
        """Opens it over its parent, or closes it."""
        if not shown:
            self.hide()
            return
        parent = self.parentWidget()
        assert parent is not None
        self.setGeometry(parent.rect())
        self.show()
        self.raise_()

    def hideEvent(self, event: QHideEvent | None) -> None:
        """Tells that it is closed, whatever closed it."""
        super().hideEvent(event)
        self.closed.emit()

    def mousePressEvent(self, _: QMouseEvent | None) -> None:
        """Closes it."""
        self.hide()

    def keyPressEvent(self, _: QKeyEvent | None) -> None:
        """Closes it."""
        self.hide()

    def paintEvent(self, _: QPaintEvent | None) -> None:
        """Three columns on a dark sheet."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme.translucent("#08090b", 0.72))
        groups: dict[str, list[tuple[str, str]]] = {
            "Styles": [
                (tr("First nine styles"), "1 – 9"),
                (tr("First nine looks"), f"{_native('Ctrl+1')} – 9"),
            ],
            "Output": [],
            "View": [],
        }
        for spec in ACTIONS:
            keys = [_native(key) for key in spec.keys]
            groups[spec.group].append((tr(spec.text), "  ".join(keys)))
        most = max(len(lines) for lines in groups.values())
        margin, gap = (36.0, 28.0) if self.height() > _LOW else (14.0, 22.0)
        row = min(27.0, (self.height() - 2 * margin - _HEAD - 12) / most)
        column = min(300.0, (self.width() - 2 * margin - (len(groups) - 1) * gap - 24) / len(groups))
        height = 2 * margin + _HEAD + row * most
        width = 2 * margin + len(groups) * column + (len(groups) - 1) * gap
        sheet = QRectF((self.width() - width) / 2, (self.height() - height) / 2, width, height)
        painter.setPen(QColor(theme.BORDER))
        painter.setBrush(QColor(theme.SURFACE))
        painter.drawRoundedRect(sheet, 14, 14)
        for i, (group, lines) in enumerate(groups.items()):
            left = sheet.left() + margin + i * (column + gap)
            _paint_group(painter, QRectF(left, sheet.top() + margin, column, row), tr(group), lines)
        painter.end()


def _native(key: str) -> str:
    """A key as the system writes it."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def _paint_group(painter: QPainter, line: QRectF, title: str, rows: list[tuple[str, str]]) -> None:
    font = painter.font()
    font.setPixelSize(theme.TEXT_PX + 1)
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(QColor(theme.ACCENT))
    painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, title)
    line = line.translated(0, _HEAD)
    font.setPixelSize(theme.SMALL_PX)
    font.setBold(False)
    painter.setFont(font)
    metrics = painter.fontMetrics()
    for text, keys in rows:
        painter.setPen(QColor(theme.TEXT))
        room = round(line.width() - metrics.horizontalAdvance(keys) - 8)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.setPen(QColor(theme.MUTED))
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, keys)
        line = line.translated(0, line.height())
