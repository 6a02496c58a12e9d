"""From what Pillow decodes to RGB in 8 bits: depth, colour profile, transparency."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from PIL import Image as Pillow
from PIL import ImageCms, TiffImagePlugin

from rtstyle.media.profiles import profile_of, srgb

if TYPE_CHECKING:
    from collections.abc import Callable

    from rtstyle.frame import Image

# So much is converted at once: a picture of the largest size must fit into memory, not three copies of it.
_STRIP_PIXELS = 1 << 20
_BITS, _PHOTOMETRIC = 258, 262
_WHITE_IS_ZERO = 0
# The modes of Pillow that a profile of a colour space applies to, and what they are converted to for it.
_MODES_OF_SPACE = {
    "GRAY": ({"1", "L", "LA", "La"}, "L"),
    "RGB": ({"P", "PA", "RGB", "RGBA", "RGBa", "RGBX", "YCbCr"}, "RGB"),
    "CMYK": ({"CMYK"}, "CMYK"),
}


class UnshowableError(ValueError):
    """Pixels of which it is not known how they are to look. The message is the reason."""


def bits_per_channel(picture: Pillow.Image) -> int:
    """Depth of a picture that is not decoded yet."""
    if isinstance(picture, TiffImagePlugin.TiffImageFile):
        return int(max(picture.tag_v2.get(_BITS, (8,))))
    # In PNG only; the decoder's argument is the layout of what is stored.
    is_deep = picture.format == "PNG" and "16" in str(picture.tile[0].args)  # type: ignore[attr-defined]
    return 16 if is_deep else 8


def to_rgb(picture: Pillow.Image) -> tuple[Image, bool]:
    """Decodes a picture, or the frame that it stands at.

    Returns:
        (H, W, 3) uint8 RGB in [0, 255], sRGB, on white; and whether some of it was transparent.

    Raises:
        UnshowableError: It has values of an unknown range.
        Exception: Whatever Pillow raises for damage.
    """
    picture.load()
    to_eight_bits = _depth_converter(picture)
    to_srgb = _profile_converter(picture, to_eight_bits is not None)
    has_alpha = picture.has_transparency_data and to_eight_bits is None and not _is_blank(picture)
    width, height = picture.size
    result = np.empty((height, width, 3), np.uint8)
    rows = max(1, _STRIP_PIXELS // width)
    was_transparent = False
    for top in range(0, height, rows):
        strip = picture.crop((0, top, width, min(top + rows, height)))
        if to_eight_bits is not None:
            strip = Pillow.fromarray(to_eight_bits(np.asarray(strip)))
        # First: a colour that stands for transparency is none any more when it has been converted.
        alpha = np.asarray(strip.convert("RGBA"))[:, :, 3:] if has_alpha else None
        rgb = np.asarray(to_srgb(strip))
        if alpha is not None:
            was_transparent |= bool(alpha.min() < 255)
            rgb = _on_white(rgb, alpha)
        result[top : top + rows] = rgb
    return result, was_transparent


def _is_blank(picture: Pillow.Image) -> bool:
    """Whether the transparency of a BMP is but a byte that its writer left at zero."""
    is_bitmap = picture.format == "BMP" and picture.mode == "RGBA"
    return is_bitmap and picture.getchannel("A").getextrema() == (0, 0)


def _depth_converter(picture: Pillow.Image) -> Callable[[npt.NDArray[np.generic]], Image] | None:
    """What makes 8 bits of (H, W) values in another depth, where Pillow would only cut them off."""
    negative = False
    if isinstance(picture, TiffImagePlugin.TiffImageFile):
        negative = picture.tag_v2.get(_PHOTOMETRIC) == _WHITE_IS_ZERO
    if picture.mode.startswith("I;16"):
        return lambda values: _from_sixteen_bits(values, negative=negative)
    if picture.mode == "I":
        raise UnshowableError(
            "its values are whole numbers of an unknown range; save it with 8 or 16 bits a channel"
        )
    if picture.mode == "F":
        return lambda values: from_floats(values, negative=negative)
    return None


def _from_sixteen_bits(values: npt.NDArray[np.generic], *, negative: bool) -> Image:
    wide = values.astype(np.uint32)
    # 65535 = 255 · 257; the rounding division stays within 32 bits.
    return np.asarray((((65_535 - wide) if negative else wide) + 128) // 257, np.uint8)


def from_floats(values: npt.NDArray[np.generic], *, negative: bool = False) -> Image:
    """Floating-point values, of which 0 is black and 1 white, cut to what can be shown.

    Args:
        values: Any shape; what is no number is black.
        negative: 0 is white.

    Returns:
        uint8 of the same shape.

    Raises:
        UnshowableError: Most of it lies beyond 1.
    """
    finite = np.nan_to_num(values.astype(np.float32), nan=0.0)
    if np.count_nonzero(finite > 1.0) * 2 > finite.size:
        raise UnshowableError(
            "most of its floating-point values lie beyond 1, which is white; scale them to 0…1"
        )
    shown = np.clip(finite, 0.0, 1.0)
    return np.asarray(np.rint((1.0 - shown if negative else shown) * 255.0), np.uint8)


def _profile_converter(picture: Pillow.Image, was_deep: bool) -> Callable[[Pillow.Image], Pillow.Image]:
    """What makes RGB in sRGB of a part of the picture, by the profile in the file if there is a usable one."""
    mode = "L" if was_deep else picture.mode
    if mode == "LAB":
        transform = ImageCms.buildTransform(ImageCms.createProfile("LAB"), srgb(), "LAB", "RGB")
        return lambda part: _transformed(part, transform)
    profile = profile_of(picture)
    if profile is not None:
        modes, needed = _MODES_OF_SPACE.get(profile.profile.xcolor_space.strip(), (set(), ""))
        # Perceptual, as browsers do: it decides where colours lie that sRGB cannot show.
        if mode in modes:
            try:
                transform = ImageCms.buildTransform(
                    profile, srgb(), needed, "RGB", ImageCms.Intent.PERCEPTUAL
                )
            except ImageCms.PyCMSError:
                return _without_alpha
            return lambda part: _transformed(_without_alpha(part, needed), transform)
    return _without_alpha


def _without_alpha(part: Pillow.Image, mode: str = "RGB") -> Pillow.Image:
    # By way of RGBA, where transparency is a colour or an entry of a palette.
    if part.mode in {"P", "PA", "La", "RGBa"} and part.has_transparency_data:
        part = part.convert("RGBA")
    part.info.pop("transparency", None)
    return part if part.mode == mode else part.convert(mode)


def _transformed(part: Pillow.Image, transform: ImageCms.ImageCmsTransform) -> Pillow.Image:
    converted = ImageCms.applyTransform(part, transform)
    assert converted is not None
    return converted


def _on_white(rgb: npt.NDArray[np.uint8], alpha: npt.NDArray[np.uint8]) -> Image:
    weight = alpha.astype(np.uint16)
    return np.asarray((rgb * weight + 255 * (255 - weight) + 127) // 255, np.uint8)
