"""A source to loop over."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Self

from rtstyle.errors import UsageError
from rtstyle.sources.animation import make_file_source
from rtstyle.sources.make import make_source
from rtstyle.sources.playback import PlaybackSource

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rtstyle.frame import StreamInfo, VideoFrame
    from rtstyle.sources.base import Source


class OpenSource:
    """Frames, one after the other, of a source that is open; closed at their end, or by ``with``.

    It is a source itself, for a `rtstyle.Pipeline`.

    Args:
        source: Any source, one of your own as well; opened here.

    Attributes:
        info: What it delivers.
        live: Whether late frames are dropped.

    Raises:
        SourceError: The device is missing, busy or unusable.
        MediaReadError: The file is.
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        self.live = source.live
        self.info = source.open()
        self._open = True

    def __iter__(self) -> Iterator[VideoFrame]:
        return self

    def __next__(self) -> VideoFrame:
        frame = self.read()
        if frame is None:
            self.close()
            raise StopIteration
        return frame

    def open(self) -> StreamInfo:
        """See `Source.open`: it is open already."""
        return self.info

    def read(self) -> VideoFrame | None:
        """See `Source.read`."""
        return self._source.read() if self._open else None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Releases everything. May be called twice."""
        self._open = False
        self._source.close()


def open_source(
    spec: str | os.PathLike[str] | Source,
    *,
    width: int | None = None,
    height: int | None = None,
    fps: float | None = None,
) -> OpenSource:
    """Opens what a specification names, to loop over its frames.

    Of a video file every frame comes, as fast as it is asked for. Everything else is live: `rtstyle.Pipeline` keeps up
    with it in threads of its own, a plain loop only as far as it is fast enough.

    Args:
        spec: As `make_source` takes it, a path, or a source of your own.
        width: Asked of a camera, exact for the synthetic scene, an upper limit for a screen or an address; pixels.
        height: Likewise.
        fps: Asked of a camera, exact for screen and synthetic scene; files and addresses have their own.

    Raises:
        UsageError: No source is of that name, or a size or rate makes no sense.
        SourceError: The device is missing, busy or unusable.
        MediaReadError: The file is.
    """
    if isinstance(spec, str | os.PathLike):
        made = make_source(os.fspath(spec), width=width, height=height, fps=fps)
        return OpenSource(make_file_source(spec) if isinstance(made, PlaybackSource) else made)
    if not all(hasattr(spec, name) for name in ("live", "open", "read", "close")):
        raise UsageError(
            f"a source is a name, a path or an object with open, read and close, not {type(spec).__name__}"
        )
    return OpenSource(spec)
