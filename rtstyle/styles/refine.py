"""Refining a style: its code is AdaIN's guess, and optimisation makes of it as good as a network of its own.

The network stays as it is; only what depends on the style moves: means and deviations, the colours behind AdaIN, scale
and shift of the decoder's convolutions. That is conditional instance normalization (Dumoulin et al., "A learned
representation for artistic style", ICLR 2017) with a colouring transform (Li et al. 2017), found for one style in a
minute instead of for all of them together in days.

What is learned is kept as a difference to the guess. All that is done with codes is linear, so the difference of a
style seen at one size still serves at another, in other colours, and in mixtures.
"""

from __future__ import annotations

import dataclasses
import time
from typing import TYPE_CHECKING

import cv2
import numpy as np
import torch
from torch.nn import functional

from rtstyle.modeling import losses
from rtstyle.modeling.adain import ChannelStatistics
from rtstyle.modeling.network import (
    Aligned,
    align,
    crop_margin,
    reflect_margin,
    style_code,
    stylize_tensor,
)
from rtstyle.modeling.style_code import StyleCode
from rtstyle.styles.palette import Palette, recolored
from rtstyle.styles.walls import plain_wall

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from torch import Tensor

    from rtstyle.frame import Image
    from rtstyle.modeling.network import StylizationNetwork
    from rtstyle.modeling.vgg import VggFeatures
    from rtstyle.styles.teacher import Teacher

CROP = 256
"""Side of the crops of photographs, pixels."""
_WALLS = 2
"""Plain walls among every dozen crops: what stands behind a face."""
_CROPS = 24
_RATES = {"mean": 0.02, "std": 0.02, "colour": 0.01, "modulation": 0.01}
# Of the style large strokes and colours count. Fine texture is the brushwork's: a small network that is asked for it
# answers with a weave, and faces drown in that.
_WEIGHTS = losses.LossWeights(
    content=4.0,
    style=0.0,
    balanced=15.0,
    coarse=100.0,
    coarse_content=6.0,
    consistency=150.0,
    variation=0.2,
    out_of_range=5.0,
    palette=200.0,
    taught=60.0,
)


@dataclasses.dataclass(frozen=True, slots=True)
class Refinement:
    """What came of refining.

    Attributes:
        difference: To be added to AdaIN's guess.
        steps: Of optimisation.
        before: Style loss of what there was before, in [0, 1], on crops that refining did not see.
        after: The same, refined.
    """

    difference: StyleCode
    steps: int
    before: float
    after: float


def refine(
    network: StylizationNetwork,
    perceptual: VggFeatures,
    style: Image,
    photographs: Sequence[Image],
    *,
    seconds: float,
    steps: int | None = None,
    seed: int = 0,
    report: Callable[[float, float], bool] = lambda _share, _loss: True,
    teacher: Teacher | None = None,
    kept: StyleCode | None = None,
) -> Refinement:
    """Optimises the code of one style.

    Args:
        network: Float32, on the device to compute on; left as it is.
        perceptual: On the same device.
        style: (H, W, 3) uint8 RGB, at the size at which the engine encodes it, see `scale_style`.
        photographs: To try it on, (H, W, 3) uint8 RGB each, short sides of some hundred pixels.
        seconds: Time that it may take.
        steps: Ends it earlier, after that many steps.
        seed: Of crops and chance.
        report: Called after each step with the share that is done and the style loss; False ends it: what was reached
            so far counts.
        teacher: Another stylizer, whose paintings are to be learnt from, too.
        kept: The difference that an earlier refining found, which this one has to surpass.

    Returns:
        The difference to the guess; where refining made nothing better, the one that was kept, or nothing.
    """
    task = _Task(network, perceptual, style, photographs, seed, teacher)
    usual = task.guess if kept is None else task.guess.plus(kept.map(lambda part: part.to(task.device)))
    before = task.judge(usual)
    begin, step = time.monotonic(), 0
    while step < (steps if steps is not None else step + 1):
        share = max((time.monotonic() - begin) / seconds, step / steps if steps else 0.0)
        if share >= 1:
            break
        loss = task.step(1 - share)
        step += 1
        if not report(share, loss):
            break
    refined = task.code()
    after = task.judge(refined)
    parts = zip((refined if after < before else usual).parts(), task.guess.parts(), strict=True)
    difference = task.guess.with_parts([new - old for new, old in parts])
    return Refinement(
        difference.map(lambda part: part.detach().float().cpu()), step, before, min(before, after)
    )


