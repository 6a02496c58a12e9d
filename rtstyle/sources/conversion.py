"""Decoded frames made into pictures: upright, square pixels, RGB by the colour tags that they carry."""

from __future__ import annotations

import struct
from fractions import Fraction
from typing import TYPE_CHECKING

import cv2
import numpy as np
import numpy.typing as npt
from av.sidedata.sidedata import SideData
from av.video.reformatter import ColorRange, Colorspace, Interpolation, VideoReformatter

from rtstyle.media.orientation import apply_orientation
from rtstyle.sources.gamut import BT2020_TO_BT709, PRIMARIES_BT2020, convert_gamut, matrix_to_bt709
from rtstyle.sources.hdr import TRANSFER_HLG, TRANSFER_PQ, tone_map

if TYPE_CHECKING:
    import av

    from rtstyle.frame import Image

# AVColorSpace (ITU-T H.273 matrix coefficients) to what the scaler calls them.
_MATRICES = {
    1: Colorspace.ITU709,
    4: Colorspace.FCC,
    5: Colorspace.ITU601,
    6: Colorspace.ITU601,
    7: Colorspace.SMPTE240M,
    9: Colorspace.BT2020,
    10: Colorspace.BT2020,
}
_HD_HEIGHT, _HD_WIDTH = 720, 1280
_MAX_PIXEL_ASPECT = 4
_SAME_SHAPE = 0.98
_UNSPECIFIED = 2


class FrameConverter:
    """Turns every decoded frame of one stream into a picture of the same size.

    Attributes:
        notes: What had to be done that somebody may want to know, one line each.
    """

    def __init__(self, example: av.VideoFrame, pixel_aspect: Fraction | None) -> None:
        """Takes size and orientation from one of a stream's frames; others are fitted into it.

        Args:
            example: A decoded frame.
            pixel_aspect: Width by height of one stored pixel, None where unknown.
        """
        self._width, self._height = _shown_size(example, pixel_aspect)
        self._orientation = frame_orientation(example)
        self._reformatter = VideoReformatter()
        self._notes: dict[str, None] = {}

    @property
    def notes(self) -> tuple[str, ...]:
        """What had to be done, in order."""
        return tuple(self._notes)

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the pictures."""
        if self._orientation >= 5:
            return self._height, self._width
        return self._width, self._height

    def convert(self, frame: av.VideoFrame, pixel_aspect: Fraction | None = None) -> Image:
        """(H, W, 3) uint8 RGB in [0, 255]; see `size`.

        Args:
            frame: A decoded frame.
            pixel_aspect: Width by height of one of its pixels; None for square ones.

        Raises:
            av.error.FFmpegError: The frame's pixel format cannot be converted.
        """
        shown = _shown_size(frame, pixel_aspect)
        size = _fitted(shown, (self._width, self._height))
        image = self._on_white(frame, size) if _has_alpha(frame) else self._opaque(frame, size)
        if shown != (self._width, self._height):
            self._notes["its picture changes size in between: all is shown in one size"] = None
        return apply_orientation(_in_the_middle(image, self._width, self._height), self._orientation)

    def _opaque(self, frame: av.VideoFrame, size: tuple[int, int]) -> Image:
        return self._to_bt709(self._reformat(frame, size, "rgb48le" if _is_deep(frame) else "rgb24"), frame)

    def _on_white(self, frame: av.VideoFrame, size: tuple[int, int]) -> Image:
        """Lays a picture on white before it is scaled, so that nothing hidden shows at its edges."""
        stored = self._reformat(frame, (frame.width, frame.height), "rgba64le" if _is_deep(frame) else "rgba")
        alpha = stored[..., 3:].astype(np.float32) / np.iinfo(stored.dtype).max
        rgb = self._to_bt709(np.ascontiguousarray(stored[..., :3]), frame)
        if alpha.min(initial=1.0) < 1:
            self._notes["its transparent parts are laid on white"] = None
            rgb = np.rint(rgb * alpha + 255 * (1 - alpha)).astype(np.uint8)
        if rgb.shape[1::-1] == size:
            return rgb
        return np.asarray(cv2.resize(rgb, size, interpolation=cv2.INTER_CUBIC), np.uint8)

    def _reformat(
        self, frame: av.VideoFrame, size: tuple[int, int], pixel_format: str
    ) -> npt.NDArray[np.unsignedinteger]:
        same_size = (frame.width, frame.height) == size
        converted = self._reformatter.reformat(
            frame,
            width=size[0],
            height=size[1],
            format=pixel_format,
            src_colorspace=_matrix(frame),
            src_color_range=_range(frame),
            dst_color_range=ColorRange.JPEG,
            interpolation=Interpolation.BILINEAR if same_size else Interpolation.BICUBIC,
            threads=1,
        )
        return converted.to_ndarray()  # type: ignore[return-value]  # of integers, by its format

    def _to_bt709(self, rgb: npt.NDArray[np.unsignedinteger], frame: av.VideoFrame) -> Image:
        gamut = _gamut(frame)
        if _is_high_range(frame):
            return tone_map(_deep(rgb), frame.color_trc, BT2020_TO_BT709 if gamut is None else gamut)
        return rgb.astype(np.uint8, copy=False) if gamut is None else convert_gamut(_deep(rgb), gamut)


def _deep(rgb: npt.NDArray[np.unsignedinteger]) -> npt.NDArray[np.uint16]:
    return rgb.astype(np.uint16) * 257 if rgb.dtype == np.uint8 else rgb.astype(np.uint16, copy=False)


def _shown_size(frame: av.VideoFrame, pixel_aspect: Fraction | None) -> tuple[int, int]:
    """Width and height with square pixels, not turned."""
    aspect = pixel_aspect if pixel_aspect and pixel_aspect > 0 else Fraction(1)
    aspect = min(max(aspect, Fraction(1, _MAX_PIXEL_ASPECT)), Fraction(_MAX_PIXEL_ASPECT))
    return max(round(frame.width * aspect), 1), frame.height


def _fitted(shown: tuple[int, int], space: tuple[int, int]) -> tuple[int, int]:
    """The largest size of that shape that fits into a space; all of it where the shapes are as good as the same."""
    scale = min(space[0] / shown[0], space[1] / shown[1])
    width, height = max(round(shown[0] * scale), 1), max(round(shown[1] * scale), 1)
    nearly = width >= _SAME_SHAPE * space[0] and height >= _SAME_SHAPE * space[1]
    return space if nearly else (width, height)


def _in_the_middle(image: Image, width: int, height: int) -> Image:
    """The picture, with black beside it where it has another shape."""
    if image.shape[:2] == (height, width):
        return image
    whole = np.zeros((height, width, 3), np.uint8)
    top, left = (height - image.shape[0]) // 2, (width - image.shape[1]) // 2
    whole[top : top + image.shape[0], left : left + image.shape[1]] = image
    return whole


def _has_alpha(frame: av.VideoFrame) -> bool:
    return frame.format.has_palette or any(part.is_alpha for part in frame.format.components)


def _is_deep(frame: av.VideoFrame) -> bool:
    """Whether more than 8 bits are worth to be looked at: those of colours that have to be computed with."""
    wide = _is_high_range(frame) or _gamut(frame) is not None
    return wide and frame.format.components[0].bits > 8


def _is_high_range(frame: av.VideoFrame) -> bool:
    return frame.color_trc in {TRANSFER_PQ, TRANSFER_HLG}


def _gamut(frame: av.VideoFrame) -> npt.NDArray[np.float32] | None:
    """What takes the frame's primaries to BT.709; those of an untagged frame go with its matrix."""
    primaries = frame.color_primaries
    if primaries == _UNSPECIFIED and _matrix(frame) == Colorspace.BT2020:
        primaries = PRIMARIES_BT2020
    return matrix_to_bt709(primaries)


