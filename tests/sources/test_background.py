from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import pytest

from rtstyle.sources.background import BackgroundReader

if TYPE_CHECKING:
    from collections.abc import Generator


class Producer:
    """A generator on strings: yields what the test hands over, one thing at a time."""

    def __init__(self, *, deaf: bool = False) -> None:
        self.things: list[object] = []
        self.more = threading.Semaphore(0)
        self.taken = threading.Semaphore(0)
        self.released = threading.Event()
        self.deaf = deaf

    def give(self, thing: object) -> None:
        self.things.append(thing)
        self.more.release()

    def __call__(self, stopping: threading.Event) -> Generator[object, None, None]:
        try:
            while True:
                while not self.more.acquire(timeout=0.01):
                    if stopping.is_set() and not self.deaf:
                        return
                thing = self.things.pop(0)
                if isinstance(thing, BaseException):
                    raise thing
                yield thing
                self.taken.release()
        finally:
            self.released.set()


def test_the_newest_thing_wins_and_its_number_tells_what_was_missed() -> None:
    producer = Producer()
    reader = BackgroundReader(producer, "test-reader")
    reader.start()
    producer.give("a")
    first = reader.newest(5)
    assert first is not None
    assert (first.value, first.number) == ("a", 0)
    for thing in "bcd":
        producer.give(thing)
    # The generator is resumed for the fourth thing's successor only when the fourth is kept.
    for _ in range(4):
        assert producer.taken.acquire(timeout=5)
    newest = reader.newest(5)
    assert newest is not None
    assert (newest.value, newest.number) == ("d", 3)
    assert newest.captured_ns > first.captured_ns
    assert reader.rate > 0
    assert reader.newest(0.01) is None
    assert not reader.ended
    assert reader.stop()
    assert producer.released.is_set()


def test_an_error_is_raised_where_it_is_waited_for_after_what_came_before() -> None:
    producer = Producer()
    producer.give("last words")
    producer.give(ValueError("broken"))
    reader = BackgroundReader(producer, "test-reader")
    reader.start()
    assert producer.released.wait(5)
    assert not reader.ended
    assert reader.newest(5).value == "last words"
    with pytest.raises(ValueError, match="broken"):
        reader.newest(5)
    assert reader.ended


def test_nothing_is_no_reading() -> None:
    producer = Producer()
    producer.give(None)
    producer.give("something")
    reader = BackgroundReader(producer, "test-reader")
    reader.start()
    reading = reader.newest(5)
    assert (reading.value, reading.number) == ("something", 0)
    reader.stop()


def test_stopping_wakes_who_waits() -> None:
    reader = BackgroundReader(Producer(), "test-reader")
    reader.start()
    answers = []
    waiting = threading.Thread(target=lambda: answers.append(reader.newest(30)))
    waiting.start()
    started = time.monotonic()
    assert reader.stop()
    waiting.join(5)
    assert answers == [None]
    assert time.monotonic() - started < 2
    assert reader.ended


def test_a_hanging_call_is_left_behind() -> None:
    producer = Producer(deaf=True)
    reader = BackgroundReader(producer, "test-reader")
    reader.start()
    answers = []
    waiting = threading.Thread(target=lambda: answers.append(reader.newest(30)))
    waiting.start()
    assert not reader.stop(patience_s=0.05)
    waiting.join(5)
    assert answers == [None]
    producer.give("awake")
    assert producer.released.wait(5)
