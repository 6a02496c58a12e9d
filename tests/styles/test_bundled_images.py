from __future__ import annotations

import importlib
import itertools
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest

from rtstyle.paths import shipped_styles_dir

if TYPE_CHECKING:
    from types import ModuleType

STYLES = shipped_styles_dir()
IMAGES = sorted(STYLES.glob("*.jpg"))
GENERATOR_PARENT = Path(__file__).resolve().parents[2] / "tools"


@pytest.fixture
def generate(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(GENERATOR_PARENT))
    return importlib.import_module("paint_styles.cli")


def describe(path: Path) -> np.ndarray:
    """What AdaIN sees of a picture, roughly: colours, and edge energy and direction at four scales."""
    image = cv2.imread(str(path))
    short = min(image.shape[:2])
    image = cv2.resize(image, None, fx=384 / short, fy=384 / short, interpolation=cv2.INTER_AREA)
    lab = cv2.cvtColor(image.astype(np.float32) / 255, cv2.COLOR_BGR2LAB)
    color = np.concatenate(
        [lab.mean(axis=(0, 1)), lab.std(axis=(0, 1)), *np.percentile(lab, [10, 90], axis=(0, 1))]
    )
    texture = []
    level = lab[..., 0]
    for _ in range(4):
        gx, gy = cv2.Sobel(level, cv2.CV_32F, 1, 0), cv2.Sobel(level, cv2.CV_32F, 0, 1)
        texture += [np.abs(gx).mean(), np.abs(gy).mean(), np.hypot(gx, gy).std()]
        level = cv2.pyrDown(level)
    return np.concatenate([color / 10, np.array(texture) / 8])


def test_there_are_enough_pictures() -> None:
    assert len(IMAGES) >= 16


@pytest.mark.parametrize("path", IMAGES, ids=lambda path: path.stem)
def test_a_picture_is_large_plain_and_full_of_structure(path: Path) -> None:
    data = path.read_bytes()
    pixels = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
    assert pixels.dtype == np.uint8
    assert pixels.ndim == 3
    assert pixels.shape[2] == 3
    assert min(pixels.shape[:2]) >= 768
    assert b"ICC_PROFILE" not in data  # without a profile a JPEG is sRGB
    assert len(data) < 700_000
    grey = cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY).astype(np.float32)
    tiles = [tile.std() for row in np.array_split(grey, 8) for tile in np.array_split(row, 8, axis=1)]
    assert grey.std() > 25
    assert np.median(tiles) > 8


def test_together_they_stay_small_enough_to_ship() -> None:
    assert sum(path.stat().st_size for path in IMAGES) < 10_000_000


def test_no_two_pictures_are_alike() -> None:
    descriptions = {path.stem: describe(path) for path in IMAGES}
    distance = {
        (a, b): np.abs(descriptions[a] - descriptions[b]).mean()
        for a, b in itertools.combinations(descriptions, 2)
    }
    closest = min(distance, key=distance.__getitem__)
    assert distance[closest] > 0.4, f"{closest} look alike: {distance[closest]:.2f}"


def test_every_picture_has_a_script_and_is_credited(generate: ModuleType) -> None:
    names = {path.stem for path in IMAGES}
    assert names == set(generate.PICTURES)
    text = (STYLES / "CREDITS.md").read_text(encoding="utf-8")
    assert text == generate.credits_text(STYLES)
    assert all(f"| {name}.jpg |" in text for name in names)
    assert "CC0-1.0" in text
    assert "GPL-3.0-or-later" in text


@pytest.mark.parametrize("name", ["engraved-sun", "sea-sunset", "batik-garden"])
def test_a_picture_depends_on_its_seed_and_size_alone(generate: ModuleType, name: str) -> None:
    picture = generate.PICTURES[name]
    first = picture.render(96)
    np.random.default_rng(5).random(7)
    assert np.array_equal(first, picture.render(96))
    assert first.dtype == np.uint8
    assert first.shape[0] * first.shape[1] == pytest.approx(96 * 96, rel=0.03)
    assert first.shape[1] / first.shape[0] == pytest.approx(picture.aspect, rel=0.03)
    other = type(picture)(picture.name, picture.maker, picture.seed + 1, picture.aspect).render(96)
    assert not np.array_equal(first, other)


def test_a_small_picture_looks_like_the_shipped_one(generate: ModuleType) -> None:
    small = generate.PICTURES["comic-glance"].render(256)
    shipped = cv2.cvtColor(cv2.imread(str(STYLES / "comic-glance.jpg")), cv2.COLOR_BGR2RGB)
    shipped = cv2.resize(shipped, (small.shape[1], small.shape[0]), interpolation=cv2.INTER_AREA)
    blurred = [cv2.GaussianBlur(image.astype(np.float32), (0, 0), 6) for image in (small, shipped)]
    assert np.corrcoef(blurred[0].ravel(), blurred[1].ravel())[0, 1] > 0.85


def test_the_command_writes_the_named_picture_only(generate: ModuleType, tmp_path: Path) -> None:
    assert generate.main(["deco-fans", "--size", "64", "--output", str(tmp_path)]) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["deco-fans.jpg"]
    assert cv2.imread(str(tmp_path / "deco-fans.jpg")) is not None


def test_the_command_refuses_an_unknown_name(
    generate: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as failure:
        generate.main(["no-such-picture", "--output", str(tmp_path)])
    assert failure.value.code == 2
    assert "no-such-picture" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())
