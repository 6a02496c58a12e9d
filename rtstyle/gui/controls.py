"""The panel at the right: how the picture is painted."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from rtstyle.gui.strips import STRIPS
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

if TYPE_CHECKING:
    from collections.abc import Callable

    from PyQt6.QtGui import QPixmap

    from rtstyle.settings import Settings

PANEL_WIDTH = 300
SIZES = (0, 192, 256, 384, 512, 720)
"""Processing resolutions on offer, short side in pixels; 0 adapts."""
INTERVALS_S = (5, 10, 20, 60)
_STROKE_RANGE = (-2.0, 2.0)


class ControlPanel(QScrollArea):
    """Shows settings and the mixing pad, and says what the user wants changed.

    Attributes:
        change_requested: A name as in `Settings` and the value that it should have.
        slideshow_requested: Whether styles should change by themselves, and every how many seconds.
        pad: The mixing pad.
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
        self.strength.show_value(settings.strength)
        self.stroke_scale.show_value(math.log2(settings.stroke_scale))
        self.smoothing.show_value(settings.smoothing)
        self.denoise.show_value(settings.denoise)
        self.preserve_color.show_choice(settings.preserve_color)
        self.resolution.show_choice(str(settings.size), f"{settings.size} pixels")
        self.slideshow_of.show_choice(settings.slideshow_of)
        self.interval.show_choice(str(settings.slideshow_s), _time_text(settings.slideshow_s))
        self._show_size_note(settings.size)

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
        slider = self.strength.slider
        slider.setValue(slider.value() + round(step * 100))

    def _make_look(self) -> Section:
        section = Section("Look")
        self.strength = SliderRow(
            "Strength",
            Slider(0, 1, 0.01, 1.0),
            lambda value: f"{round(100 * value)} %",
            with_shortcut("How much of the style the picture takes on", ["Up", "Down"]),
        )
        self.strength.value_moved.connect(lambda value: self.change_requested.emit("strength", value))
        self.stroke_scale = SliderRow(
            "Stroke size",
            Slider(*_STROKE_RANGE, 0.25, 0.0),
            lambda value: f"{2**value:.2g}×",
            "The size of brush strokes and patterns",
        )
        self.stroke_scale.value_moved.connect(
            lambda value: self.change_requested.emit("stroke_scale", round(2**value, 4))
        )
        self.smoothing = SliderRow(
            "Smoothing",
            Slider(0, 2, 0.05, 0.3),
            lambda value: f"{value:.2f} s" if value else "Off",
            "Calms flicker: over how long the picture is averaged, along the motion of what is in it",
        )
        self.smoothing.value_moved.connect(lambda value: self.change_requested.emit("smoothing", value))
        self.denoise = SliderRow(
            "Denoise",
            Slider(0, 1, 0.05, 0.0),
            lambda value: f"{round(100 * value)} %" if value else "Off",
            "Takes a camera's noise out of what stands still; half is right for most webcams",
        )
        self.denoise.value_moved.connect(lambda value: self.change_requested.emit("denoise", value))
        self.preserve_color = Segments(
            "Colours",
            {
                "": ("Style", "The style's colours"),
                "luminance": ("Mine", "Your own colours; only light and dark come from the style"),
                "coral": ("Blend", "The style's strokes in your own palette"),
            },
        )
        self.preserve_color.chosen.connect(lambda key: self.change_requested.emit("preserve_color", key))
        for row in (self.strength, self.stroke_scale, self.smoothing, self.denoise):
            section.body.addWidget(row)
        section.body.addLayout(_named("Colours", self.preserve_color))
        section.body.addLayout(self._make_resolution())
        return section

    def _make_resolution(self) -> QVBoxLayout:
        self.resolution = ComboBox(
            "Resolution", "Short side at which the network works; more is finer and slower"
        )
        self.resolution.show_choices(
            {str(size): f"{size} pixels" if size else "Automatic" for size in SIZES}, str(SIZES[0])
        )
        self.resolution.picked.connect(lambda key: self.change_requested.emit("size", int(key)))
        self._size_note = label("", "value")
        return _named("Resolution", self.resolution, self._size_note)

    def _show_size_note(self, pinned: int) -> None:
        note = f"{self._size_in_use} now" if self._size_in_use and not pinned else ""
        smaller = "choose a smaller resolution" if pinned else "ask for fewer frames, or close other programs"
        if self._behind:
            note = f"{note}, too slow" if note else "too slow"
        self._size_note.setText(note)
        self._size_note.setToolTip(f"The frame rate cannot be held: {smaller}" if self._behind else "")

    def _make_mix(self) -> Section:
        section = Section("Mix")
        clear = tool_button("remove", "Empty the mixing pad")
        clear.setProperty("kind", "small")
        clear.clicked.connect(self.pad.clear)
        section.head.addWidget(clear)
        section.body.addWidget(self.pad)
        return section

    def _make_slideshow(self) -> Section:
        section = Section("Slideshow")
        self.slideshow = Switch("Slideshow", with_shortcut("Go through styles or looks by itself", "A"))
        self.slideshow.clicked.connect(self._slideshow_changed)
        self.interval = ComboBox("Time for each style", "How long each style stays")
        self.interval.show_choices({str(s): _time_text(s) for s in INTERVALS_S}, str(INTERVALS_S[1]))
        self.interval.picked.connect(lambda key: self.change_requested.emit("slideshow_s", int(key)))
        self.interval.picked.connect(self._slideshow_changed)
        self.slideshow_of = Segments("Slideshow of", STRIPS)
        self.slideshow_of.chosen.connect(lambda key: self.change_requested.emit("slideshow_of", key))
        section.head.addWidget(self.interval)
        section.head.addWidget(self.slideshow)
        section.body.addWidget(self.slideshow_of)
        return section

    def _slideshow_changed(self) -> None:
        self.slideshow_requested.emit(self.slideshow.isChecked(), self.interval_s)


def _time_text(seconds: int) -> str:
    return f"{seconds} seconds"


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
