"""Sources by name: the table of those that there are, and the way from what a user types to one of them."""

from __future__ import annotations

import dataclasses
import os
import re
from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from rtstyle.addresses import is_address, scheme_of
from rtstyle.checks import number, shown, whole
from rtstyle.errors import UsageError

if TYPE_CHECKING:
    from rtstyle.sources.base import Source

_FINEST_RATE = 1001
_SIDES = (1, 16384)
_RATES = (0.001, 1000.0)
_ADDRESS, _FILE = "://", "."
"""Prefixes of what no other one fits."""


@dataclasses.dataclass(frozen=True, slots=True)
class SourceRequest:
    """What is asked of a source besides its name.

    Attributes:
        width: Pixels, at least 1; None where it is not asked for.
        height: Likewise.
        fps: Frames per second; None where it is not asked for.
        loop: Begins again at the end of what has one.
    """

    width: int | None = None
    height: int | None = None
    fps: float | None = None
    loop: bool = False


SourceMaker: TypeAlias = Callable[[str, SourceRequest], "Source"]
"""Makes a live source, not opened yet, of what a specification says behind its prefix; of an address, of all of it.

Raises UsageError for what makes no sense."""


@dataclasses.dataclass(frozen=True, slots=True)
class SourceKind:
    """A row of `SOURCES`.

    Attributes:
        make: Makes such a source.
        help: How it is written, for help and error texts.
        title: What it is called; empty where its specification says it.
        offered: The window's list has it under its title. (Cameras are listed one by one.)
    """

    make: SourceMaker
    help: str
    title: str = ""
    offered: bool = False


def make_source(
    spec: str,
    *,
    width: int | None = None,
    height: int | None = None,
    fps: float | None = None,
    loop: bool = False,
) -> Source:
    """Makes the live source that a specification names; it is not opened yet.

    Args:
        spec: ``camera``, ``camera:0``, ``camera:NAME``, ``screen``, ``screen:LEFT,TOP,WIDTH,HEIGHT`` in pixels,
            ``synthetic``, ``synthetic:counter`` (with a frame number burnt in), a video file, an address such as
            ``rtsp://…``, or what `register_source` was told. A file whose name looks like one of the others is meant
            by ``./NAME``.
        width: Asked of a camera, exact for the synthetic scene, an upper limit for everything else; pixels.
        height: Likewise.
        fps: Asked of a camera, exact for screen and synthetic scene; files and addresses have their own.
        loop: Begins a file again at its end.

    Raises:
        UsageError: No source is of that name, or a size or rate makes no sense.
    """
    if not isinstance(spec, str):
        raise UsageError(f"a source is named by a text, not {shown(spec)}; choose {sources_help()}")
    width = None if width is None else whole("width", width, *_SIDES)
    height = None if height is None else whole("height", height, *_SIDES)
    fps = None if fps is None else number("fps", fps, *_RATES)
    kind, rest = find_kind(spec)
    return kind.make(rest, SourceRequest(width, height, fps, loop))


def register_source(prefix: str, make: SourceMaker, *, help: str, title: str = "") -> None:  # noqa: A002 - its name everywhere
    """Makes a source of one's own known to `make_source`, the command line's help and the window.

    Args:
        prefix: What its specifications begin with: a word (``noise`` for ``noise`` and ``noise:…``), or the kind of
            address with its ``://``.
        make: See `SourceMaker`.
        help: How it is written, such as ``noise:LEVEL``.
        title: What the window's list calls it; empty leaves it out.

    Raises:
        UsageError: The prefix is taken, or nothing that a specification can begin with.
    """
    if not re.fullmatch(r"[a-z][a-z0-9+.-]*(://)?", prefix):
        raise UsageError(f"a source cannot be called {prefix!r}: write a word in lower case, or scheme://")
    if prefix in SOURCES:
        raise UsageError(f"there is a source {prefix!r} already")
    SOURCES[prefix] = SourceKind(make, help, title, offered=bool(title))


