"""Cameras, through OpenCV, watched so that a dead one is noticed."""

from __future__ import annotations

import contextlib
import dataclasses
import math
import os
from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

# OpenCV waits 10 s for a Video4Linux camera that is gone; and Media Foundation takes long to open with its hardware
# transforms on. Both are read from the environment at the first capture.
os.environ.setdefault("OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT", "1")
os.environ.setdefault("OPENCV_VIDEOIO_MSMF_ENABLE_HW_TRANSFORMS", "0")

import cv2

from rtstyle.errors import SourceError, SourceLostError, UsageError
from rtstyle.frame import Image, StreamInfo, VideoFrame
from rtstyle.sources.background import Reading, WatchedReader
from rtstyle.sources.camera_devices import (
    CameraInfo,
    find_camera,
    list_cameras,
    why_not,
)

if TYPE_CHECKING:
    import threading
    from collections.abc import Generator

__all__ = ["CameraInfo", "CameraSource", "CaptureFormat", "list_cameras"]

CaptureFactory: TypeAlias = Callable[[CameraInfo], cv2.VideoCapture]
"""Makes the OpenCV capture of a camera, opened or not."""

_TIME_BASE = Fraction(1, 1_000_000)
_FIRST_PICTURE_S = 8.0
_HIGHEST_RATE = 1000.0


@dataclasses.dataclass(frozen=True, slots=True)
class CaptureFormat:
    """What a camera says that it delivers.

    Attributes:
        width: Pixels.
        height: Pixels.
        fps: Frames per second, 0 where it does not say. Many cameras promise more than they deliver, in the dark
            above all; see `CameraSource.measured_fps`.
        codec: Four letters, ``MJPG`` or ``YUYV`` for instance; empty where it does not say.
    """

    width: int
    height: int
    fps: float
    codec: str

    def __str__(self) -> str:
        rate = f" at {self.fps:g} fps" if self.fps else ""
        return f"{self.width}x{self.height}{rate}{f' ({self.codec})' if self.codec else ''}"


def open_device(camera: CameraInfo) -> cv2.VideoCapture:
    """The real device; its messages on stderr are turned off, for its failures are reported as errors."""
    with contextlib.suppress(AttributeError):
        cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)
    return cv2.VideoCapture(camera.index, camera.backend)


