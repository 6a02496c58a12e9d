"""The page of the report: one HTML file with everything in it, that asks the network for nothing."""

from __future__ import annotations

import base64
import functools
from importlib import resources
from typing import TYPE_CHECKING, Any

import jinja2

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rtstyle.evaluation.experiments.context import Section


def document(title: str, head: str, sections: Sequence[tuple[str, str, str]], foot: str) -> str:
    """The whole page.

    Args:
        title: Of the window.
        head: HTML of the first screen.
        sections: Name, heading and HTML of each section.
        foot: HTML below all sections.
    """
    style = resources.files(__package__).joinpath("page.css").read_text("utf-8")
    return _part("document", title, style, head, sections, foot)


def picture(section: Section, key: str, alt: str, kind: str = "") -> str:
    """A picture of a section, embedded; an empty cell where there is none."""
    data = section.pictures.get(key)
    if data is None:
        return '<span class="none"></span>'
    return embedded(data, alt, kind)


def embedded(data: bytes, alt: str, kind: str = "") -> str:
    """A JPEG file as an element that holds it."""
    source = f"data:image/jpeg;base64,{base64.b64encode(data).decode('ascii')}"
    return _part("embedded", source, alt, kind)


def grid(rows: Sequence[Sequence[str]], *, head: Sequence[str] = (), kind: str = "") -> str:
    """Pictures in rows and columns.

    Args:
        rows: HTML of each cell.
        head: What stands above each column.
        kind: CSS class.
    """
    columns = max(len(row) for row in [*rows, head])
    return _part("grid", rows, head, kind, columns)


def table(head: Sequence[str], rows: Sequence[Sequence[str]], *, ours: Sequence[int] = ()) -> str:
    """A table; the first column is text, the others are figures.

    Args:
        head: Column names.
        rows: Cells, as text.
        ours: Rows that are set off.
    """
    return _part("table", head, rows, ours)


def figure(content: str, caption: str) -> str:
    """Something to look at, and what it shows; the caption is HTML."""
    return _part("figure", content, caption)


def paragraph(text: str) -> str:
    """A paragraph; the text is HTML."""
    return f"<p>{text}</p>"


def notes(missing: Sequence[str]) -> str:
    """What was left out, and how to get it."""
    return _part("notes", missing)


def tile(image: str, caption: str, inset: str = "") -> str:
    """A picture with a smaller one in its corner; all of it is HTML."""
    return _part("tile", image, caption, inset)


def card(question: str, value: str, name: str, about: str) -> str:
    """A figure of the first screen: what it answers, what it is, and what it means."""
    return _part("card", question, value, name, about)


def first_screen(lead: str, hero: str, cards: str) -> str:
    """What is seen first; all of it is HTML."""
    return _part("first_screen", lead, hero, cards)


@functools.cache
def _parts() -> Any:
    """The macros of the template, by name."""
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader(__package__, ""), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("page.html.j2").module


def _part(name: str, *content: Any) -> str:
    return str(getattr(_parts(), name)(*content))


def with_interval(value: Mapping[str, Any] | None, digits: int) -> str:
    """A mean with the reach of its 95 % interval, where there are 3 values or more; a dash where none was measured."""
    if value is None:
        return "–"
    reach = (value["high"] - value["low"]) / 2
    return f"{value['mean']:.{digits}f}" + (f" ± {reach:.{digits}f}" if value["n"] > 2 else "")


def number(value: float | None, digits: int, unit: str = "") -> str:
    """A figure as text; a dash where it was not measured."""
    return "–" if value is None else f"{value:.{digits}f}{unit}"


def counted(count: int, what: str) -> str:
    """A number and what is counted, in the plural but for 1."""
    return f"{count} {what}{'' if count == 1 else 's'}"
