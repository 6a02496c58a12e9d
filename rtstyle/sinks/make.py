"""Sinks by name: the table of those that there are, and the way from what a user types to one of them."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from rtstyle.addresses import is_address, scheme_of
from rtstyle.checks import shown
from rtstyle.errors import UsageError

if TYPE_CHECKING:
    from rtstyle.media.files import PathLike
    from rtstyle.media.sound import SoundInput
    from rtstyle.sinks.base import Sink

_ADDRESS, _FILE = "://", "."
"""Prefix and ending of what no other one fits."""


@dataclasses.dataclass(frozen=True, slots=True)
class SinkRequest:
    """What a sink is given besides its name; those that are silent leave it.

    Attributes:
        sound_from: The media file that is being played from its beginning, whose sound a recording gets as it is.
        microphone: Heard in recordings and network streams.
    """

    sound_from: PathLike | None = None
    microphone: SoundInput | None = None


SinkMaker: TypeAlias = Callable[[str, SinkRequest], "Sink"]
"""Makes a sink, not opened yet, of what a specification says behind its prefix; of an address or file, of all of it.

Raises UsageError for what makes no sense."""


@dataclasses.dataclass(frozen=True, slots=True)
class SinkKind:
    """A row of `SINKS`.

    Attributes:
        make: Makes such a sink.
        help: How it is written, for help and error texts.
        is_file: Its specification is the path of a file that it writes.
        overwrites: A file that is there already is replaced unasked.
        offered: The window takes it where it asks for an address.
    """

    make: SinkMaker
    help: str
    is_file: bool = False
    overwrites: bool = False
    offered: bool = False


def make_sink(spec: str, *, sound_from: PathLike | None = None, microphone: SoundInput | None = None) -> Sink:
    """Makes the sink that a specification names; it is not opened yet.

    Args:
        spec: ``PATH.mkv`` (or another container that survives a crash: .mp4, .mov, .webm, .ts, .flv),
            ``virtual-camera``, ``virtual-camera:DEVICE``, an address (``rtmp://``, ``rtmps://``, ``srt://``,
            ``udp://``, ``tcp://``), ``PATH.m3u8`` for a folder that a web server offers, ``null``, or what
            `register_sink` was told.
        sound_from: The media file that is being played from its beginning, whose sound a recording gets as it is.
        microphone: Heard in recordings and network streams.

    Raises:
        UsageError: No sink is of that name, or a file's ending is of no format that can be recorded.
    """
    if not isinstance(spec, str):
        raise UsageError(f"a sink is named by a text, not {shown(spec)}; choose {sinks_help()}")
    kind, rest = find_kind(spec)
    return kind.make(rest, SinkRequest(sound_from, microphone))


def register_sink(
    prefix: str,
    make: SinkMaker,
    *,
    help: str,  # noqa: A002 - its name everywhere
    overwrites: bool = False,
) -> None:
    """Makes a sink of one's own known to `make_sink`, the command line's help and the window.

    Args:
        prefix: What its specifications begin with: a word (``wall`` for ``wall`` and ``wall:…``) or the kind of address
            with its ``://``; or what they end with, for files: a dot and the ending.
        make: See `SinkMaker`.
        help: How it is written, such as ``wall:NUMBER`` or ``PATH.gif``.
        overwrites: Of files: one that is there already is replaced unasked.

    Raises:
        UsageError: Prefix or ending is taken, or nothing that a specification can begin or end with.
    """
    if not re.fullmatch(r"[a-z][a-z0-9+.-]*(://)?|\.[a-z0-9]+", prefix):
        raise UsageError(
            f"a sink cannot be called {prefix!r}: write a word in lower case, scheme:// or .ending"
        )
    if prefix in SINKS:
        raise UsageError(f"there is a sink {prefix!r} already")
    SINKS[prefix] = SinkKind(make, help, is_file=prefix.startswith("."), overwrites=overwrites, offered=True)


def find_kind(spec: str) -> tuple[SinkKind, str]:
    """The row of `SINKS` that a specification belongs to, and what its maker takes.

    Raises:
        UsageError: Nothing is of that name.
    """
    spec = spec.strip()
    if is_address(spec):
        return SINKS.get(f"{scheme_of(spec)}://", SINKS[_ADDRESS]), spec
    word, _, rest = spec.partition(":")
    if word in SINKS and not word.startswith("."):
        return SINKS[word], rest
    suffix = Path(spec).suffix.lower()
    if not suffix:
        raise UsageError(f"there is no sink {spec!r}; choose {sinks_help()}")
    return SINKS.get(suffix, SINKS[_FILE]), spec


def name_of(spec: str) -> str:
    """What a sink is called in reports: without secrets, short.

    Raises:
        UsageError: Nothing is of that name.
    """
    if is_address(spec):
        return scheme_of(spec)
    return Path(spec).name if find_kind(spec)[0].is_file else spec.partition(":")[0].strip()


def sinks_help() -> str:
    """How every sink is written, for help and error texts."""
    *others, last = (kind.help for kind in SINKS.values())
    return f"{', '.join(others)} or {last}"


def _recording(path: str, given: SinkRequest) -> Sink:
    from rtstyle.sinks.recording import RecordingSink  # noqa: PLC0415 - loads only what is used

    return RecordingSink(path, sound_from=given.sound_from, microphone=given.microphone)


def _virtual_camera(device: str, _given: SinkRequest) -> Sink:
    from rtstyle.sinks.virtual_camera import VirtualCameraSink  # noqa: PLC0415

    return VirtualCameraSink(device or None)


def _network(address: str, given: SinkRequest) -> Sink:
    from rtstyle.sinks.stream import NetworkSink  # noqa: PLC0415

    return NetworkSink(address, microphone=given.microphone)


def _hls(path: str, given: SinkRequest) -> Sink:
    from rtstyle.sinks.hls import HlsSink  # noqa: PLC0415

    return HlsSink(path, microphone=given.microphone)


def _null(rest: str, _given: SinkRequest) -> Sink:
    from rtstyle.sinks.null import NullSink  # noqa: PLC0415

    if rest:
        raise UsageError("the null sink keeps nothing, whatever is said to it: write null")
    return NullSink()


SINKS: dict[str, SinkKind] = {
    _FILE: SinkKind(_recording, "PATH.mkv", is_file=True),
    "virtual-camera": SinkKind(_virtual_camera, "virtual-camera, virtual-camera:DEVICE"),
    _ADDRESS: SinkKind(_network, "rtmp://…, udp://HOST:PORT, tcp://HOST:PORT", offered=True),
    ".m3u8": SinkKind(_hls, "PATH.m3u8", is_file=True, overwrites=True, offered=True),
    "null": SinkKind(_null, "null"),
}
"""Sinks by what their specifications begin with, or end with where they are files. To add one: `register_sink`, or a
row here."""
