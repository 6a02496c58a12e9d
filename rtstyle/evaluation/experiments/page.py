"""The page of the report: one HTML file with everything in it, that asks the network for nothing."""

from __future__ import annotations

import base64
from html import escape
from importlib import resources
from typing import TYPE_CHECKING, Any

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
    links = "".join(f'<a href="#{name}">{escape(heading)}</a>' for name, heading, _ in sections)
    body = "".join(
        f'<section id="{name}"><h2>{escape(heading)}</h2>{content}</section>'
        for name, heading, content in sections
    )
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{style}</style></head>"
        f"<body><header>{head}<nav>{links}</nav></header><main>{body}</main><footer>{foot}</footer></body></html>\n"
    )


def picture(section: Section, key: str, alt: str, kind: str = "") -> str:
    """A picture of a section, embedded; an empty cell where there is none."""
    data = section.pictures.get(key)
    if data is None:
        return '<span class="none"></span>'
    return embedded(data, alt, kind)


def embedded(data: bytes, alt: str, kind: str = "") -> str:
    """A JPEG file as an element that holds it."""
    source = f"data:image/jpeg;base64,{base64.b64encode(data).decode('ascii')}"
    return f'<img class="{kind}" src="{source}" alt="{escape(alt)}" loading="lazy">'


def grid(rows: Sequence[Sequence[str]], *, head: Sequence[str] = (), kind: str = "") -> str:
    """Pictures in rows and columns.

    Args:
        rows: HTML of each cell.
        head: What stands above each column.
        kind: CSS class.
    """
    columns = max(len(row) for row in [*rows, head])
    cells = "".join(f'<div class="column">{escape(name)}</div>' for name in head)
    cells += "".join(f"<div>{cell}</div>" for row in rows for cell in row)
    return f'<div class="wide"><div class="grid {kind}" style="--columns:{columns}">{cells}</div></div>'


def table(head: Sequence[str], rows: Sequence[Sequence[str]], *, ours: Sequence[int] = ()) -> str:
    """A table; the first column is text, the others are figures.

    Args:
        head: Column names.
        rows: Cells, as text.
        ours: Rows that are set off.
    """
    top = "".join(f"<th>{escape(name)}</th>" for name in head)
    body = "".join(
        f'<tr class="{"ours" if i in ours else ""}">{"".join(f"<td>{escape(cell)}</td>" for cell in row)}</tr>'
        for i, row in enumerate(rows)
    )
    return f'<div class="wide"><table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>'


def figure(content: str, caption: str) -> str:
    """Something to look at, and what it shows; the caption is HTML."""
    return f"<figure>{content}<figcaption>{caption}</figcaption></figure>"


def paragraph(text: str) -> str:
    """A paragraph; the text is HTML."""
    return f"<p>{text}</p>"


def notes(missing: Sequence[str]) -> str:
    """What was left out, and how to get it."""
    return "".join(f'<p class="note">{escape(note)}</p>' for note in missing)


def tile(image: str, caption: str, inset: str = "") -> str:
    """A picture with a smaller one in its corner; all of it is HTML."""
    corner = f'<div class="inset">{inset}</div>' if inset else ""
    return f'<figure class="tile"><div>{image}{corner}</div><figcaption>{caption}</figcaption></figure>'


def card(question: str, value: str, name: str, about: str) -> str:
    """A figure of the first screen: what it answers, what it is, and what it means."""
    return (
        f'<div class="card"><div class="question">{escape(question)}</div><div class="figure">{escape(value)}</div>'
        f'<div class="name">{escape(name)}</div><div class="about">{escape(about)}</div></div>'
    )


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
