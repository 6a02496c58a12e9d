"""Starts a narrower compact network from the weights of a wider one: the channels that weigh least are left out.

Magnitude pruning of whole channels (Li et al., "Pruning filters for efficient convnets", ICLR 2017, §3.1). What is left
paints badly at first and learns fast: most of what the wider network knew about pictures is still there.

Channels that residual sums or AdaIN tie together are one *space* and stay or go together: the three levels' features,
named as in `CompactNetwork`, and what lies between the two convolutions of a block, named after the block.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch

from rtstyle.errors import TrainingError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from torch import Tensor

    from rtstyle.modeling.compact import CompactNetwork

_LEVELS = ("half", "quarter", "eighth")
_SINGLE = {
    "stem": ("", "half"),
    "down_quarter": ("half", "quarter"),
    "down_eighth": ("quarter", "eighth"),
    "narrow_eighth": ("eighth", "quarter"),
    "narrow_quarter": ("quarter", "half"),
    "head": ("half", ""),
}
"""Spaces of the convolutions outside of blocks: in and out; pixels are none."""


def narrowed(state: Mapping[str, Tensor], network: CompactNetwork) -> dict[str, Tensor]:
    """Weights for a network from those of one with the same layers and at least as many channels.

    Args:
        state: Of a `CompactNetwork`.
        network: The narrower one; left as it is.

    Returns:
        Weights that fit the network. Equal widths give equal weights.

    Raises:
        TrainingError: The weights belong to no wider version of the network.
    """
    own = network.state_dict()
    if set(own) != set(state) or any(
        own[name].dim() != state[name].dim()
        or any(few > many for few, many in zip(own[name].shape, state[name].shape, strict=True))
        for name in own
    ):
        raise TrainingError("weights to start from belong neither to this network nor to a wider one")
    convolutions = [name.removesuffix(".weight") for name in state if state[name].dim() == 4]
    sizes = {_spaces(name)[1]: own[f"{name}.weight"].shape[0] for name in convolutions}
    kept = {
        space: _heaviest(state, convolutions, space, size) for space, size in sizes.items() if space != ""
    }
    result = {name: tensor.clone() for name, tensor in state.items()}
    for name in convolutions:
        taken, made = (kept.get(space) for space in _spaces(name))
        if made is not None:
            result[f"{name}.weight"] = result[f"{name}.weight"][made]
            result[f"{name}.bias"] = result[f"{name}.bias"][made]
        if taken is not None:
            result[f"{name}.weight"] = result[f"{name}.weight"][:, taken]
    # The modulator reads means, then deviations, of all levels, and gives a scale and a shift of each convolution.
    modulated = [_spaces(name)[1] for name in convolutions if name.startswith("decode_")]
    rows = _joined(state, convolutions, kept, [space for space in modulated for _ in range(2)])
    columns = _joined(state, convolutions, kept, [*_LEVELS, *_LEVELS])
    result["modulator.hidden.0.weight"] = result["modulator.hidden.0.weight"][:, columns]
    for name in ("modulator.out.weight", "modulator.out.bias"):
        result[name] = result[name][rows]
    return result


def _spaces(convolution: str) -> tuple[str, str]:
    """Which channels a convolution takes, and which it makes."""
    block, _, part = convolution.rpartition(".")
    level = next((name for name in _LEVELS if name in block), "")
    return {"first": (level, block), "second": (block, level)}.get(part) or _SINGLE[convolution]


def _heaviest(state: Mapping[str, Tensor], convolutions: Sequence[str], space: str, count: int) -> Tensor:
    """Which channels of a space to keep: those whose weights on both sides are largest, in their old order."""
    made = sum(_norms(state, name, 0) for name in convolutions if _spaces(name)[1] == space)
    taken = sum(_norms(state, name, 1) for name in convolutions if _spaces(name)[0] == space)
    assert isinstance(made, torch.Tensor)
    return (made * taken).topk(count).indices.sort().values


def _norms(state: Mapping[str, Tensor], name: str, axis: int) -> Tensor:
    """Sum of squared weights of each channel."""
    return state[f"{name}.weight"].float().square().transpose(0, axis).flatten(1).sum(1)


def _joined(
    state: Mapping[str, Tensor],
    convolutions: Sequence[str],
    kept: Mapping[str, Tensor],
    spaces: Sequence[str],
) -> Tensor:
    """Places of the channels that are kept where the channels of several spaces lie one after another."""
    sizes = {_spaces(name)[1]: state[f"{name}.weight"].shape[0] for name in convolutions}
    starts = torch.tensor([0, *(sizes[space] for space in spaces)]).cumsum(0)
    return torch.cat([kept[space] + start for space, start in zip(spaces, starts.tolist(), strict=False)])
