"""How long a batch will take, from what earlier runs took or, where there are none, from a short measurement."""

from __future__ import annotations

import dataclasses
import math
import statistics
import tempfile
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from rtstyle.batch.tasks import Job, MediaKind, Task

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rtstyle.batch.manifest import Record
    from rtstyle.batch.tasks import Assignment

_FRAMES = 12
_LARGEST = 1280 * 720


def estimate_s(jobs: Sequence[Job], seconds_per_megapixel: float, workers: int) -> float | None:
    """Time that jobs will take, seconds; those whose size is not known count as the others do.

    Args:
        jobs: What is to be done.
        seconds_per_megapixel: Of one worker.
        workers: How many work beside each other.

    Returns:
        None where no size is known.
    """
    known = [job.megapixels for job in jobs if job.megapixels is not None]
    if not known:
        return None
    return statistics.fmean(known) * len(jobs) * seconds_per_megapixel / workers


def recorded_speed(records: Iterable[Record], settings: str) -> float | None:
    """Seconds per megapixel of a worker, from what was done with the same settings; None where nothing was."""
    done = [r for r in records if r.settings == settings and r.error is None and r.megapixels and r.seconds]
    megapixels = sum(record.megapixels or 0.0 for record in done)
    return sum(record.seconds for record in done) / megapixels if megapixels else None


def measured_speed(jobs: Sequence[Job], assignment: Assignment) -> float:
    """Seconds per megapixel of a worker, measured here on a made-up clip as large as the jobs' pictures are.

    Raises:
        RtstyleError: The stylizer cannot be made.
    """
    from rtstyle.batch.worker import Workbench  # noqa: PLC0415 - loads torch

    sizes = [job.megapixels / (job.frames or 1) for job in jobs if job.megapixels]
    pixels = min(statistics.median(sizes) * 1e6 if sizes else _LARGEST, _LARGEST)
    width = max(64, 2 * round(math.sqrt(pixels * 16 / 9) / 2))
    height = max(36, 2 * round(width * 9 / 32))
    with tempfile.TemporaryDirectory(prefix="rtstyle-batch-") as name:
        folder = Path(name)
        clip = _make_clip(folder / "clip.mp4", width, height)
        job = Job(str(clip), "result.mp4", MediaKind.VIDEO, "0-0")
        settings = dataclasses.replace(assignment.settings, segment_s=0.0, audio=False)
        with Workbench(
            dataclasses.replace(assignment, settings=settings, output=str(folder / "out"))
        ) as bench:
            # The first time, the network is loaded and compiled.
            first, second = (bench.do(Task(job)) for _ in range(2))
    if first.fatal is not None:
        raise first.fatal
    return second.seconds / (_FRAMES * width * height / 1e6)


def _make_clip(path: Path, width: int, height: int) -> Path:
    from rtstyle.sinks.video_file import VideoFileSink  # noqa: PLC0415 - see the import above
    from rtstyle.sources.synthetic import SyntheticSource  # noqa: PLC0415

    rate = Fraction(25)
    source = SyntheticSource(width, height, rate, duration_s=float(_FRAMES / rate))
    with VideoFileSink(path, preset="ultrafast") as sink:
        sink.open(source.open())
        while (frame := source.read()) is not None:
            sink.write(frame)
    source.close()
    return path
