"""``rtstyle batch``: folders of photos and videos in, paintings out, on this machine or on a cluster."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich import box
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.table import Table

from rtstyle.addresses import is_address, redacted
from rtstyle.batch.estimate import estimate_s, measured_speed, recorded_speed
from rtstyle.batch.executors import SerialExecutor
from rtstyle.batch.folders import open_folder
from rtstyle.batch.local import LocalExecutor
from rtstyle.batch.machine import Crew, choose_crew, this_machine
from rtstyle.batch.manifest import Manifest
from rtstyle.batch.plan import measured_jobs, plan_jobs, unreadable_jobs
from rtstyle.batch.ray_cluster import RayExecutor
from rtstyle.batch.scheduler import Batch
from rtstyle.batch.settings import BatchSettings, refinements
from rtstyle.batch.tasks import Assignment, MediaKind
from rtstyle.cli import options
from rtstyle.cli.lost_detail import tell_losses
from rtstyle.cli.printing import clock, say
from rtstyle.errors import BatchError
from rtstyle.options import StylizeOptions
from rtstyle.sinks.codecs import encoder_settings
from rtstyle.sinks.container_formats import container_for
from rtstyle.styles.library import StyleLibrary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from rtstyle.batch.executors import Executor
    from rtstyle.batch.manifest import Record
    from rtstyle.batch.scheduler import Snapshot, Summary
    from rtstyle.batch.tasks import Job

_MOST_FAILURES_TOLD = 20
_SPEED_PERIOD_S = 600


@options.with_picture(make=StylizeOptions.for_video)
def batch(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT",
            help="Photos, videos, folders, patterns like 'clips/**/*.mp4', addresses like s3://…",
        ),
    ],
    style: options.Styles,
    output: Annotated[str, typer.Option("--output", "-o", help="Folder for the results, or its address.")],
    _look: options.Look = None,
    *,
    picture: StylizeOptions,
    codec: options.Codec = None,
    crf: options.Crf = None,
    preset: options.Preset = None,
    audio: options.Audio = True,
    segment: Annotated[
        float,
        typer.Option(
            min=0.0,
            metavar="SECONDS",
            help="Length of the parts that a long video is split into; 0 splits none.",
        ),
    ] = 60.0,
    workers: Annotated[
        int | None,
        typer.Option(
            min=0,
            help="Worker processes; 0 works in this process.",
            show_default="as many as pay off",
        ),
    ] = None,
    address: Annotated[
        str | None,
        typer.Option(
            help="A Ray cluster to work on: auto, HOST:PORT or ray://HOST:PORT.", show_default="none"
        ),
    ] = None,
    threads: Annotated[
        int | None,
        typer.Option(
            min=1,
            help="CPU threads of a worker; bounded so that they do not fight.",
            show_default="its share",
        ),
    ] = None,
    resume: Annotated[bool, typer.Option(help="Leave out what an earlier run has done.")] = True,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only tell what would be done, and for how long.")
    ] = False,
    model: options.Model = "compact",
    device: options.Device = "auto",
    refine: options.Refine = False,
    as_json: options.Json = False,
    quiet: options.Quiet = False,
) -> None:
    """Paint whole folders of photos and videos, with every processor of this machine or of a Ray cluster.

    Stop it whenever you like: run the same command again and it goes on where it was, even after a crash.

    Painted photos have 8 bits a channel and no transparency: what is transparent is laid on white first.
    """
    library, names = StyleLibrary(), options.style_mapping(style)
    paths = [library.find(name) for name in names]
    settings = BatchSettings(
        styles=tuple(zip(paths, names.values(), strict=True)),
        **dataclasses.asdict(picture),
        model=model,
        codec=codec,
        crf=crf,
        preset=preset,
        audio=audio,
        encoder_threads=min(os.cpu_count() or 1, 4),
        segment_s=segment,
    )
    place = output if is_address(output) else str(options.output_path(output).absolute())
    jobs = plan_jobs(inputs, place, paths)
    _refuse_what_cannot_be_written(jobs, settings)
    if refine and not dry_run:
        options.refine_first(names, model=model, device=device, quiet=quiet)
    # Now that it is known what refining has found: results without it are others.
    settings = dataclasses.replace(settings, refined=refinements(paths, model))
    assignment = Assignment(settings, settings.digest(), place, device, threads)
    folder = open_folder(place)
    manifest = Manifest(folder)
    left = [job for job in jobs if not (resume and manifest.is_done(job, assignment.digest))]
    # Headers are read for the jobs that are left only: of those there may be few.
    left = measured_jobs(left)
    skipped = len(jobs) - len(left)
    if dry_run:
        crew = (
            _cluster_crew(assignment, address) if address is not None else _crew(assignment, workers or None)
        )
        crew = crew if workers != 0 else dataclasses.replace(crew, workers=1)
        if _tell_plan(left, skipped, assignment, manifest, crew, as_json=as_json):
            raise typer.Exit(1)
        return
    with manifest, _executor(assignment, workers, address) as executor, _progress(quiet=quiet) as observer:
        if not resume:
            manifest.forget()
        summary = Batch(left, assignment, folder, manifest, executor, observer).run(skipped)
    _tell(summary, as_json=as_json, quiet=quiet)


def _refuse_what_cannot_be_written(jobs: Sequence[Job], settings: BatchSettings) -> None:
    """An encoder that does not exist is told once, not for every video."""
    for suffix in {Path(job.output).suffix for job in jobs if job.kind is MediaKind.VIDEO}:
        encoder_settings(
            container_for(Path(f"result{suffix}")),
            codec=settings.codec,
            crf=settings.crf,
            preset=settings.preset,
        )


@contextlib.contextmanager
def _executor(assignment: Assignment, workers: int | None, address: str | None) -> Iterator[Executor]:
    with contextlib.ExitStack() as stack:
        executor: Executor
        if address is not None:
            # Ray prints there what became of machines that were lost; the result is to be read by programs.
            stack.enter_context(contextlib.redirect_stdout(sys.stderr))
            executor = RayExecutor(assignment, address)
        elif workers == 0:
            executor = SerialExecutor(assignment)
        else:
            executor = LocalExecutor(assignment, _crew(assignment, workers))
        stack.callback(executor.close)
        yield executor


def _crew(assignment: Assignment, workers: int | None) -> Crew:
    crew = choose_crew(this_machine(), assignment.device, workers)
    return crew if assignment.threads is None else dataclasses.replace(crew, threads=assignment.threads)


def _cluster_crew(assignment: Assignment, address: str) -> Crew:
    executor = RayExecutor(assignment, address)
    try:
        return Crew(executor.workers, assignment.threads or 1, (assignment.device,) * executor.workers)
    finally:
        executor.close()


@contextlib.contextmanager
def _progress(*, quiet: bool) -> Iterator[Callable[[Snapshot], None]]:
    """A bar of all the work, with the time left."""
    columns = (
        TextColumn("painting"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[files]}"),
        TimeRemainingColumn(),
    )
    console = Console(stderr=True)
    hidden = quiet or not console.is_terminal
    with Progress(*columns, console=console, disable=hidden, speed_estimate_period=_SPEED_PERIOD_S) as bars:
        bar = bars.add_task("", total=None, files="")

        def observe(snapshot: Snapshot) -> None:
            failed = f", {snapshot.failed} failed" if snapshot.failed else ""
            files = f"{snapshot.done} of {snapshot.jobs} files{failed}"
            bars.update(bar, total=snapshot.megapixels, completed=snapshot.megapixels_done, files=files)

        yield observe


def _tell_plan(
    jobs: Sequence[Job],
    skipped: int,
    assignment: Assignment,
    manifest: Manifest,
    crew: Crew,
    *,
    as_json: bool,
) -> bool:
    """Says what would be done; returns whether some of it could not be."""
    problems = unreadable_jobs(jobs)
    jobs = [job for job in jobs if job not in problems]
    estimate: float | None = 0.0
    if jobs:
        speed = recorded_speed(manifest.records.values(), assignment.digest)
        if speed is None:
            measuring = dataclasses.replace(assignment, device=crew.devices[0], threads=crew.threads)
            speed = measured_speed(jobs, measuring)
        estimate = estimate_s(jobs, speed, crew.workers)
    if as_json:
        listed = [{"input": job.source, "output": job.output, "megapixels": job.megapixels} for job in jobs]
        unreadable = [{"input": job.source, "error": problem} for job, problem in problems.items()]
        plan = {
            "jobs": listed,
            "unreadable": unreadable,
            "skipped": skipped,
            "workers": crew.workers,
            "seconds": estimate,
        }
        typer.echo(redacted(json.dumps(plan)))
        return bool(problems)
    for job in jobs:
        say(f"{job.source} -> {job.output}")
    for problem in problems.values():
        say(problem)
    bad = f", {len(problems)} that cannot be read" if problems else ""
    about = "an unknown time" if estimate is None else f"about {clock(estimate)}"
    shared = f"{_count(crew.workers, 'worker')} of {_count(crew.threads, 'thread')}"
    say(f"{_count(len(jobs), 'file')} to do{bad}, {skipped} done before; {about} with {shared}")
    return bool(problems)


def _tell(summary: Summary, *, as_json: bool, quiet: bool) -> None:
    if as_json:
        typer.echo(redacted(json.dumps(summary.to_json())))
    elif not quiet:
        _print_table(summary)
        tell_losses({record.source: record.loss for record in summary.done})
    failed = summary.failed
    for record in failed[:_MOST_FAILURES_TOLD]:
        say(f"rtstyle: {record.error}", err=True)
    if failed:
        rest = len(failed) - _MOST_FAILURES_TOLD
        more = f" ({rest} more are in the manifest)" if rest > 0 else ""
        total = len(summary.records) + summary.skipped
        few = len(failed) == 1
        advice = f"; run it again to try just {'this one' if few else 'these'}"
        if all(record.unreadable for record in failed):
            they, them = ("it", "it") if few else ("they", "them")
            advice = f", as {they} cannot be read: replace {them} or take {them} out"
        raise BatchError(f"{len(failed)} of {_count(total, 'file')} failed{more}{advice}")


def _print_table(summary: Summary) -> None:
    table = Table("", "files", "frames", "megapixels", "processor time", box=box.SIMPLE_HEAD)
    for column in table.columns[1:]:
        column.justify = "right"
    table.add_row("done", *_figures(summary.done))
    table.add_row("failed", *_figures(summary.failed))
    table.add_row("done before", str(summary.skipped), "", "", "")
    Console().print(table)
    rate = ""
    if any(record.frames > 1 for record in summary.done):
        frames = sum(record.frames for record in summary.done)
        rate = f", {frames / max(summary.seconds, 1e-9):.1f} frames per second"
    say(f"{clock(summary.seconds)} with {_count(summary.workers, 'worker')}{rate}", err=True)


def _figures(records: Sequence[Record]) -> tuple[str, str, str, str]:
    return (
        str(len(records)),
        f"{sum(record.frames for record in records):,}",
        f"{sum(record.megapixels or 0 for record in records):,.0f}",
        clock(sum(record.cpu_seconds for record in records)),
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
