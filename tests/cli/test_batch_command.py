"""``rtstyle batch`` as a user calls it; what it does with workers is tested in tests/batch."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest

from rtstyle.engine.style_encoder import StyleEncoder
from rtstyle.modeling.registry import load_network
from rtstyle.styles.library import StyleLibrary
from rtstyle.styles.refined import RefinedStyles, style_digest
from tests.media_fixtures import Clip, make_clip

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

HERE = ("--workers", 0, "--size", 32)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    make_clip(folder / "clip.mp4", Clip(frames=6))
    rng = np.random.default_rng(1)
    cv2.imwrite(str(folder / "photo.png"), rng.integers(0, 255, (40, 50, 3), np.uint8))
    return folder


def test_a_folder_from_plan_to_summary(run: Callable[..., Result], folder: Path, tmp_path: Path) -> None:
    (folder / "bad.jpg").write_text("no picture")
    plan = run("batch", "in", "-s", "deco-fans", "-o", "out", *HERE, "--dry-run")
    assert plan.exit_code == 1, plan.output
    lines = plan.stdout.splitlines()
    assert [line.partition(" -> ")[2] for line in lines[:2]] == ["clip.mp4", "photo.png"]
    assert lines[2].startswith("cannot read ")
    assert "bad.jpg: not a picture" in lines[2]
    assert "2 files to do, 1 that cannot be read, 0 done before; about " in lines[-1]
    assert not (tmp_path / "out").exists()

    first = run("batch", "in", "-s", "deco-fans", "-o", "out", *HERE)
    assert first.exit_code == 1
    assert "bad.jpg: not a picture" in first.stderr
    *_, last = first.stderr.splitlines()
    assert last.startswith("rtstyle: 1 of 3 files failed, as it cannot be read: replace it or")
    assert "run it again" not in last
    second = run("batch", "in", "-s", "deco-fans", "-o", "out", *HERE)
    assert second.stderr.splitlines()[-1].startswith("rtstyle: 1 of 3 files failed")
    assert "frames per second" in first.stderr
    assert "done before" in first.stdout
    assert sorted(os.listdir(tmp_path / "out")) == [".rtstyle-batch", "clip.mp4", "photo.png"]

    (folder / "bad.jpg").unlink()
    again = run("batch", "in", "-s", "deco-fans", "-o", "out", *HERE, "--json")
    assert again.exit_code == 0
    told = json.loads(again.stdout)
    assert (told["done"], told["failed"], told["skipped"], told["jobs"]) == (0, 0, 2, [])

    part = tmp_path / "out" / ".rtstyle-batch" / "parts" / "abc" / "00000.nut"
    part.parent.mkdir(parents=True)
    part.write_bytes(b"of a run that was killed")
    anew = run("batch", "in", "-s", "deco-fans", "-o", "out", *HERE, "--json", "--no-resume")
    told = json.loads(anew.stdout)
    assert (told["done"], told["frames"], told["skipped"]) == (2, 7, 0)
    assert not part.exists()
    assert told["cpu_seconds"] > 0
    assert {job["output"] for job in told["jobs"]} == {"clip.mp4", "photo.png"}

    plan = run("batch", "in", "-s", "deco-fans", "-o", "out", *HERE, "--dry-run", "--json", "--no-resume")
    assert plan.exit_code == 0
    told = json.loads(plan.stdout)
    assert [job["output"] for job in told["jobs"]] == ["clip.mp4", "photo.png"]
    assert told["seconds"] > 0


def test_a_video_that_is_cut_off_is_told_as_such(
    run: Callable[..., Result], folder: Path, tmp_path: Path
) -> None:
    whole = (folder / "clip.mp4").read_bytes()
    (folder / "clip.mp4").write_bytes(whole[: len(whole) // 2])
    single = run("video", "in/clip.mp4", "-s", "deco-fans", "-o", "out.mp4")
    assert "it is cut off, " in single.stderr
    reason = single.stderr.partition("clip.mp4: ")[2].strip()

    plan = run("batch", "in", "-s", "deco-fans", "-o", "out", *HERE, "--dry-run", "--json")
    told = json.loads(plan.stdout)
    assert [job["output"] for job in told["jobs"]] == ["photo.png"]
    (bad,) = told["unreadable"]
    assert bad["error"] == f"cannot read {folder / 'clip.mp4'}: {reason}"
    done = run("batch", "in", "-s", "deco-fans", "-o", "out", *HERE)
    assert reason in done.stderr
    assert "frames per second" not in done.stderr


def test_a_style_is_not_overwritten(
    run: Callable[..., Result], one_line: Callable[..., str], folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "out").mkdir()
    style = tmp_path / "out" / "photo.png"
    cv2.imwrite(str(style), np.zeros((32, 32, 3), np.uint8))
    before = style.read_bytes()
    result = run("batch", "in", "-s", "out/photo.png", "-o", "out", *HERE)
    assert "is the style" in one_line(result, 2)
    assert style.read_bytes() == before


def test_what_may_go_well_next_time_is_to_be_run_again(
    run: Callable[..., Result], folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "out" / "photo.png").mkdir(parents=True)
    result = run("batch", "in", "-s", "deco-fans", "-o", "out", *HERE)
    assert result.stderr.splitlines()[-1] == "rtstyle: 1 of 2 files failed; run it again to try just this one"


def test_what_paintings_cannot_keep_is_told(run: Callable[..., Result], tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    cv2.imwrite(str(tmp_path / "in" / "icon.png"), np.full((20, 30, 4), 100, np.uint16))
    done = run("batch", "in", "-s", "deco-fans", "-o", "out", *HERE)
    assert done.exit_code == 0
    loss = "transparency was laid on white, 16 bits a channel became 8"
    assert done.stderr.splitlines()[-1] == f"rtstyle: {tmp_path / 'in' / 'icon.png'}: {loss}"
    told = json.loads(run("batch", "in", "-s", "deco-fans", "-o", "more", *HERE, "--json").stdout)
    assert told["jobs"][0]["loss"] == loss


@pytest.fixture
def photo_and_style(own_home: Path, tmp_path: Path) -> Path:
    """A photo in a folder, and a style that was never refined; returns the style."""
    (tmp_path / "in").mkdir()
    rng = np.random.default_rng(1)
    cv2.imwrite(str(tmp_path / "in" / "photo.png"), rng.integers(0, 255, (40, 50, 3), np.uint8))
    style = tmp_path / "mine.png"
    small = rng.integers(0, 255, (8, 8, 3), np.uint8)
    cv2.imwrite(str(style), cv2.resize(small, (64, 64), interpolation=cv2.INTER_NEAREST))
    return style


def test_styles_are_refined_first(
    run: Callable[..., Result], photo_and_style: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rtstyle.engine.refining.SECONDS", 0.5)
    arguments = ("batch", "in", "-s", photo_and_style, "-o", "out", *HERE, "--refine", "--json")
    plan = run(*arguments, "--dry-run")
    assert (plan.exit_code, "style loss" in plan.stderr) == (0, False)  # only told what would be done
    done = run(*arguments)
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["done"] == 1
    (line,) = (line for line in done.stderr.splitlines() if "style loss" in line)
    kept = list((tmp_path / "home" / "data" / "refined").glob("*.safetensors"))
    assert len(kept) == line.endswith(", kept")
    missing = run("batch", "in", "-s", photo_and_style, "-o", "in", *HERE, "--refine")
    assert (missing.exit_code, "style loss" in missing.stderr) == (2, False)  # a slip is told before a minute


def test_what_was_painted_before_its_style_was_refined_is_painted_anew(
    run: Callable[..., Result], photo_and_style: Path, tmp_path: Path
) -> None:
    arguments = ("batch", "in", "-s", photo_and_style, "-o", "out", *HERE, "--json")
    result = tmp_path / "out" / "photo.png"
    assert json.loads(run(*arguments).stdout)["done"] == 1
    before = result.read_bytes()
    encoder = StyleEncoder(load_network("compact"), "compact", StyleLibrary())
    difference = encoder.prepare(photo_and_style, 1.0).code.map(lambda part: 0.1 * part)
    RefinedStyles().keep(style_digest(photo_and_style), encoder.network_key, difference)
    told = json.loads(run(*arguments).stdout)
    assert (told["done"], told["skipped"]) == (1, 0)
    assert result.read_bytes() != before
    told = json.loads(run(*arguments).stdout)
    assert (told["done"], told["skipped"]) == (0, 1)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["no-such-folder"], 1), (["in", "-s", "no-such-style"], 2), (["in", "--codec", "h26x"], 2),
        (["in", "--preset", "warp"], 2), (["in", "--model", "no-such-model"], 2), (["in", "-o", "in/photo.png"], 2),
        (["in/photo.png", "-o", "in"], 2), (["in", "-o", "nosuch://place"], 2),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_told_in_a_line(
    run: Callable[..., Result], one_line: Callable[..., str], folder: Path, arguments: list[str], code: int
) -> None:
    options = [] if "-o" in arguments else ["-o", "out"]
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    one_line(run("batch", *arguments, "-s", "deco-fans", *options, *HERE), code)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
