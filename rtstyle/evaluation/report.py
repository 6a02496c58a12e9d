"""The figures of a run as tables, and those as Markdown that reads well in a terminal too."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rtstyle.evaluation.stages import FRAME_STAGES, LAYER_KINDS, OTHER_STAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

PEERS_TITLE = "Peers, in turn on the same frames"
PAPER_TITLE = "The paper's speed analysis (network alone, in torch)"


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the report.

    Attributes:
        title: What it answers.
        head: Names of the columns.
        body: Cells, row by row; none where nothing was measured.
        note: A sentence below it.
    """

    title: str
    head: Sequence[str]
    body: Sequence[Sequence[str]]
    note: str = ""


def as_markdown(result: Mapping[str, Any]) -> str:
    """Writes everything that ``run_benchmark`` returned as Markdown, one section a question."""
    sections = ["\n".join(f"- {line}" for line in machine_lines(result))]
    sections += [_section(table) for table in tables(result)]
    if result["notes"]:
        sections.append("\n".join(f"- {note}" for note in result["notes"]))
    return "\n\n".join(sections)


def tables(result: Mapping[str, Any]) -> list[Table]:
    """All that ``run_benchmark`` measured; the first table is that of whole frames."""
    found = [_frames(result["frames"]), _rates(result["matrix_rates"])]
    clocked = [row for row in result["frames"] if row["layers"] is not None]
    if clocked:
        found.append(_layers(clocked))
    alone = [row for row in result["frames"] if row["on_device"] is not None]
    if alone:
        found.append(_on_device(alone))
    optional: dict[str, Callable[[Any], Table]] = {
        "as_used": _as_used,
        "peers": _peers,
        "stages": _stages,
        "paper": _paper,
        "threads_scaling": _threads,
        "video": _video,
    }
    return found + [write(result[name]) for name, write in optional.items() if result[name]]


def size_name(size: Sequence[int]) -> str:
    """E.g. ``512×512``."""
    return f"{size[0]}×{size[1]}"


def machine_lines(result: Mapping[str, Any]) -> list[str]:
    """What was measured with, a line each."""
    machine, versions = result["machine"], result["versions"]
    device, processor = machine["device"], machine["processor"]
    lines = [f"Device: {device['name']} ({result['device']}), {device['precision']}"]
    if device != processor:
        lines.append(f"Processor: {processor['name']}")
    load = machine["load_at_start"]
    lines += [
        f"Processor cores: {processor['cores']}; threads: {result['threads']}; instructions: {machine['instructions']}",
        f"System: {machine['system']}; load at the start: {'unknown' if load is None else f'{load:.1f}'}",
        f"Versions: rtstyle {result['rtstyle']}, "
        + ", ".join(f"{name} {version}" for name, version in versions.items() if version),
        f"Started: {result['started']}",
    ]
    return lines


def _frames(rows: Sequence[Mapping[str, Any]]) -> Table:
    head = [
        *("model", "backend", "precision", "size", "ms", "p5–p95", "p99", "fps", "n", "ns/pixel", "GFLOP"),
        *("GFLOP/s", "of matrix rate", "around backend", "peak MiB"),
    ]
    body = [
        [
            *(row["model"], row["backend"], row["precision"], size_name(row["size"])),
            *_timing(row["frame"]),
            f"{row['ns_per_pixel']:.0f}" if row["ns_per_pixel"] >= 10 else f"{row['ns_per_pixel']:.2f}",
            f"{row['flops'] / 1e9:.1f}",
            f"{row['flops_per_s'] / 1e9:.0f}",
            _percent(row["of_matrix_rate"]),
            _percent(row["around_backend"]),
            _memory(row),
        ]
        for row in rows
    ]
    return Table("Frame in, frame out", head, body)


def _rates(rows: Sequence[Mapping[str, Any]]) -> Table:
    head = ["device", "precision", "matrix product, GFLOP/s", "3×3 convolution, GFLOP/s"]
    body = [
        [
            row["device"],
            row["precision"],
            *(f"{row[key] / 1e9:.0f}" for key in ("matmul_per_s", "convolution_per_s")),
        ]
        for row in rows
    ]
    return Table("Measured matrix rate", head, body, "" if body else "None was measured.")


def _peers(rows: Sequence[Mapping[str, Any]]) -> Table:
    head = ["peer", "size", "peer ms", "p5–p95", "p99", "fps", "n", "rtstyle", "rtstyle ms", "times as fast"]
    body = []
    for row in rows:
        ours = [f"{row['model']}, {row['backend']}", f"{row['ours']['median_ms']:.1f}"]
        if row["fault"] is not None:
            body.append([row["peer"], size_name(row["size"]), "–", "–", "–", "–", "0", *ours, row["fault"]])
            continue
        low, high = row["ratio_range"]
        ratio = f"{row['ratio']:.1f} ({low:.1f}–{high:.1f})"
        body.append([row["peer"], size_name(row["size"]), *_timing(row["theirs"]), *ours, ratio])
    return Table(PEERS_TITLE, head, body)


def _stages(rows: Sequence[Mapping[str, Any]]) -> Table:
    names = [*FRAME_STAGES, *OTHER_STAGES]
    head = ["stage, ms", *(f"{row['model']}, {size_name(row['size'])}" for row in rows)]
    body = []
    for name in names:
        cells = []
        for row in rows:
            timing = row["stages"][name]
            whole = sum(row["stages"][stage]["median_ms"] for stage in FRAME_STAGES)
            share = f" ({timing['median_ms'] / whole:.0%})" if name in FRAME_STAGES else ""
            cells.append(f"{timing['median_ms']:.2f} ±{timing['mad_ms']:.2f}{share}")
        body.append([name, *cells])
    return Table("Stages, each alone, in torch (median ± MAD, share of the frame)", head, body)


