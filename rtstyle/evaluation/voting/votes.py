"""Votes that came back: read, matched with their key, and counted."""

from __future__ import annotations

import json
import math
from collections import Counter
from typing import TYPE_CHECKING, Any

from rtstyle.errors import MediaReadError, UsageError
from rtstyle.evaluation.voting.page import key_file
from rtstyle.evaluation.voting.preferences import bradley_terry, tally
from rtstyle.media.files import describe_os_error

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from rtstyle.evaluation.voting.preferences import Score

_FORM = "rtstyle votes 1"
_SHARES = {"left": 1.0, "right": 0.0, "neither": 0.5}
"""What the left one gets of a vote."""
_MOST_BYTES = 16 << 20


def count_votes(files: Iterable[Path], output: Path) -> dict[str, Any]:
    """Bradley–Terry scores of all players of one ballot or several.

    Args:
        files: What the page saved, one for each person; one that is given twice counts once, and of two files of one
            person the later vote on a pair counts.
        output: Folder of the evaluation, where the keys are.

    Returns:
        ``voters`` and ``votes``, how many; ``reference``, the player that scores are measured from; ``scores``, a row
        for each player, the best first, with ends of intervals that are None where they are open; ``meetings``, what
        became of each two that met.

    Raises:
        MediaReadError: A file or a key is missing or damaged.
        UsageError: No vote in any of them.
    """
    votes: dict[tuple[str, str, str], str] = {}
    keys: dict[str, dict[str, tuple[str, str]]] = {}
    for path in files:
        found = _read(path, _FORM)
        ballot, voter = str(found["ballot"]), str(found["voter"])
        if ballot not in keys:
            keys[ballot] = _key(output, ballot, path)
        for pair, choice in found["votes"].items():
            if pair not in keys[ballot] or choice not in _SHARES:
                raise MediaReadError(f"cannot read {path}: its votes are not of the ballot that it names")
            votes[ballot, voter, pair] = choice
    if not votes:
        raise UsageError("no vote in these files: choose in the page first, then save the votes")
    choices = [(*keys[ballot][pair], _SHARES[choice]) for (ballot, _, pair), choice in votes.items()]
    wins = tally(choices)
    reference = _reference(wins)
    return {
        "voters": len({voter for _, voter, _ in votes}),
        "votes": len(votes),
        "reference": reference,
        "scores": [_row(player, score) for player, score in bradley_terry(wins, reference).items()],
        "meetings": _meetings(choices),
    }


def _reference(wins: Mapping[tuple[str, str], float]) -> str:
    """The player that met most others; of several the one with most votes."""
    players = {player for pair in wins for player in pair}

    def met(player: str) -> tuple[int, float, str]:
        votes = sum(count for pair, count in wins.items() if player in pair)
        return sum(player == first for first, _ in wins), votes, player

    return max(players, key=met)


def _row(player: str, score: Score) -> dict[str, Any]:
    return {
        "player": player,
        "score": _finite(score.score),
        "low": _finite(score.low),
        "high": _finite(score.high),
        "preferred": score.preferred,
        "votes": score.votes,
    }


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _meetings(choices: Sequence[tuple[str, str, float]]) -> list[dict[str, Any]]:
    """How often each of two was preferred where they met."""
    rows: dict[tuple[str, str], Counter[str]] = {}
    for first, second, share in choices:
        pair = (min(first, second), max(first, second))
        winner = "neither" if share == 0.5 else first if share == 1 else second
        rows.setdefault(pair, Counter())[winner] += 1
    return [
        {
            "players": list(pair),
            "preferred": [count[pair[0]], count[pair[1]]],
            "neither": count["neither"],
        }
        for pair, count in sorted(rows.items())
    ]


def _key(output: Path, ballot: str, votes: Path) -> dict[str, tuple[str, str]]:
    if not ballot.isalnum():
        raise MediaReadError(f"cannot read {votes}: it names no ballot")
    path = key_file(output, ballot)
    if not path.is_file():
        raise MediaReadError(
            f"there is no key for {votes}: --output names the folder that 'rtstyle evaluate --vote' wrote, not {output}"
        )
    found = _read(path, None)
    try:
        return {pair: (str(made["left"]), str(made["right"])) for pair, made in found["pairs"].items()}
    except (KeyError, TypeError, AttributeError) as error:
        raise MediaReadError(f"cannot read {path}: it is no key of a ballot") from error


def _read(path: Path, form: str | None) -> dict[str, Any]:
    """A JSON file of ours."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise MediaReadError(f"cannot read {path}: it is too large to be votes")
        found = json.loads(path.read_bytes())
    except OSError as error:
        raise MediaReadError(f"cannot read {path}: {describe_os_error(error)}") from error
    except (ValueError, RecursionError) as error:
        raise MediaReadError(f"cannot read {path}: it is no JSON") from error
    if form is not None:
        sound = isinstance(found, dict) and found.get("form") == form and isinstance(found.get("votes"), dict)
        if not sound or not {"ballot", "voter"} <= found.keys():
            raise MediaReadError(f"cannot read {path}: it holds no votes that the page saved")
    if not isinstance(found, dict):
        raise MediaReadError(f"cannot read {path}: it is no key of a ballot")
    return found
