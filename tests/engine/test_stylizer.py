from __future__ import annotations

import dataclasses
import math
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image as Pillow

from rtstyle import Stylizer
from rtstyle.engine.finishing import PURE_FROM
from rtstyle.engine.mark_layer import MarkLayer
from rtstyle.engine.stylizer import PreparedStyle
from rtstyle.engine.underpainting import COAT
from rtstyle.errors import (
    DeviceError,
    MediaReadError,
    RtstyleError,
    StyleNotSetError,
    UnknownStyleError,
    UsageError,
)
from rtstyle.modeling.network import style_code, stylize_tensor
from rtstyle.modeling.registry import load_network
from rtstyle.options import StylizeOptions
from rtstyle.sources.synthetic import SyntheticSource
from rtstyle.styles.style import scale_style
from rtstyle.training.palettes import in_palettes

if TYPE_CHECKING:
    from pathlib import Path


def noise(height: int, width: int, seed: int = 0) -> np.ndarray:
    """A picture with colours, edges and texture."""
    rng = np.random.default_rng(seed)
    small = (rng.random((5, 5, 3)) * 255).astype(np.uint8)
    big = cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC).astype(int)
    return (big + rng.integers(-12, 12, (height, width, 3))).clip(0, 255).astype(np.uint8)


def psnr(a: np.ndarray, b: np.ndarray) -> float:
    error = np.mean((a.astype(float) - b.astype(float)) ** 2)
    return float(10 * np.log10(255**2 / max(error, 1e-9)))


MAY_BE_NONE = {"size", "preserve_color"}
CONTENT, STYLE, OTHER = noise(96, 128, 1), noise(200, 160, 2), noise(128, 128, 3)


@pytest.fixture(scope="module")
def shared() -> Stylizer:
    return Stylizer(device="cpu", threads=1)


@pytest.fixture
def stylizer(shared: Stylizer) -> Stylizer:
    """One stylizer for all tests, as good as new."""
    shared.options = StylizeOptions(size="full")
    shared.reset()
    shared.set_style(STYLE)
    return shared


def test_it_computes_what_the_plain_float32_network_computes(stylizer: Stylizer) -> None:
    network = load_network("compact")
    stylizer.brushwork = 0
    with torch.inference_mode():
        style, content = (
            torch.from_numpy(image).permute(2, 0, 1)[None].float() / 255
            for image in (scale_style(STYLE), CONTENT)
        )
        shown = in_palettes(content, style)
        code = style_code(network, style).with_detail(network.detail_layers, stylizer.detail)
        result = stylize_tensor(network, shown, code)
    expected = (result[0].permute(1, 2, 0) * 255 + 0.5).clamp(0, 255).to(torch.uint8).numpy()
    assert psnr(stylizer.stylize(CONTENT), expected) > 35


@settings(max_examples=20, deadline=None)
@given(st.integers(1, 70), st.integers(1, 70))
def test_any_size_in_the_same_size_out(shared: Stylizer, height: int, width: int) -> None:
    shared.set_style(STYLE)
    result = shared.stylize(noise(height, width))
    assert result.shape == (height, width, 3)
    assert result.dtype == np.uint8
    assert result.flags["C_CONTIGUOUS"]


@pytest.mark.parametrize("size", [32, 64, 200])
def test_processing_size_leaves_the_results_size_alone(stylizer: Stylizer, size: int) -> None:
    full = stylizer.stylize(CONTENT)
    stylizer.size = size
    assert stylizer.stylize(CONTENT).shape == CONTENT.shape
    assert not np.array_equal(stylizer.stylize(CONTENT), full)


def test_pictures_are_painted_at_512_and_larger_strokes_at_less(stylizer: Stylizer) -> None:
    stylizer.size = None
    assert stylizer.painting_size(1920, 1080) == (910, 512)
    assert stylizer.painting_size(3000, 4000) == (512, 683)
    assert stylizer.painting_size(640, 360) == (910, 512)
    assert stylizer.painting_size(160, 90) == (320, 180)  # a thumbnail has nothing to paint from
    for scale, side in ((0.25, 512), (1.0, 512), (2.0, 288), (4.0, 160)):
        stylizer.stroke_scale = scale
        stylizer.set_style(STYLE)
        assert min(stylizer.painting_size(1920, 1080)) == side
    stylizer.size = "full"
    assert min(stylizer.painting_size(1920, 1080)) == 338
    stylizer.size = 144
    assert min(stylizer.painting_size(1920, 1080)) == 128
    stylizer.stroke_scale = 1.0
    stylizer.set_style(STYLE)
    assert min(stylizer.painting_size(1920, 1080)) == 144


