"""A device that hangs costs those who wait a moment, and never the program."""

from __future__ import annotations

import threading

import numpy as np
import pytest

from rtstyle.engine.backends import watched
from rtstyle.engine.backends.watched import Watched
from rtstyle.errors import DeviceError

PICTURE = np.zeros((8, 8, 3), np.uint8)


class Counting:
    """Adds one to each pixel; notes in which thread; hangs where it is told to."""

    name, device = "counting", "gizmo:0"

    def __init__(self):
        self.threads, self.hangs_in, self.released = [], None, threading.Event()

    def _enter(self, what):
        self.threads.append((what, threading.current_thread()))
        if self.hangs_in == what:
            self.released.wait()

    def set_target(self, style, strength):
        self._enter("set_target")

    def prepare(self, height, width, coat=0):
        self._enter("prepare")

    def run(self, image, keep, coat=0):
        self._enter("run")
        return image + np.uint8(1)

    def close(self):
        self._enter("close")


@pytest.fixture
def backend():
    made = Counting()
    yield made
    made.released.set()


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(watched, "hung", [])
    for name in ("_START_S", "_FIRST_S", "_FRAME_S"):
        monkeypatch.setattr(watched, name, 0.05)


def test_one_thread_touches_the_device_and_ends_with_it(backend):
    seen = []
    device = Watched(lambda: seen.append(threading.current_thread()) or backend, "gizmo")
    assert (device.name, device.device) == ("counting", "gizmo:0")
    device.set_target(None, 1.0)
    assert device.run(PICTURE, 0.0)[0, 0, 0] == 1
    device.prepare(4, 4)
    device.close()
    of_the_device = {thread for what, thread in backend.threads if what != "prepare"}
    assert of_the_device == set(seen) != {threading.current_thread()}
    assert not seen[0].is_alive()


@pytest.mark.parametrize("call", ["set_target", "prepare", "run"])
def test_a_call_that_hangs_is_given_up_and_so_is_the_device(backend, impatient, call):
    device = Watched(lambda: backend, "gizmo")
    backend.hangs_in = call
    arguments = {"set_target": (None, 1.0), "prepare": (4, 4), "run": (PICTURE, 0.0)}
    for _ in range(2):
        with pytest.raises(DeviceError, match="gizmo:0 does not answer"):
            getattr(device, call)(*arguments[call])
    assert [what for what, _ in backend.threads].count(call) == 1  # nobody asks twice
    assert watched.hung == ["gizmo:0"]
    device.close()
    assert "close" not in [what for what, _ in backend.threads]


def test_a_device_that_hangs_while_it_starts_is_given_up(backend, impatient):
    with pytest.raises(DeviceError, match="gizmo does not answer"):
        Watched(backend.released.wait, "gizmo")


def test_what_the_device_raises_comes_through_and_does_not_end_it(backend):
    device = Watched(lambda: backend, "gizmo")
    with pytest.raises(TypeError):
        device.run(np.array("no picture"), 0.0)
    assert device.run(PICTURE, 0.0).shape == PICTURE.shape
    device.close()


def test_a_timeout_of_the_device_s_own_is_no_hang(backend):
    device = Watched(lambda: backend, "gizmo")

    def timed_out(image, keep, coat):
        raise TimeoutError("the bus")

    backend.run, run = timed_out, backend.run
    with pytest.raises(TimeoutError, match="the bus"):
        device.run(PICTURE, 0.0)
    backend.run = run
    device.run(PICTURE, 0.0)
    device.close()


def test_patience_grows_with_what_a_size_has_taken(backend, monkeypatch):
    clock = iter(range(0, 1000, 3))  # every picture takes three seconds
    monkeypatch.setattr(watched.time, "perf_counter", lambda: float(next(clock)))
    asked = []
    device = Watched(lambda: backend, "gizmo")
    wait = device._wait
    monkeypatch.setattr(device, "_wait", lambda done, patience: asked.append(patience) or wait(done, 30))
    for _ in range(watched._FIRST_PICTURES + 1):
        device.run(PICTURE, 0.0)
    device.run(PICTURE[:4], 0.0)
    first = [watched._FIRST_S] * watched._FIRST_PICTURES
    assert asked == [*first, 3 * watched._SLOWER, watched._FIRST_S]
    assert watched._SLOWER * 0.01 < watched._FRAME_S < 1  # a fast device is given up within a second
    device.close()
