"""What is handed to workers and what comes back: plain values that travel between processes and machines."""

from __future__ import annotations

import dataclasses
import enum
from typing import TYPE_CHECKING

import av

from rtstyle.batch.folders import PARTS
from rtstyle.digests import settings_digest
from rtstyle.version import __version__

if TYPE_CHECKING:
    from rtstyle.batch.settings import BatchSettings
    from rtstyle.errors import RtstyleError
    from rtstyle.sources.segment import Segment


class MediaKind(enum.StrEnum):
    """Kinds of inputs."""

    IMAGE = "image"
    VIDEO = "video"


@dataclasses.dataclass(frozen=True, slots=True)
class Job:
    """One input and its result.

    Attributes:
        source: Path or address of the input.
        output: Path of the result in the output folder, with ``/``.
        kind: Of the input.
        stamp: Tells versions of the input apart without reading it: ``SIZE-``, then the time of change or an object's
            tag.
        megapixels: About how much there is to compute, from the header; None where that would have to be fetched.
        frames: Likewise the number of frames.
    """

    source: str
    output: str
    kind: MediaKind
    stamp: str
    megapixels: float | None = None
    frames: int | None = None


def size_of(stamp: str) -> str:
    """The size in bytes that a job's stamp begins with."""
    return stamp.partition("-")[0]


class Step(enum.StrEnum):
    """Steps of a job."""

    WHOLE = "whole"
    SEGMENT = "segment"
    JOIN = "join"


@dataclasses.dataclass(frozen=True, slots=True)
class Task:
    """What one worker does at a time.

    Attributes:
        job: What it belongs to.
        step: A long video's first step ends with its segments; they become steps of their own, and then a join.
        segments: The one segment of a SEGMENT step, all of them in a JOIN step.
    """

    job: Job
    step: Step = Step.WHOLE
    segments: tuple[Segment, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class Outcome:
    """How a task ended.

    Attributes:
        task: Which.
        error: Why it failed; None where it did not.
        unreadable: It failed for its input's sake, and would again.
        fatal: An error that every other task would meet, too.
        segments: Of a long video: what is to be done instead.
        sha256: Of the input's bytes, where they were read as a whole.
        size_bytes: Of the result.
        frames: Pictures made.
        damaged_packets: See `rtstyle.pipeline.video.VideoResult`.
        loss: See `rtstyle.media.picture.Picture`.
        seconds: Time that it took.
        cpu_seconds: Processor time that it took, of all threads.
    """

    task: Task
    error: str | None = None
    unreadable: bool = False
    fatal: RtstyleError | None = None
    segments: tuple[Segment, ...] = ()
    sha256: str | None = None
    size_bytes: int = 0
    frames: int = 0
    damaged_packets: int = 0
    loss: str = ""
    seconds: float = 0.0
    cpu_seconds: float = 0.0


@dataclasses.dataclass(frozen=True, slots=True)
class Progress:
    """How far a task is.

    Attributes:
        task: Which.
        frames: Frames that are done.
    """

    task: Task
    frames: int


@dataclasses.dataclass(frozen=True, slots=True)
class Assignment:
    """What all tasks of a batch share.

    Attributes:
        settings: How inputs are stylized.
        digest: Of the settings.
        output: Path or address of the output folder.
        device: As `rtstyle.engine.stylizer.Stylizer` takes it.
        threads: CPU threads of a worker; None leaves the choice to the libraries.
        versions: Of what makes the parts of videos, on the machine that started the batch.
    """

    settings: BatchSettings
    digest: str
    output: str
    device: str = "auto"
    threads: int | None = None
    versions: str = f"rtstyle {__version__}, av {av.__version__}"

    def parts_folder(self, job: Job) -> str:
        """Where the finished parts of a video lie in the output folder.

        All that a part depends on is in its name: whoever finds it may use it.
        """
        made = [job.source, job.stamp, job.output, self.settings.encoder_threads, self.digest, self.versions]
        return f"{PARTS}/{settings_digest([str(part) for part in made], 24)}"
