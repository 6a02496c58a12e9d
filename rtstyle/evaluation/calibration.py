"""``python -m rtstyle.evaluation.calibration WEIGHTS``: writes the ranges of 8-bit convolutions into a file of weights.

The bundled styles are painted onto made-up scenes and onto each other, and each convolution's inputs are looked at. Few
steps of a wide range lose what is faint, a narrow range clips what is strong: the range is taken at which both together
cost least.
"""

from __future__ import annotations

import argparse
import math
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import torch
from torch import Tensor, nn

from rtstyle.errors import RtstyleError
from rtstyle.evaluation.pictures import moving_pictures
from rtstyle.media.picture import read_image
from rtstyle.modeling.checkpoint import load_safetensors, save_safetensors
from rtstyle.modeling.network import style_code, stylize_tensor
from rtstyle.modeling.quantization import METADATA_KEY, Ranges, ranges_to_text
from rtstyle.modeling.registry import load_network
from rtstyle.paths import shipped_styles_dir
from rtstyle.sources.synthetic import SyntheticSource
from rtstyle.training.palettes import in_palettes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rtstyle.frame import Image
    from rtstyle.modeling.network import StylizationNetwork

_CONTENT_SIDE, _STYLE_SIDE = 256, 512
_LEFT_AS_THEY_ARE = {"head"}
"""What it makes of rounded inputs are the very pixels: it would add half as much flicker as all others together."""
_VALUES_KEPT = 20_000
_CANDIDATES = 40
_SMALLEST_SHARE = 0.02
"""Of the largest input: the narrowest range that is tried."""
_FAINT = 0.01
"""Of the mean over all pictures: a layer that is all but silent in a picture may be wrong there."""


@torch.inference_mode()
def measure_ranges(
    network: StylizationNetwork, contents: Sequence[Tensor], styles: Sequence[Tensor]
) -> Ranges:
    """Chooses the range of each convolution's inputs, but for those that stay in floating point.

    Args:
        network: Float32, on the CPU.
        contents: (1, 3, H, W) RGB in [0, 1] each, sides multiples of the network's.
        styles: Likewise.
    """
    targets = [style_code(network, style) for style in styles]
    inputs: dict[str, list[Tensor]] = {}

    def watching(name: str) -> Callable[[nn.Module, Any], None]:
        def keep(_module: nn.Module, arguments: tuple[Tensor]) -> None:
            values = arguments[0].flatten()
            inputs.setdefault(name, []).append(values[:: max(1, len(values) // _VALUES_KEPT)].clone())

        return keep

    hooks = [
        module.register_forward_pre_hook(watching(name))
        for name, module in network.named_modules()
        if isinstance(module, nn.Conv2d) and name not in _LEFT_AS_THEY_ARE
    ]
    try:
        for style, target in zip(styles, targets, strict=True):
            for content in contents:
                stylize_tensor(network, in_palettes(content, style), target)
    finally:
        for hook in hooks:
            hook.remove()
    return {name: _cheapest(pictures) for name, pictures in inputs.items()}


def _cheapest(pictures: Sequence[Tensor]) -> tuple[float, float]:
    """The range of least error, absolute and root mean square, each relative to what there is in a picture."""
    values = torch.stack([picture[: min(map(len, pictures))] for picture in pictures])
    lowest, highest = (-128, 127) if float(values.min()) < 0 else (0, 255)

    def sizes(of: Tensor) -> Tensor:
        return torch.stack([of.abs().mean(1), of.square().mean(1).sqrt()])

    present = sizes(values)
    weights = 1 / (present + _FAINT * present.mean(1, keepdim=True)).clamp_min(1e-9)

    def cost(high: float) -> float:
        rounded = torch.fake_quantize_per_tensor_affine(values, high / highest, 0, lowest, highest)
        return float((sizes(rounded - values) * weights).mean())

    largest = float(values.abs().max()) or 1.0
    shares = torch.logspace(math.log10(_SMALLEST_SHARE), 0, _CANDIDATES).tolist()
    high = min((largest * share for share in shares), key=cost)
    return (-high if lowest else 0.0, high)


def bundled_pictures() -> tuple[list[Tensor], list[Tensor]]:
    """Contents (scenes, clouds, some of the styles) and the bundled styles, as `measure_ranges` takes them."""
    styles = [read_image(path) for path in sorted(shipped_styles_dir().glob("*.jpg"))]
    source = SyntheticSource(width=512, height=288)
    contents = [source.render(seconds) for seconds in (0.5, 3.0, 6.0)]
    contents += [moving_pictures(256, 256, 1, seed)[0] for seed in (3, 4)]
    contents += styles[::5]
    return [_tensor(image, _CONTENT_SIDE) for image in contents], [
        _tensor(image, _STYLE_SIDE) for image in styles
    ]


def _tensor(image: Image, side: int) -> Tensor:
    """The upper left square of a picture at that short side."""
    k = side / min(image.shape[:2])
    size = [max(side, round(length * k)) for length in (image.shape[1], image.shape[0])]
    small = cv2.resize(image, size, interpolation=cv2.INTER_AREA)[:side, :side]
    return torch.from_numpy(np.ascontiguousarray(small)).permute(2, 0, 1)[None].float().div(255)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures the ranges of the network in a file and writes them beside its weights. Returns the exit code."""
    parser = argparse.ArgumentParser("python -m rtstyle.evaluation.calibration", description=main.__doc__)
    parser.add_argument("weights", type=Path, help="safetensors of a compact network; rewritten")
    path: Path = parser.parse_args(arguments).weights
    try:
        state, metadata = load_safetensors(path)
        ranges = measure_ranges(load_network(str(path)), *bundled_pictures())
        save_safetensors(path, state, metadata | {METADATA_KEY: ranges_to_text(ranges)})
    except RtstyleError as error:
        print(f"rtstyle: {error}", file=sys.stderr)
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
