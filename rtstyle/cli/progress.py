"""The progress bars of the commands, on stderr."""

from __future__ import annotations

import contextlib
import json
import time
from typing import TYPE_CHECKING

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


_JSON_EVERY_S = 0.5


@contextlib.contextmanager
def json_progress() -> Iterator[Callable[[int, int | None], None]]:
    """A line of JSON on standard output about twice a second; to be called as what `frames_progress` yields."""
    told_s = 0.0

    def update(done: int, total: int | None) -> None:
        nonlocal told_s
        if done and time.monotonic() - told_s >= _JSON_EVERY_S:
            told_s = time.monotonic()
            typer.echo(json.dumps({"type": "progress", "frames": done, "of": total}))

    yield update


@contextlib.contextmanager
def frames_progress(title: str, *, quiet: bool) -> Iterator[Callable[[int, int | None], None]]:
    """A bar with frames, frames per second and time left.

    Args:
        title: Stands before the bar.
        quiet: Shows nothing.

    Yields:
        To be called with the frames done and their whole number, where that is known.
    """
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[fps]}"),
        TimeRemainingColumn(),
    )
    # A bar that is not redrawn in place would fill a log file.
    console = Console(stderr=True)
    with Progress(*columns, console=console, disable=quiet or not console.is_terminal) as bars:
        task = bars.add_task(title, total=None, fps="")

        def update(done: int, total: int | None) -> None:
            speed = bars.tasks[0].finished_speed or bars.tasks[0].speed
            bars.update(task, completed=done, total=total, fps=f"{speed:.1f} fps" if speed else "")

        yield update
