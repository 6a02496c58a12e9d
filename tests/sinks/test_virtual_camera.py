"""The virtual camera, through a backend of pyvirtualcam's own kind, and through v4l2loopback where it is loaded."""

from __future__ import annotations

import os
import threading
import time
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import pytest

pyvirtualcam = pytest.importorskip(
    "pyvirtualcam", reason="pyvirtualcam, of the extra 'virtualcam', is not installed"
)

from rtstyle.errors import SinkError  # noqa: E402 - after the check that it makes sense
from rtstyle.frame import StreamInfo, VideoFrame  # noqa: E402
from rtstyle.sinks.virtual_camera import (  # noqa: E402
    VirtualCameraSink,
    advice,
    letterboxed,
    loopback_devices,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    MakeSink = Callable[..., VirtualCameraSink]

RATE = Fraction(50)


class RecordingBackend:
    """What pyvirtualcam calls a backend; keeps what it is sent."""

    opened: list[RecordingBackend] = []  # noqa: RUF012 - the test's window into what pyvirtualcam makes
    refuse = ""

    def __init__(
        self, *, width: int, height: int, fps: float, fourcc: int, device: str | None, **_: Any
    ) -> None:
        if self.refuse:
            raise RuntimeError(self.refuse)
        self.size, self.fps, self.fourcc, self.name = (width, height), fps, fourcc, device or "fake0"
        self.pictures: list[np.ndarray] = []
        self.times: list[float] = []
        self.arrived = threading.Condition()
        self.closed = 0
        self.broken = False
        self.opened.append(self)

    def send(self, frame: np.ndarray) -> None:
        assert frame.ndim == 1
        assert frame.flags.c_contiguous
        if self.broken:
            raise RuntimeError("the cable is cut")
        with self.arrived:
            self.pictures.append(frame.reshape(self.size[1], self.size[0], 3).copy())
            self.times.append(time.monotonic())
            self.arrived.notify_all()

    def wait_for(self, count: int) -> list[np.ndarray]:
        with self.arrived:
            assert self.arrived.wait_for(lambda: len(self.pictures) >= count, 10)
            return list(self.pictures)

    def wait_for_picture(self, corner: tuple[int, int, int]) -> np.ndarray:
        with self.arrived:
            assert self.arrived.wait_for(
                lambda: self.pictures and tuple(self.pictures[-1][0, 0]) == corner, 10
            )
            return self.pictures[-1]

    def shows_something(self) -> bool:
        return bool(self.pictures) and bool(self.pictures[-1].any())

    def close(self) -> None:
        self.closed += 1

    def device(self) -> str:
        return self.name

    def native_fourcc(self) -> None:
        return None


@pytest.fixture
def backend() -> Iterator[type[RecordingBackend]]:
    RecordingBackend.opened, RecordingBackend.refuse = [], ""
    pyvirtualcam.register_backend("recording", RecordingBackend)
    yield RecordingBackend
    del pyvirtualcam.camera.BACKENDS["recording"]


@pytest.fixture
def make_sink(backend: type[RecordingBackend]) -> Iterator[MakeSink]:
    """Makes sinks over the backend, and closes what a failed test left open."""
    made: list[VirtualCameraSink] = []

    def make(device: str | None = None, name: str = "recording") -> VirtualCameraSink:
        made.append(VirtualCameraSink(device, backend=name))
        return made[-1]

    yield make
    for sink in made:
        sink.close()


def info(width: int = 64, height: int = 48, rate: Fraction | None = RATE) -> StreamInfo:
    return StreamInfo(width, height, rate, Fraction(1, 50))


def picture(color: tuple[int, int, int], width: int = 64, height: int = 48) -> VideoFrame:
    image = np.empty((height, width, 3), np.uint8)
    image[:] = color
    return VideoFrame(image, 0, 0, Fraction(1, 50), time.monotonic_ns())


def test_the_last_frame_is_repeated_at_a_steady_rate_in_rgb(
    backend: type[RecordingBackend], make_sink: MakeSink
) -> None:
    sink = make_sink("studio")
    sink.open(info())
    camera = backend.opened[0]
    assert (sink.device, camera.size, camera.fps) == ("studio", (64, 48), 50)
    assert not camera.wait_for(1)[0].any()
    sink.write(picture((200, 100, 50)))
    camera.wait_for_picture((200, 100, 50))
    count = len(camera.pictures)
    pictures = camera.wait_for(count + 10)
    assert all(tuple(shown[0, 0]) == (200, 100, 50) for shown in pictures[count:])
    sink.close()
    assert camera.closed == 1
    assert sink.frames_sent == len(camera.pictures)
    mean_s = (camera.times[-1] - camera.times[0]) / (len(camera.times) - 1)
    assert 0.018 < mean_s < 0.1
    sink.close()
    sink.abort()
    assert camera.closed == 1


@pytest.mark.parametrize(("rate", "expected"), [(Fraction(240), 60), (Fraction(1), 5), (None, 30)])
def test_the_rate_is_one_that_programs_expect(
    backend: type[RecordingBackend], make_sink: MakeSink, rate: Fraction | None, expected: int
) -> None:
    sink = make_sink()
    sink.open(info(rate=rate))
    sink.close()
    assert backend.opened[0].fps == expected


def test_it_keeps_its_size_when_the_source_changes(
    backend: type[RecordingBackend], make_sink: MakeSink
) -> None:
    sink = make_sink()
    sink.open(info(63, 47))
    sink.write(picture((9, 9, 9), 63, 47))
    sink.close()
    sink.open(info(48, 96))
    sink.write(picture((250, 250, 250), 48, 96))
    camera = backend.opened[1]
    assert camera.size == (64, 48)
    with camera.arrived:
        assert camera.arrived.wait_for(camera.shows_something, 10)
    shown = camera.pictures[-1]
    sink.close()
    assert (shown[:, 20:44] == 250).all()
    assert not shown[:, :20].any()
    assert not shown[:, 44:].any()


def test_a_camera_that_breaks_is_reported_by_the_next_write(
    backend: type[RecordingBackend], make_sink: MakeSink
) -> None:
    sink = make_sink()
    sink.open(info())
    camera = backend.opened[0]
    camera.wait_for(1)
    camera.broken = True

    def write_on() -> None:
        for _ in range(500):
            sink.write(picture((1, 2, 3)))
            threading.Event().wait(0.01)

    with pytest.raises(SinkError, match="fake0 stopped accepting pictures: the cable is cut"):
        write_on()
    sink.abort()
    assert camera.closed == 1


def test_a_camera_that_is_taken_or_missing_comes_with_advice(
    backend: type[RecordingBackend], make_sink: MakeSink
) -> None:
    backend.refuse = "device or resource busy"
    sink = make_sink("studio")
    with pytest.raises(SinkError, match=r"cannot open the virtual camera studio: .*busy") as caught:
        sink.open(info())
    assert "\n" not in str(caught.value)
    with pytest.raises(SinkError, match=r"no virtual camera backend 'nonsense' here; there are: .*recording"):
        make_sink(name="nonsense").open(info())
    with pytest.raises(SinkError, match="not open"):
        sink.write(picture((0, 0, 0)))


def test_the_advice_is_for_this_system(tmp_path: Path) -> None:
    assert "modprobe v4l2loopback" in advice("linux", tmp_path / "missing")
    assert "exclusive_caps=1" in advice("linux", tmp_path / "missing")
    assert "apt install v4l2loopback-dkms" in advice("linux", tmp_path / "missing")
    assert "apt install" not in advice("linux", tmp_path)
    assert "OBS Studio 30" in advice("darwin")
    assert "OBS Studio 26" in advice("win32")


def test_loopback_devices_come_in_order(tmp_path: Path) -> None:
    for name in ("video10", "video2", "v4l-touch0"):
        (tmp_path / name).mkdir()
    assert loopback_devices(tmp_path) == ["/dev/video2", "/dev/video10"]
    assert loopback_devices(tmp_path / "nowhere") == []


@pytest.mark.parametrize("size", [(64, 48), (66, 48), (32, 32), (200, 20)])
def test_a_letterboxed_picture_keeps_its_shape(size: tuple[int, int]) -> None:
    image = np.full((47, 63, 3), 255, np.uint8)
    boxed = letterboxed(image, size)
    assert boxed.shape == (size[1], size[0], 3)
    rows, columns = np.flatnonzero(boxed.any((1, 2))), np.flatnonzero(boxed.any((0, 2)))
    inner = (columns[-1] - columns[0] + 1, rows[-1] - rows[0] + 1)
    assert inner[0] / inner[1] == pytest.approx(63 / 47, rel=0.06)
    # It fills one direction, save the row or column that makes a size even.
    assert inner[0] >= size[0] - 1 or inner[1] >= size[1] - 1


@pytest.mark.skipif(not loopback_devices(), reason="v4l2loopback is not loaded on this machine")
def test_another_program_sees_it_through_v4l2loopback() -> None:
    device = next((path for path in loopback_devices() if os.access(path, os.W_OK)), None)
    if device is None:
        pytest.skip("no v4l2loopback device may be written")
    sink = VirtualCameraSink(device)
    sink.open(info(640, 480, Fraction(30)))
    try:
        sink.write(picture((200, 40, 40), 640, 480))
        capture = cv2.VideoCapture(device, cv2.CAP_V4L2)
        images = [capture.read()[1] for _ in range(15)]
        capture.release()
    finally:
        sink.close()
    blue, green, red = images[-1][240, 320]
    assert abs(int(red) - 200) < 12
    assert abs(int(green) - 40) < 12
    assert abs(int(blue) - 40) < 12


@pytest.mark.skipif(bool(loopback_devices()), reason="a v4l2loopback device is there")
@pytest.mark.skipif(not Path("/sys").is_dir(), reason="v4l2loopback is Linux's")
def test_without_a_device_it_says_how_to_make_one() -> None:
    with pytest.raises(SinkError, match=r"sudo modprobe v4l2loopback devices=1 .* exclusive_caps=1"):
        VirtualCameraSink().open(info())
