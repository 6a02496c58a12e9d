"""From whatever names a style to the numbers that pictures are aligned with."""

from __future__ import annotations

import copy
import dataclasses
import functools
import threading
from typing import TYPE_CHECKING

import numpy as np

from rtstyle.engine.arguments import StyleSpec, parts_of
from rtstyle.engine.backends.style_coders import StyleCoder, torch_code
from rtstyle.engine.brushwork import Lie, lie_of, mean_lie
from rtstyle.engine.color import match_colors
from rtstyle.engine.lazy_network import LazyNetwork, as_lazy
from rtstyle.engine.marks import StyleMarks, marks_of, mixed_marks, texture_of
from rtstyle.engine.recent_styles import EncodedStyle, RecentStyles
from rtstyle.engine.sizes import style_scale
from rtstyle.modeling.style_code import StyleCode, mix_codes
from rtstyle.styles.refined import RefinedStyles, style_digest
from rtstyle.styles.style import scale_style

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from rtstyle.frame import Image
    from rtstyle.modeling.network import StylizationNetwork
    from rtstyle.modeling.vgg import VggFeatures
    from rtstyle.styles.library import StyleLibrary
    from rtstyle.styles.refine import Refinement
    from rtstyle.styles.teacher import Teacher


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class PreparedStyle:
    """A style whose slow part is done.

    Attributes:
        code: What the network needs, mixed; refined where that was done.
        difference: What refining added to AdaIN's guess, mixed; None where nothing was refined.
        images: The pictures and their weights, to be recoloured when colours are preserved by covariance.
        lie: How the strokes of the pictures lie.
        marks: Their own marks.
        stroke_scale: Scale of the strokes that they are for.
        network: Which network's code it is.
    """

    code: StyleCode
    difference: StyleCode | None
    images: tuple[tuple[Image, float], ...]
    lie: Lie
    marks: StyleMarks
    stroke_scale: float
    network: str


