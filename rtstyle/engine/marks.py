"""The marks of a style itself, its dots, tiles, stitches and hatches, laid where a painting is calm.

A small network knows of a style what statistics tell: its colours, how lively it is. Of a mosaic's tiles they tell
little. So the marks are taken from the picture of the style as they are, a patch from where it has the colour of the
place that is painted (Sýkora et al., "StyleBlit: fast example-based stylization with local guidance", Computer Graphics
Forum 2019), turned so that its strokes run along what they paint. Only fine detail is taken: colours, light and shapes
stay the painting's.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any, TypeAlias

import cv2
import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rtstyle.engine.motion import Plane
    from rtstyle.frame import Image

Pixels: TypeAlias = "npt.NDArray[Any]"

QUARTER = 4
"""Ground, as opposed to marks, is what is seen at this part of the size."""
CELLS = 8
"""Colours are looked up in a cube of so many a side."""
CHOICES = 8
"""Places to take patches from for a colour."""
_MARGIN = 36
"""So far from the style's edge they are taken, pixels: as far as a patch reaches."""
_STEP = 12
"""Distance of the places that they may be taken from, pixels; 1,500 in a style of the usual size."""
_UNEVEN, _DEPICTED = 0.7, 600.0
"""What unevenness of the ground costs, and of the detail, where a place is chosen: a patch is to hold marks, and
nothing that is depicted."""
_TEXTURE = 0.17, 0.24
"""Unevenness of the detail within patches, as the median over a style, up to which it is one texture all over, and its
marks are laid; from the second on its detail draws things, and scraps of things are no marks."""
_EVEN = 0.65, 0.8
"""The same of how strong the detail is from patch to patch, as the deviation of its logarithm."""
_AROUND = (9, 9)
"""What belongs to a patch, at a quarter of the size."""
_FAINT = 30.0
"""Squared levels of detail that are noise."""
_STRONG = 32.0
"""Contrast, levels, that marks have at most: a face is to be seen through them."""
_LINES, _LINED = 16.0, (0.6, 0.9)
"""The same of lines, which show where a patch ends; and the coherence up to which marks are none, and from which on all
are."""
_VARIETY = 150.0
"""Squared levels by which places count for equal: a wall is not to show one patch over and over."""
_STROKES = 0.25
"""Coherence from which a patch has a direction, and is turned."""


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class StyleMarks:
    """What there is to take from a style's picture, or from several.

    Attributes:
        detail: (H, W, 4) uint8, the fine detail of the picture, around 128; the last channel means nothing.
        ground: (H / 4, W / 4, 3) uint8, what it lies on.
        places: (N, 2) float32, columns and rows that patches may be taken around.
        angles: (N,) float32, radians, how strokes run there.
        clear: (N,) bool, whether they have a direction.
        strengths: (N,) float32 in [0, 1], how much of the marks there is to be seen.
        table: (cells³, choices) int32, places for a colour.
    """

    detail: Pixels
    ground: Image
    places: Pixels
    angles: Pixels
    clear: Pixels
    strengths: Pixels
    table: Pixels

    @property
    def nbytes(self) -> int:
        """Memory of it, bytes."""
        return sum(getattr(self, field.name).nbytes for field in dataclasses.fields(self))

    def fainter(self, share: float) -> StyleMarks:
        """The same marks, so much of them to be seen, in [0, 1]."""
        return self if share == 1 else dataclasses.replace(self, strengths=self.strengths * np.float32(share))


def texture_of(picture: Image) -> float:
    """How much a style is one texture all over, in [0, 1].

    Args:
        picture: (H, W, 3) uint8 RGB, at the size at which it is encoded for strokes of the usual size.
    """
    ground = ground_of(picture)
    power, patchy = _powers(_detail_of(picture, ground), ground.shape[1::-1])
    return float(_ramp(np.median(patchy), *_TEXTURE) * _ramp(np.log(power).std(), *_EVEN))


