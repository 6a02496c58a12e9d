"""``rtstyle image`` end to end: real files, the bundled network, and every kind of bad input."""

from __future__ import annotations

import os
import signal
import struct
import sys
import zlib
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest

from rtstyle.modeling.checkpoint import load_safetensors, save_safetensors
from rtstyle.paths import shipped_models_dir
from tests.media_fixtures import Clip, make_clip

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "photo.png"
    ramp = np.linspace(0, 255, 90 * 121 * 3).reshape(90, 121, 3)
    cv2.imwrite(str(path), ramp.astype(np.uint8))
    return path


def huge_png(path: Path) -> Path:
    """A PNG that claims 20000 x 20000 pixels and holds almost none."""
    header = struct.pack(">IIBBBBB", 20000, 20000, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(bytes(60001))), (b"IEND", b"")]
    body = b"".join(
        struct.pack(">I", len(d)) + k + d + struct.pack(">I", zlib.crc32(k + d)) for k, d in chunks
    )
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + body)
    return path


def test_one_photo_to_one_picture(run: Callable[..., Result], photo: Path, tmp_path: Path) -> None:
    result = run(
        "image", photo, "--style", "night-whorls", "--output", "out.jpg", "--alpha", "0.8", "--size", "64"
    )
    assert result.exit_code == 0, result.output
    assert result.stdout.strip() == "out.jpg"
    assert cv2.imread(str(tmp_path / "out.jpg")).shape == (90, 121, 3)


def test_a_picture_that_is_there_is_replaced_only_if_told_to(
    run: Callable[..., Result], one_line: Callable[..., str], photo: Path, tmp_path: Path
) -> None:
    (tmp_path / "out.png").write_bytes(b"precious")
    line = one_line(run("image", photo, "-s", "deco-fans", "-o", "out.png"), 2)
    assert line.startswith("rtstyle: out.png exists already")
    assert line.endswith("--force")
    assert (tmp_path / "out.png").read_bytes() == b"precious"
    assert run("image", photo, "-s", "deco-fans", "-o", "out.png", "--force").exit_code == 0
    assert cv2.imread(str(tmp_path / "out.png")).shape == (90, 121, 3)

    (tmp_path / "two.png").write_bytes(photo.read_bytes())
    (tmp_path / "painted").mkdir()
    for name in ("photo.png", "two.png"):
        (tmp_path / "painted" / name).write_bytes(b"precious")
    line = one_line(run("image", photo, "two.png", "-s", "deco-fans", "-o", "painted"), 2)
    assert line.startswith("rtstyle: painted/photo.png and 1 more exist already")


def test_a_name_without_an_ending_is_asked_for_one(
    run: Callable[..., Result], one_line: Callable[..., str], photo: Path, tmp_path: Path
) -> None:
    line = one_line(run("image", photo, "-s", "deco-fans", "-o", "painted"), 2)
    assert "painted has no ending" in line
    assert ".png or .jpg" in line
    assert sorted(path.name for path in tmp_path.iterdir()) == ["photo.png"]


def test_several_photos_to_a_folder_and_a_bad_one_does_not_stop_the_rest(
    run: Callable[..., Result], photo: Path, tmp_path: Path
) -> None:
    (tmp_path / "bad.png").write_bytes(b"")
    (tmp_path / "good.png").write_bytes(photo.read_bytes())
    result = run(
        "image", "photo.png", "bad.png", "good.png", "-s", "sea-sunset:2", "-s", photo, "-o", "painted"
    )
    assert result.exit_code == 1
    assert "bad.png" in result.stderr
    assert sorted(path.name for path in (tmp_path / "painted").iterdir()) == ["good.png", "photo.png"]


@pytest.mark.parametrize("output", ["out.png", "painted"])
def test_folders_and_videos_are_sent_to_their_own_commands(
    run: Callable[..., Result], one_line: Callable[..., str], tmp_path: Path, output: str
) -> None:
    (tmp_path / "photos").mkdir()
    make_clip(tmp_path / "clip.mp4", Clip(frames=2))
    for name, command in (("photos", "rtstyle batch"), ("clip.mp4", "rtstyle video")):
        assert command in one_line(run("image", name, "-s", "deco-fans", "-o", output), 1)
    assert not (tmp_path / output).exists()


@pytest.mark.parametrize("size", [(1, 1), (1, 300), (257, 3)])
def test_tiny_photos_come_back_in_their_size(
    run: Callable[..., Result], tmp_path: Path, size: tuple[int, int]
) -> None:
    cv2.imwrite(str(tmp_path / "tiny.png"), np.full((*size, 3), 90, np.uint8))
    assert run("image", "tiny.png", "-s", "deco-fans", "-o", "out.png").exit_code == 0
    assert cv2.imread(str(tmp_path / "out.png")).shape == (*size, 3)


