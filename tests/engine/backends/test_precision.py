"""Which precision is chosen, and when nothing has to be tried."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
import torch

from rtstyle.engine.backends import precision
from rtstyle.engine.backends.precision import best_dtype

openvino_precision = pytest.importorskip(
    "rtstyle.engine.backends.openvino_precision", reason="the extra openvino"
)

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def _as_in_a_new_process() -> Iterator[None]:
    caches = precision._bfloat16_pays, openvino_precision.bfloat16_pays
    for cache in caches:
        cache.cache_clear()
    yield
    for cache in caches:
        cache.cache_clear()


def machine(monkeypatch: pytest.MonkeyPatch, knows_bfloat16: bool, seconds: tuple[float, float]) -> list[int]:
    """A machine that takes so long in float32 and bfloat16, in torch and OpenVINO; counts the measurements."""
    measured: list[int] = []

    def times(*precisions: object) -> tuple[float, float]:
        assert precisions in {(torch.float32, torch.bfloat16), ("f32", "bf16")}
        measured.append(1)
        return seconds

    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: {"avx2": True, "avx512_bf16": knows_bfloat16})
    monkeypatch.setattr(openvino_precision, "knows_bfloat16", lambda: knows_bfloat16)
    for module in (precision, openvino_precision):
        monkeypatch.setattr(module, "_product_seconds", times)
    return measured


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        ((2e-3, 1e-3), torch.bfloat16),
        ((1e-3, 2e-3), torch.float32),
        ((1.05e-3, 1e-3), torch.float32),
    ],
)
def test_the_faster_one_is_taken(
    monkeypatch: pytest.MonkeyPatch, seconds: tuple[float, float], expected: torch.dtype
) -> None:
    measured = machine(monkeypatch, True, seconds)
    assert [best_dtype("cpu"), best_dtype("cpu")] == [expected, expected]
    assert len(measured) == 1
    pays = expected is torch.bfloat16
    assert [openvino_precision.bfloat16_pays(), openvino_precision.bfloat16_pays()] == [pays, pays]
    assert len(measured) == 2


def test_nothing_is_tried_without_the_instructions_or_for_a_gpu(monkeypatch: pytest.MonkeyPatch) -> None:
    measured = machine(monkeypatch, False, (2e-3, 1e-3))
    assert best_dtype("cpu") is torch.float32
    assert not openvino_precision.bfloat16_pays()
    assert best_dtype("cuda:1") is torch.float16
    assert not measured


def test_products_are_timed_in_every_precision() -> None:
    assert all(seconds > 0 for seconds in precision._product_seconds(torch.float32, torch.bfloat16))
    assert all(seconds > 0 for seconds in openvino_precision._product_seconds("f32", "bf16"))


def test_the_number_of_threads_stays_what_it_was() -> None:
    def in_new_thread() -> int:
        with ThreadPoolExecutor(1) as thread:
            return thread.submit(torch.get_num_threads).result()

    def alone() -> int:
        precision._compute_alone()
        return torch.get_num_threads()

    before = torch.get_num_threads()
    try:
        torch.set_num_threads(3)
        with ThreadPoolExecutor(1) as thread:
            assert thread.submit(alone).result() == 1
        assert (torch.get_num_threads(), in_new_thread()) == (3, 3)
    finally:
        torch.set_num_threads(before)
