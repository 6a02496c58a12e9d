"""The styles as a list that Qt's views can show: order, search, thumbnails, which one is chosen."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from PyQt6.QtCore import QAbstractListModel, QMimeData, QModelIndex, Qt
from PyQt6.QtGui import QPixmap

from rtstyle.gui.styles.mixing_pad import STYLE_MIME
from rtstyle.gui.styles.shelf import title_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PyQt6.QtGui import QImage

    from rtstyle.styles.library import StyleEntry

NAME_ROLE = Qt.ItemDataRole.UserRole
TILE_ROLE = Qt.ItemDataRole.UserRole + 1


@dataclasses.dataclass(frozen=True, slots=True)
class Tile:
    """What is to be painted for one style.

    Attributes:
        name: In the library.
        title: For people.
        bundled: It cannot be deleted.
        favourite: It stands in front.
        chosen: The picture is in this style now.
        key: The digit that chooses it; empty from the tenth on.
        picture: Its thumbnail; None where there is none yet.
        scene: The scene in it; None where there is none.
        refined: It was refined for the present network.
        refining: How much of its refining is done, in [0, 1]; None where it is not refined now.
    """

    name: str
    title: str
    bundled: bool
    favourite: bool
    chosen: bool
    key: str
    picture: QPixmap | None
    scene: QPixmap | None
    refined: bool = False
    refining: float | None = None


class StyleListModel(QAbstractListModel):
    """Styles that match the search, favourites first.

    Attributes:
        refined: Names of the styles that are refined.
        refining: How much is done of those that are being refined, {name: share}.
    """

    def __init__(self) -> None:
        super().__init__()
        self._entries: list[StyleEntry] = []
        self._visible: list[StyleEntry] = []
        self._favourites: tuple[str, ...] = ()
        self._chosen: frozenset[str] = frozenset()
        self._pictures: dict[str, QPixmap] = {}
        self._scenes: dict[str, QPixmap] = {}
        self.refined: frozenset[str] = frozenset()
        self.refining: dict[str, float] = {}
        self._search = ""
        self._live = False

    @property
    def names(self) -> list[str]:
        """Names of the styles that are shown, in order."""
        return [entry.name for entry in self._visible]

    @property
    def all_names(self) -> list[str]:
        """Names of all styles, shown or not."""
        return [entry.name for entry in self._entries]

    @property
    def favourites(self) -> tuple[str, ...]:
        """Names of the styles in front."""
        return self._favourites

    @property
    def total(self) -> int:
        """How many styles there are, shown or not."""
        return len(self._entries)

    def picture(self, name: str) -> QPixmap | None:
        """The thumbnail of a style; None where there is none yet."""
        return self._pictures.get(name)

    @property
    def _all_scenes(self) -> bool:
        """Whether there is a scene of every style: tiles side by side show either all the scene, or all the styles."""
        return all(entry.name in self._scenes for entry in self._entries)

    def has_scene(self, name: str) -> bool:
        """Whether the scene in this style is there."""
        return name in self._scenes

    def is_known(self, name: str) -> bool:
        """Whether there is such a style, shown or not."""
        return any(entry.name == name for entry in self._entries)

    def is_bundled(self, name: str) -> bool:
        """Whether a style ships with rtstyle; unknown ones count as such."""
        return next((entry.bundled for entry in self._entries if entry.name == name), True)

    def is_favourite(self, name: str) -> bool:
        """Whether a style stands in front."""
        return name in self._favourites

    def row_of(self, name: str) -> int:
        """Where a style is shown; -1 if it is not."""
        return next((row for row, entry in enumerate(self._visible) if entry.name == name), -1)

    def set_entries(self, entries: Sequence[StyleEntry]) -> None:
        """Replaces all styles; thumbnails of those that stay are kept."""
        self._entries = list(entries)
        names = {entry.name for entry in entries}
        self._pictures = {name: picture for name, picture in self._pictures.items() if name in names}
        self._rebuild()

    def set_favourites(self, names: Iterable[str]) -> None:
        """Puts these styles in front, in this order."""
        self._favourites = tuple(names)
        self._rebuild()

    def set_search(self, text: str) -> None:
        """Shows the styles whose names hold every word."""
        self._search = text
        self._rebuild()

    def set_chosen(self, names: Iterable[str]) -> None:
        """Marks the styles that the picture is in."""
        self._chosen = frozenset(names)
        self._repaint_all()

    def set_live(self, live: bool) -> None:
        """Shows the scene in each style, where it is there, or the styles' own pictures."""
        self._live = live
        if not live:
            self._scenes.clear()
        self._repaint_all()

    def set_picture(self, name: str, picture: QImage) -> None:
        """Gives a style its thumbnail."""
        self._pictures[name] = QPixmap.fromImage(picture)
        self._repaint(name)

    def set_refined(self, names: frozenset[str]) -> None:
        """Shows which styles are refined."""
        changed, self.refined = self.refined ^ names, names
        for name in changed:
            self._repaint(name)

    def set_refining(self, shares: dict[str, float]) -> None:
        """Shows which styles are being refined, and how much of it is done, {name: share}."""
        changed = {n for n in shares.keys() | self.refining.keys() if shares.get(n) != self.refining.get(n)}
        self.refining = shares
        for name in changed:
            self._repaint(name)

    def set_scene(self, name: str, picture: QImage) -> None:
        """Gives a style the present scene in it."""
        if self._live:
            complete = self._all_scenes
            self._scenes[name] = QPixmap.fromImage(picture)
            if self._all_scenes and not complete:
                self._repaint_all()
            else:
                self._repaint(name)

    def _rebuild(self) -> None:
        rank = {name: i for i, name in enumerate(self._favourites)}
        words = self._search.casefold().split()
        matching = [
            entry
            for entry in self._entries
            if all(word in title_of(entry).casefold() or word in entry.name for word in words)
        ]
        self.beginResetModel()
        self._visible = sorted(matching, key=lambda entry: rank.get(entry.name, len(rank)))
        self.endResetModel()

    def _repaint(self, name: str) -> None:
        row = self.row_of(name)
        if row >= 0:
            self.dataChanged.emit(self.index(row), self.index(row))

    def _repaint_all(self) -> None:
        if self._visible:
            self.dataChanged.emit(self.index(0), self.index(len(self._visible) - 1))

    # Qt's side ----------------------------------------------------------------------------------------------------

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many styles are shown."""
        return 0 if parent.isValid() else len(self._visible)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """See Qt; `TILE_ROLE` gives a `Tile`, `NAME_ROLE` the name."""
        if not index.isValid() or index.row() >= len(self._visible):
            return None
        entry = self._visible[index.row()]
        if role == TILE_ROLE:
            return self._tile(entry, index.row())
        if role == NAME_ROLE:
            return entry.name
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return title_of(entry)
        if role == Qt.ItemDataRole.ToolTipRole:
            key = f" ({index.row() + 1})" if index.row() < 9 else ""
            return f"{title_of(entry)}{key}"
        return None

    def flags(self, index: QModelIndex) -> Qt.ItemFlag:
        """Styles can be dragged to the mixing pad."""
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def mimeData(self, indexes: Iterable[QModelIndex]) -> QMimeData:
        """The name of the style that is dragged."""
        mime = QMimeData()
        for index in indexes:
            mime.setData(STYLE_MIME, str(index.data(NAME_ROLE)).encode())
        return mime

    def mimeTypes(self) -> list[str]:
        """What is dragged."""
        return [STYLE_MIME]

    def _tile(self, entry: StyleEntry, row: int) -> Tile:
        return Tile(
            name=entry.name,
            title=title_of(entry),
            bundled=entry.bundled,
            favourite=entry.name in self._favourites,
            chosen=entry.name in self._chosen,
            key=str(row + 1) if row < 9 else "",
            picture=self._pictures.get(entry.name),
            scene=self._scenes.get(entry.name) if self._all_scenes else None,
            refined=entry.name in self.refined,
            refining=self.refining.get(entry.name),
        )
