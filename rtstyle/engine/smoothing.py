"""Smoothing over time: the low-pass that content statistics and pixels share."""

from __future__ import annotations

import math


def keep_factor(elapsed_s: float, time_constant_s: float) -> float:
    """Share of the smoothed past in a first-order low-pass, whatever the frame rate.

    Args:
        elapsed_s: Time since the last frame, seconds.
        time_constant_s: After this time 63 % of a step is taken over; 0 keeps nothing.

    Returns:
        A factor in [0, 1): new = factor × old + (1 − factor) × measured.
    """
    if time_constant_s <= 0:
        return 0.0
    return math.exp(-max(elapsed_s, 0.0) / time_constant_s)
