"""``rtstyle train``: the trainer's own command line, which also runs on machines without this one."""

from __future__ import annotations

import typer

from rtstyle.cli.forwarded import dress


def train(context: typer.Context) -> None:
    """Train a network on your own pictures."""
    from rtstyle.training.__main__ import main  # noqa: PLC0415 - torch

    raise typer.Exit(main(context.args, program=context.command_path, dress=dress))
