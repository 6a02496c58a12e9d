"""NaN, infinity, texts and huge values in the values and calls of the public API end in one line."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from media_fixtures import Clip, make_clip

import rtstyle
from rtstyle.errors import MediaReadError, RtstyleError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

IMAGE = np.zeros((4, 6, 3), np.uint8)
NO_NUMBERS = [math.nan, math.inf, "1", b"1", None, [], {}, object(), 1j, np.array([1, 2]), 10**400, 1e308]
FRAME: dict[str, Any] = {
    "image": IMAGE,
    "index": 0,
    "pts": 1,
    "time_base": Fraction(1, 25),
    "captured_ns": 0,
    "duration": 1,
}
STREAM: dict[str, Any] = {
    "width": 6,
    "height": 4,
    "frame_rate": Fraction(25),
    "time_base": Fraction(1, 25),
    "frame_count": 3,
    "duration_s": 0.12,
}


@pytest.mark.parametrize("name", ["index", "pts", "time_base", "captured_ns", "duration"])
def test_a_frame_is_made_of_numbers(name: str) -> None:
    for value in NO_NUMBERS:
        with pytest.raises(UsageError, match=name):
            rtstyle.VideoFrame(**{**FRAME, name: value})
    assert rtstyle.VideoFrame(**{**FRAME, name: 2}).time_base > 0


def test_a_frame_may_lie_a_century_away_and_no_farther() -> None:
    century = 100 * 366 * 86_400
    assert rtstyle.VideoFrame(**FRAME | {"pts": century, "time_base": Fraction(1)}).seconds == century
    for changes in ({"pts": 10**15}, {"pts": -(10**15)}, {"time_base": 10**12}, {"duration": 10**15}):
        with pytest.raises(UsageError, match="is at most 4,000,000,000 seconds"):
            rtstyle.VideoFrame(**FRAME | changes)


@pytest.mark.parametrize("name", list(STREAM))
def test_a_stream_is_described_in_numbers(name: str) -> None:
    optional = name in {"frame_rate", "frame_count", "duration_s"}
    for value in NO_NUMBERS:
        if not (value is None and optional):
            with pytest.raises(UsageError, match=name):
                rtstyle.StreamInfo(**{**STREAM, name: value})
    for value in (-1, 0):
        if name not in {"frame_count", "duration_s"}:
            with pytest.raises(UsageError, match=name):
                rtstyle.StreamInfo(**{**STREAM, name: value})


@pytest.mark.parametrize(
    "name", ["crf", "codec", "preset", "fade_s", "schedule", "progress", "strength", "size"]
)
def test_what_a_video_is_to_be_painted_with_is_looked_at_first(tmp_path: Path, name: str) -> None:
    clip = make_clip(tmp_path / "a.mp4", Clip(frames=1))
    optional = name in {"crf", "codec", "preset", "progress", "size"}
    for value in NO_NUMBERS:
        if (value is None and optional) or (name == "schedule" and isinstance(value, list | dict)):
            continue
        with pytest.raises(RtstyleError) as told:
            rtstyle.stylize_video(clip, tmp_path / "out.mp4", style="night-whorls", **{name: value})
        assert "\n" not in str(told.value)
    with pytest.raises(UsageError, match="True or False"):
        rtstyle.stylize_video(clip, tmp_path / "out.mp4", style="night-whorls", audio=np.zeros(2))  # type: ignore[arg-type]
    assert sorted(tmp_path.iterdir()) == [clip]


@pytest.mark.parametrize("name", [None, 1, "", "a\0b", b"a.mp4", [], object()])
def test_a_file_is_named_by_a_text_or_a_path(tmp_path: Path, name: Any) -> None:
    clip = make_clip(tmp_path / "a.mp4", Clip(frames=1))
    with pytest.raises(UsageError, match="input is the name of a file"):
        rtstyle.stylize_video(name, tmp_path / "out.mp4", style="night-whorls")
    with pytest.raises(UsageError, match="output is the name of a file"):
        rtstyle.stylize_video(clip, name, style="night-whorls")


def test_names_that_no_file_can_have_are_no_such_file() -> None:
    with pytest.raises(MediaReadError, match="no such file"):
        rtstyle.open_source("a\0.mp4")
    with pytest.raises(RtstyleError, match="no source"):
        rtstyle.make_source("x" * 5000)
