"""What media files share: a quiet FFmpeg, safe opening, whole-or-nothing writing, orientation."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat
from fractions import Fraction
from pathlib import Path
from typing import IO, TYPE_CHECKING, TypeAlias

import av
import av.container
import cv2
import numpy as np

from rtstyle.errors import MediaReadError, MediaWriteError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rtstyle.frame import Image

PathLike: TypeAlias = str | os.PathLike[str]

# FFmpeg's log callback takes the GIL from its worker threads and can deadlock: PyAV#751, PyAV#2276.
av.logging.set_level(None)

MAX_VIDEO_PIXELS = 8192 * 8192
"""Largest video picture that is decoded, in pixels; a hostile header must not fill the memory."""

# A playlist in disguise could make FFmpeg open other files or addresses, so only true containers pass.
_CONTAINERS = (
    "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpegtsraw,mpeg,mpegvideo,flv,live_flv,asf,ogg,gif,apng,mxf,"
    "dv,nut,ivf,rm,wtv,h264,hevc,m4v,av1,obu,vc1,yuv4mpegpipe,swf,"
    "mp3,wav,aac,flac,w64,aiff,caf,ac3,eac3,dts,wv,ape,tta,amr"
)

# Streams whose clock has no fixed origin: broadcast time of day, or wherever the recorder started.
_CLOCKS_WITHOUT_ORIGIN = {"mpegts", "mpegtsraw", "mpeg"}

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
    except FileNotFoundError:
        raise MediaReadError(f"cannot read {path}: no such file") from None
    except OSError as error:
        raise MediaReadError(f"cannot read {path}: {describe_os_error(error)}") from error
    if status.st_size == 0:
        raise MediaReadError(f"cannot read {path}: the file is empty (0 bytes)")
    return status.st_size


def open_container(path: Path) -> av.container.InputContainer:
    """Opens a media file and nothing else that it may point to. The caller closes it.

    Raises:
        MediaReadError: The file cannot be read, or is no media file that FFmpeg knows.
    """
    require_readable_file(path)
    try:
        return av.open(
            f"file:{path}",
            mode="r",
            container_options={"format_whitelist": _CONTAINERS, "protocol_whitelist": "file"},
            metadata_errors="replace",
        )
    except (av.error.FFmpegError, OSError, ValueError) as error:
        raise MediaReadError(
            f"cannot read {path}: not a video in a known format, or damaged beyond reading"
        ) from error


def clock_origin(container: av.container.InputContainer) -> Fraction:
    """Time in seconds that is to be taken off every timestamp of every stream of a file.

    Zero for formats whose time starts at zero by design, so that their timestamps are kept as they are.
    """
    if container.format.name in _CLOCKS_WITHOUT_ORIGIN and container.start_time is not None:
        return Fraction(container.start_time, av.time_base)
    return Fraction(0)


def apply_orientation(image: Image, orientation: int) -> Image:
    """Turns a stored picture the way it is to be shown.

    Args:
        image: (H, W, ...) array.
        orientation: 1 to 8 as in EXIF tag 274; 1 leaves it as it is.

    Returns:
        A C-contiguous array; (W, H, ...) for 5 to 8.
    """
    if orientation in {5, 6, 7, 8}:
        image = image.swapaxes(0, 1)
    if orientation in {2, 3, 6, 7}:
        image = image[:, ::-1]
    if orientation in {3, 4, 7, 8}:
        image = image[::-1]
    return np.ascontiguousarray(image)


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
        self._temporary = self._target.with_name(f".{self._target.name[:80]}.{secrets.token_hex(4)}.part")
        with reporting_write_errors(self.path):
            self.file: IO[bytes] = self._temporary.open("xb")

    def commit(self) -> None:
        """Puts the file under its final name.

        Raises:
            MediaWriteError: The rest cannot be written; nothing is left behind then.
        """
        try:
            with reporting_write_errors(self.path):
                self.file.flush()
                os.fsync(self.file.fileno())
                self.file.close()
                self._temporary.replace(self._target)
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
    target = Path(os.path.realpath(path))
    with reporting_write_errors(path):
        if target.is_dir():
            raise MediaWriteError(f"cannot write {path}: it is a folder, a file name is needed")
        if target.exists() and not target.is_file():
            raise MediaWriteError(f"cannot write {path}: it is not a regular file")
        if target.exists() and not overwrite:
            raise MediaWriteError(f"cannot write {path}: it exists already")
        if not target.parent.is_dir():
            raise MediaWriteError(f"cannot write {path}: there is no folder {path.parent}")
    return target


def refuse_to_overwrite(target: Path, *, source: PathLike, styles: Iterable[PathLike] = ()) -> None:
    """Keeps what is read from being what is written, by whatever names the two are called.

    Args:
        target: Where the result is to go.
        source: What is painted.
        styles: The files of its styles.

    Raises:
        UsageError: The target is one of them.
    """
    for path, role in ((source, "the input"), *((style, "the style") for style in styles)):
        if _same_file(target, Path(path)):
            raise UsageError(f"{target} is {role}: it would be lost; choose another name for the result")


def _same_file(one: Path, other: Path) -> bool:
    with contextlib.suppress(OSError, ValueError):
        return one.samefile(other)
    return False


@contextlib.contextmanager
def reporting_write_errors(path: Path) -> Iterator[None]:
    """Turns what the system or FFmpeg raises while ``path`` is written into MediaWriteError."""
    try:
        yield
    except OSError as error:
        raise MediaWriteError(f"cannot write {path}: {describe_write_error(error, path.parent)}") from error
    except (av.error.FFmpegError, ValueError, cv2.error) as error:
        raise MediaWriteError(f"cannot write {path}: {' '.join(str(error).split())}") from error
