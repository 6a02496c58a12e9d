"""Cameras, with a real OpenCV capture over a video file in the place of the device."""

from __future__ import annotations

import os
import threading
import time
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

import cv2
import numpy as np
import pytest
from media_fixtures import Clip, make_clip

from rtstyle.errors import SourceError, SourceLostError, UsageError
from rtstyle.sources.camera import CameraInfo, CameraSource

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rtstyle.frame import VideoFrame

CAMERA = CameraInfo(7, "Test Camera")


class LoopingCapture:
    """A camera that never ends: an OpenCV capture that begins its file again.

    It holds the capture instead of being one, for OpenCV's own types crash when a subclass of theirs is collected.
    """

    def __init__(self, path: str) -> None:
        self._capture = cv2.VideoCapture(path)

    def __getattr__(self, name: str) -> object:
        return getattr(self._capture, name)

    def read(self) -> tuple[bool, np.ndarray]:
        taken, image = self._capture.read()
        if not taken:
            self._capture.set(cv2.CAP_PROP_POS_FRAMES, 0)
            taken, image = self._capture.read()
        return taken, image


class DutifulCapture(LoopingCapture):
    """A camera that remembers what it was asked for, and delivers just that."""

    asked: ClassVar[dict[int, float]] = {}

    def set(self, key: int, value: float) -> bool:
        self.asked[key] = value
        return True

    def get(self, key: int) -> float:
        return self.asked[key]


def drain(source: CameraSource) -> None:
    """Reads to the end."""
    while source.read() is not None:
        pass


def orange(number: int, width: int, height: int) -> np.ndarray:
    """Red above blue by far, with a square that moves."""
    image = np.full((height, width, 3), (220, 110, 20), np.uint8)
    image[8:24, number % (width - 16) :][:, :16] = 255
    return image


