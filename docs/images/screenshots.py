"""Takes the pictures of the window that the README shows: ``python docs/images/screenshots.py [FOLDER]``.

Needs no display. The scene is the synthetic one, so that the same weights give the same pictures.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PyQt6.QtCore import QEventLoop, QTimer
from PyQt6.QtGui import QFont, QFontDatabase
from PyQt6.QtWidgets import QApplication

from rtstyle.gui.main_window import MainWindow
from rtstyle.gui.session import LiveSession
from rtstyle.gui.state import OutputKind
from rtstyle.gui.theme import apply_theme
from rtstyle.settings import Settings
from rtstyle.sinks.make import make_sink
from rtstyle.styles.library import StyleLibrary

if TYPE_CHECKING:
    from collections.abc import Callable

STYLE = "fauve-harbor"
CORNERS = ("sunflower-impasto", "night-whorls", "woodcut-wave", "cathedral-glass")
SIZE = (1360, 850)
PROCESSING_SIZE = 480
_LONGEST_S = 600


def wait_until(condition: Callable[[], bool]) -> None:
    """Lets the window live until something is the case.

    Raises:
        TimeoutError: It never was.
    """
    loop = QEventLoop()
    poll, limit = QTimer(), QTimer()
    poll.timeout.connect(lambda: loop.quit() if condition() else None)
    limit.timeout.connect(lambda: loop.exit(1))
    poll.start(100)
    limit.start(1000 * _LONGEST_S)
    if loop.exec():
        raise TimeoutError("the window never came to what was waited for")


def wait_frames(window: MainWindow, count: int) -> None:
    """Waits for so many more frames on the screen."""
    last = window.preview.frames_painted + count
    wait_until(lambda: window.preview.frames_painted >= last)


def take_pictures(window: MainWindow, session: LiveSession, folder: Path) -> None:
    """Takes them one after the other."""
    wait_until(lambda: session.ready and all(window.styles.has_scene(name) for name in window.styles.names))
    window.style_actions.choose(STYLE)
    wait_until(lambda: session.shown_look == {STYLE: 1.0})
    window.actions_by_name["wipe"].trigger()
    window.preview.set_wipe(0.36)
    wait_frames(window, 40)
    window.grab().save(str(folder / "window.png"))
    window.actions_by_name["wipe"].trigger()
    for corner, name in enumerate(CORNERS):
        window.panel.pad.set_corner(corner, name)
    window.panel.pad.move_handle(0.3, 0.24)
    window.outputs.toggle_recording()
    wait_until(lambda: (window.outputs.state(OutputKind.RECORDING).size_bytes or 0) > 2_000_000)
    wait_until(lambda: session.shown_look == window.panel.pad.mix())
    wait_frames(window, 40)
    window.grab().save(str(folder / "window-mixing.png"))


def main() -> None:
    """Opens the window, takes the pictures, and ends."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent)
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    if "Inter" in QFontDatabase.families():
        app.setFont(QFont("Inter"))
    app.setQuitOnLastWindowClosed(False)
    apply_theme(app)
    with tempfile.TemporaryDirectory() as recordings:
        settings = Settings(
            source="synthetic",
            style=STYLE,
            size=PROCESSING_SIZE,
            mirror=False,
            fps=1,  # held by any machine, so that the pictures do not depend on what takes them
            recordings=recordings,
            favourites=(STYLE, *CORNERS),
        )
        session = LiveSession(settings, StyleLibrary(), save=None)
        window = MainWindow(session, make_sink)
        window.resize(*SIZE)
        window.ended.connect(app.quit)
        window.start()
        try:
            take_pictures(window, session, folder)
        finally:
            window.close_now()  # without asking, though it records
            app.exec()


if __name__ == "__main__":
    main()
