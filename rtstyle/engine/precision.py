"""Which precision a device computes convolutions fastest in, found out by trying."""

from __future__ import annotations

import functools
import time

import torch

_SIDE = 512
"""Of the matrices that are multiplied: a product takes a millisecond or two."""
_ROUNDS = 5
_WORTH = 1.15
"""How many times as fast bfloat16 has to be: it is less exact, and a draw is not worth that."""


def best_dtype(device: str) -> torch.dtype:
    """The fastest precision whose pictures look the same.

    A CPU that has instructions for bfloat16 may yet be twice as slow with them as in float32: some servers hide their
    matrix unit from virtual machines. So both are tried, once a process, for some milliseconds.

    Args:
        device: ``cpu``, ``cuda`` or ``cuda:N``.
    """
    if device.startswith("cuda"):
        return torch.float16
    return torch.bfloat16 if _bfloat16_pays() else torch.float32


def eight_bits_pay() -> bool:
    """Whether the CPU multiplies four pairs of 8-bit integers where it multiplies one pair in float32 (VNNI)."""
    capabilities = torch.cpu.get_capabilities()
    return any(bool(capabilities.get(name)) for name in ("avx512_vnni", "avx_vnni", "amx_int8"))


@functools.cache
def _bfloat16_pays() -> bool:
    # Where the CPU lacks the instructions, torch would emulate them.
    capabilities = torch.cpu.get_capabilities()
    if not any(capabilities.get(name) for name in ("avx512_bf16", "amx_bf16", "bf16")):
        return False
    wide, narrow = _product_seconds(torch.float32, torch.bfloat16)
    return wide > _WORTH * narrow


@torch.inference_mode()
def _product_seconds(*dtypes: torch.dtype) -> tuple[float, ...]:
    """Least time of a matrix product in each precision, taken in turn so that a busy machine disturbs them alike."""
    pairs = [
        (torch.ones(_SIDE, _SIDE, dtype=dtype), torch.ones(_SIDE, _SIDE, dtype=dtype)) for dtype in dtypes
    ]
    times: list[list[float]] = [[] for _ in dtypes]
    for _ in range(1 + _ROUNDS):  # the first brings caches and kernels in, and is never the fastest
        for (first, second), own in zip(pairs, times, strict=True):
            start = time.perf_counter()
            torch.mm(first, second)
            own.append(time.perf_counter() - start)
    return tuple(min(own) for own in times)
