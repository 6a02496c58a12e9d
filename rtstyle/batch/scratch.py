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
from typing import TYPE_CHECKING

import filelock

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
    with filelock.FileLock(lock):
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
        # filelock.Timeout, for those that are in use, is an OSError, too.
        with contextlib.suppress(OSError), filelock.FileLock(lock, blocking=False):
            shutil.rmtree(lock.with_suffix(""), ignore_errors=True)
            lock.unlink(missing_ok=True)


def _root() -> Path:
    return user_folder() / "scratch"
