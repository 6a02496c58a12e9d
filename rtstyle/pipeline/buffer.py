"""What stands between two threads: the newest items, or every item."""

from __future__ import annotations

import threading
from collections import deque
from typing import Generic, TypeVar

from rtstyle.errors import UsageError

T = TypeVar("T")


class _Buffer(Generic[T]):
    """The taking side, which both policies share. Any number of threads put, one takes."""

    def __init__(self, capacity: int) -> None:
        if capacity < 1:
            raise UsageError(f"a buffer holds at least 1 item, not {capacity}")
        self.capacity = capacity
        self._items: deque[T] = deque()
        self._condition = threading.Condition()
        self._closed = False
        self._woken = False

    def __len__(self) -> int:
        return len(self._items)

    @property
    def closed(self) -> bool:
        """Nothing more is accepted."""
        return self._closed

    @property
    def finished(self) -> bool:
        """Closed, and everything was taken out."""
        with self._condition:
            return self._closed and not self._items

    def get(self, timeout: float | None = None) -> T | None:
        """Takes the oldest item; waits until there is one.

        Args:
            timeout: Longest wait in seconds; None waits for as long as it takes.

        Returns:
            None when the time was over, when `wake` was called, or when the buffer is `finished`.
        """
        with self._condition:
            self._condition.wait_for(lambda: self._items or self._closed or self._woken, timeout)
            self._woken = False
            if not self._items:
                return None
            item = self._items.popleft()
            self._condition.notify_all()
            return item

    def wake(self) -> None:
        """Makes the present or, if nobody waits, the next `get` return at once."""
        with self._condition:
            self._woken = True
            self._condition.notify_all()

    def close(self, *, discard: bool = False) -> None:
        """Accepts nothing more and wakes everyone who waits. May be called twice.

        Args:
            discard: Also throws away what was not taken yet.
        """
        with self._condition:
            self._closed = True
            if discard:
                self._items.clear()
            self._condition.notify_all()


class NewestFrames(_Buffer[T]):
    """Keeps the newest items; the oldest goes when there is no room. Putting never waits.

    Attributes:
        capacity: How many items it holds.
        dropped: How many items were replaced before they were taken.
    """

    def __init__(self, capacity: int) -> None:
        super().__init__(capacity)
        self.dropped = 0

    def put(self, item: T) -> T | None:
        """Adds an item. After `close` it is ignored.

        Returns:
            The older item that had to go; None where there was room.
        """
        with self._condition:
            if self._closed:
                return None
            oldest = self._items.popleft() if len(self._items) == self.capacity else None
            self.dropped += oldest is not None
            self._items.append(item)
            self._condition.notify_all()
            return oldest


class LatestFrame(NewestFrames[T]):
    """One slot: the newest item wins."""

    def __init__(self) -> None:
        super().__init__(1)


class BoundedQueue(_Buffer[T]):
    """Keeps every item; putting waits for room, so that the slowest thread sets the pace."""

    def put(self, item: T, timeout: float | None = None) -> bool:
        """Adds an item; waits until there is room.

        Args:
            item: What to add.
            timeout: Longest wait in seconds; None waits for as long as it takes.

        Returns:
            False when the time was over or the queue is closed; the item was not taken then.
        """
        with self._condition:
            self._condition.wait_for(lambda: len(self._items) < self.capacity or self._closed, timeout)
            if self._closed or len(self._items) >= self.capacity:
                return False
            self._items.append(item)
            self._condition.notify_all()
            return True
