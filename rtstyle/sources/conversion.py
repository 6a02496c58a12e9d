"""Decoded frames made into pictures: upright, square pixels, RGB by the colour tags that they carry."""

from __future__ import annotations

import struct
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np
from av.sidedata.sidedata import SideData
from av.video.reformatter import ColorRange, Colorspace, Interpolation, VideoReformatter

from rtstyle.media.orientation import apply_orientation
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


class FrameConverter:
    """Turns every decoded frame of one stream into a picture of the same size."""

    def __init__(self, first: av.VideoFrame, pixel_aspect: Fraction | None) -> None:
        """Takes size and orientation from a stream's first frame; later ones are scaled to it.

        Args:
            first: A decoded frame.
            pixel_aspect: Width by height of one stored pixel, None where unknown.
        """
        aspect = pixel_aspect if pixel_aspect and pixel_aspect > 0 else Fraction(1)
        aspect = min(max(aspect, Fraction(1, _MAX_PIXEL_ASPECT)), Fraction(_MAX_PIXEL_ASPECT))
        self._width, self._height = max(round(first.width * aspect), 1), first.height
        self._orientation = frame_orientation(first)
        self._reformatter = VideoReformatter()

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the pictures."""
        if self._orientation >= 5:
            return self._height, self._width
        return self._width, self._height

    def convert(self, frame: av.VideoFrame) -> Image:
        """(H, W, 3) uint8 RGB in [0, 255]; see `size`.

        Raises:
            av.error.FFmpegError: The frame's pixel format cannot be converted.
        """
        high_range = frame.color_trc in {TRANSFER_PQ, TRANSFER_HLG}
        same_size = (frame.width, frame.height) == (self._width, self._height)
        converted = self._reformatter.reformat(
            frame,
            width=self._width,
            height=self._height,
            format="rgb48le" if high_range else "rgb24",
            src_colorspace=_matrix(frame),
            src_color_range=_range(frame),
            dst_color_range=ColorRange.JPEG,
            interpolation=Interpolation.BILINEAR if same_size else Interpolation.BICUBIC,
            threads=1,
        ).to_ndarray()
        rgb = tone_map(converted.astype(np.uint16, copy=False), frame.color_trc) if high_range else converted
        return apply_orientation(rgb.astype(np.uint8, copy=False), self._orientation)


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