def test_larger_strokes_are_prepared_with_their_style(
    stylizer: Stylizer, monkeypatch: pytest.MonkeyPatch
) -> None:
    stylizer.change(size=256, underpainting=0.4)
    stylizer.stylize(noise(270, 480))
    prepared: list[tuple[int, ...]] = []
    monkeypatch.setattr(stylizer._backend, "prepare", lambda *size: prepared.append(size))
    stylizer.stroke_scale = 2.0
    style = stylizer.prepare(STYLE)
    assert stylizer.painting_size(480, 270) == (455, 256)  # until the style is set
    assert prepared == [(144, 256), (64, 114, COAT)]
    stylizer.set_style(style)
    assert stylizer.painting_size(480, 270) == (256, 144)


def test_strokes_grow_with_their_scale(stylizer: Stylizer) -> None:
    scene = SyntheticSource(width=640, height=360).render(1.0)
    stylizer.size, stylizer.underpainting = None, 0.0
    widths = []  # octaves
    for scale in (1.0, 4.0):
        stylizer.stroke_scale = scale
        stylizer.reset()
        stylizer.set_style("woodcut-wave")
        grey = cv2.cvtColor(stylizer.stylize(scene), cv2.COLOR_RGB2GRAY).astype(np.float32)
        grey -= cv2.GaussianBlur(grey, (0, 0), 16)
        slopes = cv2.Sobel(grey, cv2.CV_32F, 1, 0) / 8
        widths.append(np.log2(grey.std() / slopes.std()))
    assert widths[1] - widths[0] > 0.5


def test_very_large_pictures_are_processed_smaller(
    stylizer: Stylizer, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[int, ...]] = []
    run = stylizer._backend.run
    monkeypatch.setattr("rtstyle.engine.stylizer.MAX_PIXELS", 100 * 100)
    monkeypatch.setattr(
        stylizer._backend, "run", lambda image, *more: seen.append(image.shape) or run(image, *more)
    )
    stylizer.underpainting = 0.4
    assert stylizer.stylize(noise(300, 400)).shape == (300, 400, 3)
    assert len(seen) == 2
    assert max(height * width for height, width, _ in seen) < 170 * 170


def test_the_style_matters_and_the_mean_colour_follows_it(stylizer: Stylizer) -> None:
    red = noise(128, 128, 5)
    red[:, :, 1:] //= 4
    stylizer.set_style(red)
    result = stylizer.stylize(CONTENT).astype(float).mean((0, 1))
    assert result[0] > result[1] + 20
    assert result[0] > result[2] + 20


def test_an_underpainting_shows_by_its_share_and_costs_nothing_where_there_is_none(
    stylizer: Stylizer, monkeypatch: pytest.MonkeyPatch
) -> None:
    coats: list[int] = []
    run = stylizer._backend.run
    monkeypatch.setattr(
        stylizer._backend, "run", lambda image, keep, coat=0: coats.append(coat) or run(image, keep, coat)
    )
    image = SyntheticSource(width=256, height=256).render(1.0)
    plain = stylizer.stylize(image).astype(int)
    assert coats == [0]
    changes = []
    for share in (0.3, 0.9):
        stylizer.underpainting = share
        stylizer.reset()
        changes.append(np.abs(stylizer.stylize(image) - plain).mean())
    assert coats == [0, COAT, 0, COAT, 0]
    assert 1 < changes[0] < changes[1]
    stylizer.strength = 0.0
    np.testing.assert_array_equal(stylizer.stylize(image), image)


