"""Refines styles beside the picture: one at a time, by ``rtstyle styles refine`` in a process of low priority."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PyQt6.QtCore import QObject, pyqtSignal

from rtstyle.errors import RtstyleError
from rtstyle.gui.language import tr
from rtstyle.gui.program import Program
from rtstyle.gui.state import Problem
from rtstyle.gui.styles.shelf import display_name

if TYPE_CHECKING:
    from concurrent.futures import Future

    from rtstyle.engine.stylizer import Stylizer
    from rtstyle.gui.outputs import Outputs
    from rtstyle.gui.session import LiveSession
    from rtstyle.gui.styles.model import StyleListModel

MINUTES = 1.0


class StyleRefining(QObject):
    """Takes wishes to refine styles, shows on their tiles how far they are, and has the picture follow.

    Nothing begins while something is recorded or sent, unless it was asked for by name.

    Attributes:
        said: Something short for the user to know.
        minutes: Time for each style.
    """

    said = pyqtSignal(str)

    def __init__(self, session: LiveSession, model: StyleListModel, outputs: Outputs) -> None:
        super().__init__()
        self._session, self._model, self._outputs = session, model, outputs
        self.minutes = MINUTES
        self._wishes: list[str] = []
        self._current = ""
        self._kept = False
        self._program = Program("refining the style")
        self._program.told.connect(self._hear)
        self._program.failed.connect(lambda text: session.problem_found.emit(Problem("refining", text)))
        self._program.ended.connect(self._next)
        session.engine_ready.connect(lambda _: self.look())
        session.look_requested.connect(self._look_requested)

    @property
    def at_work(self) -> tuple[str, ...]:
        """The style that is refined now, and those that wait."""
        return (self._current, *self._wishes) if self._current else tuple(self._wishes)

    def refine(self, name: str) -> None:
        """Refines a style, now or after those that were asked for before; not what came refined."""
        if not name or name in self.at_work:
            return
        if name in self._model.refined and self._model.is_bundled(name):
            # What a minute beside the picture finds, less if it is given up, would stand in front of what ships.
            self.said.emit(tr("{name} is refined already", name=display_name(name)))
            return
        self._wishes.append(name)
        self._model.set_refining({**self._model.refining, name: 0.0})
        self.said.emit(tr("Refining {name}: about a minute", name=display_name(name)))
        if not self._program.running:
            self._next()

    def cancel(self, name: str) -> None:
        """Gives a style's refining up; of the one at hand, the best so far is kept."""
        if name in self._wishes:
            self._wishes.remove(name)
            self._show(name, None)
        elif name == self._current:
            self._program.cancel()

    def look(self) -> None:
        """Finds out which styles are refined for the present network; nothing waits for it."""
        done = self._session.submit(lambda stylizer: stylizer)
        if done is not None:
            done.add_done_callback(lambda done: self._session.background.call(lambda: self._find(done)))

    def close(self) -> None:
        """Gives everything up."""
        self._wishes.clear()
        self._program.close()

    def _find(self, done: Future[Stylizer]) -> None:
        if done.cancelled() or done.exception() is not None:
            return  # the network was exchanged; it looks again when the next one is ready
        stylizer, names = done.result(), self._model.all_names
        self._session.background.run(
            lambda: frozenset(name for name in names if _is_refined(stylizer, name)), self._model.set_refined
        )

    def _look_requested(self, look: dict[str, float]) -> None:
        """With the switch on, what is chosen is refined by itself."""
        if self._session.settings.refine_chosen and len(look) == 1 and not self._outputs.losses:
            name = next(iter(look))
            if self._model.is_known(name) and name not in self._model.refined:
                self.refine(name)

    def _next(self) -> None:
        finished, self._current = self._current, ""
        if finished:
            self._show(finished, None)
            if self._kept:
                self.look()
                self._follow(finished)
        if self._wishes:
            self._current, self._kept = self._wishes.pop(0), False
            model, minutes = self._session.settings.model, f"{self.minutes:g}"
            arguments = ["styles", "refine", self._current, "--minutes", minutes, "--model", model, "--again"]
            arguments += ["--device", self._session.settings.device]
            self._program.start(arguments)

    def _follow(self, name: str) -> None:
        """Turns the picture, in which the style is, over to the refined one."""
        self.said.emit(tr("{name} is refined", name=display_name(name)))
        if name in self._session.look:
            self._session.choose_look(self._session.look)

    def _hear(self, told: dict[str, Any]) -> None:
        if told.get("type") == "progress" and isinstance(told.get("share"), float | int):
            self._show(self._current, float(told["share"]))
        elif told.get("type") == "result":
            self._kept = bool(told.get("kept"))
            if not self._kept:
                self.said.emit(tr("{name} is as good as it gets", name=display_name(self._current)))

    def _show(self, name: str, share: float | None) -> None:
        others = {other: done for other, done in self._model.refining.items() if other != name}
        self._model.set_refining(others if share is None else {**others, name: share})


def _is_refined(stylizer: Stylizer, name: str) -> bool:
    try:
        return stylizer.is_refined(name)
    except (RtstyleError, OSError):  # it was deleted meanwhile
        return False
