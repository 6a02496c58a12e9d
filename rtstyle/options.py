"""The picture settings: their names, ranges, defaults, units and what they do, told here for everybody.

Stylizer, `rtstyle.stylize_video`, the kept settings, batches, the command line and the window take them from here. A
new one is a field of `StylizeOptions`, and the place that uses it.
"""

from __future__ import annotations

import contextlib
import dataclasses
import difflib
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, Self, TypeAlias

from rtstyle.checks import choice, number, shown, whole
from rtstyle.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

EVERYTHING = "everything"
"""What `StylizeOptions.paint` usually is."""
NONE = "none"
"""How a setting without a value is spelt where only text will do: on the command line and in files."""


PaintingSize: TypeAlias = "int | Literal['full'] | None"
"""Short side to paint at, pixels; ``full`` is the picture's own, None is the usual one, 512."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What is known of one setting. It is a number in a range, a whole number in a range or a word, or a word.

    Attributes:
        name: As in `StylizeOptions`.
        label: Its name in the window; empty where the window has a control of its own for it.
        help: What it does, for the command line.
        tip: The same in a few words, for the window.
        default: For a picture by itself.
        video_default: For videos and live pictures.
        low: The smallest value.
        high: The largest.
        reach: How far the window's slider goes.
        step: Its smallest step.
        unit: ``share``, ``seconds``, ``times`` (told by its logarithm) or ``pixels``; empty for words.
        words: What it may be.
        optional: It may be None, too.
        of_time: It acts from one frame on the next, and does nothing to a picture by itself.
        of_machine: It belongs to the machine, or to what stands before its camera, not to a look.
        aliases: Further flags of the command line.
    """

    name: str
    label: str = ""
    help: str
    tip: str = ""
    default: Any
    video_default: Any
    low: float = 0.0
    high: float = 1.0
    reach: float = 1.0
    step: float = 0.05
    unit: str = ""
    words: tuple[str, ...] = ()
    optional: bool = False
    of_time: bool = False
    of_machine: bool = False
    aliases: tuple[str, ...] = ()

    @property
    def flag(self) -> str:
        """Its option on the command line."""
        return f"--{self.name.replace('_', '-')}"

    @property
    def ranged(self) -> bool:
        """Whether it is a number that may be a fraction."""
        return self.unit not in {"", "pixels"}

    def check(self, value: Any) -> Any:
        """A value as the setting takes it.

        Raises:
            UsageError: It takes no such value.
        """
        if value is None and self.optional:
            return None
        if self.ranged:
            return number(self.name, value, self.low, self.high)
        if self.unit and not isinstance(value, str):
            return whole(self.name, value, int(self.low), int(self.high))
        choices = self.words if not self.unit else ("a short side in pixels", *self.words)
        choice(self.name, value, (*choices, NONE) if self.optional else choices)
        return None if value == NONE else value

    def parse(self, text: str) -> Any:
        """What a user has typed as a value.

        Raises:
            UsageError: The setting takes no such value.
        """
        typed: Any = text.strip().casefold()
        if self.unit:
            with contextlib.suppress(ValueError):
                typed = float(typed) if self.ranged else int(typed)
        # Not above: what a number is refused for is a ValueError, too, and says between which bounds it has to be.
        return self.check(typed)