def test_strength_zero_is_the_content_and_strength_is_monotonic(stylizer: Stylizer) -> None:
    scene = SyntheticSource(width=320, height=180).render(1.0)
    full = stylizer.stylize(scene)
    distances = []
    for strength in (0.0, 0.1, 0.2, 0.25, 0.5, 0.75, 1.0):
        stylizer.strength = strength
        distances.append(psnr(stylizer.stylize(scene), full))
    assert distances == sorted(distances)


@pytest.mark.parametrize("preserve_color", [None, "luminance"])
@pytest.mark.parametrize("size", [None, 96])
def test_strength_zero_is_the_picture_itself_whatever_else_is_set(
    stylizer: Stylizer, size: int | None, preserve_color: str | None
) -> None:
    stylizer.strength, stylizer.size, stylizer.preserve_color = 0.0, size, preserve_color
    assert np.array_equal(stylizer.stylize(CONTENT), CONTENT)


def test_small_strengths_do_not_jump(stylizer: Stylizer) -> None:
    pictures = []
    for strength in (PURE_FROM - 0.01, PURE_FROM):
        stylizer.strength = strength
        pictures.append(stylizer.stylize(CONTENT))
    assert psnr(*pictures) > 30


def test_mixtures_end_at_the_pure_styles(stylizer: Stylizer, tmp_path: Path) -> None:
    paths = [str(tmp_path / name) for name in ("a.png", "b.png")]
    for path, image in zip(paths, (STYLE, OTHER), strict=True):
        cv2.imwrite(path, image[:, :, ::-1])
    results = []
    for style in ({paths[0]: 1, paths[1]: 0}, {paths[0]: 0.5, paths[1]: 0.5}, {paths[1]: 3.0}):
        stylizer.set_style(style)
        results.append(stylizer.stylize(CONTENT))
    stylizer.set_style(paths[0])
    assert np.array_equal(results[0], stylizer.stylize(CONTENT))
    stylizer.set_style(OTHER)
    assert np.array_equal(results[2], stylizer.stylize(CONTENT))
    assert psnr(results[1], results[0]) > psnr(results[2], results[0])


def test_a_prepared_style_gives_the_same_picture(stylizer: Stylizer) -> None:
    prepared = stylizer.prepare(OTHER)
    assert isinstance(prepared, PreparedStyle)
    stylizer.set_style(prepared)
    first = stylizer.stylize(CONTENT)
    stylizer.set_style(OTHER)
    assert np.array_equal(first, stylizer.stylize(CONTENT))


def test_what_another_network_prepared_is_refused(stylizer: Stylizer) -> None:
    before = stylizer.stylize(CONTENT)
    other = dataclasses.replace(stylizer.prepare(OTHER), network="other-0123")
    with pytest.raises(UsageError, match="another network"):
        stylizer.set_style(other)
    assert np.array_equal(before, stylizer.stylize(CONTENT))


def test_cross_fade_moves_from_the_old_style_to_the_new(stylizer: Stylizer) -> None:
    old = stylizer.stylize(CONTENT, seconds=0.0)
    stylizer.set_style(OTHER, fade_s=1.0)
    shown = [stylizer.stylize(CONTENT, seconds=1 + t / 4) for t in range(6)]
    stylizer.set_style(OTHER)
    new = stylizer.stylize(CONTENT)
    assert psnr(shown[0], old) > 40
    assert [psnr(frame, new) for frame in shown] == sorted(psnr(frame, new) for frame in shown)
    assert np.array_equal(shown[4], new)
    assert np.array_equal(shown[5], new)


def test_a_fade_that_is_overtaken_goes_on_from_what_is_shown(stylizer: Stylizer) -> None:
    stylizer.stylize(CONTENT, seconds=0)
    stylizer.set_style(OTHER, fade_s=1.0)
    stylizer.stylize(CONTENT, seconds=1.0)
    half = stylizer.stylize(CONTENT, seconds=1.5)
    stylizer.set_style(noise(100, 100, 9), fade_s=1.0)
    assert psnr(stylizer.stylize(CONTENT, seconds=1.5), half) > 40


