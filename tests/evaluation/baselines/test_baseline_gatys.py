"""Gatys' loss against NumPy in double precision, and whether the picture gets better."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from rtstyle.errors import UsageError
from rtstyle.evaluation.baselines.gatys import Gatys, minimize
from rtstyle.evaluation.baselines.method import to_tensor
from rtstyle.evaluation.baselines.painting_loss import StyleTargets, gram_loss, gram_matrix


def numpy_gram(features):
    """G_ij = Σ_k F_ik F_jk (Gatys 2016, eq. 3)."""
    flat = features[0].double().numpy().reshape(features.shape[1], -1)
    return np.einsum("ik,jk->ij", flat, flat)


def numpy_gram_loss(result, style):
    """Σ_l w_l 1/(4 N² M²) Σ (G − A)² with w_l = 1/layers (eq. 4 and 5), each Gram matrix divided by its own M."""
    total = 0.0
    for ours, theirs in zip(result, style, strict=True):
        n = ours.shape[1]
        g = numpy_gram(ours) / ours[0, 0].numel()
        a = numpy_gram(theirs) / theirs[0, 0].numel()
        total += ((g - a) ** 2).sum() / (4 * n**2) / len(result)
    return total


def features_of(shapes, seed):
    generator = torch.Generator().manual_seed(seed)
    return [torch.randn(1, *shape, generator=generator) for shape in shapes]


def test_gram_loss_is_that_of_the_paper():
    result = features_of([(3, 8, 9), (5, 4, 4), (7, 2, 3)], 1)
    style = features_of([(3, 5, 5), (5, 4, 7), (7, 3, 3)], 2)
    expected = numpy_gram_loss(result, style)
    assert expected > 0
    got = gram_loss(result, [gram_matrix(layer) for layer in style])
    assert float(got) == pytest.approx(expected, rel=1e-6)
    targets = StyleTargets([result, style], "gram")
    assert float(targets.loss(result, [1])) == pytest.approx(expected, rel=1e-6)
    assert float(targets.loss(result, [0])) == 0


def test_statistics_loss_is_that_of_the_adain_paper():
    result, style = features_of([(3, 8, 9), (5, 4, 4)], 1), features_of([(3, 5, 5), (5, 4, 7)], 2)
    expected = 0.0
    for ours, theirs in zip(result, style, strict=True):
        a, b = ours[0].double().numpy(), theirs[0].double().numpy()
        expected += ((a.mean((1, 2)) - b.mean((1, 2))) ** 2).mean()
        stds = [np.sqrt(x.var((1, 2)) + 1e-5) for x in (a, b)]
        expected += ((stds[0] - stds[1]) ** 2).mean()
    for kind in ("gram", "statistics"):
        assert float(StyleTargets([style], kind).statistics_loss(result, [0])) == pytest.approx(
            expected, rel=1e-5
        )
    assert float(StyleTargets([style], "statistics").loss(result, [0])) == pytest.approx(expected, rel=1e-5)


@pytest.mark.parametrize("style_loss", ["gram", "statistics"])
def test_the_loss_falls(perceptual, texture, style_loss):
    told = []
    method = Gatys(perceptual, iterations=40, style_loss=style_loss, report=told.append)
    result = method.optimize(texture(1), texture(2))
    style = np.array([losses.style for losses in result.losses])
    assert style[-1] < 0.25 * style[0]
    assert result.losses[-1].statistics < 0.5 * result.losses[0].statistics
    quarters = style.reshape(4, -1).mean(1)
    assert (np.diff(quarters) < 0).all()
    assert tuple(told) == result.losses
    assert [losses.iteration for losses in result.losses] == list(range(40))
    if style_loss == "statistics":
        assert all(losses.style == losses.statistics for losses in result.losses)


def test_losses_are_those_of_the_pictures(perceptual, texture):
    content, style = texture(1), texture(2)
    first = Gatys(perceptual, iterations=1).optimize(content, style).losses[0]
    features = perceptual(to_tensor(content)), perceptual(to_tensor(style))
    assert first.content < 1e-10
    assert first.style == pytest.approx(numpy_gram_loss(*features), rel=1e-4)


def test_a_picture_in_its_own_style_stays(perceptual, texture):
    image = texture(3)
    assert (Gatys(perceptual, iterations=5).stylize(image, image) == image).all()


def test_content_weight_holds_the_content(perceptual, texture):
    content, style = texture(1), texture(2)

    def moved(weight):
        result = Gatys(perceptual, iterations=15, content_weight=weight).stylize(content, style)
        return np.abs(result.astype(float) - content).mean()

    assert moved(1000.0) < 0.5 * moved(0.0)


def test_deeper_layers_may_be_given(perceptual, texture):
    def five(picture):
        features = perceptual(picture)
        return [*features, torch.nn.functional.max_pool2d(features[-1], 2)]

    content, style = texture(1), texture(2)
    noise = Gatys(five, iterations=1, start="noise", content_layer=3).optimize(content, style).losses[0]
    usual = Gatys(perceptual, iterations=1, start="noise").optimize(content, style).losses[0]
    assert noise.content == pytest.approx(usual.content, rel=1e-5)
    assert noise.style != pytest.approx(usual.style, rel=1e-3)
    assert (
        Gatys(five, iterations=1, start="noise").optimize(content, style).losses[0].content != noise.content
    )


def test_noise_is_the_same_noise_and_keeps_no_pixel(perceptual, texture):
    content, style = texture(1, 40, 56), texture(2)
    pictures = [Gatys(perceptual, iterations=2, start="noise").stylize(content, style) for _ in range(2)]
    assert (pictures[0] == pictures[1]).all()
    assert pictures[0].shape == content.shape
    other = Gatys(perceptual, iterations=2, start="noise", seed=1).stylize(content, style)
    assert (other != pictures[0]).any()
    assert np.abs(pictures[0].astype(float) - 127).mean() < 40


def test_iterations_to_reach(perceptual, texture):
    result = Gatys(perceptual, iterations=12).optimize(texture(1), texture(2))
    values = [losses.statistics for losses in result.losses]
    reached = result.iterations_to_reach(values[7])
    assert reached is not None
    assert values[reached] <= values[7] < min(values[:reached])
    assert result.iterations_to_reach(min(values) / 2) is None


def test_minimize_finds_a_minimum_and_returns_the_best():
    wanted = torch.rand(1, 3, 8, 8, generator=torch.Generator().manual_seed(2))
    scale = torch.linspace(1, 30, 8)
    start = torch.zeros(1, 3, 8, 8)
    found = minimize(start, lambda picture: (scale * (picture - wanted).square()).sum(), 40)
    assert torch.allclose(found, wanted, atol=1e-3)
    assert (start == 0).all()


def test_minimize_comes_back_from_a_step_astray():
    values = []

    def slope_and_wall(picture):
        # So little curvature at the start that the second step leaps far behind the wall.
        slope = 10 - picture + 1e-6 * picture.square()
        total = (slope + 1e4 * (picture - 0.5).relu().square()).sum()
        values.append(float(total.detach()))
        return total

    found = minimize(torch.zeros(1, 3, 8, 8), slope_and_wall, 40)
    astray = next(i for i in range(1, 40) if values[i] > 10 * min(values[:i]))
    assert values[astray + 1] == min(values[:astray])
    best = min(values)
    assert float(slope_and_wall(found)) == best
    broken = minimize(torch.zeros(1, 3, 8, 8), lambda picture: (picture * torch.nan).sum(), 3)
    assert (broken == 0).all()


@pytest.mark.parametrize("wrong", [{"iterations": 0}, {"start": "style"}, {"style_loss": "colour"}])
def test_senseless_settings(perceptual, wrong):
    with pytest.raises(UsageError, match="Gatys"):
        Gatys(perceptual, **wrong)
