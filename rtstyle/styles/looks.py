"""Looks: a style or mixture with all its settings, under a name and in one file that goes anywhere."""

from __future__ import annotations

import dataclasses
import difflib
import hashlib
import io
import json
import math
import zipfile
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from rtstyle.errors import MediaReadError, MediaWriteError, RtstyleError, UnknownStyleError, UsageError
from rtstyle.media.atomic import write_whole
from rtstyle.options import SETTINGS
from rtstyle.paths import look_pictures_dir, user_looks_dir
from rtstyle.settings import checked_setting
from rtstyle.styles.library import kebab

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rtstyle.media.files import PathLike
    from rtstyle.styles.library import StyleLibrary

LOOK_SUFFIX = ".rtlook"
LOOK_SETTINGS = tuple(name for name, setting in SETTINGS.items() if not setting.of_machine)
"""What belongs to a look, named as in `StylizeOptions`; the resolution belongs to the machine."""

_DESCRIPTION = "look.json"
_VERSION = 1
_MOST_STYLES = 16
_MOST_TEXT = 100_000
_MOST_PICTURE = 100_000_000


@dataclasses.dataclass(frozen=True, slots=True)
class Look:
    """One look.

    Attributes:
        name: For people.
        styles: {name in the library or path of a picture: weight}.
        settings: Those of `LOOK_SETTINGS` that it sets.
        thumbnail: What it looked like when it was saved, PNG or JPEG; empty where nobody looked.
    """

    name: str
    styles: Mapping[str, float]
    settings: Mapping[str, Any]
    thumbnail: bytes = dataclasses.field(default=b"", repr=False)


