"""Huang & Belongie, ICCV 2017: the paper's own method, as the other baselines see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch

from rtstyle.evaluation.baselines.method import fit_multiple, to_image, to_tensor
from rtstyle.modeling.network import style_statistics, stylize_tensor
from rtstyle.modeling.registry import load_network

if TYPE_CHECKING:
    from rtstyle.evaluation.baselines.method import Workshop
    from rtstyle.frame import Image
    from rtstyle.modeling.network import StylizationNetwork

PAPER = "Huang & Belongie, ICCV 2017"


class AdaIN:
    """One of rtstyle's networks with none of the engine around it.

    Args:
        name: See `Method`.
        network: On its device.
        paper: See `Method`.
    """

    def __init__(self, name: str, network: StylizationNetwork, paper: str = PAPER) -> None:
        self.name = name
        self.paper = paper
        self.network = network
        self._device = next(network.parameters()).device

    @torch.inference_mode()
    def stylize(self, content: Image, style: Image) -> Image:
        """See `Method.stylize`."""
        height, width = content.shape[:2]
        multiple = self.network.size_multiple
        pictures = to_tensor(fit_multiple(content, multiple), self._device)
        painting = to_tensor(fit_multiple(style, multiple), self._device)
        target = style_statistics(self.network, painting)
        return to_image(stylize_tensor(self.network, pictures, target)[:, :, :height, :width])


def build_compact(workshop: Workshop) -> AdaIN:
    """The compact network that ships.

    Raises:
        ModelMissingError: Its weights are not on this machine.
    """
    return AdaIN("compact", load_network("compact").to(workshop.device), "rtstyle, after " + PAPER)
