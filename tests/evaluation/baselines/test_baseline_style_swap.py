"""Style swap against the paper's own way of computing it, and against itself."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest
import torch
from torch.nn import functional

from rtstyle.errors import UsageError
from rtstyle.evaluation.baselines import Budget
from rtstyle.evaluation.baselines import style_swap as module
from rtstyle.evaluation.baselines.method import to_tensor
from rtstyle.evaluation.baselines.style_swap import (
    StyleSwap,
    build_style_swap,
    style_swap,
    swap_features,
    train_inverse,
)


def features(height, width, seed, channels=5):
    return torch.randn(1, channels, height, width, generator=torch.Generator().manual_seed(seed)).relu()


def reference(content, style):
    """Two convolutions and a one-hot map (§3.1 of the paper), in double precision."""
    content, style = content.double(), style.double()
    patches = functional.unfold(style, 3)[0].T.reshape(-1, style.shape[1], 3, 3)
    norms = patches.flatten(1).norm(dim=1)[:, None, None, None]
    scores = functional.conv2d(content, patches / norms)
    one_hot = torch.zeros_like(scores).scatter_(1, scores.argmax(1, keepdim=True), 1)
    total = functional.conv_transpose2d(one_hot, patches)
    count = functional.conv_transpose2d(one_hot.sum(1, keepdim=True), torch.ones(1, 1, 3, 3).double())
    return total / count


def test_it_is_the_papers_convolutions():
    content, style = features(9, 12, 1), features(7, 10, 2)
    got = style_swap(content, style)
    assert got.shape == content.shape
    assert torch.allclose(got.double(), reference(content, style), atol=1e-5)


def test_scores_in_strips_are_the_same(monkeypatch):
    content, style = features(11, 12, 1), features(7, 10, 2)
    whole = style_swap(content, style)
    monkeypatch.setattr(module, "_SCORES", 2 * 5 * 8 * 12)
    assert torch.equal(style_swap(content, style), whole)


def test_an_image_with_itself_returns_it(perceptual, texture):
    own = swap_features(perceptual, to_tensor(texture(1)))
    assert torch.allclose(style_swap(own, own), own, atol=1e-5)
    assert torch.allclose(
        swap_features(perceptual, to_tensor(texture(1))), perceptual(to_tensor(texture(1)))[2]
    )


def test_a_part_of_the_style_returns_that_part():
    style = features(12, 14, 3)
    part = style[:, :, 2:9, 4:13]
    assert torch.allclose(style_swap(part, style), part, atol=1e-5)


def test_strength_of_the_content_does_not_matter():
    content, style = features(9, 9, 1), features(8, 8, 2)
    assert torch.equal(style_swap(content * 7, style), style_swap(content, style))


def test_an_image_with_itself_through_the_optimised_inverse(perceptual, texture):
    image = texture(2, 44, 52)
    painted = StyleSwap(perceptual, iterations=10, variation_weight=0.0).stylize(image, image)
    assert np.abs(painted.astype(int) - image).max() <= 1


def test_optimisation_finds_the_swapped_features(perceptual, texture):
    content, style = texture(2), texture(5)
    wanted = style_swap(*(swap_features(perceptual, to_tensor(image)) for image in (content, style)))

    def distance(image):
        return float((swap_features(perceptual, to_tensor(image)) - wanted).square().mean())

    painted = StyleSwap(perceptual, iterations=30, variation_weight=0.0).stylize(content, style)
    assert distance(painted) < 0.5 * distance(content)


class OnePicture:
    def __init__(self, image):
        self.image = image

    def crop(self, number):
        return self.image


def test_an_image_with_itself_through_the_inverse_network(perceptual, texture):
    # Four by four pixels have 48 numbers, and these features but 16: what is fine is lost.
    image = cv2.GaussianBlur(texture(2, 32, 32), (0, 0), 4)
    budget = Budget(steps=250, size=32, batch=1)
    network, curve = train_inverse(OnePicture(image), perceptual, budget)
    painted = StyleSwap(perceptual, invert="network", network=network).stylize(image, image)
    assert np.corrcoef(painted.ravel(), image.ravel())[0, 1] > 0.6
    assert curve[-2].terms["pixels"] < 0.4 * curve[0].terms["pixels"]
    assert curve[-1].terms["features"] < 0.2 * curve[0].terms["features"]


def test_the_inverse_is_trained_once_and_sizes_are_free(workshop, no_training, texture):
    method = build_style_swap(workshop)
    content = texture(1, 37, 50)
    painted = method.stylize(content, texture(2, 41, 33))
    assert painted.shape == content.shape
    again = build_style_swap(no_training)
    assert (again.stylize(content, texture(2, 41, 33)) == painted).all()


def test_other_paintings_other_inverse(workshop):
    build_style_swap(workshop)
    build_style_swap(replace(workshop, data=replace(workshop.data, paintings=())))
    assert len(list(workshop.work_dir.glob("style-swap-inverse-*.safetensors"))) == 2


def test_too_small_a_picture(perceptual, texture):
    with pytest.raises(UsageError, match="at least 12 pixels"):
        StyleSwap(perceptual).stylize(texture(1, 32, 8), texture(2))


@pytest.mark.parametrize("wrong", [{"invert": "magic"}, {"invert": "network"}])
def test_senseless_inversions(perceptual, wrong):
    with pytest.raises(UsageError, match="inverts by"):
        StyleSwap(perceptual, **wrong)