def dotted(colour: tuple[int, int, int]) -> np.ndarray:
    """A style that is one texture all over."""
    picture = np.full((160, 160, 3), 130, np.uint8)
    for row, column in np.ndindex(20, 20):
        cv2.circle(picture, (column * 8 + 4 + row % 3, row * 8 + 4), 2, colour, -1)
    return picture


def test_in_a_fade_the_old_marks_go_before_the_new_ones_come(stylizer: Stylizer) -> None:
    old, new = stylizer.prepare(dotted((60, 90, 200))), stylizer.prepare(dotted((200, 90, 60)))
    stylizer.set_style(old)
    stylizer.stylize(CONTENT, seconds=0)
    stylizer.set_style(new, fade_s=1.0)
    shown = []
    for tenths in range(0, 11, 2):
        stylizer.stylize(CONTENT, seconds=1 + tenths / 10)
        marks = stylizer._target.marks
        assert marks is not None
        whose = old if marks.detail is old.marks.detail else new
        shown.append((whose is new, round(float((marks.strengths / whose.marks.strengths).mean()), 2)))
    assert shown == [(False, 1.0), (False, 0.6), (False, 0.2), (True, 0.2), (True, 0.6), (True, 1.0)]


def test_marks_are_in_the_styles_colours_and_not_laid_in_others(
    stylizer: Stylizer, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid = []
    lay = MarkLayer.lay
    monkeypatch.setattr(MarkLayer, "lay", lambda *given: laid.append(len(given)) or lay(*given))
    stylizer.set_style(dotted((60, 90, 200)))
    stylizer.stylize(CONTENT)
    assert len(laid) == 1
    stylizer.preserve_color = "coral"
    stylizer.stylize(CONTENT)
    stylizer.preserve_color, stylizer.brushwork = None, 0
    stylizer.stylize(CONTENT)
    assert len(laid) == 1


def test_smoothing_calms_changing_statistics_and_a_cut_ends_it(stylizer: Stylizer) -> None:
    dim, bright = (CONTENT * 0.9).astype(np.uint8), CONTENT
    plain = stylizer.stylize(dim)
    stylizer.smoothing = 1.0
    stylizer.reset()
    stylizer.stylize(bright, seconds=0)
    smoothed = stylizer.stylize(dim, seconds=0.04)
    assert psnr(smoothed, plain) < 45  # the dim frame looks dim, as the bright one's statistics still hold
    stylizer.reset()
    assert np.array_equal(stylizer.stylize(dim, seconds=9), plain)
    stylizer.stylize(255 - bright, seconds=9.04)
    assert np.array_equal(stylizer.stylize(dim, seconds=9.08), plain)  # both were cuts


def clip(frames: int = 12) -> list[np.ndarray]:
    """A scene that rests, but for a camera's noise, which a network turns into flicker."""
    rng = np.random.default_rng(7)
    return [
        np.clip(np.rint(CONTENT + rng.normal(0, 4, CONTENT.shape)), 0, 255).astype(np.uint8)
        for _ in range(frames)
    ]


def test_smoothing_calms_the_picture_and_without_it_every_picture_is_by_itself(stylizer: Stylizer) -> None:
    frames = clip()
    plain = [stylizer.stylize(frame) for frame in frames]
    for frame, alone in zip(frames[-2:], plain[-2:], strict=True):
        stylizer.reset()
        np.testing.assert_array_equal(stylizer.stylize(frame), alone)
    stylizer.smoothing = 0.3
    stylizer.reset()
    smooth = [stylizer.stylize(frame) for frame in frames]
    np.testing.assert_array_equal(smooth[0], plain[0])
    changes = [np.abs(np.diff(np.stack(shown[4:]).astype(int), axis=0)).mean() for shown in (smooth, plain)]
    assert changes[0] < changes[1] / 3
    assert np.abs(smooth[-1].astype(int) - plain[-1]).mean() < 2 * changes[1]
    stylizer.smoothing = 0.0
    np.testing.assert_array_equal(stylizer.stylize(frames[-1]), plain[-1])


def test_with_smoothing_a_new_style_shows_at_once(stylizer: Stylizer) -> None:
    stylizer.smoothing = 5.0
    for frame in range(4):
        stylizer.stylize(CONTENT, seconds=frame / 30)
    stylizer.set_style(OTHER)
    swapped = stylizer.stylize(CONTENT, seconds=4 / 30)
    stylizer.preserve_color = "coral"
    recolored = stylizer.stylize(CONTENT, seconds=5 / 30)
    stylizer.smoothing = 0.0
    assert psnr(recolored, stylizer.stylize(CONTENT)) > 50
    stylizer.preserve_color = None
    assert psnr(swapped, stylizer.stylize(CONTENT)) > 50


def test_with_smoothing_a_fade_keeps_its_time_and_a_new_strength_shows_soon(stylizer: Stylizer) -> None:
    stylizer.smoothing = 5.0

    def show(first: int, last: int) -> np.ndarray:
        return [stylizer.stylize(CONTENT, seconds=number / 30) for number in range(first, last)][-1].astype(
            int
        )

    old = show(0, 5)
    stylizer.set_style(OTHER, fade_s=0.5)
    half, done, later = show(5, 13), show(13, 21), show(21, 27)
    stylizer.strength = 0.3
    weaker = show(27, 35)
    stylizer.smoothing = 0.0
    weak = show(35, 36)
    stylizer.strength = 1.0
    new = show(36, 37)
    whole = np.abs(new - old).mean()
    assert 0.35 < np.abs(half - new).mean() / whole < 0.8
    assert np.abs(done - new).mean() < 0.25 * whole
    assert np.abs(later - new).mean() < 0.03 * whole
    assert np.abs(weaker - weak).mean() < 0.05 * np.abs(new - weak).mean()


def test_with_smoothing_a_strength_that_is_set_again_changes_nothing(stylizer: Stylizer) -> None:
    results = []
    for again in (False, True):
        stylizer.smoothing = 1.0
        stylizer.reset()
        for frame in clip():
            if again:
                stylizer.strength = 1.0
            shown = stylizer.stylize(frame)
        results.append(shown)
    np.testing.assert_array_equal(*results)


def test_with_smoothing_a_cut_another_size_and_a_jump_back_begin_anew(stylizer: Stylizer) -> None:
    dim = (CONTENT * 0.9).astype(np.uint8)
    negative = np.ascontiguousarray(255 - CONTENT)
    plain_negative, plain = stylizer.stylize(negative), stylizer.stylize(CONTENT)
    stylizer.smoothing = 1.0
    stylizer.reset()
    stylizer.stylize(CONTENT, seconds=3.0)
    np.testing.assert_array_equal(stylizer.stylize(negative, seconds=3.03), plain_negative)
    np.testing.assert_array_equal(stylizer.stylize(CONTENT, seconds=3.07), plain)
    stylizer.size = 64
    smaller = stylizer.stylize(CONTENT, seconds=3.1)
    stylizer.size = "full"
    for seconds in range(4, 12):
        old = stylizer.stylize(dim, seconds=seconds)
    # Back at the start of a loop: a brighter frame looks brighter, as the statistics are those of a moment ago.
    assert np.abs(stylizer.stylize(CONTENT, seconds=0.0).astype(int) - old).mean() > 3
    stylizer.smoothing, stylizer.size = 0.0, 64
    assert psnr(smaller, stylizer.stylize(CONTENT)) > 30


@pytest.mark.parametrize("preserve_color", ["luminance", "coral"])
def test_smoothing_goes_with_everything_else(stylizer: Stylizer, preserve_color: str) -> None:
    stylizer.smoothing, stylizer.denoise, stylizer.size = 0.3, 0.5, 75
    stylizer.preserve_color, stylizer.strength = preserve_color, 0.6
    shown = [stylizer.stylize(frame) for frame in clip()]
    assert {frame.shape for frame in shown} == {CONTENT.shape}
    greys = [cv2.cvtColor(frame, cv2.COLOR_RGB2GRAY).astype(int) for frame in shown[-2:]]
    assert np.abs(greys[1] - greys[0]).mean() < 1  # colours may be the noisy content's own
    kept = shown[0].copy()
    stylizer.stylize(CONTENT)
    np.testing.assert_array_equal(shown[0], kept)  # results are not overwritten by the next frame


def test_less_detail_is_less_of_the_photograph(stylizer: Stylizer) -> None:
    """What a fine pattern of the content does to the painting fades with the detail that passes."""
    checks = np.indices((96, 128)).sum(0)[:, :, None] // 2 % 2 * 40
    patterned = np.clip(np.full((96, 128, 3), 110) + checks, 0, 255).astype(np.uint8)
    plain = np.full((96, 128, 3), 130, np.uint8)
    seen = []
    stylizer.brushwork = 0
    for detail in (1.0, 0.5, 0.0):
        stylizer.detail = detail
        pictures = [stylizer.stylize(picture).astype(int) for picture in (patterned, plain)]
        seen.append(np.abs(np.diff(pictures[0], axis=1)).mean() - np.abs(np.diff(pictures[1], axis=1)).mean())
        stylizer.reset()
    assert seen[0] > seen[1] > seen[2]
    stylizer.detail = 1.0


def test_colours_are_kept_by_luminance_and_by_coral(stylizer: Stylizer) -> None:
    free = stylizer.stylize(CONTENT).astype(float)
    for mode in ("luminance", "coral"):
        stylizer.preserve_color = mode
        kept = stylizer.stylize(CONTENT).astype(float)
        drift, free_drift = (np.abs((image - CONTENT).mean((0, 1))).max() for image in (kept, free))
        assert drift < free_drift
    stylizer.preserve_color = None
    assert np.array_equal(stylizer.stylize(CONTENT), free)


def test_stroke_scale_changes_the_strokes_not_the_palette(stylizer: Stylizer) -> None:
    small = stylizer.stylize(CONTENT)
    stylizer.stroke_scale = 2.0
    stylizer.set_style(STYLE)
    large = stylizer.stylize(CONTENT)
    assert not np.array_equal(small, large)
    assert np.abs(small.mean((0, 1)) - large.mean((0, 1))).max() < 40


@pytest.mark.parametrize("level", [0, 127, 255])
def test_a_style_of_one_flat_colour_stays_finite(stylizer: Stylizer, level: int) -> None:
    stylizer.set_style(np.full((64, 64, 3), level, np.uint8))
    result = stylizer.stylize(CONTENT).astype(float)
    assert abs(result.mean() - level) < 60
    stylizer.set_style(np.full((1, 1, 3), level, np.uint8))
    assert stylizer.stylize(np.full((40, 40, 3), level, np.uint8)).shape == (40, 40, 3)


def test_frames_of_a_scene_do_not_change_the_input(stylizer: Stylizer) -> None:
    frame = SyntheticSource(width=160, height=96).render(1.0)
    before = frame.copy()
    first = stylizer.stylize(frame)
    kept = first.copy()
    stylizer.stylize(OTHER)
    assert np.array_equal(frame, before)
    assert np.array_equal(first, kept)  # results are not overwritten by the next frame


def test_warm_up_changes_nothing(stylizer: Stylizer) -> None:
    before = stylizer.stylize(CONTENT)
    stylizer.warm_up(64, 48)
    assert np.array_equal(before, stylizer.stylize(CONTENT))
    fresh = Stylizer(device="cpu", threads=1, size="full")
    fresh.warm_up(64, 48)
    with pytest.raises(StyleNotSetError, match=r"set_style\(\)"):
        fresh.stylize(CONTENT)
    fresh.set_style(STYLE)
    assert np.array_equal(before, fresh.stylize(CONTENT))


NONSENSE = [
    None,
    "0.5",
    "x",
    math.nan,
    math.inf,
    -math.inf,
    10**400,
    [1],
    {},
    np.zeros(3),
    object(),
    1j,
    b"1",
]
SETTINGS = ["strength", "size", "smoothing", "denoise", "preserve_color", "stroke_scale"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("strength", 1.5), ("strength", -0.1), ("size", 8), ("size", 0.5), ("size", 20_000), ("size", True),
        ("smoothing", -1), ("smoothing", 61), ("preserve_color", "hue"), ("stroke_scale", 0),
        *((name, value) for name in SETTINGS for value in NONSENSE if not (value is None and name in MAY_BE_NONE)),
    ],
)  # fmt: skip
def test_settings_out_of_range_are_refused(stylizer: Stylizer, name: str, value: object) -> None:
    before = getattr(stylizer, name)
    with pytest.raises(UsageError, match=name):
        setattr(stylizer, name, value)
    assert getattr(stylizer, name) == before


