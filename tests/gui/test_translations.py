"""The window in other languages: what is in the catalogues, and what is seen of them."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner
from window_fixtures import until

from rtstyle.cli.main import app
from rtstyle.gui import language as gui_language
from rtstyle.gui.controls import PANEL_WIDTH, ControlPanel
from rtstyle.gui.language import FOLDER, MESSAGES, WINDOW, Catalogue, chosen_language, read_texts, told, tr
from rtstyle.gui.state import Phase, Problem
from rtstyle.settings import LANGUAGES, Settings
from tools.translations import faults, texts, update

TRANSLATED = sorted(LANGUAGES.keys() - {"en"})
TS = """<?xml version="1.0" encoding="utf-8"?><TS version="2.1"><context><name>window</name>{}</context></TS>"""
ENTRY = "<message><source>{}</source><translation{}>{}</translation></message>"


@pytest.fixture(scope="module")
def wanted():
    return texts()


@pytest.fixture
def speak(qapp):
    """Has the application speak a language until the end of the test."""
    installed = []

    def install(language):
        installed.append(Catalogue(FOLDER / f"{language}.ts", qapp))
        qapp.installTranslator(installed[-1])

    yield install
    for catalogue in installed:
        qapp.removeTranslator(catalogue)
        catalogue.setParent(None)


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_catalogue_is_whole(language, wanted):
    assert faults(FOLDER / f"{language}.ts", wanted) == []


def test_there_is_a_catalogue_for_each_language_and_none_beside(wanted):
    assert sorted(file.stem for file in FOLDER.glob("*.ts")) == TRANSLATED
    # Of the tables, the widgets and the errors, one each.
    assert {"Next style", "Underpainting", "Synthetic scene", "Quit rtstyle?"} <= wanted[WINDOW]
    assert {"cannot read {0}: no such file", "the disk is full: free some space and run it again"} <= wanted[
        MESSAGES
    ]


def test_broken_entries_are_found(tmp_path):
    entries = [
        ENTRY.format("Gone", "", "Fort"),
        ENTRY.format("Added {name}", "", "Hinzugefügt"),
        ENTRY.format("Empty", "", ""),
        ENTRY.format("Not yet", ' type="unfinished"', "Noch nicht"),
        ENTRY.format("Good", "", "Gut"),
    ]
    file = tmp_path / "de.ts"
    file.write_text(TS.format("".join(entries)), "utf-8")
    found = faults(file, {WINDOW: {"Good", "Added {name}", "Empty", "Not yet"}})
    assert found == [
        "window: not in the program: Gone",
        "window: not translated: Empty",
        "window: not translated: Not yet",
        "window: other fields than in the English: Added {name}",
    ]


def test_an_update_keeps_what_is_translated(tmp_path):
    file = tmp_path / "de.ts"
    file.write_text(TS.format(ENTRY.format("Good", "", "Gut") + ENTRY.format("Gone", "", "Fort")), "utf-8")
    assert update(file, {WINDOW: {"Good", "New & better"}}) == 1
    assert read_texts(file) == {WINDOW: {"Good": "Gut"}}
    assert "New &amp; better" in file.read_text("utf-8")
    assert "Gone" not in file.read_text("utf-8")


def test_what_is_called_with_a_field_fills_it():
    for path in Path(gui_language.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "tr":
                text = node.args[0]
                if isinstance(text, ast.Constant):
                    fields = set(re.findall(r"\{(\w+)\}", text.value))
                    assert fields == {keyword.arg for keyword in node.keywords}, (path.name, text.value)


def test_english_needs_no_catalogue():
    assert tr("Added {name}", name="{odd} name") == "Added {odd} name"
    assert told("cannot read x.mp4: no such file") == "cannot read x.mp4: no such file"


def test_errors_are_told_with_what_they_are_about(speak):
    speak("de")
    assert (
        told("cannot read a: b.mp4: no such file")
        == "a: b.mp4 lässt sich nicht lesen: die Datei gibt es nicht"
    )
    disk = "the disk is full: free some space and run it again"
    assert "Datenträger ist voll" in told(f"cannot write /films/{{0}}.mp4: {disk}")
    assert "/films/{0}.mp4" in told(f"cannot write /films/{{0}}.mp4: {disk}")
    assert (
        told("there is no camera 7; no camera is plugged in")
        == "es gibt keine Kamera 7; keine Kamera ist angeschlossen"
    )
    assert told("words that nobody has translated") == "words that nobody has translated"


def test_the_window_speaks_korean(qtbot, make_window, speak):
    speak("ko")
    window = make_window()
    assert window.output_bar.buttons["recording"].accessibleName() == "녹화"
    assert window.actions_by_name["next_style"].text() == "다음 스타일"
    assert window.panel.rows["strength"].slider.accessibleName() == "강도"
    window._session.problem_found.emit(Problem("x", "cannot read film.mp4: no such file"))
    assert window.banner.text == "film.mp4을(를) 읽을 수 없습니다: 파일이 없습니다"
    window._session.change(source="camera:77")
    until(qtbot, lambda: window._session.phase is Phase.LOST)
    assert "연결된 카메라가 없습니다" in window.first_choice.accessibleDescription()


def test_the_language_is_chosen_in_the_window(make_window, saved):
    window = make_window(wait=False)
    picker = window.source_bar.language
    assert [picker.itemData(row) for row in range(picker.count())] == ["auto", *LANGUAGES]
    window.source_bar.language_picked.emit("ja")
    assert window._session.settings.language == "ja"
    assert picker.currentText() == "日本語"


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_panel_has_room_for_its_words(qtbot, language, speak):
    speak(language)
    panel = ControlPanel(lambda _: None)
    qtbot.addWidget(panel)
    panel.show_settings(Settings(size=256))
    panel.show_size_in_use(256, behind=True)
    panel.show()
    assert panel.widget().minimumSizeHint().width() <= PANEL_WIDTH


@pytest.mark.parametrize(
    ("wanted", "language"),
    [
        (["ko-KR", "ko", "en"], "ko"),
        (["C"], "en"),
        (["pt-BR", "es-ES"], "es"),
        (["zh-Hans-CN"], "zh"),
        (["zh_CN"], "zh"),
        (["zh-Hant-TW", "ja"], "ja"),
    ],
)
def test_the_systems_language(wanted, language):
    assert chosen_language(wanted) == language


def test_a_language_that_there_is_not():
    result = CliRunner().invoke(app, ["live", "--language", "xx"])
    assert result.exit_code == 2
    assert "auto or en or de or es or fr or ja or ko or zh, not 'xx'" in result.stderr
