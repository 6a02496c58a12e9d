"""A device that fails while a live picture runs: the true stylizer, and OpenVINO's CPU under another name."""

from __future__ import annotations

import threading
from fractions import Fraction

import numpy as np
import pytest
import torch
from pipeline_doubles import CollectingSink, Events, TickingSource

from rtstyle.engine import stylizer as stylizer_module
from rtstyle.engine.backends import auto, watched
from rtstyle.engine.backends.choose import make_backend
from rtstyle.engine.stylizer import Stylizer
from rtstyle.modeling.compact import CompactNetwork
from rtstyle.pipeline.events import EventKind
from rtstyle.pipeline.pipeline import Pipeline

pytest.importorskip("rtstyle.engine.backends.openvino_graph", reason="the extra openvino")

from device_doubles import Fault, core_with

from rtstyle.engine.backends.openvino_library import openvino
from rtstyle.engine.lazy_network import as_lazy

TRUE_CORE = openvino.Core
DEVICE = "openvino:GPU"


@pytest.fixture
def small(monkeypatch):
    torch.manual_seed(0)
    network = CompactNetwork((8, 16, 16, 24), modulator_width=8).eval().requires_grad_(False)
    monkeypatch.setattr(watched, "hung", [])
    monkeypatch.setattr(stylizer_module, "find_network", lambda _model: as_lazy(network))
    # As after a trial: nothing has to be converted any more.
    cpu = make_backend(network, "cpu", threads=1)
    cpu.prepare(48, 64)
    cpu.close()


@pytest.fixture
def made_in(monkeypatch):
    """In which thread each device's backend was made."""
    threads = {}

    def noted(network, device, **options):
        threads[device] = threading.current_thread().name
        return make_backend(network, device, **options)

    monkeypatch.setattr(auto, "make_backend", noted)
    return threads


@pytest.mark.parametrize("kind", ["raises", "memory", "hangs"])
def test_the_picture_goes_on(small, made_in, monkeypatch, kind):
    fault = Fault(kind, after=99)
    monkeypatch.setattr(openvino, "Core", core_with("GPU", faults={"GPU": fault}, true_core=TRUE_CORE))
    events, sink = Events(), CollectingSink()
    stylizer = Stylizer(device=DEVICE, threads=1)
    style = np.random.default_rng(0).integers(0, 255, (64, 64, 3), np.uint8)
    stylizer.set_style(style)
    pipeline = Pipeline(
        TickingSource(Fraction(50), size=(64, 48)),
        [sink],
        make_stylizer=lambda: stylizer,
        style=style,
        size=48,
        on_event=events,
    )
    try:
        with pipeline:
            events.wait_for(EventKind.STYLE_CHANGED)
            for count in range(10, 130, 10):
                sink.wait_for_frames(count)
            changed = events.wait_for(EventKind.DEVICE_CHANGED)
            sink.wait_for_frames(len(sink.frames) + 5)
    finally:
        fault.released.set()
    assert events.of(EventKind.ENGINE_READY)[0].name == DEVICE
    assert changed.name == "cpu"
    assert changed.message.startswith(f"{DEVICE} failed (")
    assert changed.message.endswith("; cpu paints now")
    assert not events.of(EventKind.ENGINE_FAILED)
    assert fault.painted == 100
    # It costs less than a second: the wait for a device that hangs, and no making of the next, which stood ready.
    assert watched._FRAME_S < 1
    assert made_in == {DEVICE: f"rtstyle-{DEVICE}", "cpu": "rtstyle-standby"}
