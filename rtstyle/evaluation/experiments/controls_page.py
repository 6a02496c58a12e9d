"""The runtime controls on the report's page."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from rtstyle.evaluation.charts import Line, line_chart
from rtstyle.evaluation.experiments import page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rtstyle.evaluation.experiments.context import Section

LEAST_PSNR_DB = 50.0
"""Strength 0 must give the content back at least as well as this: not even rounding of a level shows."""
MOST_PSNR_DB = 99.0
"""Stands for the same picture, whose PSNR is infinite: JSON has no infinity."""
MOST_COLOUR_DIFFERENCE = 6.0
"""ΔE*ab without lightness that 'luminance' may leave where bright and dark colours meet the ends of the range."""

_MODES = {"None": "off", "luminance": "luminance", "coral": "coral"}


def render(section: Section) -> str:
    """The section as HTML."""
    text = page.paragraph(
        "A style is a few hundred numbers, so these cost a frame nothing: they change what it is aligned with. Each "
        "promises something that can be checked."
    )
    text += _checks(section.figures)
    for part in (_strength, _interpolation, _colour, _spatial, _stroke_scale):
        text += part(section)
    return text + page.notes(section.missing)


def checks(figures: Mapping[str, Any]) -> list[tuple[str, bool]]:
    """What the controls promise, and whether each promise is kept.

    Args:
        figures: Of the section.
    """
    strength, colour = figures["strength"], {row["mode"]: row for row in figures["colour"]["rows"]}
    interpolation, strokes = figures["interpolation"], figures["stroke_scale"]
    psnr = strength["psnr_at_0"]["mean"]
    how_well = f": PSNR {psnr:.1f} dB on average" if psnr < MOST_PSNR_DB else ", every pixel the same"
    kept, off = colour["luminance"], colour["None"]
    found = [
        (f"Strength 0 gives the content back{how_well}.", psnr >= LEAST_PSNR_DB),
        (
            (
                "The corners of an interpolation are the pure styles: "
                f"the largest difference is {interpolation['largest_difference_at_corners']} of 255 levels."
            ),
            interpolation["identical"],
        ),
        (
            (
                f"Keeping colours by luminance leaves ΔE*ab {kept['colour_difference']:.1f} to the content "
                f"(off: {off['colour_difference']:.1f}) and turns hues by {_degrees(kept)} (off: {_degrees(off)})."
            ),
            kept["colour_difference"] <= MOST_COLOUR_DIFFERENCE,
        ),
        (
            f"Keeping colours by coral brings the palette nearer: ΔE*ab {colour['coral']['colour_difference']:.1f}.",
            colour["coral"]["colour_difference"] < off["colour_difference"],
        ),
        (
            (
                "Smaller strokes show finer detail than larger ones: "
                f"on {strokes['finer_at_smallest']} of {strokes['pairs']} pairs."
            ),
            strokes["finer_at_smallest"] * 2 > strokes["pairs"],
        ),
    ]
    sides = figures["spatial"]["style_of_sides"]
    if sides[0][0] is not None:
        (left_first, left_second), (right_first, right_second) = sides
        found.append(
            (
                (
                    f"Each region has its own style: style loss {left_first:.1f} and {right_second:.1f} in them, "
                    f"{right_first:.1f} and {left_second:.1f} in the region of the other."
                ),
                left_first < right_first and right_second < left_second,
            )
        )
    return found


def _checks(figures: Mapping[str, Any]) -> str:
    items = "".join(
        f'<li class="{"" if passed else "failed"}">{escape(text)}</li>' for text, passed in checks(figures)
    )
    return f'<ul class="checks">{items}</ul>'


def _degrees(row: Mapping[str, Any]) -> str:
    return page.number(row["hue_error_deg"], 0, "°")


def _strength(section: Section) -> str:
    figures = section.figures["strength"]
    strengths = [row["strength"] for row in figures["rows"]]
    rows = [
        [
            page.picture(section, f"strength/{pair}/style", "style", "input"),
            *(
                page.picture(section, f"strength/{pair}/{value:g}", f"strength {value:g}")
                for value in strengths
            ),
        ]
        for pair in _pairs(section, "strength")
    ]
    head = ["style", *(f"{value:g}" for value in strengths)]
    text = "<h3>Strength</h3>"
    text += page.figure(
        page.grid(rows, head=head, kind="square"),
        "The paper's α (its figure 7): statistics on the way from the content's own to the style's.",
    )
    y_label, caption = "SSIM", "How much is kept of the content"
    lines = [Line("SSIM", [(row["strength"], row["ssim"]) for row in figures["rows"]], "ours")]
    if figures["rows"][0]["style"] is not None:
        y_label, caption = "SSIM; style loss, of the largest", f"{caption}, and how far the style still is"
        most = max(row["style"] for row in figures["rows"])
        lines.append(
            Line("style loss", [(row["strength"], row["style"] / most) for row in figures["rows"]], "other")
        )
    chart = line_chart(lines, title="Strength", x_label="strength", y_label=y_label)
    return text + page.figure(chart, f"{caption}.")


def _interpolation(section: Section) -> str:
    figures = section.figures["interpolation"]
    steps = range(
        max(int(key.split("/")[2]) for key in section.pictures if key.startswith("interpolation/0/")) + 1
    )
    rows = []
    for row in steps:
        cells = [
            page.picture(section, f"interpolation/{row}/{column}", f"mixture {row}, {column}")
            for column in steps
        ]
        left = f"interpolation/style/{0 if row == 0 else 2}"
        right = f"interpolation/style/{1 if row == 0 else 3}"
        ends = row in {0, steps[-1]}
        before, after = (
            page.picture(section, key, "style", "input") if ends else "" for key in (left, right)
        )
        rows.append([before, *cells, after])
    names = ", ".join(escape(name) for name in figures["styles"])
    caption = f"{escape(figures['content'])} between four styles ({names}), as in the paper's figure 8."
    return f"<h3>Mixing styles</h3>{page.figure(page.grid(rows, kind='square small'), caption)}"


def _colour(section: Section) -> str:
    figures = section.figures["colour"]
    rows = [
        [
            page.picture(section, f"colour/{pair}/style", "style", "input"),
            page.picture(section, f"colour/{pair}/content", "content", "input"),
            *(page.picture(section, f"colour/{pair}/{mode}", label) for mode, label in _MODES.items()),
        ]
        for pair in _pairs(section, "colour")
    ]
    text = "<h3>Keeping the colours</h3>"
    text += page.figure(
        page.grid(rows, head=["style", "content", *_MODES.values()], kind="square"),
        "<b>luminance</b> takes lightness alone from the painting; <b>coral</b> recolours the style to the content's "
        "palette before it is encoded (the paper's colour control).",
    )
    cells = [
        [_MODES[row["mode"]], page.number(row["colour_difference"], 1), _degrees(row)]
        for row in figures["rows"]
    ]
    head = ["mode", "colour difference ΔE*ab", "hue error"]
    return text + page.table(head, cells)


def _spatial(section: Section) -> str:
    names = ("first", "second", "content", "mask", "result")
    head = ["left style", "right style", "content", "regions", "result"]
    cells = [
        [
            page.picture(section, f"spatial/{name}", name, "" if name == "result" else "input")
            for name in names
        ]
    ]
    caption = (
        "Features are aligned region by region, each with the statistics inside it (the paper's spatial control). The "
        "compact network's decoder depends on the style too: it decodes once a style, and the results meet along the "
        "same soft edge."
    )
    return (
        f"<h3>A style for each region</h3>{page.figure(page.grid(cells, head=head, kind='square'), caption)}"
    )


def _stroke_scale(section: Section) -> str:
    figures = section.figures["stroke_scale"]
    scales = [row["scale"] for row in figures["rows"]]
    rows = [
        [
            page.picture(section, f"stroke_scale/{pair}/style", "style", "input"),
            *(
                page.picture(section, f"stroke_scale/{pair}/{scale:g}", f"scale {scale:g}")
                for scale in scales
            ),
        ]
        for pair in _pairs(section, "stroke_scale")
    ]
    caption = (
        "The style is encoded smaller or larger, so that its strokes are. Detail, gradient over contrast: "
        + (", ".join(f"{row['scale']:g}: {row['detail']:.3f}" for row in figures["rows"]) + ".")
    )
    head = ["style", *(f"×{scale:g}" for scale in scales)]
    return f"<h3>Stroke scale</h3>{page.figure(page.grid(rows, head=head, kind='landscape'), caption)}"


def _pairs(section: Section, name: str) -> list[str]:
    """Numbers of the pairs that are shown."""
    prefix = f"{name}/"
    keys = (key.removeprefix(prefix).split("/")[0] for key in section.pictures if key.startswith(prefix))
    return list(dict.fromkeys(keys))
