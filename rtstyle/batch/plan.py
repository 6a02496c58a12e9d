"""Which inputs there are, and where the result of each goes."""

from __future__ import annotations

import dataclasses
import glob
import os
import posixpath
from fractions import Fraction
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from rtstyle.batch.folders import STATE, file_system, is_address
from rtstyle.batch.tasks import Job, MediaKind
from rtstyle.digests import settings_digest
from rtstyle.errors import MediaReadError, RtstyleError, UsageError
from rtstyle.media.containers import open_container
from rtstyle.media.files import describe_os_error, refuse_to_overwrite
from rtstyle.media.picture import read_header
from rtstyle.media.suffixes import is_picture, is_video
from rtstyle.sinks.codecs import CONTAINERS
from rtstyle.sources.file import video_stream
from rtstyle.sources.inspection import require_whole_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


_PICTURES_READ = 100
# What stores tell of a version of an object, under the names that they have for it.
_VERSIONS = (
    "ETag",
    "etag",
    "md5Hash",
    "content_md5",
    "mtime",
    "LastModified",
    "last_modified",
    "updated",
    "created",
)


@dataclasses.dataclass(frozen=True, slots=True)
class _Found:
    """An input: where it is, the part of its path that is kept, and its version."""

    source: str
    name: PurePosixPath
    stamp: str


def plan_jobs(inputs: Sequence[str], output: str, styles: Sequence[Path] = ()) -> list[Job]:
    """One job for each picture and video.

    Args:
        inputs: Files, folders (with the folders in them), patterns such as ``clips/**/*.mp4``, and addresses of all
            three. Of folders and patterns, what is hidden or neither picture nor video is left out.
        output: Path or address of the output folder. Results keep the names that inputs have below what was named.
        styles: Pictures that no result may replace either.

    Returns:
        By name of the result.

    Raises:
        UsageError: Nothing is found, two inputs have one result, or a result would replace an input or a style.
        MediaReadError: An input is missing.
    """
    jobs: dict[str, Job] = {}
    for text in inputs:
        for found in _find(text, output):
            job = _job(found)
            other = jobs.setdefault(job.output.lower(), job)
            if other.source != job.source:
                raise UsageError(
                    f"{other.source} and {job.source} would both become {job.output}: stylize them into different"
                    " folders"
                )
            _refuse_to_overwrite(job, output, styles)
    if not jobs:
        raise UsageError(f"no picture and no video in {', '.join(inputs)}")
    return sorted(jobs.values(), key=lambda job: job.output)


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


def _job(found: _Found) -> Job:
    suffix = found.name.suffix.lower()
    if is_picture(found.name):
        return Job(found.source, str(found.name), MediaKind.IMAGE, found.stamp)
    # What cannot be written under the same ending becomes MP4, which plays everywhere.
    name = found.name if suffix in CONTAINERS else found.name.with_suffix(".mp4")
    return Job(found.source, str(name), MediaKind.VIDEO, found.stamp)


def _find(text: str, output: str) -> Iterator[_Found]:
    if is_address(text):
        yield from _find_remote(text, output)
        return
    path = Path(text)
    if path.is_file():
        yield _local(path, path.parent)
    elif path.is_dir():
        yield from _walk(path, output)
    elif glob.has_magic(text):
        root = _fixed_part(path)
        for match in sorted(root.glob(str(path.relative_to(root)))):
            if match.is_file() and _is_wanted(match.relative_to(root).as_posix()):
                yield _local(match, root)
    else:
        raise MediaReadError(f"cannot read {text}: no such file or folder")


def _walk(root: Path, output: str) -> Iterator[_Found]:
    # What earlier runs made in a folder of the inputs is no input.
    excluded = None if is_address(output) else Path(output).resolve()
    for folder, folders, files in os.walk(root, followlinks=True):
        folders[:] = sorted(name for name in folders if (Path(folder) / name).resolve() != excluded)
        for name in sorted(files):
            path = Path(folder) / name
            if _is_wanted(path.relative_to(root).as_posix()):
                yield _local(path, root)


def _fixed_part(pattern: Path) -> Path:
    """The folder that a pattern starts from."""
    parts = pattern.parts
    fixed = next(number for number, part in enumerate(parts) if glob.has_magic(part))
    return Path(*parts[:fixed])


def _local(path: Path, root: Path) -> _Found:
    status = path.stat()
    # Workers may have another working directory, and other machines certainly have.
    return _Found(
        str(path.absolute()),
        PurePosixPath(path.relative_to(root).as_posix()),
        f"{status.st_size}-{status.st_mtime_ns}",
    )


def _find_remote(address: str, output: str) -> Iterator[_Found]:
    files, root = file_system(address)
    protocol = address.partition("://")[0]
    try:
        if glob.has_magic(root):
            found: Mapping[str, Mapping[str, object]] = files.glob(root, detail=True)
            root = posixpath.dirname(root[: min(root.find(sign) for sign in "*?[" if sign in root)])
        elif files.isdir(root):
            found = files.find(root, detail=True)
        else:
            found, root = {root: files.info(root)}, posixpath.dirname(root)
    except Exception as error:  # every store has errors of its own
        raise MediaReadError(f"cannot read {address}: {' '.join(str(error).split())}") from error
    results = file_system(output)[1].rstrip("/") if output.startswith(f"{protocol}://") else None
    # As of a folder on this machine, what earlier runs made in one of its folders is no input.
    excluded = f"{results}/" if results is not None and results != root.rstrip("/") else None
    for path, info in sorted(found.items()):
        name = posixpath.relpath(path, root or "/") if root else path
        outside = excluded is None or not path.startswith(excluded)
        if info["type"] == "file" and outside and (len(found) == 1 or _is_wanted(name)):
            yield _Found(files.unstrip_protocol(path), PurePosixPath(name), _version(info))


def _version(info: Mapping[str, object]) -> str:
    told = [f"{key}={info[key]}" for key in _VERSIONS if key in info]
    return f"{info.get('size')}-{settings_digest(told, 16)}"


def _is_wanted(name: str) -> bool:
    parts = PurePosixPath(name).parts
    hidden = any(part.startswith(".") for part in parts)
    return not hidden and (is_picture(name) or is_video(name))


def _refuse_to_overwrite(job: Job, output: str, styles: Sequence[Path]) -> None:
    if not is_address(output):
        refuse_to_overwrite(Path(output) / job.output, source=job.source, styles=styles)
        same = False
    else:
        same = is_address(job.source) and (
            file_system(job.source) == file_system(f"{output.rstrip('/')}/{job.output}")
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
