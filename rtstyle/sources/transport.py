"""The controls of a player: pause, place, step, loop. Turned by one thread, obeyed by the one that reads."""

from __future__ import annotations

import threading


class Transport:
    """What a `PlaybackSource` obeys. All of it may be used from any thread.

    Attributes:
        loop: Begins again at the end.
        stays: Without ``loop``, the last picture stays at the end, as in a pause; else the source ends there.
        position_s: Where the picture shown last is in the file, seconds.
        ended: The last picture stays.
        duration_s: Length of the file, seconds; None where it is not known, or not yet.
    """

    def __init__(self, *, loop: bool = False) -> None:
        self.loop = loop
        self.stays = False
        self.position_s = 0.0
        self.ended = False
        self.duration_s: float | None = None
        self._paused = False
        self._place_s: float | None = None
        self._steps = 0
        self._lock = threading.Lock()
        self._turned = threading.Event()

    @property
    def paused(self) -> bool:
        """The picture stands still."""
        return self._paused

    def pause(self, paused: bool = True) -> None:
        """Stands still, or goes on."""
        self._paused = paused
        self._turned.set()

    def seek(self, seconds: float) -> None:
        """Goes to the frame that is shown at this time of the file; the newest request wins."""
        with self._lock:
            self._place_s, self._steps = max(seconds, 0.0), 0
        self._turned.set()

    def step(self, frames: int) -> None:
        """Stands still, so many frames further, or back."""
        with self._lock:
            self._steps += frames
        self.pause()

    def take(self) -> tuple[float | None, int]:
        """What was asked for since the last call: a place in seconds, and steps from there. For the source."""
        with self._lock:
            asked = self._place_s, self._steps
            self._place_s, self._steps = None, 0
            return asked

    def wake(self) -> None:
        """Ends a `wait`."""
        self._turned.set()

    def wait(self, seconds: float) -> bool:
        """Waits, but not for longer than until somebody turns a control. For the source.

        Returns:
            False when somebody did.
        """
        turned = self._turned.wait(max(seconds, 0.0))
        self._turned.clear()
        return not turned