@pytest.mark.parametrize("value", NONSENSE[1:])
def test_no_argument_ends_in_an_error_of_a_library(stylizer: Stylizer, value: object) -> None:
    for call in (
        lambda: stylizer.stylize(value),
        lambda: stylizer.stylize(CONTENT, seconds=value),
        lambda: stylizer.set_style(value),
        lambda: stylizer.set_style({"night-whorls": value}),
        lambda: stylizer.set_style(STYLE, fade_s=value),
        lambda: stylizer.prepare(value),
        lambda: stylizer.warm_up(value, 32),
        lambda: stylizer.warm_up(32, value),
        lambda: stylizer.prepare_size(32, 32, value),
        lambda: stylizer.prepare_size(value, 32, None),
        lambda: Stylizer(value),
        lambda: Stylizer(device=value),
        lambda: Stylizer(device="cpu", threads=value),
        lambda: Stylizer(device="cpu", backend=value),
        lambda: Stylizer(library=value),
    ):
        with pytest.raises(RtstyleError) as refusal:
            call()
        assert "\n" not in str(refusal.value)
    for seconds in (-1e300, 1e300):
        with pytest.raises(UsageError, match="seconds"):
            stylizer.stylize(CONTENT, seconds=seconds)
    for name in ("a" * 5000, "\0", "a\0b", " ", ""):
        with pytest.raises(UnknownStyleError):
            stylizer.set_style(name)


