"""``rtstyle live``: the window."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from rtstyle.checks import choice
from rtstyle.cli import options
from rtstyle.settings import LANGUAGES
from rtstyle.sources.make import sources_help


@options.with_picture(make=dict, meanings={"size": "Short side to paint at; none adapts it to the machine."})
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
    *,
    picture: dict[str, Any],
    osc: Annotated[
        str | None,
        typer.Option(
            "--osc",
            metavar="[HOST:]PORT",
            help="Listen for OSC messages, see docs/remote.md; from this machine alone unless a HOST is given.",
        ),
    ] = None,
    model: Annotated[
        str | None, typer.Option("--model", help="A network from 'rtstyle models list'.")
    ] = None,
    device: Annotated[
        str | None,
        typer.Option("--device", help="auto, cpu, cuda, rocm, mps or openvino:GPU; see 'rtstyle devices'."),
    ] = None,
    language: Annotated[
        str | None,
        typer.Option(
            "--language",
            metavar="|".join(("auto", *LANGUAGES)),
            help="The window's language; auto takes the system's.",
        ),
    ] = None,
) -> None:
    """Open the window: your camera, live, in any style.

    What is not given is as it was last time. Press ? in the window for its keys.
    """
    # Qt is loaded for this command alone.
    from rtstyle.gui.app import run_window  # noqa: PLC0415

    if language is not None:
        choice("language", language, ("auto", *LANGUAGES))
    width, height = options.parse_resolution(resolution)
    code = run_window(
        look=options.style_mapping(style) if style else None,
        source=source,
        source_width=width,
        source_height=height,
        fps=fps,
        picture=picture,
        osc=osc,
        model=model,
        device=device,
        language=language,
    )
    raise typer.Exit(code)
