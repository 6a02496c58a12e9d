"""A calm picture: each stylized frame is averaged with those before it, moved to where their content is now.

A network that sees one frame at a time paints the same wall a little differently in each. What it agrees with itself
about over time is the picture; the rest is flicker. So the result is a recursive average,

    shown[t] = (1 - k) · stylized[t] + k · warp(shown[t - 1]),

along the motion of the *content*, and only as far as motion explains the content: k falls to 0 where something enters,
is uncovered, or moves in a way that was missed, so that nothing trails behind what moves. Two things keep it true:

- To move a picture by a fraction of a pixel blurs it, and a recursion would blur it again and again. Part of the fine
  detail that the warp loses is therefore taken from the new frame instead of the old ones.
- Content may rest while its paint changes with what comes near. Where the two pictures differ in the mean of a
  neighbourhood, not in its texture alone, the new one is right.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import cv2
import numpy as np

from rtstyle.engine.motion import Motion, coordinates, largest_of_channels, planes
from rtstyle.engine.smoothing import keep_factor

if TYPE_CHECKING:
    import numpy.typing as npt

    from rtstyle.engine.motion import Plane
    from rtstyle.frame import Image

Number = TypeVar("Number", np.uint8, np.float32)

_DETAIL = 0.3
"""How much of the detail that a warp loses is taken from the new frame: more is sharper, and flickers more."""
_BLOCK = 8
"""Distance of the places whose means are compared, pixels; of so many rows, one is enough for a mean."""
_STRIP = 64
"""Rows that are averaged at a time: what is made of them on the way stays in the processor's cache."""
_LEAST_FRAME_S = 1 / 240
"""Frames that are said to be nearer to each other, or of one time, count as that far apart: each adds something."""
_HURRY_S = 0.05
"""Time constant while style or strength are changed."""
_SETTLED = 4
"""After so many time constants what was before counts for 2 %."""
_WHOLE = 1000.0
"""Sum of two weights: `cv2.blendLinear` adds 1e-5 to it, which would let a long memory fade to black were it 1."""


