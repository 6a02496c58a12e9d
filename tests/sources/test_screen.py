from __future__ import annotations

import ctypes
import threading
from typing import TYPE_CHECKING

import numpy as np
import pytest
from display_fixtures import x_server

from rtstyle.errors import SourceError, SourceLostError, UsageError
from rtstyle.sources.screen import ScreenSource

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator

pytest.importorskip("mss", reason="mss, of the extra 'screen', is not installed")

COLOR = (32, 64, 192)


@pytest.fixture
def display(monkeypatch: pytest.MonkeyPatch) -> Iterator[subprocess.Popen[str]]:
    """An X server of its own, 320x200, its background painted."""
    with x_server("320x200") as (server, name):
        monkeypatch.setenv("DISPLAY", name)
        _paint_background(COLOR)
        yield server


def _paint_background(color: tuple[int, int, int]) -> None:
    x11 = ctypes.CDLL("libX11.so.6")
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XDefaultRootWindow.restype = ctypes.c_ulong
    connection = ctypes.c_void_p(x11.XOpenDisplay(None))
    root = ctypes.c_ulong(x11.XDefaultRootWindow(connection))
    red, green, blue = color
    x11.XSetWindowBackground(connection, root, ctypes.c_ulong(red << 16 | green << 8 | blue))
    x11.XClearWindow(connection, root)
    x11.XSync(connection, 0)
    x11.XCloseDisplay(connection)


@pytest.mark.usefixtures("display")
def test_the_screen_comes_in_rgb_at_its_rate() -> None:
    source = ScreenSource(fps=20)
    info = source.open()
    frames = [source.read() for _ in range(6)]
    source.close()
    assert (info.width, info.height, info.frame_rate) == (320, 200, 20)
    assert frames[0].image.shape == (200, 320, 3)
    assert np.array_equal(frames[0].image[100, 100], COLOR)
    assert frames[0].image.flags.c_contiguous
    indices = [frame.index for frame in frames]
    assert indices == sorted(set(indices))
    for frame in frames:
        assert frame.seconds >= frame.index / 20 - 1e-6
    assert source.read() is None


@pytest.mark.usefixtures("display")
def test_a_region_is_cut_to_the_desktop_and_scaled() -> None:
    source = ScreenSource((300, 150, 400, 400))
    assert source.open().width == 20
    assert source.read().image.shape == (50, 20, 3)
    source.close()
    source = ScreenSource(width=160)
    assert (source.open().height, source.read().image.shape) == (100, (100, 160, 3))
    source.close()
    with pytest.raises(SourceError, match="outside the desktop"):
        ScreenSource((2000, 0, 10, 10)).open()


def test_a_display_that_goes_is_a_lost_source(display: subprocess.Popen[str]) -> None:
    source = ScreenSource(fps=100)
    source.open()
    assert source.read() is not None
    display.terminate()
    display.wait(5)
    with pytest.raises(SourceLostError, match="cannot be taken any more"):
        [source.read() for _ in range(10)]
    source.close()


@pytest.mark.usefixtures("display")
def test_closing_wakes_who_waits() -> None:
    source = ScreenSource(fps=0.05)
    source.open()
    assert source.read() is not None
    answers = []
    reader = threading.Thread(target=lambda: answers.append(source.read()))
    reader.start()
    source.close()
    reader.join(5)
    assert answers == [None]


def test_without_a_display_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    source = ScreenSource()
    with pytest.raises(SourceError, match=r"cannot take the screen: .*DISPLAY"):
        source.open()
    source.close()


def test_nonsense_is_refused() -> None:
    with pytest.raises(UsageError, match="empty"):
        ScreenSource((0, 0, 0, 10))
    with pytest.raises(UsageError, match="times per second"):
        ScreenSource(fps=0)
