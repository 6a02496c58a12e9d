"""Waiting that ends in time."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import threading

# Waiting without end cannot be interrupted by Ctrl-C on Windows.
_POLL_S = 0.1


class Deadline:
    """A moment until which things may be waited for, one after the other.

    Args:
        timeout_s: Time from now, seconds; None is never.
    """

    def __init__(self, timeout_s: float | None) -> None:
        self._at_s = None if timeout_s is None else time.monotonic() + timeout_s

    @property
    def over(self) -> bool:
        """It has passed."""
        return self._at_s is not None and time.monotonic() >= self._at_s

    def sooner(self, timeout_s: float) -> Deadline:
        """This one, or the one so many seconds from now, whichever comes first."""
        other = Deadline(timeout_s)
        if self._at_s is not None and other._at_s is not None:
            other._at_s = min(self._at_s, other._at_s)
        return other

    def wait(self, event: threading.Event) -> bool:
        """Waits for an event; tells whether it came in time."""
        while not event.wait(self._step_s()):
            if self.over:
                return False
        return True

    def join(self, thread: threading.Thread) -> bool:
        """Waits for the end of a thread; tells whether it came in time."""
        while thread.is_alive() and not self.over:
            thread.join(self._step_s())
        return not thread.is_alive()

    def _step_s(self) -> float:
        return _POLL_S if self._at_s is None else max(0.0, min(_POLL_S, self._at_s - time.monotonic()))
