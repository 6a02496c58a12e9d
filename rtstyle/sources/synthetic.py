"""A camera that needs no hardware: an animated scene, for the demo, for trying things out and for tests."""

from __future__ import annotations

import math
import threading
import time
from fractions import Fraction

from rtstyle.errors import SourceError, UsageError
from rtstyle.frame import Image, StreamInfo, VideoFrame
from rtstyle.scene.counter import MIN_SIDE, burn_counter, read_counter
from rtstyle.scene.scene import Scene
from rtstyle.scene.sound import synthetic_sound

__all__ = ["SyntheticSource", "read_counter", "synthetic_sound"]

MIN_SIZE = 16
"""Smallest width and height of the scene, pixels."""


class SyntheticSource:
    """A portrait by a lake at golden hour as a stream of frames; the same arguments give the same pictures.

    Live, frame n is due n frame times after ``open`` and is never delivered earlier; who reads too slowly
    misses frames, as with a camera, and sees a gap in their ``index``. Otherwise every frame is delivered as
    fast as it is asked for.

    Args:
        width: Pixels, 16 or more, odd too.
        height: Pixels, 16 or more, odd too.
        frame_rate: Frames per second.
        duration_s: Seconds after which the stream ends; None goes on for ever.
        live: Keeps to the clock, as a camera does.
        burn_counter: Draws the frame's index into a corner, for ``read_counter``; the short side must then be
            48 or more.
        seed: 0 or more; another seed paints another landscape, strands and wool.

    Raises:
        UsageError: A size, rate, duration or seed that makes no sense.
    """

    def __init__(
        self,
        width: int = 1280,
        height: int = 720,
        frame_rate: Fraction = Fraction(30),
        *,
        duration_s: float | None = None,
        live: bool = False,
        burn_counter: bool = False,
        seed: int = 0,
    ) -> None:
        smallest = MIN_SIDE if burn_counter else MIN_SIZE
        if min(width, height) < smallest:
            why = " with a frame counter" if burn_counter else ""
            raise UsageError(
                f"the synthetic scene{why} needs {smallest}x{smallest} pixels, not {width}x{height}"
            )
        if frame_rate <= 0:
            raise UsageError(f"the synthetic scene needs a frame rate above 0, not {frame_rate}")
        if duration_s is not None and not (math.isfinite(duration_s) and duration_s > 0):
            raise UsageError(f"the synthetic scene needs a duration above 0 seconds, not {duration_s}")
        if seed < 0:
            raise UsageError(f"the synthetic scene needs a seed of 0 or more, not {seed}")
        self.live = live
        self._width, self._height, self._seed = width, height, seed
        self._frame_rate = Fraction(frame_rate)
        self._frame_count = None if duration_s is None else _frames_within(duration_s, self._frame_rate)
        self._duration_s = duration_s
        self._burn_counter = burn_counter
        self._scene: Scene | None = None
        self._closed = threading.Event()
        self._start_ns: int | None = None
        self._next = 0

    def open(self) -> StreamInfo:
        """Paints the parts of the scene (once; about a second at 1280x720), then starts the clock."""
        self._prepared()
        self._closed.clear()
        self._next = 0
        self._start_ns = time.monotonic_ns()
        return StreamInfo(
            width=self._width,
            height=self._height,
            frame_rate=self._frame_rate,
            time_base=1 / self._frame_rate,
            frame_count=self._frame_count,
            duration_s=self._duration_s,
        )

    def read(self) -> VideoFrame | None:
        """The next frame; None at the end and after ``close``.

        Raises:
            SourceError: The source was never opened.
        """
        if self._start_ns is None:
            raise SourceError("the synthetic scene was read before it was opened; call open() first")
        if self._closed.is_set():
            return None
        index = self._next
        if self.live:
            index = max(index, frame_due(time.monotonic_ns() - self._start_ns, self._frame_rate))
        if self._frame_count is not None and index >= self._frame_count:
            return None
        self._next = index + 1
        image = self.render(float(index / self._frame_rate))
        if self._burn_counter:
            burn_counter(image, index)
        if self.live and not self._wait_until(self._start_ns + due_ns(index, self._frame_rate)):
            return None
        return VideoFrame(
            image=image,
            index=index,
            pts=index,
            time_base=1 / self._frame_rate,
            captured_ns=time.monotonic_ns(),
        )

    def close(self) -> None:
        """Ends the stream; a ``read`` that waits in another thread returns None at once."""
        self._closed.set()

    def render(self, seconds: float) -> Image:
        """The picture of one moment, without a counter; needs no ``open``. Not for two threads at once.

        Args:
            seconds: Time of the scene, 0 or more.

        Returns:
            (height, width, 3) uint8 RGB in new memory, the same for the same size, seed and time.
        """
        return self._prepared().render(seconds)

    def _prepared(self) -> Scene:
        if self._scene is None:
            self._scene = Scene(self._width, self._height, self._seed)
        return self._scene

    def _wait_until(self, moment_ns: int) -> bool:
        """Waits for a moment of the monotonic clock; False where ``close`` came first."""
        while (left_ns := moment_ns - time.monotonic_ns()) > 0:
            if self._closed.wait(left_ns / 1e9):
                return False
        return not self._closed.is_set()


def due_ns(index: int, frame_rate: Fraction) -> int:
    """Nanoseconds from the start until frame ``index`` is due, rounded up; exact, so that nothing drifts."""
    return math.ceil(index * 1_000_000_000 / frame_rate)


def frame_due(elapsed_ns: int, frame_rate: Fraction) -> int:
    """The newest frame that is due ``elapsed_ns`` after the start."""
    return math.floor(elapsed_ns * frame_rate / 1_000_000_000)


def _frames_within(duration_s: float, frame_rate: Fraction) -> int:
    """How many frames start before ``duration_s``; at least one."""
    return math.ceil(Fraction(duration_s).limit_denominator(1_000_000) * frame_rate)