def test_a_misspelt_attribute_is_an_error(stylizer: Stylizer) -> None:
    with pytest.raises(AttributeError):
        stylizer.strenght = 0.5


def test_pictures_of_other_libraries_and_read_only_ones_are_taken(stylizer: Stylizer) -> None:
    expected = stylizer.stylize(CONTENT)
    frozen = CONTENT.copy()
    frozen.flags.writeable = False
    turned = np.ascontiguousarray(CONTENT.transpose(1, 0, 2)).transpose(1, 0, 2)
    for picture in (
        frozen, turned, Pillow.fromarray(CONTENT), torch.from_numpy(CONTENT), torch.from_numpy(CONTENT).permute(2, 0, 1)
    ):  # fmt: skip
        for smoothing, strength in ((0.0, 1.0), (0.3, 0.2)):
            stylizer.smoothing, stylizer.denoise, stylizer.strength = smoothing, smoothing, strength
            stylizer.reset()
            shown = stylizer.stylize(picture)
        stylizer.smoothing, stylizer.denoise, stylizer.strength = 0.0, 0.0, 1.0
        np.testing.assert_array_equal(stylizer.stylize(picture), expected)
        assert shown.shape == CONTENT.shape
    with pytest.raises(UsageError, match=r"convert it by: np\.nan_to_num\(image \* 255\)"):
        stylizer.stylize(CONTENT / 255)


