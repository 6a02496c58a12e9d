"""Flicker of stylized video, with smoothing on and off, beside the flicker of the input itself."""

from __future__ import annotations

import dataclasses
import statistics
from html import escape
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from rtstyle.evaluation.charts import Bar, bar_chart
from rtstyle.evaluation.experiments import page
from rtstyle.evaluation.experiments.cache import Unit
from rtstyle.evaluation.experiments.context import Section, jpeg
from rtstyle.evaluation.experiments.inputs import spread
from rtstyle.evaluation.flicker import difference_map, motions_at, warp_error
from rtstyle.evaluation.metrics import detail, mean_interval
from rtstyle.options import StylizeOptions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rtstyle.evaluation.experiments.context import Context
    from rtstyle.evaluation.experiments.inputs import Clip, Picture
    from rtstyle.evaluation.flicker import Motion
    from rtstyle.frame import Image

NAME, TITLE = "video", "How calm videos are"
GAPS = (1, 10)
"""Distances of the frames that are compared: neighbours, and what has drifted apart."""

_SMOOTHING_S = StylizeOptions.for_video().smoothing
_NOTABLE = 0.05
"""Share of the flicker that smoothing has to change before it is said to do something."""
_BLUR = (
    "A blurred picture flickers less, too: the last column tells how much detail there is (gradient over contrast), so "
    "that calm cannot be bought that way unseen."
)
_DETAILED = 8
"""Frames whose detail is measured."""
_SHOWN_SIDE = 220
_MAP_FULL_SCALE = 24
"""Difference, in levels of 8 bits, that is drawn brightest."""


class _Motions:
    """The motion of one clip at each gap, estimated when a unit first needs it."""

    def __init__(self, clip: Clip) -> None:
        self._clip = clip
        self._known: dict[int, list[Motion]] = {}

    def at(self, gap: int) -> list[Motion]:
        if gap not in self._known:
            self._known[gap] = motions_at(self._clip.frames, gap)
        return self._known[gap]


def run(context: Context) -> Section:
    """Measures every clip in some styles, with smoothing and without."""
    styles = spread(context.styles(), context.settings.chosen("video_styles"))
    smoothings = (0.0, _SMOOTHING_S)
    rows: list[dict[str, Any]] = []
    inputs: list[dict[str, Any]] = []
    pictures: dict[str, bytes] = {}
    total, done = max(1, len(context.settings.videos)) * len(styles) * len(smoothings), 0
    for clip in context.clips():
        motions = _Motions(clip)
        floor = context.unit(_key(clip), lambda c=clip, m=motions: _measured(c.frames, m))  # type: ignore[misc]
        inputs.append({"clip": clip.name, "frames": len(clip.frames), **floor.figures})
        for style in styles:
            for smoothing in smoothings:
                context.tell(NAME, done, total, f"{clip.name} as {style.name}")
                unit = _painted(context, clip, style, smoothing, motions)
                rows.append(
                    {"clip": clip.name, "style": style.name, "smoothing_s": smoothing, **unit.figures}
                )
                if style is styles[0] and len(inputs) <= 2:
                    kind = "smooth" if smoothing else "plain"
                    pictures |= {f"{clip.name}/{kind}/{name}": data for name, data in unit.pictures.items()}
                    pictures |= {f"{clip.name}/input/{name}": data for name, data in floor.pictures.items()}
                done += 1
    context.tell(NAME, done, total, "")
    figures = {
        "smoothing_s": _SMOOTHING_S,
        "shown": {"style": styles[0].name, "clips": [row["clip"] for row in inputs[:2]]},
        "inputs": inputs,
        "painted": rows,
        "summary": _summary(inputs, rows, smoothings),
        "by_style": _by_style(rows, [style.name for style in styles], smoothings),
    }
    return Section(figures, pictures)


