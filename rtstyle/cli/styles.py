"""``rtstyle styles``: the style pictures there are, and adding and removing one's own."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rtstyle.addresses import redacted
from rtstyle.cli.completion import complete_own_styles, complete_styles
from rtstyle.cli.options import Device, Json, Model, Quiet
from rtstyle.cli.printing import say
from rtstyle.errors import MediaReadError
from rtstyle.styles.library import StyleLibrary, pictures_under

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rtstyle.styles.library import StyleEntry

app = typer.Typer(help="List, add and remove style pictures.", no_args_is_help=True)


@app.command("list")
def list_styles(*, as_json: Json = False) -> None:
    """List the styles by name: those that ship with rtstyle, then yours."""
    _print(StyleLibrary().entries(), as_json=as_json)


@app.command()
def add(
    pictures: Annotated[
        list[Path], typer.Argument(metavar="PICTURE|FOLDER", help="Pictures, or folders of them.")
    ],
    *,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Copy pictures into your library. One that cannot be read is named and left out; the exit code is 1 then."""
    library = StyleLibrary()
    added: list[StyleEntry] = []
    refused: list[MediaReadError] = []
    for picture in (file for path in pictures for file in pictures_under(path) or [path]):
        try:
            added += library.add(picture)
        except MediaReadError as error:
            refused.append(error)
    if as_json or not quiet:
        _print(list(dict.fromkeys(added)), as_json=as_json)
    for reason in refused[:-1]:
        say(f"rtstyle: {reason}", err=True)
    if refused:
        raise refused[-1]


@app.command()
def remove(
    names: Annotated[
        list[str],
        typer.Argument(metavar="NAME", autocompletion=complete_own_styles, help="Styles that you added."),
    ],
    *,
    quiet: Quiet = False,
) -> None:
    """Delete styles that you added."""
    library = StyleLibrary()
    for name in names:
        library.remove(name)
        if not quiet:
            say(f"removed {name}")


@app.command("refine")
def refine_styles(
    styles: Annotated[
        list[str],
        typer.Argument(
            metavar="NAME|FILE", autocompletion=complete_styles, help="Styles by name, or any pictures."
        ),
    ],
    *,
    minutes: Annotated[float, typer.Option(help="Time for each style.", min=0.01, max=600)] = 1.0,
    model: Model = "compact",
    device: Device = "auto",
    again: Annotated[bool, typer.Option("--again", help="Also styles that are refined already.")] = False,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Make styles bolder and truer: optimise each for a minute, and keep the result. Ctrl-C keeps the best so far."""
    from rtstyle.cli.refining import refine_all  # noqa: PLC0415 - torch

    refine_all(
        styles, seconds=minutes * 60, model=model, device=device, again=again, quiet=quiet, as_json=as_json
    )


def _print(entries: Sequence[StyleEntry], *, as_json: bool) -> None:
    if as_json:
        rows = [dataclasses.asdict(entry) | {"path": str(entry.path)} for entry in entries]
        typer.echo(redacted(json.dumps(rows, indent=2)))
        return
    width = max((len(entry.name) for entry in entries), default=0)
    for entry in entries:
        origin = "bundled" if entry.bundled else "yours"
        say(f"{entry.name:<{width}}  {origin:<7}  {entry.path}")
