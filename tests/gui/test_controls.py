from __future__ import annotations

import dataclasses

import pytest
from PyQt6.QtCore import QPoint, QPointF, Qt
from PyQt6.QtGui import QWheelEvent
from PyQt6.QtWidgets import QApplication

from rtstyle.gui.controls import ControlPanel
from rtstyle.gui.widgets import ComboBox, Segments, Slider, with_shortcut
from rtstyle.options import SETTINGS
from rtstyle.settings import Settings


@pytest.fixture
def panel(qtbot):
    widget = ControlPanel(lambda _: None)
    qtbot.addWidget(widget)
    widget.resize(300, 800)
    widget.show()
    return widget


def turn_wheel(widget):
    center = QPointF(widget.rect().center())
    event = QWheelEvent(
        center,
        widget.mapToGlobal(center),
        QPoint(),
        QPoint(0, 240),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def test_settings_are_shown_and_nobody_is_told(qtbot, panel):
    settings = Settings(
        strength=0.35, stroke_scale=2.0, smoothing=1.25, denoise=0.5, preserve_color="coral", size=384
    )
    with qtbot.assertNotEmitted(panel.change_requested):
        panel.show_settings(settings)

    assert panel.rows["strength"].slider.real_value == 0.35
    assert panel.rows["stroke_scale"]._value.text() == "2×"
    assert panel.rows["smoothing"]._value.text() == "1.25 s"
    assert panel.rows["denoise"]._value.text() == "50 %"
    assert panel.preserve_color.choice == "coral"
    assert panel.resolution.currentText() == "384 pixels"
    panel.show_settings(Settings(slideshow_s=45))
    assert panel.interval_s == 45
    assert panel.interval.currentText() == "45 seconds"


@pytest.mark.parametrize(
    ("row", "value", "setting", "expected"),
    [
        ("strength", 0.42, "strength", 0.42),
        ("stroke_scale", -1, "stroke_scale", 0.5),
        ("smoothing", 0, "smoothing", 0.0),
        ("denoise", 0.5, "denoise", 0.5),
    ],
)
def test_a_slider_asks_for_a_value_that_settings_take(qtbot, panel, row, value, setting, expected):
    slider = panel.rows[row].slider
    with qtbot.waitSignal(panel.change_requested) as asked:
        slider.setValue(round((value - slider._low) / slider._step))

    assert asked.args == [setting, pytest.approx(expected)]
    dataclasses.replace(Settings(), **{setting: asked.args[1]})


def test_colours_and_resolution_are_chosen(qtbot, panel):
    with qtbot.waitSignal(panel.change_requested) as asked:
        panel.preserve_color._buttons["luminance"].click()
    assert asked.args == ["preserve_color", "luminance"]

    with qtbot.waitSignal(panel.change_requested) as asked:
        panel.preserve_color._buttons[""].click()
    assert asked.args == ["preserve_color", None]

    for entry, size in ((2, 256), (0, None)):
        with qtbot.waitSignal(panel.change_requested) as asked:
            panel.resolution.activated.emit(entry)
        assert asked.args == ["size", size]


def test_every_setting_that_is_a_number_has_its_slider(panel):
    assert list(panel.rows) == [name for name, setting in SETTINGS.items() if setting.ranged]


def test_the_resolution_in_use_is_told_while_it_adapts(panel):
    panel.show_settings(Settings(size=None))
    panel.show_size_in_use(320)
    assert panel._size_note.text() == "320 now"
    panel.show_size_in_use(256, behind=True)
    assert panel._size_note.text() == "256 now, too slow"
    assert "ask the source for fewer frames" in panel._advice.text()

    panel.show_settings(Settings(size=384))
    assert panel._size_note.text() == "too slow"
    assert "less painting detail" in panel._advice.text()
    panel.show_size_in_use(384)
    assert panel._size_note.text() == ""
    assert panel._advice.isHidden()


def test_the_slideshow_is_switched_on_with_its_interval(qtbot, panel):
    with qtbot.waitSignal(panel.slideshow_requested) as asked:
        qtbot.mouseClick(panel.slideshow, Qt.MouseButton.LeftButton)
    assert asked.args == [True, 10]


def test_the_strength_is_nudged_within_its_range(panel):
    panel.nudge_strength(-0.05)
    assert panel.rows["strength"].slider.real_value == 0.95
    panel.nudge_strength(0.5)
    assert panel.rows["strength"].slider.real_value == 1.0


def test_the_wheel_scrolls_the_panel_and_changes_no_value(qtbot, panel):
    with qtbot.assertNotEmitted(panel.change_requested):
        turn_wheel(panel.rows["strength"].slider)
        turn_wheel(panel.resolution)
    assert panel.rows["strength"].slider.real_value == 1.0


def test_a_double_click_brings_back_the_default(qtbot):
    slider = Slider(0, 2, 0.5, 1.0)
    qtbot.addWidget(slider)
    slider.show_value(2.0)
    with qtbot.waitSignal(slider.value_moved) as moved:
        qtbot.mouseDClick(slider, Qt.MouseButton.LeftButton)
    assert moved.args == [1.0]


def test_a_picker_keeps_what_is_not_listed(qtbot):
    picker = ComboBox("Network", "")
    qtbot.addWidget(picker)
    picker.show_choices({"a": "Alpha"}, "b")
    assert picker.currentText() == "b"
    picker.show_choice("a")
    assert picker.currentText() == "Alpha"


def test_of_segments_one_is_marked(qtbot):
    segments = Segments("Colours", {"": ("Style", ""), "mine": ("Mine", "")})
    qtbot.addWidget(segments)
    segments.show_choice("mine")
    segments.show_choice("unknown")
    assert segments.choice == "mine"


def test_everything_that_can_be_used_has_a_name_and_a_tooltip(panel):
    for widget in (
        panel.rows["strength"].slider,
        panel.rows["stroke_scale"].slider,
        panel.rows["smoothing"].slider,
        panel.resolution,
        panel.slideshow,
        panel.interval,
        panel.pad,
    ):
        assert widget.accessibleName()
    assert "Up" in panel.rows["strength"].toolTip()
    assert with_shortcut("Record", "R") == "Record (R)"
    assert with_shortcut("Plain", []) == "Plain"
