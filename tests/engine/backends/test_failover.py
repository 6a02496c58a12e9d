"""Where a device fails while it paints, the next takes over with the same picture."""

from __future__ import annotations

import numpy as np
import pytest

from rtstyle.engine.backends import failover
from rtstyle.engine.backends.failover import FailoverBackend, Successor

PICTURE = np.zeros((8, 12, 3), np.uint8)


class Painter:
    """Paints its number; fails at pictures, or calls, that it is told."""

    name = "painter"

    def __init__(self, device, number, *, fails=()):
        self.device, self.number, self.fails = device, number, list(fails)
        self.calls, self.keeps = [], []

    def _enter(self, call):
        self.calls.append(call)
        if call in self.fails or self.calls.count("run") in self.fails:
            raise RuntimeError(f"{self.device}: out of order")

    def set_target(self, style, strength):
        self.target = style, strength
        self._enter("set_target")

    def prepare(self, height, width, coat=0):
        self._enter((height, width))

    def run(self, image, keep, coat=0):
        self.keeps.append(keep)
        self._enter("run")
        return np.full_like(image, self.number)

    def close(self):
        self._enter("close")


class Painters:
    """A first, a second and a third device, and what is told of them."""

    def __init__(self, *fails):
        numbered = enumerate((*fails, (), (), ())[:3])
        self.all = [Painter(f"gizmo:{n}", n, fails=each) for n, each in numbered]
        self.lines, self.given_up, self.made = [], [], []
        rest = [Successor(painter.device, lambda p=painter: self._make(p)) for painter in self.all[1:]]
        self.backend = FailoverBackend(self.all[0], rest, self.lines.append, self.given_up.append)

    def _make(self, painter):
        self.made.append(painter.device)
        if "make" in painter.fails:
            raise RuntimeError("no such driver")
        return painter

    def numbers(self, count, keep=0.5):
        return [int(self.backend.run(PICTURE, keep)[0, 0, 0]) for _ in range(count)]


def test_the_picture_that_failed_is_painted_by_the_next_in_the_style_of_now():
    painters = Painters((100,))
    painters.backend.set_target("first", 1.0)
    painters.backend.set_target("second", 0.5)
    assert painters.numbers(102) == [0] * 99 + [1] * 3
    assert painters.all[1].target == ("second", 0.5)
    assert painters.backend.device == "gizmo:1"
    assert painters.lines == ["gizmo:0 failed (gizmo:0: out of order); gizmo:1 paints now"]
    assert painters.given_up == ["gizmo:0"]
    assert painters.all[0].calls[-1] == "close"


def test_smoothing_begins_anew_with_each_device():
    painters = Painters((3,))
    painters.numbers(5)
    assert painters.all[0].keeps == [0.0, 0.5, 0.5]
    assert painters.all[1].keeps == [0.0, 0.5, 0.5]


@pytest.mark.parametrize("fault", ["make", "set_target", 1])
def test_one_that_cannot_take_over_is_passed_by(fault):
    painters = Painters((2,), (fault,))
    painters.backend.set_target("style", 1.0)
    assert painters.numbers(3) == [0, 2, 2]
    assert len(painters.lines) == 1
    assert "gizmo:2 paints now" in painters.lines[0]


def test_devices_fail_one_after_another():
    painters = Painters((2,), (2,))
    assert painters.numbers(4) == [0, 1, 2, 2]
    assert painters.given_up == ["gizmo:0", "gizmo:1"]


def test_the_last_device_raises_what_it_has_to_say():
    painters = Painters((1,), (1,), (2, 3, "close"))
    assert painters.numbers(1) == [2]
    with pytest.raises(RuntimeError, match="gizmo:2: out of order"):
        painters.numbers(1)
    with pytest.raises(RuntimeError, match="gizmo:2"):
        painters.backend.prepare(1, 1) if painters.all[2].fails.append((1, 1)) is None else None


def test_a_picture_that_every_device_fails_on_changes_nothing():
    painters = Painters((2,), (1,), (1,))
    assert painters.numbers(1) == [0]
    with pytest.raises(RuntimeError, match="gizmo:0"):
        painters.numbers(1)
    assert painters.numbers(2) == [0, 0]
    assert painters.backend.device == "gizmo:0"
    assert not painters.lines


def test_a_device_that_takes_no_style_or_size_loses_no_picture():
    painters = Painters(("set_target", (8, 12)))
    painters.backend.prepare(8, 12)
    painters.backend.set_target("style", 1.0)
    assert painters.numbers(1) == [1]


def test_the_next_device_is_ready_before_it_is_needed(monkeypatch):
    monkeypatch.setattr(failover, "_STANDBY_AFTER", 3)
    painters = Painters((6,))
    painters.numbers(2)
    assert not painters.made
    painters.numbers(1)
    painters.backend._standby._thread.join()
    assert painters.made == ["gizmo:1"]
    painters.backend.prepare(40, 60)
    assert painters.all[1].calls == [(8, 12), (40, 60)]
    assert painters.numbers(3) == [0, 0, 1]
    assert painters.made == ["gizmo:1"]  # and not once more


def test_one_that_cannot_stand_by_is_passed_by_later(monkeypatch):
    monkeypatch.setattr(failover, "_STANDBY_AFTER", 1)
    painters = Painters((3,), ("make",))
    assert painters.numbers(4) == [0, 0, 2, 2]


def test_all_are_closed(monkeypatch):
    monkeypatch.setattr(failover, "_STANDBY_AFTER", 1)
    painters = Painters()
    painters.numbers(1)
    painters.backend.close()
    assert [painter.calls[-1:] for painter in painters.all] == [["close"], ["close"], []]


def test_what_lies_below_a_painting_begins_anew_by_itself():
    painters = Painters(("dies",))
    first, second = painters.all[:2]
    first.fails = ()
    image = np.zeros((4, 4, 3), np.uint8)
    for coat in (1, 0, 1, 0):
        painters.backend.run(image, 0.5, coat)
    assert first.keeps == [0.0, 0.0, 0.5, 0.5]
    first.fails = ("run", *range(100))
    for coat in (1, 0, 1, 0):
        painters.backend.run(image, 0.5, coat)
    assert second.keeps == [0.0, 0.0, 0.5, 0.5]