def _setting(default: Any, *, video_default: Any = None, **known: Any) -> Any:
    known |= {"default": default, "video_default": default if video_default is None else video_default}
    return dataclasses.field(default=default, metadata={"setting": known})


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class StylizeOptions:
    """How a picture is painted, whatever the style. `dataclasses.replace` makes changed ones.

    Attributes:
        strength: The paper's α: 0 gives the content, 1 the full style. A decoder gives the content back only roughly:
            the picture itself is mixed in where there is little of the style, and at 0 nothing else is left.
        detail: How much of the photograph's own detail passes, in [0, 1]; less of it is more paint.
        brushwork: How much of the paint is drawn out into strokes along the shapes of the picture, in [0, 1]; at 0 it
            is as the network left it. See `rtstyle.engine.brushwork`.
        underpainting: How much of a painting at a quarter of the size shows through, in [0, 1]; 0 paints none.
        stroke_scale: How large strokes are: above 1 the painting is smaller and its style larger, below 1 its style is
            smaller.
        size: Short side to paint at, pixels, or ``full``, the input's own; results have the input's size all the same.
            None paints at 512, so that strokes are as large in a picture of any size; a live picture then follows the
            speed of the machine.
        smoothing: Time constant over which a video is calmed, seconds: its pictures are averaged along the motion of
            their content, and so are its statistics; 0 treats every picture by itself.
        denoise: How much noise is taken out of what stands still in a video, in [0, 1]; 0 is off.
        preserve_color: None, ``luminance`` (the content's colours, the style's lightness) or ``coral`` (the style
            recoloured to the content's palette).
        paint: ``everything``, the ``person`` (or people) in the picture alone, or the ``background`` alone; the rest
            stays as it was filmed. A network finds people: it is fetched once, see `rtstyle.modeling.person_mask`.

    Raises:
        UsageError: A value out of its range.
    """

    strength: float = _setting(
        1.0,
        label="Strength",
        help="0 leaves the picture as it is, 1 is the full style.",
        tip="How much of the style the picture takes on",
        step=0.01,
        unit="share",
        aliases=("--alpha",),
    )
    detail: float = _setting(
        0.75,
        label="Detail",
        help="How much of the photograph's own detail passes, 0 to 1: less of it is more paint.",
        tip="How much of the photograph's own detail passes; less of it is more paint",
        step=0.05,
        unit="share",
    )
    brushwork: float = _setting(
        1.0,
        label="Brushwork",
        help="How much of the paint is laid in strokes along the shapes of the picture, with the dots, tiles or dabs "
        "of a style that is one texture, 0 to 1; 0 leaves the network's own fine texture.",
        tip="How much of the paint is laid in strokes along the shapes of the picture",
        step=0.05,
        unit="share",
    )
    underpainting: float = _setting(
        0.0,
        label="Underpainting",
        help="How much of a first, rough painting in large strokes shows through, 0 to 1: bold shapes, less face.",
        tip="How much of a first, rough painting in large strokes shows through: bold shapes and contours",
        step=0.05,
        unit="share",
    )
    stroke_scale: float = _setting(
        1.0,
        label="Stroke size",
        help="Larger (2) or finer (0.5) strokes.",
        tip="The size of brush strokes and patterns",
        low=0.25,
        high=4.0,
        reach=4.0,
        step=0.25,
        unit="times",
    )
    size: PaintingSize = _setting(  # noqa: RUF009 - it makes a field
        None,
        help="Short side to paint at, 512 if not given: smaller is faster, with larger strokes. full paints every "
        "pixel. The result keeps the input's size.",
        low=16,
        high=16384,
        unit="pixels",
        words=("full",),
        optional=True,
        of_machine=True,
    )
    smoothing: float = _setting(
        0.0,
        video_default=0.3,
        label="Smoothing",
        help="Calms flicker over time; 0 turns it off.",
        tip="Calms flicker: over how long the picture is averaged, along the motion of what is in it",
        high=60.0,
        reach=2.0,
        unit="seconds",
        of_time=True,
    )
    denoise: float = _setting(
        0.0,
        label="Remove noise",
        help="Takes a camera's noise out of what stands still, 0 to 1; 0.5 is for a webcam, 0 turns it off.",
        tip="Takes a camera's noise out of what stands still; half is right for most webcams",
        unit="share",
        of_time=True,
    )
    preserve_color: str | None = _setting(
        None,
        help="Keep the input's colours. luminance: every spot keeps its own colour, and only light and dark come from "
        "the style. coral: the style's picture is first tinted in the input's colours, so that strokes of the style "
        "are painted with the input's palette.",
        words=("luminance", "coral"),
        optional=True,
    )
    paint: str = _setting(
        EVERYTHING,
        help="What is painted: everything, only the person in front of the camera (or people), or only the background. "
        "The rest stays as it was filmed. Needs: rtstyle models fetch person-mask.",
        words=(EVERYTHING, "person", "background"),
        of_machine=True,
    )

    def __post_init__(self) -> None:
        for name, setting in SETTINGS.items():
            object.__setattr__(self, name, setting.check(getattr(self, name)))

    @classmethod
    def for_video(cls, **changes: Any) -> Self:
        """Those of videos and live pictures, and changes to them.

        Raises:
            UsageError: A value out of its range, or no such setting.
        """
        videos = {name: setting.video_default for name, setting in SETTINGS.items()}
        return cls(**{**videos, **checked_names(changes)})

    @property
    def picture(self) -> StylizeOptions:
        """The picture settings alone, of whatever has more of them."""
        return StylizeOptions(**{name: getattr(self, name) for name in SETTINGS})

    @property
    def live_size(self) -> int | None:
        """`size` of a live picture, which is as large as the machine keeps up with.

        Raises:
            UsageError: It is ``full``.
        """
        if isinstance(self.size, str):
            raise UsageError("a live picture is not painted in full: size is a short side in pixels or none")
        return self.size

    def still(self) -> Self:
        """The same for a picture by itself."""
        return dataclasses.replace(self, **{name: SETTINGS[name].default for name in OF_TIME})


def changed(base: StylizeOptions | None, changes: Mapping[str, Any]) -> StylizeOptions:
    """Settings with some changed by name.

    Args:
        base: None takes the defaults.
        changes: By name.

    Raises:
        UsageError: A value out of its range, or no such setting, or ``base`` is something else.
    """
    if not isinstance(base, StylizeOptions | None):
        raise UsageError(f"options are StylizeOptions, not {shown(base)}")
    return dataclasses.replace(base or StylizeOptions(), **checked_names(changes))


def checked_names(changes: Mapping[str, Any]) -> Mapping[str, Any]:
    """Changes whose names are all known.

    Raises:
        UsageError: One is not.
    """
    for name in changes:
        if name not in SETTINGS:
            close = difflib.get_close_matches(name, SETTINGS, n=1)
            hint = f"did you mean {close[0]!r}?" if close else f"there are {', '.join(SETTINGS)}"
            raise UsageError(f"no setting {name!r}: {hint}")
    return changes


SETTINGS: Mapping[str, Setting] = MappingProxyType(
    {f.name: Setting(name=f.name, **f.metadata["setting"]) for f in dataclasses.fields(StylizeOptions)}
)
"""All settings by name, in the order of `StylizeOptions`."""
OF_TIME = tuple(name for name, setting in SETTINGS.items() if setting.of_time)
"""Those that do nothing to a picture by itself."""
