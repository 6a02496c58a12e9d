"""What stands still costs nothing: a frame that equals the last one is not painted again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from rtstyle.frame import Image

_SPARSE = 16
"""Every so many rows and columns are kept of a frame, to tell cheaply that the next one is another."""


class Stillness:
    """The last frame, where it repeats, and what was painted of it once that had come to rest."""

    def __init__(self) -> None:
        self._sample: npt.NDArray[np.uint8] | None = None
        self._frame: Image | None = None
        self._painted: Image | None = None
        self._still_s = 0.0

    def recall(self, frame: Image, elapsed_s: float) -> Image | None:
        """What was painted of this very frame; None where it has to be painted.

        Args:
            frame: (H, W, 3) uint8 RGB; nothing of it is kept but copies.
            elapsed_s: Time since the last frame, seconds.

        Returns:
            A new (H, W, 3) uint8 RGB array.
        """
        sample = frame[::_SPARSE, ::_SPARSE]
        if self._sample is None or not np.array_equal(sample, self._sample):
            self.forget()
            self._sample = sample.copy()
        elif self._frame is None or not np.array_equal(frame, self._frame):
            self._frame, self._painted, self._still_s = frame.copy(), None, 0.0
        else:
            self._still_s += elapsed_s
        return None if self._painted is None else self._painted.copy()

    def remember(self, painted: Image, settling_s: float) -> None:
        """Takes note of what was painted of the frame that was asked for last.

        Args:
            painted: (H, W, 3) uint8 RGB; a copy is kept, if anything.
            settling_s: For so long what was before may still show in it, seconds.
        """
        if self._frame is not None and self._still_s >= settling_s:
            self._painted = painted.copy()

    def forget(self) -> None:
        """The next frame is painted, whatever it is."""
        self._sample = self._frame = self._painted = None
        self._still_s = 0.0
