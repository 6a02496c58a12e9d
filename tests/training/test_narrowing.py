"""Narrower networks from wider ones."""

from __future__ import annotations

import pytest
import torch
from rtstyle.training.narrowing import narrowed

from rtstyle.errors import TrainingError
from rtstyle.modeling.compact import CompactNetwork
from rtstyle.modeling.network import style_code, stylize_tensor


def picture(network: CompactNetwork) -> torch.Tensor:
    generator = torch.Generator().manual_seed(1)
    content, style = torch.rand(2, 1, 3, 64, 64, generator=generator)
    with torch.inference_mode():
        return stylize_tensor(network.eval(), content, style_code(network, style))


def made(widths: tuple[int, int, int], seed: int = 0) -> CompactNetwork:
    torch.manual_seed(seed)
    network = CompactNetwork(widths, modulator_width=16)
    # As if trained: a modulator of zeros would hide channels that were mixed up.
    torch.nn.init.normal_(network.modulator.out.weight, std=0.1)
    torch.nn.init.normal_(network.modulator.out.bias, std=0.1)
    return network


def test_equal_widths_change_nothing() -> None:
    network = made((8, 12, 16))
    result = narrowed(network.state_dict(), network)
    assert all(torch.equal(result[name], tensor) for name, tensor in network.state_dict().items())


def test_channels_that_do_nothing_are_left_out_first() -> None:
    """A narrow network hidden in a wide one, its channels scattered among dead ones, comes out as it was."""
    small, wide = made((8, 12, 16)), made((12, 20, 24), seed=1)
    places = {8: [0, 1, 3, 4, 6, 8, 9, 11], 12: [1, 2, 4, 5, 7, 9, 11, 13, 14, 16, 17, 19]}
    places[16] = [0, 2, 3, 5, 6, 8, 9, 10, 12, 14, 15, 17, 19, 20, 22, 23]
    full = {8: 12, 12: 20, 16: 24}

    def spread(tensor: torch.Tensor, axis: int, sizes: list[int]) -> torch.Tensor:
        pieces = []
        for piece in torch.split(tensor, sizes, axis):
            size = piece.shape[axis]
            shape = list(piece.shape)
            shape[axis] = full[size]
            pieces.append(torch.zeros(shape).index_copy(axis, torch.tensor(places[size]), piece))
        return torch.cat(pieces, axis)

    state = {}
    convolutions = [16, 16, 16, 16, 12, 12, 8, 8]
    for name, tensor in small.state_dict().items():
        if name == "modulator.hidden.0.weight":
            tensor = spread(tensor, 1, [8, 12, 16] * 2)
        elif name.startswith("modulator.out"):
            tensor = spread(tensor, 0, [size for size in convolutions for _ in range(2)])
        elif not name.startswith("modulator"):
            if not name.startswith("head"):
                tensor = spread(tensor, 0, [tensor.shape[0]])
            if tensor.dim() == 4 and not name.startswith("stem"):
                tensor = spread(tensor, 1, [tensor.shape[1]])
        state[name] = tensor
    wide.load_state_dict(state)
    copy = made((8, 12, 16), seed=2)
    copy.load_state_dict(narrowed(wide.state_dict(), copy))
    torch.testing.assert_close(picture(copy), picture(small), atol=1e-6, rtol=1e-6)


@pytest.mark.parametrize("widths", [(8, 16, 16), (16, 12, 16)])
def test_weights_of_no_wider_network_are_refused(widths: tuple[int, int, int]) -> None:
    with pytest.raises(TrainingError, match="wider"):
        narrowed(made((8, 12, 16)).state_dict(), made(widths))
    shallow = CompactNetwork((8, 12, 16), deep_blocks=1, modulator_width=16)
    with pytest.raises(TrainingError, match="wider"):
        narrowed(shallow.state_dict(), made((8, 12, 16)))
