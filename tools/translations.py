"""Brings the window's translations up to date with the texts of the program: `python -m tools.translations`.

New texts stand in the .ts files as unfinished, for Qt Linguist or an editor; texts that are gone are taken out. What
is found here is also what `tests/gui/test_translations.py` wants translated.
"""

from __future__ import annotations

import ast
import errno
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from rtstyle import errors
from rtstyle.gui.actions import ACTIONS
from rtstyle.gui.language import FOLDER, MESSAGES, WINDOW, read_texts
from rtstyle.options import SETTINGS
from rtstyle.settings import LANGUAGES
from rtstyle.sources.make import SOURCES

if TYPE_CHECKING:
    from collections.abc import Iterator

_PACKAGE = Path(errors.__file__).parent
_BEHIND_THE_WINDOW = ("gui", "pipeline", "sources", "sinks", "engine", "styles", "modeling", "media")
"""Rooms whose errors the window shows."""
_TELLING = {name for name in dir(errors) if name.endswith("Error")}
_TELLING |= {"Problem", "passing", "failed.emit", "_tell", "_warn", "_require_space", "Program", "reporting"}
"""What is called with a message, or a part of one."""
_HELPERS = {"describe_write_error", "_offer", "advice", "_reason", "leave", "_guess", "unexpected"}
"""Functions that return a part of a message."""
_TABLES = {"_OS_REASONS", "_OBS", "NOT_FETCHED", "NO_PICTURE"}
"""Constants that are parts of messages."""
_FIELD = re.compile(r"\{\d+\}")
_NAMED_FIELD = re.compile(r"\{\w*\}")
_WORDS = {"paint", "record"}
"""What stands behind "cannot" in messages: parts of them that are single words."""
_NOT_SEEN = {
    "engine/arguments.py",
    "engine/backends/choose.py",
    "engine/frames.py",
    "engine/refining.py",
    "engine/stylizer.py",
    "gui/app.py",
    "modeling/checkpoint.py",
    "modeling/vgg.py",
    "pipeline/buffer.py",
    "pipeline/fan_out.py",
    "pipeline/pipeline.py",
    "pipeline/video.py",
    "sinks/codecs.py",
    "sinks/copied_sound.py",
    "sinks/null.py",
    "sinks/segment.py",
    "sinks/video_track.py",
    "sources/fitting.py",
    "sources/opened.py",
    "sources/segment.py",
    "sources/synthetic.py",
    "styles/teacher.py",
}
"""Modules whose errors only programs and the command line meet."""
_SEEN_OF = {"engine/stylizer.py": {"reporting"}}
"""Of those, the calls whose messages are seen all the same."""
_FOR_PROGRAMS = re.compile(
    r"is not open$|call open\(\)|--decoder|is named by a text|cannot be called|(sink|source) \{0\} already"
)
"""Messages of other modules of which the same holds."""
_OF_SYSTEMS = (
    errno.ENOENT,
    errno.EACCES,
    errno.EPERM,
    errno.ENOSPC,
    errno.EIO,
    errno.EROFS,
    errno.EBUSY,
    errno.ECONNREFUSED,
    errno.ETIMEDOUT,
    errno.EHOSTUNREACH,
    errno.ENETUNREACH,
)
"""What systems tell most often, which stands within messages."""


def texts() -> dict[str, set[str]]:
    """All that is to be translated: {context: English texts}."""
    trees = {path: ast.parse(path.read_text("utf-8")) for path in sorted(_PACKAGE.rglob("*.py"))}
    window = {text for path, tree in trees.items() if _room(path) == "gui" for text in _marked(tree)}
    window |= {text for spec in ACTIONS for text in (spec.text, spec.group)}
    window |= {
        text for setting in SETTINGS.values() if setting.label for text in (setting.label, setting.tip)
    }
    window |= {kind.title for kind in SOURCES.values() if kind.title}
    messages = {os.strerror(number) for number in _OF_SYSTEMS} | _WORDS
    for path, tree in trees.items():
        if _room(path) in _BEHIND_THE_WINDOW:
            module = path.relative_to(_PACKAGE).as_posix()
            messages |= _messages(tree, _SEEN_OF.get(module, set()) if module in _NOT_SEEN else _TELLING)
    return {WINDOW: window, MESSAGES: messages}