class CameraSource:
    """The newest pictures of a camera.

    A thread of its own reads them, so that `read` waits no longer than the watchdog, whatever the driver does. A
    camera that was opened by number is found again by its name after it was plugged in elsewhere.

    Attributes:
        live: True: what is not read in time is replaced.
        format: What the camera says that it delivers; None before `open`.
        camera: The camera that was opened last; None before.
    """

    live = True

    def __init__(
        self,
        device: int | str = 0,
        *,
        width: int | None = None,
        height: int | None = None,
        fps: float | None = None,
        watchdog_s: float = 2.0,
        frozen_s: float = 10.0,
        find: Callable[[int | str], CameraInfo] = find_camera,
        open_capture: CaptureFactory = open_device,
    ) -> None:
        """Nothing is opened yet.

        Args:
            device: Number or name; see `list_cameras`.
            width: Asked for, pixels; the camera delivers what it can. None asks for 1280.
            height: Asked for, pixels; None asks for 720.
            fps: Frames per second asked for; None asks for 30.
            watchdog_s: How long no picture may come before the camera counts as lost, seconds.
            frozen_s: How long all pictures may be the same to the last bit before it counts as lost, seconds. A
                camera that shows that picture again when it is opened anew (a closed shutter) is left in peace.
            find: Finds the camera at each opening.
            open_capture: Makes the OpenCV capture of what was found.

        Raises:
            UsageError: A size or rate that makes no sense.
        """
        width, height = 1280 if width is None else width, 720 if height is None else height
        fps = 30.0 if fps is None else fps
        if min(width, height) < 1 or not 0 < fps <= _HIGHEST_RATE:
            raise UsageError(
                f"a camera cannot deliver {width}x{height} at {fps:g} fps; ask for 1280x720 at 30"
            )
        self.format: CaptureFormat | None = None
        self.camera: CameraInfo | None = None
        self._device = device
        self._wanted = (width, height, fps)
        self._watchdog_s, self._frozen_s = watchdog_s, frozen_s
        self._find, self._open_capture = find, open_capture
        self._reader: WatchedReader[Image] = WatchedReader(f"camera {device}", "rtstyle-camera")
        self._still: Image | None = None

    @property
    def measured_fps(self) -> float:
        """Pictures per second that the camera really delivers; 0 before there are two."""
        return self._reader.rate

    def open(self) -> StreamInfo:
        """Opens the camera and waits for its first picture.

        Returns:
            ``frame_rate`` is what the camera promises, None where it promises nothing; ``description`` tells its
            format, and what was asked for where that is something else.

        Raises:
            SourceError: There is no such camera, it is busy, not permitted, or sends no picture.
        """
        self.close()
        camera = self._find(self._device)
        if camera.name:
            self._device = camera.name
        self.camera = camera
        self._reader.what = str(camera)
        first = self._reader.open(
            lambda stopping: self._pictures(camera, stopping),
            _FIRST_PICTURE_S,
            silent=f"{camera} sends no picture: close other programs that use it, open its shutter, or plug it in"
            " again",
        )
        return self._begin(first)

    def _begin(self, first: Reading[Image]) -> StreamInfo:
        assert self.format is not None
        height, width = first.value.shape[:2]
        self.format = dataclasses.replace(self.format, width=width, height=height)
        self._start_ns = first.captured_ns
        self._last, self._last_change_ns = first.value, first.captured_ns
        fps = self.format.fps
        rate = Fraction(fps).limit_denominator(1001) if fps else None
        return StreamInfo(width, height, rate, _TIME_BASE, description=self._description(self.format))

    def _description(self, got: CaptureFormat) -> str:
        width, height, fps = self._wanted
        as_wanted = (got.width, got.height) == (width, height) and (not got.fps or abs(got.fps - fps) < 1)
        instead = "" if as_wanted else f" instead of {width}x{height} at {fps:g} fps"
        return f"{self.camera}: {got}{instead}"

    def read(self) -> VideoFrame | None:
        """The newest picture, waiting for one that was not delivered yet; None after `close`.

        Raises:
            SourceLostError: No picture came within the watchdog's time, or they all have long been the same.
            SourceError: The source is not open.
        """
        reading = self._reader.read(self._watchdog_s, advice=": check its cable")
        if reading is None:
            return None
        self._check_frozen(reading)
        image = np.asarray(cv2.cvtColor(reading.value, cv2.COLOR_BGR2RGB), np.uint8)
        pts = (reading.captured_ns - self._start_ns) // 1000
        return VideoFrame(image, reading.number, pts, _TIME_BASE, reading.captured_ns)

    def close(self) -> None:
        """Releases the camera; a `read` that waits in another thread returns None at once."""
        self._reader.close()

    def _pictures(self, camera: CameraInfo, stopping: threading.Event) -> Generator[Image | None, None, None]:
        capture = self._open_capture(camera)
        try:
            if not capture.isOpened():
                raise SourceError(why_not(camera))
            self.format = _negotiate(capture, *self._wanted)
            while not stopping.is_set():
                taken, image = capture.read()
                yield np.asarray(image, np.uint8) if taken and image is not None else None
        finally:
            capture.release()

    def _check_frozen(self, reading: Reading[Image]) -> None:
        """Notices a driver that repeats its last picture for ever: opencv#4468, opencv#6107."""
        image = reading.value
        if not _same(image, self._last) or (self._still is not None and _same(image, self._still)):
            self._last, self._last_change_ns = image, reading.captured_ns
            return
        if reading.captured_ns - self._last_change_ns > self._frozen_s * 1e9:
            self._still = image
            raise SourceLostError(
                f"{self.camera} has shown the very same picture for {self._frozen_s:g} s: check its cable;"
                " it is tried again"
            )


def _negotiate(capture: cv2.VideoCapture, width: int, height: int, fps: float) -> CaptureFormat:
    """Asks for a format and reports what the camera made of it."""
    # Uncompressed, most cameras reach their full size only at a few frames per second.
    capture.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
    capture.set(cv2.CAP_PROP_FRAME_WIDTH, width)
    capture.set(cv2.CAP_PROP_FRAME_HEIGHT, height)
    capture.set(cv2.CAP_PROP_FPS, fps)
    got_fps = capture.get(cv2.CAP_PROP_FPS)
    number = int(capture.get(cv2.CAP_PROP_FOURCC))
    codec = number.to_bytes(4, "little").decode("ascii", "replace") if number > 0 else ""
    return CaptureFormat(
        int(capture.get(cv2.CAP_PROP_FRAME_WIDTH)),
        int(capture.get(cv2.CAP_PROP_FRAME_HEIGHT)),
        got_fps if math.isfinite(got_fps) and 0 < got_fps <= _HIGHEST_RATE else 0.0,
        codec if codec.isprintable() else "",
    )


def _same(one: Image, other: Image) -> bool:
    """Equal to the last bit; a sample of the pixels settles nearly every case."""
    if one.shape != other.shape or not np.array_equal(one[::16, ::16], other[::16, ::16]):
        return False
    return bool(np.array_equal(one, other))
