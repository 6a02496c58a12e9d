"""Sound that is heard live: blocks of samples, each with the moment at which it was heard."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Protocol, TypeAlias

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Sequence

SAMPLE_RATE = 48_000
"""Samples per second of all live sound."""
CHANNELS = 2
"""Left and right."""

Samples: TypeAlias = npt.NDArray[np.float32]
"""(N, 2) float32 in [-1, 1], `SAMPLE_RATE` a second."""


@dataclasses.dataclass(frozen=True, slots=True)
class SoundBlock:
    """A short piece of sound.

    Attributes:
        samples: (N, 2) float32 in [-1, 1].
        captured_ns: ``time.monotonic_ns()`` at which the first sample was heard; the clock of
            `rtstyle.frame.VideoFrame.captured_ns`.
    """

    samples: Samples
    captured_ns: int


class Listener(Protocol):
    """One of those who listen to an input. Belongs to one thread."""

    def take(self) -> Sequence[SoundBlock]:
        """What was heard since the last call, oldest first; never waits."""
        ...

    def close(self) -> None:
        """Listens no more. May be called twice."""
        ...


class SoundInput(Protocol):
    """Something that hears, a microphone for example."""

    def listen(self) -> Listener:
        """Begins to listen. Any number may listen at once, in any threads.

        Raises:
            SourceError: The device is missing, busy or unusable.
        """
        ...
