"""Carries jobs through an executor: which task is next, what to do with its outcome, how far everything is."""

from __future__ import annotations

import dataclasses
import heapq
import itertools
import time
from typing import TYPE_CHECKING, Any

from rtstyle.addresses import redacted
from rtstyle.batch.manifest import Record
from rtstyle.batch.tasks import MediaKind, Outcome, Progress, Step, Task

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rtstyle.batch.executors import Executor
    from rtstyle.batch.folders import Folder
    from rtstyle.batch.manifest import Manifest
    from rtstyle.batch.tasks import Assignment, Job
    from rtstyle.sources.segment import Segment

_WAIT_S = 0.25
# What a job waits for comes first; then the long videos, so that no worker is left alone with one at the end.
_RANKS = {Step.JOIN: 0, Step.SEGMENT: 1, Step.WHOLE: 2}


@dataclasses.dataclass(frozen=True, slots=True)
class Snapshot:
    """How far a batch is.

    Attributes:
        jobs: Number of jobs, those that were done before left out.
        done: How many are over, well or not.
        failed: How many of those are not well.
        megapixels: All the work, as far as known.
        megapixels_done: How much of it is done.
        running: Inputs that are being worked on.
    """

    jobs: int
    done: int
    failed: int
    megapixels: float
    megapixels_done: float
    running: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Summary:
    """What a batch did.

    Attributes:
        records: One for each job of this run, in the order in which they ended.
        skipped: Results that were there already.
        seconds: Time that it took.
        workers: How many worked.
    """

    records: tuple[Record, ...]
    skipped: int
    seconds: float
    workers: int

    @property
    def done(self) -> list[Record]:
        """Records of what went well."""
        return [record for record in self.records if record.error is None]

    @property
    def failed(self) -> list[Record]:
        """Records of what did not."""
        return [record for record in self.records if record.error is not None]

    def to_json(self) -> dict[str, Any]:
        """All of it, with totals, as JSON takes it."""
        return {
            "done": len(self.done),
            "failed": len(self.failed),
            "skipped": self.skipped,
            "frames": sum(record.frames for record in self.done),
            "megapixels": sum(record.megapixels or 0.0 for record in self.done),
            "seconds": self.seconds,
            "cpu_seconds": sum(record.cpu_seconds for record in self.records),
            "workers": self.workers,
            "jobs": [dataclasses.asdict(record) for record in self.records],
        }


@dataclasses.dataclass(slots=True)
class _JobState:
    """What is known of a job that is under way."""

    job: Job
    megapixels: float
    segments: tuple[Segment, ...] = ()
    waiting: int = 0
    frames: dict[Task, int] = dataclasses.field(default_factory=dict)
    damaged_packets: int = 0
    seconds: float = 0.0
    cpu_seconds: float = 0.0

    @property
    def share_done(self) -> float:
        total = self.job.frames
        return min(1.0, sum(self.frames.values()) / total) if total else 0.0


class Batch:
    """One run over jobs that are not done yet.

    Args:
        jobs: What is to be done.
        assignment: What all tasks share.
        folder: The output folder.
        manifest: Its records, open for writing.
        executor: Does the tasks; whoever made it closes it.
        observer: Told a few times a second how far it is.
    """

    def __init__(
        self,
        jobs: Sequence[Job],
        assignment: Assignment,
        folder: Folder,
        manifest: Manifest,
        executor: Executor,
        observer: Callable[[Snapshot], None] | None = None,
    ) -> None:
        self._assignment = assignment
        self._folder = folder
        self._manifest = manifest
        self._executor = executor
        self._observer = observer
        self._order = itertools.count()
        self._queue: list[tuple[int, float, int, Task]] = []
        self._running: set[Task] = set()
        self._records: list[Record] = []
        known = [job.megapixels for job in jobs if job.megapixels is not None]
        typical = sum(known) / len(known) if known else 1.0
        self._states: dict[Job, _JobState] = {}
        for job in jobs:
            self._states[job] = _JobState(job, typical if job.megapixels is None else job.megapixels)
            self._push(Task(job))
        self._jobs = len(jobs)
        self._megapixels = sum(state.megapixels for state in self._states.values())
        self._megapixels_done = 0.0

    def run(self, skipped: int = 0) -> Summary:
        """Does all jobs; those that fail are in the summary.

        Args:
            skipped: Results that were there already, for the summary.

        Raises:
            RtstyleError: Nothing can be done at all: no such model, no such device, workers that die at once.
            MediaWriteError: The manifest cannot be written.
        """
        started_s = time.monotonic()
        self._tell()
        while self._queue or self._running:
            while self._queue and len(self._running) < self._executor.capacity:
                *_, task = heapq.heappop(self._queue)
                # Tasks of a job that has failed meanwhile are left out.
                if task.job in self._states:
                    self._running.add(task)
                    self._executor.submit(task)
            if self._running:
                for event in self._executor.wait(_WAIT_S):
                    self._take(event)
                self._tell()
        took_s = time.monotonic() - started_s
        return Summary(tuple(self._records), skipped, took_s, self._executor.workers)

    def _push(self, task: Task) -> None:
        rank = _RANKS[task.step]
        video_first = 0.0 if task.job.kind is MediaKind.IMAGE else -self._states[task.job].megapixels
        heapq.heappush(self._queue, (rank, video_first, next(self._order), task))

    def _take(self, event: Outcome | Progress) -> None:
        state = self._states.get(event.task.job)
        if isinstance(event, Progress):
            if state is not None:
                state.frames[event.task] = event.frames
            return
        self._running.discard(event.task)
        if event.fatal is not None:
            raise event.fatal
        if state is None:
            return
        state.seconds += event.seconds
        state.cpu_seconds += event.cpu_seconds
        state.damaged_packets += event.damaged_packets
        if event.error is not None:
            self._finish(state, event)
        elif event.segments:
            state.segments, state.waiting = event.segments, len(event.segments)
            for segment in event.segments:
                self._push(Task(event.task.job, Step.SEGMENT, (segment,)))
        elif event.task.step is Step.SEGMENT:
            state.frames[event.task] = event.frames
            state.waiting -= 1
            if not state.waiting:
                self._push(Task(event.task.job, Step.JOIN, state.segments))
        else:
            self._finish(state, event)

    def _finish(self, state: _JobState, outcome: Outcome) -> None:
        job = state.job
        record = Record(
            output=job.output,
            source=redacted(job.source),
            stamp=job.stamp,
            sha256=outcome.sha256,
            settings=self._assignment.digest,
            error=outcome.error and redacted(outcome.error),
            unreadable=outcome.unreadable,
            size_bytes=outcome.size_bytes,
            frames=outcome.frames,
            damaged_packets=state.damaged_packets,
            loss=outcome.loss,
            megapixels=job.megapixels,
            seconds=state.seconds,
            cpu_seconds=state.cpu_seconds,
        )
        self._manifest.add(record)
        self._records.append(record)
        self._megapixels_done += state.megapixels
        del self._states[job]
        if outcome.task.step is Step.JOIN and outcome.error is None:
            self._folder.remove(self._assignment.parts_folder(job))

    def _tell(self) -> None:
        if self._observer is None:
            return
        under_way = sum(state.megapixels * state.share_done for state in self._states.values())
        failed = sum(record.error is not None for record in self._records)
        running = tuple(sorted({task.job.source for task in self._running}))
        self._observer(
            Snapshot(
                self._jobs,
                len(self._records),
                failed,
                self._megapixels,
                self._megapixels_done + under_way,
                running,
            )
        )
