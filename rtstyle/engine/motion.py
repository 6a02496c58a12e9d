"""How the content of a video moves from frame to frame, and what has changed that no motion explains."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np
import numpy.typing as npt

from rtstyle.engine.sizes import resizing_steps

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rtstyle.frame import Image

Plane = npt.NDArray[np.float32]

_SIDE = 180
"""Short side of the reduced picture that motion is measured in, pixels."""
_LEAST_SIDE = 48
"""In a smaller reduced picture no motion is looked for: all that moves counts as changed. Below 46 pixels the flow of
OpenCV 5.0 depends on memory that it has not set, and so on the pictures that it saw before."""
_STILL = 0.05
"""Motion, in pixels of the reduced picture, up to which it is noise: to follow it would blur what stands still."""
_MARGIN = 1
"""So many pixels around the reduced picture look like its edge: pictures that tremble have edges, too."""
_LIGHT = 32
"""A change of all of the picture by so many levels, and no more, may come from the light."""
_SQUARE = np.ones((3, 3), np.uint8)
_SPARSE = 8
"""Every so many pixels tell what the light has done."""


class Motion:
    """Where the content of a frame was in the frame before: DIS optical flow (Kroeger et al., ECCV 2016).

    It is measured in a reduced picture of (h, w) pixels. All memory is allocated once.

    Args:
        height: Of the frames, pixels.
        width: Likewise.

    Attributes:
        columns: (h, w) float32, how far to the right of its place it was, in pixels of the frame.
        rows: (h, w) float32, the same downwards.
        change: (h, w) uint8, how far its colours differ from what they were there, in levels of 255; of the channels
            the one that differs most; 255 where it was not in the picture. Light that changes everywhere alike does
            not count.
        blur: (h, w) float32 in [0, 0.5], how linear interpolation blurs a frame that is moved this way, as the share of
            a blur by (1, 2, 1) / 4 both ways: 0 where it is moved by whole pixels.
    """

    def __init__(self, height: int, width: int) -> None:
        h, w = reduced_size(height, width)
        self._scales = (np.float32(width / w), np.float32(height / h))
        self._reduced = [
            (interpolation, np.empty((*size, 3), np.uint8))
            for size, interpolation in resizing_steps(height, width, h, w)
        ]
        self._smooth = np.empty((h, w, 3), np.uint8)
        # The fourth channel is 255 within the picture.
        self._colors, self._moved = (np.zeros((h, w, 4), np.uint8) for _ in range(2))
        self._before = np.zeros((h + 2 * _MARGIN, w + 2 * _MARGIN, 4), np.uint8)
        self._grey, self._grey_before, self.change = (np.zeros((h, w), np.uint8) for _ in range(3))
        self._channels = tuple(np.empty((h, w), np.uint8) for _ in range(4))
        self._flow, self._moving = (np.zeros((h, w, 2), np.float32) for _ in range(2))
        self.columns, self.rows, self.blur, self._x, self._y = planes(5, (h, w))
        self._moves = np.zeros(h, bool)
        self._axes = tuple(axis + np.float32(_MARGIN) for axis in coordinates(h, w))
        self._method = _flow_method() if min(h, w) >= _LEAST_SIDE else None

    def begin(self, content: Image) -> None:
        """Takes a frame that is the first of its sequence; nothing is measured.

        Args:
            content: (H, W, 3) uint8 RGB; left as it is.
        """
        self._grey, self._grey_before = self._grey_before, self._grey
        m = _MARGIN
        cv2.copyMakeBorder(self._colors, m, m, m, m, cv2.BORDER_REPLICATE, dst=self._before)
        small = content
        for interpolation, out in self._reduced:
            cv2.resize(small, out.shape[1::-1], dst=out, interpolation=interpolation)
            small = out
        cv2.cvtColor(small, cv2.COLOR_RGB2GRAY, dst=self._grey)
        # Noise scatters, and its neighbours average it out; what has changed has changed around a place, too.
        cv2.blur(small, (3, 3), dst=self._smooth)
        cv2.cvtColor(self._smooth, cv2.COLOR_RGB2RGBA, dst=self._colors)

    def follow(self, content: Image) -> None:
        """Measures the motion from the last frame to this one.

        Args:
            content: (H, W, 3) uint8 RGB; left as it is.
        """
        self.begin(content)
        self._measure_flow()
        self._measure_change()
        np.multiply(self.columns, self._scales[0], out=self.columns)
        np.multiply(self.rows, self._scales[1], out=self.rows)
        self._measure_blur()

    def moves(self, rows: slice) -> bool:
        """Whether anything moves in these rows of the frame."""
        scale = self._scales[1]
        return bool(self._moves[max(0, int(rows.start / scale) - 1) : int(rows.stop / scale) + 2].any())

    def _measure_flow(self) -> None:
        """In pixels of the reduced picture."""
        if self._method is not None:
            self._flow.fill(0)  # the search begins with what is in it
            self._method.calc(self._grey, self._grey_before, self._flow)
            cv2.multiply(self._flow, self._flow, dst=self._moving)
            cv2.threshold(self._moving, _STILL**2, 1, cv2.THRESH_BINARY, dst=self._moving)
            cv2.multiply(self._flow, self._moving, dst=self._flow)
            self._moves[:] = self._flow.any(axis=(1, 2))
        cv2.split(self._flow, (self.columns, self.rows))

    def _measure_change(self) -> None:
        cv2.add(self.columns, self._axes[0], dst=self._x)
        cv2.add(self.rows, self._axes[1], dst=self._y)
        cv2.remap(
            self._before, self._x, self._y, cv2.INTER_LINEAR, dst=self._moved, borderMode=cv2.BORDER_CONSTANT
        )
        cv2.add(self._moved, self._light(), dst=self._moved)
        cv2.absdiff(self._moved, self._colors, dst=self._moved)
        largest_of_channels(self._moved, self._channels, self.change)
        cv2.dilate(self.change, _SQUARE, dst=self.change)

    def _light(self) -> npt.NDArray[np.float64]:
        """By how much brighter the picture has become: the median of each channel; 0 for the fourth."""
        now, before = (
            picture[::_SPARSE, ::_SPARSE].astype(np.int16) for picture in (self._colors, self._moved)
        )
        brighter = np.sort((now - before).reshape(-1, 4), axis=0)
        light = np.asarray(brighter[len(brighter) // 2].clip(-_LIGHT, _LIGHT), np.float64)
        light[3] = 0
        return light

    def _measure_blur(self) -> None:
        """A fraction f of a pixel between two others: weights 1 - f and f, and a variance of f (1 - f)."""
        self.blur.fill(0)
        for flow in (self.columns, self.rows):
            np.floor(flow, out=self._x)
            np.subtract(flow, self._x, out=self._x)
            np.multiply(self._x, self._x, out=self._y)
            np.subtract(self._x, self._y, out=self._x)
            np.add(self.blur, self._x, out=self.blur)


def reduced_size(height: int, width: int) -> tuple[int, int]:
    """Height and width of the picture that motion is measured in, pixels."""
    factor = min(1.0, _SIDE / min(height, width))
    return max(1, round(height * factor)), max(1, round(width * factor))


def planes(count: int, shape: tuple[int, ...]) -> tuple[Plane, ...]:
    """So many float32 arrays, empty."""
    return tuple(np.empty(shape, np.float32) for _ in range(count))


def coordinates(height: int, width: int) -> tuple[Plane, Plane]:
    """Two (H, W) float32 arrays: the column of each pixel, and its row."""
    columns, rows = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    return np.ascontiguousarray(columns), np.ascontiguousarray(rows)


def largest_of_channels(
    picture: Image, channels: Sequence[npt.NDArray[np.uint8]], out: npt.NDArray[np.uint8]
) -> None:
    """Takes the largest value of each pixel.

    Args:
        picture: (H, W, C) uint8.
        channels: C arrays, (H, W) uint8, overwritten.
        out: (H, W) uint8, overwritten.
    """
    cv2.split(picture, channels)
    cv2.max(channels[0], channels[1], dst=out)
    for channel in channels[2:]:
        cv2.max(out, channel, dst=out)


def _flow_method() -> cv2.DISOpticalFlow:
    """At half the resolution of what it is given; patches overlap by 3 pixels of 8. About 1 ms of one processor."""
    method = cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_ULTRAFAST)
    method.setFinestScale(1)
    method.setPatchStride(5)
    method.setGradientDescentIterations(6)
    return method
