"""Frames that belong to sounds, and ears for what was written."""

from __future__ import annotations

import dataclasses
import threading
from fractions import Fraction
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import av
import numpy as np

from rtstyle.frame import SoundCue, StreamInfo, VideoFrame

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

RATE = 48_000
FRAME_S = Fraction(1, 25)
START_NS = 5_000_000_000
INFO = StreamInfo(64, 48, Fraction(25), FRAME_S)
SOUNDING = dataclasses.replace(INFO, has_sound=True)


def picture(number: int, *, cue: SoundCue | None = None, start: int = 700) -> VideoFrame:
    """Frame ``number`` of a stream that began long before, captured at its time after `START_NS`."""
    image = np.full((48, 64, 3), 40 + number * 7 % 160, np.uint8)
    return VideoFrame(image, number, start + number, FRAME_S, START_NS + number * 40_000_000, cue)


def cue_at(path: Path, number: int) -> SoundCue:
    return SoundCue(path, number / 25)


def heard(file: object, container_format: str | None = None) -> np.ndarray:
    """(N,) loudness of all samples of a media file's sound, `RATE` a second, from its time 0 on."""
    with av.open(file, "r", container_format) as container:
        resampler = av.AudioResampler("fltp", "stereo", RATE)
        pieces = [
            (round(piece.pts * piece.time_base * RATE), np.abs(piece.to_ndarray()).max(0))
            for frame in container.decode(audio=0)
            for piece in resampler.resample(frame)
        ]
    result = np.zeros(max(begin + len(samples) for begin, samples in pieces))
    for begin, samples in pieces:
        kept = samples[max(-begin, 0) :]
        result[max(begin, 0) : max(begin, 0) + len(kept)] = kept
    return result


def onsets(loudness: np.ndarray, *, level: float = 0.1, silence_s: float = 0.08) -> list[float]:
    """When sound begins after a silence, seconds."""
    loud = np.flatnonzero(loudness > level)
    if not len(loud):
        return []
    begins = np.flatnonzero(np.diff(loud) > silence_s * RATE) + 1
    return [float(loud[i]) / RATE for i in (0, *begins)]


class FakeSounddevice(SimpleNamespace):
    """What `rtstyle.sources.microphone` uses of sounddevice; the test is the sound system."""

    def __init__(self, *, channels: int = 1, names: tuple[str, ...] = ("Built-in", "USB microphone")) -> None:
        devices = [{"name": "Speakers", "max_input_channels": 0}]
        devices += [{"name": name, "max_input_channels": channels} for name in names]
        super().__init__(default=SimpleNamespace(device=(1, 0)), devices=devices)
        self.streams: list[FakeStream] = []
        self.error: Exception | None = None

    def query_devices(self) -> list[dict[str, Any]]:
        if self.error is not None:
            raise self.error
        return self.devices

    def InputStream(self, **options: Any) -> FakeStream:
        if self.error is not None:
            raise self.error
        self.streams.append(FakeStream(**options))
        return self.streams[-1]


class FakeStream:
    """An open input: `hear` calls back as PortAudio does."""

    def __init__(
        self, device: int, samplerate: int, channels: int, dtype: str, callback: Callable[..., None]
    ) -> None:
        assert (samplerate, dtype) == (RATE, "float32")
        self.device, self.channels, self._callback = device, channels, callback
        self.state = "made"

    def start(self) -> None:
        self.state = "started"

    def close(self) -> None:
        self.state = "closed"

    def hear(self, samples: np.ndarray, delay_s: float) -> None:
        assert self.state == "started"
        block = np.repeat(samples[:, None], self.channels, 1).astype(np.float32)
        times = SimpleNamespace(currentTime=100.0, inputBufferAdcTime=100.0 - delay_s)
        # Another thread, whose memory is used again for the next block.
        thread = threading.Thread(target=self._callback, args=(block, len(block), times, None))
        thread.start()
        thread.join()
        block[:] = np.nan
