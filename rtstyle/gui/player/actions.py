"""What can be done with a file that is the source."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PyQt6.QtCore import QObject, pyqtSignal
from PyQt6.QtGui import QGuiApplication

from rtstyle.gui.language import joined, tr
from rtstyle.gui.places import free_name, recordings_folder
from rtstyle.gui.player.command import as_line, video_arguments
from rtstyle.gui.player.painting import FilePainting
from rtstyle.gui.state import Problem
from rtstyle.gui.styles.shelf import display_name

if TYPE_CHECKING:
    from PyQt6.QtGui import QAction

    from rtstyle.gui.player.bar import PlayerBar
    from rtstyle.gui.player.paint_popup import PaintButton, PaintPopup
    from rtstyle.gui.session import LiveSession

_FOR_FILES = ("pause", "step_back", "step_on", "loop", "paint_file")


class PlayerActions(QObject):
    """Connects a file's player, and has it painted.

    Attributes:
        said: Something short for the user to know.
        painted: The painted file (Path).
    """

    said = pyqtSignal(str)
    painted = pyqtSignal(object)

    def __init__(
        self,
        session: LiveSession,
        bar: PlayerBar,
        button: PaintButton,
        popup: PaintPopup,
        actions: dict[str, QAction],
    ) -> None:
        super().__init__()
        self._session, self._bar, self._button, self._popup = session, bar, button, popup
        self._actions = actions
        self.painting = FilePainting()
        session.player.transport_changed.connect(self._follow)
        popup.start_requested.connect(self.paint)
        popup.cancel_requested.connect(self.painting.cancel)
        popup.copy_requested.connect(self.copy_command)
        self.painting.progressed.connect(self._show_progress)
        self.painting.ended.connect(self._show_end)
        self.painting.finished.connect(self.painted)
        self.painting.failed.connect(lambda text: session.problem_found.emit(Problem("painting", text)))
        self._follow()

    @property
    def target(self) -> Path:
        """Where the painted file will be: beside the recordings, after the file and the look."""
        settings, look = self._session.settings, self._session.look
        styles = sorted(look, key=look.__getitem__, reverse=True)[:2]
        stem = f"{Path(settings.source).stem} – {joined([display_name(style) for style in styles])}"
        return free_name(recordings_folder(settings) / f"{stem[:120]}.{settings.recording_format}")

    def open_popup(self) -> None:
        """Asks, or tells how far it is."""
        if not self.painting.running:
            self._popup.show_target(self.target)
        self._popup.open_above(self._button)

    def paint(self) -> None:
        """Paints the whole file in the look of now."""
        if self._session.player.transport is None or not self._session.look:
            return
        target = self.target
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            self._session.problem_found.emit(
                Problem("painting", f"cannot make the folder {target.parent}: {error.strerror or error}")
            )
            return
        self._session.problem_solved.emit("painting")
        self.painting.start(self._arguments(target))

    def copy_command(self) -> None:
        """Puts the line that does the same in a terminal into the clipboard."""
        clipboard = QGuiApplication.clipboard()
        if clipboard is not None and self._session.look:
            clipboard.setText(as_line(self._arguments(self.target)))
            self.said.emit(tr("Copied: paste it into a terminal"))

    def close(self) -> None:
        """Gives up what is being painted."""
        self.painting.close()

    def _arguments(self, target: Path) -> list[str]:
        session = self._session
        return video_arguments(session.settings, session.look, Path(session.settings.source), target)

    def _follow(self) -> None:
        transport = self._session.player.transport
        self._bar.follow(transport)
        for name in _FOR_FILES:
            self._actions[name].setEnabled(transport is not None)
        self._button.setVisible(transport is not None or self.painting.running)

    def _show_progress(self, done: int, total: int) -> None:
        self._button.show_share(done / total if total else 0.0)
        self._popup.show_progress(done, total)

    def _show_end(self) -> None:
        self._button.show_share(None)
        self._popup.show_idle()
        self._popup.hide()
        self._follow()
