"""``rtstyle stream``: the live picture without a window."""

from __future__ import annotations

import contextlib
import functools
import json
import signal
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Self

import typer
from rich.console import Console
from rich.live import Live
from rich.text import Text

from rtstyle.addresses import redacted
from rtstyle.cli import options
from rtstyle.cli.printing import printable, say
from rtstyle.cli.targets import refuse_to_replace
from rtstyle.errors import SinkError, SourceError, UsageError
from rtstyle.media.files import refuse_to_overwrite, require_writable_target
from rtstyle.options import StylizeOptions
from rtstyle.pipeline.events import EventKind, PipelineEvent
from rtstyle.process import process_age_s, process_memory
from rtstyle.sinks.make import find_kind, make_sink, name_of, sinks_help
from rtstyle.sources.animation import is_animation
from rtstyle.sources.make import make_source, sources_help
from rtstyle.sources.microphone import Microphone

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rtstyle.pipeline.monitor import Monitor, MonitorSnapshot
    from rtstyle.pipeline.pipeline import Pipeline
    from rtstyle.sinks.base import Sink

_SIZE = "Short side to paint at; it follows the speed if not given."
_REPORT_EVERY_S = 1.0
_POLL_S = 0.05
_TOLD = {
    EventKind.STARTED,
    EventKind.ENGINE_READY,
    EventKind.ENGINE_FAILED,
    EventKind.DEVICE_CHANGED,
    EventKind.SOURCE_LOST,
    EventKind.SOURCE_BACK,
    EventKind.SINK_FAILED,
}


@options.with_picture(make=StylizeOptions.for_video, meanings={"size": _SIZE})
def stream(
    source: Annotated[
        str, typer.Option("--source", metavar="SOURCE", help=f"What to paint: {sources_help()}.")
    ],
    style: options.Styles,
    sink: Annotated[
        list[str],
        typer.Option("--sink", metavar="SINK", help=f"Where to; repeat it for several: {sinks_help()}."),
    ],
    fps: Annotated[
        float | None,
        typer.Option(min=1.0, max=240.0, help="Frames per second to hold.", show_default="the source's"),
    ] = None,
    resolution: options.Resolution = None,
    loop: Annotated[bool, typer.Option("--loop", help="Begin a file again at its end.")] = False,
    duration: Annotated[
        float | None,
        typer.Option(
            min=0.1, metavar="SECONDS", help="Stop after this time.", show_default="goes on until Ctrl-C"
        ),
    ] = None,
    force: options.Force = False,
    microphone: options.Microphone = None,
    _look: options.Look = None,
    *,
    picture: StylizeOptions,
    model: options.Model = "compact",
    device: options.Device = "auto",
    as_json: Annotated[
        bool, typer.Option("--json", help="Print a line of JSON each second, for each event and at the end.")
    ] = False,
    quiet: options.Quiet = False,
) -> None:
    """Paint a camera, the screen or a video as it plays: into a file, a virtual camera or the network.

    Sinks get their first frame when the style is ready, and a video begins only then. Ctrl-C ends it and finishes all
    files.
    """
    styles, size = options.style_mapping(style), picture.live_size
    width, height = options.parse_resolution(resolution)
    _check_targets(sink, source, options.style_files(styles), replace=force)
    from rtstyle.engine.stylizer import Stylizer  # noqa: PLC0415 - large
    from rtstyle.pipeline.pipeline import Pipeline  # noqa: PLC0415

    stylizer = functools.partial(Stylizer, model, device, options=picture)
    played = Path(source) if not loop and Path(source).is_file() and not is_animation(source) else None
    heard = None if microphone is None else Microphone(microphone)
    sinks = [(name_of(spec), make_sink(spec, sound_from=played, microphone=heard)) for spec in sink]
    report = _JsonReport() if as_json else _HumanReport(quiet=quiet)
    session = _Session(report, sinks, duration)
    pipeline = Pipeline(
        make_source(source, width=width, height=height, fps=fps, loop=loop),
        make_stylizer=stylizer,
        fps=fps,
        size=size,
        hold=True,
        on_event=session.observe,
    )
    session.run(pipeline, styles)


