from __future__ import annotations

import dataclasses
import shlex
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
import pytest
from media_fixtures import Clip, Sound, make_clip
from PyQt6.QtCore import Qt
from PyQt6.QtGui import QGuiApplication
from window_fixtures import WAIT_MS, until

from rtstyle.gui.player.command import as_line, video_arguments
from rtstyle.gui.state import Phase
from rtstyle.settings import Settings
from rtstyle.sources.file import FileSource


@pytest.fixture(scope="module")
def clip(tmp_path_factory):
    """Eight seconds that get brighter, with sound."""

    def picture(number, *_):
        return np.full((48, 64, 3), number, np.uint8)

    folder = tmp_path_factory.mktemp("player")
    sounds = [Sound(seconds=8.0)]
    return make_clip(
        folder / "brighter.mp4", Clip(frames=200, rate=Fraction(25), sounds=sounds, picture=picture)
    )


@pytest.fixture
def window(make_window, settings, clip):
    return make_window(settings=dataclasses.replace(settings, source=str(clip)))


@pytest.fixture
def short(tmp_path):
    sounds = [Sound(seconds=1.0)]
    return make_clip(tmp_path / "short.mp4", Clip(frames=25, rate=Fraction(25), sounds=sounds))


def press(qtbot, window, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(window, key, modifier)


def test_the_space_bar_pauses_and_what_is_changed_meanwhile_is_seen(qtbot, window):
    transport = window._session.player.transport
    assert window.player.isVisible()
    press(qtbot, window, Qt.Key.Key_Space)
    assert transport.paused
    assert window.actions_by_name["pause"].text() == "Play"
    until(qtbot, lambda: transport.paused and window.player.text.endswith("/ 0:08"))
    press(qtbot, window, Qt.Key.Key_3)
    until(qtbot, lambda: window._session.shown_look == {"coral": 1.0})
    # A picture that was under way when it was paused has arrived by now.
    place, painted = transport.position_s, window.preview.frames_painted
    until(qtbot, lambda: window.preview.frames_painted > painted + 4)
    assert transport.position_s == place
    press(qtbot, window, Qt.Key.Key_Space)
    until(qtbot, lambda: transport.position_s > place)
    assert window._session.phase is Phase.LIVE


def test_a_button_reached_by_the_tab_key_is_pressed_by_the_space_bar(qtbot, window):
    # Whoever cannot use a mouse would press no button otherwise.
    (mirror,) = (b for b in window.output_bar.children() if getattr(b, "accessibleName", str)() == "Mirror")
    mirror.setFocus(Qt.FocusReason.TabFocusReason)
    press(qtbot, window, Qt.Key.Key_Space)
    assert window._session.preview.mirror
    assert not window._session.player.transport.paused


def test_a_file_is_sought_stepped_and_looped(qtbot, window):
    player, transport = window.player, window._session.player.transport
    qtbot.mouseClick(player.place, Qt.MouseButton.LeftButton, pos=player.place.rect().center())
    until(qtbot, lambda: 3.0 < transport.position_s < 5.5)
    press(qtbot, window, Qt.Key.Key_Space)
    qtbot.wait(250)
    place = transport.position_s
    press(qtbot, window, Qt.Key.Key_Period)
    until(qtbot, lambda: transport.position_s == pytest.approx(place + 0.04, abs=0.005))
    press(qtbot, window, Qt.Key.Key_Comma)
    until(qtbot, lambda: transport.position_s == pytest.approx(place, abs=0.005))

    assert window.actions_by_name["loop"].isChecked()
    press(qtbot, window, Qt.Key.Key_O)
    assert not transport.loop
    transport.seek(7.9)
    press(qtbot, window, Qt.Key.Key_Space)
    until(qtbot, lambda: transport.ended)
    painted = window.preview.frames_painted
    until(qtbot, lambda: window.preview.frames_painted > painted + 2)
    press(qtbot, window, Qt.Key.Key_Space)
    until(qtbot, lambda: not transport.ended and transport.position_s < 4)
    assert not window._session.settings.loop


def test_only_files_have_a_player(qtbot, window):
    names = ("pause", "step_back", "step_on", "loop", "paint_file")
    assert all(window.actions_by_name[name].isEnabled() for name in names)
    assert window.output_bar.paint.isVisible()
    window._session.change(source="synthetic")
    assert not any(window.actions_by_name[name].isEnabled() for name in names)
    assert not window.player.isVisible()
    assert not window.output_bar.paint.isVisible()


def test_the_whole_file_is_painted_in_the_look_of_now(qtbot, make_window, settings, short, tmp_path):
    # The program that paints looks styles up by itself: among the user's.
    styles = tmp_path / "home" / "data" / "styles"
    styles.mkdir(parents=True)
    cv2.imwrite(str(styles / "amber.png"), np.full((64, 64, 3), (40, 120, 220), np.uint8))
    window = make_window(settings=dataclasses.replace(settings, source=str(short)))
    window._session.change(strength=0.6, size=32)
    popup, actions = window.paint_popup, window.player_actions
    press(qtbot, window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert popup.isVisible()
    seen = []
    actions.painting.progressed.connect(lambda done, total: seen.append((done, total)))
    qtbot.mouseClick(popup.start, Qt.MouseButton.LeftButton)
    assert actions.painting.running
    assert "given up" in actions.painting.losses[0]
    painted = window.preview.frames_painted
    with qtbot.waitSignal(actions.painted, timeout=6 * WAIT_MS) as done:
        until(qtbot, lambda: window.preview.frames_painted > painted + 3)
    (file,) = done.args
    assert file == Path(window._session.settings.recordings) / "short – Amber.mp4"
    until(qtbot, lambda: window.offer.text.startswith("Painted short – Amber.mp4"))
    until(qtbot, lambda: not actions.painting.running)
    assert seen[0] == (0, 0)
    with FileSource(file) as source:
        assert source.info.frame_count == 25
        assert source.has_sound
    assert window.banner.text == ""
    assert actions.target.name == "short – Amber (2).mp4"


def test_painting_a_file_is_cancelled_and_its_errors_are_told(qtbot, window, tmp_path):
    actions, popup = window.player_actions, window.paint_popup
    actions.paint()
    actions.open_popup()
    assert popup.cancel.isVisible()
    qtbot.mouseClick(popup.cancel, Qt.MouseButton.LeftButton)
    until(qtbot, lambda: not actions.painting.running)
    assert window.banner.text == ""
    assert list(Path(window._session.settings.recordings).iterdir()) == []
    actions.painting.start(
        ["video", str(tmp_path / "gone.mp4"), "-s", "amber", "-o", str(tmp_path / "o.mp4")]
    )
    until(qtbot, lambda: "gone.mp4" in window.banner.text or "amber" in window.banner.text)


def test_the_line_for_the_terminal_does_the_same(qtbot, window, clip):
    window._session.change(strength=0.5, preserve_color="luminance", stroke_scale=2.0)
    window._session.choose_look({"amber": 0.25, "dune": 0.75})
    window.player_actions.open_popup()
    window.paint_popup.copy.click()
    line = QGuiApplication.clipboard().text()
    words = shlex.split(line)
    assert words[:3] == ["rtstyle", "video", str(clip)]
    assert words[words.index("--strength") + 1] == "0.5"
    assert "--style" in words
    assert "dune:0.75" in words
    assert words[-2] == "--output"
    assert "--smoothing" not in words


def test_the_line_has_what_is_not_usual_and_nothing_else(tmp_path):
    settings = Settings()
    path = tmp_path / "it's here.mp4"
    changed = dataclasses.replace(settings, smoothing=0.05, size=256, model="adain-vgg19", device="cpu")
    arguments = video_arguments(changed, {"night-whorls": 1.0}, path, tmp_path / "o.mp4")
    assert arguments[2:-2] == [
        "--style", "night-whorls", "--size", "256", "--smoothing", "0.05", "--model", "adain-vgg19",
        "--device", "cpu",
    ]  # fmt: skip
    assert shlex.split(as_line(arguments))[2] == str(path)


def test_a_recording_of_a_paused_file_stands_still(qtbot, window):
    window._session.player.transport.pause()
    window.outputs.toggle_recording()
    until(qtbot, lambda: (window.outputs.state("recording").size_bytes or 0) > 0)
    qtbot.wait(600)
    with qtbot.waitSignal(window.outputs.finished, timeout=WAIT_MS) as finished:
        window.outputs.toggle_recording()
    with av.open(finished.args[1]) as container:
        times = [frame.time for frame in container.decode(video=0)]
    assert times == sorted(set(times))
    assert times[-1] > 0.3
