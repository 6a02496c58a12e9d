"""File name endings of pictures and videos: what folders are searched for, dialogs offer and drops are taken for."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rtstyle.media.files import PathLike

PICTURE_SUFFIXES = (".png", ".jpg", ".jpeg", ".webp", ".bmp", ".tif", ".tiff")
"""Of pictures that are read and written, lower case, the usual ones first."""

VIDEO_SUFFIXES = frozenset(
    {".mp4", ".m4v", ".mov", ".mkv", ".webm", ".avi", ".ts", ".m2ts", ".mts", ".3gp", ".asf", ".dv"}
    | {".flv", ".gif", ".m2v", ".mpeg", ".mpg", ".mxf", ".ogv", ".vob", ".wmv"}
)
"""Of videos that are read, lower case; `rtstyle.sinks.codecs.CONTAINERS` knows those that are written."""


def is_picture(path: PathLike) -> bool:
    """Whether a file's name ends like a picture's, in upper or lower case."""
    return PurePath(path).suffix.lower() in PICTURE_SUFFIXES


def is_video(path: PathLike) -> bool:
    """Whether a file's name ends like a video's, in upper or lower case."""
    return PurePath(path).suffix.lower() in VIDEO_SUFFIXES
