"""Marks laid over a painting, patch by patch: where each is taken, how it is turned, and where it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import cv2
import numpy as np
import numpy.typing as npt

from rtstyle.engine.marks import CELLS, CHOICES, QUARTER, ground_of
from rtstyle.engine.motion import planes

if TYPE_CHECKING:
    from rtstyle.engine.marks import StyleMarks
    from rtstyle.engine.motion import Plane
    from rtstyle.frame import Image

Pixels: TypeAlias = "npt.NDArray[Any]"

_PATCH = 30
"""Distance of patches, pixels: three tiles or dots wide, and less than a cheek."""
_ALIKE = 26.0
"""Difference of ground, levels a channel, up to which marks are seen as they are; from twice that on they are not."""
_STAYS = 0.75, 0.35
"""A patch stays while colour, in cells, and direction, in radians, have changed by less."""


class MarkLayer:
    """Lays marks over paintings, one after another. Memory is allocated once for a size. For one thread."""

    def __init__(self) -> None:
        self._size: tuple[int, int] | None = None
        self._table: Pixels | None = None
        self._colours = self._spans = np.zeros(0)

    def lay(
        self,
        painted: Image,
        marks: StyleMarks,
        across: Plane,
        down: Plane,
        calm: Plane,
        share: Plane,
        clock: float | None,
    ) -> Image:
        """A painting with marks.

        Args:
            painted: (H, W, 3) uint8 RGB; it is left as it is.
            marks: Of the style.
            across: (H, W), the way strokes run at each pixel, rightwards.
            down: (H, W), likewise downwards.
            calm: (h, w) in [0, 1], how much of the painting's own fine detail goes where marks are seen; of any size.
            share: (h, w) in [0, 1], how much of the marks is seen.
            clock: Presentation time, in spans: once in each a patch is taken anew; else it stays while what it lies on
                does. So what is shown depends on a span of the past, and no more. None forgets the past.

        Returns:
            (H, W, 3) uint8 RGB.
        """
        height, width = painted.shape[:2]
        if (height, width) != self._size:
            self._allocate(height, width)
        ground = ground_of(painted)
        if marks.table is not self._table or clock is None:
            self._table, self._colours = marks.table, np.full_like(self._colours, np.inf)
        spans = np.floor(self._phases + (clock or 0.0))
        self._colours[spans != self._spans] = np.inf
        self._spans = spans
        self._choose(marks, ground, across, down)
        self._aim(marks)
        size, few = (width, height), ground.shape[1::-1]
        strength = marks.strengths[self._places[self._nearest_few]] * self._alike(marks, ground)
        cv2.resize(cv2.resize(calm, few, interpolation=cv2.INTER_AREA) * strength, size, dst=self._share)
        np.subtract(1, self._share, out=self._rest)
        cv2.resize(ground, size, dst=self._other, interpolation=cv2.INTER_LINEAR)
        cv2.blendLinear(painted, self._other, self._rest, self._share, dst=self._base)
        cv2.resize(cv2.resize(share, few, interpolation=cv2.INTER_AREA) * strength, size, dst=self._share)
        np.subtract(1, self._share, out=self._rest)
        _fetch(marks.detail, self._aims, self._laid)
        cv2.cvtColor(self._laid, cv2.COLOR_RGBA2RGB, dst=self._other)
        marked = cv2.blendLinear(self._other, self._none, self._share, self._rest)
        return np.asarray(cv2.addWeighted(self._base, 1, marked, 1, -128, dst=marked), np.uint8)

    def _allocate(self, height: int, width: int) -> None:
        self._size = None
        self._share, self._rest = planes(2, (height, width))
        self._other, self._base = (np.empty((height, width, 3), np.uint8) for _ in range(2))
        # Four channels, of which the last means nothing: with three, OpenCV takes twice as long to remap a picture.
        self._laid = np.empty((height, width, 4), np.uint8)
        self._none = np.full((height, width, 3), 128, np.uint8)
        seeds = _seeds(height, width)
        self._nearest, self._from_seed = _nearest(seeds, height, width)
        middles = [
            np.minimum(np.arange(max(1, side // QUARTER)) * QUARTER + QUARTER // 2, side - 1)
            for side in (height, width)
        ]
        self._few = np.ix_(*middles)
        self._nearest_few = self._nearest[self._few]
        self._turned, self._taken = (np.empty((height, width), np.complex64) for _ in range(2))
        self._aims = self._turned.view(np.float32).reshape(height, width, 2)
        self._at = np.clip(seeds, 0, [width - 1, height - 1]).astype(np.int64)
        chance = np.random.default_rng(1)
        self._choice, self._phases = chance.integers(0, CHOICES, len(seeds)), chance.random(len(seeds))
        self._spans = np.full(len(seeds), np.nan)
        self._colours = np.full((len(seeds), 3), np.inf)
        self._turns = np.zeros(len(seeds))
        self._places: Pixels = np.zeros(len(seeds), np.int64)
        self._size = height, width

    def _choose(self, marks: StyleMarks, ground: Image, across: Plane, down: Plane) -> None:
        """Where each patch is taken, and how far it is turned; what has hardly changed stays."""
        columns, rows = self._at.T
        last_row, last_column = (side - 1 for side in ground.shape[:2])
        colours = ground[np.minimum(rows // QUARTER, last_row), np.minimum(columns // QUARTER, last_column)]
        cell = colours.astype(np.int64) * CELLS // 256
        centres = (cell + 0.5) * (256 / CELLS)
        anew = np.abs(colours - self._colours).max(-1) > _STAYS[0] * 256 / CELLS
        self._colours[anew] = centres[anew]
        index = (cell[:, 0] * CELLS + cell[:, 1]) * CELLS + cell[:, 2]
        self._places[anew] = marks.table[index, self._choice][anew]
        wanted = np.arctan2(down[rows, columns], across[rows, columns]) - marks.angles[self._places]
        turn = anew | (np.abs(_within_half_a_turn(wanted - self._turns)) > _STAYS[1])
        self._turns[turn] = _within_half_a_turn(wanted[turn])

    def _aim(self, marks: StyleMarks) -> None:
        """The place of the style that each pixel takes its mark from; a turn is a product of complex numbers."""
        turns = np.exp(-1j * np.where(marks.clear[self._places], self._turns, 0)).astype(np.complex64)
        np.take(turns, self._nearest, out=self._turned, mode="clip")
        np.multiply(self._turned, self._from_seed, out=self._turned)
        places = marks.places[self._places].view(np.complex64)[:, 0]
        np.take(places, self._nearest, out=self._taken, mode="clip")
        np.add(self._turned, self._taken, out=self._turned)

    def _alike(self, marks: StyleMarks, ground: Image) -> Plane:
        """How well the ground that marks lay on is the painting's, in [0, 1], at a quarter of the size."""
        height, width = ground.shape[:2]
        # A place of the ground stands for the middle of QUARTER pixels.
        aims = self._aims[self._few] / np.float32(QUARTER) - np.float32(0.5)
        under = _fetch(marks.ground, aims)
        off = cv2.transform(cv2.absdiff(under, ground), np.full((1, 3), 1 / 3, np.float32))
        off = cv2.blur(off, (3, 3)).reshape(height, width)
        return np.asarray(np.clip(2 - off / np.float32(_ALIKE), 0, 1), np.float32)


