"""``rtstyle looks``: the looks that were saved in the window, and taking them elsewhere."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from rtstyle.cli.completion import complete_looks
from rtstyle.cli.options import Force, Json, Quiet, output_path
from rtstyle.cli.printing import say
from rtstyle.cli.targets import refuse_to_replace
from rtstyle.settings import load_settings
from rtstyle.styles.library import StyleLibrary
from rtstyle.styles.looks import LOOK_SUFFIX, Look, LookLibrary

app = typer.Typer(help="List looks, and take them elsewhere as files.", no_args_is_help=True)


@app.command("list")
def list_looks(*, as_json: Json = False) -> None:
    """List the looks in the window's order, with the styles that they are made of."""
    looks = _library().looks(load_settings()[0].looks)
    if as_json:
        rows = [{"name": look.name, "styles": dict(look.styles), **look.settings} for look in looks]
        typer.echo(json.dumps(rows, indent=2))
        return
    width = max((len(look.name) for look in looks), default=0)
    for look in looks:
        say(f"{look.name:<{width}}  {_styles_text(look)}")


@app.command()
def add(
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help=f"Looks: {LOOK_SUFFIX} files.")],
    *,
    force: Force = False,
    quiet: Quiet = False,
) -> None:
    """Take looks from files into yours; one whose name is taken needs --force."""
    library = _library()
    for look in [library.read(file) for file in files]:
        library.save(look, overwrite=force)
        if not quiet:
            say(look.name)


@app.command()
def export(
    name: Annotated[
        str, typer.Argument(metavar="NAME", autocompletion=complete_looks, help="One of your looks.")
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            parser=output_path,
            metavar="PATH",
            help="The file.",
            show_default=f"NAME{LOOK_SUFFIX}",
        ),
    ] = None,
    *,
    force: Force = False,
    quiet: Quiet = False,
) -> None:
    """Write a look into a file that holds everything it needs, the pictures of your own styles included."""
    library = _library()
    look = library.find(name)
    target = output or Path(f"{look.name}{LOOK_SUFFIX}")
    refuse_to_replace([target], force=force)
    library.export(look, target)
    if not quiet:
        say(target)


@app.command()
def remove(
    names: Annotated[
        list[str], typer.Argument(metavar="NAME", autocompletion=complete_looks, help="Looks that you saved.")
    ],
    *,
    quiet: Quiet = False,
) -> None:
    """Delete looks that you saved."""
    library = _library()
    for name in names:
        library.remove(name)
        if not quiet:
            say(f"removed {name}")


def _library() -> LookLibrary:
    return LookLibrary(StyleLibrary())


def _styles_text(look: Look) -> str:
    total = sum(look.styles.values())
    if len(look.styles) == 1:
        return next(iter(look.styles))
    return " + ".join(f"{name} {weight / total:.0%}" for name, weight in look.styles.items())
