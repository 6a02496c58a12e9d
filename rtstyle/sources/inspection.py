"""How many frames a video file has, how fast they come, and whether the file goes on to its end.

Read from the packets, so nothing is decoded.
"""

from __future__ import annotations

import dataclasses
import itertools
from fractions import Fraction
from typing import TYPE_CHECKING

import av
from av.container import InputContainer

from rtstyle.errors import MediaReadError
from rtstyle.media.containers import open_container
from rtstyle.media.files import require_readable_file
from rtstyle.media.structure import BOXES, boxes, index_is_lost, missing_bytes
from rtstyle.media.timeline import Timeline, clock_origin, order_of, placed_packets

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from av.video.stream import VideoStream

_MAX_SCAN_BYTES = 128 * 2**20
_UNSURE_BYTES = 16
"""By so much the last size is often wrong, without a picture lacking."""
_ROUNDING_S = Fraction(2, 1000)  # QuickTime's 1/600 s and Matroska's 1/1000 s leave up to this
_TELL_LENGTHS = ("mp4", "matroska", "gif", "avi")
_COMMON_RATES = (
    *(Fraction(rate * 1000, 1001) for rate in (24, 30, 48, 60, 120)),
    *(Fraction(rate) for rate in (24, 25, 30, 48, 50, 60, 100, 120)),
)


@dataclasses.dataclass(frozen=True, slots=True)
class Inspection:
    """What the packets of a video stream tell.

    Attributes:
        frame_count: Number of frames, None where only reading the whole of a large file would tell.
        frame_rate: Frames per second where it is constant, else None.
        duration_s: Seconds from the first frame's start to the last one's end, None where unknown.
        last: When the last frame is shown, in units of the stream's time base; None where unknown.
        end: When it ends, likewise.
    """

    frame_count: int | None
    frame_rate: Fraction | None
    duration_s: float | None
    last: int | None = None
    end: int | None = None


def inspect_video(path: Path, stream: VideoStream) -> Inspection:
    """Counts the frames of a video stream and judges whether its rate is constant.

    Args:
        path: The file that ``stream`` belongs to; unless it is large, it is read through once.
        stream: The opened stream; its position is not changed.
    """
    small = path.stat().st_size <= _MAX_SCAN_BYTES
    shown = _scanned(path, stream.index) if small else _indexed(stream)
    nominal = stream.guessed_rate or stream.average_rate
    if not shown:
        container = stream.container
        length = getattr(container, "duration", None)
        return Inspection(None, nominal, length / av.time_base if length else None)
    time_base = stream.time_base or Fraction(1, av.time_base)
    shown.sort()
    times = [time for time, _ in shown]
    span = (times[-1] - times[0]) * time_base
    measured = (len(times) - 1) / span if span else None
    declared = (nominal, stream.average_rate, stream.base_rate)
    usual = [rate for rate in declared if rate in _COMMON_RATES]
    rate = _constant_rate(times, time_base, (*usual, *_COMMON_RATES, *declared, measured))
    between = sorted(later - earlier for earlier, later in itertools.pairwise(times))
    irregular = between[len(between) // 2] * time_base if between and rate is None else Fraction(0)
    usually = irregular or 1 / (rate or measured or nominal or Fraction(25))
    # Elsewhere FFmpeg makes lengths up.
    told = any(name in stream.container.format.name for name in _TELL_LENGTHS)
    last = max(shown[-1][1], _end(stream) - times[-1]) * time_base if told else Fraction(0)
    held = last if last and abs(last - usually) > _ROUNDING_S else usually
    duration_s, end = float(span + held), times[-1] + round(held / time_base)
    return Inspection(len(times), rate, duration_s, times[-1], end)


def _end(stream: VideoStream) -> int:
    """When the last frame ends according to an MP4's or MOV's header; 0 where that does not tell."""
    if "mp4" not in stream.container.format.name or stream.start_time is None:
        return 0
    return stream.start_time + (stream.duration or 0) - _origin(stream)


def _origin(stream: VideoStream) -> int:
    """What is taken off all its times, in units of its time base."""
    assert isinstance(stream.container, InputContainer)
    return round(clock_origin(stream.container) / stream.time_base) if stream.time_base else 0


def _indexed(stream: VideoStream) -> list[tuple[int, int]] | None:
    """Decoding times from the index that MP4 and MOV carry in their header: the next best, and free."""
    if not stream.frames or "mp4" not in stream.container.format.name:
        return None
    times = [entry.timestamp for entry in stream.index_entries if not entry.is_discard]
    if not times:
        return None
    return [(time - _origin(stream), 0) for time in times]


def _scanned(path: Path, index: int) -> list[tuple[int, int]]:
    """When each frame is shown, and for how long."""
    shown: list[tuple[int, int]] = []
    with open_container(path) as container:
        timeline = Timeline(container)
        try:
            for packet in placed_packets(container, [container.streams[index]], timeline):
                time = order_of(packet, container)
                if time is not None and not packet.is_discard:
                    shown.append((time, packet.duration or 0))
        except av.error.FFmpegError:
            # Whoever reads the frames meets the same place and counts the damage.
            return shown
    return shown


def _constant_rate(
    times: Sequence[int], time_base: Fraction, candidates: Sequence[Fraction | None]
) -> Fraction | None:
    """The candidate on whose grid all times lie, to the rounding of this time base or of a coarse one before."""
    tolerance = max(Fraction(1), _ROUNDING_S / time_base)
    for rate in candidates:
        if not rate or rate <= 0:
            continue
        step = 1 / (rate * time_base)
        if all(abs(time - times[0] - number * step) <= tolerance for number, time in enumerate(times)):
            return rate
    return None


def require_whole_file(path: Path) -> None:
    """Refuses a video file that ends before its own structure does.

    Raises:
        MediaReadError: It is missing, not a regular file, empty, not permitted, cut off or without its index.
    """
    require_readable_file(path)
    if index_is_lost(path):
        raise MediaReadError(
            f"cannot read {path}: it is cut off, and its index, which stands at the end, is lost; copy it again, or"
            " rebuild it with https://github.com/anthwlock/untrunc and a whole video of the same camera"
        )
    missing = missing_bytes(path)
    if missing > _UNSURE_BYTES and not _all_samples_are_there(path):
        raise MediaReadError(
            f"cannot read {path}: it is cut off, {missing:,} bytes are missing; copy it again, or"
            f' save the rest with: ffmpeg -i "{path.name}" -c copy repaired{path.suffix}'
        )


def _all_samples_are_there(path: Path) -> bool:
    """Whether an MP4 or MOV file, though it ends too early, has every picture and sound that its index names."""
    size = path.stat().st_size
    with path.open("rb") as file:
        if file.read(8)[4:] not in BOXES:
            return False
        kinds = {box.kind for box in boxes(file, size)}
    if b"moov" not in kinds or b"moof" in kinds:
        return False
    with open_container(path) as container:
        ends = [entry.pos + entry.size for stream in container.streams for entry in stream.index_entries]
    return bool(ends) and max(ends) <= size