def test_what_a_painting_cannot_keep_is_told_in_a_line(
    run: Callable[..., Result], photo: Path, tmp_path: Path
) -> None:
    for name in ("a.png", "b.png"):
        cv2.imwrite(str(tmp_path / name), np.full((20, 30, 4), 100, np.uint8))
    cv2.imwrite(str(tmp_path / "deep.png"), np.full((20, 30, 3), 9000, np.uint16))
    arguments = ("image", "a.png", photo, "b.png", "deep.png", "-s", "deco-fans", "-o", "out")
    done = run(*arguments)
    assert done.exit_code == 0
    assert done.stderr.splitlines() == [
        "rtstyle: a.png and 1 more: transparency was laid on white",
        "rtstyle: deep.png: 16 bits a channel became 8",
    ]
    assert run(*arguments, "--quiet", "--force").output == ""


def test_a_flat_style_makes_a_picture(run: Callable[..., Result], photo: Path, tmp_path: Path) -> None:
    cv2.imwrite(str(tmp_path / "flat.png"), np.full((64, 64, 3), (40, 40, 200), np.uint8))
    assert run("image", photo, "-s", "flat.png", "-o", "out.png").exit_code == 0
    blue, _, red = cv2.imread(str(tmp_path / "out.png")).astype(float).mean((0, 1))
    assert red > blue + 30


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        ("missing", "no such file"),
        ("folder", "folder"),
        ("empty", "empty"),
        ("text", "text"),
        ("cut", "cut"),
        ("huge", "megapixels"),
    ],
)
@pytest.mark.parametrize("role", ["input", "style"])
def test_bad_pictures(
    run: Callable[..., Result],
    one_line: Callable[..., str],
    photo: Path,
    tmp_path: Path,
    kind: str,
    word: str,
    role: str,
) -> None:
    bad = tmp_path / "folder" / "bad.png"
    bad.parent.mkdir()
    if kind == "folder":
        bad.mkdir()
    elif kind == "huge":
        huge_png(bad)
    elif kind != "missing":
        content = {"empty": b"", "text": b"this is text", "cut": photo.read_bytes()[:-300]}[kind]
        bad.write_bytes(content)
    (tmp_path / "out.png").write_bytes(b"what was there before")
    before = sorted(tmp_path.rglob("*"))
    arguments = (bad, "-s", "night-whorls") if role == "input" else (photo, "-s", bad)
    line = one_line(run("image", *arguments, "-o", "out.png", "--force"), 1, 2)
    assert "bad.png" in line
    if role == "input" and kind not in {"text", "cut"}:  # how these two are put is the decoder's business
        assert word in line
    assert (tmp_path / "out.png").read_bytes() == b"what was there before"
    assert sorted(tmp_path.rglob("*")) == before


def test_an_input_is_not_painted_over(
    run: Callable[..., Result], one_line: Callable[..., str], photo: Path, tmp_path: Path
) -> None:
    before = photo.read_bytes()
    for output in ("photo.png", "."):
        assert "is the input" in one_line(run("image", photo, "-s", "deco-fans", "-o", output), 2)
    own = photo.rename(tmp_path / "own.png")
    photo.write_bytes(before)
    assert "is the style" in one_line(run("image", photo, "-s", own, "-o", "own.png"), 2)
    assert own.read_bytes() == photo.read_bytes() == before
    one_line(run("image", photo, tmp_path / "other.png", "-s", "deco-fans", "-o", "two.jpg"), 2)
    assert not (tmp_path / "two.jpg").exists()


def test_an_input_that_is_given_twice_is_painted_once_and_none_is_painted_over_by_way_of_a_link(
    run: Callable[..., Result], one_line: Callable[..., str], photo: Path, tmp_path: Path
) -> None:
    style = ("-s", "deco-fans", "--size", "64")
    result = run("image", photo, "sub/../photo.png", photo, *style, "-o", "out")
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines() == ["out/photo.png"]
    before = photo.read_bytes()
    other = tmp_path / "other.png"
    other.write_bytes(before)
    (tmp_path / "out" / "other.png").symlink_to(photo)
    told = one_line(run("image", other, photo, *style, "-o", "out", "--force"), 2)
    assert told == "rtstyle: out/other.png is the input: it would be lost; choose another name for the result"
    assert photo.read_bytes() == before


@pytest.mark.parametrize("command", ["image", "video", "batch"])
def test_an_output_that_is_empty_is_not_taken_for_the_folder_one_is_in(
    run: Callable[..., Result], photo: Path, tmp_path: Path, command: str
) -> None:
    before = sorted(tmp_path.rglob("*"))
    result = run(command, photo, "-s", "deco-fans", "-o", "")
    assert result.exit_code == 2
    assert "--output is empty: name a file" in " ".join(result.stderr.split())
    assert sorted(tmp_path.rglob("*")) == before


