"""``rtstyle models``: which networks there are, and how to get their weights."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    TextColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)
from rich.table import Table

from rtstyle.addresses import redacted
from rtstyle.cli.printing import say
from rtstyle.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rtstyle.modeling.registry import FetchProgress

app = typer.Typer(help="List, fetch and import networks and their weights.", no_args_is_help=True)


@app.command("list")
def list_models(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """List the networks, and whether their weights are on this machine."""
    from rtstyle.modeling.registry import MODELS  # noqa: PLC0415 - torch, which the help does without

    models = [
        {
            "name": entry.name,
            "description": entry.description,
            "licence": entry.licence,
            "available": entry.path.is_file(),
            "path": str(entry.path),
            "bytes": entry.path.stat().st_size if entry.path.is_file() else None,
        }
        for entry in MODELS.values()
    ]
    if as_json:
        typer.echo(redacted(json.dumps(models, indent=2)))
        return
    table = Table("model", "weights", "what it is", "licence", box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for model in models:
        size = model["bytes"]
        weights = f"{size / 1e6:.1f} MB" if isinstance(size, int) else "not here"
        table.add_row(str(model["name"]), weights, str(model["description"]), str(model["licence"]))
    console = Console()
    console.print(table)
    for entry in MODELS.values():
        if not entry.path.is_file() and not entry.shipped:
            console.print(f"\nTo get {entry.name}: rtstyle models fetch {entry.name}", highlight=False)


@app.command()
def fetch(
    name: Annotated[str, typer.Argument(help="The network, adain-vgg19 say.")],
    mirror: Annotated[
        str | None,
        typer.Option(help="Address of a folder that holds the files, if the published one is gone."),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Fetch even if the weights are there already.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="No progress bar.")] = False,
) -> None:
    """Download a network's weights and convert them; a broken download is resumed."""
    from rtstyle.modeling.registry import fetch_model, model_entry  # noqa: PLC0415 - torch

    model_entry(name)
    with _progress_bars(quiet=quiet) as progress:
        path = fetch_model(name, mirror=mirror, force=force, progress=progress)
    say(path)


@app.command("import")
def import_files(
    file: Annotated[
        Path | None, typer.Argument(help="A safetensors file with both parts of the paper's network.")
    ] = None,
    encoder: Annotated[Path | None, typer.Option(help="vgg_normalised.pth, or torchvision's VGG-19.")] = None,
    decoder: Annotated[Path | None, typer.Option(help="decoder.pth, beside vgg_normalised.pth.")] = None,
) -> None:
    """Convert local weights. An encoder alone becomes a perceptual network for training."""
    from rtstyle.modeling.registry import import_weights  # noqa: PLC0415 - torch

    if (file is None) == (encoder is None):
        raise UsageError("name either one safetensors file, or --encoder (and --decoder)")
    if file is not None and decoder is not None:
        raise UsageError("--decoder goes with --encoder, not with a file that holds both")
    source = file or encoder
    assert source is not None
    say(import_weights(source, decoder))


@contextlib.contextmanager
def _progress_bars(*, quiet: bool) -> Iterator[FetchProgress]:
    """One bar a file, on stderr."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), disable=quiet) as bars:
        tasks = {}

        def update(name: str, received: int, total: int | None) -> None:
            if name not in tasks:
                tasks[name] = bars.add_task(name, total=total)
            bars.update(tasks[name], completed=received, total=total)

        yield update
