"""What is painted over the picture: measurements, the wipe's line, short messages."""

from __future__ import annotations

from PyQt6.QtCore import QPointF, QRect, QRectF, Qt
from PyQt6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from rtstyle.gui import theme
from rtstyle.gui.language import tr

_SHADE = 0.66
_SPINNER_UP, _SPINNER_RADIUS = 46.0, 13.0
"""Of a placeholder: above its middle, and its size, logical pixels."""
_PADDING = 12.0
_ROW = 19.0


def paint_measurements(painter: QPainter, rect: QRectF, rows: tuple[tuple[str, str], ...]) -> None:
    """Rows of label and value in the upper left corner.

    Args:
        painter: Where to.
        rect: The picture.
        rows: Labels and values, top to bottom.
    """
    label_font, value_font = _font(painter, theme.CAPTION_PX), _font(painter, theme.CAPTION_PX, bold=True)
    label_width = max(QFontMetricsF(label_font).horizontalAdvance(label) for label, _ in rows)
    value_width = max(QFontMetricsF(value_font).horizontalAdvance(value) for _, value in rows)
    width = label_width + 14 + max(value_width, 58) + 2 * _PADDING
    box = QRectF(rect.left() + 14, rect.top() + 14, width, len(rows) * _ROW + 14)
    _shade(painter, box, theme.RADIUS)
    for i, (label, value) in enumerate(rows):
        line = QRectF(box.left() + _PADDING, box.top() + 7 + i * _ROW, box.width() - 2 * _PADDING, _ROW)
        painter.setFont(label_font)
        painter.setPen(theme.translucent("#ffffff", 0.62))
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, label)
        painter.setFont(value_font)
        painter.setPen(QColor("#ffffff"))
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, value)


def paint_wipe(painter: QPainter, rect: QRectF, x: float) -> None:
    """The line between before and after, its handle and both names."""
    painter.setPen(QPen(theme.translucent("#000000", 0.25), 4))
    painter.drawLine(QPointF(x, rect.top()), QPointF(x, rect.bottom()))
    painter.setPen(QPen(QColor("#ffffff"), 2))
    painter.drawLine(QPointF(x, rect.top()), QPointF(x, rect.bottom()))
    center = QPointF(x, rect.center().y())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.translucent("#000000", 0.25))
    painter.drawEllipse(center, 17.5, 17.5)
    painter.setBrush(QColor("#ffffff"))
    painter.drawEllipse(center, 16, 16)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    pen = QPen(QColor(theme.BACKGROUND), 2)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    for side in (-1, 1):
        tip = center + QPointF(side * 8, 0)
        painter.drawPolyline(tip + QPointF(-side * 4, -4.5), tip, tip + QPointF(-side * 4, 4.5))
    font = _font(painter, theme.CAPTION_PX, bold=True)
    for name, align_right in ((tr("Before"), True), (tr("After"), False)):
        width = QFontMetricsF(font).horizontalAdvance(name) + 18
        left = x - 14 - width if align_right else x + 14
        box = QRectF(left, rect.bottom() - 40, width, 24)
        if rect.left() + 6 <= box.left() and box.right() <= rect.right() - 6:
            _shade(painter, box, 12)
            painter.setFont(font)
            painter.setPen(QColor("#ffffff"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, name)


def paint_drop_hint(painter: QPainter, rect: QRectF) -> None:
    """A frame for what is being dragged, and what becomes of it.

    Args:
        painter: Where to.
        rect: The whole view.
    """
    frame = rect.adjusted(8, 8, -8, -8)
    painter.setBrush(theme.translucent("#0c0d10", 0.92))  # what is behind is not to be read through it
    pen = QPen(QColor(theme.ACCENT), 2)
    pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.drawRoundedRect(frame, theme.RADIUS, theme.RADIUS)
    painter.setFont(_font(painter, theme.TITLE_PX, bold=True))
    painter.setPen(QColor("#ffffff"))
    painter.drawText(frame.translated(0, -12), Qt.AlignmentFlag.AlignCenter, tr("Drop it here"))
    painter.setFont(_font(painter, theme.TEXT_PX))
    painter.setPen(theme.translucent("#ffffff", 0.75))
    words = tr("Pictures become styles, a video is played, looks are added")
    painter.drawText(frame.translated(0, 18), Qt.AlignmentFlag.AlignCenter, words)


def paint_pill(
    painter: QPainter, rect: QRectF, text: str, busy: bool, angle: float, *, raised: float = 0.0
) -> None:
    """A short message at the bottom of the picture.

    Args:
        painter: Where to.
        rect: The picture.
        text: One line.
        busy: With a spinner.
        angle: Of the spinner, degrees.
        raised: Distance from its usual place, logical pixels.
    """
    font = _font(painter, theme.SMALL_PX)
    spinner = 24.0 if busy else 0.0
    text = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideMiddle, max(60.0, rect.width() - 80))
    width = QFontMetricsF(font).horizontalAdvance(text) + spinner + 32
    box = QRectF(rect.center().x() - width / 2, rect.bottom() - 52 - raised, width, 34)
    _shade(painter, box, 17)
    if busy:
        paint_spinner(painter, QPointF(box.left() + 23, box.center().y()), 6.5, angle)
    painter.setFont(font)
    painter.setPen(QColor("#ffffff"))
    painter.drawText(box.adjusted(16 + spinner, 0, -14, 0), Qt.AlignmentFlag.AlignVCenter, text)


