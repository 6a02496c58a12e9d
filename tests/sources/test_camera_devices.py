from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from rtstyle.errors import SourceError
from rtstyle.sources import camera_devices
from rtstyle.sources.camera_devices import CameraInfo, find_camera, linux_cameras, why_not

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="these folders are Linux's")


def add_node(sysfs: Path, number: int, name: str, port: str, index: int = 0) -> None:
    """A video device as the kernel shows it: a link into the folder of its port."""
    place = sysfs / "devices" / port / f"video{number}"
    place.mkdir(parents=True)
    (place / "name").write_text(f"{name}\n")
    (place / "index").write_text(f"{index}\n")
    (sysfs / f"video{number}").symlink_to(place)


def test_capture_devices_are_listed_by_number_without_their_other_nodes(tmp_path: Path) -> None:
    add_node(tmp_path, 10, "Loopback", "virtual")
    add_node(tmp_path, 2, "HD Camera: HD Camera", "usb1")
    add_node(tmp_path, 3, "HD Camera: HD Camera", "usb1-meta", index=1)
    cameras = linux_cameras(tmp_path, tmp_path / "dev")
    assert [(camera.index, camera.name) for camera in cameras] == [
        (2, "HD Camera: HD Camera"),
        (10, "Loopback"),
    ]
    assert "usb1" in cameras[0].path


def test_equal_cameras_keep_their_names_when_their_numbers_change(tmp_path: Path) -> None:
    add_node(tmp_path / "before", 0, "Cam", "usb1")
    add_node(tmp_path / "before", 1, "Cam", "usb2")
    add_node(tmp_path / "after", 1, "Cam", "usb1")
    add_node(tmp_path / "after", 0, "Cam", "usb2")
    before = {camera.name: camera.path for camera in linux_cameras(tmp_path / "before", tmp_path)}
    after = {camera.name: camera.path for camera in linux_cameras(tmp_path / "after", tmp_path)}
    assert set(before) == set(after) == {"Cam", "Cam (2)"}
    for name, path in before.items():
        assert path.replace("before", "after").rsplit("/", 1)[0] == after[name].rsplit("/", 1)[0]


def test_no_folder_no_cameras(tmp_path: Path) -> None:
    assert linux_cameras(tmp_path / "nowhere", tmp_path) == []


@pytest.fixture
def plugged(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    cameras = [CameraInfo(0, "Built-in Camera"), CameraInfo(4, "Logi C920"), CameraInfo(6, "Logi C920 (2)")]
    monkeypatch.setattr(camera_devices, "list_cameras", lambda: cameras)
    monkeypatch.setattr(camera_devices, "_DEV", tmp_path)
    (tmp_path / "video9").touch()


@pytest.mark.usefixtures("plugged")
@pytest.mark.parametrize(
    ("device", "index"), [(0, 0), (4, 4), (9, 9), ("built-in", 0), ("LOGI C920", 4), ("logi c920 (2)", 6)]
)
def test_cameras_are_found_by_number_name_or_part_of_it(device: int | str, index: int) -> None:
    assert find_camera(device).index == index


@pytest.mark.usefixtures("plugged")
@pytest.mark.parametrize(
    ("device", "message"),
    [
        (5, "there is no camera 5; there are: 0 'Built-in Camera'"),
        ("Sony", "no camera 'Sony'"),
        ("logi", "several"),
    ],
)
def test_what_is_not_there_is_told_with_what_is(device: int | str, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        find_camera(device)


def test_why_a_camera_does_not_open(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(camera_devices, "_DEV", tmp_path)
    assert "plug it in" in why_not(CameraInfo(0, "Cam"))
    (tmp_path / "video0").touch()
    assert why_not(CameraInfo(0, "Cam")).startswith("cannot open camera 0 'Cam': it is busy or broken")
