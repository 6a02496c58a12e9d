"""What is seen of the picture's state: phases, measurements, the wipe, snapshots."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from PyQt6.QtCore import QObject, pyqtSignal

from rtstyle.gui.banner import Banner, sentence
from rtstyle.gui.inventory import spoken_title
from rtstyle.gui.language import mark, told, tr
from rtstyle.gui.places import new_file, snapshots_folder
from rtstyle.gui.state import Phase, Problem
from rtstyle.gui.styles.shelf import display_name
from rtstyle.sinks.image import write_image
from rtstyle.sources.make import is_camera

if TYPE_CHECKING:
    from pathlib import Path

    from rtstyle.frame import StreamInfo
    from rtstyle.gui.first_choice import FirstChoice
    from rtstyle.gui.preview import PreviewWidget
    from rtstyle.gui.session import LiveSession
    from rtstyle.pipeline.monitor import MonitorSnapshot

_CAUSES = {
    "capture": mark("source"),
    "rate": mark("frame rate"),
    "engine": mark("network"),
    "preview": mark("preview"),
    "picture": mark("clean picture"),
    "recording": mark("recording"),
    "virtual-camera": mark("virtual camera"),
    "network": mark("stream"),
}
"""What the monitor's causes of drops are called by people; other sinks go by their own names."""


class PreviewStatus(QObject):
    """Tells preview and banner what the session tells.

    Attributes:
        snapshot_saved: The file (Path) that a snapshot is in.
    """

    snapshot_saved = pyqtSignal(object)

    def __init__(
        self, session: LiveSession, preview: PreviewWidget, banner: Banner, choice: FirstChoice
    ) -> None:
        super().__init__()
        self._session, self._preview, self._banner = session, preview, banner
        self._delivered = ""
        self._choice, self._came = choice, False
        session.phase_changed.connect(self._show_phase)
        session.source_started.connect(self._take_source)
        session.look_changed.connect(self._announce_look)
        session.problem_found.connect(banner.show_problem)
        session.problem_solved.connect(banner.solve)
        banner.retry_requested.connect(session.reopen)

    def show_measurements(self, measured: MonitorSnapshot) -> None:
        """Shows rates and delays over the picture, or hides them, as the settings have it."""
        rows = self._measurements(measured) if self._session.settings.overlay else ()
        self._preview.set_measurements(rows)

    def take_snapshot(self) -> None:
        """Keeps the picture as it is on the screen now, as PNG."""
        frame = self._preview.frame
        if frame is None:
            return
        settings = self._session.settings
        image = frame.image[:, ::-1].copy() if self._session.preview.mirror else frame.image
        target = new_file(snapshots_folder(settings), ".png")

        def write() -> Path:
            with contextlib.suppress(OSError):
                # What is wrong with the folder is told by the writing.
                target.parent.mkdir(parents=True, exist_ok=True)
            write_image(target, image)
            return target

        self._session.background.run(write, self.snapshot_saved.emit)

    def _measurements(self, measured: MonitorSnapshot) -> tuple[tuple[str, str], ...]:
        engine, shown = measured.latency.get("in_engine"), self._preview.shown_latency()
        lost = [
            (tr("Dropped: {cause}", cause=tr(_CAUSES[cause]) if cause in _CAUSES else cause), str(n))
            for cause, n in measured.dropped.items()
            if n
        ]
        return (
            (tr("Source"), f"{self._delivered}  ·  {measured.fps_in:.1f} fps"),
            (tr("Painted"), f"{tr('at {size}', size=measured.size or '–')}  ·  {measured.fps_out:.1f} fps"),
            (tr("Network"), f"{engine.p50_ms:.0f} ms" if engine else "–"),
            (tr("Latency"), f"{shown.p50_ms:.0f} ms" if shown else "–"),
            (tr("95 % under"), f"{shown.p95_ms:.0f} ms" if shown else "–"),
            (tr("99 % under"), f"{shown.p99_ms:.0f} ms" if shown else "–"),
            *(lost or [(tr("Dropped"), "0")]),
        )

    def _take_source(self, info: StreamInfo) -> None:
        self._delivered = f"{info.width}×{info.height}"
        if info.description:
            self._preview.flash(info.description)

    def _show_phase(self, phase: Phase, detail: str) -> None:
        preview, source = self._preview, self._session.settings.source
        name = spoken_title(source)
        preview.set_notice("")
        reason = sentence(told(detail))
        self._came = (self._came and phase is not Phase.STARTING) or phase in {Phase.LIVE, Phase.LOADING}
        self._choice.hide()
        if phase is Phase.STARTING:
            preview.set_placeholder(tr("Starting {source}…", source=name), busy=True)
        elif phase is Phase.LOADING:
            preview.clear_placeholder()
            preview.set_notice(tr("Loading the network…"), busy=True)
        elif phase is Phase.LIVE:
            preview.clear_placeholder()
        elif phase is Phase.LOST and is_camera(source) and not self._came:
            preview.set_placeholder("", "")
            self._choice.offer(tr("{reason}.", reason=reason))
        elif phase is Phase.LOST:
            preview.set_placeholder(
                tr("No picture"), f"{tr('{reason}.', reason=reason)}\n{tr('Trying again…')}", busy=True
            )
        elif phase is Phase.ENDED:
            preview.set_placeholder(tr("The end"), tr("Choose another source, or play this one again."))
            self._banner.show_problem(Problem("source", f"{name} has ended", retry=True))
        else:
            preview.set_placeholder(tr("No picture"), tr("Choose another source, or try again."))
            self._banner.show_problem(Problem("source", detail, retry=True))

    def _announce_look(self, name: str) -> None:
        if len(self._session.look) == 1:
            self._preview.flash(display_name(name))
