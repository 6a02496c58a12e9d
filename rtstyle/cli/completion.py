"""Names that a shell completes: styles, looks, networks. Called for every press of a key: no torch, no errors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rtstyle.errors import RtstyleError
from rtstyle.options import NONE
from rtstyle.paths import shipped_models_dir, user_models_dir
from rtstyle.styles.library import StyleLibrary
from rtstyle.styles.looks import LookLibrary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from rtstyle.options import Setting

_PUBLISHED = ("adain-vgg19", "person-mask")
_NETWORKS = ("adain-vgg19", "compact")
"""Those that paint; beside their weights lie those of networks that only judge."""


def complete_styles(incomplete: str) -> list[str]:
    """Names of styles that begin so."""
    return _beginning(incomplete, (entry.name for entry in StyleLibrary().entries()))


def complete_own_styles(incomplete: str) -> list[str]:
    """Names of styles that begin so and can be removed."""
    return _beginning(incomplete, (entry.name for entry in StyleLibrary().entries() if not entry.bundled))


def complete_looks(incomplete: str) -> list[str]:
    """Names of looks that begin so."""
    try:
        return _beginning(incomplete, (look.name for look in LookLibrary(StyleLibrary()).looks()))
    except RtstyleError:
        return []


def complete_models(incomplete: str) -> list[str]:
    """Names of networks that paint and whose weights are on this machine."""
    folders = (shipped_models_dir(), user_models_dir())
    names = {path.stem for folder in folders for path in folder.glob("*.safetensors")}
    return _beginning(incomplete, (name for name in _NETWORKS if name in names))


def complete_fetchable(incomplete: str) -> list[str]:
    """Names of networks that are published elsewhere."""
    return _beginning(incomplete, _PUBLISHED)


def completer_of(setting: Setting) -> Callable[[str], list[str]]:
    """What proposes the words that a setting takes."""
    words = (*setting.words, *([NONE] if setting.optional else []))
    return lambda incomplete: _beginning(incomplete, words)


def _beginning(incomplete: str, names: Iterable[str]) -> list[str]:
    return [name for name in names if name.startswith(incomplete)]
