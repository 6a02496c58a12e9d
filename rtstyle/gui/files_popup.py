"""Where recordings and snapshots go, and what kind of file a recording is."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from PyQt6.QtCore import QSize, Qt, pyqtSignal
from PyQt6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from rtstyle.gui.language import tr
from rtstyle.gui.places import open_in_desktop, recordings_folder, shown_folder, snapshots_folder
from rtstyle.gui.popup import Popup
from rtstyle.gui.widgets import Segments, label, tool_button

if TYPE_CHECKING:
    from pathlib import Path

    from rtstyle.settings import Settings

_WIDTH = 380


class FolderRow(QWidget):
    """A folder with its name, a button to choose another one and one to look into it.

    Attributes:
        chosen: The folder that the user chose.
    """

    chosen = pyqtSignal(str)

    def __init__(self, name: str, spoken: str, opens: str) -> None:
        """``name``: its heading; ``spoken``: what is asked for by it; ``opens``: what looking into it is called."""
        super().__init__()
        self._spoken = spoken
        self._folder: Path | None = None
        self.button = QPushButton()
        self.button.setProperty("kind", "filled")
        self.button.setStyleSheet("text-align: left;")
        self.button.clicked.connect(self._ask)
        look = tool_button("folder", opens)
        look.setIconSize(QSize(18, 18))
        look.clicked.connect(self._open)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.button, 1)
        row.addWidget(look)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(5)
        layout.addWidget(label(name))
        layout.addLayout(row)

    def show_folder(self, folder: Path) -> None:
        """Shows which one it is."""
        self._folder = folder
        text = shown_folder(folder)
        metrics = self.button.fontMetrics()
        self.button.setText(metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, _WIDTH - 80))
        self.button.setToolTip(f"{folder}\n{tr('Choose another folder')}")
        self.button.setAccessibleName(f"{self._spoken}: {text}")

    def _ask(self) -> None:
        dialog = QFileDialog(self.window(), self._spoken, str(self._folder or ""))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self.chosen)
        dialog.open()

    def _open(self) -> None:
        if self._folder is None:
            return
        with contextlib.suppress(OSError):
            # Nothing may have been recorded yet; what cannot be made, the file manager tells.
            self._folder.mkdir(parents=True, exist_ok=True)
        open_in_desktop(self._folder)


class FilesPopup(Popup):
    """Both folders, and the format.

    Attributes:
        change_requested: A name as in `Settings` and the value that it should have.
    """

    change_requested = pyqtSignal(str, object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, tr("Files"))
        self.recordings = FolderRow(
            tr("Recordings"), tr("Folder of recordings"), tr("Open the folder of recordings")
        )
        self.recordings.chosen.connect(lambda folder: self.change_requested.emit("recordings", folder))
        self.snapshots = FolderRow(
            tr("Snapshots"), tr("Folder of snapshots"), tr("Open the folder of snapshots")
        )
        self.snapshots.chosen.connect(lambda folder: self.change_requested.emit("snapshots", folder))
        self.format = Segments(
            tr("Format of recordings"),
            {
                "mp4": ("MP4", tr("Plays everywhere, and every editor takes it")),
                "mkv": ("Matroska", tr("Can be played while it is still being recorded")),
            },
        )
        self.format.chosen.connect(lambda key: self.change_requested.emit("recording_format", key))
        self.setMinimumWidth(_WIDTH)
        self.body.addWidget(self.recordings)
        self.body.addWidget(self.format)
        self.body.addSpacing(4)
        self.body.addWidget(self.snapshots)

    def show_settings(self, settings: Settings) -> None:
        """Shows what holds now."""
        self.recordings.show_folder(recordings_folder(settings))
        self.snapshots.show_folder(snapshots_folder(settings))
        self.format.show_choice(settings.recording_format)
