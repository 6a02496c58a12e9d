"""A window with nothing but the picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import QByteArray, QSize, Qt, pyqtSignal
from PyQt6.QtGui import QKeySequence, QPainter, QShortcut
from PyQt6.QtWidgets import QWidget

from rtstyle.gui.bridge import timer
from rtstyle.gui.icons import application_icon
from rtstyle.gui.language import tr
from rtstyle.gui.qimages import device_pixels, draw_image, rect_within

if TYPE_CHECKING:
    from PyQt6.QtGui import QCloseEvent, QMouseEvent, QPaintEvent, QResizeEvent, QScreen

    from rtstyle.gui.preview_sink import PreviewSink, ScreenFrame

TITLE = "rtstyle picture"
"""Other programs find the window by it: it never changes, whatever language the rest is in."""
_POINTER_MS = 2000
"""Time after which a pointer that rests is hidden."""
_FIRST = QSize(960, 540)
_LEAST = QSize(64, 36)
_ROOM = 0.9
"""Share of a screen that the window takes at most by itself."""


class PictureWindow(QWidget):
    """Shows what a `PreviewSink` of its own has ready, on black, and never a word.

    It has no parent: it stands beside the main window, not above it.

    Attributes:
        closed: The user has closed it.
        full_screen_wanted: The user wants it to fill its screen, or no longer.
    """

    closed = pyqtSignal()
    full_screen_wanted = pyqtSignal(bool)

    def __init__(self, sink: PreviewSink) -> None:
        super().__init__()
        self.setWindowTitle(TITLE)
        self.setWindowIcon(application_icon())
        self.setAccessibleName(tr("Clean picture"))
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setMouseTracking(True)
        self.setMinimumSize(_LEAST)
        self.resize(_FIRST)
        self._sink = sink
        self._shown: ScreenFrame | None = None
        self._fits = False
        self._pointer_timer = timer(
            self, _POINTER_MS, lambda: self.setCursor(Qt.CursorShape.BlankCursor), once=True
        )
        for key in ("F", "F11"):
            QShortcut(QKeySequence(key), self).activated.connect(self._toggle_full_screen)
        QShortcut(QKeySequence("Esc"), self).activated.connect(lambda: self.full_screen_wanted.emit(False))
        sink.signals.frame_ready.connect(self._take_frame)

    def open_at(self, geometry: str, screen: QScreen | None, *, full: bool) -> None:
        """Shows it, or moves it.

        Args:
            geometry: What `geometry_text` told earlier; nothing takes the picture's size.
            screen: Where; None leaves it to the geometry and the system.
            full: Whether it fills its screen.
        """
        if not self.isVisible():
            self._fits = self.restoreGeometry(QByteArray.fromHex(QByteArray(geometry.encode())))
        elif self.isFullScreen():
            # A window that fills one screen is not moved to another by all systems.
            self.setWindowState(Qt.WindowState.WindowNoState)
        if screen is not None and (full or screen is not self.screen()):
            self._move_to(screen)
        (self.showFullScreen if full else self.showNormal)()
        self._pointer_timer.start()

    def geometry_text(self) -> str:
        """Place and size, as Qt encodes them, in hexadecimal."""
        return bytes(self.saveGeometry().toHex().data()).decode()

    def fit_picture(self) -> None:
        """Becomes as large as the picture, pixel for pixel, or what the screen has room for."""
        screen = self.screen()
        if self._shown is None or screen is None or self.isFullScreen():
            return
        image, ratio = self._shown.frame.image, self.devicePixelRatioF()
        size = QSize(round(image.shape[1] / ratio), round(image.shape[0] / ratio))
        room = screen.availableGeometry().size() * _ROOM
        if size.width() > room.width() or size.height() > room.height():
            size = size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        self._fits = True
        self.resize(size)

    def _move_to(self, screen: QScreen) -> None:
        place = screen.availableGeometry()
        size = self.size().boundedTo(place.size())
        self.winId()  # makes the window that has a screen
        handle = self.windowHandle()
        if handle is not None:
            handle.setScreen(screen)
        self.resize(size)
        self.move(place.center() - self.rect().center())

    def _take_frame(self) -> None:
        taken = self._sink.take()
        if taken is None:
            return
        self._shown = taken
        if not self._fits:
            self.fit_picture()
        self.update()

    def _toggle_full_screen(self) -> None:
        self.full_screen_wanted.emit(not self.isFullScreen())

    # Qt's events --------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent | None) -> None:  # noqa: ARG002 - Qt's signature
        """Black, and the picture in its middle."""
        painter = QPainter(self)
        if self._shown is None:
            painter.fillRect(self.rect(), Qt.GlobalColor.black)
        else:
            image = self._shown.frame.image
            rect = rect_within(self, image.shape[1], image.shape[0])
            if rect.toRect() != self.rect():
                painter.fillRect(self.rect(), Qt.GlobalColor.black)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            draw_image(painter, rect, self._shown.picture, self.devicePixelRatioF())
        painter.end()

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Has the next frames scaled to the new size."""
        self._sink.set_view(*device_pixels(self))
        super().resizeEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent | None) -> None:
        """Shows the pointer for a while."""
        self.unsetCursor()
        self._pointer_timer.start()
        super().mouseMoveEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent | None) -> None:
        """Fills the screen, or no longer."""
        if event is not None and event.button() == Qt.MouseButton.LeftButton:
            self._toggle_full_screen()

    def closeEvent(self, event: QCloseEvent | None) -> None:
        """The program goes on."""
        self._pointer_timer.stop()
        self.closed.emit()
        super().closeEvent(event)
