"""What the documentation's build adds, as a hook of mkdocs: the page of every option, made from the program."""

from __future__ import annotations

import argparse
import dataclasses
import importlib
import re
from typing import TYPE_CHECKING, Any

from mkdocs.structure.files import File

from rtstyle.cli.forwarded import meaning
from rtstyle.cli.main import COMMANDS
from rtstyle.gui.actions import ACTIONS
from rtstyle.options import SETTINGS
from rtstyle.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

PAGE = "options.md"
_PARSERS = {
    "train": "rtstyle.training.__main__:main",
    "evaluate": "rtstyle.cli.evaluate:parser",
    "benchmark": "rtstyle.evaluation.benchmark:main",
}
"""Where commands with a parser of their own make it."""
_OUTSIDE = re.compile(r"\[([^\]]+)\]\((?:\.\./)+(?:examples|models|rtstyle|README|CONTRIBUTING)[^)]*\)")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds the page."""
    files.append(File.generated(config, PAGE, content=options_page()))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    """Links into the sources, which lead somewhere beside them alone, become the name of what they lead to."""
    return _OUTSIDE.sub(r"\1", markdown)


def options_page() -> str:
    """The page, Markdown."""
    parts = [
        "# Every option",
        "Made from the program: what `--help` tells, the window's keys, and what is remembered.",
    ]
    parts += ["## How a picture is painted", _settings_table(), "## Keys of the window", _keys_table()]
    parts += ["## What the window remembers", _remembered()]
    for name, command in COMMANDS.items():
        parts.append(f"## rtstyle {name}")
        parts += _forwarded(name) if command.forwards else _command(command.load(name), f"rtstyle {name}")
    return "\n\n".join(parts) + "\n"


def _settings_table() -> str:
    rows = []
    for setting in SETTINGS.values():
        usual = " / ".join(dict.fromkeys(_shown(v) for v in (setting.default, setting.video_default)))
        takes = " or ".join(filter(None, [_range(setting), ", ".join(setting.words)]))
        rows.append([f"`{setting.flag}`", setting.label, takes, usual, setting.help])
    return _table(["option", "in the window", "takes", "usually (picture / video)", "what it does"], rows)


def _range(setting: Any) -> str:
    return f"{setting.low:g} to {setting.high:g} {setting.unit}" if setting.unit else ""


def _shown(value: object) -> str:
    return (
        "none" if value is None or value == "" else f"{value:g}" if isinstance(value, float) else str(value)
    )


def _keys_table() -> str:
    rows = [[" ".join(f"`{key}`" for key in spec.keys), spec.text] for spec in ACTIONS]
    rows += [["`1` to `9`", "First nine styles"], ["`Ctrl+1` to `Ctrl+9`", "First nine looks"]]
    return _table(["key", "what it does"], rows)


def _remembered() -> str:
    """The settings beside those of the picture, as their class tells of them."""
    told = dict(re.findall(r"^        (\w+): (.*(?:\n {12}.*)*)", Settings.__doc__ or "", re.MULTILINE))
    fields = [field for field in dataclasses.fields(Settings) if field.name not in SETTINGS]
    rows = [[f"`{field.name}`", _remembered_default(field.default), told[field.name]] for field in fields]
    return (
        "In `settings.toml`, in the user's folder for settings (`rtstyle` in it; `RTSTYLE_HOME` puts all folders of"
        " rtstyle under one roof). The window writes it, and the options of `rtstyle live` win.\n\n"
    ) + _table(["name", "usually", "what it is"], rows)


def _remembered_default(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value in ("", ()) else _shown(value)


def _command(command: Any, program: str) -> list[str]:
    """A command's options, or those of the commands below it."""
    context = command.context_class(command, info_name=program)
    if hasattr(command, "commands"):
        parts = [command.help] if command.help else []
        for name, below in command.commands.items():
            parts += [f"### {program} {name}", *_command(below, f"{program} {name}")]
        return parts
    records = [parameter.get_help_record(context) for parameter in command.params]
    rows = [[f"`{flags}`", told] for flags, told in filter(None, records)]
    usage = command.get_usage(context).removeprefix("Usage: ")
    said = [command.help.replace("\b\n", "")] if command.help else []
    return [*said, f"```text\n{usage}\n```", _table(["option", "what it does"], rows)]


def _forwarded(name: str) -> list[str]:
    parser, rows = _parser(name), []
    for action in parser._actions:  # noqa: SLF001 - a parser shows its options to nobody else
        if action.help is not argparse.SUPPRESS and action.dest != "help":
            flags = ", ".join(sorted(action.option_strings, key=len)) or action.dest
            rows.append([f"`{flags}`", meaning(action).plain])
    return [parser.description or "", _table(["option", "what it does"], rows)]


class _MadeError(Exception):
    """Brings a parser out of the function that makes and uses it."""


def _parser(name: str) -> argparse.ArgumentParser:
    def catch(parser: argparse.ArgumentParser) -> None:
        raise _MadeError(parser)

    module, _, function = _PARSERS[name].partition(":")
    make = getattr(importlib.import_module(module), function)
    if function == "parser":
        return make(f"rtstyle {name}")
    try:
        make([], program=f"rtstyle {name}", dress=catch)
    except _MadeError as made:
        return made.args[0]
    raise AssertionError(name)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    return "\n".join(_lines(head, rows))


def _lines(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield "|---" * len(head) + "|"
    for row in rows:
        yield f"| {' | '.join(_cell(text) for text in row)} |"


def _cell(text: str) -> str:
    """A text in a table: one line, and nothing that Markdown or HTML would take for its own."""
    line = " ".join(text.split()).replace("|", r"\|")
    return line if "`" in line else line.replace("<", "&lt;").replace("*", r"\*").replace("_", r"\_")
