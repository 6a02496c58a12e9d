"""The window's main states as pictures, in a folder outside the tree: for people to look at."""

from __future__ import annotations

import pytest
from window_fixtures import until

from rtstyle.gui.state import OutputKind, Phase, Problem


@pytest.fixture
def shoot(tmp_path):
    """Takes a picture of the window, and looks at whether there is something on it."""

    def take(window, name):
        picture = window.grab()
        assert picture.save(str(tmp_path / f"{name}.png"))
        small = picture.toImage().scaled(64, 40)
        colors = {small.pixel(x, y) for x in range(64) for y in range(40)}
        assert len(colors) > 100
        return picture.toImage()

    return take


def test_the_main_states(qtbot, make_window, shoot):
    window = make_window(live_thumbnails=True)
    session, pad = window._session, window.panel.pad
    window.resize(1360, 880)
    session.change(overlay=True)
    until(qtbot, lambda: len(window.styles._scenes) == 4)
    live = shoot(window, "live")

    window.actions_by_name["wipe"].trigger()
    until(qtbot, lambda: window.preview._shown.content is not None)
    assert shoot(window, "wipe") != live

    window.actions_by_name["wipe"].trigger()
    for corner, name in enumerate(window.styles.names):
        pad.set_corner(corner, name)
    pad.move_handle(0.7, 0.4)
    shoot(window, "mixing")

    window.outputs.toggle_recording()
    until(qtbot, lambda: (window.outputs.state(OutputKind.RECORDING).size_bytes or 0) > 0)
    window._measure()
    shoot(window, "recording")

    session.problem_found.emit(Problem("x", "cannot open the virtual camera: there is no device", retry=True))
    shoot(window, "problem")
    window.actions_by_name["help"].trigger()
    shoot(window, "keys")
    window.actions_by_name["help"].trigger()

    session.change(source="camera:77")
    until(qtbot, lambda: session.phase is Phase.LOST)
    shoot(window, "lost")
    window.actions_by_name["full_screen"].trigger()
    window.grab()
