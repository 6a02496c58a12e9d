"""How fast, how late and how complete the picture is, readable while it runs."""

from __future__ import annotations

import dataclasses
import threading
import time
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from rtstyle.frame import VideoFrame

_RING = 2048
"""Samples kept of each series: eight seconds at 240 frames per second."""
_STARVING_NS = 1_000_000_000
_LEAST_SHARE = 0.9
"""Of the wanted rate: cameras are a little off, and clocks too."""
_Samples = npt.NDArray[np.int64]


@dataclasses.dataclass(frozen=True, slots=True)
class Latency:
    """Percentiles of a delay over the window, milliseconds."""

    p50_ms: float
    p95_ms: float
    p99_ms: float


@dataclasses.dataclass(frozen=True, slots=True)
class SinkSnapshot:
    """What became of the frames that one sink was offered.

    Attributes:
        frames: Frames written since it was added.
        dropped: Frames that came while it was still busy with older ones.
        fps: Frames written per second.
        latency: From the capture to the end of the write; None where the window holds no frame.
        longest_gap_ms: Longest time between two frames within the window.
    """

    frames: int
    dropped: int
    fps: float
    latency: Latency | None
    longest_gap_ms: float


@dataclasses.dataclass(frozen=True, slots=True)
class MonitorSnapshot:
    """One moment of a running pipeline; rates and percentiles are over the last seconds.

    Attributes:
        seconds: Time since the pipeline was made.
        frames_in: Frames that the source delivered.
        frames_out: Frames that left the engine.
        frames_plain: Those of them that were passed on without a style.
        fps_in: Frames per second from the source.
        fps_out: Frames per second from the engine.
        dropped: Frames lost, by cause: ``capture`` (the source itself missed them), ``rate`` (left out to hold the
            wanted rate), ``engine`` (replaced by a newer one before the engine had time), and each sink's name.
        latency: Milliseconds from the capture to ``engine_start``, to ``engine_end`` and to each sink's end of
            writing (its name), and the time ``in_engine``; only what the window holds frames of.
        sinks: What each sink got, by name.
        size: Short side at which the engine works, pixels; None before its first frame.
        behind: The wanted rate is not held: the engine cannot or must not work at a smaller size, or `starved`.
        starved: The engine would be fast enough, but the source delivers too little.
    """

    seconds: float
    frames_in: int
    frames_out: int
    frames_plain: int
    fps_in: float
    fps_out: float
    dropped: Mapping[str, int]
    latency: Mapping[str, Latency]
    sinks: Mapping[str, SinkSnapshot]
    size: int | None
    behind: bool
    starved: bool

    def to_dict(self) -> dict[str, Any]:
        """The same as plain dictionaries and rounded numbers, one JSON line's worth."""
        return {name: _plain(getattr(self, name)) for name in self.__slots__}


def _plain(value: object) -> object:
    if isinstance(value, float):
        return round(value, 3)
    if isinstance(value, Latency | SinkSnapshot):
        return {name: _plain(getattr(value, name)) for name in value.__slots__}
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value


class _Series:
    """The newest samples of one measurement in fixed memory. One thread adds, any thread reads.

    A reader may see one sample that is being replaced; over hundreds of them that does not show, and it keeps the
    frame's way free of locks.
    """

    def __init__(self) -> None:
        self.count = 0
        self._times = np.zeros(_RING, np.int64)
        self._values = np.zeros(_RING, np.int64)

    def add(self, now_ns: int, value_ns: int) -> None:
        slot = self.count % _RING
        self._times[slot], self._values[slot] = now_ns, value_ns
        self.count += 1

    def since(self, start_ns: int) -> tuple[_Samples, _Samples]:
        """Times in rising order and their values, nanoseconds."""
        count = min(self.count, _RING)
        times, values = self._times[:count].copy(), self._values[:count].copy()
        recent = np.flatnonzero(times >= start_ns)
        recent = recent[np.argsort(times[recent], kind="stable")]
        return times[recent], values[recent]


class SinkMeter:
    """Counts what one sink takes. `written` belongs to the sink's thread, `count_drop` to the one that feeds it."""

    def __init__(self, clock: Callable[[], int]) -> None:
        self._clock = clock
        self._series = _Series()
        self.dropped = 0

    def written(self, frame: VideoFrame) -> None:
        """The sink is done with this frame."""
        now = self._clock()
        self._series.add(now, now - frame.captured_ns)

    def count_drop(self) -> None:
        """A frame was dropped because the sink was busy."""
        self.dropped += 1

    def snapshot(self, now_ns: int, window_ns: int) -> SinkSnapshot:
        """The window that ends now."""
        times, values = self._series.since(now_ns - window_ns)
        gap = float(np.diff(times).max()) / 1e6 if len(times) > 1 else 0.0
        return SinkSnapshot(
            self._series.count, self.dropped, _rate(times, now_ns, window_ns), percentiles(values), gap
        )


