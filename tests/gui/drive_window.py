"""``rtstyle live`` on a true display, driven by its keys: ``drive_window.py STARTED_NS FOLDER ARGUMENT...``.

Run by test_display.py in a process of its own. Screenshots go to the folder, measurements to standard output as JSON.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from loop_watch import LoopWatch
from PyQt6.QtCore import QObject, Qt, QTimer
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QApplication

from rtstyle.cli.main import main
from rtstyle.gui import app as gui_app
from rtstyle.gui import preload
from rtstyle.gui.main_window import MainWindow
from rtstyle.gui.styles import shelf

_STEP_MS = 10


class Driver(QObject):
    """Presses keys, looks at what comes of it, and ends the window."""

    def __init__(self, started_ns, folder):
        super().__init__()
        self.report = {"recordings": [], "colors": []}
        self._started_ns, self._folder = started_ns, folder
        self._watch = LoopWatch()
        self._steps = self._drive()
        self._condition = lambda: True
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._go_on)
        self._timer.start(_STEP_MS)

    def _go_on(self):
        if self._condition():
            self._condition = next(self._steps, None)
            if self._condition is None:
                self._timer.stop()

    def _drive(self):
        """Each step waits for what it yields."""
        yield lambda: self._find_window() is not None
        window = self._window = self._find_window()
        session, preview, outputs = window._session, window.preview, window.outputs
        yield lambda: preview.frames_painted
        self.report["first_picture_s"] = (time.monotonic_ns() - self._started_ns) / 1e9
        self.report["first_picture_cpu_s"] = time.process_time()
        yield lambda: session.shown_look and self._stylized() > 3 and len(window.styles.names) > 9
        self.report["first_painting_s"] = (time.monotonic_ns() - self._started_ns) / 1e9
        # There is no window manager that would give it the keyboard.
        window.activateWindow()
        yield window.isActiveWindow
        with self._watch:
            QTest.keyClick(window, Qt.Key.Key_1)
            yield lambda: session.shown_look == {window.styles.names[0]: 1.0}
            yield self._after(session.settings.fade_s + 0.5)
            self._shoot("live")
            session.preview.signals.frame_ready.connect(self._note_color)
            QTest.keyClick(window, Qt.Key.Key_R)
            yield lambda: (outputs.state("recording").size_bytes or 0) > 0
            QTest.keyClick(window, Qt.Key.Key_2)
            yield lambda: session.shown_look == {window.styles.names[1]: 1.0}
            yield self._after(session.settings.fade_s + 0.5)
            self._shoot("swapped")
            session.preview.signals.frame_ready.disconnect(self._note_color)
            QTest.keyClick(window, Qt.Key.Key_W)
            yield lambda: preview._shown.content is not None
            painted = preview.frames_painted
            yield lambda: preview.frames_painted > painted + 1
            self._shoot("wipe")
            QTest.keyClick(window, Qt.Key.Key_W)
            outputs.finished.connect(lambda _, path: self.report["recordings"].append(path))
            QTest.keyClick(window, Qt.Key.Key_R)
            yield lambda: self.report["recordings"]
            QTest.keyClick(window, Qt.Key.Key_F)
            yield self._after(0.5)
            self._shoot("full-screen")
            QTest.keyClick(window, Qt.Key.Key_Escape)
            yield self._after(0.2)
        self.report["longest_handler_s"] = self._watch.worst_cpu_s
        self.report["longest_stall_s"] = self._watch.worst_wall_s
        self.report["measured"] = session.measure().to_dict()
        QTest.keyClick(window, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)

    @staticmethod
    def _find_window():
        return next((w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow)), None)

    def _stylized(self):
        measured = self._window._session.measure()
        return measured.frames_out - measured.frames_plain

    @staticmethod
    def _after(seconds):
        end_s = time.monotonic() + seconds
        return lambda: time.monotonic() >= end_s

    def _note_color(self):
        frame = self._window.preview.frame
        self.report["colors"].append(frame.image[::8, ::8].mean((0, 1)).round(2).tolist())

    def _shoot(self, name):
        """What is really on the display."""
        assert QApplication.primaryScreen().grabWindow(0).save(str(self._folder / f"{name}.png"))
        self._watch.restart()


def run():
    """Has the command open its window with a driver at the wheel."""
    started_ns, folder = int(sys.argv[1]), Path(sys.argv[2])
    usual = gui_app.run_until_closed
    drivers = []

    def run_driven(app, *others):
        drivers.append(Driver(started_ns, folder))
        usual(app, *others)
        drivers[0].report["closed"] = True

    # On a machine that is busy with other things, too, what comes first is to come first.
    preload.FIRST_PICTURE_S = shelf.FIRST_PICTURE_S = 60
    gui_app.run_until_closed = run_driven
    sys.argv[1:] = ["live", *sys.argv[3:]]
    try:
        main()
    finally:
        json.dump(drivers[0].report, sys.stdout)


if __name__ == "__main__":
    run()
