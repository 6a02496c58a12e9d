"""Commands with a parser of their own, which also run where there is no typer, made to look like the others."""

from __future__ import annotations

import argparse
import functools
import sys
from typing import IO, TYPE_CHECKING, Any, NoReturn, cast

from rich import box
from rich.console import Console
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from rtstyle.cli.printing import printable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from _typeshed import SupportsWrite


def dress(parser: argparse.ArgumentParser) -> None:
    """Has a parser show its help and its complaints as the other commands show theirs."""
    parser.print_help = functools.partial(_print_help, parser)  # type: ignore[method-assign]
    parser.error = functools.partial(_complain, parser)  # type: ignore[method-assign]


def _print_help(parser: argparse.ArgumentParser, file: SupportsWrite[str] | None = None) -> None:
    console = Console(file=cast("IO[str]", file or sys.stdout), highlight=False)
    console.print()
    console.print(Text.assemble(" ", ("Usage: ", "bold yellow"), (f"{parser.prog} [OPTIONS]", "bold")))
    console.print()
    console.print(Text(f" {parser.description}"))
    console.print()
    for group in parser._action_groups:  # noqa: SLF001 - a parser shows its groups to nobody else
        actions = [action for action in group._group_actions if action.help is not argparse.SUPPRESS]  # noqa: SLF001
        title = group.title or ""
        if actions:
            console.print(_panel("Options" if title == "options" else title.capitalize(), actions))
    if parser.epilog:
        console.print(Text(parser.epilog), soft_wrap=True)
        console.print()


def _panel(title: str, actions: Iterable[argparse.Action]) -> Panel:
    table = Table(box=None, show_header=False, padding=(0, 1, 0, 0), expand=True)
    for _ in range(4):
        table.add_column()
    for action in actions:
        flags = sorted(action.option_strings, key=len, reverse=True)
        table.add_row(
            Text("*" if action.required else " ", style="red"),
            Text(",".join(flags), style="bold cyan"),
            Text(_kind(action), style="bold yellow"),
            meaning(action),
        )
    return Panel(table, title=title, title_align="left", border_style="dim", box=box.ROUNDED)


def _kind(action: argparse.Action) -> str:
    if action.nargs == 0:
        return ""
    if action.metavar:
        return str(action.metavar)
    if action.choices:
        return f"[{'|'.join(map(str, action.choices))}]"
    return f"<{getattr(action.type, '__name__', 'str').strip('_').lower()}>"


def meaning(action: argparse.Action) -> Text:
    """The help as a sentence, with the default where the sentence does not tell it."""
    said = action.help or ""
    text = Text(said[:1].upper() + said[1:] + ("" if said.endswith((".", ")")) or not said else "."))
    if action.required:
        text.append(" [required]", style="dim red")
    elif _tells_something(action.default) and "default" not in said:
        text.append(f" [default: {action.default}]", style="dim")
    return text


def _tells_something(default: Any) -> bool:
    """Whether a default is more than that nothing was given; what is done then, the help says."""
    return not (default is None or default is False or default in ([], (), argparse.SUPPRESS))


def _complain(parser: argparse.ArgumentParser, message: str) -> NoReturn:
    console = Console(stderr=True, highlight=False)
    console.print(Text(f"Usage: {parser.prog} [OPTIONS]", style="yellow"))
    console.print(Text(f"Try '{parser.prog} --help' for help.", style="dim"))
    said = printable(message)
    shown = Text(said[:1].upper() + said[1:])
    console.print(Panel(shown, title="Error", title_align="left", border_style="red", box=box.ROUNDED))
    sys.exit(2)