class Monitor:
    """Measures a pipeline. Each series has one thread that adds to it; snapshots may be taken from any thread.

    Attributes:
        size: Short side at which the engine works; set by the engine thread.
        behind: The engine does not hold the wanted rate, at the smallest size that it may work at; likewise.
        wanted_fps: Frames per second that are to be held, None where no rate is known; likewise.
        first_frame_s: When the first frame went on, seconds since the monitor was made; None before.
        first_painted_s: When the first painted one did.
    """

    def __init__(self, window_s: float = 3.0, clock: Callable[[], int] = time.monotonic_ns) -> None:
        """Starts counting.

        Args:
            window_s: Length of the sliding window of rates and percentiles, seconds.
            clock: Nanoseconds on the clock of `VideoFrame.captured_ns`.
        """
        self.size: int | None = None
        self.behind = False
        self.wanted_fps: float | None = None
        self.first_frame_s: float | None = None
        self.first_painted_s: float | None = None
        self._clock = clock
        self._window_ns = round(window_s * 1e9)
        self._start_ns = clock()
        self._captured = _Series()
        self._waited = _Series()
        self._in_engine = _Series()
        self._left_engine = _Series()
        self._frames_plain = 0
        self._dropped = {"capture": 0, "rate": 0, "engine": 0}
        self._sinks: dict[str, SinkMeter] = {}
        self._lock = threading.Lock()

    def captured(self) -> None:
        """A frame came from the source. Belongs to the capture thread."""
        self._captured.add(self._clock(), 0)

    def count_drops(self, cause: str, count: int = 1) -> None:
        """Frames were lost to ``capture``, ``rate`` or ``engine``. Belongs to the capture thread."""
        self._dropped[cause] += count

    def stylized(self, frame: VideoFrame, started_ns: int) -> None:
        """The engine is done with a frame that it took at ``started_ns``. Belongs to the engine thread."""
        now = self._clock()
        self._waited.add(now, started_ns - frame.captured_ns)
        self._in_engine.add(now, now - started_ns)
        self._left_engine.add(now, now - frame.captured_ns)
        if self.first_painted_s is None:
            self.first_painted_s = (now - self._start_ns) / 1e9
            self._note_first(now)

    def passed(self, frame: VideoFrame) -> None:
        """A frame went on without a style. Belongs to whoever passes it on."""
        now = self._clock()
        self._left_engine.add(now, now - frame.captured_ns)
        self._frames_plain += 1
        self._note_first(now)

    def _note_first(self, now_ns: int) -> None:
        if self.first_frame_s is None:
            self.first_frame_s = (now_ns - self._start_ns) / 1e9

    def add_sink(self, name: str) -> SinkMeter:
        """Makes a meter, shown under that name from now on."""
        meter = SinkMeter(self._clock)
        with self._lock:
            self._sinks = {**self._sinks, name: meter}
        return meter

    def remove_sink(self, name: str) -> None:
        """Shows that sink no longer."""
        with self._lock:
            self._sinks = {key: meter for key, meter in self._sinks.items() if key != name}

    def snapshot(self) -> MonitorSnapshot:
        """The present state."""
        now, window = self._clock(), self._window_ns
        sinks = {name: meter.snapshot(now, window) for name, meter in self._sinks.items()}
        stages = {
            "engine_start": self._waited,
            "in_engine": self._in_engine,
            "engine_end": self._left_engine,
        }
        delays = {name: percentiles(series.since(now - window)[1]) for name, series in stages.items()}
        delays |= {name: sink.latency for name, sink in sinks.items()}
        captured = self._captured.since(now - window)[0]
        starved = not self.behind and _comes_short(captured, self.wanted_fps)
        return MonitorSnapshot(
            seconds=(now - self._start_ns) / 1e9,
            frames_in=self._captured.count,
            frames_out=self._left_engine.count,
            frames_plain=self._frames_plain,
            fps_in=_rate(captured, now, window),
            fps_out=_rate(self._left_engine.since(now - window)[0], now, window),
            dropped={**self._dropped, **{name: sink.dropped for name, sink in sinks.items()}},
            latency={name: delay for name, delay in delays.items() if delay is not None},
            sinks=sinks,
            size=self.size,
            behind=self.behind or starved,
            starved=starved,
        )


def _comes_short(times: _Samples, wanted_fps: float | None) -> bool:
    """Whether events come too rarely for a rate; told after a second, and not of a single pause."""
    if wanted_fps is None or len(times) < 3 or times[-1] - times[0] < _STARVING_NS:
        return False
    return float(np.median(np.diff(times))) * wanted_fps * _LEAST_SHARE > 1e9


def _rate(times: _Samples, now_ns: int, window_ns: int) -> float:
    """Events per second; falls smoothly when they cease, before the window is empty."""
    if len(times) < 2:
        return 1e9 / window_ns * len(times)
    span = int(times[-1] - times[0])
    interval = span / (len(times) - 1)
    silence = max(0.0, now_ns - int(times[-1]) - interval)
    return (len(times) - 1) * 1e9 / max(span + silence, 1.0)


def percentiles(values: _Samples) -> Latency | None:
    """What delays in nanoseconds come to; None where there are none."""
    if not len(values):
        return None
    return Latency(*(float(value) / 1e6 for value in np.percentile(values, (50, 95, 99))))
