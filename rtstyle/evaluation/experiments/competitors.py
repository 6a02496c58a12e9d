"""What rtstyle is compared with: the paper's baselines, and other programs through their adapters."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from rtstyle.errors import UsageError
from rtstyle.evaluation.baselines import BASELINES, Budget, TrainingData, Workshop
from rtstyle.evaluation.baselines.conditional import ConditionalStyles
from rtstyle.evaluation.baselines.fitting import digest_of_files
from rtstyle.evaluation.baselines.gatys import Gatys
from rtstyle.evaluation.baselines.style_swap import StyleSwap
from rtstyle.evaluation.experiments import page
from rtstyle.evaluation.experiments.methods import Candidate, Painted
from rtstyle.evaluation.peers import fault_of
from rtstyle.evaluation.quality import HOW_TO_GET_VGG, module_digest
from rtstyle.modeling.registry import models_available

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from rtstyle.evaluation.baselines import Method
    from rtstyle.evaluation.experiments.context import Context
    from rtstyle.evaluation.experiments.inputs import Picture
    from rtstyle.evaluation.peers import NamedPeer

GATYS = "gatys"
GATYS_STATISTICS = "gatys-statistics"
"""Gatys' method with the style loss of the AdaIN paper, as that paper has it in its figures."""
CONDITIONAL = "conditional"

_STYLE_SWAP, _ADAIN = "style-swap", "adain-vgg"
_LEAST_INVERSE_STEPS = 500
"""A network that has learned to invert features for fewer steps does worse than an optimisation of the picture."""
_OPTIMISED = (GATYS, GATYS_STATISTICS)
_TITLES: Mapping[str, str] = {
    GATYS: "Gatys et al. 2016",
    GATYS_STATISTICS: "Gatys et al., AdaIN's loss",
    _STYLE_SWAP: "Chen & Schmidt 2016",
    "single-style": "Ulyanov et al. 2017",
    "single-style-batch": "Johnson et al. 2016",
    CONDITIONAL: "Dumoulin et al. 2017",
    _ADAIN: "AdaIN, VGG",
}
_KINDS: Mapping[str, str] = {
    GATYS: "optimises each picture",
    GATYS_STATISTICS: "optimises each picture",
    _STYLE_SWAP: "any style, patch by patch",
    "single-style": "one network a style",
    "single-style-batch": "one network a style",
    CONDITIONAL: "one network, fixed styles",
    _ADAIN: "any style",
}


def competitors(context: Context, missing: list[str]) -> list[Candidate]:
    """The baselines that can be made with what is at hand, and the other programs.

    Args:
        context: Of the evaluation.
        missing: Told which are left out, and what they need.
    """
    if context.judge.features is None:
        missing.append(
            "Losses, perceptual distance and all other methods were left out with the perceptual network: "
            f"{HOW_TO_GET_VGG}."
        )
        return []
    names = [name for name in _TITLES if _can_be_made(context, name)]
    left_out = [title for name, title in _TITLES.items() if name not in names]
    if left_out:
        missing.append(
            f"Methods that are trained first: {', '.join(left_out)}. Name photographs and "
            "paintings that are not among the pictures to be judged: --train-content PATH… --train-style PATH…"
        )
    return [*(_baseline(context, name) for name in names), *peer_candidates(context)]


def peer_candidates(context: Context) -> list[Candidate]:
    """The other programs."""
    return list(map(_peer, context.settings.peers, context.peers))


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
        styles=tuple(style.image for style in context.compared_styles()),
        deeper=context.deeper,
        progress=lambda what, share: context.tell_detail(f"{title}: {what}, {share:.0%}"),
    )


def training_words(context: Context) -> str | None:
    """How long baselines were trained, for a reader to know what to expect; None where none was."""
    if not context.settings.train_content:
        return None
    budget = _budget(context)
    length = page.counted(budget.steps, "step") if budget.steps is not None else f"{budget.minutes:g} minutes"
    return f"{length} with {budget.batch} crops of {budget.size} pixels each"


def _can_be_made(context: Context, name: str) -> bool:
    settings = context.settings
    if name in {*_OPTIMISED, _STYLE_SWAP}:
        return True
    if name == _ADAIN:
        return "adain-vgg19" in models_available() or bool(settings.train_content and settings.train_style)
    return bool(settings.train_content)


def _baseline(context: Context, name: str) -> Candidate:
    identity: dict[str, Any] = {"perceptual": context.judge.fingerprint}
    if name in _OPTIMISED:
        deeper = context.deeper if name == GATYS else None
        identity |= {
            "iterations": context.settings.chosen("iterations"),
            "deeper": None if deeper is None else module_digest(deeper),
        }
        return Candidate(name, _TITLES[name], _KINDS[name], identity, _optimising(context, name), quick=False)
    identity["budget"] = repr(_budget(context))
    if context.settings.train_content:
        identity |= {
            "training": context.training_digest,
            "styles": [style.digest for style in context.compared_styles()],
        }
    quick = name != _STYLE_SWAP  # which may optimise, too
    return Candidate(name, _TITLES[name], _KINDS[name], identity, _Lazily(context, name).paint, quick)


def _optimising(context: Context, name: str) -> Callable[[Picture, Picture], Painted]:
    def paint(content: Picture, style: Picture) -> Painted:
        features, iterations = context.judge.features, context.settings.chosen("iterations")
        assert features is not None
        what = f"{_TITLES[name]}: {content.name} as {style.name}"
        method = Gatys(
            features,
            deeper=context.deeper if name == GATYS else None,
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
        materials = workshop(self._context, _TITLES[self._name])
        if self._name == _STYLE_SWAP and not _inverse_is_worth_it(materials):
            # As its paper has it first: the features are inverted by optimisation (§3.2 there).
            return StyleSwap(materials.perceptual)
        return BASELINES[self._name](materials)


def _inverse_is_worth_it(materials: Workshop) -> bool:
    steps = materials.budget.steps
    return bool(materials.data.photographs) and (steps is None or steps >= _LEAST_INVERSE_STEPS)


def _peer(path: Path, adapter: NamedPeer) -> Candidate:
    def paint(content: Picture, style: Picture) -> Painted:
        try:
            adapter.peer.set_style(style.image)
            adapter.peer.reset()
            result = adapter.peer.stylize(content.image)
        except Exception as error:  # foreign code may fail in any way
            raise UsageError(f"the adapter {adapter.name} fails: {type(error).__name__}: {error}") from error
        if (fault := fault_of(result, content.image)) is not None:
            raise UsageError(f"the adapter {adapter.name} gives no picture: {fault}")
        return Painted(result)

    identity = {"adapter": digest_of_files([path])}
    return Candidate(adapter.name, adapter.name, "another program", identity, paint)


def _budget(context: Context) -> Budget:
    settings = context.settings
    return Budget(
        minutes=settings.train_minutes,
        steps=None if settings.train_minutes else settings.chosen("train_steps"),
        iterations=settings.chosen("iterations"),
        size=settings.chosen("train_size"),
    )
