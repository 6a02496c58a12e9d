"""Pictures from files, as they are to be looked at: read by Pillow, within limits."""

from __future__ import annotations

import contextlib
import dataclasses
import threading
import warnings
from pathlib import Path
from typing import IO, TYPE_CHECKING

from PIL import Image as Pillow
from PIL import TiffImagePlugin, UnidentifiedImageError

from rtstyle.errors import MediaReadError
from rtstyle.media.files import PathLike, describe_os_error, require_readable_file
from rtstyle.media.orientation import apply_orientation
from rtstyle.media.pixels import UnshowableError, bits_per_channel, to_rgb
from rtstyle.media.suffixes import UNREAD_SUFFIXES
from rtstyle.media.tiff import find_photo, read_float_tiff

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rtstyle.frame import Image

MAX_IMAGE_PIXELS = 200_000_000
"""Largest picture that is decoded, in pixels."""

# What decoders take beside the result: of these, so many pixels fit into as much memory as that many of a JPEG do.
_MAX_PIXELS_OF = {"WEBP": 80_000_000, "AVIF": 70_000_000}
_MAX_PIXELS_PROGRESSIVE = 100_000_000
_MAX_FILE_BYTES = 2**31 - 1
# A code of one bit for each block of 8x8 is the least: a smaller file is a bomb, which decoders fill up with grey.
_MOST_PIXELS_PER_JPEG_BYTE = 64 * 8

_FORMATS = ("PNG", "JPEG", "WEBP", "AVIF", "BMP", "GIF", "TIFF")
_NAMES = "PNG, JPEG, WebP, AVIF, BMP, GIF, TIFF"
_MOVING = {"PNG", "WEBP", "GIF", "AVIF"}
_ORIENTATION = 274


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A picture as it is to be looked at.

    Attributes:
        image: (H, W, 3) uint8 RGB in [0, 255], C-contiguous, in the colours of sRGB.
        loss: What the file had and ``image`` has not, in words; empty where that is nothing.
    """

    image: Image
    loss: str


@dataclasses.dataclass(frozen=True, slots=True)
class PictureHeader:
    """What a picture file tells before it is decoded.

    Attributes:
        format: ``PNG``, ``JPEG``, ``WEBP``, ``AVIF``, ``BMP``, ``GIF`` or ``TIFF``.
        width: Pixels as stored, before rotation.
        height: Pixels as stored, before rotation.
        moving: It holds several pictures, to be shown one after the other.
    """

    format: str
    width: int
    height: int
    moving: bool


def read_image(path: PathLike) -> Image:
    """As `read_picture`, for those who do not ask what was lost.

    Returns:
        (H, W, 3) uint8 RGB in [0, 255], C-contiguous.

    Raises:
        MediaReadError: See `read_picture`.
    """
    return read_picture(path).image


def read_picture(path: PathLike) -> Picture:
    """Reads a PNG, JPEG, WebP, AVIF, BMP, GIF or TIFF picture the way it is to be looked at.

    EXIF rotation is applied, colours are converted by the file's profile to sRGB, transparency is laid on white;
    greyscale, palette, CMYK, 16-bit and float pictures become 8-bit RGB. Of several pictures the first is taken.

    Args:
        path: The picture file.

    Raises:
        MediaReadError: The file is missing, a folder, empty, cut off, damaged, of another kind, a camera's raw file,
            or has more than `MAX_IMAGE_PIXELS` pixels (found out before they are decoded).
    """
    path = Path(path)
    with reporting_damage(path), _open_file(path) as file:
        floats = read_float_tiff(file, MAX_IMAGE_PIXELS)
        if floats is not None:
            return Picture(floats, "32 bits a channel became 8")
        with open_picture(path, file) as picture:
            losses = [_loss_of_frames(picture)]
            if picture.format == "PNG":
                _verify(path)
            depth = bits_per_channel(picture)
            image, was_transparent = to_rgb(picture)
            # Pillow turns TIFF by itself, and tells that by the tag.
            orientation = _orientation(picture)
    if was_transparent:
        losses.append("transparency was laid on white")
    if depth > 8:
        losses.append(f"{depth} bits a channel became 8")
    return Picture(apply_orientation(image, orientation), ", ".join(filter(None, losses)))


def read_header(path: PathLike) -> PictureHeader:
    """What a picture file tells of itself; nothing is decoded.

    Raises:
        MediaReadError: As `read_picture`, as far as the header shows it.
    """
    path = Path(path)
    with reporting_damage(path), _open_file(path) as file, open_picture(path, file) as picture:
        kind = "JPEG" if picture.format == "MPO" else str(picture.format)
        return PictureHeader(kind, picture.width, picture.height, frame_count(picture) > 1)


def is_still_picture(path: Path) -> bool:
    """Whether a file is a picture that does not move, by its beginning; what moves may be played."""
    try:
        return not read_header(path).moving
    except MediaReadError:
        return False


@contextlib.contextmanager
def open_picture(path: Path, file: IO[bytes]) -> Iterator[Pillow.Image]:
    """A picture of an open file, in Pillow's hands, not decoded yet; it is as large as is allowed.

    Raises:
        MediaReadError: It is too large, or a camera's raw file.
        Exception: Whatever Pillow raises for what is none; see `reporting_damage`.
    """
    with _quiet_pillow():
        picture = Pillow.open(file, formats=_FORMATS)
    with picture:
        _require_allowed_size(path, picture)
        if isinstance(picture, TiffImagePlugin.TiffImageFile):
            find_photo(picture, file)
            _require_allowed_size(path, picture)
        yield picture


@contextlib.contextmanager
def reporting_damage(path: Path) -> Iterator[None]:
    """Turns what Pillow raises into MediaReadError."""
    try:
        yield
    except MediaReadError:
        raise
    except UnidentifiedImageError:
        raise MediaReadError(f"cannot read {path}: {_why_unknown(path)}") from None
    except UnshowableError as error:
        raise MediaReadError(f"cannot read {path}: {error}") from error
    except MemoryError as error:
        raise MediaReadError(f"cannot read {path}: there is not enough memory for it") from error
    except OSError as error:
        reason = describe_os_error(error) if error.errno else f"it is cut off or damaged ({_one_line(error)})"
        raise MediaReadError(f"cannot read {path}: {reason}") from error
    except Exception as error:  # decoders that are fed damage raise whatever they like
        raise MediaReadError(f"cannot read {path}: it is damaged ({_one_line(error)})") from error


def frame_count(picture: Pillow.Image) -> int:
    """How many pictures are to be shown one after the other; a stereo photo or the pages of a scan are not."""
    return int(getattr(picture, "n_frames", 1)) if picture.format in _MOVING else 1


_settings_lock = threading.Lock()


@contextlib.contextmanager
def _quiet_pillow() -> Iterator[None]:
    """Pillow without its warnings and its own limit of pixels: both are the process's, so they are put back."""
    with _settings_lock, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        limit, Pillow.MAX_IMAGE_PIXELS = Pillow.MAX_IMAGE_PIXELS, None
        try:
            yield
        finally:
            Pillow.MAX_IMAGE_PIXELS = limit


