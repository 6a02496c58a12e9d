"""Where the window puts what it makes, and how people find it again."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PyQt6.QtCore import QStandardPaths, QUrl
from PyQt6.QtGui import QDesktopServices

if TYPE_CHECKING:
    from rtstyle.settings import Settings

_Location = QStandardPaths.StandardLocation


def recordings_folder(settings: Settings) -> Path:
    """Where recordings and painted videos go."""
    return _chosen(settings.recordings, _Location.MoviesLocation)


def snapshots_folder(settings: Settings) -> Path:
    """Where snapshots go."""
    return _chosen(settings.snapshots, _Location.PicturesLocation)


def new_file(folder: Path, suffix: str) -> Path:
    """A file name that is not taken, after the present time.

    Args:
        folder: Where.
        suffix: With its dot.
    """
    stem = datetime.now().astimezone().strftime("rtstyle %Y-%m-%d %H.%M.%S")
    return free_name(folder / f"{stem}{suffix}")


def free_name(path: Path) -> Path:
    """A path, with a number behind its name where it is taken."""
    stem, number = path.stem, 2
    while path.exists():
        path, number = path.with_stem(f"{stem} ({number})"), number + 1
    return path


def shown_folder(folder: Path) -> str:
    """A folder as people know it: ~/Videos/rtstyle."""
    try:
        return str(Path("~") / folder.relative_to(Path.home()))
    except (ValueError, RuntimeError):
        return str(folder)


def open_in_desktop(path: Path) -> None:
    """Opens a folder in the system's file manager, or a file in its player."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.absolute())))


def _chosen(folder: str, location: _Location) -> Path:
    if folder:
        return Path(folder).expanduser()
    return Path(QStandardPaths.writableLocation(location)) / "rtstyle"
