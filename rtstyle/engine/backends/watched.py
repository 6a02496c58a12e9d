"""A backend whose device may hang: it runs in a thread of its own, and whoever waits for it has limited patience."""

from __future__ import annotations

import queue
import threading
import time
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any, TypeVar

from rtstyle.errors import DeviceError

if TYPE_CHECKING:
    from collections.abc import Callable

    from rtstyle.engine.backends.base import Backend
    from rtstyle.frame import Image
    from rtstyle.modeling.style_code import StyleCode

_START_S = 60.0
"""Time for starting a device and compiling for it; drivers that have never seen a network take long."""
_FIRST_S = 10.0
_FIRST_PICTURES = 8
"""Time for each of so many first pictures of a size: those of a trial, too, which a busy machine must not fail."""
_FRAME_S = 0.7
"""Time for every other picture, or that many times the longest before:"""
_SLOWER = 10.0

R = TypeVar("R")

hung: list[str] = []
"""Devices that did not answer. Their drivers may hold up, or abort, the end of the process."""


class Watched:
    """See `Backend`. Everything that touches the device happens in one thread, which a hung driver may keep for ever.

    Args:
        make: Makes the backend, in that thread.
        device: Its name, for messages.

    Raises:
        DeviceError: The device does not answer.
        Exception: Whatever ``make`` raises.
    """

    def __init__(self, make: Callable[[], Backend], device: str) -> None:
        self.device = device
        self._stuck = False
        self._longest_s: dict[tuple[int, ...], float] = {}
        self._painted: dict[tuple[int, ...], int] = {}
        self._work: queue.SimpleQueue[tuple[Callable[[], Any], Future[Any]] | None] = queue.SimpleQueue()
        # A daemon: a thread that hangs must not keep the program from its end.
        self._thread = threading.Thread(target=self._run, name=f"rtstyle-{device}", daemon=True)
        self._thread.start()
        try:
            self._backend = self._call(make, _START_S)
        except BaseException:
            self._work.put(None)
            raise
        self.name, self.device = self._backend.name, self._backend.device

    def set_target(self, style: StyleCode, strength: float) -> None:
        """See `Backend.set_target`."""
        self._call(lambda: self._backend.set_target(style, strength), _FIRST_S)

    def prepare(self, height: int, width: int, coat: int = 0) -> None:
        """See `Backend.prepare`; in a thread of its own, since `run` goes on meanwhile."""
        self._refuse_if_stuck()
        done: Future[None] = Future()
        beside = threading.Thread(
            target=_settle, args=(done, lambda: self._backend.prepare(height, width, coat)), daemon=True
        )
        beside.start()
        self._wait(done, _START_S)

    def run(self, image: Image, keep: float, coat: int = 0) -> Image:
        """See `Backend.run`.

        Raises:
            DeviceError: The device does not answer.
        """
        size = image.shape[:2]
        painted, longest_s = self._painted.get(size, 0), self._longest_s.get(size, 0.0)
        patience_s = _FIRST_S if painted < _FIRST_PICTURES else max(_FRAME_S, _SLOWER * longest_s)

        def timed() -> tuple[Image, float]:
            start = time.perf_counter()
            picture = self._backend.run(image, keep, coat)
            return picture, time.perf_counter() - start

        picture, took_s = self._call(timed, patience_s)
        # The first picture of a size is slow for reasons that do not come again.
        self._longest_s[size] = max(longest_s, took_s) if painted else 0.0
        self._painted[size] = painted + 1
        return picture

    def close(self) -> None:
        """See `Backend.close`; leaves a device alone that hangs."""
        if not self._stuck:
            self._call(self._backend.close, _FIRST_S)
            self._work.put(None)
            self._thread.join(_FIRST_S)

    def _call(self, errand: Callable[[], R], patience_s: float) -> R:
        self._refuse_if_stuck()
        done: Future[R] = Future()
        self._work.put((errand, done))
        return self._wait(done, patience_s)

    def _wait(self, done: Future[R], patience_s: float) -> R:
        try:
            return done.result(patience_s)
        except TimeoutError:
            if done.done():
                raise
            self._stuck = True
            hung.append(self.device)
            self._work.put(None)
            raise DeviceError(f"{self.device} does not answer ({patience_s:.1f} s)") from None

    def _refuse_if_stuck(self) -> None:
        if self._stuck:
            raise DeviceError(f"{self.device} does not answer")

    def _run(self) -> None:
        while (job := self._work.get()) is not None:
            errand, done = job
            _settle(done, errand)
            del job, errand, done  # or the last picture would be kept


def _settle(done: Future[R], errand: Callable[[], R]) -> None:
    try:
        done.set_result(errand())
    except BaseException as error:  # noqa: BLE001 - belongs to whoever waits
        done.set_exception(error)