def test_one_stylizer_in_many_threads(stylizer: Stylizer) -> None:
    pictures = [noise(48, 64, seed) for seed in range(4)]
    expected = [stylizer.stylize(picture) for picture in pictures]

    def paint(number: int) -> bool:
        return all(np.array_equal(stylizer.stylize(pictures[number]), expected[number]) for _ in range(8))

    with ThreadPoolExecutor(4) as threads:
        assert all(threads.map(paint, range(4)))


def test_a_setting_waits_for_the_picture_that_is_being_painted(
    stylizer: Stylizer, monkeypatch: pytest.MonkeyPatch
) -> None:
    run, began, go_on = stylizer._backend.run, threading.Event(), threading.Event()

    def slowly(image: np.ndarray, *more: float) -> np.ndarray:
        began.set()
        assert go_on.wait(30)
        return run(image, *more)

    expected = stylizer.stylize(CONTENT)
    monkeypatch.setattr(stylizer._backend, "run", slowly)
    with ThreadPoolExecutor(2) as threads:
        painted = threads.submit(stylizer.stylize, CONTENT)
        assert began.wait(30)
        changed = threads.submit(setattr, stylizer, "strength", 0.0)
        assert not changed.done()
        go_on.set()
        np.testing.assert_array_equal(painted.result(30), expected)
        changed.result(30)
    np.testing.assert_array_equal(stylizer.stylize(CONTENT), CONTENT)


