"""How many workers a machine is good for."""

from __future__ import annotations

import os

import pytest

from rtstyle.batch import machine as machine_module
from rtstyle.batch.machine import Machine, choose_crew, this_machine

GB = 10**9


@pytest.mark.parametrize(
    ("machine", "options", "workers", "threads", "devices"),
    [
        (Machine(2, 16 * GB, 0), {}, 2, 1, {"cpu"}),
        (Machine(16, 64 * GB, 0), {}, 16, 1, {"cpu"}),
        (Machine(16, 6 * GB, 0), {}, 4, 4, {"cpu"}),
        (Machine(4, GB, 0), {}, 1, 4, {"cpu"}),
        (Machine(4, None, 0), {}, 4, 1, {"cpu"}),
        (Machine(4, None, 0), {"workers": 3}, 3, 1, {"cpu"}),
        (Machine(16, 64 * GB, 2), {}, 4, 4, {"cuda:0", "cuda:1"}),
        (Machine(16, 64 * GB, 2), {"device": "cuda:1"}, 2, 8, {"cuda:1"}),
        (Machine(16, 64 * GB, 2), {"device": "cpu"}, 16, 1, {"cpu"}),
        (Machine(1, 64 * GB, 4), {}, 1, 1, {"cuda:0"}),
        (Machine(2, 64 * GB, 0), {"device": "cuda"}, 2, 1, {"cuda"}),
    ],
)
def test_threads_never_fight_and_memory_lasts(machine, options, workers, threads, devices):
    crew = choose_crew(machine, **options)
    assert (crew.workers, crew.threads) == (workers, threads)
    assert len(crew.devices) == workers
    assert set(crew.devices) == devices


def test_a_container_s_share_counts(tmp_path, monkeypatch):
    (tmp_path / "cpu.max").write_text("150000 100000\n")
    (tmp_path / "memory.max").write_text("3000000\n")
    (tmp_path / "memory.current").write_text("1000000\n")
    monkeypatch.setattr(machine_module, "_CGROUP", tmp_path)
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "3,5")
    found = this_machine()
    assert found.cores == min(2, len(os.sched_getaffinity(0)))
    assert found.memory_bytes == 2_000_000
    assert found.gpus == 2
    (tmp_path / "cpu.max").write_text("max 100000\n")
    assert this_machine().cores == len(os.sched_getaffinity(0))
