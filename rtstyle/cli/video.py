"""``rtstyle video``: a video in, a moving painting out."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rtstyle.cli import options
from rtstyle.cli.lost_detail import tell_losses
from rtstyle.cli.printing import say
from rtstyle.cli.progress import frames_progress, json_progress
from rtstyle.cli.targets import refuse_to_replace, require_ending
from rtstyle.media.files import refuse_to_overwrite, require_readable_file, require_writable_target
from rtstyle.options import StylizeOptions

if TYPE_CHECKING:
    from rtstyle.pipeline.video import VideoResult


@options.with_picture(make=StylizeOptions.for_video)
def video(
    source: Annotated[Path, typer.Argument(metavar="INPUT", help="Any video that FFmpeg reads.")],
    style: options.Styles,
    output: options.Output,
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
    """Paint a video in the style of any picture: every frame at its own time, with its sound.

    The ending of --output chooses the container: .mp4, .mkv, .mov, .webm and others.
    """
    if output.is_dir():
        output /= source.with_suffix(".mp4").name if source.suffix == "" else source.name
    require_ending(output, ".mp4 or .mkv")
    styles = options.style_mapping(style)
    refuse_to_overwrite(output, source=source, styles=options.style_files(styles))
    require_readable_file(source)
    require_writable_target(output)
    refuse_to_replace([output], force=force)
    if refine:
        options.refine_first(styles, model=model, device=device, quiet=quiet)
    from rtstyle.pipeline.video import stylize_video  # noqa: PLC0415 - torch, which takes seconds

    with json_progress() if as_json else frames_progress("painting", quiet=quiet) as progress:
        result = stylize_video(
            source,
            output,
            style=styles,
            options=picture,
            model=model,
            device=device,
            codec=codec,
            crf=crf,
            preset=preset,
            audio=audio,
            progress=progress,
        )
    if as_json:
        typer.echo(json.dumps({"type": "result", **dataclasses.asdict(result), "output": str(result.output)}))
    elif not quiet:
        _tell(result)
        for note in result.notes:
            tell_losses({str(source): note})


def _tell(result: VideoResult) -> None:
    say(result.output)
    notes = f"{result.frames} frames in {result.seconds:.1f} s, {result.fps:.1f} frames per second"
    if result.damaged_packets:
        notes += f"; damaged packets skipped in the input: {result.damaged_packets}"
    say(notes, err=True)