def marks_of(picture: Image, texture: float = 1.0) -> StyleMarks:
    """The marks of a style.

    Args:
        picture: (H, W, 3) uint8 RGB, at the size at which it is encoded.
        texture: How much of them is to be seen at most, see `texture_of`.
    """
    height, width = picture.shape[:2]
    ground = ground_of(picture)
    detail = _detail_of(picture, ground)
    places = np.stack(np.meshgrid(_inside(width), _inside(height)), -1).reshape(-1, 2)
    columns, rows = np.minimum(places // QUARTER, [ground.shape[1] - 1, ground.shape[0] - 1]).T
    angle, coherence = (each[rows, columns] for each in _directions(picture))
    power, patchy = _powers(detail, ground.shape[1::-1])
    power = power[rows, columns]
    colour, uneven = (each[rows, columns] for each in _mean_and_variance(ground.astype(np.float32)))
    most = _STRONG - (_STRONG - _LINES) * (1 - _ramp(coherence, *_LINED))
    # What is no more than noise is no marks.
    strength = texture * (1 - _FAINT / power) * np.minimum(1, most / np.sqrt(power / 3))
    table = _table(colour, _UNEVEN * uneven.sum(-1) + _DEPICTED * patchy[rows, columns])
    return StyleMarks(
        detail=cv2.cvtColor(detail, cv2.COLOR_RGB2RGBA),
        ground=ground,
        places=places.astype(np.float32),
        angles=angle,
        clear=coherence > _STROKES,
        strengths=strength.astype(np.float32),
        table=table,
    )


def _detail_of(picture: Image, ground: Image) -> Image:
    low = cv2.resize(ground, picture.shape[1::-1], interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.addWeighted(picture, 1, low, -1, 128), np.uint8)


def _powers(detail: Image, size: tuple[int, int]) -> tuple[Pixels, Pixels]:
    """How strong the detail is around each place, in squared levels of all channels, and how unevenly so."""
    squares = detail.astype(np.float32) - 128
    squares = cv2.resize((squares * squares).sum(-1), size, interpolation=cv2.INTER_AREA)
    power, varying = _mean_and_variance(cv2.blur(squares, (3, 3)))
    power += np.float32(_FAINT)
    return power, varying / (power * power)


def _ramp(value: Pixels | np.floating[Any], full: float, none: float) -> Pixels:
    """1 up to one value, 0 from another one on."""
    return np.clip((none - np.asarray(value)) / (none - full), 0, 1)


def _mean_and_variance(values: Plane) -> tuple[Plane, Plane]:
    mean = cv2.blur(values, _AROUND)
    return np.asarray(mean, np.float32), np.maximum(cv2.blur(values * values, _AROUND) - mean * mean, 0)


def _table(found: Pixels, depicted: Pixels) -> Pixels:
    """Places for each colour of the cube, (cells³, choices) int32."""
    centres = (np.arange(CELLS, dtype=np.float32) + 0.5) * (256 / CELLS)
    colours = np.stack(np.meshgrid(centres, centres, centres, indexing="ij"), -1).reshape(-1, 3)
    cost = (found * found).sum(-1) - 2 * colours @ found.T + depicted
    cost += np.random.default_rng(0).exponential(_VARIETY, cost.shape).astype(np.float32)
    choices = min(CHOICES, cost.shape[1])
    table = np.argpartition(cost, choices - 1, axis=1)[:, :choices]
    return np.asarray(table[:, np.arange(CHOICES) % choices], np.int32)


def mixed_marks(marks: Sequence[StyleMarks], weights: Sequence[float]) -> StyleMarks:
    """The marks of a mixture: every style gives as many as it weighs.

    Args:
        marks: Of its styles.
        weights: Positive or 0, one of them at least positive.
    """
    shares = np.cumsum(weights)
    # Which style each choice comes from; the others are left out.
    whose = np.searchsorted(shares, (np.arange(CHOICES) + 0.5) / CHOICES * shares[-1])
    used, whose = np.unique(whose, return_inverse=True)
    styles: list[StyleMarks] = [marks[int(style)] for style in used]
    if len(styles) == 1:
        return styles[0]
    # Below each other, as one picture.
    width = max(each.detail.shape[1] for each in styles)
    tops = np.cumsum([0, *(each.detail.shape[0] for each in styles)])[:-1]
    firsts = np.cumsum([0, *(len(each.places) for each in styles)], dtype=np.int32)[:-1]
    down = [np.array([0, top], np.float32) for top in tops]
    return StyleMarks(
        np.concatenate([_widened(each.detail, width) for each in styles]),
        np.concatenate([_widened(each.ground, width // QUARTER) for each in styles]),
        np.concatenate([each.places + step for each, step in zip(styles, down, strict=True)]),
        np.concatenate([each.angles for each in styles]),
        np.concatenate([each.clear for each in styles]),
        np.concatenate([each.strengths for each in styles]),
        np.stack([styles[style].table[:, k] + firsts[style] for k, style in enumerate(whose)], 1),
    )


def ground_of(picture: Image) -> Image:
    """What marks lie on, (H / 4, W / 4, 3): a picture without its fine detail."""
    height, width = picture.shape[:2]
    size = max(1, width // QUARTER), max(1, height // QUARTER)
    return np.asarray(
        cv2.GaussianBlur(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), (3, 3), 0.8), np.uint8
    )


def _inside(side: int) -> Pixels:
    margin = min(_MARGIN, side // 3)
    return np.arange(margin, max(side - margin, margin + 1), _STEP)


def _directions(picture: Image) -> tuple[Pixels, Pixels]:
    """How strokes run around each place, radians, and how clearly, in [0, 1); at a quarter of the size."""
    grey = cv2.GaussianBlur(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), (0, 0), 1.0)
    x, y = (cv2.Sobel(grey, cv2.CV_32F, *axis, scale=1 / 8) for axis in ((1, 0), (0, 1)))
    size = max(1, grey.shape[1] // QUARTER), max(1, grey.shape[0] // QUARTER)
    xx, xy, yy = (
        cv2.GaussianBlur(cv2.resize(each, size, interpolation=cv2.INTER_AREA), (0, 0), 2.0)
        for each in (x * x, x * y, y * y)
    )
    coherence = cv2.magnitude(xx - yy, 2 * xy) / (xx + yy + 1)
    return (np.arctan2(2 * xy, xx - yy) / 2 + np.pi / 2).astype(np.float32), coherence


def _widened(picture: Pixels, width: int) -> Pixels:
    right = max(0, width - picture.shape[1])
    return np.asarray(cv2.copyMakeBorder(picture, 0, 0, 0, right, cv2.BORDER_REFLECT))
