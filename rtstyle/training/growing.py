"""Starts a compact network from the weights of an earlier or smaller one.

What is there is kept, what is new begins at zero effect: a network gains levels, bands and second order without losing
a step of its training, and the picture that it paints at first is the one that the old one painted, or nearly.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch

from rtstyle.errors import TrainingError
from rtstyle.modeling.adain import correlation_root, inverse_root
from rtstyle.modeling.network import interior_statistics, reflect_margin, without_border

if TYPE_CHECKING:
    from collections.abc import Mapping

    from torch import Tensor

    from rtstyle.modeling.compact import CompactNetwork

_FLOOR = 0.1
"""Smallest eigenvalue of the usual correlations: directions that hardly occur are not blown up more than threefold."""


def grown(state: Mapping[str, Tensor], network: CompactNetwork) -> dict[str, Tensor]:
    """Weights for a network from those of one with fewer levels.

    Args:
        state: Of a `CompactNetwork`, or of its predecessor with three levels and no bands.
        network: The network to start; left as it is. What ``state`` lacks is taken from it.

    Returns:
        Weights that fit the network. Those of an equal network come back as they are.

    Raises:
        TrainingError: The weights belong to another network.
    """
    own = network.state_dict()
    foreign = set(state) - set(own)
    if foreign:
        raise TrainingError(f"weights to start from belong to another network: it has no {min(foreign)}")
    result = {name: tensor.clone() for name, tensor in own.items()}
    for name, tensor in state.items():
        if tensor.shape == own[name].shape:
            result[name] = tensor.float() if tensor.is_floating_point() else tensor
        elif name.startswith("modulator."):
            result[name] = _placed(name, tensor.float(), own[name])
        else:
            raise TrainingError(f"weights to start from have another shape: {name} {tuple(tensor.shape)}")
    return result


def usual_bases(network: CompactNetwork, pictures: Tensor) -> tuple[Tensor, ...]:
    """The inverse roots of the correlations that pictures usually have, for `CompactNetwork.bases`.

    Args:
        network: Whose features count.
        pictures: (B, 3, H, W) RGB in [0, 1], some dozens of all kinds.
    """
    with torch.no_grad():
        padded = reflect_margin(pictures, network)
        features = network.encode(padded)
        layers = interior_statistics(network, features, padded.shape[2])
        bases = []
        for index in network.coloured_layers:
            border = network.margin * features[index].shape[2] // padded.shape[2]
            root = correlation_root(without_border(features[index], border), layers[index])
            bases.append(inverse_root((root @ root).mean(0), _FLOOR))
        return tuple(bases)


def _placed(name: str, old: Tensor, own: Tensor) -> Tensor:
    """An earlier modulator's numbers where they belong among those of more levels; the rest is zero."""
    if any(many > few for many, few in zip(old.shape, own.shape, strict=True)):
        raise TrainingError(f"weights to start from are of a larger network than this: {name}")
    result = torch.zeros_like(own)
    if name == "modulator.hidden.0.weight":
        # It reads means, then deviations; new levels stand behind the old ones in either.
        columns, half = old.shape[1] // 2, own.shape[1] // 2
        result[:, :columns], result[:, half : half + columns] = old[:, :columns], old[:, columns:]
    else:
        result[: len(old)] = old
    return result
