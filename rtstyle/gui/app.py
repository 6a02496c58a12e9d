"""Starts the window: the application object, its look, its settings, and its end."""

from __future__ import annotations

import ctypes
import dataclasses
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rtstyle.errors import DeviceError, RtstyleError
from rtstyle.modeling.person_mask import read_person_mask
from rtstyle.options import EVERYTHING
from rtstyle.settings import load_settings
from rtstyle.styles.library import StyleLibrary

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PyQt6.QtWidgets import QApplication

    from rtstyle.settings import Settings

_SIGNAL_MS = 200
_ADVICE = (
    "on Debian and Ubuntu run: sudo apt install libegl1 libgl1 libfontconfig1 libdbus-1-3 libxkbcommon-x11-0"
    " libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1"
)


def run_window(
    *, look: Mapping[str, float] | None = None, picture: Mapping[str, Any] | None = None, **overrides: Any
) -> int:
    """Opens the window and returns when it is closed.

    Args:
        look: {style: weight} to start in; None takes what was used last. It is remembered.
        picture: Picture settings that take the place of remembered ones, by name.
        overrides: Values that take the place of remembered settings, named as in `Settings`; None leaves one.

    Returns:
        0.

    Raises:
        UnknownStyleError: A style is not in the library, and no file.
        ModelError: A part is to be painted, and the network that finds people is missing or damaged.
        DeviceError: There is no display, or a library of the system that Qt needs is missing.
    """
    library = StyleLibrary()
    found = {style: library.find(style) for style in look or ()}
    lasting = {style: _lasting(style, path) for style, path in found.items()}
    if len(lasting) == 1:
        overrides |= {"style": next(iter(lasting.values())), "mixture": ()}
    elif look:
        overrides["mixture"] = tuple(f"{lasting[style]}:{weight:g}" for style, weight in look.items())
    if look:
        # What is asked for now is to be seen, whatever went on by itself last time.
        overrides.setdefault("slideshow", False)
    settings, complaints = load_settings()
    settings = dataclasses.replace(settings, **{name: v for name, v in overrides.items() if v is not None})
    settings = dataclasses.replace(settings, **(picture or {}))
    if settings.paint != EVERYTHING:
        settings = _paintable(settings, complaints, asked="paint" in (picture or {}))
    _require_display()
    try:
        from PyQt6.QtWidgets import QApplication  # noqa: PLC0415 - fails where the system lacks its libraries
    except ImportError as error:
        raise DeviceError(f"the window cannot be opened: {error}; {_ADVICE}") from error
    _require_libraries()
    run_until_closed(QApplication(sys.argv[:1]), settings, complaints, library, look)
    return 0


def run_until_closed(
    app: QApplication,
    settings: Settings,
    complaints: Sequence[str],
    library: StyleLibrary,
    look: Mapping[str, float] | None = None,
) -> None:
    """Opens the window of an application and returns when it is closed.

    Args:
        app: Not running yet.
        settings: What to start with.
        complaints: What was wrong with the settings, shown in the window.
        library: Where styles are.
        look: {style: weight} to start in; None takes the style of the settings.
    """
    from PyQt6.QtCore import QTimer  # noqa: PLC0415 - Qt

    from rtstyle.gui.bridge import timer  # noqa: PLC0415
    from rtstyle.gui.icons import application_icon  # noqa: PLC0415
    from rtstyle.gui.language import install  # noqa: PLC0415
    from rtstyle.gui.main_window import MainWindow  # noqa: PLC0415
    from rtstyle.gui.session import LiveSession  # noqa: PLC0415
    from rtstyle.gui.state import Problem  # noqa: PLC0415
    from rtstyle.gui.theme import apply_theme  # noqa: PLC0415
    from rtstyle.sinks.make import make_sink  # noqa: PLC0415

    app.setApplicationName("rtstyle")
    app.setDesktopFileName("rtstyle")
    app.setWindowIcon(application_icon())
    app.setQuitOnLastWindowClosed(False)
    install(app, settings.language)
    apply_theme(app)
    session = LiveSession(settings, library, look=look)
    window = MainWindow(session, make_sink)
    window.ended.connect(app.quit)
    for complaint in complaints:
        session.problem_found.emit(Problem("settings", complaint))
    # Not at once: the handler may run in the middle of painting, and Qt must not lose a window that it paints.
    signal.signal(signal.SIGINT, lambda *_: QTimer.singleShot(0, window.close_now))
    # Python runs its signal handlers between two of its own instructions, and Qt may wait for long without any.
    heartbeat = timer(app, _SIGNAL_MS, lambda: None)
    heartbeat.start()
    window.start()
    app.exec()


def _paintable(settings: Settings, complaints: list[str], *, asked: bool) -> Settings:
    """Has everything painted where the network that finds people is gone since last time.

    Raises:
        RtstyleError: It cannot be used, and a part was ``asked`` for now.
    """
    try:
        read_person_mask()
    except RtstyleError as error:
        if asked:
            raise
        complaints.append(str(error))
        return dataclasses.replace(settings, paint=EVERYTHING)
    return settings


def _lasting(style: str, picture: Path) -> str:
    """A style as the next start finds it, wherever that is: a name as it is, a path in full."""
    is_path = picture == Path(style).expanduser()
    return str(picture.absolute()) if is_path else style


def _require_display() -> None:
    """Qt would end the process without a word that helps."""
    if sys.platform != "linux" or "QT_QPA_PLATFORM" in os.environ or os.environ.get("WAYLAND_DISPLAY"):
        return
    if not os.environ.get("DISPLAY"):
        raise DeviceError(
            "the window needs a display, and there is none: run it in a desktop session, or use rtstyle stream"
        )


def _require_libraries() -> None:
    """Loads what Qt is going to load for an X11 display: where something is missing, Qt would end the process."""
    if sys.platform != "linux" or "QT_QPA_PLATFORM" in os.environ or os.environ.get("WAYLAND_DISPLAY"):
        return
    from PyQt6.QtCore import QLibraryInfo  # noqa: PLC0415 - Qt

    plugins = QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)
    try:
        ctypes.CDLL(str(Path(plugins) / "platforms" / "libqxcb.so"))
    except OSError as error:
        raise DeviceError(f"the window cannot be opened: {error}; {_ADVICE}") from error
