"""The library of styles: the pictures that ship with rtstyle and the user's own, by name."""

from __future__ import annotations

import difflib
import itertools
import logging
import math
import os
import re
import threading
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from rtstyle.errors import MediaReadError, MediaWriteError, UnknownStyleError, UsageError
from rtstyle.media.atomic import write_whole
from rtstyle.media.picture import read_header, read_image
from rtstyle.media.suffixes import UNREAD_SUFFIXES, is_picture
from rtstyle.paths import shipped_styles_dir, statistics_cache_dir, user_styles_dir

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from rtstyle.frame import Image
    from rtstyle.modeling.style_code import StyleCode
    from rtstyle.styles.code import CodeCache

PathLike: TypeAlias = str | os.PathLike[str]

_SUFFIX_OF_FORMAT = {
    "PNG": ".png",
    "JPEG": ".jpg",
    "WEBP": ".webp",
    "AVIF": ".avif",
    "BMP": ".bmp",
    "GIF": ".gif",
    "TIFF": ".tif",
}
_LONGEST_NAME = 60
_LONGEST_STEM = 160
"""Bytes of a file's name without its ending; file systems take 255, temporary names and numbers included."""
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class StyleEntry:
    """One style of the library.

    Attributes:
        name: Unique in the library, in kebab-case.
        path: The picture.
        bundled: It ships with rtstyle and cannot be removed.
    """

    name: str
    path: Path
    bundled: bool


class StyleLibrary:
    """Finds styles by name or path, takes new ones in, and remembers their codes.

    Names are the pictures' file names without ending, in kebab-case; upper and lower case, spaces and underscores
    make no difference. The files keep the names that they came with, as far as every system takes them. Folders are
    read at every call, so what another program puts there is found. Safe to be used by several threads,
    and by several processes on the same folders.

    Args:
        folders: Where styles lie. The last one is the user's, which takes new styles; the others are only read. None
            takes the bundled folder and the user's.
        cache: Where codes are kept. None takes the user's cache folder.
    """

    def __init__(self, folders: Sequence[Path] | None = None, cache: Path | None = None) -> None:
        if folders is not None and not folders:
            raise UsageError("a style library needs a folder")
        self._folders = tuple(folders or (shipped_styles_dir(), user_styles_dir()))
        self._cache_folder = cache or statistics_cache_dir()
        self._cache: CodeCache | None = None
        self._changing = threading.Lock()

    def entries(self) -> list[StyleEntry]:
        """All styles: the bundled ones, then the user's, each by name.

        Where two pictures have the same name, the later one's gets a number: waves, waves-2.
        """
        found: dict[str, StyleEntry] = {}
        for folder in self._folders:
            bundled = folder != self._folders[-1]
            for path in _pictures_in(folder):
                name = next(name for name in _numbered(style_name(path)) if name not in found)
                found[name] = StyleEntry(name, path, bundled)
        return list(found.values())

    def find(self, spec: PathLike) -> Path:
        """The picture behind a name or a path; a name goes first.

        Raises:
            UnknownStyleError: No style of that name, and no such file.
        """
        text = os.fspath(spec)
        path = Path(text).expanduser() if text.startswith("~") else Path(text)
        is_name = Path(text).name == text
        named = {entry.name: entry.path for entry in self.entries()} if is_name else {}
        wanted = kebab(text)
        if wanted in named:
            return named[wanted]
        if _is_file(path):
            return path
        raise UnknownStyleError(_explain_missing(text, path, named))

    def image(self, spec: PathLike) -> Image:
        """The picture of a style.

        Args:
            spec: Name or path.

        Returns:
            (H, W, 3) uint8 RGB in [0, 255].

        Raises:
            UnknownStyleError: No style of that name, and no such file.
            MediaReadError: The file is no picture, or damaged.
        """
        return read_image(self.find(spec))

    def add(self, paths: PathLike | Iterable[PathLike]) -> list[StyleEntry]:
        """Copies pictures, and all pictures of folders and the folders in them, into the user's folder.

        All pictures that are named are looked at first: if one of them cannot be read, none is copied. In a folder,
        one that cannot be read is left out and logged. A picture that the library holds already is not copied again.

        Returns:
            The styles, in the order of the pictures.

        Raises:
            MediaReadError: A file is missing, no picture or damaged; or a folder holds no picture.
            MediaWriteError: The user's folder cannot be written.
        """
        named = [paths] if isinstance(paths, str | os.PathLike) else list(paths)
        pictures = [picture for path in named for picture in _readable_pictures(Path(path).expanduser())]
        with self._changing:
            return [self._take_in(picture) for picture in pictures]

    def remove(self, name: str) -> None:
        """Deletes one of the user's styles.

        Raises:
            UnknownStyleError: No style of that name.
            UsageError: It ships with rtstyle.
            MediaWriteError: The file cannot be deleted.
        """
        entries = {entry.name: entry for entry in self.entries()}
        entry = entries.get(kebab(name))
        if entry is None:
            raise UnknownStyleError(_explain_unknown(name, entries))
        if entry.bundled:
            raise UsageError(
                f"cannot remove {entry.name!r}: it ships with rtstyle; only styles you added can be removed"
            )
        try:
            entry.path.unlink(missing_ok=True)
        except OSError as error:
            raise MediaWriteError(f"cannot remove {entry.path}: {error.strerror or error}") from error

    def code(self, image: Image, key: str, compute: Callable[[Image], StyleCode]) -> StyleCode:
        """What a network makes of a picture, computed once and kept on disk.

        Args:
            image: (H, W, 3) uint8 RGB, as it is to be encoded.
            key: Everything else that the result depends on: the network, its weights.
            compute: Called with ``image`` if the result is not on disk, or not whole.

        Returns:
            Float32 arrays.
        """
        if self._cache is None:
            from rtstyle.styles.code import CodeCache  # noqa: PLC0415 - names alone need none of it

            self._cache = CodeCache(self._cache_folder)
        return self._cache.get(image, key, compute)

    def _take_in(self, picture: Path) -> StyleEntry:
        """Copies one picture under the first free name."""
        folder = self._folders[-1]
        data, suffix = _bytes_and_suffix(picture)
        entries = {entry.name: entry for entry in self.entries()}
        for name in _numbered(style_name(picture)):
            if name in entries:
                if _holds(entries[name].path, data):
                    return entries[name]
                continue
            target = folder / f"{_kept_stem(picture, name)}{suffix}"
            try:
                write_whole(target, data, overwrite=False)
            except FileExistsError:  # another process was faster, or something else is in the way
                if not _holds(target, data):
                    continue
            except OSError as error:
                reason = error.strerror or type(error).__name__
                raise MediaWriteError(f"cannot add {picture} to {folder}: {reason}") from error
            break
        return StyleEntry(name, target, bundled=False)


