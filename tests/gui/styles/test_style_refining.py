"""Refining in the window: a wish, a ring on the tile, a mark, a picture that follows; the true program beside it."""

from __future__ import annotations

import shutil

import pytest
from PyQt6.QtCore import Qt
from window_fixtures import until

from rtstyle.gui.styles.model import TILE_ROLE


def tile(window, name):
    return window.styles.index(window.styles.row_of(name)).data(TILE_ROLE)


@pytest.fixture
def window(make_window, style_folder, tmp_path):
    # The program that refines looks styles up by itself: among the user's.
    styles = tmp_path / "home" / "data" / "styles"
    styles.mkdir(parents=True)
    for name in ("amber", "basalt"):
        shutil.copy(style_folder / f"{name}.png", styles)
    window = make_window()
    window.refining.minutes = 0.02
    return window


def test_the_chosen_style_is_refined_beside_the_picture(qtbot, window):
    heard, looks = [], []
    window.refining.said.connect(heard.append)
    window._session.look_requested.connect(looks.append)
    until(qtbot, lambda: window._session.ready)
    assert not tile(window, "amber").refined
    qtbot.keyClick(window, Qt.Key.Key_E)
    assert window.refining.at_work == ("amber",)
    assert tile(window, "amber").refining == 0.0
    window.refining.refine("amber")  # again: nothing more to do
    window.refining.refine("basalt")
    assert window.refining.at_work == ("amber", "basalt")
    window.commands.refine("basalt")  # and given up before its turn
    assert window.refining.at_work == ("amber",)
    assert tile(window, "basalt").refining is None
    painted = window.preview.frames_painted
    until(qtbot, lambda: not window.refining.at_work)
    assert window.preview.frames_painted > painted
    assert tile(window, "amber").refining is None
    assert heard[0].startswith("Refining Amber")
    if heard[-1] == "Amber is refined":
        until(qtbot, lambda: tile(window, "amber").refined)
        assert looks[-1] == {"amber": 1.0}
    else:
        assert heard[-1] == "Amber is as good as it gets"


def test_what_is_chosen_is_refined_by_itself_where_that_is_wanted(qtbot, window, monkeypatch):
    until(qtbot, lambda: window._session.ready)
    wished = []
    monkeypatch.setattr(window.refining, "refine", wished.append)
    window.style_actions.choose("basalt")
    assert wished == []
    window.actions_by_name["refine_chosen"].trigger()
    assert window._session.settings.refine_chosen
    window.style_actions.choose("coral")
    assert wished == ["coral"]
    window.styles.set_refined(frozenset({"dune"}))
    window.style_actions.choose("dune")  # is refined
    window._session.choose_look({"amber": 1.0, "coral": 1.0})  # a mixture
    monkeypatch.setattr(type(window.outputs), "losses", ["The recording would end."])
    window.style_actions.choose("amber")  # while something is recorded
    assert wished == ["coral"]


def test_a_bundled_style_that_came_refined_is_left_as_it_came(qtbot, window):
    heard = []
    window.refining.said.connect(heard.append)
    until(qtbot, lambda: window._session.ready)
    window.styles.set_refined(frozenset({"coral"}))
    window.refining.refine("coral")
    assert heard == ["Coral is refined already"]
    assert window.refining.at_work == ()
    window.refining.refine("dune")
    assert window.refining.at_work == ("dune",)


def test_a_failure_is_told_and_the_next_one_has_its_turn(qtbot, window):
    problems = []
    window._session.problem_found.connect(problems.append)
    window.refining.refine("coral")  # the program beside does not know it
    until(qtbot, lambda: not window.refining.at_work)
    assert [problem.key for problem in problems] == ["refining"]
    assert "coral" in problems[0].text