def _room(path: Path) -> str:
    return path.relative_to(_PACKAGE).parts[0]


def _marked(tree: ast.AST) -> set[str]:
    """What `tr` and `mark` are called with."""
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    return {
        node.args[0].value
        for node in calls
        if isinstance(node.func, ast.Name)
        and node.func.id in {"tr", "mark"}
        and isinstance(node.args[0], ast.Constant)
    }


def _messages(tree: ast.AST, telling: set[str]) -> set[str]:
    """Messages and parts of them: what is told, what helpers return, what stands in tables."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func).removeprefix("self.")
            if name in telling or name.rpartition(".")[2] in telling:
                found |= {template(part) for argument in node.args for part in _parts(argument)}
        elif isinstance(node, ast.FunctionDef) and node.name in _HELPERS:
            returned = (step for step in ast.walk(node) if isinstance(step, ast.Return))
            found |= {template(part) for step in returned for part in _parts(step)}
        elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in _TABLES:
            found |= {template(part) for part in _parts(node.value)}
    return {text for text in found if _is_told(text)}


def _parts(node: ast.AST) -> Iterator[ast.expr]:
    """The expressions below, but for those within texts."""
    if isinstance(node, ast.expr):
        yield node
    if not isinstance(node, ast.JoinedStr):
        for child in ast.iter_child_nodes(node):
            yield from _parts(child)


def _is_told(text: str) -> bool:
    """Whether it is words for people, and not a mark, a name or a piece of a message."""
    words = re.findall(r"[^\W\d_]{3,}", _FIELD.sub("", text))
    return bool(words) and " " in text and text == text.strip() and not _FOR_PROGRAMS.search(text)


def template(argument: ast.expr) -> str:
    """A message with numbers for its values; empty for what is no text."""
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return argument.value
    if not isinstance(argument, ast.JoinedStr):
        return ""
    text, number = "", 0
    for part in argument.values:
        if isinstance(part, ast.Constant):
            text += str(part.value)
        else:
            text += f"{{{number}}}"
            number += 1
    return text


def faults(file: Path, wanted: dict[str, set[str]]) -> list[str]:
    """What is wrong with a .ts file, a line each.

    Args:
        file: It.
        wanted: {context: English texts}, as `texts` finds them.
    """
    known = read_texts(file)
    found = []
    for context in wanted.keys() | known.keys():
        sources, translated = wanted.get(context, set()), known.get(context, {})
        found += [f"{context}: not translated: {text}" for text in sources - translated.keys()]
        found += [f"{context}: not in the program: {text}" for text in translated.keys() - sources]
        found += [
            f"{context}: other fields than in the English: {text}"
            for text, translation in translated.items()
            if sorted(_NAMED_FIELD.findall(text)) != sorted(_NAMED_FIELD.findall(translation))
        ]
    return sorted(found)


def update(file: Path, wanted: dict[str, set[str]]) -> int:
    """Rewrites a .ts file; returns how many texts of it are not translated."""
    known = read_texts(file) if file.exists() else {}
    root = ET.Element("TS", version="2.1", language=file.stem, sourcelanguage="en")
    missing = 0
    for name, sources in wanted.items():
        context = ET.SubElement(root, "context")
        ET.SubElement(context, "name").text = name
        for source in sorted(sources):
            message = ET.SubElement(context, "message")
            ET.SubElement(message, "source").text = source
            translation = ET.SubElement(message, "translation")
            translation.text = known.get(name, {}).get(source)
            if translation.text is None:
                translation.set("type", "unfinished")
                missing += 1
    ET.indent(root, "    ")
    body = ET.tostring(root, encoding="unicode")
    file.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', "utf-8")
    return missing


if __name__ == "__main__":
    for language in LANGUAGES.keys() - {"en"}:
        left = update(FOLDER / f"{language}.ts", texts())
        sys.stdout.write(f"{language}: {left} texts to translate\n")
