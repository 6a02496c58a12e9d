from __future__ import annotations

import io
import tarfile
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rtstyle.errors import TrainingError
from rtstyle.styles.walls import plain_wall
from rtstyle.training.dataset import CropSettings, PictureSet
from rtstyle.training.textures import procedural_texture

if TYPE_CHECKING:
    from pathlib import Path


def test_folder_and_archive_hold_the_same_pictures(pictures: Path, archive: Path) -> None:
    crop = CropSettings(size=32)
    assert len(PictureSet([pictures], crop, 0)) == len(PictureSet([archive], crop, 0)) == 8


def test_crops_are_repeatable_and_differ(pictures: Path) -> None:
    crop = CropSettings(size=32, color_jitter=0.5, recolor=0.5, vivid=0.5, procedural=0.2)
    first, again = PictureSet([pictures], crop, 5), PictureSet([pictures], crop, 5)
    crops = [first.crop(n) for n in range(20)]
    assert all(np.array_equal(a, again.crop(n)) for n, a in enumerate(crops))
    assert len({a.tobytes() for a in crops}) == 20
    assert not np.array_equal(crops[0], PictureSet([pictures], crop, 6).crop(0))


def test_every_picture_is_seen_once_an_epoch(pictures: Path) -> None:
    whole = PictureSet([pictures], CropSettings(size=16, smallest=1.0), 1)
    means = [sorted({round(float(whole.crop(n + 8 * epoch).mean())) for n in range(8)}) for epoch in range(2)]
    assert len(means[0]) == len(means[1])
    assert np.allclose(means[0], means[1], atol=6)


@settings(max_examples=25, deadline=None)
@given(
    size=st.integers(8, 130),
    smallest=st.floats(0.1, 1.0),
    fixed=st.booleans(),
    short=st.one_of(st.none(), st.integers(16, 200)),
)
def test_crops_have_the_size_asked_for(
    pictures: Path, size: int, smallest: float, fixed: bool, short: int | None
) -> None:
    crop = CropSettings(
        size=size, smallest=smallest, fixed_scale=fixed, short_side=short, color_jitter=1.0, vivid=1.0
    )
    image = PictureSet([pictures], crop, 0).crop(3)
    assert image.shape == (size, size, 3)
    assert image.dtype == np.uint8
    assert image.flags["C_CONTIGUOUS"]


def test_a_damaged_picture_does_not_end_the_run(tmp_path: Path) -> None:
    (tmp_path / "broken.jpg").write_bytes(b"no picture")
    assert (PictureSet([tmp_path], CropSettings(size=32), 0).crop(0) == 127).all()


@pytest.mark.parametrize("content", [None, b"", b"text, not a tar"])
def test_bad_roots_end_in_one_line(tmp_path: Path, content: bytes | None) -> None:
    root = tmp_path / "data.tar"
    if content is not None:
        root.write_bytes(content)
    with pytest.raises(TrainingError, match=r"data\.tar"):
        PictureSet([root], CropSettings(size=32), 0)


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match="no picture"):
        PictureSet([tmp_path], CropSettings(size=32), 0)


def test_procedural_textures_vary_from_flat_to_busy() -> None:
    rng = np.random.default_rng(0)
    deviations = [procedural_texture(rng, 64).std() for _ in range(60)]
    assert min(deviations) < 15
    assert max(deviations) > 60


def test_procedural_textures_show_strong_colors_too() -> None:
    rng = np.random.default_rng(1)
    saturations = [np.ptp(procedural_texture(rng, 64), axis=2).mean() for _ in range(60)]
    assert max(saturations) > 120


def test_vivid_pictures_reach_black_and_white_and_stronger_colors(tmp_path: Path) -> None:
    muted = np.zeros((64, 64, 3), np.uint8)
    muted[:, :32], muted[:, 32:] = (110, 120, 135), (150, 140, 130)
    cv2.imwrite(str(tmp_path / "muted.png"), muted)
    plain = PictureSet([tmp_path], CropSettings(size=64, smallest=1.0), 0).crop(0)
    vivid = PictureSet([tmp_path], CropSettings(size=64, smallest=1.0, vivid=1.0), 0).crop(0)
    assert np.ptp(vivid) > 4 * np.ptp(plain)
    assert np.ptp(vivid, axis=2).mean() > 2 * np.ptp(plain, axis=2).mean()


@pytest.mark.parametrize("level", [0, 127, 255])
def test_a_flat_picture_has_nothing_to_make_vivid_of(tmp_path: Path, level: int) -> None:
    cv2.imwrite(str(tmp_path / "flat.png"), np.full((40, 40, 3), level, np.uint8))
    assert np.ptp(PictureSet([tmp_path], CropSettings(size=32, vivid=1.0), 0).crop(0)) == 0


def test_what_is_no_file_costs_itself(pictures: Path, tmp_path: Path) -> None:
    whole = len(PictureSet([pictures], CropSettings(size=16), 0))
    (pictures / "folder.jpg").mkdir()
    (pictures / "gone.jpg").symlink_to(tmp_path / "nowhere")
    assert len(PictureSet([pictures], CropSettings(size=16), 0)) == whole


