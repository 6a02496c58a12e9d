"""Paints a part of the picture: the people, or all but them; the rest stays as it was filmed."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import cv2
import numpy as np

from rtstyle.engine.motion import Motion
from rtstyle.engine.person.mask import MEMORY_S, PersonMask
from rtstyle.engine.person.network import PersonNetwork
from rtstyle.modeling.person_mask import read_person_mask

if TYPE_CHECKING:
    import numpy.typing as npt

    from rtstyle.engine.stabilizer import Stabilizer
    from rtstyle.frame import Image

_ALL = 255
_STRIP = 32
"""Rows that are mixed at a time: most of a picture is all one or all the other, and is copied or left."""


class PaintedPart:
    """Puts the part that stays as it was filmed over paintings. For one thread.

    Args:
        paint: ``person`` or ``background``.

    Attributes:
        memory_s: For so long what was before shows in the mask, seconds.

    Raises:
        ModelMissingError: The network that finds people is not on this machine.
        CheckpointError: It is damaged.
        DeviceError: What runs it is not installed.
    """

    memory_s = MEMORY_S

    def __init__(self, paint: str) -> None:
        self._mask = PersonMask(PersonNetwork(read_person_mask()).measure)
        self._people_stay = paint == "background"
        self._motion: Motion | None = None
        self._size: tuple[int, int] | None = None

    def put_back(
        self, painted: Image, filmed: Image, content: Image, stabilizer: Stabilizer | None, *, cut: bool
    ) -> None:
        """Puts the other part back.

        Args:
            painted: (H, W, 3) uint8 RGB; the part that is not to be painted is overwritten.
            filmed: (H, W, 3) uint8 RGB, the picture that was painted.
            content: (h, w, 3) uint8 RGB, the same in the size in which it was.
            stabilizer: What has followed the content's motion for the painting; None where nothing has.
            cut: Whether another scene begins.
        """
        motion = stabilizer.motion if stabilizer is not None else self._followed(content, cut=cut)
        mask = self._mask.follow(content, motion)
        mix_in(painted, filmed, mask if self._people_stay else 255 - mask)

    def _followed(self, content: Image, *, cut: bool) -> Motion | None:
        """The motion of the content, measured here."""
        if self._motion is not None and self._size == content.shape[:2] and not cut:
            self._motion.follow(content)
            return self._motion
        if self._size != content.shape[:2] or self._motion is None:
            self._size = content.shape[0], content.shape[1]
            self._motion = Motion(*self._size)
        self._motion.begin(content)
        return None


def mix_in(painted: Image, filmed: Image, share: npt.NDArray[np.uint8]) -> None:
    """Mixes a picture into a painting.

    Args:
        painted: (H, W, 3) uint8; overwritten by share × filmed + (1 - share) × painted.
        filmed: (H, W, 3) uint8.
        share: (h, w) uint8, 255 is 1; of any size.
    """
    height, width = painted.shape[:2]
    if share.shape != (height, width):
        share = np.asarray(cv2.resize(share, (width, height), interpolation=cv2.INTER_LINEAR), np.uint8)
    for top in range(0, height, _STRIP):
        rows = slice(top, top + _STRIP)
        _mix(painted[rows], filmed[rows], share[rows])


def _mix(painted: Image, filmed: Image, share: npt.NDArray[np.uint8]) -> None:
    """Copies columns that are all the one, leaves those that are all the other, and mixes those in between."""
    whole = share.min(axis=0) == _ALL
    kinds = (share.max(axis=0) > 0).astype(np.int8) + whole
    ends = (np.flatnonzero(np.diff(kinds)) + 1).tolist()
    for left, right in itertools.pairwise([0, *ends, len(kinds)]):
        columns = slice(left, right)
        if whole[left]:
            painted[:, columns] = filmed[:, columns]
        elif kinds[left]:
            weight = share[:, columns].astype(np.float32)
            cv2.blendLinear(
                filmed[:, columns], painted[:, columns], weight, _ALL - weight, dst=painted[:, columns]
            )
