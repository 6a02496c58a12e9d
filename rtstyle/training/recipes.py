"""What a training run is made of: three recipes, and the settings of one run."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from rtstyle.errors import TrainingError
from rtstyle.modeling.losses import LossWeights
from rtstyle.training.dataset import CropSettings

if TYPE_CHECKING:
    from pathlib import Path


SMALLEST_CROP = 64
"""Side of the smallest training crop, pixels: relu4_1 sees a quarter of it as 2×2."""
CROP_MULTIPLE = 16
"""Of every network's pictures: the deepest level is at 1/16."""


@dataclasses.dataclass(frozen=True, slots=True)
class Recipe:
    """How a network is trained, wherever and however long.

    Attributes:
        network: ``compact``, or ``vgg``: the paper's decoder behind the perceptual network as fixed encoder.
        content: How content crops are cut.
        style: How style crops are cut.
        batch: Pairs a step.
        optimizer: ``adam``, or ``muon`` for matrices and convolutions with Adam for the rest.
        learning_rate: The optimizer's rate after the warm-up.
        betas: Adam's averages.
        warm_up_steps: Steps over which the rate rises from 0.
        decay: The rate is divided by ``1 + decay × step``, as in the authors' code; 0 keeps it.
        anneal: Share of the run at whose end the rate has fallen to 0, linearly; 0 keeps it.
        gradient_norm: Gradients are clipped to this norm.
        average: Decay of the exponential moving average of the weights, which is what is kept as the result.
        fine: Share of the pairs that are judged at full size; the coarse losses judge all of them at half of it.
        adain_target: Content loss against the AdaIN output (the paper's) instead of the normalised content.
        weights: Weight of each loss.
    """

    network: str
    content: CropSettings
    style: CropSettings
    batch: int
    optimizer: str
    learning_rate: float
    betas: tuple[float, float]
    warm_up_steps: int
    decay: float
    anneal: float
    gradient_norm: float
    average: float
    adain_target: bool
    weights: LossWeights
    fine: float = 1.0


RECIPES = {
    "compact": Recipe(
        network="compact",
        content=CropSettings(size=256, smallest=0.35, color_jitter=0.4, plain=0.12),
        style=CropSettings(
            size=256, painting_side=512, color_jitter=0.1, vivid=0.15, recolor=0.1, procedural=0.08
        ),
        batch=4,
        optimizer="muon",
        learning_rate=1e-3,
        betas=(0.9, 0.99),
        warm_up_steps=100,
        decay=0.0,
        anneal=1.0,
        gradient_norm=10.0,
        average=0.998,
        adain_target=False,
        fine=0.5,
        weights=LossWeights(
            content=2.0,
            style=0.5,
            balanced=100.0,
            coarse=100.0,
            coarse_content=4.0,
            broad=50.0,
            taught=60.0,
            identity=3.0,
            consistency=300.0,
            variation=0.2,
            out_of_range=5.0,
            palette=120.0,
        ),
    ),
    # §4.2 of the paper; the learning rate's decay is the authors' code's.
    "paper": Recipe(
        network="vgg",
        content=CropSettings(size=256, short_side=512, fixed_scale=True),
        style=CropSettings(size=256, short_side=512, fixed_scale=True),
        batch=8,
        optimizer="adam",
        learning_rate=1e-4,
        betas=(0.9, 0.999),
        warm_up_steps=0,
        decay=5e-5,
        anneal=0.0,
        gradient_norm=float("inf"),
        average=0.0,
        adain_target=True,
        weights=LossWeights(content=1.0, style=10.0),
    ),
    # For a decoder that has minutes instead of days: smaller crops, a higher rate that ends at 0, and beside the
    # paper's losses the picture itself, wanted back where the style is its own.
    "paper-brief": Recipe(
        network="vgg",
        content=CropSettings(size=128, smallest=0.6),
        style=CropSettings(size=128, smallest=0.6),
        batch=4,
        optimizer="adam",
        learning_rate=1e-3,
        betas=(0.9, 0.99),
        warm_up_steps=20,
        decay=0.0,
        anneal=0.5,
        gradient_norm=10.0,
        average=0.0,
        adain_target=True,
        weights=LossWeights(content=1.0, style=10.0, identity=50.0, out_of_range=5.0),
    ),
}


