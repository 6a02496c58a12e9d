"""Me or my background: who is in the picture is found, followed, and painted alone or left alone."""

from __future__ import annotations

import importlib.util
import itertools
import os
import subprocess
import sys

import cv2
import numpy as np
import pytest
from mask_fixtures import bright_people, provide_person_mask

from rtstyle.engine.motion import Motion
from rtstyle.engine.person.mask import EVERY, PersonMask
from rtstyle.engine.person.network import PersonNetwork
from rtstyle.engine.person.part import mix_in
from rtstyle.engine.stylizer import Stylizer
from rtstyle.errors import CheckpointError, DeviceError, ModelMissingError

LINES = 160
"""Short side of a picture in which motion is measured as it is, pixels."""


@pytest.fixture(autouse=True)
def _own_home(own_home):
    pass


def texture(height, width, seed=0):
    """A picture in which motion can be seen, (H, W, 3) uint8."""
    rng = np.random.default_rng(seed)
    coarse = rng.integers(0, 256, (height // 8, width // 8, 3), np.uint8)
    return cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC)


def overlap(mask, truth):
    """Intersection over union of two masks."""
    mask, truth = np.asarray(mask) > 127, np.asarray(truth) > 127
    return np.count_nonzero(mask & truth) / np.count_nonzero(mask | truth)


# Mixing ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(97, 131), (64, 64), (33, 200)])
def test_mixing_is_a_weighted_mean(size):
    rng = np.random.default_rng(1)
    painted, filmed = (rng.integers(0, 256, (*size, 3), np.uint8) for _ in range(2))
    share = cv2.GaussianBlur(rng.integers(0, 256, size, np.uint8), (9, 9), 0)
    share[:40] = 0
    share[40:] = np.where(share[40:] > 150, 255, share[40:])
    share[-20:, 10:30] = 255
    weight = share[..., None].astype(np.float64) / 255
    expected = weight * filmed + (1 - weight) * painted
    result = painted.copy()
    mix_in(result, filmed, share)
    assert np.abs(result - expected).max() <= 1
    np.testing.assert_array_equal(result[share == 0], painted[share == 0])
    np.testing.assert_array_equal(result[share == 255], filmed[share == 255])


def test_a_mask_of_another_size_is_stretched():
    painted, filmed = np.zeros((200, 320, 3), np.uint8), np.full((200, 320, 3), 200, np.uint8)
    share = np.zeros((50, 80), np.uint8)
    share[:, 40:] = 255
    mix_in(painted, filmed, share)
    assert not painted[:, :157].any()
    assert (painted[:, 163:] == 200).all()
    assert 50 < painted[:, 159:161].mean() < 150


# The mask -------------------------------------------------------------------------------------------------------------


def test_its_edges_are_a_guided_filter_of_what_was_measured():
    picture = texture(LINES, 200, seed=3)
    measured = cv2.GaussianBlur(np.random.default_rng(4).random((64, 64), np.float32), (0, 0), 3)
    measured = np.clip((measured - measured.mean()) * 8 + 0.5, 0, 1)
    mask = PersonMask(lambda _: measured).follow(picture, None)

    guide = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY).astype(np.float64) / 255
    likely = cv2.resize(measured, (200, LINES)).astype(np.float64)
    window = (11, 11)
    guide_mean, likely_mean = cv2.blur(guide, window), cv2.blur(likely, window)
    slope = (cv2.blur(guide * likely, window) - guide_mean * likely_mean) / (
        cv2.blur(guide * guide, window) - guide_mean**2 + (6 / 255) ** 2
    )
    offset = likely_mean - slope * guide_mean
    line = np.clip(cv2.blur(slope, window) * guide + cv2.blur(offset, window), 0, 1)
    share = np.clip((line - 0.35) / 0.3, 0, 1)
    expected = 255 * share**2 * (3 - 2 * share)
    assert np.abs(mask - expected).max() < 4
    assert np.abs(mask - 255 * likely).mean() > 20


def test_a_coarse_outline_comes_to_lie_on_the_picture():
    truth = cv2.circle(np.zeros((360, 480), np.uint8), (240, 180), 90, 255, -1)
    picture = np.where(truth[..., None] > 0, np.uint8(200), np.uint8(60)) + np.zeros(3, np.uint8)
    coarse = cv2.resize(truth, (64, 64), interpolation=cv2.INTER_AREA).astype(np.float32) / 255
    coarse = np.roll(cv2.GaussianBlur(coarse, (0, 0), 1.5), 1, axis=1)
    mask = PersonMask(lambda _: coarse).follow(picture, None)
    measured = cv2.resize(coarse, (480, 360)) * 255
    assert overlap(measured, truth) < 0.93
    assert overlap(mask, truth) > 0.97
    # What is inside is all one, what is outside all the other: nothing shines around it.
    near = cv2.dilate(truth, np.ones((21, 21), np.uint8)) > 0
    assert not mask[~near].any()
    assert (mask[cv2.erode(truth, np.ones((43, 43), np.uint8)) > 0] == 255).all()


