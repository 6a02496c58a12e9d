"""Flicker: what of a stylized video changes without anything having moved.

A frame is compared with an earlier one that optical flow has moved onto it, where the flow of the *input* can be
trusted: it leads back to where it came from within a pixel, and stays inside the picture. What is left is flicker,
plus what the input itself changes by (light, noise, the flow's own errors), so the input's figure is the floor.

The flow is DIS (Kroeger et al., ECCV 2016); the consistency check is that of Ruder et al. (GCPR 2016) and Lai et al.
(ECCV 2018), with a mean absolute instead of a square difference.
"""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rtstyle.frame import Image

_ROUND_TRIP_PX = 1.0
_LEAST_VISIBLE = 0.2
"""Two frames that share less than this part of their area are not compared: a cut, or a flow that failed."""


@dataclass(frozen=True, slots=True, eq=False)
class Motion:
    """Where each pixel of a later frame was in an earlier one.

    Attributes:
        columns: (H, W) float32, pixels.
        rows: (H, W) float32, pixels.
        visible: (H, W) bool: the pixel is seen in both frames, as far as the flow tells.
    """

    columns: npt.NDArray[np.float32]
    rows: npt.NDArray[np.float32]
    visible: npt.NDArray[np.bool_]

    @property
    def usable(self) -> bool:
        """Enough is seen in both frames for a comparison."""
        return float(self.visible.mean()) >= _LEAST_VISIBLE

    def warp(self, image: npt.NDArray[np.generic]) -> npt.NDArray[np.float32]:
        """Moves an earlier frame (or any array of its height and width) onto the later one; 0 from outside."""
        moved = cv2.remap(
            image.astype(np.float32),
            self.columns,
            self.rows,
            cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_CONSTANT,
        )
        return np.asarray(moved, np.float32)


def motion_from_flow(backward: npt.NDArray[np.float32], forward: npt.NDArray[np.float32]) -> Motion:
    """Makes a motion of optical flow both ways.

    Args:
        backward: (H, W, 2), from each pixel of the later frame to the earlier one, pixels right and down.
        forward: (H, W, 2), from the earlier to the later one.
    """
    height, width = backward.shape[:2]
    grid_x, grid_y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    columns, rows = grid_x + backward[..., 0], grid_y + backward[..., 1]
    inside = (columns >= 0) & (rows >= 0) & (columns <= width - 1) & (rows <= height - 1)
    unchecked = Motion(columns, rows, inside)
    round_trip = np.linalg.norm(unchecked.warp(forward) + backward, axis=2)
    return Motion(columns, rows, inside & (round_trip < _ROUND_TRIP_PX))


def motion_between(earlier: Image, later: Image) -> Motion:
    """Estimates the motion between two frames of an input, (H, W, 3) uint8 RGB each."""
    flow = cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_MEDIUM)
    a, b = (cv2.cvtColor(frame, cv2.COLOR_RGB2GRAY) for frame in (earlier, later))
    backward, forward = (_flow(flow, *pair) for pair in ((b, a), (a, b)))
    return motion_from_flow(backward, forward)


def _flow(method: cv2.DISOpticalFlow, start: Any, end: Any) -> npt.NDArray[np.float32]:
    return np.asarray(method.calc(start, end, None), np.float32)  # type: ignore[call-overload] # its stubs lack None


def motions_at(frames: Sequence[Image], gap: int) -> list[Motion]:
    """Motion from each frame to the one ``gap`` frames later; fewer by ``gap`` than there are frames."""
    return [motion_between(a, b) for a, b in zip(frames, frames[gap:], strict=False)]


def warp_error(frames: Sequence[Image], motions: Sequence[Motion], gap: int) -> float | None:
    """Mean absolute difference of each frame to the moved one before, where both are seen; percent of full scale.

    Args:
        frames: (H, W, 3) uint8 RGB each: a stylized sequence, or its input for the floor.
        motions: Of the input, as `motions_at` gives them for the same ``gap``.
        gap: Distance of the frames that are compared.

    Returns:
        Mean over the pairs of frames that share enough; None where none does.
    """
    errors = [
        float(np.abs(motion.warp(earlier) - later).mean(2)[motion.visible].mean()) / 255 * 100
        for earlier, later, motion in zip(frames, frames[gap:], motions, strict=False)
        if motion.usable
    ]
    return statistics.fmean(errors) if errors else None


def difference_map(frames: Sequence[Image], motions: Sequence[Motion], gap: int) -> npt.NDArray[np.float32]:
    """Where a sequence flickers: the mean over time of what `warp_error` averages, (H, W), levels of 8 bits."""
    total = np.zeros(frames[0].shape[:2], np.float32)
    seen = np.zeros_like(total)
    for earlier, later, motion in zip(frames, frames[gap:], motions, strict=False):
        if motion.usable:
            total += np.abs(motion.warp(earlier) - later).mean(2) * motion.visible
            seen += motion.visible
    return np.asarray(total / np.maximum(seen, 1), np.float32)
