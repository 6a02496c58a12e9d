"""A sink that keeps nothing: for measurements, and as a double in tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rtstyle.errors import SinkError

if TYPE_CHECKING:
    from rtstyle.frame import StreamInfo, VideoFrame


class NullSink:
    """Takes frames and forgets all but the last.

    Attributes:
        info: What it was opened with last; None before.
        frames_written: How many frames were taken since it was made.
        last_frame: The newest of them.
        is_open: Between `open` and `close` or `abort`.
    """

    def __init__(self) -> None:
        self.info: StreamInfo | None = None
        self.frames_written = 0
        self.last_frame: VideoFrame | None = None
        self.is_open = False

    def open(self, info: StreamInfo) -> None:
        """Notes what the frames will be."""
        self.info = info
        self.is_open = True

    def write(self, frame: VideoFrame) -> None:
        """Counts the frame.

        Raises:
            SinkError: The sink is not open.
        """
        if not self.is_open:
            raise SinkError("cannot write to the null sink: it is not open")
        self.frames_written += 1
        self.last_frame = frame

    def close(self) -> None:
        """Stops taking frames."""
        self.is_open = False

    def abort(self) -> None:
        """Stops taking frames."""
        self.is_open = False
