"""``rtstyle image``: photos in, paintings out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import track

from rtstyle.cli import options
from rtstyle.cli.lost_detail import tell_losses
from rtstyle.cli.printing import say
from rtstyle.cli.targets import each_once, refuse_to_replace, require_ending
from rtstyle.errors import MediaError, MediaReadError, UsageError
from rtstyle.media.files import (
    refuse_to_overwrite,
    reporting_write_errors,
    require_readable_file,
    require_writable_target,
)
from rtstyle.media.picture import read_picture
from rtstyle.media.suffixes import is_picture, is_video, painted_name
from rtstyle.options import OF_TIME, StylizeOptions
from rtstyle.sinks.image import image_suffix, write_image


@options.with_picture(without=OF_TIME)
def image(
    inputs: Annotated[
        list[Path], typer.Argument(metavar="INPUT", help="Photos: PNG, JPEG, WebP, AVIF, BMP, TIFF.")
    ],
    style: options.Styles,
    output: options.Output,
    _look: options.Look = None,
    *,
    picture: StylizeOptions,
    model: options.Model = "compact",
    device: options.Device = "auto",
    refine: options.Refine = False,
    force: options.Force = False,
    quiet: options.Quiet = False,
) -> None:
    """Paint photos in the style of any picture.

    With one INPUT, --output is a picture or a folder that is there; with several it is a folder, which is made, and
    names are kept.

    Paintings have 8 bits a channel and no transparency: what is transparent is laid on white first.
    """
    styles = options.style_mapping(style)
    targets = _targets(inputs, output, options.style_files(styles), force=force)
    if refine:
        options.refine_first(styles, model=model, device=device, quiet=quiet)
    console = Console(stderr=True, quiet=quiet)
    with console.status("loading the model …"):
        from rtstyle.engine.stylizer import Stylizer  # noqa: PLC0415 - large

        stylizer = Stylizer(model, device, options=picture)
        stylizer.set_style(styles)
    failures, losses = [], {}
    # A bar that is not redrawn in place would leave an empty line.
    hidden = not console.is_terminal
    for source, target in track(targets.items(), "painting", console=console, transient=True, disable=hidden):
        stylizer.reset()
        try:
            photo = read_picture(source)
            write_image(target, stylizer.stylize(photo.image))
        except MediaError as error:
            failures.append(error)
            continue
        losses[str(source)] = photo.loss
        if not quiet:
            say(target)
    if not quiet:
        tell_losses(losses)
    # One bad photo does not keep the others from being painted.
    for failure in failures[:-1]:
        say(f"rtstyle: {failure}", err=True)
    if failures:
        raise failures[-1]


def _targets(inputs: list[Path], output: Path, styles: list[Path], *, force: bool) -> dict[Path, Path]:
    """Each input and where its painting goes; folders are made.

    Raises:
        UsageError: Several inputs for one picture, two inputs of the same name, an output that is an input, a style
            or, unless it is to be replaced, anything else that is there, or an ending of no kind of picture that
            can be written.
        MediaReadError: An input is a folder or a video, or the only one cannot be read.
        MediaWriteError: The folder is missing or cannot be made.
    """
    for source in inputs:
        if source.is_dir():
            raise MediaReadError(f"cannot read {source}: it is a folder; rtstyle batch paints folders")
        if is_video(source) and source.is_file():
            raise MediaReadError(f"cannot read {source}: it is no picture; rtstyle video paints videos")
    if len(inputs) == 1 and not output.is_dir():
        require_ending(output, ".png or .jpg")
        image_suffix(output)
        require_readable_file(inputs[0])
        refuse_to_overwrite([output], sources=inputs, styles=styles)
        require_writable_target(output)
        refuse_to_replace([output], force=force)
        return {inputs[0]: output}
    if output.is_file() or (is_picture(output) and not output.is_dir()):
        raise UsageError(f"{output} is a picture's name: several inputs need a folder as --output")
    targets = each_once({source: output / painted_name(source).name for source in inputs})
    for target in targets.values():
        image_suffix(target)
    refuse_to_overwrite(targets.values(), sources=inputs, styles=styles)
    refuse_to_replace(targets.values(), force=force)
    with reporting_write_errors(output):
        output.mkdir(parents=True, exist_ok=True)
    return targets
