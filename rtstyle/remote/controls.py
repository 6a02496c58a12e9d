"""Every control that can be reached from outside: one table, which the server obeys and the docs print."""

from __future__ import annotations

import dataclasses
import enum
import math
from typing import TYPE_CHECKING, TypeAlias

from rtstyle.errors import UsageError
from rtstyle.options import NONE, SETTINGS

if TYPE_CHECKING:
    from collections.abc import Sequence

Value: TypeAlias = "float | int | str | bool | None"
"""What a message carries; None asks for the state, or presses a button."""
PREFIX = "/rtstyle/"


class Kind(enum.StrEnum):
    """What a control takes."""

    NUMBER = "number"
    SWITCH = "0 or 1"
    WORD = "text"
    BUTTON = "nothing, or 1"


@dataclasses.dataclass(frozen=True, slots=True)
class Control:
    """One control.

    Attributes:
        name: Its address without the prefix.
        kind: What it takes.
        help: What it does.
        low: Smallest number.
        high: Largest number.
        words: What a text may be; nothing where it may be anything.
    """

    name: str
    kind: Kind
    help: str
    low: float = 0.0
    high: float = 1.0
    words: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        """As it is sent to."""
        return PREFIX + self.name

    @property
    def takes(self) -> str:
        """What it takes, in words."""
        if self.kind is Kind.NUMBER:
            return f"{self.low:g} to {self.high:g}"
        return ", ".join(self.words) or str(self.kind)

    def value_of(self, arguments: Sequence[object]) -> Value:
        """What a message asks for.

        Returns:
            None where it carries nothing: it asks for the state, or presses the button.

        Raises:
            UsageError: It carries something else than the control takes.
        """
        if not arguments:
            return None
        first = arguments[0]
        if len(arguments) == 1:
            if self.kind is Kind.WORD and isinstance(first, str) and (not self.words or first in self.words):
                return first
            if self.kind is not Kind.WORD and isinstance(first, int | float) and math.isfinite(first):
                return self._number(float(first))
        raise UsageError(f"{self.address} takes {self.takes}")

    def _number(self, number: float) -> Value:
        if self.kind is Kind.NUMBER and self.low <= number <= self.high:
            return number
        if self.kind in {Kind.SWITCH, Kind.BUTTON} and number in {0.0, 1.0}:
            return bool(number)
        raise UsageError(f"{self.address} takes {self.takes}")


def _of_settings() -> tuple[Control, ...]:
    numbers = [
        Control(setting.name, Kind.NUMBER, setting.help, setting.low, setting.reach)
        for setting in SETTINGS.values()
        if setting.ranged
    ]
    words = [
        Control(s.name, Kind.WORD, s.help, words=(*s.words, NONE) if s.optional else s.words)
        for s in SETTINGS.values()
        if not s.unit
    ]
    return (*numbers, *words)


CONTROLS = {
    control.name: control
    for control in (
        *_of_settings(),
        Control("style", Kind.WORD, "Turns the picture into the style of this name."),
        Control("style/next", Kind.BUTTON, "The next style."),
        Control("style/previous", Kind.BUTTON, "The style before."),
        Control("look", Kind.WORD, "Turns the picture into the look of this name."),
        Control("look/next", Kind.BUTTON, "The next look."),
        Control("look/previous", Kind.BUTTON, "The look before."),
        Control("mix/x", Kind.NUMBER, "Moves the handle of the mixing pad, from the left."),
        Control("mix/y", Kind.NUMBER, "Moves the handle of the mixing pad, from the top."),
        Control("slideshow", Kind.SWITCH, "Goes through styles or looks by itself."),
        Control("record", Kind.SWITCH, "Records."),
        Control("virtual_camera", Kind.SWITCH, "Feeds the virtual camera."),
        Control("microphone", Kind.SWITCH, "Records and streams what the microphone hears, too."),
        Control("snapshot", Kind.BUTTON, "Keeps the picture as it is now."),
        Control("pause", Kind.SWITCH, "A file that is played stands still."),
        Control("loop", Kind.SWITCH, "A file begins again at its end."),
        Control("mirror", Kind.SWITCH, "Exchanges left and right."),
        Control("wipe", Kind.SWITCH, "Shows before and after side by side."),
        Control("measure", Kind.SWITCH, "Shows frame rate and latency."),
        Control("live_thumbnails", Kind.SWITCH, "Shows the scene in every style."),
        Control("refine_chosen", Kind.SWITCH, "Refines styles that are chosen, beside the picture."),
        Control("clean_picture", Kind.SWITCH, "Shows the picture alone in a window of its own."),
        Control("clean_full_screen", Kind.SWITCH, "That window fills its screen."),
        Control("clean_mirror", Kind.SWITCH, "Exchanges left and right in it."),
        Control("full_screen", Kind.SWITCH, "Shows the picture alone."),
        Control("panel", Kind.SWITCH, "Shows the controls."),
    )
}
"""By name, in the order of the docs."""


def control_at(address: str) -> Control:
    """The control of an address.

    Raises:
        UsageError: There is none.
    """
    control = CONTROLS.get(address.removeprefix(PREFIX))
    if control is None or control.address != address:
        raise UsageError(f"there is no control {address}")
    return control


def table() -> str:
    """The controls as a table in Markdown, for docs/remote.md."""
    rows = [f"| `{control.address}` | {control.takes} | {control.help} |" for control in CONTROLS.values()]
    return "\n".join(["| address | takes | what it does |", "|---|---|---|", *rows])