def test_it_is_measured_at_every_third_frame_and_moves_along_in_between():
    background, person = texture(LINES, 240, seed=5) // 2, texture(64, 64, seed=6) // 2 + 127
    motion, asked = Motion(LINES, 240), []
    truth = np.zeros((LINES, 240), np.uint8)

    def measure(_):
        asked.append(len(overlaps))
        return truth.astype(np.float32) / 255

    mask, overlaps = PersonMask(measure), []
    for index in range(10):
        picture = background.copy()
        left = 20 + 4 * index
        picture[48:112, left : left + 64] = person
        truth[:] = 0
        truth[48:112, left : left + 64] = 255
        (motion.follow if index else motion.begin)(picture)
        overlaps.append(overlap(mask.follow(picture, motion if index else None), truth))
    assert asked == [0, 3, 6, 9]
    assert min(overlaps) > 0.88, overlaps


def test_an_outline_that_trembles_is_calmed_and_one_that_moves_is_not_held_back():
    rng = np.random.default_rng(7)
    picture = texture(LINES, 160, seed=8) // 8 + 100
    motion = Motion(LINES, 160)
    disc = cv2.GaussianBlur(cv2.circle(np.zeros((64, 64), np.float32), (32, 32), 16, 1.0, -1), (0, 0), 2)
    raw = []

    def tremble(_):
        raw.append(np.clip(disc + cv2.GaussianBlur(rng.normal(0, 1, (64, 64)), (0, 0), 4) * 1.5, 0, 1))
        return raw[-1].astype(np.float32)

    mask, seen = PersonMask(tremble), []
    for index in range(60):
        (motion.follow if index else motion.begin)(picture)
        mask.follow(picture, motion if index else None)
        if index % EVERY == 0:
            seen.append(mask._mask.copy())
    trembling = np.mean([np.abs(b - a).mean() for a, b in itertools.pairwise(raw[5:])])
    calmed = np.mean([np.abs(b - a).mean() for a, b in itertools.pairwise(seen[5:])])
    assert calmed < 0.55 * trembling

    gone = PersonMask(lambda _: current[0])
    current = [disc]
    gone.follow(picture, None)
    current[0] = np.zeros_like(disc)
    for _ in range(EVERY):
        motion.follow(picture)
        left = gone.follow(picture, motion)
    assert not left.any()


def test_another_scene_is_looked_at_at_once():
    motion, asked = Motion(LINES, 200), []
    mask = PersonMask(lambda image: asked.append(image) or np.zeros((8, 8), np.float32))
    for seed in (1, 1, 2):
        picture = texture(LINES, 200, seed)
        (motion.follow if asked else motion.begin)(picture)
        mask.follow(picture, motion if asked else None)
    assert len(asked) == 2


def test_the_network_is_given_rgb_between_0_and_1():
    picture = np.random.default_rng(2).integers(0, 256, (64, 64, 3), np.uint8)
    measured = PersonNetwork(bright_people()).measure(picture)
    np.testing.assert_allclose(measured, picture.mean(2) / 255, atol=1e-5)
    assert PersonNetwork(bright_people()).measure(np.full((300, 500, 3), 51, np.uint8)) == pytest.approx(0.2)


@pytest.mark.parametrize("data", [b"", b"no network", bright_people()[:60], bright_people(channels=4)])
def test_a_file_that_is_no_such_network_is_one_line(data):
    with pytest.raises(CheckpointError, match="cannot use the network that finds people") as caught:
        PersonNetwork(data)
    assert "\n" not in str(caught.value)


# The stylizer ---------------------------------------------------------------------------------------------------------


def scene(shift=0):
    """Somebody bright at the left before something dark."""
    picture = texture(96, 128, seed=9) // 8 + 10
    picture[:, 20 + shift : 60 + shift] = texture(96, 40, seed=10) // 8 + 220
    return picture


@pytest.fixture
def make_stylizer():
    made = []

    def make(**settings):
        stylizer = Stylizer(backend="torch", size="full", **settings)
        made.append(stylizer)
        stylizer.set_style(texture(64, 64, seed=11))
        return stylizer

    yield make
    for stylizer in made:
        stylizer.close()


