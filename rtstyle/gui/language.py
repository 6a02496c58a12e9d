"""The window's texts in the user's language: Qt's translation, out of the .ts files in translations/.

`python -m tools.translations` brings those files up to date with the texts of the program; Qt Linguist edits them.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from PyQt6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from rtstyle.settings import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PyQt6.QtCore import QObject

FOLDER = Path(__file__).parent / "translations"
WINDOW = "window"
"""Context of the texts of the window."""
MESSAGES = "messages"
"""Context of what errors and programs beside the window tell, with numbers for what they tell it of: {0}, {1}."""
_FIELD = re.compile(r"\{(\d+)\}")
_TRADITIONAL = {"Hant", "TW", "HK", "MO"}
"""Scripts and regions whose readers the simplified characters are not meant for."""


def tr(text: str, **values: object) -> str:
    """A text of the window in the user's language.

    Args:
        text: English, written out where it is used or marked by `mark`, so that it is found for translation.
        values: What goes into its {fields}.
    """
    translated = QCoreApplication.translate(WINDOW, text)
    return translated.format(**values) if values else translated


def mark(text: str) -> str:
    """The text itself: it stands in a table, and is translated by `tr` where it is shown."""
    return text


def joined(names: Sequence[str]) -> str:
    """Names one after the other, as in a sentence."""
    return functools.reduce(
        lambda first, second: tr("{first} and {second}", first=first, second=second), names
    )


def told(message: str) -> str:
    """The message of an error in the user's language; one that nobody has translated stays as it is."""
    app = QCoreApplication.instance()
    catalogue = app.findChild(Catalogue) if app is not None else None
    return catalogue.told(message) if isinstance(catalogue, Catalogue) else message


def install(app: QCoreApplication, language: str) -> None:
    """Has an application speak a language.

    Args:
        app: Before it has a window.
        language: A key of `LANGUAGES`, or ``auto`` for the system's.
    """
    if language == "auto":
        language = chosen_language(QLocale.system().uiLanguages())
    if language == "en":
        return
    # Qt's own words, on the buttons of its dialogs.
    qts = QTranslator(app)
    name = "zh_CN" if language == "zh" else language
    if qts.load(f"qtbase_{name}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(qts)
    app.installTranslator(Catalogue(FOLDER / f"{language}.ts", app))


def chosen_language(wanted: Sequence[str]) -> str:
    """The first of some languages that there is.

    Args:
        wanted: As systems call them: ``ko-KR``, ``zh-Hans-CN``; the first is preferred.

    Returns:
        A key of `LANGUAGES`, English if it has none of them.
    """
    for name in wanted:
        language, *rest = name.replace("_", "-").split("-")
        if language in LANGUAGES and not (language == "zh" and _TRADITIONAL & set(rest)):
            return language
    return "en"


class Catalogue(QTranslator):
    """Qt's translator for one language, on the file as translators edit it.

    PyQt6 ships no lrelease, which would make a .qm of it: read as it is, it takes some milliseconds and no build step.
    """

    def __init__(self, file: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts = read_texts(file)

    def isEmpty(self) -> bool:
        """Whether there is nothing in it."""
        return not self._texts

    def translate(  # type: ignore[override]  # Qt takes None for: ask the next one
        self, context: str | None, text: str | None, _comment: str | None = None, _n: int = -1
    ) -> str | None:
        """See Qt."""
        return self._texts.get(context or "", {}).get(text or "")

    def told(self, message: str) -> str:
        """A message translated, and the messages within it, as far as they are known."""
        texts = self._texts.get(MESSAGES, {})
        if message in texts:
            return texts[message]
        matches = ((known.pattern.fullmatch(message), known) for known in self._templates)
        found, known = next(((found, known) for found, known in matches if found), (None, None))
        if found is None or known is None:
            return message
        return _FIELD.sub(lambda field: self.told(found[f"v{field[1]}"]), known.translation)

    @functools.cached_property
    def _templates(self) -> tuple[_Template, ...]:
        """Those of messages with values, the most telling first."""
        texts: Mapping[str, str] = self._texts.get(MESSAGES, {})
        with_fields = [text for text in texts if _FIELD.search(text)]
        with_fields.sort(key=lambda text: len(_FIELD.sub("", text)), reverse=True)
        return tuple(_template(text, texts[text]) for text in with_fields)


@dataclasses.dataclass(frozen=True, slots=True)
class _Template:
    pattern: re.Pattern[str]
    translation: str


def _template(text: str, translation: str) -> _Template:
    literals = [re.escape(literal) for literal in _FIELD.split(text)[::2]]
    numbers = tuple(_FIELD.findall(text))
    pattern = literals[0]
    for number, literal in zip(numbers, literals[1:], strict=True):
        pattern += f"(?P<v{number}>.*?){literal}"
    return _Template(re.compile(pattern, re.DOTALL), translation)


def read_texts(file: Path) -> dict[str, dict[str, str]]:
    """What is translated in a .ts file: {context: {English: translation}}."""
    texts: dict[str, dict[str, str]] = {}
    for context in ET.parse(file).getroot().iter("context"):  # noqa: S314 - a file of ours
        entries = texts.setdefault(context.findtext("name", ""), {})
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is not None and translation.get("type") is None and translation.text:
                entries[message.findtext("source", "")] = translation.text
    return texts
