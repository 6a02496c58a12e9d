"""Pictures from files."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np
import numpy.typing as npt

from rtstyle.errors import MediaReadError
from rtstyle.media.files import PathLike, describe_os_error, require_readable_file
from rtstyle.media.orientation import apply_orientation
from rtstyle.media.picture_header import ImageHeader, PictureFormatError, read_image_header

if TYPE_CHECKING:
    from rtstyle.frame import Image

MAX_IMAGE_PIXELS = 200_000_000
"""Largest picture that is decoded, in pixels."""

_MAX_FILE_BYTES = 2**31 - 1


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A picture as it is to be looked at.

    Attributes:
        image: (H, W, 3) uint8 RGB in [0, 255], C-contiguous.
        loss: What the file had and ``image`` has not, in words; empty where that is nothing.
    """

    image: Image
    loss: str


def read_image(path: PathLike) -> Image:
    """As `read_picture`, for those who do not ask what was lost.

    Returns:
        (H, W, 3) uint8 RGB in [0, 255], C-contiguous.

    Raises:
        MediaReadError: See `read_picture`.
    """
    return read_picture(path).image


def read_picture(path: PathLike) -> Picture:
    """Reads a PNG, JPEG, WebP, BMP or TIFF picture the way it is to be looked at.

    EXIF rotation is applied, transparency is laid on white; greyscale, palette, CMYK, 16-bit and float
    pictures become 8-bit RGB.

    Args:
        path: The picture file.

    Raises:
        MediaReadError: The file is missing, a folder, empty, cut off, damaged, of another kind, or has more
            than `MAX_IMAGE_PIXELS` pixels (found out before they are decoded).
    """
    path = Path(path)
    if require_readable_file(path) > _MAX_FILE_BYTES:
        raise MediaReadError(f"cannot read {path}: the file is larger than 2 GB")
    try:
        data = path.read_bytes()
        header = read_image_header(data)
    except OSError as error:
        raise MediaReadError(f"cannot read {path}: {describe_os_error(error)}") from error
    except PictureFormatError as error:
        raise MediaReadError(f"cannot read {path}: {error}") from error
    if header.width * header.height > MAX_IMAGE_PIXELS:
        raise MediaReadError(
            f"cannot read {path}: {header.width}x{header.height} is more than"
            f" {MAX_IMAGE_PIXELS // 1_000_000} megapixels; scale it down first"
        )
    pixels = _decode(path, _unrotated(data, header))
    if pixels.shape[:2] != (header.height, header.width):
        raise MediaReadError(f"cannot read {path}: the picture does not have the size that its header tells")
    shallow = _to_uint8(pixels)
    return Picture(apply_orientation(_to_rgb(shallow), header.orientation), _loss(pixels, shallow))


def _unrotated(data: bytes, header: ImageHeader) -> bytes:
    """The file without its orientation where OpenCV would apply it unasked, which it does to TIFF alone."""
    if header.orientation_tag is None:
        return data
    upright = b"\1\0" if data.startswith(b"II") else b"\0\1"
    return data[: header.orientation_tag] + upright + data[header.orientation_tag + 2 :]


def _decode(path: Path, data: bytes) -> npt.NDArray[np.generic]:
    # Unchanged keeps alpha and depth; it leaves out the EXIF rotation, which is applied afterwards.
    try:
        pixels = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
    except cv2.error as error:
        raise MediaReadError(f"cannot read {path}: it is damaged ({error.err})") from error
    if pixels is None:
        raise MediaReadError(f"cannot read {path}: it is damaged or of an unusual kind")
    return pixels


def _loss(pixels: npt.NDArray[np.generic], shallow: Image) -> str:
    """What becomes of the decoded ``pixels``, which in 8 bits are ``shallow``."""
    losses = []
    if _has_alpha(shallow) and shallow[:, :, -1].min() < 255:
        losses.append("transparency was laid on white")
    if pixels.dtype.itemsize > 1:
        losses.append(f"{8 * pixels.dtype.itemsize} bits a channel became 8")
    return ", ".join(losses)


def _has_alpha(pixels: Image) -> bool:
    return pixels.ndim == 3 and pixels.shape[2] in {2, 4}


def _to_rgb(pixels: Image) -> Image:
    """(H, W), or (H, W, 1 to 4) in OpenCV's channel order, to (H, W, 3) RGB on white."""
    if pixels.ndim == 2:
        pixels = pixels[:, :, None]
    colors, alpha = pixels, None
    if _has_alpha(pixels):
        colors, alpha = pixels[:, :, :-1], pixels[:, :, -1:]
    rgb = np.repeat(colors, 3, axis=2) if colors.shape[2] == 1 else colors[:, :, ::-1]
    return np.ascontiguousarray(rgb) if alpha is None else _on_white(rgb, alpha)


def _to_uint8(pixels: npt.NDArray[np.generic]) -> Image:
    if pixels.dtype == np.uint8:
        return pixels.astype(np.uint8, copy=False)
    if pixels.dtype == np.uint16:
        # 65535 = 255 · 257; the rounding division stays within 32 bits.
        return np.asarray((pixels.astype(np.uint32) + 128) // 257, np.uint8)
    finite = np.nan_to_num(pixels.astype(np.float32), nan=0.0)
    return np.asarray(np.rint(np.clip(finite, 0.0, 1.0) * 255.0), np.uint8)


def _on_white(rgb: Image, alpha: Image) -> Image:
    weight = alpha.astype(np.uint16)
    blended = (rgb * weight + 255 * (255 - weight) + 127) // 255
    return np.asarray(blended, np.uint8)