def _matrix(frame: av.VideoFrame) -> Colorspace:
    tagged = _MATRICES.get(frame.colorspace)
    if tagged is not None:
        return tagged
    high_definition = frame.height >= _HD_HEIGHT or frame.width >= _HD_WIDTH
    return Colorspace.ITU709 if high_definition else Colorspace.ITU601


def _range(frame: av.VideoFrame) -> ColorRange:
    if frame.color_range in {ColorRange.MPEG, ColorRange.JPEG}:
        return ColorRange(frame.color_range)
    name = frame.format.name
    full = frame.format.is_rgb or name.startswith(("yuvj", "gray", "ya", "pal8", "mono"))
    return ColorRange.JPEG if full else ColorRange.MPEG


def frame_orientation(frame: av.VideoFrame) -> int:
    """How a stored frame is to be turned, as an EXIF orientation, from the display matrix that it carries."""
    matrix = frame.side_data.get("DISPLAYMATRIX")
    if not isinstance(matrix, SideData):
        return 1
    a, b, _, c, d, *_ = struct.unpack_from("=9i", bytes(matrix))
    # Displayed x is a·x + c·y, displayed y is b·x + d·y, up to a shift.
    if abs(a) + abs(d) >= abs(b) + abs(c):
        return {(False, False): 1, (True, False): 2, (True, True): 3, (False, True): 4}[a < 0, d < 0]
    return {(False, False): 5, (True, False): 6, (True, True): 7, (False, True): 8}[c < 0, b < 0]
