"""Options that several commands share, so that they have one name, one meaning and one help text everywhere.

A command takes them as annotations, ``device: Device = "auto"``, and all picture settings by `with_picture`.
"""

from __future__ import annotations

import functools
import inspect
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

import typer

from rtstyle.cli.completion import complete_looks, complete_models, complete_styles, completer_of
from rtstyle.errors import UsageError
from rtstyle.options import NONE, SETTINGS, Setting, StylizeOptions
from rtstyle.styles.library import StyleLibrary, parse_style_spec
from rtstyle.styles.looks import LookLibrary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping


_STYLE = typer.Option(
    "--style",
    "-s",
    metavar="STYLE[:WEIGHT]",
    autocompletion=complete_styles,
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
        context.default_map = {"style": styles} | {
            name: NONE if v is None else v for name, v in look.settings.items()
        }
    return spec


Look: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--look",
        metavar="NAME|FILE",
        callback=_take_look,
        is_eager=True,
        autocompletion=complete_looks,
        show_default="none",
        help="A look that was saved, or its file: style and settings at once. What is given beside it wins.",
    ),
]
"""Works through the defaults of the other options; a command has nothing to do with it."""


def output_path(given: Any) -> Path:
    """Where results go: what a script's unset variable leaves is no name for the current folder.

    Raises:
        BadParameter: It is empty.
    """
    if not str(given):
        raise typer.BadParameter("--output is empty: name a file or a folder")
    return Path(given)


Output: TypeAlias = Annotated[
    Path, typer.Option("--output", "-o", parser=output_path, metavar="PATH", help="Where the result goes.")
]

Resolution: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--resolution",
        metavar="WIDTHxHEIGHT",
        show_default="the source's",
        help="Asked of a camera, the most of anything else.",
    ),
]

Microphone: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--microphone",
        metavar="[NAME|INDEX]",
        show_default="none",
        help="Records what a microphone hears, too: the system's if none is named.",
    ),
]
"""Given without a value it is empty, see `rtstyle.cli.main`."""

Codec: TypeAlias = Annotated[
    str | None,
    typer.Option(help="h264, hevc, vp9, av1 or an FFmpeg encoder.", show_default="the container's usual one"),
]

Crf: TypeAlias = Annotated[
    int | None,
    typer.Option(
        help="Quality: lower is better and larger.", show_default="19 for H.264; others alike to the eye"
    ),
]

Preset: TypeAlias = Annotated[
    str | None,
    typer.Option(
        help="Encoding speed against size, in the encoder's words.",
        show_default="veryfast for H.264; the encoder's",
    ),
]

Audio: TypeAlias = Annotated[bool, typer.Option(help="Carry the sound over.")]

Model: TypeAlias = Annotated[
    str,
    typer.Option(
        "--model",
        autocompletion=complete_models,
        help="A network from 'rtstyle models list', or a FILE.safetensors.",
    ),
]

Device: TypeAlias = Annotated[
    str, typer.Option("--device", help="auto, cpu, cuda, rocm, mps or openvino:GPU; see 'rtstyle devices'.")
]

Json: TypeAlias = Annotated[bool, typer.Option("--json", help="Print JSON.")]

Force: TypeAlias = Annotated[
    bool, typer.Option("--force", help="Replace what has the name of a result already.")
]

Refine: TypeAlias = Annotated[
    bool,
    typer.Option("--refine", help="First refine styles that are not, a minute each; the result is kept."),
]

Quiet: TypeAlias = Annotated[
    bool, typer.Option("--quiet", "-q", help="Print no progress, only what went wrong.")
]


def with_picture(
    *,
    make: Callable[..., Any] = StylizeOptions,
    without: Iterable[str] = (),
    meanings: Mapping[str, str] | None = None,
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Gives a command an option for each picture setting, in the place of its parameter ``picture``.

    Args:
        make: Makes what the command gets as ``picture`` of those that were given, by name.
        without: Settings that the command has no use for.
        meanings: Help texts, where a setting means something of its own to the command.
    """
    settings = [setting for name, setting in SETTINGS.items() if name not in set(without)]

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(command)
        def call(**given: Any) -> None:
            named = {setting.name: given.pop(setting.name) for setting in settings}
            values = {
                name: SETTINGS[name].parse(v) if isinstance(v, str) else v
                for name, v in named.items()
                if v is not None
            }
            command(**given, picture=make(**values))

        usual = make()
        shown = [
            _parameter(setting, usual, (meanings or {}).get(setting.name, setting.help))
            for setting in settings
        ]
        signature = inspect.signature(command, eval_str=True)
        parameters = [
            parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY)
            for known in signature.parameters.values()
            for parameter in (shown if known.name == "picture" else [known])
        ]
        # Typer reads a command's options off its signature.
        call.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
        call.__annotations__ = {}
        return call

    return decorate


def _parameter(setting: Setting, usual: Any, meaning: str) -> inspect.Parameter:
    """An option with the default that ``usual`` has, if it has one."""
    flags, default = (setting.flag, *setting.aliases), getattr(usual, setting.name, None)
    # A default of None is a choice of its own, which the option can be given, too.
    nothing = default is None and hasattr(usual, setting.name) and "if not given" not in meaning
    option = typer.Option(
        *flags,
        parser=_parser(setting),
        metavar=_metavar(setting),
        autocompletion=None if setting.ranged else completer_of(setting),
        show_default=NONE if nothing else True,
        help=meaning,
    )
    kind: Any = Annotated[Any, option]
    return inspect.Parameter(setting.name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=kind)


def _parser(setting: Setting) -> Callable[[Any], Any]:
    def parse(given: Any) -> Any:
        """A value, or `NONE`: None is what typer has where nothing was given."""
        try:
            value = setting.parse(given) if isinstance(given, str) else setting.check(given)
        except UsageError as error:
            raise typer.BadParameter(str(error)) from None
        return NONE if value is None else value

    return parse


def _metavar(setting: Setting) -> str:
    if setting.ranged:
        return f"{setting.unit.upper() or 'NUMBER'} [{setting.low:g}..{setting.high:g}]"
    choices = (*setting.words, *(["PIXELS"] if setting.unit else []), *([NONE] if setting.optional else []))
    return f"[{'|'.join(choices)}]"


def refine_first(styles: Iterable[str], *, model: str, device: str, quiet: bool) -> None:
    """What ``--refine`` asks for: refines those of some styles that are not refined yet."""
    from rtstyle.cli.refining import refine_all  # noqa: PLC0415 - torch
    from rtstyle.engine.refining import SECONDS  # noqa: PLC0415

    refine_all(list(styles), seconds=SECONDS, model=model, device=device, quiet=quiet)


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
