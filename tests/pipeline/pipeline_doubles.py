"""Small real parts for pipelines: sources, stylizers and sinks that a test holds the strings of."""

from __future__ import annotations

import threading
import time
from fractions import Fraction
from types import SimpleNamespace

import numpy as np

from rtstyle.errors import SinkError, UnknownStyleError
from rtstyle.frame import StreamInfo, VideoFrame

RATE = Fraction(30)
WAIT_S = 10.0


def make_info(width=16, height=12, *, count=None, rate=RATE):
    return StreamInfo(width, height, rate, 1 / RATE, count)


def make_frame(index, width=16, height=12, *, pts=None):
    image = np.full((height, width, 3), index % 256, np.uint8)
    return VideoFrame(image, index, index if pts is None else pts, 1 / RATE, time.monotonic_ns())


class ListSource:
    """A file in memory: delivers its frames as fast as they are asked for, then raises or ends."""

    live = False

    def __init__(self, frames, error=None):
        self.frames, self.error = list(frames), error
        self.info = make_info(count=len(self.frames))
        self.closed = False

    def open(self):
        self._rest = iter(self.frames)
        return self.info

    def read(self):
        frame = next(self._rest, None)
        if frame is None and self.error is not None:
            raise self.error
        return frame

    def close(self):
        self.closed = True


class PuppetSource:
    """A camera on strings: delivers what the test pushes, and waits until it does."""

    live = True

    def __init__(self, info=None, opening=()):
        self.info = info or make_info()
        self.opened = self.closed = self.reads = 0
        self._opening = list(opening)
        self._items = []
        self._index = 0
        self._open = False
        self._changed = threading.Condition()

    def _put(self, item):
        with self._changed:
            self._items.append(item)
            self._changed.notify_all()

    def push(self, width=16, height=12, *, skip=0):
        self._index += skip
        self._put((self._index, width, height))
        self._index += 1

    def fail(self, error):
        self._put(error)

    def end(self):
        self._put(None)

    def open(self):
        if self._opening and (error := self._opening.pop(0)) is not None:
            raise error
        with self._changed:
            self.opened += 1
            self._open = True
            self._changed.notify_all()
        return self.info

    def read(self):
        with self._changed:
            self.reads += 1
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._items or not self._open)
            item = self._items.pop(0) if self._open else None
        if isinstance(item, Exception):
            raise item
        return None if item is None else make_frame(*item)

    def close(self):
        with self._changed:
            self.closed += 1
            self._open = False
            self._index = 0
            self._changed.notify_all()

    def wait_for_reads(self, count):
        """Waits for that many calls of read; all frames before them have gone their way."""
        with self._changed:
            assert self._changed.wait_for(lambda: self.reads >= count, WAIT_S)

    def wait_for_opening(self, count):
        with self._changed:
            assert self._changed.wait_for(lambda: self.opened >= count, WAIT_S)


class TickingSource:
    """A camera that keeps to the clock."""

    live = True

    def __init__(self, rate=Fraction(100), size=(16, 12)):
        self.rate, self.size = rate, size
        self._closed = threading.Event()

    def open(self):
        self._closed.clear()
        self._begun = time.monotonic()
        self._index = 0
        return make_info(*self.size, rate=self.rate)

    def read(self):
        due = self._begun + float(self._index / self.rate)
        if self._closed.wait(max(0.0, due - time.monotonic())):
            return None
        self._index += 1
        return make_frame(self._index - 1, *self.size)

    def close(self):
        self._closed.set()


class InvertingStylizer:
    """Inverts pictures once it has a style, and notes who called what."""

    device, device_note = "cpu", ""

    def __init__(self, *, prepare_gate=None, errors=()):
        self.size = None
        self.strength = 1.0
        self.style = None
        self.calls = []
        self.threads = set()
        self.seconds = []
        self.prepare_gate = prepare_gate
        self.preparing = threading.Event()
        self.errors = list(errors)
        self.closed = False

    def _note(self, name):
        self.calls.append(name)
        self.threads.add(threading.current_thread().name)

    def prepare(self, style):
        self.preparing.set()
        if self.prepare_gate is not None:
            assert self.prepare_gate.wait(WAIT_S)
        if style == "broken":
            raise UnknownStyleError("no style named broken")
        return SimpleNamespace(style=style)

    def prepare_size(self, width, height, size):
        pass

    def painting_size(self, width, height):
        side = self.size or min(width, height)
        return side * width // min(width, height), side * height // min(width, height)

    def set_style(self, style, *, fade_s=0.0):
        self._note("set_style")
        self.style, self.fade_s = getattr(style, "style", style), fade_s

    def stylize(self, image, *, seconds=None):
        self._note("stylize")
        self.seconds.append(seconds)
        if self.errors and (error := self.errors.pop(0)) is not None:
            raise error
        return 255 - image

    def reset(self):
        self._note("reset")

    def warm_up(self, width, height):
        self._note(f"warm_up {width}x{height}")

    def close(self):
        self._note("close")
        self.closed = True


def styled(style="plain", **options):
    """A factory of a stylizer that has its style, as an exact pipeline needs it."""

    def make():
        stylizer = InvertingStylizer(**options)
        stylizer.set_style(style)
        make.made = stylizer
        return stylizer

    return make


class CollectingSink:
    """Keeps everything. ``fail_at``: raises at that frame. ``gate``: writes wait for it."""

    def __init__(self, *, fail_at=None, error=None, gate=None, open_error=None, close_error=None):
        self.frames, self.infos, self.calls, self.threads = [], [], [], set()
        self.fail_at, self.gate = fail_at, gate
        self.error = error or SinkError("the cable was pulled")
        self.open_error, self.close_error = open_error, close_error
        self.opened, self.writing = threading.Event(), threading.Event()
        self._changed = threading.Condition()

    def _note(self, name):
        self.calls.append(name)
        self.threads.add(threading.current_thread().name)

    def open(self, info):
        self._note("open")
        if self.open_error is not None:
            raise self.open_error
        self.infos.append(info)
        self.opened.set()

    def write(self, frame):
        self.writing.set()
        if self.gate is not None:
            assert self.gate.wait(WAIT_S)
        if self.fail_at == len(self.frames):
            raise self.error
        with self._changed:
            self.frames.append(frame)
            self._changed.notify_all()

    def close(self):
        self._note("close")
        if self.close_error is not None:
            raise self.close_error

    def abort(self):
        self._note("abort")

    def wait_for_frames(self, count):
        with self._changed:
            enough = self._changed.wait_for(lambda: len(self.frames) >= count, WAIT_S)
        assert enough, f"{len(self.frames)} frames came, {count} were expected"

    def wait_until(self, condition):
        with self._changed:
            assert self._changed.wait_for(lambda: self.frames and condition(self.frames[-1]), WAIT_S)

    @property
    def levels(self):
        return [int(frame.image[0, 0, 0]) for frame in self.frames]


class Events:
    """An observer that can be waited for."""

    def __init__(self):
        self.seen = []
        self._changed = threading.Condition()

    def __call__(self, event):
        with self._changed:
            self.seen.append(event)
            self._changed.notify_all()

    def of(self, kind):
        return [event for event in self.seen if event.kind == kind]

    def wait_for(self, kind, count=1):
        with self._changed:
            came = self._changed.wait_for(lambda: len(self.of(kind)) >= count, WAIT_S)
        assert came, f"no {kind} among {[event.kind.value for event in self.seen]}"
        return self.of(kind)[count - 1]
