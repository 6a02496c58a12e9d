"""Blind pairs: what is painted for them, which side it stands on, and the key that tells."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from rtstyle.digests import settings_digest
from rtstyle.errors import UsageError
from rtstyle.evaluation.experiments import methods
from rtstyle.evaluation.experiments.competitors import peer_candidates
from rtstyle.evaluation.experiments.context import jpeg

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rtstyle.evaluation.experiments.context import Context
    from rtstyle.evaluation.experiments.inputs import Picture
    from rtstyle.evaluation.experiments.methods import Candidate
    from rtstyle.frame import Image

NAME = "vote"
CROP = "crop of the style"
"""The player that is no painting of a content but a part of the style itself."""
_CROP_SHARE = 0.7
"""Of the shorter side: what a crop of a style and of a painting show."""
_QUALITY = 93


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """Two pictures to choose from.

    Attributes:
        pair: Tells it apart from the others, and nothing else.
        players: Who made them, the left one first.
        pictures: JPEG files, likewise.
        content: What both show; None where saying so would tell one from the other.
        style: In which style; None likewise.
    """

    pair: str
    players: tuple[str, str]
    pictures: tuple[bytes, bytes]
    content: Picture | None
    style: Picture | None


@dataclass(frozen=True, slots=True, eq=False)
class Ballot:
    """All pairs that people are asked about.

    Attributes:
        name: Of these very pairs, the same whenever they are made again.
        choices: In the order in which they are shown.
    """

    name: str
    choices: tuple[Choice, ...]

    def key(self) -> dict[str, Any]:
        """Who made what, to be kept apart from the page."""
        pairs = {
            choice.pair: {
                "left": choice.players[0],
                "right": choice.players[1],
            }
            for choice in self.choices
        }
        return {"ballot": self.name, "pairs": pairs}


def make_ballot(context: Context) -> Ballot:
    """Paints what is needed and lays it out blind: ours against peers', refined or not, and the style's own crops.

    Args:
        context: Of the evaluation; its number of pairs is taken for each two that meet.

    Raises:
        UsageError: A peer gives no picture.
    """
    side = context.settings.chosen("size")
    pairs = context.pairs(context.settings.chosen("pairs"), side)
    ours = methods.ours(context)
    refined = methods.refined(context, list({style.digest: style for _, style in pairs}.values()))
    stages = [stage for stage in (ours, refined) if stage is not None]
    meetings: list[tuple[Candidate, Candidate | None]] = [
        (stage, peer) for peer in peer_candidates(context) for stage in stages
    ]
    meetings += [(refined, ours)] if refined is not None else []
    meetings += [(stage, None) for stage in stages]
    named = [
        (f"{first.title} beside {CROP if other is None else other.title}", (first, other, content, style))
        for first, other in meetings
        for content, style in pairs
    ]
    identity = [
        [m.name, m.identity, None if o is None else [o.name, o.identity], c.digest, s.digest]
        for _, (m, o, c, s) in named
    ]
    name = settings_digest(identity, 12)
    # The same sides and order when the same ballot is made again: votes that were cast still count.
    chance = random.Random(name)  # noqa: S311 - no secret
    choices = list(_choices(context, named, chance))
    chance.shuffle(choices)
    return Ballot(name, tuple(choices))


def _choices(context: Context, named: Sequence[tuple[str, Any]], chance: random.Random) -> Iterator[Choice]:
    for first, other, content, style in context.counted(NAME, named):
        painting = methods.whole(context, first, content, style)
        if other is None:
            entries = [
                (first.title, _part(_decoded(painting), chance)),
                (CROP, _part(style.image, chance)),
            ]
        else:
            entries = [
                (first.title, painting),
                (other.title, methods.whole(context, other, content, style)),
            ]
        chance.shuffle(entries)
        (left, left_picture), (right, right_picture) = entries
        shown = (None, None) if other is None else (content, style)
        pair = f"{chance.getrandbits(48):012x}"
        yield Choice(pair, (left, right), (left_picture, right_picture), *shown)


def _part(image: Image, chance: random.Random) -> bytes:
    """A square of an image, somewhere in it."""
    height, width = image.shape[:2]
    side = round(min(height, width) * _CROP_SHARE)
    top, left = chance.randrange(height - side + 1), chance.randrange(width - side + 1)
    return jpeg(np.ascontiguousarray(image[top : top + side, left : left + side]), side, _QUALITY)


def _decoded(picture: bytes) -> Image:
    pixels = cv2.imdecode(np.frombuffer(picture, np.uint8), cv2.IMREAD_COLOR)
    if pixels is None:
        raise UsageError("a finished picture is damaged: delete the folder 'finished' and begin anew")
    return np.ascontiguousarray(pixels[:, :, ::-1], np.uint8)
