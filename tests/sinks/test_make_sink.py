from __future__ import annotations

import pytest

from rtstyle.errors import UsageError
from rtstyle.sinks.hls import HlsSink
from rtstyle.sinks.make import make_sink
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


@pytest.mark.parametrize("spec", ["", "nothing", "ftp://host/x", "udp://host", "out.jpg"])
def test_nonsense_is_refused(spec: str) -> None:
    with pytest.raises(UsageError):
        make_sink(spec)
