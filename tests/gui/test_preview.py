from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PyQt6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt
from PyQt6.QtGui import QColor

from rtstyle.gui.preview import PreviewWidget
from rtstyle.gui.preview_sink import ContentMemory, PreviewSink, fitted_size


@pytest.fixture
def sink():
    return PreviewSink(ContentMemory())


@pytest.fixture
def preview(qtbot, sink):
    widget = PreviewWidget(sink)
    qtbot.addWidget(widget)
    widget.resize(640, 480)
    widget.show()
    widget.clear_placeholder()
    widget.set_rounded(False)
    return widget


def half_and_half(left, right, size=(64, 36)):
    image = np.empty((size[1], size[0], 3), np.uint8)
    image[:, : size[0] // 2], image[:, size[0] // 2 :] = left, right
    return image


def show(qtbot, preview, sink, frame):
    before = preview.frames_painted
    sink.write(frame)
    qtbot.waitUntil(lambda: preview.frames_painted > before)


def color_at(preview, x, y):
    return QColor(preview.grab().toImage().pixel(x, y)).getRgb()[:3]


@given(st.integers(1, 4000), st.integers(1, 4000), st.integers(1, 4000), st.integers(1, 4000))
def test_a_picture_fills_the_view_in_one_direction_and_keeps_its_shape(
    width, height, view_width, view_height
):
    w, h = fitted_size(width, height, view_width, view_height)

    assert w <= view_width
    assert h <= view_height
    assert w == view_width or h == view_height
    assert abs(w * height - h * width) <= max(width, height)


def test_a_view_that_is_not_there_yet_leaves_the_picture_as_it_is():
    assert fitted_size(64, 36, 0, 0) == (64, 36)


def test_the_newest_frame_is_taken_and_told_once(qtbot, sink, make_frame):
    told = []
    sink.signals.frame_ready.connect(lambda: told.append(1))

    for level in (10, 20, 30):
        sink.write(make_frame(level=level))
    taken = sink.take()

    assert told == [1]
    assert taken.picture.pixelColor(0, 0).red() == 30
    assert sink.take() is None
    sink.write(make_frame(level=40))
    assert told == [1, 1]


def test_what_is_on_the_screen_is_never_written_to(sink, make_frame):
    sink.write(make_frame(level=7))
    shown = sink.take()

    for level in range(100, 140):
        sink.write(make_frame(level=level))
        assert shown.picture.pixelColor(3, 3).red() == 7
    waiting = sink.take()
    assert waiting.picture.pixelColor(3, 3).red() == 139


def test_frames_are_scaled_to_the_view_before_the_window_sees_them(sink, make_frame):
    sink.set_view(320, 320)
    sink.write(make_frame(size=(64, 36)))
    picture = sink.take().picture

    assert (picture.width(), picture.height()) == (320, 180)


def test_the_mirror_exchanges_left_and_right(sink, make_frame):
    sink.mirror = True
    sink.write(make_frame(image=half_and_half((255, 0, 0), (0, 0, 255))))
    picture = sink.take().picture

    assert picture.pixelColor(0, 0).getRgb()[:3] == (0, 0, 255)
    assert picture.pixelColor(63, 0).getRgb()[:3] == (255, 0, 0)


def test_the_picture_is_painted_in_its_colours_between_bars(qtbot, preview, sink, make_frame):
    show(qtbot, preview, sink, make_frame(image=half_and_half((250, 40, 10), (20, 60, 240))))

    assert color_at(preview, 100, 240) == (250, 40, 10)
    assert color_at(preview, 540, 240) == (20, 60, 240)
    assert color_at(preview, 320, 20) == (0, 0, 0)
    assert preview.picture_rect().getRect() == (0, 60, 640, 360)


def test_a_frame_of_the_old_size_is_stretched_until_a_new_one_comes(qtbot, preview, sink, make_frame):
    show(qtbot, preview, sink, make_frame(level=200))
    preview.resize(400, 400)

    assert preview.picture_rect().getRect() == (0, 87, 400, 225)
    assert color_at(preview, 200, 200) == (200, 200, 200)


def test_the_wipe_shows_the_unstylized_frame_at_its_left(qtbot, preview, sink, make_frame):
    preview.set_wipe(0.25)
    content = make_frame(level=30)
    sink.contents.remember(None, content)
    show(qtbot, preview, sink, content.with_image(np.full_like(content.image, 220)))

    assert color_at(preview, 80, 100) == (30, 30, 30)
    assert color_at(preview, 400, 100) == (220, 220, 220)
    assert color_at(preview, 160, 70) == (255, 255, 255)


def test_no_frame_is_remembered_without_the_wipe(qtbot, preview, sink, make_frame):
    sink.contents.remember(None, make_frame())
    assert sink.contents._frames == type(sink.contents._frames)()

    preview.set_wipe(0.5)
    frame = make_frame(1)
    sink.contents.remember(None, frame)
    assert sink.contents.find(frame) is frame.image
    assert sink.contents.find(make_frame(2)) is None

    preview.set_wipe(None)
    sink.contents.remember(None, frame)
    assert sink.contents.find(frame) is None


def test_the_wipe_is_dragged_with_the_mouse(qtbot, preview, sink, make_frame):
    show(qtbot, preview, sink, make_frame())
    preview.set_wipe(0.5)

    qtbot.mousePress(preview, Qt.MouseButton.LeftButton, pos=QPoint(320, 200))
    with qtbot.waitSignal(preview.wipe_moved) as moved:
        qtbot.mouseMove(preview, QPoint(160, 200))
    qtbot.mouseRelease(preview, Qt.MouseButton.LeftButton, pos=QPoint(160, 200))
    assert moved.args == [0.25]

    qtbot.mouseMove(preview, QPoint(600, 200))
    assert preview.wipe == 0.25


def test_the_wipe_stays_within_the_picture(preview):
    preview.set_wipe(1.7)
    assert preview.wipe == 1.0
    preview.set_wipe(-1)
    assert preview.wipe == 0.0


def test_a_double_click_asks_for_the_full_screen(qtbot, preview):
    with qtbot.waitSignal(preview.full_screen_requested):
        qtbot.mouseDClick(preview, Qt.MouseButton.LeftButton)


def test_a_placeholder_stands_in_for_the_picture_and_moves_while_busy(qtbot, preview, sink, make_frame):
    show(qtbot, preview, sink, make_frame(level=255))
    preview.set_placeholder("Starting the camera…", busy=True)
    first = preview.grab().toImage()

    assert first.pixelColor(100, 100).red() < 60
    assert "Starting the camera" in preview.accessibleDescription()
    qtbot.waitUntil(lambda: preview.grab().toImage() != first)

    preview.clear_placeholder()
    assert color_at(preview, 100, 100) == (255, 255, 255)
    assert not preview._spin_timer.isActive()


def test_before_the_first_picture_it_says_what_it_waits_for(qtbot, preview, sink, make_frame):
    assert preview.placeholder == "Waiting for the first picture…"
    preview.set_notice("Loading the network…", busy=True)
    assert preview.placeholder == "Loading the network…"
    first = preview.grab().toImage()
    assert len({first.pixel(x, 240) for x in range(640)} | {first.pixel(320, y) for y in range(480)}) > 1
    preview.set_notice("")
    assert preview._spin_timer.isActive()

    show(qtbot, preview, sink, make_frame(level=255))
    assert preview.placeholder == ""
    assert color_at(preview, 100, 100) == (255, 255, 255)
    assert not preview._spin_timer.isActive()


def test_measurements_cover_a_corner_and_go_again(qtbot, preview, sink, make_frame):
    show(qtbot, preview, sink, make_frame(level=255))
    preview.set_measurements((("Source", "30 fps"), ("Latency", "21 ms")))
    assert color_at(preview, 20, 80) != (255, 255, 255)

    preview.set_measurements(())
    assert color_at(preview, 20, 80) == (255, 255, 255)


def test_the_delay_from_capture_to_screen_is_measured(qtbot, preview, sink, make_frame):
    assert preview.shown_latency() is None
    show(qtbot, preview, sink, make_frame())
    latency = preview.shown_latency()
    assert 0 < latency.p50_ms <= latency.p95_ms <= latency.p99_ms < 5000


def test_a_pointer_that_rests_is_hidden_on_the_full_screen_alone(qtbot, preview):
    preview._pointer_timer.setInterval(1)
    preview.set_rounded(False)
    qtbot.waitUntil(lambda: preview.cursor().shape() is Qt.CursorShape.BlankCursor)
    qtbot.mouseMove(preview, QPoint(10, 10))
    qtbot.mouseMove(preview, QPoint(20, 20))
    preview.set_rounded(True)
    assert preview.cursor().shape() is Qt.CursorShape.ArrowCursor
    assert not preview._pointer_timer.isActive()


class PaintedRects(QObject):
    """What a widget had to paint anew."""

    def __init__(self, widget):
        super().__init__()
        self.rects = []
        widget.installEventFilter(self)

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            self.rects.append(event.rect())
        return False


def test_a_window_that_waits_paints_what_turns_and_nothing_else(qtbot, preview):
    preview.set_placeholder("No picture", "Plug the camera in.", busy=True)
    qtbot.waitUntil(preview._spin_timer.isActive)
    still = preview.grab().toImage()
    painted = PaintedRects(preview)
    qtbot.waitUntil(lambda: len(painted.rects) > 4)
    turned = preview.grab().toImage()
    box = QRect(preview.rect().center() - QPoint(20, 66), QSize(40, 40))
    assert all(box.contains(rect) for rect in painted.rects[2:5])
    differing = [
        (x, y) for y in range(480) for x in range(0, 640, 2) if still.pixel(x, y) != turned.pixel(x, y)
    ]
    assert differing
    assert all(box.contains(*place) for place in differing)
    assert preview._spin_timer.interval() >= 75  # 0.75 % of a core, where 33 ms and the whole view took 4 %


def test_a_window_in_the_task_bar_wants_no_picture(qtbot, preview, sink):
    assert sink.wanted
    preview.showMinimized()
    qtbot.waitUntil(lambda: not sink.wanted)
    preview.showNormal()
    qtbot.waitUntil(lambda: sink.wanted)
