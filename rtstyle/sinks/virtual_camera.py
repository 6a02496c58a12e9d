"""The picture as a camera that other programs can choose."""

from __future__ import annotations

import importlib
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from rtstyle.errors import SinkError

if TYPE_CHECKING:
    from rtstyle.frame import Image, StreamInfo, VideoFrame

_LOOPBACK_DEVICES = Path("/sys/devices/virtual/video4linux")
_LOOPBACK_MODULE = Path("/sys/module/v4l2loopback")
_LOWEST_FPS, _DEFAULT_FPS, _HIGHEST_FPS = 5.0, 30.0, 60.0
_HEALTH_CHECK_S = 1.0

_CREATE = "sudo modprobe v4l2loopback devices=1 video_nr=10 card_label=rtstyle exclusive_caps=1"
_INSTALL = "sudo apt install v4l2loopback-dkms"
_OBS = {
    "darwin": "install OBS Studio 30 or newer, start it, click Start Virtual Camera once, and quit it",
    "win32": "install OBS Studio 26 or newer, which brings the virtual camera",
}


class VirtualCameraSink:
    """Feeds a virtual camera from a thread of its own, which repeats the last frame at a steady rate.

    The camera keeps the size of the first stream that it is opened for, because the programs that watch it count on
    it; pictures of another shape are shown between bars.

    Attributes:
        device: The device in use, as the system calls it; empty while it is closed.
        frames_sent: How many pictures the camera was given since it was made.
    """

    def __init__(
        self, device: str | None = None, *, backend: str | None = None, fps: float | None = None
    ) -> None:
        """Nothing is opened yet.

        Args:
            device: On Linux a v4l2loopback device (``/dev/video10``), elsewhere the camera's name; None takes the
                first that is free.
            backend: One of pyvirtualcam's backends by name; None tries all.
            fps: Pictures per second to send; None takes the stream's rate, from 5 to 60.
        """
        self.device = ""
        self.frames_sent = 0
        self._wanted, self._backend, self._wanted_fps = device, backend, fps
        self._size: tuple[int, int] | None = None
        self._camera: Any = None
        self._thread: threading.Thread | None = None
        self._stopping = threading.Event()
        self._error: str | None = None

    def open(self, info: StreamInfo) -> None:
        """Opens the camera, which shows black until the first frame.

        Raises:
            SinkError: pyvirtualcam is not installed, or there is no device, or it is taken; the message tells what
                to do on this system.
        """
        self.close()
        # Cameras share colours between two columns and two rows, and have even sizes therefore.
        self._size = self._size or (info.width + info.width % 2, info.height + info.height % 2)
        rate = self._wanted_fps or float(info.frame_rate or _DEFAULT_FPS)
        self._fps = min(max(rate, _LOWEST_FPS), _HIGHEST_FPS)
        self._camera = self._open_camera()
        self.device = str(self._camera.device)
        self._picture: Image = np.zeros((self._size[1], self._size[0], 3), np.uint8)
        self._error = None
        self._stopping.clear()
        self._thread = threading.Thread(target=self._send_steadily, name="rtstyle-virtual-camera")
        self._thread.start()

    def write(self, frame: VideoFrame) -> None:
        """Shows this frame from now on.

        Raises:
            SinkError: The camera is gone, or the sink is not open.
        """
        if self._error is not None:
            raise SinkError(self._error)
        if self._size is None or self._thread is None:
            raise SinkError("cannot write to the virtual camera: it is not open")
        self._picture = letterboxed(frame.image, self._size)

    def close(self) -> None:
        """Gives the camera back."""
        thread, self._thread = self._thread, None
        self._stopping.set()
        if thread is not None:
            thread.join()
        self.device = ""

    def abort(self) -> None:
        """Gives the camera back."""
        self.close()

    def _open_camera(self) -> Any:
        module = _import_pyvirtualcam()
        if self._backend is not None and self._backend not in module.camera.BACKENDS:
            known = ", ".join(module.camera.BACKENDS) or "none"
            raise SinkError(f"there is no virtual camera backend {self._backend!r} here; there are: {known}")
        assert self._size is not None
        width, height = self._size
        reasons = []
        for device in self._candidates():
            try:
                return module.Camera(width, height, self._fps, device=device, backend=self._backend)
            except RuntimeError as error:
                reasons.append(" ".join(str(error).split()))
        wanted = f" {self._wanted}" if self._wanted else ""
        raise SinkError(f"cannot open the virtual camera{wanted}: {advice()}{_because(reasons)}")

    def _candidates(self) -> list[str | None]:
        """Devices to try. Left to itself, pyvirtualcam would try every camera on the machine."""
        on_loopback = sys.platform == "linux" and self._backend in {None, "v4l2loopback"}
        if self._wanted is not None:
            return [f"/dev/video{self._wanted}" if on_loopback and self._wanted.isdecimal() else self._wanted]
        return list(loopback_devices()) if on_loopback else [None]

    def _send_steadily(self) -> None:
        period_s = 1.0 / self._fps
        due_s = checked_s = time.monotonic()
        try:
            while not self._stopping.wait(max(due_s - time.monotonic(), 0.0)):
                self._camera.send(self._picture)
                self.frames_sent += 1
                now = time.monotonic()
                if now - checked_s >= _HEALTH_CHECK_S:
                    self._check_health()
                    checked_s = now
                due_s = max(due_s + period_s, now)
        except Exception as error:  # noqa: BLE001 - backends raise whatever they like; write() reports it
            self._error = (
                f"the virtual camera {self.device} stopped accepting pictures: {error}; turn it on again"
            )
        finally:
            self._camera.close()

    def _check_health(self) -> None:
        """On Linux pyvirtualcam prints write errors instead of raising them."""
        if self._camera.backend == "v4l2loopback" and not Path(self.device).exists():
            raise OSError("the device is gone")


