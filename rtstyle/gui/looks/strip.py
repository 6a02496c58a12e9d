"""The strip of looks, in the place of the one of styles, and the sheet that asks for a look's name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import QPoint, Qt, pyqtSignal
from PyQt6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QWidget,
)

from rtstyle.gui.language import tr
from rtstyle.gui.popup import Popup
from rtstyle.gui.styles.gallery import TileView, frame_strip, remove_rect, text_button
from rtstyle.gui.styles.model import NAME_ROLE
from rtstyle.gui.widgets import label, with_shortcut

if TYPE_CHECKING:
    from collections.abc import Callable

    from PyQt6.QtGui import QMouseEvent

    from rtstyle.gui.looks.model import LookListModel


class LookView(TileView):
    """The strip itself.

    Attributes:
        chosen: The user clicked on the look of this name.
        remove_requested: The user wants this look deleted.
        export_requested: The user wants this look as a file.
    """

    chosen = pyqtSignal(str)
    remove_requested = pyqtSignal(str)
    export_requested = pyqtSignal(str)

    def __init__(self, model: LookListModel) -> None:
        super().__init__(model)
        self._model = model
        self.setAccessibleName(tr("Looks"))
        self.customContextMenuRequested.connect(self._show_menu)

    def mouseReleaseEvent(self, event: QMouseEvent | None) -> None:
        """Chooses, or deletes."""
        super().mouseReleaseEvent(event)
        if event is None or event.button() != Qt.MouseButton.LeftButton:
            return
        position = event.position().toPoint()
        index = self.indexAt(position)
        if index.isValid():
            name = str(index.data(NAME_ROLE))
            deletes = remove_rect(self.visualRect(index)).contains(position)
            (self.remove_requested if deletes else self.chosen).emit(name)

    def menu_of(self, name: str) -> QMenu:
        """What can be done with a look."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        choices: dict[str, Callable[[], object]] = {
            tr("Move to the left"): lambda: self._model.move(name, -1),
            tr("Move to the right"): lambda: self._model.move(name, 1),
            tr("Export…"): lambda: self.export_requested.emit(name),
            tr("Delete"): lambda: self.remove_requested.emit(name),
        }
        for text, action in choices.items():
            if text == tr("Delete"):
                menu.addSeparator()
            entry = menu.addAction(text)
            assert entry is not None
            entry.triggered.connect(lambda _, action=action: action())
        return menu

    def _show_menu(self, position: QPoint) -> None:
        index = self.indexAt(position)
        viewport = self.viewport()
        if index.isValid() and viewport is not None:
            self.menu_of(str(index.data(NAME_ROLE))).popup(viewport.mapToGlobal(position))


class LookGallery(QWidget):
    """The strip with its heading.

    Attributes:
        view: The strip.
        save: Asks for a name for the look of now.
        take_in: Asks for files with looks.
    """

    def __init__(self, model: LookListModel, tabs: QWidget) -> None:
        """``tabs`` stand where the heading would."""
        super().__init__()
        self._model = model
        self.view = LookView(model)
        self.save = text_button(
            tr("Save this look"),
            "add",
            with_shortcut(tr("Keep style and settings as they are now"), "Ctrl+S"),
        )
        self.take_in = text_button(
            tr("Import"), "folder", tr("Take in looks from files; or drop them anywhere")
        )
        self._count = label("", "muted")
        self._nothing = label(tr("Save this look, and it stands here"), "muted")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inside = QHBoxLayout(self.view)
        inside.addWidget(self._nothing)
        frame_strip(self, self.view, [tabs, self._count, -1, self.take_in, self.save])
        model.modelReset.connect(self._show_count)
        self._show_count()

    def _show_count(self) -> None:
        count = len(self._model.looks)
        self._count.setText(str(count) if count else "")
        self._nothing.setVisible(not count)


class LookNamePopup(Popup):
    """Asks for the name of a look.

    Attributes:
        save_requested: The name.
    """

    save_requested = pyqtSignal(str)

    def __init__(self, parent: QWidget, is_taken: Callable[[str], bool]) -> None:
        """``is_taken``: whether a look of a name would be replaced."""
        super().__init__(parent, tr("Save this look"))
        self._is_taken = is_taken
        self.field = QLineEdit()
        self.field.setAccessibleName(tr("Name of the look"))
        self.field.setMinimumWidth(260)
        self.field.setMaxLength(60)
        self.field.textChanged.connect(self._show_outcome)
        self.field.returnPressed.connect(self._save)
        self.button = QPushButton(tr("Save"))
        self.button.setProperty("kind", "accent")
        self.button.clicked.connect(self._save)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.field)
        row.addWidget(self.button)
        self.body.addLayout(row)

    def ask(self, name: str, button: QWidget) -> None:
        """Appears above a button with a name to be changed or taken."""
        self.field.setText(name)
        self.open_above(button)
        self.field.setFocus()
        self.field.selectAll()

    def _show_outcome(self, name: str) -> None:
        self.button.setText(tr("Replace") if self._is_taken(name) else tr("Save"))
        self.button.setEnabled(bool(name.strip()))

    def _save(self) -> None:
        if self.field.text().strip():
            self.hide()
            self.save_requested.emit(self.field.text().strip())