class Stabilizer:
    """Averages stylized frames over time, along the motion of their content. All memory is allocated once a size."""

    def __init__(self) -> None:
        self._size: tuple[int, int] | None = None
        self._running = self._followed = False
        self._hurried_s = 0.0

    @property
    def motion(self) -> Motion | None:
        """How the content came to the last frame from the one before; None where that was the first of a sequence."""
        return self._motion if self._followed else None

    def stabilize(self, content: Image, stylized: Image, time_constant_s: float, elapsed_s: float) -> Image:
        """The next frame of a sequence. A frame of another size begins a new one.

        Args:
            content: (H, W, 3) uint8 RGB; left as it is.
            stylized: (H, W, 3) uint8 RGB, what the network made of it; overwritten.
            time_constant_s: After this time 63 % of what the network has changed, the content resting, is taken over.
            elapsed_s: Time since the last frame, seconds.

        Returns:
            ``stylized``.
        """
        if content.shape[:2] != self._size:
            self._allocate(*content.shape[:2])
        self._followed = self._running
        if self._running:
            self._motion.follow(content)
            self._weigh(stylized, self._keep_factor(time_constant_s, max(elapsed_s, _LEAST_FRAME_S)))
            self._average(stylized)
        else:
            self._running, self._hurried_s = True, 0.0
            self._motion.begin(content)
            for rows in self._strips:
                _as_floats(stylized[rows], self._bytes, self._shown[rows])
        _measure_means(stylized, self._means)
        return stylized

    def reset(self) -> None:
        """Forgets the past: the next frame is shown as it is."""
        self._running = False

    def hurry(self) -> None:
        """What is painted changes by intention from the next frame on, and the past must not linger for a while."""
        self._hurried_s = _SETTLED * _HURRY_S

    def _keep_factor(self, time_constant_s: float, elapsed_s: float) -> float:
        hurried = self._hurried_s > 0
        self._hurried_s -= elapsed_s
        return keep_factor(elapsed_s, min(time_constant_s, _HURRY_S) if hurried else time_constant_s)

    def _allocate(self, height: int, width: int) -> None:
        self._size, self._running = (height, width), False
        self._motion = Motion(height, width)
        # Four channels, of which the last means nothing: with three, OpenCV takes twice as long to remap a picture.
        self._shown, self._next = planes(2, (height, width, 4))
        self._grey, self._soft = (np.empty((height, width), np.uint8) for _ in range(2))
        self._axes = coordinates(height, width)
        self._columns, self._rows, self._kept, self._added = planes(4, (height, width))
        self._keep, self._lost = planes(2, self._motion.change.shape)
        blocks = (-(-height // _BLOCK), -(-width // _BLOCK))
        self._means, self._means_new, self._means_moved = (np.empty((*blocks, 3), np.uint8) for _ in range(3))
        self._channels = tuple(np.empty(blocks, np.uint8) for _ in range(3))
        self._block_axes, self._block_maps = coordinates(*blocks), planes(2, blocks)
        self._paint = np.empty(blocks, np.uint8)
        self._paint_trust = np.empty(blocks, np.float32)
        self._strips = [slice(top, min(top + _STRIP, height)) for top in range(0, height, _STRIP)]
        self._past, self._new = planes(2, (min(_STRIP, height), width, 4))
        self._bytes = np.empty(self._new.shape, np.uint8)
        (self._plane,) = planes(1, self._new.shape[:2])

    def _weigh(self, stylized: Image, keep: float) -> None:
        """How much of the past each pixel keeps, of `_WHOLE`; all in the size in which motion is measured."""
        cv2.LUT(self._motion.change, _CONTENT_TRUST * np.float32(keep), dst=self._keep)
        self._compare_means(stylized)
        cv2.multiply(self._keep, _resized(self._paint_trust, self._lost), dst=self._keep, scale=_WHOLE)
        cv2.multiply(self._keep, self._motion.blur, dst=self._lost, scale=_DETAIL / _WHOLE)

    def _compare_means(self, stylized: Image) -> None:
        flows = (self._motion.columns, self._motion.rows)
        for flow, axis, out in zip(flows, self._block_axes, self._block_maps, strict=True):
            cv2.scaleAdd(_resized(flow, out), 1 / _BLOCK, axis, dst=out)
        columns, rows = self._block_maps
        _fetch(self._means, columns, rows, self._means_moved)
        _measure_means(stylized, self._means_new)
        cv2.absdiff(self._means_moved, self._means_new, dst=self._means_moved)
        largest_of_channels(self._means_moved, self._channels, self._paint)
        cv2.LUT(self._paint, _PAINT_TRUST, dst=self._paint_trust)

    def _average(self, stylized: Image) -> None:
        """Mixes the new frame into the past, and writes the result over it."""
        cv2.cvtColor(stylized, cv2.COLOR_RGB2GRAY, dst=self._grey)
        cv2.GaussianBlur(self._grey, (3, 3), 0, dst=self._soft)
        # Coordinates, not distances: with two maps of those, OpenCV 5.0 leaves part of the last row unset.
        cv2.add(_resized(self._motion.columns, self._columns), self._axes[0], dst=self._columns)
        cv2.add(_resized(self._motion.rows, self._rows), self._axes[1], dst=self._rows)
        _resized(self._keep, self._kept)
        _resized(self._lost, self._added)
        for rows in self._strips:
            if self._motion.moves(rows):
                self._average_strip(stylized[rows], rows)
            else:
                self._average_still_strip(stylized[rows], rows)
        self._shown, self._next = self._next, self._shown

    def _average_still_strip(self, stylized: Image, rows: slice) -> None:
        """Where nothing moves, the past lies where it was, and has lost nothing."""
        strip = slice(0, len(stylized))
        self._blend(self._shown[rows], stylized, rows)
        _as_bytes(self._next[rows], self._bytes[strip], stylized)

    def _average_strip(self, stylized: Image, rows: slice) -> None:
        strip = slice(0, len(stylized))
        past, new, bytes_, plane = self._past[strip], self._new[strip], self._bytes[strip], self._plane[strip]
        shown = self._next[rows]
        _fetch(self._shown, self._columns[rows], self._rows[rows], past)
        self._blend(past, stylized, rows)
        # The past has been blurred by moving it: what lightness has lost is added, since the eye sees no other detail.
        cv2.subtract(self._grey[rows], self._soft[rows], dst=plane, dtype=cv2.CV_32F)
        cv2.multiply(plane, self._added[rows], dst=plane)
        cv2.cvtColor(plane, cv2.COLOR_GRAY2RGBA, dst=new)
        cv2.add(shown, new, dst=shown)
        cv2.threshold(shown, 0, 0, cv2.THRESH_TOZERO, dst=shown)
        _as_bytes(shown, bytes_, stylized)

    def _blend(self, past: Plane, stylized: Image, rows: slice) -> None:
        """The average of a strip of the past and what has been painted there, into `_next`."""
        strip = slice(0, len(stylized))
        new, plane, kept = self._new[strip], self._plane[strip], self._kept[rows]
        _as_floats(stylized, self._bytes[strip], new)
        np.subtract(np.float32(_WHOLE), kept, out=plane)
        cv2.blendLinear(past, new, kept, plane, dst=self._next[rows])


def _measure_means(picture: Image, out: Image) -> None:
    """Means around places `_BLOCK` pixels apart, (…, 3) uint8."""
    cv2.resize(picture[::_BLOCK], out.shape[1::-1], dst=out, interpolation=cv2.INTER_AREA)
    cv2.blur(out, (3, 3), dst=out)


def _as_floats(picture: Image, spare: Image, out: Plane) -> None:
    """(H, W, 3) uint8 → (H, W, 4) float32, by way of the first rows of ``spare``, (…, W, 4) uint8."""
    spare = spare[: len(picture)]
    cv2.cvtColor(picture, cv2.COLOR_RGB2RGBA, dst=spare)
    np.copyto(out, spare)


def _as_bytes(picture: Plane, spare: Image, out: Image) -> None:
    """(H, W, 4) float32 of at least 0 → (H, W, 3) uint8, by way of ``spare``, (H, W, 4) uint8."""
    cv2.convertScaleAbs(picture, dst=spare)
    cv2.cvtColor(spare, cv2.COLOR_RGBA2RGB, dst=out)


def _fetch(picture: npt.NDArray[Number], columns: Plane, rows: Plane, out: npt.NDArray[Number]) -> None:
    """Fills ``out`` with what lies at these places of a picture, or at its edge nearest to them."""
    cv2.remap(picture, columns, rows, cv2.INTER_LINEAR, dst=out, borderMode=cv2.BORDER_REPLICATE)


def _resized(plane: Plane, out: Plane) -> Plane:
    """``out``, filled with a plane of another size."""
    cv2.resize(plane, out.shape[::-1], dst=out, interpolation=cv2.INTER_LINEAR)
    return out


def _trust(same: float, other: float) -> npt.NDArray[np.float32]:
    """(256,) table: 1 up to a change of the first level, 0 from the second on."""
    levels = np.arange(256, dtype=np.float32)
    return np.asarray(np.clip((other - levels) / (other - same), 0, 1), np.float32)


_CONTENT_TRUST = _trust(12, 32)
"""Trust in the past by how far the content differs from what its motion makes of the frame before."""
_PAINT_TRUST = _trust(32, 64)
"""Trust in the past by how far its mean around a place differs from the new one's."""
