from __future__ import annotations

import numpy as np
import pytest
import torch

from rtstyle.modeling import losses
from rtstyle.modeling.adain import channel_statistics


@pytest.fixture
def features() -> list[torch.Tensor]:
    generator = torch.Generator().manual_seed(0)
    return [torch.randn(2, c, s, s, generator=generator) * 2 + 1 for c, s in ((4, 16), (8, 8))]


def test_style_loss_matches_the_formula_in_float64(features: list[torch.Tensor]) -> None:
    other = [f.flip(0) * 1.5 for f in features]
    found = losses.style_loss(features, [channel_statistics(f) for f in other])
    expected = 0.0
    for a, b in zip(features, other, strict=True):
        x, y = (f.double().numpy() for f in (a, b))
        for statistic in (np.mean, lambda v, axis: np.sqrt(np.var(v, axis=axis) + 1e-5)):
            expected += np.mean((statistic(x, axis=(2, 3)) - statistic(y, axis=(2, 3))) ** 2)
    assert found.item() == pytest.approx(expected, rel=1e-5)


def test_style_loss_of_a_picture_with_itself_is_zero_whatever_the_order(features: list[torch.Tensor]) -> None:
    shuffled = [f.flatten(2)[:, :, torch.randperm(f.shape[2] * f.shape[3])].view_as(f) for f in features]
    assert losses.style_loss(features, [channel_statistics(f) for f in shuffled]).item() < 1e-9


def test_content_loss_sees_structure_not_style(features: list[torch.Tensor]) -> None:
    content = losses.instance_normalized(features[0])
    restyled = features[0] * 3 + 7
    assert losses.content_loss(restyled, content).item() < 1e-6
    assert losses.content_loss(features[0].flip(3), content).item() > 0.5


def test_adain_content_loss_is_zero_at_its_target(features: list[torch.Tensor]) -> None:
    style = channel_statistics(features[0].flip(0) * 2)
    target = losses.adaptive_instance_normalization(features[0], style)
    assert losses.adain_content_loss(target, features[0], style).item() < 1e-9


def test_gradients_of_the_statistics_match_numeric_ones() -> None:
    values = torch.randn(1, 2, 4, 5, dtype=torch.float64).float().requires_grad_()

    def loss(x: torch.Tensor) -> torch.Tensor:
        mean, std = channel_statistics(x)[:2]
        return (mean * torch.tensor([1.0, -2.0]).view(1, 2, 1, 1)).sum() + (std * 3).sum()

    loss(values).backward()
    numeric = torch.zeros_like(values)
    with torch.no_grad():
        for i in range(values.numel()):
            for sign in (1, -1):
                moved = values.clone()
                moved.view(-1)[i] += sign * 1e-2
                numeric.view(-1)[i] += sign * loss(moved) / 2e-2
    assert torch.allclose(values.grad, numeric, atol=2e-3)


def test_warp_of_no_motion_is_the_picture_and_motion_is_smooth() -> None:
    images = torch.rand(2, 3, 64, 64)
    identity = torch.nn.functional.affine_grid(
        torch.eye(2, 3).expand(2, 2, 3), [2, 3, 64, 64], align_corners=False
    )
    assert torch.allclose(losses.warp(images, identity), images, atol=1e-5)
    grid = losses.random_warp(images.shape, torch.Generator().manual_seed(0))
    assert grid.shape == (2, 64, 64, 2)
    step = (grid[:, 1:] - grid[:, :-1]).norm(dim=3)
    assert step.max() < 3 * 2 / 64  # neighbours stay neighbours
    assert (grid - identity).abs().max() > 0.01


def test_disturbed_pictures_stay_pictures() -> None:
    images = torch.rand(4, 3, 16, 16)
    disturbed = losses.disturb(images, torch.Generator().manual_seed(2))
    assert disturbed.min() >= 0
    assert disturbed.max() <= 1
    assert 0 < (disturbed - images).abs().mean() < 0.1


def test_range_and_variation_losses() -> None:
    flat = torch.full((1, 3, 8, 8), 0.5)
    assert losses.out_of_range_loss(flat) == 0
    assert losses.variation_loss(flat) == 0
    assert losses.out_of_range_loss(flat + 1).item() == pytest.approx(0.25)
    board = torch.zeros(1, 3, 8, 8)
    board[..., ::2] = 1
    assert losses.variation_loss(board).item() == pytest.approx(1.0)


def in_areas(colours: torch.Tensor) -> torch.Tensor:
    """Squares of 8 pixels of each colour."""
    return colours.repeat_interleave(8, 2).repeat_interleave(8, 3)


def test_palettes_are_alike_wherever_the_colours_lie():
    # In areas of the size of strokes, which are moved as they are.
    colours = torch.rand(1, 3, 36, generator=torch.Generator().manual_seed(4))
    elsewhere = colours[:, :, torch.randperm(36, generator=torch.Generator().manual_seed(5))]
    pictures = [in_areas(values.view(1, 3, 6, 6)) for values in (colours, elsewhere)]

    distance = losses.palette_loss(*pictures, torch.Generator().manual_seed(6))

    assert distance.item() < 1e-6


