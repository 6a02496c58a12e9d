"""Bradley–Terry scores against what is known in closed form, and against a search that shares no code with them."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest

from rtstyle.evaluation.voting.preferences import bradley_terry, tally


def likelihood(wins: dict[tuple[str, str], float], scores: dict[str, float]) -> float:
    return sum(n * -math.log1p(math.exp(scores[b] - scores[a])) for (a, b), n in wins.items())


def test_two_players_have_the_odds_of_their_votes() -> None:
    found = bradley_terry({("b", "a"): 30, ("a", "b"): 10}, "a")
    assert found["b"].score == pytest.approx(math.log(3), abs=1e-7)
    assert found["b"].preferred == pytest.approx(0.75, abs=1e-7)
    assert (found["a"].score, found["a"].low, found["a"].high) == (0, 0, 0)
    assert [score.votes for score in found.values()] == [40, 40]
    assert list(found) == ["b", "a"]


def test_interval_ends_where_the_likelihood_has_dropped() -> None:
    wins = {("b", "a"): 30.0, ("a", "b"): 10.0}
    found = bradley_terry(wins, "a")["b"]
    top = likelihood(wins, {"a": 0, "b": math.log(3)})
    for end in (found.low, found.high):
        assert 2 * (top - likelihood(wins, {"a": 0, "b": end})) == pytest.approx(3.841459, rel=1e-5)
    assert found.low < math.log(3) < found.high
    # Wald's interval is near it where there are many votes.
    assert found.high - found.low == pytest.approx(2 * 1.96 * math.sqrt(1 / 30 + 1 / 10), rel=0.05)


def test_three_players_are_at_the_top_of_the_likelihood() -> None:
    wins = dict(zip(itertools.permutations("abc", 2), (7.0, 3.0, 11.0, 6.0, 9.0, 4.5), strict=True))
    found = bradley_terry(wins, "a")
    step, b, c = 1.0, 0.0, 0.0
    while step > 1e-9:  # a climb by hand
        tries = [(b + i * step, c + j * step) for i in (-1, 0, 1) for j in (-1, 0, 1)]
        best = max(tries, key=lambda at: likelihood(wins, {"a": 0, "b": at[0], "c": at[1]}))
        step, (b, c) = (step / 2, (b, c)) if best == (b, c) else (step, best)
    assert (found["b"].score, found["c"].score) == pytest.approx((b, c), abs=1e-6)
    # The profile of b: at the end of its interval the best c that there is cannot make up for the drop.
    grid = np.linspace(-4, 4, 80001)
    profile = max(likelihood(wins, {"a": 0, "b": found["b"].low, "c": at}) for at in grid[::20])
    top = likelihood(wins, {"a": 0, "b": b, "c": c})
    assert 2 * (top - profile) == pytest.approx(3.8415, abs=1e-3)


def test_more_votes_make_intervals_narrower() -> None:
    few, many = (bradley_terry({("b", "a"): 3 * n, ("a", "b"): 2 * n}, "a")["b"] for n in (4, 16))
    assert few.score == pytest.approx(many.score)
    assert (few.high - few.low) / (many.high - many.low) == pytest.approx(2, rel=0.05)


def test_who_is_always_preferred_has_no_upper_end() -> None:
    found = bradley_terry({("b", "a"): 10}, "a")["b"]
    assert (found.score, found.high) == (math.inf, math.inf)
    # Ten of ten: chance of losing p with 2·10·log(1/(1-p)) = 3.84.
    assert found.low == pytest.approx(math.log(1 / (math.exp(3.841459 / 20) - 1)), rel=1e-5)
    worst = bradley_terry({("a", "b"): 10}, "a")["b"]
    assert (worst.score, worst.low, worst.high) == (-math.inf, -math.inf, pytest.approx(-found.low))


def test_who_met_the_reference_through_others_has_a_score() -> None:
    wins = {("b", "a"): 20, ("a", "b"): 10, ("c", "b"): 30, ("b", "c"): 10, ("x", "y"): 4}
    found = bradley_terry(wins, "a")
    assert found["c"].score == pytest.approx(math.log(2) + math.log(3), abs=1e-6)
    assert set(found) == {"a", "b", "c"}  # of x and y nothing is known


def test_a_vote_for_neither_is_half_a_vote_for_each() -> None:
    wins = tally([("a", "b", 1.0), ("b", "a", 0.5), ("a", "b", 0.0), ("a", "b", 0.0)])
    assert wins == {("a", "b"): 1.5, ("b", "a"): 2.5}
    assert bradley_terry(wins, "a")["b"].score == pytest.approx(math.log(2.5 / 1.5), abs=1e-7)


def test_without_votes_there_is_the_reference_alone() -> None:
    assert list(bradley_terry({}, "a")) == ["a"]