class _Session:
    """One run: the style first, then the sinks, then reports until the end."""

    def __init__(self, report: _Report, sinks: list[tuple[str, Sink]], duration_s: float | None) -> None:
        self._report = report
        self._sinks = sinks
        self._duration_s = duration_s
        self._interrupted = threading.Event()
        self._failures: dict[str, PipelineEvent] = {}
        self._files: dict[str, Sink] = {}
        self._last: MonitorSnapshot | None = None
        self._age_s, self._resident_bytes = process_age_s(), process_memory()

    def observe(self, event: PipelineEvent) -> None:
        if event.kind is EventKind.SINK_FAILED:
            self._failures[event.name] = event
        # What ends everything is told by the error that it ends with.
        if event.kind in _TOLD and len(self._failures) < len(self._sinks):
            self._report.event(event)

    def run(self, pipeline: Pipeline, styles: dict[str, float]) -> None:
        """Runs to the end.

        Raises:
            RtstyleError: What ended it, or a sink that failed.
        """
        reason = "failed"
        with self._report, self._catching_signals():
            try:
                pipeline.start()
                reason = self._watch(pipeline) if self._prepare(pipeline, styles) else "interrupted"
            finally:
                # What it did last, before the rates fall.
                last, self._resident_bytes = pipeline.monitor.snapshot(), process_memory()
                pipeline.stop(None)
                summary = self._summary(last, pipeline.monitor.snapshot(), reason)
                self._report.summary(summary | {"start": self._start(pipeline.monitor)})
        if self._failures:
            raise SinkError(
                f"{len(self._failures)} of {len(self._sinks)} sinks failed: {', '.join(self._failures)}"
            )

    def _prepare(self, pipeline: Pipeline, styles: dict[str, float]) -> bool:
        """Waits for the style, then lets the sinks in; False where it was interrupted before."""
        styled = pipeline.set_style(styles, fade_s=0.0)
        while not styled.done() or styled.cancelled():
            if self._interrupted.is_set():
                return False
            if pipeline.wait(_POLL_S):
                raise SourceError(
                    "the source ended before the style was ready; use a longer video, or --loop"
                )
        styled.result()
        for name, sink in self._sinks:
            self._files[pipeline.add_sink(sink, name)] = sink
        pipeline.play()
        return True

    def _watch(self, pipeline: Pipeline) -> str:
        """Reports until it is over; tells why. Time counts from the first painted frame, once all sinks are open."""
        start_s = report_s = None
        while not pipeline.wait(_POLL_S):
            if self._interrupted.is_set():
                return "interrupted"
            now = pipeline.monitor.snapshot()
            if start_s is None or report_s is None:
                if now.frames_out > now.frames_plain and pipeline.sinks_open:
                    start_s = report_s = now.seconds
                    self._report.begin(now)
                continue
            if self._duration_s is not None and now.seconds - start_s >= self._duration_s:
                return "duration"
            if now.seconds - report_s >= _REPORT_EVERY_S:
                report_s += _REPORT_EVERY_S
                self._report.snapshot(now)
        return "ended"

    def _summary(self, last: MonitorSnapshot, final: MonitorSnapshot, reason: str) -> dict[str, Any]:
        summary = final.to_dict()
        running = last.to_dict()
        for name in ("seconds", "fps_in", "fps_out", "latency"):
            summary[name] = running[name]
        for name, sink in summary["sinks"].items():
            was = running["sinks"].get(name, sink)
            sink.update({key: was[key] for key in ("fps", "latency", "longest_gap_ms")})
        files = [str(file) for sink in self._files.values() for file in getattr(sink, "files", ())]
        failures = {name: event.message for name, event in self._failures.items()}
        return {"reason": reason, **summary, "files": files, "failures": failures}

    def _start(self, monitor: Monitor) -> dict[str, float | int | None]:
        """How long the start took, from that of the process on, seconds, and what memory is resident, bytes."""
        first = {"first_frame_s": monitor.first_frame_s, "first_painted_s": monitor.first_painted_s}
        told = {name: None if at is None else round(self._age_s + at, 3) for name, at in first.items()}
        return {**told, "resident_bytes": self._resident_bytes}

    @contextlib.contextmanager
    def _catching_signals(self) -> Iterator[None]:
        """The first Ctrl-C or SIGTERM ends the run in order, the second at once."""

        def interrupt(number: int, _frame: object) -> None:
            self._interrupted.set()
            signal.signal(number, signal.default_int_handler)

        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {number: signal.signal(number, interrupt) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


class _Report(contextlib.AbstractContextManager["_Report"]):
    """Tells how it goes. Time counts from the first painted frame, as ``--duration`` does."""

    def __init__(self) -> None:
        self._begin_s = 0.0

    def __exit__(self, *_: object) -> None:
        """Ends the report."""

    def begin(self, snapshot: MonitorSnapshot) -> None:
        """The sinks get frames from now on."""
        self._begin_s = snapshot.seconds

    def snapshot(self, snapshot: MonitorSnapshot) -> None:
        """About once a second."""

    def event(self, event: PipelineEvent) -> None:
        """Something happened; called from any thread."""

    def summary(self, summary: dict[str, Any]) -> None:
        """At the end."""

    def _since_begin(self, seconds: float) -> float:
        return seconds - self._begin_s


class _JsonReport(_Report):
    """One JSON object on each line of standard output; ``type`` tells which."""

    def __init__(self) -> None:
        super().__init__()
        self._lock = threading.Lock()

    def snapshot(self, snapshot: MonitorSnapshot) -> None:
        self._print_measured("snapshot", snapshot.to_dict())

    def event(self, event: PipelineEvent) -> None:
        told: dict[str, Any] = {"kind": event.kind.value, "name": event.name, "message": event.message}
        if event.info is not None:
            rate = event.info.frame_rate
            told |= {
                "width": event.info.width,
                "height": event.info.height,
                "fps": rate and round(float(rate), 3),
            }
        self._print("event", told)

    def summary(self, summary: dict[str, Any]) -> None:
        self._print_measured("summary", summary)

    def _print_measured(self, kind: str, content: dict[str, Any]) -> None:
        self._print(kind, content | {"seconds": round(self._since_begin(content["seconds"]), 3)})

    def _print(self, kind: str, content: dict[str, Any]) -> None:
        with self._lock:
            typer.echo(redacted(json.dumps({"type": kind, **content})))


class _HumanReport(_Report):
    """One calm line on standard error, and at the end the files that were written on standard output."""

    def __init__(self, *, quiet: bool) -> None:
        super().__init__()
        self._quiet = quiet
        self._console = Console(stderr=True, highlight=False)
        self._live = Live(
            Text("loading the model …", style="dim"),
            console=self._console,
            transient=True,
            auto_refresh=False,
        )
        self._dropped_before: dict[str, int] = {}

    def __enter__(self) -> Self:
        # A line that is not redrawn in place would fill a log file.
        if self._console.is_terminal and not self._quiet:
            self._live.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._live.stop()

    def begin(self, snapshot: MonitorSnapshot) -> None:
        super().begin(snapshot)
        # What was lost while the model was loaded concerns nobody.
        self._dropped_before = dict(snapshot.dropped)

    def snapshot(self, snapshot: MonitorSnapshot) -> None:
        parts = [_clock(self._since_begin(snapshot.seconds)), f"{snapshot.fps_out:.1f} fps"]
        if "engine_end" in snapshot.latency:
            parts.append(f"{snapshot.latency['engine_end'].p50_ms:.0f} ms late")
        if snapshot.size is not None:
            slow = ", the source is too slow" if snapshot.starved else ", too slow for the rate"
            parts.append(f"at {snapshot.size} px" + (slow if snapshot.behind else ""))
        dropped = sum(self._dropped(snapshot.dropped).values())
        if dropped:
            parts.append(f"{dropped} dropped")
        parts += [f"{name} {sink.frames}" for name, sink in snapshot.sinks.items()]
        line = Text("● ", style="red", no_wrap=True, overflow="ellipsis")
        line.append(printable("  ·  ".join(parts)), style="default")
        self._live.update(line, refresh=True)

    def event(self, event: PipelineEvent) -> None:
        if event.kind is EventKind.STARTED and (self._quiet or not event.message):
            return  # only a device may deliver something else than what was asked for
        if event.kind in {EventKind.ENGINE_READY, EventKind.DEVICE_CHANGED}:
            return  # the log has told it
        text = event.message or event.kind.value.replace("_", " ")
        self._console.print(printable(f"rtstyle: {text}"), markup=False, soft_wrap=True)

    def summary(self, summary: dict[str, Any]) -> None:
        self._live.stop()
        if self._quiet or summary["reason"] == "failed":
            return
        for file in summary["files"]:
            say(file)
        line = (
            f"{_clock(self._since_begin(summary['seconds']))} at {summary['fps_out']:.1f} frames per second"
        )
        latency = summary["latency"].get("engine_end")
        if latency:
            line += f", {latency['p50_ms']:.0f} ms late (95 % under {latency['p95_ms']:.0f} ms)"
        causes = [f"{count} {cause}" for cause, count in self._dropped(summary["dropped"]).items() if count]
        say(line + (f"; dropped: {', '.join(causes)}" if causes else ""), err=True)

    def _dropped(self, causes: Mapping[str, int]) -> dict[str, int]:
        return {cause: count - self._dropped_before.get(cause, 0) for cause, count in causes.items()}


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes:02}:{rest:02}"


def _check_targets(specs: list[str], source: str, styles: list[Path], *, replace: bool) -> None:
    """Refuses, before anything is loaded, what could not be written or would be lost.

    Raises:
        UsageError: No sink is of that name; or a file is the source, a style, another sink or, unless it is to be
            replaced, an earlier recording.
        MediaWriteError: No file can be made there.
    """
    targets: list[Path] = []
    for kind, spec in map(find_kind, specs):
        if not kind.is_file:
            continue
        path = Path(spec)
        if not kind.overwrites:
            require_writable_target(path)
        refuse_to_overwrite([path], sources=[source], styles=styles)
        if not kind.overwrites:
            refuse_to_replace([path], force=replace)
        if path.resolve() in targets:
            raise UsageError(f"{path} is named twice: each sink needs a file of its own")
        targets.append(path.resolve())
