from __future__ import annotations

import torch

from rtstyle.modeling.adain import adaptive_instance_normalization
from rtstyle.modeling.compact import CompactNetwork
from rtstyle.modeling.network import style_statistics
from rtstyle.training.revival import revive


def paint(network: CompactNetwork) -> torch.Tensor:
    generator = torch.Generator().manual_seed(5)
    content, style = torch.rand(2, 1, 3, 64, 64, generator=generator)
    styles = style_statistics(network, style)
    aligned = [
        adaptive_instance_normalization(f, s) for f, s in zip(network.encode(content), styles, strict=True)
    ]
    return network.decode(aligned, network.condition(styles))


def trained() -> CompactNetwork:
    """A network whose modulator speaks, as after some training."""
    torch.manual_seed(1)
    network = CompactNetwork()
    torch.nn.init.normal_(network.modulator.out.weight, std=0.01)
    return network


def killed() -> CompactNetwork:
    network = trained()
    with torch.no_grad():
        network.get_parameter("modulator.hidden.2.bias").fill_(-1e3)
        network.get_parameter("decode_eighth.1.second.bias").fill_(-1e4)
    return network


def test_a_living_network_is_left_alone() -> None:
    network = trained()
    before = {name: value.clone() for name, value in network.state_dict().items()}
    assert revive(network) == ()
    assert all(torch.equal(value, before[name]) for name, value in network.state_dict().items())


def test_what_was_dead_learns_again_and_the_picture_stays() -> None:
    network = killed()
    with torch.no_grad():
        before = paint(network)
    assert revive(network) == ("modulator", "decode_eighth")
    with torch.no_grad():
        assert torch.equal(paint(network), before)
    assert revive(network) == ()

    optimizer = torch.optim.SGD(network.parameters(), lr=1e-3)
    for _ in range(2):
        optimizer.zero_grad()
        paint(network).square().mean().backward()  # type: ignore[no-untyped-call]
        optimizer.step()
    for name in ("modulator.hidden.0", "modulator.out", "decode_eighth.1.first", "encode_eighth.first"):
        gradient = network.get_parameter(f"{name}.weight").grad
        assert gradient is not None, name
        assert gradient.any(), name
