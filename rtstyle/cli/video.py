"""``rtstyle video``: videos in, moving paintings out."""

from __future__ import annotations

import contextlib
import dataclasses
import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from rtstyle.cli import options
from rtstyle.cli.lost_detail import tell_losses
from rtstyle.cli.printing import clock, say
from rtstyle.cli.progress import frames_progress, json_progress
from rtstyle.cli.targets import each_once, refuse_to_replace, require_ending
from rtstyle.errors import MediaError, UsageError
from rtstyle.media.files import (
    refuse_to_overwrite,
    reporting_write_errors,
    require_readable_file,
    require_writable_target,
)
from rtstyle.options import StylizeOptions
from rtstyle.sinks.codecs import encoder_settings
from rtstyle.sinks.container_formats import CONTAINERS, container_for

if TYPE_CHECKING:
    from rtstyle.engine.stylizer import Stylizer
    from rtstyle.pipeline.video import VideoResult


@options.with_picture(make=StylizeOptions.for_video)
def video(
    inputs: Annotated[list[Path], typer.Argument(metavar="INPUT", help="Any videos that FFmpeg reads.")],
    style: options.Styles,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            parser=options.output_path,
            metavar="PATH",
            help="A file, or a folder, which keeps names.",
            show_default="beside each input, as NAME-painted",
        ),
    ] = None,
    _look: options.Look = None,
    *,
    picture: StylizeOptions,
    codec: options.Codec = None,
    crf: options.Crf = None,
    preset: options.Preset = None,
    audio: options.Audio = True,
    model: options.Model = "compact",
    device: options.Device = "auto",
    refine: options.Refine = False,
    force: options.Force = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print a line of JSON about twice a second, and at the end.")
    ] = False,
    quiet: options.Quiet = False,
) -> None:
    """Paint videos in the style of any picture: every frame at its own time, with its sound.

    The ending of --output chooses the container: .mp4, .mkv, .mov, .webm and others, or .gif and .webp for moving
    pictures without sound. With several inputs it is a folder, which is made.
    """
    styles = options.style_mapping(style)
    encoding: dict[str, Any] = {"codec": codec, "crf": crf, "preset": preset}
    targets = _targets(inputs, output, options.style_files(styles), force=force)
    for target in targets.values():
        encoder_settings(container_for(target), **encoding)
    if refine:
        options.refine_first(styles, model=model, device=device, quiet=quiet)
    tell = not (as_json or quiet)
    with Console(stderr=True).status("loading the model …") if tell else contextlib.nullcontext():
        from rtstyle.engine.stylizer import Stylizer  # noqa: PLC0415 - large
        from rtstyle.pipeline.video import stylize_video  # noqa: PLC0415

        stylizer = Stylizer(model, device, options=picture)
        stylizer.set_style(styles)
    failures: list[MediaError] = []
    with stylizer:
        if tell:
            _tell_time(targets, stylizer, styles, encoding)
        for source, target in targets.items():
            bar = json_progress() if as_json else frames_progress(_title(source, targets), quiet=quiet)
            try:
                with bar as progress:
                    result = stylize_video(
                        source,
                        target,
                        style=styles,
                        options=picture,
                        stylizer=stylizer,
                        audio=audio,
                        progress=progress,
                        **encoding,
                    )
            except MediaError as error:
                failures.append(error)
                continue
            if as_json:
                told = dataclasses.asdict(result) | {"input": str(source), "output": str(result.output)}
                typer.echo(json.dumps({"type": "result", **told}))
            elif not quiet:
                _tell(source, result)
    # One bad video does not keep the others from being painted.
    for failure in failures[:-1]:
        say(f"rtstyle: {failure}", err=True)
    if failures:
        raise failures[-1]


def _targets(inputs: list[Path], output: Path | None, styles: list[Path], *, force: bool) -> dict[Path, Path]:
    """Each input and where its painting goes; a folder for several is made.

    Raises:
        UsageError: Several inputs for one file, two inputs of the same name, an output that is an input, a style or,
            unless it is to be replaced, anything else that is there, or an ending of no container.
        MediaReadError: The only input cannot be read.
        MediaWriteError: A folder is missing or cannot be made.
    """
    if len(inputs) == 1 and output is not None and not output.is_dir():
        require_ending(output, ".mp4 or .mkv")
        targets = {inputs[0]: output}
    elif output is None:
        targets = {source: _painted(source, f"{source.stem}-painted") for source in inputs}
    elif output.is_file() or output.suffix.lower() in CONTAINERS:
        raise UsageError(f"{output} is a video's name: several inputs need a folder as --output")
    else:
        targets = {source: output / _painted(source, source.stem).name for source in inputs}
    targets = each_once(targets)
    refuse_to_overwrite(targets.values(), sources=inputs, styles=styles)
    if len(inputs) == 1:
        # Of several, a bad one is told in its turn.
        require_readable_file(inputs[0])
    elif output is not None:
        with reporting_write_errors(output):
            output.mkdir(parents=True, exist_ok=True)
    for target in targets.values():
        require_writable_target(target)
    refuse_to_replace(targets.values(), force=force)
    return targets


def _painted(source: Path, stem: str) -> Path:
    """The painting of a video, of its kind or, where that is read only, as MP4, which plays everywhere."""
    suffix = source.suffix if source.suffix.lower() in CONTAINERS else ".mp4"
    return source.with_name(f"{stem}{suffix}")


def _title(source: Path, targets: dict[Path, Path]) -> str:
    return "painting" if len(targets) == 1 else f"painting {source.name}"


def _tell_time(
    targets: dict[Path, Path], stylizer: Stylizer, styles: dict[str, float], encoding: dict[str, Any]
) -> None:
    """Says how long it will take, where that can be known."""
    from rtstyle.pipeline.estimate import estimate_s  # noqa: PLC0415 - large

    with (
        Console(stderr=True).status("trying how fast it goes …"),
        # Whatever is wrong is told by the work itself.
        contextlib.suppress(MediaError),
    ):
        found = estimate_s(targets, stylizer, styles, **encoding)
        if found is not None:
            count = f"{found.frames} frames" + (f" of {len(targets)} videos" if len(targets) > 1 else "")
            say(f"about {clock(found.seconds)} for {count}", err=True)


def _tell(source: Path, result: VideoResult) -> None:
    say(result.output)
    notes = f"{result.frames} frames in {result.seconds:.1f} s, {result.fps:.1f} frames per second"
    if result.damaged_packets:
        notes += f"; damaged packets skipped in the input: {result.damaged_packets}"
    say(notes, err=True)
    for note in result.notes:
        tell_losses({str(source): note})
