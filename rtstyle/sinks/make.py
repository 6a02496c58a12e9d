"""From what a user types to a sink."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rtstyle.addresses import is_address
from rtstyle.checks import shown
from rtstyle.errors import UsageError

if TYPE_CHECKING:
    from rtstyle.media.files import PathLike
    from rtstyle.media.sound import SoundInput
    from rtstyle.sinks.base import Sink

SINKS = "PATH.mkv, virtual-camera, virtual-camera:DEVICE, rtmp://…, udp://HOST:PORT, tcp://HOST:PORT, PATH.m3u8 or null"
"""What `make_sink` understands, for help texts."""


def make_sink(spec: str, *, sound_from: PathLike | None = None, microphone: SoundInput | None = None) -> Sink:
    """Makes the sink that a specification names; it is not opened yet.

    Args:
        spec: ``PATH.mkv`` (or another container that survives a crash: .mp4, .mov, .webm, .ts, .flv),
            ``virtual-camera``, ``virtual-camera:DEVICE``, an address (``rtmp://``, ``rtmps://``, ``srt://``,
            ``udp://``, ``tcp://``), ``PATH.m3u8`` for a folder that a web server offers, or ``null``.
        sound_from: The media file that is being played from its beginning, whose sound a recording gets as it is.
        microphone: Heard in recordings and network streams.

    Raises:
        UsageError: No sink is of that name, or a file's ending is of no format that can be recorded.
    """
    if not isinstance(spec, str):
        raise UsageError(f"a sink is named by a text, not {shown(spec)}; choose {SINKS}")
    spec = spec.strip()
    kind, colon, device = spec.partition(":")
    if is_address(spec):
        from rtstyle.sinks.stream import NetworkSink  # noqa: PLC0415 - loads only what is used

        return NetworkSink(spec, microphone=microphone)
    if spec == "null":
        from rtstyle.sinks.null import NullSink  # noqa: PLC0415

        return NullSink()
    if kind == "virtual-camera":
        from rtstyle.sinks.virtual_camera import VirtualCameraSink  # noqa: PLC0415

        return VirtualCameraSink(device if colon and device else None)
    path = Path(spec)
    if path.suffix.lower() == ".m3u8":
        from rtstyle.sinks.hls import HlsSink  # noqa: PLC0415

        return HlsSink(path, microphone=microphone)
    if not path.suffix:
        raise UsageError(f"there is no sink {spec!r}; choose {SINKS}")
    from rtstyle.sinks.recording import RecordingSink  # noqa: PLC0415

    return RecordingSink(path, sound_from=sound_from, microphone=microphone)