def style_name(path: PathLike) -> str:
    """The name that a picture goes by in the library: its file name without ending, in kebab-case."""
    return kebab(Path(path).stem) or "style"


def _kept_stem(picture: Path, name: str) -> str:
    """What a picture is called in the user's folder: as it was, where every system takes that, for people to read."""
    original = unicodedata.normalize("NFC", picture.stem)
    number = name.removeprefix(style_name(picture))
    stem = f"{original}{number}"
    told = stem.isprintable() and not re.search(r'[<>:"/\\|?*]|^[.~]|[. ]$', stem)
    fits = len(os.fsencode(stem)) <= _LONGEST_STEM and style_name(f"{stem}.png") == name
    return stem if told and fits else name


def pictures_under(folder: Path) -> list[Path]:
    """The files in a folder and the folders in it that are called like pictures, hidden ones left out.

    Those of kinds that are not read are among them: whoever reads them tells of them.

    Returns:
        By path; nothing for what is no folder.
    """
    if not _is_directory(folder):
        return []
    return [
        path
        for path in sorted(folder.rglob("*"))
        if not any(part.startswith(".") for part in path.relative_to(folder).parts)
        and (_is_picture_name(path) or path.suffix.lower() in UNREAD_SUFFIXES)
        and _is_file(path)
    ]


def parse_style_spec(text: str) -> tuple[str, float]:
    r"""Takes ``STYLE[:WEIGHT]`` apart.

    Only a number after the last colon is a weight, so paths like ``C:\art\waves.jpg`` and file names with colons
    come through; a file that exists under the whole text wins over any weight.

    Returns:
        Name or path, and its weight: 1 where none is given.

    Raises:
        UsageError: No style before the weight, or a weight that is not above 0 and finite.
    """
    spec, colon, tail = text.rpartition(":")
    if not colon or not _looks_like_number(tail) or _is_file(Path(text)):
        spec, weight = text, 1.0
    else:
        weight = float(tail)
        if not (math.isfinite(weight) and weight > 0):
            raise UsageError(f"the weight in {text!r} must be a number above 0")
    if not spec.strip():
        raise UsageError(f"no style in {text!r}: give a name or a picture, NAME[:WEIGHT]")
    return spec, weight


