"""Sound that comes with a stream of pictures, for whoever listens."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import av
import numpy as np
from av.audio.resampler import AudioResampler

from rtstyle.media.sound import SAMPLE_RATE, ListenerQueue, SoundBlock

if TYPE_CHECKING:
    from collections.abc import Callable

    from av.audio.stream import AudioStream
    from av.packet import Packet


class SoundRelay:
    """See `rtstyle.media.sound.SoundInput`. What nobody listens to is not decoded."""

    def __init__(self) -> None:
        """Nobody listens yet."""
        self._lock = threading.Lock()
        self._listeners: tuple[ListenerQueue, ...] = ()
        self._resampler = AudioResampler("fltp", "stereo", SAMPLE_RATE)

    def listen(self) -> ListenerQueue:
        """See `rtstyle.media.sound.SoundInput.listen`."""
        listener = ListenerQueue(self.leave)
        with self._lock:
            self._listeners = (*self._listeners, listener)
        return listener

    def leave(self, listener: ListenerQueue) -> None:
        """A listener goes."""
        with self._lock:
            self._listeners = tuple(other for other in self._listeners if other is not listener)

    def begin(self) -> None:
        """Another stream begins, whose sound may be of another kind."""
        self._resampler = AudioResampler("fltp", "stereo", SAMPLE_RATE)

    def take(self, packet: Packet[AudioStream], heard_ns: Callable[[float], int | None]) -> None:
        """Decodes a packet for those who listen.

        Args:
            packet: It, at its time.
            heard_ns: Tells at which ``time.monotonic_ns()`` a time of the stream in seconds is heard; None where that
                is not known yet.
        """
        if not self._listeners:
            return
        try:
            pieces = [piece for frame in packet.decode() for piece in self._resampler.resample(frame)]
        except (av.error.FFmpegError, EOFError, ValueError):
            # A damaged place, or sound that changes its kind halfway.
            self.begin()
            return
        for piece in pieces:
            when = (
                None
                if piece.pts is None or not piece.time_base
                else heard_ns(float(piece.pts * piece.time_base))
            )
            if when is not None:
                block = SoundBlock(np.asarray(piece.to_ndarray(), np.float32).T, when)
                for listener in self._listeners:
                    listener.put(block)
