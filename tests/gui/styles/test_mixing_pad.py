from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PyQt6.QtCore import QMimeData, QPoint, QPointF, Qt
from PyQt6.QtGui import QDropEvent

from rtstyle.gui.styles.mixing_pad import CORNERS, STYLE_MIME, MixingPad, corner_weights

SHARES = st.floats(0, 1)


@pytest.fixture
def pad(qtbot):
    widget = MixingPad(lambda _: None)
    qtbot.addWidget(widget)
    widget.show()
    return widget


@given(SHARES, SHARES, st.lists(st.booleans(), min_size=4, max_size=4))
def test_weights_sum_to_one_over_the_corners_that_have_a_style(x, y, filled):
    weights = corner_weights(x, y, filled)

    assert all(weight >= 0 for weight in weights)
    assert all(weight == 0 for weight, full in zip(weights, filled, strict=True) if not full)
    assert sum(weights) == pytest.approx(1.0 if any(filled) else 0.0)


@pytest.mark.parametrize(("corner", "x", "y"), [(0, 0, 0), (1, 1, 0), (2, 0, 1), (3, 1, 1)])
def test_a_corner_is_its_style_alone(corner, x, y):
    weights = corner_weights(x, y, [True] * CORNERS)
    assert weights[corner] == pytest.approx(1, abs=1e-4)


def test_weights_are_bilinear():
    assert corner_weights(0.25, 0.4, [True] * 4) == pytest.approx([0.45, 0.15, 0.3, 0.1], abs=1e-4)


def test_styles_at_the_corners_mix_where_the_handle_is(qtbot, pad):
    pad.set_corner(0, "amber")
    pad.set_corner(3, "dune")
    with qtbot.waitSignal(pad.mix_changed) as changed:
        pad.move_handle(0.5, 0.5)

    assert changed.args == [{"amber": 0.5, "dune": 0.5}]
    assert "50 % amber" in pad.accessibleDescription()
    pad.move_handle(0, 0)
    assert pad.mix() == {"amber": 1.0}


def test_one_style_at_two_corners_counts_twice(pad):
    pad.set_corner(0, "amber")
    pad.set_corner(1, "amber")
    pad.set_corner(2, "dune")
    pad.move_handle(0, 0.5)
    assert pad.mix() == {"amber": pytest.approx(0.5), "dune": pytest.approx(0.5)}


def test_the_handle_is_dragged_and_stays_inside(qtbot, pad):
    pad.set_corner(0, "amber")
    pad.set_corner(1, "basalt")
    center = pad.rect().center()

    qtbot.mousePress(pad, Qt.MouseButton.LeftButton, pos=center)
    qtbot.mouseMove(pad, center + QPoint(40, 0))
    assert pad.handle[0] > 0.6
    qtbot.mouseMove(pad, QPoint(5000, -300))
    assert pad.handle == (1.0, 0.0)
    qtbot.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=center)
    qtbot.mouseMove(pad, center)
    assert pad.handle == (1.0, 0.0)


def test_arrow_keys_move_the_handle(qtbot, pad):
    pad.set_corner(0, "amber")
    for key in (
        Qt.Key.Key_Right,
        Qt.Key.Key_Right,
        Qt.Key.Key_Up,
        Qt.Key.Key_Left,
        Qt.Key.Key_Down,
        Qt.Key.Key_Down,
    ):
        qtbot.keyClick(pad, key)
    assert pad.handle == (pytest.approx(0.55), pytest.approx(0.55))


def test_the_backspace_key_empties_the_corner_that_weighs_most(qtbot, pad):
    pad.set_corner(0, "a")
    pad.set_corner(3, "b")
    pad.move_handle(0.8, 0.9)
    qtbot.keyClick(pad, Qt.Key.Key_Backspace)
    assert pad.styles == ("a", "", "", "")
    qtbot.keyClick(pad, Qt.Key.Key_Backspace)
    qtbot.keyClick(pad, Qt.Key.Key_Backspace)
    assert pad.styles == ("",) * 4


def test_an_empty_corner_asks_for_a_style_and_a_right_click_clears_it(qtbot, pad):
    with qtbot.waitSignal(pad.corner_requested) as asked:
        qtbot.mouseClick(pad, Qt.MouseButton.LeftButton, pos=QPoint(pad.width() - 20, 20))
    assert asked.args == [1]

    pad.set_corner(1, "basalt")
    with qtbot.waitSignal(pad.mix_changed) as changed:
        qtbot.mouseClick(pad, Qt.MouseButton.RightButton, pos=QPoint(pad.width() - 20, 20))
    assert pad.styles == ("", "", "", "")
    assert changed.args == [{}]


def test_styles_are_added_to_free_corners_first_then_to_the_least_heard(pad):
    for name in "abcd":
        pad.add_style(name)
    assert pad.styles == ("a", "b", "c", "d")

    pad.move_handle(0.1, 0.2)
    pad.add_style("e")
    pad.add_style("a")
    assert pad.styles == ("a", "b", "c", "e")


def test_a_style_that_is_gone_leaves_its_corner(qtbot, pad):
    for name in "abc":
        pad.add_style(name)
    # The picture is in another style: it stays as it is.
    with qtbot.assertNotEmitted(pad.mix_changed), qtbot.waitSignal(pad.corners_changed) as corners:
        pad.forget("c")
    assert corners.args == [("a", "b", "", "")]
    pad.set_active(True)
    with qtbot.waitSignal(pad.mix_changed) as changed:
        pad.forget("a")
    assert changed.args == [{"b": 1.0}]
    with qtbot.assertNotEmitted(pad.mix_changed), qtbot.assertNotEmitted(pad.corners_changed):
        pad.forget("a")


def test_the_corners_are_told_and_shown_again(qtbot, pad):
    told = []
    pad.corners_changed.connect(told.append)
    pad.set_corner(3, "d")
    pad.add_style("a")
    pad.move_handle(0.2, 0.3)
    pad.clear()
    assert told == [("", "", "", "d"), ("a", "", "", "d"), ("", "", "", "")]
    with qtbot.assertNotEmitted(pad.mix_changed):
        pad.show_styles(("x", "", "y"))
    assert pad.styles == ("x", "", "y", "")
    assert len(told) == 3


def test_a_style_is_dropped_on_the_nearest_corner(pad):
    mime = QMimeData()
    mime.setData(STYLE_MIME, "dune-à".encode())
    place = QPointF(pad.width() * 0.3, pad.height() * 0.9)
    pad.dropEvent(
        QDropEvent(
            place, Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        )
    )
    assert pad.styles == ("", "", "dune-à", "")


def test_a_mixture_from_outside_is_shown_without_a_word(qtbot, pad):
    with qtbot.assertNotEmitted(pad.mix_changed):
        pad.show_mixture({"a": 1.0, "b": 3.0})
    assert pad.mix() == {"a": 0.25, "b": 0.75}
