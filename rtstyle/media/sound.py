"""Sound that is heard live: blocks of samples, each with the moment at which it was heard."""

from __future__ import annotations

import dataclasses
from collections import deque
from typing import TYPE_CHECKING, Protocol, TypeAlias

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SAMPLE_RATE = 48_000
"""Samples per second of all live sound."""
CHANNELS = 2
"""Left and right."""
_KEPT_BLOCKS = 4096
"""For a listener that does not come to take them; of 10 or 20 ms each, about a minute."""

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


class ListenerQueue:
    """A `Listener` that is handed blocks by a thread of its input's and keeps the newest until they are taken.

    Args:
        leave: Called when it listens no more; more than once does no harm.
    """

    def __init__(self, leave: Callable[[ListenerQueue], None]) -> None:
        self._leave = leave
        self._blocks: deque[SoundBlock] = deque(maxlen=_KEPT_BLOCKS)

    def put(self, block: SoundBlock) -> None:
        """Keeps a block; called by the input."""
        self._blocks.append(block)

    def take(self) -> Sequence[SoundBlock]:
        """See `Listener.take`."""
        return [self._blocks.popleft() for _ in range(len(self._blocks))]

    def close(self) -> None:
        """See `Listener.close`."""
        self._leave(self)


class SoundInput(Protocol):
    """Something that hears, a microphone for example."""

    def listen(self) -> Listener:
        """Begins to listen. Any number may listen at once, in any threads.

        Raises:
            SourceError: The device is missing, busy or unusable.
        """
        ...
