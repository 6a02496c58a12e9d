"""Networks in torch as graphs of OpenVINO: the way of one frame, from bytes to bytes, and that of a style to its code.

Only this module of OpenVINO's knows torch, and it is loaded where a graph has to be made: once for each network.
"""

from __future__ import annotations

import copy
import math
import warnings
from typing import TYPE_CHECKING, Any

import torch
from torch import nn
from torch.nn import functional

from rtstyle.engine.backends.openvino_library import openvino
from rtstyle.modeling.adain import EPSILON, ChannelStatistics
from rtstyle.modeling.network import (
    MeasuredStyle,
    align,
    completed_code,
    empty_code,
    measure_style,
    without_border,
)
from rtstyle.modeling.quantization import quantize
from rtstyle.process import interruptions_wait

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from torch import Tensor

    from rtstyle.modeling.network import StylizationNetwork

_STYLE_SIDE = 96
"""Of the picture by which the way of a style is traced, pixels; more than the side to which colours are thinned."""


def convert(network: StylizationNetwork, kind: str) -> Any:
    """Converts a network.

    Args:
        network: Float32, on the CPU.
        kind: What of it: ``frame bf16``, ``frame f32`` or ``frame i8`` for `FrameModule`, ``measuring`` for
            `MeasuringModule`, ``completing`` for `CompletingModule`.

    Returns:
        An ``openvino.Model`` with the inputs and outputs of that module, for pictures of any size.
    """
    if kind == "measuring":
        picture = torch.zeros(1, _STYLE_SIDE, _STYLE_SIDE, 3, dtype=torch.uint8)
        return _converted(MeasuringModule(network), picture)
    code = empty_code(network)
    # Copies: tracing takes two inputs of one memory for one.
    statistics = [part.clone() for layer in code.layers for part in layer[:2]]
    if kind == "completing":
        roots = [layer.colour for layer in code.layers if layer.colour is not None]
        return _converted(CompletingModule(network), *statistics, *roots)
    ranges = network.input_ranges if kind == "frame i8" else {}
    module = FrameModule(network, ranges, rounded=kind == "frame bf16")
    side = (64 + 2 * network.margin) // module.block
    picture = torch.zeros(1, side, side, 3 * module.block**2, dtype=torch.uint8)
    return _converted(module, picture, torch.tensor(0.0), torch.tensor(1.0), *code.parts(), *statistics)


def _converted(module: nn.Module, *example: Tensor) -> Any:
    with torch.no_grad(), warnings.catch_warnings():
        # The sizes that tracing warns about are margins, the same for every picture.
        warnings.simplefilter("ignore")
        # By hand, as OpenVINO would trace it: torch's check of a trace takes twice as long as all the rest.
        traced = torch.jit.trace(module.eval(), example, strict=False, check_trace=False)  # type: ignore[no-untyped-call]
        # It calls Python, and would say of an interruption there that the network cannot be converted.
        with interruptions_wait():
            return openvino.convert_model(traced, example_input=example)


