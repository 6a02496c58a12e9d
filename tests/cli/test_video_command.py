"""``rtstyle video`` and ``rtstyle demo`` end to end: real files through real decoders and the bundled network."""

from __future__ import annotations

import contextlib
import itertools
import os
import re
import shutil
import signal
import subprocess
import sys
from fractions import Fraction
from typing import TYPE_CHECKING

import av
import cv2
import numpy as np
import pytest
from PIL import Image

from rtstyle import paths
from tests.media_fixtures import Clip, Sound, make_clip, make_sound_file, packet_place, packets

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    return make_clip(tmp_path / "clip.mp4", Clip(frames=20, sounds=[Sound()]))


def test_a_video_keeps_its_times_and_its_sound_and_changes_its_look(
    run: Callable[..., Result], clip: Path, tmp_path: Path
) -> None:
    result = run("video", clip, "-s", "night-whorls", "-o", "out.mp4")
    assert result.exit_code == 0, result.output
    assert result.stdout.strip() == "out.mp4"
    assert "20 frames" in result.stderr
    times = [sorted(time for time, _ in packets(path)) for path in (clip, tmp_path / "out.mp4")]
    assert times[0] == times[1]
    assert packets(tmp_path / "out.mp4", "audio") == packets(clip, "audio")
    looks = []
    for path in (clip, tmp_path / "out.mp4"):
        with av.open(str(path)) as container:
            looks.append(next(container.decode(video=0)).to_ndarray(format="rgb24").astype(int))
            assert container.streams.video[0].average_rate == Fraction(30000, 1001)
    assert np.abs(looks[0] - looks[1]).mean() > 10
    assert sorted(os.listdir(tmp_path)) == ["clip.mp4", "out.mp4"]


def test_quiet_prints_nothing(run: Callable[..., Result], clip: Path) -> None:
    result = run("video", clip, "-s", "deco-fans", "-o", "out.mkv", "--quiet", "--no-audio", "--size", "32")
    assert result.exit_code == 0
    assert result.output == ""


def test_into_a_folder_the_name_is_kept_and_nothing_is_replaced_unasked(
    run: Callable[..., Result], one_line: Callable[..., str], clip: Path, tmp_path: Path
) -> None:
    (tmp_path / "painted").mkdir()
    arguments = ("video", clip, "-s", "deco-fans", "-o", "painted", "--quiet", "--size", "32")
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    painted = tmp_path / "painted" / "clip.mp4"
    assert os.listdir(tmp_path / "painted") == ["clip.mp4"]

    painted.write_bytes(b"precious")
    line = one_line(run(*arguments), 2)
    assert line.startswith("rtstyle: painted/clip.mp4 exists already")
    assert line.endswith("--force")
    assert painted.read_bytes() == b"precious"
    assert run(*arguments, "--force").exit_code == 0
    assert len(packets(painted)) == 20


def test_several_videos_go_into_a_folder_or_beside_and_a_bad_one_costs_itself(
    run: Callable[..., Result], clip: Path, tmp_path: Path
) -> None:
    make_clip(tmp_path / "second.mkv", Clip(frames=6))
    (tmp_path / "bad.mp4").write_bytes(b"this is text\n" * 99)
    small = ("-s", "deco-fans", "--size", "32")
    result = run("video", clip, "bad.mp4", "second.mkv", *small, "-o", "painted/all")
    assert result.exit_code == 1
    assert "bad.mp4" in result.stderr.splitlines()[-1]
    assert result.stdout.splitlines() == ["painted/all/clip.mp4", "painted/all/second.mkv"]
    assert [len(packets(tmp_path / path)) for path in result.stdout.splitlines()] == [20, 6]

    assert run("video", clip, "second.mkv", *small, "--quiet").exit_code == 0
    assert {"clip-painted.mp4", "second-painted.mkv"} <= set(os.listdir(tmp_path))


