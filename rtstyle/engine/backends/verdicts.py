"""What trials of devices came to, remembered on disk, so that only the first start pays for them."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import logging
import math
import time
from typing import TYPE_CHECKING

import filelock

from rtstyle.media.atomic import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_logger = logging.getLogger(__name__)
_REFUSED_FOR_S = 7 * 24 * 3600.0
"""A driver may be mended and a busy device be idle: what was refused is tried again after so long."""
_LOCK_S = 120.0


@dataclasses.dataclass(frozen=True, slots=True)
class Verdict:
    """What a device is worth for a network.

    Attributes:
        device: Its name.
        frame_ms: Time for a 512×512 frame, milliseconds; None where it painted none.
        cpu_ms: What the CPU takes; None where it was not measured.
        psnr_db: How near its picture comes to float32 on the CPU, dB; None likewise.
        refused: Why it is not believed; None where it is.
    """

    device: str
    frame_ms: float | None = None
    cpu_ms: float | None = None
    psnr_db: float | None = None
    refused: str | None = None

    @property
    def line(self) -> str:
        """One line for the user."""
        if self.refused is not None:
            return f"{self.device} is not used: {self.refused}"
        beside = "" if self.cpu_ms is None else f", the CPU takes {self.cpu_ms:.1f}"
        return f"painting on {self.device}: {self.frame_ms:.1f} ms a frame of 512×512{beside}"


class VerdictStore:
    """Verdicts as files that any number of processes share. Where nothing can be written, nothing is remembered.

    Args:
        folder: Made when it is needed.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load(self, key: str) -> Verdict | None:
        """What was found out before; None where nothing was, where it is damaged, or too long ago to refuse by.

        Args:
            key: Letters, digits and hyphens.
        """
        try:
            content = json.loads(self._path(key).read_text("utf-8"))
            until, verdict = float(content.pop("until")), Verdict(**content)
        except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return None
        well_formed = isinstance(verdict.device, str) and isinstance(verdict.refused, str | None)
        measured = isinstance(verdict.frame_ms, float | int) and math.isfinite(verdict.frame_ms)
        if not well_formed or (verdict.refused is None and not measured):
            return None
        return verdict if verdict.refused is None or time.time() < until else None

    def save(self, key: str, verdict: Verdict) -> None:
        """Remembers a verdict if it can."""
        until = time.time() + _REFUSED_FOR_S
        content = {**dataclasses.asdict(verdict), "until": math.floor(until)}
        try:
            write_whole(self._path(key), json.dumps(content).encode())
        except OSError as error:
            _logger.debug("a verdict is not kept: %s", error)

    def forget(self, key: str) -> None:
        """The device is tried again at the next start."""
        with contextlib.suppress(OSError):
            self._path(key).unlink(missing_ok=True)

    @contextlib.contextmanager
    def trying(self, key: str, device: str) -> Iterator[Verdict | None]:
        """Around a trial: one process tries at a time, and a trial that ends the program is not made again soon.

        Args:
            key: As for `load`.
            device: The device's name.

        Returns:
            What was found out before, this moment by another process, perhaps: then there is nothing to try.
        """
        lock = self._lock(key)
        try:
            known = self.load(key)
            if known is None:
                self.save(key, Verdict(device, refused="it ended the program when it was tried last"))
            try:
                yield known
            except BaseException:
                self.forget(key)
                raise
        finally:
            if lock is not None:
                lock.release()

    def _lock(self, key: str) -> filelock.BaseFileLock | None:
        lock = filelock.FileLock(self._path(key).with_suffix(".lock"))
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            lock.acquire(timeout=_LOCK_S)
        except (OSError, filelock.Timeout):
            return None
        return lock

    def _path(self, key: str) -> Path:
        return self._folder / f"{key}.json"
