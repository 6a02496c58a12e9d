from __future__ import annotations

from pathlib import Path

import pytest
from PyQt6.QtCore import QPoint, QPointF, Qt
from PyQt6.QtGui import QColor, QImage, QWheelEvent
from PyQt6.QtWidgets import QApplication, QWidget

from rtstyle.gui.styles.gallery import StyleGallery, picture_rect, remove_rect
from rtstyle.gui.styles.mixing_pad import STYLE_MIME
from rtstyle.gui.styles.model import TILE_ROLE, StyleListModel
from rtstyle.styles.library import StyleEntry, style_name

NAMES = ["amber-dunes", "basalt", "coral-reef", "dune"]


@pytest.fixture
def model():
    result = StyleListModel()
    entries = [StyleEntry(name, Path(f"{name}.png"), True) for name in NAMES]
    result.set_entries([*entries, StyleEntry("my-own", Path("my-own.png"), False)])
    return result


@pytest.fixture
def gallery(qtbot, model):
    widget = StyleGallery(model, QWidget(), [])
    qtbot.addWidget(widget)
    widget.resize(900, 190)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def tile(model, row):
    return model.index(row).data(TILE_ROLE)


def picture(color):
    result = QImage(48, 32, QImage.Format.Format_RGB32)
    result.fill(QColor(color))
    return result


def click(qtbot, view, row, modifier=Qt.KeyboardModifier.NoModifier, place=None):
    rect = view.visualRect(view.model().index(row))
    position = place(rect) if place else picture_rect(rect).center().toPoint()
    qtbot.mouseMove(view.viewport(), position)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, modifier, position)


def test_the_first_nine_have_keys_and_names_for_people(model):
    assert tile(model, 0).key == "1"
    assert tile(model, 0).title == "Amber dunes"
    assert model.index(0).data(Qt.ItemDataRole.ToolTipRole) == "Amber dunes (1)"
    assert model.index(3).data(Qt.ItemDataRole.AccessibleTextRole) == "Dune"

    model.set_entries([StyleEntry(f"s{i}", Path(f"s{i}.png"), True) for i in range(11)])
    assert [tile(model, row).key for row in (8, 9)] == ["9", ""]


def test_names_of_ones_own_are_written_as_they_were(model):
    long = "The Great Wave off Kanagawa, from the series Thirty-six Views of Mount Fuji (1831)"
    files = {"東京の夜_2024": "東京の夜_2024", "IMG_2041": "IMG_2041", long: long, "ink-wash": "Ink wash"}
    model.set_entries([StyleEntry(style_name(f"{stem}.png"), Path(f"{stem}.png"), False) for stem in files])
    assert [tile(model, row).title for row in range(4)] == list(files.values())
    assert model.index(2).data(Qt.ItemDataRole.ToolTipRole) == f"{long} (3)"
    for search in ("MOUNT Fuji", "東京", "img-20"):
        model.set_search(search)
        assert len(model.names) == 1, search


def test_search_takes_every_word_anywhere(model):
    model.set_search("DUNE")
    assert model.names == ["amber-dunes", "dune"]
    model.set_search("dunes amb")
    assert model.names == ["amber-dunes"]
    model.set_search("")
    assert len(model.names) == 5


def test_favourites_stand_in_front_in_their_order(model):
    model.set_favourites(["dune", "basalt", "gone"])
    assert model.names == ["dune", "basalt", "amber-dunes", "coral-reef", "my-own"]
    assert tile(model, 0).favourite
    assert not tile(model, 2).favourite


def test_the_chosen_ones_are_marked(model):
    model.set_chosen({"basalt": 0.5, "dune": 0.5})
    assert [tile(model, row).chosen for row in range(5)] == [False, True, False, True, False]


def test_pictures_stay_when_the_list_changes_and_go_with_their_style(model):
    model.set_picture("basalt", picture("red"))
    model.set_picture("dune", picture("blue"))
    model.set_entries([StyleEntry("basalt", Path("basalt.png"), True)])

    assert tile(model, 0).picture is not None
    assert model.picture("dune") is None


def test_the_live_scene_takes_the_place_of_the_picture_while_it_is_wanted(model):
    model.set_picture("basalt", picture("red"))
    model.set_scene("basalt", picture("blue"))
    assert tile(model, 1).scene is None

    model.set_live(True)
    model.set_scene("basalt", picture("blue"))
    assert tile(model, 1).scene is None  # tiles side by side show either all the scene, or all the styles
    for name in (*NAMES, "my-own"):
        model.set_scene(name, picture("blue"))
    assert tile(model, 1).scene is not None
    assert tile(model, 2).scene is not None

    model.set_live(False)
    assert tile(model, 1).scene is None
    assert tile(model, 1).picture.toImage().pixelColor(1, 1) == QColor("red")


def test_a_click_chooses(qtbot, gallery):
    with qtbot.waitSignal(gallery.view.chosen) as chosen:
        click(qtbot, gallery.view, 2)
    assert chosen.args == ["coral-reef"]


def test_a_click_with_control_adds_to_the_mixture(qtbot, gallery):
    with qtbot.waitSignal(gallery.view.mix_requested) as asked, qtbot.assertNotEmitted(gallery.view.chosen):
        click(qtbot, gallery.view, 1, Qt.KeyboardModifier.ControlModifier)
    assert asked.args == ["basalt"]


def test_the_button_on_ones_own_style_deletes_it(qtbot, gallery):
    with (
        qtbot.waitSignal(gallery.view.remove_requested) as asked,
        qtbot.assertNotEmitted(gallery.view.chosen),
    ):
        click(qtbot, gallery.view, 4, place=lambda rect: remove_rect(rect).center())
    assert asked.args == ["my-own"]

    with qtbot.waitSignal(gallery.view.chosen), qtbot.assertNotEmitted(gallery.view.remove_requested):
        click(qtbot, gallery.view, 1, place=lambda rect: remove_rect(rect).center())


def test_the_chosen_one_has_a_ring_in_the_accent(gallery, model):
    rect = gallery.view.visualRect(model.index(1))
    edge = picture_rect(rect).left(), picture_rect(rect).center().y()
    plain = gallery.view.viewport().grab().toImage().pixelColor(int(edge[0]), int(edge[1]))
    model.set_chosen(["basalt"])
    ringed = gallery.view.viewport().grab().toImage().pixelColor(int(edge[0]), int(edge[1]))
    assert ringed.red() > plain.red() + 80
    assert ringed.red() > ringed.blue() + 50


def test_the_wheel_scrolls_sideways(qtbot, gallery):
    gallery.resize(320, 190)
    view = gallery.view
    qtbot.waitUntil(lambda: view.horizontalScrollBar().maximum() > 0)
    center = QPointF(view.viewport().rect().center())
    QApplication.sendEvent(
        view.viewport(),
        QWheelEvent(
            center,
            view.mapToGlobal(center),
            QPoint(),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        ),
    )
    assert view.horizontalScrollBar().value() == 120


def test_the_heading_counts_and_says_when_there_is_nothing(gallery, model):
    assert gallery._count.text() == "5"
    gallery.search.setText("dune")
    assert gallery._count.text() == "2 of 5"
    gallery.search.setText("no such style")
    assert gallery._nothing.isVisible()
    assert gallery._nothing.text() == "No style of that name"
    model.set_entries([])
    assert gallery._nothing.text() == "Drop pictures here to add styles"


def test_a_style_is_carried_by_its_name(model):
    mime = model.mimeData([model.index(2)])
    assert mime.data(STYLE_MIME).data() == b"coral-reef"
    assert model.flags(model.index(2)) & Qt.ItemFlag.ItemIsDragEnabled
