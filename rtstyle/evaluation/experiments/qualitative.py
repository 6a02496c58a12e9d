"""Pictures to look at: some contents in some styles, and every method on the same pairs (the paper's figure 4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rtstyle.evaluation.experiments import methods, page
from rtstyle.evaluation.experiments.competitors import GATYS_STATISTICS, competitors
from rtstyle.evaluation.experiments.context import Section, jpeg
from rtstyle.evaluation.experiments.inputs import wall_picture

if TYPE_CHECKING:
    from rtstyle.evaluation.experiments.context import Context

NAME, TITLE = "qualitative", "What it looks like"

_GRID, _GRID_QUICK = (6, 6), (3, 4)
_ROWS = 6
_SIDE = 232


def run(context: Context) -> Section:
    """Paints the grid, then the pairs of the comparison in every method."""
    section = Section({})
    _grid(context, section)
    _side_by_side(context, section)
    return section


def _grid(context: Context, section: Section) -> None:
    rows, columns = _GRID_QUICK if context.settings.quick else _GRID
    contents, styles = context.contents()[:rows], context.styles()[:columns]
    own = methods.ours(context)
    for content in contents:
        section.pictures[f"content/{content.name}"] = jpeg(content.image, _SIDE)
    for style in styles:
        section.pictures[f"style/{style.name}"] = jpeg(style.image, _SIDE)
    named = ((f"{c.name} as {s.name}", (c, s)) for c in contents for s in styles)
    for content, style in context.counted(NAME, named):
        unit = methods.scored(context, own, content, style)
        section.pictures[f"grid/{content.name}/{style.name}"] = unit.pictures["result"]
    for style in styles:
        section.pictures[f"wall/{style.name}"] = methods.wall(context, own, style).pictures["result"]
    section.pictures["wall"] = jpeg(wall_picture().image, _SIDE)
    section.figures["contents"] = [content.name for content in contents]
    section.figures["styles"] = [style.name for style in styles]
    section.figures["kinds"] = {
        f"{sort}/{picture.name}": picture.kind
        for sort, pictures in (("content", contents), ("style", styles))
        for picture in pictures
    }


def _side_by_side(context: Context, section: Section) -> None:
    others = competitors(context, [])
    if not others:
        section.missing.append("Other methods are not shown: they need a VGG network, see --perceptual.")
        section.figures["comparison"] = None
        return
    pairs = context.compared_pairs()[:_ROWS]
    # One that is there for its curve alone would only make the others smaller.
    candidates = [methods.ours(context), *(m for m in others if m.name != GATYS_STATISTICS)]
    named = [(f"{m.title}: {c.name} as {s.name}", (m, c, s)) for c, s in pairs for m in candidates]
    for candidate, content, style in context.counted(NAME, named):
        unit = methods.scored(context, candidate, content, style)
        key = f"{content.name}/{style.name}"
        section.pictures[f"pair/{key}/{candidate.name}"] = unit.pictures["result"]
        section.pictures[f"pair/{key}/content"] = jpeg(content.image, _SIDE)
        section.pictures[f"pair/{key}/style"] = jpeg(style.image, _SIDE)
    section.figures["comparison"] = {
        "pairs": [[content.name, style.name] for content, style in pairs],
        "methods": [{"name": m.name, "title": m.title} for m in candidates],
    }


def render(section: Section) -> str:
    """The section as HTML."""
    contents, styles = section.figures["contents"], section.figures["styles"]
    rows = [["", *(page.picture(section, f"style/{s}", s, "input") for s in styles)]]
    for content in contents:
        cells = [page.picture(section, f"grid/{content}/{s}", f"{content} as {s}") for s in styles]
        rows.append([page.picture(section, f"content/{content}", content, "input"), *cells])
    walls = [page.picture(section, f"wall/{s}", f"a plain wall as {s}") for s in styles]
    rows.append([page.picture(section, "wall", "a plain wall", "input"), *walls])
    text = page.paragraph(
        "Contents on the left, styles on top. One network paints all of them; none of these styles needed training, "
        "only one look at its picture."
    )
    text += page.figure(
        page.grid(rows, head=["", *styles], kind="square"),
        "The middle of each picture, at full strength. The last row is a corner of a plain wall at its own size: it "
        "should have the paint of the style, and neither dots nor a border.",
    )
    if section.figures["comparison"] is not None:
        text += _rendered_comparison(section)
    return text + page.notes(section.missing)


def _rendered_comparison(section: Section) -> str:
    compared = section.figures["comparison"]
    head = ["style", "content", *(method["title"] for method in compared["methods"])]
    rows = [
        [
            page.picture(section, f"pair/{content}/{style}/style", style, "input"),
            page.picture(section, f"pair/{content}/{style}/content", content, "input"),
            *(
                page.picture(section, f"pair/{content}/{style}/{method['name']}", method["title"])
                for method in compared["methods"]
            ),
        ]
        for content, style in compared["pairs"]
    ]
    caption = (
        "The same pairs in every method (as in the paper's figure 4), at the size of the comparison below."
    )
    grid = page.grid(rows, head=head, kind="square")
    return f'<h3>Beside other methods</h3><div class="bleed">{page.figure(grid, caption)}</div>'
