"""Obeys messages from outside as if hands had turned the window's controls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import QObject, pyqtSignal

from rtstyle.errors import UsageError
from rtstyle.gui.state import OutputKind, Problem
from rtstyle.options import NONE, SETTINGS
from rtstyle.remote.controls import Kind
from rtstyle.remote.osc import OscServer, parse_place

if TYPE_CHECKING:
    from collections.abc import Callable

    from rtstyle.gui.main_window import MainWindow
    from rtstyle.gui.session import LiveSession
    from rtstyle.remote.controls import Control, Value

_OUTPUTS = {"record": OutputKind.RECORDING, "virtual_camera": OutputKind.VIRTUAL_CAMERA}
_BUTTONS = {
    "style/next": "next_style",
    "style/previous": "previous_style",
    "look/next": "next_look",
    "look/previous": "previous_look",
}
"""Addresses whose action has another name; all others have that of their action."""


class RemoteControl(QObject):
    """Takes messages from the server's thread into the window's."""

    _arrived = pyqtSignal(object, object, object)

    def __init__(self, window: MainWindow, session: LiveSession) -> None:
        super().__init__(window)
        self._window, self._session = window, session
        self.server: OscServer | None = None
        self._arrived.connect(self._obey)

    def listen(self, place: str) -> None:
        """Begins to listen; what is wrong with the place is told in the window."""
        try:
            self.server = OscServer(parse_place(place), self._arrived.emit)
        except UsageError as error:
            self._session.problem_found.emit(Problem("remote", str(error)))

    def close(self) -> None:
        """Listens no more."""
        if self.server is not None:
            self.server.close()

    def _obey(self, control: Control, value: Value, answer: Callable[[Value], None]) -> None:
        if control.kind is Kind.BUTTON:
            if value is not False:  # some programs send a 0 when a button is let go
                self._window.actions_by_name[_BUTTONS.get(control.name, control.name)].trigger()
        elif value is not None:
            self._set(control.name, value)
        answer(self._state(control.name))

    def _set(self, name: str, value: Value) -> None:
        window = self._window
        if name in SETTINGS:
            window.commands.change(name, None if value == NONE else value)
        elif name == "style" and window.styles.is_known(str(value)):
            window.style_actions.choose(str(value))
        elif name == "look":
            window.look_actions.choose(str(value))
        elif name in {"mix/x", "mix/y"}:
            x, y = window.panel.pad.handle
            window.panel.pad.move_handle(
                *((float(value or 0), y) if name == "mix/x" else (x, float(value or 0)))
            )
        elif name != "style" and self._state(name) is not value:
            window.actions_by_name[name].trigger()

    def _state(self, name: str) -> Value:
        window, settings = self._window, self._session.settings
        if name in SETTINGS:
            value: Value = getattr(settings, name)
            return NONE if value is None else value
        if name in _OUTPUTS:
            return window.outputs.state(_OUTPUTS[name]).running
        transport = self._session.player.transport
        x, y = window.panel.pad.handle
        states: dict[str, Value] = {
            "mix/x": x,
            "mix/y": y,
            "pause": transport is not None and (transport.paused or transport.ended),
            "snapshot": None,
        }
        if name in states:
            return states[name]
        if name.startswith("style"):
            return window.style_actions.main_style
        if name.startswith("look"):
            return window.looks.chosen
        return window.actions_by_name[name].isChecked()
