"""Where the picture goes besides the window: recording, virtual camera, network."""

from __future__ import annotations

import contextlib
import dataclasses
import time
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from PyQt6.QtCore import QObject, pyqtSignal

from rtstyle.addresses import is_address, without_secrets
from rtstyle.errors import RtstyleError, SourceError, UsageError
from rtstyle.gui.language import mark, tr
from rtstyle.gui.places import new_file, recordings_folder
from rtstyle.gui.state import OutputKind, OutputState, Problem
from rtstyle.sinks.recording import RecordingSink
from rtstyle.sinks.stream import NetworkSink, StreamState
from rtstyle.sources.microphone import Microphone

if TYPE_CHECKING:
    from collections.abc import Callable

    from rtstyle.gui.session import LiveSession
    from rtstyle.sinks.base import Sink

SinkFactory: TypeAlias = "Callable[..., Sink]"
"""Makes the sink of a specification, as ``--sink`` takes it, with the `Microphone` as ``microphone`` if it is on."""
_LOSSES = {
    OutputKind.RECORDING: mark("The recording ends, and is kept."),
    OutputKind.VIRTUAL_CAMERA: mark("The virtual camera goes dark for those who see it."),
    OutputKind.NETWORK: mark("The stream ends for all who watch it."),
}
_HEARING = {OutputKind.RECORDING, OutputKind.NETWORK}


@dataclasses.dataclass(slots=True)
class _Running:
    target: str
    started_s: float
    sink: Sink | None = None
    sink_name: str = ""
    finishing: bool = False


class Outputs(QObject):
    """Starts and stops them, and knows how they are doing.

    Attributes:
        changed: An output (`OutputKind`) and its `OutputState`.
        finished: An output and the file, device or address that it wrote to.
    """

    changed = pyqtSignal(object, object)
    finished = pyqtSignal(object, str)

    def __init__(self, session: LiveSession, make_sink: SinkFactory) -> None:
        super().__init__()
        self._session = session
        self._make_sink = make_sink
        self._running: dict[OutputKind, _Running] = {}
        session.sink_ended.connect(self._sink_ended)
        session.pipeline_started.connect(self._resume)

    def state(self, kind: OutputKind) -> OutputState:
        """How an output is doing."""
        running = self._running.get(kind)
        if running is None:
            return OutputState()
        measured, sink = self._session.measure(), running.sink
        counted = measured.sinks.get(running.sink_name) if measured is not None else None
        dropped = counted.dropped if counted is not None else 0
        size: int | None = None
        connecting = False
        if isinstance(sink, RecordingSink):
            size = sink.size_bytes
        elif isinstance(sink, NetworkSink):
            size = sink.bytes_sent
            connecting = sink.state is not StreamState.LIVE
            dropped += sink.frames_dropped
        return OutputState(
            running=True,
            finishing=running.finishing,
            target=_shown(running.target),
            connecting=connecting,
            elapsed_s=time.monotonic() - running.started_s,
            size_bytes=size,
            dropped=dropped,
        )

    @property
    def losses(self) -> list[str]:
        """What would end with the window, a sentence each."""
        return [tr(_LOSSES[kind]) for kind in self._running]

    def refresh(self) -> None:
        """Tells the state of those that run."""
        for kind in self._running:
            self.changed.emit(kind, self.state(kind))

    def toggle_recording(self) -> None:
        """Starts a recording in a new file, or ends it."""
        if OutputKind.RECORDING in self._running:
            self.stop(OutputKind.RECORDING)
        else:
            settings = self._session.settings
            target = new_file(recordings_folder(settings), f".{settings.recording_format}")
            self.start(OutputKind.RECORDING, str(target))

    def toggle_virtual_camera(self) -> None:
        """Starts to feed the virtual camera, or ends it."""
        if OutputKind.VIRTUAL_CAMERA in self._running:
            self.stop(OutputKind.VIRTUAL_CAMERA)
        else:
            self.start(OutputKind.VIRTUAL_CAMERA, "virtual-camera")

    def start(self, kind: OutputKind, target: str) -> None:
        """Starts an output; one of its kind that runs goes on instead."""
        if kind in self._running:
            return
        self._running[kind] = _Running(target, time.monotonic())
        self._session.problem_solved.emit(kind)
        self.changed.emit(kind, self.state(kind))
        self._open(kind, target)

    def stop(self, kind: OutputKind) -> None:
        """Ends an output; what it has is finished first."""
        running = self._running.get(kind)
        if running is None or running.finishing:
            return
        running.finishing = True
        self.changed.emit(kind, self.state(kind))
        if running.sink_name:
            try:
                self._session.remove_sink(running.sink_name)
            except UsageError:
                self._end(kind)

    def _open(self, kind: OutputKind, target: str) -> None:
        settings = self._session.settings
        wanted = settings.microphone_name if settings.microphone and kind in _HEARING else None

        def make() -> Sink | RtstyleError:
            if kind is OutputKind.RECORDING:
                with contextlib.suppress(OSError):
                    # What is wrong with the folder is told by the recording.
                    Path(target).parent.mkdir(parents=True, exist_ok=True)
            try:
                return self._make_sink(target, **self._hearing(wanted))
            except RtstyleError as error:
                return error

        self._session.background.run(make, lambda made: self._add(kind, made))

    def _hearing(self, wanted: str | None) -> dict[str, Microphone]:
        """The microphone, if it is wanted and there; a picture without sound is better than none."""
        if wanted is None:
            return {}
        try:
            microphone = Microphone(wanted)
        except SourceError as error:
            problem = Problem("microphone", f"{error}; it goes on without one")
            self._session.background.call(lambda: self._session.problem_found.emit(problem))
            return {}
        self._session.background.call(lambda: self._session.problem_solved.emit("microphone"))
        return {"microphone": microphone}

    def _add(self, kind: OutputKind, made: Sink | RtstyleError) -> None:
        running = self._running.get(kind)
        if running is None or self._session.restarting:
            return  # the next pipeline takes it
        try:
            if isinstance(made, RtstyleError):
                raise made
            running.sink = made
            running.sink_name = self._session.add_sink(made, kind)
        except RtstyleError as error:
            self._fail(kind, str(error))
            return
        if running.finishing:
            running.finishing = False
            self.stop(kind)

    def _sink_ended(self, name: str, reason: str) -> None:
        for kind, running in list(self._running.items()):
            if running.sink_name == name:
                if reason:
                    self._fail(kind, reason)
                else:
                    self._end(kind)

    def _fail(self, kind: OutputKind, reason: str) -> None:
        self._running.pop(kind)
        self.changed.emit(kind, OutputState())
        self._session.problem_found.emit(Problem(kind, reason))

    def _end(self, kind: OutputKind) -> None:
        running = self._running.pop(kind)
        self.changed.emit(kind, OutputState())
        written = running.sink.files if isinstance(running.sink, RecordingSink) else ()
        # It may be kept under another name than was asked for.
        self.finished.emit(kind, str(written[0]) if written else running.target)

    def _resume(self) -> None:
        """A new pipeline: the file of the old one is finished, everything else goes on."""
        if OutputKind.RECORDING in self._running:
            self._end(OutputKind.RECORDING)
        for kind, running in self._running.items():
            running.sink, running.sink_name = None, ""
            self._open(kind, running.target)


def _shown(target: str) -> str:
    return without_secrets(target) if is_address(target) else target
