from __future__ import annotations

import json

import cv2
import numpy as np
import pytest
from typer.testing import CliRunner

from rtstyle import paths
from rtstyle.cli.main import app


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """An empty home, and a folder with one style in place of what ships."""
    monkeypatch.setenv("RTSTYLE_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(paths, "_SHIPPED", tmp_path / "shipped")
    write(tmp_path / "shipped" / "styles" / "great-wave.png", 1)
    return tmp_path / "home" / "data" / "styles"


def write(path, seed):
    path.parent.mkdir(parents=True, exist_ok=True)
    image = np.random.default_rng(seed).integers(0, 256, (9, 8, 3), np.uint8)
    path.write_bytes(cv2.imencode(".png", image)[1].tobytes())
    return str(path)


def rtstyle(*arguments):
    return CliRunner().invoke(app, ["styles", *arguments], prog_name="rtstyle")


def test_add_list_remove(tmp_path, home):
    done = rtstyle("add", write(tmp_path / "My Cat.png", 2))
    assert (done.exit_code, done.stdout) == (0, f"my-cat  yours    {home / 'My Cat.png'}\n")
    lines = rtstyle("list").stdout.splitlines()
    assert [line.split()[:2] for line in lines] == [["great-wave", "bundled"], ["my-cat", "yours"]]
    assert lines[0].index("bundled") == lines[1].index("yours")
    assert rtstyle("remove", "my-cat").stdout == "removed my-cat\n"
    assert len(rtstyle("list").stdout.splitlines()) == 1


def test_json(tmp_path, home):
    added = json.loads(rtstyle("add", "--json", write(tmp_path / "a.png", 2)).stdout)
    assert added == [{"name": "a", "path": str(home / "a.png"), "bundled": False}]
    listed = json.loads(rtstyle("list", "--json").stdout)
    assert listed[1:] == added
    assert listed[0]["bundled"]


def test_the_bad_pictures_are_named_and_the_good_ones_added(tmp_path, home):
    bad = tmp_path / "bad.png"
    bad.write_text("text")
    done = rtstyle("add", str(bad), write(tmp_path / "good.png", 2), str(tmp_path / "missing.png"))
    assert done.exit_code == 1
    assert [line.split(":")[0] for line in done.stderr.splitlines()] == ["rtstyle", "rtstyle"]
    assert "bad.png" in done.stderr.splitlines()[0]
    assert "missing.png" in done.stderr.splitlines()[1]
    assert [path.name for path in home.iterdir()] == ["good.png"]


def test_a_folder_with_a_bad_picture_is_added_but_for_that(tmp_path, home):
    write(tmp_path / "more" / "in" / "good.png", 2)
    (tmp_path / "more" / "bad.png").write_text("text")
    (tmp_path / "more" / "notes.txt").write_text("no picture, and not called like one")
    done = rtstyle("add", str(tmp_path / "more"))
    assert done.exit_code == 1
    assert done.stdout == f"good  yours    {home / 'good.png'}\n"
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"rtstyle: cannot read {tmp_path / 'more' / 'bad.png'}: ")


def test_a_folder_without_pictures_is_told(tmp_path):
    (tmp_path / "empty").mkdir()
    done = rtstyle("add", str(tmp_path / "empty"))
    assert done.exit_code == 1
    assert "no picture in this folder" in done.stderr


def test_one_picture_given_twice_is_printed_once(tmp_path):
    path = write(tmp_path / "a.png", 2)
    assert len(rtstyle("add", path, path, str(tmp_path)).stdout.splitlines()) == 2
    assert len(rtstyle("list").stdout.splitlines()) == 2


def test_quiet(tmp_path):
    assert rtstyle("add", "--quiet", write(tmp_path / "a.png", 2)).output == ""
    assert rtstyle("remove", "-q", "a").output == ""


@pytest.mark.parametrize(
    ("arguments", "exit_code", "told"),
    [
        (["remove", "great-wave"], 2, "ships with rtstyle"),
        (["remove", "great-waev"], 2, "did you mean 'great-wave'?"),
        (["remove", "qqq"], 2, "no style 'qqq' in the library: see rtstyle styles list"),
        (["remove", "my/great wave.png"], 2, "by its name, not by a file; this one's is 'great-wave'"),
        (["remove", "great-waev.png"], 2, "by its name, not by a file; did you mean 'great-wave'?"),
        (["remove", "my/qqq.png"], 2, "by its name, not by a file; see rtstyle styles list"),
        (["add", "no-such-file.png"], 1, "no such file"),
        (["add"], 2, "Missing argument"),
        (["lsit"], 2, "'list'"),
    ],
)
def test_failures(arguments, exit_code, told):
    done = rtstyle(*arguments)
    assert done.exit_code == exit_code
    assert told in done.stderr
