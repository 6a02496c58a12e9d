"""The documentation as a site: every option is on its page, and what the pages quote is what the program says."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
import yaml

from rtstyle.cli.main import COMMANDS
from rtstyle.gui.actions import ACTIONS
from rtstyle.options import SETTINGS
from rtstyle.settings import Settings
from tools.documentation import PAGE, on_page_markdown, options_page
from tools.translations import template

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"


@pytest.fixture(scope="module")
def page() -> str:
    return options_page()


def section(page: str, title: str) -> str:
    found = re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL)
    assert found is not None, title
    return found[1]


def test_every_setting_of_the_picture_is_told(page: str) -> None:
    told = section(page, "How a picture is painted")
    for setting in SETTINGS.values():
        row = next(line for line in told.splitlines() if line.startswith(f"| `{setting.flag}` |"))
        assert setting.label in row
        assert setting.help.split(":")[0].split("_")[0] in row


def test_every_command_is_told_with_every_option(page: str) -> None:
    for name, command in COMMANDS.items():
        told = section(page, f"rtstyle {name}")
        if not command.forwards:
            loaded = command.load(name)
            for below in getattr(loaded, "commands", {"": loaded}).values():
                assert below.help.splitlines()[0] in told
                for parameter in below.params:
                    for flag in parameter.opts if parameter.param_type_name == "option" else ():
                        assert re.search(
                            rf"^\| `[^`]*(?<![\w-]){re.escape(flag)}[ ,`]", told, re.MULTILINE
                        ), flag


@pytest.mark.parametrize(
    ("command", "option"), [("train", "--content"), ("evaluate", "--vote"), ("benchmark", "--peer")]
)
def test_parsers_of_their_own_are_told(page: str, command: str, option: str) -> None:
    assert f"| `{option}` |" in section(page, f"rtstyle {command}")


def test_keys_and_what_is_remembered_are_told(page: str) -> None:
    assert all(f"| {spec.text} |" in section(page, "Keys of the window") for spec in ACTIONS)
    told = section(page, "What the window remembers")
    for name in Settings.__dataclass_fields__.keys() - SETTINGS.keys():
        assert re.search(rf"^\| `{name}` \| [^|]*\| \S", told, re.MULTILINE), name


def test_tables_are_whole(page: str) -> None:
    """A mark that Markdown would take for the end of a cell gives a row too many."""
    for table in re.findall(r"(?:^\|.*\n)+", page, re.MULTILINE):
        assert len({len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}) == 1, table[:200]


def test_every_page_is_in_the_navigation() -> None:
    site = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    listed = {page for entry in site["nav"] for page in re.findall(r"[\w/-]+\.md", str(entry))}
    assert listed == {path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md")} | {PAGE}
    assert site["strict"]


def test_links_into_the_sources_become_words() -> None:
    text = "[models/MODELS.md](../models/MODELS.md), [x](../remote.md), [a](../../README.md#live)"
    assert on_page_markdown(text, None, None, None) == "models/MODELS.md, [x](../remote.md), a"  # type: ignore[arg-type]


def test_what_troubleshooting_quotes_is_what_the_program_says() -> None:
    nodes = (
        node
        for path in (ROOT / "rtstyle").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
    )
    said = {re.sub(r"\{\d+\}", "…", template(node)) for node in nodes if isinstance(node, ast.expr)}
    quoted = re.findall(r"^### `(.*)`$", (DOCS / "troubleshooting.md").read_text("utf-8"), re.MULTILINE)
    assert len(quoted) > 8
    assert [text for text in quoted if text not in said] == []
