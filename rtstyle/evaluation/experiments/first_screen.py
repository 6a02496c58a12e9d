"""The first screen of the report: what the method does, how good it is, what it costs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rtstyle.evaluation.experiments import (
    controls,
    controls_page,
    methods,
    page,
    qualitative,
    quantitative,
    speed,
    video,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rtstyle.evaluation.experiments.context import Section

_FRAME = (512, 512)
# Share of the flicker that smoothing has to change before it is said to do something.
_NOTABLE = 0.05


def first_screen(found: Mapping[str, Section]) -> str:
    """HTML of the first screen.

    Args:
        found: Sections by name; cards and pictures of those that are missing are left out.
    """
    lead = (
        "rtstyle repaints a photograph, a video or a live camera in the style of any picture. A style is nothing but "
        "the mean and standard deviation of each channel of its features; every frame is encoded once, its channels "
        "are given the style's statistics (adaptive instance normalization, Huang &amp; Belongie, ICCV 2017), and the "
        "result is decoded. A new style takes one look at its picture, no training."
    )
    cards = "".join(page.card(*card) for card in _cards(found))
    return (
        '<p class="kicker">rtstyle · evaluation</p><h1>Any style, in one pass</h1>'
        f'<p class="lead">{lead}</p>{_hero(found.get(qualitative.NAME))}<div class="cards">{cards}</div>'
    )


def _hero(section: Section | None) -> str:
    if section is None:
        return ""
    content, (style, *others) = section.figures["contents"][0], section.figures["styles"]
    parts = [
        page.picture(section, f"content/{content}", f"content: {content}"),
        '<span class="sign">+</span>',
        page.picture(section, f"style/{style}", f"style: {style}"),
        '<span class="sign equals">=</span>',
        page.picture(section, f"grid/{content}/{style}", f"{content} as {style}"),
    ]
    if others:
        parts.append(page.picture(section, f"grid/{content}/{others[0]}", f"{content} as {others[0]}"))
    return f'<div class="hero">{"".join(parts)}</div>'


def _cards(found: Mapping[str, Section]) -> Iterator[tuple[str, str, str]]:
    """Value, name and meaning of each card."""
    writers = {
        quantitative.NAME: _quality_cards,
        video.NAME: _video_cards,
        speed.NAME: _speed_cards,
        controls.NAME: _control_cards,
    }
    for name, write in writers.items():
        if name in found:
            yield from write(found[name].figures)


def _quality_cards(figures: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    rows = {row["name"]: row for row in figures["all_pairs"]["methods"]}
    own, untouched = rows[methods.OURS], rows[methods.UNTOUCHED]
    pairs = figures["all_pairs"]["pairs"]
    if own["style"] is None:
        yield (
            f"{own['ssim']['mean']:.2f}",
            "structure kept (SSIM)",
            f"Mean of {pairs} pairs; 1 is the content itself. How much of the style is taken over needs a VGG network.",
        )
        return
    share = 1 - own["style"]["mean"] / untouched["style"]["mean"]
    yield (
        f"{share:.0%}",
        "of the way to the style",
        (
            f"Style loss {own['style']['mean']:.2f} instead of the photographs' {untouched['style']['mean']:.1f}, "
            f"mean of {pairs} pairs; SSIM to the content {own['ssim']['mean']:.2f}."
        ),
    )
    curve = figures["gatys"]
    if curve is not None:
        reached, last = curve["iterations_to_ours"], len(curve["style_by_iteration"]) - 1
        yield (
            str(reached) if reached is not None else f"over {last}",
            "iterations of Gatys' method",
            "Through VGG, from noise, until its style loss is that of rtstyle's one pass (the paper: 50 to 100).",
        )


def _video_cards(figures: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    floor, plain, smooth = (row["gap_1"] for row in figures["summary"])
    if smooth is not None:
        others = f"{plain['mean']:.2f}\u00a0% frame by frame, {floor['mean']:.2f}\u00a0% in the input."
        clips = "this clip" if len(figures["inputs"]) == 1 else "these clips"
        little = abs(plain["mean"] - smooth["mean"]) < _NOTABLE * plain["mean"]
        yield (
            f"{smooth['mean']:.2f}\u00a0%",
            "flicker between frames",
            f"Smoothing changes little on {clips}: {others}" if little else f"With smoothing; {others}",
        )


def _speed_cards(figures: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    measured, cost = figures["benchmark"], figures["cost"]
    if measured is not None:
        rows = [row for row in measured["frames"] if tuple(row["size"]) == _FRAME]
        best = min(rows, key=lambda row: row["frame"]["median_ms"])
        threads = measured["threads"]
        yield (
            f"{best['frame']['median_ms']:.0f} ms",
            f"a frame of {_FRAME[0]}×{_FRAME[1]}",
            f"{best['fps']:.0f} frames per second, {best['backend']} on {measured['machine']['device']['name']}"
            + (f", {threads} thread{'s' if threads > 1 else ''}." if measured["device"] == "cpu" else "."),
        )
    if cost["weights_bytes"] is not None:
        yield (
            f"{cost['weights_bytes'] / 1e6:.1f} MB",
            "of weights",
            f"{cost['parameters']:,} parameters; {cost['style_bytes'] / 1024:.1f} KiB for each further style.",
        )


def _control_cards(figures: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    checks = controls_page.checks(figures)
    kept = sum(passed for _, passed in checks)
    yield (
        f"{kept} of {len(checks)}",
        "promises of the controls kept",
        "Strength, mixing, colours, regions and stroke size, changed while it runs and checked below.",
    )