@contextlib.contextmanager
def _open_file(path: Path) -> Iterator[IO[bytes]]:
    if require_readable_file(path) > _MAX_FILE_BYTES:
        raise MediaReadError(f"cannot read {path}: the file is larger than 2 GB")
    with path.open("rb") as file:
        yield file


def _require_allowed_size(path: Path, picture: Pillow.Image) -> None:
    pixels = picture.width * picture.height
    limit = _MAX_PIXELS_OF.get(str(picture.format), MAX_IMAGE_PIXELS)
    if picture.info.get("progressive"):
        limit = _MAX_PIXELS_PROGRESSIVE
    size = f"cannot read {path}: {picture.width}x{picture.height}"
    if pixels > MAX_IMAGE_PIXELS:
        raise MediaReadError(
            f"{size} is more than {MAX_IMAGE_PIXELS // 1_000_000} megapixels; scale it down first"
        )
    if pixels > limit:
        raise MediaReadError(
            f"{size} is more than the {limit // 1_000_000} megapixels that a picture of its kind may have; scale it"
            " down first"
        )
    if picture.format in {"JPEG", "MPO"} and pixels > path.stat().st_size * _MOST_PIXELS_PER_JPEG_BYTE:
        raise MediaReadError(f"{size} is more than so small a file can hold; it is cut off or damaged")


def _verify(path: Path) -> None:
    """Compares a PNG's checksums; its decoder looks at some only."""
    with path.open("rb") as file, _quiet_pillow(), Pillow.open(file, formats=("PNG",)) as picture:
        picture.verify()


def _orientation(picture: Pillow.Image) -> int:
    """EXIF orientation, 1 to 8."""
    # A photo with damaged EXIF is still a photo.
    with contextlib.suppress(Exception), _quiet_pillow():
        value = picture.getexif().get(_ORIENTATION, 1)
        return value if value in range(1, 9) else 1
    return 1


def _loss_of_frames(picture: Pillow.Image) -> str:
    frames = frame_count(picture)
    if frames > 1:
        return f"only the first of its {frames} frames was painted (rtstyle video paints all)"
    if picture.format == "TIFF" and (pages := int(getattr(picture, "n_frames", 1))) > 1:
        return f"only one of its {pages} pages was painted"
    return ""


def _why_unknown(path: Path) -> str:
    if path.suffix.lower() in UNREAD_SUFFIXES:
        return f"{path.suffix} pictures are not read; save it as JPEG, PNG or TIFF first"
    return f"not a picture in a known format ({_NAMES}), or damaged"


def _one_line(error: BaseException) -> str:
    return " ".join(str(error).split()) or type(error).__name__
