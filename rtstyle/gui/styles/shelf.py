"""The library of styles as the window needs it: every slow thing in one thread beside it."""

from __future__ import annotations

import collections
import contextlib
import logging
import re
import tempfile
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np
from PyQt6.QtCore import QObject, pyqtSignal
from PyQt6.QtGui import QImage

from rtstyle.errors import RtstyleError
from rtstyle.gui.bridge import unexpected
from rtstyle.gui.preload import FIRST_PICTURE_S
from rtstyle.gui.qimages import image_over
from rtstyle.styles.library import kebab

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable, Sequence

    from PyQt6.QtCore import QMimeData

    from rtstyle.frame import Image
    from rtstyle.styles.library import StyleEntry, StyleLibrary

THUMBNAIL_SIZE = (288, 192)
"""Width and height of thumbnails, pixels: twice what they take up on an ordinary screen."""
_KEPT = 20
"""Deletions that can be taken back."""
PASTED_NAME = "pasted-picture"
_logger = logging.getLogger(__name__)


class StyleShelf(QObject):
    """Lists, adds and removes styles and makes their thumbnails, in a thread of its own.

    Attributes:
        entries_changed: All styles, a list of `StyleEntry`.
        thumbnail_ready: Name and picture (QImage) of a style.
        styles_added: Names of the styles that the last request added.
        style_removed: Name of a style that was deleted, and can be brought back.
        failed: One line for the user.
    """

    entries_changed = pyqtSignal(object)
    thumbnail_ready = pyqtSignal(str, QImage)
    styles_added = pyqtSignal(object)
    style_removed = pyqtSignal(str)
    failed = pyqtSignal(str)

    def __init__(self, library: StyleLibrary, began: threading.Event | None = None) -> None:
        """``began``: set when there is a picture on the screen, which thumbnails wait for, though not for ever."""
        super().__init__()
        self.library = library
        self._began = began
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="rtstyle-library")
        self._known: set[Path] = set()
        self._removed: collections.deque[tuple[str, bytes]] = collections.deque(maxlen=_KEPT)
        self._closed = False

    def refresh(self) -> None:
        """Lists the styles anew, and makes the thumbnails that are missing."""
        self._submit(self._list)

    def add(self, paths: Sequence[Path]) -> None:
        """Takes pictures, and those in folders, into the user's styles."""
        self._submit(lambda: self._add(paths))

    def add_picture(self, picture: QImage) -> None:
        """Takes a picture that is no file, from the clipboard say, into the user's styles."""
        self._submit(lambda: self._add_picture(picture))

    def remove(self, name: str) -> None:
        """Deletes one of the user's styles; `bring_back` undoes it for as long as the window is open."""
        self._submit(lambda: self._remove(name))

    def bring_back(self) -> None:
        """Takes back the last deletion that was not taken back yet; does nothing where there is none."""
        self._submit(self._bring_back)

    def close(self) -> None:
        """Ends the thread after what it is doing."""
        self._closed = True
        self._worker.shutdown(wait=True, cancel_futures=True)

    def _submit(self, work: Callable[[], None]) -> None:
        if not self._closed:
            self._worker.submit(self._guarded, work)

    def _guarded(self, work: Callable[[], None]) -> None:
        try:
            work()
        except RtstyleError as error:
            self.failed.emit(str(error))
        except Exception as error:
            _logger.exception("something failed unexpectedly in the library of styles")
            self.failed.emit(unexpected(error))

    def _list(self) -> None:
        entries = self.library.entries()
        self.entries_changed.emit(entries)
        if self._began is not None:
            self._began.wait(FIRST_PICTURE_S)
        for entry in entries:
            if self._closed:
                return
            if entry.path not in self._known:
                self._make_thumbnail(entry)

    def _make_thumbnail(self, entry: StyleEntry) -> None:
        # A picture that is damaged has no thumbnail; choosing it tells why.
        with contextlib.suppress(RtstyleError):
            self.thumbnail_ready.emit(entry.name, thumbnail(self.library.image(entry.path)))
        self._known.add(entry.path)

    def _add(self, paths: Sequence[Path]) -> None:
        added = self.library.add(paths)
        self._list()
        self.styles_added.emit([entry.name for entry in added])

    def _add_picture(self, picture: QImage) -> None:
        with tempfile.TemporaryDirectory(prefix="rtstyle-") as folder:
            path = Path(folder) / f"{PASTED_NAME}.png"
            if picture.isNull() or not picture.save(str(path)):
                self.failed.emit("what was pasted is no picture that can be read")
                return
            self._add([path])

    def _bring_back(self) -> None:
        if not self._removed:
            return
        file_name, data = self._removed[-1]
        with tempfile.TemporaryDirectory(prefix="rtstyle-") as folder:
            path = Path(folder) / file_name
            path.write_bytes(data)
            self._add([path])
        self._removed.pop()

    def _remove(self, name: str) -> None:
        picture = self.library.find(name)
        kept: bytes | None = None
        # A picture that cannot be read any more can be deleted all the same.
        with contextlib.suppress(OSError):
            kept = picture.read_bytes()
        self.library.remove(name)
        if kept is not None:
            self._removed.append((picture.name, kept))
            self.style_removed.emit(name)
        self._known = {entry.path for entry in self.library.entries()} & self._known
        self._list()


def thumbnail(image: Image, size: tuple[int, int] = THUMBNAIL_SIZE) -> QImage:
    """The middle of a picture at a small size.

    Args:
        image: (H, W, 3) uint8 RGB.
        size: Width and height, pixels.
    """
    width, height = size
    scale = max(width / image.shape[1], height / image.shape[0])
    w = min(image.shape[1], max(1, round(width / scale)))
    h = min(image.shape[0], max(1, round(height / scale)))
    top, left = (image.shape[0] - h) // 2, (image.shape[1] - w) // 2
    cropped = np.ascontiguousarray(image[top : top + h, left : left + w])
    small = cv2.resize(cropped, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)
    return image_over(np.asarray(small, np.uint8)).copy()


def dropped_paths(mime: QMimeData | None) -> list[Path]:
    """Local files and folders among what was dropped or pasted, as addresses or as text."""
    if mime is None:
        return []
    paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    if not paths and mime.hasText() and not mime.hasImage():
        for line in mime.text().splitlines():
            text = line.strip().strip("\"'")
            with contextlib.suppress(OSError, ValueError):
                if text and Path(text).expanduser().exists():
                    paths.append(Path(text).expanduser())
    return paths


def has_remote_url(mime: QMimeData | None) -> bool:
    """Whether an address in the network was dropped or pasted, which is not fetched."""
    return mime is not None and any(not url.isLocalFile() for url in mime.urls())


def display_name(name: str) -> str:
    """How a style's name is written for people: autumn-avenue → Autumn avenue."""
    *folders, text = re.split(r"[/\\]", name)
    text = Path(text).stem if folders else text
    text = text.replace("-", " ").replace("_", " ").strip()
    return text[:1].upper() + text[1:]


def title_of(entry: StyleEntry) -> str:
    """How a style's name is written for people: as its picture's file was called, unless that is a plain name."""
    stem = unicodedata.normalize("NFC", entry.path.stem)
    return display_name(entry.name) if kebab(stem) == stem else stem