@dataclasses.dataclass(frozen=True, slots=True)
class TrainingSettings:
    """One run: what with, how long, where to.

    Attributes:
        content: Folders and tar archives of photographs.
        style: Folders and tar archives of paintings.
        perceptual: VGG weights: a path, or ``torchvision:vgg19``.
        output: Folder of the run: checkpoint, log, sample grids, and the weights as they are so far.
        recipe: A key of `RECIPES`.
        steps: Steps in all, earlier parts of the run counted in; None: no limit.
        minutes: Training time in all, likewise; None: no limit.
        batch: Overrides the recipe's.
        learning_rate: Overrides the recipe's.
        crop: Overrides the side of the recipe's crops, pixels.
        loss_weights: Overrides some of the recipe's, as (name, weight).
        reuse: How often a crop is used before it is replaced. Its VGG features are computed once, so on a CPU, where
            they cost most of a step, 4 trains further in the same time; 1 takes fresh crops at every step.
        seed: Of the weights, the crops, the pairs.
        device: ``auto``, ``cuda`` or ``cpu``.
        threads: CPU threads; 0 leaves torch's choice.
        resume: Continue from the folder's checkpoint where there is one.
        init: Weights to start from instead of random ones; those of a smaller compact network
            are grown, see `rtstyle.training.growing`.
        sample_minutes: Time between two sample grids.
        teacher: A file of Python that paints the pairs, too; see `rtstyle.styles.teacher`.
    """

    content: tuple[Path, ...]
    style: tuple[Path, ...]
    perceptual: str
    output: Path
    recipe: str = "compact"
    steps: int | None = None
    minutes: float | None = None
    batch: int | None = None
    learning_rate: float | None = None
    crop: int | None = None
    loss_weights: tuple[tuple[str, float], ...] = ()
    reuse: int = 1
    seed: int = 0
    device: str = "auto"
    threads: int = 0
    resume: bool = False
    init: Path | None = None
    sample_minutes: float = 5.0
    teacher: Path | None = None


@dataclasses.dataclass(slots=True)
class Progress:
    """Where a run stands: what was done in all its parts."""

    step: int = 0
    samples: int = 0
    seconds: float = 0.0

    def share(self, settings: TrainingSettings) -> float:
        """Share of the run that is done, from 0 to 1, by whichever limit comes first."""
        shares = [0.0]
        if settings.steps is not None:
            shares.append(self.step / max(1, settings.steps))
        if settings.minutes is not None:
            shares.append(self.seconds / max(1e-9, settings.minutes * 60))
        return max(shares)


def recipe_of(settings: TrainingSettings) -> Recipe:
    """The recipe of a run, with what its settings override.

    Raises:
        TrainingError: No such recipe or loss, no limit, or crops that the network or its losses cannot take.
    """
    if settings.recipe not in RECIPES:
        raise TrainingError(f"unknown recipe {settings.recipe!r}: choose from {', '.join(RECIPES)}")
    if settings.steps is None and settings.minutes is None:
        raise TrainingError("say how long to train: --steps or --minutes")
    recipe = RECIPES[settings.recipe]
    changes: dict[str, Any] = {}
    if settings.batch is not None:
        changes["batch"] = settings.batch
    if settings.learning_rate is not None:
        changes["learning_rate"] = settings.learning_rate
    if settings.crop is not None:
        if settings.crop < SMALLEST_CROP:
            raise TrainingError(
                f"--crop {settings.crop} is too small: the losses need {SMALLEST_CROP} pixels"
            )
        if settings.crop % CROP_MULTIPLE:
            raise TrainingError(
                f"--crop {settings.crop} is no multiple of {CROP_MULTIPLE}, as the networks need"
            )
        changes["content"] = dataclasses.replace(recipe.content, size=settings.crop)
        changes["style"] = dataclasses.replace(recipe.style, size=settings.crop)
    known = {field.name for field in dataclasses.fields(recipe.weights)}
    if unknown := sorted({name for name, _ in settings.loss_weights} - known):
        raise TrainingError(f"no loss is called {unknown[0]!r}: choose from {', '.join(sorted(known))}")
    weights = dataclasses.replace(recipe.weights, **dict(settings.loss_weights))
    return dataclasses.replace(recipe, weights=weights, **changes)
