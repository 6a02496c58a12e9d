"""The picture settings are told in one place, and everybody takes them from there."""

from __future__ import annotations

import dataclasses
import inspect
import math

import pytest

import rtstyle
from rtstyle.batch.settings import BatchSettings
from rtstyle.errors import UsageError
from rtstyle.options import NONE, OF_TIME, SETTINGS, StylizeOptions, changed
from rtstyle.settings import Settings

NONSENSE = ["x", math.nan, math.inf, -1e9, 1e9, 10**400, [], {}, object(), b"1", True]


@pytest.mark.parametrize("name", SETTINGS)
def test_a_setting_takes_its_range_and_nothing_else(name: str) -> None:
    setting = SETTINGS[name]
    assert setting.check(setting.default) == setting.default == getattr(StylizeOptions(), name)
    ends = (setting.low, setting.high) if setting.ranged else (int(setting.low), int(setting.high))
    for value in (*setting.words, *(ends if setting.unit else ())):
        assert setting.check(value) == setting.parse(str(value)) == value
    for value in NONSENSE:
        if value is True and setting.ranged:
            continue
        with pytest.raises(UsageError, match=name) as refusal:
            StylizeOptions(**{name: value})
        assert "\n" not in str(refusal.value)
    for text in ("", "nan", "1e999", "much", "0x10", "1,5"):
        with pytest.raises(UsageError, match=name):
            setting.parse(text)
    assert setting.help


@pytest.mark.parametrize("name", SETTINGS)
def test_nothing_is_spelt_in_one_way(name: str) -> None:
    setting = SETTINGS[name]
    if setting.optional:
        assert setting.check(None) is setting.parse(NONE) is setting.parse(" None ") is None
    else:
        for call in (lambda: setting.check(None), lambda: setting.parse(NONE)):
            with pytest.raises(UsageError, match=name):
                call()


def test_videos_have_their_own_defaults_and_pictures_no_time() -> None:
    video = StylizeOptions.for_video(strength=0.5)
    assert (video.strength, video.smoothing) == (0.5, 0.3)
    still = dataclasses.replace(video, denoise=0.5).still()
    assert (still.smoothing, still.denoise, still.strength) == (0.0, 0.0, 0.5)
    assert set(OF_TIME) == {"smoothing", "denoise"}
    with pytest.raises(UsageError, match="strength"):
        StylizeOptions.for_video(strength=2)


def test_changes_are_by_name_and_the_base_stays() -> None:
    base = StylizeOptions(size=240)
    assert changed(base, {"strength": 0.5}) == StylizeOptions(size=240, strength=0.5)
    assert changed(None, {}) == StylizeOptions()
    assert base.strength == 1.0
    with pytest.raises(UsageError, match="did you mean 'strength'"):
        changed(base, {"strenght": 0.5})
    with pytest.raises(UsageError, match="options are StylizeOptions, not 3"):
        changed(3, {})  # type: ignore[arg-type]


def test_a_live_picture_has_no_full_size() -> None:
    assert (Settings(size=240).live_size, Settings().live_size) == (240, None)
    for call in (lambda: Settings(size="full"), lambda: StylizeOptions(size="full").live_size):
        with pytest.raises(UsageError, match="not painted in full"):
            call()


@pytest.mark.parametrize("taker", [Settings, BatchSettings])
def test_whoever_keeps_settings_derives_them(taker: type) -> None:
    own = {field.name for field in dataclasses.fields(taker)}
    assert own >= SETTINGS.keys()
    made = taker(**({"styles": ()} if taker is BatchSettings else {}), strength=0.25, preserve_color="coral")
    assert made.picture == dataclasses.replace(
        StylizeOptions(strength=0.25, preserve_color="coral"), smoothing=made.smoothing
    )
    with pytest.raises(UsageError, match="strength"):
        dataclasses.replace(made, strength=7)


def test_whoever_paints_takes_them_whole_or_by_name() -> None:
    for call in (rtstyle.Stylizer, rtstyle.stylize_video):
        parameters = inspect.signature(call).parameters
        assert "options" in parameters
        assert not parameters.keys() & SETTINGS.keys()
    for call in (
        lambda: rtstyle.Stylizer(strenght=0.5),
        lambda: rtstyle.Stylizer(options=3),
        lambda: rtstyle.stylize_video("in.mp4", "out.mp4", style="x", strenght=0.5),
        lambda: rtstyle.stylize_video("in.mp4", "out.mp4", style="x", options="none"),
    ):
        with pytest.raises(UsageError):
            call()


def test_a_stylizer_has_each_as_an_attribute_and_all_at_once() -> None:
    with rtstyle.Stylizer(
        device="cpu", threads=1, options=StylizeOptions(strength=0.5, size=64), size=32
    ) as stylizer:
        assert stylizer.options == StylizeOptions(strength=0.5, size=32)
        for name in SETTINGS:
            assert getattr(stylizer, name) == getattr(stylizer.options, name)
        stylizer.strength = 0.75
        stylizer.change(smoothing=0.5, preserve_color="coral")
        assert stylizer.options == StylizeOptions(
            strength=0.75, size=32, smoothing=0.5, preserve_color="coral"
        )
        with pytest.raises(UsageError, match="denoise"):
            stylizer.change(strength=0.1, denoise=2)
        assert stylizer.strength == 0.75
        stylizer.options = Settings(strength=0.5)
        assert type(stylizer.options) is StylizeOptions
