from __future__ import annotations

import dataclasses
import itertools
import sys
import threading
from fractions import Fraction
from pathlib import Path

import av
import pytest
from media_fixtures import Clip, Sound, make_clip
from PyQt6.QtCore import QObject, QStandardPaths, Qt, QUrl, pyqtSlot
from PyQt6.QtGui import QDesktopServices
from PyQt6.QtWidgets import QLabel, QWidget
from sound_fixtures import FakeSounddevice
from window_fixtures import WAIT_MS, until, wait_until_painted

from rtstyle.errors import SinkError, UsageError
from rtstyle.gui import address_popup
from rtstyle.gui.address_popup import AddressPopup
from rtstyle.gui.bars import OutputBar, OutputButton, size_text
from rtstyle.gui.places import new_file, recordings_folder, snapshots_folder
from rtstyle.gui.state import OutputKind, OutputState
from rtstyle.gui.widgets import duration_text
from rtstyle.settings import Settings
from rtstyle.sinks import make as sink_table
from rtstyle.sinks.null import NullSink
from rtstyle.sources.make import make_source

RECORDING, CAMERA, NETWORK = OutputKind


class BrokenSink(NullSink):
    def __init__(self):
        super().__init__()
        self.fail = threading.Event()

    def write(self, frame):
        if self.fail.is_set():
            raise SinkError("the virtual camera was unplugged; start it again")


def test_a_recording_is_made_shown_and_plays(qtbot, make_window):
    window = make_window()
    outputs, button = window.outputs, window.output_bar.buttons[RECORDING]
    button.click()
    until(qtbot, lambda: (outputs.state(RECORDING).size_bytes or 0) > 0)
    window._measure()
    assert "0:0" in button.text()
    target = Path(outputs.state(RECORDING).target)
    assert target.parent.name == "recordings"

    qtbot.wait(700)
    with qtbot.waitSignal(outputs.finished, timeout=WAIT_MS) as finished:
        button.click()
        assert button.text() == "Finishing…"
    assert finished.args == [RECORDING, str(target)]
    assert button.accessibleDescription() == "Off"
    with av.open(str(target)) as container:
        frames = list(container.decode(video=0))
    assert len(frames) > 5
    assert (frames[0].width, frames[0].height) == (128, 72)


def recorded_sound(qtbot, window):
    """Records for a moment; how many sound tracks the file has."""
    window.outputs.toggle_recording()
    until(qtbot, lambda: (window.outputs.state(RECORDING).size_bytes or 0) > 0)
    with qtbot.waitSignal(window.outputs.finished, timeout=WAIT_MS) as finished:
        window.outputs.toggle_recording()
    with av.open(finished.args[1]) as container:
        return len(container.streams.audio)


def test_the_microphone_is_switched_on_and_recorded(qtbot, make_window, monkeypatch):
    system = FakeSounddevice()
    monkeypatch.setitem(sys.modules, "sounddevice", system)
    window = make_window()
    assert recorded_sound(qtbot, window) == 0
    window.actions_by_name["microphone"].trigger()
    assert window._session.settings.microphone
    assert recorded_sound(qtbot, window) == 1
    assert [stream.state for stream in system.streams] == ["closed"]


def test_a_recording_goes_on_without_a_microphone_that_is_not_there(
    qtbot, make_window, monkeypatch, settings
):
    monkeypatch.setitem(sys.modules, "sounddevice", None)
    window = make_window(settings=dataclasses.replace(settings, microphone=True))
    assert window.actions_by_name["microphone"].isChecked()
    assert recorded_sound(qtbot, window) == 0
    assert "rtstyle[audio]" in window.banner.text


def test_a_recording_of_a_file_has_its_sound(qtbot, make_window, settings, tmp_path):
    clip = make_clip(
        tmp_path / "clip.mkv",
        Clip(frames=100, rate=Fraction(25), size=(64, 48), sounds=[Sound(seconds=4.0)]),
    )
    options = {"settings": dataclasses.replace(settings, source=str(clip))}
    window = make_window(make_source=lambda spec: make_source(spec, loop=True), **options)
    assert recorded_sound(qtbot, window) == 1


def test_two_recordings_have_two_names(qtbot, make_window):
    window = make_window()
    for _ in range(2):
        window.outputs.toggle_recording()
        until(qtbot, lambda: (window.outputs.state(RECORDING).size_bytes or 0) > 0)
        with qtbot.waitSignal(window.outputs.finished, timeout=WAIT_MS):
            window.outputs.toggle_recording()
    assert len(list(Path(window._session.settings.recordings).glob("*.mp4"))) == 2


def test_an_output_that_is_stopped_at_once_ends_nevertheless(qtbot, make_window):
    window = make_window()
    with qtbot.waitSignal(window.outputs.finished, timeout=WAIT_MS):
        window.outputs.toggle_recording()
        window.outputs.toggle_recording()
        window.outputs.toggle_recording()
    assert not window.outputs.state(RECORDING).running


