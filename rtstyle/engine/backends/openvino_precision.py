"""Which precision OpenVINO computes a network fastest in on a device, found out by trying."""

from __future__ import annotations

import functools
import time
from typing import Any

import numpy as np

from rtstyle.engine.backends.openvino_library import openvino
from rtstyle.engine.processor import eight_bits_pay, knows_bfloat16

_SIDE = 384
"""Of the matrices that are multiplied: a product takes about a millisecond on one thread."""
_ROUNDS = 6
_WORTH = 1.15
"""How many times as fast bfloat16 has to be: it is less exact, and a draw is not worth that."""


def fastest_precision(core: Any, place: str, *, quantized: bool) -> str:
    """The fastest precision whose pictures look the same.

    Args:
        core: ``openvino.Core``.
        place: What it calls the device.
        quantized: Whether the network can compute in 8-bit integers.

    Returns:
        ``bf16``, ``f16``, ``f32`` or ``i8``.

    Raises:
        RuntimeError: OpenVINO does not know the device.
    """
    able = core.get_property(place, "OPTIMIZATION_CAPABILITIES")
    if place != "CPU":
        return "f16" if "FP16" in able else "f32"
    if "BF16" in able and bfloat16_pays():
        return "bf16"
    return "i8" if quantized and eight_bits_pay() else "f32"


@functools.cache
def bfloat16_pays() -> bool:
    """Whether the CPU is faster in bfloat16, tried once a process, for some milliseconds.

    One that has the instructions may yet be twice as slow with them: some servers hide their matrix unit from virtual
    machines.
    """
    if not knows_bfloat16():
        return False
    wide, narrow = _product_seconds("f32", "bf16")
    return wide > _WORTH * narrow


def _product_seconds(*precisions: str) -> tuple[float, ...]:
    """Least time of a matrix product on one thread in each precision."""
    # One, since on a busy machine several threads wait for each other's turn, which takes as long in any precision.
    options = {"PERFORMANCE_HINT": "LATENCY", "INFERENCE_NUM_THREADS": 1, "ENABLE_CPU_PINNING": False}
    core, graph = openvino.Core(), _product()
    requests = []
    for precision in precisions:
        wanted = {**options, "INFERENCE_PRECISION_HINT": precision}
        request = core.compile_model(graph, "CPU", wanted).create_infer_request()
        request.set_input_tensor(openvino.Tensor(np.ones((_SIDE, _SIDE), np.float32)))
        requests.append(request)
    times: list[list[float]] = [[] for _ in requests]
    # In turn, so that other work disturbs them alike; the first round also brings in caches and kernels.
    for _ in range(1 + _ROUNDS):
        for request, own in zip(requests, times, strict=True):
            start = time.perf_counter()
            request.infer()
            own.append(time.perf_counter() - start)
    return tuple(min(own) for own in times)


def _product() -> Any:
    operations = openvino.opset13
    given = operations.parameter([_SIDE, _SIDE], np.float32)
    weights = operations.constant(np.ones((_SIDE, _SIDE), np.float32))
    return openvino.Model([operations.matmul(given, weights, False, False)], [given], "product")
