"""Worker processes on this machine."""

from __future__ import annotations

import contextlib
import dataclasses
import multiprocessing
import multiprocessing.connection
import os
import signal
import threading
import time
from typing import TYPE_CHECKING, Any

from rtstyle.batch.tasks import Outcome, Progress
from rtstyle.errors import BatchError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

    from rtstyle.batch.machine import Crew
    from rtstyle.batch.tasks import Assignment, Task

RETRIES = 2
"""How often a task is tried again whose worker died."""
_DEATHS_PER_WORKER = 3
_FAREWELL_S = 5.0
_PROGRESS_S = 0.5
# Every library that is loaded in a worker has threads of its own, and a variable that bounds them.
_THREAD_VARIABLES = ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


@dataclasses.dataclass(slots=True, eq=False)
class _Worker:
    """A process and the end of the pipe that leads to it."""

    process: BaseProcess
    connection: Connection
    task: Task | None = None


class LocalExecutor:
    """See `rtstyle.batch.executors.Executor`. A process for each task at a time; they are kept for the next ones.

    A process that dies is replaced when there is something to do, and its task is done again, a bounded number of
    times. No worker outlives this process, however it ends.
    """

    name = "worker processes"

    def __init__(self, assignment: Assignment, crew: Crew) -> None:
        """Starts nothing yet.

        Args:
            assignment: What all tasks share; its device and threads are the crew's.
            crew: How the work is shared.
        """
        self.workers = self.capacity = crew.workers
        self._assignment = assignment
        self._crew = crew
        # A fork would take the threads' locks along, and CUDA does not survive one.
        self._context = multiprocessing.get_context("spawn")
        self._staff: list[_Worker | None] = [None] * crew.workers
        self._tries: dict[Task, int] = {}
        self._deaths = 0

    @property
    def process_ids(self) -> list[int]:
        """Of the workers that run."""
        return [worker.process.pid for worker in self._staff if worker is not None and worker.process.pid]

    def submit(self, task: Task) -> None:
        """See `Executor.submit`."""
        place = next(
            (n for n, worker in enumerate(self._staff) if worker is not None and worker.task is None), None
        )
        if place is None:
            place = self._staff.index(None)
            self._staff[place] = self._start(place)
        worker = self._staff[place]
        assert worker is not None
        worker.task = task
        # A worker that has just died is noticed by wait().
        with contextlib.suppress(OSError):
            worker.connection.send(task)

    def wait(self, timeout_s: float) -> Sequence[Outcome | Progress]:
        """See `Executor.wait`.

        Raises:
            BatchError: Workers die before they have done anything.
        """
        running = [worker for worker in self._staff if worker is not None]
        ready = multiprocessing.connection.wait([worker.connection for worker in running], timeout_s)
        events: list[Outcome | Progress] = []
        for worker in running:
            if worker.connection in ready:
                events.extend(self._hear(worker))
        return events

    def close(self) -> None:
        """See `Executor.close`."""
        workers = [worker for worker in self._staff if worker is not None]
        self._staff = [None] * self.capacity
        for worker in workers:
            if worker.task is None:
                # It removes what it fetched and frees its device.
                with contextlib.suppress(OSError):
                    worker.connection.send(None)
            else:
                worker.process.terminate()
        deadline_s = time.monotonic() + _FAREWELL_S
        for worker in workers:
            worker.process.join(max(0.0, deadline_s - time.monotonic()))
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()
            worker.connection.close()
            worker.process.close()

    def _start(self, place: int) -> _Worker:
        here, there = self._context.Pipe()
        assignment = dataclasses.replace(
            self._assignment, device=self._crew.devices[place], threads=self._crew.threads
        )
        process = self._context.Process(
            target=_serve, args=(there, assignment), name=f"rtstyle-worker-{place}", daemon=True
        )
        process.start()
        # With its own end open here, the pipe would not close when the process dies.
        there.close()
        return _Worker(process, here)

    def _hear(self, worker: _Worker) -> list[Outcome | Progress]:
        try:
            message = worker.connection.recv()
        except (EOFError, OSError):
            return self._bury(worker)
        if isinstance(message, Outcome):
            worker.task = None
            self._tries.pop(message.task, None)
            self._deaths = 0
        return [message]

    def _bury(self, worker: _Worker) -> list[Outcome | Progress]:
        """Takes a dead worker out; its task goes to another one, or comes back as failed."""
        worker.process.join()
        how = _describe_end(worker.process.exitcode)
        worker.connection.close()
        worker.process.close()
        self._staff[self._staff.index(worker)] = None
        self._deaths += 1
        if self._deaths > _DEATHS_PER_WORKER * self.capacity:
            raise BatchError(
                f"workers die before they have done anything: the last one {how}; try fewer --workers"
            )
        if worker.task is None:
            return []
        tries = self._tries.get(worker.task, 0) + 1
        if tries > RETRIES:
            self._tries.pop(worker.task, None)
            return [
                Outcome(
                    worker.task,
                    error=f"cannot stylize {worker.task.job.source}: its worker {how}, {tries} times",
                )
            ]
        self._tries[worker.task] = tries
        self.submit(worker.task)
        return [Progress(worker.task, 0)]


def _describe_end(exit_code: int | None) -> str:
    if exit_code is not None and exit_code < 0:
        with contextlib.suppress(ValueError):
            name = signal.Signals(-exit_code).name
            hint = " (out of memory?)" if name == "SIGKILL" else ""
            return f"was ended by {name}{hint}"
    return f"ended with exit code {exit_code}"


def _serve(connection: Connection, assignment: Assignment) -> None:
    """A worker's life."""
    # Ctrl-C reaches all processes of a terminal; the one that started this one decides what follows.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for name in _THREAD_VARIABLES:
        os.environ[name] = str(assignment.threads)
    threading.Thread(target=_end_with_parent, name="rtstyle-parent", daemon=True).start()
    from rtstyle.batch.worker import Workbench  # noqa: PLC0415 - loads torch, which counts threads when loaded

    with contextlib.suppress(EOFError, OSError), Workbench(assignment) as bench:
        while (task := connection.recv()) is not None:
            connection.send(bench.do(task, _Reporter(connection, task)))


class _Reporter:
    """Tells how far a task is, but not too often."""

    def __init__(self, connection: Connection, task: Task) -> None:
        self._connection = connection
        self._task = task
        self._next_s = 0.0

    def __call__(self, frames: int) -> None:
        now_s = time.monotonic()
        if now_s >= self._next_s:
            self._next_s = now_s + _PROGRESS_S
            self._connection.send(Progress(self._task, frames))


def _end_with_parent() -> None:
    """Ends this process when the one that started it is no more; otherwise its work would go on unseen."""
    parent: Any = multiprocessing.parent_process()
    multiprocessing.connection.wait([parent.sentinel])
    os._exit(1)
