from __future__ import annotations

import pytest

from rtstyle.gui.format_button import RATES, SIZES, FormatButton
from rtstyle.settings import Settings


@pytest.fixture
def button(qtbot):
    widget = FormatButton()
    qtbot.addWidget(widget)
    return widget


def choices(button):
    """The menu as it opens: text → action, and the texts that are marked."""
    button.menu().aboutToShow.emit()
    actions = [action for action in button.menu().actions() if action.isCheckable()]
    return actions, [action.text() for action in actions if action.isChecked()]


def test_what_is_asked_for_is_marked(button):
    actions, marked = choices(button)
    assert len(actions) == len(SIZES) + len(RATES)
    assert marked == ["Automatic", "Automatic"]

    button.show_settings(Settings(source_width=1280, source_height=720, fps=60))
    assert choices(button)[1] == ["1280 × 720", "60 per second"]
    button.show_settings(Settings(source_width=800, source_height=600, fps=12.5))
    actions, marked = choices(button)
    assert marked == ["800 × 600", "12.5 per second"]
    assert len(actions) == len(SIZES) + len(RATES) + 2


def test_a_choice_is_the_settings_that_it_stands_for(button):
    heard = []
    button.change_requested.connect(heard.append)
    actions, _ = choices(button)
    for action in (actions[-1], actions[len(SIZES) - 1], actions[0]):
        action.trigger()
    assert heard == [
        {"fps": 60},
        {"source_width": 1920, "source_height": 1080},
        {"source_width": 0, "source_height": 0},
    ]


def test_what_is_delivered_is_told(button):
    plain = button.toolTip()
    button.show_delivered("camera 0 'HD': 640x480 at 30 fps (YUYV)")
    assert button.toolTip() == f"{plain}\ncamera 0 'HD': 640x480 at 30 fps (YUYV)"
    button.show_delivered("")
    assert button.toolTip() == plain