@pytest.mark.parametrize("data", [b"", b"rubbish", b"\xff\xd8\xff\xe0"])
def test_a_damaged_picture_teaches_nothing(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.jpg").write_bytes(data)
    assert (PictureSet([tmp_path], CropSettings(size=16), 0).crop(0) == 127).all()


def test_a_picture_that_would_fill_the_memory_teaches_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cv2.imwrite(str(tmp_path / "a.png"), np.zeros((40, 60, 3), np.uint8))
    monkeypatch.setattr("rtstyle.training.dataset.MAX_PICTURE_PIXELS", 40 * 60)
    assert (PictureSet([tmp_path], CropSettings(size=16), 0).crop(0) == 0).all()
    monkeypatch.setattr("rtstyle.training.dataset.MAX_PICTURE_PIXELS", 40 * 60 - 1)
    assert (PictureSet([tmp_path], CropSettings(size=16), 0).crop(0) == 127).all()


def packed(path: Path, pictures: int, mode: str = "w:gz") -> bytes:
    with tarfile.open(path, mode) as archive:
        for number in range(pictures):
            content = np.random.default_rng(number).bytes(3000)
            entry = tarfile.TarInfo(f"{number}.jpg")
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return path.read_bytes()


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:xz", "w:bz2"])
def test_of_an_archive_that_is_cut_off_the_rest_is_used(tmp_path: Path, mode: str, caplog) -> None:
    path = tmp_path / "a.tar"
    data = packed(path, 400, mode)
    path.write_bytes(data[: len(data) * 3 // 4])
    assert 0 < len(PictureSet([path], CropSettings(size=16), 0)) < 400
    assert "is damaged" in caplog.text


def test_an_archive_is_not_believed_what_it_claims(tmp_path: Path) -> None:
    entry = tarfile.TarInfo("a.jpg")
    entry.size = 1 << 36
    (tmp_path / "a.tar").write_bytes(entry.tobuf() + bytes(2048))
    with pytest.raises(TrainingError, match="claims 68,719,476,736 bytes"):
        PictureSet([tmp_path / "a.tar"], CropSettings(size=16), 0)


def test_walls_are_one_colour_under_a_lamp_with_a_camera_s_noise() -> None:
    walls = [plain_wall(np.random.default_rng(seed), 96) for seed in range(12)]
    for wall in walls:
        assert wall.shape == (96, 96, 3)
        assert wall.dtype == np.uint8
        # Light falls off slowly; what is left beside it is faint noise.
        smooth = cv2.GaussianBlur(wall.astype(np.float32), (0, 0), 4)
        assert np.abs(wall - smooth)[8:-8, 8:-8].std() < 5
    assert np.ptp([wall.mean() for wall in walls]) > 40
    assert max(cv2.GaussianBlur(wall, (0, 0), 4).std((0, 1)).max() for wall in walls) > 10
    np.testing.assert_array_equal(plain_wall(np.random.default_rng(3), 96), walls[3])


@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
def test_so_many_contents_are_plain_walls(tmp_path: Path, share: float) -> None:
    board = np.indices((64, 64)).sum(0) % 2 * 255
    cv2.imwrite(str(tmp_path / "board.png"), board.astype(np.uint8))
    crops = PictureSet([tmp_path], CropSettings(size=64, smallest=1.0, plain=share), 0)
    walls = sum(float(np.abs(np.diff(crops.crop(n).astype(int), axis=1)).mean()) < 30 for n in range(60))
    assert abs(walls - 60 * share) <= 12 * min(share, 1 - share) * 2


@pytest.mark.parametrize(
    ("short", "expected"),
    [
        (1024, (0.5 * 0.75, 0.5 * 1.3)),  # as the engine sees it: half as large, more or less
        (512, (0.75, 1.3)),
        (400, (1.28 * 0.75, 1.28 * 1.3)),
        (200, (1.33 * 0.75, 1.33 * 1.3)),  # and not 2.56 times as large
    ],
)
def test_strokes_are_as_large_as_the_engine_will_see_them(
    tmp_path: Path, short: int, expected: tuple[float, float]
) -> None:
    # Stripes of 16 pixels, in a picture a third wider than high.
    stripes = np.tile(np.repeat([0, 255], 16).astype(np.uint8), (short, short * 4 // 3 // 32))
    cv2.imwrite(str(tmp_path / "stripes.png"), stripes)
    crops = PictureSet([tmp_path], CropSettings(size=128, painting_side=512), 0)
    scales = []
    for number in range(12):
        row = crops.crop(number)[64, :, 0].astype(int)
        edges = np.flatnonzero(np.diff(row > 127))
        scales.append(float(np.diff(edges).mean()) / 16)
    low, high = expected
    assert low * 0.97 <= min(scales)
    assert max(scales) <= high * 1.03
    assert max(scales) > 1.15 * min(scales)
