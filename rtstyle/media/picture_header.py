"""Size, orientation and completeness of a picture file, read from its structure before anything is decoded.

Decoders differ in what they do with a file that is cut off (some fill the rest with grey and call it a
picture), and they allocate what the header asks for. So both are settled here first.
"""

from __future__ import annotations

import dataclasses
import re
import struct
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_JPEG_MARKER = re.compile(rb"\xff+[^\x00\xff\xd0-\xd7]", re.DOTALL)
_JPEG_SIZE_MARKERS = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_TIFF_TYPE_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 16: 8}
_TIFF_INTEGERS = {1: "B", 3: "H", 4: "I", 16: "Q"}
_TAG_WIDTH, _TAG_HEIGHT, _TAG_ORIENTATION = 256, 257, 274
_TAG_OFFSETS_AND_COUNTS = ((273, 279), (324, 325))
_MAX_TIFF_ENTRIES = 4096
_MAX_TIFF_VALUES = 1_000_000


class PictureFormatError(ValueError):
    """The bytes are no picture of a known format, or not all of one. The message is the reason."""


@dataclasses.dataclass(frozen=True, slots=True)
class ImageHeader:
    """What the structure of a picture file tells.

    Attributes:
        format: "PNG", "JPEG", "WebP", "BMP" or "TIFF".
        width: Pixels as stored, before rotation.
        height: Pixels as stored, before rotation.
        orientation: EXIF orientation, 1 to 8.
        orientation_tag: Where a TIFF file stores it (offset of its two bytes), None elsewhere.
    """

    format: str
    width: int
    height: int
    orientation: int = 1
    orientation_tag: int | None = None


def read_image_header(data: bytes) -> ImageHeader:
    """Reads the header and checks that the file goes on to its end.

    Args:
        data: The whole file.

    Raises:
        PictureFormatError: Unknown format, cut off, or damaged where its structure shows it.
    """
    parse = _parser_for(data)
    if parse is None:
        raise PictureFormatError("not a picture in a known format (PNG, JPEG, WebP, BMP, TIFF)")
    try:
        header = parse(data)
    except (struct.error, IndexError) as error:
        raise PictureFormatError("it is cut off") from error
    if header.width <= 0 or header.height <= 0:
        raise PictureFormatError("it is damaged (its size is zero)")
    return header


def is_picture(start: bytes) -> bool:
    """Whether a file that starts with these bytes (16 or more) is a picture of a known format."""
    return _parser_for(start) is not None


