"""Text for terminals: what names and messages hold is shown, and not obeyed; no secrets of addresses."""

from __future__ import annotations

import logging
import re
import sys

import typer

from rtstyle.addresses import redacted

# Control characters of ASCII and Latin-1, and those that turn the direction of writing around.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def say(text: object, *, err: bool = False) -> None:
    """Prints one line.

    Args:
        text: What to print, through `printable` unless a program reads it from standard output.
        err: On standard error.
    """
    typer.echo(printable(text) if err or sys.stdout.isatty() else text, err=err)


def printable(text: object) -> str:
    """A text on one line that no terminal takes for commands, without passwords and keys of addresses."""
    return _CONTROL.sub(_escaped, redacted(str(text)))


def _escaped(found: re.Match[str]) -> str:
    return found[0].encode("unicode_escape").decode("ascii")


def clock(seconds: float) -> str:
    """Hours, minutes and seconds, as far as they tell something."""
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes:02d} min" if hours else f"{minutes} min {rest:02d} s"


class LineFormatter(logging.Formatter):
    """Formats what is logged as one line, through `printable`."""

    def format(self, record: logging.LogRecord) -> str:
        """See the class."""
        return printable(super().format(record))
