from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import cv2
import numpy as np
import pytest

from rtstyle.errors import MediaWriteError, RtstyleError, UsageError
from rtstyle.media.suffixes import WRITTEN_PICTURE_SUFFIXES
from rtstyle.sinks.image import write_image


def smooth_picture() -> np.ndarray:
    y, x = np.mgrid[:32, :48] / 48
    return np.rint(np.stack([40 + 180 * x, 30 + 250 * y, 200 - 150 * x], -1)).clip(0, 255).astype(np.uint8)


@pytest.mark.parametrize("suffix", [*WRITTEN_PICTURE_SUFFIXES, ".PNG"])
def test_the_ending_chooses_the_format(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    write_image(path, smooth_picture())
    seen = cv2.imread(str(path), cv2.IMREAD_COLOR)[:, :, ::-1].astype(int)
    lossy = suffix in {".jpg", ".jpeg", ".webp"}
    assert np.abs(seen - smooth_picture()).max() <= (6 if lossy else 0)
    magic = {".png": b"\x89PNG", ".bmp": b"BM", ".webp": b"RIFF", ".tif": b"II*", ".tiff": b"II*"}
    assert path.read_bytes().startswith(magic.get(suffix.lower(), b"\xff\xd8"))
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("suffix", [".jpg", ".webp"])
def test_quality_costs_bytes(tmp_path: Path, suffix: str) -> None:
    noise = np.random.default_rng(0).integers(0, 255, (64, 64, 3), np.uint8)
    for quality in (20, 95):
        write_image(tmp_path / f"{quality}{suffix}", noise, quality=quality)
    assert (tmp_path / f"95{suffix}").stat().st_size > 2 * (tmp_path / f"20{suffix}").stat().st_size


def test_colored_lines_stay_sharp_in_jpeg(tmp_path: Path) -> None:
    lines = np.zeros((32, 32, 3), np.uint8)
    lines[:, ::2] = (255, 0, 0)
    lines[:, 1::2] = (0, 0, 255)
    write_image(tmp_path / "a.jpg", lines)
    seen = cv2.imread(str(tmp_path / "a.jpg"))[:, :, ::-1].astype(int)
    assert np.abs(seen - lines).mean() < 8


def refusal(path: Path, image: np.ndarray | None = None, error: type[RtstyleError] = MediaWriteError) -> str:
    with pytest.raises(error) as caught:
        write_image(path, smooth_picture() if image is None else image)
    assert "\n" not in str(caught.value)
    assert path.name in str(caught.value)
    return str(caught.value)


def test_names_that_cannot_be_written(tmp_path: Path) -> None:
    assert "unknown picture format '.xyz'; use one of .png" in refusal(tmp_path / "a.xyz", error=UsageError)
    assert "unknown picture format ''" in refusal(tmp_path / "a", error=UsageError)
    assert "there is no folder" in refusal(tmp_path / "missing" / "a.png")
    (tmp_path / "folder.png").mkdir()
    assert "it is a folder" in refusal(tmp_path / "folder.png")
    os.mkfifo(tmp_path / "pipe.png")
    assert "not a regular file" in refusal(tmp_path / "pipe.png")
    assert "name is too long" in refusal(tmp_path / ("a" * 300 + ".png"))
    assert sorted(p.name for p in tmp_path.iterdir()) == ["folder.png", "pipe.png"]


def test_a_picture_too_large_for_the_format_is_refused(tmp_path: Path) -> None:
    wide = np.zeros((1, 16_384, 3), np.uint8)
    assert "16383 pixels" in refusal(tmp_path / "a.webp", wide)
    write_image(tmp_path / "a.png", wide)
    assert [p.name for p in tmp_path.iterdir()] == ["a.png"]


def test_a_read_only_folder_is_refused() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o555)
        # Root may write everywhere, so the test becomes someone who may not.
        root = os.geteuid() == 0
        if root:
            os.seteuid(65534)
        try:
            message = refusal(folder / "a.png")
        finally:
            if root:
                os.seteuid(0)
        assert "no permission" in message
        assert list(folder.iterdir()) == []
        folder.chmod(0o755)


FULL_DISK = """
import resource, signal, sys
import numpy as np
from rtstyle.errors import MediaWriteError
from rtstyle.sinks.image import write_image
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
try:
    write_image(sys.argv[1], np.random.default_rng(0).integers(0, 255, (200, 200, 3), np.uint8))
except MediaWriteError as error:
    print(error)
"""


def test_a_full_disk_leaves_the_previous_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(b"precious")
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(path)], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stderr == ""
    assert done.stdout.count("\n") == 1
    assert "a.png" in done.stdout
    assert path.read_bytes() == b"precious"
    assert [p.name for p in tmp_path.iterdir()] == ["a.png"]


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    real = tmp_path / "real" / "a.png"
    link = tmp_path / "link.png"
    link.symlink_to(real)
    write_image(link, smooth_picture())
    assert link.is_symlink()
    assert real.stat().st_size > 100
