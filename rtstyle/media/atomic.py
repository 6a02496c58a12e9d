"""Files that appear whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import sys
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_PART = re.compile(r"\..+\.[0-9a-f]{8}\.rtstyle\.part", re.DOTALL)

_swept: set[Path] = set()


def refuse_pipes(path: Path) -> None:
    """Keeps what is to be read from being a pipe, which would be waited for, or a device, which may have no end.

    Raises:
        OSError: It is one.
    """
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise OSError(errno.EINVAL, "it is not a regular file", str(path))


def write_whole(path: Path, data: bytes, *, overwrite: bool = True, private: bool = False) -> None:
    """Writes a file under a temporary name beside it and renames it when it is on the disk.

    Any number of processes may write the same file: each finds, or leaves behind, a whole one.

    Args:
        path: Target; missing folders are made.
        data: Everything that the file is to hold.
        overwrite: False keeps a file that is there already.
        private: Nobody but its owner may read it.

    Raises:
        FileExistsError: The name is taken, and ``overwrite`` is False.
        OSError: The file cannot be written; what stood there before still does.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part, file = create_part(path, private=private)
    try:
        with file:
            file.write(data)
            settle(file)
            if overwrite:
                part.replace(path)
            else:
                _publish(part, path)
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def require_room_for(path: Path) -> None:
    """Tries whether a file can be made, before the work is done that is to be kept in it.

    Raises:
        OSError: It cannot.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part, file = create_part(path)
    file.close()
    part.unlink(missing_ok=True)


def create_part(path: Path, *, private: bool = False) -> tuple[Path, IO[bytes]]:
    """Creates an empty file under a temporary name beside ``path``, to be renamed to it.

    While it is open it is locked. Those that processes left behind that are no more are removed from the folder.

    Args:
        path: The final name.
        private: Nobody but its owner may read it.

    Raises:
        OSError: It cannot be made.
    """
    _sweep(path.parent)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    while True:
        # The name may take 255 bytes already: the temporary one keeps its beginning only.
        part = path.with_name(f".{path.name[:40]}.{secrets.token_hex(4)}.rtstyle.part")
        file = os.fdopen(os.open(part, flags, 0o600 if private else 0o666), "wb")
        _lock(file)
        if part.exists():
            return part, file
        # Someone else took it for abandoned before it was locked.
        file.close()


def settle(file: IO[bytes]) -> None:
    """Brings what was written to the disk; the file may be renamed then."""
    file.flush()
    os.fsync(file.fileno())
    if sys.platform == "win32":
        file.close()  # an open file keeps its name there


def _sweep(folder: Path) -> None:
    """Removes what killed processes left in a folder; once in the life of this one."""
    if folder in _swept:
        return
    _swept.add(folder)
    with contextlib.suppress(OSError):
        for left in folder.iterdir():
            if _PART.fullmatch(left.name):
                _remove_abandoned(left)


def _remove_abandoned(part: Path) -> None:
    with contextlib.suppress(OSError):
        if sys.platform == "win32":
            part.unlink()  # which fails where it is open
            return
        with part.open("rb") as file:
            if _lock(file, wait=False):
                part.unlink()


def _lock(file: IO[bytes], *, wait: bool = True) -> bool:
    """Locks an open file until it is closed, or until this process is no more; False where that cannot be.

    By hand, because filelock opens what it locks, and empties it.

    Args:
        file: Any open one.
        wait: Until whoever holds it lets go; who sweeps does so at once.
    """
    if sys.platform == "win32":
        return True  # it can be neither removed nor renamed there while it is open
    import fcntl  # noqa: PLC0415 - Windows has none

    try:
        fcntl.flock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _publish(part: Path, path: Path) -> None:
    """Gives a file its final name unless that is taken."""
    try:
        path.hardlink_to(part)
    except FileExistsError:
        raise
    except OSError:
        # A file system without hard links: here two processes may still overtake each other.
        if path.exists():
            raise FileExistsError(f"{path} exists already") from None
        part.replace(path)
