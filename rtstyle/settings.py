"""What rtstyle remembers from one start to the next: values with defaults, kept as TOML in the user's folder."""

from __future__ import annotations

import dataclasses
import json
import logging
import tomllib
from typing import TYPE_CHECKING, Any

from rtstyle import paths
from rtstyle.addresses import redacted
from rtstyle.errors import RtstyleError
from rtstyle.media.atomic import refuse_pipes, write_whole
from rtstyle.options import NONE, SETTINGS, StylizeOptions

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_LOG = logging.getLogger(__name__)
LANGUAGES = {
    "en": "English",
    "de": "Deutsch",
    "es": "Español",
    "fr": "Français",
    "ja": "日本語",
    "ko": "한국어",
    "zh": "简体中文",
}
"""Those of the window, each by its own name."""


def _between(low: float, high: float) -> dict[str, Callable[[Any], bool]]:
    return {"allowed": lambda value: low <= value <= high}


def _one_of(*choices: str) -> dict[str, Callable[[Any], bool]]:
    return {"allowed": lambda value: value in choices}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Settings(StylizeOptions):
    """The user's choices: how pictures are painted, see `StylizeOptions`, and all the rest.

    `dataclasses.replace` makes changed ones, `save_settings` keeps them. A ``size`` of None adapts to the speed of the
    machine.

    Attributes:
        model: Name of the network.
        device: ``auto`` or one that ``rtstyle devices`` lists.
        source: What was looked at last, as ``--source`` takes it.
        source_width: Asked of a camera, the most of anything else, pixels; 0 leaves it to the source.
        source_height: Likewise.
        loop: Begin a file again at its end; else its last picture stays.
        fps: Frames per second asked for, and held; 0 takes the source's.
        style: What it was painted in last: a name, or a path.
        fade_s: Cross-fade when the style changes, seconds.
        mirror: Show a camera's picture as a mirror does; every other source begins as it is.
        overlay: Show frame rate and latency.
        live_thumbnails: Show the scene in every style.
        refine_chosen: Refine styles that are chosen, beside the picture.
        slideshow: Go through the styles or looks by itself.
        slideshow_of: Which of the two, ``styles`` or ``looks``.
        slideshow_s: How long each stays in a slideshow, seconds.
        strip: What is listed below the picture, ``styles`` or ``looks``.
        panel: Show the controls.
        wipe: Where the line between before and after is, share of the width; below 0 there is none.
        mixture: What it was painted in last if that was a mixture, STYLE:WEIGHT each; else nothing.
        mix: Names of the styles at the corners of the mixing pad; empty where there is none.
        mix_x: Where the pad's handle is, share of the width from the left.
        mix_y: Likewise from the top.
        looks: Names of looks in their order; those that are not named follow.
        favourites: Names of styles in the order of the keys 1 to 9; the library's order goes on behind them.
        microphone: Record and stream what the microphone hears, too.
        microphone_name: Its name or number; nothing for the system's choice.
        recordings: Folder of recordings; nothing for one in the system's folder of videos.
        recording_format: Container of recordings, ``mp4`` or ``mkv``.
        snapshots: Folder of snapshots; nothing for one in the system's folder of pictures.
        clean_picture: The picture is in a window of its own, too.
        clean_full_screen: That window fills its screen.
        clean_mirror: Left and right are exchanged in it.
        clean_screen: Name of the screen that it was put on; nothing leaves it to the system.
        clean_window: Its place and size where it fills no screen, as Qt encodes them, in hexadecimal.
        osc: Where the window listens for OSC, PORT or HOST:PORT; nothing listens nowhere.
        language: The window's, a key of `LANGUAGES`; ``auto`` takes the system's.
        window: Place and size of the window, as Qt encodes them, in hexadecimal.
    """

    model: str = "compact"
    device: str = "auto"
    source: str = "camera:0"
    source_width: int = dataclasses.field(default=0, metadata=_between(0, 16384))
    source_height: int = dataclasses.field(default=0, metadata=_between(0, 16384))
    loop: bool = True
    fps: float = dataclasses.field(default=0.0, metadata=_between(0, 240))
    style: str = ""
    smoothing: float = SETTINGS["smoothing"].video_default
    fade_s: float = dataclasses.field(default=0.6, metadata=_between(0, 60))
    mirror: bool = True
    overlay: bool = False
    live_thumbnails: bool = True
    refine_chosen: bool = False
    slideshow: bool = False
    slideshow_of: str = dataclasses.field(default="styles", metadata=_one_of("styles", "looks"))
    slideshow_s: int = dataclasses.field(default=10, metadata=_between(1, 3600))
    strip: str = dataclasses.field(default="styles", metadata=_one_of("styles", "looks"))
    panel: bool = True
    wipe: float = dataclasses.field(default=-1.0, metadata=_between(-1, 1))
    mixture: tuple[str, ...] = ()
    mix: tuple[str, ...] = ()
    mix_x: float = dataclasses.field(default=0.5, metadata=_between(0, 1))
    mix_y: float = dataclasses.field(default=0.5, metadata=_between(0, 1))
    looks: tuple[str, ...] = ()
    favourites: tuple[str, ...] = ()
    microphone: bool = False
    microphone_name: str = ""
    recordings: str = ""
    recording_format: str = dataclasses.field(default="mp4", metadata=_one_of("mp4", "mkv"))
    snapshots: str = ""
    clean_picture: bool = False
    clean_full_screen: bool = False
    clean_mirror: bool = False
    clean_screen: str = ""
    clean_window: str = ""
    osc: str = ""
    language: str = dataclasses.field(default="auto", metadata=_one_of("auto", *LANGUAGES))
    window: str = ""

    def __post_init__(self) -> None:
        StylizeOptions.__post_init__(self)
        _ = self.live_size


