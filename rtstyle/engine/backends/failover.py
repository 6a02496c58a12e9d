"""Devices one after another: where one fails while it runs, the next takes over with the same picture."""

from __future__ import annotations

import contextlib
import dataclasses
import logging
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from rtstyle.engine.backends.base import Backend
    from rtstyle.frame import Image
    from rtstyle.modeling.style_code import StyleCode

_logger = logging.getLogger(__name__)
_STANDBY_AFTER = 30
"""Pictures after which the next device is made ready: photographs are done by then, a video goes on."""
_STANDBY_S = 30.0
_LONGEST_REASON = 160


@dataclasses.dataclass(frozen=True, slots=True)
class Successor:
    """A device that can take over.

    Attributes:
        device: Its name.
        make: Makes its backend.
    """

    device: str
    make: Callable[[], Backend]


class FailoverBackend:
    """See `Backend`. The picture that a device fails on is painted by the next; smoothing starts anew with it.

    Once some pictures are painted, the next device is made ready beside them, so that a takeover takes no longer than
    noticing that it is needed. A picture that every device fails on is that picture's fault: its error is raised, and
    the device stays.

    Args:
        backend: Paints as long as it can.
        rest: Who takes over, the best first.
        tell: Told in one line that a device failed and what paints now.
        give_up: Told the name of a device that failed.
    """

    def __init__(
        self,
        backend: Backend,
        rest: Sequence[Successor],
        tell: Callable[[str], None],
        give_up: Callable[[str], None] = lambda _device: None,
    ) -> None:
        self._backend = backend
        self._rest = list(rest)
        self._tell, self._give_up = tell, give_up
        self._target: tuple[StyleCode, float] | None = None
        self._error: Exception | None = None
        self._painted = 0
        self._begun: set[int] = set()  # coats of which this device knows frames before
        self._sizes: dict[int, tuple[int, int]] = {}
        self._standby: _Standby | None = None

    @property
    def name(self) -> str:
        """Of the backend that paints now."""
        return self._backend.name

    @property
    def device(self) -> str:
        """That is computed on now."""
        return self._backend.device

    def set_target(self, style: StyleCode, strength: float) -> None:
        """See `Backend.set_target`."""
        self._target = style, strength
        try:
            self._backend.set_target(style, strength)
        except Exception as error:
            if not self._rest:
                raise
            self._error = error

    def prepare(self, height: int, width: int, coat: int = 0) -> None:
        """See `Backend.prepare`; a device that fails at it fails once more, and is told, at the picture."""
        try:
            self._backend.prepare(height, width, coat)
        except Exception:
            if not self._rest:
                raise
            # Told by `run`, to which it happens again.
            _logger.debug("%s could not prepare a size", self.device, exc_info=True)
        if self._standby is not None:
            self._standby.prepare(height, width, coat)

    def run(self, image: Image, keep: float, coat: int = 0) -> Image:
        """See `Backend.run`."""
        if self._error is None:
            try:
                picture = self._backend.run(image, keep if coat in self._begun else 0.0, coat)
            except Exception as error:
                if not self._rest:
                    raise
                self._error = error
            else:
                self._begun.add(coat)
                self._count(image, coat)
                return picture
        return self._take_over(image, coat)

    def close(self) -> None:
        """See `Backend.close`."""
        if self._standby is not None:
            self._standby.close()
            self._standby = None
        self._backend.close()

    def _count(self, image: Image, coat: int) -> None:
        self._painted += not coat
        self._sizes[coat] = image.shape[0], image.shape[1]
        if self._rest and self._standby is None and self._painted >= _STANDBY_AFTER:
            self._standby = _Standby(self._rest[0], self._sizes)

    def _take_over(self, image: Image, coat: int) -> Image:
        error, self._error = self._error, None
        assert error is not None
        for place, successor in enumerate(self._rest):
            try:
                backend = self._made(successor)
                if self._target is not None:
                    backend.set_target(*self._target)
                picture = backend.run(image, 0.0, coat)
            except Exception:
                _logger.warning("%s could not take over", successor.device, exc_info=True)
                continue
            failed, self._backend = self._backend, backend
            self._rest = self._rest[place + 1 :]
            self._painted, self._begun = 0, {coat}
            self._report(failed, error)
            return picture
        raise error

    def _made(self, successor: Successor) -> Backend:
        standby, self._standby = self._standby, None
        found = None if standby is None else standby.take(successor)
        return found if found is not None else successor.make()

    def _report(self, failed: Backend, error: Exception) -> None:
        reason = " ".join(str(error).split())[:_LONGEST_REASON] or type(error).__name__
        self._tell(f"{failed.device} failed ({reason}); {self.device} paints now")
        self._give_up(failed.device)
        with contextlib.suppress(Exception):  # it has failed before
            failed.close()


class _Standby:
    """Makes the next device ready in a thread of its own."""

    def __init__(self, successor: Successor, sizes: Mapping[int, tuple[int, int]]) -> None:
        self._successor = successor
        self._backend: Backend | None = None
        self._thread = threading.Thread(
            target=self._make, args=(dict(sizes),), name="rtstyle-standby", daemon=True
        )
        self._thread.start()

    def _make(self, sizes: Mapping[int, tuple[int, int]]) -> None:
        try:
            self._backend = self._successor.make()
            for coat, size in sizes.items():
                self._backend.prepare(*size, coat)
        except Exception:
            # Told by `_take_over`, if it is ever needed and fails again.
            _logger.debug("%s cannot stand by", self._successor.device, exc_info=True)

    def prepare(self, height: int, width: int, coat: int) -> None:
        """Another size."""
        if self._backend is not None:
            with contextlib.suppress(Exception):  # told if it is ever needed
                self._backend.prepare(height, width, coat)

    def take(self, successor: Successor) -> Backend | None:
        """The backend, if it is that successor's and works; waits for the making of it."""
        self._thread.join(_STANDBY_S)
        backend, self._backend = self._backend, None
        if backend is None or self._thread.is_alive() or successor is not self._successor:
            return None
        return backend

    def close(self) -> None:
        """Frees it."""
        backend = self.take(self._successor)
        if backend is not None:
            with contextlib.suppress(Exception):  # nobody needs it any more
                backend.close()
