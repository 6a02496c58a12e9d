"""The clean picture: a window with nothing but the picture, for other programs and other screens."""

from __future__ import annotations

import dataclasses
import json
import subprocess
import sys

import numpy as np
import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtGui import QGuiApplication, QImage
from PyQt6.QtWidgets import QApplication, QToolButton
from window_fixtures import close_window, until


@pytest.fixture
def window(qtbot, make_window):
    """A window with a picture, painted or not."""
    window = make_window(wait=False)
    until(qtbot, lambda: window.preview.frames_painted and len(window.styles.names) == 4)
    return window


def press(qtbot, widget, key, modifier=Qt.KeyboardModifier.NoModifier):
    """Gives a window the keyboard first, as a window manager would."""
    widget.activateWindow()
    until(qtbot, widget.isActiveWindow)
    qtbot.keyClick(widget, key, modifier)


def opened(qtbot, window):
    """The clean picture, opened by its key and with a picture in it."""
    press(qtbot, window, Qt.Key.Key_C)
    clean = window.picture_actions.window
    until(qtbot, lambda: clean.isVisible() and clean._shown is not None)
    return clean


def pixels_of(widget):
    """What a widget paints, (H, W, 3) uint8 RGB."""
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGBX8888)
    pixels = np.frombuffer(image.constBits().asstring(image.sizeInBytes()), np.uint8)
    return pixels.reshape(image.height(), image.width(), 4)[..., :3]


def sinks_of(window):
    return set(window._session.measure().sinks)


def test_it_has_the_picture_pixel_for_pixel_and_nothing_else(qtbot, window):
    clean = opened(qtbot, window)
    assert clean.windowTitle() == "rtstyle picture"
    assert clean.isWindow()
    assert clean.parentWidget() is None
    until(qtbot, lambda: (clean.width(), clean.height()) == (128, 72))
    until(qtbot, lambda: clean._shown.picture.width() == 128)
    np.testing.assert_array_equal(pixels_of(clean), clean._shown.frame.image)

    window.actions_by_name["clean_mirror"].trigger()
    qtbot.waitSignal(clean._sink.signals.frame_ready).wait()
    first = clean._shown
    until(qtbot, lambda: clean._shown is not first)
    np.testing.assert_array_equal(pixels_of(clean), clean._shown.frame.image[:, ::-1])
    assert not window._session.preview.mirror


def test_around_a_picture_of_another_shape_it_is_black(qtbot, window):
    clean = opened(qtbot, window)
    clean.resize(300, 72)
    until(qtbot, lambda: clean.width() == 300 and clean._shown.picture.width() == 128)
    seen = pixels_of(clean)
    assert not seen[:, :86].any()
    assert not seen[:, 214:].any()
    np.testing.assert_array_equal(seen[:, 86:214], clean._shown.frame.image)


def test_closing_it_closes_nothing_else_and_stops_its_work(qtbot, window, saved):
    assert sinks_of(window) == {"preview"}
    clean = opened(qtbot, window)
    until(qtbot, lambda: sinks_of(window) == {"preview", "picture"})
    clean.close()
    assert not window.actions_by_name["clean_picture"].isChecked()
    assert window.isVisible()
    until(qtbot, lambda: sinks_of(window) == {"preview"})
    painted = window.preview.frames_painted
    until(qtbot, lambda: window.preview.frames_painted > painted)
    until(qtbot, lambda: saved and not saved[-1].clean_picture)

    again = opened(qtbot, window)
    assert again is clean
    until(qtbot, lambda: sinks_of(window) == {"preview", "picture"})


def test_it_comes_back_as_it_was_left(qtbot, make_window, settings, saved):
    window = make_window(wait=False)
    clean = opened(qtbot, window)
    clean.setGeometry(40, 30, 256, 144)
    window.actions_by_name["clean_mirror"].trigger()
    close_window(qtbot, window)
    assert not [shown for shown in QApplication.topLevelWidgets() if shown.isVisible()]
    assert saved[-1].clean_picture

    kept = {n: getattr(saved[-1], n) for n in ("clean_picture", "clean_mirror", "clean_window")}
    other = make_window(settings=dataclasses.replace(settings, **kept), wait=False)
    clean = other.picture_actions.window
    until(qtbot, lambda: clean.isVisible() and clean._shown is not None)
    assert (clean.width(), clean.height()) == (256, 144)
    assert clean._sink.mirror
    assert other.actions_by_name["clean_picture"].isChecked()


