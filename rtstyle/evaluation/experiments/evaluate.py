"""One evaluation: the experiments in turn, report.html and report.json."""

from __future__ import annotations

import datetime as dt
import json
from html import escape
from typing import TYPE_CHECKING, Any, Protocol

import rtstyle
from rtstyle.errors import MediaWriteError, UsageError
from rtstyle.evaluation.charts import require_matplotlib
from rtstyle.evaluation.experiments import (
    controls,
    normalization,
    page,
    qualitative,
    quantitative,
    speed,
    video,
)
from rtstyle.evaluation.experiments.context import Context
from rtstyle.evaluation.experiments.first_screen import first_screen
from rtstyle.evaluation.hardware import describe_machine, software_versions
from rtstyle.media.atomic import write_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from rtstyle.evaluation.experiments.context import EvaluationSettings, Progress, Section

SCHEMA = 2
"""Version of report.json; another number, another form."""


class Experiment(Protocol):
    """A module of this package.

    Attributes:
        NAME: Key in `SECTIONS`.
        TITLE: Heading on the page.
    """

    NAME: str
    TITLE: str

    def run(self, context: Context) -> Section:
        """Finds out."""
        ...

    def render(self, section: Section) -> str:
        """The section as HTML."""
        ...


SECTIONS: Mapping[str, Experiment] = {
    module.NAME: module for module in (qualitative, quantitative, video, controls, speed, normalization)
}
"""Experiments by name, in the order of the page. Each can run alone."""


def run_evaluation(
    settings: EvaluationSettings, tell: Callable[[Progress], None] = lambda _: None
) -> dict[str, Any]:
    """Runs the experiments and writes ``report.html`` and ``report.json`` into the output folder.

    What is finished is kept in the folder ``finished`` there: a run that was interrupted goes on where it stopped, and
    one with other settings shares what stays the same.

    Args:
        settings: What is evaluated, on what, how thoroughly.
        tell: Told how far it is.

    Returns:
        What report.json holds.

    Raises:
        UsageError: A section, number, folder or option that makes no sense; or matplotlib is missing.
        MediaReadError: A picture or clip cannot be read.
        MediaWriteError: The report cannot be written.
        ModelError: Weights are missing or damaged.
        DeviceError: The device does not work.
    """
    if unknown := [name for name in settings.only if name not in SECTIONS]:
        raise UsageError(f"no section {unknown[0]!r}: choose from {', '.join(SECTIONS)}")
    require_matplotlib()
    started = dt.datetime.now(dt.UTC)
    context = Context(settings, tell)
    try:
        _check_inputs(context)
        chosen = [name for name in SECTIONS if not settings.only or name in settings.only]
        # Speed first: the load that the other sections leave behind would be taken for that of other programs.
        order = sorted(chosen, key=lambda name: name != speed.NAME)
        run = {name: SECTIONS[name].run(context) for name in order}
        found = {name: run[name] for name in chosen}
        report = _report(context, found, started)
        _write(settings.output / "report.json", json.dumps(report, indent=1, allow_nan=False))
        _write(settings.output / "report.html", _page(found, report))
    finally:
        context.close()
    return report


def _check_inputs(context: Context) -> None:
    """Fails before an hour of work, not after."""
    _ = context.contents(), context.styles(), context.peers
    for path in (*context.settings.videos, *context.settings.train_content, *context.settings.train_style):
        if not path.exists():
            raise UsageError(f"there is no {path}")


def _report(context: Context, found: Mapping[str, Section], started: dt.datetime) -> dict[str, Any]:
    settings = context.settings
    return {
        "schema": SCHEMA,
        "rtstyle": rtstyle.__version__,
        "started": started.isoformat(timespec="seconds"),
        "model": settings.model,
        "backend": f"{context.stylizer.backend} on {context.stylizer.device}",
        "quick": settings.quick,
        "perceptual_network": context.judge.name,
        "inputs": {
            "contents": [picture.name for picture in context.contents()],
            "styles": [picture.name for picture in context.styles()],
            "videos": [path.name for path in settings.videos] or ["synthetic"],
        },
        "machine": describe_machine("cpu"),
        "versions": software_versions(),
        "units": {"computed": context.cache.computed, "reused": context.cache.reused},
        "missing": [note for section in found.values() for note in section.missing],
        "sections": {name: section.figures for name, section in found.items()},
    }


def _page(found: Mapping[str, Section], report: Mapping[str, Any]) -> str:
    sections = [
        (name, SECTIONS[name].TITLE, SECTIONS[name].render(section)) for name, section in found.items()
    ]
    inputs, versions = report["inputs"], report["versions"]
    lines = [
        (
            f"Made by rtstyle {report['rtstyle']} on {report['started'][:10]}: model {report['model']}, "
            f"{report['backend']}, Python {versions['python']}, torch {versions.get('torch', '–')}."
        ),
        (
            f"Contents: {', '.join(inputs['contents'])}. Styles: {', '.join(inputs['styles'])}. "
            f"Clips: {', '.join(inputs['videos'])}."
        ),
        "What each number means and where it comes from: docs/evaluation.md. All figures: report.json beside it.",
    ]
    foot = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return page.document("rtstyle: evaluation", first_screen(found), sections, foot)


def _write(path: Path, text: str) -> None:
    try:
        write_whole(path, text.encode())
    except OSError as error:
        raise MediaWriteError(f"cannot write {path}: {error.strerror or error}") from error