@pytest.mark.parametrize(
    ("inputs", "output", "told"),
    [
        (["a/x.mp4", "b/X.mp4"], "painted", "a/x.mp4 and b/X.mp4 would both be painted/X.mp4"),
        (["a/x.mp4", "a/x.wmv"], None, "two inputs have the same name"),
        (["a/x.mp4", "b/X.mp4"], "painted.mp4", "several inputs need a folder"),
        (["a/x.mp4", "a/x-painted.mp4"], None, "x-painted.mp4"),
    ],
)
def test_results_that_would_clash_are_refused(
    run: Callable[..., Result],
    one_line: Callable[..., str],
    tmp_path: Path,
    inputs: list[str],
    output: str | None,
    told: str,
) -> None:
    for name in inputs:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(name.encode())
    where = [] if output is None else ["-o", output]
    assert told in one_line(run("video", *inputs, "-s", "deco-fans", *where), 2)
    assert sorted(os.listdir(tmp_path)) == sorted({name[0] for name in inputs})
    assert all((tmp_path / name).read_bytes() == name.encode() for name in inputs)


def test_how_long_it_takes_is_said_before_it_begins(run: Callable[..., Result], tmp_path: Path) -> None:
    for name in ("a", "b"):
        make_clip(tmp_path / f"{name}.mp4", Clip(frames=60))
    result = run("video", "a.mp4", "b.mp4", "-s", "deco-fans", "--size", "32", "-o", "painted")
    assert result.exit_code == 0, result.output
    first = result.stderr.splitlines()[0]
    assert re.fullmatch(r"about [\d.]+ s for 120 frames of 2 videos", first), first
    assert sorted(os.listdir(tmp_path)) == ["a.mp4", "b.mp4", "painted"]


@pytest.mark.parametrize("ending", ["gif", "webp"])
def test_moving_pictures_come_out_too_and_what_they_cannot_hold_is_told(
    run: Callable[..., Result], clip: Path, tmp_path: Path, ending: str
) -> None:
    result = run("video", clip, "-s", "deco-fans", "-o", f"out.{ending}", "--size", "32")
    assert result.exit_code == 0, result.output
    assert "sound cannot be kept" in result.stderr
    with Image.open(tmp_path / f"out.{ending}") as picture, av.open(str(clip)) as container:
        source = next(container.decode(video=0)).to_ndarray(format="rgb24").astype(int)
        assert (picture.width, picture.height) == (source.shape[1], source.shape[0])
        assert picture.n_frames == 20
        picture.load()
        assert picture.info["loop"] == 0
        assert picture.info["duration"] in {30, 33, 34, 40}
        painted = np.asarray(picture.convert("RGB")).astype(int)
    assert np.abs(painted - source).mean() > 10
    assert len(np.unique(painted.reshape(-1, 3), axis=0)) > 40


def test_a_name_without_an_ending_is_asked_for_one(
    run: Callable[..., Result], one_line: Callable[..., str], clip: Path, tmp_path: Path
) -> None:
    line = one_line(run("video", clip, "-s", "deco-fans", "-o", "painted"), 2)
    assert "painted has no ending" in line
    assert ".mp4" in line
    assert os.listdir(tmp_path) == ["clip.mp4"]


@pytest.mark.parametrize("kind", ["missing", "folder", "empty", "text", "cut", "sound only", "picture"])
def test_bad_videos(
    run: Callable[..., Result], one_line: Callable[..., str], clip: Path, tmp_path: Path, kind: str
) -> None:
    bad = tmp_path / "bad.mp4"
    if kind == "folder":
        bad.mkdir()
    elif kind == "sound only":
        make_sound_file(bad, Sound())
    elif kind == "picture":
        cv2.imwrite(str(tmp_path / "p.png"), np.zeros((8, 8, 3), np.uint8))
        (tmp_path / "p.png").rename(bad)
    elif kind != "missing":
        content = {
            "empty": b"",
            "text": b"this is text\n" * 99,
            "cut": clip.read_bytes()[: clip.stat().st_size // 2],
        }
        bad.write_bytes(content[kind])
    (tmp_path / "out.mp4").write_bytes(b"before")
    before = sorted(os.listdir(tmp_path))
    assert "bad.mp4" in one_line(run("video", "bad.mp4", "-s", "deco-fans", "-o", "out.mp4", "--force"), 1)
    assert (tmp_path / "out.mp4").read_bytes() == b"before"
    assert sorted(os.listdir(tmp_path)) == before


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["-o", "out.mp4", "--codec", "h26x"], 2), (["-o", "out.xyz"], 2), (["-o", "missing/folder/out.mp4"], 1),
        (["-o", "clip.mp4"], 2), (["-o", "out.mp4", "--crf", "999"], 2), (["-o", "out.mp4", "--preset", "warp"], 2),
        (["-o", "out.mp4", "-s", "no-such"], 2), (["-o", "out.mp4", "--model", "no-such"], 2),
    ],
)  # fmt: skip
def test_what_cannot_be_written(
    run: Callable[..., Result],
    one_line: Callable[..., str],
    clip: Path,
    tmp_path: Path,
    arguments: list[str],
    code: int,
) -> None:
    before = clip.read_bytes()
    one_line(run("video", clip, "-s", "deco-fans", *arguments), code)
    assert os.listdir(tmp_path) == ["clip.mp4"]
    assert clip.read_bytes() == before


