"""The normalisations against torch's and against one another, and parameters against the paper's figures."""

from __future__ import annotations

import pytest
import torch
from torch import nn

from rtstyle.errors import UsageError
from rtstyle.evaluation.baselines.conditional import conditional_network, count_parameters
from rtstyle.evaluation.baselines.transform_network import (
    ConditionalInstanceNorm,
    TransformNetwork,
    normalization_of,
)


def pictures(count, seed=0):
    return torch.rand(count, 3, 32, 40, generator=torch.Generator().manual_seed(seed))


def network(kind, seed=3):
    torch.manual_seed(seed)
    made = TransformNetwork(normalization_of(kind), width=4, blocks=2)
    with torch.no_grad():
        for layer in made.modules():
            if isinstance(layer, nn.InstanceNorm2d | nn.BatchNorm2d):
                layer.weight.uniform_(0.5, 1.5)
                layer.bias.uniform_(-0.5, 0.5)
    return made


def test_one_style_is_instance_norm_with_that_affine():
    plain = network("instance")
    conditional = conditional_network(1, width=4)
    conditional.residual = conditional.residual[:4]
    state = {
        name: value[None] if ".normalization." in name else value
        for name, value in plain.state_dict().items()
    }
    conditional.load_state_dict(state)
    images = pictures(2)
    painted = conditional(images, torch.zeros(2, dtype=torch.int64))
    assert torch.equal(painted, plain(images)) or torch.allclose(painted, plain(images), atol=1e-6)
    assert painted.std() > 0.05


def test_each_picture_of_a_batch_has_its_own_style():
    layer = ConditionalInstanceNorm(3, 4)
    with torch.no_grad():
        layer.weight.normal_()
        layer.bias.normal_()
    features = torch.randn(3, 3, 5, 6) * 4 + 2
    got = layer(features, torch.tensor([2, 0, 2]))
    for i, style in enumerate([2, 0, 2]):
        reference = nn.functional.instance_norm(
            features[i : i + 1].double(), weight=layer.weight[style].double(), bias=layer.bias[style].double()
        )
        assert torch.allclose(got[i].double(), reference[0], atol=1e-5)


def test_only_the_asked_style_learns():
    made = conditional_network(3, width=4)
    made(pictures(1), torch.tensor([1])).square().sum().backward()
    norm = made.out.normalization
    assert norm.bias.grad[1].abs().sum() > 0
    assert norm.bias.grad[[0, 2]].abs().sum() == 0


@pytest.mark.parametrize("count", [1, 3])
def test_batch_norm_is_instance_norm_where_the_batch_is_one_picture(count):
    images = pictures(1).expand(count, -1, -1, -1)
    instance, batch = network("instance"), network("batch")
    batch.load_state_dict(instance.state_dict(), strict=False)
    assert torch.allclose(batch.train()(images), instance.train()(images), atol=1e-5)


def test_batch_norm_is_not_instance_norm_where_pictures_differ():
    images = torch.cat([pictures(1) * 0.3, pictures(1, seed=1)])
    instance, batch = network("instance"), network("batch")
    batch.load_state_dict(instance.state_dict(), strict=False)
    assert (batch.train()(images) - instance.train()(images)).abs().mean() > 0.005


def test_parameters_as_the_papers_count_them():
    counted = count_parameters(conditional_network(32, width=32))
    # Table 1 of Dumoulin et al.: 32 + 64 + 128, ten layers of 128, 64 + 32 + 3.
    assert counted.features == 1603
    assert counted.styles == 32
    assert counted.extra == 2 * 1603 * 32
    weights = 9 * (32 * 64 + 64 * 128 + 10 * 128**2 + 128 * 64 + 64 * 32) + 81 * (3 * 32 + 32 * 3)
    assert counted.shared == weights
    # "Only about 0.2 % of the network" a style.
    assert 2 * counted.features / counted.shared == pytest.approx(0.002, abs=0.0005)


def test_other_networks_have_nothing_to_count():
    with pytest.raises(UsageError, match="conditional instance normalization"):
        count_parameters(network("instance"))


def test_unknown_normalization():
    with pytest.raises(UsageError, match="choose batch or instance"):
        normalization_of("layer")


def test_same_seed_same_network_and_nobody_elses_numbers_change():
    before = torch.random.get_rng_state()
    first, second = (conditional_network(2, width=4, seed=5) for _ in range(2))
    assert torch.equal(torch.random.get_rng_state(), before)
    assert all(torch.equal(a, b) for a, b in zip(first.parameters(), second.parameters(), strict=True))
    other = conditional_network(2, width=4, seed=6)
    assert not torch.equal(other.out.convolution.weight, first.out.convolution.weight)
