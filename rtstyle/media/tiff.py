"""What is peculiar to TIFF: previews in the place of the photo, and colours in floating point."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

import cv2
import numpy as np
from PIL import TiffImagePlugin

from rtstyle.media.pixels import UnshowableError, from_floats

if TYPE_CHECKING:
    from rtstyle.frame import Image

_WIDTH, _HEIGHT, _BITS, _PHOTOMETRIC, _SAMPLE_FORMAT = 256, 257, 258, 262, 339
_PLANES = 284
_RGB, _FLOAT, _SEPARATE = 2, 3, 2
_SUBFILE, _SUB_DIRECTORIES, _DNG_VERSION = 254, 330, 50706
_REDUCED = 1
_MOST_PAGES = 100
# Of 12 bytes each, beside which OpenCV has them once more.
_SHARE = 4
_MAX_FILE_BYTES = 1 << 30


def read_float_tiff(file: IO[bytes], max_pixels: int) -> Image | None:
    """Reads a TIFF picture of three 32-bit floating-point channels; its orientation is applied.

    Args:
        file: Read from its beginning, and left there.
        max_pixels: A quarter of them are allowed here.

    Returns:
        (H, W, 3) uint8 RGB; None where the file is something else.
    """
    size = _size(file)
    file.seek(0)
    if size is None:
        return None
    if size[0] * size[1] > max_pixels // _SHARE:
        raise UnshowableError(
            f"{size[0]}x{size[1]} in floating point is more than {max_pixels // _SHARE // 1_000_000} megapixels;"
            " scale it down first"
        )
    data = file.read(_MAX_FILE_BYTES)
    file.seek(0)
    try:
        pixels = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
    except cv2.error as error:
        raise UnshowableError(f"it is damaged ({error.err})") from error
    if pixels is None or pixels.ndim != 3 or pixels.dtype != np.float32:
        raise UnshowableError("it is cut off or damaged")
    return np.ascontiguousarray(from_floats(pixels[:, :, 2::-1]))


def _size(file: IO[bytes]) -> tuple[int, int] | None:
    """Width and height where the file is of that kind."""
    head = file.read(16)
    if head[:4] not in {b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"}:
        return None
    tags = _tags(head, file)
    bits, kinds = (tuple(tags.get(tag, ())) for tag in (_BITS, _SAMPLE_FORMAT))
    if tags.get(_PHOTOMETRIC) != _RGB or {*bits} != {32} or {*kinds} != {_FLOAT} or len(bits) < 3:
        return None
    return int(tags[_WIDTH]), int(tags[_HEIGHT])


def find_photo(picture: TiffImagePlugin.TiffImageFile, file: IO[bytes]) -> None:
    """Goes to the first page that is no preview.

    Args:
        picture: At its first page.
        file: What it is read from.

    Raises:
        UnshowableError: There is none: the photo is a camera's raw data.
    """
    for page in range(min(picture.n_frames, _MOST_PAGES)):
        picture.seek(page)
        if not picture.tag_v2.get(_SUBFILE, 0) & _REDUCED and not _is_preview(picture, file):
            _require_known_planes(picture)
            return
    raise UnshowableError(
        "it is a camera's raw file, of which only a preview can be read; develop it to a JPEG or TIFF first"
    )


def _require_known_planes(picture: TiffImagePlugin.TiffImageFile) -> None:
    # Pillow takes their bytes for pixels.
    bits = picture.tag_v2.get(_BITS, (8,))
    if (
        picture.tag_v2.get(_PLANES) == _SEPARATE
        and max(bits) > 8
        and picture.info.get("compression") == "raw"
    ):
        raise UnshowableError(
            f"its channels of {max(bits)} bits lie in separate planes; save it interleaved, or with LZW"
        )


def _is_preview(picture: TiffImagePlugin.TiffImageFile, file: IO[bytes]) -> bool:
    """Whether what stands below this page is larger, or not a picture yet."""
    file.seek(0)
    head = file.read(16)
    if _DNG_VERSION in picture.tag_v2 or head[8:10] == b"CR":
        return True
    places = picture.tag_v2.get(_SUB_DIRECTORIES, ())
    for place in places[:_MOST_PAGES] if isinstance(places, tuple) else (places,):
        below = _tags(head, file, int(place))
        if below.get(_WIDTH, 0) * below.get(_HEIGHT, 0) > picture.width * picture.height:
            return True
    return False


def _tags(head: bytes, file: IO[bytes], place: int | None = None) -> TiffImagePlugin.ImageFileDirectory_v2:
    """The directory at a place, or the first, of a file that begins with ``head``."""
    is_big = 43 in head[2:4]
    tags = TiffImagePlugin.ImageFileDirectory_v2(head if is_big else head[:8])
    file.seek(tags.next if place is None else place)
    tags.load(file)
    return tags