class _Task:
    """One style on its way.

    Args:
        network: See `refine`.
        perceptual: Likewise.
        style: Likewise.
        photographs: Likewise.
        seed: Likewise.
        teacher: Likewise.
    """

    def __init__(
        self,
        network: StylizationNetwork,
        perceptual: VggFeatures,
        style: Image,
        photographs: Sequence[Image],
        seed: int,
        teacher: Teacher | None,
    ) -> None:
        self._network, self._perceptual = network, perceptual
        self.device = next(network.parameters()).device
        weights = next(perceptual.parameters())
        self._half = weights.dtype if weights.dtype is not torch.float32 else None
        self._rng = np.random.default_rng(seed)
        self._chance = torch.Generator(self.device).manual_seed(seed)
        self._style = self._tensor(style)
        with torch.no_grad(), self._precision():
            self._grams = [losses.gram(f) for f in perceptual(self._style)]
            self._coarse_grams = [losses.gram(f) for f in perceptual(functional.avg_pool2d(self._style, 2))]
        with torch.no_grad():
            self.guess = style_code(network, self._style)
        # In the style's palette, as the engine shows them to the network.
        palette = Palette.of(style)
        plain = _crops(photographs, self._rng)
        crops = [recolored(crop, Palette.of(crop), palette) for crop in plain]
        self._judged = torch.cat([self._tensor(crop) for crop in crops[:4]])
        self._crops = [self._tensor(crop) for crop in crops[4:]]
        self._lessons = [self._tensor(teacher(crop, style)) for crop in plain[4:]] if teacher else []
        self._moves = {
            name: [torch.zeros_like(part, requires_grad=True) for part in parts]
            for name, parts in self._named(self.guess).items()
        }
        self._adam = torch.optim.Adam(
            [{"params": moves, "rate": _RATES[name]} for name, moves in self._moves.items()], lr=1e-2
        )
        self._known: dict[tuple[bool, int], tuple[Tensor, Tensor]] = {}

    def code(self) -> StyleCode:
        """The code as it stands: deviations move by factors, means by shares of their deviation, the rest by itself."""
        means, stds, colours = (iter(self._moves[name]) for name in ("mean", "std", "colour"))
        layers = tuple(
            ChannelStatistics(
                layer.mean + next(means) * layer.std,
                layer.std * next(stds).exp(),
                None if layer.colour is None else layer.colour + next(colours),
            )
            for layer in self.guess.layers
        )
        modulation = zip(self.guess.modulation, self._moves["modulation"], strict=True)
        return StyleCode(layers, tuple(factor + move for factor, move in modulation))

    @torch.no_grad()
    def judge(self, code: StyleCode) -> float:
        """Style loss on crops that are not trained on, without detail of their own."""
        plain = code.with_detail(self._network.detail_layers, 0.5)
        painted = stylize_tensor(self._network, self._judged, plain).clamp(0, 1)
        with self._precision():
            fine, coarse = self._perceptual(painted), self._perceptual(functional.avg_pool2d(painted, 2))
        count = len(painted)
        return _style_loss(
            *(
                losses.balanced_style_loss(features, [g.expand(count, -1, -1) for g in grams])
                for features, grams in ((fine, self._grams), (coarse, self._coarse_grams))
            )
        )

    def step(self, left: float) -> float:
        """One step of Adam, at a rate that falls with what is left of the time. Returns the style loss."""
        for group in self._adam.param_groups:
            group["lr"] = group["rate"] * min(1.0, 1.5 * left + 0.02)
        with self._precision():
            terms = self._losses(int(self._rng.integers(len(self._crops))))
        weights = dataclasses.asdict(_WEIGHTS)
        total = torch.stack([weights[name] * value for name, value in terms.items()]).sum()
        self._adam.zero_grad(set_to_none=True)
        total.backward()  # type: ignore[no-untyped-call]
        self._adam.step()
        return _style_loss(terms["balanced"], terms["coarse"])

    def _losses(self, number: int) -> dict[str, Tensor]:
        content = self._crops[number]
        grid = losses.random_warp(content.shape, self._chance)
        moved = losses.disturb(losses.warp(content, grid), self._chance)
        detail = float(torch.rand((), generator=self._chance, device=self.device))
        code = self.code().with_detail(self._network.detail_layers, detail)
        result, again = torch.split(self._painted(torch.cat([content, moved]), code), 1)
        features, coarse = self._perceptual(result), self._perceptual(functional.avg_pool2d(result, 2))
        deep, coarse_deep = self._wanted(number, detail)
        terms = {
            "content": losses.content_loss(features[-1], deep),
            "balanced": losses.balanced_style_loss(features, self._grams),
            "coarse": losses.balanced_style_loss(coarse, self._coarse_grams),
            "coarse_content": losses.content_loss(coarse[-1], coarse_deep),
            "consistency": (again - losses.warp(result, grid)).abs().mean(),
            "variation": losses.variation_loss(result),
            "out_of_range": losses.out_of_range_loss(result),
            "palette": losses.palette_loss(result, self._style, self._chance),
        }
        if self._lessons:
            terms["taught"] = losses.taught_loss(result, self._lessons[number])
        return terms

    def _wanted(self, number: int, detail: float) -> tuple[Tensor, Tensor]:
        """What is to be where: as in the crop, and in a teacher's painting so far as no detail passes."""
        fine, coarse = self._deep(self._crops, number)
        if not self._lessons:
            return fine, coarse
        painted, coarsely = self._deep(self._lessons, number)
        return torch.lerp(painted, fine, detail), torch.lerp(coarsely, coarse, detail)

    @torch.no_grad()
    def _deep(self, pictures: Sequence[Tensor], number: int) -> tuple[Tensor, Tensor]:
        """What is where in a picture, fine and coarse; computed once."""
        key = pictures is self._lessons, number
        if key not in self._known:
            sizes = pictures[number], functional.avg_pool2d(pictures[number], 2)
            fine, coarse = (losses.instance_normalized(self._perceptual(size)[-1]) for size in sizes)
            self._known[key] = fine, coarse
        return self._known[key]

    def _painted(self, images: Tensor, code: StyleCode) -> Tensor:
        padded = reflect_margin(images, self._network)
        with torch.no_grad():  # what depends on the style comes behind the encoder
            features = self._network.encode(padded)
        aligned: Aligned = align(self._network, features, code, height=padded.shape[2])
        return crop_margin(self._network.decode(aligned.features, aligned.modulation), self._network).float()

    def _named(self, code: StyleCode) -> dict[str, list[Tensor]]:
        return {
            "mean": [layer.mean for layer in code.layers],
            "std": [layer.std for layer in code.layers],
            "colour": [layer.colour for layer in code.layers if layer.colour is not None],
            "modulation": list(code.modulation),
        }

    def _tensor(self, image: Image) -> Tensor:
        pixels = torch.from_numpy(np.ascontiguousarray(image)).to(self.device)
        return pixels.permute(2, 0, 1)[None].float().div(255)

    def _precision(self) -> torch.autocast:
        return torch.autocast(self.device.type, self._half or torch.bfloat16, enabled=self._half is not None)


def _style_loss(fine: Tensor, coarse: Tensor) -> float:
    """What is told of both: as they count."""
    parts = fine.detach() * _WEIGHTS.balanced + coarse.detach() * _WEIGHTS.coarse
    return float(parts) / (_WEIGHTS.balanced + _WEIGHTS.coarse)


def _crops(photographs: Sequence[Image], rng: np.random.Generator) -> list[Image]:
    """Crops at several scales, mirrored and lit by chance, and some plain walls."""
    crops = []
    for number in range(_CROPS):
        if number % 12 < _WALLS and number >= _WALLS:
            crops.append(plain_wall(rng, CROP))
            continue
        image = photographs[number % len(photographs)]
        side = round(min(image.shape[:2]) * rng.uniform(0.45, 1.0))
        top, left = (int(rng.integers(length - side + 1)) for length in image.shape[:2])
        crop = image[top : top + side, left : left + side]
        interpolation = cv2.INTER_AREA if side > CROP else cv2.INTER_CUBIC
        crop = np.asarray(cv2.resize(crop, (CROP, CROP), interpolation=interpolation), np.uint8)
        crops.append(crop[:, ::-1] if rng.random() < 0.5 else crop)
    return crops
