"""``rtstyle live``: the window."""

from __future__ import annotations

from typing import Annotated

import typer

from rtstyle.cli import options
from rtstyle.sources.make import sources_help


def live(
    source: Annotated[
        str | None, typer.Option("--source", help=f"{sources_help()}. The one used last if not given.")
    ] = None,
    style: options.OptionalStyles = None,
    _look: options.Look = None,
    fps: Annotated[
        float | None,
        typer.Option(
            min=0.0, max=240.0, help="Frames per second to ask for and to hold; 0 takes the source's."
        ),
    ] = None,
    resolution: options.Resolution = None,
    strength: Annotated[
        float | None,
        typer.Option("--strength", "--alpha", min=0.0, max=1.0, help="0 leaves the picture as it is."),
    ] = None,
    size: Annotated[
        int | None,
        typer.Option(min=0, metavar="PIXELS", help="Short side to process at; 0 adapts it to the machine."),
    ] = None,
    smoothing: Annotated[
        float | None,
        typer.Option(min=0.0, max=60.0, metavar="SECONDS", help="Calms flicker over time; 0 turns it off."),
    ] = None,
    denoise: Annotated[
        float | None,
        typer.Option(min=0.0, max=1.0, help="Takes noise out of what stands still; 0 turns it off."),
    ] = None,
    stroke_scale: Annotated[
        float | None, typer.Option(min=0.25, max=4.0, help="Takes the style larger (2) or smaller (0.5).")
    ] = None,
    preserve_color: options.PreserveColorChoice = None,
    model: Annotated[
        str | None, typer.Option("--model", help="A network from 'rtstyle models list'.")
    ] = None,
    device: Annotated[
        str | None, typer.Option("--device", help="auto, cpu, cuda or cuda:N; see 'rtstyle devices'.")
    ] = None,
) -> None:
    """Open the window: your camera, live, in any style.

    What is not given is as it was last time. Press ? in the window for its keys.
    """
    # Qt is loaded for this command alone.
    from rtstyle.gui.app import run_window  # noqa: PLC0415

    width, height = options.parse_resolution(resolution)
    code = run_window(
        look=options.style_mapping(style) if style else None,
        source=source,
        source_width=width,
        source_height=height,
        fps=fps,
        strength=strength,
        size=size,
        smoothing=smoothing,
        denoise=denoise,
        stroke_scale=stroke_scale,
        preserve_color=None if preserve_color is None else preserve_color.value,
        model=model,
        device=device,
    )
    raise typer.Exit(code)