def test_it_fills_its_screen_and_the_controls_stay(qtbot, window):
    clean = opened(qtbot, window)
    size = clean.size()
    press(qtbot, clean, Qt.Key.Key_F)
    until(qtbot, clean.isFullScreen)
    assert not window.isFullScreen()
    assert window._session.settings.clean_full_screen
    press(qtbot, clean, Qt.Key.Key_Escape)
    until(qtbot, lambda: not clean.isFullScreen() and clean.size() == size)
    qtbot.mouseDClick(clean, Qt.MouseButton.LeftButton)
    until(qtbot, clean.isFullScreen)
    press(qtbot, window, Qt.Key.Key_C, Qt.KeyboardModifier.ShiftModifier)
    until(qtbot, lambda: not clean.isFullScreen())
    assert window.gallery.isVisible()


def test_the_keys_of_the_picture_work_in_it_too(qtbot, window):
    clean = opened(qtbot, window)
    press(qtbot, clean, Qt.Key.Key_Right)
    assert list(window._session.look) == ["basalt"]
    press(qtbot, clean, Qt.Key.Key_C)
    assert not clean.isVisible()
    assert window.isVisible()


def test_another_network_paints_into_it_too(qtbot, window):
    clean = opened(qtbot, window)
    until(qtbot, lambda: window._session.ready)
    window._session.change(device="cpu")
    until(qtbot, lambda: window._session.ready and not window._session.restarting)
    until(qtbot, lambda: "picture" in sinks_of(window))
    before = clean._shown
    until(qtbot, lambda: clean._shown is not before)


def test_a_projector_that_is_not_there_does_not_cover_the_controls(qtbot, make_window, settings):
    chosen = {"clean_picture": True, "clean_full_screen": True, "clean_screen": "projector"}
    window = make_window(settings=dataclasses.replace(settings, **chosen), wait=False)
    clean = window.picture_actions.window
    until(qtbot, lambda: clean._shown is not None)
    assert clean.isVisible()
    assert not clean.isFullScreen()
    assert window._session.settings.clean_screen == "projector"


def test_the_button_has_a_menu_that_names_the_screens(qtbot, window):
    menu = window.picture_actions.menu
    buttons = [
        widget
        for widget in window.actions_by_name["clean_picture"].associatedObjects()
        if isinstance(widget, QToolButton)
    ]
    assert [button.menu() for button in buttons] == [menu]
    for _ in range(2):
        menu.aboutToShow.emit()
    texts = [action.text() for action in menu.actions()]
    (screen,) = QGuiApplication.screens()
    size = f", {screen.size().width()} × {screen.size().height()}"
    assert sum(text.endswith(size) for text in texts) == 1
    clean = opened(qtbot, window)
    clean.resize(500, 300)
    next(action for action in menu.actions() if action.text() == "As large as the picture").trigger()
    until(qtbot, lambda: (clean.width(), clean.height()) == (128, 72))


_ON_TWO_SCREENS = """
import json, sys
from PyQt6.QtWidgets import QApplication
from rtstyle.gui.picture.window import PictureWindow
from rtstyle.gui.preview_sink import PreviewSink
app = QApplication(sys.argv)
first, second = sorted(app.screens(), key=lambda screen: screen.geometry().x())
window, told = PictureWindow(PreviewSink()), []
for screen, full in ((second, True), (first, True), (second, False), (None, True)):
    window.open_at("", screen, full=full)
    app.processEvents()
    place = window.geometry()
    told.append([window.screen().name(), window.isFullScreen(), place.x(), place.width()])
print(json.dumps(told))
"""


def test_it_goes_to_the_screen_of_choice(tmp_path):
    screens = [
        {"name": name, "x": x, "y": 0, "width": width, "height": 600, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
        for name, x, width in (("laptop", 0, 1000), ("projector", 1000, 800))
    ]  # fmt: skip
    config = tmp_path / "screens.json"
    config.write_text(json.dumps({"screens": screens}))
    done = subprocess.run(
        [sys.executable, "-c", _ON_TWO_SCREENS, "-platform", f"offscreen:configfile={config}"],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told[0] == ["projector", True, 1000, 800]
    assert told[1] == ["laptop", True, 0, 1000]
    assert told[2][:2] == ["projector", False]
    assert told[3] == ["projector", True, 1000, 800]
