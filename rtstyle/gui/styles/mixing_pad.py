"""Up to four styles at the corners of a square, and a handle between them: the paper's interpolation by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import QEvent, QPointF, QRectF, Qt, pyqtSignal
from PyQt6.QtGui import QColor, QPainter, QPainterPath, QPen
from PyQt6.QtWidgets import QSizePolicy, QWidget

from rtstyle.gui import theme
from rtstyle.gui.icons import paint_icon
from rtstyle.gui.language import mark, tr
from rtstyle.gui.widgets import keeps_arrow_keys

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PyQt6.QtGui import (
        QDragEnterEvent,
        QDragMoveEvent,
        QDropEvent,
        QKeyEvent,
        QMouseEvent,
        QPaintEvent,
        QPixmap,
    )

CORNERS = 4
STYLE_MIME = "application/x-rtstyle-style"
"""What a style that is dragged from the gallery is carried as: its name, UTF-8."""

_SIDE = 264
_CORNER = 58.0
_MARGIN = 6.0
_STEP = 0.05
_LEAST = 0.005
_NAMES = (mark("upper left"), mark("upper right"), mark("lower left"), mark("lower right"))


def corner_weights(x: float, y: float, filled: Sequence[bool]) -> list[float]:
    """Bilinear weights of the four corners of a square, those without a style left out.

    Args:
        x: From the left in [0, 1].
        y: From the top in [0, 1].
        filled: Which corners have a style: upper left, upper right, lower left, lower right.

    Returns:
        Weights that sum to 1; 0 where there is no style, and all 0 where there is none at all.
    """
    bilinear = ((1 - x) * (1 - y), x * (1 - y), (1 - x) * y, x * y)
    # A trace of each keeps the sum above zero where the handle lies in an empty corner.
    weights = [weight + 1e-6 if full else 0.0 for weight, full in zip(bilinear, filled, strict=True)]
    total = sum(weights)
    return [weight / total if total else 0.0 for weight in weights]


class MixingPad(QWidget):
    """The square. Styles are dropped on its corners; the handle is dragged or moved with the arrow keys.

    Attributes:
        mix_changed: The user moved the handle or changed the corners; the argument is {style: weight}, which is
            empty when no corner has a style.
        corner_requested: The user clicked on the empty corner of this number.
        corners_changed: Other styles are at the corners; the argument is `styles`.
    """

    mix_changed = pyqtSignal(object)
    corner_requested = pyqtSignal(int)
    corners_changed = pyqtSignal(object)

    def __init__(self, thumbnail: Callable[[str], QPixmap | None], parent: QWidget | None = None) -> None:
        """``thumbnail``: the picture of a style by name, None where there is none yet."""
        super().__init__(parent)
        self._thumbnail = thumbnail
        self._styles: list[str] = [""] * CORNERS
        self._handle = QPointF(0.5, 0.5)
        self._dragging = False
        self._hovered: int | None = None
        self._drop_target: int | None = None
        self._active = False
        self.setObjectName("mixing-pad")
        self.setAcceptDrops(True)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedSize(_SIDE, _SIDE)
        self.setToolTip(
            tr(
                "Drag styles onto the corners, then the handle between them; arrow keys move it,"
                " a right click or the backspace key empties a corner"
            )
        )
        self.setAccessibleName(tr("Mixing pad"))
        self._describe()

    @property
    def styles(self) -> tuple[str, ...]:
        """Names at the corners, upper left first, row by row; empty where there is none."""
        return tuple(self._styles)

    @property
    def handle(self) -> tuple[float, float]:
        """Where the handle is, from the upper left, in [0, 1]."""
        return self._handle.x(), self._handle.y()

    def mix(self) -> dict[str, float]:
        """Style → weight, as the handle stands; the weights sum to 1."""
        weights = corner_weights(*self.handle, [bool(name) for name in self._styles])
        result: dict[str, float] = {}
        for name, weight in zip(self._styles, weights, strict=True):
            if name and weight >= _LEAST:
                result[name] = result.get(name, 0.0) + weight
        total = sum(result.values())
        return {name: round(weight / total, 4) for name, weight in result.items()}

    def set_active(self, active: bool) -> None:
        """Whether the picture is in this mixture now."""
        self._active = active
        self.update()

    def set_corner(self, corner: int, name: str) -> None:
        """Puts a style into a corner, 0 to 3; an empty name clears it. Counts as the user's doing."""
        self._styles[corner] = name
        self.corners_changed.emit(self.styles)
        self._changed()

    def add_style(self, name: str) -> None:
        """Puts a style into the first free corner, or into the one farthest from the handle."""
        if name in self._styles:
            return
        free = [corner for corner in range(CORNERS) if not self._styles[corner]]
        weights = corner_weights(*self.handle, [True] * CORNERS)
        self.set_corner(free[0] if free else min(range(CORNERS), key=weights.__getitem__), name)

    def show_mixture(self, look: Mapping[str, float]) -> None:
        """Shows up to four styles with the handle about where their weights would have it, telling nobody."""
        names, weights = list(look), list(look.values())
        self._styles = (names + [""] * CORNERS)[:CORNERS]
        weights = (weights + [0.0] * CORNERS)[:CORNERS]
        total = sum(weights) or 1.0
        self._handle = QPointF((weights[1] + weights[3]) / total, (weights[2] + weights[3]) / total)
        self._describe()
        self.update()

    def show_styles(self, names: Sequence[str]) -> None:
        """Shows styles at the corners, empty names for none, telling nobody."""
        self._styles = [*names, *[""] * CORNERS][:CORNERS]
        self._describe()
        self.update()

    def show_handle(self, x: float, y: float) -> None:
        """Puts the handle somewhere, telling nobody."""
        self._handle = QPointF(x, y)
        self._describe()
        self.update()

    def clear(self) -> None:
        """Takes all styles away and the handle back to the middle."""
        self._styles = [""] * CORNERS
        self._handle = QPointF(0.5, 0.5)
        self.corners_changed.emit(self.styles)
        self._changed()

    def forget(self, name: str) -> None:
        """Takes a style that is gone out of its corners; the picture follows if it is in this mixture."""
        if name not in self._styles:
            return
        self._styles = ["" if style == name else style for style in self._styles]
        self.corners_changed.emit(self.styles)
        if self._active:
            self._changed()
        else:
            self._describe()
            self.update()

    def move_handle(self, x: float, y: float) -> None:
        """Moves the handle; counts as the user's doing."""
        self._handle = QPointF(min(max(x, 0.0), 1.0), min(max(y, 0.0), 1.0))
        self._changed()

    def _changed(self) -> None:
        self._describe()
        self.update()
        self.mix_changed.emit(self.mix())

    def _describe(self) -> None:
        parts = [f"{round(100 * weight)} % {name}" for name, weight in self.mix().items()]
        self.setAccessibleDescription(", ".join(parts) or tr("no styles yet"))

    # Geometry -----------------------------------------------------------------------------------------------------

    def _corner_rect(self, corner: int) -> QRectF:
        x = _MARGIN if corner % 2 == 0 else self.width() - _MARGIN - _CORNER
        y = _MARGIN if corner < 2 else self.height() - _MARGIN - _CORNER
        return QRectF(x, y, _CORNER, _CORNER)

    def _corner_at(self, position: QPointF) -> int | None:
        return next((i for i in range(CORNERS) if self._corner_rect(i).contains(position)), None)

    def _nearest_corner(self, position: QPointF) -> int:
        return (1 if position.x() > self.width() / 2 else 0) + (2 if position.y() > self.height() / 2 else 0)

    def _field(self) -> QRectF:
        """Where the centre of the handle can be."""
        inset = _MARGIN + _CORNER / 2
        return QRectF(inset, inset, self.width() - 2 * inset, self.height() - 2 * inset)

    def _handle_point(self) -> QPointF:
        field = self._field()
        return QPointF(
            field.left() + self._handle.x() * field.width(), field.top() + self._handle.y() * field.height()
        )

    def _drag_to(self, position: QPointF) -> None:
        field = self._field()
        self.move_handle(
            (position.x() - field.left()) / field.width(), (position.y() - field.top()) / field.height()
        )

    # Qt's events --------------------------------------------------------------------------------------------------

    def event(self, event: QEvent | None) -> bool:
        """Keeps the arrow keys to itself while it has the focus."""
        if event is not None and keeps_arrow_keys(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        """Arrow keys move the handle; the backspace key empties the corner that weighs most."""
        if event is not None and event.key() == Qt.Key.Key_Backspace and any(self._styles):
            weights = corner_weights(*self.handle, [bool(name) for name in self._styles])
            self.set_corner(max(range(CORNERS), key=weights.__getitem__), "")
            return
        steps = {
            Qt.Key.Key_Left: (-_STEP, 0.0),
            Qt.Key.Key_Right: (_STEP, 0.0),
            Qt.Key.Key_Up: (0.0, -_STEP),
            Qt.Key.Key_Down: (0.0, _STEP),
        }
        step = steps.get(Qt.Key(event.key())) if event is not None else None
        if step is None:
            super().keyPressEvent(event)
            return
        self.move_handle(self._handle.x() + step[0], self._handle.y() + step[1])

    def mousePressEvent(self, event: QMouseEvent | None) -> None:
        """Grabs the handle, or asks for a style for an empty corner."""
        if event is None:
            return
        corner = self._corner_at(event.position())
        if event.button() == Qt.MouseButton.RightButton:
            if corner is not None:
                self.set_corner(corner, "")
            return
        if corner is not None and not self._styles[corner]:
            self.corner_requested.emit(corner)
            return
        self._dragging = True
        self._drag_to(event.position())

    def mouseMoveEvent(self, event: QMouseEvent | None) -> None:
        """Moves the handle."""
        if event is None:
            return
        if self._dragging:
            self._drag_to(event.position())
        hovered = self._corner_at(event.position())
        if hovered != self._hovered:
            self._hovered = hovered
            self.update()

    def mouseReleaseEvent(self, _: QMouseEvent | None) -> None:
        """Lets the handle go."""
        self._dragging = False
        self.update()

    def leaveEvent(self, _: QEvent | None) -> None:
        """Nothing is hovered any more."""
        self._hovered = None
        self.update()

    def dragEnterEvent(self, event: QDragEnterEvent | None) -> None:
        """Styles are welcome."""
        mime = event.mimeData() if event is not None else None
        if event is not None and mime is not None and mime.hasFormat(STYLE_MIME):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent | None) -> None:
        """Shows which corner it would be."""
        if event is not None:
            self._drop_target = self._nearest_corner(event.position())
            event.acceptProposedAction()
            self.update()

    def dragLeaveEvent(self, _: object) -> None:
        """It was not to be."""
        self._drop_target = None
        self.update()

    def dropEvent(self, event: QDropEvent | None) -> None:
        """Puts the style into the nearest corner."""
        self._drop_target = None
        mime = event.mimeData() if event is not None else None
        if event is None or mime is None:
            return
        name = mime.data(STYLE_MIME).data().decode()
        self.set_corner(self._nearest_corner(event.position()), name)
        event.acceptProposedAction()

    # Painting -----------------------------------------------------------------------------------------------------

    def paintEvent(self, _: QPaintEvent | None) -> None:
        """The square, the corners, what each weighs, and the handle."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        square = QRectF(0.5, 0.5, self.width() - 1, self.height() - 1)
        painter.setPen(QPen(QColor(theme.FAINT if self.hasFocus() else theme.BORDER), 1))
        painter.setBrush(QColor(theme.BACKGROUND))
        painter.drawRoundedRect(square, 12, 12)
        weights = corner_weights(*self.handle, [bool(name) for name in self._styles])
        self._paint_rays(painter, weights)
        for corner in range(CORNERS):
            self._paint_corner(painter, corner, weights[corner])
        if any(self._styles):
            self._paint_handle(painter)
        else:
            painter.setPen(QColor(theme.FAINT))
            painter.drawText(
                square.adjusted(70, 0, -70, 0),
                Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap,
                tr("Drag styles\nto the corners"),
            )
        painter.end()

    def _paint_rays(self, painter: QPainter, weights: Sequence[float]) -> None:
        """A line to each corner, as thick as its part."""
        for corner, weight in enumerate(weights):
            if weight >= _LEAST:
                alpha = (0.25 + 0.6 * weight) * (1.0 if self._active else 0.5)
                painter.setPen(QPen(theme.translucent(theme.ACCENT, alpha), 1.2 + 5 * weight))
                painter.drawLine(self._handle_point(), self._corner_rect(corner).center())

    def _paint_corner(self, painter: QPainter, corner: int, weight: float) -> None:
        rect, name = self._corner_rect(corner), self._styles[corner]
        path = QPainterPath()
        path.addRoundedRect(rect, 8, 8)
        painter.fillPath(path, QColor(theme.RAISED))
        pixmap = self._thumbnail(name) if name else None
        if pixmap is not None:
            painter.save()
            painter.setClipPath(path)
            painter.drawPixmap(rect, pixmap, _central_square(pixmap))
            painter.restore()
        elif not name:
            paint_icon(
                painter,
                "add",
                QRectF(rect.center() - QPointF(9, 9), rect.center() + QPointF(9, 9)),
                theme.FAINT,
            )
        marked = corner in {self._hovered, self._drop_target}
        color = theme.ACCENT if corner == self._drop_target else theme.MUTED if marked else theme.BORDER
        painter.setPen(QPen(QColor(color), 2 if corner == self._drop_target else 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
        if name:
            _paint_share(painter, rect, weight)

    def _paint_handle(self, painter: QPainter) -> None:
        point = self._handle_point()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.translucent("#000000", 0.35))
        painter.drawEllipse(point + QPointF(0, 1), 12.5, 12.5)
        painter.setBrush(QColor("#ffffff"))
        painter.drawEllipse(point, 11, 11)
        painter.setBrush(QColor(theme.ACCENT if self._active else theme.FAINT))
        painter.drawEllipse(point, 6.5, 6.5)


def _paint_share(painter: QPainter, rect: QRectF, weight: float) -> None:
    """The percentage at the lower edge of a corner's picture."""
    font = painter.font()
    font.setPixelSize(theme.CAPTION_PX - 1)
    painter.setFont(font)
    box = QRectF(rect.left() + 4, rect.bottom() - 19, 34, 15)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.translucent("#0c0d10", 0.72))
    painter.drawRoundedRect(box, 7, 7)
    painter.setPen(QColor("#ffffff"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, f"{round(100 * weight)} %")


def _central_square(pixmap: QPixmap) -> QRectF:
    side = min(pixmap.width(), pixmap.height())
    return QRectF((pixmap.width() - side) / 2, (pixmap.height() - side) / 2, side, side)
