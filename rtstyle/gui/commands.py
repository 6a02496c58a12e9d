"""What each key, button and outside control has the window do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import QObject
from PyQt6.QtGui import QKeySequence, QShortcut
from PyQt6.QtWidgets import QFileDialog

from rtstyle.gui.inventory import OPEN_FILE
from rtstyle.gui.state import OutputKind
from rtstyle.media.suffixes import VIDEO_SUFFIXES
from rtstyle.sources.make import is_camera

if TYPE_CHECKING:
    from collections.abc import Callable

    from rtstyle.gui.main_window import MainWindow
    from rtstyle.gui.session import LiveSession

_WIPE_STEP = 0.02
_STRENGTH_STEP = 0.05


class Commands(QObject):
    """Does what the actions of `rtstyle.gui.actions.ACTIONS` promise."""

    def __init__(self, window: MainWindow, session: LiveSession) -> None:
        super().__init__(window)
        self._window, self._session = window, session

    def connect_actions(self) -> None:
        """Has every key and button of the table do its work."""
        window, session = self._window, self._session
        styles, panel = window.style_actions, window.panel
        handlers: dict[str, Callable[[], object]] = {
            "next_style": lambda: styles.step(1),
            "previous_style": lambda: styles.step(-1),
            "stronger": lambda: panel.nudge_strength(_STRENGTH_STEP),
            "weaker": lambda: panel.nudge_strength(-_STRENGTH_STEP),
            "search": self._search,
            "add_styles": lambda: styles.ask_for_pictures(window),
            "paste": styles.paste,
            "delete_style": styles.delete,
            "undo": styles.bring_back,
            "favourite": styles.toggle_favourite,
            "add_to_mix": styles.add_to_mix,
            "record": window.outputs.toggle_recording,
            "virtual_camera": window.outputs.toggle_virtual_camera,
            "stream": self._toggle_network,
            "snapshot": window.preview_status.take_snapshot,
            "wipe_left": lambda: self._move_wipe(-_WIPE_STEP),
            "wipe_right": lambda: self._move_wipe(_WIPE_STEP),
            "help": window.help.toggle,
            "refresh": window.inventory.look_for_sources,
            "dismiss": window.dismiss,
            "quit": window.close,
        }
        toggles: dict[str, Callable[[bool], object]] = {
            "slideshow": lambda on: styles.set_slideshow(on, panel.interval_s),
            "live_thumbnails": self._set_live_thumbnails,
            "wipe": lambda on: window.preview.set_wipe(0.5 if on else None),
            "mirror": self._set_mirror,
            "measure": lambda on: session.change(overlay=on),
            "microphone": lambda on: session.change(microphone=on),
            "full_screen": window.set_full_screen,
            "panel": self._show_panel,
        }
        for name, handler in handlers.items():
            window.actions_by_name[name].triggered.connect(lambda _=False, handler=handler: handler())
        for name, toggle in toggles.items():
            window.actions_by_name[name].toggled.connect(toggle)
        for digit in range(1, 10):
            shortcut = QShortcut(QKeySequence(str(digit)), window)
            shortcut.activated.connect(lambda row=digit - 1: styles.choose_row(row))

    def _search(self) -> None:
        self._window.gallery.search.setFocus()
        self._window.gallery.search.selectAll()

    def pick_source(self, spec: str) -> None:
        """Shows another source; `OPEN_FILE` asks for a file first."""
        if spec != OPEN_FILE:
            self._session.change(source=spec)
            return
        self._window.source_bar.source.show_choice(self._session.settings.source)
        patterns = " ".join(f"*{suffix}" for suffix in sorted(VIDEO_SUFFIXES))
        dialog = QFileDialog(self._window, "Play a video", "", f"Videos ({patterns});;All files (*)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self._session.change(source=path))
        dialog.open()

    def _toggle_network(self) -> None:
        if self._window.outputs.state(OutputKind.NETWORK).running:
            self._window.outputs.stop(OutputKind.NETWORK)
        else:
            self._window.address.open_above(self._window.output_bar.buttons[OutputKind.NETWORK])

    def _move_wipe(self, step: float) -> None:
        if self._window.preview.wipe is None:
            self._window.actions_by_name["wipe"].setChecked(True)
        self._window.preview.set_wipe((self._window.preview.wipe or 0.0) + step)

    def _set_live_thumbnails(self, on: bool) -> None:
        self._window.styles.set_live(on)
        self._window.live_thumbnails.set_enabled(on)
        self._session.change(live_thumbnails=on)

    def _show_panel(self, on: bool) -> None:
        self._window.panel.setVisible(on)
        self._session.change(panel=on)

    def _set_mirror(self, on: bool) -> None:
        self._session.preview.mirror = on
        # Of a file or the screen, nobody expects the mirror next time.
        if is_camera(self._session.settings.source):
            self._session.change(mirror=on)
