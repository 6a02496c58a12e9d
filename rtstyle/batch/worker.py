"""Where a worker does its tasks: one stylizer, one input at a time, results that appear whole."""

from __future__ import annotations

import contextlib
import dataclasses
import time
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Self

import cv2

from rtstyle.addresses import is_address
from rtstyle.batch.folders import fetch, open_folder
from rtstyle.batch.scratch import scratch_folder
from rtstyle.batch.tasks import MediaKind, Outcome, Step
from rtstyle.digests import file_digest
from rtstyle.engine.stylizer import Stylizer
from rtstyle.errors import (
    DeviceError,
    MediaReadError,
    ModelError,
    RtstyleError,
    SegmentError,
    UsageError,
)
from rtstyle.media.files import describe_os_error
from rtstyle.media.picture import read_picture
from rtstyle.pipeline.video import stylize_source
from rtstyle.sinks.codecs import encoder_settings
from rtstyle.sinks.container_formats import container_for
from rtstyle.sinks.image import write_image
from rtstyle.sinks.segment import SegmentFile, SegmentSink, join_segments
from rtstyle.sinks.video_file import VideoFileSink
from rtstyle.sources.file import FileSource
from rtstyle.sources.segment import SegmentSource, split_video

if TYPE_CHECKING:
    from collections.abc import Callable

    from rtstyle.batch.tasks import Assignment, Job, Task
    from rtstyle.options import StylizeOptions
    from rtstyle.pipeline.video import CountingSink
    from rtstyle.sources.segment import Segment

_DECODER_THREADS = 2


class _Unusable(Exception):  # noqa: N818 - not an error of its own but a mark on one
    """The stylizer cannot be made: no other task will fare better."""

    def __init__(self, error: RtstyleError) -> None:
        super().__init__(str(error))
        self.error = error


