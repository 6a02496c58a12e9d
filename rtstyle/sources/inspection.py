"""How many frames a video file has, how fast they come, and whether the file goes on to its end.

Read from the packets, so nothing is decoded.
"""

from __future__ import annotations

import dataclasses
import struct
from fractions import Fraction
from typing import IO, TYPE_CHECKING

import av
from av.stream import Discard

from rtstyle.errors import MediaReadError
from rtstyle.media.containers import open_container
from rtstyle.media.files import require_readable_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from av.video.stream import VideoStream

_MAX_SCAN_BYTES = 128 * 2**20
_BOXES = {*b"ftyp styp sidx moov moof mfra mdat free skip wide uuid meta".split()}
_INDEXES = {b"moov", b"moof", b"meta"}  # the last is that of pictures, which are told as such later
_RUBBISH = b""
_ROUNDING_S = Fraction(2, 1000)  # QuickTime's 1/600 s and Matroska's 1/1000 s leave up to this
_COMMON_RATES = (
    *(Fraction(rate * 1000, 1001) for rate in (24, 30, 48, 60, 120)),
    *(Fraction(rate) for rate in (24, 25, 30, 48, 50, 60, 100, 120)),
)
_EBML_HEADER, _EBML_SEGMENT = 0x1A45DFA3, 0x18538067


@dataclasses.dataclass(frozen=True, slots=True)
class Inspection:
    """What the packets of a video stream tell.

    Attributes:
        frame_count: Number of frames, None where only reading the whole of a large file would tell.
        frame_rate: Frames per second where it is constant, else None.
        duration_s: Seconds from the first frame's start to the last one's end, None where unknown.
    """

    frame_count: int | None
    frame_rate: Fraction | None
    duration_s: float | None


def inspect_video(path: Path, stream: VideoStream) -> Inspection:
    """Counts the frames of a video stream and judges whether its rate is constant.

    Args:
        path: The file that ``stream`` belongs to; unless it is large, it is read through once.
        stream: The opened stream; its position is not changed.
    """
    small = path.stat().st_size <= _MAX_SCAN_BYTES
    times = _scanned_times(path, stream.index) if small else _indexed_times(stream)
    nominal = stream.guessed_rate or stream.average_rate
    if not times:
        container = stream.container
        length = getattr(container, "duration", None)
        return Inspection(None, nominal, length / av.time_base if length else None)
    time_base = stream.time_base or Fraction(1, av.time_base)
    times.sort()
    span = (times[-1] - times[0]) * time_base
    measured = (len(times) - 1) / span if span else None
    declared = (nominal, stream.average_rate, stream.base_rate)
    usual = [rate for rate in declared if rate in _COMMON_RATES]
    rate = _constant_rate(times, time_base, (*usual, *_COMMON_RATES, *declared, measured))
    last = 1 / (rate or measured or nominal or Fraction(25))
    return Inspection(len(times), rate, float(span + last))


def _indexed_times(stream: VideoStream) -> list[int] | None:
    """Decoding times from the index that MP4 and MOV carry in their header: the next best, and free."""
    if not stream.frames or "mp4" not in stream.container.format.name:
        return None
    times = [entry.timestamp for entry in stream.index_entries if not entry.is_discard]
    return times or None


def _scanned_times(path: Path, index: int) -> list[int]:
    times: list[int] = []
    with open_container(path) as container:
        for other in container.streams:
            if other.index != index:
                other.discard = Discard.all
        try:
            for packet in container.demux(container.streams[index]):
                time = packet.pts if packet.pts is not None else packet.dts
                if time is not None and not packet.is_discard:
                    times.append(time)
        except av.error.FFmpegError:
            # Whoever reads the frames meets the same place and counts the damage.
            return times
    return times


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
    if _index_is_lost(path):
        raise MediaReadError(
            f"cannot read {path}: it is cut off, and its index, which stands at the end, is lost; copy it again, or"
            " rebuild it with https://github.com/anthwlock/untrunc and a whole video of the same camera"
        )
    missing = missing_bytes(path)
    if missing:
        raise MediaReadError(
            f"cannot read {path}: it is cut off, {missing:,} bytes are missing; copy it again, or"
            f' save the rest with: ffmpeg -i "{path.name}" -c copy repaired{path.suffix}'
        )


def missing_bytes(path: Path) -> int:
    """How many bytes a file lacks according to the sizes that its own structure declares.

    Knows MP4 and MOV boxes, Matroska and WebM segments, and AVI chunks; a recording whose size was left open,
    and every other format, counts as whole.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        start = file.read(12)
        if start[4:8] in _BOXES:
            end = max(end for _, end in _boxes(file, size))
        elif start[:4] == b"RIFF" and start[8:] == b"AVI ":
            end = 8 + struct.unpack("<I", start[4:8])[0]
        elif start[:4] == _EBML_HEADER.to_bytes(4, "big"):
            end = _end_of_segment(file)
        else:
            end = size
    return max(end - size, 0)


def _index_is_lost(path: Path) -> bool:
    """Whether an MP4 or MOV file lacks what tells where its frames are, without which nothing can be read of it."""
    size = path.stat().st_size
    with path.open("rb") as file:
        if file.read(8)[4:] not in _BOXES:
            return False
        found = {kind for kind, end in _boxes(file, size) if end <= size}
    return not found & {*_INDEXES, _RUBBISH}


def _boxes(file: IO[bytes], size: int) -> Iterator[tuple[bytes, int]]:
    """The boxes of an MP4 or MOV file of ``size`` bytes: kind, and where each ends according to itself."""
    position = 0
    while position + 8 <= size:
        file.seek(position)
        header = file.read(16)
        kind, length = header[4:8], int.from_bytes(header[:4], "big")
        if length == 1:
            length = int.from_bytes(header[8:16], "big")
        if kind not in _BOXES or 0 < length < 8:
            # Some writers leave rubbish behind the last box, and players do not mind.
            yield _RUBBISH, size
            return
        # Zero means "to the end of the file".
        position = position + length if length else size
        yield kind, position


def _end_of_segment(file: IO[bytes]) -> int:
    file.seek(4)
    header_size, _ = _ebml_size(file)
    file.seek(header_size, 1)
    if int.from_bytes(file.read(4), "big") != _EBML_SEGMENT:
        return 0
    segment_size, known = _ebml_size(file)
    return file.tell() + segment_size if known else 0


def _ebml_size(file: IO[bytes]) -> tuple[int, bool]:
    """A variable-length size (RFC 8794, section 6) and whether it is known."""
    first = (file.read(1) or b"\0")[0]
    length = 9 - first.bit_length()
    value = (first & (0xFF >> length)) if first else 0
    for byte in file.read(length - 1 if first else 0):
        value = value << 8 | byte
    return value, first != 0 and value != (1 << 7 * length) - 1
