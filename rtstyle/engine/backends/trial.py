"""Whether a device can be believed: its picture of one frame beside that of float32 on the CPU, and its time."""

from __future__ import annotations

import contextlib
import functools
import time
from typing import TYPE_CHECKING

import cv2
import numpy as np
import torch

from rtstyle.engine.backends.style_coders import torch_code
from rtstyle.engine.backends.torch_backend import TorchBackend
from rtstyle.engine.backends.verdicts import Verdict
from rtstyle.engine.lazy_network import as_lazy

if TYPE_CHECKING:
    from collections.abc import Callable

    from rtstyle.engine.backends.base import Backend
    from rtstyle.frame import Image
    from rtstyle.modeling.network import StylizationNetwork
    from rtstyle.modeling.style_code import StyleCode

SIDE = 512
"""Of the frame, pixels."""
ENOUGH_DB = 30.0
"""Peak signal-to-noise ratio that its picture needs; half precision has over 40, swapped colours have 15."""
FASTER = 1.15
"""How many times as fast as the CPU a device has to be: it is one more thing that can fail."""
_WARM_UP, _ROUNDS = 2, 5
_LONGEST_REASON = 160


class Trial:
    """Tries devices with one network; the CPU's own picture and time are made when they are first needed.

    Args:
        network: Float32, on the CPU.
        make_cpu: Makes the backend that the CPU would paint with.
    """

    def __init__(self, network: StylizationNetwork, make_cpu: Callable[[], Backend]) -> None:
        self._network = network
        self._make_cpu = make_cpu

    def of_cpu(self) -> Verdict:
        """What the CPU itself is worth."""
        return Verdict("cpu", frame_ms=self._cpu_ms)

    def of(self, device: str, make: Callable[[], Backend]) -> tuple[Verdict, Backend | None]:
        """Tries one device.

        Args:
            device: Its name.
            make: Makes its backend.

        Returns:
            What it is worth, and its backend, warm; None where it was refused.
        """
        try:
            backend = make()
        except Exception as error:  # noqa: BLE001 - drivers raise anything, and the CPU is still there
            return Verdict(device, refused=_reason("it does not start", error)), None
        verdict = self._judged(device, backend)
        if verdict.refused is None:
            return verdict, backend
        _close(backend)
        return verdict, None

    def _judged(self, device: str, backend: Backend) -> Verdict:
        try:
            picture, frame_ms = self._painted(backend)
        except Exception as error:  # noqa: BLE001 - likewise
            return Verdict(device, refused=_reason("it cannot paint", error))
        if picture.shape != self._reference.shape:
            return Verdict(device, refused=f"its picture has the shape {picture.shape}")
        psnr_db = round(float(cv2.PSNR(picture, self._reference)), 1)
        if psnr_db < ENOUGH_DB:
            refused = (
                f"its picture is another one ({psnr_db:.0f} dB from float32's, {ENOUGH_DB:.0f} are needed)"
            )
            return Verdict(device, frame_ms, self._cpu_ms, psnr_db, refused)
        if frame_ms * FASTER > self._cpu_ms:
            refused = f"it is no faster than the CPU ({frame_ms:.1f} ms a frame, {self._cpu_ms:.1f} there)"
            return Verdict(device, frame_ms, self._cpu_ms, psnr_db, refused)
        return Verdict(device, frame_ms, self._cpu_ms, psnr_db)

    def _painted(self, backend: Backend) -> tuple[Image, float]:
        """The picture and the time of the least disturbed run, milliseconds."""
        backend.set_target(self._style, 1.0)
        times = []
        for _ in range(_WARM_UP + _ROUNDS):
            start = time.perf_counter()
            picture = backend.run(_frame(), 0.0)
            times.append(1000 * (time.perf_counter() - start))
        return picture, round(min(times[_WARM_UP:]), 2)

    @functools.cached_property
    def _style(self) -> StyleCode:
        return torch_code(as_lazy(self._network), _style_picture())

    @functools.cached_property
    def _reference(self) -> Image:
        backend = TorchBackend(self._network, "cpu", dtype=torch.float32)
        backend.set_target(self._style, 1.0)
        return backend.run(_frame(), 0.0)

    @functools.cached_property
    def _cpu_ms(self) -> float:
        backend = self._make_cpu()
        try:
            return self._painted(backend)[1]
        finally:
            _close(backend)


@functools.cache
def _frame() -> Image:
    """A frame with flat, smooth and busy places, the same everywhere."""
    down, right = np.mgrid[0:SIDE, 0:SIDE].astype(np.float32) / SIDE
    waves = [np.sin(right * (9 + 5 * c) + np.cos(down * (7 - c)) * 3) * 70 + 120 for c in range(3)]
    frame = np.stack(waves, axis=-1)
    frame[SIDE // 8 : SIDE // 3, SIDE // 8 : SIDE // 2] = (210, 170, 60)
    frame[SIDE // 2 :, SIDE // 2 :] += np.random.default_rng(7).normal(0, 25, (SIDE // 2, SIDE // 2, 3))
    return frame.clip(0, 255).astype(np.uint8)


def _style_picture() -> Image:
    down, right = np.mgrid[0:256, 0:256].astype(np.float32) / 256
    bands = [np.sin((right + down) * 25 + c) * np.sin(down * 18 - right * 9) * 90 + 128 for c in range(3)]
    return np.stack(bands, axis=-1).clip(0, 255).astype(np.uint8)


def _reason(what: str, error: Exception) -> str:
    if isinstance(error, MemoryError) or "out of memory" in str(error).lower():
        return "it is out of memory"
    told = " ".join(str(error).split())[:_LONGEST_REASON]
    return f"{what} ({told or type(error).__name__})"


def _close(backend: Backend) -> None:
    with contextlib.suppress(Exception):  # it was refused, or has done its work
        backend.close()
