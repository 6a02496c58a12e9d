"""``rtstyle``: the frame of the command line. Commands are listed here and imported when they are called.

A command is a function (or a `typer.Typer` with commands of its own) and one line in `COMMANDS`. So
``rtstyle --help`` imports none of them, and none of what they import.
"""

from __future__ import annotations

import contextlib
import importlib
import logging
import os
import signal
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer
import typer.core
import typer.main

import rtstyle
from rtstyle.cli.printing import LineFormatter, printable, say
from rtstyle.errors import RtstyleError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

INTERRUPTED = 130
"""Exit code after Ctrl-C: 128 and the signal's number, as shells have it."""

# Typer knows no options whose value may be left out.
_VALUE_MAY_MISS = {"--microphone"}
_STYLIZE = "Paint"
_LIBRARY = "Styles, models, devices"
_DEVELOP = "Train and measure"


@dataclass(frozen=True)
class LazyCommand:
    """A command that is imported when it is called.

    Attributes:
        target: ``module:attribute`` of a function or of a `typer.Typer`.
        help: Its line in ``rtstyle --help``.
        panel: Heading it stands under there.
        forwards: It gets its arguments as they are, ``--help`` included, in ``context.args``: it has a parser of
            its own.
    """

    target: str
    help: str
    panel: str
    forwards: bool = False

    def load(self, name: str) -> Any:
        """Imports it and makes the command that typer runs."""
        module, _, attribute = self.target.partition(":")
        found = getattr(importlib.import_module(module), attribute)
        carrier = typer.Typer()
        if isinstance(found, typer.Typer):
            carrier.add_typer(found, name=name)
        else:
            cls = ForwardingCommand if self.forwards else typer.core.TyperCommand
            carrier.command(name, cls=cls)(found)
        return typer.main.get_group(carrier).commands[name]


COMMANDS: Mapping[str, LazyCommand] = {
    "live": LazyCommand("rtstyle.cli.live:live", "Open the window: your camera, in any style.", _STYLIZE),
    "stream": LazyCommand(
        "rtstyle.cli.stream:stream", "Paint a camera, the screen or a video as it plays.", _STYLIZE
    ),
    "image": LazyCommand("rtstyle.cli.image:image", "Paint photos.", _STYLIZE),
    "video": LazyCommand("rtstyle.cli.video:video", "Paint videos, with their sound.", _STYLIZE),
    "batch": LazyCommand(
        "rtstyle.cli.batch:batch", "Paint folders of photos and videos, here or on a cluster.", _STYLIZE
    ),
    "demo": LazyCommand("rtstyle.cli.demo:demo", "Paint a synthetic scene in the bundled styles.", _STYLIZE),
    "styles": LazyCommand("rtstyle.cli.styles:app", "List, add and remove style pictures.", _LIBRARY),
    "looks": LazyCommand("rtstyle.cli.looks:app", "List looks, and take them elsewhere as files.", _LIBRARY),
    "models": LazyCommand(
        "rtstyle.cli.models:app", "List, fetch and import networks and their weights.", _LIBRARY
    ),
    "devices": LazyCommand(
        "rtstyle.cli.devices:devices", "List what can be computed on, and with what.", _LIBRARY
    ),
    "train": LazyCommand(
        "rtstyle.cli.train:train", "Train a network on your own pictures.", _DEVELOP, forwards=True
    ),
    "evaluate": LazyCommand(
        "rtstyle.cli.evaluate:evaluate",
        "Check what the stylizer is worth, and write a report.",
        _DEVELOP,
        forwards=True,
    ),
    "benchmark": LazyCommand(
        "rtstyle.cli.benchmark:benchmark",
        "Measure how fast rtstyle is on this machine.",
        _DEVELOP,
        forwards=True,
    ),
}


class ForwardingCommand(typer.core.TyperCommand):
    """A command whose arguments are left to a parser of its own."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Keeps every argument in ``ctx.args``."""
        ctx.args = list(args)
        return args


