"""Larger networks from smaller ones."""

from __future__ import annotations

import pytest
import torch

from rtstyle.errors import TrainingError
from rtstyle.modeling.compact import CompactNetwork
from rtstyle.modeling.network import style_code, stylize_tensor
from rtstyle.training.growing import grown, usual_bases

Widths = tuple[int, int, int, int]
WIDTHS: Widths = (8, 12, 16, 20)
NEW = ("down_sixteenth", "decode_sixteenth", "narrow_sixteenth", "grain_eighth", "bases")


def made(widths: Widths = WIDTHS, seed: int = 0, deep_blocks: int = 2) -> CompactNetwork:
    torch.manual_seed(seed)
    network = CompactNetwork(widths, deep_blocks=deep_blocks, modulator_width=16).eval().requires_grad_(False)
    # As if trained: a modulator of zeros would hide channels that were mixed up.
    torch.nn.init.normal_(network.modulator.out.weight, std=0.1)
    torch.nn.init.normal_(network.modulator.out.bias, std=0.1)
    return network


def earlier(network: CompactNetwork) -> dict[str, torch.Tensor]:
    """The weights that a network of three levels has in common with it."""
    sixteenth, half = network.layer_channels[-1], sum(set_of(network))
    state = {name: tensor for name, tensor in network.state_dict().items() if not name.startswith(NEW)}
    kept = [*range(half - sixteenth), *range(half, 2 * half - sixteenth)]
    state["modulator.hidden.0.weight"] = state["modulator.hidden.0.weight"][:, kept]
    for name in ("modulator.out.weight", "modulator.out.bias"):
        state[name] = state[name][: -4 * sixteenth]
    return state


def set_of(network: CompactNetwork) -> tuple[int, ...]:
    return tuple(network.layer_channels[index] for index in (1, 3, 4, 5))


def test_the_weights_of_an_equal_network_come_back_as_they_are() -> None:
    network = made()
    result = grown(network.state_dict(), made(seed=1))
    assert set(result) == set(network.state_dict())
    assert all(torch.equal(result[name], tensor) for name, tensor in network.state_dict().items())


def test_half_precision_grows_into_float32() -> None:
    network = made()
    result = grown({name: tensor.half() for name, tensor in network.state_dict().items()}, made(seed=1))
    assert {tensor.dtype for tensor in result.values()} == {torch.float32}


def test_what_three_levels_knew_is_kept_and_what_is_new_has_no_effect() -> None:
    old, new = made(), made(seed=1)
    result = grown(earlier(old), new)
    network = made(seed=2)
    network.load_state_dict(result)
    for name, tensor in old.state_dict().items():
        if not name.startswith((*NEW, "modulator.")):
            assert torch.equal(result[name], tensor)
    assert torch.equal(result["down_sixteenth.weight"], new.down_sixteenth.weight)
    # The old levels are modulated as they were, by the statistics that they were modulated by.
    style = torch.rand(1, 3, 64, 64, generator=torch.Generator().manual_seed(3))
    layers = style_code(network, style).layers
    quiet = made()
    quiet.load_state_dict(old.state_dict())
    weight = quiet.modulator.hidden[0].weight
    half = sum(WIDTHS)
    weight[:, half - WIDTHS[3] : half] = 0
    weight[:, 2 * half - WIDTHS[3] :] = 0
    expected, found = quiet.condition(layers), network.condition(layers)
    torch.testing.assert_close(list(found[:16]), list(expected[:16]))
    assert [factor.unique().tolist() for factor in found[16:]] == [[1.0], [0.0]] * 2
    # Neither the new level nor the grain reaches the picture yet.
    content = torch.rand(1, 3, 64, 64, generator=torch.Generator().manual_seed(4))
    code = style_code(network, style)
    before = stylize_tensor(network, content, code)
    network.down_sixteenth.weight.mul_(-2)
    network.grain.mul_(2)
    torch.testing.assert_close(stylize_tensor(network, content, code), before)


def test_the_network_to_start_and_the_weights_are_left_as_they_are() -> None:
    old, new = earlier(made()), made(seed=1)
    before = {name: tensor.clone() for name, tensor in new.state_dict().items()}
    result = grown(old, new)
    for tensor in result.values():
        tensor.zero_()
    assert all(torch.equal(tensor, before[name]) for name, tensor in new.state_dict().items())


@pytest.mark.parametrize("widths", [(8, 12, 16, 16), (8, 8, 16, 20), (12, 12, 16, 20)])
def test_weights_of_another_shape_are_refused(widths: Widths) -> None:
    with pytest.raises(TrainingError, match="weights to start from"):
        grown(made().state_dict(), made(widths))


def test_a_larger_modulator_is_refused() -> None:
    small = CompactNetwork(WIDTHS, modulator_width=8)
    with pytest.raises(TrainingError, match="larger network"):
        grown({"modulator.hidden.0.bias": torch.zeros(16)}, small)


def test_more_blocks_and_foreign_weights_are_refused() -> None:
    with pytest.raises(TrainingError, match=r"another network: it has no decode_eighth\.1\.first\.bias"):
        grown(made().state_dict(), made(deep_blocks=1))
    with pytest.raises(TrainingError, match="it has no conv0"):
        grown({"conv0": torch.zeros(1)}, made())


def test_a_usual_style_has_the_identity() -> None:
    network = made()
    torch.manual_seed(5)
    # One picture is what is usual; floor and all, its colour is the identity in every direction that occurs.
    picture = torch.rand(1, 3, 64, 64)
    bases = usual_bases(network, picture.expand(3, -1, -1, -1))
    assert [tuple(basis.shape) for basis in bases] == [(width, width) for width in WIDTHS]
    for parameter, basis in zip(network.bases, bases, strict=True):
        parameter.copy_(basis)
    for layer in style_code(network, picture).layers:
        if layer.colour is None:
            continue
        values = torch.linalg.eigvalsh((layer.colour[0] + layer.colour[0].T).double() / 2)
        torch.testing.assert_close(layer.colour[0], layer.colour[0].T, rtol=0, atol=1e-3)
        assert values.max() < 1 + 1e-3
        assert values.min() > -1e-3
    # Where all directions occur, nothing is left to the floor.
    torch.testing.assert_close(style_code(network, picture).layers[1].colour is None, False)
    for floorless in range(4):
        assert bases[floorless].isfinite().all()


def test_the_usual_is_the_mean_of_all_pictures() -> None:
    network = made()
    torch.manual_seed(6)
    pictures = torch.rand(4, 3, 64, 64) * torch.tensor([1.0, 0.5, 0.2]).view(3, 1, 1)
    bases = usual_bases(network, pictures)
    plain = made()
    with torch.no_grad():
        plain.gates.fill_(1)  # with the identity as basis, a colour is the root itself
    roots = [layer.colour for layer in style_code(plain, pictures).layers if layer.colour is not None]
    for root, basis in zip(roots, bases, strict=True):
        correlations = (root @ root).mean(0).double()
        values, vectors = torch.linalg.eigh(correlations)
        expected = vectors @ (values.clamp_min(0.1) ** -0.5).diag() @ vectors.T
        torch.testing.assert_close(basis.double(), expected, rtol=1e-3, atol=1e-3)
