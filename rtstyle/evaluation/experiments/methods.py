"""What is compared and how a result is scored: rtstyle's own, and the content left as it is."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from rtstyle.evaluation.experiments.cache import Unit
from rtstyle.evaluation.experiments.context import jpeg
from rtstyle.evaluation.quality import Scores

if TYPE_CHECKING:
    from collections.abc import Callable

    from rtstyle.evaluation.experiments.context import Context
    from rtstyle.evaluation.experiments.inputs import Picture
    from rtstyle.frame import Image

OURS, UNTOUCHED = "rtstyle", "untouched"
"""Names of the two methods that are no baselines."""

_PREVIEW_SIDE = 256


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