def test_a_damaged_packet_costs_that_packet_and_is_counted(
    run: Callable[..., Result], tmp_path: Path
) -> None:
    clip = make_clip(tmp_path / "clip.mkv", Clip(frames=20, options={"g": "1", "preset": "ultrafast"}))
    begin, size = packet_place(clip, 9)
    data = bytearray(clip.read_bytes())
    data[begin + 5 : begin + size] = bytes(size - 5)
    clip.write_bytes(data)
    result = run("video", clip, "-s", "deco-fans", "-o", "out.mkv")
    assert result.exit_code == 0, result.output
    assert len(packets(tmp_path / "out.mkv")) in {19, 20}
    assert "damaged packets skipped in the input: 1" in result.stderr


def _obey_ctrl_c() -> None:
    # A shell's background job, and so its children, start with SIGINT ignored.
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="module")
def long_clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_clip(tmp_path_factory.mktemp("long") / "clip.mp4", Clip(frames=400, size=(320, 240)))


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interruption_leaves_no_half_file(tmp_path: Path, long_clip: Path, number: signal.Signals) -> None:
    command = [sys.executable, "-m", "rtstyle", "video", str(long_clip), "-s", "deco-fans", "--size", "32"]
    command += ["-o", "out.mp4"]
    with subprocess.Popen(
        command,
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        preexec_fn=_obey_ctrl_c,  # noqa: PLW1509 - no threads yet in the child
    ) as process:
        while not list(tmp_path.glob("*out*")) and process.poll() is None:  # writing has begun
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(0.05)
        process.send_signal(number)
        _, errors = process.communicate(timeout=120)
    assert process.returncode == 130
    assert errors.decode().strip().splitlines()[-1] == "rtstyle: interrupted"
    assert os.listdir(tmp_path) == []


def test_demo_writes_a_sheet_and_a_video_with_sound(
    run: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundled = tmp_path / "bundled"
    bundled.mkdir()
    for name in ("night-whorls", "deco-fans", "neon-rain"):
        shutil.copy(paths.shipped_styles_dir() / f"{name}.jpg", bundled)
    monkeypatch.setattr("rtstyle.styles.library.shipped_styles_dir", lambda: bundled)
    result = run("demo", "--output", "demo", "--seconds", "1", "--size", "48")
    assert result.exit_code == 0, result.output
    sheet, video = (tmp_path / line for line in result.stdout.splitlines())
    # The scene and its three paintings.
    tiles = np.split(cv2.imread(str(sheet)).astype(int), 4, axis=1)
    assert min(tile.std() for tile in tiles) > 30
    assert min(np.abs(a - b).mean() for a, b in itertools.combinations(tiles, 2)) > 10
    with av.open(str(video)) as container:
        assert [stream.type for stream in container.streams] == ["video", "audio"]
        assert sum(1 for _ in container.decode(video=0)) == 30
    with av.open(str(video)) as container:
        assert max(np.abs(frame.to_ndarray()).max() for frame in container.decode(audio=0)) > 0.01
    assert "frames per second" in result.stderr
