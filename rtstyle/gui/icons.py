"""Line icons on a 24-unit grid, drawn for rtstyle; crisp at any scale."""

from __future__ import annotations

import functools

from PyQt6.QtCore import QByteArray, QRectF, QSize, Qt
from PyQt6.QtGui import QColor, QIcon, QPainter, QPixmap
from PyQt6.QtSvg import QSvgRenderer

from rtstyle.gui import theme

_SCALES = (1.0, 2.0, 3.0)

_SHAPES = {
    "record": '<circle cx="12" cy="12" r="6" fill="COLOR"/>',
    "stop": '<rect x="6.5" y="6.5" width="11" height="11" rx="2" fill="COLOR"/>',
    "virtual-camera": '<rect x="2.8" y="6.5" width="12.4" height="11" rx="2.4"/>'
    '<path d="M15.2 11 L21 7.8 V16.2 L15.2 13"/>',
    "microphone": '<rect x="9" y="3" width="6" height="11" rx="3"/><path d="M5.6 11.4 A6.4 6.4 0 0 0 18.4 11.4'
    ' M12 17.8 V21 M8.8 21 H15.2"/>',
    "network": '<circle cx="12" cy="12" r="1.7" fill="COLOR"/>'
    '<path d="M8.2 15.8 A5.4 5.4 0 0 1 8.2 8.2 M15.8 8.2 A5.4 5.4 0 0 1 15.8 15.8'
    ' M5.3 18.7 A9.5 9.5 0 0 1 5.3 5.3 M18.7 5.3 A9.5 9.5 0 0 1 18.7 18.7"/>',
    "snapshot": '<path d="M8.4 7 L9.8 4.8 H14.2 L15.6 7 H18.6 A2.4 2.4 0 0 1 21 9.4 V16.8 A2.4 2.4 0 0 1 18.6 19.2'
    ' H5.4 A2.4 2.4 0 0 1 3 16.8 V9.4 A2.4 2.4 0 0 1 5.4 7 Z"/><circle cx="12" cy="12.9" r="3.4"/>',
    "wipe": '<rect x="3" y="5" width="18" height="14" rx="2.4"/><path d="M12 2.6 V21.4"/>'
    '<path d="M12 5 H18.6 A2.4 2.4 0 0 1 21 7.4 V16.6 A2.4 2.4 0 0 1 18.6 19 H12 Z" fill="COLOR" fill-opacity="0.3"'
    ' stroke="none"/>',
    "mirror": '<path d="M12 3 V21" stroke-dasharray="2.4 2.6"/><path d="M8.6 6.6 V17.4 L2.8 17.4 Z"/>'
    '<path d="M15.4 6.6 V17.4 L21.2 17.4 Z" fill="COLOR" fill-opacity="0.35"/>',
    "full-screen": '<path d="M4 9 V5.5 A1.5 1.5 0 0 1 5.5 4 H9 M15 4 H18.5 A1.5 1.5 0 0 1 20 5.5 V9'
    ' M20 15 V18.5 A1.5 1.5 0 0 1 18.5 20 H15 M9 20 H5.5 A1.5 1.5 0 0 1 4 18.5 V15"/>',
    "measure": '<path d="M4 20 V13 M9.3 20 V8 M14.7 20 V11 M20 20 V4"/>',
    "search": '<circle cx="10.6" cy="10.6" r="6"/><path d="M15.2 15.2 L20 20"/>',
    "add": '<path d="M12 5 V19 M5 12 H19"/>',
    "remove": '<path d="M5 7 H19 M9.5 7 V4.8 H14.5 V7 M7 7 L7.8 19.2 H16.2 L17 7 M10.3 10.6 V15.8 M13.7 10.6 V15.8"/>',
    "adjust": '<path d="M4 8 H10.8 M16.2 8 H20 M4 16 H7.8 M13.2 16 H20"/>'
    '<circle cx="13.5" cy="8" r="2.6"/><circle cx="10.5" cy="16" r="2.6"/>',
    "refresh": '<path d="M19.4 12 A7.4 7.4 0 1 1 17 6.5 M17.4 2.8 V6.9 H13.3"/>',
    "slideshow": '<rect x="3" y="6" width="13.5" height="12" rx="2.2"/><path d="M19.2 8 V16 M21.8 10 V14"/>'
    '<path d="M8 9.4 V14.6 L12.4 12 Z" fill="COLOR"/>',
    "live": '<rect x="3" y="5" width="7.6" height="6" rx="1.6"/><rect x="13.4" y="5" width="7.6" height="6" rx="1.6"/>'
    '<rect x="3" y="14" width="7.6" height="6" rx="1.6"/><circle cx="17.2" cy="17" r="2.6" fill="COLOR"/>',
    "close": '<path d="M6.5 6.5 L17.5 17.5 M17.5 6.5 L6.5 17.5"/>',
    "warning": '<path d="M12 4.2 L21 19.4 H3 Z M12 10.2 V14"/><circle cx="12" cy="16.6" r="0.7" fill="COLOR"/>',
    "information": '<circle cx="12" cy="12" r="8.6"/><path d="M12 11.2 V16.2"/>'
    '<circle cx="12" cy="8.2" r="0.7" fill="COLOR"/>',
    "done": '<circle cx="12" cy="12" r="8.6"/><path d="M8.2 12.2 L11 15 L15.9 9.6"/>',
    "chevron": '<path d="M7.5 10 L12 14.5 L16.5 10"/>',
    "keyboard": '<rect x="2.6" y="6" width="18.8" height="12" rx="2.4"/>'
    '<path d="M6.2 10 H6.3 M10 10 H10.1 M13.9 10 H14 M17.7 10 H17.8 M8 14 H16"/>',
    "panel": '<rect x="3" y="5" width="18" height="14" rx="2.4"/><path d="M15 5 V19"/>',
    "folder": '<path d="M3 7.4 A1.8 1.8 0 0 1 4.8 5.6 H9 L11.2 8 H19.2 A1.8 1.8 0 0 1 21 9.8 V16.8'
    ' A1.8 1.8 0 0 1 19.2 18.6 H4.8 A1.8 1.8 0 0 1 3 16.8 Z"/>',
    "engine": '<rect x="7" y="7" width="10" height="10" rx="2"/>'
    '<path d="M9.5 3.6 V7 M14.5 3.6 V7 M9.5 17 V20.4 M14.5 17 V20.4 M3.6 9.5 H7 M3.6 14.5 H7 M17 9.5 H20.4'
    ' M17 14.5 H20.4"/>',
    "picture": '<rect x="8.4" y="3.6" width="12.6" height="10" rx="2"/>'
    '<path d="M5.6 8.4 H5 A2 2 0 0 0 3 10.4 V18.4 A2 2 0 0 0 5 20.4 H13.6 A2 2 0 0 0 15.6 18.4 V17"/>'
    '<path d="M11.4 10.8 L14 7.6 L16.2 10 L17.4 8.8 L19 10.8"/>',
    "pause": '<path d="M8.6 5.6 V18.4 M15.4 5.6 V18.4" stroke-width="2.6"/>',
    "play": '<path d="M7.6 5 V19 L18.8 12 Z" fill="COLOR"/>',
    "step-back": '<path d="M17.4 6 V18 L8.6 12 Z" fill="COLOR"/><path d="M6.2 6 V18"/>',
    "step-on": '<path d="M6.6 6 V18 L15.4 12 Z" fill="COLOR"/><path d="M17.8 6 V18"/>',
    "loop": '<path d="M17.2 3.4 L20.4 6.6 L17.2 9.8 M20 6.6 H8.4 A4.4 4.4 0 0 0 4 11 V12'
    ' M6.8 20.6 L3.6 17.4 L6.8 14.2 M4 17.4 H15.6 A4.4 4.4 0 0 0 20 13 V12"/>',
    "paint": '<path d="M19.8 4.2 C15 6.4 11 10 9.2 13.4 L11.6 15.6 C14.8 13.4 18 9 19.8 4.2 Z"/>'
    '<path d="M8.2 14.6 C5.4 14.8 6.2 18.2 3.6 19.2 C6.6 20.6 10.4 19.8 10.6 17 Z" fill="COLOR"/>',
    "mix": '<rect x="3.4" y="3.4" width="17.2" height="17.2" rx="3"/><circle cx="14.4" cy="9.6" r="2.6" fill="COLOR"/>',
}

