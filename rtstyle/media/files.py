"""Files that are read or written, whatever is in them: safe opening, whole-or-nothing writing, one line per error."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from pathlib import Path
from typing import IO, TYPE_CHECKING, TypeAlias

import av
import cv2

from rtstyle.errors import MediaReadError, MediaWriteError, UsageError
from rtstyle.media.atomic import create_part, settle

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PathLike: TypeAlias = str | os.PathLike[str]

# FFmpeg's log callback takes the GIL from its worker threads and can deadlock: PyAV#751, PyAV#2276.
av.logging.set_level(None)

_OS_REASONS = {
    errno.ENOSPC: "the disk is full: free some space and run it again",
    errno.EDQUOT: "the disk quota is used up: free some space and run it again",
    errno.EFBIG: "the file grew larger than this file system or a limit allows",
    errno.EROFS: "the file system is read-only: choose another folder",
    errno.EACCES: "no permission: choose another place or change its permissions",
    errno.EPERM: "no permission: choose another place or change its permissions",
    errno.ENAMETOOLONG: "the name is too long",
    errno.EMFILE: "too many files are open",
}


def describe_os_error(error: OSError) -> str:
    """What the operating system objects to, in words that say what to do, on one line."""
    reason = _OS_REASONS.get(error.errno or 0) or error.strerror or type(error).__name__
    return " ".join(reason.split())


def describe_write_error(error: OSError, folder: Path) -> str:
    """What the system objects to while a file is made or written in ``folder``; as `describe_os_error`."""
    if isinstance(error, FileNotFoundError):
        # /proc and its like are there, and say of every new file that it is not.
        return f"no file can be made in {folder}; choose another folder"
    return describe_os_error(error)


def require_readable_file(path: Path) -> int:
    """Size in bytes of a file that is about to be read.

    Raises:
        MediaReadError: It is missing, not a regular file, empty or not permitted.
    """
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise MediaReadError(f"cannot read {path}: it is a folder, a file is needed")
        if not stat.S_ISREG(status.st_mode):
            raise MediaReadError(f"cannot read {path}: it is not a regular file")
        with path.open("rb"):
            pass
    except (FileNotFoundError, ValueError):  # a name that no file can have
        raise MediaReadError(f"cannot read {path}: no such file") from None
    except OSError as error:
        raise MediaReadError(f"cannot read {path}: {describe_os_error(error)}") from error
    if status.st_size == 0:
        raise MediaReadError(f"cannot read {path}: the file is empty (0 bytes)")
    return status.st_size


class PendingFile:
    """A file that appears under its name only when it is whole.

    Bytes go to a temporary file in the same folder, `commit` renames it, `discard` deletes it. What stood
    under the name before stays until then.
    """

    def __init__(self, path: PathLike, *, overwrite: bool = True) -> None:
        """Creates the temporary file.

        Args:
            path: The final name. A link is followed, so that the file behind it is replaced.
            overwrite: False refuses a name that is taken.

        Raises:
            MediaWriteError: The folder is missing or not writable, or the name is taken by something else.
        """
        self.path = Path(path)
        self._target = require_writable_target(self.path, overwrite=overwrite)
        self.file: IO[bytes]
        with reporting_write_errors(self.path):
            self._temporary, self.file = create_part(self._target)

    def commit(self) -> None:
        """Puts the file under its final name.

        Raises:
            MediaWriteError: The rest cannot be written; nothing is left behind then.
        """
        try:
            with reporting_write_errors(self.path):
                settle(self.file)
                self._temporary.replace(self._target)
                self.file.close()
        except MediaWriteError:
            self.discard()
            raise

    def discard(self) -> None:
        """Removes the temporary file."""
        with contextlib.suppress(OSError):
            self.file.close()
        with contextlib.suppress(OSError):
            self._temporary.unlink()


class RecordingFile:
    """A file that stands under its name from the start, so that what is in it survives the program."""

    def __init__(self, path: PathLike, *, overwrite: bool = True) -> None:
        """Creates the file; arguments and errors as for `PendingFile`."""
        self.path = Path(path)
        self._target = require_writable_target(self.path, overwrite=overwrite)
        with reporting_write_errors(self.path):
            self.file: IO[bytes] = self._target.open("wb")

    def commit(self) -> None:
        """Closes the file.

        Raises:
            MediaWriteError: The system refuses to take the rest.
        """
        with reporting_write_errors(self.path):
            self.file.close()

    def discard(self) -> None:
        """Closes and removes the file."""
        with contextlib.suppress(OSError):
            self.file.close()
        with contextlib.suppress(OSError):
            self._target.unlink()


def require_writable_target(path: Path, *, overwrite: bool = True) -> Path:
    """The real file behind a name that is about to be written.

    Raises:
        MediaWriteError: The folder is missing, or the name belongs to something that must not be replaced.
    """
    with reporting_write_errors(path):
        target = Path(os.path.realpath(path))
        if target.is_dir():
            raise MediaWriteError(f"cannot write {path}: it is a folder, a file name is needed")
        if target.exists() and not target.is_file():
            raise MediaWriteError(f"cannot write {path}: it is not a regular file")
        if target.exists() and not overwrite:
            raise MediaWriteError(f"cannot write {path}: it exists already")
        if not target.parent.is_dir():
            raise MediaWriteError(f"cannot write {path}: there is no folder {path.parent}")
    return target


def refuse_to_overwrite(
    targets: Iterable[Path], *, sources: Iterable[PathLike], styles: Iterable[PathLike] = ()
) -> None:
    """Keeps what is read from being what is written, by whatever names the two are called.

    Args:
        targets: Where the results are to go.
        sources: What is painted, all of it: a result may be called as another input is, or be a link to it.
        styles: The files of its styles.

    Raises:
        UsageError: One of the targets is one of them.
    """
    read = {_identity(style): "the style" for style in styles}
    read |= {_identity(source): "the input" for source in sources}
    for target in targets:
        identity = _identity(target)
        if identity is not None and identity in read:
            raise UsageError(
                f"{target} is {read[identity]}: it would be lost; choose another name for the result"
            )


def _identity(path: PathLike) -> tuple[int, int] | None:
    """What all names of a file have in common; None where there is no such file."""
    with contextlib.suppress(OSError, ValueError):
        status = os.stat(path)  # noqa: PTH116 - a texts' path, too
        return status.st_dev, status.st_ino
    return None


@contextlib.contextmanager
def reporting_write_errors(path: Path) -> Iterator[None]:
    """Turns what the system or FFmpeg raises while ``path`` is written into MediaWriteError."""
    try:
        yield
    except OSError as error:
        raise MediaWriteError(f"cannot write {path}: {describe_write_error(error, path.parent)}") from error
    except (av.error.FFmpegError, ValueError, cv2.error) as error:
        raise MediaWriteError(f"cannot write {path}: {' '.join(str(error).split())}") from error
