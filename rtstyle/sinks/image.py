"""Pictures into files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import cv2

from rtstyle.errors import MediaWriteError, UsageError
from rtstyle.media.atomic import write_whole
from rtstyle.media.files import PathLike, reporting_write_errors, require_writable_target
from rtstyle.media.suffixes import WRITTEN_PICTURE_SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rtstyle.frame import Image

"""File name endings that `write_image` knows."""

_MAX_SIDE = {".jpg": 65_500, ".jpeg": 65_500, ".webp": 16_383}


def write_image(path: PathLike, image: Image, quality: int = 95) -> None:
    """Writes a picture; the name's ending chooses the format. The file appears only when it is whole.

    Args:
        path: Ends in one of `WRITTEN_PICTURE_SUFFIXES`. A file of that name is replaced.
        image: (H, W, 3) uint8 RGB in [0, 255].
        quality: 1 to 100 for JPEG and WebP; the others are lossless.

    Raises:
        UsageError: Unknown ending.
        MediaWriteError: Picture too large for the format, missing or read-only folder, full disk. What stood
            under the name before is left as it was.
    """
    path = Path(path)
    suffix = image_suffix(path)
    if max(image.shape[:2]) > _MAX_SIDE.get(suffix, max(image.shape[:2])):
        raise MediaWriteError(
            f"cannot write {path}: {suffix} holds {_MAX_SIDE[suffix]} pixels a side at most; write a .png"
        )
    with reporting_write_errors(path):
        whole, encoded = cv2.imencode(suffix, image[:, :, ::-1], _options(suffix, quality))
    if not whole:
        raise MediaWriteError(f"cannot write {path}: the picture cannot be encoded as {suffix}")
    target = require_writable_target(path)
    with reporting_write_errors(path):
        write_whole(target, encoded.tobytes())


def image_suffix(path: PathLike) -> str:
    """The lower-case ending of a picture's file name.

    Raises:
        UsageError: It is none that `write_image` knows.
    """
    suffix = Path(path).suffix.lower()
    if suffix not in WRITTEN_PICTURE_SUFFIXES:
        raise UsageError(
            f"cannot write {path}: unknown picture format {suffix!r}; use one of {' '.join(WRITTEN_PICTURE_SUFFIXES)}"
        )
    return suffix


def _options(suffix: str, quality: int) -> Sequence[int]:
    quality = min(max(quality, 1), 100)
    if suffix in {".jpg", ".jpeg"}:
        # Thin coloured strokes fray when the colours are stored at half resolution.
        sampling = (
            cv2.IMWRITE_JPEG_SAMPLING_FACTOR_444 if quality >= 90 else cv2.IMWRITE_JPEG_SAMPLING_FACTOR_420
        )
        return [cv2.IMWRITE_JPEG_QUALITY, quality, cv2.IMWRITE_JPEG_SAMPLING_FACTOR, sampling]
    if suffix == ".webp":
        return [cv2.IMWRITE_WEBP_QUALITY, quality]
    return []
