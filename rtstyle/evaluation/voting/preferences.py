"""What pairwise choices say of the players: Bradley–Terry scores with likelihood intervals.

The chance that i is preferred to j is 1 / (1 + exp(θj − θi)) (Bradley & Terry, Biometrika 1952). A vote for neither
counts as half a vote for each. One player is the reference at 0. Intervals are those of the profile likelihood, which,
unlike a bootstrap, also say something of a player who was always preferred: how far up its score may go is open, how
far down is not.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_Values: TypeAlias = npt.NDArray[np.float64]

_DROP = 1.9207294103
"""By so much the logarithm of the likelihood falls at the ends of a 95 % interval: half of 3.84, χ² of 1 degree."""
_FURTHEST = 12.0
"""Odds of 160,000 to 1: who may be further away may be anywhere."""
_RIDGE = 1e-9
"""Keeps scores finite of players that were always, or never, preferred."""
_NEWTON_STEPS, _BISECTIONS = 60, 50
_LONGEST_STEP = 2.0


@dataclass(frozen=True, slots=True)
class Score:
    """How a player fares beside the reference.

    Attributes:
        score: θ, the logarithm of the odds that it is preferred to the reference; plus or minus infinity where the
            votes set it no bound, 0 for the reference itself.
        low: Lower end of the 95 % interval, minus infinity where it is open.
        high: Upper end, likewise.
        votes: Votes on pairs that it was in.
    """

    score: float
    low: float
    high: float
    votes: float

    @property
    def preferred(self) -> float:
        """The chance that it is preferred to the reference."""
        return 1 / (1 + math.exp(-self.score))


def bradley_terry(wins: Mapping[tuple[str, str], float], reference: str) -> dict[str, Score]:
    """Scores of all players that are connected to the reference by votes.

    Args:
        wins: How often the first was preferred to the second; half a vote each for a tie.
        reference: The player at 0.

    Returns:
        By player, the best first.
    """
    players = _connected(wins, reference)
    table = np.zeros((len(players), len(players)))
    for (winner, loser), count in wins.items():
        if winner in players and loser in players:
            table[players.index(winner), players.index(loser)] += count
    scores = {player: _score(table, number) for number, player in enumerate(players)}
    return dict(sorted(scores.items(), key=lambda item: -item[1].score))


def _connected(wins: Mapping[tuple[str, str], float], reference: str) -> list[str]:
    found, waiting = [reference], [reference]
    while waiting:
        player = waiting.pop()
        for pair, count in wins.items():
            if count > 0 and player in pair:
                new = [other for other in pair if other not in found]
                found += new
                waiting += new
    return found


def _score(wins: _Values, player: int) -> Score:
    votes = float(wins[player].sum() + wins[:, player].sum())
    if player == 0:
        return Score(0.0, 0.0, 0.0, votes)
    best = _fitted(wins, {0: 0.0})
    least = _likelihood(wins, best) - _DROP

    def is_likely(value: float) -> bool:
        return _likelihood(wins, _fitted(wins, {0: 0.0, player: value})) >= least

    middle = float(np.clip(best[player], -_FURTHEST, _FURTHEST))
    low, high = (_end(middle, limit, is_likely) for limit in (-_FURTHEST, _FURTHEST))
    open_end = next((end for end in (low, high) if math.isinf(end) and abs(best[player]) >= _FURTHEST), None)
    return Score(float(best[player]) if open_end is None else open_end, low, high, votes)


def _end(inside: float, limit: float, is_likely: Callable[[float], bool]) -> float:
    """Where a value stops being likely on the way to a limit; infinite where it does not."""
    if is_likely(limit):
        return math.copysign(math.inf, limit)
    outside = limit
    for _ in range(_BISECTIONS):
        middle = (inside + outside) / 2
        inside, outside = (middle, outside) if is_likely(middle) else (inside, middle)
    return (inside + outside) / 2


def _likelihood(wins: _Values, scores: _Values) -> float:
    """Its logarithm."""
    return float(-(wins * np.logaddexp(0, scores[None] - scores[:, None])).sum())


def _fitted(wins: _Values, fixed: Mapping[int, float]) -> _Values:
    """The most likely scores where some are given: Newton's method on a concave function."""
    scores = np.zeros(len(wins))
    for player, value in fixed.items():
        scores[player] = value
    free = [player for player in range(len(wins)) if player not in fixed]
    if not free:
        return scores
    games = wins + wins.T
    for _ in range(_NEWTON_STEPS):
        chances = 1 / (1 + np.exp(np.clip(scores[None] - scores[:, None], -500, 500)))
        slope = (wins - games * chances).sum(1) - _RIDGE * scores
        bends = games * chances * chances.T
        curvature = np.diag(bends.sum(1) + _RIDGE) - bends
        step = np.linalg.solve(curvature[np.ix_(free, free)], slope[free])
        # Far from the top the curve is flat, and a whole step would leave the world.
        step *= min(1.0, _LONGEST_STEP / max(float(np.abs(step).max()), 1e-300))
        scores[free] += step
        if float(np.abs(step).max()) < 1e-12:
            break
    return scores


def tally(choices: Sequence[tuple[str, str, float]]) -> dict[tuple[str, str], float]:
    """Wins of votes.

    Args:
        choices: Two players, and what the first gets of the vote: 1, 0, or 0.5 where neither was preferred.

    Returns:
        What `bradley_terry` takes.
    """
    wins: dict[tuple[str, str], float] = {}
    for first, second, share in choices:
        wins[first, second] = wins.get((first, second), 0.0) + share
        wins[second, first] = wins.get((second, first), 0.0) + 1 - share
    return wins
