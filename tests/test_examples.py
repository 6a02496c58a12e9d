"""The examples do what they say, as somebody who copies them would run them."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import av
import numpy as np
import pytest
from PIL import Image

from rtstyle.sinks import make
from tests.media_fixtures import Clip, Sound, make_clip

if TYPE_CHECKING:
    from collections.abc import Callable

EXAMPLES = Path(__file__).parents[1] / "examples"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    monkeypatch.setattr(make, "SINKS", dict(make.SINKS))  # what an example registers ends with it

    def run(name: str, *arguments: object) -> None:
        monkeypatch.setattr(sys, "argv", [name, *map(str, arguments)])
        runpy.run_path(str(EXAMPLES / name), run_name="__main__")

    return run


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    return make_clip(tmp_path / "clip.mp4", Clip(frames=24, size=(96, 64), sounds=[Sound()]))


def frames_of(path: Path) -> list[np.ndarray]:
    with av.open(str(path)) as file:
        return [frame.to_ndarray(format="rgb24") for frame in file.decode(video=0)]


def test_all_of_them_are_tried() -> None:
    tried = {name for name in globals() if name.startswith("test_example_")}
    assert tried == {f"test_example_{path.stem}" for path in EXAMPLES.glob("*.py")}


def test_example_picture(run: Callable[..., None], tmp_path: Path) -> None:
    photo = np.random.default_rng(1).integers(0, 256, (40, 60, 3), np.uint8)
    Image.fromarray(photo).save(tmp_path / "photo.png")
    run("picture.py", tmp_path / "photo.png", "night-whorls", tmp_path / "painted.png")
    painted = np.asarray(Image.open(tmp_path / "painted.png"))
    assert painted.shape == photo.shape
    assert np.abs(painted.astype(int) - photo).mean() > 10


def test_example_video(
    run: Callable[..., None], clip: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("video.py", clip, tmp_path / "painted.mp4")
    frames = frames_of(tmp_path / "painted.mp4")
    assert len(frames) == 24
    assert np.abs(frames[2].astype(int) - frames[22]).mean() > 10  # another style by then
    with av.open(str(tmp_path / "painted.mp4")) as file:
        assert len(file.streams.audio) == 1
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith("24 frames") for line in lines)
    assert sum(" s  #" in line for line in lines) == 24


def test_example_own_source(run: Callable[..., None], tmp_path: Path) -> None:
    run("own_source.py", tmp_path / "rings.mkv")
    frames = frames_of(tmp_path / "rings.mkv")
    assert len(frames) == 12
    assert frames[0].shape == (240, 320, 3)


def test_example_own_sink(run: Callable[..., None], clip: Path, tmp_path: Path) -> None:
    run("own_sink.py", clip, tmp_path / "painted.gif")
    with Image.open(tmp_path / "painted.gif") as picture:
        assert picture.n_frames == 8
        assert picture.size == (160, 107)


def test_example_changing_styles(
    run: Callable[..., None], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("changing_styles.py", "synthetic", tmp_path / "take.mkv", 0.5)
    told = capsys.readouterr().out.splitlines()
    styles = [line.split(maxsplit=1)[1].strip() for line in told if line.startswith("style_changed")]
    assert styles == ["night-whorls", "neon-rain", "woodcut-wave + sea-sunset"]
    assert told[-1].startswith("stopped")
    assert frames_of(tmp_path / "take.mkv")[0].shape == (360, 640, 3)
