"""Temporary folders of this user alone, that do not outlast their process for long, even where it is killed."""

from __future__ import annotations

import contextlib
import getpass
import os
import re
import secrets
import shutil
import stat
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import filelock

from rtstyle.errors import BatchError

if TYPE_CHECKING:
    from collections.abc import Iterator

_LOCK = ".lock"
_NAME = re.compile(r"[0-9a-f]{16}")


def user_folder() -> Path:
    """The folder for all that batches of this user put down on this machine.

    Raises:
        BatchError: Somebody else made it, or may write into it: what we put there, or remove, would be theirs to say.
        OSError: It cannot be made.
    """
    # A container may run under a number that has no name.
    user = getpass.getuser() if sys.platform == "win32" else os.getuid()
    return _own(Path(tempfile.gettempdir()) / f"rtstyle-batch-{user}")


def _own(folder: Path) -> Path:
    """Makes a folder that nobody else may use, or makes sure that it is one."""
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    if sys.platform == "win32":
        return folder  # the temporary folder is the user's own there
    status = folder.lstat()
    if not stat.S_ISDIR(status.st_mode) or status.st_uid != os.getuid():
        raise BatchError(
            f"cannot use {folder}: it is not a folder of this user; remove it, or set TMPDIR to a folder of your own"
        )
    if status.st_mode & 0o077:
        folder.chmod(0o700)
    return folder


@contextlib.contextmanager
def scratch_folder() -> Iterator[Path]:
    """A new temporary folder; what processes left behind that were killed is removed first.

    Raises:
        BatchError: See `user_folder`.
        OSError: It cannot be made.
    """
    remove_abandoned()
    folder = _root() / secrets.token_hex(8)
    lock = folder.with_suffix(_LOCK)
    with filelock.FileLock(lock):
        folder.mkdir()
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
            with contextlib.suppress(OSError):
                lock.unlink()


def remove_abandoned() -> None:
    """Removes the scratch folders of processes that are no more.

    Raises:
        BatchError: See `user_folder`.
    """
    for lock in _root().glob(f"*{_LOCK}"):
        if not _NAME.fullmatch(lock.stem):
            continue
        # filelock.Timeout, for those that are in use, is an OSError, too.
        with contextlib.suppress(OSError), filelock.FileLock(lock, blocking=False):
            shutil.rmtree(lock.with_suffix(""), ignore_errors=True)
            lock.unlink(missing_ok=True)


def _root() -> Path:
    return _own(user_folder() / "scratch")