def _parser_for(data: bytes) -> Callable[[bytes], ImageHeader] | None:
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return _png
    if data.startswith(b"\xff\xd8\xff"):
        return _jpeg
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return _webp
    if data.startswith(b"BM"):
        return _bmp
    if data[:4] in {b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+"}:
        return _tiff
    return None


def _png(data: bytes) -> ImageHeader:
    width, height, orientation = 0, 0, 1
    position = 8
    while True:
        length, kind = struct.unpack_from(">I4s", data, position)
        body = data[position + 8 : position + 8 + length]
        (checksum,) = struct.unpack_from(">I", data, position + 8 + length)
        if zlib.crc32(body, zlib.crc32(kind)) != checksum:
            raise PictureFormatError("it is damaged (a PNG checksum does not match)")
        if kind == b"IHDR":
            width, height = struct.unpack_from(">II", body)
        elif kind == b"eXIf":
            orientation = _exif_orientation(body)
        elif kind == b"IEND":
            return ImageHeader("PNG", width, height, orientation)
        position += 12 + length


def _jpeg(data: bytes) -> ImageHeader:
    width, height, orientation = 0, 0, 1
    for marker, body in _jpeg_segments(data):
        if marker in _JPEG_SIZE_MARKERS:
            height, width = struct.unpack_from(">HH", body, 1)
        elif marker == 0xE1 and body.startswith(b"Exif\x00\x00"):
            orientation = _exif_orientation(body[6:])
    return ImageHeader("JPEG", width, height, orientation)


def _jpeg_segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    position = 2
    while True:
        # Between segments lies entropy-coded data, in which 0xFF is followed by 0x00 or a restart marker.
        found = _JPEG_MARKER.search(data, position)
        if found is None:
            raise PictureFormatError("it is cut off")
        marker = data[found.end() - 1]
        if marker == 0xD9:
            return
        (length,) = struct.unpack_from(">H", data, found.end())
        yield marker, data[found.end() + 2 : found.end() + length]
        position = found.end() + max(length, 2)


def _webp(data: bytes) -> ImageHeader:
    (size,) = struct.unpack_from("<I", data, 4)
    if size + 8 > len(data):
        raise PictureFormatError("it is cut off")
    width, height, orientation = 0, 0, 1
    position = 12
    while position + 8 <= size + 8:
        kind, length = struct.unpack_from("<4sI", data, position)
        body = data[position + 8 : position + 8 + length]
        if kind == b"VP8X":
            width = 1 + int.from_bytes(body[4:7], "little")
            height = 1 + int.from_bytes(body[7:10], "little")
        elif kind == b"VP8 " and not width:
            width, height = (value & 0x3FFF for value in struct.unpack_from("<HH", body, 6))
        elif kind == b"VP8L" and not width:
            (bits,) = struct.unpack_from("<I", body, 1)
            width, height = 1 + (bits & 0x3FFF), 1 + ((bits >> 14) & 0x3FFF)
        elif kind == b"EXIF":
            orientation = _exif_orientation(body.removeprefix(b"Exif\x00\x00"))
        position += 8 + length + (length & 1)
    return ImageHeader("WebP", width, height, orientation)


def _bmp(data: bytes) -> ImageHeader:
    pixels_at, header_size = struct.unpack_from("<II", data, 10)
    if header_size == 12:
        width, height, _, depth = struct.unpack_from("<HHHH", data, 18)
        compression = 0
    else:
        width, height, _, depth, compression = struct.unpack_from("<iiHHI", data, 18)
    row = (width * depth + 31) // 32 * 4
    if compression in {0, 3} and pixels_at + row * abs(height) > len(data):
        raise PictureFormatError("it is cut off")
    return ImageHeader("BMP", width, abs(height))


def _tiff(data: bytes) -> ImageHeader:
    tags, places = _tiff_tags(data)
    for offsets_tag, counts_tag in _TAG_OFFSETS_AND_COUNTS:
        offsets, counts = tags.get(offsets_tag, ()), tags.get(counts_tag, ())
        if any(offset + count > len(data) for offset, count in zip(offsets, counts, strict=False)):
            raise PictureFormatError("it is cut off")
    width, height = (tags.get(tag, (0,))[0] for tag in (_TAG_WIDTH, _TAG_HEIGHT))
    return ImageHeader("TIFF", width, height, _valid_orientation(tags), places.get(_TAG_ORIENTATION))


def _exif_orientation(exif: bytes) -> int:
    # A photo with damaged EXIF is still a photo.
    try:
        return _valid_orientation(_tiff_tags(exif)[0])
    except (PictureFormatError, struct.error, IndexError):
        return 1


def _valid_orientation(tags: dict[int, tuple[int, ...]]) -> int:
    value = tags.get(_TAG_ORIENTATION, (1,))[0]
    return value if 1 <= value <= 8 else 1


def _tiff_tags(data: bytes) -> tuple[dict[int, tuple[int, ...]], dict[int, int]]:
    """The integer tags of the first directory (TIFF 6.0 and BigTIFF), and where their values lie."""
    order = {b"II": "<", b"MM": ">"}.get(data[:2])
    if order is None:
        raise PictureFormatError("it is damaged (its TIFF header)")
    (version,) = struct.unpack_from(order + "H", data, 2)
    big = version == 43
    (directory,) = struct.unpack_from(order + ("Q" if big else "I"), data, 8 if big else 4)
    (entries,) = struct.unpack_from(order + ("Q" if big else "H"), data, directory)
    start, size, inline = directory + (8 if big else 2), 20 if big else 12, 8 if big else 4
    tags: dict[int, tuple[int, ...]] = {}
    places: dict[int, int] = {}
    for entry in range(min(entries, _MAX_TIFF_ENTRIES)):
        at = start + size * entry
        tag, kind, count = struct.unpack_from(order + ("HHQ" if big else "HHI"), data, at)
        if kind not in _TIFF_INTEGERS or not 0 < count <= _MAX_TIFF_VALUES:
            continue
        value_at = at + (12 if big else 8)
        if count * _TIFF_TYPE_SIZES[kind] > inline:
            (value_at,) = struct.unpack_from(order + ("Q" if big else "I"), data, value_at)
        tags[tag] = struct.unpack_from(f"{order}{count}{_TIFF_INTEGERS[kind]}", data, value_at)
        places[tag] = value_at
    return tags, places