@pytest.fixture(scope="module")
def moving(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_clip(
        tmp_path_factory.mktemp("camera") / "moving.mp4", Clip(frames=40, rate=Fraction(20), picture=orange)
    )


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Path:
    clip = Clip(
        frames=10, codec="ffv1", options={}, picture=lambda _n, w, h: np.full((h, w, 3), 90, np.uint8)
    )
    return make_clip(tmp_path_factory.mktemp("camera") / "still.mkv", clip)


def camera_over(
    path: Path, capture: Callable[[str], object] = LoopingCapture, **options: object
) -> CameraSource:
    options.setdefault("find", lambda _device: CAMERA)
    return CameraSource(0, open_capture=lambda _camera: capture(str(path)), **options)


def frames_of(source: CameraSource, count: int) -> list[VideoFrame]:
    source.open()
    try:
        return [frame for _ in range(count) if (frame := source.read()) is not None]
    finally:
        source.close()


def test_pictures_come_in_rgb_with_number_and_time(moving: Path) -> None:
    frames = frames_of(camera_over(moving), 12)
    assert len(frames) == 12
    assert frames[0].image.shape == (48, 64, 3)
    assert frames[0].image.flags.c_contiguous
    red, _, blue = frames[0].image[40, 32]
    assert red > 180
    assert blue < 70
    assert [frame.index for frame in frames] == sorted({frame.index for frame in frames})
    times = [frame.seconds for frame in frames]
    assert times == sorted(times)
    assert frames[0].pts == 0
    assert frames[-1].seconds == pytest.approx(
        (frames[-1].captured_ns - frames[0].captured_ns) / 1e9, abs=1e-5
    )


def test_what_the_camera_really_delivers_is_told(moving: Path) -> None:
    source = camera_over(moving, width=1920, height=1080, fps=60)
    info = source.open()
    try:
        assert (info.width, info.height, info.frame_rate) == (64, 48, 20)
        assert (source.format.width, source.format.height, source.format.fps) == (64, 48, 20)
        assert "64x48 at 20 fps" in str(source.format)
        assert info.description.startswith("camera 7 'Test Camera': 64x48 at 20 fps (")
        assert info.description.endswith(") instead of 1920x1080 at 60 fps")
        assert source.camera == CAMERA
        for _ in range(5):
            source.read()
        assert source.measured_fps > 0
    finally:
        source.close()


def test_motion_jpeg_is_asked_for_before_size_and_rate(moving: Path) -> None:
    DutifulCapture.asked.clear()
    source = camera_over(moving, DutifulCapture, width=64, height=48, fps=25)
    info = source.open()
    source.close()
    # A camera that is asked for a size first keeps to what it can deliver uncompressed.
    assert list(DutifulCapture.asked.items()) == [
        (cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG")),
        (cv2.CAP_PROP_FRAME_WIDTH, 64),
        (cv2.CAP_PROP_FRAME_HEIGHT, 48),
        (cv2.CAP_PROP_FPS, 25),
    ]
    assert info.description == "camera 7 'Test Camera': 64x48 at 25 fps (MJPG)"


def test_a_camera_that_sends_nothing_more_is_lost_within_the_watchdogs_time(moving: Path) -> None:
    source = camera_over(moving, cv2.VideoCapture, watchdog_s=0.3)
    source.open()
    try:
        started = time.monotonic()
        with pytest.raises(SourceLostError, match=r"camera 7 'Test Camera' has sent no picture for 0\.3 s"):
            drain(source)
        assert 0.25 < time.monotonic() - started < 2.0
    finally:
        source.close()


def test_a_hanging_driver_delays_neither_reading_nor_closing(moving: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "driver.mjpeg"
    os.mkfifo(pipe)
    data = b"".join(
        cv2.imencode(".jpg", np.random.default_rng(number).integers(0, 255, (48, 64, 3), np.uint8))[
            1
        ].tobytes()
        for number in range(400)
    )
    enough, hang_up = threading.Event(), threading.Event()

    def drive() -> None:
        with pipe.open("wb", buffering=0) as file:
            rest = memoryview(data)
            while rest and not enough.is_set():
                rest = rest[file.write(rest[:4096]) :]
            hang_up.wait(30)

    driver = threading.Thread(target=drive)
    driver.start()
    source = camera_over(pipe, cv2.VideoCapture, watchdog_s=0.3)
    try:
        source.open()
        enough.set()
        started = time.monotonic()
        with pytest.raises(SourceLostError):
            drain(source)
        assert time.monotonic() - started < 2.0
        started = time.monotonic()
        source.close()
        assert time.monotonic() - started < 1.9
    finally:
        enough.set()
        hang_up.set()
        driver.join(10)
        source.close()


def test_a_picture_that_never_changes_is_lost_once_then_left_in_peace(still: Path) -> None:
    source = camera_over(still, frozen_s=0.1)
    source.open()
    with pytest.raises(SourceLostError, match="very same picture"):
        drain(source)
    source.close()
    started = time.monotonic()
    source.open()
    try:
        while time.monotonic() - started < 0.4:
            assert source.read() is not None
    finally:
        source.close()


def test_a_moving_picture_is_not_frozen(moving: Path) -> None:
    source = camera_over(moving, frozen_s=0.05)
    source.open()
    started = time.monotonic()
    try:
        while time.monotonic() - started < 0.3:
            assert source.read() is not None
    finally:
        source.close()


def test_it_comes_back_by_name_under_another_number(moving: Path) -> None:
    plugged = {0: "HD Camera"}
    asked: list[int | str] = []
    opened: list[int] = []

    def find(device: int | str) -> CameraInfo:
        asked.append(device)
        for index, name in plugged.items():
            if device in {index, name}:
                return CameraInfo(index, name)
        raise SourceError(f"there is no camera {device!r}")

    def open_capture(camera: CameraInfo) -> cv2.VideoCapture:
        opened.append(camera.index)
        return cv2.VideoCapture(str(moving))

    source = CameraSource(0, watchdog_s=0.1, find=find, open_capture=open_capture)
    source.open()
    with pytest.raises(SourceLostError):
        drain(source)
    source.close()
    plugged.clear()
    with pytest.raises(SourceError, match="HD Camera"):
        source.open()
    plugged.update({0: "Another one", 3: "HD Camera"})
    source.open()
    assert source.read() is not None
    source.close()
    assert asked == [0, "HD Camera", "HD Camera"]
    assert opened == [0, 3]


def test_a_camera_that_does_not_open_says_why(tmp_path: Path) -> None:
    source = camera_over(tmp_path / "nothing.mp4", cv2.VideoCapture)
    with pytest.raises(SourceError, match="cannot open camera 7 'Test Camera': ") as caught:
        source.open()
    assert "\n" not in str(caught.value)
    with pytest.raises(SourceError, match="before it was opened"):
        source.read()


def test_closing_wakes_who_waits_for_a_picture(moving: Path) -> None:
    source = camera_over(moving, cv2.VideoCapture, watchdog_s=30)
    source.open()
    answers: list[object] = []

    def read_all() -> None:
        drain(source)
        answers.append("ended")

    reader = threading.Thread(target=read_all)
    reader.start()
    # The file is over soon, and the reader waits for more.
    while source.measured_fps == 0:
        reader.join(0.01)
    source.close()
    reader.join(5)
    assert answers == ["ended"]
    source.close()


@pytest.mark.parametrize(
    "wanted", [{"width": 0}, {"height": -5}, {"fps": 0}, {"fps": float("nan")}, {"fps": 1e9}]
)
def test_nonsense_is_refused(wanted: dict[str, float]) -> None:
    with pytest.raises(UsageError, match="cannot deliver"):
        CameraSource(0, **wanted)
