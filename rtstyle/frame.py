"""The values that travel through rtstyle: one picture with its time, and what is known of a stream."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import numpy.typing as npt

from rtstyle.checks import fraction, number, shown, whole
from rtstyle.errors import UsageError

if TYPE_CHECKING:
    from fractions import Fraction
    from pathlib import Path

    from rtstyle.media.sound import SoundInput

_LARGEST, _LARGEST_SIDE = 2**62, 2**31 - 1
_LONGEST_S = 4_000_000_000
"""More than a century, and in nanoseconds still a number that muxers take."""

Image: TypeAlias = npt.NDArray[np.uint8]
"""A picture: (H, W, 3), uint8, RGB in [0, 255], C-contiguous."""


@dataclasses.dataclass(frozen=True, slots=True)
class SoundCue:
    """The sound that belongs to a frame.

    Attributes:
        path: The media file that is being played.
        seconds: Where in it the frame stands.
    """

    path: Path
    seconds: float


@dataclasses.dataclass(frozen=True, slots=True)
class VideoFrame:
    """One picture of a stream and the time it belongs to. Transforms make new frames that keep the time.

    Attributes:
        image: (H, W, 3) uint8 RGB in [0, 255].
        index: Running number in the source, from 0; a gap means that frames were dropped before this one.
        pts: Presentation time in units of ``time_base``.
        time_base: Seconds per unit of ``pts``.
        captured_ns: ``time.monotonic_ns()`` when the source had the frame; the start of every latency.
        sound: Where its sound is, for frames of a file that is played live, or what hears it while the stream comes;
            None where there is none.
        duration: How long it is shown, in units of ``time_base``; 0 where nothing tells. It counts for the last one.

    Raises:
        UsageError: A number is none, or its time is farther away than a century.
    """

    image: Image
    index: int
    pts: int
    time_base: Fraction
    captured_ns: int
    sound: SoundCue | SoundInput | None = None
    duration: int = 0

    def __post_init__(self) -> None:
        fraction("time_base", self.time_base)
        for name in ("index", "pts", "captured_ns", "duration"):
            whole(name, getattr(self, name), -_LARGEST, _LARGEST)
        for name in ("pts", "duration"):
            if abs(getattr(self, name)) * self.time_base > _LONGEST_S:
                raise UsageError(
                    f"{name} is at most {_LONGEST_S:,} seconds, not {shown(getattr(self, name))}"
                    f" times {self.time_base}"
                )

    @property
    def seconds(self) -> float:
        """Presentation time in seconds."""
        return float(self.pts * self.time_base)

    def with_image(self, image: Image) -> VideoFrame:
        """The same moment with another picture."""
        return dataclasses.replace(self, image=image)


@dataclasses.dataclass(frozen=True, slots=True)
class StreamInfo:
    """What a source knows of its stream before the first frame.

    Attributes:
        width: Pixels, as displayed (rotation applied).
        height: Pixels, as displayed.
        frame_rate: Frames per second as a fraction (29.97 is 30000/1001), or None where unknown or variable.
        time_base: Seconds per unit of pts of the frames.
        frame_count: Number of frames where it is known (files), else None.
        duration_s: Length in seconds where it is known, else None.
        has_sound: Its frames tell by their ``sound`` what is to be heard with them.
        description: What a device really delivers, one line for people; empty where size and rate say all.

    Raises:
        UsageError: A number is none.
    """

    width: int
    height: int
    frame_rate: Fraction | None
    time_base: Fraction
    frame_count: int | None = None
    duration_s: float | None = None
    has_sound: bool = False
    description: str = ""

    def __post_init__(self) -> None:
        whole("width", self.width, 1, _LARGEST_SIDE)
        whole("height", self.height, 1, _LARGEST_SIDE)
        fraction("time_base", self.time_base)
        if self.frame_rate is not None:
            fraction("frame_rate", self.frame_rate)
        if self.frame_count is not None:
            whole("frame_count", self.frame_count, 0, _LARGEST)
        if self.duration_s is not None:
            number("duration_s", self.duration_s, -_LARGEST, _LARGEST)


@dataclasses.dataclass(frozen=True, slots=True)
class StreamedFrame:
    """A frame on its way, and the stream that it belongs to.

    Attributes:
        frame: The frame.
        info: Its stream; the same object for all frames between two interruptions.
        plain: It is not to be stylized.
    """

    frame: VideoFrame
    info: StreamInfo
    plain: bool = False