def _fetch(picture: Pixels, aims: Pixels, into: Pixels | None = None) -> Pixels:
    """What a picture shows at (H, W, 2) columns and rows."""
    nothing: Any = None  # OpenCV's stubs do not know that columns and rows may come together
    return np.asarray(
        cv2.remap(picture, aims, nothing, cv2.INTER_LINEAR, dst=into, borderMode=cv2.BORDER_REFLECT)
    )


def _within_half_a_turn(angle: Pixels) -> Pixels:
    """An angle's like within a quarter of a turn both ways: a stroke has no beginning and no end."""
    return (angle + np.pi / 2) % np.pi - np.pi / 2


def _seeds(height: int, width: int) -> Pixels:
    """(N, 2) float32, columns and rows that patches lie around: a grid, shaken."""
    across, down = (np.arange(-1, side // _PATCH + 2) for side in (width, height))
    grid = np.stack(np.meshgrid(across, down), -1).reshape(-1, 2)
    return np.asarray((grid + np.random.default_rng(0).random(grid.shape)) * _PATCH, np.float32)


def _nearest(seeds: Pixels, height: int, width: int) -> tuple[Pixels, Pixels]:
    """Which seed is nearest to each pixel, (H, W) int64, and how far it is from it, (H, W) complex64."""
    # Room for those that lie outside: less than two patches away.
    around = 2 * _PATCH
    columns, rows = np.rint(seeds.T).astype(np.int64) + around
    field = np.ones((height + 2 * around + 1, width + 2 * around + 1), np.uint8)
    field[rows, columns] = 0
    labels = cv2.distanceTransformWithLabels(field, cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL)[1]
    of_label = np.zeros(int(labels.max()) + 1, np.int64)
    of_label[labels[rows, columns]] = np.arange(len(seeds))
    nearest = of_label[labels[around : around + height, around : around + width]]
    away = np.empty((height, width), np.complex64)
    np.subtract(np.arange(width, dtype=np.float32), seeds[nearest, 0], out=away.real)
    np.subtract(np.arange(height, dtype=np.float32)[:, None], seeds[nearest, 1], out=away.imag)
    return nearest, away
