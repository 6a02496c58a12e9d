"""The command, its window and the bundled network on a true display, from the first picture to the last key."""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
import time
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
import pytest
from display_fixtures import x_server
from media_fixtures import Clip, Sound, make_clip

from rtstyle import paths
from rtstyle.settings import Settings, save_settings

BLUE, YELLOW = "night-whorls", "sunflower-impasto"
START_CPU_S = 2.0
HANDLER_S = 0.05


@pytest.fixture(scope="module")
def driven(tmp_path_factory, furnish):
    """Runs it all once: the folder with the screenshots, and what was measured."""
    folder = tmp_path_factory.mktemp("display")
    rng = np.random.default_rng(3)
    scene = cv2.resize(rng.integers(0, 256, (9, 16, 3), np.uint8), (320, 180), interpolation=cv2.INTER_CUBIC)
    clip = make_clip(
        folder / "clip.mp4",
        Clip(
            frames=90,
            rate=Fraction(30),
            size=(320, 180),
            sounds=[Sound(seconds=3.0)],
            picture=lambda number, *_: np.roll(scene, number // 10, 1),
        ),
    )
    with pytest.MonkeyPatch.context() as patch, x_server("1440x960") as (_, display):
        patch.setenv("RTSTYLE_HOME", str(furnish(folder / "home")))
        patch.setenv("DISPLAY", display)
        patch.setenv("QT_QPA_PLATFORM", "xcb")
        patch.setenv(
            "PYTHONPATH", os.pathsep.join([str(Path(__file__).parent), str(Path(__file__).parents[2])])
        )
        # A fade that has many frames on any machine.
        settings = Settings(
            favourites=(BLUE, YELLOW),
            size=64,
            fade_s=1.5,
            overlay=True,
            recordings=str(folder / "recordings"),
        )
        save_settings(settings, paths.settings_file())
        command = [sys.executable, str(Path(__file__).with_name("drive_window.py")), str(time.monotonic_ns())]
        done = subprocess.run(
            [*command, str(folder), "--source", str(clip), "--style", YELLOW],
            capture_output=True,
            text=True,
            timeout=240,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    assert not done.stderr
    return folder, json.loads(done.stdout)


def shares_between(colors):
    """How far each colour has come from the first one to the last, 0 to 1."""
    colors = np.array(colors)
    way = colors[-1] - colors[0]
    return (colors - colors[0]) @ way / (way @ way)


def assert_fades(colors):
    shares = shares_between(colors)
    assert np.linalg.norm(np.subtract(colors[-1], colors[0])) > 30
    assert np.count_nonzero((shares > 0.15) & (shares < 0.85)) >= 2, shares
    assert np.diff(shares).max() < 0.7


def test_the_first_picture_costs_less_than_two_seconds(driven):
    _, report = driven
    assert report["first_picture_cpu_s"] < START_CPU_S, report
    assert report["first_picture_s"] < report["first_painting_s"]


def test_no_key_keeps_the_window_from_its_events(driven):
    _, report = driven
    assert report["longest_handler_s"] < HANDLER_S, report


def test_a_key_swaps_the_style_with_a_cross_fade(driven):
    assert_fades(driven[1]["colors"])


def test_the_recording_made_meanwhile_plays_with_its_sound_and_the_fade(driven):
    (path,) = driven[1]["recordings"]
    with av.open(path) as container:
        frames = list(container.decode(video=0))
        times = [frame.time for frame in frames]
        assert all(later > earlier for earlier, later in itertools.pairwise(times))
        assert times[-1] > 2.0
        assert_fades([frame.to_ndarray(format="rgb24")[::4, ::4].mean((0, 1)) for frame in frames])
        container.seek(0)
        heard = sum(frame.samples for frame in container.decode(audio=0)) / container.streams.audio[0].rate
    assert heard == pytest.approx(times[-1], abs=0.5)


def test_the_screen_shows_each_state_and_the_end_is_clean(driven):
    folder, report = driven
    shots = {
        name: cv2.imread(str(folder / f"{name}.png")) for name in ("live", "swapped", "wipe", "full-screen")
    }
    for name, shot in shots.items():
        assert shot.shape == (960, 1440, 3)
        assert len(np.unique(shot[::8, ::8].reshape(-1, 3), axis=0)) > 500, name
    for one, other in itertools.combinations(shots.values(), 2):
        assert np.abs(one.astype(int) - other).mean() > 1
    assert report["closed"]
