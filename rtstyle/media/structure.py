"""The outer structure of media files: boxes of MP4 and MOV, elements of Matroska, chunks of AVI."""

from __future__ import annotations

import os
import struct
from typing import IO, TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BOXES = {*b"ftyp styp sidx moov moof mfra mdat free skip wide uuid meta pnot".split()}
"""Kinds that stand outermost in MP4 and MOV files."""
_INDEXES = {b"moov", b"moof", b"meta"}  # the last is that of pictures, which are told as such later
_RUBBISH = b""
_FOLDERS = {*b"moov trak mdia minf stbl moof traf".split()}
LARGEST_TABLES = 256 * 2**20
"""Bytes of an index that are looked into."""
RIFF = b"RIFF"
"""First bytes of AVI files, among others."""
_LONGEST_HEADER = 65536
"""That of a Matroska file takes some forty bytes."""
_EBML_HEADER, _SEGMENT, _TRACKS, _CLUSTER, _TRACK, _TRACK_TYPE = (
    0x1A45DFA3,
    0x18538067,
    0x1654AE6B,
    0x1F43B675,
    0xAE,
    0x83,
)
_RIFF_SIZES_LEFT_OPEN = {0, 0x7FFFFFFF, 0xFFFFFFFF}


class Box(NamedTuple):
    """A box of an MP4 or MOV file.

    Attributes:
        kind: Its four letters.
        begin: Where its content begins.
        end: Where it ends according to itself; that may be behind the file's end.
    """

    kind: bytes
    begin: int
    end: int


def missing_bytes(path: Path) -> int:
    """How many bytes a file lacks according to the sizes that its own structure declares.

    Knows MP4 and MOV boxes, Matroska and WebM segments, and AVI chunks; a recording whose size was left open,
    and every other format, counts as whole.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        start = file.read(12)
        if start[4:8] in BOXES:
            end = max(box.end for box in boxes(file, size))
        elif start[:4] == RIFF and start[8:] == b"AVI ":
            declared = struct.unpack("<I", start[4:8])[0]
            whole = declared in _RIFF_SIZES_LEFT_OPEN or _frames_are_whole(file, size)
            end = size if whole else 8 + declared
        elif is_matroska(start):
            end = _enter_segment(file) or 0
        else:
            end = size
    return max(end - size, 0)


def _frames_are_whole(file: IO[bytes], size: int) -> bool:
    """Whether an AVI file has its list of frames to the end: the index behind it can be done without."""
    position = len("RIFF....AVI ")
    while position + 12 <= size:
        file.seek(position)
        kind, length, what = struct.unpack("<4sI4s", file.read(12))
        position += 8 + length + length % 2
        if kind == b"LIST" and what == b"movi":
            return bool(position <= size)
    return False


def inner_boxes(data: bytes, begin: int, end: int) -> Iterator[Box]:
    """The boxes in a part of an index, folders before what is in them."""
    while begin + 8 <= end:
        length, kind = struct.unpack_from(">I4s", data, begin)
        inner = min(begin + length, end) if length >= 8 else end
        yield Box(kind, begin + 8, inner)
        if kind in _FOLDERS:
            yield from inner_boxes(data, begin + 8, inner)
        begin = inner


def index_is_lost(path: Path) -> bool:
    """Whether an MP4 or MOV file lacks what tells where its frames are, without which nothing can be read of it."""
    size = path.stat().st_size
    with path.open("rb") as file:
        if file.read(8)[4:] not in BOXES:
            return False
        found = {
            box.kind
            for box in boxes(file, size)
            if box.end <= size or (box.kind in _INDEXES and _content_is_whole(file, box, size))
        }
    return not found & {*_INDEXES, _RUBBISH}


def _content_is_whole(file: IO[bytes], box: Box, size: int) -> bool:
    """Whether all that is in a box is there, although the box says that it is a few bytes longer than the file."""
    if box.end - size > 8 or size - box.begin > LARGEST_TABLES:
        return False
    file.seek(box.begin)
    data = file.read(size - box.begin)
    position = 0
    while position + 8 <= len(data):
        position += max(struct.unpack_from(">I", data, position)[0], 8)
    return position == len(data)


def boxes(file: IO[bytes], size: int) -> Iterator[Box]:
    """The outermost boxes of an MP4 or MOV file of ``size`` bytes."""
    position = 0
    while position + 8 <= size:
        file.seek(position)
        header = file.read(16)
        kind, length, begin = header[4:8], int.from_bytes(header[:4], "big"), position + 8
        if length == 1:
            length, begin = int.from_bytes(header[8:16], "big"), position + 16
        if kind not in BOXES or 0 < length < 8:
            # Some writers leave rubbish behind the last box, and players do not mind.
            yield Box(_RUBBISH, size, size)
            return
        # Zero means "to the end of the file".
        position = position + length if length else size
        yield Box(kind, begin, position)


def is_matroska(start: bytes) -> bool:
    """Whether a file that begins so is Matroska or WebM."""
    return start[:4] == _EBML_HEADER.to_bytes(4, "big")


def matroska_track_types(file: IO[bytes]) -> Iterator[int]:
    """What each track of a Matroska file is: 1 for pictures, 2 for sound, 17 for subtitles."""
    _enter_segment(file)
    for identity, end in _elements(file, None):
        if identity == _CLUSTER:
            return
        if identity == _TRACKS and end is not None:
            for track, track_end in _elements(file, end):
                for field, field_end in _elements(file, track_end) if track == _TRACK else ():
                    if field == _TRACK_TYPE and field_end is not None:
                        yield int.from_bytes(file.read(max(min(field_end - file.tell(), 8), 0)), "big")


def _elements(file: IO[bytes], end: int | None) -> Iterator[tuple[int, int | None]]:
    """Elements from here on: identity and where each ends, None where that is unknown; they may be read in between."""
    position = file.tell()
    # Whatever a damaged length says, nothing lies behind the end of the file.
    last = file.seek(0, os.SEEK_END) if end is None else min(end, file.seek(0, os.SEEK_END))
    while position < last:
        file.seek(position)
        first = file.read(1)
        if not first or not first[0]:
            return
        identity = int.from_bytes(first + file.read(8 - first[0].bit_length()), "big")
        size, known = _ebml_size(file)
        position = file.tell() + size
        yield identity, position if known else None
        if not known:
            return


def _enter_segment(file: IO[bytes]) -> int | None:
    """Goes to the content of a Matroska file; where it ends, None where that is left open or there is none."""
    file.seek(4)
    header_size, _ = _ebml_size(file)
    if header_size > _LONGEST_HEADER:
        return None
    file.seek(header_size, os.SEEK_CUR)
    if int.from_bytes(file.read(4), "big") != _SEGMENT:
        return None
    segment_size, known = _ebml_size(file)
    return file.tell() + segment_size if known else None


def _ebml_size(file: IO[bytes]) -> tuple[int, bool]:
    """A variable-length size (RFC 8794, section 6) and whether it is known."""
    first = (file.read(1) or b"\0")[0]
    length = 9 - first.bit_length()
    value = (first & (0xFF >> length)) if first else 0
    for byte in file.read(length - 1 if first else 0):
        value = value << 8 | byte
    return value, first != 0 and value != (1 << 7 * length) - 1
