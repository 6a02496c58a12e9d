"""How pictures are encoded that somebody watches while they are made."""

from __future__ import annotations

import dataclasses
import os
from typing import TYPE_CHECKING

from rtstyle.errors import SinkError
from rtstyle.sinks.codecs import EncoderSettings, encoder_for, encoder_works

if TYPE_CHECKING:
    from rtstyle.frame import StreamInfo, VideoFrame

KEY_FRAME_S = 1.0
"""Seconds between two key frames: how long who tunes in waits for a picture at most."""
SOUND_ENCODER = "aac"
"""What every receiver of such streams understands."""
_ENCODER = "libx264"
_PIXEL_FORMAT = "yuv420p"
_MAX_THREADS = 4
_FALLBACK_FPS = 30.0
_BITS_PER_PIXEL = 0.12
_LEAST_BITRATE = 300_000


def live_settings(info: StreamInfo, bitrate: int | None = None) -> EncoderSettings:
    """Settings for low delay: no frame waits for a later one, key frames come often, the bit rate has a limit.

    Args:
        info: What is to be encoded.
        bitrate: Bits per second at most; None takes what suits the size.

    Raises:
        SinkError: There is no H.264 encoder on this machine.
    """
    if not encoder_works(_ENCODER, _PIXEL_FORMAT):
        raise SinkError(
            "cannot stream: PyAV has no H.264 encoder here; install it with: pip install --force-reinstall av"
        )
    fps = float(info.frame_rate) if info.frame_rate else _FALLBACK_FPS
    most = bitrate or max(round(info.width * info.height * fps * _BITS_PER_PIXEL), _LEAST_BITRATE)
    options = {
        "preset": "veryfast",
        "tune": "zerolatency",
        "crf": "21",
        "maxrate": str(most),
        "bufsize": str(most),
        # Key frames are asked for by time, below: frames may come slower than announced, or faster. This is the most.
        "g": str(max(round(2 * fps * KEY_FRAME_S), 1)),
        "forced-idr": "1",
        # A key frame at a time that the receiver cannot foresee would cut its segments unevenly.
        "sc_threshold": "0",
    }
    threads = min(os.cpu_count() or 1, _MAX_THREADS)
    return EncoderSettings(
        _ENCODER, options, _PIXEL_FORMAT, threads, encoder_for(_ENCODER).max_time_base_term, KEY_FRAME_S
    )


class StreamClock:
    """Lets the time of every connection and every file begin with 0."""

    def __init__(self) -> None:
        self._start: int | None = None

    def rebased(self, frame: VideoFrame) -> VideoFrame:
        """The frame with its time since the first one that was asked about."""
        if self._start is None:
            self._start = frame.pts
        return dataclasses.replace(frame, pts=frame.pts - self._start)
