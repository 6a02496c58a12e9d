"""The screen, or a part of it, as a source."""

from __future__ import annotations

import contextlib
import importlib
import threading
import time
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from rtstyle.errors import SourceError, SourceLostError, UsageError
from rtstyle.frame import StreamInfo, VideoFrame
from rtstyle.sources.fitting import fit, fitted_size

if TYPE_CHECKING:
    from rtstyle.frame import Image

_TIME_BASE = Fraction(1, 1_000_000)
_DEFAULT_FPS = 30.0
_HIGHEST_FPS = 240.0


class ScreenSource:
    """Takes pictures of the screen at a steady rate, without the mouse pointer.

    Attributes:
        live: True: pictures that were not asked for in time are never taken.
    """

    live = True

    def __init__(
        self,
        region: tuple[int, int, int, int] | None = None,
        *,
        width: int | None = None,
        height: int | None = None,
        fps: float | None = None,
    ) -> None:
        """Nothing is opened yet.

        Args:
            region: Left, top, width and height of the part to take, pixels, as the desktop counts them; None takes
                the main monitor.
            width: Scales pictures that are wider than this, pixels; None leaves them.
            height: Scales pictures that are higher than this, pixels; None leaves them.
            fps: Pictures per second; None is 30.

        Raises:
            UsageError: A region, size or rate that makes no sense.
        """
        if region is not None and min(region[2:]) < 1:
            raise UsageError(f"the screen region {region} is empty: give left,top,width,height in pixels")
        rate = _DEFAULT_FPS if fps is None else fps
        if not 0 < rate <= _HIGHEST_FPS:
            raise UsageError(
                f"the screen cannot be taken {fps} times per second; choose 1 to {_HIGHEST_FPS:g}"
            )
        fitted_size(1, 1, width, height)
        self._region, self._limits = region, (width, height)
        self._rate = Fraction(rate).limit_denominator(1001)
        self._closed = threading.Event()
        self._grabbing = threading.Lock()
        self._screen: Any = None

    def open(self) -> StreamInfo:
        """Connects to the display and takes a first picture.

        Raises:
            SourceError: mss is not installed, there is no display, it may not be looked at, or the region is not on
                it.
        """
        self.close()
        self._mss = _import_mss()
        try:
            self._screen = self._mss.MSS()
            self._area = self._choose_area()
            picture = self._grab()
        except self._mss.ScreenShotError as error:
            self.close()
            raise SourceError(
                f"cannot take the screen: {_first_line(error)}; run it in a desktop session"
                " (on Linux an X11 one, with DISPLAY set), and on macOS allow screen recording in the settings"
            ) from error
        except BaseException:
            self.close()
            raise
        self._size = fitted_size(picture.shape[1], picture.shape[0], *self._limits)
        self._closed.clear()
        self._start_ns = time.monotonic_ns()
        self._next = 0
        return StreamInfo(*self._size, self._rate, _TIME_BASE)

    def read(self) -> VideoFrame | None:
        """The screen as it is when the next picture is due; None after `close`.

        Raises:
            SourceLostError: The display is gone.
            SourceError: The source is not open.
        """
        if self._screen is None and not self._closed.is_set():
            raise SourceError("the screen was read before it was opened; call open() first")
        elapsed_ns = time.monotonic_ns() - self._start_ns
        index = max(self._next, int(elapsed_ns * self._rate / 1_000_000_000))
        due_ns = self._start_ns + round(index * 1_000_000_000 / self._rate)
        if self._closed.wait(max(due_ns - time.monotonic_ns(), 0) / 1e9):
            return None
        self._next = index + 1
        with self._grabbing:
            if self._screen is None:
                return None
            captured_ns = time.monotonic_ns()
            try:
                picture = self._grab()
            # mss asserts that the server answers.
            except (self._mss.ScreenShotError, AssertionError) as error:
                raise SourceLostError(f"the screen cannot be taken any more: {_first_line(error)}") from error
        pts = (captured_ns - self._start_ns) // 1000
        return VideoFrame(fit(picture, self._size), index, pts, _TIME_BASE, captured_ns)

    def close(self) -> None:
        """Leaves the display; a `read` that waits in another thread returns None at once."""
        self._closed.set()
        with self._grabbing:
            screen, self._screen = self._screen, None
            if screen is not None:
                with contextlib.suppress(Exception):
                    # A display that is gone cannot be left properly.
                    screen.close()

    def _choose_area(self) -> dict[str, int]:
        """The region, cut to the desktop; or the main monitor."""
        if self._region is None:
            main = self._screen.primary_monitor
            return {key: int(main[key]) for key in ("left", "top", "width", "height")}
        desktop = self._screen.monitors[0]
        left, top, width, height = self._region
        right = min(left + width, desktop["left"] + desktop["width"])
        bottom = min(top + height, desktop["top"] + desktop["height"])
        left, top = max(left, desktop["left"]), max(top, desktop["top"])
        if right <= left or bottom <= top:
            raise SourceError(
                f"the screen region {self._region} lies outside the desktop, which is"
                f" {desktop['width']}x{desktop['height']} pixels from {desktop['left']},{desktop['top']}"
            )
        return {"left": left, "top": top, "width": right - left, "height": bottom - top}

    def _grab(self) -> Image:
        shot = self._screen.grab(self._area)
        pixels = np.frombuffer(shot.bgra, np.uint8).reshape(shot.height, shot.width, 4)
        return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGRA2RGB), np.uint8)


def _import_mss() -> Any:
    try:
        return importlib.import_module("mss")
    except ImportError as error:
        raise SourceError('the screen needs mss; install it with: pip install "rtstyle[screen]"') from error


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0].rstrip(". ")
