"""Tasks on a Ray cluster. Where they run, and what becomes of them when a machine is lost, is Ray's affair."""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import os
import socket
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rtstyle.batch.scratch import user_folder
from rtstyle.batch.settings import weights_path
from rtstyle.batch.tasks import Outcome, Step
from rtstyle.errors import BatchError, UsageError
from rtstyle.media.atomic import write_whole
from rtstyle.paths import shipped_models_dir, user_refined_dir

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rtstyle.batch.tasks import Assignment, Progress, Task
    from rtstyle.batch.worker import Workbench

RETRIES = 3
"""How often Ray does a task again whose worker or machine was lost."""
_TASKS_PER_GPU = 2
_QUEUED_PER_WORKER = 2
_LOOK_S = 5.0
_KNOCK_S = 10.0


@dataclasses.dataclass(frozen=True, slots=True)
class _Shipment:
    """What every machine gets once: files of the one that started the batch, by the names that they have there."""

    assignment: Assignment
    files: Mapping[str, bytes]


class RayExecutor:
    """See `rtstyle.batch.executors.Executor`.

    Every machine needs rtstyle and Ray in the same versions as here, and has to see inputs and outputs under the same
    paths or addresses. Styles, refined or not, and weights travel with the batch.
    """

    name = "Ray"

    def __init__(self, assignment: Assignment, address: str = "auto") -> None:
        """Joins a cluster that runs.

        Args:
            assignment: What all tasks share; of its threads, each task asks for as many processors, one by default.
            address: ``auto``, ``HOST:PORT`` or ``ray://HOST:PORT``.

        Raises:
            UsageError: Ray is not installed.
            BatchError: There is no cluster at the address.
        """
        self._tasks: dict[Any, Task] = {}
        self._ray = ray = _import_ray()
        self._joined = not ray.is_initialized()
        if self._joined:
            _join_cluster(ray, address)
        try:
            self._threads = threads = assignment.threads or 1
            self._gpus = assignment.device != "cpu" and ray.cluster_resources().get("GPU", 0) > 0
            self._measure()
            device = "cuda" if self._gpus else "cpu"
            self._shipment = ray.put(_pack(dataclasses.replace(assignment, device=device, threads=threads)))
        except BaseException:
            self.close()
            raise
        share = {"num_cpus": threads, "max_retries": RETRIES}
        self._stylize = ray.remote(**share, num_gpus=1 / _TASKS_PER_GPU if self._gpus else 0)(_do)
        self._join = ray.remote(**share)(_do)

    def submit(self, task: Task) -> None:
        """See `Executor.submit`."""
        function = self._join if task.step is Step.JOIN else self._stylize
        # In a list it travels as a reference: who has what it stands for already does not fetch it again.
        self._tasks[function.remote([self._shipment], task)] = task

    def wait(self, timeout_s: float) -> Sequence[Outcome | Progress]:
        """See `Executor.wait`."""
        if not self._tasks:
            return ()
        if time.monotonic() >= self._next_look_s:
            self._measure()
        done, _ = self._ray.wait(list(self._tasks), num_returns=1, timeout=timeout_s)
        return [self._outcome(reference) for reference in done]

    def close(self) -> None:
        """See `Executor.close`."""
        for reference in self._tasks:
            with contextlib.suppress(Exception):
                self._ray.cancel(reference, force=True)
        self._tasks = {}
        if self._joined:
            self._joined = False
            self._ray.shutdown()

    def _measure(self) -> None:
        """How many tasks that stylize run beside each other: machines come and go."""
        resources = self._ray.cluster_resources()
        workers = int(resources.get("CPU", 0) / self._threads)
        if self._gpus:
            workers = min(workers, int(resources.get("GPU", 0) * _TASKS_PER_GPU))
        # With none, the tasks wait for a machine to come.
        self.workers = max(1, workers)
        # The next tasks are on their machines already when one ends.
        self.capacity = self.workers * _QUEUED_PER_WORKER
        self._next_look_s = time.monotonic() + _LOOK_S

    def _outcome(self, reference: Any) -> Outcome:
        task = self._tasks.pop(reference)
        try:
            outcome: Outcome = self._ray.get(reference)
        except self._ray.exceptions.RayError as error:
            reason = " ".join(str(error).split())[:300]
            return Outcome(
                task, error=f"cannot stylize {task.job.source}: Ray gave up after {RETRIES} retries: {reason}"
            )
        return outcome


def _import_ray() -> Any:
    # Nobody is told that this runs.
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    try:
        import ray  # noqa: PLC0415 - an extra
    except ImportError:
        raise UsageError("Ray is not installed: pip install 'rtstyle[ray]'") from None
    return ray


def _join_cluster(ray: Any, address: str) -> None:
    try:
        _knock(address)
        ray.init(address=address, log_to_driver=False, logging_level="ERROR", configure_logging=True)
    except Exception as error:  # Ray raises errors of many kinds here
        reason = " ".join(str(error).split())[:200]
        raise BatchError(
            f"no Ray cluster at {address}: {reason}; start one with: ray start --head"
        ) from error


def _knock(address: str) -> None:
    """Ray itself goes on trying for minutes where nobody answers.

    Raises:
        OSError: Nobody does.
    """
    host, _, port = address.removeprefix("ray://").rpartition(":")
    if host and port.isdigit():
        socket.create_connection((host, int(port)), timeout=_KNOCK_S).close()


def _pack(assignment: Assignment) -> _Shipment:
    """Takes along what the other machines lack: the styles' pictures, what was refined, weights of one's own."""
    settings = assignment.settings
    files = {
        str(path): path.read_bytes() for path in (*(path for path, _ in settings.styles), *settings.refined)
    }
    weights = weights_path(settings.model)
    if weights is not None and weights.parent != shipped_models_dir():
        files[str(weights)] = weights.read_bytes()
        settings = dataclasses.replace(settings, model=str(weights))
    return _Shipment(dataclasses.replace(assignment, settings=settings), files)


def _unpack(shipment: _Shipment) -> Assignment:
    """Lays the files down on this machine, where other workers find them, too."""
    folder, settings = user_folder(), shipment.assignment.settings
    # Refined styles are looked for under their own names, which tell style and network.
    refined = {str(path): user_refined_dir() / path.name for path in settings.refined}
    places = {}
    for name, data in shipment.files.items():
        own = folder / f"{hashlib.sha256(data).hexdigest()[:32]}{Path(name).suffix.lower()}"
        places[name] = refined.get(name, own)
        if not places[name].is_file() or (name in refined and places[name].read_bytes() != data):
            write_whole(places[name], data)
    settings = dataclasses.replace(
        settings,
        styles=tuple((places[str(path)], weight) for path, weight in settings.styles),
        model=str(places.get(settings.model, settings.model)),
        refined=tuple(refined.values()),
    )
    return dataclasses.replace(shipment.assignment, settings=settings)


_benches: dict[Any, Workbench] = {}
"""Of this process, at most one: Ray does one task after another in it, and the stylizer stays for the next one."""


def _do(shipments: Sequence[Any], task: Task) -> Outcome:
    """Does a task, in a worker of Ray's."""
    import ray  # noqa: PLC0415 - an extra

    from rtstyle.batch.worker import Workbench  # noqa: PLC0415 - loads torch

    (reference,) = shipments
    if reference not in _benches:
        while _benches:
            _, bench = _benches.popitem()
            bench.close()
        _benches[reference] = Workbench(_unpack(ray.get(reference)))
    return _benches[reference].do(task)