def test_a_photo_that_is_no_file_is_told_before_anything_is_loaded(
    run: Callable[..., Result],
    one_line: Callable[..., str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    os.mkfifo(tmp_path / "pipe.png")
    monkeypatch.setattr("rtstyle.engine.stylizer.Stylizer", None)
    told = one_line(run("image", "pipe.png", "-s", "deco-fans", "-o", "out.png"), 1)
    assert told == "rtstyle: cannot read pipe.png: it is not a regular file"


def test_a_folder_called_like_a_picture_is_a_folder(run: Callable[..., Result], photo: Path) -> None:
    folder = photo.with_name("paintings.png")
    folder.mkdir()
    assert run("image", photo, "-s", "deco-fans", "--size", "64", "-o", folder).exit_code == 0
    assert (folder / "photo.png").is_file()


def test_unknown_style_says_what_was_meant(
    run: Callable[..., Result], one_line: Callable[..., str], photo: Path
) -> None:
    assert "did you mean 'night-whorls'" in one_line(
        run("image", photo, "-s", "night-worls", "-o", "o.png"), 2
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ["--style", "deco-fans:0"], ["--style", "deco-fans", "--strength", "2"],
        ["--style", "deco-fans", "--size", "3"],
        ["--style", "deco-fans", "--device", "abacus"], ["--style", "deco-fans", "--model", "compcat"], [],
        ["--style", "deco-fans", "--preserve-color", "hue"],
    ],
)  # fmt: skip
def test_bad_usage_ends_with_2(
    run: Callable[..., Result], photo: Path, tmp_path: Path, arguments: list[str]
) -> None:
    result = run("image", photo, *arguments, "-o", "out.png")
    assert result.exit_code == 2, result.output
    assert not (tmp_path / "out.png").exists()


def test_outputs_that_cannot_be(
    run: Callable[..., Result], one_line: Callable[..., str], photo: Path, tmp_path: Path
) -> None:
    assert "'.xyz'" in one_line(run("image", photo, "-s", "deco-fans", "-o", "out.xyz"), 2)
    (tmp_path / "file").write_text("")
    one_line(run("image", photo, photo, "-s", "deco-fans", "-o", "file"), 2)
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "photo.png").write_bytes(photo.read_bytes())
    told = one_line(run("image", photo, "more/photo.png", "-s", "deco-fans", "-o", "painted"), 2)
    assert f"{photo} and more/photo.png would both be painted/photo.png" in told
    assert not (tmp_path / "out.xyz").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="a folder that takes no files")
@pytest.mark.parametrize(("output", "more"), [("/proc/x.png", []), ("/proc/new", ["other.png"])])
def test_a_folder_that_takes_no_files(
    run: Callable[..., Result], one_line: Callable[..., str], photo: Path, output: str, more: list[str]
) -> None:
    line = one_line(run("image", photo, *more, "-s", "deco-fans", "-o", output), 1)
    assert line == f"rtstyle: cannot write {output}: no file can be made in /proc; choose another folder"


@pytest.mark.parametrize("damage", ["missing", "cut", "shape", "nan"])
def test_bad_weights(
    run: Callable[..., Result], one_line: Callable[..., str], photo: Path, tmp_path: Path, damage: str
) -> None:
    state, metadata = load_safetensors(shipped_models_dir() / "compact.safetensors")
    path = tmp_path / "weights.safetensors"
    if damage == "shape":
        state["stem.weight"] = state["stem.weight"][:, :3].clone()
    if damage == "nan":
        state["stem.bias"][0] = float("nan")
    save_safetensors(path, state, metadata)
    if damage == "cut":
        path.write_bytes(path.read_bytes()[:5000])
    if damage == "missing":
        path.unlink()
    line = one_line(run("image", photo, "-s", "deco-fans", "--model", path, "-o", "out.png"), 1, 2)
    assert "weights" in line
    assert not (tmp_path / "out.png").exists()


def test_a_cache_that_cannot_be_written_costs_nothing_but_time(
    run: Callable[..., Result], photo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    home.write_text("a file where a folder is needed")  # fails for root, too, unlike a read-only folder
    monkeypatch.setenv("RTSTYLE_HOME", str(home))
    result = run("image", photo, "-s", "deco-fans", "-o", "out.png")
    assert result.exit_code == 0, result.output
    assert (tmp_path / "out.png").exists()


def test_a_full_disk(
    run: Callable[..., Result], one_line: Callable[..., str], photo: Path, tmp_path: Path
) -> None:
    resource = pytest.importorskip("resource", reason="limits of file size are POSIX")
    (tmp_path / "out.png").write_bytes(b"before")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    old = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    try:
        result = run("image", photo, "-s", photo, "-o", "out.png", "--force")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, old)
    one_line(result, 1)
    assert (tmp_path / "out.png").read_bytes() == b"before"
    assert sorted(os.listdir(tmp_path)) == ["out.png", "photo.png"]
