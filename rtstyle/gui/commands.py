"""What each key, button and outside control has the window do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import QObject, Qt
from PyQt6.QtGui import QKeySequence, QShortcut
from PyQt6.QtWidgets import QAbstractButton, QFileDialog

from rtstyle.gui.inventory import OPEN_FILE
from rtstyle.gui.language import tr
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
        self._deleted: list[Callable[[], object]] = []

    def connect_actions(self) -> None:
        """Has every key and button of the table do its work."""
        window, session = self._window, self._session
        styles, looks, panel = window.style_actions, window.look_actions, window.panel
        handlers: dict[str, Callable[[], object]] = {
            "next_style": lambda: styles.step(1),
            "previous_style": lambda: styles.step(-1),
            "stronger": lambda: panel.nudge_strength(_STRENGTH_STEP),
            "weaker": lambda: panel.nudge_strength(-_STRENGTH_STEP),
            "search": self._search,
            "add_styles": lambda: styles.ask_for_pictures(window),
            "paste": styles.paste,
            "delete_style": self.delete_style,
            "undo": self._undo,
            "save_look": self.ask_for_look_name,
            "next_look": lambda: looks.step(1),
            "previous_look": lambda: looks.step(-1),
            "favourite": styles.toggle_favourite,
            "add_to_mix": styles.add_to_mix,
            "refine_style": lambda: self.refine(styles.main_style),
            "record": window.outputs.toggle_recording,
            "virtual_camera": window.outputs.toggle_virtual_camera,
            "stream": self._toggle_network,
            "snapshot": window.preview_status.take_snapshot,
            "wipe_left": lambda: self._move_wipe(-_WIPE_STEP),
            "wipe_right": lambda: self._move_wipe(_WIPE_STEP),
            "refresh": window.inventory.look_for_sources,
            "dismiss": window.dismiss,
            "quit": window.close,
            "pause": self._pause,
            "step_on": lambda: window.player.step(1),
            "step_back": lambda: window.player.step(-1),
            "paint_file": window.player_actions.open_popup,
        }
        toggles: dict[str, Callable[[bool], object]] = {
            "slideshow": lambda on: window.slideshow.run(on, panel.interval_s),
            "live_thumbnails": self._set_live_thumbnails,
            "refine_chosen": lambda on: session.change(refine_chosen=on),
            "wipe": self._set_wipe,
            "loop": self._set_loop,
            "mirror": self._set_mirror,
            "measure": lambda on: session.change(overlay=on),
            "microphone": lambda on: session.change(microphone=on),
            "full_screen": window.set_full_screen,
            "panel": self._show_panel,
            "help": window.help.show_over,
        }
        for name, handler in handlers.items():
            window.actions_by_name[name].triggered.connect(lambda _=False, handler=handler: handler())
        for name, toggle in toggles.items():
            window.actions_by_name[name].toggled.connect(toggle)
        for digit in range(1, 10):
            shortcut = QShortcut(QKeySequence(str(digit)), window)
            shortcut.activated.connect(lambda row=digit - 1: styles.choose_row(row))
            shortcut = QShortcut(QKeySequence(f"Ctrl+{digit}"), window)
            shortcut.activated.connect(lambda row=digit - 1: looks.choose_row(row))

    def change(self, name: str, value: object) -> None:
        """Changes a setting, as `LiveSession.change`; what has to be fetched for it is asked for first."""
        if name == "paint":
            self._window.painted_part.choose(str(value))
        else:
            self._session.change(**{name: value})

    def refine(self, name: str) -> None:
        """Refines a style, or gives that up."""
        refining = self._window.refining
        (refining.cancel if name in refining.at_work else refining.refine)(name)

    def ask_for_look_name(self) -> None:
        """Asks under which name the look of now is to be kept."""
        window = self._window
        self.show_strip("looks")
        window.look_name.ask(window.look_actions.suggested_name, window.looks_gallery.save)

    def show_strip(self, key: str) -> None:
        """Shows styles or looks below the picture."""
        self._session.change(strip=key)

    def advance(self) -> None:
        """The slideshow goes on."""
        window = self._window
        of_looks = self._session.settings.slideshow_of == "looks" and window.looks.names
        (window.look_actions if of_looks else window.style_actions).step(1)

    def delete_style(self) -> None:
        """Deletes the chosen look or style, whichever is listed."""
        window = self._window
        if window.strips.shown == "looks":
            window.look_actions.delete(window.looks.chosen)
        else:
            window.style_actions.delete()

    def _undo(self) -> None:
        if self._deleted:
            self._deleted.pop()()

    def note_deletion(self, title: str, bring_back: Callable[[], object]) -> None:
        """Offers to take a deletion back, by button and by key."""
        self._deleted.append(bring_back)
        self._window.offer.make(tr("Deleted {name}", name=title), {tr("Undo"): self._undo})

    def _pause(self) -> None:
        """The space bar is the player's, except on a button that was reached by the tab key."""
        focus = self._window.focusWidget()
        if isinstance(focus, QAbstractButton) and not focus.focusPolicy() & Qt.FocusPolicy.ClickFocus:
            focus.click()
        else:
            self._window.player.toggle()

    def _set_loop(self, on: bool) -> None:
        self._window.player.set_loop(on)
        self._session.change(loop=on)

    def _set_wipe(self, on: bool) -> None:
        kept = self._session.settings.wipe
        self._window.preview.set_wipe((kept if kept >= 0 else 0.5) if on else None)
        if not on:
            self._session.change(wipe=-1.0)

    def _search(self) -> None:
        self.show_strip("styles")
        self._window.gallery.search.setFocus()
        self._window.gallery.search.selectAll()

    def pick_source(self, spec: str) -> None:
        """Shows another source; `OPEN_FILE` asks for a file first."""
        if spec != OPEN_FILE:
            self._session.change(source=spec)
            return
        self._window.source_bar.source.show_choice(self._session.settings.source)
        patterns = " ".join(f"*{suffix}" for suffix in sorted(VIDEO_SUFFIXES))
        dialog = QFileDialog(
            self._window, tr("Play a video"), "", f"{tr('Videos')} ({patterns});;{tr('All files')} (*)"
        )
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
