"""Compiled networks on disk: whole and unaltered, or not at all."""

from __future__ import annotations

import contextlib
import hashlib
import logging
from typing import TYPE_CHECKING

from rtstyle.media.atomic import write_whole

if TYPE_CHECKING:
    from pathlib import Path

_logger = logging.getLogger(__name__)
_ENDING = ".compiled"
_DIGEST_BYTES = 32
_LIMIT_BYTES = 512 << 20


class CompiledStore:
    """Files that any number of processes share and that may vanish at any time.

    Each begins with the SHA-256 digest of the rest: a compiler that is handed a damaged file of its own may well run
    it. Where nothing can be written, nothing is kept.

    Args:
        folder: Made when the first file is saved.
        limit_bytes: What all files may take; those that were not used for longest go first.
    """

    def __init__(self, folder: Path, *, limit_bytes: int = _LIMIT_BYTES) -> None:
        self._folder = folder
        self._limit_bytes = limit_bytes

    def load(self, key: str) -> bytes | None:
        """What was saved under a key; None where there is nothing, or it is damaged.

        Args:
            key: Letters, digits and hyphens.
        """
        path = self._path(key)
        try:
            content = path.read_bytes()
        except OSError:
            return None
        data = content[_DIGEST_BYTES:]
        if hashlib.sha256(data).digest() != content[:_DIGEST_BYTES]:
            _logger.debug("%s is damaged and will be made anew", path)
            return None
        with contextlib.suppress(OSError):
            path.touch()  # used: it is kept longer
        return data

    def save(self, key: str, data: bytes) -> None:
        """Keeps data under a key if it can.

        Args:
            key: Letters, digits and hyphens.
            data: Replaces what was there.
        """
        try:
            write_whole(self._path(key), hashlib.sha256(data).digest() + data)
            self._make_room()
        except OSError as error:
            _logger.debug("a compiled network is not kept: %s", error)

    def _make_room(self) -> None:
        files = []
        for path in self._folder.glob(f"*{_ENDING}"):
            with contextlib.suppress(OSError):  # another process has taken it away
                status = path.stat()
                files.append((status.st_mtime, status.st_size, path))
        taken = sum(size for _, size, _ in files)
        for _, size, path in sorted(files)[:-1]:
            if taken <= self._limit_bytes:
                break
            path.unlink(missing_ok=True)
            taken -= size

    def _path(self, key: str) -> Path:
        return self._folder / f"{key}{_ENDING}"
