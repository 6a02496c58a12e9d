"""The window and what it needs: a small scene, a few small styles, the true engine on torch."""

from __future__ import annotations

import dataclasses
import os
import time
from fractions import Fraction

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["LC_ALL"] = "C.UTF-8"  # the window takes the system's language, and the tests read English

import cv2
import numpy as np
import pytest
from window_fixtures import (
    STYLES,
    close_window,
    end_session,
    quick_stylizer,
    small_source,
    wait_until_painted,
)

from rtstyle.frame import VideoFrame
from rtstyle.gui.main_window import MainWindow
from rtstyle.gui.session import LiveSession
from rtstyle.gui.theme import apply_theme
from rtstyle.settings import Settings
from rtstyle.sinks.make import make_sink as usual_sink
from rtstyle.styles.library import StyleLibrary


@pytest.fixture(autouse=True)
def _theme(qapp):
    if not qapp.styleSheet():
        apply_theme(qapp)


@pytest.fixture(autouse=True)
def _own_home(own_home):
    pass


@pytest.fixture(scope="session")
def style_folder(tmp_path_factory):
    """Four small pictures with texture and a colour of their own."""
    folder = tmp_path_factory.mktemp("bundled")
    for i, name in enumerate(STYLES):
        rng = np.random.default_rng(i)
        picture = cv2.resize(
            rng.integers(0, 255, (9, 12, 3), np.uint8), (96, 72), interpolation=cv2.INTER_NEAREST
        )
        picture[..., i % 3] //= 3
        assert cv2.imwrite(str(folder / f"{name}.png"), picture)
    return folder


@pytest.fixture
def library(style_folder, tmp_path):
    return StyleLibrary([style_folder, tmp_path / "styles"], tmp_path / "cache")


@pytest.fixture
def settings(tmp_path):
    folders = {"recordings": str(tmp_path / "recordings"), "snapshots": str(tmp_path / "snapshots")}
    return Settings(source="synthetic", style="amber", mirror=False, size=48, **folders)


@pytest.fixture
def saved():
    """Settings in the order in which they were saved."""
    return []


@pytest.fixture
def make_session(qtbot, library, settings, saved):
    """Makes sessions, and ends them after the test."""
    made = []

    def make(**options):
        defaults = {"make_stylizer": quick_stylizer, "make_source": small_source, "save": saved.append}
        session = LiveSession(options.pop("settings", settings), library, **(defaults | options))
        made.append(session)
        return session

    yield make
    for session in made:
        end_session(qtbot, session)


@pytest.fixture
def make_window(qtbot, make_session, settings):
    """Makes windows, shown and started, with a live stylized picture; closes them after the test."""
    made = []

    def make(*, make_sink=usual_sink, wait=True, live_thumbnails=False, **options):
        chosen = dataclasses.replace(options.pop("settings", settings), live_thumbnails=live_thumbnails)
        window = MainWindow(make_session(settings=chosen, **options), make_sink)
        made.append(window)
        window.start()
        if wait:
            wait_until_painted(qtbot, window)
        return window

    yield make
    for window in made:
        close_window(qtbot, window)


@pytest.fixture
def make_frame():
    """Makes frames of one grey level, or of an image."""

    def make(index=0, level=0, size=(64, 36), image=None):
        picture = np.full((size[1], size[0], 3), level, np.uint8) if image is None else image
        return VideoFrame(picture, index, index, Fraction(1, 30), time.monotonic_ns())

    return make
