"""What can be done with looks: choose, save, order, delete, take elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np
from PyQt6.QtCore import QObject, pyqtSignal
from PyQt6.QtWidgets import QFileDialog, QWidget

from rtstyle.gui.language import joined, tr
from rtstyle.gui.styles.shelf import THUMBNAIL_SIZE, display_name
from rtstyle.styles.looks import LOOK_SETTINGS, LOOK_SUFFIX, Look, LookLibrary

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rtstyle.frame import Image
    from rtstyle.gui.looks.model import LookListModel
    from rtstyle.gui.preview import PreviewWidget
    from rtstyle.gui.session import LiveSession


class LookActions(QObject):
    """Acts on the looks for strip, keys and outside controls.

    Attributes:
        model: The looks that are shown.
        said: Something short for the user to know.
        deleted: A look of this name was deleted, which can be brought back.
    """

    said = pyqtSignal(str)
    deleted = pyqtSignal(str)

    def __init__(
        self, session: LiveSession, model: LookListModel, preview: PreviewWidget, library: LookLibrary
    ) -> None:
        super().__init__()
        self._session, self.model, self._preview, self._library = session, model, preview, library
        self._removed: list[Look] = []
        session.look_requested.connect(lambda _: self._mark())
        session.settings_changed.connect(lambda _: self._mark())
        model.reordered.connect(self._keep_order)

    def refresh(self) -> None:
        """Lists the looks anew."""
        order = self._session.settings.looks
        self._session.background.run(lambda: self._library.looks(order), self._show)

    def choose(self, name: str) -> None:
        """Turns the picture into a look."""
        look = self.model.look(name)
        if look is not None:
            self._session.change(**look.settings)
            self._session.choose_look(look.styles)
            self.said.emit(look.name)

    def choose_row(self, row: int) -> None:
        """Chooses the look at this place, if there is one."""
        if row < len(self.model.names):
            self.choose(self.model.names[row])

    def step(self, step: int) -> None:
        """Goes on to the next look (1) or back to the one before (-1), round and round."""
        names = self.model.names
        if names:
            row = names.index(self.model.chosen) if self.model.chosen in names else -1 if step > 0 else 0
            self.choose(names[(row + step) % len(names)])

    @property
    def suggested_name(self) -> str:
        """A name for the look of now that is not taken: that of its styles."""
        look = self._session.look
        names = sorted(look, key=look.__getitem__, reverse=True)
        return self._library.free_name(joined([display_name(name) for name in names[:2]]))

    def is_taken(self, name: str) -> bool:
        """Whether a look of this name would be replaced."""
        return bool(name.strip()) and self._library.free_name(name) != name

    def save(self, name: str) -> None:
        """Keeps the look of now under a name."""
        if not self._session.look:
            self.said.emit(tr("Choose a style first"))
            return
        settings = self._session.settings
        frame = self._preview.frame
        values = {setting: getattr(settings, setting) for setting in LOOK_SETTINGS}
        look = Look(name.strip(), self._session.look, values)

        def keep() -> None:
            self._library.save(
                Look(look.name, look.styles, look.settings, _thumbnail(frame.image if frame else None))
            )

        self._change(keep, tr("Saved {name}", name=look.name))

    def delete(self, name: str) -> None:
        """Deletes a look; `bring_back` undoes it for as long as the window is open."""
        look = self.model.look(name)
        if look is None:
            return

        def remove() -> None:
            self._library.remove(name)
            self._removed.append(look)

        self._change(remove)
        self.deleted.emit(name)

    def bring_back(self) -> None:
        """Takes back the last deletion; does nothing where there is none."""
        if self._removed:
            look = self._removed.pop()
            self._change(lambda: self._library.save(look))

    def ask_where_to_export(self, name: str, parent: QWidget) -> None:
        """Asks for a file and writes the look into it."""
        look = self.model.look(name)
        if look is None:
            return
        dialog = QFileDialog(parent, tr("Export {name}", name=name), f"{name}{LOOK_SUFFIX}", _filter())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(LOOK_SUFFIX[1:])
        dialog.fileSelected.connect(lambda path: self.export(look, Path(path)))
        dialog.open()

    def export(self, look: Look, path: Path) -> None:
        """Writes a look into a file."""
        self._session.background.run(
            lambda: self._library.export(look, path),
            lambda _: self.said.emit(tr("Exported {name}", name=path.name)),
        )

    def ask_for_files(self, parent: QWidget) -> None:
        """Asks for files with looks and takes them in."""
        dialog = QFileDialog(parent, tr("Import looks"), "", _filter())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda paths: self.take_in([Path(path) for path in paths]))
        dialog.open()

    def take_in(self, paths: Sequence[Path]) -> None:
        """Takes looks from files; one whose name is taken gets a number."""

        def add() -> None:
            for path in paths:
                look = self._library.read(path)
                name = self._library.free_name(look.name)
                self._library.save(Look(name, look.styles, look.settings, look.thumbnail))

        one = len(paths) == 1
        done = tr("Added {name}", name=paths[0].stem) if one else tr("Added {count} looks", count=len(paths))
        self._change(add, done)

    def _change(self, work: Callable[[], object], done: str = "") -> None:
        order = self._session.settings.looks

        def work_and_list() -> list[Look]:
            work()
            return self._library.looks(order)

        def show(looks: list[Look]) -> None:
            self._show(looks)
            if done:
                self.said.emit(done)

        self._session.background.run(work_and_list, show)

    def _show(self, looks: list[Look]) -> None:
        self.model.set_looks(looks)
        self._mark()

    def _mark(self) -> None:
        """Marks the look that the picture is in, down to its settings."""
        look, settings = self._session.look, self._session.settings
        self.model.set_chosen(
            next(
                (
                    known.name
                    for known in self.model.looks
                    if dict(known.styles) == look
                    and all(getattr(settings, name) == value for name, value in known.settings.items())
                ),
                "",
            )
        )

    def _keep_order(self) -> None:
        self._session.change(looks=tuple(self.model.names))


def _filter() -> str:
    """Which files a dialog lists."""
    return f"{tr('Looks')} (*{LOOK_SUFFIX})"


def _thumbnail(image: Image | None) -> bytes:
    """A frame at the size of a tile, JPEG; empty where there is none."""
    if image is None:
        return b""
    width, height = THUMBNAIL_SIZE
    scale = max(width / image.shape[1], height / image.shape[0])
    w, h = (max(1, round(side * scale)) for side in (image.shape[1], image.shape[0]))
    small = np.asarray(cv2.resize(image, (w, h), interpolation=cv2.INTER_AREA))
    left, top = max(0, (w - width) // 2), max(0, (h - height) // 2)
    cut = cv2.cvtColor(small[top : top + height, left : left + width], cv2.COLOR_RGB2BGR)
    whole, data = cv2.imencode(".jpg", cut)
    return data.tobytes() if whole else b""
