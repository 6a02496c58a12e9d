"""What the window shows: the pipeline, the look, the settings. Widgets ask for changes here and show what is told."""

from __future__ import annotations

import contextlib
import dataclasses
import threading
from typing import TYPE_CHECKING, Any

from PyQt6.QtCore import QObject, pyqtSignal

from rtstyle.errors import RtstyleError, UsageError
from rtstyle.gui.bridge import Background, PipelineBridge, SettingsSaver, timer
from rtstyle.gui.player.opener import SourceOpener
from rtstyle.gui.preload import after_first_picture, load_stylizer, remembered_look
from rtstyle.gui.preview_sink import ContentMemory, PreviewSink
from rtstyle.gui.state import Phase, Problem, passing
from rtstyle.gui.styles.requests import StyleRequests
from rtstyle.options import SETTINGS
from rtstyle.pipeline.events import EventKind, PipelineEvent
from rtstyle.pipeline.pipeline import LIVE_SINK_FRAMES, Pipeline
from rtstyle.pipeline.style_thread import style_name
from rtstyle.settings import Settings, save_settings
from rtstyle.sources.make import is_camera, make_source

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from concurrent.futures import Future

    from rtstyle.engine.stylizer import StyleSpec, Stylizer
    from rtstyle.pipeline.monitor import MonitorSnapshot
    from rtstyle.sinks.base import Sink
    from rtstyle.sources.base import Source
    from rtstyle.styles.library import StyleLibrary

PREVIEW = "preview"
_STROKE_MS = 180
_MIX_FADE_S = 0.2
_WITH_WAYS_OF_THEIR_OWN = {"size", "stroke_scale"}
"""The pipeline chooses the one, and a style is encoded anew for the other."""
_OF_THE_SOURCE = {"source", "source_width", "source_height", "fps"}


