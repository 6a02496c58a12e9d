"""The strip of styles below the picture: thumbnails, search, adding, deleting, slideshow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    pyqtSignal,
)
from PyQt6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPen, QPolygonF
from PyQt6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from rtstyle.gui import theme
from rtstyle.gui.icons import icon, paint_icon
from rtstyle.gui.language import tr
from rtstyle.gui.styles.model import NAME_ROLE, TILE_ROLE, StyleListModel, Tile
from rtstyle.gui.widgets import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PyQt6.QtGui import QMouseEvent, QPaintEvent, QResizeEvent, QWheelEvent
    from PyQt6.QtWidgets import QAbstractButton

_PICTURE = QSize(132, 88)
_SMALL_PICTURE = QSize(84, 56)
_GAP = 10
_TITLE = 24
_BUTTON = 20
_COUNTED_WIDTH = 520
"""Width from which the heading has room for how many styles there are, logical pixels."""


class TileDelegate(QStyledItemDelegate):
    """Paints a `Tile`: the picture with its key, a ring around the chosen one, the name below."""

    def __init__(self, view: TileView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _: QStyleOptionViewItem, __: QModelIndex) -> QSize:
        """All tiles have one size."""
        picture = self._view.picture_size
        return QSize(picture.width() + _GAP, picture.height() + _TITLE + 8)

    def paint(self, painter: QPainter | None, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        """Paints one tile."""
        tile = index.data(TILE_ROLE)
        if painter is None or tile is None:
            return
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        frame = picture_rect(option.rect)
        _paint_picture(painter, frame, tile, hovered=hovered)
        _paint_ring(painter, frame, tile, hovered=hovered)
        if tile.key:
            _paint_key(painter, frame, tile.key)
        if tile.refining is not None:
            _paint_share(painter, frame, tile.refining)
        elif tile.refined:
            _paint_mark(painter, frame)
        if hovered and not tile.bundled:
            button = QRectF(remove_rect(option.rect))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.translucent("#0c0d10", 0.78))
            painter.drawEllipse(button)
            paint_icon(painter, "close", button.adjusted(4, 4, -4, -4), "#ffffff")
        _paint_title(painter, frame, tile, hovered=hovered)
        painter.restore()


def picture_rect(tile: QRect) -> QRectF:
    """Where a tile's picture is."""
    return QRectF(tile.left() + _GAP / 2, tile.top() + 4, tile.width() - _GAP, tile.height() - _TITLE - 8)


def remove_rect(tile: QRect) -> QRect:
    """Where the button is that deletes a style of the user's."""
    frame = picture_rect(tile)
    return QRect(round(frame.right()) - _BUTTON - 5, round(frame.top()) + 5, _BUTTON, _BUTTON)


class TileView(QListView):
    """A strip of tiles, which scrolls sideways."""

    def __init__(self, model: QAbstractItemModel) -> None:
        super().__init__()
        self.picture_size = _PICTURE  # Qt asks for it as soon as there is a model
        self.setModel(model)
        self.setItemDelegate(TileDelegate(self))
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.set_small(False)

    def set_small(self, small: bool) -> None:
        """Takes less room, where the window is low."""
        self.picture_size = _SMALL_PICTURE if small else _PICTURE
        self.setFixedHeight(self.picture_size.height() + _TITLE + 8 + 14)
        self.scheduleDelayedItemsLayout()

    def wheelEvent(self, event: QWheelEvent | None) -> None:
        """Scrolls sideways, whichever way the wheel turns."""
        bar = self.horizontalScrollBar()
        if event is None or bar is None:
            return
        delta = event.pixelDelta() if not event.pixelDelta().isNull() else event.angleDelta()
        bar.setValue(bar.value() - (delta.x() or delta.y()))
        event.accept()


