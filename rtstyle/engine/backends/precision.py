"""Which precision torch computes convolutions fastest in on a device, found out by trying."""

from __future__ import annotations

import functools
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import torch

from rtstyle.engine.instructions import BFLOAT16

_SIDE = 384
"""Of the matrices that are multiplied: a product takes about a millisecond on one thread."""
_ROUNDS = 6
_WORTH = 1.15
"""How many times as fast bfloat16 has to be: it is less exact, and a draw is not worth that."""
_setting_threads = threading.Lock()


def best_dtype(device: str) -> torch.dtype:
    """The fastest precision whose pictures look the same.

    A CPU that has instructions for bfloat16 may yet be twice as slow with them as in float32: some servers hide their
    matrix unit from virtual machines. So both are tried, once a process, for some milliseconds.

    Args:
        device: ``cpu``, or any other device of `rtstyle.engine.backends.devices`.
    """
    if device != "cpu":
        return torch.float16
    return torch.bfloat16 if _bfloat16_pays() else torch.float32


@functools.cache
def _bfloat16_pays() -> bool:
    # Where the CPU lacks the instructions, torch would emulate them.
    capabilities = torch.cpu.get_capabilities()
    if not any(capabilities.get(name) for name in BFLOAT16):
        return False
    wide, narrow = _product_seconds(torch.float32, torch.bfloat16)
    return wide > _WORTH * narrow


def _product_seconds(*dtypes: torch.dtype) -> tuple[float, ...]:
    """Least time of a matrix product on one thread in each precision."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(_product_seconds_here, *dtypes).result()


@torch.inference_mode()
def _product_seconds_here(*dtypes: torch.dtype) -> tuple[float, ...]:
    # On a busy machine several threads wait for each other's turn, which takes as long in any precision.
    _compute_alone()
    pairs = [
        (torch.ones(_SIDE, _SIDE, dtype=dtype), torch.ones(_SIDE, _SIDE, dtype=dtype)) for dtype in dtypes
    ]
    times: list[list[float]] = [[] for _ in dtypes]
    # In turn, so that other work disturbs them alike; the first round also brings in caches and kernels.
    for _ in range(1 + _ROUNDS):
        for (first, second), own in zip(pairs, times, strict=True):
            start = time.perf_counter()
            torch.mm(first, second)
            own.append(time.perf_counter() - start)
    return tuple(min(own) for own in times)


def _compute_alone() -> None:
    """Leaves this thread, a new one, torch's work to itself; all others compute on as many threads as before."""
    # The number is a thread's own, but threads to come begin with the last that was set anywhere.
    with _setting_threads, ThreadPoolExecutor(1) as thread:
        everyones = torch.get_num_threads()
        torch.set_num_threads(1)
        thread.submit(torch.set_num_threads, everyones).result()
