"""``rtstyle evaluate``: the paper's experiments, those that video needs, and what people prefer."""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from rtstyle.addresses import redacted
from rtstyle.cli.forwarded import dress
from rtstyle.cli.options import output_path, refine_first
from rtstyle.cli.printing import say
from rtstyle.cli.votes import tell_votes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rtstyle.evaluation.experiments.context import EvaluationSettings
    from rtstyle.evaluation.experiments.context import Progress as Step

SECTION_NAMES = ("qualitative", "quantitative", "video", "controls", "speed", "normalization")

_EPILOG = """examples:
  rtstyle evaluate --quick                               what ships: bundled styles and a drawn scene
  rtstyle evaluate --content photos --style paintings --video a.mp4 b.mp4 --perceptual vgg19.pth
  rtstyle evaluate --only video --video holiday.mp4      one section alone
  rtstyle evaluate --vote --peer microast.py             blind pairs for people to choose from, as a page
  rtstyle evaluate --votes votes-*.json                  what they chose

What is finished is kept in the output folder: after Ctrl-C the same command goes on where it stopped."""


def evaluate(context: typer.Context) -> None:
    """Check what the stylizer is worth, and write a report."""
    usual = parser(context.command_path)
    dress(usual)
    options = usual.parse_args(context.args)
    if options.votes:
        tell_votes(options.votes, options.output, as_json=options.json)
        return
    if options.refine:
        _refine_first(options)
    settings = _settings(options)
    try:
        with _progress(quiet=options.quiet) as tell:
            if options.vote:
                _make_ballot(settings, tell, as_json=options.json)
                return
            from rtstyle.evaluation.experiments.evaluate import run_evaluation  # noqa: PLC0415 - torch

            report = run_evaluation(settings, tell)
    except KeyboardInterrupt:
        typer.echo(
            f"what is finished is kept in {settings.output}: the same command goes on from there", err=True
        )
        raise
    if options.json:
        typer.echo(redacted(json.dumps(report, indent=1)))
        return
    for note in [] if options.quiet else dict.fromkeys(report["missing"]):
        say(f"left out: {note}", err=True)
    say(settings.output / "report.html")


def _make_ballot(settings: EvaluationSettings, tell: Callable[[Step], None], *, as_json: bool) -> None:
    """Paints the pairs, writes their page and says where it is."""
    from rtstyle.evaluation.experiments.context import Context  # noqa: PLC0415 - torch
    from rtstyle.evaluation.voting.ballot import make_ballot  # noqa: PLC0415
    from rtstyle.evaluation.voting.page import require_jinja, write_ballot  # noqa: PLC0415

    require_jinja()
    context = Context(settings, tell)
    try:
        path = write_ballot(make_ballot(context), settings.output)
    finally:
        context.close()
    if as_json:
        typer.echo(redacted(json.dumps({"page": str(path)})))
    else:
        say(path)


def _refine_first(options: argparse.Namespace) -> None:
    """Refines the styles that are judged."""
    from rtstyle.evaluation.experiments.context import Context  # noqa: PLC0415 - torch

    paths = [style.path for style in Context(_settings(options)).styles() if style.path is not None]
    styles = [str(path) for path in paths]
    refine_first(styles, model=options.model, device=options.device, quiet=options.quiet)


