"""A mask that follows people: measured now and then, moved with them in between, with edges where the picture has them.

- **In time.** The network looks at every third frame; between, the mask moves along the motion of the content, which is
  known from calming the painting. What is measured anew is averaged with what was there: in full where both nearly
  agree, so that the outline does not tremble, and hardly where they do not, so that nothing lags behind.
- **In space.** The network sees 256 pixels and draws soft outlines beside the true ones. The mask is therefore made a
  locally linear function of the picture's lightness (guided filter, He, Sun and Tang, ECCV 2010; in a reduced picture
  as in He and Sun, 2015): its edges come to lie on those of the picture, and nothing glows around a person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from rtstyle.engine.motion import Motion, coordinates, planes, reduced_size

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from rtstyle.engine.motion import Plane
    from rtstyle.frame import Image

EVERY = 3
"""Frames from one measurement to the next."""
MEMORY_S = 0.5
"""How long what was measured before can be told in the mask, about."""
_KEEP = 0.75
"""Share of what was there, where the new measurement is the same."""
_FOLLOWED = 28
"""From this change of the content on, in levels of 255, its motion says nothing of where it was."""
_NEW_SHARE = 0.3
"""Share of the picture that has changed beyond that, from which on it is measured at once: the scene is another."""
_RADIUS = 0.03
"""Half the side of the windows in which the mask is linear in the picture, share of the short side."""
_EPSILON = (6 / 255) ** 2
"""Variance of the lightness that counts as flat: there the mask stays as it was measured."""
_LOW, _HIGH = 0.35, 0.65
"""Below the first nobody is there, above the second somebody is, and in between it is soft."""


class PersonMask:
    """Follows the people in a video. For one thread.

    Args:
        measure: (H, W, 3) uint8 RGB → (h, w) float32 in [0, 1], how likely each place belongs to a person.
    """

    def __init__(self, measure: Callable[[Image], Plane]) -> None:
        self._measure = measure
        self._size: tuple[int, int] | None = None
        self._age = 0

    def follow(self, content: Image, motion: Motion | None) -> npt.NDArray[np.uint8]:
        """The mask of the next frame.

        Args:
            content: (H, W, 3) uint8 RGB.
            motion: How it moved from the frame before; None where this one is the first of its sequence.

        Returns:
            (H, W) uint8: 255 where a person is, 0 where none is; overwritten by the next call.
        """
        if content.shape[:2] != self._size:
            self._allocate(*content.shape[:2])
            motion = None
        cv2.cvtColor(content, cv2.COLOR_RGB2GRAY, dst=self._grey)
        self._age += 1
        if motion is not None:
            self._move(motion)
        if motion is None or self._age >= EVERY or _is_lost(motion):
            self._age = 0
            self._take(content, motion)
            self._draw_lines()
        return self._drawn()

    def _allocate(self, height: int, width: int) -> None:
        self._size = height, width
        h, w = reduced_size(height, width)
        self._scales = (w / width, h / height)
        self._axes = coordinates(h, w)
        self._x, self._y, self._moved, self._guide, self._guide_mean, self._mask_mean = planes(6, (h, w))
        self._mask, self._slope, self._offset = planes(3, (h, w))
        self._small_grey = np.empty((h, w), np.uint8)
        self._slope_full, self._offset_full = planes(2, (height, width))
        self._grey, self._soft = (np.empty((height, width), np.uint8) for _ in range(2))
        side = 2 * max(1, round(_RADIUS * min(h, w))) + 1
        self._window = (side, side)

    def _move(self, motion: Motion) -> None:
        """Mask and lines to where their content is now."""
        for flow, axis, scale, out in zip(
            (motion.columns, motion.rows), self._axes, self._scales, (self._x, self._y), strict=True
        ):
            cv2.scaleAdd(flow, scale, axis, dst=out)
        self._mask = self._fetched(self._mask)
        self._slope = self._fetched(self._slope)
        self._offset = self._fetched(self._offset)

    def _fetched(self, plane: Plane) -> Plane:
        """A plane from where its content was; its memory is the next one's."""
        moved, self._moved = self._moved, plane
        cv2.remap(plane, self._x, self._y, cv2.INTER_LINEAR, dst=moved, borderMode=cv2.BORDER_REPLICATE)
        return moved

    def _take(self, content: Image, motion: Motion | None) -> None:
        """Measures, and averages with what was there as far as the motion explains the content."""
        measured = self._moved
        cv2.resize(self._measure(content), measured.shape[::-1], dst=measured, interpolation=cv2.INTER_LINEAR)
        if motion is not None:
            np.subtract(self._mask, measured, out=self._y)
            keep = np.square(1 - np.abs(self._y), out=self._x)
            keep *= cv2.LUT(motion.change, _TRUST)
            self._y *= keep
            measured += self._y
        self._mask, self._moved = measured, self._mask

    def _draw_lines(self) -> None:
        """Slope and offset that make the mask of the lightness around each place."""
        small, window, product = self._small_grey, self._window, self._x
        cv2.resize(self._grey, small.shape[::-1], dst=small, interpolation=cv2.INTER_AREA)
        np.multiply(small, np.float32(1 / 255), out=self._guide)
        guide, mask, slope, offset = self._guide, self._mask, self._slope, self._offset
        cv2.blur(guide, window, dst=self._guide_mean)
        cv2.blur(mask, window, dst=self._mask_mean)
        # The covariance of both …
        cv2.multiply(guide, mask, dst=product)
        cv2.blur(product, window, dst=slope)
        cv2.multiply(self._guide_mean, self._mask_mean, dst=product)
        cv2.subtract(slope, product, dst=slope)
        # … over the variance of the lightness.
        cv2.multiply(guide, guide, dst=product)
        cv2.blur(product, window, dst=offset)
        cv2.multiply(self._guide_mean, self._guide_mean, dst=product)
        cv2.subtract(offset, product, dst=offset)
        np.add(offset, np.float32(_EPSILON), out=offset)
        cv2.divide(slope, offset, dst=slope)
        cv2.multiply(slope, self._guide_mean, dst=product)
        cv2.subtract(self._mask_mean, product, dst=offset)
        for plane in (slope, offset):
            cv2.blur(plane, window, dst=plane)

    def _drawn(self) -> npt.NDArray[np.uint8]:
        """The lines at the lightness of the frame."""
        size = self._grey.shape[::-1]
        cv2.resize(self._slope, size, dst=self._slope_full, interpolation=cv2.INTER_LINEAR)
        cv2.resize(self._offset, size, dst=self._offset_full, interpolation=cv2.INTER_LINEAR)
        cv2.multiply(self._grey, self._slope_full, dst=self._slope_full, dtype=cv2.CV_32F)
        cv2.addWeighted(self._slope_full, 1.0, self._offset_full, 255.0, 0.0, dst=self._soft, dtype=cv2.CV_8U)
        return np.asarray(cv2.LUT(self._soft, _STEP, dst=self._soft), np.uint8)


def _is_lost(motion: Motion) -> bool:
    """Whether the scene is another one: motion tells of too little of it where it was."""
    return bool(np.count_nonzero(motion.change >= _FOLLOWED) > _NEW_SHARE * motion.change.size)


def _smooth_step() -> npt.NDArray[np.uint8]:
    share = np.clip((np.arange(256) / 255 - _LOW) / (_HIGH - _LOW), 0, 1)
    return np.round(255 * share * share * (3 - 2 * share)).astype(np.uint8)


_STEP = _smooth_step()
_TRUST = (_KEEP * np.clip(1 - np.arange(256) / _FOLLOWED, 0, 1)).astype(np.float32)
"""What is kept at most, by how far the content differs from what its motion makes of it."""
