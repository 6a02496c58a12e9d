"""A change of the processing resolution, with the true stylizer and a backend that takes its time for a new size."""

from __future__ import annotations

import functools
import itertools
import threading
import time
from fractions import Fraction

import numpy as np
import pytest
from pipeline_doubles import CollectingSink, Events, TickingSource

from rtstyle.engine import stylizer as stylizer_module
from rtstyle.engine.stylizer import Stylizer
from rtstyle.pipeline.events import EventKind
from rtstyle.pipeline.pipeline import Pipeline

BUILD_S = 0.5
SIZES = (96, 64, 144, 48, 112)


class CompilingBackend:
    """Inverts pictures, and builds something for half a second for each size of theirs."""

    name, device = "compiling", "cpu"

    def __init__(self):
        self.built, self.used = {}, set()
        self._lock = threading.Lock()

    def set_target(self, statistics, strength):
        pass

    def prepare(self, height, width, coat=0):
        if (height, width) in self.built:
            return
        with self._lock:
            if (height, width) not in self.built:
                threading.Event().wait(BUILD_S)
                self.built[height, width] = threading.current_thread().name

    def run(self, image, keep, coat=0):
        self.prepare(*image.shape[:2])
        self.used.add(image.shape[:2])
        return 255 - image

    def close(self):
        pass


@pytest.fixture
def backend(monkeypatch):
    made = CompilingBackend()
    monkeypatch.setattr(stylizer_module, "choose_backend", lambda *_, **__: made)
    return made


def test_no_frame_waits_for_another_size(backend):
    events, sink = Events(), CollectingSink()
    style = np.random.default_rng(0).integers(0, 255, (64, 64, 3), np.uint8)
    pipeline = Pipeline(
        TickingSource(Fraction(50), size=(256, 144)),
        [sink],
        make_stylizer=functools.partial(Stylizer, underpainting=0),
        style=style,
        size=128,
        on_event=events,
    )
    with pipeline:
        events.wait_for(EventKind.STYLE_CHANGED)
        sink.wait_for_frames(len(sink.frames) + 5)
        first, begun = len(sink.frames), time.monotonic()
        for count, size in enumerate(SIZES):
            pipeline.set_size(size)
            assert events.wait_for(EventKind.SIZE_CHANGED, count + 1).name == str(size)
            sink.wait_for_frames(len(sink.frames) + 3)
        assert time.monotonic() - begun > len(SIZES) * BUILD_S
    shown = [frame.captured_ns / 1e9 for frame in sink.frames[first:]]
    longest_gap_s = max(later - earlier for earlier, later in itertools.pairwise(shown))
    assert longest_gap_s < BUILD_S / 2
    # The first size was built before there was a style; no other one by the thread that paints.
    by = list(backend.built.values())
    assert by == ["rtstyle-engine"] + ["rtstyle-style"] * len(SIZES)
    # What was prepared is what was needed.
    assert backend.used == set(backend.built)


def test_sizes_are_prepared_as_they_are_run(backend):
    stylizer = Stylizer()
    stylizer.set_style(np.full((32, 32, 3), 90, np.uint8))
    for width, height, size in [(64, 48, None), (101, 57, 33), (30, 200, 16), (5000, 3000, None)]:
        stylizer.prepare_size(width, height, size)
        stylizer.size = size
        backend.used.clear()
        known = set(backend.built)
        stylizer.stylize(np.full((height, width, 3), 60, np.uint8))
        assert backend.used <= known
        assert set(backend.built) == known
    stylizer.close()
