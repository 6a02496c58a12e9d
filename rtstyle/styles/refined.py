"""What refining added to styles, on disk: what ships for the bundled styles, and what the user's machine found.

One file for each style and network, some ten kB. It is found by what the style's file holds, not by its name, so that a
style may be renamed, and never by a network that it was not made for.
"""

from __future__ import annotations

import contextlib
import hashlib
import threading
from typing import TYPE_CHECKING

import numpy as np

from rtstyle import paths
from rtstyle.digests import file_digest, image_digest
from rtstyle.errors import MediaWriteError
from rtstyle.media.atomic import require_room_for
from rtstyle.styles.code import read_code, write_code

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from rtstyle.frame import Image
    from rtstyle.modeling.style_code import StyleCode


def style_digest(style: Path | Image) -> str:
    """Tells style pictures apart: a file by its bytes, an image by its pixels.

    Raises:
        OSError: The file cannot be read.
    """
    return image_digest(style) if isinstance(style, np.ndarray) else file_digest(style)


class RefinedStyles:
    """Differences to AdaIN's guess by style and network. Safe for any number of threads and processes.

    Args:
        folders: Where they lie; the last one is the user's, which takes new ones and goes first. None takes what ships
            and the user's folder.
    """

    def __init__(self, folders: Sequence[Path] | None = None) -> None:
        self._folders = tuple(folders or (paths.shipped_refined_dir(), paths.user_refined_dir()))
        self._lock = threading.Lock()
        self._read: dict[tuple[Path, int], StyleCode | None] = {}

    def find(self, digest: str, network: str) -> StyleCode | None:
        """The difference for a style, or None.

        Args:
            digest: See `style_digest`.
            network: The network's key: name and weights.
        """
        for folder in reversed(self._folders):
            path = folder / _file_name(digest, network)
            try:
                key = (path, path.stat().st_mtime_ns)
            except OSError:
                continue
            with self._lock:
                if key not in self._read:
                    self._read[key] = read_code(path, network)
                if self._read[key] is not None:
                    return self._read[key]
        return None

    def file(self, digest: str, network: str) -> Path:
        """Where `keep` puts the difference for a style."""
        return self._folders[-1] / _file_name(digest, network)

    def keep(self, digest: str, network: str, difference: StyleCode) -> Path:
        """Writes a difference, in half precision, to the user's folder.

        Returns:
            Its file.

        Raises:
            MediaWriteError: The folder cannot be written to.
        """
        path = self.file(digest, network)
        with _reporting(path):
            write_code(path, network, difference.map(lambda part: np.asarray(part, np.float16)))
        return path

    def require_room(self, digest: str, network: str) -> None:
        """Tries whether `keep` is going to work.

        Raises:
            MediaWriteError: The folder cannot be written to.
        """
        path = self.file(digest, network)
        with _reporting(path):
            require_room_for(path)


@contextlib.contextmanager
def _reporting(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise MediaWriteError(
            f"cannot keep the refined style in {path.parent}: {error.strerror or error}"
        ) from error


def _file_name(digest: str, network: str) -> str:
    return f"{hashlib.sha256(f'{digest} {network}'.encode()).hexdigest()[:40]}.safetensors"
