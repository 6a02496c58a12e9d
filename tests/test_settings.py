from __future__ import annotations

import dataclasses
import logging
import math
import tomllib

import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st

from rtstyle.errors import RtstyleError
from rtstyle.settings import Settings, load_settings, save_settings

OTHERS = Settings(
    model="adain-vgg19",
    device="cuda:1",
    source="C:\\videos\\a \"b\" 'c'\n\t\x7f.mp4",
    style="bäume 🌲",
    source_width=1920,
    source_height=1080,
    fps=59.94,
    loop=False,
    strength=0.25,
    detail=0.125,
    brushwork=0.625,
    underpainting=0.875,
    size=360,
    smoothing=1e-05,
    denoise=0.5,
    stroke_scale=2.0,
    preserve_color="coral",
    paint="person",
    fade_s=0.0,
    mirror=False,
    overlay=True,
    live_thumbnails=False,
    slideshow=True,
    slideshow_of="looks",
    slideshow_s=60,
    strip="looks",
    panel=False,
    wipe=0.5,
    mixture=("waves:0.5", "ink:0.5"),
    mix_x=0.25,
    mix_y=0.75,
    mix=("waves", "", "", "ink"),
    looks=("dusk", "ink"),
    favourites=("waves", "ink, wash", '"'),
    microphone=True,
    microphone_name="USB",
    recordings="/videos/takes",
    recording_format="mkv",
    snapshots="/pictures",
    clean_picture=True,
    clean_full_screen=True,
    clean_mirror=True,
    clean_screen="HDMI-1",
    clean_window="01d9d0cc",
    osc="0.0.0.0:9000",
    refine_chosen=True,
    language="ko",
    window="01d9d0cb",
)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "config" / "settings.toml"


def _write(path, text):
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")


def test_without_a_file_everything_has_its_default(path):
    assert load_settings(path) == (Settings(), [])
    assert not path.parent.exists()


def test_every_value_survives(path):
    save_settings(OTHERS, path)
    changed = [
        field.name
        for field in dataclasses.fields(Settings)
        if getattr(OTHERS, field.name) != getattr(Settings(), field.name)
    ]
    assert len(changed) == len(dataclasses.fields(Settings))
    assert load_settings(path) == (OTHERS, [])


def test_the_users_file_is_the_default(tmp_path, monkeypatch):
    monkeypatch.setenv("RTSTYLE_HOME", str(tmp_path))
    save_settings(OTHERS)
    assert (tmp_path / "config" / "settings.toml").is_file()
    assert load_settings()[0] == OTHERS


@effort(max_examples=30, deadline=None)
@given(st.text(st.characters(codec="utf-8")), st.lists(st.text(st.characters(codec="utf-8"))))
def test_any_text_survives(tmp_path_factory, text, names):
    path = tmp_path_factory.mktemp("any") / "settings.toml"
    settings = Settings(style=text, favourites=tuple(names))
    save_settings(settings, path)
    assert load_settings(path) == (settings, [])


@effort(max_examples=30, deadline=None)
@given(st.floats(0, 1), st.floats(0, 60))
def test_any_number_survives(tmp_path_factory, strength, smoothing):
    path = tmp_path_factory.mktemp("any") / "settings.toml"
    settings = Settings(strength=strength, smoothing=smoothing)
    save_settings(settings, path)
    assert load_settings(path) == (settings, [])


def test_a_path_that_is_no_text_does_not_break_the_file(path):
    save_settings(Settings(recordings="/videos/\udcff", strength=0.5), path)
    settings, complaints = load_settings(path)
    assert settings.strength == 0.5
    assert complaints == []


@pytest.mark.parametrize(
    "damaged",
    [
        b"strength = 0.5\nmirror = tr",
        b"\xff\xfe\x00garbage",
        b"a = 1\na = 2\n",
        b"x = " + b"[" * 100_000,
        b"\x00" * 512,
    ],
)
def test_a_damaged_file_is_set_aside_and_reported(path, damaged, caplog):
    path.parent.mkdir()
    path.write_bytes(damaged)
    with caplog.at_level(logging.WARNING):
        settings, complaints = load_settings(path)
    assert settings == Settings()
    assert len(complaints) == 1
    assert "settings.toml.damaged" in complaints[0]
    assert "\n" not in complaints[0]
    assert caplog.messages == complaints
    assert path.with_name("settings.toml.damaged").read_bytes() == damaged
    assert not path.exists()
    save_settings(OTHERS, path)
    assert load_settings(path) == (OTHERS, [])


