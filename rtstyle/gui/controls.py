"""The panel at the right: how the picture is painted."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from rtstyle.gui.language import tr
from rtstyle.gui.strips import strip_choices
from rtstyle.gui.styles.mixing_pad import MixingPad
from rtstyle.gui.widgets import (
    ComboBox,
    Section,
    Segments,
    Slider,
    SliderRow,
    Switch,
    label,
    rule,
    tool_button,
    with_shortcut,
)
from rtstyle.options import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Callable

    from PyQt6.QtGui import QPixmap

    from rtstyle.options import Setting
    from rtstyle.settings import Settings

PANEL_WIDTH = 300
SIZES = (0, 192, 256, 384, 512, 720)
"""Processing resolutions on offer, short side in pixels; 0 adapts."""
INTERVALS_S = (5, 10, 20, 60)
_STYLES_OWN = ""
"""Key of the colours that are the style's: a button needs one."""


class ControlPanel(QScrollArea):
    """Shows settings and the mixing pad, and says what the user wants changed.

    Attributes:
        change_requested: A name as in `Settings` and the value that it should have.
        slideshow_requested: Whether styles should change by themselves, and every how many seconds.
        pad: The mixing pad.
        rows: The sliders, by the settings' names.
    """

    change_requested = pyqtSignal(str, object)
    slideshow_requested = pyqtSignal(bool, int)

    def __init__(self, thumbnail: Callable[[str], QPixmap | None]) -> None:
        """``thumbnail``: the picture of a style by name, for the mixing pad."""
        super().__init__()
        self.setObjectName("panel")
        self.setFixedWidth(PANEL_WIDTH)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.pad = MixingPad(thumbnail)
        self.rows: dict[str, SliderRow] = {}
        self._size_in_use: int | None = None
        self._behind = False
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(18, 14, 18, 14)
        layout.setSpacing(15)
        layout.addWidget(self._make_look())
        layout.addWidget(rule())
        layout.addWidget(self._make_mix())
        layout.addWidget(rule())
        layout.addWidget(self._make_slideshow())
        layout.addStretch()
        self.setWidget(body)

    def show_settings(self, settings: Settings) -> None:
        """Shows what holds now."""
        for name, row in self.rows.items():
            value = getattr(settings, name)
            row.show_value(math.log2(value) if SETTINGS[name].unit == "times" else value)
        self.preserve_color.show_choice(settings.preserve_color or _STYLES_OWN)
        self.paint.show_choice(settings.paint)
        self.resolution.show_choice(str(settings.size or 0), tr("{count} pixels", count=settings.size))
        self.slideshow_of.show_choice(settings.slideshow_of)
        self.interval.show_choice(str(settings.slideshow_s), _time_text(settings.slideshow_s))
        self._show_size_note(settings.live_size or 0)

    def show_size_in_use(self, size: int | None, *, behind: bool = False) -> None:
        """Shows at which short side the engine works, pixels, and whether it is too slow even there."""
        if (size, behind) != (self._size_in_use, self._behind):
            self._size_in_use, self._behind = size, behind
            self._show_size_note(int(self.resolution.currentData() or 0))

    def show_slideshow(self, running: bool) -> None:
        """Shows whether styles change by themselves."""
        self.slideshow.setChecked(running)

    @property
    def interval_s(self) -> int:
        """Seconds that a style stays in a slideshow."""
        return int(self.interval.currentData())

    def nudge_strength(self, step: float) -> None:
        """Moves the strength by a step, as the user would."""
        slider = self.rows["strength"].slider
        slider.setValue(slider.value() + round(step * 100))

    def _make_look(self) -> Section:
        section = Section(tr("Look"))
        for setting in SETTINGS.values():
            if setting.label:
                self.rows[setting.name] = self._make_row(setting)
                section.body.addWidget(self.rows[setting.name])
        self.preserve_color = Segments(
            tr("Colours"),
            {
                _STYLES_OWN: (tr("Style"), tr("The style's colours")),
                "luminance": (tr("Mine"), tr("Your own colours; only light and dark come from the style")),
                "coral": (tr("Blend"), tr("The style's strokes in your own palette")),
            },
        )
        self.preserve_color.chosen.connect(
            lambda key: self.change_requested.emit("preserve_color", key or None)
        )
        section.body.addLayout(_named(tr("Colours"), self.preserve_color))
        self.paint = Segments(
            tr("Painted"),
            {
                "everything": (tr("All"), tr("All of the picture is painted")),
                "person": (tr("Me"), tr("Only people are painted; what is behind them stays as it is")),
                "background": (
                    tr("Background"),
                    tr("People stay as they are; only what is behind them is painted"),
                ),
            },
        )
        self.paint.chosen.connect(lambda key: self.change_requested.emit("paint", key))
        section.body.addLayout(_named(tr("Painted"), self.paint))
        section.body.addLayout(self._make_resolution())
        return section

    def _make_row(self, setting: Setting) -> SliderRow:
        """The slider of a setting that is a number."""
        ends, text = (setting.low, setting.reach, setting.step, setting.video_default), _text_of(setting)
        if setting.unit == "times":  # halves and doubles are equally far
            low, high, usual = (math.log2(v) for v in (setting.low, setting.reach, setting.video_default))
            ends = (low, high, setting.step, usual)
        tip = tr(setting.tip)
        if setting.name == "strength":
            tip = with_shortcut(tip, ["Up", "Down"])
        row = SliderRow(tr(setting.label), Slider(*ends), text, tip)

        def tell(value: float) -> None:
            told = round(2**value, 4) if setting.unit == "times" else value
            self.change_requested.emit(setting.name, told)

        row.value_moved.connect(tell)
        return row

    def _make_resolution(self) -> QVBoxLayout:
        self.resolution = ComboBox(
            tr("Painting detail"), tr("Short side of the picture that is painted; more is finer and slower")
        )
        self.resolution.show_choices(
            {str(size): tr("{count} pixels", count=size) if size else tr("Automatic") for size in SIZES},
            str(SIZES[0]),
        )
        self.resolution.picked.connect(lambda key: self.change_requested.emit("size", int(key) or None))
        self._size_note = label("", "value")
        self._advice = label("", "muted")
        self._advice.setWordWrap(True)
        self._advice.hide()
        layout = _named(tr("Painting detail"), self.resolution, self._size_note)
        layout.addWidget(self._advice)
        return layout

    def _show_size_note(self, pinned: int) -> None:
        note = tr("{count} now", count=self._size_in_use) if self._size_in_use and not pinned else ""
        if self._behind:
            slow = tr("too slow")
            note = f"{note}, {slow}" if note else slow
        self._size_note.setText(note)
        self._advice.setText(
            tr("The picture cannot keep up: choose less painting detail.")
            if pinned
            else tr(
                "The picture cannot keep up: ask the source for fewer frames (the button beside it),"
                " or close other programs."
            )
        )
        self._advice.setVisible(self._behind)

    def _make_mix(self) -> Section:
        section = Section(tr("Mix"))
        clear = tool_button("remove", tr("Empty the mixing pad"))
        clear.setProperty("kind", "small")
        clear.clicked.connect(self.pad.clear)
        section.head.addWidget(clear)
        section.body.addWidget(self.pad)
        return section

    def _make_slideshow(self) -> Section:
        section = Section(tr("Slideshow"))
        self.slideshow = Switch(
            tr("Slideshow"), with_shortcut(tr("Go through styles or looks by itself"), "A")
        )
        self.slideshow.clicked.connect(self._slideshow_changed)
        self.interval = ComboBox(tr("Time for each style"), tr("How long each style stays"))
        self.interval.setMinimumContentsLength(5)
        self.interval.show_choices({str(s): _time_text(s) for s in INTERVALS_S}, str(INTERVALS_S[1]))
        self.interval.picked.connect(lambda key: self.change_requested.emit("slideshow_s", int(key)))
        self.interval.picked.connect(self._slideshow_changed)
        self.slideshow_of = Segments(tr("Slideshow of"), strip_choices())
        self.slideshow_of.chosen.connect(lambda key: self.change_requested.emit("slideshow_of", key))
        section.head.addWidget(self.interval)
        section.head.addWidget(self.slideshow)
        section.body.addWidget(self.slideshow_of)
        return section

    def _slideshow_changed(self) -> None:
        self.slideshow_requested.emit(self.slideshow.isChecked(), self.interval_s)


def _text_of(setting: Setting) -> Callable[[float], str]:
    """What a slider says beside its name; one that is usually at 0 is off there."""

    def text(value: float) -> str:
        if not value and not setting.default:
            return tr("Off")
        if setting.unit == "times":
            return f"{2**value:.2g}×"
        return (
            f"{round(100 * value)} %"
            if setting.unit == "share"
            else tr("{seconds} s", seconds=f"{value:.2f}")
        )

    return text


def _time_text(seconds: int) -> str:
    return tr("{count} seconds", count=seconds)


def _named(name: str, widget: QWidget, note: QLabel | None = None) -> QVBoxLayout:
    head = QHBoxLayout()
    head.addWidget(label(name))
    head.addStretch()
    if note is not None:
        head.addWidget(note)
    layout = QVBoxLayout()
    layout.setSpacing(7)
    layout.addLayout(head)
    layout.addWidget(widget)
    return layout
