"""What every sink offers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from rtstyle.frame import StreamInfo, VideoFrame


class Sink(Protocol):
    """Takes frames in order. One thread opens, writes and closes it.

    A sink may have an attribute ``wanted``: while it is False, nobody looks at what it gets. Where that holds for all
    sinks of a live pipeline, nothing is painted.
    """

    def open(self, info: StreamInfo) -> None:
        """Prepares for frames of that size and time base.

        Raises:
            SinkError: The device or address cannot be used.
            MediaWriteError: The file cannot be made.
        """
        ...

    def write(self, frame: VideoFrame) -> None:
        """Takes one frame; the picture must not be changed afterwards by either side.

        Raises:
            SinkError: The device or connection stopped accepting.
            MediaWriteError: The file cannot be written further.
        """
        ...

    def close(self) -> None:
        """Finishes what was written. May be called twice, and from any state."""
        ...

    def abort(self) -> None:
        """Gives up: removes what would be a half-written result. May be called from any state."""
        ...
