"""Inputs of a batch: files, and what folders, patterns and stores hold."""

from __future__ import annotations

import dataclasses
import glob
import os
import posixpath
from collections import deque
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from rtstyle.addresses import is_address, redacted
from rtstyle.batch.folders import file_system, is_inside
from rtstyle.digests import settings_digest
from rtstyle.errors import MediaReadError
from rtstyle.media.files import describe_os_error
from rtstyle.media.suffixes import is_picture, is_video

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

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
_OF_SYSTEMS = {"thumbs.db", "desktop.ini"}


@dataclasses.dataclass(frozen=True, slots=True)
class Input:
    """A picture or video.

    Attributes:
        source: Path or address.
        name: The part of its path that is kept; it leads nowhere but down.
        stamp: Its version, see `rtstyle.batch.tasks.Job`.
    """

    source: str
    name: PurePosixPath
    stamp: str


def find_inputs(text: str, output: str, left_out: list[str]) -> Iterator[Input]:
    """Finds what a file, folder, pattern or address names.

    Args:
        text: As it was given.
        output: Path or address of the output folder, which is no input.
        left_out: Gets the names of those that are not taken, and why where that is not plain.

    Raises:
        MediaReadError: There is no such thing.
        UsageError: This machine has no package for that kind of address.
    """
    if is_address(text):
        yield from _find_remote(text, output, left_out)
        return
    path = Path(text)
    if path.is_file():
        yield _local(path, path.parent)
    elif path.is_dir():
        for file in sorted(_files_below(path, output, left_out)):
            yield from _taken(file, path, left_out)
    elif glob.has_magic(text):
        for match in _matches(path, root := _fixed_part(path)):
            if not match.is_dir():
                yield from _taken(match, root, left_out)
    else:
        raise MediaReadError(f"cannot read {text}: no such file or folder")


def _files_below(root: Path, output: str, left_out: list[str]) -> Iterator[Path]:
    """All files that are not hidden, in each folder once: by its own name rather than by that of a link to it."""
    # What earlier runs made in a folder of the inputs is no input.
    excluded = None if is_address(output) else Path(output).resolve()
    folders, links = deque([root]), deque[Path]()
    seen = set()
    while folders or links:
        folder = folders.popleft() if folders else links.popleft()
        try:
            status = folder.stat()
            identity = (status.st_dev, status.st_ino)
            if identity in seen or folder.resolve() == excluded:
                continue
            seen.add(identity)
            with os.scandir(folder) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as error:
            left_out.append(f"{folder} ({describe_os_error(error)})")
            continue
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if _leads_to_a_folder(entry):
                (links if entry.is_symlink() else folders).append(folder / entry.name)
            else:
                yield folder / entry.name


def _leads_to_a_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to itself
        return False


def _taken(path: Path, root: Path, left_out: list[str]) -> Iterator[Input]:
    """The file as an input, if it is to be one."""
    name = path.relative_to(root).as_posix()
    if not _is_wanted(name, left_out):
        return
    try:
        yield _local(path, root)
    except OSError as error:
        left_out.append(f"{name} ({describe_os_error(error)})")


def _matches(pattern: Path, root: Path) -> list[Path]:
    try:
        return sorted(root.glob(str(pattern.relative_to(root))))
    except ValueError as error:
        raise MediaReadError(f"cannot read {pattern}: {str(error).lower()}") from error
    except OSError as error:
        raise MediaReadError(f"cannot read {pattern}: {describe_os_error(error)}") from error


def _fixed_part(pattern: Path) -> Path:
    """The folder that a pattern starts from."""
    parts = pattern.parts
    fixed = next(number for number, part in enumerate(parts) if glob.has_magic(part))
    return Path(*parts[:fixed])


def _local(path: Path, root: Path) -> Input:
    status = path.stat()
    # Workers may have another working directory, and other machines certainly have.
    return Input(
        str(path.absolute()),
        PurePosixPath(path.relative_to(root).as_posix()),
        f"{status.st_size}-{status.st_mtime_ns}",
    )


def _find_remote(address: str, output: str, left_out: list[str]) -> Iterator[Input]:
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
        raise MediaReadError(redacted(f"cannot read {address}: {' '.join(str(error).split())}")) from error
    results = file_system(output)[1].rstrip("/") if output.startswith(f"{protocol}://") else None
    # As of a folder on this machine, what earlier runs made in one of its folders is no input.
    excluded = f"{results}/" if results is not None and results != root.rstrip("/") else None
    for path, info in sorted(found.items()):
        if info["type"] != "file" or (excluded is not None and path.startswith(excluded)):
            continue
        name = posixpath.relpath(path, root or "/") if root else path
        if not is_inside(name):
            # Stores take any name; as a path it would lead out of the output folder.
            left_out.append(f"{name} (its name leads out of the folder)")
        elif len(found) == 1 or _is_wanted(name, left_out):
            yield Input(files.unstrip_protocol(path), PurePosixPath(name), _version(info))


def _version(info: Mapping[str, object]) -> str:
    told = [f"{key}={info[key]}" for key in _VERSIONS if key in info]
    return f"{info.get('size')}-{settings_digest(told, 16)}"


def _is_wanted(name: str, left_out: list[str]) -> bool:
    """Whether a file that was not named, but found, is to be painted."""
    path = PurePosixPath(name)
    if any(part.startswith(".") for part in path.parts):
        return False
    if is_picture(name) or is_video(name):
        return True
    if path.name.lower() not in _OF_SYSTEMS:
        left_out.append(name)
    return False