class StyleView(TileView):
    """The strip itself.

    Attributes:
        chosen: The user clicked on the style of this name.
        remove_requested: The user wants this style deleted.
        favourite_toggled: The user wants this style in front, or no longer.
        mix_requested: The user wants this style in the mixing pad.
        refine_requested: The user wants this style refined, or no longer.
    """

    chosen = pyqtSignal(str)
    remove_requested = pyqtSignal(str)
    favourite_toggled = pyqtSignal(str)
    mix_requested = pyqtSignal(str)
    refine_requested = pyqtSignal(str)

    def __init__(self, model: StyleListModel) -> None:
        super().__init__(model)
        self._model = model
        self.setAccessibleName(tr("Styles"))
        self.setDragEnabled(True)
        self.setDragDropMode(QListView.DragDropMode.DragOnly)
        self.customContextMenuRequested.connect(self._show_menu)

    def mousePressEvent(self, event: QMouseEvent | None) -> None:
        """Remembers what is clicked on, and where a drag would start."""
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent | None) -> None:
        """Chooses, deletes or adds to the mixture."""
        super().mouseReleaseEvent(event)
        if event is None or event.button() != Qt.MouseButton.LeftButton:
            return
        position = event.position().toPoint()
        index = self.indexAt(position)
        if not index.isValid():
            return
        tile: Tile = index.data(TILE_ROLE)
        if not tile.bundled and remove_rect(self.visualRect(index)).contains(position):
            self.remove_requested.emit(tile.name)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.mix_requested.emit(tile.name)
        else:
            self.chosen.emit(tile.name)

    def reveal(self, name: str) -> None:
        """Scrolls to a style."""
        row = self._model.row_of(name)
        if row >= 0:
            self.scrollTo(self._model.index(row), QListView.ScrollHint.EnsureVisible)

    def _show_menu(self, position: QPoint) -> None:
        index = self.indexAt(position)
        if not index.isValid():
            return
        name = str(index.data(NAME_ROLE))
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        front = tr("Remove from favourites") if self._model.is_favourite(name) else tr("Add to favourites")
        refine = tr("Give refining up") if name in self._model.refining else tr("Refine")
        for text, request in (
            (front, self.favourite_toggled),
            (tr("Add to the mix"), self.mix_requested),
            (refine, self.refine_requested),
        ):
            action = menu.addAction(text)
            assert action is not None
            action.triggered.connect(lambda _, request=request: request.emit(name))
        menu.addSeparator()
        delete = menu.addAction(tr("Delete…") if self._model.is_bundled(name) else tr("Delete"))
        assert delete is not None
        delete.setEnabled(not self._model.is_bundled(name))
        delete.triggered.connect(lambda: self.remove_requested.emit(name))
        menu.popup(self.viewport().mapToGlobal(position))  # type: ignore[union-attr]


def frame_strip(owner: QWidget, view: QWidget, heading: Sequence[QWidget | int]) -> None:
    """Lays a strip out below its heading.

    Args:
        owner: What holds both.
        view: The strip.
        heading: Widgets from left to right, gaps of so many pixels, and -1, or a hint, for all the room that is left.
    """
    owner.setObjectName("gallery")
    owner.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    head = QHBoxLayout()
    head.setContentsMargins(16, 12, 12, 0)
    head.setSpacing(8)
    for part in heading:
        if isinstance(part, QWidget):
            head.addWidget(part, stretch=isinstance(part, Hint))
        elif part < 0:
            head.addStretch()
        else:
            head.addSpacing(part)
    strip = QHBoxLayout()
    strip.setContentsMargins(11, 0, 11, 0)
    strip.addWidget(view)
    layout = QVBoxLayout(owner)
    layout.setContentsMargins(0, 0, 0, 4)
    layout.setSpacing(8)
    layout.addLayout(head)
    layout.addLayout(strip)


class Hint(QLabel):
    """A quiet line that is written where there is room for all of it."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setProperty("role", "muted")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    @property
    def has_room(self) -> bool:
        """Whether it is written."""
        return self.width() >= self.sizeHint().width()

    def paintEvent(self, event: QPaintEvent | None) -> None:
        """All of it or nothing."""
        if self.has_room:
            super().paintEvent(event)


class StyleGallery(QWidget):
    """The strip with its heading.

    Attributes:
        view: The strip.
        search: The search field.
        hint: Says what can be dropped.
    """

    def __init__(self, model: StyleListModel, tabs: QWidget, buttons: list[QAbstractButton]) -> None:
        """``tabs`` stand at the left end of the heading, ``buttons`` at its right end."""
        super().__init__()
        self._model = model
        self.view = StyleView(model)
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Search styles"))
        self.search.setAccessibleName(tr("Search styles"))
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(210)
        self.search.addAction(icon("search", theme.FAINT, size=16), QLineEdit.ActionPosition.LeadingPosition)
        self.search.textChanged.connect(model.set_search)
        self._count = label("", "muted")
        self._nothing = label("", "muted")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setParent(self.view)
        self.hint = Hint(tr("Drop pictures, a video or looks anywhere"))
        frame_strip(self, self.view, [tabs, self._count, 8, self.search, 10, self.hint, *buttons])
        model.modelReset.connect(self._show_count)
        self._show_count()

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Leaves the count out where the tabs need its room."""
        super().resizeEvent(event)
        self._count.setVisible(self.width() >= _COUNTED_WIDTH)

    def _show_count(self) -> None:
        shown, total = len(self._model.names), self._model.total
        self._count.setText(
            str(total) if shown == total else tr("{shown} of {total}", shown=shown, total=total)
        )
        text = (
            ""
            if shown
            else (tr("No style of that name") if total else tr("Drop pictures here to add styles"))
        )
        self._nothing.setText(text)
        self._nothing.setVisible(not shown)
        self._nothing.resize(self.view.size())


