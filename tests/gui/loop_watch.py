"""Whether a window answers. Loads nothing but Qt, for those who measure how a program starts."""

from __future__ import annotations

import time

from PyQt6.QtCore import QObject, QTimer


class LoopWatch(QObject):
    """Measures how long the event loop is away: processor time that handlers take, and time on the wall."""

    def __init__(self):
        super().__init__()
        self.worst_cpu_s = self.worst_wall_s = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(5)
        self._timer.timeout.connect(self._beat)

    def __enter__(self):
        self.restart()
        self._timer.start()
        return self

    def restart(self):
        """Counts from here on: what was done since the last beat was not the window's doing."""
        self._cpu, self._wall = time.thread_time(), time.monotonic()

    def __exit__(self, *_):
        self._timer.stop()

    def _beat(self):
        cpu, wall = time.thread_time(), time.monotonic()
        self.worst_cpu_s = max(self.worst_cpu_s, cpu - self._cpu)
        self.worst_wall_s = max(self.worst_wall_s, wall - self._wall)
        self._cpu, self._wall = cpu, wall
