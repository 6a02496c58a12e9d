"""Me or my background: has people alone painted, or all but them, once the network that finds them is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import QObject

from rtstyle.errors import ModelError, ModelMissingError, RtstyleError
from rtstyle.gui.language import mark, tr
from rtstyle.gui.state import passing
from rtstyle.modeling.person_mask import fetch_person_mask, read_person_mask
from rtstyle.options import EVERYTHING

if TYPE_CHECKING:
    from rtstyle.gui.controls import ControlPanel
    from rtstyle.gui.offer import Offer
    from rtstyle.gui.session import LiveSession

_WHAT_FOR = mark("Finding people needs a small network (MediaPipe, 0.4 MB)")
_DAMAGED = mark("Finding people needs a small network (MediaPipe, 0.4 MB); what is here is damaged")


class PaintedPartChoice(QObject):
    """Nothing is fetched before the user has agreed."""

    def __init__(self, session: LiveSession, panel: ControlPanel, offer: Offer) -> None:
        super().__init__()
        self._session, self._panel, self._offer = session, panel, offer

    def choose(self, paint: str) -> None:
        """Has a part painted, ``everything``, ``person`` or ``background``; where that cannot be, says what to do."""
        try:
            if paint != EVERYTHING:
                read_person_mask()
        except ModelError as error:
            missing = isinstance(error, ModelMissingError)
            self._offer.make(
                tr(_WHAT_FOR if missing else _DAMAGED), {tr("Fetch it"): lambda: self._fetch(paint)}
            )
        except RtstyleError as error:
            self._session.problem_found.emit(passing(str(error)))
        else:
            self._session.change(paint=paint)
        self._panel.show_settings(self._session.settings)

    def _fetch(self, paint: str) -> None:
        self._session.background.run(lambda: fetch_person_mask(force=True), lambda _: self.choose(paint))
