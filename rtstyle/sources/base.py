"""What every source offers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeGuard

if TYPE_CHECKING:
    from rtstyle.frame import StreamInfo, VideoFrame


class Source(Protocol):
    """A stream of frames. One thread opens, reads and closes it.

    Attributes:
        live: True where time does not wait (camera, screen): late frames are dropped. False where every frame
            counts (file).
    """

    live: bool

    def open(self) -> StreamInfo:
        """Acquires the device or file and tells what it delivers.

        Raises:
            SourceError: The device is missing, busy or unusable.
            MediaReadError: The file is.
        """
        ...

    def read(self) -> VideoFrame | None:
        """The next frame, or None at the end. May block for about a frame time.

        Raises:
            SourceLostError: A live source stopped delivering.
            MediaReadError: A file cannot be read further.
        """
        ...

    def close(self) -> None:
        """Releases everything. May be called twice, and from any state."""
        ...


class WaitingSource(Source, Protocol):
    """A live source that loses nothing while it is held at a frame: a recording that is played.

    Attributes:
        waits: True.
    """

    waits: bool

    def resume(self) -> None:
        """Ends a pause: the next frame is due as long after now as it comes after the one that was read last."""
        ...


def can_wait(source: Source) -> TypeGuard[WaitingSource]:
    """Whether a source may be held at a frame."""
    return bool(getattr(source, "waits", False))