def test_an_output_that_cannot_be_made_is_told_and_off(qtbot, make_window):
    def refuse(spec):
        raise SinkError("there is no virtual camera; run: sudo modprobe v4l2loopback exclusive_caps=1")

    window = make_window(make_sink=refuse)
    window.actions_by_name["virtual_camera"].trigger()
    until(qtbot, lambda: "modprobe" in window.banner.text)
    assert not window.outputs.state(CAMERA).running
    assert window.output_bar.buttons[CAMERA].accessibleDescription() == "Off"


def test_an_output_that_breaks_is_told_and_the_picture_goes_on(qtbot, make_window):
    sink = BrokenSink()
    window = make_window(make_sink=lambda _: sink)
    window.outputs.toggle_virtual_camera()
    until(qtbot, lambda: window.outputs._running[CAMERA].sink_name)
    sink.fail.set()
    until(qtbot, lambda: "unplugged" in window.banner.text)
    assert not window.outputs.state(CAMERA).running

    painted = window.preview.frames_painted
    until(qtbot, lambda: window.preview.frames_painted > painted + 3)

    sink.fail.clear()
    window.outputs.toggle_virtual_camera()
    assert window.banner.text == ""


def test_a_new_network_ends_the_recording_and_keeps_the_camera(qtbot, make_window):
    made = []

    def make(spec):
        made.append(spec)
        return NullSink()

    window = make_window(make_sink=make)
    window.outputs.toggle_recording()
    window.outputs.toggle_virtual_camera()
    until(qtbot, lambda: len(made) == 2 and all(r.sink_name for r in window.outputs._running.values()))
    with qtbot.waitSignal(window._session.pipeline_started, timeout=WAIT_MS):
        window._session.change(device="cpu")
    assert not window.outputs.state(RECORDING).running
    until(qtbot, lambda: made.count("virtual-camera") == 2 and window.outputs._running[CAMERA].sink_name)
    wait_until_painted(qtbot, window)


def test_the_address_is_asked_for_and_streamed_to(qtbot, make_window):
    asked = []

    def make(spec):
        asked.append(spec)
        return NullSink()

    window = make_window(make_sink=make)
    window.actions_by_name["stream"].trigger()
    assert window.address.isVisible()
    window.address.field.setText("  udp://127.0.0.1:5004 ")
    qtbot.keyClick(window.address.field, "\r")
    until(qtbot, lambda: asked == ["udp://127.0.0.1:5004"])
    assert not window.address.isVisible()
    assert window.outputs.state(NETWORK).running
    window.actions_by_name["stream"].trigger()
    until(qtbot, lambda: not window.outputs.state(NETWORK).running)


def test_without_an_address_nothing_starts(qtbot, make_window):
    window = make_window(wait=False)
    popup = AddressPopup(window)
    with qtbot.assertNotEmitted(popup.start_requested):
        popup._start()


def test_without_a_pipeline_there_is_no_output(qtbot, make_window):
    def refuse(spec):
        raise UsageError("there is no such source")

    window = make_window(make_source=refuse, wait=False, make_sink=lambda _: NullSink())
    window.outputs.toggle_virtual_camera()
    until(qtbot, lambda: not window.outputs.state(CAMERA).running)
    assert "no picture" in window.banner.text.lower()


def test_a_button_shows_time_size_drops_and_target(qtbot):
    button = OutputButton(RECORDING)
    qtbot.addWidget(button)
    button.show_state(
        OutputState(running=True, target="a.mkv", elapsed_s=75.4, size_bytes=3_420_000, dropped=4)
    )
    assert button.text() == "1:15  ·  3.4 MB  ·  −4"
    assert "a.mkv" in button.toolTip()
    assert "Frames dropped: 4" in button.toolTip()
    assert button.property("state") == "recording"

    button.show_state(OutputState())
    assert button.text() == "Record"
    assert button.property("state") == ""
    button.show_state(OutputState(running=True, connecting=True))
    assert button.text() == "Connecting…"


def test_a_bar_has_a_button_for_each_output(qtbot):
    bar = OutputBar([], [])
    qtbot.addWidget(bar)
    bar.show_state(CAMERA, OutputState(running=True, elapsed_s=3))
    assert [button.text() for button in bar.buttons.values()] == ["Record", "0:03", "Stream"]


