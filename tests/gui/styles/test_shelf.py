from __future__ import annotations

import threading

import numpy as np
import pytest
from PyQt6.QtCore import QMimeData, QUrl
from PyQt6.QtGui import QColor, QImage

from rtstyle.gui.styles.shelf import StyleShelf, display_name, dropped_paths, has_remote_url, thumbnail


@pytest.fixture
def shelf(library):
    result = StyleShelf(library)
    yield result
    result.close()


@pytest.fixture
def picture(tmp_path):
    path = tmp_path / "My Holiday.png"
    image = QImage(90, 60, QImage.Format.Format_RGB32)
    image.fill(QColor(200, 120, 40))
    assert image.save(str(path))
    return path


def names_of(signal):
    return [entry.name for entry in signal.args[0]]


def test_styles_are_listed_and_get_thumbnails(qtbot, shelf):
    thumbnails = {}
    shelf.thumbnail_ready.connect(lambda name, image: thumbnails.update({name: image}))
    with qtbot.waitSignal(shelf.entries_changed) as listed:
        shelf.refresh()
    qtbot.waitUntil(lambda: len(thumbnails) == 4)

    assert names_of(listed) == ["amber", "basalt", "coral", "dune"]
    assert (thumbnails["dune"].width(), thumbnails["dune"].height()) == (288, 192)


def test_thumbnails_leave_the_first_picture_the_precedence(qtbot, library):
    began = threading.Event()
    shelf = StyleShelf(library, began)
    try:
        with qtbot.waitSignal(shelf.entries_changed), qtbot.assertNotEmitted(shelf.thumbnail_ready, wait=100):
            shelf.refresh()
        with qtbot.waitSignals([shelf.thumbnail_ready] * 4, timeout=2000):
            began.set()
    finally:
        began.set()
        shelf.close()


def test_thumbnails_are_made_once(qtbot, shelf):
    with qtbot.waitSignals([shelf.thumbnail_ready] * 4):
        shelf.refresh()
    with qtbot.waitSignal(shelf.entries_changed), qtbot.assertNotEmitted(shelf.thumbnail_ready, wait=100):
        shelf.refresh()


def test_a_picture_is_added_shown_and_removed(qtbot, shelf, picture, tmp_path):
    with qtbot.waitSignals([shelf.entries_changed, shelf.thumbnail_ready, shelf.styles_added]) as told:
        shelf.add([picture])
    assert told.all_signals_and_args[-1].args == (["my-holiday"],)
    assert (tmp_path / "styles" / "My Holiday.png").exists()

    with qtbot.waitSignal(shelf.entries_changed) as listed:
        shelf.remove("my-holiday")
    assert "my-holiday" not in names_of(listed)
    assert not (tmp_path / "styles" / "My Holiday.png").exists()


def test_a_pasted_picture_becomes_a_style(qtbot, shelf):
    image = QImage(64, 64, QImage.Format.Format_ARGB32)
    image.fill(QColor(1, 2, 3))
    with qtbot.waitSignal(shelf.styles_added) as added:
        shelf.add_picture(image)
    assert added.args == [["pasted-picture"]]


def test_a_pasted_nothing_is_told(qtbot, shelf):
    with qtbot.waitSignal(shelf.failed) as failed:
        shelf.add_picture(QImage())
    assert "no picture" in failed.args[0]


def test_what_nobody_foresaw_is_told_too(qtbot, shelf, monkeypatch):
    monkeypatch.setattr(shelf.library, "add", lambda _: 1 / 0)
    with qtbot.waitSignal(shelf.failed) as failed:
        shelf.add([])
    assert "division by zero" in failed.args[0]


@pytest.mark.parametrize(
    "act", [lambda s, p: s.add([p]), lambda s, _: s.remove("amber"), lambda s, _: s.remove("gone")]
)
def test_what_cannot_be_done_is_told_in_one_line(qtbot, shelf, tmp_path, act):
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"no picture at all")
    with qtbot.waitSignal(shelf.failed) as failed:
        act(shelf, broken)
    assert failed.args[0]
    assert "\n" not in failed.args[0]


def test_nothing_is_done_after_the_end(shelf, picture, tmp_path):
    shelf.close()
    shelf.add([picture])
    assert not (tmp_path / "styles").exists()


def test_a_thumbnail_is_the_middle_of_the_picture():
    image = np.zeros((200, 1000, 3), np.uint8)
    image[:, 400:600] = (250, 100, 0)
    small = thumbnail(image, (96, 96))

    assert (small.width(), small.height()) == (96, 96)
    assert small.pixelColor(2, 48).getRgb()[:3] == (250, 100, 0)
    assert small.pixelColor(93, 48).getRgb()[:3] == (250, 100, 0)


@pytest.mark.parametrize("shape", [(1, 1), (3, 500), (500, 3), (20, 30)])
def test_pictures_of_any_shape_have_a_thumbnail(shape):
    assert thumbnail(np.full((*shape, 3), 90, np.uint8)).pixelColor(100, 100).getRgb()[:3] == (90, 90, 90)


def test_files_are_dropped_as_addresses_or_pasted_as_text(picture):
    dropped, pasted, words, remote = (QMimeData() for _ in range(4))
    dropped.setUrls([QUrl.fromLocalFile(str(picture)), QUrl.fromLocalFile(str(picture.parent))])
    pasted.setText(f'"{picture}"\n')
    words.setText("just some words")
    remote.setUrls([QUrl("https://example.org/a.png")])

    assert dropped_paths(dropped) == [picture, picture.parent]
    assert dropped_paths(pasted) == [picture]
    assert dropped_paths(words) == []
    assert dropped_paths(remote) == []
    assert has_remote_url(remote)
    assert not has_remote_url(dropped)
    assert dropped_paths(None) == []


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("autumn-avenue", "Autumn avenue"),
        ("/pictures/Wild_Sea.jpg", "Wild Sea"),
        (r"C:\art\x.png", "X"),
        ("", ""),
    ],
)
def test_styles_have_names_for_people(name, shown):
    assert display_name(name) == shown
