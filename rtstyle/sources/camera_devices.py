"""Which cameras there are, by names that stay theirs, and why one cannot be opened."""

from __future__ import annotations

import dataclasses
import errno
import importlib
import os
import struct
import sys
from pathlib import Path

import cv2

from rtstyle.errors import SourceError

_SYSFS = Path("/sys/class/video4linux")
_DEV = Path("/dev")
# From linux/videodev2.h.
_VIDIOC_QUERYCAP = 0x80685600
_CAPABILITY = struct.Struct("=16s32s32sIII3I")
_VIDEO_CAPTURE = 0x00000001
_VIDEO_CAPTURE_MPLANE = 0x00001000


@dataclasses.dataclass(frozen=True, slots=True)
class CameraInfo:
    """A camera of this machine.

    Attributes:
        index: OpenCV's number of it; another one after it was plugged in again.
        name: What its maker calls it; cameras of the same make are numbered ``NAME (2)`` in the order of their ports.
        backend: OpenCV's number of the system interface that ``index`` belongs to; 0 leaves it to OpenCV.
        path: Where the system keeps it; empty where that is not known.
    """

    index: int
    name: str
    backend: int = cv2.CAP_ANY
    path: str = ""

    def __str__(self) -> str:
        return f"camera {self.index} '{self.name}'" if self.name else f"camera {self.index}"


def list_cameras() -> list[CameraInfo]:
    """The cameras that can be named, in the order of their numbers.

    On Windows and macOS names need the extra ``camera``; without it the list holds only the system's first camera,
    without a name, whether it is there or not.
    """
    if sys.platform == "linux":
        return linux_cameras()
    try:
        enumerator = importlib.import_module("cv2_enumerate_cameras")
    except ImportError:
        return [CameraInfo(0, "")]
    backend = cv2.CAP_MSMF if sys.platform == "win32" else cv2.CAP_AVFOUNDATION
    found = [
        CameraInfo(camera.index, camera.name or "", backend, camera.path or "")
        for camera in enumerator.enumerate_cameras(backend)
    ]
    return _with_distinct_names(found)


def linux_cameras(sysfs: Path = _SYSFS, dev: Path = _DEV) -> list[CameraInfo]:
    """The capture devices of Video4Linux; a camera's other nodes (metadata, encoders) are left out.

    Args:
        sysfs: The kernel's folder of video devices.
        dev: The folder of device files.
    """
    found = []
    for node in sysfs.glob("video*"):
        number = node.name.removeprefix("video")
        if number.isdecimal() and _captures(node, dev / node.name):
            name = _line(node / "name") or node.name
            found.append(CameraInfo(int(number), name, cv2.CAP_V4L2, str(node.resolve())))
    return _with_distinct_names(sorted(found, key=lambda camera: camera.index))


def find_camera(device: int | str) -> CameraInfo:
    """The camera of that number or name.

    Args:
        device: A number, a name, or a part of a name that only one camera has; upper and lower case are the same.

    Raises:
        SourceError: There is no such camera.
    """
    cameras = list_cameras()
    if isinstance(device, int):
        known = next((camera for camera in cameras if camera.index == device), None)
        if known is None and sys.platform == "linux" and not (_DEV / f"video{device}").exists():
            raise SourceError(f"there is no camera {device}; {_offer(cameras)}")
        return known or CameraInfo(device, "", cameras[0].backend if cameras else cv2.CAP_ANY)
    wanted = device.casefold()
    exact = [camera for camera in cameras if camera.name.casefold() == wanted]
    partial = [camera for camera in cameras if wanted in camera.name.casefold()]
    for matches in (exact, partial):
        if len(matches) == 1:
            return matches[0]
    if partial:
        raise SourceError(f"several cameras are called {device!r}; {_offer(partial)}")
    raise SourceError(f"there is no camera {device!r}; {_offer(cameras)}")


def why_not(camera: CameraInfo) -> str:
    """What keeps a camera from being opened, as far as the system tells, and what to do; one line."""
    if sys.platform == "linux":
        return _why_not_on_linux(camera, _DEV / f"video{camera.index}")
    return (
        f"cannot open {camera}: it is not there, another program uses it, or this program is not allowed to;"
        " close other programs that show it and look at the system's privacy settings"
    )


def _why_not_on_linux(camera: CameraInfo, node: Path) -> str:
    try:
        os.close(os.open(node, os.O_RDWR | os.O_NONBLOCK))
    except FileNotFoundError:
        return f"cannot open {camera}: there is no {node}; plug it in"
    except PermissionError:
        return f"cannot open {camera}: no permission for {node}; run: sudo usermod -aG video $USER, and log in again"
    except OSError as error:
        if error.errno == errno.EBUSY:
            return f"cannot open {camera}: it is busy; close the other program that uses it"
    return (
        f"cannot open {camera}: it is busy or broken; close other programs that use it, or plug it in again"
    )


def _captures(node: Path, device: Path) -> bool:
    """Whether a video node delivers pictures, by the driver's word or, where it cannot be asked, by its place."""
    import fcntl  # noqa: PLC0415 - exists on Linux alone, like these nodes

    answer = bytearray(_CAPABILITY.size)
    try:
        descriptor = os.open(device, os.O_RDONLY | os.O_NONBLOCK)
        try:
            fcntl.ioctl(descriptor, _VIDIOC_QUERYCAP, answer)
        finally:
            os.close(descriptor)
    except OSError:
        return _line(node / "index") in {"", "0"}
    device_capabilities = _CAPABILITY.unpack(answer)[5]
    return bool(device_capabilities & (_VIDEO_CAPTURE | _VIDEO_CAPTURE_MPLANE))


def _line(path: Path) -> str:
    try:
        return path.read_text("utf-8", errors="replace").strip()
    except OSError:
        return ""


def _with_distinct_names(cameras: list[CameraInfo]) -> list[CameraInfo]:
    """Numbers equal names by port, so that each keeps its own as long as it stays where it is plugged in."""
    names: dict[int, str] = {}
    seen: dict[str, int] = {}
    for camera in sorted(cameras, key=lambda camera: (camera.path, camera.index)):
        seen[camera.name] = seen.get(camera.name, 0) + 1
        count = seen[camera.name]
        names[camera.index] = camera.name if count == 1 else f"{camera.name} ({count})"
    return [dataclasses.replace(camera, name=names[camera.index]) for camera in cameras]


def _offer(cameras: list[CameraInfo]) -> str:
    if not cameras:
        return "no camera is plugged in"
    return "there are: " + ", ".join(f"{camera.index} '{camera.name}'" for camera in cameras)
