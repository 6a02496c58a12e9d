"""Looks on their way to the pipeline, one at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rtstyle.engine.stylizer import StyleSpec
    from rtstyle.gui.bridge import Background
    from rtstyle.pipeline.pipeline import Pipeline


class StyleRequests:
    """Asks a pipeline for one look after the other; while one is being prepared, only the newest waits.

    A pipeline gives up what it prepares when something newer is asked for. Asked at every move of a dragging hand, it
    would never come to show anything. Belongs to the window's thread.
    """

    def __init__(self, background: Background) -> None:
        self._background = background
        self._pipeline: Pipeline | None = None
        self._busy = False
        self._waiting: tuple[StyleSpec, float] | None = None

    @property
    def idle(self) -> bool:
        """Everything that was asked for has arrived, or failed."""
        return not self._busy and self._waiting is None

    def begin(self, pipeline: Pipeline | None) -> None:
        """Takes another pipeline, which has its first look already; what was on its way is forgotten."""
        self._pipeline, self._busy, self._waiting = pipeline, False, None

    def send(self, style: StyleSpec, fade_s: float, *, at_once: bool = False) -> None:
        """Asks for a look.

        Args:
            style: What `Pipeline.set_style` takes.
            fade_s: Time that it takes to turn into it, seconds.
            at_once: Takes the place of what is being prepared, for as long as nothing can be shown anyway.
        """
        pipeline = self._pipeline
        if pipeline is None:
            return
        if self._busy and not at_once:
            self._waiting = (style, fade_s)
            return
        self._busy = True
        done = pipeline.set_style(style, fade_s=fade_s)
        done.add_done_callback(lambda _: self._background.call(lambda: self._arrived(pipeline)))

    def _arrived(self, pipeline: Pipeline) -> None:
        if pipeline is not self._pipeline:
            return
        self._busy = False
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self.send(*waiting)