def _layers(rows: Sequence[Mapping[str, Any]]) -> Table:
    head = ["model", "backend", "precision", "size", *LAYER_KINDS, "all layers, ms"]
    body = [
        [
            *(row["model"], row["backend"], row["precision"], size_name(row["size"])),
            *(f"{row['layers'][kind] / row['layers']['layers']:.0%}" for kind in LAYER_KINDS),
            f"{row['layers']['layers']:.2f}",
        ]
        for row in rows
    ]
    return Table("Inside the compiled network, by its own clock", head, body)


def _on_device(rows: Sequence[Mapping[str, Any]]) -> Table:
    head = ["model", "precision", "size", "ms", "p5–p95", "p99", "fps", "n"]
    body = [
        [row["model"], row["precision"], size_name(row["size"]), *_timing(row["on_device"])] for row in rows
    ]
    return Table("On the device alone: no copies, by its own clock", head, body)


def _paper(rows: Sequence[Mapping[str, Any]]) -> Table:
    head = ["model", "size", "style", "ms", "fps", "encode content", "encode style", "adain", "decode"]
    body = []
    for row in rows:
        for key, name in (("without_cache", "encoded every frame"), ("with_cache", "cached")):
            part = row[key]
            shares = [_percent(part["shares"].get(column)) for column in head[5:]]
            figures = [f"{part['median_ms']:.2f}", f"{part['fps']:.1f}"]
            body.append([row["model"], size_name(row["size"]), name, *figures, *shares])
    return Table(PAPER_TITLE, head, body)


def _threads(rows: Sequence[Mapping[str, Any]]) -> Table:
    head = ["model", "backend", "size", "threads", "ms", "p5–p95", "p99", "fps", "n", "times one thread"]
    one = rows[0]["frame"]["median_ms"]
    body = [
        [
            *(row["model"], row["backend"], size_name(row["size"]), str(row["threads"])),
            *_timing(row["frame"]),
            f"{one / row['frame']['median_ms']:.2f}",
        ]
        for row in rows
    ]
    return Table("Scaling with threads", head, body)


def _as_used(rows: Sequence[Mapping[str, Any]]) -> Table:
    head = ["", "frames", "painted at", "scene", "ms", "p5–p95", "p99", "fps", "n", "CPU ms"]
    body = [
        [
            *(row["use"]["name"], size_name((row["use"]["width"], row["use"]["height"]))),
            *(size_name(row["painted_at"]), row["scene"]),
            *_timing(row["frame"]),
            f"{row['cpu_ms']:.1f}",
        ]
        for row in rows
    ]
    note = (
        "With smoothing at its default, from the frame to what sinks are given. A resting scene differs by a camera's"
        " noise from frame to frame; a repeating one does not."
    )
    return Table("As users run it", head, body, note)


def _video(row: Mapping[str, Any]) -> Table:
    clip = row["clip"]
    head = ["alone", "ms a frame", "fps", "CPU ms a frame"]
    body = [
        [name, f"{row[name]['median_ms']:.2f}", f"{row[name]['fps']:.1f}", f"{row['cpu_ms'][name]:.2f}"]
        for name in ("decode", "engine", "encode")
    ]
    whole = (
        f"{clip['frames']} frames in {row['whole_s']:.2f} s ({row['whole_ms']:.2f} ms a frame):"
        f" {row['real_time_factor']:.2f} times real time,"
        f" {row['whole_over_slowest']:.2f} times the slowest stage alone, {row['whole_over_floor']:.2f} times the floor"
        f" of {row['floor_ms']:.2f} ms (the slowest stage, or the CPU time of all over the threads)."
    )
    title = f"Video, {size_name((clip['width'], clip['height']))} with sound, processed at {clip['size']}"
    return Table(title, head, body, whole)


def _timing(timing: Mapping[str, Any]) -> Iterator[str]:
    """Cells of a timing: median, spread, 99th percentile, frames per second, number of samples."""
    digits = 1 if timing["median_ms"] >= 10 else 3
    yield f"{timing['median_ms']:.{digits}f}"
    yield f"{timing['p5_ms']:.{digits}f}–{timing['p95_ms']:.{digits}f}"
    yield f"{timing['p99_ms']:.{digits}f}"
    yield f"{timing['fps']:.1f}"
    yield str(timing["n"])


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.0%}"


def _memory(row: Mapping[str, Any]) -> str:
    """The peak, and how much of it this row added."""
    before, peak = row["memory_before_bytes"], row["memory_peak_bytes"]
    if peak is None or before is None:
        return "–"
    return f"{peak / 2**20:.0f} (+{(peak - before) / 2**20:.0f})"


def _section(table: Table) -> str:
    parts = [f"### {table.title}", _table(table.head, table.body) if table.body else "", table.note]
    return "\n\n".join(part for part in parts if part)


def _table(head: Sequence[str], body: Sequence[Sequence[str]]) -> str:
    widths = [max(len(row[i]) for row in [head, *body]) for i in range(len(head))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
        for row in [head, *body]
    ]
    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    return "\n".join([lines[0], rule, *lines[1:]])
