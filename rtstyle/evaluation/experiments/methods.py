"""What is compared and how a result is scored: rtstyle's own, and the content left as it is."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from rtstyle.digests import weights_digest
from rtstyle.evaluation.experiments.cache import Unit
from rtstyle.evaluation.experiments.context import jpeg
from rtstyle.evaluation.experiments.inputs import wall_picture
from rtstyle.evaluation.plain_wall import border, lattice
from rtstyle.evaluation.quality import Scores

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rtstyle.evaluation.experiments.context import Context
    from rtstyle.evaluation.experiments.inputs import Picture
    from rtstyle.frame import Image

OURS, REFINED, UNTOUCHED = "rtstyle", "rtstyle-refined", "untouched"
"""Names of the methods that are no baselines."""

_PREVIEW_SIDE = 256
_WHOLE_QUALITY = 93
_WALL_CORNER = 224
"""Side of the corner of a painted wall that is shown at its own size, pixels: made small, a grid is not seen."""


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
        quick: It is a matter of seconds, so that plain walls can be painted, too.
    """

    name: str
    title: str
    kind: str
    identity: dict[str, Any]
    paint: Callable[[Picture, Picture], Painted]
    quick: bool = True


def ours(context: Context) -> Candidate:
    """The stylizer that is evaluated, with all of the engine around its network."""

    def paint(content: Picture, style: Picture) -> Painted:
        context.set_style(style)
        return Painted(context.stylizer.stylize(content.image))

    title = "rtstyle" if context.settings.model == "compact" else f"rtstyle, {context.settings.model}"
    return Candidate(OURS, title, "any style", context.painter, paint)


def refined(context: Context, styles: Sequence[Picture]) -> Candidate | None:
    """The same with refined styles; None where one of them was not refined.

    Args:
        context: Of the evaluation.
        styles: All that will be painted in.
    """
    codes = {style.digest: context.refined(style) for style in styles}
    if None in codes.values():
        return None
    known = {digest: code for digest, code in codes.items() if code is not None}

    def paint(content: Picture, style: Picture) -> Painted:
        context.stylizer.reset()
        context.stylizer.set_style(known[style.digest])
        return Painted(context.stylizer.stylize(content.image))

    parts = {
        f"{digest}.{number}": part
        for digest, code in known.items()
        for number, part in enumerate(code.code.parts())
    }
    identity = {**context.painter, "refined": weights_digest(parts)}
    return Candidate(REFINED, f"{ours(context).title}, refined", "any style, a minute each", identity, paint)


def untouched() -> Candidate:
    """The content as it is: what a style loss of a method that does nothing would be."""
    return Candidate(UNTOUCHED, "content, untouched", "–", {}, lambda content, _: Painted(content.image))


def scored(context: Context, candidate: Candidate, content: Picture, style: Picture) -> Unit:
    """A pair painted and scored, from before or now.

    Returns:
        Figures as `Scores` names them, ``cpu_s`` and what came with the result; picture ``result``.
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


def whole(context: Context, candidate: Candidate, content: Picture, style: Picture) -> bytes:
    """A pair painted, from before or now, as a JPEG file of its own size and high quality: for people to look at."""
    key = {
        "unit": "whole",
        "method": [candidate.name, candidate.identity],
        "pair": [content.digest, style.digest],
    }

    def compute() -> Unit:
        image = candidate.paint(content, style).image
        return Unit({}, {"result": jpeg(image, min(image.shape[:2]), _WHOLE_QUALITY)})

    return context.unit(key, compute).pictures["result"]


def wall(context: Context, candidate: Candidate, style: Picture) -> Unit:
    """A plain wall in a style, from before or painted now.

    Args:
        context: Of the evaluation.
        candidate: Paints it.
        style: Any.

    Returns:
        Figures ``lattice`` and ``border``, see `rtstyle.evaluation.plain_wall`; picture ``result``, its upper left
        corner.
    """
    plain = wall_picture()
    key = {
        "unit": "wall",
        "method": [candidate.name, candidate.identity],
        "pair": [plain.digest, style.digest],
    }

    def compute() -> Unit:
        painted = candidate.paint(plain, style).image
        corner = np.ascontiguousarray(painted[:_WALL_CORNER, :_WALL_CORNER])
        figures = {"lattice": lattice(painted), "border": border(painted)}
        return Unit(figures, {"result": jpeg(corner, _WALL_CORNER)})

    return context.unit(key, compute)
