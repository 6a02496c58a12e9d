"""The facts that session and widgets talk about."""

from __future__ import annotations

import dataclasses
import enum


class Phase(enum.StrEnum):
    """How the picture is doing."""

    STARTING = "starting"
    """The source is being opened."""
    LOADING = "loading"
    """There is a picture; the network is being loaded."""
    LIVE = "live"
    """The picture is stylized."""
    LOST = "lost"
    """The source stopped delivering, and is tried again."""
    ENDED = "ended"
    """The source has no more frames."""
    FAILED = "failed"
    """There will be no picture before something else is chosen."""


@dataclasses.dataclass(frozen=True, slots=True)
class Problem:
    """Something that the user should know.

    Attributes:
        key: What it is about; a newer problem of the same key replaces it.
        text: What failed and what to do, one line.
        retry: Whether trying again could help.
        passing: It tells of something that was tried once, and goes by itself after a while.
    """

    key: str
    text: str
    retry: bool = False
    passing: bool = False


def passing(text: str) -> Problem:
    """Something beside the picture that did not work this time."""
    return Problem("background", text, passing=True)


class OutputKind(enum.StrEnum):
    """The places that the window offers."""

    RECORDING = "recording"
    VIRTUAL_CAMERA = "virtual-camera"
    NETWORK = "network"


@dataclasses.dataclass(frozen=True, slots=True)
class OutputState:
    """One of them at one moment.

    Attributes:
        running: It was started, and has not ended.
        finishing: It takes no more frames and finishes what it has.
        target: File, device or address, without secrets.
        connecting: It waits for the other side.
        elapsed_s: Time since the start, seconds.
        size_bytes: What was written or sent so far; None where that is not known.
        dropped: Frames that it was too slow for.
    """

    running: bool = False
    finishing: bool = False
    target: str = ""
    connecting: bool = False
    elapsed_s: float = 0.0
    size_bytes: int | None = None
    dropped: int = 0
