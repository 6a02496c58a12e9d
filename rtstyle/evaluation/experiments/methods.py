"""The methods that are compared: rtstyle's own, the baselines, and the content left as it is."""

from __future__ import annotations

import dataclasses
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from rtstyle.evaluation.baselines import BASELINES, Budget, TrainingData, Workshop
from rtstyle.evaluation.baselines.conditional import ConditionalStyles
from rtstyle.evaluation.baselines.gatys import Gatys
from rtstyle.evaluation.baselines.style_swap import StyleSwap
from rtstyle.evaluation.experiments.cache import Unit
from rtstyle.evaluation.experiments.context import jpeg
from rtstyle.evaluation.quality import HOW_TO_GET_VGG, Scores
from rtstyle.modeling.registry import models_available

if TYPE_CHECKING:
    from collections.abc import Callable

    from rtstyle.evaluation.baselines import Method
    from rtstyle.evaluation.experiments.context import Context
    from rtstyle.evaluation.experiments.inputs import Picture
    from rtstyle.frame import Image

OURS, UNTOUCHED = "rtstyle", "untouched"
"""Names of the two methods that are no baselines."""

_PREVIEW_SIDE = 256
GATYS = "gatys"
GATYS_STATISTICS = "gatys-statistics"
"""Gatys' method with the style loss of the AdaIN paper, as that paper has it in its figures."""
STYLE_SWAP, ADAIN = "style-swap", "adain-vgg"
_TITLES = {
    GATYS: "Gatys et al. 2016",
    GATYS_STATISTICS: "Gatys, from noise, AdaIN's style loss",
    STYLE_SWAP: "Chen & Schmidt 2016",
    "single-style": "Ulyanov et al. 2017",
    "conditional": "Dumoulin et al. 2017",
    ADAIN: "AdaIN, VGG",
}
_KINDS = {
    GATYS: "optimises each picture",
    GATYS_STATISTICS: "optimises each picture",
    STYLE_SWAP: "any style, patch by patch",
    "single-style": "one network a style",
    "conditional": "one network, fixed styles",
    ADAIN: "any style",
}


