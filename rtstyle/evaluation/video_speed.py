"""How fast a video goes from file to file, beside its slowest stage."""

from __future__ import annotations

import itertools
import tempfile
import time
import wave
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from rtstyle.engine.stylizer import Stylizer
from rtstyle.evaluation.timing import Effort, Timing, measure
from rtstyle.frame import StreamInfo, VideoFrame
from rtstyle.options import StylizeOptions
from rtstyle.pipeline.video import stylize_video
from rtstyle.sinks.video_file import VideoFileSink
from rtstyle.sources.file import FileSource

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rtstyle.frame import Image

R = TypeVar("R")

_RATE = Fraction(30)
_SAMPLE_RATE = 48_000
_REPEATS = 3
_PAINTED = 30


@dataclass(frozen=True, slots=True)
class Clip:
    """The video that is made for the measurement, with sound, 30 frames per second.

    Attributes:
        width: Pixels.
        height: Pixels.
        frames: How many.
        size: Short side that it is processed at, pixels.
    """

    width: int
    height: int
    frames: int
    size: int


def measure_video(
    clip: Clip,
    pictures: Sequence[Image],
    style: Image,
    *,
    model: str,
    device: str,
    threads: int,
    effort: Effort,
) -> dict[str, Any]:
    """Times decoding, the engine and encoding alone, then all of them at once as ``rtstyle video`` runs them.

    Args:
        clip: What to make.
        pictures: Its frames, (height, width, 3) uint8 RGB, repeated in a circle.
        style: Any picture.
        model: As ``Stylizer`` takes it.
        device: Likewise.
        threads: Likewise.
        effort: For the engine.

    Returns:
        Timings in milliseconds a frame, wall and CPU; the whole's seconds and what they are of real time, of the
        slowest stage and of the floor: stages that share processors cannot be done before the slowest of them is,
        nor before the processors have done the work of all. Loading the network is not counted.
    """
    stylizer = Stylizer(
        model, device, size=clip.size, smoothing=StylizeOptions.for_video().smoothing, threads=threads
    )
    try:
        stylizer.set_style(style)
        moving = itertools.cycle(pictures)  # one that repeats is not painted again
        engine = measure(lambda: stylizer.stylize(next(moving)), effort, device)
        # Brush strokes take an encoder several times as long as what was filmed.
        painted, engine_cpu_ms = _cpu_ms(
            lambda: [stylizer.stylize(picture) for picture in pictures[:_PAINTED]],
            min(len(pictures), _PAINTED),
        )
        with tempfile.TemporaryDirectory() as folder:
            sound, path, result = (Path(folder) / name for name in ("sound.wav", "clip.mp4", "result.mp4"))
            _write_sound(sound, float(clip.frames / _RATE))
            _write(path, sound, clip, pictures)
            encodings, encode_cpu_ms = _cpu_ms(
                lambda: [_write(result, sound, clip, painted) for _ in range(_REPEATS)],
                _REPEATS * clip.frames,
            )
            decodings, decode_cpu_ms = _cpu_ms(
                lambda: [_read(path) for _ in range(_REPEATS)], _REPEATS * clip.frames
            )
            encode, decode = Timing.of(encodings), Timing.of(decodings)
            started = time.perf_counter()
            stylize_video(path, result, style=style, size=clip.size, stylizer=stylizer)
            seconds = time.perf_counter() - started
    finally:
        stylizer.close()
    slowest = max(engine.median_ms, encode.median_ms, decode.median_ms)
    cpu_ms = {"decode": decode_cpu_ms, "engine": engine_cpu_ms, "encode": encode_cpu_ms}
    floor_ms = max(slowest, sum(cpu_ms.values()) / threads)
    return {
        "clip": clip,
        "decode": decode,
        "engine": engine,
        "encode": encode,
        "whole_ms": seconds * 1000 / clip.frames,
        "whole_s": seconds,
        "real_time_factor": float(clip.frames / _RATE) / seconds,
        "whole_over_slowest": seconds * 1000 / clip.frames / slowest,
        "cpu_ms": cpu_ms,
        "floor_ms": floor_ms,
        "whole_over_floor": seconds * 1000 / clip.frames / floor_ms,
    }


def _cpu_ms(work: Callable[[], R], frames: int) -> tuple[R, float]:
    """What the work returns, and the CPU time of all threads for each frame, milliseconds."""
    started = time.process_time()
    result = work()
    return result, (time.process_time() - started) * 1000 / frames


def _write(path: Path, sound: Path, clip: Clip, pictures: Sequence[Image]) -> float:
    """Encodes the clip; milliseconds a frame, the file's end included."""
    info = StreamInfo(clip.width, clip.height, _RATE, 1 / _RATE, clip.frames, float(clip.frames / _RATE))
    started = time.perf_counter()
    with VideoFileSink(path, sound_from=sound) as sink:
        sink.open(info)
        for i in range(clip.frames):
            sink.write(VideoFrame(pictures[i % len(pictures)], i, i, 1 / _RATE, time.monotonic_ns()))
    return (time.perf_counter() - started) * 1000 / clip.frames


def _read(path: Path) -> float:
    """Decodes a file to its end; milliseconds a frame."""
    started, frames = time.perf_counter(), 0
    with FileSource(path) as source:
        while source.read() is not None:
            frames += 1
    return (time.perf_counter() - started) * 1000 / max(frames, 1)


def _write_sound(path: Path, seconds: float) -> None:
    moments = np.arange(int(seconds * _SAMPLE_RATE)) / _SAMPLE_RATE
    tone = (np.sin(moments * 2 * np.pi * 440) * 8000).astype("<i2")
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(_SAMPLE_RATE)
        file.writeframes(tone.tobytes())
