"""The picture: painted from the newest frame, with wipe, measurements and what there is to say about it."""

from __future__ import annotations

import collections
import time
from typing import TYPE_CHECKING

import numpy as np
from PyQt6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, pyqtSignal
from PyQt6.QtGui import QColor, QPainter, QPainterPath, QPen
from PyQt6.QtWidgets import QSizePolicy, QWidget

from rtstyle.gui import overlay, theme
from rtstyle.gui.bridge import timer
from rtstyle.gui.language import tr
from rtstyle.gui.qimages import device_pixels, draw_image, rect_within
from rtstyle.pipeline.monitor import percentiles

if TYPE_CHECKING:
    from PyQt6.QtGui import QCloseEvent, QMouseEvent, QPaintEvent, QResizeEvent, QShowEvent

    from rtstyle.frame import VideoFrame
    from rtstyle.gui.preview_sink import PreviewSink, ScreenFrame
    from rtstyle.pipeline.monitor import Latency

_CORNER = 10
_GRIP = 22
"""Distance from the wipe's line within which it can be grabbed, logical pixels."""
_TOAST_MS = 2200
_SPIN_MS = 80
_POINTER_MS = 2000
"""Time after which a pointer that rests is hidden on a full screen."""
_WINDOW_NS, _MOST_PAINTED = 3_000_000_000, 720
"""What delays are measured over: three seconds, and the frames of that time at 240 in a second."""