def _looks_like_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def kebab(text: str) -> str:
    """Words as names have them: lower case, with hyphens between them; empty where there is no letter or digit."""
    words = re.sub(r"[\W_]+", "-", unicodedata.normalize("NFC", text).casefold()).strip("-")
    return words[:_LONGEST_NAME].rstrip("-")


def _numbered(name: str) -> Iterator[str]:
    """The name, then name-2, name-3 and so on."""
    yield name
    for number in itertools.count(2):
        yield f"{name}-{number}"


def _pictures_in(folder: Path) -> list[Path]:
    """The pictures of a folder, hidden files and folders in it left out, by name."""
    try:
        files = [path for path in folder.iterdir() if _is_picture_name(path) and _is_file(path)]
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        _LOG.warning("cannot look for styles in %s: %s", folder, error.strerror or error)
        return []
    return sorted(files, key=lambda path: (style_name(path), path.name))


def _is_picture_name(path: Path) -> bool:
    # An animation's first frame is as good a style as any; elsewhere it counts as a video.
    return (is_picture(path) or path.suffix.lower() == ".gif") and not path.name.startswith(".")


def _is_file(path: Path) -> bool:
    """As `Path.is_file`, but a name that is too long or in a forbidden folder is simply no file."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _is_directory(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _explain_missing(text: str, path: Path, names: Iterable[str]) -> str:
    if not text.strip():
        return "a style needs a name or a path, not nothing"
    if _is_directory(path):
        return f"{text} is a folder: name a picture in it, or add them all with: rtstyle styles add {text}"
    known = list(names)
    head, _, weight = text.rpartition(":")
    if head and kebab(head) in known:
        return f"no style {text!r}: {weight!r} is no weight; write {head}:2, or {head} alone"
    guess = _did_you_mean(text, known)
    if guess:
        return f"no style {text!r}: {guess}"
    if Path(text).name != text:
        return f"no style {text!r}: there is no such file"
    return f"no style {text!r}: neither in the library (see rtstyle styles list) nor a file"


def _explain_unknown(text: str, names: Iterable[str]) -> str:
    """As `_explain_missing`, where only a name will do."""
    known = list(names)
    if Path(text).name == text and not _is_picture_name(Path(text)):
        return f"no style {text!r} in the library: {_did_you_mean(text, known) or 'see rtstyle styles list'}"
    if style_name(text) in known:
        advice = f"this one's is {style_name(text)!r}"
    else:
        advice = _did_you_mean(text, known) or "see rtstyle styles list"
    return f"cannot remove {text!r}: a style is removed by its name, not by a file; {advice}"


def _did_you_mean(text: str, known: Sequence[str]) -> str:
    """A question that names up to three styles; empty where none is alike."""
    wanted = style_name(text) if is_picture(text) else kebab(text)
    alike = difflib.get_close_matches(wanted, known, n=3, cutoff=0.6)
    alike += [name for name in known if len(wanted) > 2 and wanted in name and name not in alike]
    if not alike:
        return ""
    *others, last = [repr(name) for name in alike[:3]]
    return f"did you mean {', '.join(others)}{' or ' if others else ''}{last}?"


def _readable_pictures(path: Path) -> Iterator[Path]:
    """A picture, or all those under a folder, each decoded once to know that it can be."""
    if not _is_directory(path):
        read_image(path)
        yield path
        return
    found = False
    for picture in pictures_under(path):
        try:
            read_image(picture)
        except MediaReadError as error:
            _LOG.warning("left out: %s", error)
            continue
        found = True
        yield picture
    if not found:
        raise MediaReadError(f"cannot add {path}: no picture in this folder can be read")


def _bytes_and_suffix(picture: Path) -> tuple[bytes, str]:
    try:
        data = picture.read_bytes()
    except OSError as error:
        raise MediaReadError(f"cannot read {picture}: {error.strerror or error}") from error
    return data, picture.suffix.lower() if is_picture(picture) else _SUFFIX_OF_FORMAT[
        read_header(picture).format
    ]


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False
