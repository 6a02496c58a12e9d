"""Me or my background, in the window: a switch, and a way to get what it needs."""

from __future__ import annotations

import dataclasses

import pytest
from mask_fixtures import provide_person_mask
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QPushButton
from window_fixtures import until

from rtstyle.errors import DownloadError, ModelMissingError
from rtstyle.gui import app, painted_part
from rtstyle.settings import Settings


def click(qtbot, window, text):
    """A click on one of the switch's buttons."""
    buttons = {button.text(): button for button in window.panel.paint.findChildren(QPushButton)}
    window.panel.ensureWidgetVisible(buttons[text])
    qtbot.mouseClick(buttons[text], Qt.MouseButton.LeftButton)


def engine_paints(qtbot, window):
    """What the stylizer has, once it has done what was asked for before."""
    done = window._session.submit(lambda stylizer: stylizer.paint)
    until(qtbot, done.done)
    return done.result()


def test_the_switch_reaches_the_engine(qtbot, make_window, monkeypatch):
    provide_person_mask(monkeypatch)
    window = make_window()
    for text, paint in (("Me", "person"), ("Background", "background"), ("All", "everything")):
        click(qtbot, window, text)
        assert window._session.settings.paint == paint
        assert engine_paints(qtbot, window) == paint
        assert not window.offer.text


def test_what_it_needs_is_fetched_only_when_the_user_agrees(qtbot, make_window, monkeypatch):
    window = make_window(wait=False)
    fetched = []

    def fetch(**options):
        fetched.append(options)
        return provide_person_mask(monkeypatch)

    monkeypatch.setattr(painted_part, "fetch_person_mask", fetch)
    click(qtbot, window, "Me")
    assert "0.4 MB" in window.offer.text
    assert window._session.settings.paint == "everything"
    assert window.panel.paint.choice == "everything"
    assert not fetched
    window.offer.buttons["Fetch it"].click()
    until(qtbot, lambda: window._session.settings.paint == "person")
    assert window.panel.paint.choice == "person"
    assert len(fetched) == 1


def test_what_cannot_be_fetched_is_told(qtbot, make_window, monkeypatch):
    window = make_window(wait=False)

    def fail(**_):
        raise DownloadError("cannot fetch it: check the address and the network")

    monkeypatch.setattr(painted_part, "fetch_person_mask", fail)
    click(qtbot, window, "Background")
    window.offer.buttons["Fetch it"].click()
    until(qtbot, lambda: "cannot fetch it" in window.banner.text.lower())
    assert window._session.settings.paint == "everything"


def test_a_damaged_file_can_be_fetched_anew(qtbot, make_window, monkeypatch):
    provide_person_mask(monkeypatch).write_bytes(b"half of it")
    window = make_window(wait=False)
    click(qtbot, window, "Me")
    assert "damaged" in window.offer.text
    assert window._session.settings.paint == "everything"


def test_what_has_gone_since_last_time_is_told_and_all_is_painted():
    complaints = []
    remembered = Settings(paint="background")
    settings = app._paintable(remembered, complaints, asked=False)
    assert settings == dataclasses.replace(remembered, paint="everything")
    assert "rtstyle models fetch person-mask" in complaints[0]
    with pytest.raises(ModelMissingError):
        app._paintable(remembered, [], asked=True)
