"""Convolutions rounded to 8 bits."""

from __future__ import annotations

import pytest
import torch
from torch import nn

from rtstyle.modeling.compact import CompactNetwork
from rtstyle.modeling.quantization import (
    QuantizedConvolution,
    quantize,
    ranges_from_text,
    ranges_to_text,
)


def integers(values: torch.Tensor, step: torch.Tensor | float, lowest: int, highest: int) -> torch.Tensor:
    """What an 8-bit processor would hold, in float64."""
    return torch.round(values.double() / step).clamp(lowest, highest)


@pytest.mark.parametrize("low", [0.0, -2.0])
def test_it_computes_what_integers_give(low: float) -> None:
    torch.manual_seed(0)
    convolution = nn.Conv2d(5, 7, 3, stride=2, padding=1)
    inputs = torch.randn(2, 5, 9, 12) * 2
    if low == 0:
        inputs = inputs.relu()
    lowest, highest = (0, 255) if low == 0 else (-128, 127)
    step = 2.0 / highest
    weight = convolution.weight.detach()
    weight_steps = weight.abs().amax((1, 2, 3), keepdim=True).double() / 127
    products = nn.functional.conv2d(
        integers(inputs, step, lowest, highest),
        integers(weight, weight_steps, -127, 127),
        stride=2,
        padding=1,
    )
    expected = (
        products * step * weight_steps.flatten()[:, None, None]
        + convolution.bias.detach().double()[:, None, None]
    )
    result = QuantizedConvolution(convolution, low, 2.0)(inputs).detach()
    torch.testing.assert_close(result.double(), expected, rtol=1e-4, atol=1e-4)


def test_only_known_convolutions_are_replaced_and_ranges_tell_networks_apart() -> None:
    network = CompactNetwork((8, 8, 8, 8), modulator_width=8)
    quantize(network, {"encode_quarter.first": (0.0, 1.0), "decode_eighth.0.second": (-1.0, 1.0)})
    replaced = [name for name, module in network.named_modules() if isinstance(module, QuantizedConvolution)]
    assert replaced == ["encode_quarter.first", "decode_eighth.0.second"]
    other = CompactNetwork((8, 8, 8, 8), modulator_width=8)
    quantize(other, {"encode_quarter.first": (0.0, 1.5), "decode_eighth.0.second": (-1.0, 1.0)})
    assert repr(network) != repr(other)


def test_ranges_come_back_from_text() -> None:
    network = CompactNetwork((8, 8, 8, 8), modulator_width=8)
    ranges = {"stem": (-0.5, 0.5), "head": (0.0, 1.234567891)}
    assert ranges_from_text(ranges_to_text(ranges), network) == {"stem": (-0.5, 0.5), "head": (0.0, 1.23457)}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "nonsense",
        '{"stem": 3}',
        '{"stem": [0, -1]}',
        '{"stem": [-1, 2]}',
        '{"stem": [0, NaN]}',
        '{"stem": [0, Infinity]}',
        '{"modulator.out": [0, 1]}',
        '{"nowhere": [0, 1]}',
        '{"a":' * 5000,
    ],
)
def test_ranges_that_make_no_sense_are_none(text: str) -> None:
    assert ranges_from_text(text, CompactNetwork((8, 8, 8, 8), modulator_width=8)) == {}