def find_kind(spec: str) -> tuple[SourceKind, str]:
    """The row of `SOURCES` that a specification belongs to, and what its maker takes.

    Raises:
        UsageError: Nothing is of that name.
    """
    spec = spec.strip()
    if is_address(spec):
        return SOURCES.get(f"{scheme_of(spec)}://", SOURCES[_ADDRESS]), spec
    word, colon, rest = spec.partition(":")
    kind = SOURCES.get(word)
    if kind is not None and word != _FILE:
        if colon and not rest.strip():
            raise UsageError(f"something is missing behind {spec!r}: choose {sources_help()}")
        return kind, rest
    if not spec:
        raise UsageError(f"no source given; choose {sources_help()}")
    # A word is a misspelt name sooner than a file; what looks like a path is told of when it is opened.
    if re.fullmatch(r"[\w-]+", spec) and not os.path.exists(spec):  # noqa: PTH110 - which is no error of names that are too long
        raise UsageError(f"there is no source {spec!r}, and no such file; choose {sources_help()}")
    return SOURCES[_FILE], spec


def sources_help() -> str:
    """How every source is written, for help and error texts."""
    return ", ".join(kind.help for kind in SOURCES.values())


def is_camera(spec: str) -> bool:
    """Whether `make_source` makes a camera of this machine of a specification."""
    return not is_address(spec) and spec.strip().partition(":")[0] == "camera"


def _camera(device: str, asked: SourceRequest) -> Source:
    from rtstyle.sources.camera import CameraSource  # noqa: PLC0415 - loads only what is used

    name = device.strip() or "0"
    return CameraSource(
        int(name) if name.isdecimal() else name, width=asked.width, height=asked.height, fps=asked.fps
    )


def _screen(region: str, asked: SourceRequest) -> Source:
    from rtstyle.sources.screen import ScreenSource  # noqa: PLC0415

    return ScreenSource(
        _region(region) if region else None, width=asked.width, height=asked.height, fps=asked.fps
    )


def _region(text: str) -> tuple[int, int, int, int]:
    try:
        left, top, width, height = (int(part) for part in text.split(","))
    except ValueError:
        raise UsageError(
            f"the screen region {text!r} makes no sense: write screen:LEFT,TOP,WIDTH,HEIGHT in pixels"
        ) from None
    return left, top, width, height


def _synthetic(variant: str, asked: SourceRequest) -> Source:
    from rtstyle.sources.synthetic import SyntheticSource  # noqa: PLC0415

    if variant not in {"", "counter"}:
        raise UsageError(f"there is no synthetic scene {variant!r}: write synthetic or synthetic:counter")
    return SyntheticSource(
        1280 if asked.width is None else asked.width,
        720 if asked.height is None else asked.height,
        Fraction(30 if asked.fps is None else asked.fps).limit_denominator(_FINEST_RATE),
        live=True,
        burn_counter=variant == "counter",
    )


def _file(path: str, asked: SourceRequest) -> Source:
    from rtstyle.sources.playback import PlaybackSource  # noqa: PLC0415

    return PlaybackSource(path, loop=asked.loop, width=asked.width, height=asked.height)


def _address(address: str, asked: SourceRequest) -> Source:
    from rtstyle.sources.url import UrlSource  # noqa: PLC0415

    return UrlSource(address, loop=asked.loop, width=asked.width, height=asked.height)


SOURCES: dict[str, SourceKind] = {
    "camera": SourceKind(_camera, "camera:0, camera:NAME", "Camera"),
    "screen": SourceKind(_screen, "screen, screen:LEFT,TOP,WIDTH,HEIGHT", "Screen", offered=True),
    "synthetic": SourceKind(_synthetic, "synthetic", "Synthetic scene", offered=True),
    _FILE: SourceKind(_file, "a video file"),
    _ADDRESS: SourceKind(_address, "an address"),
}
"""Sources by what their specifications begin with. To add one: `register_source`, or a row here."""