class LiveSession(QObject):
    """One live picture, its look and its settings.

    Attributes:
        phase_changed: A `Phase`, and what there is to say about it.
        source_started: The `StreamInfo` of a source that delivers now.
        settings_changed: The `Settings` that hold now.
        look_requested: The look ({style: weight}) that was asked for.
        look_changed: The name of the look that the next frame has.
        size_changed: Short side at which the engine works, pixels.
        engine_ready: The device that is computed on.
        sink_ended: Name of a sink that is done, and why if it failed, else an empty text.
        problem_found: A `Problem`.
        problem_solved: Key of a problem that is none any more.
        pipeline_started: There is a new pipeline; sinks other than the preview have to be added again.
        closed: Everything has ended.
        contents: The unstylized frames.
        preview: The sink that the window shows.
        player: Opens sources, and has the controls of the one that is a file.
        background: For slow things.
    """

    phase_changed = pyqtSignal(object, str)
    source_started = pyqtSignal(object)
    settings_changed = pyqtSignal(object)
    look_requested = pyqtSignal(object)
    look_changed = pyqtSignal(str)
    size_changed = pyqtSignal(int)
    engine_ready = pyqtSignal(str)
    sink_ended = pyqtSignal(str, str)
    problem_found = pyqtSignal(object)
    problem_solved = pyqtSignal(str)
    pipeline_started = pyqtSignal()
    closed = pyqtSignal()

    def __init__(
        self,
        settings: Settings,
        library: StyleLibrary,
        *,
        look: Mapping[str, float] | None = None,
        make_stylizer: Callable[[Settings, StyleLibrary], Stylizer] | None = None,
        make_source: Callable[..., Source] = lambda spec, **asked: make_source(spec, loop=True, **asked),
        save: Callable[[Settings], None] | None = save_settings,
    ) -> None:
        """Nothing runs yet.

        Args:
            settings: What to start with.
            library: Where styles are.
            look: {style: weight} to start in; None takes the style of the settings.
            make_stylizer: Makes the stylizer, in the engine thread; None makes the usual one.
            make_source: Makes a source of a specification; ``width``, ``height`` and ``fps`` where they were asked for.
            save: Keeps settings; None keeps none.
        """
        super().__init__()
        self.library = library
        self.contents = ContentMemory()
        self.preview = PreviewSink(self.contents)
        self.preview.mirror = settings.mirror and is_camera(settings.source)
        self.background = Background()
        self.background.failed.connect(lambda text: self.problem_found.emit(passing(text)))
        self._settings, self._make_stylizer = settings, make_stylizer or load_stylizer
        self._look = self._shown_look = dict(look or remembered_look(settings))
        self.player, self._save = SourceOpener(make_source), save
        self._bridge = PipelineBridge()
        self._bridge.event_arrived.connect(self._handle)
        self._pipeline: Pipeline | None = None
        self._number, self._phase, self._fade_s = 0, Phase.STARTING, 0.0
        self._ready = self._closing = self._restarting = False
        self._requests = StyleRequests(self.background)
        self._working: tuple[str, str] | None = None
        self._saver = SettingsSaver(self.background, save) if save is not None else None
        self._stroke_timer = timer(self, _STROKE_MS, self._apply_stroke_scale, once=True)

    @property
    def settings(self) -> Settings:
        """The settings that hold now."""
        return self._settings

    @property
    def look(self) -> dict[str, float]:
        """Style → weight, as it was asked for last."""
        return dict(self._look)

    @property
    def shown_look(self) -> dict[str, float]:
        """Style → weight, as the picture has it."""
        return dict(self._shown_look)

    @property
    def phase(self) -> Phase:
        """How the picture is doing."""
        return self._phase

    @property
    def ready(self) -> bool:
        """The network is loaded."""
        return self._ready

    @property
    def restarting(self) -> bool:
        """A pipeline is being replaced by another one."""
        return self._restarting

    def measure(self) -> MonitorSnapshot | None:
        """Rates, drops and delays; None where nothing runs."""
        return self._pipeline.monitor.snapshot() if self._pipeline is not None else None

    def start(self) -> None:
        """Opens the source and begins to load the network. Returns at once."""
        self._start_pipeline()

    def close(self) -> None:
        """Ends everything; `closed` tells when it has. Returns at once."""
        if self._closing:
            return
        self._closing = True
        # An engine that still waits for the first picture may stop waiting.
        self.preview.began.set()
        if self._saver is not None:
            self._saver.stop()
        self._stroke_timer.stop()
        settings, pipeline, save = self._settings, self._pipeline, self._save

        def finish() -> None:
            if pipeline is not None:
                # For as long as it takes: threads that outlive the window would talk to nobody.
                pipeline.stop(None)
            if save is not None:
                with contextlib.suppress(RtstyleError):
                    save(settings)
            self.background.close()
            self.closed.emit()

        threading.Thread(target=finish, name="rtstyle-closing").start()

    def choose_style(self, name: str) -> None:
        """Turns the picture into this style."""
        self.choose_look({name: 1.0})

    def choose_look(self, look: Mapping[str, float], *, fade_s: float | None = None) -> None:
        """Turns the picture into a style or a mixture, {name or path: weight}."""
        if not look or self._closing:
            return
        self._look = dict(look)
        self._fade_s = self._settings.fade_s if fade_s is None else fade_s
        self.look_requested.emit(self.look)
        if len(look) == 1:
            self.change(style=next(iter(look)), mixture=())
        else:
            self.change(mixture=tuple(f"{style}:{weight:g}" for style, weight in look.items()))
        self._send_look()

    def mix(self, look: Mapping[str, float]) -> None:
        """Follows the mixing pad: as `choose_look`, fading fast."""
        self.choose_look(look, fade_s=_MIX_FADE_S)

    def change(self, **values: Any) -> None:
        """Changes settings, named as in `Settings`, and has the picture follow."""
        settings = dataclasses.replace(self._settings, **values)
        changed = {name for name in values if getattr(settings, name) != getattr(self._settings, name)}
        if not changed or self._closing:
            return
        self._settings = settings
        if changed & {"mirror", "source"}:
            self.preview.mirror = settings.mirror and is_camera(settings.source)
        self.settings_changed.emit(settings)
        if self._saver is not None:
            self._saver.save_soon(settings)
        for name in changed & SETTINGS.keys() - _WITH_WAYS_OF_THEIR_OWN:
            self._set_parameter(name, getattr(settings, name))
        if "size" in changed and self._pipeline is not None:
            self._pipeline.set_size(settings.live_size)
        if "stroke_scale" in changed:
            self._stroke_timer.start()
        if changed & _OF_THE_SOURCE:
            self._change_source()
        elif changed & {"model", "device"}:
            self._restart()

    def reopen(self) -> None:
        """Tries again what failed."""
        if self._pipeline is not None and self._pipeline.running:
            self._change_source()
        else:
            self._restart()

    def add_sink(self, sink: Sink, name: str, *, buffer_frames: int = LIVE_SINK_FRAMES) -> str:
        """Sends the picture somewhere else, too.

        Returns:
            The name that the sink got.

        Raises:
            UsageError: Nothing runs.
        """
        if self._pipeline is None:
            raise UsageError("there is no picture to send anywhere: choose a source first")
        return self._pipeline.add_sink(sink, name, buffer_frames=buffer_frames)

    def remove_sink(self, name: str) -> Future[None]:
        """Sends the picture there no longer; done when the sink is finished.

        Raises:
            UsageError: There is no such sink.
        """
        if self._pipeline is None:
            raise UsageError(f"there is no sink {name}: nothing runs")
        return self._pipeline.remove_sink(name)

    def submit(self, command: Callable[[Stylizer], Any]) -> Future[Any] | None:
        """Runs a command in the engine thread between two frames; None where nothing runs."""
        return self._pipeline.submit(command) if self._pipeline is not None else None

    def _start_pipeline(self) -> None:
        self._restarting = False
        if self._closing:
            return
        self._number += 1
        self._ready = False
        self._requests.begin(None)
        self._set_phase(Phase.STARTING)
        settings = self._settings
        try:
            source = self.player.open(settings)
        except RtstyleError as error:
            self._pipeline = None
            self._set_phase(Phase.FAILED, str(error))
            return
        pipeline = Pipeline(
            source,
            make_stylizer=after_first_picture(
                self.preview.began, lambda: self._make_stylizer(settings, self.library)
            ),
            style=self._style_spec() if self._look else None,
            fps=settings.fps or None,
            size=settings.live_size,
            stay=True,
            on_event=self._bridge.observer(self._number),
            before_frame=self.contents.remember,
        )
        pipeline.add_sink(self.preview, PREVIEW, buffer_frames=1)
        self._pipeline = pipeline
        self._requests.begin(pipeline)
        pipeline.start()
        self.pipeline_started.emit()

    def _restart(self) -> None:
        """Replaces the pipeline: another network or device, or the last one failed."""
        if self._restarting:
            return
        old, self._pipeline = self._pipeline, None
        self._requests.begin(None)
        self._number += 1
        self._ready = False
        self._set_phase(Phase.STARTING)
        if old is None:
            self._start_pipeline()
        else:
            self._restarting = True
            # To its end: two engines must not share the accelerator.
            self.background.run(lambda: old.stop(None), lambda _: self._start_pipeline())

    def _change_source(self) -> None:
        if self._pipeline is None or not self._pipeline.running:
            self._restart()
            return
        try:
            source = self.player.open(self._settings)
            self._pipeline.set_fps(self._settings.fps or None)
            self._pipeline.set_source(source)
        except RtstyleError as error:
            self._set_phase(Phase.FAILED, str(error))
            return
        self.problem_solved.emit("source")
        self._set_phase(Phase.STARTING)

    def _set_parameter(self, name: str, value: object) -> None:
        self.submit(lambda stylizer: setattr(stylizer, name, value))

    def _apply_stroke_scale(self) -> None:
        """Sets the scale first: styles that are prepared after it have it."""
        scale = self._settings.stroke_scale
        done = self.submit(lambda stylizer: setattr(stylizer, "stroke_scale", scale))
        if done is not None:
            done.add_done_callback(lambda _: self.background.call(self._send_look))

    def _style_spec(self) -> StyleSpec:
        return next(iter(self._look)) if len(self._look) == 1 else dict(self._look)

    def _send_look(self) -> None:
        if self._look:
            self._requests.send(self._style_spec(), self._fade_s, at_once=not self._ready)

    def _handle(self, number: int, event: PipelineEvent) -> None:
        if number != self._number or self._closing:
            return
        handler = {
            EventKind.STARTED: self._on_started,
            EventKind.SOURCE_BACK: self._on_started,
            EventKind.ENGINE_READY: self._on_engine_ready,
            EventKind.SOURCE_LOST: lambda event: self._set_phase(Phase.LOST, event.message),
            EventKind.SOURCE_FAILED: lambda event: self._set_phase(Phase.FAILED, event.message),
            EventKind.SOURCE_ENDED: lambda _: self._set_phase(Phase.ENDED),
            EventKind.STYLE_CHANGED: self._on_style_changed,
            EventKind.STYLE_FAILED: self._on_style_failed,
            EventKind.SIZE_CHANGED: lambda event: self.size_changed.emit(int(event.name)),
            EventKind.DEVICE_CHANGED: self._on_device,
            EventKind.ENGINE_FAILED: lambda event: self.problem_found.emit(Problem("engine", event.message)),
            EventKind.SINK_CLOSED: lambda event: self.sink_ended.emit(event.name, ""),
            EventKind.SINK_FAILED: lambda event: self.sink_ended.emit(event.name, event.message),
            EventKind.FAILED: self._on_failed,
        }.get(event.kind)
        if handler is not None:
            handler(event)

    def _on_started(self, event: PipelineEvent) -> None:
        self.problem_solved.emit("source")
        self.source_started.emit(event.info)
        self._set_phase(Phase.LIVE if self._ready else Phase.LOADING)

    def _on_engine_ready(self, event: PipelineEvent) -> None:
        self._ready = True
        self._working = (self._settings.model, self._settings.device)
        for key in ("network", "device"):
            self.problem_solved.emit(key)
        self._on_device(event)
        if self._phase is Phase.LOADING:
            self._set_phase(Phase.LIVE)

    def _on_device(self, event: PipelineEvent) -> None:
        self.engine_ready.emit(event.name)
        if event.message:
            self.problem_found.emit(
                Problem("device", event.message, passing=event.kind is EventKind.ENGINE_READY)
            )

    def _on_style_changed(self, event: PipelineEvent) -> None:
        self._shown_look = dict(self._look)
        self.problem_solved.emit("style")
        self.look_changed.emit(event.name)

    def _on_style_failed(self, event: PipelineEvent) -> None:
        if event.name != style_name(self._style_spec()):
            return  # something else was chosen meanwhile
        self.problem_found.emit(Problem("style", event.message))
        self._look = dict(self._shown_look)
        self.look_requested.emit(self.look)

    def _on_failed(self, event: PipelineEvent) -> None:
        """Goes back to the network that worked, if it was a change of network that failed."""
        chosen = (self._settings.model, self._settings.device)
        if self._working is not None and chosen != self._working and not self._ready:
            self.problem_found.emit(Problem("network", event.message))
            self.change(model=self._working[0], device=self._working[1])
            return
        self._set_phase(Phase.FAILED, event.message)

    def _set_phase(self, phase: Phase, detail: str = "") -> None:
        self._phase = phase
        self.phase_changed.emit(phase, detail)
