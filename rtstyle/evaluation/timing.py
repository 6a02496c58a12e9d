"""How long something takes: warmed up, synchronised with the device, in medians and spread."""

from __future__ import annotations

import itertools
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy.typing as npt


@dataclass(frozen=True, slots=True)
class Effort:
    """How long a measurement goes on.

    Attributes:
        seconds: Time to spend on it, warm-up aside.
        least: Samples to take however long they last.
        most: Samples after which it ends early.
        warm_up: Runs before the first sample; the first one compiles, allocates and fills caches.
    """

    seconds: float
    least: int
    most: int
    warm_up: int


@dataclass(frozen=True, slots=True)
class Timing:
    """What came out, in milliseconds.

    Attributes:
        median_ms: 50th percentile.
        p5_ms: 5th percentile.
        p95_ms: 95th percentile.
        p99_ms: 99th percentile.
        mad_ms: Median absolute deviation from the median.
        n: Number of samples.
        fps: Runs per second, of the median.
    """

    median_ms: float
    p5_ms: float
    p95_ms: float
    p99_ms: float
    mad_ms: float
    n: int
    fps: float

    @classmethod
    def of(cls, samples_ms: Sequence[float] | npt.NDArray[np.float64]) -> Timing:
        """Summarises samples, one or more, in milliseconds."""
        values = np.asarray(samples_ms, np.float64)
        p5, median, p95, p99 = np.percentile(values, [5, 50, 95, 99])
        spread = np.median(np.abs(values - median))
        return cls(
            float(median), float(p5), float(p95), float(p99), float(spread), len(values), float(1000 / median)
        )


def measure(work: Callable[[], object], effort: Effort, device: str = "cpu") -> Timing:
    """Times one run after the other.

    Args:
        work: What is timed.
        effort: How long.
        device: The device is waited for before each run and at its end, where it computes on its own.
    """
    for _ in range(effort.warm_up):
        _timed(work, device)
    return Timing.of(_samples(work, effort, device))


def measure_in_turn(
    works: Sequence[Callable[[], object]], effort: Effort, device: str = "cpu", *, rounds: int = 5
) -> list[list[Timing]]:
    """Times several works on equal terms: in rounds, so that what disturbs the machine disturbs all of them.

    Args:
        works: What is timed.
        effort: For each of them, over all rounds.
        device: See `measure`.
        rounds: How often each of them has its turn. One run at the start of a turn is not counted: it brings the
            work's data back into the caches and lets another library's idle threads fall asleep.

    Returns:
        For each work the timing of each round, and at the end that of all its samples.
    """
    share = Effort(effort.seconds / rounds, max(1, effort.least // rounds), max(1, effort.most // rounds), 1)
    for _, work in itertools.product(range(effort.warm_up), works):
        _timed(work, device)
    samples: list[list[list[float]]] = [[] for _ in works]
    for _, (own, work) in itertools.product(range(rounds), list(zip(samples, works, strict=True))):
        _timed(work, device)
        own.append(_samples(work, share, device))
    return [[Timing.of(part) for part in [*own, list(itertools.chain(*own))]] for own in samples]


def _samples(work: Callable[[], object], effort: Effort, device: str) -> list[float]:
    samples: list[float] = []
    end = time.perf_counter() + effort.seconds
    while len(samples) < effort.least or (len(samples) < effort.most and time.perf_counter() < end):
        samples.append(_timed(work, device))
    return samples


def _timed(work: Callable[[], object], device: str) -> float:
    """Milliseconds."""
    _wait_for(device)
    start = time.perf_counter_ns()
    work()
    _wait_for(device)
    return (time.perf_counter_ns() - start) / 1e6


def _wait_for(device: str) -> None:
    if device.startswith("cuda"):
        torch.cuda.synchronize(device)