@dataclass(frozen=True, slots=True)
class Painted:
    """A result.

    Attributes:
        image: (H, W, 3) uint8 RGB.
        extra: Figures that come with it.
    """

    image: Image
    extra: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A method in a comparison.

    Attributes:
        name: Of the method.
        title: What readers know it by.
        kind: What it needs for a style.
        identity: All that its results depend on but the pair.
        paint: Content and style to the result.
    """

    name: str
    title: str
    kind: str
    identity: dict[str, Any]
    paint: Callable[[Picture, Picture], Painted]


def ours(context: Context) -> Candidate:
    """The stylizer that is evaluated, with all of the engine around its network."""

    def paint(content: Picture, style: Picture) -> Painted:
        context.set_style(style)
        return Painted(context.stylizer.stylize(content.image))

    title = "rtstyle" if context.settings.model == "compact" else f"rtstyle, {context.settings.model}"
    return Candidate(OURS, title, "any style", context.painter, paint)


def untouched() -> Candidate:
    """The content as it is: what a style loss of a method that does nothing would be."""
    return Candidate(UNTOUCHED, "content, untouched", "–", {}, lambda content, _: Painted(content.image))


def baselines(context: Context, missing: list[str]) -> list[Candidate]:
    """The baselines that can be made with what is at hand.

    Args:
        context: Of the evaluation.
        missing: Told which are left out, and what they need.
    """
    if context.judge.features is None:
        missing.append(
            "Style loss, content loss, perceptual distance and all other methods need a VGG network, which does not "
            f"ship with rtstyle: {HOW_TO_GET_VGG}."
        )
        return []
    names = [GATYS, GATYS_STATISTICS, *(name for name in BASELINES if name not in {GATYS, "compact"})]
    if not context.settings.train_content:
        untrained = _untrained()
        left_out = [_TITLES.get(name, name) for name in names if name not in untrained]
        names = [name for name in names if name in untrained]
        if left_out:
            missing.append(
                f"Methods that are trained first: {', '.join(left_out)}. Name photographs and paintings "
                "that are not among the pictures to be judged: --train-content PATH… --train-style PATH…"
            )
    return [_baseline(context, name) for name in names]


def scored(context: Context, candidate: Candidate, content: Picture, style: Picture) -> Unit:
    """A pair painted and scored, from before or now.

    Returns:
        Figures ``style``, ``content``, ``ssim``, ``perceptual`` as `Scores` has them, ``cpu_s`` and what came with
        the result; picture ``result``.
    """
    key = {
        "unit": "pair",
        "method": [candidate.name, candidate.identity],
        "pair": [content.digest, style.digest],
        "judge": context.judge.fingerprint,
    }

    def compute() -> Unit:
        start = time.process_time()
        painted = candidate.paint(content, style)
        took_s = time.process_time() - start
        scores = context.judge.score(painted.image, content.image, style.image)
        figures = {name: getattr(scores, name) for name in Scores.__dataclass_fields__}
        return Unit(
            figures | {"cpu_s": took_s, **painted.extra}, {"result": jpeg(painted.image, _PREVIEW_SIDE)}
        )

    return context.unit(key, compute)


def _baseline(context: Context, name: str) -> Candidate:
    identity: dict[str, Any] = {"start": "noise"} if name == GATYS_STATISTICS else {}
    identity |= {"budget": repr(_budget(context)), "perceptual": context.judge.fingerprint}
    if context.settings.train_content and name not in {GATYS, GATYS_STATISTICS}:
        identity |= {
            "training": context.training_digest,
            "styles": [style.digest for style in context.styles(context.settings.chosen("comparison_size"))],
        }
    optimised = name in {GATYS, GATYS_STATISTICS}
    paint = _optimising(context, name) if optimised else _Lazily(context, name).paint
    return Candidate(name, _TITLES.get(name, name), _KINDS.get(name, "–"), identity, paint)


def _optimising(context: Context, name: str) -> Callable[[Picture, Picture], Painted]:
    def paint(content: Picture, style: Picture) -> Painted:
        features, iterations = context.judge.features, context.settings.chosen("iterations")
        assert features is not None
        what = f"{_TITLES[name]}: {content.name} as {style.name}"
        method = Gatys(
            features,
            iterations=iterations,
            style_loss="gram" if name == GATYS else "statistics",
            # For iterations to mean what they mean there, it starts as its paper does (§2): from noise.
            start="content" if name == GATYS else "noise",
            report=lambda losses: context.tell_detail(f"{what}, iteration {losses.iteration}"),
        )
        found = method.optimize(content.image, style.image)
        return Painted(found.image, {"style_by_iteration": [loss.statistics for loss in found.losses]})

    return paint


class _Lazily:
    """A baseline that is built, and perhaps trained, when its first picture is asked for."""

    def __init__(self, context: Context, name: str) -> None:
        self._context, self._name = context, name
        self._method: Method | None = None

    def paint(self, content: Picture, style: Picture) -> Painted:
        if self._method is None:
            self._method = self._build()
        extra = {}
        if isinstance(self._method, ConditionalStyles):
            extra["parameters"] = dataclasses.asdict(self._method.parameters)
            extra["parameters"]["extra"] = self._method.parameters.extra
        return Painted(self._method.stylize(content.image, style.image), extra)

    def _build(self) -> Method:
        materials = workshop(self._context, _TITLES.get(self._name, self._name))
        if self._name == STYLE_SWAP and not materials.data.photographs:
            # As its paper has it first: the features are inverted by optimisation (§3.3 there).
            return StyleSwap(materials.perceptual)
        return BASELINES[self._name](materials)


def _untrained() -> set[str]:
    """Baselines that need no training data."""
    return {GATYS, GATYS_STATISTICS, STYLE_SWAP} | ({ADAIN} if "adain-vgg19" in models_available() else set())


def workshop(context: Context, title: str) -> Workshop:
    """What a baseline is built from; the judge has a perceptual network.

    Args:
        context: Of the evaluation.
        title: Told with the progress of training.
    """
    features, settings = context.judge.features, context.settings
    assert features is not None
    return Workshop(
        perceptual=features,
        work_dir=settings.output / "finished" / "baselines",
        budget=_budget(context),
        data=TrainingData(settings.train_content, settings.train_style),
        styles=tuple(style.image for style in context.styles(settings.chosen("comparison_size"))),
        progress=lambda what, share: context.tell_detail(f"{title}: {what}, {share:.0%}"),
    )


def _budget(context: Context) -> Budget:
    settings = context.settings
    return Budget(
        minutes=settings.train_minutes,
        steps=None if settings.train_minutes else (200 if settings.quick else 2000),
        iterations=settings.chosen("iterations"),
    )
