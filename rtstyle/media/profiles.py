"""Colour profiles of pictures: the one in the file, or what its camera says in two letters."""

from __future__ import annotations

import contextlib
import functools
import io
import struct
from typing import TYPE_CHECKING

from PIL import ExifTags, ImageCms

if TYPE_CHECKING:
    from PIL import Image as Pillow

_ADOBE_RGB_INDEX, _ADOBE_RGB = "R03", 2


def srgb() -> ImageCms.ImageCmsProfile:
    """The profile of what screens show."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


def profile_of(picture: Pillow.Image) -> ImageCms.ImageCmsProfile | None:
    """The colour profile of a picture; a damaged one counts as none, and none as sRGB."""
    data = picture.info.get("icc_profile")
    if isinstance(data, bytes) and data:
        with contextlib.suppress(OSError, ImageCms.PyCMSError, ValueError):
            return ImageCms.ImageCmsProfile(io.BytesIO(data))
    # Cameras that are set to Adobe RGB put no profile into their files.
    return ImageCms.ImageCmsProfile(io.BytesIO(_adobe_rgb())) if _is_adobe_rgb(picture) else None


def _is_adobe_rgb(picture: Pillow.Image) -> bool:
    # A photo with damaged EXIF is still a photo.
    with contextlib.suppress(Exception):
        exif = picture.getexif()
        index = exif.get_ifd(ExifTags.IFD.Interop).get(ExifTags.Interop.InteropIndex, "")
        space = exif.get_ifd(ExifTags.IFD.Exif).get(ExifTags.Base.ColorSpace)
        return str(index).startswith(_ADOBE_RGB_INDEX) or space == _ADOBE_RGB
    return False


@functools.cache
def _adobe_rgb() -> bytes:
    """An ICC profile (version 2, ICC.1:2001-04) of Adobe RGB (1998), whose primaries are given under D50."""
    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, 563) + b"\0\0"
    tags = {
        b"desc": b"desc\0\0\0\0" + struct.pack(">I", 10) + b"Adobe RGB\0" + bytes(80),
        b"cprt": b"text\0\0\0\0none\0\0\0\0",
        b"wtpt": _xyz(0.9642, 1.0, 0.8249),
        b"rXYZ": _xyz(0.60974, 0.31111, 0.01947),
        b"gXYZ": _xyz(0.20528, 0.62567, 0.06087),
        b"bXYZ": _xyz(0.14919, 0.06322, 0.74457),
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    place = 128 + 4 + 12 * len(tags)
    table, body = struct.pack(">I", len(tags)), b""
    for name, data in tags.items():
        table += struct.pack(">4sII", name, place + len(body), len(data))
        body += data
    head = struct.pack(">II4s4s4s12s4s", 0, 0x02100000, b"mntr", b"RGB ", b"XYZ ", bytes(12), b"acsp")
    head = struct.pack(">I", place + len(body)) + head
    return head.ljust(68, b"\0") + _xyz(0.9642, 1.0, 0.8249)[8:] + bytes(48) + table + body


def _xyz(*values: float) -> bytes:
    return b"XYZ \0\0\0\0" + struct.pack(">3i", *(round(value * 65536) for value in values))
