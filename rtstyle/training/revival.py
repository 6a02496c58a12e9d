"""Layers that died: rectified units below zero for every input, which no gradient reaches any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch import Tensor
from torch.nn import functional

from rtstyle.modeling.adain import adaptive_instance_normalization
from rtstyle.modeling.compact import CompactNetwork
from rtstyle.modeling.network import style_statistics

if TYPE_CHECKING:
    from rtstyle.modeling.compact import ModulatedBlock

_PROBES, _PROBE_SIZE = 8, 96


@torch.no_grad()
def revive(network: CompactNetwork) -> tuple[str, ...]:
    """Draws layers anew that give nothing but zeros, behind zeros: the pictures stay as they are.

    Two places can cut a level off: the modulator's last hidden layer and the last decoder block at 1/8. What they
    give is looked at for a few made-up pictures; one that gives something for any of them is not touched. What follows
    a dead layer learns at the first step, and the layer itself from the second on.

    Args:
        network: On the CPU, float32; changed in place. torch's global generator decides what is drawn.

    Returns:
        Names of what was dead: ``modulator``, ``decode_eighth``; empty if all is alive.
    """
    outputs = _outputs(network)
    dead = tuple(name for name, values in outputs.items() if not values.any())
    if dead:
        half, quarter, eighth = network.layer_channels
        fresh = CompactNetwork(
            (half, quarter, eighth),
            deep_blocks=len(network.decode_eighth),
            modulator_width=network.modulator.out.in_features,
        )
    if "modulator" in dead:
        network.modulator.hidden.load_state_dict(fresh.modulator.hidden.state_dict())
        network.modulator.out.weight.zero_()
    if "decode_eighth" in dead:
        _redraw_last_deep_block(network, fresh)
    return dead


def _outputs(network: CompactNetwork) -> dict[str, Tensor]:
    """What comes out of the two places."""
    generator = torch.Generator().manual_seed(0)
    coarse = torch.rand(_PROBES, 3, 12, 12, generator=generator)
    probes = functional.interpolate(coarse, (_PROBE_SIZE, _PROBE_SIZE), mode="bicubic").clamp(0, 1)
    outputs: dict[str, Tensor] = {}
    last = network.decode_eighth[-1]
    hooks = [
        network.modulator.hidden.register_forward_hook(lambda *call: outputs.update(modulator=call[-1])),
        last.register_forward_hook(lambda *call: outputs.update(decode_eighth=call[-1])),
    ]
    try:
        styles = style_statistics(network, probes.flip(0))
        features = network.encode(probes)
        aligned = [adaptive_instance_normalization(f, s) for f, s in zip(features, styles, strict=True)]
        network.decode(aligned, network.condition(styles))
    finally:
        for hook in hooks:
            hook.remove()
    return outputs


def _redraw_last_deep_block(network: CompactNetwork, fresh: CompactNetwork) -> None:
    block: ModulatedBlock = network.decode_eighth[-1]  # type: ignore[assignment]
    block.load_state_dict(fresh.decode_eighth[-1].state_dict())
    network.narrow_eighth.weight.zero_()
    # Scale and shift of the block's two convolutions: it may be they that pushed its units below zero.
    channels = network.narrow_eighth.in_channels
    end = 4 * channels * len(network.decode_eighth)
    network.modulator.out.weight[end - 4 * channels : end] = 0
    network.modulator.out.bias[end - 4 * channels : end] = 0
