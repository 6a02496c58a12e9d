"""The AdaIN paper's figure 1: why instance normalization trains better than batch normalization.

Single-style networks with either are trained on the same photographs, prepared in three ways:

- raw, as they are;
- contrast-normalised: the histogram of their luminance equalised;
- style-normalised: painted in one other style beforehand, by a network with instance normalization.

In the paper, instance normalization is far ahead on raw pictures and stays ahead when contrast is normalised, but the
gap nearly closes when style is normalised: what it normalises is style (§3.1 and 4).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, TypeAlias

import cv2
import numpy as np

from rtstyle.digests import image_digest, weights_digest
from rtstyle.errors import TrainingError
from rtstyle.evaluation.baselines import single_style
from rtstyle.evaluation.baselines.fitting import (
    CurvePoint,
    Store,
    digest_of_files,
)
from rtstyle.evaluation.baselines.painting_loss import WEIGHTS
from rtstyle.training.dataset import CropSettings, PictureSet

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rtstyle.evaluation.baselines.method import Budget, Workshop
    from rtstyle.evaluation.baselines.transform_network import Normalization
    from rtstyle.frame import Image

Preparation: TypeAlias = Literal["raw", "contrast-normalised", "style-normalised"]

PREPARATIONS: tuple[Preparation, ...] = ("raw", "contrast-normalised", "style-normalised")
NORMALIZATIONS: tuple[Normalization, ...] = ("instance", "batch")

_WIDTH = 16
_CROPS = 96
"""Different training crops; a short training sees each of them a few times."""

_VERSION = 1


@dataclass(frozen=True, slots=True)
class Figure1:
    """Six trainings.

    Attributes:
        curves: By preparation and normalisation; ``terms["style"]`` is the style loss as a share of the unpainted
            photographs' own, the same photographs for both normalisations.
        examples: Two training crops of each preparation.
    """

    curves: Mapping[tuple[Preparation, Normalization], tuple[CurvePoint, ...]]
    examples: Mapping[Preparation, tuple[Image, ...]]

    def gap(self, preparation: Preparation, *, last: float = 0.25) -> float:
        """How far batch normalization is behind: the ratio of style losses, batch by instance.

        Args:
            preparation: Of the photographs.
            last: Share of the training at its end over which the losses are averaged.
        """
        batch, instance = (
            np.mean([point.terms["style"] for point in curve[-max(1, round(len(curve) * last)) :]])
            for curve in (self.curves[preparation, kind] for kind in ("batch", "instance"))
        )
        return float(batch / instance)


class PreparedCrops:
    """A fixed stock of crops, in an order that is new each time it was gone through.

    Args:
        images: (size, size, 3) uint8 RGB each.
        seed: Of the orders.
    """

    def __init__(self, images: Sequence[Image], seed: int = 0) -> None:
        self._images = list(images)
        self._seed = seed

    def crop(self, number: int) -> Image:
        """See `Crops.crop`."""
        epoch, place = divmod(number, len(self._images))
        order = np.random.default_rng((self._seed, epoch)).permutation(len(self._images))
        return self._images[int(order[place])]


def equalize_luminance(image: Image) -> Image:
    """Spreads the histogram of the luminance evenly over [0, 255], colours kept: (H, W, 3) uint8 RGB → the same."""
    luminance, red, blue = cv2.split(cv2.cvtColor(image, cv2.COLOR_RGB2YCrCb))
    equalized = cv2.merge([cv2.equalizeHist(luminance), red, blue])
    return np.asarray(cv2.cvtColor(equalized, cv2.COLOR_YCrCb2RGB), np.uint8)


def figure1_budget(budget: Budget) -> Budget:
    """A sixth of a budget's minutes, a quarter of its steps a training, small crops, batches that have statistics."""
    minutes = None if budget.minutes is None else budget.minutes / 6
    steps = None if budget.steps is None else max(1, budget.steps // 4)
    return replace(budget, minutes=minutes, steps=steps, size=min(budget.size, 96), batch=4)


def normalization_curves(workshop: Workshop, style: Image, other_style: Image) -> Figure1:
    """Trains the six networks, and a seventh that normalises style. Each is kept, and read where it is kept already.

    Args:
        workshop: Its budget is for each training, as `figure1_budget` makes it; its batch is at least 2.
        style: What the six networks are to paint in, (h, w, 3) uint8 RGB.
        other_style: What the photographs are painted in beforehand.

    Returns:
        The curves.

    Raises:
        TrainingError: There is nothing to train on, batches of a single picture, or a training that diverged.
        CheckpointError: What is kept is damaged, or a result cannot be kept.
    """
    budget = workshop.budget
    if budget.batch < 2:
        raise TrainingError(
            "batch statistics of a single picture are its own: figure 1 needs a batch of 2 or more"
        )
    photographs = PictureSet(workshop.data.photographs, CropSettings(size=budget.size, smallest=0.7), seed=5)
    common = {
        "version": _VERSION,
        "width": _WIDTH,
        "weights": WEIGHTS,
        "budget": budget.key(),
        "perceptual": weights_digest(workshop.perceptual.state_dict())[:16],
        "photographs": digest_of_files(workshop.data.photographs),
    }
    done = 0

    def train(
        what: str, target: Image, images: Sequence[Image], normalization: Normalization
    ) -> single_style.TrainedSingleStyle:
        nonlocal done
        settings = {**common, "what": what, "normalization": normalization}
        settings |= {"styles": [image_digest(style), image_digest(other_style)]}
        trained = single_style.train(
            target,
            PreparedCrops(images),
            workshop.perceptual,
            budget,
            normalization=normalization,
            width=_WIDTH,
            store=Store(workshop.work_dir, "figure1", settings),
            report=lambda share: workshop.progress(f"figure 1: {what}, {normalization}", (done + share) / 7),
        )
        done += 1
        return trained

    raw = [photographs.crop(number) for number in range(_CROPS)]
    painter = train("the other style", other_style, raw, "instance")
    prepared: dict[Preparation, list[Image]] = {
        "raw": raw,
        "contrast-normalised": [equalize_luminance(image) for image in raw],
        "style-normalised": [painter.stylize(image) for image in raw],
    }
    curves = {
        (preparation, kind): train(preparation, style, prepared[preparation], kind).curve
        for preparation in PREPARATIONS
        for kind in NORMALIZATIONS
    }
    return Figure1(curves, {key: tuple(images[:2]) for key, images in prepared.items()})
