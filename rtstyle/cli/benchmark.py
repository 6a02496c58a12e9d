"""``rtstyle benchmark``: the benchmark's own command line, which also runs on machines without this one."""

from __future__ import annotations

import typer

from rtstyle.cli.forwarded import dress


def benchmark(context: typer.Context) -> None:
    """Measure how fast rtstyle is on this machine."""
    from rtstyle.evaluation.benchmark import main  # noqa: PLC0415 - torch

    raise typer.Exit(main(context.args, program=context.command_path, dress=dress))
