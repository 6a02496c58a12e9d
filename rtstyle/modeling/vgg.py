"""The paper's network (Huang & Belongie, ICCV 2017, §6): VGG-19 to relu4_1, AdaIN there, a mirrored decoder.

The same encoder, with taps at relu1_1, relu2_1, relu3_1 and relu4_1, is the perceptual network of training
and evaluation (`VggFeatures`). Weights come in four layouts, recognised by their names::

    encoder.stages.…              rtstyle's own safetensors; its metadata name the layout
    0.weight 2.weight 5.weight …  the normalised VGG-19 as published with PyTorch ports of AdaIN
    features.0.weight …           torchvision's VGG-19
    conv0.weight … mean           a filter-normalised VGG-16

This module and what it imports need torch, numpy and safetensors alone: training runs on a bare machine.
"""

from __future__ import annotations

import importlib
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import torch
from torch import Tensor, nn
from torch.nn import functional

from rtstyle.errors import CheckpointError, DownloadError, ModelMissingError
from rtstyle.modeling.adain import adaptive_instance_normalization
from rtstyle.modeling.checkpoint import load_any_state, load_state
from rtstyle.modeling.network import StylizationNetwork

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rtstyle.modeling.adain import ChannelStatistics

WIDTHS = (64, 128, 256, 512)
"""Channels of the four blocks."""


@dataclass(frozen=True)
class VggLayout:
    """How a published VGG pads, pools and counts its layers.

    Attributes:
        name: Recorded in the metadata of files that rtstyle writes.
        blocks: Convolutions that are kept of each of the four blocks.
        reflection: Padding by reflection; else by zeros.
        ceil_pooling: Pooling rounds odd sizes up; else down, and pictures need at least 8 pixels a side.
        source_keys: Prefix of each layer's name in the published file, in order, from conv1_1 on.
    """

    name: str
    blocks: tuple[int, int, int, int]
    reflection: bool
    ceil_pooling: bool
    source_keys: tuple[str, ...]


VGG19_NORMALISED = VggLayout(
    "vgg19-normalised", (2, 2, 4, 1), True, True, tuple(map(str, (2, 5, 9, 12, 16, 19, 22, 25, 29)))
)
VGG19_TORCHVISION = VggLayout(
    "vgg19-torchvision",
    (2, 2, 4, 1),
    False,
    False,
    tuple(f"features.{index}" for index in (0, 2, 5, 7, 10, 12, 14, 16, 19)),
)
VGG16_NORMALISED = VggLayout(
    "vgg16-normalised", (2, 2, 3, 1), True, False, tuple(f"conv{index}" for index in range(8))
)
LAYOUTS = {layout.name: layout for layout in (VGG19_NORMALISED, VGG19_TORCHVISION, VGG16_NORMALISED)}

DECODER_KEYS = tuple(map(str, (1, 5, 8, 11, 14, 18, 21, 25, 28)))
"""Prefix of each layer's name in the published decoder, in order."""

_IMAGENET_MEAN = (0.485, 0.456, 0.406)
_IMAGENET_STD = (0.229, 0.224, 0.225)


def reflection_pad(features: Tensor) -> Tensor:
    """Pads height and width by 1 by reflection; a side of 1 pixel has nothing to reflect and is repeated."""
    height, width = features.shape[2:]
    if height > 1 and width > 1:
        # torch's own CUDA kernel takes and gives channels first, and would turn the layout twice a convolution.
        return _reflect_by_slices(features) if features.is_cuda else _reflect(features)
    features = functional.pad(features, (1, 1, 0, 0), mode="reflect" if width > 1 else "replicate")
    return functional.pad(features, (0, 0, 1, 1), mode="reflect" if height > 1 else "replicate")


def _reflect(features: Tensor) -> Tensor:
    return functional.pad(features, (1, 1, 1, 1), mode="reflect")


def _reflect_by_slices(features: Tensor) -> Tensor:
    features = torch.cat([features[:, :, 1:2], features, features[:, :, -2:-1]], 2)
    return torch.cat([features[..., 1:2], features, features[..., -2:-1]], 3)


