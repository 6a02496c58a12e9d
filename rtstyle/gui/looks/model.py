"""The looks as a list that Qt's views can show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PyQt6.QtCore import QAbstractListModel, QModelIndex, Qt, pyqtSignal
from PyQt6.QtGui import QKeySequence, QPixmap

from rtstyle.gui.styles.model import NAME_ROLE, TILE_ROLE, Tile
from rtstyle.gui.styles.shelf import display_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rtstyle.styles.looks import Look


_NATIVE = QKeySequence.SequenceFormat.NativeText


class LookListModel(QAbstractListModel):
    """Looks in the user's order.

    Attributes:
        reordered: The user has them in another order.
    """

    reordered = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self.looks: list[Look] = []
        self.chosen = ""
        self._pictures: dict[str, QPixmap] = {}

    @property
    def names(self) -> list[str]:
        """Names of the looks, in order."""
        return [look.name for look in self.looks]

    def look(self, name: str) -> Look | None:
        """The look of a name; None where there is none."""
        return next((look for look in self.looks if look.name == name), None)

    def set_looks(self, looks: Sequence[Look]) -> None:
        """Replaces them all."""
        self.beginResetModel()
        self.looks = list(looks)
        self._pictures = {}
        for look in looks:
            picture = QPixmap()
            if look.thumbnail and picture.loadFromData(look.thumbnail):
                self._pictures[look.name] = picture
        self.endResetModel()

    def set_chosen(self, name: str) -> None:
        """Marks the look that the picture is in; empty marks none."""
        if name != self.chosen:
            self.chosen = name
            if self.looks:
                self.dataChanged.emit(self.index(0), self.index(len(self.looks) - 1))

    def move(self, name: str, step: int) -> None:
        """Moves a look towards the front (-1) or the end (1)."""
        row = self.names.index(name)
        target = min(max(row + step, 0), len(self.looks) - 1)
        if target != row:
            self.beginResetModel()
            self.looks.insert(target, self.looks.pop(row))
            self.endResetModel()
            self.reordered.emit()

    # Qt's side ----------------------------------------------------------------------------------------------------

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many there are."""
        return 0 if parent.isValid() else len(self.looks)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """See Qt; `TILE_ROLE` gives a `Tile`, `NAME_ROLE` the name."""
        if not index.isValid() or index.row() >= len(self.looks):
            return None
        look, row = self.looks[index.row()], index.row()
        if role == TILE_ROLE:
            key = QKeySequence(f"Ctrl+{row + 1}").toString(_NATIVE) if row < 9 else ""
            chosen, picture = look.name == self.chosen, self._pictures.get(look.name)
            return Tile(
                name=look.name,
                title=look.name,
                bundled=False,
                favourite=False,
                chosen=chosen,
                key=key,
                picture=picture,
                scene=None,
            )
        if role in {NAME_ROLE, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return look.name
        if role == Qt.ItemDataRole.ToolTipRole:
            total = sum(look.styles.values())
            parts = [f"{display_name(name)} {weight / total:.0%}" for name, weight in look.styles.items()]
            return f"{look.name}\n{', '.join(parts)}"
        return None