def paint_placeholder(
    painter: QPainter, rect: QRectF, title: str, detail: str, busy: bool, angle: float
) -> None:
    """Words instead of a picture.

    Args:
        painter: Where to.
        rect: The whole view.
        title: What is the case.
        detail: What to do about it, or more about it.
        busy: With a spinner.
        angle: Of the spinner, degrees.
    """
    painter.setPen(QPen(QColor(theme.BORDER), 1))
    painter.setBrush(QColor(theme.SURFACE))
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 10, 10)
    center = rect.center()
    if busy:
        paint_spinner(painter, QPointF(center.x(), center.y() - _SPINNER_UP), _SPINNER_RADIUS, angle)
    if not title:
        return
    painter.setFont(_font(painter, theme.TITLE_PX, bold=True))
    painter.setPen(QColor(theme.TEXT))
    painter.drawText(
        QRectF(rect.left() + 24, center.y() - 16, rect.width() - 48, 32), Qt.AlignmentFlag.AlignCenter, title
    )
    painter.setFont(_font(painter, theme.TEXT_PX))
    painter.setPen(QColor(theme.MUTED))
    wrap = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
    width = min(rect.width() - 48, 520.0)
    painter.drawText(QRectF(center.x() - width / 2, center.y() + 24, width, 80), wrap, detail)


def placeholder_spinner(rect: QRectF) -> QRect:
    """What turns on a placeholder over ``rect``: all that has to be painted anew."""
    half, center = _SPINNER_RADIUS + 3, rect.center()
    return QRectF(center.x() - half, center.y() - _SPINNER_UP - half, 2 * half, 2 * half).toAlignedRect()


def paint_spinner(painter: QPainter, center: QPointF, radius: float, angle: float) -> None:
    """A turning arc.

    Args:
        painter: Where to.
        center: Its centre.
        radius: Logical pixels.
        angle: How far it has turned, degrees.
    """
    box = QRectF(center.x() - radius, center.y() - radius, 2 * radius, 2 * radius)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    pen = QPen(theme.translucent("#ffffff", 0.16), 2.2)
    painter.setPen(pen)
    painter.drawEllipse(box)
    pen.setColor(QColor(theme.ACCENT))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.drawArc(box, round(-angle * 16), 100 * 16)


def _shade(painter: QPainter, box: QRectF, radius: float) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.translucent("#0c0d10", _SHADE))
    painter.drawRoundedRect(box, radius, radius)


def _font(painter: QPainter, pixels: int, *, bold: bool = False) -> QFont:
    font = QFont(painter.font())
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return font
