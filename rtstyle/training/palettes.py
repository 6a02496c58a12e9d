"""Batches in the palettes of their styles, as the engine shows pictures to the network."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch

from rtstyle.modeling.network import palette_rows
from rtstyle.styles.palette import Palette, matching

if TYPE_CHECKING:
    from torch import Tensor


@torch.no_grad()
def in_palettes(contents: Tensor, styles: Tensor) -> Tensor:
    """Photographs in the palettes of their styles, as the engine shows them to the network: (B, 3, H, W) each."""
    matrix, offset = (
        torch.from_numpy(part).to(contents)
        for part in matching(*(_palettes(palette_rows(images)) for images in (contents, styles)))
    )
    return (torch.einsum("bij,bjhw->bihw", matrix, contents) + offset[:, :, None, None]).clamp(0, 1)


def _palettes(rows: Tensor) -> Palette:
    values = rows.double().cpu().numpy()
    return Palette(values[:, 0], values[:, 1:])
