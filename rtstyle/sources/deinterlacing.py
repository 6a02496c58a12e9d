"""Pictures that are two fields, taken one after the other: joined, so that what moves has no teeth."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Generic, TypeVar

import av
import av.filter

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

T = TypeVar("T")


class Deinterlacer(Generic[T]):
    """FFmpeg's bwdif for the frames that are tagged as interlaced; until the first one comes, it does nothing.

    From then on frames come one later, because each is made with the next one in sight.

    Attributes:
        used: There were interlaced frames.
    """

    def __init__(self, time_base: Fraction) -> None:
        """Nothing is made yet.

        Args:
            time_base: Of the frames.
        """
        self.used = False
        self._time_base = time_base
        self.reset()

    def reset(self) -> None:
        """Forgets what it holds: frames come from elsewhere."""
        self._graph: av.filter.Graph | None = None
        self._shape: tuple[int, int, str] | None = None
        self._held: deque[T] = deque()
        self._count = 0

    def take(self, what: T, frame: av.VideoFrame) -> Iterator[tuple[T, av.VideoFrame]]:
        """Takes a frame.

        Args:
            what: Something that comes out again with it.
            frame: It.

        Yields:
            What is ready.
        """
        if self._graph is None and not frame.interlaced_frame:
            yield what, frame
            return
        shape = (frame.width, frame.height, frame.format.name)
        if shape != self._shape:
            yield from self.flush()
            self._begin(shape)
        assert self._graph is not None
        self.used = True
        self._held.append(what)
        # Only the order counts; times that stand still would upset the filter.
        frame.pts, frame.time_base = self._count, self._time_base
        self._count += 1
        self._graph.vpush(frame)
        yield from self._pull()

    def flush(self) -> Iterator[tuple[T, av.VideoFrame]]:
        """What it still holds; afterwards it begins anew."""
        if self._graph is not None:
            self._graph.vpush(None)
            yield from self._pull()
            self.reset()

    def _begin(self, shape: tuple[int, int, str]) -> None:
        width, height, pixel_format = shape
        graph = av.filter.Graph()
        layout = av.VideoFormat(pixel_format, width, height)
        source = graph.add_buffer(width=width, height=height, format=layout, time_base=self._time_base)
        filters = [
            source,
            graph.add("bwdif", "mode=send_frame:parity=auto:deint=interlaced"),
            graph.add("buffersink"),
        ]
        graph.link_nodes(*filters).configure()
        self._graph, self._shape = graph, shape

    def _pull(self) -> Iterator[tuple[T, av.VideoFrame]]:
        assert self._graph is not None
        while self._held:
            try:
                frame = self._graph.vpull()
            except (av.error.BlockingIOError, EOFError):
                return
            yield self._held.popleft(), frame
