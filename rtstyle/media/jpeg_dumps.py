"""What cameras send over HTTP, saved as it came: JPEG after JPEG, each with a header of its own or without."""

from __future__ import annotations

import mmap
import re
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_LOOKED_AT = 16 * 2**20
_JPEG = b"\xff\xd8\xff"
_PART = re.compile(rb"^\s*--[^\r\n]*\r?\n(?:[^\r\n]+\r?\n)*?content-type:\s*image/jpe?g", re.IGNORECASE)
# Coded pictures contain no such bytes; thumbnails in them are followed by something else.
_ANOTHER = re.compile(rb"\xff\xd9[\r\n\0]{0,4}\xff\xd8\xff")
_SEVERAL_IN_ONE = b"MPF\0"
"""A photo may have a second one behind it, of the other eye or for bright screens (CIPA DC-007)."""
_STAMP = re.compile(rb"\nx-timestamp:\s*(\d+(?:\.\d+)?)", re.IGNORECASE)


def is_jpeg_dump(path: Path) -> bool:
    """Whether a file is a film of JPEGs, and no photo."""
    try:
        with path.open("rb") as file:
            start = file.read(2048)
            if start[:3] != _JPEG:
                return _PART.match(start) is not None
            start += file.read(_LOOKED_AT)
    except OSError:
        return False
    return _SEVERAL_IN_ONE not in start[: 2**17] and _ANOTHER.search(start) is not None


def sent_times(path: Path) -> list[Fraction]:
    """When each picture was sent, seconds after the first, by the headers between them; empty where none tells."""
    try:
        with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            stamps = [Fraction(match[1].decode()) for match in _STAMP.finditer(data)]
    except (OSError, ValueError):
        return []
    return [stamp - stamps[0] for stamp in stamps]
