from __future__ import annotations

import dataclasses
import gc
import random
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from loop_watch import LoopWatch
from PyQt6.QtCore import QMimeData, QPointF, Qt, QUrl
from PyQt6.QtGui import QColor, QDropEvent, QGuiApplication, QImage
from PyQt6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QListView, QSlider
from window_fixtures import WAIT_MS, close_window, until, wait_until_painted

from rtstyle.gui import theme
from rtstyle.gui.actions import ACTIONS
from rtstyle.gui.state import Phase, Problem
from rtstyle.gui.styles.actions import NOT_FETCHED
from rtstyle.media.picture import read_image
from rtstyle.settings import Settings
from rtstyle.sinks.null import NullSink
from rtstyle.sources.synthetic import SyntheticSource

HANDLER_S = 0.05
"""Longest time that the window may be away from its events, of its own doing."""
STALL_S = 1.0
"""The same on the wall, on a machine that may be busy with other things."""


@pytest.fixture
def window(make_window):
    return make_window()


@pytest.fixture
def picture(tmp_path):
    path = tmp_path / "sunset.png"
    image = QImage(120, 80, QImage.Format.Format_RGB32)
    image.fill(QColor(230, 120, 60))
    assert image.save(str(path))
    return path


def press(qtbot, window, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(window, key, modifier)


def look_of(window):
    return list(window._session.look)


def test_digits_choose_styles(qtbot, window):
    press(qtbot, window, Qt.Key.Key_3)
    assert look_of(window) == ["coral"]
    until(qtbot, lambda: window.preview._toast == "Coral")
    press(qtbot, window, Qt.Key.Key_9)
    assert look_of(window) == ["coral"]


def test_arrows_go_through_the_styles_and_round(qtbot, window):
    for key, name in (
        (Qt.Key.Key_Right, "basalt"),
        (Qt.Key.Key_Left, "amber"),
        (Qt.Key.Key_Left, "dune"),
        (Qt.Key.Key_Right, "amber"),
    ):
        press(qtbot, window, key)
        assert look_of(window) == [name]


def test_up_and_down_change_the_strength(qtbot, window):
    press(qtbot, window, Qt.Key.Key_Down)
    press(qtbot, window, Qt.Key.Key_Down)
    press(qtbot, window, Qt.Key.Key_Up)
    assert window._session.settings.strength == pytest.approx(0.95)


def test_a_slider_with_the_focus_keeps_the_arrows(qtbot, window):
    slider = window.panel.rows["smoothing"].slider
    slider.setFocus()
    qtbot.keyClick(slider, Qt.Key.Key_Right)
    assert window._session.settings.smoothing == pytest.approx(0.35)
    assert look_of(window) == ["amber"]


def test_letters_switch_what_is_seen(qtbot, window):
    press(qtbot, window, Qt.Key.Key_M)
    assert window._session.preview.mirror
    press(qtbot, window, Qt.Key.Key_I)
    assert window.preview._measurements[0][0] == "Source"
    press(qtbot, window, Qt.Key.Key_I)
    window._measure()
    assert window.preview._measurements == ()
    press(qtbot, window, Qt.Key.Key_P)
    assert not window.panel.isVisible()
    press(qtbot, window, Qt.Key.Key_P)
    assert window.panel.isVisible()


def test_the_overlay_tells_rates_delays_and_drops_by_cause(window):
    measured = window._session.measure()
    busy = dataclasses.replace(
        measured, fps_in=29.97, fps_out=24.04, size=48, dropped={"capture": 2, "rate": 0, "engine": 7}
    )
    window._session.change(overlay=True)
    window.preview_status.show_measurements(busy)
    shown = dict(window.preview._measurements)
    assert (shown["Source"], shown["Painted"]) == ("128×72  ·  30.0 fps", "at 48  ·  24.0 fps")
    assert (shown["Dropped: source"], shown["Dropped: network"]) == ("2", "7")
    assert "Dropped: frame rate" not in shown
    delays = [int(shown[name].removesuffix(" ms")) for name in ("Latency", "95 % under", "99 % under")]
    assert delays == sorted(delays)
    window.preview_status.show_measurements(dataclasses.replace(measured, dropped={"engine": 0}))
    assert dict(window.preview._measurements)["Dropped"] == "0"


def test_only_a_camera_is_mirrored_unasked(qtbot, make_window, settings):
    def open_scene(_):
        return SyntheticSource(128, 72, Fraction(30), live=True)

    mirrored = dataclasses.replace(settings, source="clip.mp4", mirror=True)
    window = make_window(settings=mirrored, make_source=open_scene)
    session, action = window._session, window.actions_by_name["mirror"]
    assert not session.preview.mirror
    assert not action.isChecked()
    press(qtbot, window, Qt.Key.Key_M)
    assert session.preview.mirror

    session.change(source="screen")
    assert not session.preview.mirror
    assert not action.isChecked()
    session.change(source="camera:0")
    assert session.preview.mirror
    assert action.isChecked()
    press(qtbot, window, Qt.Key.Key_M)
    assert not session.settings.mirror
    session.change(source="screen")
    press(qtbot, window, Qt.Key.Key_M)
    assert session.preview.mirror
    assert not session.settings.mirror


def test_the_window_is_no_larger_than_the_screen(window):
    room = window.screen().availableGeometry().size()
    assert room.width() < 1360
    assert window.width() == max(800, room.width())
    assert window.height() == max(500, min(930, room.height()))


def test_letters_typed_into_the_search_are_letters(qtbot, window):
    press(qtbot, window, Qt.Key.Key_Slash)
    until(qtbot, window.gallery.search.hasFocus)
    qtbot.keyClicks(window.gallery.search, "dum")
    qtbot.keyClick(window.gallery.search, Qt.Key.Key_Backspace)
    assert window.styles.names == ["dune"]
    assert not window._session.preview.mirror

    qtbot.keyClick(window.gallery.search, Qt.Key.Key_Return)
    assert look_of(window) == ["dune"]
    window.actions_by_name["search"].trigger()
    press(qtbot, window, Qt.Key.Key_Escape)
    assert len(window.styles.names) == 4


def test_the_wipe_compares_the_same_moment(qtbot, window):
    press(qtbot, window, Qt.Key.Key_W)
    assert window.preview.wipe == 0.5
    until(qtbot, lambda: window.preview._shown.content is not None)
    press(qtbot, window, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert window.preview.wipe == pytest.approx(0.48)
    assert look_of(window) == ["amber"]
    press(qtbot, window, Qt.Key.Key_W)
    assert window.preview.wipe is None


def test_the_full_screen_shows_the_picture_alone(qtbot, window):
    press(qtbot, window, Qt.Key.Key_F11)
    assert window.isFullScreen()
    assert not window.gallery.isVisible()
    assert not window.panel.isVisible()
    until(qtbot, lambda: window.preview.width() == window.width())
    press(qtbot, window, Qt.Key.Key_4)
    assert look_of(window) == ["dune"]

    press(qtbot, window, Qt.Key.Key_Escape)
    assert not window.isFullScreen()
    assert window.gallery.isVisible()
    assert window.panel.isVisible()
    qtbot.mouseDClick(window.preview, Qt.MouseButton.LeftButton)
    assert window.isFullScreen()


@pytest.mark.parametrize("mirror", [False, True])
def test_a_snapshot_is_the_picture_as_it_is_seen(qtbot, window, mirror):
    window.actions_by_name["mirror"].setChecked(mirror)
    seen = window.preview.frame.image
    press(qtbot, window, Qt.Key.Key_S)
    until(qtbot, lambda: window.offer.text.startswith("Saved"))
    (file,) = Path(window._session.settings.snapshots).glob("*.png")
    assert window.offer.text == f"Saved {file.name} in {file.parent}"
    assert np.array_equal(read_image(file), seen[:, ::-1] if mirror else seen)


def test_a_snapshot_without_a_folder_is_told(qtbot, make_window, settings, tmp_path):
    blocker = tmp_path / "snapshots"
    blocker.write_text("a file where a folder should be")
    window = make_window()
    window.preview_status.take_snapshot()
    until(qtbot, lambda: "cannot write" in window.banner.text.lower())


def test_the_slideshow_goes_on_by_itself(qtbot, window):
    press(qtbot, window, Qt.Key.Key_A)
    assert window.panel.slideshow.isChecked()
    window.slideshow.run(True, 0)
    until(qtbot, lambda: look_of(window) == ["coral"])
    press(qtbot, window, Qt.Key.Key_A)
    assert not window.panel.slideshow.isChecked()
    before = look_of(window)
    qtbot.wait(50)
    assert look_of(window) == before


def test_pictures_are_dropped_shown_and_deleted(qtbot, window, picture):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(picture))])
    window.dropEvent(
        QDropEvent(
            QPointF(50, 50),
            Qt.DropAction.CopyAction,
            mime,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    until(qtbot, lambda: look_of(window) == ["sunset"])
    until(qtbot, lambda: window.styles.picture("sunset") is not None)
    until(qtbot, lambda: window._session.shown_look == {"sunset": 1.0})

    window.panel.pad.set_corner(0, "sunset")
    press(qtbot, window, Qt.Key.Key_Delete)
    until(qtbot, lambda: "sunset" not in window.styles.names)
    assert look_of(window) != ["sunset"]
    assert "sunset" not in window.panel.pad.styles


def test_a_deleted_style_comes_back_by_button_and_by_key(qtbot, window, picture):
    window.style_actions.shelf.add([picture])
    until(qtbot, lambda: look_of(window) == ["sunset"])
    file = window._session.library.find("sunset")
    before = file.read_bytes()
    press(qtbot, window, Qt.Key.Key_Delete)
    until(qtbot, lambda: window.offer.text == "Deleted Sunset")
    assert not file.exists()
    assert look_of(window) != ["sunset"]

    qtbot.mouseClick(window.offer.buttons["Undo"], Qt.MouseButton.LeftButton)
    until(qtbot, lambda: look_of(window) == ["sunset"])
    assert file.read_bytes() == before
    assert window.offer.text == ""

    press(qtbot, window, Qt.Key.Key_Delete)
    until(qtbot, lambda: "sunset" not in window.styles.names)
    press(qtbot, window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    until(qtbot, lambda: look_of(window) == ["sunset"])
    press(qtbot, window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    until(qtbot, window.style_actions.shelf._worker._work_queue.empty)
    assert window.styles.names.count("sunset") == 1
    assert window.banner.text == ""


def test_an_offer_stays_in_the_picture_and_goes_by_itself(qtbot, window):
    window.offer.make("A name that has no end " * 20, {"Undo": lambda: None, "Show": lambda: None})
    assert window.preview.rect().contains(window.offer.geometry())
    assert list(window.offer.buttons) == ["Undo", "Show"]
    window.resize(1000, 640)
    assert window.preview.rect().contains(window.offer.geometry())
    for words in ("Look at it", "Open folder"):
        window.offer.make("Saved", {words: lambda: None})
        button = window.offer.buttons[words]
        until(qtbot, lambda button=button: button.width() >= button.sizeHint().width())
        until(qtbot, lambda button=button: window.offer.rect().contains(button.geometry()))
    assert window.offer._timer.isActive()
    window.offer._timer.timeout.emit()
    assert not window.offer.isVisible()


def test_quitting_asks_while_something_runs(qtbot, make_window):
    window = make_window(make_sink=lambda _: NullSink())
    window.outputs.toggle_recording()
    window.outputs.toggle_virtual_camera()
    until(qtbot, lambda: all(r.sink_name for r in window.outputs._running.values()))
    press(qtbot, window, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    box = window.leaving.box
    assert box.isVisible()
    assert "recording" in box.informativeText()
    assert "virtual camera" in box.informativeText()
    assert box.defaultButton().text() == "Go on"
    assert not window.close()
    assert window.leaving.box is box
    painted = window.preview.frames_painted
    until(qtbot, lambda: window.preview.frames_painted > painted + 3)

    box.defaultButton().click()
    assert window.isVisible()
    assert len(window.outputs.losses) == 2
    window.close()
    with qtbot.waitSignal(window.ended, timeout=WAIT_MS):
        next(b for b in window.leaving.box.buttons() if b.text() == "Quit").click()
    assert not window.isVisible()


def test_quitting_does_not_ask_for_nothing(qtbot, window):
    with qtbot.waitSignal(window.ended, timeout=WAIT_MS):
        press(qtbot, window, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)


def test_a_bundled_style_cannot_be_deleted(qtbot, window):
    press(qtbot, window, Qt.Key.Key_Delete)
    assert window.preview._toast == "Styles that come with rtstyle stay"
    assert len(window.styles.names) == 4


def test_a_picture_is_pasted(qtbot, window):
    image = QImage(64, 64, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    QGuiApplication.clipboard().setImage(image)
    press(qtbot, window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    until(qtbot, lambda: look_of(window) == ["pasted-picture"])


def test_addresses_are_not_fetched(window):
    mime = QMimeData()
    mime.setUrls([QUrl("https://example.org/picture.png")])
    assert not window.style_actions.take_in(mime)
    assert window.banner.text == NOT_FETCHED[0].upper() + NOT_FETCHED[1:]
    assert not window.style_actions.take_in(QMimeData())


def test_a_dropped_video_becomes_the_source(qtbot, make_window, tmp_path):
    window = make_window()
    window.outputs.toggle_recording()
    until(qtbot, lambda: (window.outputs.state("recording").size_bytes or 0) > 0)
    qtbot.wait(500)
    with qtbot.waitSignal(window.outputs.finished, timeout=WAIT_MS) as finished:
        window.outputs.toggle_recording()
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(finished.args[1])])
    assert window.style_actions.take_in(mime)
    assert window._session.settings.source == finished.args[1]
    assert window.source_bar.source.currentText() == Path(finished.args[1]).name
    until(qtbot, lambda: window._session.phase is Phase.LIVE)
    assert window.player.isVisible()


def test_an_end_is_told_with_another_try(qtbot, make_window):
    def open_scene(_):
        return SyntheticSource(128, 72, Fraction(30), duration_s=0.3, live=True)

    window = make_window(make_source=open_scene, wait=False)
    until(qtbot, lambda: window._session.phase is Phase.ENDED)
    assert window.preview.placeholder == "The end"
    assert "has ended" in window.banner.text
    window.banner._retry.click()
    assert window._session.phase is Phase.STARTING
    assert window.banner.text == ""


def test_favourites_come_first_and_are_remembered(qtbot, window):
    press(qtbot, window, Qt.Key.Key_4)
    press(qtbot, window, Qt.Key.Key_B)
    assert window.styles.names[0] == "dune"
    assert window._session.settings.favourites == ("dune",)
    press(qtbot, window, Qt.Key.Key_1)
    assert look_of(window) == ["dune"]
    press(qtbot, window, Qt.Key.Key_B)
    assert window.styles.names[0] == "amber"


def test_styles_are_mixed_on_the_pad(qtbot, window):
    press(qtbot, window, Qt.Key.Key_X)
    window.panel.pad.corner_requested.emit(1)
    pad = window.panel.pad
    assert pad.styles == ("amber", "basalt", "", "")
    pad.move_handle(0.5, 0.0)
    until(qtbot, lambda: window._session.shown_look == {"amber": 0.5, "basalt": 0.5})
    assert pad._active

    press(qtbot, window, Qt.Key.Key_3)
    assert not pad._active


def test_a_mixture_from_the_command_line_is_on_the_pad(make_window):
    window = make_window(look={"amber": 1.0, "dune": 3.0})
    assert window.panel.pad.mix() == {"amber": 0.25, "dune": 0.75}
    assert window._session.shown_look == {"amber": 1.0, "dune": 3.0}


def test_the_first_style_is_taken_where_none_was_chosen(qtbot, make_window, settings):
    window = make_window(settings=Settings(source="synthetic", size=48))
    assert look_of(window) == ["amber"]


def test_the_scene_is_shown_in_every_style(qtbot, make_window):
    window = make_window(live_thumbnails=True)
    until(qtbot, lambda: len(window.styles._scenes) == 4)
    press(qtbot, window, Qt.Key.Key_L)
    assert window.styles._scenes == {}


def test_a_camera_that_is_missing_says_so_in_place_of_the_picture(qtbot, window):
    window._session.change(source="camera:77")
    until(qtbot, lambda: window._session.phase is Phase.LOST)
    until(qtbot, lambda: window.first_choice.isVisible() or window.preview.placeholder == "No picture")
    told = window.first_choice._reason.text() + window.preview.accessibleDescription()
    assert "camera 77" in told.casefold()


def test_a_file_that_is_none_is_told_with_another_try(qtbot, window, tmp_path):
    window._session.change(source=str(tmp_path / "missing.mp4"))
    until(qtbot, lambda: "missing.mp4" in window.banner.text)
    assert window.banner._retry.isVisible()


def test_problems_are_shown_one_by_one_and_put_away(qtbot, window):
    for key, text in (("a", "first went wrong"), ("b", "second went wrong"), ("a", "first went worse")):
        window._session.problem_found.emit(Problem(key, text))
    assert window.banner.text == "First went worse"
    press(qtbot, window, Qt.Key.Key_Escape)
    assert window.banner.text == "Second went wrong"
    window._session.problem_solved.emit("b")
    assert not window.banner.isVisible()


def test_the_keys_are_listed_and_go_with_any_key(qtbot, window):
    window.actions_by_name["help"].trigger()
    assert window.help.isVisible()
    assert window.help.grab().toImage().width() == window.width()
    press(qtbot, window, Qt.Key.Key_Escape)
    assert not window.help.isVisible()


def test_the_sheet_of_keys_is_whole_in_a_small_window(qtbot, window):
    window.resize(window.minimumSize())
    window.actions_by_name["help"].trigger()
    picture = window.help.grab().toImage()
    row = [picture.pixelColor(x, picture.height() - 100).name() for x in range(picture.width())]
    # What is around the sheet is to be seen at both sides.
    assert row.count(theme.SURFACE) > picture.width() / 2
    assert theme.SURFACE not in {row[4], row[-4]}
    column = [picture.pixelColor(picture.width() // 2, y).name() for y in range(picture.height())]
    assert column.count(theme.SURFACE) > picture.height() / 2
    assert theme.SURFACE not in {column[1], column[-2]}


def test_no_key_is_taken_twice():
    keys = [key for spec in ACTIONS for key in spec.keys] + [str(digit) for digit in range(1, 10)]
    assert len(keys) == len(set(keys))


def test_everything_has_a_name_for_those_who_cannot_see(window):
    for kind in (QAbstractButton, QComboBox, QSlider, QLineEdit, QListView):
        for widget in window.findChildren(kind):
            inside = isinstance(widget.parent(), QLineEdit | QComboBox | QSlider)
            own = (
                type(widget).__module__.startswith(("rtstyle", "PyQt6")) and widget.objectName()[:3] != "qt_"
            )
            if widget.isVisible() and own and not inside:
                assert widget.accessibleName() or getattr(widget, "text", str)(), widget


def test_slideshow_thumbnails_panel_and_corners_are_remembered(qtbot, make_window, saved, settings):
    window = make_window(live_thumbnails=True)
    window.panel.interval.picked.emit("60")
    press(qtbot, window, Qt.Key.Key_A)
    press(qtbot, window, Qt.Key.Key_P)
    press(qtbot, window, Qt.Key.Key_L)
    window.panel.pad.set_corner(0, "basalt")
    window.panel.pad.set_corner(3, "gone")
    close_window(qtbot, window)
    kept = saved[-1]
    assert (kept.slideshow, kept.slideshow_s, kept.panel) == (True, 60, False)
    assert (kept.live_thumbnails, kept.mix) == (False, ("basalt", "", "", "gone"))

    again = make_window(settings=dataclasses.replace(kept, style="dune", mixture=()))
    assert again.panel.interval_s == 60
    assert again.panel.slideshow.isChecked()
    assert again.slideshow.running
    assert not again.panel.isVisible()
    assert not again.actions_by_name["live_thumbnails"].isChecked()
    # What is not in the library any more is left out, and the picture is in the style that it was in.
    until(qtbot, lambda: again.panel.pad.styles == ("basalt", "", "", ""))
    assert look_of(again) == ["dune"]


def test_the_window_comes_back_as_it_was(qtbot, make_window, saved, settings):
    window = make_window()
    window.resize(1100, 700)
    press(qtbot, window, Qt.Key.Key_2)
    window._session.change(strength=0.4)
    close_window(qtbot, window)

    kept = saved[-1]
    assert (kept.style, kept.strength) == ("basalt", 0.4)
    again = make_window(settings=kept)
    # The width is cut to the offscreen platform's small screen.
    assert again.height() == 700
    assert look_of(again) == ["basalt"]
    assert again.panel.rows["strength"].slider.real_value == 0.4


@pytest.mark.parametrize("turns", [0, 3, 30])
def test_the_window_can_be_closed_at_any_moment(qtbot, make_window, turns):
    window = make_window(wait=False, live_thumbnails=True)
    qtbot.wait(10 * turns)
    close_window(qtbot, window)
    assert not window.isVisible()


def test_the_window_answers_at_once_whatever_is_done(qtbot, make_window, picture):
    window = make_window(live_thumbnails=True)
    pad = window.panel.pad
    deeds = [
        lambda: window.style_actions.step(1),
        lambda: pad.add_style("amber"),
        lambda: pad.add_style("dune"),
        lambda: pad.move_handle(0.3, 0.1),
        lambda: window._session.change(stroke_scale=2.0),
        window.outputs.toggle_recording,
        lambda: window.style_actions.shelf.add([picture]),
        lambda: window._session.change(source="camera:77"),
        lambda: window._session.change(source="synthetic"),
        lambda: window._session.change(device="cpu"),
        window.outputs.toggle_recording,
        window.actions_by_name["wipe"].trigger,
        window.preview_status.take_snapshot,
    ]
    qtbot.wait(200)
    # To look through all that the tests before this one left behind takes longer than any handler.
    gc.collect()
    gc.freeze()
    try:
        with LoopWatch() as watch:
            for deed in deeds:
                deed()
                qtbot.wait(120)
            until(qtbot, lambda: window._session.phase is Phase.LIVE)
    finally:
        gc.unfreeze()
    assert watch.worst_cpu_s < HANDLER_S, f"{1000 * watch.worst_cpu_s:.0f} ms"
    assert watch.worst_wall_s < STALL_S, f"{1000 * watch.worst_wall_s:.0f} ms"


def test_two_hundred_deeds_in_any_order_leave_a_window_that_works(qtbot, make_window):
    rng = random.Random(7)
    window = make_window(make_sink=lambda _: NullSink())
    session, pad, actions = window._session, window.panel.pad, window.actions_by_name
    toggles = ["wipe", "mirror", "measure", "full_screen", "slideshow", "panel", "live_thumbnails"]
    deeds = [
        lambda: window.style_actions.choose_row(rng.randrange(4)),
        lambda: pad.add_style(rng.choice("ab")),
        lambda: pad.add_style(rng.choice(window.styles.names)),
        lambda: pad.move_handle(rng.random(), rng.random()),
        pad.clear,
        lambda: session.change(source=rng.choice(["synthetic", "camera:77"])),
        lambda: session.change(strength=rng.random()),
        lambda: session.change(smoothing=rng.random()),
        lambda: session.change(stroke_scale=rng.choice([0.5, 1.0, 2.0])),
        lambda: session.change(preserve_color=rng.choice([None, "luminance", "coral"])),
        lambda: session.change(size=rng.choice([None, 48, 64])),
        window.outputs.toggle_recording,
        window.outputs.toggle_virtual_camera,
        *(actions[name].toggle for name in toggles),
        actions["help"].trigger,
        lambda: session.change(fps=rng.choice([0, 24]), source_width=rng.choice([0, 160])),
        lambda: window.resize(rng.randrange(800, 1500), rng.randrange(500, 1000)),
        lambda: session.choose_style("no-such-style"),
    ]
    for _ in range(200):
        rng.choice(deeds)()
        qtbot.wait(rng.choice([0, 0, 1, 15]))
    actions["slideshow"].setChecked(False)
    session.change(source="synthetic", size=48)
    window.style_actions.choose("dune")
    until(qtbot, lambda: session.shown_look == {"dune": 1.0} and session.phase is Phase.LIVE)
    window.preview.frames_painted = 0
    wait_until_painted(qtbot, window)
