"""A source of your own: rings of colour, painted into a video: python own_source.py rings.mkv

A source has `live`, `open`, `read` and `close`. One that is not live is painted frame by frame, however long it takes;
a live one is kept up with. After `rtstyle.register_source` the command line and the window know it by name, too.
"""

import sys
import time
from fractions import Fraction

import numpy as np

import rtstyle

RATE, FRAMES = 15, 12


class Rings:
    """Rings that grow from the middle."""

    live = False

    def __init__(self, width: int = 320, height: int = 240) -> None:
        rows, columns = np.mgrid[:height, :width]
        self._distance = np.hypot(rows - height / 2, columns - width / 2)
        self._index = 0

    def open(self) -> rtstyle.StreamInfo:
        """Tells what is going to come."""
        height, width = self._distance.shape
        return rtstyle.StreamInfo(width, height, Fraction(RATE), Fraction(1, RATE), frame_count=FRAMES)

    def read(self) -> rtstyle.VideoFrame | None:
        """The next frame, or None at the end."""
        if self._index == FRAMES:
            return None
        phase = self._distance / 12 - self._index / 2
        image = np.stack([127 + 127 * np.sin(phase + shift) for shift in (0, 2, 4)], axis=-1).astype(np.uint8)
        frame = rtstyle.VideoFrame(image, self._index, self._index, Fraction(1, RATE), time.monotonic_ns())
        self._index += 1
        return frame

    def close(self) -> None:
        """There is nothing to release."""


def make_stylizer() -> rtstyle.Stylizer:
    stylizer = rtstyle.Stylizer(size=192, smoothing=0.3)
    stylizer.set_style({"cathedral-glass": 2, "neon-rain": 1})
    return stylizer


rtstyle.Pipeline(Rings(), [rtstyle.make_sink(sys.argv[1])], make_stylizer=make_stylizer).run()
