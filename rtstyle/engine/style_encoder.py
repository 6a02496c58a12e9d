"""From whatever names a style to the numbers that pictures are aligned with."""

from __future__ import annotations

import dataclasses
import threading
from typing import TYPE_CHECKING

import numpy as np
import torch

from rtstyle.digests import weights_digest
from rtstyle.engine.arguments import StyleSpec, parts_of
from rtstyle.engine.color import match_colors
from rtstyle.engine.recent_styles import EncodedStyle, RecentStyles
from rtstyle.engine.sizes import style_scale
from rtstyle.modeling.network import StylizationNetwork, style_code
from rtstyle.modeling.style_code import StyleCode, mix_codes
from rtstyle.styles.style import scale_style

if TYPE_CHECKING:
    import os

    from rtstyle.frame import Image
    from rtstyle.styles.library import StyleLibrary


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class PreparedStyle:
    """A style whose slow part is done.

    Attributes:
        code: What the network needs, mixed.
        images: The pictures and their weights, to be recoloured when colours are preserved by covariance.
        stroke_scale: Scale of the strokes that they are for.
        network: Which network's code it is.
    """

    code: StyleCode
    images: tuple[tuple[Image, float], ...]
    stroke_scale: float
    network: str


class StyleEncoder:
    """Encodes styles; what was encoded once comes from disk, what was used a moment ago from memory.

    Always in float32 on the CPU: the same numbers whatever the device, and the accelerator keeps its one thread.
    Methods may be called from any thread.

    Args:
        network: Float32, on the CPU.
        model: Its name.
        library: Where style names are looked up and codes kept.

    Attributes:
        network_key: Tells networks apart by name and weights.
    """

    def __init__(self, network: StylizationNetwork, model: str, library: StyleLibrary) -> None:
        self.network_key = f"{model}-{weights_digest(network.state_dict())[:16]}"
        self._network = network
        self._library = library
        self._recent = RecentStyles()
        self._encoding = threading.Lock()

    def prepare(self, style: StyleSpec, stroke_scale: float) -> PreparedStyle:
        """Reads and encodes a style.

        Args:
            style: See `StyleSpec`.
            stroke_scale: How large strokes are; see `rtstyle.engine.sizes.style_scale`.

        Raises:
            UnknownStyleError: No style of that name, and no such file.
            UsageError: A mixture without a positive weight, or an array that is no picture.
            MediaReadError: The picture cannot be read.
        """
        parts = [(*self._encoded(picture, stroke_scale), weight) for picture, weight in parts_of(style)]
        code = mix_codes([encoded for _, encoded, _ in parts], [weight for _, _, weight in parts])
        images = tuple((image, weight) for image, _, weight in parts)
        return PreparedStyle(code, images, stroke_scale, self.network_key)

    def recolored(self, style: PreparedStyle, content: Image) -> StyleCode:
        """Code of a style in the colours of a picture, (H, W, 3) uint8 RGB."""
        encoded = [
            self._compute(_scaled(match_colors(picture, content), style.stroke_scale))
            for picture, _ in style.images
        ]
        return mix_codes(encoded, [weight for _, weight in style.images])

    def of_flat_grey(self) -> StyleCode:
        """A code to try a backend with before there is a style."""
        return self._compute(np.full((64, 64, 3), 127, np.uint8))

    def _encoded(self, style: str | os.PathLike[str] | Image, stroke_scale: float) -> EncodedStyle:
        if isinstance(style, np.ndarray):
            return style, self._kept(style, stroke_scale)
        path = self._library.find(style)

        def make() -> EncodedStyle:
            image = self._library.image(path)
            return image, self._kept(image, stroke_scale)

        return self._recent.get(path, stroke_scale, make)

    def _kept(self, image: Image, stroke_scale: float) -> StyleCode:
        return self._library.code(_scaled(image, stroke_scale), self.network_key, self._compute)

    def _compute(self, image: Image) -> StyleCode:
        with self._encoding, torch.inference_mode():
            pixels = torch.from_numpy(image).permute(2, 0, 1)[None].float().div_(255)
            return style_code(self._network, pixels)


def _scaled(image: Image, stroke_scale: float) -> Image:
    return scale_style(image, style_scale(stroke_scale))
