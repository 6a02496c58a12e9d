"""What a file may claim of itself before it is opened: FFmpeg believes it and takes the memory."""

from __future__ import annotations

import re
import struct
from typing import IO, TYPE_CHECKING

from rtstyle.errors import MediaReadError
from rtstyle.media.structure import (
    BOXES,
    LARGEST_TABLES,
    RIFF,
    boxes,
    inner_boxes,
    is_matroska,
    matroska_track_types,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MAX_VIDEO_PIXELS = 8192 * 8192
"""Largest video picture that is decoded, in pixels; a hostile header must not fill the memory."""
MAX_TRACKS = 128
"""Tracks of a file; a broadcast of many programmes has some dozens."""
_MOST_SAMPLES = 2**23
"""Pictures and packets of sound of a file, all tracks together: a day and a half at 60 pictures per second."""
_MOST_PIXELS_AT_ONCE = 2 * MAX_VIDEO_PIXELS
"""Of all pictures of a file's video tracks, each of which is decoded for a moment while the file is opened."""
_MATROSKA_VIDEO = 1
_AVI_HEADER = 2**18


def require_credible_claims(path: Path) -> int:
    """Looks at what an MP4, MOV, Matroska or AVI file says of itself.

    Returns:
        How many pixels a picture may have: fewer where the file has many video tracks.

    Raises:
        MediaReadError: An MP4's or MOV's index claims more pictures than the file has bytes for.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        start = file.read(12)
        if start[4:8] in BOXES:
            tables = list(_tables(path, file, size))
            _require_room(path, tables, size)
            tracks = sum(_video_tracks(table) for table in tables)
        elif is_matroska(start):
            tracks = sum(kind == _MATROSKA_VIDEO for kind in matroska_track_types(file))
        elif start[:4] == RIFF:
            tracks = len(re.findall(rb"strh....vids", file.read(_AVI_HEADER), re.DOTALL))
        else:
            tracks = 1
    return min(MAX_VIDEO_PIXELS, _MOST_PIXELS_AT_ONCE // max(tracks, 1))


def _tables(path: Path, file: IO[bytes], size: int) -> Iterator[bytes]:
    """The indexes of an MP4 or MOV file: one, and one for each of its fragments."""
    for box in boxes(file, size):
        if box.kind not in {b"moov", b"moof"}:
            continue
        length = min(box.end, size) - box.begin
        if length > LARGEST_TABLES:
            raise MediaReadError(f"cannot read {path}: its index alone has {length:,} bytes")
        file.seek(box.begin)
        yield file.read(length)


def _require_room(path: Path, tables: list[bytes], size: int) -> None:
    claimed = sum(_claimed_samples(table, size) for table in tables)
    if claimed > min(size, _MOST_SAMPLES):
        raise MediaReadError(
            f"cannot read {path}: it is damaged, its index tells of {claimed:,} pictures and sounds in {size:,} bytes"
        )


def _claimed_samples(table: bytes, file_size: int) -> int:
    """How many samples FFmpeg would make room for; sound that is stored sample by sample is read in pieces."""
    claimed = 0
    run: tuple[int, ...] = ()
    for kind, begin, end in inner_boxes(table, 0, len(table)):
        content = table[begin:end]
        if kind == b"trak":
            run = ()
        elif kind == b"stts" and len(content) >= 16:
            run = struct.unpack_from(">III", content, 4)
        elif kind == b"stsz" and len(content) >= 12:
            each, count = struct.unpack_from(">II", content, 4)
            by_the_sample = run == (1, count, 1) and each
            claimed += 0 if by_the_sample and each * count <= file_size else count
        elif kind == b"stz2" and len(content) >= 12:
            claimed += struct.unpack_from(">I", content, 8)[0]
        elif kind == b"trun" and len(content) >= 8:
            claimed += struct.unpack_from(">I", content, 4)[0]
    return claimed


def _video_tracks(table: bytes) -> int:
    kinds = (
        table[begin + 8 : begin + 12]
        for kind, begin, _ in inner_boxes(table, 0, len(table))
        if kind == b"hdlr"
    )
    return sum(kind == b"vide" for kind in kinds)