def text_button(text: str, icon_name: str, tooltip: str, *, checkable: bool = False) -> QPushButton:
    """A quiet button with an icon and a word."""
    button = QPushButton(icon(icon_name, theme.MUTED, size=18), text)
    button.setCheckable(checkable)
    button.setIconSize(QSize(18, 18))
    button.setToolTip(tooltip)
    button.setAccessibleName(text)
    return button


def _paint_picture(painter: QPainter, frame: QRectF, tile: Tile, *, hovered: bool) -> None:
    """The scene in the style, and the style itself for whoever points at it."""
    path = QPainterPath()
    path.addRoundedRect(frame, theme.RADIUS, theme.RADIUS)
    painter.fillPath(path, QColor(theme.RAISED))
    picture = tile.picture if hovered else tile.scene or tile.picture
    if picture is None:
        return
    painter.save()
    painter.setClipPath(path)
    scale = max(frame.width() / picture.width(), frame.height() / picture.height())
    width, height = frame.width() / scale, frame.height() / scale
    source = QRectF((picture.width() - width) / 2, (picture.height() - height) / 2, width, height)
    painter.drawPixmap(frame, picture, source)
    painter.restore()


def _paint_ring(painter: QPainter, frame: QRectF, tile: Tile, *, hovered: bool) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if tile.chosen:
        painter.setPen(QPen(QColor(theme.SURFACE), 2))
        painter.drawRoundedRect(frame.adjusted(1.5, 1.5, -1.5, -1.5), theme.RADIUS - 1, theme.RADIUS - 1)
        painter.setPen(QPen(QColor(theme.ACCENT), 2.5))
        painter.drawRoundedRect(frame.adjusted(-0.5, -0.5, 0.5, 0.5), theme.RADIUS, theme.RADIUS)
    elif hovered:
        painter.setPen(QPen(theme.translucent("#ffffff", 0.75), 1.5))
        painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS, theme.RADIUS)


def _paint_key(painter: QPainter, frame: QRectF, key: str) -> None:
    font = painter.font()
    font.setPixelSize(theme.CAPTION_PX - 1)
    painter.setFont(font)
    width = max(17, QFontMetrics(font).horizontalAdvance(key) + 10)
    box = QRectF(frame.left() + 6, frame.top() + 6, width, 17)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.translucent("#0c0d10", 0.6))
    painter.drawRoundedRect(box, 5, 5)
    painter.setPen(theme.translucent("#ffffff", 0.9))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key)


def _paint_share(painter: QPainter, frame: QRectF, share: float) -> None:
    """A quiet ring that closes while a style is refined."""
    ring = QRectF(frame.left() + 7, frame.bottom() - 21, 14, 14)
    painter.setBrush(theme.translucent("#0c0d10", 0.6))
    painter.setPen(QPen(theme.translucent("#ffffff", 0.35), 2))
    painter.drawEllipse(ring)
    painter.setPen(QPen(QColor(theme.ACCENT), 2))
    painter.drawArc(ring, 90 * 16, -round(share * 360 * 16))


def _paint_mark(painter: QPainter, frame: QRectF) -> None:
    """A small star: the style is refined."""
    center, far, near = QPointF(frame.left() + 13, frame.bottom() - 13), 5.5, 1.6
    corners = [
        (0, -far),
        (near, -near),
        (far, 0),
        (near, near),
        (0, far),
        (-near, near),
        (-far, 0),
        (-near, -near),
    ]
    painter.setPen(QPen(theme.translucent("#0c0d10", 0.6), 1))
    painter.setBrush(theme.translucent("#ffffff", 0.92))
    painter.drawPolygon(QPolygonF([center + QPointF(x, y) for x, y in corners]))


def _paint_title(painter: QPainter, frame: QRectF, tile: Tile, *, hovered: bool) -> None:
    font = painter.font()
    font.setPixelSize(theme.SMALL_PX)
    painter.setFont(font)
    color = theme.ACCENT if tile.chosen else theme.TEXT if hovered else theme.MUTED
    painter.setPen(QColor(color))
    line = QRectF(frame.left() + 2, frame.bottom() + 4, frame.width() - 4, _TITLE - 4)
    if tile.favourite:
        painter.setBrush(QColor(theme.ACCENT))
        painter.save()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(QPointF(line.left() + 3, line.center().y() + 0.5), 2.6, 2.6)
        painter.restore()
        line.setLeft(line.left() + 11)
    title = QFontMetrics(font).elidedText(tile.title, Qt.TextElideMode.ElideRight, int(line.width()))
    painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, title)
