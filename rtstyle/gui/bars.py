"""The bar above the picture, where it comes from, and the one below it, where it goes."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

from PyQt6.QtCore import QSize, Qt, pyqtSignal
from PyQt6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from rtstyle.gui import theme
from rtstyle.gui.format_button import FormatButton
from rtstyle.gui.icons import application_icon, icon
from rtstyle.gui.inventory import OPEN_FILE, source_title
from rtstyle.gui.language import mark, tr
from rtstyle.gui.player.paint_popup import PaintButton
from rtstyle.gui.popup import Popup
from rtstyle.gui.state import OutputKind, OutputState
from rtstyle.gui.widgets import ComboBox, IconButton, duration_text, label, rule, tool_button, with_shortcut
from rtstyle.settings import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PyQt6.QtGui import QAction, QResizeEvent

_RECORD_WIDTH = 158
_NAMES = {
    OutputKind.RECORDING: (mark("Record"), "record", "R"),
    OutputKind.VIRTUAL_CAMERA: (mark("Virtual camera"), "virtual-camera", "V"),
    OutputKind.NETWORK: (mark("Stream"), "network", "N"),
}


class SourceBar(QWidget):
    """Pickers of source, network, device and language.

    Attributes:
        source_picked: As ``--source`` takes it, or `OPEN_FILE`.
        refresh_requested: The user wants the lists made anew.
        format: The button for what is asked of the source.
        network_picked: Name of a network.
        device_picked: Name of a device.
        language_picked: A key of `LANGUAGES`, or ``auto``.
        expert: The sheet with what few ever change.
    """

    source_picked = pyqtSignal(str)
    refresh_requested = pyqtSignal()
    network_picked = pyqtSignal(str)
    device_picked = pyqtSignal(str)
    language_picked = pyqtSignal(str)

    def __init__(self, buttons: list[QWidget]) -> None:
        """``buttons`` stand at the right end."""
        super().__init__()
        self.setObjectName("bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.source = ComboBox(tr("Source"), tr("Where the picture comes from"))
        self.source.setMinimumWidth(210)
        self.source.picked.connect(self.source_picked)
        self.network = ComboBox(tr("Network"), tr("The network that paints"))
        self.network.setMinimumWidth(230)
        self.network.picked.connect(self.network_picked)
        self.device = ComboBox(tr("Device"), tr("What the network runs on"))
        self.device.picked.connect(self.device_picked)
        self.language = ComboBox(tr("Language"), tr("The window's language"))
        self.language.show_choices({"auto": tr("As the system's"), **LANGUAGES}, "auto")
        self.language.picked.connect(self.language_picked)
        self.format = FormatButton()
        refresh = tool_button("refresh", tr("Look for cameras"), "F5")
        refresh.clicked.connect(self.refresh_requested)
        mark = label("")
        mark.setPixmap(application_icon().pixmap(QSize(24, 24)))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 8, 10, 8)
        layout.setSpacing(8)
        layout.addWidget(mark)
        layout.addSpacing(4)
        layout.addWidget(self.source)
        layout.addWidget(self.format)
        layout.addWidget(refresh)
        layout.addStretch()
        self.expert = Popup(self, tr("Network, device and language"))
        pickers = {tr("Network"): self.network, tr("Device"): self.device, tr("Language"): self.language}
        for name, picker in pickers.items():
            self.expert.body.addWidget(label(name, "muted"))
            self.expert.body.addWidget(picker)
        self.expert_button = tool_button("engine", tr("Network, device and language"))
        self.expert_button.clicked.connect(lambda: self.expert.open_below(self.expert_button))
        layout.addWidget(self.expert_button)
        for button in buttons:
            layout.addWidget(button)

    def show_sources(self, sources: Mapping[str, str], current: str) -> None:
        """Lists the sources, the present one among them."""
        listed = dict(sources)
        if current in {"camera", "camera:0"}:
            # The first camera has a name by now, if there is one.
            current = next((spec for spec in sources if spec.startswith("camera:")), current)
        listed.setdefault(current, source_title(current))
        self.source.show_choices({**listed, OPEN_FILE: tr("Video file…")}, current)


class Crowding(enum.IntEnum):
    """How little room there is for the words on the buttons."""

    NONE = 0
    """Enough, and for what the recording will tell."""
    SOME = 1
    """Just enough."""
    MUCH = 2
    """For the words of what runs."""
    MOST = 3
    """For the time of what runs."""


class OutputButton(QPushButton):
    """Starts and stops an output, and shows how it is doing."""

    def __init__(self, kind: OutputKind) -> None:
        text, icon_name, key = _NAMES[kind]
        name = tr(text)
        super().__init__(
            icon(icon_name, theme.RECORDING if kind is OutputKind.RECORDING else theme.MUTED), name
        )
        self._kind, self._name, self._icon_name = kind, name, icon_name
        self._tooltip = with_shortcut(name, key)
        self.setProperty("kind", "output")
        self.setIconSize(QSize(18, 18))
        self.setToolTip(self._tooltip)
        self.setAccessibleName(name)
        self._state, self._crowding = OutputState(), Crowding.NONE
        self.show_state(self._state)
        self.set_crowding(Crowding.NONE)

    def set_crowding(self, crowding: Crowding) -> None:
        """Takes more or less room."""
        self._crowding = crowding
        # Room for time and size, so that nothing moves when it starts.
        spacious = self._kind is OutputKind.RECORDING and crowding is Crowding.NONE
        self.setMinimumWidth(_RECORD_WIDTH if spacious else 0)
        self.setText(_state_text(self._name, self._state, crowding))

    def show_state(self, state: OutputState) -> None:
        """Shows time, size and drops while it runs."""
        self._state = state
        recording = self._kind is OutputKind.RECORDING
        look = ("recording" if recording else "on") if state.running else ""
        if self.property("state") != look:
            self.setProperty("state", look)
            style = self.style()
            assert style is not None
            style.unpolish(self)
            style.polish(self)
            tone = theme.ACCENT if state.running else theme.MUTED
            name = "stop" if recording and state.running else self._icon_name
            self.setIcon(icon(name, theme.RECORDING if recording else tone))
        self.setText(_state_text(self._name, state, self._crowding))
        self.setToolTip(_state_tooltip(self._tooltip, state))
        self.setAccessibleDescription(
            _state_text(self._name, state, Crowding.NONE) if state.running else tr("Off")
        )


class OutputBar(QWidget):
    """Recording, virtual camera, network and what they hear at the left, what concerns the view at the right.

    Attributes:
        buttons: Those of the outputs.
        files: Opens where recordings go.
        paint: Paints the whole of a file.
    """

    def __init__(self, sound_buttons: list[QWidget], view_buttons: list[QWidget]) -> None:
        super().__init__()
        self.setObjectName("bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.buttons = {kind: OutputButton(kind) for kind in OutputKind}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 9, 12, 9)
        layout.setSpacing(8)
        self.files = tool_button("folder", tr("Where recordings and snapshots go"))
        record, *others = self.buttons.values()
        self.paint = PaintButton()
        for button in (record, self.files, self.paint, *others, *sound_buttons):
            layout.addWidget(button)
        layout.addStretch()
        for view_button in view_buttons:
            layout.addWidget(view_button)

    def show_state(self, kind: OutputKind, state: OutputState) -> None:
        """Shows how an output is doing."""
        self.buttons[kind].show_state(state)
        self._fit()

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Leaves out words that have no room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        layout = self.layout()
        assert layout is not None
        for crowding in Crowding:
            for button in self.buttons.values():
                button.set_crowding(crowding)
            self.paint.set_words(crowding <= Crowding.SOME)
            if layout.sizeHint().width() <= self.width():
                break
        layout.activate()


def action_buttons(actions: Mapping[str, QAction], names: Mapping[str, str]) -> list[QWidget]:
    """Icon buttons for actions: {name of the action: name of the icon}; an empty icon is a gap."""
    return [
        IconButton(actions[name], icon_name) if icon_name else rule(vertical=True)
        for name, icon_name in names.items()
    ]


def size_text(size: int) -> str:
    """850 kB, 3.4 MB, 1.25 GB."""
    if size < 1_000_000:
        return f"{size / 1e3:.0f} kB"
    return f"{size / 1e6:.1f} MB" if size < 1_000_000_000 else f"{size / 1e9:.2f} GB"


def _state_text(name: str, state: OutputState, crowding: Crowding) -> str:
    if not state.running:
        return name if crowding <= Crowding.SOME else ""
    if state.finishing:
        return tr("Finishing…")
    if state.connecting:
        return tr("Connecting…")
    parts = [duration_text(state.elapsed_s)]
    if crowding is Crowding.MOST:
        return parts[0]
    if state.size_bytes is not None:
        parts.append(size_text(state.size_bytes))
    if state.dropped:
        parts.append(f"−{state.dropped}")
    return "  ·  ".join(parts)


def _state_tooltip(tooltip: str, state: OutputState) -> str:
    if not state.running:
        return tooltip
    lines = [tr("Stop: {what}", what=tooltip), state.target]
    if state.dropped:
        lines.append(tr("Frames dropped: {count}", count=state.dropped))
    return "\n".join(lines)