class PreviewWidget(QWidget):
    """Shows what `PreviewSink` has ready.

    Attributes:
        full_screen_requested: Double click.
        wipe_moved: The line is at this share of the width now.
    """

    full_screen_requested = pyqtSignal()
    wipe_moved = pyqtSignal(float)

    def __init__(self, sink: PreviewSink, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("preview")
        self.setAccessibleName(tr("Preview"))
        self.setAccessibleDescription(tr("The live picture in the chosen style"))
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 100)
        self.setMouseTracking(True)
        self._sink = sink
        self._shown: ScreenFrame | None = None
        self._wipe: float | None = None
        self._dragging = False
        self._measurements: tuple[tuple[str, str], ...] = ()
        self._placeholder: tuple[str, str, bool] | None = (tr("Starting…"), "", True)
        self._notice: tuple[str, bool] | None = None
        self._toast = ""
        self._drop_hint = False
        self._rounded = True
        self._angle = 0.0
        self._painted: collections.deque[tuple[int, int]] = collections.deque(maxlen=_MOST_PAINTED)
        self._fresh = False
        self.frames_painted = 0
        self._toast_timer = timer(self, _TOAST_MS, self._end_toast, once=True)
        self._spin_timer = timer(self, _SPIN_MS, self._spin)
        self._pointer_timer = timer(self, _POINTER_MS, self._hide_pointer, once=True)
        self._update_spinner()
        sink.signals.frame_ready.connect(self._take_frame)

    @property
    def frame(self) -> VideoFrame | None:
        """The frame on the screen, at full size; None before the first."""
        return self._shown.frame if self._shown else None

    @property
    def wipe(self) -> float | None:
        """Where the before/after line is, share of the width; None where there is none."""
        return self._wipe

    @property
    def placeholder(self) -> str:
        """What stands in place of the picture; empty while there is one."""
        words = self._words()
        return words[0] if words else ""

    @property
    def notice(self) -> str:
        """What is said over the picture; empty where there is nothing to say."""
        return self._notice[0] if self._notice else ""

    def shown_latency(self) -> Latency | None:
        """Time from the capture of a frame to its painting, over the last seconds; None where none was painted."""
        start_ns = time.monotonic_ns() - _WINDOW_NS
        delays = [
            painted_ns - captured_ns for painted_ns, captured_ns in self._painted if painted_ns >= start_ns
        ]
        return percentiles(np.array(delays, np.int64))

    def set_wipe(self, position: float | None) -> None:
        """Puts the before/after line to a share of the width in [0, 1]; None takes it away."""
        self._wipe = None if position is None else min(max(position, 0.0), 1.0)
        if self._sink.contents is not None:
            self._sink.contents.enabled = self._wipe is not None
        if self._wipe is None:
            self.unsetCursor()
        else:
            self.wipe_moved.emit(self._wipe)
        self.update()

    def set_mirror(self, mirror: bool) -> None:
        """Exchanges left and right from the next frame on."""
        self._sink.mirror = mirror

    def set_rounded(self, rounded: bool) -> None:
        """Rounds the picture's corners; not wanted on a full screen."""
        self._rounded = rounded
        if rounded:
            self._pointer_timer.stop()
            self.unsetCursor()
        else:
            self._pointer_timer.start()
        self.update()

    def set_measurements(self, rows: tuple[tuple[str, str], ...]) -> None:
        """Shows label and value rows in a corner; none hides them."""
        if rows != self._measurements:
            self._measurements = rows
            self.update()

    def set_placeholder(self, title: str, detail: str = "", *, busy: bool = False) -> None:
        """Shows words instead of the picture, until `clear_placeholder`."""
        self._placeholder = (title, detail, busy)
        self.setAccessibleDescription(f"{title} {detail}".strip())
        self._update_spinner()

    def clear_placeholder(self) -> None:
        """Shows the picture again."""
        if self._placeholder is not None:
            self._placeholder = None
            self.setAccessibleDescription(tr("The live picture in the chosen style"))
            self._update_spinner()

    def set_notice(self, text: str, *, busy: bool = False) -> None:
        """Says something over the picture for as long as it holds; empty says nothing."""
        self._notice = (text, busy) if text else None
        self._update_spinner()

    def set_drop_hint(self, shown: bool) -> None:
        """Shows that what is being dragged is welcome."""
        if shown != self._drop_hint:
            self._drop_hint = shown
            self.update()

    def flash(self, text: str) -> None:
        """Says something over the picture for two seconds."""
        self._toast = text
        self._toast_timer.start()
        self.update()

    def picture_rect(self) -> QRectF:
        """Where the picture is painted, logical pixels; empty before the first frame."""
        if self._shown is None:
            return QRectF()
        image = self._shown.frame.image
        return rect_within(self, image.shape[1], image.shape[0])

    def _take_frame(self) -> None:
        taken = self._sink.take()
        if taken is not None:
            first, self._shown = self._shown is None, taken
            if first:
                self._update_spinner()
            self._fresh = True
            self.update()

    def _spin(self) -> None:
        self._angle = (self._angle + 22) % 360
        if self._words() is not None:
            self.update(overlay.placeholder_spinner(QRectF(self.rect())))
        else:
            self.update()

    def _update_spinner(self) -> None:
        words = self._words()
        busy = bool((words and words[2]) or (self._notice and self._notice[1]))
        if busy and not self._spin_timer.isActive():
            self._spin_timer.start()
        elif not busy:
            self._spin_timer.stop()
        self.update()

    def _words(self) -> tuple[str, str, bool] | None:
        """What stands in place of the picture: title, detail, whether something is being waited for."""
        if self._placeholder is None and self._shown is None:
            # Black would say nothing.
            return (self._notice[0] if self._notice else tr("Waiting for the first picture…")), "", True
        return self._placeholder

    def _hide_pointer(self) -> None:
        self.setCursor(Qt.CursorShape.BlankCursor)

    def _end_toast(self) -> None:
        self._toast = ""
        self.update()

    # Qt's events --------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Has the next frames scaled to the new size."""
        self._sink.set_view(*device_pixels(self))
        super().resizeEvent(event)

    def showEvent(self, event: QShowEvent | None) -> None:
        """Looks from now on whether its window can be seen."""
        window = self.window()
        if window is not None:
            window.installEventFilter(self)
        super().showEvent(event)

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        """Nothing is painted for a window that lies in the task bar."""
        window = self.window()
        if window is not None and event is not None and event.type() == QEvent.Type.WindowStateChange:
            self._sink.wanted = not window.isMinimized()
        return super().eventFilter(watched, event)

    def closeEvent(self, event: QCloseEvent | None) -> None:
        """Stops what moves."""
        self._spin_timer.stop()
        self._toast_timer.stop()
        super().closeEvent(event)

    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Paints the newest frame and what lies over it."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.BACKGROUND if self._rounded else "#000000"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        words, spinner = self._words(), overlay.placeholder_spinner(QRectF(self.rect()))
        if words is not None:
            # Of text that would be clipped away, its layout costs as much as ever.
            if event is not None and spinner.contains(event.rect()):
                words = "", "", words[2]
            overlay.paint_placeholder(painter, QRectF(self.rect()), *words, self._angle)
        elif self._shown is not None:
            self._paint_picture(painter, self._shown)
        if words is None and self._notice is not None:
            overlay.paint_pill(painter, self.picture_rect(), *self._notice, self._angle)
        if self._drop_hint:
            overlay.paint_drop_hint(painter, QRectF(self.rect()))
        if self._toast:
            overlay.paint_pill(painter, QRectF(self.rect()), self._toast, busy=False, angle=0.0, raised=44)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent | None) -> None:
        """Grabs the wipe's line."""
        if event is not None and event.button() == Qt.MouseButton.LeftButton and self._wipe is not None:
            self._dragging = True
            self._drag_to(event.position())
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent | None) -> None:
        """Moves the wipe's line, and shows a pointer that was hidden."""
        if not self._rounded:
            self.unsetCursor()
            self._pointer_timer.start()
        if event is not None and self._wipe is not None:
            if self._dragging:
                self._drag_to(event.position())
            near = abs(event.position().x() - self._line_x()) < _GRIP
            self.setCursor(
                Qt.CursorShape.SplitHCursor if near or self._dragging else Qt.CursorShape.ArrowCursor
            )
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent | None) -> None:
        """Lets the wipe's line go."""
        self._dragging = False
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent | None) -> None:
        """Asks for the full screen."""
        self._dragging = False
        if event is not None and event.button() == Qt.MouseButton.LeftButton:
            self.full_screen_requested.emit()

    # Painting -----------------------------------------------------------------------------------------------------

    def _paint_picture(self, painter: QPainter, shown: ScreenFrame) -> None:
        rect = self.picture_rect()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        draw_image(painter, rect, shown.picture, self.devicePixelRatioF())
        if self._wipe is not None and shown.content is not None:
            painter.save()
            painter.setClipRect(QRectF(rect.left(), rect.top(), rect.width() * self._wipe, rect.height()))
            draw_image(painter, rect, shown.content, self.devicePixelRatioF())
            painter.restore()
        if self._wipe is not None:
            overlay.paint_wipe(painter, rect, self._line_x())
        if self._measurements:
            overlay.paint_measurements(painter, rect, self._measurements)
        if self._rounded:
            _round_corners(painter, rect)
        if self._fresh:
            self._fresh = False
            self.frames_painted += 1
            self._painted.append((time.monotonic_ns(), shown.frame.captured_ns))

    def _line_x(self) -> float:
        rect = self.picture_rect()
        return rect.left() + rect.width() * (self._wipe or 0.0)

    def _drag_to(self, position: QPointF) -> None:
        rect = self.picture_rect()
        if rect.width() > 0:
            self.set_wipe((position.x() - rect.left()) / rect.width())


def _round_corners(painter: QPainter, rect: QRectF) -> None:
    """Covers the corners with the background: far cheaper than clipping the picture."""
    frame = QPainterPath()
    frame.addRect(rect.adjusted(-1, -1, 1, 1))
    hole = QPainterPath()
    hole.addRoundedRect(rect, _CORNER, _CORNER)
    painter.fillPath(frame.subtracted(hole), QColor(theme.BACKGROUND))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.translucent("#ffffff", 0.05), 1))
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), _CORNER, _CORNER)
