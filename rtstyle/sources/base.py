"""What every source offers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

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
