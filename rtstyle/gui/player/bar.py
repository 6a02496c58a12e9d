"""The bar below the picture of a file: pause, place, step, loop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QHBoxLayout, QWidget

from rtstyle.gui import theme
from rtstyle.gui.bridge import timer
from rtstyle.gui.icons import icon
from rtstyle.gui.language import tr
from rtstyle.gui.widgets import IconButton, JumpSlider, duration_text, label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PyQt6.QtGui import QAction

    from rtstyle.sources.transport import Transport

_LOOK_MS = 100


class PlayerBar(QWidget):
    """Shows where a file is, and turns its `Transport`. Not to be seen for any other source.

    Attributes:
        place: The slider; milliseconds.
    """

    def __init__(self, actions: Mapping[str, QAction]) -> None:
        super().__init__()
        self._transport: Transport | None = None
        self._play = actions["pause"]
        self.place = JumpSlider(Qt.Orientation.Horizontal)
        self.place.setAccessibleName(tr("Place in the file"))
        self.place.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.place.setSingleStep(1000)
        self.place.setPageStep(5000)
        self.place.valueChanged.connect(self._seek)
        self._time = label("", "value")
        self._time.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for name, icon_name in (("step_back", "step-back"), ("pause", "pause"), ("step_on", "step-on")):
            layout.addWidget(IconButton(actions[name], icon_name))
        layout.addSpacing(4)
        layout.addWidget(self.place, 1)
        layout.addSpacing(4)
        layout.addWidget(self._time)
        layout.addWidget(IconButton(actions["loop"], "loop"))
        self._timer = timer(self, _LOOK_MS, self.refresh)
        self.hide()

    @property
    def text(self) -> str:
        """Place and length, as they are shown."""
        return self._time.text()

    def follow(self, transport: Transport | None) -> None:
        """Takes over another file; None where the source is none."""
        self._transport = transport
        self.setVisible(transport is not None)
        if transport is None:
            self._timer.stop()
        else:
            self._timer.start()
        self.refresh()

    def toggle(self) -> None:
        """Pauses or goes on; from the end, begins again."""
        transport = self._transport
        if transport is None:
            return
        if transport.ended:
            transport.seek(0.0)
            transport.pause(False)
        else:
            transport.pause(not transport.paused)
        self.refresh()

    def step(self, frames: int) -> None:
        """Stands still, so many frames further, or back."""
        if self._transport is not None:
            self._transport.step(frames)

    def set_loop(self, loop: bool) -> None:
        """Begins again at the end, or stays there."""
        if self._transport is not None:
            self._transport.loop = loop

    def refresh(self) -> None:
        """Shows how it is."""
        transport = self._transport
        if transport is None:
            return
        stands = transport.paused or transport.ended
        self._play.setIcon(icon("play" if stands else "pause", theme.MUTED))
        self._play.setText(tr("Play") if stands else tr("Pause"))
        duration_s = transport.duration_s or 0.0
        self._time.setText(f"{duration_text(transport.position_s)} / {duration_text(duration_s)}")
        if not self.place.isSliderDown():
            blocked = self.place.blockSignals(True)
            self.place.setRange(0, round(1000 * duration_s))
            self.place.setValue(round(1000 * transport.position_s))
            self.place.blockSignals(blocked)
        self.place.setEnabled(duration_s > 0)

    def _seek(self, milliseconds: int) -> None:
        if self._transport is not None:
            self._transport.seek(milliseconds / 1000)