ICON_NAMES = tuple(_SHAPES)
"""What can be asked for."""


def paint_icon(painter: QPainter, name: str, rect: QRectF, color: str = theme.TEXT) -> None:
    """Draws an icon into a rectangle, in one colour.

    Args:
        painter: Where to.
        name: One of `ICON_NAMES`.
        rect: Place and size; icons are square.
        color: ``#rrggbb``.
    """
    _renderer(name, color).render(painter, rect)


@functools.cache
def icon(name: str, color: str = theme.TEXT, on_color: str | None = None, size: int = 20) -> QIcon:
    """An icon for buttons and menus.

    Args:
        name: One of `ICON_NAMES`.
        color: Of a button that is off.
        on_color: Of one that is on; None takes the accent.
        size: Side in logical pixels.
    """
    result = QIcon()
    states = {
        (QIcon.Mode.Normal, QIcon.State.Off): color,
        (QIcon.Mode.Normal, QIcon.State.On): on_color or theme.ACCENT,
        (QIcon.Mode.Disabled, QIcon.State.Off): theme.FAINT,
    }
    for (mode, state), tone in states.items():
        for scale in _SCALES:
            result.addPixmap(_pixmap(name, tone, size, scale), mode, state)
    return result


def application_icon() -> QIcon:
    """The program's mark: a canvas, half as the camera sees it, half painted."""
    result = QIcon()
    for side in (16, 24, 32, 48, 64, 128, 256):
        pixmap = QPixmap(side, side)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        QSvgRenderer(QByteArray(_MARK.encode())).render(painter)
        painter.end()
        result.addPixmap(pixmap)
    return result


@functools.cache
def _renderer(name: str, color: str) -> QSvgRenderer:
    document = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="COLOR"'
        ' stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round">'
        f"{_SHAPES[name]}</svg>"
    ).replace("COLOR", QColor(color).name())
    return QSvgRenderer(QByteArray(document.encode()))


def _pixmap(name: str, color: str, size: int, scale: float) -> QPixmap:
    pixmap = QPixmap(QSize(size, size) * scale)
    pixmap.setDevicePixelRatio(scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_icon(painter, name, QRectF(0, 0, size, size), color)
    painter.end()
    return pixmap


_MARK = f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">
<rect x="4" y="4" width="56" height="56" rx="14" fill="{theme.RAISED}"/>
<path d="M32 14 A18 18 0 0 0 32 50 Z" fill="{theme.MUTED}"/>
<g fill="none" stroke="{theme.ACCENT}" stroke-width="5" stroke-linecap="round">
<path d="M35 16.5 C44 19 45 26 38 27"/><path d="M38 36.5 C50 35 50 24 45 22"/>
<path d="M35.5 47.5 C46 46 50 38 46 35"/></g>
<path d="M32 9 V55" stroke="{theme.TEXT}" stroke-width="2.4" stroke-linecap="round"/></svg>"""
