"""Gatys, Ecker & Bethge, CVPR 2016: the picture itself is optimised until its features fit content and style.

The style is compared at relu1_1 to relu5_1 and the content at relu4_2, as in the paper, where the weights reach that
far; else at relu1_1 to relu4_1 and at relu4_1. What a style is can be chosen: the Gram matrices of its features (§2.2,
eq. 3 to 5 there), or their means and standard deviations at relu1_1 to relu4_1, as the AdaIN paper modifies this method
to compare it with its own (§6.2 and figure 4 there).
"""

from __future__ import annotations

import dataclasses
import math
from typing import TYPE_CHECKING, Literal, NamedTuple

import torch
from torch import Tensor
from torch.nn import functional

from rtstyle.errors import UsageError
from rtstyle.evaluation.baselines.method import to_image, to_tensor
from rtstyle.evaluation.baselines.painting_loss import StyleTargets

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rtstyle.evaluation.baselines.deeper import DeeperLayers
    from rtstyle.evaluation.baselines.method import Workshop
    from rtstyle.evaluation.baselines.painting_loss import Features, StyleLoss
    from rtstyle.frame import Image

_DIVERGED = 4.0
"""A loss this many times the best one so far means that a step went astray."""


@dataclasses.dataclass(frozen=True, slots=True)
class GatysLosses:
    """Where the picture stands at the start of an iteration.

    Attributes:
        iteration: From 0, the picture that it started with. Each costs one forward and one backward pass.
        content: MSE of the content layer's features; relu4_2 or relu4_1.
        style: The style loss that is optimised.
        statistics: The AdaIN paper's style loss (eq. 13), whichever is optimised.
    """

    iteration: int
    content: float
    style: float
    statistics: float


@dataclasses.dataclass(frozen=True, slots=True)
class GatysResult:
    """A painted picture and how it came about.

    Attributes:
        image: (H, W, 3) uint8 RGB.
        losses: By iteration.
    """

    image: Image
    losses: tuple[GatysLosses, ...]

    def iterations_to_reach(self, statistics: float) -> int | None:
        """First iteration with the AdaIN paper's style loss at or below a value; None if that never came."""
        return next((loss.iteration for loss in self.losses if loss.statistics <= statistics), None)


class Gatys:
    """Optimises a picture by L-BFGS.

    Args:
        perceptual: Features at relu1_1 to relu4_1, with gradients to the picture.
        iterations: Forward and backward passes.
        content_weight: Of the content's MSE. None takes what suits ``style_loss``.
        style_weight: Of the style loss as a share of the photograph's own, so that one weight suits styles whose
            losses differ twentyfold; the original's weights were chosen picture by picture.
        start: The picture to start from: the content, or noise.
        style_loss: What describes the style.
        deeper: The layers behind them, on ``device``; None where the weights have none.
        device: What ``perceptual`` is on.
        seed: Of the noise.
        report: Called with each iteration's losses.

    Raises:
        UsageError: No iteration, or no such start or style loss.
    """

    name = "gatys"
    paper = "Gatys et al., CVPR 2016"

    def __init__(
        self,
        perceptual: Features,
        *,
        iterations: int = 200,
        content_weight: float | None = None,
        style_weight: float = 1.0,
        start: Literal["content", "noise"] = "content",
        style_loss: StyleLoss = "gram",
        deeper: DeeperLayers | None = None,
        device: str = "cpu",
        seed: int = 0,
        report: Callable[[GatysLosses], None] = lambda _losses: None,
    ) -> None:
        if iterations < 1:
            raise UsageError(f"Gatys needs at least one iteration, got {iterations}")
        if start not in {"content", "noise"} or style_loss not in DEFAULT_CONTENT_WEIGHT:
            raise UsageError(
                f"Gatys starts from content or noise and fits gram or statistics, got {start}, {style_loss}"
            )
        self.iterations = iterations
        self.content_weight = DEFAULT_CONTENT_WEIGHT[style_loss] if content_weight is None else content_weight
        self.style_weight = style_weight
        self._start = start
        self._style_loss = style_loss
        self._deeper = deeper
        self._perceptual = perceptual
        self._device = device
        self._seed = seed
        self._report = report

    def stylize(self, content: Image, style: Image) -> Image:
        """See `Method.stylize`; takes as long as all the iterations."""
        return self.optimize(content, style).image

    def optimize(self, content: Image, style: Image) -> GatysResult:
        """Paints ``content`` in the style of ``style`` and keeps the losses of all iterations.

        Args:
            content: (H, W, 3) uint8 RGB.
            style: (h, w, 3) uint8 RGB.

        Returns:
            The picture with the lowest loss, and all losses.
        """
        photograph = to_tensor(content, self._device)
        painting = to_tensor(style, self._device)
        objective = _Objective(self._layers, photograph, painting, self._style_loss)
        losses: list[GatysLosses] = []

        def measure(picture: Tensor) -> Tensor:
            terms = objective(picture)
            losses.append(GatysLosses(len(losses), *(float(term.detach()) for term in terms)))
            self._report(losses[-1])
            return self.content_weight * terms[0] + self.style_weight / objective.scale * terms[1]

        start = photograph if self._start == "content" else self._noise(photograph)
        return GatysResult(to_image(minimize(start, measure, self.iterations)), tuple(losses))

    def _layers(self, picture: Tensor) -> _Layers:
        shallow = tuple(self._perceptual(picture))
        if self._deeper is None:
            return _Layers(shallow[-1], shallow, shallow)
        content, deepest = self._deeper(shallow[-1])
        return _Layers(content, (*shallow, deepest), shallow)

    def _noise(self, like: Tensor) -> Tensor:
        generator = torch.Generator().manual_seed(self._seed)
        return (0.5 + 0.1 * torch.randn(like.shape, generator=generator)).to(like)


