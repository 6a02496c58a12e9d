"""``rtstyle models``: which networks there are, those that paint and the one that finds people, and how to get them."""

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
from rtstyle.cli.completion import complete_fetchable
from rtstyle.cli.printing import say
from rtstyle.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rtstyle.modeling.fetching import FetchProgress

app = typer.Typer(help="List, fetch and import networks and their weights.", no_args_is_help=True)


@app.command("list")
def list_models(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """List the networks, and whether their weights are on this machine."""
    from rtstyle.modeling import person_mask  # noqa: PLC0415
    from rtstyle.modeling.registry import MODELS  # noqa: PLC0415

    models = [_told(entry.name, entry.description, entry.licence, entry.path) for entry in MODELS.values()]
    mask = person_mask.person_mask_path()
    models.append(_told(person_mask.PERSON_MASK, person_mask.DESCRIPTION, person_mask.LICENCE, mask))
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
    shipped = {entry.name for entry in MODELS.values() if entry.shipped}
    for model in models:
        if not model["available"] and model["name"] not in shipped:
            console.print(f"\nTo get {model['name']}: rtstyle models fetch {model['name']}", highlight=False)


@app.command()
def fetch(
    name: Annotated[
        str,
        typer.Argument(autocompletion=complete_fetchable, help="The network: adain-vgg19 or person-mask."),
    ],
    mirror: Annotated[
        str | None,
        typer.Option(
            help="Address of a folder that holds the files, if the published one is gone.",
            show_default="where they were published",
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Fetch even if the weights are there already.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="No progress bar.")] = False,
) -> None:
    """Download a network's weights and convert them; a broken download is resumed."""
    from rtstyle.modeling.person_mask import PERSON_MASK, fetch_person_mask  # noqa: PLC0415

    if name == PERSON_MASK:
        with _progress_bars(quiet=quiet) as progress:
            path = fetch_person_mask(mirror=mirror, force=force, progress=progress)
        say(path)
        return
    from rtstyle.modeling.fetching import fetch_model  # noqa: PLC0415 - torch
    from rtstyle.modeling.registry import model_entry  # noqa: PLC0415

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
    from rtstyle.modeling.fetching import import_weights  # noqa: PLC0415 - torch

    if (file is None) == (encoder is None):
        raise UsageError("name either one safetensors file, or --encoder (and --decoder)")
    if file is not None and decoder is not None:
        raise UsageError("--decoder goes with --encoder, not with a file that holds both")
    source = file or encoder
    assert source is not None
    say(import_weights(source, decoder))


def _told(name: str, description: str, licence: str, path: Path) -> dict[str, object]:
    here = path.is_file()
    return {
        "name": name,
        "description": description,
        "licence": licence,
        "available": here,
        "path": str(path),
        "bytes": path.stat().st_size if here else None,
    }


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