def test_without_room_words_are_left_out_before_anything_overlaps(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    bar = OutputBar([], [])
    bar.setParent(window)
    window.show()
    running = OutputState(running=True, elapsed_s=75, size_bytes=3_420_000, dropped=4)
    for width, texts in (
        (700, ["1:15  ·  3.4 MB  ·  −4", "Virtual camera", "Stream"]),
        (390, ["1:15  ·  3.4 MB  ·  −4", "", ""]),
        (290, ["1:15", "", ""]),
        (700, ["1:15  ·  3.4 MB  ·  −4", "Virtual camera", "Stream"]),
    ):
        bar.resize(width, 50)
        bar.show_state(RECORDING, running)
        bar.layout().activate()
        shown = list(bar.buttons.values())
        assert [button.text() for button in shown] == texts
        for left, right in itertools.pairwise(shown):
            assert left.geometry().right() < right.geometry().left()
        assert all(button.width() >= button.sizeHint().width() for button in shown)
    # Whoever cannot see has all the words, whatever the room.
    bar.resize(290, 50)
    assert bar.buttons[RECORDING].accessibleDescription() == "1:15  ·  3.4 MB  ·  −4"
    assert bar.buttons[CAMERA].accessibleName() == "Virtual camera"


@pytest.mark.parametrize(("seconds", "text"), [(0, "0:00"), (7.9, "0:07"), (754, "12:34"), (3723, "1:02:03")])
def test_durations(seconds, text):
    assert duration_text(seconds) == text


@pytest.mark.parametrize(
    ("size", "text"), [(0, "0 kB"), (850_400, "850 kB"), (3_440_000, "3.4 MB"), (1_250_000_000, "1.25 GB")]
)
def test_sizes(size, text):
    assert size_text(size) == text


def test_a_new_file_never_takes_a_name_that_is_taken(tmp_path):
    first = new_file(tmp_path, ".png")
    first.touch()
    assert new_file(tmp_path, ".png") != first


def test_recordings_go_to_the_videos_and_snapshots_to_the_pictures(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    recordings, snapshots = recordings_folder(Settings()), snapshots_folder(Settings())
    assert recordings.name == snapshots.name == "rtstyle"
    assert recordings != snapshots
    assert recordings.parent == Path(
        QStandardPaths.writableLocation(QStandardPaths.StandardLocation.MoviesLocation)
    )
    chosen = Settings(recordings=str(tmp_path / "a"), snapshots="~/b")
    assert (recordings_folder(chosen), snapshots_folder(chosen)) == (tmp_path / "a", tmp_path / "b")


class Desktop(QObject):
    """Stands where the system's file manager would."""

    def __init__(self):
        super().__init__()
        self.opened = []

    @pyqtSlot(QUrl)
    def open(self, url):
        self.opened.append(Path(url.toLocalFile()))


@pytest.fixture
def desktop():
    result = Desktop()
    QDesktopServices.setUrlHandler("file", result, "open")
    yield result
    QDesktopServices.unsetUrlHandler("file")


def record_a_little(qtbot, window):
    with qtbot.waitSignal(window.outputs.finished, timeout=WAIT_MS) as finished:
        window.outputs.toggle_recording()
        until(qtbot, lambda: (window.outputs.state(RECORDING).size_bytes or 0) > 0)
        window.outputs.toggle_recording()
    return Path(finished.args[1])


def test_a_recording_says_where_it_is_and_opens_its_folder(qtbot, make_window, desktop):
    window = make_window()
    file = record_a_little(qtbot, window)
    assert file.suffix == ".mp4"
    assert file.exists()
    assert window.offer.text == f"Recorded {file.name} in {file.parent}"
    window.offer.buttons["Open folder"].click()
    assert desktop.opened == [file.parent]
    record_a_little(qtbot, window)
    window.offer.buttons["Play"].click()
    assert desktop.opened[1].suffix == ".mp4"


def test_folders_and_format_are_settings_in_the_window(qtbot, make_window, desktop, tmp_path):
    window = make_window()
    window.output_bar.files.click()
    popup = window.files
    assert popup.isVisible()
    assert popup.format.choice == "mp4"
    assert popup.recordings.button.text().endswith("recordings")
    qtbot.mouseClick(popup.format._buttons["mkv"], Qt.MouseButton.LeftButton)
    popup.recordings.chosen.emit(str(tmp_path / "elsewhere"))
    popup.snapshots.chosen.emit(str(tmp_path / "shots"))
    assert popup.recordings.button.toolTip().startswith(str(tmp_path / "elsewhere"))
    popup.recordings._open()
    assert desktop.opened == [tmp_path / "elsewhere"]
    popup.hide()

    file = record_a_little(qtbot, window)
    assert (file.parent, file.suffix) == (tmp_path / "elsewhere", ".mkv")
    window.preview_status.take_snapshot()
    until(qtbot, lambda: (tmp_path / "shots").is_dir() and list((tmp_path / "shots").glob("*.png")))


def test_where_to_stream_to_is_told_by_the_table_of_sinks(qtbot, monkeypatch):
    monkeypatch.setattr(sink_table, "SINKS", dict(sink_table.SINKS))
    monkeypatch.setattr(address_popup, "SINKS", sink_table.SINKS)
    sink_table.register_sink("wall", lambda *_: NullSink(), help="wall:NUMBER")
    parent = QWidget()
    qtbot.addWidget(parent)
    texts = [found.text() for found in address_popup.AddressPopup(parent).findChildren(QLabel)]
    assert "rtmp://…, udp://HOST:PORT, tcp://HOST:PORT, PATH.m3u8, wall:NUMBER" in texts
