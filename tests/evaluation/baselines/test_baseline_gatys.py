"""Gatys' loss against NumPy in double precision, and whether the picture gets better."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torch import nn

from rtstyle.errors import UsageError
from rtstyle.evaluation.baselines.deeper import SOURCE_KEYS, DeeperLayers, load_deeper
from rtstyle.evaluation.baselines.gatys import Gatys, minimize
from rtstyle.evaluation.baselines.method import to_tensor
from rtstyle.evaluation.baselines.painting_loss import StyleTargets, gram_loss, gram_matrix
from rtstyle.modeling.checkpoint import save_safetensors
from rtstyle.modeling.vgg import VGG16_NORMALISED, VGG19_NORMALISED, VGG19_TORCHVISION


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


def published_vgg19(layout):
    """A whole VGG-19 as it is published, by name of its layers, with random weights of a sixteenth of the width."""
    widths = (4, 4, "pool", 8, 8, "pool", 16, 16, 16, 16, "pool", 32, 32, 32, 32, "pool", 32, 32, 32, 32)
    reflection = layout is VGG19_NORMALISED
    layers, below = [nn.Conv2d(3, 3, 1)] if reflection else [], 3
    for width in widths:
        if width == "pool":
            layers.append(nn.MaxPool2d(2, ceil_mode=layout.ceil_pooling))
            continue
        convolution = nn.Conv2d(below, width, 3, padding=0 if reflection else 1)
        nn.init.kaiming_normal_(convolution.weight, nonlinearity="relu")
        layers += [nn.ReflectionPad2d(1)] if reflection else []
        layers += [convolution, nn.ReLU()]
        below = width
    return nn.Sequential(*layers)


@pytest.mark.parametrize("layout", [VGG19_NORMALISED, VGG19_TORCHVISION], ids=lambda layout: layout.name)
def test_deeper_layers_are_those_of_the_published_network(tmp_path, layout):
    torch.manual_seed(4)
    whole = published_vgg19(layout)
    prefix = "" if layout is VGG19_NORMALISED else "features."
    path = tmp_path / "vgg.pth"
    torch.save({prefix + name: value for name, value in whole.state_dict().items()}, path)
    layers = load_deeper(str(path), layout)
    relus = [i for i, layer in enumerate(whole) if isinstance(layer, nn.ReLU)]
    at_4_1, at_4_2, at_5_1 = (whole[: relus[n] + 1] for n in (8, 9, 12))
    image = torch.rand(1, 3, 48, 64)
    if layout is VGG19_TORCHVISION:
        assert SOURCE_KEYS[layout.name] == tuple(f"features.{relus[n] - 1}" for n in (9, 10, 11, 12))
    found = layers(at_4_1(image))
    for got, wanted in zip(found, (at_4_2(image), at_5_1(image)), strict=True):
        assert wanted.std() > 0.01
        torch.testing.assert_close(got, wanted)


def test_weights_that_end_at_relu4_1_have_nothing_deeper(tmp_path):
    path = tmp_path / "vgg.safetensors"
    save_safetensors(path, {f"conv{i}.weight": torch.zeros(1) for i in range(8)}, {})
    assert load_deeper(str(path), VGG16_NORMALISED) is None


def test_style_reaches_relu5_1_and_content_is_relu4_2_where_the_weights_do(perceptual, texture):
    torch.manual_seed(4)
    behind = DeeperLayers(VGG16_NORMALISED, 20)
    content, style = texture(1), texture(2)
    first = Gatys(perceptual, deeper=behind, iterations=1, start="noise").optimize(content, style).losses[0]
    noise = Gatys(perceptual, start="noise")._noise(to_tensor(content))
    shallow = [perceptual(picture) for picture in (noise, to_tensor(content), to_tensor(style))]
    deep = [behind(features[-1]) for features in shallow]
    expected = numpy_gram_loss([*shallow[0], deep[0][1]], [*shallow[2], deep[2][1]])
    assert first.style == pytest.approx(expected, rel=1e-4)
    assert first.content == pytest.approx(float((deep[0][0] - deep[1][0]).square().mean()), rel=1e-4)
    usual = Gatys(perceptual, iterations=1, start="noise").optimize(content, style).losses[0]
    assert first.statistics == pytest.approx(usual.statistics, rel=1e-5)
    assert first.content != pytest.approx(usual.content, rel=1e-2)


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
