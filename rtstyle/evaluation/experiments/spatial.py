"""Two styles in one picture, each in its own region (the paper's spatial control)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import torch

from rtstyle.evaluation.baselines.method import fit_multiple, to_image, to_tensor
from rtstyle.modeling.adain import spatial_adaptive_instance_normalization
from rtstyle.modeling.network import crop_margin, reflect_margin, style_code
from rtstyle.modeling.registry import load_network
from rtstyle.options import StylizeOptions
from rtstyle.styles.palette import Palette, recolored

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rtstyle.frame import Image

_EDGE = 0.06
"""Width of the soft edge between two regions, of the picture's width."""


def left_and_right(height: int, width: int) -> list[npt.NDArray[np.float32]]:
    """Two regions that share a slanted, soft edge; (height, width) float32 weights that sum to 1."""
    columns = np.arange(width, dtype=np.float32)[None, :] / width
    rows = np.arange(height, dtype=np.float32)[:, None] / height
    right = np.clip((columns - (0.58 - 0.16 * rows)) / _EDGE + 0.5, 0, 1)
    return [np.asarray(1 - right, np.float32), np.asarray(right, np.float32)]


@torch.inference_mode()
def paint_regions(
    model: str, content: Image, styles: Sequence[Image], masks: Sequence[npt.NDArray[np.float32]]
) -> Image:
    """Paints each region in its own style.

    The content's features are aligned region by region, each with the statistics inside it. A decoder that depends on
    the style, as the compact network's does, decodes once for each style, and the pictures are put together along the
    same regions.

    Args:
        model: As `load_network` takes it.
        content: (H, W, 3) uint8 RGB.
        styles: (h, w, 3) uint8 RGB each.
        masks: (H, W) float32 in [0, 1] for each style; they sum to 1.
    """
    network = load_network(model)
    height, width = content.shape[:2]
    multiple = network.size_multiple
    shown = np.zeros(content.shape, np.float32)
    for style, mask in zip(styles, masks, strict=True):
        matched = (
            recolored(content, Palette.of(content), Palette.of(style)) if network.wants_palette else content
        )
        shown += matched * mask[:, :, None]
    pixels = reflect_margin(to_tensor(fit_multiple(np.rint(shown).astype(np.uint8), multiple)), network)
    below, right = (-side % multiple for side in (height, width))
    regions = [
        torch.from_numpy(np.pad(mask, ((0, below), (0, right)), mode="edge"))[None, None] for mask in masks
    ]
    padded = [reflect_margin(region, network) for region in regions]
    codes = [style_code(network, to_tensor(fit_multiple(style, multiple))) for style in styles]
    targets = [code.with_detail(network.detail_layers, StylizeOptions().detail) for code in codes]
    aligned = [
        spatial_adaptive_instance_normalization(features, layer, padded)
        for features, layer in zip(
            network.encode(pixels), zip(*(t.layers for t in targets), strict=True), strict=True
        )
    ]
    painted = torch.zeros(())
    for target, region in zip(targets, regions, strict=True):
        painted = painted + crop_margin(network.decode(aligned, target.modulation), network) * region
    return to_image(painted[:, :, :height, :width])
