"""Sound that comes with a stream of pictures, for whoever listens."""

from __future__ import annotations

import threading
from collections import deque
from typing import TYPE_CHECKING

import av
import numpy as np
from av.audio.resampler import AudioResampler

from rtstyle.media.sound import SAMPLE_RATE, SoundBlock

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from av.audio.stream import AudioStream
    from av.packet import Packet

_KEPT_BLOCKS = 4096
"""For a listener that does not come to take them; of 20 ms each, more than a minute."""


class SoundRelay:
    """See `rtstyle.media.sound.SoundInput`. What nobody listens to is not decoded."""

    def __init__(self) -> None:
        """Nobody listens yet."""
        self._lock = threading.Lock()
        self._listeners: tuple[_Listener, ...] = ()
        self._resampler = AudioResampler("fltp", "stereo", SAMPLE_RATE)

    def listen(self) -> _Listener:
        """See `rtstyle.media.sound.SoundInput.listen`."""
        listener = _Listener(self)
        with self._lock:
            self._listeners = (*self._listeners, listener)
        return listener

    def leave(self, listener: _Listener) -> None:
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


class _Listener:
    """See `rtstyle.media.sound.Listener`."""

    def __init__(self, relay: SoundRelay) -> None:
        self._relay = relay
        self._blocks: deque[SoundBlock] = deque(maxlen=_KEPT_BLOCKS)

    def put(self, block: SoundBlock) -> None:
        """Keeps a block; called by whoever plays the stream."""
        self._blocks.append(block)

    def take(self) -> Sequence[SoundBlock]:
        """See `rtstyle.media.sound.Listener.take`."""
        return [self._blocks.popleft() for _ in range(len(self._blocks))]

    def close(self) -> None:
        """See `rtstyle.media.sound.Listener.close`."""
        self._relay.leave(self)