def parser(program: str) -> argparse.ArgumentParser:
    """The command's arguments. Not typer's: ``--video`` takes several files, as the shell spells out ``*.mp4``."""
    found = argparse.ArgumentParser(
        program,
        description="Reproduce the experiments of the AdaIN paper, and those that video needs, as one report.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = found.add_argument
    add("--quick", action="store_true", help="fewer and smaller pictures, shorter clips: a few minutes")
    add("--output", "-o", type=output_path, default=Path("rtstyle-evaluation"), help="folder of the report")
    add("--content", type=Path, metavar="DIR", help="photographs (default: drawn scenes)")
    add(
        "--style",
        type=Path,
        metavar="DIR",
        help="pictures of styles (default: bundled ones, which are drawn)",
    )
    add("--video", type=Path, nargs="+", action="extend", default=[], metavar="FILE", help="clips")
    add(
        "--perceptual",
        metavar="PATH|torchvision:vgg19|none",
        help="VGG weights to judge with (default: what 'rtstyle models' fetched or imported, else those that ship)",
    )
    add(
        "--only",
        nargs="+",
        action="extend",
        default=[],
        choices=SECTION_NAMES,
        metavar="SECTION",
        help=f"run these alone: {', '.join(SECTION_NAMES)}",
    )
    add(
        "--peer",
        type=Path,
        nargs="+",
        action="extend",
        default=[],
        metavar="ADAPTER.py",
        help="other programs to compare with, as 'rtstyle benchmark' takes them",
    )
    add(
        "--refine",
        action="store_true",
        help="first refine styles that are not, a minute each; the result is kept, and judged beside",
    )
    asked = found.add_argument_group("what people prefer")
    asked.add_argument("--vote", action="store_true", help="make a page of blind pairs instead of a report")
    asked.add_argument(
        "--votes",
        type=Path,
        nargs="+",
        action="extend",
        default=[],
        metavar="FILE",
        help="count what the page saved; --output is the folder that --vote wrote",
    )
    add("--model", default="compact", help="a network from 'rtstyle models list', or a .safetensors file")
    add("--device", default="auto", help="auto, cpu, cuda or cuda:N")
    numbers = found.add_argument_group("how thoroughly")
    add = numbers.add_argument
    add("--size", type=int, metavar="PIXELS", help="short side of the pictures (512; quick: 256)")
    add("--frames", type=int, metavar="N", help="frames of each clip (24; quick: 14)")
    add("--video-styles", type=int, metavar="N", help="styles of each clip (3; quick: 2)")
    add("--pairs", type=int, metavar="N", help="pairs for each two that are compared (12; quick: 3)")
    add(
        "--comparison-size", type=int, metavar="PIXELS", help="short side in the comparison (256; quick: 128)"
    )
    add(
        "--comparison-styles",
        type=int,
        metavar="N",
        help="styles in the comparison: some methods are trained for each (4; quick: 2)",
    )
    add("--iterations", type=int, metavar="N", help="of methods that optimise each picture (300; quick: 60)")
    trained = found.add_argument_group("methods that are trained first, left out without photographs")
    add = trained.add_argument
    for kind, what in (("content", "photographs"), ("style", "paintings")):
        add(
            f"--train-{kind}",
            type=Path,
            nargs="+",
            action="extend",
            default=[],
            metavar="PATH",
            help=f"folders and archives of {what}, none of which is judged",
        )
    add(
        "--train-minutes",
        type=float,
        metavar="MINUTES",
        help="training time of each network (default: none, it goes by steps)",
    )
    add("--train-steps", type=int, metavar="N", help="training steps of each network (2000; quick: 100)")
    add("--train-size", type=int, metavar="PIXELS", help="side of their training crops (128; quick: 64)")
    found.add_argument("--json", action="store_true", help="print report.json")
    found.add_argument("--quiet", "-q", action="store_true", help="no progress")
    return found


def _settings(options: argparse.Namespace) -> EvaluationSettings:
    from rtstyle.evaluation.experiments.context import EvaluationSettings  # noqa: PLC0415 - torch

    given: dict[str, Any] = vars(options).copy()
    for name in ("json", "quiet", "vote", "votes", "refine"):
        del given[name]
    given["videos"], given["peers"] = given.pop("video"), given.pop("peer")
    lists = ("videos", "peers", "only", "train_content", "train_style")
    return EvaluationSettings(**given | {name: tuple(given[name]) for name in lists})


@contextlib.contextmanager
def _progress(*, quiet: bool) -> Iterator[Callable[[Step], None]]:
    """A bar a section on a terminal, a line a section elsewhere; on stderr."""
    columns = (
        TextColumn("{task.description:13}"),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[what]}"),
    )
    console = Console(stderr=True)
    with Progress(*columns, console=console, disable=quiet or not console.is_terminal) as bars:
        tasks: dict[str, Any] = {}

        def tell(step: Step) -> None:
            if step.section not in tasks:
                tasks[step.section] = bars.add_task(step.section, total=step.total, what="")
                if not quiet and not console.is_terminal:
                    print(f"… {step.section}", file=sys.stderr, flush=True)
            bars.update(tasks[step.section], completed=step.done, total=step.total, what=step.what)

        yield tell
