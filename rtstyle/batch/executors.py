"""Who does the tasks: what every executor offers, and the one that does them in this very process."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rtstyle.batch.tasks import Assignment, Outcome, Progress, Task
    from rtstyle.batch.worker import Workbench


class Executor(Protocol):
    """Does tasks beside each other. One thread calls it.

    Attributes:
        name: What it is, for the user.
        workers: How many tasks are done at a time.
        capacity: How many it takes at a time, some of which may wait.
    """

    name: str
    workers: int
    capacity: int

    def submit(self, task: Task) -> None:
        """Takes one more task."""
        ...

    def wait(self, timeout_s: float) -> Sequence[Outcome | Progress]:
        """What has happened, in order; waits for something to happen.

        Args:
            timeout_s: Longest wait, seconds.

        Raises:
            BatchError: No task can be done any more.
        """
        ...

    def close(self) -> None:
        """Ends everything at once, tasks that are being done included. May be called twice."""
        ...


class SerialExecutor:
    """See `Executor`. One task after another in this process: for what other processes cannot see, and for looking."""

    name = "this process"
    workers = capacity = 1

    def __init__(self, assignment: Assignment) -> None:
        self._assignment = assignment
        self._tasks: deque[Task] = deque()
        self._bench: Workbench | None = None

    def submit(self, task: Task) -> None:
        """See `Executor.submit`."""
        self._tasks.append(task)

    def wait(self, timeout_s: float) -> Sequence[Outcome | Progress]:  # noqa: ARG002 - it is the work itself
        """See `Executor.wait`."""
        if not self._tasks:
            return ()
        if self._bench is None:
            from rtstyle.batch.worker import Workbench  # noqa: PLC0415 - loads torch

            self._bench = Workbench(self._assignment)
        return (self._bench.do(self._tasks.popleft()),)

    def close(self) -> None:
        """See `Executor.close`."""
        self._tasks.clear()
        if self._bench is not None:
            self._bench.close()
            self._bench = None
