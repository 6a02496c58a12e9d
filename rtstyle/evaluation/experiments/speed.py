"""What it costs: time by `rtstyle.evaluation.run`, in short, and the size of what has to be kept."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING, Any

import torch

from rtstyle.evaluation.baselines.fitting import digest_of_files
from rtstyle.evaluation.experiments import page
from rtstyle.evaluation.experiments.cache import Unit
from rtstyle.evaluation.experiments.context import Section
from rtstyle.evaluation.hardware import describe_machine
from rtstyle.evaluation.report import PAPER_TITLE, PEERS_TITLE, machine_lines, size_name, tables
from rtstyle.evaluation.run import BenchmarkSettings, run_benchmark
from rtstyle.modeling.network import empty_code
from rtstyle.modeling.registry import MODELS, load_network, model_entry

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rtstyle.evaluation.experiments.context import Context
    from rtstyle.evaluation.report import Table

NAME, TITLE = "speed", "What it costs"

_SIZES = ((256, 256), (512, 512), (1280, 720))
_SECONDS = 1.0
_SECONDS_QUICK = 0.3
_SHOWN = (PEERS_TITLE, PAPER_TITLE)
"""Tables of the benchmark that are read without asking for more."""


def run(context: Context) -> Section:
    """Measures the model that is evaluated with the benchmark's short setting."""
    settings, missing = context.settings, []
    figures = {"cost": _cost(settings.model), "benchmark": None}
    if settings.model not in MODELS:
        missing.append(f"Speed is measured for models that have a name, not for {settings.model}.")
        return Section(figures, missing=missing)
    asked = BenchmarkSettings(
        models=(settings.model,),
        device=settings.device,
        sizes=_SIZES[:2] if settings.quick else _SIZES,
        peers=settings.peers,
        quick=True,
        seconds=_SECONDS_QUICK if settings.quick else _SECONDS,
    )
    machine = describe_machine("cpu")
    key = {
        "unit": "speed",
        "painter": context.painter,
        "machine": [machine["system"], machine["processor"]],
        "settings": repr(replace(asked, peers=())),
        "peers": digest_of_files(settings.peers),
    }
    context.tell(NAME, 0, 1, "benchmark")
    unit = context.unit(key, lambda: Unit(run_benchmark(asked, context.tell_detail)))
    context.tell(NAME, 1, 1, "")
    figures["benchmark"] = unit.figures
    return Section(figures)


def _cost(model: str) -> dict[str, object]:
    """Parameters, bytes of the weights, and bytes that a style takes once it is encoded."""
    network = load_network(model)
    with torch.no_grad():
        parameters = sum(parameter.numel() for parameter in network.parameters())
    path = None if model.endswith(".safetensors") else model_entry(model).path
    return {
        "parameters": parameters,
        "weights_bytes": path.stat().st_size if path is not None and path.is_file() else None,
        "style_bytes": sum(part.numel() * part.element_size() for part in empty_code(network).parts()),
    }


def render(section: Section) -> str:
    """The section as HTML."""
    cost, measured = section.figures["cost"], section.figures["benchmark"]
    text = page.paragraph(
        f"The network has {cost['parameters']:,} parameters. A style is encoded once and then takes "
        f"{cost['style_bytes'] / 1024:.1f} KiB; a mixture of styles takes no more, and no longer."
    )
    if measured is None:
        return text + page.notes(section.missing)
    text += _rendered_frames(measured)
    parts = tables(measured)
    for table in (part for part in parts if part.title in _SHOWN):
        text += f"<h3>{escape(table.title)}</h3>{page.table(table.head, table.body)}"
    rest = [part for part in parts if part.title not in _SHOWN]
    return text + _rendered_details(measured, rest) + page.notes([*measured["notes"], *section.missing])


def _rendered_frames(measured: Mapping[str, Any]) -> str:
    frames = measured["frames"]
    rows = [
        [
            size_name(row["size"]),
            row["backend"],
            page.number(row["frame"]["median_ms"], 1),
            f"{row['frame']['p5_ms']:.1f}–{row['frame']['p95_ms']:.1f}",
            page.number(row["fps"], 1),
            page.number(row["flops"] / 1e9, 1),
        ]
        for row in frames
    ]
    head = ["frame", "backend", "ms, median", "ms, 5th to 95th percentile", "frames per second", "GFLOP"]
    best = {tuple(row["size"]): row["fps"] for row in sorted(frames, key=lambda row: row["fps"])}
    ours = [i for i, row in enumerate(frames) if row["fps"] == best[tuple(row["size"])]]
    return page.table(head, rows, ours=ours) + page.paragraph(
        f"Picture in, picture out, with {page.counted(measured['threads'], 'thread')} on "
        f"{escape(measured['machine']['device']['name'])}, the fastest backend of each size in colour. This is the "
        "short setting of <code>rtstyle benchmark</code>, which measures thoroughly."
    )


def _rendered_details(measured: Mapping[str, Any], rest: Sequence[Table]) -> str:
    lines = "".join(f"<li>{escape(line)}</li>" for line in machine_lines(measured))
    body = "".join(
        f"<h3>{escape(table.title)}</h3>"
        + (page.table(table.head, table.body) if table.body else "")
        + (page.paragraph(escape(table.note)) if table.note else "")
        for table in rest
    )
    return f"<details><summary>All that the benchmark measured</summary><ul>{lines}</ul>{body}</details>"
