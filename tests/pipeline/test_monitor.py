"""Measurements of a pipeline, on a clock that the test moves."""

from __future__ import annotations

import dataclasses
import json

import pytest
from pipeline_doubles import make_frame

from rtstyle.pipeline.monitor import Monitor

MS = 1_000_000


class Clock:
    def __init__(self):
        self.now = 5_000 * MS

    def __call__(self):
        return self.now

    def advance(self, milliseconds):
        self.now += round(milliseconds * MS)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def monitor(clock):
    return Monitor(window_s=2.0, clock=clock)


def captured(clock, age_ms=0.0):
    return dataclasses.replace(make_frame(0), captured_ns=clock.now - round(age_ms * MS))


def test_nothing_happened_yet(monitor):
    snapshot = monitor.snapshot()
    assert (snapshot.frames_in, snapshot.fps_in, snapshot.fps_out) == (0, 0.0, 0.0)
    assert snapshot.latency == {}
    assert snapshot.size is None


def test_rates_are_those_of_the_last_seconds(monitor, clock):
    for _ in range(100):
        clock.advance(10)
        monitor.captured()
    for _ in range(90):
        clock.advance(40)
        monitor.captured()
    snapshot = monitor.snapshot()
    assert snapshot.frames_in == 190
    assert snapshot.fps_in == pytest.approx(25, rel=0.01)


def test_the_rate_falls_when_frames_cease(monitor, clock):
    for _ in range(50):
        clock.advance(40)
        monitor.captured()
    rates = []
    for _ in range(5):
        clock.advance(500)
        rates.append(monitor.snapshot().fps_in)
    assert rates == sorted(rates, reverse=True)
    assert 10 < rates[0] < 25
    assert rates[-1] == 0


@pytest.mark.parametrize(
    ("interval_ms", "wanted_fps", "starved"),
    [
        (33.3, 30, False),
        (36, 30, False),
        (66.7, 30, True),
        (66.7, None, False),
        (500, 30, True),
        (10, 30, False),
    ],
)
def test_a_source_that_delivers_too_little_is_told(monitor, clock, interval_ms, wanted_fps, starved):
    monitor.wanted_fps = wanted_fps
    for _ in range(round(2500 / interval_ms)):
        clock.advance(interval_ms)
        monitor.captured()
    told = monitor.snapshot().to_dict()
    assert (told["behind"], told["starved"]) == (starved, starved)
    # Where the engine is too slow, what is captured matters to nobody.
    monitor.behind = True
    told = monitor.snapshot().to_dict()
    assert (told["behind"], told["starved"]) == (True, False)


def test_a_source_that_begins_or_pauses_is_not_too_slow(monitor, clock):
    monitor.wanted_fps = 30
    monitor.captured()
    for _ in range(3):
        clock.advance(300)
        monitor.captured()
    assert not monitor.snapshot().behind
    clock.advance(1000)
    for _ in range(20):
        clock.advance(33)
        monitor.captured()
    assert not monitor.snapshot().behind


def test_latencies_run_from_the_capture(monitor, clock):
    for age in range(1, 101):
        clock.advance(10)
        frame = captured(clock, age_ms=age)
        started = clock.now
        clock.advance(8)
        monitor.stylized(frame, started)
    latency = monitor.snapshot().latency
    assert latency["engine_start"].p50_ms == pytest.approx(50.5)
    assert latency["engine_start"].p95_ms == pytest.approx(95, abs=0.1)
    assert latency["engine_start"].p99_ms == pytest.approx(99, abs=0.1)
    assert latency["in_engine"].p99_ms == pytest.approx(8)
    assert latency["engine_end"].p50_ms == pytest.approx(58.5)


def test_old_samples_leave_the_window(monitor, clock):
    monitor.stylized(captured(clock, age_ms=500), clock.now)
    clock.advance(2_500)
    monitor.stylized(captured(clock, age_ms=20), clock.now)
    assert monitor.snapshot().latency["engine_end"].p99_ms == pytest.approx(20)


def test_each_sink_is_measured(monitor, clock):
    window, file = monitor.add_sink("window"), monitor.add_sink("file")
    for gap in (20, 20, 90, 20):
        clock.advance(gap)
        window.written(captured(clock, age_ms=30))
    file.count_drop()
    snapshot = monitor.snapshot()
    assert snapshot.sinks["window"].frames == 4
    assert snapshot.sinks["window"].longest_gap_ms == pytest.approx(90)
    assert snapshot.latency["window"].p50_ms == pytest.approx(30)
    assert snapshot.sinks["file"].latency is None
    assert snapshot.dropped == {"capture": 0, "rate": 0, "engine": 0, "window": 0, "file": 1}
    monitor.remove_sink("file")
    assert "file" not in monitor.snapshot().dropped


def test_plain_frames_count_as_output_but_not_as_engine_time(monitor, clock):
    monitor.passed(captured(clock, age_ms=3))
    snapshot = monitor.snapshot()
    assert (snapshot.frames_out, snapshot.frames_plain) == (1, 1)
    assert "in_engine" not in snapshot.latency


def test_memory_does_not_grow_and_the_newest_samples_win(monitor, clock):
    for age in range(5_000):
        clock.advance(0.1)
        monitor.stylized(captured(clock, age_ms=age), clock.now)
    snapshot = monitor.snapshot()
    assert snapshot.frames_out == 5_000
    assert snapshot.latency["engine_end"].p50_ms == pytest.approx(5_000 - 1_024, abs=2)


def test_a_snapshot_is_one_json_line(monitor, clock):
    monitor.size = 256
    monitor.count_drops("engine", 3)
    monitor.stylized(captured(clock, age_ms=12.34567), clock.now)
    monitor.add_sink("null").written(captured(clock))
    clock.advance(1_500)
    line = json.dumps(monitor.snapshot().to_dict())
    assert "\n" not in line
    read = json.loads(line)
    assert read["seconds"] == 1.5
    assert read["size"] == 256
    assert read["dropped"]["engine"] == 3
    assert read["latency"]["engine_end"] == {"p50_ms": 12.346, "p95_ms": 12.346, "p99_ms": 12.346}
    assert read["sinks"]["null"]["frames"] == 1


def test_the_first_frames_are_remembered(monitor, clock):
    assert monitor.first_frame_s is monitor.first_painted_s is None
    clock.advance(300)
    monitor.passed(captured(clock))
    clock.advance(700)
    for _ in range(2):
        monitor.stylized(captured(clock), clock.now)
        clock.advance(100)
        monitor.passed(captured(clock))
    assert (monitor.first_frame_s, monitor.first_painted_s) == (0.3, 1.0)


def test_the_first_frame_may_be_a_painted_one(monitor, clock):
    clock.advance(250)
    monitor.stylized(captured(clock), clock.now)
    assert monitor.first_frame_s == monitor.first_painted_s == 0.25
