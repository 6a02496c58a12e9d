"""What people chose, told on the command line."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

import typer
from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from rtstyle.addresses import redacted
from rtstyle.cli.printing import say

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def tell_votes(files: Iterable[Path], output: Path, *, as_json: bool) -> None:
    """Counts votes and prints scores: a table, or JSON.

    Args:
        files: What the page of pairs saved.
        output: The folder that ``rtstyle evaluate --vote`` wrote.
        as_json: Prints JSON.

    Raises:
        MediaReadError: A file or the key is missing or damaged.
        UsageError: There is no vote in any of them.
    """
    from rtstyle.evaluation.voting.votes import count_votes  # noqa: PLC0415 - numpy

    found = count_votes(files, output)
    if as_json:
        typer.echo(redacted(json.dumps(found, indent=1, allow_nan=False)))
        return
    table = Table("", "score", "95 %", "preferred to it", "votes", box=box.SIMPLE_HEAD)
    for column in table.columns[1:]:
        column.justify = "right"
    for row in found["scores"]:
        table.add_row(*map(escape, _cells(row, found["reference"])))
    Console().print(table)
    for meeting in found["meetings"]:
        (first, second), (one, two) = meeting["players"], meeting["preferred"]
        say(f"{first} {one} : {two} {second}, neither {meeting['neither']}")
    voters = f"{found['voters']} voter{'' if found['voters'] == 1 else 's'}"
    say(f"{found['votes']} votes of {voters}; Bradley-Terry scores beside {found['reference']}", err=True)


def _cells(row: dict[str, Any], reference: str) -> tuple[str, ...]:
    votes = f"{row['votes']:g}"
    if row["player"] == reference:
        return row["player"], "0", "", "", votes
    interval = f"{_number(row['low'], -math.inf)} to {_number(row['high'], math.inf)}"
    unbound = math.inf if row["preferred"] > 0.5 else -math.inf
    return row["player"], _number(row["score"], unbound), interval, f"{row['preferred']:.0%}", votes


def _number(value: float | None, unbound: float) -> str:
    """A score; an open end as infinity."""
    shown = unbound if value is None else value
    return f"{shown:+.2f}".replace("inf", "∞")
