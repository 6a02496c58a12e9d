"""File name endings of pictures and videos: what folders are searched for, dialogs offer and drops are taken for."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rtstyle.media.files import PathLike

WRITTEN_PICTURE_SUFFIXES = (".png", ".jpg", ".jpeg", ".webp", ".bmp", ".tif", ".tiff")
"""Of pictures that are read and written, lower case, the usual ones first."""

PICTURE_SUFFIXES = (*WRITTEN_PICTURE_SUFFIXES, ".jfif", ".jpe", ".avif")
"""Of pictures that are read, lower case, the usual ones first."""

UNREAD_SUFFIXES = frozenset(
    {".heic", ".heif", ".hif", ".jxl", ".jp2", ".psd", ".svg", ".exr", ".hdr", ".tga", ".ico", ".xcf"}
    | {".dng", ".nef", ".nrw", ".arw", ".sr2", ".cr2", ".cr3", ".crw", ".raf", ".orf", ".rw2", ".pef"}
    | {".srw", ".3fr", ".iiq", ".x3f"}
)
"""Of pictures that are not read, lower case."""

VIDEO_SUFFIXES = frozenset(
    {".mp4", ".m4v", ".mov", ".mkv", ".webm", ".avi", ".ts", ".m2ts", ".mts", ".3gp", ".asf", ".dv"}
    | {".flv", ".gif", ".m2v", ".mjpeg", ".mjpg", ".mpeg", ".mpg", ".mxf", ".ogv", ".vob", ".wmv"}
)
"""Of videos that are read, lower case; `rtstyle.sinks.container_formats.CONTAINERS` knows those that are written."""


def is_picture(path: PathLike) -> bool:
    """Whether a file's name ends like a picture's, in upper or lower case."""
    return PurePath(path).suffix.lower() in PICTURE_SUFFIXES


def is_video(path: PathLike) -> bool:
    """Whether a file's name ends like a video's, in upper or lower case."""
    return PurePath(path).suffix.lower() in VIDEO_SUFFIXES


def painted_name(name: PurePath) -> PurePath:
    """What a painting of a picture is called: the same, or a JPEG where that kind is read only."""
    return name if name.suffix.lower() in WRITTEN_PICTURE_SUFFIXES else name.with_suffix(".jpg")
