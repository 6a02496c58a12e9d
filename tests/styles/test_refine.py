"""Refining: better on what it did not see, never worse, kept and found again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import torch

from rtstyle.modeling.compact import CompactNetwork
from rtstyle.modeling.network import style_code, stylize_tensor
from rtstyle.modeling.vgg import VggFeatures
from rtstyle.styles.photographs import shipped_photographs
from rtstyle.styles.refine import Refinement, refine
from rtstyle.styles.refined import RefinedStyles, style_digest

if TYPE_CHECKING:
    from pathlib import Path

    from rtstyle.frame import Image
    from rtstyle.modeling.style_code import StyleCode


def picture(seed: int, side: int = 96) -> Image:
    rng = np.random.default_rng(seed)
    return np.repeat(np.repeat(rng.integers(0, 255, (side // 8, side // 8, 3), dtype=np.uint8), 8, 0), 8, 1)


@pytest.fixture(scope="module")
def network() -> CompactNetwork:
    torch.manual_seed(0)
    small = CompactNetwork((8, 8, 12, 12), modulator_width=8).eval().requires_grad_(False)
    small.head.weight.mul_(5)
    return small


@pytest.fixture(scope="module")
def perceptual() -> VggFeatures:
    torch.manual_seed(1)
    return VggFeatures(widths=(4, 4, 8, 8))


def refined(network: CompactNetwork, perceptual: VggFeatures, **changes: object) -> Refinement:
    settings = {"seconds": 1e6, "steps": 3} | changes
    return refine(network, perceptual, picture(1), [picture(2, 288)], **settings)  # type: ignore[arg-type]


def same(one: StyleCode, other: StyleCode) -> bool:
    return all(torch.equal(a, b) for a, b in zip(one.parts(), other.parts(), strict=True))


def test_the_style_comes_nearer_on_crops_that_were_not_seen(
    network: CompactNetwork, perceptual: VggFeatures
) -> None:
    state = {name: value.clone() for name, value in network.state_dict().items()}
    told: list[float] = []

    def report(share: float, loss: float) -> bool:
        assert 0 <= share <= 1
        told.append(loss)
        return True

    found = refined(network, perceptual, report=report)
    assert found.steps == len(told) == 3
    assert found.after < found.before
    assert any(bool(part.any()) for part in found.difference.parts())
    assert all(torch.equal(value, state[name]) for name, value in network.state_dict().items())
    assert same(refined(network, perceptual).difference, found.difference)


def test_what_a_teacher_paints_is_learnt(network: CompactNetwork, perceptual: VggFeatures) -> None:
    style, crops = picture(1), []

    def teacher(content: Image, wanted: Image) -> Image:
        assert wanted is style
        crops.append(content)
        return 255 - content

    def inverted(**changes: object) -> Refinement:
        return refine(network, perceptual, style, [picture(2, 288)], seconds=1e6, steps=20, **changes)  # type: ignore[arg-type]

    def distance(found: Refinement) -> float:
        content = torch.from_numpy(crops[0]).permute(2, 0, 1)[None] / 255
        code = style_code(network, torch.from_numpy(style).permute(2, 0, 1)[None] / 255)
        with torch.inference_mode():
            painted = stylize_tensor(network, content, code.plus(found.difference))
        return float((painted - (1 - content)).abs().mean())

    assert distance(inverted(teacher=teacher)) < distance(inverted())
    assert {crop.shape for crop in crops} == {(256, 256, 3)}


def test_it_ends_when_told_and_never_makes_a_style_worse(
    network: CompactNetwork, perceptual: VggFeatures
) -> None:
    stopped = refined(network, perceptual, report=lambda *_: False)
    assert stopped.steps == 1
    assert stopped.after <= stopped.before
    nothing = refined(network, perceptual, steps=0)
    assert nothing.steps == 0
    assert not any(bool(part.any()) for part in nothing.difference.parts())


def test_what_an_earlier_refining_found_is_surpassed_or_stays(
    network: CompactNetwork, perceptual: VggFeatures
) -> None:
    good = refined(network, perceptual, steps=8)
    hasty = refined(network, perceptual, steps=1, kept=good.difference)
    assert hasty.before == hasty.after == pytest.approx(good.after, rel=1e-4)
    for old, new in zip(good.difference.parts(), hasty.difference.parts(), strict=True):
        torch.testing.assert_close(new, old, rtol=1e-3, atol=1e-5)
    longer = refined(network, perceptual, steps=20, kept=good.difference)
    assert longer.after < good.after


def test_time_is_kept(network: CompactNetwork, perceptual: VggFeatures) -> None:
    assert refined(network, perceptual, seconds=1e-9, steps=None).steps == 0


def test_differences_are_found_by_what_the_style_is_and_for_whom(
    network: CompactNetwork, tmp_path: Path
) -> None:
    with torch.inference_mode():
        code = style_code(network, torch.rand(1, 3, 64, 64))
    shipped, own = tmp_path / "shipped", tmp_path / "own"
    digest = style_digest(picture(1))
    RefinedStyles([shipped]).keep(digest, "compact-1", code)
    both = RefinedStyles([shipped, own])
    found = both.find(digest, "compact-1")
    assert found is not None
    for part, wanted in zip(found.parts(), code.parts(), strict=True):
        np.testing.assert_allclose(part, wanted, rtol=1e-3, atol=1e-3)
    assert both.find(digest, "compact-2") is None
    assert both.find(style_digest(picture(2)), "compact-1") is None
    # The user's goes first, and damage counts as nothing.
    both.keep(digest, "compact-1", code.map(lambda part: part * 0))
    newer = both.find(digest, "compact-1")
    assert newer is not None
    assert not any(bool(part.any()) for part in newer.parts())
    for file in own.iterdir():
        file.write_bytes(b"damage")
    again = RefinedStyles([shipped, own]).find(digest, "compact-1")
    assert again is not None
    assert any(bool(part.any()) for part in again.parts())


def test_a_file_is_told_by_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"one")
    (tmp_path / "b.jpg").write_bytes(b"one")
    (tmp_path / "c.jpg").write_bytes(b"other")
    first, second, third = (style_digest(tmp_path / f"{name}.jpg") for name in "abc")
    assert first == second != third


def test_photographs_ship() -> None:
    photographs = shipped_photographs()
    assert len(photographs) >= 5
    assert all(image.dtype == np.uint8 and min(image.shape[:2]) >= 300 for image in photographs)
