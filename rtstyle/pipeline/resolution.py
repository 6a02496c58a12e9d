"""Keeping up: the processing resolution that holds the frame rate."""

from __future__ import annotations

import collections
import statistics
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

LADDER = (720, 640, 576, 512, 448, 384, 320, 256)
"""Short sides to choose from, pixels. Below them a picture is more grain than painting: better slow."""
_START = 256
_DEFAULT_RATE = 30.0
_TOO_SLOW, _FAR_TOO_SLOW = 0.97, 1.25
"""Shares of a frame's time above which the rate is not held."""
_ROOM_AFTER_STEP_DOWN = 0.85
_ROOM_BEFORE_STEP_UP = 0.75
_SKIPPED = 2
"""Frames after a change that still pay for it: buffers are made anew."""
_FEW_SAMPLES, _SAMPLES_DOWN, _SAMPLES_UP = 5, 20, 45
"""What a choice rests on: little in an emergency, more against a doubt, most for taking a risk."""
_CALM_S = 2.0
_FIRST_PENALTY_S, _LONGEST_PENALTY_S = 8.0, 300.0
_PROVEN_S = 60.0


class ResolutionController:
    """Chooses the short side to process at from measured engine times. Belongs to one thread.

    It steps down soon, by as much as the pixels' share of the time calls for; it steps up late, one rung at a time
    after the first choice, and only where there is room. What lies above a rung that it stepped down to is barred
    for a while, longer each time, so that the picture does not swing between two of them.
    """

    def __init__(
        self, target_fps: float | None = None, size: int | None = None, ladder: Sequence[int] = LADDER
    ) -> None:
        """Starts unmeasured.

        Args:
            target_fps: The rate to hold, frames per second; None takes the stream's.
            size: Pins the short side; None chooses.
            ladder: Short sides to choose from, pixels.
        """
        self.target_fps = target_fps
        self._pinned = size
        self._full_ladder = tuple(sorted(ladder))
        self._ladder = self._full_ladder
        self._rung = self._starting_rung()
        self._stream: tuple[int, Fraction | None] | None = None
        self._times: collections.deque[float] = collections.deque(maxlen=_SAMPLES_UP)
        self._to_skip = _SKIPPED
        self._changed_s: float | None = None
        self._calibrated = False
        self._barred_until_s: dict[int, float] = {}
        self._penalty_s: dict[int, float] = {}

    @property
    def size(self) -> int:
        """The short side to process at, pixels."""
        return self._pinned or self._ladder[self._rung]

    @property
    def pinned(self) -> bool:
        """The size is fixed."""
        return self._pinned is not None

    @property
    def behind(self) -> bool:
        """The rate is not held, and there is nothing smaller to go to: the size is pinned or the smallest."""
        if len(self._times) < _SAMPLES_DOWN or not (self.pinned or self._rung == 0):
            return False
        return statistics.median(self._times) > self._budget_s()

    @property
    def wanted_fps(self) -> float | None:
        """The rate to hold, frames per second: what was asked for, else the stream's; None where neither is known."""
        rate = self._stream[1] if self._stream else None
        return self.target_fps or (float(rate) if rate else None)

    def pin(self, size: int | None) -> None:
        """Fixes the short side, pixels; None chooses again from here on."""
        self._pinned = size
        self._start_measuring()

    def aim(self, target_fps: float | None) -> None:
        """Changes the rate to hold, frames per second; None takes the stream's."""
        self.target_fps = target_fps
        self._forget()

    def begin(self, short_side: int, frame_rate: Fraction | None) -> None:
        """Takes note of the stream; what was learned is kept where it has not changed.

        Args:
            short_side: Of its frames, pixels; there is no use in processing at more.
            frame_rate: Frames per second, None where unknown.
        """
        if self._stream == (short_side, frame_rate):
            return
        self._stream = (short_side, frame_rate)
        top = min(short_side, self._full_ladder[-1])
        size = self._ladder[self._rung]
        self._ladder = (*(rung for rung in self._full_ladder if rung < top), top)
        self._rung = max((i for i, rung in enumerate(self._ladder) if rung <= size), default=0)
        self._forget()

    def update(self, engine_s: float, now_s: float) -> bool:
        """Takes the engine's time for one frame.

        Args:
            engine_s: Seconds.
            now_s: Time of a clock that only goes forwards, seconds.

        Returns:
            Whether `size` has changed.
        """
        if self._to_skip > 0:
            self._to_skip -= 1
            return False
        self._times.append(engine_s)
        if self._changed_s is None:
            self._changed_s = now_s
        if self._pinned is not None or len(self._times) < _FEW_SAMPLES:
            return False
        rung = self._choose(now_s)
        if rung == self._rung:
            return False
        if rung < self._rung:
            self._bar(rung + 1, now_s)
        self._rung = rung
        self._changed_s = now_s
        self._start_measuring()
        return True

    def _choose(self, now_s: float) -> int:
        budget_s = self._budget_s()
        typical_s = statistics.median(self._times)
        recent_s = statistics.median(list(self._times)[-_FEW_SAMPLES:])
        doubtful = typical_s > _TOO_SLOW * budget_s
        if recent_s > _FAR_TOO_SLOW * budget_s or (doubtful and len(self._times) >= _SAMPLES_DOWN):
            self._calibrated = True
            cost_s = max(recent_s, typical_s)
            return self._largest_within(cost_s, _ROOM_AFTER_STEP_DOWN * budget_s, self._rung - 1)
        if doubtful or (self._calibrated and not self._may_step_up(now_s)):
            return self._rung
        highest = self._rung + 1 if self._calibrated else len(self._ladder) - 1
        self._calibrated = True
        barred = [i for i, until_s in self._barred_until_s.items() if until_s > now_s]
        highest = min([highest, len(self._ladder) - 1, *(i - 1 for i in barred)])
        return max(self._rung, self._largest_within(typical_s, _ROOM_BEFORE_STEP_UP * budget_s, highest))

    def _may_step_up(self, now_s: float) -> bool:
        assert self._changed_s is not None
        return len(self._times) == _SAMPLES_UP and now_s - self._changed_s >= _CALM_S

    def _largest_within(self, typical_s: float, budget_s: float, highest: int) -> int:
        """The highest rung up to ``highest`` that fits if time goes with the pixels; 0 if none does."""
        per_pixel = typical_s / self._ladder[self._rung] ** 2
        fitting = (i for i in range(highest, -1, -1) if per_pixel * self._ladder[i] ** 2 <= budget_s)
        return next(fitting, 0)

    def _bar(self, rung: int, now_s: float) -> None:
        assert self._changed_s is not None
        proven = now_s - self._changed_s >= _PROVEN_S
        penalty_s = _FIRST_PENALTY_S if proven else self._penalty_s.get(rung, _FIRST_PENALTY_S)
        self._barred_until_s[rung] = now_s + penalty_s
        self._penalty_s[rung] = min(2 * penalty_s, _LONGEST_PENALTY_S)

    def _budget_s(self) -> float:
        return 1.0 / (self.wanted_fps or _DEFAULT_RATE)

    def _starting_rung(self) -> int:
        return max((i for i, rung in enumerate(self._ladder) if rung <= _START), default=0)

    def _forget(self) -> None:
        self._calibrated = False
        self._barred_until_s.clear()
        self._penalty_s.clear()
        self._start_measuring()

    def _start_measuring(self) -> None:
        self._times.clear()
        self._to_skip = _SKIPPED
