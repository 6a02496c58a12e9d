"""Hand-over between threads."""

from __future__ import annotations

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rtstyle.errors import UsageError
from rtstyle.pipeline.buffer import BoundedQueue, LatestFrame, NewestFrames


def in_thread(function):
    """Starts a thread; returns what joins it and hands its result over."""
    results = []
    thread = threading.Thread(target=lambda: results.append(function()))
    thread.start()

    def result():
        thread.join(10)
        assert not thread.is_alive()
        return results[0]

    return result


@given(st.lists(st.integers(), max_size=30), st.integers(1, 5))
def test_the_newest_stay_in_order_and_every_drop_is_counted(items, capacity):
    buffer = NewestFrames(capacity)
    dropped = [buffer.put(item) for item in items]
    kept = [buffer.get(0) for _ in range(len(buffer))]
    assert kept == items[-capacity:]
    assert [item for item in dropped if item is not None] == items[: len(items) - len(kept)]
    assert buffer.dropped == len(items) - len(kept)


def test_latest_frame_holds_one():
    slot = LatestFrame()
    assert slot.put("old") is None
    assert slot.put("new") == "old"
    assert len(slot) == 1
    assert slot.get() == "new"
    assert slot.dropped == 1


@pytest.mark.parametrize("make", [LatestFrame, lambda: BoundedQueue(2)])
def test_get_waits_for_an_item(make):
    buffer = make()
    result = in_thread(buffer.get)
    buffer.put("frame")
    assert result() == "frame"


@pytest.mark.parametrize("make", [LatestFrame, lambda: BoundedQueue(2)])
def test_get_gives_up_after_its_timeout(make):
    assert make().get(0.01) is None


@pytest.mark.parametrize("make", [LatestFrame, lambda: BoundedQueue(2)])
def test_closing_wakes_who_waits(make):
    buffer = make()
    result = in_thread(buffer.get)
    buffer.close()
    assert result() is None
    assert buffer.finished


@pytest.mark.parametrize("make", [LatestFrame, lambda: BoundedQueue(2)])
def test_what_was_put_before_closing_can_be_taken(make):
    buffer = make()
    buffer.put("frame")
    buffer.close()
    assert buffer.closed
    assert not buffer.finished
    assert buffer.get() == "frame"
    assert buffer.get() is None
    assert buffer.finished


@pytest.mark.parametrize("make", [LatestFrame, lambda: BoundedQueue(2)])
def test_closing_with_discard_leaves_nothing(make):
    buffer = make()
    buffer.put("frame")
    buffer.close(discard=True)
    assert buffer.finished
    buffer.put("late")
    assert buffer.get() is None


@pytest.mark.parametrize("make", [LatestFrame, lambda: BoundedQueue(2)])
def test_a_wake_before_the_wait_is_not_lost(make):
    buffer = make()
    buffer.wake()
    assert buffer.get() is None
    buffer.put("frame")
    assert buffer.get() == "frame"


def test_a_full_queue_makes_the_putter_wait():
    queue = BoundedQueue(2)
    assert queue.put(0)
    assert queue.put(1)
    assert not queue.put(2, timeout=0.01)
    result = in_thread(lambda: queue.put(2))
    assert queue.get() == 0
    assert result()
    assert [queue.get(), queue.get()] == [1, 2]


def test_closing_wakes_the_putter_who_keeps_the_item():
    queue = BoundedQueue(1)
    queue.put(0)
    result = in_thread(lambda: queue.put(1))
    queue.close()
    assert not result()
    assert queue.get() == 0
    assert queue.finished


def test_a_queue_carries_everything_in_order_between_threads():
    queue = BoundedQueue(3)

    def produce():
        for number in range(500):
            assert queue.put(number)
        queue.close()

    produced = in_thread(produce)
    taken = []
    while not queue.finished:
        item = queue.get()
        if item is not None:
            taken.append(item)
        assert len(queue) <= 3
    produced()
    assert taken == list(range(500))


def test_a_buffer_without_room_is_refused():
    with pytest.raises(UsageError, match="at least 1"):
        BoundedQueue(0)
