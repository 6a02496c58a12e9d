"""Where a frame's time goes: each stage of its way alone, run in torch.

The stages are the engine's own steps in the engine's precision and layout. Other backends compile the network into one
piece, which has no stages to be timed apart. Stages that are run one by one take longer than in a row on a
GPU, where each of them waits for the host.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import torch

from rtstyle.engine.backends.margins import with_margin
from rtstyle.engine.backends.precision import best_dtype
from rtstyle.engine.cuts import SceneCutDetector
from rtstyle.evaluation.timing import Effort, Timing, measure
from rtstyle.modeling.network import Aligned, align, crop_margin, style_code

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from torch import Tensor

    from rtstyle.frame import Image
    from rtstyle.modeling.network import StylizationNetwork

FRAME_STAGES = ("scene cut", "preprocess", "encode content", "adain", "decode", "postprocess")
"""What every frame goes through, in order."""
OTHER_STAGES = ("capture copy", "resize", "encode style")
"""A copy that a source may make; halving a picture and doubling the result; the style, once, without the cache."""
LAYER_KINDS = ("convolutions", "elementwise", "statistics", "layout")
"""What layers are for; activations, AdaIN's affine maps and enlarging are elementwise, conversions are layout."""
_KINDS = {
    **dict.fromkeys(("Convolution", "FullyConnected", "MatMul"), "convolutions"),
    **dict.fromkeys(("GroupConvolution", "Reduce", "ReduceMean", "Slice", "StridedSlice"), "statistics"),
    **dict.fromkeys(("Transpose", "Reorder", "Convert", "Reshape"), "layout"),
}
PAPER_SIZES = (256, 512)
"""Sides of the pictures of the paper's speed analysis (Huang & Belongie 2017, §6.2, table 1)."""


@torch.inference_mode()
def measure_stages(
    network: StylizationNetwork, device: str, image: Image, style: Image, effort: Effort
) -> dict[str, Timing]:
    """Times each of `FRAME_STAGES` and `OTHER_STAGES`.

    Args:
        network: Float32, on the CPU; left as it is.
        device: As torch names it.
        image: The frame.
        style: A picture of the same size, so that encoding either costs the same, as in the paper.
        effort: For each stage.
    """
    return {
        name: measure(work, effort, device) for name, work in _works(network, device, image, style).items()
    }


def _works(
    network: StylizationNetwork, device: str, image: Image, style: Image
) -> Mapping[str, Callable[[], object]]:
    """The stages as functions of nothing; what each takes is computed here, once."""
    dtype = best_dtype(device)
    half_network: StylizationNetwork = copy.deepcopy(network).to(
        device=torch.device(device),
        dtype=dtype,
        memory_format=torch.channels_last,  # type: ignore[call-overload]
    )
    height, width = image.shape[:2]
    cuts = SceneCutDetector()

    def convert(picture: Image) -> Tensor:
        padded = with_margin(picture, network.margin, network.size_multiple)
        pixels = torch.from_numpy(padded).to(device, non_blocking=True)
        return pixels[None].permute(0, 3, 1, 2).to(dtype).div_(255)

    content, style_pixels = convert(image), _cropped_to_multiple(style, network, device, dtype)
    features = half_network.encode(content)
    target = style_code(half_network, style_pixels)

    def aligned_features() -> Aligned:
        return align(half_network, features, target, height=content.shape[2])

    aligned = aligned_features()
    decoded = half_network.decode(aligned.features, aligned.modulation)

    def to_bytes() -> Image:
        picture = crop_margin(decoded, network)[0].permute(1, 2, 0)
        rounded = picture.float().mul_(255).add_(0.5).clamp_(0, 255).to(torch.uint8)
        return np.ascontiguousarray(np.ascontiguousarray(rounded.cpu().numpy())[:height, :width])

    return {
        "scene cut": lambda: cuts.is_cut(image),
        "preprocess": lambda: convert(image),
        "encode content": lambda: half_network.encode(content),
        "adain": aligned_features,
        "decode": lambda: half_network.decode(aligned.features, aligned.modulation),
        "postprocess": to_bytes,
        "capture copy": image.copy,
        "resize": lambda: _halve_and_double(image),
        "encode style": lambda: style_code(half_network, style_pixels),
    }


def _cropped_to_multiple(
    style: Image, network: StylizationNetwork, device: str, dtype: torch.dtype
) -> Tensor:
    height, width = (side - side % network.size_multiple for side in style.shape[:2])
    pixels = torch.from_numpy(np.ascontiguousarray(style[:height, :width])).to(device)
    return pixels[None].permute(0, 3, 1, 2).to(dtype).div_(255)


def _halve_and_double(image: Image) -> Any:
    height, width = image.shape[:2]
    small = cv2.resize(image, (max(1, width // 2), max(1, height // 2)), interpolation=cv2.INTER_AREA)
    return cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC)


def layer_kinds(layers: Sequence[tuple[str, str, float]]) -> dict[str, float]:
    """What the layers of a network that OpenVINO compiled take, by what they are for.

    Args:
        layers: Name, OpenVINO's kind and milliseconds of each.

    Returns:
        Milliseconds of each of `LAYER_KINDS`, and of all ``layers`` together.
    """
    sums = dict.fromkeys(LAYER_KINDS, 0.0)
    for name, kind, milliseconds in layers:
        found = "statistics" if "square" in name else _KINDS.get(kind, "elementwise")
        sums[found] += milliseconds
    return sums | {"layers": sum(sums.values())}


def paper_shares(stages: Mapping[str, Timing]) -> dict[str, Any]:
    """The paper's speed analysis: what content encoding, style encoding and decoding take of a frame.

    Args:
        stages: What `measure_stages` gave.

    Returns:
        For ``with_cache`` (the style was encoded before) and ``without_cache``: the whole in milliseconds, frames
        per second and each part's share of the whole, in [0, 1].
    """
    cached = ("encode content", "adain", "decode")
    return {
        "with_cache": _shares(stages, cached),
        "without_cache": _shares(stages, ("encode style", *cached)),
    }


def _shares(stages: Mapping[str, Timing], names: Sequence[str]) -> dict[str, Any]:
    whole = sum(stages[name].median_ms for name in names)
    shares = {name: stages[name].median_ms / whole for name in names}
    return {"median_ms": whole, "fps": 1000 / whole, "shares": shares}
