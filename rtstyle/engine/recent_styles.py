"""Style pictures that were used a moment ago, decoded and encoded, so that mixing them costs nothing."""

from __future__ import annotations

import dataclasses
import threading
from collections import OrderedDict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rtstyle.engine.brushwork import Lie
    from rtstyle.engine.marks import StyleMarks
    from rtstyle.frame import Image
    from rtstyle.modeling.style_code import StyleCode

_MOST_BYTES = 48_000_000
"""Of pictures and marks: eight of the bundled styles at the usual size."""
_MOST_STYLES = 8
"""Twice the corners of the mixing pad."""


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class EncodedStyle:
    """All that is taken from a style's picture, for one stroke scale.

    Attributes:
        picture: As it was read.
        code: What the network needs.
        lie: How its strokes lie.
        marks: Its own marks.
    """

    picture: Image
    code: StyleCode
    lie: Lie
    marks: StyleMarks

    @property
    def nbytes(self) -> int:
        """Memory of the picture and its marks, bytes."""
        return self.picture.nbytes + self.marks.nbytes


class RecentStyles:
    """The styles used last, in limited memory. A file that was changed meanwhile is read again.

    Methods may be called from any thread.
    """

    def __init__(self, most_bytes: int = _MOST_BYTES) -> None:
        """``most_bytes``: that many the pictures and their marks may take together."""
        self._most_bytes = most_bytes
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[object, ...], EncodedStyle] = OrderedDict()

    def get(self, path: Path, stroke_scale: float, make: Callable[[], EncodedStyle]) -> EncodedStyle:
        """A style from memory, or as ``make`` makes it.

        Args:
            path: Its file.
            stroke_scale: Scale at which it is encoded.
            make: Reads and encodes it.
        """
        try:
            status = path.stat()
        except OSError:
            return make()
        key = (path, status.st_mtime_ns, status.st_size, stroke_scale)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        made = make()
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > _MOST_STYLES or self._bytes() > self._most_bytes:
                self._kept.popitem(last=False)
        return made

    def _bytes(self) -> int:
        return sum(style.nbytes for style in self._kept.values())
