from __future__ import annotations

import pytest

from rtstyle.errors import UsageError
from rtstyle.sinks import make
from rtstyle.sinks.hls import HlsSink
from rtstyle.sinks.make import SINKS, SinkRequest, make_sink, name_of, register_sink, sinks_help
from rtstyle.sinks.null import NullSink
from rtstyle.sinks.recording import RecordingSink
from rtstyle.sinks.stream import NetworkSink
from rtstyle.sinks.virtual_camera import VirtualCameraSink


@pytest.mark.parametrize(
    ("spec", "kind"),
    [
        ("null", NullSink),
        (" null ", NullSink),
        ("virtual-camera", VirtualCameraSink),
        ("virtual-camera:/dev/video10", VirtualCameraSink),
        ("rtmp://host/app/key", NetworkSink),
        ("udp://127.0.0.1:9000", NetworkSink),
        ("tcp://127.0.0.1:9000", NetworkSink),
        ("srt://127.0.0.1:9000", NetworkSink),
        ("live/show.m3u8", HlsSink),
        ("out.mkv", RecordingSink),
        ("folder/Film.MP4", RecordingSink),
    ],
)
def test_each_specification_makes_its_sink_without_opening_it(spec: str, kind: type) -> None:
    assert type(make_sink(spec)) is kind


@pytest.mark.parametrize("spec", ["", "nothing", "ftp://host/x", "udp://host", "out.jpg", "null:x"])
def test_nonsense_is_refused(spec: str) -> None:
    with pytest.raises(UsageError):
        make_sink(spec)


@pytest.fixture
def _own_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(make, "SINKS", dict(SINKS))


@pytest.mark.usefixtures("_own_table")
def test_a_sink_of_ones_own_is_made_by_its_name() -> None:
    made = []

    def maker(rest: str, given: SinkRequest) -> NullSink:
        made.append((rest, given))
        return NullSink()

    register_sink("wall", maker, help="wall:NUMBER")
    register_sink("ndi://", maker, help="ndi://NAME")
    register_sink(".gif", maker, help="PATH.gif")
    for spec in (" wall:3", "wall", "ndi://studio", "a/b.GIF"):
        assert type(make_sink(spec, sound_from="film.mp4")) is NullSink
    given = SinkRequest(sound_from="film.mp4")
    assert made == [("3", given), ("", given), ("ndi://studio", given), ("a/b.GIF", given)]
    assert sinks_help().endswith("null, wall:NUMBER, ndi://NAME or PATH.gif")
    with pytest.raises(UsageError, match="wall:NUMBER"):
        make_sink("walls")
    assert [name_of(spec) for spec in ("wall:3", "ndi://studio/key", "a/b.gif")] == ["wall", "ndi", "b.gif"]
    # The others are as they were.
    assert type(make_sink("out.mkv")) is RecordingSink
    assert type(make_sink("udp://127.0.0.1:9000")) is NetworkSink


@pytest.mark.usefixtures("_own_table")
@pytest.mark.parametrize("prefix", ["null", ".m3u8", "://", ".", "", "two words", "Wall", "wall:"])
def test_a_name_that_is_taken_or_can_be_none_is_refused(prefix: str) -> None:
    before = dict(make.SINKS)
    with pytest.raises(UsageError, match="sink"):
        register_sink(prefix, lambda *_: NullSink(), help="")
    assert before == make.SINKS


def test_whoever_names_none_is_told_all() -> None:
    with pytest.raises(UsageError) as caught:
        make_sink("nothing")
    for kind in SINKS.values():
        assert kind.help in str(caught.value)


@pytest.mark.parametrize(
    ("spec", "name"),
    [
        ("null", "null"),
        ("virtual-camera:/dev/video10", "virtual-camera"),
        ("rtmp://host/app/secret-key", "rtmp"),
        ("a/b/out.mkv", "out.mkv"),
        ("show/live.m3u8", "live.m3u8"),
    ],
)
def test_reports_name_a_sink_shortly_and_without_secrets(spec: str, name: str) -> None:
    assert name_of(spec) == name
