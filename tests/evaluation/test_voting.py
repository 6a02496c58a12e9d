"""Blind pairs by the true program: what the page shows and hides, how votes are cast, and what they come to."""

from __future__ import annotations

import json
import math
import re
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import pytest
from PyQt6.QtQml import QJSEngine
from typer.testing import CliRunner

from rtstyle.cli.main import app
from rtstyle.evaluation.experiments.context import Context, EvaluationSettings
from rtstyle.evaluation.experiments.inputs import bundled_styles, make_picture, synthetic_contents
from rtstyle.evaluation.voting.ballot import CROP, Ballot, Choice, make_ballot
from rtstyle.evaluation.voting.page import write_ballot
from rtstyle.paths import shipped_styles_dir

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

ADAPTER = """
class Painter:
    def set_style(self, image): pass
    def reset(self): pass
    def stylize(self, image): return 255 - image

def make(): return Painter()
"""
DOM = """
function Element() {
  this.heard = {}; this.children = []; this.marks = {}; this.hidden = false; this.textContent = "";
  var self = this;
  this.classList = { toggle: function (name, on) { self.marks[name] = on; } };
}
Element.prototype.addEventListener = function (name, call) { this.heard[name] = call; };
Element.prototype.replaceChildren = function () { this.children = []; };
Element.prototype.append = function () { this.children = this.children.concat([].slice.call(arguments)); };
Element.prototype.blur = function () {};
Element.prototype.click = function () { saved = this; };
Object.defineProperty(Element.prototype, "firstElementChild", { get: function () {
  if (!this.children.length) this.children.push(new Element());
  return this.children[0];
} });
var elements = {}, saved = null, blob = null, store = {};
var document = new Element();
document.getElementById = function (id) { return elements[id] = elements[id] || new Element(); };
document.createElement = function () { return new Element(); };
var localStorage = {
  getItem: function (name) { return name in store ? store[name] : null; },
  setItem: function (name, text) { store[name] = text; },
};
var crypto = { getRandomValues: function (bytes) { bytes[0] = 171; return bytes; } };
function Blob(parts) { blob = parts.join(""); }
var URL = { createObjectURL: function () { return "blob:"; }, revokeObjectURL: function () {} };
function press(key) { document.heard.keydown({ key: key, preventDefault: function () {} }); }
function click(id) { elements[id].heard.click({ currentTarget: elements[id] }); }
"""


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A content of the user's, two styles of which one is bundled, and another program."""
    folder = tmp_path_factory.mktemp("inputs")
    (folder / "content").mkdir()
    (folder / "style").mkdir()
    (content,) = synthetic_contents(1, 72)
    cv2.imwrite(str(folder / "content" / "me & <b>you.png"), content.image[:, :, ::-1])
    name = "deco-fans.jpg"
    (folder / "style" / name).write_bytes((shipped_styles_dir() / name).read_bytes())
    (folder / "inverse_adapter.py").write_text(ADAPTER)
    return folder


def evaluate(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["evaluate", *map(str, arguments)], prog_name="rtstyle")