class Workbench:
    """Does one task after another. Not safe for use from several threads.

    Args:
        assignment: What all tasks share.
    """

    def __init__(self, assignment: Assignment) -> None:
        self._assignment = assignment
        self._settings = assignment.settings
        self._folder = open_folder(assignment.output)
        self._stylizer: Stylizer | None = None
        self._fetched: tuple[str, Path] | None = None
        self._downloads = contextlib.ExitStack()
        if assignment.threads is not None:
            cv2.setNumThreads(assignment.threads)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Frees the device and removes what was fetched."""
        self._downloads.close()
        self._fetched = None
        if self._stylizer is not None:
            self._stylizer.close()
            self._stylizer = None

    def do(self, task: Task, progress: Callable[[int], None] | None = None) -> Outcome:
        """Does a task; whatever goes wrong is in the outcome.

        Args:
            task: What is to be done.
            progress: Called with the number of frames that are done, now and then, while a video is stylized.
        """
        started_s, cpu_s = time.monotonic(), time.process_time()
        steps = {Step.WHOLE: self._whole, Step.SEGMENT: self._segment, Step.JOIN: self._join}
        try:
            outcome = steps[task.step](task, progress or (lambda _: None))
        except _Unusable as mark:
            outcome = Outcome(task, error=str(mark), fatal=mark.error)
        except RtstyleError as error:
            # What lies in a store may only have been out of reach.
            unreadable = isinstance(error, MediaReadError) and not is_address(task.job.source)
            outcome = Outcome(task, error=str(error), unreadable=unreadable)
        except OSError as error:
            outcome = Outcome(task, error=f"cannot stylize {task.job.source}: {describe_os_error(error)}")
        except Exception as error:  # noqa: BLE001 - one input must not end the batch
            reason = " ".join(f"{type(error).__name__}: {error}".split())
            outcome = Outcome(task, error=f"cannot stylize {task.job.source}: {reason}")
        return dataclasses.replace(
            outcome, seconds=time.monotonic() - started_s, cpu_seconds=time.process_time() - cpu_s
        )

    def _whole(self, task: Task, progress: Callable[[int], None]) -> Outcome:
        job = task.job
        source = self._local(job)
        if job.kind is MediaKind.IMAGE:
            return self._image(task, source)
        target = container_for(Path(job.output))
        if self._settings.splits and not target.constant_rate and target.name != "mpegts":
            segments = split_video(source, self._settings.segment_s, self._settings.warm_up_s)
            if len(segments) > 1:
                return Outcome(task, segments=segments)
        with self._folder.staging() as staging:
            result = staging / PurePosixPath(job.output).name
            reader = FileSource(source, threads=self._decoder_threads)
            sink = self._video_sink(result, source)
            self._stylize(reader, sink, progress)
            return Outcome(
                task,
                sha256=file_digest(source),
                frames=sink.frames_written,
                damaged_packets=reader.damaged_packets,
                loss="; ".join((*reader.notes, *sink.notes)),
                size_bytes=self._folder.publish(result, job.output),
            )

    def _image(self, task: Task, source: Path) -> Outcome:
        stylizer = self._ready(self._settings.picture.still())
        picture = read_picture(source)
        painted = stylizer.stylize(picture.image)
        with self._folder.staging() as staging:
            result = staging / PurePosixPath(task.job.output).name
            write_image(result, painted)
            size = self._folder.publish(result, task.job.output)
        return Outcome(task, sha256=file_digest(source), frames=1, loss=picture.loss, size_bytes=size)

    def _segment(self, task: Task, progress: Callable[[int], None]) -> Outcome:
        segment = task.segments[0]
        name = self._part_name(task.job, segment)
        size = self._folder.size(name)
        if size:
            # A run before this one made it.
            return Outcome(task, frames=segment.frames, size_bytes=size)
        source = SegmentSource(self._local(task.job), segment, threads=self._decoder_threads)
        settings = self._settings
        with self._folder.staging() as staging:
            file = SegmentFile(staging / "part.nut", segment.begin)
            encoding = encoder_settings(
                container_for(Path(task.job.output)),
                codec=settings.codec,
                crf=settings.crf,
                preset=settings.preset,
                threads=settings.encoder_threads,
            )
            sink = SegmentSink(file, encoding)
            self._stylize(source, sink, progress)
            size = self._folder.publish(file.path, name)
        return Outcome(
            task, frames=sink.frames_written, damaged_packets=source.damaged_packets, size_bytes=size
        )

    def _join(self, task: Task, progress: Callable[[int], None]) -> Outcome:  # noqa: ARG002 - it takes no time
        job = task.job
        source = self._local(job)
        with FileSource(source, threads=1) as reader:
            info = reader.info
            # What is to be told is seen in the first frame.
            reader.read()
        with self._folder.staging() as staging:
            parts = [
                SegmentFile(self._folder.local_copy(self._part_name(job, segment), staging), segment.begin)
                for segment in task.segments
            ]
            result = staging / PurePosixPath(job.output).name
            sink = self._video_sink(result, source)
            try:
                join_segments(sink, info, parts)
            except SegmentError:
                # Kept, they would fail every run to come.
                self._folder.remove(self._assignment.parts_folder(job))
                raise
            size = self._folder.publish(result, job.output)
        loss = "; ".join((*reader.notes, *sink.notes))
        return Outcome(
            task, sha256=file_digest(source), frames=sink.frames_written, loss=loss, size_bytes=size
        )

    def _stylize(self, source: FileSource, sink: CountingSink, progress: Callable[[int], None]) -> None:
        options = self._settings.picture
        stylize_source(
            source,
            sink,
            make_stylizer=lambda: self._ready(options),
            close_stylizer=False,
            progress=lambda done, _: progress(done),
        )

    def _video_sink(self, path: Path, source: Path) -> VideoFileSink:
        settings = self._settings
        return VideoFileSink(
            path,
            codec=settings.codec,
            crf=settings.crf,
            preset=settings.preset,
            sound_from=source if settings.audio else None,
            rest_from=source,
            threads=settings.encoder_threads,
        )

    def _ready(self, options: StylizeOptions) -> Stylizer:
        """The stylizer, with its style, ready for a new sequence."""
        if self._stylizer is None:
            try:
                self._stylizer = self._make_stylizer()
            except (UsageError, ModelError, DeviceError) as error:
                raise _Unusable(error) from error
        self._stylizer.options = options
        self._stylizer.reset()
        return self._stylizer

    def _make_stylizer(self) -> Stylizer:
        settings = self._settings
        stylizer = Stylizer(
            settings.model,
            self._assignment.device,
            options=settings.picture,
            threads=self._assignment.threads,
        )
        try:
            stylizer.set_style({str(path): weight for path, weight in settings.styles})
        except RtstyleError as error:
            raise _Unusable(error) from error
        return stylizer

    @property
    def _decoder_threads(self) -> int:
        return min(self._assignment.threads or _DECODER_THREADS, _DECODER_THREADS)

    def _local(self, job: Job) -> Path:
        """The input as a local file. Of those that were fetched, the last one is kept: its next part may follow."""
        if not is_address(job.source):
            return Path(job.source)
        key = f"{job.source} {job.stamp}"
        if self._fetched is None or self._fetched[0] != key:
            self._downloads.close()
            folder = self._downloads.enter_context(scratch_folder())
            path = folder / PurePosixPath(job.source).name
            fetch(job.source, path)
            self._fetched = (key, path)
        return self._fetched[1]

    def _part_name(self, job: Job, segment: Segment) -> str:
        place = f"{segment.number:05d}-{segment.begin}-{segment.end}"
        return f"{self._assignment.parts_folder(job)}/{place}.nut"
