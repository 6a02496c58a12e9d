"""Finished parts of an evaluation, kept so that a run that was interrupted goes on where it stopped."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import rtstyle
from rtstyle.digests import settings_digest
from rtstyle.errors import MediaWriteError
from rtstyle.media.atomic import write_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

_FORM = 4
"""Raised whenever figures come to mean something else: units that were kept before no longer count."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One finished part: a method on a pair, a clip in a style, a setting.

    Attributes:
        figures: What JSON can hold.
        pictures: JPEG files by name.
    """

    figures: dict[str, Any]
    pictures: dict[str, bytes] = field(default_factory=dict)


class UnitCache:
    """Units by what they were made from: inputs, settings and weights.

    Attributes:
        computed: How many units were computed since this was made.
        reused: How many were found.

    Args:
        folder: Where they lie, one file each; made when the first one is kept. May be deleted at any time.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.computed = 0
        self.reused = 0

    def get(self, key: Mapping[str, Any], compute: Callable[[], Unit]) -> Unit:
        """The unit that was kept under a key, else a new one, which is then kept.

        Args:
            key: Everything that the unit depends on, as JSON can hold it.
            compute: Makes the unit.

        Raises:
            MediaWriteError: The unit cannot be kept.
        """
        path = self._path(key)
        if (kept := _read(path)) is not None:
            self.reused += 1
            return kept
        unit = compute()
        pictures = {name: base64.b64encode(data).decode("ascii") for name, data in unit.pictures.items()}
        text = json.dumps({"key": key, "figures": unit.figures, "pictures": pictures}, allow_nan=False)
        try:
            write_whole(path, text.encode())
        except OSError as error:
            raise MediaWriteError(f"cannot write {path}: {error.strerror or error}") from error
        self.computed += 1
        # As it will be read: a resumed run must not differ in tuples and lists.
        return Unit(json.loads(text)["figures"], unit.pictures)

    def _path(self, key: Mapping[str, Any]) -> Path:
        whole = {"form": _FORM, "rtstyle": rtstyle.__version__, **key}
        digest = settings_digest(whole)
        return self.folder / digest[:2] / f"{digest[:32]}.json"


def _read(path: Path) -> Unit | None:
    """None where nothing was kept, or what was kept is damaged."""
    try:
        found = json.loads(path.read_bytes())
        pictures = {name: base64.b64decode(data) for name, data in found["pictures"].items()}
        return Unit(dict(found["figures"]), pictures)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, binascii.Error):
        return None