def test_an_empty_file_is_no_damage(path):
    _write(path, "")
    assert load_settings(path) == (Settings(), [])


def test_what_cannot_be_read_is_reported(path):
    path.mkdir(parents=True)
    settings, complaints = load_settings(path)
    assert settings == Settings()
    assert len(complaints) == 1
    assert str(path) in complaints[0]


@pytest.mark.parametrize(
    "line",
    [
        'strength = "strong"',
        "strength = 1.5",
        "strength = nan",
        "strength = true",
        "strength = -0.1",
        f"strength = 1{'0' * 400}",
        "size = 3",
        "size = 240.0",
        'size = "full"',
        "fps = 241",
        "source_width = -1",
        "size = false",
        "smoothing = -1",
        "smoothing = inf",
        "stroke_scale = 0",
        'preserve_color = "sepia"',
        "mirror = 1",
        'favourites = "waves"',
        "favourites = [1, 2]",
        "model = 3",
        "model = {name = 'compact'}",
    ],
)
def test_a_wrong_value_is_replaced_and_reported_and_the_others_are_kept(path, line, caplog):
    _write(path, f'{line}\ndevice = "cpu"\n')
    settings, complaints = load_settings(path)
    assert settings == Settings(device="cpu")
    assert len(complaints) == 1
    assert line.partition(" ")[0] in complaints[0]
    assert len(complaints[0]) < 200 + len(str(path))
    assert caplog.messages == complaints
    assert path.exists()


def test_nothing_is_spelt_one_way_and_read_as_it_was_spelt_before(path):
    save_settings(Settings(), path)
    written = tomllib.loads(path.read_text("utf-8"))
    assert (written["size"], written["preserve_color"]) == ("none", "none")
    for text in ('size = 0\npreserve_color = ""\n', 'size = "none"\npreserve_color = "none"\n'):
        _write(path, text)
        settings, complaints = load_settings(path)
        assert (settings.size, settings.preserve_color, complaints) == (None, None, [])


def test_whole_numbers_are_numbers(path):
    _write(path, "strength = 0\nsmoothing = 2\n")
    settings, complaints = load_settings(path)
    assert (settings.strength, settings.smoothing, complaints) == (0.0, 2.0, [])
    assert isinstance(settings.strength, float)


def test_unknown_keys_are_ignored(path):
    _write(path, "strength = 0.5\nlater = 1\n[section]\nx = 2\n")
    assert load_settings(path) == (Settings(strength=0.5), [])


def test_the_limits_themselves_are_allowed(path):
    settings = Settings(strength=0.0, size=16, stroke_scale=0.25, smoothing=60.0)
    save_settings(settings, path)
    assert load_settings(path) == (settings, [])


def test_a_failed_save_says_so_and_keeps_the_old_file(tmp_path):
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(RtstyleError, match=r"cannot save the settings to .*file"):
        save_settings(Settings(), tmp_path / "file" / "settings.toml")
    assert (tmp_path / "file").read_text() == "not a folder"


def test_the_file_is_what_people_expect_of_toml(path):
    save_settings(OTHERS, path)
    table = tomllib.loads(path.read_text("utf-8"))
    assert table["favourites"] == ["waves", "ink, wash", '"']
    assert math.isclose(table["smoothing"], 1e-05)
    assert len(path.read_text("utf-8").splitlines()) == len(dataclasses.fields(Settings))


def test_nobody_else_may_read_them(path):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("damaged [")
    path.chmod(0o644)
    load_settings(path)
    save_settings(dataclasses.replace(Settings(), source="rtsp://user:s3cret@cam/1"), path)
    assert [entry.stat().st_mode & 0o777 for entry in path.parent.iterdir()] == [0o600, 0o600]


def test_a_complaint_holds_no_password(path):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text('strength = "rtsp://user:s3cret@cam/1"')
    assert "s3cret" not in load_settings(path)[1][0]
