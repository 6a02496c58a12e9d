"""Temporary folders that do not outlast their process for long, even where it is killed."""

from __future__ import annotations

import contextlib
import getpass
import os
import secrets
import shutil
import sys
import tempfile
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_LOCK = ".lock"


def user_folder() -> Path:
    """The folder for all that batches of this user put down on this machine; it need not be there."""
    # A container may run under a number that has no name.
    user = getpass.getuser() if sys.platform == "win32" else os.getuid()
    return Path(tempfile.gettempdir()) / f"rtstyle-batch-{user}"


@contextlib.contextmanager
def scratch_folder() -> Iterator[Path]:
    """A new temporary folder; what processes left behind that were killed is removed first.

    Raises:
        OSError: It cannot be made.
    """
    remove_abandoned()
    folder = _root() / secrets.token_hex(8)
    lock = folder.with_suffix(_LOCK)
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("xb") as file:
        try_lock(file)
        folder.mkdir()
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
            with contextlib.suppress(OSError):
                lock.unlink()


def remove_abandoned() -> None:
    """Removes the scratch folders of processes that are no more."""
    for lock in _root().glob(f"*{_LOCK}"):
        with contextlib.suppress(OSError), lock.open("r+b") as file:
            if try_lock(file):
                shutil.rmtree(lock.with_suffix(""), ignore_errors=True)
                lock.unlink()


def try_lock(file: IO[bytes]) -> bool:
    """Locks a file until it is closed, or until this process is no more; False where another one has it locked."""
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - Windows has no other

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - Windows has none

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _root() -> Path:
    return user_folder() / "scratch"