class ReflectedConvolution(nn.Conv2d):
    """3x3 convolution of the reflection-padded input: same size out, no dark bands at the borders."""

    def __init__(self, in_channels: int, out_channels: int) -> None:
        super().__init__(in_channels, out_channels, 3)

    def forward(self, features: Tensor) -> Tensor:
        """(B, in, H, W) → (B, out, H, W)."""
        return super().forward(reflection_pad(features))


class ColourTransform(nn.Conv2d):
    """1x1 convolution from RGB in [0, 1] to the colours that a VGG was trained on.

    In float32 even under autocast: subtracting the mean leaves the few bits of bfloat16 to the differences.
    """

    def __init__(self) -> None:
        super().__init__(3, 3, 1)

    def forward(self, images: Tensor) -> Tensor:
        """(B, 3, H, W) RGB in [0, 1], any floating dtype → the same shape in the dtype of the weights."""
        assert self.bias is not None
        with torch.autocast(images.device.type, enabled=False):
            values = functional.conv2d(images.float(), self.weight.float(), self.bias.float())
        return values.to(self.weight.dtype)


class VggEncoder(nn.Module):
    """VGG to relu4_1 in four stages that end at relu1_1, relu2_1, relu3_1 and relu4_1.

    Args:
        layout: How it pads, pools and counts its layers.
        widths: Channels of the four blocks.
    """

    def __init__(self, layout: VggLayout = VGG19_NORMALISED, widths: Sequence[int] = WIDTHS) -> None:
        super().__init__()
        self.colour = ColourTransform()
        stages: list[OrderedDict[str, nn.Module]] = [OrderedDict() for _ in layout.blocks]
        channels = 3
        for block, (count, width) in enumerate(zip(layout.blocks, widths, strict=True)):
            if block:
                stages[block][f"pool{block}"] = nn.MaxPool2d(2, ceil_mode=layout.ceil_pooling)
            for index in range(count):
                # The first ReLU of a block ends a stage; the rest of the block opens the next.
                stage, name = stages[block + (index > 0)], f"{block + 1}_{index + 1}"
                stage[f"conv{name}"] = (
                    ReflectedConvolution(channels, width)
                    if layout.reflection
                    else nn.Conv2d(channels, width, 3, padding=1)
                )
                # In place is safe: neither a convolution's gradient nor a tap needs what it overwrites.
                stage[f"relu{name}"] = nn.ReLU(inplace=True)
                channels = width
        self.stages = nn.ModuleList(nn.Sequential(stage) for stage in stages)

    def forward(self, images: Tensor) -> Tensor:
        """(B, 3, H, W) RGB in [0, 1] → relu4_1, (B, C, ⌈H/8⌉, ⌈W/8⌉) where pooling rounds up."""
        features: Tensor = self.colour(images)
        for stage in self.stages:
            features = stage(features)
        return features

    def taps(self, images: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """(B, 3, H, W) RGB in [0, 1] → relu1_1, relu2_1, relu3_1, relu4_1."""
        first, second, third, fourth = self.stages
        relu1_1 = first(self.colour(images))
        relu2_1 = second(relu1_1)
        relu3_1 = third(relu2_1)
        return relu1_1, relu2_1, relu3_1, fourth(relu3_1)


class VggAdaINNetwork(StylizationNetwork):
    """The paper's network: a `StylizationNetwork` with one AdaIN layer, at relu4_1.

    Args:
        widths: Channels of the four blocks.
        layout: How encoder and decoder pad, pool and count their layers.
    """

    def __init__(self, widths: Sequence[int] = WIDTHS, layout: VggLayout = VGG19_NORMALISED) -> None:
        super().__init__()
        self.layer_channels: tuple[int, ...] = (widths[-1],)
        self.size_multiple = 8
        self.margin = 0
        self.encoder = VggEncoder(layout, widths)
        self.decoder = mirrored_decoder(layout.blocks, widths)

    @classmethod
    def shaped_like(cls, state: Mapping[str, Tensor], metadata: Mapping[str, str]) -> VggAdaINNetwork:  # noqa: ARG003
        """A network of the layout that a file of weights names; the paper's where it names none.

        Raises:
            CheckpointError: A layout that this version does not know.
        """
        return cls(layout=_layout_named(metadata, "its weights"))

    def encode(self, images: Tensor) -> tuple[Tensor, ...]:
        """See `StylizationNetwork.encode`: relu4_1. Any size will do; odd ones are rounded up."""
        return (self.encoder(images),)

    def condition(self, statistics: Sequence[ChannelStatistics]) -> tuple[Tensor, ...]:  # noqa: ARG002
        """See `StylizationNetwork.condition`: this decoder needs nothing of the style."""
        return ()

    def decode(self, features: Sequence[Tensor], condition: Sequence[Tensor]) -> Tensor:  # noqa: ARG002
        """See `StylizationNetwork.decode`: eight times the features' height and width."""
        (deepest,) = features
        picture: Tensor = self.decoder(deepest)
        return picture

    def forward(self, content: Tensor, style: ChannelStatistics) -> Tensor:
        """Stylizes pictures of any size.

        Args:
            content: (B, 3, H, W) RGB in [0, 1].
            style: Statistics of the style at relu4_1, (B or 1, C, 1, 1).

        Returns:
            (B, 3, H, W) RGB, about [0, 1], not clamped.
        """
        (features,) = self.encode(content)
        picture = self.decode([adaptive_instance_normalization(features, style)], ())
        return picture[:, :, : content.shape[2], : content.shape[3]]


class VggFeatures(nn.Module):
    """The perceptual network: frozen features of a picture at four depths.

    Args:
        layout: Which VGG.
        widths: Channels of the four blocks.
    """

    def __init__(self, layout: VggLayout = VGG19_NORMALISED, widths: Sequence[int] = WIDTHS) -> None:
        super().__init__()
        self.layout = layout
        self.encoder = VggEncoder(layout, widths)
        self.requires_grad_(False)
        self.eval()

    def forward(self, images: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Features of pictures; gradients reach the pictures, never the weights.

        Args:
            images: (B, 3, H, W) RGB in [0, 1], any floating dtype.

        Returns:
            relu1_1, relu2_1, relu3_1 and relu4_1, (B, C, h, w), channels last, in the dtype of the weights or
            of autocast.
        """
        return self.encoder.taps(images.contiguous(memory_format=torch.channels_last))


def load_perceptual(spec: str) -> VggFeatures:
    """Loads a perceptual network.

    Args:
        spec: ``torchvision:vgg19`` (from torchvision where that is installed; it may download), or the path
            of a safetensors or ``.pth`` file in one of the layouts at the top of this module.

    Returns:
        The network on the CPU, float32, channels last, frozen.

    Raises:
        ModelMissingError: torchvision is asked for and not installed.
        DownloadError: torchvision cannot get its weights.
        CheckpointError: No such file, damaged, or in no known layout.
    """
    state, metadata = load_vgg_state(spec)
    layout, encoder = convert_encoder(state, metadata, path=spec)
    features = VggFeatures(layout)
    load_state(features.encoder, encoder, path=spec)
    features.to(memory_format=torch.channels_last)  # type: ignore[call-overload] # torch's stubs lack it
    return features


def load_vgg_state(spec: str) -> tuple[dict[str, Tensor], dict[str, str]]:
    """All tensors of a VGG's weights under their published names, and the file's metadata; see `load_perceptual`."""
    if spec == "torchvision:vgg19":
        return _torchvision_state(), {}
    return load_any_state(Path(spec))


def convert_encoder(
    state: Mapping[str, Tensor], metadata: Mapping[str, str], *, path: Path | str
) -> tuple[VggLayout, dict[str, Tensor]]:
    """Recognises a VGG by the names of its tensors and renames them to those of `VggEncoder`.

    Args:
        state: Tensors by name, in one of the layouts at the top of this module. Deeper layers are left out.
        metadata: Of the file, where it has any.
        path: Where they came from, for the message.

    Returns:
        The layout and the state of a `VggEncoder` of that layout. Shapes are not checked.

    Raises:
        CheckpointError: No known layout, or a layer is missing.
    """
    if any(name.startswith("encoder.stages.") for name in state):
        prefix, layout = "encoder.", _layout_named(metadata, f"weights in {path}")
        return layout, {k.removeprefix(prefix): v for k, v in state.items() if k.startswith(prefix)}
    if "features.0.weight" in state:
        layout, colour = VGG19_TORCHVISION, _colour_state(_IMAGENET_MEAN, _IMAGENET_STD)
    elif "conv0.weight" in state and "mean" in state:
        layout, colour = VGG16_NORMALISED, _colour_state(state["mean"].float().flatten().tolist(), (1.0,) * 3)
    elif "0.weight" in state and "2.weight" in state:
        layout, colour = VGG19_NORMALISED, _renamed(state, ("0",), ("colour",), path)
    else:
        raise CheckpointError(f"weights in {path} are of no VGG that is known; expected VGG-19 or VGG-16")
    return layout, colour | _renamed(state, layout.source_keys, _convolution_names(layout), path)


def convert_decoder(state: Mapping[str, Tensor], *, path: Path | str) -> dict[str, Tensor]:
    """Renames the tensors of the published decoder to those of ``VggAdaINNetwork.decoder``.

    Raises:
        CheckpointError: A layer is missing.
    """
    names = [name for name, _ in mirrored_decoder(VGG19_NORMALISED.blocks, (1,) * 4).named_parameters()]
    return _renamed(state, DECODER_KEYS, [name.removesuffix(".weight") for name in names[::2]], path)


def mirrored_decoder(blocks: Sequence[int], widths: Sequence[int]) -> nn.Sequential:
    """An encoder's way back to a picture: its convolutions in reverse, enlarging where it pools.

    Args:
        blocks: Convolutions of each block, as `VggLayout.blocks`, as far as the encoder goes.
        widths: Channels of each block.

    Returns:
        (B, widths[-1], h, w) → (B, 3, H, W) RGB, twice as large for each block but the first.
    """
    layers: OrderedDict[str, nn.Module] = OrderedDict()
    for block in reversed(range(len(blocks))):
        for index in reversed(range(blocks[block])):
            name = f"{block + 1}_{index + 1}"
            below = widths[block] if index else (widths[block - 1] if block else 3)
            layers[f"conv{name}"] = ReflectedConvolution(widths[block], below)
            if block or index:
                layers[f"relu{name}"] = nn.ReLU(inplace=True)
        if block:
            layers[f"enlarge{block}"] = nn.Upsample(scale_factor=2.0, mode="nearest")
    return nn.Sequential(layers)


def _layout_named(metadata: Mapping[str, str], what: str) -> VggLayout:
    name = metadata.get("layout", VGG19_NORMALISED.name)
    if name not in LAYOUTS:
        raise CheckpointError(f"{what} are of an unknown layout {name!r}; update rtstyle")
    return LAYOUTS[name]


def _convolution_names(layout: VggLayout) -> list[str]:
    names = [
        name for name, module in VggEncoder(layout, (1,) * 4).named_modules() if isinstance(module, nn.Conv2d)
    ]
    return names[1:]  # without the colour transform


def _renamed(
    state: Mapping[str, Tensor], old: Sequence[str], new: Sequence[str], path: Path | str
) -> dict[str, Tensor]:
    pairs = [
        (f"{a}.{kind}", f"{b}.{kind}") for a, b in zip(old, new, strict=True) for kind in ("weight", "bias")
    ]
    if missing := [a for a, _ in pairs if a not in state]:
        raise CheckpointError(
            f"weights in {path} are incomplete: {missing[0]} missing; fetch or export them again"
        )
    return {b: state[a] for a, b in pairs}


def _colour_state(mean: Sequence[float], std: Sequence[float]) -> dict[str, Tensor]:
    scale = 1 / torch.tensor(std)
    return {"colour.weight": torch.diag(scale)[:, :, None, None], "colour.bias": -torch.tensor(mean) * scale}


def _torchvision_state() -> dict[str, Tensor]:
    try:
        models = importlib.import_module("torchvision.models")
    except ImportError as error:
        raise ModelMissingError(
            "torchvision:vgg19 needs torchvision, which is not installed; install it, or name a local file"
        ) from error
    try:
        state: dict[str, Tensor] = models.vgg19(weights=models.VGG19_Weights.IMAGENET1K_V1).state_dict()
    except (OSError, RuntimeError) as error:
        raise DownloadError(
            f"torchvision cannot get its VGG-19: {error}; name a local file instead"
        ) from error
    return state
