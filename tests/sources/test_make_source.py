from __future__ import annotations

from fractions import Fraction

import pytest

from rtstyle.errors import UsageError
from rtstyle.sources import make
from rtstyle.sources.camera import CameraSource
from rtstyle.sources.make import SOURCES, SourceRequest, make_source, register_source, sources_help
from rtstyle.sources.playback import PlaybackSource
from rtstyle.sources.screen import ScreenSource
from rtstyle.sources.synthetic import SyntheticSource, read_counter
from rtstyle.sources.url import UrlSource


@pytest.mark.parametrize(
    ("spec", "kind"),
    [
        ("camera", CameraSource),
        ("camera:0", CameraSource),
        ("camera:Logi: C920", CameraSource),
        ("screen", ScreenSource),
        ("screen:-10,0,640,480", ScreenSource),
        ("synthetic", SyntheticSource),
        ("film.mp4", PlaybackSource),
        ("./camera:0", PlaybackSource),
        ("C:\\films\\a.mp4", PlaybackSource),
        ("rtsp://camera.local/live", UrlSource),
        ("https://host/film.mp4", UrlSource),
    ],
)
def test_each_specification_makes_its_source_without_opening_it(spec: str, kind: type) -> None:
    source = make_source(spec)
    assert type(source) is kind
    assert source.live


def test_size_and_rate_reach_the_synthetic_scene() -> None:
    source = make_source("synthetic:counter", width=96, height=64, fps=29.97)
    info = source.open()
    try:
        assert (info.width, info.height) == (96, 64)
        assert info.frame_rate == pytest.approx(29.97)
        assert info.frame_rate.denominator <= 1001
        frame = source.read()
        assert read_counter(frame.image) == frame.index
    finally:
        source.close()
    assert make_source("synthetic", width=96, height=64).open().frame_rate == Fraction(30)


@pytest.mark.parametrize(
    "spec",
    [
        "",
        "  ",
        "camera:",
        "camera: ",
        "screen:",
        "screen:1,2,3",
        "screen:a,b,c,d",
        "screen:0,0,0,9",
        "synthetic:x",
        "synthetc",
        "ftp://h/x",
    ],
)
def test_nonsense_is_refused(spec: str) -> None:
    with pytest.raises(UsageError):
        make_source(spec)


@pytest.mark.parametrize("size", [{"width": 0}, {"height": -1}])
@pytest.mark.parametrize("spec", ["camera", "screen", "synthetic", "film.mp4", "rtsp://h/x"])
def test_an_impossible_size_is_refused(spec: str, size: dict[str, int]) -> None:
    with pytest.raises(UsageError):
        make_source(spec, **size)


@pytest.fixture
def _own_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(make, "SOURCES", dict(SOURCES))


@pytest.mark.usefixtures("_own_table")
def test_a_source_of_ones_own_is_made_by_its_name() -> None:
    made = []

    def maker(rest: str, asked: SourceRequest) -> SyntheticSource:
        made.append((rest, asked))
        return SyntheticSource(64, 48, live=True)

    register_source("noise", maker, help="noise, noise:LEVEL")
    register_source("ndi://", maker, help="ndi://NAME")
    for spec in ("noise", " noise:0.3 ", "ndi://studio/a:b"):
        assert isinstance(make_source(spec, width=64, loop=True), SyntheticSource)
    asked = SourceRequest(width=64, loop=True)
    assert made == [("", asked), ("0.3", asked), ("ndi://studio/a:b", asked)]
    assert "noise, noise:LEVEL, ndi://NAME" in sources_help()
    with pytest.raises(UsageError, match="noise:LEVEL"):
        make_source("nothing-of-that-name")
    # The others are as they were.
    assert type(make_source("rtsp://camera.local/live")) is UrlSource
    assert type(make_source("./noise")) is PlaybackSource


@pytest.mark.usefixtures("_own_table")
@pytest.mark.parametrize("prefix", ["camera", "://", ".", "", "two words", "Noise", "noise:"])
def test_a_name_that_is_taken_or_can_be_none_is_refused(prefix: str) -> None:
    before = dict(make.SOURCES)
    with pytest.raises(UsageError, match="source"):
        register_source(prefix, lambda *_: SyntheticSource(64, 48), help="")
    assert before == make.SOURCES


@pytest.mark.parametrize("spec", ["", "nothing-of-that-name", "camera:"])
def test_whoever_names_none_is_told_all(spec: str) -> None:
    with pytest.raises(UsageError) as caught:
        make_source(spec)
    for kind in SOURCES.values():
        assert kind.help in str(caught.value)
