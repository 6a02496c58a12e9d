"""Small files that appear whole or not at all."""

from __future__ import annotations

import contextlib
import os
import secrets
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def write_whole(path: Path, data: bytes, *, overwrite: bool = True) -> None:
    """Writes a file under a temporary name beside it and renames it when it is on the disk.

    Any number of processes may write the same file: each finds, or leaves behind, a whole one.

    Args:
        path: Target; missing folders are made.
        data: Everything that the file is to hold.
        overwrite: False keeps a file that is there already.

    Raises:
        FileExistsError: The name is taken, and ``overwrite`` is False.
        OSError: The file cannot be written; what stood there before still does.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    # The name may take 255 bytes already: the temporary one keeps its beginning only.
    part = path.with_name(f".{path.name[:40]}.{os.getpid()}.{secrets.token_hex(4)}.part")
    try:
        with part.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if overwrite:
            part.replace(path)
        else:
            _publish(part, path)
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


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