def loopback_devices(folder: Path = _LOOPBACK_DEVICES) -> list[str]:
    """Device files of the v4l2loopback cameras, lowest number first."""
    numbers = [node.name.removeprefix("video") for node in folder.glob("video*")]
    return [
        f"/dev/video{number}" for number in sorted(int(number) for number in numbers if number.isdecimal())
    ]


def advice(platform: str = sys.platform, module: Path = _LOOPBACK_MODULE) -> str:
    """What makes a virtual camera on this system."""
    if platform in _OBS:
        return _OBS[platform]
    if module.exists():
        return f"close other programs that feed it, or make it anew: sudo modprobe -r v4l2loopback; {_CREATE}"
    return f"there is none; install it with: {_INSTALL}; and make one with: {_CREATE}"


def letterboxed(image: Image, size: tuple[int, int]) -> Image:
    """A picture in another size, its shape kept, between black bars where it needs them.

    Args:
        image: (H, W, 3) uint8 RGB.
        size: Width and height to fill, pixels.
    """
    height, width = image.shape[:2]
    if (width, height) == size:
        return np.ascontiguousarray(image)
    scale = min(size[0] / width, size[1] / height)
    # A row or column that was missing to an even size is no reason to blur everything.
    inner = (
        (width, height) if abs(scale - 1) * max(size) < 2 else (round(width * scale), round(height * scale))
    )
    inner = (max(min(inner[0], size[0]), 1), max(min(inner[1], size[1]), 1))
    resized = image if inner == (width, height) else cv2.resize(image, inner, interpolation=cv2.INTER_AREA)
    canvas = np.zeros((size[1], size[0], 3), np.uint8)
    left, top = (size[0] - inner[0]) // 2, (size[1] - inner[1]) // 2
    canvas[top : top + inner[1], left : left + inner[0]] = resized
    return canvas


def _import_pyvirtualcam() -> Any:
    try:
        return importlib.import_module("pyvirtualcam")
    except ImportError as error:
        raise SinkError(
            'the virtual camera needs pyvirtualcam; install it with: pip install "rtstyle[virtualcam]"'
        ) from error


def _because(reasons: list[str]) -> str:
    return f" ({'; '.join(reasons)})" if reasons else ""
