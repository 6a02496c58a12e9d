"""Figures against plain float64 formulas that share no code with them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest
import torch
from numpy.lib.stride_tricks import sliding_window_view

from rtstyle.digests import image_digest
from rtstyle.errors import ModelError
from rtstyle.evaluation.metrics import (
    colour_difference,
    detail,
    hue_error_deg,
    mean_interval,
    palette_distance,
    perceptual_distance,
    psnr,
    ssim,
)
from rtstyle.evaluation.quality import Judge, load_judge
from rtstyle.evaluation.strokes import boldness_distance, scale_difference
from rtstyle.modeling.vgg import VGG16_NORMALISED, VggFeatures

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def picture() -> np.ndarray:
    rng = np.random.default_rng(5)
    small = rng.integers(0, 256, (6, 8, 3), np.uint8)
    return np.asarray(cv2.resize(small, (48, 40), interpolation=cv2.INTER_CUBIC), np.uint8)


@pytest.fixture
def other(picture: np.ndarray) -> np.ndarray:
    noise = np.random.default_rng(6).normal(0, 20, picture.shape)
    return np.clip(picture[:, ::-1] * 0.8 + noise, 0, 255).astype(np.uint8)


def ssim_reference(first: np.ndarray, second: np.ndarray) -> float:
    """Wang et al. 2004, eq. 13, window by window."""
    x, y = ((p / 255.0) @ [0.299, 0.587, 0.114] for p in (first, second))
    g = np.exp(-((np.arange(11) - 5.0) ** 2) / (2 * 1.5**2))
    w = np.outer(g, g) / np.outer(g, g).sum()
    a, b = (sliding_window_view(plane, (11, 11)) for plane in (x, y))
    mx, my = (a * w).sum((2, 3)), (b * w).sum((2, 3))
    vx = (w * (a - mx[..., None, None]) ** 2).sum((2, 3))
    vy = (w * (b - my[..., None, None]) ** 2).sum((2, 3))
    cov = (w * (a - mx[..., None, None]) * (b - my[..., None, None])).sum((2, 3))
    c1, c2 = 0.01**2, 0.03**2
    return float(((2 * mx * my + c1) * (2 * cov + c2) / ((mx**2 + my**2 + c1) * (vx + vy + c2))).mean())


def lab_reference(rgb: np.ndarray) -> np.ndarray:
    """sRGB, D65, to CIELAB, by the standards."""
    v = rgb / 255.0
    linear = np.where(v <= 0.04045, v / 12.92, ((v + 0.055) / 1.055) ** 2.4)
    matrix = [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
    xyz = linear @ np.array(matrix).T / [0.95047, 1.0, 1.08883]
    f = np.where(xyz > (6 / 29) ** 3, np.cbrt(xyz), xyz / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.stack([116 * f[..., 1] - 16, 500 * (f[..., 0] - f[..., 1]), 200 * (f[..., 1] - f[..., 2])], -1)


def test_ssim_is_the_published_formula(picture: np.ndarray, other: np.ndarray) -> None:
    assert ssim(picture, other) == pytest.approx(ssim_reference(picture, other), rel=1e-9)
    assert ssim(picture, picture) == pytest.approx(1.0)
    assert 0 < ssim(picture, other) < 0.9


def test_pictures_of_two_sizes_are_not_compared(picture: np.ndarray) -> None:
    for compare in (ssim, psnr, colour_difference, hue_error_deg):
        with pytest.raises(ValueError, match="one size"):
            compare(picture, picture[:-1])
    with pytest.raises(ValueError, match="11 pixels"):
        ssim(picture[:8], picture[:8])


def test_psnr() -> None:
    black = np.zeros((16, 16, 3), np.uint8)
    assert psnr(black, black) == math.inf
    assert psnr(black, black + 255) == pytest.approx(0.0)
    assert psnr(black, black + 51) == pytest.approx(20 * math.log10(5))


def test_perceptual_distance_is_the_mean_of_squared_distances_of_directions() -> None:
    rng = np.random.default_rng(1)
    layers = [rng.random((2, 1, 5, 7, 9)), rng.random((2, 1, 8, 3, 4))]
    expected = []
    for first, second in layers:
        a, b = (f / np.sqrt((f**2).sum(1, keepdims=True)) for f in (first, second))
        expected.append(((a - b) ** 2).sum(1).mean())
    first, second = ([torch.from_numpy(layer[i]) for layer in layers] for i in (0, 1))
    assert perceptual_distance(first, second) == pytest.approx(np.mean(expected), rel=1e-6)
    assert perceptual_distance(first, [3 * f for f in first]) == pytest.approx(0, abs=1e-9)


def test_colour_difference_is_that_of_cielab_without_lightness(
    picture: np.ndarray, other: np.ndarray
) -> None:
    a, b = lab_reference(picture), lab_reference(other)
    expected = np.linalg.norm((a - b)[..., 1:], axis=2).mean()
    assert colour_difference(picture, other) == pytest.approx(expected, rel=0.01)
    assert colour_difference(picture, picture) == 0


def blocks(picture: np.ndarray) -> np.ndarray:
    """A picture in which each area of 8 pixels has one colour."""
    return np.repeat(np.repeat(picture[::8, ::8], 8, 0), 8, 1)


def test_palette_distance_is_that_of_sorted_colours(picture: np.ndarray, other: np.ndarray) -> None:
    """Two pictures of one size: on each direction the mean distance of sorted projections, but for its ends."""
    first, second = (np.tile(blocks(image), (4, 4, 1)) for image in (picture, other))
    a, b = (lab_reference(image[::8, ::8]).reshape(-1, 3) for image in (first, second))
    directions = np.random.default_rng(0).normal(size=(16, 3))
    distances = [
        np.abs(np.sort(a @ direction) - np.sort(b @ direction)).mean() / np.linalg.norm(direction)
        for direction in directions
    ]
    assert palette_distance(first, second) == pytest.approx(np.mean(distances), rel=0.02)


def test_palette_distance_cares_for_colours_alone(picture: np.ndarray) -> None:
    plain = blocks(picture)
    assert palette_distance(picture, picture) == 0
    assert palette_distance(plain, plain[:, ::-1].copy()) == pytest.approx(0, abs=1e-5)
    black, white = np.zeros((8, 8, 3), np.uint8), np.full((16, 4, 3), 255, np.uint8)
    directions = np.random.default_rng(0).normal(size=(16, 3))
    lightness = np.abs(directions[:, 0]) / np.linalg.norm(directions, axis=1)
    assert palette_distance(black, white) == pytest.approx(100 * lightness.mean(), rel=1e-3)


def test_colours_that_lie_finely_beside_each_other_mix() -> None:
    checks = (np.indices((64, 64)) // 4).sum(0)[:, :, None] % 2 * np.array([0, 254, 0]) + np.array(
        [100, 0, 60]
    )
    mixed = np.broadcast_to(np.array([100, 127, 60], np.uint8), (64, 64, 3)).copy()
    assert palette_distance(checks.astype(np.uint8), mixed) == pytest.approx(0, abs=0.5)


def test_hue_error_follows_the_angle_of_saturated_colours() -> None:
    content = np.zeros((4, 6, 3), np.uint8)
    content[:, :3], content[:, 3:] = (200, 40, 40), (128, 128, 128)  # the grey half has no hue and no say
    red, blue = (lab_reference(np.array(c, float))[1:] for c in ((200, 40, 40), (40, 40, 200)))
    turn = math.degrees(abs(math.atan2(red[1], red[0]) - math.atan2(blue[1], blue[0])))
    turned = content.copy()
    turned[:, :3] = (40, 40, 200)
    turned[:, 3:] = (0, 200, 0)
    assert hue_error_deg(content, content) == 0
    assert hue_error_deg(turned, content) == pytest.approx(min(turn, 360 - turn), abs=1.0)
    assert hue_error_deg(np.full_like(content, 90), content) == pytest.approx(90)
    assert hue_error_deg(content, np.full_like(content, 90)) is None


def test_finer_stripes_have_more_detail() -> None:
    def stripes(width: int) -> np.ndarray:
        return np.repeat(np.tile(np.arange(64) // width % 2 * 255, (64, 1))[:, :, None], 3, 2).astype(
            np.uint8
        )

    assert detail(stripes(4)) > 1.5 * detail(stripes(16))


@pytest.mark.parametrize(
    ("n", "t"), [(2, 12.706), (5, 2.7764), (6, 2.5706), (11, 2.2281), (31, 2.0423), (144, 1.9767)]
)
def test_interval_is_students(n: int, t: float) -> None:
    values = np.random.default_rng(n).normal(3, 2, n)
    found = mean_interval(list(values))
    assert (found.mean, found.n) == (pytest.approx(values.mean()), n)
    assert found.high - found.mean == pytest.approx(t * values.std(ddof=1) / math.sqrt(n), rel=5e-4)
    assert found.mean - found.low == pytest.approx(found.high - found.mean)


def test_a_single_value_has_no_interval() -> None:
    found = mean_interval([2.5])
    assert (found.low, found.high) == (2.5, 2.5)


def test_judge_scores_as_the_formulas_say(picture: np.ndarray, other: np.ndarray) -> None:
    torch.manual_seed(2)
    features = VggFeatures(VGG16_NORMALISED, (4, 6, 8, 8))
    style = np.ascontiguousarray(picture[::-1, :, ::-1])
    scores = Judge(features).score(other, picture, style)

    def taps(image: np.ndarray) -> list[np.ndarray]:
        pixels = torch.from_numpy(image.copy()).permute(2, 0, 1)[None].float() / 255
        return [f[0].double().numpy() for f in features(pixels)]

    def moments(f: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        return f.mean((1, 2)), np.sqrt(f.var((1, 2)) + 1e-5)

    result, content, painted = taps(other), taps(picture), taps(style)
    expected_style = 0.0
    for a, b in zip(result, painted, strict=True):
        (ma, sa), (mb, sb) = moments(a), moments(b)
        expected_style += ((ma - mb) ** 2).mean() + ((sa - sb) ** 2).mean()
    normal = [
        (f - moments(f)[0][:, None, None]) / moments(f)[1][:, None, None] for f in (result[-1], content[-1])
    ]
    assert scores.style == pytest.approx(expected_style, rel=1e-4)
    assert scores.content == pytest.approx(((normal[0] - normal[1]) ** 2).mean(), rel=1e-4)
    assert scores.ssim == pytest.approx(ssim_reference(other, picture), rel=1e-9)
    assert scores.palette == palette_distance(other, style)
    assert scores.bold == boldness_distance(other, style)
    assert scores.scale == scale_difference(other, style)


def test_balanced_loss_is_that_of_gram_matrices(picture: np.ndarray, other: np.ndarray) -> None:
    """Cheng et al. 2021, eq. 8, in float64."""
    torch.manual_seed(2)
    features = VggFeatures(VGG16_NORMALISED, (4, 6, 8, 8))
    judge = Judge(features)

    def grams(image: np.ndarray) -> list[np.ndarray]:
        pixels = torch.from_numpy(image.copy()).permute(2, 0, 1)[None].float() / 255
        flat = [f[0].flatten(1).double().numpy() for f in features(pixels)]
        return [f @ f.T / f.shape[1] for f in flat]

    terms = [
        ((a - b) ** 2).sum() / ((a**2).sum() + (b**2).sum())
        for a, b in zip(grams(picture), grams(other), strict=True)
    ]
    assert judge.score(picture, picture, other).balanced == pytest.approx(np.mean(terms), rel=1e-4)
    assert judge.score(picture, picture, picture).balanced == pytest.approx(0, abs=1e-9)


def test_a_picture_is_its_own_style(picture: np.ndarray) -> None:
    torch.manual_seed(2)
    scores = Judge(VggFeatures(VGG16_NORMALISED, (4, 6, 8, 8))).score(picture, picture, picture)
    assert (scores.bold, scores.scale, scores.palette, scores.content) == (0, 0, 0, 0)
    assert scores.style == pytest.approx(0, abs=1e-6)


def test_the_untouched_content_has_no_content_loss(picture: np.ndarray) -> None:
    torch.manual_seed(2)
    judge = Judge(VggFeatures(VGG16_NORMALISED, (4, 6, 8, 8)))
    style = np.ascontiguousarray(picture[::-1, :, ::-1])
    same, copied = judge.score(picture, picture, style), judge.score(picture.copy(), picture, style)
    assert same == copied
    assert (same.content, same.ssim, same.perceptual) == (0, pytest.approx(1), 0)
    assert same.style is not None
    assert same.style > 0
    assert judge.style_loss(style, style) == pytest.approx(0, abs=1e-6)


def test_without_a_network_only_the_structure_is_scored(picture: np.ndarray) -> None:
    scores = Judge(None).score(picture, picture, picture)
    assert (scores.style, scores.content, scores.perceptual, scores.balanced) == (None,) * 4
    assert (scores.bold, scores.palette) == (0, 0)
    assert scores.ssim == pytest.approx(1)


def test_the_network_that_ships_judges_where_no_other_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RTSTYLE_HOME", str(tmp_path))
    shipped = load_judge(None)
    assert (shipped.features is not None, "vgg16" in shipped.name) == (True, True)
    assert load_judge("none").features is None
    with pytest.raises(ModelError, match="nowhere"):
        load_judge(str(tmp_path / "nowhere.pth"))


def test_digest_tells_shapes_apart(picture: np.ndarray) -> None:
    assert image_digest(picture) != image_digest(picture.reshape(picture.shape[1], picture.shape[0], 3))
