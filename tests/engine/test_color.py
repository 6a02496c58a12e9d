from __future__ import annotations

import cv2
import numpy as np
import pytest

from rtstyle.engine.color import keep_luminance_only, match_colors


@pytest.fixture
def pictures() -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(0)
    style = (rng.random((60, 80, 3)) * [255, 120, 40]).astype(np.uint8)
    content = (
        np.array([30, 90, 200]) + rng.normal(0, 1, (50, 70, 3)) @ [[9, 2, 0], [0, 14, 5], [0, 0, 7]]
    ).clip(0, 255)
    return style, content.astype(np.uint8)


def test_coral_gives_the_style_the_contents_mean_and_covariance(
    pictures: tuple[np.ndarray, np.ndarray],
) -> None:
    style, content = pictures
    matched = match_colors(style, content).reshape(-1, 3).astype(float)
    wanted = content.reshape(-1, 3).astype(float)
    assert np.allclose(matched.mean(0), wanted.mean(0), atol=1)
    assert np.allclose(np.cov(matched.T), np.cov(wanted.T), atol=12)


@pytest.mark.parametrize("flat", ["style", "content", "both"])
def test_coral_of_flat_colours_is_finite(pictures: tuple[np.ndarray, np.ndarray], flat: str) -> None:
    style, content = pictures
    grey = np.full((20, 20, 3), 127, np.uint8)
    matched = match_colors(grey if flat != "content" else style, grey if flat != "style" else content)
    wanted = (grey if flat != "style" else content).mean((0, 1))
    assert np.allclose(matched.mean((0, 1)), wanted, atol=2)


def test_luminance_keeps_the_contents_hue_and_the_styles_lightness(
    pictures: tuple[np.ndarray, np.ndarray],
) -> None:
    _, content = pictures
    content = cv2.GaussianBlur(content, (0, 0), 3)
    stylized = (content // 2 + 64).astype(np.uint8)[:, :, ::-1].copy()
    result = keep_luminance_only(stylized, content)
    luma = cv2.cvtColor(result, cv2.COLOR_RGB2GRAY).astype(int) - cv2.cvtColor(stylized, cv2.COLOR_RGB2GRAY)
    assert np.abs(luma).mean() < 3
    chroma = [cv2.cvtColor(image, cv2.COLOR_RGB2YCrCb)[:, :, 1:].astype(int) for image in (result, content)]
    assert np.abs(chroma[0] - chroma[1]).mean() < 6


def test_luminance_leaves_its_inputs_alone(pictures: tuple[np.ndarray, np.ndarray]) -> None:
    _, content = pictures
    before = content.copy()
    keep_luminance_only(content, content)
    assert np.array_equal(before, content)
