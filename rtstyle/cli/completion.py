"""Names that a shell completes: styles, looks, networks. Called for every press of a key: no torch, no errors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rtstyle.errors import RtstyleError
from rtstyle.paths import shipped_models_dir, user_models_dir
from rtstyle.styles.library import StyleLibrary
from rtstyle.styles.looks import LookLibrary

if TYPE_CHECKING:
    from collections.abc import Iterable


def complete_styles(incomplete: str) -> list[str]:
    """Names of styles that begin so."""
    return _beginning(incomplete, (entry.name for entry in StyleLibrary().entries()))


def complete_looks(incomplete: str) -> list[str]:
    """Names of looks that begin so."""
    try:
        return _beginning(incomplete, (look.name for look in LookLibrary(StyleLibrary()).looks()))
    except RtstyleError:
        return []


def complete_models(incomplete: str) -> list[str]:
    """Names of networks whose weights are on this machine."""
    folders = (shipped_models_dir(), user_models_dir())
    names = {path.stem for folder in folders for path in folder.glob("*.safetensors")}
    return _beginning(incomplete, sorted(names))


def _beginning(incomplete: str, names: Iterable[str]) -> list[str]:
    return [name for name in names if name.startswith(incomplete)]
