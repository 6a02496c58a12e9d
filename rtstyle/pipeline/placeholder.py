"""What those who watch see while the source delivers nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from rtstyle.frame import Image

_DIMMED = 0.25
_COARSE = (16, 9)
_SIGN_SHARE = 0.11
"""Radius of the sign, as a share of the picture's short side."""
_WHITE = (235, 235, 235)


def no_picture(last: Image) -> Image:
    """The last picture, dim and out of focus, under a camera that is crossed out: understood in every language.

    Args:
        last: (H, W, 3) uint8 RGB; left as it is.

    Returns:
        (H, W, 3) uint8 RGB in [0, 255], new memory.
    """
    height, width = last.shape[:2]
    # A blur that costs next to nothing, and leaves no face: this picture was never stylized.
    coarse = cv2.resize(last, _COARSE, interpolation=cv2.INTER_AREA)
    blurred = cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC)
    picture = np.asarray(cv2.convertScaleAbs(blurred, alpha=_DIMMED), np.uint8)
    _draw_sign(picture, radius=min(width, height) * _SIGN_SHARE)
    return picture


def _draw_sign(picture: Image, radius: float) -> None:
    """A camera and a stroke through it, in the middle."""
    height, width = picture.shape[:2]
    middle = np.array([width / 2, height / 2])
    line = max(round(radius / 8), 1)

    def point(x: float, y: float) -> tuple[int, int]:
        """A point in units of the radius, from the middle."""
        return tuple((middle + radius * np.array([x, y])).round().astype(int).tolist())

    cv2.rectangle(picture, point(-1.0, -0.55), point(0.4, 0.55), _WHITE, line, cv2.LINE_AA)
    lens = np.array([point(0.4, -0.12), point(1.0, -0.5), point(1.0, 0.5), point(0.4, 0.12)], np.int32)
    cv2.polylines(picture, [lens], True, _WHITE, line, cv2.LINE_AA)
    cv2.line(picture, point(-0.95, -0.95), point(0.95, 0.95), _WHITE, line, cv2.LINE_AA)