class LookLibrary:
    """The user's looks, a file each.

    A file holds the pictures of all styles that do not ship with rtstyle, so that it works on any machine and
    outlives the style it was made with.
    """

    def __init__(
        self, styles: StyleLibrary, folder: Path | None = None, pictures: Path | None = None
    ) -> None:
        """Nothing is read yet.

        Args:
            styles: Where styles are.
            folder: Where looks are kept; None takes the user's folder. It need not exist.
            pictures: Where pictures that came with looks are unpacked; None takes the user's cache.
        """
        self._styles = styles
        self.folder = folder or user_looks_dir()
        self._pictures = pictures or look_pictures_dir()

    def looks(self, order: tuple[str, ...] = ()) -> list[Look]:
        """All that can be read: those named in ``order`` first, the others behind them by name."""
        found = []
        for path in sorted(self.folder.glob(f"*{LOOK_SUFFIX}")):
            try:
                found.append(self.read(path))
            except RtstyleError:
                # A file that somebody put there must not hide the others; naming it tells what is wrong.
                continue
        rank = {name: i for i, name in enumerate(order)}
        return sorted(found, key=lambda look: (rank.get(look.name, len(rank)), look.name.casefold()))

    def find(self, spec: str) -> Look:
        """The look of a name, or the one in a file.

        Raises:
            UsageError: No look of that name, and no such file.
            MediaReadError: The file is no look, or damaged.
        """
        path = self._path(spec)
        if kebab(spec) and path.is_file():
            return self.read(path)
        if Path(spec).expanduser().is_file():
            return self.read(Path(spec).expanduser())
        guess = self._guess(spec) or "neither saved (see rtstyle looks list) nor a file"
        raise UsageError(f"no look {spec!r}: {guess}")

    def save(self, look: Look, *, overwrite: bool = True) -> Path:
        """Keeps a look under its name.

        Returns:
            Its file.

        Raises:
            UsageError: The name is empty, or taken while ``overwrite`` is off.
            UnknownStyleError: A style is not there.
            MediaReadError: The picture of a style cannot be read.
            MediaWriteError: The file cannot be written.
        """
        if not kebab(look.name):
            raise UsageError("a look needs a name")
        path = self._path(look.name)
        if not overwrite and path.exists():
            raise UsageError(f"there is a look {look.name!r} already: choose another name")
        self.export(look, path)
        return path

    def export(self, look: Look, path: Path) -> None:
        """Writes a look with everything that it needs; a file of that name is replaced.

        Raises:
            UnknownStyleError: A style is not there.
            MediaReadError: The picture of a style cannot be read.
            MediaWriteError: The file cannot be written.
        """
        data = self._packed(look)
        try:
            write_whole(path, data)
        except OSError as error:
            raise MediaWriteError(f"cannot write {path}: {error.strerror or error}") from error

    def read(self, path: PathLike) -> Look:
        """The look in a file. Pictures that came with it are unpacked where the library lacks them.

        Raises:
            MediaReadError: The file is no look, or damaged.
        """
        try:
            with zipfile.ZipFile(path) as file:
                return self._unpacked(file)
        except OSError as error:
            raise MediaReadError(f"cannot read {path}: {error.strerror or error}") from error
        except Exception as error:  # an unpacker that is fed damage raises whatever it likes
            raise MediaReadError(f"cannot read {path}: it is no look, or damaged") from error

    def remove(self, name: str) -> None:
        """Deletes a look.

        Raises:
            UsageError: There is none of that name.
            MediaWriteError: The file cannot be deleted.
        """
        path = self._path(name)
        if not kebab(name) or not path.is_file():
            raise UsageError(f"no look {name!r}: {self._guess(name) or 'see rtstyle looks list'}")
        try:
            path.unlink()
        except OSError as error:
            raise MediaWriteError(f"cannot remove {path}: {error.strerror or error}") from error

    def free_name(self, name: str) -> str:
        """A name, with a number behind it where it is taken."""
        wanted, number = name, 2
        while self._path(wanted).exists():
            wanted, number = f"{name} {number}", number + 1
        return wanted

    def _path(self, name: str) -> Path:
        return self.folder / f"{kebab(name)}{LOOK_SUFFIX}"

    def _guess(self, name: str) -> str:
        """A question that names the look that may be meant; empty where none is alike."""
        names = {kebab(look.name): look.name for look in self.looks()}
        alike = difflib.get_close_matches(kebab(name), names, n=1)
        return f"did you mean {names[alike[0]]!r}?" if alike else ""

    def _packed(self, look: Look) -> bytes:
        bundled = {entry.path for entry in self._styles.entries() if entry.bundled}
        memory = io.BytesIO()
        with zipfile.ZipFile(memory, "w", zipfile.ZIP_STORED) as file:
            styles = []
            for i, (spec, weight) in enumerate(look.styles.items()):
                picture = self._styles.find(spec)
                packed = "" if picture in bundled else f"picture-{i}{picture.suffix.lower()}"
                if packed:
                    file.writestr(packed, _bytes_of(picture))
                name = PurePath(spec).name if PurePath(spec).suffix else spec
                styles.append({"name": name, "weight": weight, "picture": packed})
            if look.thumbnail:
                file.writestr("thumbnail", look.thumbnail)
            known = {name: look.settings[name] for name in LOOK_SETTINGS if name in look.settings}
            description = {"version": _VERSION, "name": look.name, "styles": styles} | known
            file.writestr(_DESCRIPTION, json.dumps(description, ensure_ascii=False, indent=1))
        return memory.getvalue()

    def _unpacked(self, file: zipfile.ZipFile) -> Look:
        description = json.loads(_entry(file, _DESCRIPTION, _MOST_TEXT))
        listed = description["styles"]
        if not 0 < len(listed) <= _MOST_STYLES or not isinstance(description["name"], str):
            raise ValueError("styles")
        styles: dict[str, float] = {}
        for style in listed:
            weight = float(style["weight"])
            if not (math.isfinite(weight) and weight > 0):
                raise ValueError("weight")
            spec = self._placed(file, str(style["name"]), str(style.get("picture", "")))
            styles[spec] = styles.get(spec, 0.0) + weight
        settings = {
            name: checked_setting(name, description[name]) for name in LOOK_SETTINGS if name in description
        }
        there = "thumbnail" in file.namelist()
        thumbnail = _entry(file, "thumbnail", _MOST_PICTURE) if there else b""
        return Look(description["name"], styles, settings, thumbnail)

    def _placed(self, file: zipfile.ZipFile, name: str, packed: str) -> str:
        """The style as the library knows it; the path of its picture where the library does not."""
        if not packed:
            return name
        data = _entry(file, packed, _MOST_PICTURE)
        try:
            known = self._styles.find(name)
            if known.stat().st_size == len(data) and known.read_bytes() == data:
                return name
        except (UnknownStyleError, OSError):
            pass
        digest = hashlib.sha256(data).hexdigest()[:16]
        picture = (
            self._pictures / digest / f"{kebab(PurePath(name).stem) or 'style'}{PurePath(packed).suffix}"
        )
        if not picture.is_file():
            write_whole(picture, data)
        return str(picture)


def _bytes_of(picture: Path) -> bytes:
    try:
        return picture.read_bytes()
    except OSError as error:
        raise MediaReadError(f"cannot read {picture}: {error.strerror or error}") from error


def _entry(file: zipfile.ZipFile, name: str, most: int) -> bytes:
    """An entry that is no larger than it may be, whatever the archive claims."""
    with file.open(name) as entry:
        data = entry.read(most + 1)
    if len(data) > most:
        raise ValueError(name)
    return data
