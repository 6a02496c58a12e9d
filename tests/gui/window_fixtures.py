"""Small true parts for windows, and ways to wait for them."""

from __future__ import annotations

import contextlib
from fractions import Fraction

from rtstyle.engine.stylizer import Stylizer
from rtstyle.sources.make import make_source
from rtstyle.sources.synthetic import SyntheticSource

WAIT_MS = 90_000
STYLES = ("amber", "basalt", "coral", "dune")


def small_source(spec, *, width=128, height=72, fps=30):
    """The scene at a size that any machine stylizes in no time; everything else as it is."""
    if spec == "synthetic":
        return SyntheticSource(width, height, Fraction(fps), live=True)
    return make_source(spec, loop=False)


def quick_stylizer(settings, library, kind=Stylizer):
    """The true one; without a compiler, which takes its time."""
    return kind(
        settings.model, settings.device, library=library, backend="torch", options=settings.picture, size=None
    )


def until(qtbot, condition):
    """Lets the window live until a condition is met."""
    qtbot.waitUntil(lambda: bool(condition()), timeout=WAIT_MS)


def end_session(qtbot, session):
    if not session._closing:
        with qtbot.waitSignal(session.closed, timeout=WAIT_MS):
            session.close()


def close_window(qtbot, window):
    with contextlib.suppress(RuntimeError):
        if not window._closing:
            with qtbot.waitSignal(window.ended, timeout=WAIT_MS):
                window.close_now()


def wait_until_painted(qtbot, window):
    """Until the picture is stylized and on the screen, and all styles are listed."""

    def painted():
        measured = window._session.measure()
        stylized = measured is not None and measured.frames_out > measured.frames_plain + 2
        return window._session.ready and stylized and window.preview.frames_painted > 2

    until(qtbot, painted)
    count = len(window._session.library.entries())
    until(qtbot, lambda: len(window.styles.names) == count)
