"""How good a stylized picture is: style, content, structure and looks, as one row of figures."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

import torch

from rtstyle.digests import image_digest, weights_digest
from rtstyle.errors import RtstyleError
from rtstyle.evaluation.metrics import palette_distance, perceptual_distance, ssim
from rtstyle.modeling.adain import channel_statistics
from rtstyle.modeling.losses import content_loss, instance_normalized, style_loss
from rtstyle.modeling.vgg import LAYOUTS, load_perceptual
from rtstyle.paths import user_models_dir

if TYPE_CHECKING:
    from torch import Tensor, nn

    from rtstyle.frame import Image
    from rtstyle.modeling.adain import ChannelStatistics
    from rtstyle.modeling.vgg import VggFeatures

HOW_TO_GET_VGG = (
    "run 'rtstyle models fetch adain-vgg19' once, or name the weights of any VGG-19 or VGG-16 that you have: "
    "--perceptual FILE (safetensors or .pth), or --perceptual torchvision:vgg19 where torchvision is installed"
)


@dataclasses.dataclass(frozen=True, slots=True)
class Scores:
    """Figures of one result; ``style``, ``content`` and ``perceptual`` are None where there is no perceptual network.

    Attributes:
        style: Distance of the channel statistics at relu1_1 to relu4_1 to the style's (Huang & Belongie 2017,
            eq. 13). Lower is better.
        content: Mean square difference of instance-normalised relu4_1 features to the content's. Lower is better.
        ssim: Structural similarity of the lightness to the content's, at most 1. Higher keeps more.
        perceptual: Distance of the looks to the content's, in [0, 2]; see `perceptual_distance`.
        palette: Distance of the colours to the style's, ΔE*ab; see `palette_distance`. Lower has more of them.
    """

    style: float | None
    content: float | None
    ssim: float
    perceptual: float | None
    palette: float


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
        self._styles: dict[str, list[ChannelStatistics]] = {}

    def score(self, result: Image, content: Image, style: Image) -> Scores:
        """Compares a result with where it came from.

        Args:
            result: (H, W, 3) uint8 RGB.
            content: The same shape.
            style: (h, w, 3) uint8 RGB.
        """
        similarity, palette = ssim(result, content), palette_distance(result, style)
        if self.features is None:
            return Scores(None, None, similarity, None, palette)
        original = self._content_taps(content)
        own = original if result is content else self._taps(result)
        return Scores(
            style_loss(own, self._style_statistics(style)).item(),
            content_loss(own[-1], instance_normalized(original[-1])).item(),
            similarity,
            perceptual_distance(own, original),
            palette,
        )

    def style_loss(self, result: Image, style: Image) -> float | None:
        """The first of the `Scores` alone."""
        if self.features is None:
            return None
        return style_loss(self._taps(result), self._style_statistics(style)).item()

    @torch.inference_mode()
    def _taps(self, image: Image) -> list[Tensor]:
        assert self.features is not None
        pixels = torch.from_numpy(image).permute(2, 0, 1)[None].float().div_(255)
        return list(self.features(pixels))

    def _content_taps(self, content: Image) -> list[Tensor]:
        if self._content is None or self._content[0] is not content:
            self._content = content, self._taps(content)
        return self._content[1]

    def _style_statistics(self, style: Image) -> list[ChannelStatistics]:
        key = image_digest(style)
        if key not in self._styles:
            self._styles[key] = [channel_statistics(features) for features in self._taps(style)]
        return self._styles[key]


def load_judge(spec: str | None) -> Judge:
    """A judge with the perceptual network that is asked for, else with one that is installed, else without.

    Args:
        spec: As `load_perceptual` takes it; None looks among the models that were fetched or imported.

    Raises:
        ModelError: The network that is asked for cannot be loaded.
    """
    if spec is not None:
        features = load_perceptual(spec)
        return Judge(features, f"{features.layout.name} ({Path(spec).name})", spec)
    for name in ("adain-vgg19", *LAYOUTS):
        path = user_models_dir() / f"{name}.safetensors"
        if path.is_file():
            try:
                features = load_perceptual(str(path))
            except RtstyleError:
                continue
            return Judge(features, f"{features.layout.name} ({path.name})", str(path))
    return Judge(None)


def module_digest(module: nn.Module) -> str:
    """Tells networks apart by their names and weights."""
    return weights_digest(module.state_dict(), type(module).__name__)
