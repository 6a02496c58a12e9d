"""The small parts that the window is made of: what Qt has, with manners."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, pyqtSignal
from PyQt6.QtGui import QAction, QKeyEvent, QKeySequence, QPainter
from PyQt6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSlider,
    QStyle,
    QStyleOptionSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from rtstyle.gui import theme
from rtstyle.gui.icons import icon, paint_icon

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PyQt6.QtGui import QMouseEvent, QPaintEvent, QWheelEvent

_ARROWS = {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down}


def keeps_arrow_keys(event: QEvent | None) -> bool:
    """Whether a widget that uses the arrow keys itself should keep this event from the window's shortcuts."""
    return (
        isinstance(event, QKeyEvent)
        and event.type() == QEvent.Type.ShortcutOverride
        and event.key() in _ARROWS
        and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    )


def with_shortcut(text: str, shortcut: str | Sequence[str]) -> str:
    """A tooltip that names the key: "Record (R)"."""
    keys = [shortcut] if isinstance(shortcut, str) else shortcut
    names = [QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in keys]
    return f"{text} ({', '.join(names)})" if names else text


def label(text: str, role: str = "") -> QLabel:
    """Text in one of the theme's roles: heading, caption, muted, value, or plain."""
    result = QLabel(text)
    if role:
        result.setProperty("role", role)
    return result


def rule(*, vertical: bool = False) -> QFrame:
    """A hair line."""
    line = QFrame()
    line.setObjectName("rule")
    if vertical:
        line.setFixedSize(1, 20)
    else:
        line.setFixedHeight(1)
    return line


def tool_button(icon_name: str, text: str, shortcut: str = "") -> QToolButton:
    """A small button with an icon alone."""
    button = QToolButton()
    button.setIcon(icon(icon_name, theme.MUTED, size=18))
    button.setIconSize(QSize(18, 18))
    button.setToolTip(with_shortcut(text, [shortcut] if shortcut else []))
    button.setAccessibleName(text)
    return button


def duration_text(seconds: float) -> str:
    """0:07, 12:30, 1:02:03."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


class JumpSlider(QSlider):
    """A slider whose handle goes where its groove is clicked, and can be dragged from there."""

    def mousePressEvent(self, event: QMouseEvent | None) -> None:
        """Brings the handle under the pointer first."""
        style = self.style()
        if event is not None and event.button() == Qt.MouseButton.LeftButton and style is not None:
            option = QStyleOptionSlider()
            self.initStyleOption(option)
            part = style.hitTestComplexControl(
                QStyle.ComplexControl.CC_Slider, option, event.position().toPoint(), self
            )
            if part != QStyle.SubControl.SC_SliderHandle:
                handle = style.subControlRect(
                    QStyle.ComplexControl.CC_Slider, option, QStyle.SubControl.SC_SliderHandle, self
                )
                room = self.width() - handle.width()
                place = round(event.position().x() - handle.width() / 2)
                self.setValue(QStyle.sliderValueFromPosition(self.minimum(), self.maximum(), place, room))
        super().mousePressEvent(event)


class Slider(JumpSlider):
    """A horizontal slider of a real number; double click brings back its default, the wheel leaves it alone.

    Attributes:
        value_moved: The user chose another value.
    """

    value_moved = pyqtSignal(float)

    def __init__(self, low: float, high: float, step: float, default: float) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._low, self._step, self._default = low, step, default
        self.setRange(0, round((high - low) / step))
        self.setPageStep(max(1, self.maximum() // 10))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.show_value(default)
        self.valueChanged.connect(lambda _: self.value_moved.emit(self.real_value))

    @property
    def real_value(self) -> float:
        """The chosen number."""
        return round(self._low + self.value() * self._step, 6)

    def show_value(self, value: float) -> None:
        """Moves the handle without telling anybody."""
        blocked = self.blockSignals(True)
        self.setValue(round((value - self._low) / self._step))
        self.blockSignals(blocked)

    def event(self, event: QEvent | None) -> bool:
        """Keeps the arrow keys to itself while it has the focus."""
        if event is not None and keeps_arrow_keys(event):
            event.accept()
            return True
        return super().event(event)

    def mouseDoubleClickEvent(self, _: object) -> None:
        """Back to the default."""
        self.setValue(round((self._default - self._low) / self._step))

    def wheelEvent(self, event: QWheelEvent | None) -> None:
        """Scrolls the panel, not the value."""
        if event is not None:
            event.ignore()


class SliderRow(QWidget):
    """A slider under its name and value.

    Attributes:
        value_moved: The user chose another value.
    """

    value_moved = pyqtSignal(float)

    def __init__(
        self,
        name: str,
        slider: Slider,
        text: Callable[[float], str],
        tooltip: str,
    ) -> None:
        super().__init__()
        self.slider = slider
        self._text = text
        self._value = label("", "value")
        head = QHBoxLayout()
        head.addWidget(label(name))
        head.addStretch()
        head.addWidget(self._value)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        layout.addLayout(head)
        layout.addWidget(slider)
        self.setToolTip(tooltip)
        slider.setAccessibleName(name)
        slider.setAccessibleDescription(tooltip)
        slider.value_moved.connect(self._moved)
        self.show_value(slider.real_value)

    def show_value(self, value: float) -> None:
        """Moves the handle without telling anybody."""
        self.slider.show_value(value)
        self._value.setText(self._text(value))

    def _moved(self, value: float) -> None:
        self._value.setText(self._text(value))
        self.value_moved.emit(value)


class Segments(QFrame):
    """One choice out of a few, side by side.

    Attributes:
        chosen: The user chose the one of this key.
    """

    chosen = pyqtSignal(str)

    def __init__(self, name: str, choices: Mapping[str, tuple[str, str]]) -> None:
        """``choices``: key → text and tooltip."""
        super().__init__()
        self.setObjectName("segments")
        self.setAccessibleName(name)
        self._buttons: dict[str, QPushButton] = {}
        group = QButtonGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        for key, (text, tooltip) in choices.items():
            button = QPushButton(text)
            button.setCheckable(True)
            button.setToolTip(tooltip)
            button.setAccessibleName(f"{name}: {text}")
            button.clicked.connect(lambda _, key=key: self.chosen.emit(key))
            group.addButton(button)
            layout.addWidget(button, 1)
            self._buttons[key] = button

    def show_choice(self, key: str) -> None:
        """Marks a choice without telling anybody."""
        if key in self._buttons:
            self._buttons[key].setChecked(True)

    @property
    def choice(self) -> str:
        """The marked key; empty if none is."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")


