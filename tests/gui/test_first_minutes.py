from __future__ import annotations

import dataclasses

import pytest
from PyQt6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PyQt6.QtGui import QDragEnterEvent, QDragLeaveEvent, QImage
from PyQt6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPushButton, QSlider
from window_fixtures import until

from rtstyle.errors import SourceError
from rtstyle.gui.state import Phase, Problem
from rtstyle.gui.styles.model import TILE_ROLE, StyleListModel
from rtstyle.gui.widgets import Slider
from rtstyle.sources.make import make_source
from rtstyle.styles.library import StyleEntry


def press(qtbot, window, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(window, key, modifier)


class NoCamera:
    live = True

    def open(self):
        raise SourceError("cannot open camera 0: there is no such device")

    def close(self):
        pass


def test_without_a_camera_there_is_a_choice_and_no_spinner(qtbot, make_window, settings):
    def make(spec, **asked):
        return NoCamera() if spec.startswith("camera") else make_source(spec, width=128, height=72)

    window = make_window(
        settings=dataclasses.replace(settings, source="camera:0"), make_source=make, wait=False
    )
    until(qtbot, lambda: window._session.phase is Phase.LOST)
    choice = window.first_choice
    assert choice.isVisible()
    assert "no such device" in choice.accessibleDescription()
    assert not window.preview._spin_timer.isActive()
    assert list(choice.buttons) == ["Open a video…", "Try the sample scene", "Try again"]
    assert window.preview.rect().contains(choice.geometry())
    qtbot.mouseClick(choice.buttons["Try the sample scene"], Qt.MouseButton.LeftButton)
    assert window._session.settings.source == "synthetic"
    assert not choice.isVisible()


def test_what_is_dragged_over_the_window_is_shown_where_it_may_go(qtbot, make_window):
    window = make_window(wait=False)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile("/tmp/a.png")])
    before = window.preview.grab().toImage()
    window.dragEnterEvent(
        QDragEnterEvent(
            QPoint(50, 50), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )  # fmt: skip
    assert window.preview.grab().toImage() != before
    assert window.preview._drop_hint
    window.dragLeaveEvent(QDragLeaveEvent())
    assert not window.preview._drop_hint


def test_what_can_be_dropped_is_said_where_there_is_room(qtbot, make_window):
    window = make_window(wait=False)
    hint = window.gallery.hint
    assert "Drop pictures, a video or looks" in hint.text()

    def is_written():
        picture = hint.grab().toImage()
        return len({picture.pixel(x, y) for x in range(picture.width()) for y in range(picture.height())}) > 2

    window.resize(1440, 800)
    until(qtbot, lambda: hint.width() > hint.sizeHint().width())
    assert is_written()
    window.resize(800, 500)
    until(qtbot, lambda: hint.width() < hint.sizeHint().width())
    assert not is_written()


def test_too_slow_says_what_to_do_until_it_is_not(make_window):
    panel = make_window(wait=False).panel
    panel.show_size_in_use(256, behind=True)
    assert panel._advice.isVisible()
    assert "painting detail" in panel._advice.text() or "fewer frames" in panel._advice.text()
    panel.show_size_in_use(256, behind=False)
    assert not panel._advice.isVisible()


def test_what_few_ever_change_is_folded_away(qtbot, make_window):
    bar = make_window(wait=False).source_bar
    assert not bar.network.isVisible()
    bar.expert_button.click()
    assert bar.network.isVisible()
    assert bar.device.isVisible()
    bar.expert.hide()


def test_everything_has_room_in_a_small_window(qtbot, make_window):
    window = make_window()
    window.resize(800, 500)
    until(qtbot, lambda: (window.width(), window.height()) == (800, 500))
    until(qtbot, lambda: window.gallery.view.picture_size.height() < 88)
    inside = window.rect()
    shown = [
        widget
        for kind in (QAbstractButton, QComboBox, QLineEdit, QSlider)
        for widget in window.centralWidget().findChildren(kind)
        if widget.isVisible() and not window.panel.isAncestorOf(widget)
    ]
    assert len(shown) > 15
    for widget in shown:
        place = widget.rect().translated(widget.mapTo(window, QPoint(0, 0)))
        assert inside.contains(place), widget.accessibleName()
        if isinstance(widget, QPushButton):
            assert widget.width() >= widget.minimumSizeHint().width(), widget.accessibleName()
    assert window.preview.height() >= 100


def test_the_button_of_the_keys_goes_out_with_them(qtbot, make_window):
    window = make_window(wait=False)
    action = window.actions_by_name["help"]
    until(qtbot, window.isActiveWindow)
    for close in (
        lambda: press(qtbot, window, Qt.Key.Key_Escape),
        lambda: qtbot.mouseClick(window.help, Qt.MouseButton.LeftButton),
        action.trigger,
    ):
        action.trigger()
        assert window.help.isVisible()
        assert action.isChecked()
        close()
        assert not window.help.isVisible()
        assert not action.isChecked()


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_a_click_into_the_groove_goes_there_and_a_double_click_resets(qtbot, share):
    slider = Slider(0, 1, 0.01, 0.3)
    qtbot.addWidget(slider)
    slider.resize(300, 24)
    slider.show()
    place = QPointF(share * slider.width(), slider.height() / 2).toPoint()
    with qtbot.waitSignal(slider.value_moved):
        qtbot.mouseClick(slider, Qt.MouseButton.LeftButton, pos=place)
    assert slider.real_value == pytest.approx(share, abs=0.03)
    qtbot.mouseDClick(slider, Qt.MouseButton.LeftButton, pos=place)
    assert slider.real_value == 0.3


def test_warnings_leave_when_they_are_no_longer_true(qtbot, make_window, settings):
    window = make_window(settings=dataclasses.replace(settings, microphone=True), wait=False)
    found = window._session.problem_found.emit
    found(Problem("microphone", "there is no microphone; it goes on without one"))
    window.actions_by_name["microphone"].trigger()
    assert window.banner.text == ""

    window.style_actions.take_in(QMimeData())
    assert "no picture to add" in window.banner.text
    found(Problem("engine", "this one stays"))
    window.banner._timer.timeout.emit()
    assert window.banner.text == "This one stays"


def test_tiles_show_all_the_scene_or_all_the_styles(tmp_path):
    model = StyleListModel()
    model.set_entries([StyleEntry(name, tmp_path / f"{name}.png", bundled=True) for name in "abc"])
    picture = QImage(8, 8, QImage.Format.Format_RGB32)
    model.set_live(True)

    def scenes():
        return [model.index(row).data(TILE_ROLE).scene is not None for row in range(3)]

    for name, shown in (("a", False), ("c", False), ("b", True)):
        model.set_scene(name, picture)
        assert scenes() == [shown] * 3
    model.set_live(False)
    assert scenes() == [False] * 3