def _painted(context: Context, clip: Clip, style: Picture, smoothing: float, motions: _Motions) -> Unit:
    key = _key(clip) | {"painter": context.painter, "style": style.digest, "smoothing_s": smoothing}
    return context.unit(key, lambda: _measured(_paint(context, clip, style, smoothing), motions))


def _paint(context: Context, clip: Clip, style: Picture, smoothing: float) -> list[Image]:
    stylizer = context.stylizer
    context.set_style(style)
    stylizer.smoothing = smoothing
    try:
        times = zip(clip.frames, clip.seconds, strict=True)
        return [stylizer.stylize(frame, seconds=seconds) for frame, seconds in times]
    finally:
        stylizer.smoothing = 0.0


def _measured(frames: Sequence[Image], motions: _Motions) -> Unit:
    figures = {
        f"gap_{gap}": warp_error(frames, motions.at(gap), gap) if len(frames) > gap else None for gap in GAPS
    }
    figures["detail"] = statistics.fmean(map(detail, frames[:: len(frames) // _DETAILED + 1]))
    return Unit(
        figures,
        {
            "frame": jpeg(frames[len(frames) // 2], _SHOWN_SIDE),
            "differences": jpeg(_heat(difference_map(frames, motions.at(1), 1)), _SHOWN_SIDE),
        },
    )


def _heat(differences: np.ndarray[Any, np.dtype[np.float32]]) -> Image:
    levels = np.clip(differences / _MAP_FULL_SCALE * 255, 0, 255).astype(np.uint8)
    return np.ascontiguousarray(cv2.applyColorMap(levels, cv2.COLORMAP_INFERNO)[:, :, ::-1])


def _key(clip: Clip) -> dict[str, Any]:
    return {"unit": "clip", "clip": clip.digest, "full_scale": _MAP_FULL_SCALE}


def _summary(
    inputs: Sequence[dict[str, Any]], rows: Sequence[dict[str, Any]], smoothings: Sequence[float]
) -> list[dict[str, Any]]:
    """Means over everything, of the input and at each smoothing."""
    groups: list[tuple[str, float | None, Sequence[dict[str, Any]]]] = [("input", None, inputs)]
    groups += [
        ("painted", smoothing, [row for row in rows if row["smoothing_s"] == smoothing])
        for smoothing in smoothings
    ]
    return [
        {
            "what": what,
            "smoothing_s": smoothing,
            **{f"gap_{gap}": _interval(group, gap) for gap in GAPS},
            "detail": statistics.fmean(row["detail"] for row in group),
        }
        for what, smoothing, group in groups
    ]


def _interval(rows: Sequence[dict[str, Any]], gap: int) -> dict[str, Any] | None:
    values = [row[f"gap_{gap}"] for row in rows if row[f"gap_{gap}"] is not None]
    return dataclasses.asdict(mean_interval(values)) if values else None


def _by_style(
    rows: Sequence[dict[str, Any]], styles: Sequence[str], smoothings: Sequence[float]
) -> list[dict[str, Any]]:
    table = []
    for style in styles:
        for smoothing in smoothings:
            group = [row for row in rows if row["style"] == style and row["smoothing_s"] == smoothing]
            means = {}
            for gap in GAPS:
                values = [row[f"gap_{gap}"] for row in group if row[f"gap_{gap}"] is not None]
                means[f"gap_{gap}"] = statistics.fmean(values) if values else None
            table.append({"style": style, "smoothing_s": smoothing, **means})
    return table


def effect(plain: float, smooth: float) -> str:
    """What smoothing does to flicker, as the rest of a sentence that begins with it; whichever way the figures fall."""
    change = smooth / plain - 1 if plain else 0.0
    if abs(change) < _NOTABLE:
        return "changes little"
    return f"takes {-change:.0%} of the flicker away" if change < 0 else f"adds {change:.0%} to the flicker"


def render(section: Section) -> str:
    """The section as HTML."""
    figures = section.figures
    text = page.paragraph(
        "Flicker is what changes although nothing moved: each frame is compared with an earlier one that optical flow "
        "of the <em>input</em> has moved onto it, where both show the same spot. Figures are percent of full scale. "
        "The input's own figure (noise, light, errors of the flow) is the floor, not zero. Frame by frame is how "
        "stylizers of single pictures, MicroAST for one, are put to videos; it is our own network here, too."
    )
    text += _rendered_summary(figures)
    bars = []
    for row in figures["by_style"]:
        if row["gap_1"] is not None:
            how, kind = ("smoothed", "ours") if row["smoothing_s"] else ("frame by frame", "other")
            bars.append(Bar(f"{row['style']}, {how}", row["gap_1"], kind=kind))
    floor = figures["summary"][0]["gap_1"]
    if floor is not None:
        bars.append(Bar("the input itself", floor["mean"], kind="reference"))
    text += page.figure(
        bar_chart(bars, title="Flicker by style"), "Flicker between neighbouring frames, by style."
    )
    text += _rendered_styles(figures)
    for clip in figures["shown"]["clips"]:
        text += _rendered_maps(section, clip)
    return text + page.notes(section.missing)


def _rendered_summary(figures: Mapping[str, Any]) -> str:
    rows = []
    for row in figures["summary"]:
        what = "the input itself"
        if row["what"] == "painted":
            what = "painted frame by frame"
            if row["smoothing_s"]:
                what = f"painted with smoothing, {row['smoothing_s']:g} s"
        flicker = (page.with_interval(row[f"gap_{gap}"], 2) for gap in GAPS)
        rows.append([what, *flicker, page.number(row["detail"], 3)])
    head = ["", *(_apart(gap) for gap in GAPS), "detail"]
    clips, styles = len(figures["inputs"]), len({row["style"] for row in figures["painted"]})
    title = f"<h3>{page.counted(clips, 'clip')}, {page.counted(styles, 'style')} each</h3>"
    sentence = _effects(*figures["summary"][1:])
    return title + page.table(head, rows, ours=[2]) + page.paragraph(f"{sentence} {_BLUR}")


def _effects(plain: Mapping[str, Any], smooth: Mapping[str, Any]) -> str:
    """A sentence on what smoothing does at each gap."""
    gaps: dict[str, list[str]] = {}
    for gap in GAPS:
        if (smoothed := smooth[f"gap_{gap}"]) is not None:
            found = effect(plain[f"gap_{gap}"]["mean"], smoothed["mean"])
            gaps.setdefault(found, []).append(_apart(gap))
    parts = [f"{found} ({' and '.join(where)})" for found, where in gaps.items()]
    return f"Smoothing {', and '.join(parts)}." if parts else ""


def _apart(gap: int) -> str:
    return f"{page.counted(gap, 'frame')} apart"


def _rendered_styles(figures: Mapping[str, Any]) -> str:
    """Style by style, at every gap, with smoothing and without."""
    cells: dict[str, list[str]] = {}
    for row in figures["by_style"]:
        cells.setdefault(row["style"], []).extend(page.number(row[f"gap_{gap}"], 2) for gap in GAPS)
    head = ["style", *(f"{how}, {_apart(gap)}" for how in ("frame by frame", "smoothed") for gap in GAPS)]
    return page.table(head, [[style, *row] for style, row in cells.items()])


def _rendered_maps(section: Section, clip: str) -> str:
    kinds = ("input", "plain", "smooth")
    rows = [
        [page.picture(section, f"{clip}/{kind}/{name}", f"{clip}, {kind}, {name}") for kind in kinds]
        for name in ("frame", "differences")
    ]
    head = ["input", "painted frame by frame", "painted with smoothing"]
    caption = (
        f"{escape(clip)} as {escape(section.figures['shown']['style'])}: a frame, and where the clip flickers between "
        f"neighbouring frames (mean over time; brightest is {_MAP_FULL_SCALE} of 255 levels)."
    )
    return page.figure(page.grid(rows, head=head), caption)