class ComboBox(QComboBox):
    """A drop-down list of named things; the wheel leaves it alone.

    Attributes:
        picked: The user picked the one of this key.
    """

    picked = pyqtSignal(str)

    def __init__(self, name: str, tooltip: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setToolTip(tooltip)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.activated.connect(lambda i: self.picked.emit(str(self.itemData(i))))

    def show_choices(self, choices: Mapping[str, str], current: str) -> None:
        """Lists key → text and marks one, without telling anybody."""
        self.clear()
        for key, text in choices.items():
            self.addItem(text, key)
        self.show_choice(current)

    def show_choice(self, key: str, text: str = "") -> None:
        """Marks a key; one that is not listed is added, under its own name if no text is given."""
        index = self.findData(key)
        if index < 0 and key:
            self.addItem(text or key, key)
            index = self.count() - 1
        self.setCurrentIndex(index)

    def event(self, event: QEvent | None) -> bool:
        """Keeps the arrow keys to itself while it has the focus."""
        if event is not None and keeps_arrow_keys(event):
            event.accept()
            return True
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent | None) -> None:
        """Changes nothing."""
        if event is not None:
            event.ignore()

    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Adds the arrow, which style sheets only take as a file."""
        super().paintEvent(event)
        painter = QPainter(self)
        rect = QRectF(self.width() - 26, (self.height() - 18) / 2, 18, 18)
        paint_icon(painter, "chevron", rect, theme.MUTED)
        painter.end()


class IconButton(QToolButton):
    """A button with an icon alone, for an action."""

    def __init__(self, action: QAction, icon_name: str, *, size: int = 20) -> None:
        super().__init__()
        action.setIcon(icon(icon_name, theme.MUTED, size=size))
        self.setDefaultAction(action)
        self.setIconSize(QSize(size, size))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self.setFixedSize(34, 32)
        self.setAccessibleName(action.text())
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)


class Section(QWidget):
    """A part of the panel under a heading.

    Attributes:
        body: Where its contents go.
        head: The heading's line; widgets added to it stand at its right end.
    """

    def __init__(self, title: str) -> None:
        super().__init__()
        self.head = QHBoxLayout()
        self.head.setSpacing(6)
        self.head.addWidget(label(title, "heading"))
        self.head.addStretch()
        self.body = QVBoxLayout()
        self.body.setSpacing(14)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        layout.addLayout(self.head)
        layout.addLayout(self.body)


class Switch(QAbstractButton):
    """On or off, drawn as a switch.

    The signal to listen to is ``clicked(bool)``: the user moved it.

    By hand, because superqt's QToggleSwitch draws no focus, which those who go by keyboard need.
    """

    _SIZE = QSize(36, 22)

    def __init__(self, name: str, tooltip: str = "") -> None:
        super().__init__()
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setToolTip(tooltip)
        self.setFixedSize(self._SIZE)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """Fixed."""
        return self._SIZE

    def paintEvent(self, _: QPaintEvent | None) -> None:
        """A track and a knob."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = QRectF(1.5, 2.5, self.width() - 3, self.height() - 5)
        on = self.isChecked()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.translucent(theme.ACCENT if on else theme.FAINT, 1.0 if on else 0.55))
        painter.drawRoundedRect(track, track.height() / 2, track.height() / 2)
        if self.hasFocus():
            painter.setPen(theme.translucent("#ffffff", 0.55))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(track, track.height() / 2, track.height() / 2)
            painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.translucent("#ffffff", 1.0))
        radius = track.height() / 2 - 2.5
        x = track.right() - radius - 2.5 if on else track.left() + radius + 2.5
        painter.drawEllipse(QPointF(x, track.center().y()), radius, radius)
        painter.end()