def load_settings(path: Path | None = None) -> tuple[Settings, list[str]]:
    """Reads the settings. Whatever is wrong with the file, there are settings to go on with.

    A file that is no TOML is set aside under its name and ``.damaged``. A value of the wrong type or out of its range
    is replaced by its default; keys that this version does not know are ignored.

    Args:
        path: None takes the user's file. If there is none, everything has its default.

    Returns:
        The settings, and one line for each thing that was wrong, which is logged as well.
    """
    path = path or paths.settings_file()
    table, complaints = _read(path)
    values = {}
    for field in dataclasses.fields(Settings):
        if field.name not in table:
            continue
        try:
            values[field.name] = _checked(field, table[field.name])
        except (ValueError, OverflowError):
            complaints.append(
                f"{field.name} = {_shortened(table[field.name])} in {path} makes no sense: {field.default!r} is used"
            )
    for complaint in complaints:
        _LOG.warning(complaint)
    return Settings(**values), complaints


def save_settings(settings: Settings, path: Path | None = None) -> None:
    """Writes the settings, whole or not at all.

    Args:
        settings: What to keep.
        path: None takes the user's file. Missing folders are made.

    Raises:
        RtstyleError: The file cannot be written; the old one is still there.
    """
    path = path or paths.settings_file()
    lines = [f"{name} = {_toml(value)}\n" for name, value in dataclasses.asdict(settings).items()]
    # A path may hold bytes that are no text; TOML cannot.
    data = "".join(lines).encode("utf-8", errors="replace")
    try:
        # The source may be a camera's address, with its password.
        write_whole(path, data, private=True)
    except OSError as error:
        raise RtstyleError(f"cannot save the settings to {path}: {error.strerror or error}") from error


def checked_setting(name: str, value: Any) -> Any:
    """A value as the setting of that name takes it.

    Raises:
        ValueError: It is of another type, or out of its range.
        OverflowError: It is a whole number that no float can hold.
    """
    return _checked(next(field for field in dataclasses.fields(Settings) if field.name == name), value)


def _read(path: Path) -> tuple[dict[str, Any], list[str]]:
    try:
        refuse_pipes(path)
        return tomllib.loads(path.read_text("utf-8")), []
    except FileNotFoundError:
        return {}, []
    except OSError as error:
        return {}, [f"cannot read the settings in {path}: {error.strerror or error}; defaults are used"]
    except (ValueError, RecursionError) as error:  # no TOML, or not even text
        aside = path.with_name(f"{path.name}.damaged")
        reason = " ".join(str(error).split())
        try:
            path.replace(aside)
            aside.chmod(0o600)
        except OSError:
            return {}, [f"the settings in {path} are damaged ({reason}); defaults are used"]
        return {}, [
            f"the settings in {path} were damaged ({reason}): set aside as {aside.name}, defaults are used"
        ]


def _checked(field: dataclasses.Field[Any], value: Any) -> Any:
    """The value as the field's type.

    Raises:
        ValueError: It is of another type, or out of its range.
        OverflowError: It is a whole number that no float can hold.
    """
    if field.name in SETTINGS:
        return _checked_option(field.name, value)
    kind = type(field.default)
    if kind is float and type(value) is int:
        value = float(value)
    if kind is tuple and isinstance(value, list) and all(isinstance(entry, str) for entry in value):
        value = tuple(value)
    # Not isinstance: for Python, true is an int.
    if type(value) is not kind or not field.metadata.get("allowed", lambda _: True)(value):
        raise ValueError(field.name)
    return value


def _checked_option(name: str, value: Any) -> Any:
    """A picture setting as a file has it.

    Raises:
        ValueError: See `_checked`.
    """
    setting = SETTINGS[name]
    # As versions before 0.2 had it: 0 pixels and an empty word.
    if setting.optional and value in ("", 0, NONE) and not isinstance(value, bool):
        return None
    # For Python, true is a number.
    if isinstance(value, bool):
        raise ValueError(name)  # noqa: TRY004 - of a file, not of a program
    checked = setting.check(value)
    if checked == "full":
        raise ValueError(name)
    return checked


def _toml(value: str | float | tuple[str, ...] | None) -> str:
    if value is None:
        value = NONE
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return f"[{', '.join(_toml(entry) for entry in value)}]"
    if isinstance(value, str):
        # JSON's strings are TOML's, but for one character that TOML wants escaped too.
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return repr(value)


def _shortened(value: object) -> str:
    text = redacted(repr(value))
    return text if len(text) <= 60 else f"{text[:57]}..."