def test_flat_pictures_of_any_size_are_as_far_apart_as_their_colours():
    first, second = torch.tensor([0.9, 0.4, 0.1]), torch.tensor([0.2, 0.4, 0.8])
    pictures = [
        colour.view(1, 3, 1, 1).expand(1, 3, side, side) for colour, side in ((first, 64), (second, 80))
    ]
    directions = torch.randn(losses._DIRECTIONS, 3, generator=torch.Generator().manual_seed(7))
    directions /= directions.square().sum(1, keepdim=True).sqrt()

    distance = losses.palette_loss(*pictures, torch.Generator().manual_seed(7))

    expected = (directions @ (first - second)).abs().mean()
    torch.testing.assert_close(distance, expected)


def test_what_lowers_the_palette_loss_brings_the_colours_of_the_style():
    generator = torch.Generator().manual_seed(8)
    result = torch.full((1, 3, 48, 48), 0.5) + torch.rand(1, 3, 48, 48, generator=generator) * 0.1
    style = in_areas(torch.rand(1, 3, 6, 6, generator=generator)) * torch.tensor([1.0, 0.2, 0.0]).view(
        3, 1, 1
    )
    result.requires_grad_()
    optimizer = torch.optim.Adam([result], 0.02)
    for _ in range(150):
        optimizer.zero_grad()
        losses.palette_loss(result, style, generator).backward()
        optimizer.step()

    torch.testing.assert_close(result.mean((0, 2, 3)), style.mean((0, 2, 3)), atol=0.02, rtol=0)
    areas = [torch.nn.functional.avg_pool2d(image, 8) for image in (result, style)]
    torch.testing.assert_close(areas[0].std((0, 2, 3)), areas[1].std((0, 2, 3)), atol=0.03, rtol=0)


def reference_balanced(result: list[torch.Tensor], style: list[torch.Tensor]) -> float:
    """Cheng et al. 2021, eq. 8, in float64."""
    terms = []
    for one, other in zip(result, style, strict=True):
        grams = []
        for features in (one, other):
            rows = features.double().numpy().reshape(*features.shape[:2], -1)
            grams.append(rows @ rows.transpose(0, 2, 1) / rows.shape[2])
        own, wanted = grams
        for a, b in zip(own, wanted, strict=True):
            terms.append(np.sum((a - b) ** 2) / (np.sum(a**2) + np.sum(b**2)) / len(own))
    return float(np.sum(terms) / len(result))


def test_gram_matrices_are_means_of_products(features: list[torch.Tensor]) -> None:
    for layer in features:
        rows = layer.double().flatten(2)
        expected = torch.einsum("bin,bjn->bij", rows, rows) / rows.shape[2]
        torch.testing.assert_close(losses.gram(layer).double(), expected, rtol=1e-4, atol=1e-5)
        coarse = losses.gram(layer.bfloat16())
        assert coarse.dtype == torch.float32
        torch.testing.assert_close(coarse.double(), expected, rtol=0.05, atol=0.2)


def test_balanced_style_loss_matches_the_formula_in_float64(features: list[torch.Tensor]) -> None:
    other = [f.flip(0) * 1.5 - 0.3 for f in features]
    found = losses.balanced_style_loss(features, [losses.gram(f) for f in other])
    assert found.item() == pytest.approx(reference_balanced(features, other), rel=1e-4)


@pytest.mark.parametrize("scale", [1e-3, 1.0, 1e3])
def test_balanced_style_loss_is_bounded_and_no_loud_style_rules(
    features: list[torch.Tensor], scale: float
) -> None:
    # As behind an activation, where Gram matrices have no negative numbers.
    result, style = [f.relu() for f in features], [f.flip(0).relu() for f in features]
    louder = [losses.gram(f * scale) for f in style]
    loss = losses.balanced_style_loss([f * scale for f in result], louder).item()
    assert loss == pytest.approx(
        losses.balanced_style_loss(result, [losses.gram(f) for f in style]).item(), rel=1e-3
    )
    assert 0 <= losses.balanced_style_loss(result, louder).item() <= 1
    assert losses.balanced_style_loss(style, [losses.gram(f) for f in style]).item() < 1e-6


def test_what_has_nothing_in_common_is_as_far_apart_as_can_be() -> None:
    first, second = torch.zeros(1, 4, 8, 8), torch.zeros(1, 4, 8, 8)
    first[:, :2], second[:, 2:] = 1.0, 3.0
    assert losses.balanced_style_loss([first], [losses.gram(second)]).item() == pytest.approx(1.0)


def test_two_silent_layers_are_alike_and_the_gradient_stays_finite() -> None:
    silent = torch.zeros(1, 4, 8, 8, requires_grad=True)
    loss = losses.balanced_style_loss([silent], [torch.zeros(1, 4, 4)])
    loss.backward()
    assert loss.item() == 0
    assert silent.grad is not None
    assert not silent.grad.any()


def test_the_bound_counts_as_a_constant(features: list[torch.Tensor]) -> None:
    own = features[0].clone().requires_grad_()
    wanted = losses.gram(features[0].flip(0))
    losses.balanced_style_loss([own], [wanted]).backward()
    again = features[0].clone().requires_grad_()
    bound = (losses.gram(features[0]).square() + wanted.square()).sum((1, 2))
    ((losses.gram(again) - wanted).square().sum((1, 2)) / bound).mean().backward()
    torch.testing.assert_close(own.grad, again.grad)
