from __future__ import annotations

import dataclasses

import pytest
from PyQt6.QtCore import QMimeData, Qt, QUrl
from PyQt6.QtGui import QImage
from window_fixtures import close_window, until

from rtstyle.styles.looks import Look, LookLibrary


def press(qtbot, window, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(window, key, modifier)


def save(qtbot, window, name):
    press(qtbot, window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert window.look_name.isVisible()
    window.look_name.field.setText(name)
    qtbot.keyClick(window.look_name.field, Qt.Key.Key_Return)
    until(qtbot, lambda: name in window.looks.names)


@pytest.fixture
def looks(library):
    """Three that were saved before the window opens."""
    result = LookLibrary(library)
    result.save(Look("Calm", {"amber": 1.0}, {"strength": 0.4, "smoothing": 1.0}))
    result.save(Look("Loud", {"basalt": 1.0}, {"strength": 1.0, "preserve_color": "luminance"}))
    result.save(Look("Mixed", {"coral": 0.25, "dune": 0.75}, {"strength": 0.8}))
    return result


@pytest.fixture
def window(qtbot, looks, make_window):
    window = make_window()
    until(qtbot, lambda: len(window.looks.names) == 3)
    return window


def test_a_look_brings_its_style_and_its_settings(qtbot, window):
    press(qtbot, window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    settings = window._session.settings
    assert (settings.strength, settings.preserve_color) == (1.0, "luminance")
    assert window.panel.preserve_color.choice == "luminance"
    until(qtbot, lambda: window._session.shown_look == {"basalt": 1.0})
    assert window.looks.chosen == "Loud"

    press(qtbot, window, Qt.Key.Key_PageDown)
    assert window.looks.chosen == "Mixed"
    assert window.panel.pad.styles[:2] == ("coral", "dune")
    assert window.panel.pad.mix() == {"coral": 0.25, "dune": 0.75}
    press(qtbot, window, Qt.Key.Key_PageDown)
    assert window.looks.chosen == "Calm"
    assert window.panel.rows["strength"].slider.real_value == pytest.approx(0.4)
    # What is not in the look any more is not called by its name.
    press(qtbot, window, Qt.Key.Key_Up)
    assert window.looks.chosen == ""


def test_a_look_is_saved_as_it_is_seen(qtbot, window, looks):
    window._session.change(strength=0.6, stroke_scale=2.0)
    press(qtbot, window, Qt.Key.Key_4)
    press(qtbot, window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert window.look_name.field.text() == "Dune"
    assert window.strips.shown == "looks"
    window.look_name.field.setText("loud")
    assert window.look_name.button.text() == "Replace"
    window.look_name.field.setText(" ")
    assert not window.look_name.button.isEnabled()
    window.look_name.hide()
    save(qtbot, window, "모래 언덕")
    kept = looks.find("모래 언덕")
    assert dict(kept.styles) == {"dune": 1.0}
    assert (kept.settings["strength"], kept.settings["stroke_scale"]) == (0.6, 2.0)
    assert QImage.fromData(kept.thumbnail).width() == 288
    assert window.looks.chosen == "모래 언덕"


def test_looks_are_ordered_deleted_and_brought_back(qtbot, window, saved):
    menu = window.looks_gallery.view.menu_of("Mixed")
    next(action for action in menu.actions() if action.text() == "Move to the left").trigger()
    assert window.looks.names == ["Calm", "Mixed", "Loud"]
    assert window._session.settings.looks == ("Calm", "Mixed", "Loud")
    press(qtbot, window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.looks.chosen == "Mixed"
    window.commands.show_strip("looks")
    press(qtbot, window, Qt.Key.Key_Delete)
    until(qtbot, lambda: window.looks.names == ["Calm", "Loud"])
    assert window.offer.text == "Deleted Mixed"
    press(qtbot, window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    until(qtbot, lambda: window.looks.names == ["Calm", "Mixed", "Loud"])


def test_a_look_is_exported_and_dropped_elsewhere(qtbot, window, tmp_path, looks):
    target = tmp_path / "Loud.rtlook"
    window.look_actions.export(window.looks.look("Loud"), target)
    until(qtbot, target.exists)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(target))])
    assert window.style_actions.take_in(mime)
    until(qtbot, lambda: "Loud 2" in window.looks.names)
    target.write_text("no look at all")
    window.look_actions.take_in([target])
    until(qtbot, lambda: "no look" in window.banner.text)


def test_the_slideshow_goes_through_looks(qtbot, window):
    window.panel.slideshow_of.chosen.emit("looks")
    press(qtbot, window, Qt.Key.Key_A)
    window.slideshow.run(True, 0)
    seen = set()
    window._session.look_requested.connect(lambda _: seen.add(window._session.settings.strength))
    until(qtbot, lambda: seen == {0.4, 1.0, 0.8})
    window.slideshow.run(False, 10)
    assert window._session.settings.slideshow_of == "looks"


def test_mixture_handle_wipe_and_strip_come_back_as_they_were_left(qtbot, make_window, saved, settings):
    window = make_window()
    for corner, name in enumerate(window.styles.names):
        window.panel.pad.set_corner(corner, name)
    window.panel.pad.move_handle(0.7, 0.2)
    press(qtbot, window, Qt.Key.Key_W)
    window.preview.set_wipe(0.25)
    window.commands.show_strip("looks")
    mixture = window._session.look
    close_window(qtbot, window)

    again = make_window(settings=saved[-1])
    assert again._session.look == mixture == again.panel.pad.mix()
    assert again.panel.pad.handle == pytest.approx((0.7, 0.2))
    assert again.panel.pad._active
    assert again.preview.wipe == pytest.approx(0.25)
    assert again.actions_by_name["wipe"].isChecked()
    assert again.strips.shown == "looks"
    again.actions_by_name["wipe"].trigger()
    press(qtbot, again, Qt.Key.Key_1)
    close_window(qtbot, again)
    third = make_window(settings=saved[-1], wait=False)
    assert third._session.look == {"amber": 1.0}
    assert third.preview.wipe is None


def test_what_was_given_wins_over_what_was_remembered(make_window, settings):
    remembered = dataclasses.replace(settings, mixture=("coral:0.5", "dune:0.5"))
    window = make_window(settings=remembered, look={"basalt": 1.0}, wait=False)
    assert window._session.look == {"basalt": 1.0}
    broken = dataclasses.replace(settings, mixture=("coral:0", ":3"))
    assert make_window(settings=broken, wait=False)._session.look == {"amber": 1.0}
