"""What can be done with styles: choose, add, delete, prefer, mix, and let them go round."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PyQt6.QtCore import QObject, pyqtSignal
from PyQt6.QtGui import QGuiApplication, QImage
from PyQt6.QtWidgets import QFileDialog, QWidget

from rtstyle.gui.language import tr
from rtstyle.gui.state import Problem
from rtstyle.gui.styles.shelf import StyleShelf, display_name, dropped_paths, has_remote_url
from rtstyle.media.suffixes import PICTURE_SUFFIXES, is_video
from rtstyle.styles.looks import LOOK_SUFFIX

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PyQt6.QtCore import QMimeData

    from rtstyle.gui.session import LiveSession
    from rtstyle.gui.styles.gallery import StyleGallery
    from rtstyle.gui.styles.mixing_pad import MixingPad
    from rtstyle.gui.styles.model import StyleListModel
    from rtstyle.styles.library import StyleEntry

NOT_FETCHED = "pictures from the network are not fetched: save it first, then drop the file"
NO_PICTURE = "there is no picture to add: copy or drop a picture, a file or a folder"


class StyleActions(QObject):
    """Acts on the styles for gallery, mixing pad and keys.

    Attributes:
        model: The styles that are shown.
        shelf: Where they come from.
        said: Something short for the user to know.
        video_dropped: A video was dropped; its path.
        looks_dropped: Files with looks were dropped; their paths.
        deleted: A style of this title was deleted, which can be brought back.
    """

    said = pyqtSignal(str)
    video_dropped = pyqtSignal(str)
    looks_dropped = pyqtSignal(object)
    deleted = pyqtSignal(str)

    def __init__(
        self, session: LiveSession, model: StyleListModel, gallery: StyleGallery, pad: MixingPad
    ) -> None:
        super().__init__()
        self._session, self._gallery, self._pad = session, gallery, pad
        self.model = model
        self.shelf = StyleShelf(session.library, session.preview.began)
        self.shelf.entries_changed.connect(self._show_entries)
        self.shelf.thumbnail_ready.connect(self._take_thumbnail)
        self.shelf.styles_added.connect(self._styles_added)
        self.shelf.style_removed.connect(lambda name: self.deleted.emit(display_name(name)))
        self.shelf.failed.connect(self._report)
        session.look_requested.connect(self._show_look)
        session.settings_changed.connect(lambda settings: self._show_favourites(settings.favourites))
        gallery.view.chosen.connect(self.choose)
        gallery.view.remove_requested.connect(self.delete)
        gallery.view.favourite_toggled.connect(self.toggle_favourite)
        gallery.view.mix_requested.connect(pad.add_style)
        gallery.search.returnPressed.connect(self._choose_found)
        pad.mix_changed.connect(self._mix)
        pad.corner_requested.connect(self._fill_corner)
        self._show_favourites(session.settings.favourites)
        pad.show_styles(session.settings.mix)
        pad.show_handle(session.settings.mix_x, session.settings.mix_y)
        self._show_mixture(session.look)
        pad.corners_changed.connect(lambda styles: session.change(mix=styles))

    @property
    def main_style(self) -> str:
        """The style that weighs most in the look; empty where there is none."""
        look = self._session.look
        return max(look, key=look.__getitem__) if look else ""

    def choose(self, name: str) -> None:
        """Turns the picture into a style."""
        self._session.choose_style(name)

    def choose_row(self, row: int) -> None:
        """Chooses the style at this place, if there is one."""
        if row < len(self.model.names):
            self.choose(self.model.names[row])

    def step(self, step: int) -> None:
        """Goes on to the next style (1) or back to the one before (-1), round and round."""
        names = self.model.names
        if names:
            row = self.model.row_of(self.main_style)
            start = row if row >= 0 else (-1 if step > 0 else 0)
            self.choose(names[(start + step) % len(names)])

    def toggle_favourite(self, name: str = "") -> None:
        """Puts a style in front, or back in its place; none is the present one."""
        name = name or self.main_style
        favourites = self._session.settings.favourites
        kept = tuple(other for other in favourites if other != name)
        if self.model.is_known(name):
            self._session.change(favourites=kept if name in favourites else (*favourites, name))

    def add_to_mix(self) -> None:
        """Puts the present style into the mixing pad."""
        if self.model.is_known(self.main_style):
            self._pad.add_style(self.main_style)

    def delete(self, name: str = "") -> None:
        """Deletes a style of the user's; none is the present one."""
        name = name or self.main_style
        if not self.model.is_known(name):
            return
        if self.model.is_bundled(name):
            self.said.emit(tr("Styles that come with rtstyle stay"))
            return
        if name in self._session.look:
            self.step(1)
        self.shelf.remove(name)

    def bring_back(self) -> None:
        """Takes back the last deletion."""
        self.shelf.bring_back()

    def ask_for_pictures(self, parent: QWidget) -> None:
        """Opens a dialog for files; the picture goes on behind it."""
        patterns = " ".join(f"*{suffix}" for suffix in PICTURE_SUFFIXES)
        dialog = QFileDialog(parent, tr("Add pictures as styles"), "", f"{tr('Pictures')} ({patterns})")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda paths: self.shelf.add([Path(path) for path in paths]))
        dialog.open()

    def paste(self) -> None:
        """Takes in what the clipboard holds."""
        clipboard = QGuiApplication.clipboard()
        self.take_in(clipboard.mimeData() if clipboard is not None else None)

    def take_in(self, mime: QMimeData | None) -> bool:
        """Adds what was pasted or dropped as styles; a video is passed on.

        Returns:
            Whether there was anything to take.
        """
        paths = dropped_paths(mime)
        videos = [path for path in paths if path.is_file() and is_video(path)]
        looks = [path for path in paths if path.suffix.lower() == LOOK_SUFFIX]
        if videos:
            self.video_dropped.emit(str(videos[0]))
        elif looks:
            self.looks_dropped.emit(looks)
        elif paths:
            self.shelf.add(paths)
        elif mime is not None and mime.hasImage():
            self.shelf.add_picture(QImage(mime.imageData()))
        else:
            self._report(NOT_FETCHED if has_remote_url(mime) else NO_PICTURE)
            return False
        return True

    def close(self) -> None:
        """Stops what goes on by itself."""
        self.shelf.close()

    def _mix(self, look: dict[str, float]) -> None:
        x, y = self._pad.handle
        self._session.change(mix_x=round(x, 4), mix_y=round(y, 4))
        self._session.mix(look)

    def _choose_found(self) -> None:
        self.choose_row(0)
        self._gallery.view.setFocus()

    def _fill_corner(self, corner: int) -> None:
        """Puts the present style into an empty corner, or the next one that is in none."""
        free = [
            name for name in (self.main_style, *self.model.names) if name and name not in self._pad.styles
        ]
        if free:
            self._pad.set_corner(corner, free[0])

    def _show_entries(self, entries: Sequence[StyleEntry]) -> None:
        self.model.set_entries(entries)
        if not self._session.look and self.model.names:
            self.choose(self.model.names[0])
        self._show_look(self._session.look)
        for name in self._pad.styles:
            if name and not self.model.is_known(name) and not Path(name).is_file():
                self._pad.forget(name)

    def _show_look(self, look: dict[str, float]) -> None:
        self.model.set_chosen(look)
        self._show_mixture(look)
        self._pad.set_active(len(look) > 1)
        if len(look) == 1:
            self._gallery.view.reveal(next(iter(look)))

    def _show_mixture(self, look: dict[str, float]) -> None:
        """Puts a mixture that was not made on the pad there, where it can be seen and changed."""
        if 1 < len(look) <= len(self._pad.styles) and look != self._pad.mix():
            self._pad.show_mixture(look)
            self._session.change(mix=self._pad.styles)

    def _show_favourites(self, names: Sequence[str]) -> None:
        if tuple(names) != self.model.favourites:
            self.model.set_favourites(names)
            self._show_look(self._session.look)

    def _take_thumbnail(self, name: str, picture: QImage) -> None:
        self.model.set_picture(name, picture)
        self._pad.update()

    def _styles_added(self, names: Sequence[str]) -> None:
        if names:
            self._session.problem_solved.emit("library")
            self._gallery.search.clear()
            self.said.emit(
                tr("Added {name}", name=display_name(names[0]))
                if len(names) == 1
                else tr("Added {count} styles", count=len(names))
            )
            self.choose(names[0])

    def _report(self, text: str) -> None:
        self._session.problem_found.emit(Problem("library", text, passing=True))