@pytest.fixture(scope="module")
def output(inputs: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What ``--vote`` writes: two stages of ours, another program, crops."""
    output = tmp_path_factory.mktemp("out")
    found = evaluate(*_arguments(inputs, output))
    assert found.exit_code == 0, found.output
    assert found.stdout.strip() == str(output / "vote" / "index.html")
    return output


def _arguments(inputs: Path, output: Path) -> list[object]:
    folders = ["--content", inputs / "content", "--style", inputs / "style"]
    sizes = ["--size", 64, "--pairs", 1, "--device", "cpu", "--quiet"]
    return ["--vote", *folders, *sizes, "--peer", inputs / "inverse_adapter.py", "--output", output]


def page(output: Path) -> str:
    return (output / "vote" / "index.html").read_text("utf-8")


def key(output: Path) -> dict[str, Any]:
    (path,) = output.glob("vote-key-*.json")
    return json.loads(path.read_text("utf-8"))


def test_every_meeting_is_on_the_ballot(output: Path) -> None:
    pairs = [{made["left"], made["right"]} for made in key(output)["pairs"].values()]
    ours, refined = "rtstyle", "rtstyle, refined"  # a bundled style ships refined, under whatever name
    expected = [{ours, "inverse"}, {refined, "inverse"}, {refined, ours}, {ours, CROP}, {refined, CROP}]
    assert len(pairs) == 5
    assert all(pair in pairs for pair in expected)


def test_the_page_does_not_tell_who_made_what(output: Path) -> None:
    text = page(output)
    for word in ("rtstyle,", '"rtstyle"', "inverse", "crop", "refined"):
        assert word not in text
    assert not [path for path in (output / "vote").rglob("*") if path.suffix not in {"", ".html", ".jpg"}]
    found = re.search(r"const CHOICES = (.*);\n", text)
    assert found is not None
    choices = json.loads(found[1])
    assert len(choices) == len(key(output)["pairs"]) == 5
    for choice in choices:
        assert set(choice) == {"pair", "left", "right", "shown"}
        images = [cv2.imread(str(output / "vote" / choice[side])) for side in ("left", "right")]
        assert images[0].shape == images[1].shape
        made = key(output)["pairs"][choice["pair"]]
        crop = CROP in made.values()
        assert bool(choice["shown"]) != crop  # a crop would be known by what is painted in the other one
        if not crop:
            assert all((output / "vote" / name).is_file() for name, _ in choice["shown"])
        if "inverse" in made.values():
            own = images[[made["left"], made["right"]].index("inverse")]
            content = cv2.imread(str(output / "vote" / choice["shown"][0][0]))
            assert np.abs(255.0 - own - content).mean() < 8


def test_the_page_asks_the_network_for_nothing_and_names_are_text(output: Path) -> None:
    text = page(output)
    assert re.findall(r"https?:|@import|url\(|<link|<iframe|src=\"", text) == []
    assert "<b>you" not in text
    assert "me & <b>you, a picture" in json.loads(f'"{_first_caption(text)}"')


def _first_caption(text: str) -> str:
    found = re.search(r'"(painted: [^"]*)"', text)
    assert found is not None
    return found[1]


def test_the_same_ballot_comes_again_and_its_votes_still_count(inputs: Path, output: Path) -> None:
    before, text = key(output), page(output)
    told = evaluate(*_arguments(inputs, output), "--json")
    assert json.loads(told.stdout) == {"page": str(output / "vote" / "index.html")}
    assert (key(output), page(output)) == (before, text)


def test_nothing_is_left_of_another_ballot(tmp_path: Path) -> None:
    choices = [Choice(f"{i}", ("a", "b"), (b"left", b"right"), None, None) for i in range(3)]
    write_ballot(Ballot("f00d", tuple(choices)), tmp_path)
    write_ballot(Ballot("beef", tuple(choices[:1])), tmp_path)
    assert sorted(path.name for path in (tmp_path / "vote" / "pictures").iterdir()) == [
        "001-left.jpg",
        "001-right.jpg",
    ]
    assert len(list(tmp_path.glob("vote-key-*.json"))) == 2  # votes on the first one can still be counted


def test_drawings_are_called_drawings(tmp_path: Path) -> None:
    (content,), (style,) = synthetic_contents(1, 64), bundled_styles(1, 64)
    choice = Choice("ab", ("a", "b"), (b"left", b"right"), content, style)
    text = write_ballot(Ballot("f00d", (choice,)), tmp_path).read_text("utf-8")
    assert "painted: portrait-1, a drawing" in text
    assert f"in the style of: {style.name}, a drawing" in text
    assert "photograph" not in text
    assert "a painting" not in text


def test_sides_are_at_random(tmp_path: Path, inputs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = EvaluationSettings(tmp_path, size=64, pairs=12, device="cpu", perceptual="none")
    context = Context(settings)
    image = np.zeros((64, 64, 3), np.uint8)
    pictures = [make_picture(f"p{i}", image + i, 64) for i in range(12)]
    monkeypatch.setattr(context, "contents", lambda side=None: pictures)
    monkeypatch.setattr(context, "styles", lambda side=None: pictures[:1])
    ballot = make_ballot(context)
    context.close()
    assert len(ballot.choices) == 12  # unrefined, without other programs: crops alone
    left = sum(choice.players[0] == CROP for choice in ballot.choices)
    assert 1 < left < 11  # the same for ever
    assert len({choice.pair for choice in ballot.choices}) == 12


@pytest.fixture
def voting(qapp: object, output: Path) -> Callable[[str], Any]:
    """The page's own script in an engine, with as much of a browser as it uses."""
    engine = QJSEngine()
    found = re.search(r"<script>(.*)</script>", page(output), re.DOTALL)
    assert found is not None

    def run(code: str) -> Any:
        value = engine.evaluate(code)
        assert not value.isError(), value.toString()
        return value.toVariant()

    run(DOM)
    run(re.sub(r"^const ", "var ", found[1].replace('"use strict";', ""), flags=re.MULTILINE))
    return run


def test_keys_and_clicks_cast_votes(voting: Callable[[str], Any], output: Path) -> None:
    pairs = [choice["pair"] for choice in json.loads(voting("JSON.stringify(CHOICES)"))]
    first = voting("elements.left.firstElementChild.src")
    assert (output / "vote" / first).is_file()
    for key_name in ("1", "2", " ", "x"):
        voting(f"press('{key_name}')")
    assert voting("elements.count.textContent") == "3 of 5"
    assert voting("elements.left.firstElementChild.src") != first
    voting("press('ArrowLeft'); press('1'); click('right')")
    kept = json.loads(voting("Object.values ? store[Object.keys(store)[0]] : store[Object.keys(store)[0]]"))
    assert kept["votes"] == dict(zip(pairs, ("left", "right", "left", "right"), strict=False))
    assert not voting("elements.done.hidden === false")
    voting("click('neither'); press('1'); press('2')")  # after the last pair keys do nothing
    assert voting("elements.done.hidden === false && elements.pair.hidden")
    voting("click('save')")
    saved = json.loads(voting("blob"))
    assert saved["votes"][pairs[4]] == "neither"
    assert len(saved["votes"]) == 5
    assert voting("saved.download").startswith(f"votes-{saved['ballot']}-ab")
    voting("show()")  # the page opened again: nothing is lost
    assert voting("elements.count.textContent") == "5 of 5"


def _votes(output: Path, path: Path, voter: str, choose: Callable[[str, str], str]) -> Path:
    found = key(output)
    votes = {pair: choose(made["left"], made["right"]) for pair, made in found["pairs"].items()}
    saved = {"form": "rtstyle votes 1", "ballot": found["ballot"], "voter": voter, "votes": votes}
    path.write_text(json.dumps(saved))
    return path


def _prefers(order: str) -> Callable[[str, str], str]:
    """Somebody who likes players in the order in which they stand in a text."""
    places = {name: order.split(" > ").index(name) for name in order.split(" > ")}
    return lambda left, right: "left" if places[left] < places[right] else "right"


def test_votes_are_scored(output: Path, tmp_path: Path) -> None:
    most = _prefers(f"rtstyle, refined > {CROP} > rtstyle > inverse")
    other = _prefers(f"inverse > rtstyle > rtstyle, refined > {CROP}")
    files = [_votes(output, tmp_path / f"{i}.json", f"v{i}", most) for i in range(3)]
    files.append(_votes(output, tmp_path / "other.json", "other", other))
    files.append(_votes(output, tmp_path / "none.json", "none", lambda left, right: "neither"))
    again = [*files, files[0]]  # the same file twice counts once
    found = json.loads(evaluate("--votes", *again, "--output", output, "--json").stdout)
    assert (found["voters"], found["votes"]) == (5, 25)
    assert found["scores"][0]["player"] == "rtstyle, refined"
    assert found["scores"][-1]["player"] == "inverse"
    meetings = {tuple(row["players"]): row for row in found["meetings"]}
    met = meetings["inverse", "rtstyle"]
    assert (met["preferred"], met["neither"]) == ([1, 3], 1)
    for row in found["scores"]:
        if row["player"] != found["reference"]:
            assert row["low"] < row["score"] < row["high"]
            assert row["preferred"] == pytest.approx(1 / (1 + math.exp(-row["score"])))
    shown = evaluate("--votes", *files, "--output", output)
    assert shown.exit_code == 0, shown.output
    assert "inverse 1 : 3 rtstyle, neither 1" in shown.stdout
    assert "25 votes of 5 voters" in shown.stderr


def test_the_later_vote_of_one_voter_counts(output: Path, tmp_path: Path) -> None:
    first = _votes(output, tmp_path / "1.json", "me", lambda left, right: "left")
    last = _votes(output, tmp_path / "2.json", "me", lambda left, right: "neither")
    found = json.loads(evaluate("--votes", first, last, "--output", output, "--json").stdout)
    assert found["votes"] == 5
    assert all(row["neither"] > 0 and row["preferred"] == [0, 0] for row in found["meetings"])


def test_an_open_interval_is_told_as_such(output: Path, tmp_path: Path) -> None:
    always = _prefers(f"rtstyle, refined > rtstyle > {CROP} > inverse")
    path = _votes(output, tmp_path / "1.json", "me", always)
    found = json.loads(evaluate("--votes", path, "--output", output, "--json").stdout)
    (row,) = (row for row in found["scores"] if row["player"] == "inverse")
    assert (row["score"], row["low"]) == (None, None)
    assert "-∞" in evaluate("--votes", path, "--output", output).stdout


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "no such file"),
        ("{", "it is no JSON"),
        ("[" * 100000, "it is no JSON"),
        ("[]", "holds no votes"),
        ('{"form": "rtstyle votes 1", "ballot": "../x", "voter": "a", "votes": {}}', "names no ballot"),
        ('{"form": "rtstyle votes 1", "ballot": "abc", "voter": "a", "votes": {}}', "there is no key"),
    ],
)
def test_files_that_are_no_votes_end_in_one_line(
    output: Path, tmp_path: Path, text: str | None, message: str
) -> None:
    path = tmp_path / "votes.json"
    if text is not None:
        path.write_text(text)
    found = evaluate("--votes", path, "--output", output)
    assert found.exit_code == 1, found.output
    (line,) = found.stderr.splitlines()
    assert message.lower() in line.lower()
    assert str(path) in line


def test_votes_of_other_pairs_are_refused(output: Path, tmp_path: Path) -> None:
    path = _votes(output, tmp_path / "1.json", "me", lambda left, right: "left")
    saved = json.loads(path.read_text())
    for votes in ({"nonsense": "left"}, dict.fromkeys(saved["votes"], "both")):
        path.write_text(json.dumps(saved | {"votes": votes}))
        found = evaluate("--votes", path, "--output", output)
        assert "not of the ballot" in found.stderr
    path.write_text(json.dumps(saved | {"votes": {}}))
    found = evaluate("--votes", path, "--output", output)
    assert (found.exit_code, "no vote in these files" in found.stderr) == (2, True)
    assert len(found.stderr.splitlines()) == 1
