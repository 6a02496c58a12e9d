"""The first screen of the report: what the method does, how good it is, what it costs."""

from __future__ import annotations

import math
from html import escape
from typing import TYPE_CHECKING, Any, NamedTuple

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
from rtstyle.evaluation.hardware import was_busy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from rtstyle.evaluation.experiments.context import Section

_FRAME = (512, 512)
_HERO_STYLES = 3


class _Card(NamedTuple):
    """What `page.card` takes."""

    question: str
    value: str
    name: str
    about: str


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
    return page.first_screen(lead, _hero(found.get(qualitative.NAME)), cards)


def _hero(section: Section | None) -> str:
    """A content, and what becomes of it in three styles."""
    if section is None:
        return ""
    content, styles = section.figures["contents"][0], section.figures["styles"][:_HERO_STYLES]
    kinds = section.figures["kinds"]
    tiles = [
        page.tile(page.picture(section, f"content/{content}", content), f"a {kinds[f'content/{content}']}")
    ]
    for style in styles:
        painted = page.picture(section, f"grid/{content}/{style}", f"{content} as {style}")
        inset = page.picture(section, f"style/{style}", style)
        tiles.append(page.tile(painted, f"as <b>{escape(style)}</b>, a {kinds[f'style/{style}']}", inset))
    return f'<div class="hero">{"".join(tiles)}</div>'


def _cards(found: Mapping[str, Section]) -> Iterator[_Card]:
    writers = {
        quantitative.NAME: _quality_cards,
        video.NAME: _video_cards,
        speed.NAME: _speed_cards,
        controls.NAME: _control_cards,
    }
    for name, write in writers.items():
        if name in found:
            yield from write(found[name].figures)


def _quality_cards(figures: Mapping[str, Any]) -> Iterator[_Card]:
    """Figures that nothing is trained with: what is optimised gets good whether pictures do or not."""
    rows = {row["name"]: row for row in figures["all_pairs"]["methods"]}
    own, untouched = rows[methods.OURS], rows[methods.UNTOUCHED]
    off, before = (math.expm1(row["bold"]["mean"]) for row in (own, untouched))
    yield _Card(
        "How bold?",
        f"{off:.0%}",
        "off the style's contrast",
        f"In strokes of 8 to 64 pixels; the untouched contents are {before:.0%} off. SSIM to the content "
        f"{own['ssim']['mean']:.2f} (1 is unchanged); mean of {page.counted(figures['all_pairs']['pairs'], 'pair')}.",
    )
    yield _Card(
        "How plain is a plain wall?",
        f"{own['lattice']['mean']:.0%}",
        "of its detail in a pattern",
        f"The untouched wall has {untouched['lattice']['mean']:.0%}, a grid 100%. The contrast of its borders is "
        f"{own['border']['mean']:.2f} of the inside's.",
    )


def _video_cards(figures: Mapping[str, Any]) -> Iterator[_Card]:
    floor, plain, smooth = (row["gap_1"] for row in figures["summary"])
    if smooth is not None:
        clips = "this clip" if len(figures["inputs"]) == 1 else "these clips"
        yield _Card(
            "How calm?",
            f"{smooth['mean']:.2f}\u00a0%",
            "flicker between frames",
            (
                f"The input itself has {floor['mean']:.2f}\u00a0%. On {clips} smoothing "
                f"{video.effect(plain['mean'], smooth['mean'])}; frame by frame it is {plain['mean']:.2f}\u00a0%."
            ),
        )


def _speed_cards(figures: Mapping[str, Any]) -> Iterator[_Card]:
    measured, cost = figures["benchmark"], figures["cost"]
    if measured is not None:
        rows = [row for row in measured["frames"] if tuple(row["size"]) == _FRAME]
        best = min(rows, key=lambda row: row["frame"]["median_ms"])
        where = measured["machine"]["device"]["name"]
        if measured["device"] == "cpu":
            where += f", {page.counted(measured['threads'], 'thread')}"
        if was_busy(measured["machine"]):
            where += ", while the machine was busy"
        yield _Card(
            "How fast?",
            f"{best['frame']['median_ms']:.0f} ms",
            f"a frame of {_FRAME[0]}×{_FRAME[1]}",
            f"{best['fps']:.3g} frames per second: {best['backend']} on {where}."
            + "".join(_times_as_fast(measured["peers"])),
        )
    if cost["weights_bytes"] is not None:
        yield _Card(
            "How large?",
            f"{cost['weights_bytes'] / 1e6:.1f} MB",
            "of weights",
            f"{cost['parameters']:,} parameters for all styles; {cost['style_bytes'] / 1024:.1f} KiB for each style.",
        )


def _times_as_fast(peers: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for row in peers:
        if tuple(row["size"]) == _FRAME and row["ratio"] is not None:
            yield f" {row['ratio']:.1f} times as fast as {row['peer']}."


def _control_cards(figures: Mapping[str, Any]) -> Iterator[_Card]:
    checks = controls_page.checks(figures)
    kept = sum(passed for _, passed in checks)
    yield _Card(
        "Does it obey?",
        f"{kept} of {len(checks)}",
        "promises of the controls kept",
        "Strength, mixing, colours, regions, stroke size: changed while it runs, checked below.",
    )
