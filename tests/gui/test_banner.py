"""What the banner says is text, whatever names hold."""

from __future__ import annotations

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QLabel

from rtstyle.gui.banner import Banner
from rtstyle.gui.state import Problem


def test_names_are_no_markup(qtbot) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    banner.show_problem(Problem("source", "cannot read <img src='x.png'><h1>a</h1>.mp4: no such file"))
    assert "<h1>" in banner.text
    shown = [label for label in banner.findChildren(QLabel) if "<h1>" in label.text()]
    assert [label.textFormat() for label in shown] == [Qt.TextFormat.PlainText]
