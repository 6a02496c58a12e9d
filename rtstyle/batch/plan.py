"""Which inputs there are, and where the result of each goes."""

from __future__ import annotations

import dataclasses
import itertools
import logging
from fractions import Fraction
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from rtstyle.addresses import is_address, redacted
from rtstyle.batch.folders import STATE, file_system
from rtstyle.batch.inputs import find_inputs
from rtstyle.batch.tasks import Job, MediaKind
from rtstyle.errors import RtstyleError, UsageError
from rtstyle.media.containers import open_container
from rtstyle.media.files import describe_os_error, refuse_to_overwrite
from rtstyle.media.picture import read_header
from rtstyle.media.suffixes import UNREAD_SUFFIXES, is_picture, painted_name
from rtstyle.sinks.container_formats import FILM_SUFFIXES
from rtstyle.sources.file import video_stream
from rtstyle.sources.inspection import require_whole_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rtstyle.batch.inputs import Input


_PICTURES_READ = 100
_MOST_NAMED = 3
_LOG = logging.getLogger(__name__)


def plan_jobs(inputs: Sequence[str], output: str, styles: Sequence[Path] = ()) -> list[Job]:
    """One job for each picture and video.

    Args:
        inputs: Files, folders (with the folders in them), patterns such as ``clips/**/*.mp4``, and addresses of all
            three. Of folders and patterns, what is neither picture nor video is left out, which is logged, and what is
            hidden; a folder that links lead to again and again counts once.
        output: Path or address of the output folder. Results keep the names that inputs have below what was named.
        styles: Pictures that no result may replace either.

    Returns:
        By name of the result.

    Raises:
        UsageError: Nothing is found, two inputs have one name, or a result would replace an input or a style.
        MediaReadError: An input is missing.
    """
    left_out: list[str] = []
    found = [each for text in inputs for each in find_inputs(text, output, left_out)]
    jobs = _named_jobs(found)
    _tell_left_out(left_out)
    if not is_address(output):
        local = [job.source for job in jobs if not is_address(job.source)]
        refuse_to_overwrite((Path(output) / job.output for job in jobs), sources=local, styles=styles)
    for job in jobs:
        _refuse_to_replace(job, output)
    if not jobs:
        raise UsageError(redacted(f"no picture and no video in {', '.join(inputs)}"))
    return sorted(jobs, key=lambda job: job.output)


def _named_jobs(found: Sequence[Input]) -> list[Job]:
    """A job for each input, each with a result of its own, whatever file systems make of upper and lower case."""
    sources: dict[PurePosixPath, str] = {}
    for each in found:
        other = sources.setdefault(each.name, each.source)
        if other != each.source:
            raise UsageError(
                redacted(
                    f"{other} and {each.source} would both become {_result(each.name)}: stylize them into"
                )
                + " different folders"
            )
    jobs: dict[str, Job] = {}
    # Those that keep their names first: nothing else may take them.
    for each in sorted(dict.fromkeys(found), key=lambda one: _result(one.name) != one.name):
        name = next(name for name in _names(each.name) if str(name).lower() not in jobs)
        kind = MediaKind.IMAGE if is_picture(each.name) else MediaKind.VIDEO
        jobs[str(name).lower()] = Job(each.source, str(name), kind, each.stamp)
    return list(jobs.values())


def _names(name: PurePosixPath) -> Iterator[PurePosixPath]:
    """What the result may be called, the best first."""
    result = _result(name)
    yield result
    if result != name:
        yield name.with_name(name.name + result.suffix)
    for number in itertools.count(2):
        yield result.with_stem(f"{result.stem}-{number}")


def _result(name: PurePosixPath) -> PurePosixPath:
    if is_picture(name):
        return PurePosixPath(painted_name(name))
    # What cannot be written under the same ending becomes MP4, which plays everywhere.
    return name if name.suffix.lower() in FILM_SUFFIXES else name.with_suffix(".mp4")


def _tell_left_out(names: list[str]) -> None:
    if not names:
        return
    # What its owner takes for a picture first.
    names = sorted(names, key=lambda name: PurePosixPath(name).suffix.lower() not in UNREAD_SUFFIXES)
    rest = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    _LOG.warning("left out, not to be read as picture or video: %s%s", ", ".join(names[:_MOST_NAMED]), rest)


def measured_jobs(jobs: Sequence[Job]) -> list[Job]:
    """The jobs with the amount of their work, from the headers of local inputs; elsewhere it stays unknown.

    Of many pictures only some are looked at: their header tells the size when all of the file has been read.
    """
    pictures = [job for job in jobs if job.kind is MediaKind.IMAGE and not is_address(job.source)]
    sample = {job: _measured(job) for job in pictures[:: max(1, len(pictures) // _PICTURES_READ)]}
    known = [job.megapixels for job in sample.values() if job.megapixels is not None]
    typical = sum(known) / len(known) if known else None
    rest = {job: dataclasses.replace(job, megapixels=typical, frames=1) for job in pictures}
    looked_at = rest | sample
    return [looked_at[job] if job in looked_at else _measured(job) for job in jobs]


def unreadable_jobs(jobs: Sequence[Job]) -> dict[Job, str]:
    """Local inputs that cannot be read, and why, as far as headers tell; all of them are looked at."""
    problems: dict[Job, str] = {}
    for job in jobs:
        if is_address(job.source):
            continue
        try:
            _size(job)
        except RtstyleError as error:
            problems[job] = str(error)
        except OSError as error:
            problems[job] = f"cannot read {job.source}: {describe_os_error(error)}"
    return problems


def _measured(job: Job) -> Job:
    if is_address(job.source):
        return job
    try:
        size, frames = _size(job)
    except (RtstyleError, OSError):
        # Whoever stylizes it finds out what is wrong and says so.
        return job
    return dataclasses.replace(job, megapixels=size * frames / 1e6, frames=frames)


def _refuse_to_replace(job: Job, output: str) -> None:
    same = (
        is_address(output)
        and is_address(job.source)
        and file_system(job.source) == file_system(f"{output.rstrip('/')}/{job.output}")
    )
    if same or PurePosixPath(job.output).parts[0] == STATE:
        raise UsageError(f"{job.output} in {output} is an input: choose another --output")


def _size(job: Job) -> tuple[int, int]:
    """Pixels of a frame, and the number of frames."""
    return _picture_size(job) if job.kind is MediaKind.IMAGE else _video_size(job)


def _picture_size(job: Job) -> tuple[int, int]:
    header = read_header(job.source)
    return header.width * header.height, 1


def _video_size(job: Job) -> tuple[int, int]:
    require_whole_file(Path(job.source))
    with open_container(Path(job.source)) as container:
        stream = video_stream(container, Path(job.source))
        length_s = Fraction(container.duration or 0, 1_000_000)
        frames = stream.frames or round(
            length_s * (stream.guessed_rate or stream.average_rate or Fraction(25))
        )
        return stream.codec_context.width * stream.codec_context.height, max(frames, 1)