class FrameModule(nn.Module):
    """The way of one frame, from bytes to bytes, as a graph without branches.

    Pixels go in and come out in blocks: ``block`` × ``block`` pixels are the channels of one place, in the order of
    rows, columns, colours. A network that works on blocks itself then needs no pixel moved inside the graph.

    Args:
        network: Float32; left as it is.
        ranges: Of the inputs of convolutions that are to compute in 8 bits.
        rounded: Whether features are rounded to bfloat16 before anybody looks at them. Left to itself, OpenVINO
            measures rounded ones and aligns others; where a picture is flat, the difference counts three hundredfold.

    Attributes:
        block: Side of a block, pixels.
    """

    def __init__(
        self,
        network: StylizationNetwork,
        ranges: Mapping[str, tuple[float, float]],
        *,
        rounded: bool = False,
    ) -> None:
        super().__init__()
        self._rounded = rounded
        self._ends = _BlockEnds(network, ranges) if network.block > 1 else _PixelEnds(network, ranges)
        self.network = network
        self.block = network.block
        self._code = empty_code(network)

    def forward(self, image: Tensor, keep: Tensor, strength: Tensor, *numbers: Tensor) -> tuple[Tensor, ...]:
        """One frame.

        Args:
            image: (1, H / block, W / block, 3 block²) uint8.
            keep: Share of the smoothed statistics, a scalar.
            strength: The paper's α, a scalar.
            numbers: The style's code in the order of its parts, then mean and std of each layer, smoothed over the
                frames before.

        Returns:
            The picture, as ``image`` without the margin, and the smoothed statistics of the layers.
        """
        network = self.network
        past = numbers[-2 * len(network.layer_channels) :]
        smoothed = [ChannelStatistics(*past[i : i + 2]) for i in range(0, len(past), 2)]
        style = self._code.with_parts(numbers[: -len(past)])
        features = self._ends.encode(image)
        if self._rounded:
            features = tuple(feature.bfloat16().float() for feature in features)
        height = int(image.shape[1]) * self.block
        aligned = align(
            network,
            features,
            style,
            height=height,
            strength=strength,
            past=smoothed,
            keep=keep,
            measure=_interior_statistics,
        )
        # Cropped as bytes and turned last: either costs several times as much in floating point.
        picture = self._ends.decode(aligned.features, aligned.modulation).clamp(0, 255).to(torch.uint8)
        cropped = without_border(picture, network.margin // self.block)
        return (cropped.permute(0, 2, 3, 1), *(part for layer in aligned.own for part in layer[:2]))


class _PixelEnds(nn.Module):
    """Both ends of any network: bytes to features, aligned features to what is rounded down to bytes."""

    def __init__(self, network: StylizationNetwork, ranges: Mapping[str, tuple[float, float]]) -> None:
        super().__init__()
        self._network = copy.deepcopy(network)
        quantize(self._network, ranges)

    def encode(self, image: Tensor) -> tuple[Tensor, ...]:
        """(1, H, W, 3) uint8 → features."""
        return self._network.encode(image.permute(0, 3, 1, 2).float() / 255)

    def decode(self, features: Sequence[Tensor], condition: Sequence[Tensor]) -> Tensor:
        """Features → (1, 3, H, W), about [0.5, 255.5]."""
        return self._network.decode(features, condition) * 255 + 0.5


class _BlockEnds(nn.Module):
    """Both ends of a network that works on blocks of pixels.

    The channels' order and the bytes' scale are folded into the weights of the first and the last convolution. Bytes
    less 127.5 are exact in bfloat16.
    """

    def __init__(self, network: StylizationNetwork, ranges: Mapping[str, tuple[float, float]]) -> None:
        super().__init__()
        self._network = copy.deepcopy(network)
        names, side = network.block_convolutions(), network.block
        first, last = (self._network.get_submodule(name) for name in names)
        assert isinstance(first, nn.Conv2d)
        assert isinstance(last, nn.Conv2d)
        assert last.bias is not None
        with torch.no_grad():
            turned = _rows_columns_colors(first.weight.transpose(0, 1), side).transpose(0, 1)
            first.weight.copy_(turned / 255)
            last.weight.copy_(_rows_columns_colors(last.weight, side) * 255)
            last.bias.copy_(_rows_columns_colors(last.bias, side) * 255)
        bytes_in = {names[0]: (-127.5, 127.5)} if names[0] in ranges else {}
        quantize(self._network, {**ranges, **bytes_in})

    def encode(self, image: Tensor) -> tuple[Tensor, ...]:
        """(1, H / block, W / block, 3 block²) uint8 → features."""
        # In this order: turning bytes or numbers in the layout that the convolution wants is then no work at all.
        return self._network.encode_blocks((image.float() - 127.5).permute(0, 3, 1, 2))

    def decode(self, features: Sequence[Tensor], condition: Sequence[Tensor]) -> Tensor:
        """Features → (1, 3 block², H / block, W / block), about [0.5, 255.5]."""
        return self._network.decode_blocks(features, condition).float() + 128


def _rows_columns_colors(values: Tensor, side: int) -> Tensor:
    """Brings channels of colours, rows, columns, as torch's pixel-shuffle has them, into bytes' order."""
    return values.reshape(3, side, side, *values.shape[1:]).movedim(0, 2).flatten(0, 2)


def _interior_statistics(
    network: StylizationNetwork, features: Sequence[Tensor], height: int
) -> tuple[ChannelStatistics, ...]:
    """What `interior_statistics` computes, the way that is fastest here.

    OpenVINO computes in full float32 whatever only elementwise steps lie between it and an output; convolutions
    before it then write float32 too. Means of small squares, as convolutions, keep features in half precision, and
    what is left to reduce is small. Deviations are squared after the mean is gone, so flat channels stay flat.
    """
    return tuple(_layer_statistics(network, feature, height) for feature in features)


def _layer_statistics(network: StylizationNetwork, feature: Tensor, height: int) -> ChannelStatistics:
    scale = height // int(feature.shape[2])
    border = network.margin // scale
    side = math.gcd(network.size_multiple // scale, border)
    channels = feature.shape[1]
    kernel = torch.full((channels, 1, side, side), 1 / side**2)

    def mean(values: Tensor) -> Tensor:
        squares = functional.conv2d(values, kernel, stride=side, groups=channels)
        return without_border(squares, border // side).mean((2, 3), keepdim=True)

    center = mean(feature)
    return ChannelStatistics(center, (mean((feature - center).square()) + EPSILON).sqrt())


class MeasuringModule(nn.Module):
    """The first half of the way from a style's picture to its code: `measure_style`, from bytes.

    Args:
        network: Float32; left as it is.
    """

    def __init__(self, network: StylizationNetwork) -> None:
        super().__init__()
        self._network = network

    def forward(self, image: Tensor) -> tuple[Tensor, ...]:
        """(1, H, W, 3) uint8 → mean and std of each layer, the correlations, and the palette where one is wanted."""
        measured = measure_style(self._network, image.permute(0, 3, 1, 2).float() / 255)
        first_order = (part for layer in measured.layers for part in layer[:2])
        palette = () if measured.palette is None else (measured.palette,)
        return (*first_order, *measured.correlations, *palette)


class CompletingModule(nn.Module):
    """The second half: `completed_code`, without the palette.

    Args:
        network: Float32; left as it is.
    """

    def __init__(self, network: StylizationNetwork) -> None:
        super().__init__()
        self._network = network

    def forward(self, *numbers: Tensor) -> tuple[Tensor, ...]:
        """Mean and std of each layer, then the roots of the correlations → the code, in the order of its parts."""
        count = 2 * len(self._network.layer_channels)
        layers = tuple(ChannelStatistics(*numbers[i : i + 2]) for i in range(0, count, 2))
        code = completed_code(self._network, MeasuredStyle(layers, (), None), numbers[count:])
        # Copies: means and deviations go through, and a graph that hands out its own inputs is none.
        return tuple(part + 0 for part in code.parts())
