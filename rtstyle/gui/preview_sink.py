"""The one sink that Qt knows: it scales frames for the screen in its own thread and keeps the newest for the window."""

from __future__ import annotations

import collections
import dataclasses
import threading
from typing import TYPE_CHECKING

import cv2
import numpy as np
import numpy.typing as npt
from PyQt6.QtCore import QObject, pyqtSignal

from rtstyle.gui.qimages import fitted_size, image_over

if TYPE_CHECKING:
    from PyQt6.QtGui import QImage

    from rtstyle.engine.stylizer import Stylizer
    from rtstyle.frame import Image, StreamInfo, VideoFrame

_RING = 4
"""Buffers: one being painted, one waiting, one being written, one to spare while the window changes its size."""
_REMEMBERED = 8
_AVERAGE_BELOW = 0.6
"""Scale below which pixels are averaged; above it, interpolating is as good and several times as fast."""


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class ScreenFrame:
    """A frame, ready to be painted.

    Attributes:
        picture: RGB32, at the size of the view in device pixels; its memory belongs to the ring.
        content: The frame before it was stylized, likewise; None unless it was asked for.
        frame: The frame itself, at full size.
    """

    picture: QImage
    content: QImage | None
    frame: VideoFrame


class PreviewSignals(QObject):
    """What the sink tells the window.

    Attributes:
        frame_ready: A new frame can be taken; not repeated until it is.
    """

    frame_ready = pyqtSignal()


class ContentMemory:
    """Remembers the last frames as they were before the engine, for the before/after wipe.

    `remember` belongs to the engine thread, `find` to the preview's.

    Attributes:
        enabled: Whether frames are remembered; off, nothing is held.
    """

    def __init__(self) -> None:
        self.enabled = False
        self.newest: VideoFrame | None = None
        self._frames: collections.deque[VideoFrame] = collections.deque(maxlen=_REMEMBERED)

    def remember(self, _: Stylizer, frame: VideoFrame) -> None:
        """Takes a frame that is about to be stylized; fits `Pipeline`'s ``before_frame``."""
        self.newest = frame
        if self.enabled:
            self._frames.append(frame)
        elif self._frames:
            self._frames.clear()

    def find(self, stylized: VideoFrame) -> Image | None:
        """The picture that a stylized frame was made from, (H, W, 3) uint8 RGB; None where it is not remembered."""
        for frame in tuple(self._frames):
            if frame.captured_ns == stylized.captured_ns:
                return frame.image
        return None


class PreviewSink:
    """Scales each frame to the view, in RGB32, and keeps the newest. See `rtstyle.sinks.base.Sink`.

    A ring of buffers is written in turns; neither the one on the screen nor the one that waits is ever touched.

    Attributes:
        signals: Lives in the thread that made the sink.
        mirror: Whether left and right are exchanged.
        wanted: Whether the view can be seen; see `Sink`.
        began: Set when the first frame is there.
        contents: Where the unstylized frames are found; given them, the sink prepares both sides of the wipe.
    """

    def __init__(self, contents: ContentMemory | None = None) -> None:
        self.signals = PreviewSignals()
        self.mirror, self.wanted = False, True
        self.began = threading.Event()
        self.contents = contents
        self._view = (0, 0)
        self._lock = threading.Lock()
        self._writing = threading.Lock()
        self._ring = [_Buffer() for _ in range(_RING)]
        self._waiting: tuple[int, ScreenFrame] | None = None
        self._on_screen: int | None = None

    def set_view(self, width: int, height: int) -> None:
        """Sets what the next frames are fitted into, device pixels; 0 leaves them as they are."""
        self._view = (width, height)

    def take(self) -> ScreenFrame | None:
        """The newest frame; None if there is none since the last call. The one taken before is given up.

        Belongs to the window's thread.
        """
        with self._lock:
            waiting, self._waiting = self._waiting, None
            if waiting is None:
                return None
            self._on_screen = waiting[0]
            return waiting[1]

    def open(self, info: StreamInfo) -> None:
        """Nothing to prepare: buffers follow the view."""

    def write(self, frame: VideoFrame) -> None:
        """Takes one frame. While one pipeline takes over from another, two threads may do so in turns."""
        with self._writing:
            with self._lock:
                waiting = self._waiting[0] if self._waiting else None
                index = next(i for i in range(_RING) if i not in {waiting, self._on_screen})
            ready = self._fill(self._ring[index], frame)
            with self._lock:
                pending = self._waiting is not None
                self._waiting = (index, ready)
        self.began.set()
        if not pending:
            self.signals.frame_ready.emit()

    def close(self) -> None:
        """Nothing to finish; what is on the screen stays."""

    def abort(self) -> None:
        """Nothing to take back."""

    def _fill(self, buffer: _Buffer, frame: VideoFrame) -> ScreenFrame:
        size = fitted_size(frame.image.shape[1], frame.image.shape[0], *self._view)
        picture = buffer.picture = _converted(frame.image, size, buffer.picture, mirror=self.mirror)
        content = None
        original = self.contents.find(frame) if self.contents is not None and self.contents.enabled else None
        if original is not None:
            buffer.content = _converted(original, size, buffer.content, mirror=self.mirror)
            content = image_over(buffer.content)
        return ScreenFrame(image_over(picture), content, frame)


class _Buffer:
    """Memory of one ring entry, (h, w, 4) uint8 BGRA each."""

    def __init__(self) -> None:
        self.picture: Image | None = None
        self.content: Image | None = None


def _converted(
    image: Image, size: tuple[int, int], memory: npt.NDArray[np.uint8] | None, *, mirror: bool
) -> npt.NDArray[np.uint8]:
    """RGB → BGRA at another size, into the given memory if that fits."""
    width, height = size
    if (image.shape[1], image.shape[0]) != size:
        small = width / image.shape[1] < _AVERAGE_BELOW
        image = np.asarray(
            cv2.resize(image, size, interpolation=cv2.INTER_AREA if small else cv2.INTER_LINEAR)
        )
    if mirror:
        image = np.asarray(cv2.flip(image, 1))
    if memory is None or memory.shape[:2] != (height, width):
        memory = np.empty((height, width, 4), np.uint8)
    cv2.cvtColor(image, cv2.COLOR_RGB2BGRA, dst=memory)
    return memory
