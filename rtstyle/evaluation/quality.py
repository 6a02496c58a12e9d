"""How good a stylized picture is: style, content, structure and looks, as one row of figures."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

import torch

from rtstyle.digests import image_digest, weights_digest
from rtstyle.errors import RtstyleError
from rtstyle.evaluation.metrics import palette_distance, perceptual_distance, ssim
from rtstyle.evaluation.strokes import boldness_distance, scale_difference
from rtstyle.modeling.adain import channel_statistics
from rtstyle.modeling.losses import (
    balanced_style_loss,
    content_loss,
    gram,
    instance_normalized,
    style_loss,
)
from rtstyle.modeling.vgg import LAYOUTS, load_perceptual
from rtstyle.paths import perceptual_weights, user_models_dir

if TYPE_CHECKING:
    from torch import Tensor, nn

    from rtstyle.frame import Image
    from rtstyle.modeling.adain import ChannelStatistics
    from rtstyle.modeling.vgg import VggFeatures

NO_NETWORK = "none"
"""In place of a perceptual network: what needs one is left out."""
HOW_TO_GET_VGG = (
    "leave --perceptual away for the network that ships, or name the weights of any VGG-19 or VGG-16 that you have: "
    "--perceptual FILE (safetensors or .pth), or --perceptual torchvision:vgg19 where torchvision is installed"
)


@dataclasses.dataclass(frozen=True, slots=True)
class Scores:
    """Figures of one result; those that need a perceptual network are None where there is none.

    Attributes:
        ssim: Structural similarity of the lightness to the content's, at most 1. Higher keeps more.
        perceptual: Distance of the looks to the content's, in [0, 2]; see `perceptual_distance`.
        bold: How much bolder or tamer the strokes are than the style's; see `boldness_distance`. Lower is nearer.
        scale: Octaves by which detail is finer than the style's, below 0 coarser; see `scale_difference`.
        palette: Distance of the colours to the style's, ΔE*ab; see `palette_distance`. Lower has more of them.
        balanced: Distance of Gram matrices at relu1_1 to relu4_1 to the style's over the most that it could be, in
            [0, 1] (Cheng et al. 2021). Lower is better, and no style rules the mean.
        style: Distance of the channel statistics at relu1_1 to relu4_1 to the style's (Huang & Belongie 2017,
            eq. 13). Lower is better.
        content: Mean square difference of instance-normalised relu4_1 features to the content's. Lower is better.
    """

    ssim: float
    perceptual: float | None
    bold: float
    scale: float
    palette: float
    balanced: float | None
    style: float | None
    content: float | None


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class _Target:
    """What a style's features are known by, layer by layer."""

    statistics: list[ChannelStatistics]
    grams: list[Tensor]


class Judge:
    """Scores results. The content that was scored last, and all styles, are encoded once.

    Args:
        features: The perceptual network; None leaves out what needs one.
        name: What readers know it by.
        source: What `load_perceptual` made it of; None where that is not known.

    Attributes:
        fingerprint: Of its weights.
    """

    def __init__(self, features: VggFeatures | None, name: str = "none", source: str | None = None) -> None:
        self.features = features
        self.name = name
        self.source = source
        self.fingerprint = "none" if features is None else module_digest(features)
        self._content: tuple[Image, list[Tensor]] | None = None
        self._styles: dict[str, _Target] = {}

    def score(self, result: Image, content: Image, style: Image) -> Scores:
        """Compares a result with where it came from.

        Args:
            result: (H, W, 3) uint8 RGB.
            content: The same shape.
            style: (h, w, 3) uint8 RGB.
        """
        seen = {
            "ssim": ssim(result, content),
            "bold": boldness_distance(result, style),
            "scale": scale_difference(result, style),
            "palette": palette_distance(result, style),
        }
        if self.features is None:
            return Scores(**seen, perceptual=None, balanced=None, style=None, content=None)
        original, target = self._content_taps(content), self._target(style)
        own = original if result is content else self._taps(result)
        return Scores(
            **seen,
            perceptual=perceptual_distance(own, original),
            balanced=balanced_style_loss(own, target.grams).item(),
            style=style_loss(own, target.statistics).item(),
            content=content_loss(own[-1], instance_normalized(original[-1])).item(),
        )

    def style_loss(self, result: Image, style: Image) -> float | None:
        """``style`` of the `Scores` alone."""
        if self.features is None:
            return None
        return style_loss(self._taps(result), self._target(style).statistics).item()

    @torch.inference_mode()
    def _taps(self, image: Image) -> list[Tensor]:
        assert self.features is not None
        pixels = torch.from_numpy(image).permute(2, 0, 1)[None].float().div_(255)
        return list(self.features(pixels))

    def _content_taps(self, content: Image) -> list[Tensor]:
        if self._content is None or self._content[0] is not content:
            self._content = content, self._taps(content)
        return self._content[1]

    @torch.inference_mode()
    def _target(self, style: Image) -> _Target:
        key = image_digest(style)
        if key not in self._styles:
            taps = self._taps(style)
            self._styles[key] = _Target([channel_statistics(t) for t in taps], [gram(t) for t in taps])
        return self._styles[key]


def load_judge(spec: str | None) -> Judge:
    """A judge with the perceptual network that is asked for, else with one that the user fetched, else with ours.

    Args:
        spec: As `load_perceptual` takes it, or `NO_NETWORK`; None looks among the models that were fetched or
            imported, and takes the one that ships where there is none.

    Raises:
        ModelError: The network cannot be loaded.
    """
    if spec == NO_NETWORK:
        return Judge(None)
    if spec is not None:
        return _judge(spec)
    for name in ("adain-vgg19", *LAYOUTS):
        path = user_models_dir() / f"{name}.safetensors"
        if path.is_file():
            try:
                return _judge(str(path))
            except RtstyleError:
                continue
    return _judge(str(perceptual_weights()))


def _judge(spec: str) -> Judge:
    features = load_perceptual(spec)
    return Judge(features, f"{features.layout.name} ({Path(spec).name})", spec)


def module_digest(module: nn.Module) -> str:
    """Tells networks apart by their names and weights."""
    return weights_digest(module.state_dict(), type(module).__name__)