@pytest.mark.parametrize("smoothing", [0.0, 0.3])
def test_a_part_is_painted_and_the_rest_stays_as_it_was_filmed(monkeypatch, make_stylizer, smoothing):
    provide_person_mask(monkeypatch)
    whole, person, background = (
        make_stylizer(paint=paint, smoothing=smoothing) for paint in ("everything", "person", "background")
    )
    for shift in range(5):
        picture = scene(shift)
        painted, of_person, of_background = (s.stylize(picture) for s in (whole, person, background))
        inside, outside = np.s_[:, 28 + shift : 52 + shift], np.s_[:, 74 + shift :]
        np.testing.assert_array_equal(of_person[outside], picture[outside])
        np.testing.assert_array_equal(of_background[inside], picture[inside])
        np.testing.assert_array_equal(of_person[inside], painted[inside])
        np.testing.assert_array_equal(of_background[outside], painted[outside])
        assert np.abs(painted.astype(int) - picture).mean() > 10
    person.paint = "everything"
    np.testing.assert_array_equal(person.stylize(scene(5)), whole.stylize(scene(5)))


@pytest.mark.parametrize("smoothing", [0.0, 0.3])
def test_the_network_looks_at_every_third_frame_of_a_video(monkeypatch, make_stylizer, smoothing):
    provide_person_mask(monkeypatch)
    asked, usual = [], PersonNetwork.measure
    monkeypatch.setattr(PersonNetwork, "measure", lambda *given: asked.append(1) or usual(*given))
    stylizer = make_stylizer(paint="person", smoothing=smoothing)
    for shift in range(7):
        stylizer.stylize(scene(shift))
    assert len(asked) == 3
    stylizer.reset()
    stylizer.stylize(scene(7))
    assert len(asked) == 4


def test_a_scene_that_rests_is_painted_until_its_mask_has_settled(monkeypatch, make_stylizer):
    provide_person_mask(monkeypatch)
    stylizer = make_stylizer(paint="person", smoothing=0.0)
    painted, usual = [], stylizer._part.put_back
    monkeypatch.setattr(
        stylizer._part, "put_back", lambda *given, **named: painted.append(1) or usual(*given, **named)
    )
    for index in range(8):
        stylizer.stylize(scene(), seconds=index / 2)
    assert 5 <= len(painted) < 8


def test_a_large_picture_that_is_painted_small_keeps_its_pixels(monkeypatch):
    provide_person_mask(monkeypatch)
    picture = cv2.resize(scene(), (640, 480), interpolation=cv2.INTER_CUBIC)
    with Stylizer(backend="torch", size=96, paint="person") as stylizer:
        stylizer.set_style(texture(64, 64, seed=11))
        painted = stylizer.stylize(picture)
    np.testing.assert_array_equal(painted[:, 380:], picture[:, 380:])
    assert np.abs(painted[:, 150:250].astype(int) - picture[:, 150:250]).mean() > 10


def test_without_the_file_it_is_told_how_to_get_it_and_all_stays_as_it_was(make_stylizer):
    with pytest.raises(ModelMissingError, match=r"rtstyle models fetch person-mask$") as caught:
        Stylizer(backend="torch", paint="person")
    assert "\n" not in str(caught.value)
    stylizer = make_stylizer()
    with pytest.raises(ModelMissingError):
        stylizer.change(paint="background", strength=0.5)
    assert (stylizer.paint, stylizer.strength) == ("everything", 1.0)
    assert stylizer.stylize(scene()).shape == (96, 128, 3)


def test_a_damaged_file_is_told(monkeypatch, make_stylizer):
    path = provide_person_mask(monkeypatch)
    path.write_bytes(path.read_bytes()[:-1] + b"\0")
    with pytest.raises(
        CheckpointError, match=r"damaged.* rtstyle models fetch person-mask --force$"
    ) as caught:
        make_stylizer(paint="person")
    assert "\n" not in str(caught.value)


def test_without_openvino_it_is_told_what_to_install(monkeypatch, make_stylizer):
    provide_person_mask(monkeypatch)
    found = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name, *of: None if name == "openvino" else found(name, *of)
    )
    with pytest.raises(DeviceError, match=r"pip install 'rtstyle\[openvino\]'"):
        make_stylizer(paint="person")


_PAINTS_ALL = """
import sys
import numpy as np
from rtstyle.engine.stylizer import Stylizer
stylizer = Stylizer(backend="torch", size="full")
picture = np.zeros((32, 32, 3), np.uint8)
stylizer.set_style(picture)
stylizer.stylize(picture)
print([name for name in sys.modules if "engine.person" in name or name == "openvino"])
"""


def test_who_paints_everything_loads_nothing_of_it(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", _PAINTS_ALL],
        capture_output=True, text=True, timeout=120, check=False, env={**os.environ, "RTSTYLE_HOME": str(tmp_path)},
    )  # fmt: skip
    assert (done.stdout, done.returncode) == ("[]\n", 0), done.stderr