class StyleEncoder:
    """Encodes styles; what was encoded once comes from disk, what was used a moment ago from memory.

    Methods may be called from any thread.

    Args:
        network: Float32, on the CPU, or still to be loaded.
        model: Its name.
        library: Where style names are looked up and codes kept.
        refined: What refining added to styles; None takes what ships and the user's.
        coder: Encodes pictures; None does it in torch.

    Attributes:
        network_key: Tells networks apart by name and weights.
    """

    def __init__(
        self,
        network: StylizationNetwork | LazyNetwork,
        model: str,
        library: StyleLibrary,
        refined: RefinedStyles | None = None,
        coder: StyleCoder | None = None,
    ) -> None:
        self._network = as_lazy(network)
        self.network_key = f"{model}-{self._network.facts.weights[:16]}"
        self._coder = coder or functools.partial(torch_code, self._network)
        self._library = library
        self._refined = refined or RefinedStyles()
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
        specs = parts_of(style)
        weights = [weight for _, weight in specs]
        encoded = [self._encoded(picture, stroke_scale) for picture, _ in specs]
        code = mix_codes([style.code for style in encoded], weights)
        difference = self._difference([picture for picture, _ in specs], code, weights)
        images = tuple((style.picture, weight) for style, weight in zip(encoded, weights, strict=True))
        refined = code if difference is None else code.plus(difference)
        lie = mean_lie([style.lie for style in encoded], weights)
        marks = mixed_marks([style.marks for style in encoded], weights)
        return PreparedStyle(refined, difference, images, lie, marks, stroke_scale, self.network_key)

    def refine(
        self,
        style: str | os.PathLike[str] | Image,
        perceptual: VggFeatures,
        photographs: Sequence[Image],
        *,
        seconds: float,
        steps: int | None = None,
        report: Callable[[float, float], bool] = lambda _share, _loss: True,
        teacher: Teacher | None = None,
    ) -> Refinement:
        """Optimises a style's code, see `rtstyle.styles.refine`, and keeps what came of it.

        Args:
            style: A name, a path or an image.
            perceptual: The network that judges; its device is computed on.
            photographs: To try the style on.
            seconds: Time that it may take.
            steps: Ends it earlier.
            report: See `rtstyle.styles.refine.refine`.
            teacher: Likewise.

        Raises:
            UnknownStyleError: No style of that name, and no such file.
            MediaReadError: The picture cannot be read.
            MediaWriteError: The result cannot be kept.
        """
        import torch  # noqa: PLC0415 - as whoever judges is loaded

        from rtstyle.styles.refine import refine  # noqa: PLC0415

        digest = self._digest_of(style)
        # A minute's work that cannot be kept is not begun.
        self._refined.require_room(digest, self.network_key)
        picture = self._encoded(style, 1.0).picture
        device = next(perceptual.parameters()).device
        network = copy.deepcopy(self._network.loaded).to(device)
        kept = self._refined.find(digest, self.network_key)
        found = refine(
            network,
            perceptual,
            scale_style(picture),
            photographs,
            seconds=seconds,
            steps=steps,
            report=report,
            teacher=teacher,
            kept=None if kept is None else kept.converted(torch.from_numpy),
        )
        if found.after < found.before:
            self._refined.keep(digest, self.network_key, found.difference)
        return found

    def is_refined(self, style: str | os.PathLike[str] | Image) -> bool:
        """Whether a style, by name, path or image, was refined for this network."""
        return self._refined.find(self._digest_of(style), self.network_key) is not None

    def recolored(self, style: PreparedStyle, content: Image) -> StyleCode:
        """Code of a style in the colours of a picture, (H, W, 3) uint8 RGB."""
        encoded = [
            self._compute(_scaled(match_colors(picture, content), style.stroke_scale))
            for picture, _ in style.images
        ]
        code = mix_codes(encoded, [weight for _, weight in style.images])
        return code if style.difference is None else code.plus(style.difference)

    def with_detail(self, code: StyleCode, detail: float) -> StyleCode:
        """A code that lets so much of the content's own detail pass, in [0, 1]; see `StyleCode.with_detail`."""
        return code.with_detail(self._network.facts.detail_layers, detail)

    def plain_code(self) -> StyleCode:
        """A code to try a backend with before there is a style."""
        return self._network.facts.empty_code()

    def refined_file(self, style: str | os.PathLike[str] | Image) -> Path:
        """Where the refinement of a style is kept, or would be."""
        return self._refined.file(self._digest_of(style), self.network_key)

    def _difference(
        self, styles: Sequence[str | os.PathLike[str] | Image], code: StyleCode, weights: Sequence[float]
    ) -> StyleCode | None:
        """What refining added to several styles, mixed; None where none of them was refined."""
        found = [self._refined.find(self._digest_of(style), self.network_key) for style in styles]
        if not any(found):
            return None
        nothing = code.map(np.zeros_like)
        return mix_codes([difference or nothing for difference in found], weights)

    def _digest_of(self, style: str | os.PathLike[str] | Image) -> str:
        return style_digest(style if isinstance(style, np.ndarray) else self._library.find(style))

    def _encoded(self, style: str | os.PathLike[str] | Image, stroke_scale: float) -> EncodedStyle:
        if isinstance(style, np.ndarray):
            return self._taken_from(style, stroke_scale)
        path = self._library.find(style)
        return self._recent.get(
            path, stroke_scale, lambda: self._taken_from(self._library.image(path), stroke_scale)
        )

    def _taken_from(self, picture: Image, stroke_scale: float) -> EncodedStyle:
        code = self._kept(picture, stroke_scale)
        marks = marks_of(_scaled(picture, stroke_scale), texture_of(scale_style(picture)))
        return EncodedStyle(picture, code, lie_of(scale_style(picture, 0.5)), marks)

    def _kept(self, image: Image, stroke_scale: float) -> StyleCode:
        return self._library.code(_scaled(image, stroke_scale), self.network_key, self._compute)

    def _compute(self, image: Image) -> StyleCode:
        with self._encoding:
            return self._coder(image)


def _scaled(image: Image, stroke_scale: float) -> Image:
    return scale_style(image, style_scale(stroke_scale))
