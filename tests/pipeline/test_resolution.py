"""The processing resolution against a simulated engine whose time goes with the pixels."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from rtstyle.pipeline.resolution import LADDER, ResolutionController

RATE = Fraction(30)


class Simulation:
    """A camera at 30 frames per second before an engine of a given speed."""

    def __init__(self, controller, *, at_256_s, fixed_s=0.0, noise=0.1, seed=1):
        self.controller = controller
        self.at_256_s, self.fixed_s, self.noise = at_256_s, fixed_s, noise
        self.exponent = 2.0
        self.random = random.Random(seed)
        self.now_s = 0.0
        self.changes = []
        self.times = []

    def mean_s(self, size):
        return self.fixed_s + self.at_256_s * (size / 256) ** self.exponent

    def run(self, seconds):
        end_s = self.now_s + seconds
        self.times.clear()
        while self.now_s < end_s:
            factor = 1 + self.noise * self.random.uniform(-1, 1)
            if self.random.random() < 0.02:
                factor *= 4  # a hiccup of the machine
            engine_s = self.mean_s(self.controller.size) * factor
            self.now_s += max(engine_s, 1 / 30)
            self.times.append(engine_s)
            if self.controller.update(engine_s, self.now_s):
                self.changes.append((self.now_s, self.controller.size))
        return self


def controller_for(short_side=720, **options):
    controller = ResolutionController(**options)
    controller.begin(short_side, RATE)
    return controller


@pytest.mark.parametrize("at_256_s", [0.001, 0.004, 0.01, 0.02, 0.028])
@pytest.mark.parametrize("fixed_s", [0.0, 0.003])
def test_the_rate_is_held_at_the_largest_size_that_holds_it(at_256_s, fixed_s):
    simulation = Simulation(controller_for(), at_256_s=at_256_s, fixed_s=fixed_s).run(120)
    size = simulation.controller.size
    assert simulation.mean_s(size) <= 1 / 30
    rung = LADDER.index(size)
    if rung > 0:
        assert simulation.mean_s(LADDER[rung - 1]) > 0.75 / 30


@pytest.mark.parametrize("at_256_s", [0.006, 0.0145, 0.018, 0.026, 0.029, 0.0333])
@pytest.mark.parametrize("noise", [0.1, 0.3])
def test_it_does_not_oscillate(at_256_s, noise):
    simulation = Simulation(controller_for(), at_256_s=at_256_s, noise=noise).run(300)
    settled = [change for change in simulation.changes if change[0] > 10]
    assert len(settled) <= 6
    assert len([change for change in settled if change[0] > 150]) <= 2


def test_it_does_not_oscillate_where_large_pictures_cost_more_than_their_pixels():
    # Caches run over: the rung above looks affordable from below, again and again.
    simulation = Simulation(controller_for(), at_256_s=0.011)
    simulation.exponent = 6.0
    simulation.run(300)
    assert len(simulation.changes) <= 20
    assert len([change for change in simulation.changes if change[0] > 150]) <= 4


def test_it_finds_its_size_within_a_second_on_a_fast_engine():
    simulation = Simulation(controller_for(), at_256_s=0.001).run(1)
    assert simulation.controller.size == 720


def test_it_steps_down_soon_when_the_machine_gets_busy_and_up_again_later():
    simulation = Simulation(controller_for(), at_256_s=0.004).run(60)
    before = simulation.controller.size
    simulation.at_256_s = 0.016
    simulation.run(2)
    assert simulation.controller.size < before
    simulation.run(30)
    assert simulation.mean_s(simulation.controller.size) <= 1 / 30
    simulation.at_256_s = 0.004
    simulation.run(200)
    assert simulation.controller.size == before


def test_a_hopeless_engine_works_at_the_smallest_size():
    assert Simulation(controller_for(), at_256_s=0.5).run(20).controller.size == min(LADDER)


def test_it_says_when_the_rate_cannot_be_held():
    assert not Simulation(controller_for(), at_256_s=0.02).run(20).controller.behind
    hopeless = Simulation(controller_for(), at_256_s=0.05).run(20)
    assert hopeless.controller.behind
    hopeless.at_256_s = 0.01
    assert not hopeless.run(20).controller.behind
    assert Simulation(controller_for(size=512), at_256_s=0.02).run(20).controller.behind
    assert not Simulation(controller_for(size=256), at_256_s=0.02).run(20).controller.behind


def test_the_wanted_rate_decides():
    slow = Simulation(controller_for(target_fps=10.0), at_256_s=0.02).run(60)
    fast = Simulation(controller_for(target_fps=60.0), at_256_s=0.02).run(60)
    assert slow.controller.size > fast.controller.size


def test_another_rate_is_aimed_at_without_delay():
    simulation = Simulation(controller_for(target_fps=60.0), at_256_s=0.012).run(60)
    before = simulation.controller.size
    simulation.controller.aim(10.0)
    assert simulation.run(2).controller.size > 1.5 * before


def test_a_pinned_size_stays():
    controller = controller_for(size=512)
    assert Simulation(controller, at_256_s=0.1).run(20).changes == []
    assert controller.size == 512
    controller.pin(None)
    assert Simulation(controller, at_256_s=0.1).run(20).controller.size == min(LADDER)


def test_it_never_works_at_more_than_the_source_has():
    controller = controller_for(short_side=480)
    assert Simulation(controller, at_256_s=0.001).run(20).controller.size == 480
    controller.begin(100, RATE)
    assert controller.size == 100
    assert Simulation(controller, at_256_s=0.5).run(5).controller.size == 100


def test_without_any_rate_it_holds_thirty():
    controller = ResolutionController()
    controller.begin(720, None)
    simulation = Simulation(controller, at_256_s=0.02).run(60)
    assert simulation.mean_s(controller.size) <= 1 / 30