DEFAULT_CONTENT_WEIGHT = {"gram": 0.015, "statistics": 0.015}
"""Weight of the content beside a style weight of 1, by style loss; found by eye at 256 pixels."""


def minimize(start: Tensor, loss: Callable[[Tensor], Tensor], iterations: int) -> Tensor:
    """L-BFGS without a line search: an evaluation an iteration, as it is usual for this method.

    Args:
        start: (1, 3, H, W), not changed.
        loss: Scalar of a picture.
        iterations: Evaluations of ``loss``.

    Returns:
        The picture with the lowest loss that was met.
    """
    picture = start.clone(memory_format=torch.contiguous_format).requires_grad_()
    best, lowest, rate = start, math.inf, 1.0
    optimizer = _lbfgs(picture, rate)

    def closure() -> Tensor:
        nonlocal best, lowest
        picture.grad = None
        total = loss(picture)
        total.backward()  # type: ignore[no-untyped-call]
        value = float(total.detach())
        if value < lowest:
            best, lowest = picture.detach().clone(), value
        return total

    for _ in range(iterations):
        value = float(optimizer.step(closure).detach())  # type: ignore[no-untyped-call]
        if not value <= _DIVERGED * lowest:
            # Where the curvature misled it, it goes on from the best picture with shorter steps.
            rate /= 2
            with torch.no_grad():
                picture.copy_(best)
            optimizer = _lbfgs(picture, rate)
    return best


def build_gatys(workshop: Workshop) -> Gatys:
    """The method with its own style loss; nothing is trained."""
    iterations, device = workshop.budget.iterations, workshop.device
    return Gatys(workshop.perceptual, deeper=workshop.deeper, iterations=iterations, device=device)


def _lbfgs(picture: Tensor, rate: float) -> torch.optim.LBFGS:
    return torch.optim.LBFGS(
        [picture], lr=rate, max_iter=1, history_size=30, tolerance_grad=0.0, tolerance_change=0.0
    )


class _Layers(NamedTuple):
    """Features of a picture: where content is compared, where Gram matrices are, and where statistics are."""

    content: Tensor
    gram: Sequence[Tensor]
    statistics: Sequence[Tensor]


class _Objective:
    """What a picture is measured against."""

    def __init__(
        self, layers: Callable[[Tensor], _Layers], content: Tensor, style: Tensor, kind: StyleLoss
    ) -> None:
        self._layers = layers
        self._kind = kind
        with torch.no_grad():
            unpainted, wanted = layers(content), layers(style)
            self._content = unpainted.content
            self._grams = StyleTargets([wanted.gram], "gram")
            self._statistics = StyleTargets([wanted.statistics], "statistics")
            self.scale = max(float(self._style(unpainted)), 1e-6)

    def __call__(self, picture: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Content loss, style loss, and the AdaIN paper's style loss."""
        found = self._layers(picture)
        content = functional.mse_loss(found.content, self._content)
        style = self._style(found)
        if self._kind == "statistics":
            return content, style, style
        with torch.no_grad():
            return content, style, self._statistics.loss(found.statistics, [0])

    def _style(self, found: _Layers) -> Tensor:
        if self._kind == "gram":
            return self._grams.loss(found.gram, [0])
        return self._statistics.loss(found.statistics, [0])
