from __future__ import annotations

import contextlib
import json
import shutil
import zipfile

import cv2
import numpy as np
import pytest

from rtstyle.errors import MediaReadError, UnknownStyleError, UsageError
from rtstyle.styles.library import StyleLibrary
from rtstyle.styles.looks import Look, LookLibrary

SETTINGS = {"strength": 0.7, "stroke_scale": 2.0, "smoothing": 0.1, "denoise": 0.0, "preserve_color": "coral"}


def write_picture(path, level):
    path.parent.mkdir(parents=True, exist_ok=True)
    assert cv2.imwrite(str(path), np.full((8, 8, 3), level, np.uint8))
    return path


@pytest.fixture
def make_machine(tmp_path):
    """A machine: two bundled styles, and what its user has."""
    bundled = tmp_path / "bundled"
    for level, name in enumerate(("amber", "basalt")):
        write_picture(bundled / f"{name}.png", 50 * level)

    def make(name):
        home = tmp_path / name
        styles = StyleLibrary([bundled, home / "styles"], home / "cache")
        return LookLibrary(styles, home / "looks", home / "pictures")

    return make


@pytest.fixture
def looks(make_machine):
    return make_machine("here")


def test_a_look_comes_back_as_it_was_saved(looks):
    look = Look("밤의 소용돌이 – Nº 1", {"amber": 0.25, "basalt": 0.75}, SETTINGS, b"a thumbnail")
    looks.save(look)
    assert looks.find("밤의 소용돌이 – Nº 1") == look
    assert looks.looks() == [look]


def test_looks_stand_in_the_order_that_is_asked_for_and_then_by_name(looks):
    for name in ("b", "a", "d", "c"):
        looks.save(Look(name, {"amber": 1.0}, {}))
    (looks.folder / "x.rtlook").write_text("somebody put this here")
    assert [look.name for look in looks.looks(("d", "gone", "b"))] == ["d", "b", "a", "c"]


def test_a_look_goes_to_another_machine_with_its_pictures(looks, make_machine, tmp_path):
    own = write_picture(tmp_path / "here" / "styles" / "mine.png", 200)
    loose = write_picture(tmp_path / "loose one.png", 90)
    looks.export(Look("both", {"mine": 1.0, str(loose): 2.0, "amber": 1.0}, SETTINGS), tmp_path / "b.rtlook")
    there = make_machine("there")
    look = there.read(tmp_path / "b.rtlook")
    mine, second, third = look.styles
    assert third == "amber"
    assert (look.styles[mine], look.styles[second]) == (1.0, 2.0)
    for spec, picture in ((mine, own), (second, loose)):
        assert there._styles.find(spec).read_bytes() == picture.read_bytes()
    # Where the library has the same picture under the same name, it is that style.
    assert next(iter(looks.read(tmp_path / "b.rtlook").styles)) == "mine"


def test_a_look_outlives_its_style(looks, tmp_path):
    own = write_picture(tmp_path / "here" / "styles" / "mine.png", 200)
    looks.save(Look("kept", {"mine": 1.0}, {}))
    before = own.read_bytes()
    own.unlink()
    (spec,) = looks.find("kept").styles
    assert looks._styles.find(spec).read_bytes() == before
    # Somebody else's style of that name is not taken for it.
    write_picture(own, 3)
    (spec,) = looks.find("kept").styles
    assert looks._styles.find(spec).read_bytes() == before


def test_names_are_kept_apart_and_deleted_by_name(looks):
    looks.save(Look("Sea", {"amber": 1.0}, {}))
    with pytest.raises(UsageError, match="already"):
        looks.save(Look("sea", {"basalt": 1.0}, {}), overwrite=False)
    assert looks.free_name("sea") == "sea 2"
    assert looks.free_name("land") == "land"
    looks.save(Look("Sea", {"basalt": 1.0}, {}))
    assert looks.find("sea").styles == {"basalt": 1.0}
    with pytest.raises(UsageError, match="did you mean 'Sea'"):
        looks.remove("Seas")
    looks.remove("Sea")
    assert looks.looks() == []
    with pytest.raises(UsageError, match="no look 'Sea'"):
        looks.find("Sea")
    with pytest.raises(UsageError, match="needs a name"):
        looks.save(Look(" / ", {"amber": 1.0}, {}))
    with pytest.raises(UnknownStyleError):
        looks.save(Look("none", {"gone": 1.0}, {}))
    assert looks.looks() == []


@pytest.mark.parametrize(
    "change",
    [
        {"strength": 7}, {"preserve_color": "loud"}, {"styles": []}, {"styles": [{"name": "amber", "weight": 0}]},
        {"styles": [{"name": "amber", "weight": "NaN"}]}, {"name": 3}, {"styles": None}, {"styles": [{}] * 99},
        {"styles": [{"name": "amber", "weight": 1, "picture": "not there"}]},
    ],
)  # fmt: skip
def test_a_damaged_look_is_told_in_a_line(looks, tmp_path, change):
    path = looks.save(Look("a", {"amber": 1.0}, SETTINGS))
    with zipfile.ZipFile(path) as file:
        description = json.loads(file.read("look.json"))
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("look.json", json.dumps(description | change))
    with pytest.raises(MediaReadError, match=r"a\.rtlook: it is no look, or damaged"):
        looks.read(path)


def test_what_is_no_look_is_told_in_a_line(looks, tmp_path):
    path = looks.save(Look("a", {"amber": 1.0}, SETTINGS))
    whole = path.read_bytes()
    for data in (b"", b"text", whole[: len(whole) // 2], whole.replace(b'"version"', b'"ver')):
        path.write_bytes(data)
        with pytest.raises(MediaReadError, match=r"a\.rtlook"):
            looks.read(path)
    with pytest.raises(MediaReadError, match=r"missing\.rtlook"):
        looks.read(tmp_path / "missing.rtlook")
    shutil.rmtree(looks.folder)
    assert looks.looks() == []


def test_what_comes_with_a_look_stays_in_its_place_and_has_a_limit(looks, tmp_path, monkeypatch):
    path = tmp_path / "evil.rtlook"
    styles = [{"name": "../../../escaped", "weight": 1, "picture": "../../escaped.png"}]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("look.json", json.dumps({"name": "evil", "styles": styles}))
        file.writestr("../../escaped.png", bytes(100_000))
    (spec,) = looks.read(path).styles
    assert looks._pictures in looks._styles.find(spec).parents
    assert not list(tmp_path.parent.glob("escaped*"))
    monkeypatch.setattr("rtstyle.styles.looks._MOST_PICTURE", 99_999)
    with pytest.raises(MediaReadError, match="damaged"):
        looks.read(path)


def test_damage_of_every_kind_is_told_in_a_line(looks, tmp_path):
    path = looks.save(Look("a", {"amber": 1.0}, SETTINGS))
    with zipfile.ZipFile(path) as file:
        description = file.read("look.json")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("look.json", description)
    whole = path.read_bytes()
    random = np.random.default_rng(1)
    for _ in range(150):
        data = bytearray(whole)
        for at in random.integers(0, len(data), 2):
            data[at] = random.choice([0, 1, 127, 255, random.integers(256)])
        path.write_bytes(data)
        with contextlib.suppress(MediaReadError):
            looks.read(path)
    huge = json.loads(description) | {"styles": [{"name": "amber", "weight": 10**400}]}
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("look.json", json.dumps(huge))
    with pytest.raises(MediaReadError, match="no look, or damaged"):
        looks.read(path)