@pytest.mark.parametrize(
    "failure",
    [RuntimeError("Infer Request\n is busy"), MemoryError(), torch.OutOfMemoryError("CUDA\nout of memory")],
)
def test_what_a_device_raises_is_told_on_one_line(
    stylizer: Stylizer, monkeypatch: pytest.MonkeyPatch, failure: Exception
) -> None:
    def fail(*_: object) -> None:
        raise failure

    expected = stylizer.stylize(CONTENT)
    for name, call in (
        ("run", lambda: stylizer.stylize(CONTENT)),
        ("run", lambda: stylizer.warm_up(32, 32)),
        ("set_target", lambda: stylizer.stylize(CONTENT)),
        ("prepare", lambda: stylizer.prepare_size(640, 480, None)),
    ):
        stylizer.reset()
        with monkeypatch.context() as patch:
            patch.setattr(stylizer._backend, name, fail)
            with pytest.raises(DeviceError, match=r"^cannot \w+") as told:
                call()
        assert "\n" not in str(told.value)
        assert told.value.__cause__ is failure
    np.testing.assert_array_equal(stylizer.stylize(CONTENT), expected)


def test_with_closes_and_a_closed_stylizer_says_so() -> None:
    with Stylizer(device="cpu", threads=1) as stylizer:
        stylizer.set_style(STYLE)
        stylizer.stylize(CONTENT)
    stylizer.close()
    for call in (lambda: stylizer.stylize(CONTENT), lambda: stylizer.warm_up(32, 32)):
        with pytest.raises(UsageError, match="closed"):
            call()


def test_bad_styles_leave_the_old_one_in_place(stylizer: Stylizer, tmp_path: Path) -> None:
    before = stylizer.stylize(CONTENT)
    (tmp_path / "text.jpg").write_text("no picture")
    for style, error in (
        ("no-such-style", UnknownStyleError), (tmp_path / "missing.png", UnknownStyleError),
        (tmp_path / "text.jpg", MediaReadError), ({}, UsageError), ({"a": -1.0}, UsageError), (3, UsageError),
    ):  # fmt: skip
        with pytest.raises(error):
            stylizer.set_style(style)
    assert np.array_equal(before, stylizer.stylize(CONTENT))


def test_unknown_models_and_devices() -> None:
    with pytest.raises(UsageError, match="compact"):
        Stylizer("compcat")
    with pytest.raises(UsageError, match="tpu"):
        Stylizer(device="tpu")
    if not torch.cuda.is_available():
        with pytest.raises(DeviceError, match="CUDA"):
            Stylizer(device="cuda")


def test_denoising_calms_what_stands_still_and_ends_at_a_cut(stylizer: Stylizer) -> None:
    rng = np.random.default_rng(5)
    frames = [
        np.clip(np.rint(CONTENT + rng.normal(0, 4, CONTENT.shape)), 0, 255).astype(np.uint8)
        for _ in range(12)
    ]

    def change(denoise: float) -> float:
        stylizer.reset()
        stylizer.denoise = denoise
        shown = [stylizer.stylize(frame).astype(int) for frame in frames]
        return float(np.mean([np.abs(a - b).mean() for a, b in zip(shown[6:], shown[5:], strict=False)]))

    # In 8 bits the painting itself has noise of its own, from rounding.
    assert change(0.5) < change(0.0) / 1.7
    stylizer.denoise = 0.5
    other = np.ascontiguousarray(255 - CONTENT)
    stylizer.stylize(frames[0])
    after_cut = stylizer.stylize(other)
    stylizer.reset()
    np.testing.assert_array_equal(after_cut, stylizer.stylize(other))
    with pytest.raises(UsageError, match="denoise lies between 0 and 1"):
        stylizer.denoise = 1.5
