from __future__ import annotations

import os
import signal
import subprocess
import sys

import cv2
import numpy as np
import pytest
from PyQt6 import QtWidgets
from PyQt6.QtCore import QTimer
from typer.testing import CliRunner
from window_fixtures import small_source

from rtstyle import paths
from rtstyle.cli.main import app
from rtstyle.errors import DeviceError, UnknownStyleError
from rtstyle.gui import app as gui_app
from rtstyle.gui import session
from rtstyle.gui.main_window import MainWindow
from rtstyle.settings import Settings, load_settings, save_settings

START = """
import os, signal, sys
from fractions import Fraction
from rtstyle.gui import app, preload, preview_sink, session
from rtstyle.sources.synthetic import SyntheticSource

session.make_source = lambda spec, loop: SyntheticSource(64, 48, Fraction(30), live=True)
preload.FIRST_PICTURE_S = 60  # the order is what counts here, on a machine that may be busy
write, seen = preview_sink.PreviewSink.write, []

def write_and_leave(sink, frame):
    write(sink, frame)
    if not seen:
        seen.append("torch" in sys.modules)
        os.kill(os.getpid(), signal.SIGINT)

preview_sink.PreviewSink.write = write_and_leave
code = app.run_window(source="synthetic", strength=0.5)
print("torch was loaded first:", seen[0], "code:", code)
"""


def close_with_its_first_picture(qapp):
    """Closes the window that comes, and returns a list of what its banner says then."""
    told = []

    def look_and_close():
        visible = [w for w in qapp.topLevelWidgets() if isinstance(w, MainWindow) and w.isVisible()]
        if visible and visible[0].preview.frames_painted:
            told.append(visible[0].banner.text)
            visible[0].close()
        else:
            QTimer.singleShot(50, look_and_close)

    QTimer.singleShot(0, look_and_close)
    return told


@pytest.fixture
def _ctrl_c():
    """Ctrl-C does after the test what it did before."""
    handler = signal.getsignal(signal.SIGINT)
    yield
    signal.signal(signal.SIGINT, handler)


@pytest.mark.parametrize(
    ("look", "remembered"),
    [
        ({"sea-sunset": 1.0}, "sea-sunset"),
        ({"mine.png": 1.0}, "{folder}/mine.png"),  # the next start may be in another folder
        ({"sea-sunset": 1.0, "neon-rain": 1.0}, ""),
    ],
)
@pytest.mark.usefixtures("_ctrl_c")
def test_the_style_that_it_was_started_with_is_remembered(qapp, tmp_path, monkeypatch, look, remembered):
    cv2.imwrite(str(tmp_path / "mine.png"), np.full((40, 60, 3), 90, np.uint8))
    save_settings(Settings(slideshow=True))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(session, "make_source", lambda spec, loop, **asked: small_source(spec, **asked))
    close_with_its_first_picture(qapp)
    with monkeypatch.context() as patch:
        patch.setattr(QtWidgets, "QApplication", lambda _arguments: qapp)  # a process has one
        assert gui_app.run_window(source="synthetic", look=look) == 0
    kept = load_settings()[0]
    assert kept.style == remembered.format(folder=tmp_path)
    # A slideshow that went on last time would soon show something else.
    assert not kept.slideshow
    assert len(kept.mixture) == (len(look) if len(look) > 1 else 0)


def test_the_first_picture_comes_before_torch_and_ctrl_c_ends_everything(tmp_path):
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", START],
        capture_output=True, text=True, timeout=120, check=False, cwd=tmp_path,
    )  # fmt: skip
    assert done.stdout == "torch was loaded first: False code: 0\n", done.stderr
    assert done.stderr == ""
    assert load_settings()[0].strength == 0.5


@pytest.mark.usefixtures("_ctrl_c")
def test_a_damaged_file_of_settings_is_told_in_the_window(qapp, library, settings):
    paths.settings_file().parent.mkdir(parents=True)
    paths.settings_file().write_text("this is = = not toml")
    _, complaints = load_settings()
    shown = close_with_its_first_picture(qapp)
    gui_app.run_until_closed(qapp, settings, complaints, library)
    assert "set aside" in shown[0]


def test_without_a_display_there_is_a_word_for_it(monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    with pytest.raises(DeviceError, match="rtstyle stream"):
        gui_app.run_window()


def test_a_missing_library_of_the_system_is_named_with_its_package(monkeypatch):
    def refuse(name):
        raise OSError(f"{name}: cannot open shared object file")

    for name in ("WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DISPLAY", ":77")
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr("ctypes.CDLL", refuse)
    with pytest.raises(DeviceError, match=r"libqxcb.so: cannot open.*sudo apt install.*libxcb-cursor0"):
        gui_app.run_window()


def test_an_unknown_style_is_told_before_anything_opens():
    with pytest.raises(UnknownStyleError, match="no-such-style"):
        gui_app.run_window(look={"no-such-style": 1.0})


def test_the_command_hands_over_what_it_is_given(monkeypatch):
    given = {}

    def run_window(**options):
        given.update(options)
        return 0

    monkeypatch.setattr(gui_app, "run_window", run_window)
    arguments = [
        "live",
        "--source",
        "screen",
        "-s",
        "a",
        "-s",
        "b:3",
        "--alpha",
        "0.25",
        "--size",
        "none",
        "--fps",
        "60",
        "--resolution",
        "1920x1080",
        "--preserve-color",
        "coral",
        "--device",
        "cpu",
    ]
    result = CliRunner().invoke(app, arguments)

    assert result.exit_code == 0, result.output
    assert given["look"] == {"a": 1.0, "b": 3.0}
    assert {k: v for k, v in given.items() if v is not None and k != "look"} == {
        "source": "screen",
        "picture": {"strength": 0.25, "size": None, "preserve_color": "coral"},
        "fps": 60,
        "source_width": 1920,
        "source_height": 1080,
        "device": "cpu",
    }


def test_the_command_lists_its_options_without_qt():
    code = "import sys; from rtstyle.cli.live import live; print('PyQt6' in sys.modules)"
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True
    )
    assert done.stdout.strip() == "False"
