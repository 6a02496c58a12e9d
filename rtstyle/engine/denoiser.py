"""Temporal denoising of what stands still."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np
import numpy.typing as npt

from rtstyle.engine.smoothing import keep_factor

if TYPE_CHECKING:
    from rtstyle.frame import Image

_NOISE_THRESHOLD = 16.0
"""Change of a neighbourhood, in levels of 255, up to which it is taken for noise at full strength."""
_PIXEL_FACTOR = 4
"""By how much more a single pixel may change: noise scatters, and its neighbours average it out."""
_NEIGHBOURHOOD = (5, 5)
AVERAGING_S = 0.5
_LEVELS: npt.NDArray[np.float32] = np.arange(256, dtype=np.float32)


class StaticDenoiser:
    """Takes the noise out of what stands still: an average over time, of each pixel, for as long as it is at rest.

    A pixel whose neighbourhood differs from the average by no more than noise does takes part in it with a time
    constant of half a second. What changes more is taken as it is, so that nothing trails behind what moves. All
    memory is allocated once for a size.
    """

    def __init__(self) -> None:
        self._shape: tuple[int, ...] | None = None

    def denoise(self, image: Image, noise: float, elapsed_s: float) -> Image:
        """The next frame of a sequence without the noise. A frame of another size begins a new sequence.

        Args:
            image: (H, W, 3) uint8 RGB; left as it is.
            noise: How much change counts as such, in (0, 1].
            elapsed_s: Time since the last frame, seconds.

        Returns:
            (H, W, 3) uint8 RGB in [0, 255], overwritten by the next call.
        """
        if image.shape != self._shape:
            self._begin(image)
            return self._shown
        self._measure_motion(image, noise)
        rest = 1.0 - keep_factor(elapsed_s, AVERAGING_S)
        np.multiply(_LEVELS, (1 - rest) / 255, out=self._share_of)
        self._share_of += rest
        cv2.LUT(self._motion, self._share_of, dst=self._share)
        cv2.merge((self._share, self._share, self._share), dst=self._shares)
        cv2.subtract(image, self._average, dst=self._step, dtype=cv2.CV_32F)
        cv2.multiply(self._step, self._shares, dst=self._step)
        cv2.add(self._average, self._step, dst=self._average)
        cv2.convertScaleAbs(self._average, dst=self._shown)
        return self._shown

    def reset(self) -> None:
        """Forgets the past: the next frame is taken as it is."""
        self._shape = None

    def _begin(self, image: Image) -> None:
        self._shape = image.shape
        plane = image.shape[:2]
        self._average = image.astype(np.float32)
        self._step, self._shares = np.empty_like(self._average), np.empty_like(self._average)
        self._shown, self._change = image.copy(), np.empty_like(image)
        self._channels = tuple(np.empty(plane, np.uint8) for _ in range(3))
        self._motion = np.empty(plane, np.uint8)
        self._share = np.empty(plane, np.float32)
        self._share_of = np.empty(256, np.float32)

    def _measure_motion(self, image: Image, noise: float) -> None:
        """Fills the map of motion, from 0 where there is noise at most to 255."""
        cv2.absdiff(image, self._shown, dst=self._change)
        cv2.split(self._change, self._channels)
        most = self._channels[0]
        for channel in self._channels[1:]:
            cv2.max(most, channel, dst=most)
        cv2.blur(most, _NEIGHBOURHOOD, dst=self._motion)
        threshold = noise * _NOISE_THRESHOLD
        cv2.LUT(self._motion, _ramp(threshold), dst=self._motion)
        cv2.LUT(most, _ramp(_PIXEL_FACTOR * threshold), dst=most)
        cv2.max(self._motion, most, dst=self._motion)


def _ramp(threshold: float) -> npt.NDArray[np.uint8]:
    """(256,) table: 0 up to the threshold, 255 from twice the threshold on."""
    ramp: npt.NDArray[np.float32] = np.clip(255 * (_LEVELS / threshold - 1), 0, 255)
    return ramp.astype(np.uint8)
