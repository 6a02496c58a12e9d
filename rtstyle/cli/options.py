"""Options that several commands share, so that they have one name, one meaning and one help text everywhere.

A command takes them as annotations, ``strength: Strength = 1.0``.
"""

from __future__ import annotations

import enum
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

import typer

from rtstyle.errors import UsageError
from rtstyle.styles.library import StyleLibrary, parse_style_spec
from rtstyle.styles.looks import LookLibrary

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rtstyle.engine.sizes import PaintingSize


class PreserveColor(enum.StrEnum):
    """Ways to keep the content's colours."""

    LUMINANCE = "luminance"
    CORAL = "coral"


def _preserve_color(text: str) -> PreserveColor:
    try:
        return PreserveColor(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is neither luminance nor coral") from None


def painting_size(text: str) -> PaintingSize:
    """What ``--size`` was given.

    Raises:
        typer.BadParameter: It is neither ``full`` nor a number of pixels from 16 on.
    """
    if text == "full":
        return "full"
    if text.isascii() and text.isdigit() and len(text) <= 6 and int(text) >= 16:
        return int(text)
    raise typer.BadParameter(f"{text!r} is neither a short side of at least 16 pixels nor full")


_STYLE = typer.Option(
    "--style",
    "-s",
    metavar="STYLE[:WEIGHT]",
    help="A name from 'rtstyle styles list' or any picture; repeat it to mix several, NAME:2 counts double.",
)

Styles: TypeAlias = Annotated[list[str], _STYLE]
"""One style or more; `style_mapping` understands them."""

OptionalStyles: TypeAlias = Annotated[list[str] | None, _STYLE]
"""The same where a command can do without."""


def _take_look(context: Any, _: object, spec: str | None) -> str | None:
    """Makes a look's values the defaults of the options that follow: what is given beside it wins."""
    if spec:
        look = LookLibrary(StyleLibrary()).find(spec)
        styles = [f"{style}:{weight}" for style, weight in look.styles.items()]
        context.default_map = {"style": styles} | {name: v for name, v in look.settings.items() if v != ""}
    return spec


Look: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--look",
        metavar="NAME|FILE",
        callback=_take_look,
        is_eager=True,
        help="A look that was saved, or its file: style and settings at once. What is given beside it wins.",
    ),
]
"""Works through the defaults of the other options; a command has nothing to do with it."""

Output: TypeAlias = Annotated[Path, typer.Option("--output", "-o", help="Where the result goes.")]

OptionalOutput: TypeAlias = Annotated[
    Path | None, typer.Option("--output", "-o", help="Where the result goes.")
]

Strength: TypeAlias = Annotated[
    float,
    typer.Option(
        "--strength", "--alpha", min=0.0, max=1.0, help="0 leaves the picture as it is, 1 is the full style."
    ),
]

Size: TypeAlias = Annotated[
    Any,
    typer.Option(
        "--size",
        parser=painting_size,
        metavar="[PIXELS|full]",
        help="Short side to paint at, 512 if not given: smaller is faster, with larger strokes. full paints every "
        "pixel. The result keeps the input's size.",
    ),
]
"""A `rtstyle.engine.sizes.PaintingSize`; typer knows no such unions."""

Resolution: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--resolution", metavar="WIDTHxHEIGHT", help="Asked of a camera, the most of anything else."
    ),
]

Smoothing: TypeAlias = Annotated[
    float,
    typer.Option(
        "--smoothing", min=0.0, max=60.0, metavar="SECONDS", help="Calms flicker over time; 0 turns it off."
    ),
]

Denoise: TypeAlias = Annotated[
    float,
    typer.Option(
        "--denoise",
        min=0.0,
        max=1.0,
        help="Takes a camera's noise out of what stands still, 0 to 1; 0.5 is for a webcam, 0 turns it off.",
    ),
]

StrokeScale: TypeAlias = Annotated[
    float,
    typer.Option(
        "--stroke-scale",
        min=0.25,
        max=4.0,
        help="Larger (2) or finer (0.5) strokes.",
    ),
]

PreserveColorChoice: TypeAlias = Annotated[
    PreserveColor | None,
    typer.Option(
        "--preserve-color",
        parser=_preserve_color,
        metavar="[luminance|coral]",
        help="Keep the input's colours. luminance: every spot keeps its own colour, and only light and dark "
        "come from the style. coral: the style's picture is first tinted in the input's colours, so that "
        "strokes of the style are painted with the input's palette.",
    ),
]

Microphone: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--microphone",
        metavar="[NAME|INDEX]",
        help="Records what a microphone hears, too: the system's if none is named.",
    ),
]
"""Given without a value it is empty, see `rtstyle.cli.main`."""

Codec: TypeAlias = Annotated[
    str | None,
    typer.Option(help="h264, hevc, vp9, av1 or an FFmpeg encoder; the container's usual one if not given."),
]

Crf: TypeAlias = Annotated[int | None, typer.Option(help="Quality: lower is better and larger.")]

Preset: TypeAlias = Annotated[
    str | None, typer.Option(help="Encoding speed against size, in the encoder's words.")
]

Audio: TypeAlias = Annotated[bool, typer.Option(help="Carry the sound over.")]

Model: TypeAlias = Annotated[
    str, typer.Option("--model", help="A network from 'rtstyle models list', or a FILE.safetensors.")
]

Device: TypeAlias = Annotated[
    str, typer.Option("--device", help="auto, cpu, cuda or cuda:N; see 'rtstyle devices'.")
]

Json: TypeAlias = Annotated[bool, typer.Option("--json", help="Print JSON.")]

Force: TypeAlias = Annotated[
    bool, typer.Option("--force", help="Replace what has the name of a result already.")
]

Quiet: TypeAlias = Annotated[
    bool, typer.Option("--quiet", "-q", help="Print no progress, only what went wrong.")
]


def style_mapping(values: Iterable[str]) -> dict[str, float]:
    """What ``--style`` collected → name or path to weight.

    A style that is named twice has the sum of its weights.

    Raises:
        UsageError: No style at all, or a weight that is not above 0.
    """
    styles: dict[str, float] = {}
    for value in values:
        spec, weight = parse_style_spec(value)
        styles[spec] = styles.get(spec, 0.0) + weight
    if not styles:
        raise UsageError("no style given: add --style NAME or --style PICTURE; see rtstyle styles list")
    return styles


def style_files(styles: Iterable[str]) -> list[Path]:
    """The pictures behind names and paths; asked for before a network is loaded, so that a slip is told at once.

    Raises:
        UnknownStyleError: No style of that name, and no such file.
    """
    library = StyleLibrary()
    return [library.find(name) for name in styles]


def parse_resolution(text: str | None) -> tuple[int, int] | tuple[None, None]:
    """Width and height in pixels of what ``--resolution`` was given; two None where it was not.

    Raises:
        UsageError: It is not of the form 1280x720.
    """
    if text is None:
        return None, None
    match = re.fullmatch(r"(\d{1,5})[xX×](\d{1,5})", text.strip())
    if match is None:
        raise UsageError(f"the resolution {text!r} makes no sense: write WIDTHxHEIGHT, 1280x720 for example")
    return int(match[1]), int(match[2])
