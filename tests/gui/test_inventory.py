from __future__ import annotations

import pytest
from window_fixtures import until

from rtstyle.gui import inventory
from rtstyle.gui.bridge import Background
from rtstyle.sources import make
from rtstyle.sources.camera_devices import CameraInfo

BUILT_IN = CameraInfo(0, "Built-in")
PLUGGED_IN = CameraInfo(2, "HD Webcam")


@pytest.fixture
def cameras(monkeypatch):
    """The cameras of the machine; a test plugs them in and out."""
    found = [BUILT_IN]
    monkeypatch.setattr(inventory, "list_cameras", lambda: list(found))
    return found


@pytest.fixture
def watch(cameras):
    background = Background()
    made = inventory.Inventory(background)
    made._timer.setInterval(5)
    yield made
    made.stop()
    background.close()


def test_cameras_that_come_and_go_are_noticed_by_themselves(qtbot, watch, cameras):
    heard = []
    watch.sources_changed.connect(lambda sources: heard.append(list(sources)))
    watch.start()
    until(qtbot, lambda: heard)
    assert heard[0] == ["camera:Built-in", "screen", "synthetic"]

    cameras.append(PLUGGED_IN)
    until(qtbot, lambda: len(heard) == 2)
    assert heard[1] == ["camera:Built-in", "camera:HD Webcam", "screen", "synthetic"]

    cameras.remove(BUILT_IN)
    until(qtbot, lambda: len(heard) == 3)
    assert heard[2] == ["camera:HD Webcam", "screen", "synthetic"]
    qtbot.wait(50)
    assert len(heard) == 3  # nothing is told while nothing changes


def test_the_windows_list_follows_and_keeps_what_is_shown(qtbot, make_window, cameras):
    window = make_window()
    picker = window.source_bar.source
    window.inventory.look_for_sources()
    until(qtbot, lambda: picker.findData("camera:Built-in") >= 0)
    cameras.append(PLUGGED_IN)
    window.inventory.look_for_sources()
    until(qtbot, lambda: picker.findData("camera:HD Webcam") >= 0)
    assert picker.currentData() == "synthetic"


@pytest.mark.parametrize(
    ("spec", "title"),
    [
        ("camera", "Camera 0"),
        ("camera:2", "Camera 2"),
        ("camera:HD Webcam", "HD Webcam"),
        ("screen:0,0,64,64", "Screen 0,0,64,64"),
        ("C:\\films\\a.mp4", "a.mp4"),
        ("rtsp://host/live", "rtsp://host/live"),
    ],
)
def test_sources_have_titles_for_people(spec, title):
    assert inventory.source_title(spec) == title


def test_a_source_of_ones_own_is_offered_under_its_title(monkeypatch, cameras):
    monkeypatch.setattr(make, "SOURCES", dict(make.SOURCES))
    monkeypatch.setattr(inventory, "SOURCES", make.SOURCES)
    make.register_source("noise", lambda *_: None, help="noise:LEVEL", title="Noise")
    make.register_source("hidden", lambda *_: None, help="hidden")
    assert list(inventory._sources().items())[-2:] == [("synthetic", "Synthetic scene"), ("noise", "Noise")]
    assert inventory.source_title("noise:0.3") == "Noise 0.3"


@pytest.mark.parametrize(
    ("spec", "title"),
    [
        ("camera:0", "the camera"),
        ("camera", "the camera"),
        ("camera:HD Webcam", "HD Webcam"),
        ("screen", "the screen"),
        ("synthetic", "the synthetic scene"),
        ("a/film.mp4", "film.mp4"),
    ],
)
def test_sources_are_called_something_in_a_sentence(spec, title):
    assert inventory.spoken_title(spec) == title
