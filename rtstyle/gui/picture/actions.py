"""Opens and closes the clean picture, puts it on its screen, and remembers all of that."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from PyQt6.QtCore import QObject, Qt
from PyQt6.QtGui import QActionGroup, QGuiApplication
from PyQt6.QtWidgets import QMenu, QToolButton

from rtstyle.errors import UsageError
from rtstyle.gui.language import tr
from rtstyle.gui.picture.window import PictureWindow
from rtstyle.gui.preview_sink import PreviewSink

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PyQt6.QtGui import QAction, QScreen

    from rtstyle.gui.session import LiveSession
    from rtstyle.settings import Settings

SINK = "picture"
_NOT_SHARED = {"full_screen", "dismiss", "quit", "search", "panel", "help", "wipe_left", "wipe_right"}
"""Actions of the main window whose keys would do nothing that is to be seen here, or mean something else."""
_SWITCHES = ("clean_picture", "clean_full_screen", "clean_mirror")
"""Settings, and the actions of their names."""


class PictureActions(QObject):
    """Has a `PictureWindow` follow the settings, and the settings the window.

    While it is closed nothing is made for it: it is no sink of the pipeline then.

    Attributes:
        window: The window, hidden or not.
        menu: What can be done with it.
    """

    def __init__(self, session: LiveSession, actions: Mapping[str, QAction]) -> None:
        super().__init__()
        self._session, self._actions = session, actions
        self._sink = PreviewSink()
        self._attached = ""
        self._placed: tuple[str, bool] | None = None
        self._started = False
        self.window = PictureWindow(self._sink)
        self.window.addActions([action for name, action in actions.items() if name not in _NOT_SHARED])
        self.menu = self._make_menu()
        self.window.customContextMenuRequested.connect(
            lambda place: self.menu.popup(self.window.mapToGlobal(place))
        )
        self.window.closed.connect(self._note_closed)
        self.window.full_screen_wanted.connect(actions["clean_full_screen"].setChecked)
        actions["clean_picture"].toggled.connect(lambda on: session.change(clean_picture=on))
        actions["clean_full_screen"].toggled.connect(self._set_full_screen)
        actions["clean_mirror"].toggled.connect(lambda on: session.change(clean_mirror=on))
        for button in actions["clean_picture"].associatedObjects():
            if isinstance(button, QToolButton):
                self._give_menu(button)
        session.settings_changed.connect(self._follow)
        session.pipeline_started.connect(self._attach_anew)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.screenAdded.connect(self._screens_changed)
        app.screenRemoved.connect(self._screens_changed)

    def start(self) -> None:
        """Shows it if it was to be seen last time."""
        self._started = True
        self._follow(self._session.settings)

    def close(self) -> None:
        """The program ends; whether the window was open is remembered."""
        if self.window.isVisible():
            self._keep_place(closing=True)
        self._started = False
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.screenAdded.disconnect(self._screens_changed)
        app.screenRemoved.disconnect(self._screens_changed)
        self.window.blockSignals(True)
        self.window.close()
        self.window.deleteLater()

    def _make_menu(self) -> QMenu:
        menu = QMenu()
        for name in _SWITCHES:
            menu.addAction(self._actions[name])
        fit = menu.addAction(tr("As large as the picture"))
        assert fit is not None
        fit.triggered.connect(self._fit)
        menu.addSection(tr("Screen"))
        self._screens = QActionGroup(menu)
        menu.aboutToShow.connect(self._list_screens)
        return menu

    def _give_menu(self, button: QToolButton) -> None:
        """Opens when the button is held, and by the other mouse button."""
        button.setMenu(self.menu)
        button.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        button.customContextMenuRequested.connect(lambda place: self.menu.popup(button.mapToGlobal(place)))

    def _list_screens(self) -> None:
        for listed in self._screens.actions():
            self.menu.removeAction(listed)
            self._screens.removeAction(listed)
        for screen in QGuiApplication.screens():
            name = screen.name()
            action = self._screens.addAction(_title(screen))
            assert action is not None
            action.setCheckable(True)
            action.setChecked(screen is self.window.screen())
            action.triggered.connect(lambda _, name=name: self._session.change(clean_screen=name))
            self.menu.addAction(action)

    def _follow(self, settings: Settings) -> None:
        """Has actions, window and sink as the settings are."""
        for name in _SWITCHES:
            self._actions[name].setChecked(getattr(settings, name))
        self._sink.mirror = settings.clean_mirror
        if not self._started:
            return
        if not settings.clean_picture:
            self._detach()
            if self.window.isVisible():
                self.window.close()
            return
        self._place(settings)
        if not self._attached:
            self._attach()

    def _place(self, settings: Settings) -> None:
        screen = next((s for s in QGuiApplication.screens() if s.name() == settings.clean_screen), None)
        # A projector that is not there is not replaced by the screen that the controls are on.
        full = settings.clean_full_screen and (screen is not None or not settings.clean_screen)
        wanted = (screen.name() if screen is not None else "", full)
        if self.window.isVisible() and wanted == self._placed:
            return
        if self._placed is not None and self._placed[1] is False:
            self._keep_place()
        self._placed = wanted
        self.window.open_at(self._session.settings.clean_window, screen, full=full)

    def _set_full_screen(self, on: bool) -> None:
        screen = self.window.screen()
        if on and screen is not None and self.window.isVisible() and not self.window.isFullScreen():
            # On the screen to which it was dragged, whichever was chosen before.
            self._session.change(clean_full_screen=True, clean_screen=screen.name())
        else:
            self._session.change(clean_full_screen=on)

    def _keep_place(self, *, closing: bool = False) -> None:
        """Remembers where the window is, unless it fills a screen."""
        screen = self.window.screen()
        if self.window.isFullScreen():
            return
        kept = {"clean_window": self.window.geometry_text()}
        if closing and screen is not None and self._session.settings.clean_screen:
            kept["clean_screen"] = screen.name()
        self._session.change(**kept)

    def _fit(self) -> None:
        self._session.change(clean_full_screen=False)
        self.window.fit_picture()

    def _note_closed(self) -> None:
        self._keep_place(closing=True)
        self._placed = None
        self._session.change(clean_picture=False)

    def _screens_changed(self, _: QScreen) -> None:
        self._follow(self._session.settings)

    def _attach_anew(self) -> None:
        self._attached = ""
        self._follow(self._session.settings)

    def _attach(self) -> None:
        # Without a pipeline there is nothing to show yet: the next one has it.
        with contextlib.suppress(UsageError):
            self._attached = self._session.add_sink(self._sink, SINK, buffer_frames=1)

    def _detach(self) -> None:
        name, self._attached = self._attached, ""
        if name:
            with contextlib.suppress(UsageError):
                self._session.remove_sink(name)


def _title(screen: QScreen) -> str:
    model = " ".join(part for part in (screen.manufacturer(), screen.model()) if part)
    size = screen.size() * screen.devicePixelRatio()
    name = f"{screen.name()}: {model}" if model and model not in screen.name() else screen.name()
    return f"{name}, {size.width()} × {size.height()}"