class LazyGroup(typer.core.TyperGroup):
    """Shows `COMMANDS` without importing them, and ends every failure in one line and an exit code."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        for name, command in COMMANDS.items():
            placeholder = typer.core.TyperCommand(name, help=command.help, rich_help_panel=command.panel)
            self.commands[name] = placeholder

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Reads the options before the command."""
        with _printable_complaints():
            return super().parse_args(ctx, args)

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """Imports the command that is called; its siblings stay names."""
        args = _with_values(args)
        name, command, rest = super().resolve_command(ctx, args)
        if name is not None and name in COMMANDS:
            command = COMMANDS[name].load(name)
        return name, command, rest

    def invoke(self, ctx: Any) -> Any:
        """Runs the command; see the class."""
        try:
            with _printable_complaints():
                result = super().invoke(ctx)
            # Not at the interpreter's end, where a full disk could only be complained of.
            sys.stdout.flush()
        except RtstyleError as error:
            raise _failed(error, error.exit_code) from error
        except KeyboardInterrupt as error:
            raise _failed("interrupted", INTERRUPTED) from error
        except BrokenPipeError as error:
            _drop_output()
            raise typer.Exit(1) from error
        except OSError as error:
            raise _failed(_describe(error), 1) from error
        return result


@contextlib.contextmanager
def _printable_complaints() -> Iterator[None]:
    """What typer has to say of arguments, fit for a terminal: it repeats them."""
    try:
        yield
    except Exception as error:
        # Its class has no public name.
        if hasattr(error, "format_message") and hasattr(error, "message"):
            error.message = printable(error.message)
        raise


def _with_values(args: list[str]) -> list[str]:
    """Completes options that may stand without a value: ``--microphone`` becomes ``--microphone=``."""
    following = [*args[1:], "-"]
    return [
        f"{arg}=" if arg in _VALUE_MAY_MISS and after.startswith("-") else arg
        for arg, after in zip(args, following, strict=True)
    ]


def _failed(reason: object, exit_code: int) -> typer.Exit:
    _drop_output()
    say(f"rtstyle: {' '.join(str(reason).splitlines())}", err=True)
    return typer.Exit(exit_code)


def _describe(error: OSError) -> str:
    name = f"{error.filename}: " if error.filename else ""
    return f"{name}{error.strerror or error}"


def _drop_output() -> None:
    """Writes out what is pending; drops what is not taken, or the interpreter would complain of it at its end."""
    try:
        sys.stdout.flush()
    except OSError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _leave_hung_devices(end: BaseException | None) -> None:
    """Ends the process without the libraries' own last acts, which would wait for a device that hangs, or abort."""
    watched = sys.modules.get("rtstyle.engine.backends.watched")
    if watched is not None and watched.hung:
        sys.stderr.flush()
        code = end.code if isinstance(end, SystemExit) else 1
        os._exit(code if isinstance(code, int) else int(code is not None))


app = typer.Typer(
    cls=LazyGroup,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(*, wanted: bool) -> None:
    if wanted:
        typer.echo(f"rtstyle {rtstyle.__version__}")
        raise typer.Exit


@app.callback()
def _rtstyle(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Turn a webcam, photos and videos into paintings in the style of any picture."""


def main() -> None:
    """Runs the command line and exits: 0 done, 1 failed, 2 bad usage, 130 interrupted."""
    # A polite kill ends like Ctrl-C: threads joined, nothing half-written, checkpoints saved.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    told = logging.StreamHandler()
    told.setFormatter(LineFormatter("rtstyle: %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[told])
    # Which device was found to be worth it is told once, when it is found.
    logging.getLogger("rtstyle.engine.backends.auto").setLevel(logging.INFO)
    for stream in (sys.stdout, sys.stderr):
        # A file name may hold what the terminal's encoding lacks; that is no reason to fail.
        with contextlib.suppress(AttributeError):
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        app(prog_name="rtstyle")
    finally:
        _drop_output()
        _leave_hung_devices(sys.exception())
