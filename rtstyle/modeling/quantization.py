"""Convolutions in 8-bit integers: the ranges that their inputs need, and a network that computes as if in them.

Weights are rounded with a step for each output channel, inputs with one for the whole layer, chosen beforehand
(`rtstyle.evaluation.calibration`): static quantization after training (Krishnamoorthi, "Quantizing deep convolutional
networks for efficient inference", 2018, §3). AdaIN, modulation and residual sums stay in floating point.
"""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING

import torch
from torch import Tensor, nn
from torch.nn import functional

if TYPE_CHECKING:
    from collections.abc import Mapping

Ranges = dict[str, tuple[float, float]]
"""Lowest and highest input of each convolution, by the module's name; what is beyond is clipped. The lowest is 0, or as
far from 0 as the highest."""

METADATA_KEY = "input_ranges"
"""Where a file of weights keeps its `Ranges`."""


class QuantizedConvolution(nn.Module):
    """A convolution whose inputs and weights are rounded to 8 bits, though computed in floating point.

    A compiler of networks sees that and computes in integers.

    Args:
        convolution: Left as it is.
        low: Lowest input.
        high: Highest input.
    """

    def __init__(self, convolution: nn.Conv2d, low: float, high: float) -> None:
        super().__init__()
        self.convolution = convolution
        # 256 steps in either case: OpenVINO computes wrongly with 255 of them.
        self.lowest, self.highest = (-128, 127) if low < 0 else (0, 255)
        self.step = high / self.highest
        self.weight_steps: Tensor
        self.no_offset: Tensor
        steps = convolution.weight.detach().abs().amax((1, 2, 3)).clamp_min(1e-8) / 127
        self.register_buffer("weight_steps", steps)
        self.register_buffer("no_offset", torch.zeros(len(steps), dtype=torch.int32))

    def forward(self, features: Tensor) -> Tensor:
        """As the convolution."""
        own = self.convolution
        inputs = torch.fake_quantize_per_tensor_affine(features, self.step, 0, self.lowest, self.highest)
        weights = torch.fake_quantize_per_channel_affine(
            own.weight, self.weight_steps, self.no_offset, 0, -127, 127
        )
        return functional.conv2d(inputs, weights, own.bias, own.stride, own.padding)

    def extra_repr(self) -> str:
        """What tells two networks apart whose weights are the same."""
        return f"step={self.step!r}, lowest={self.lowest}"


def quantize(network: nn.Module, ranges: Mapping[str, tuple[float, float]]) -> None:
    """Replaces those convolutions of a network that ranges are known of.

    Args:
        network: Float32; changed in place.
        ranges: Of its convolutions' inputs.
    """
    for name, (low, high) in ranges.items():
        parent, _, leaf = name.rpartition(".")
        owner = network.get_submodule(parent)
        setattr(owner, leaf, QuantizedConvolution(getattr(owner, leaf), low, high))


def ranges_to_text(ranges: Mapping[str, tuple[float, float]]) -> str:
    """For the metadata of a file of weights."""
    return json.dumps({name: [float(f"{value:.6g}") for value in pair] for name, pair in ranges.items()})


def ranges_from_text(text: str, network: nn.Module) -> Ranges:
    """Undoes `ranges_to_text`. What does not fit the network counts as nothing: ranges only save time."""
    try:
        found = {name: (float(low), float(high)) for name, (low, high) in json.loads(text).items()}
    except (ValueError, TypeError, AttributeError, RecursionError):
        return {}
    convolutions = {name for name, module in network.named_modules() if isinstance(module, nn.Conv2d)}
    sound = all(0 < high < math.inf and low in {0.0, -high} for low, high in found.values())
    return found if sound and set(found) <= convolutions else {}
