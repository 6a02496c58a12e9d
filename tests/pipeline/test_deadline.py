from __future__ import annotations

import threading

from rtstyle.pipeline.deadline import Deadline


def test_what_is_over_is_not_waited_for() -> None:
    event = threading.Event()
    now = Deadline(0.0)
    assert now.over
    assert not now.wait(event)
    event.set()
    assert now.wait(event)


def test_never_ends_only_with_what_it_waits_for() -> None:
    never, event = Deadline(None), threading.Event()
    thread = threading.Thread(target=event.wait)
    thread.start()
    assert not never.over
    assert not Deadline(0.0).join(thread)
    event.set()
    assert never.join(thread)
    assert never.wait(event)


def test_the_sooner_of_two() -> None:
    assert Deadline(None).sooner(0.0).over
    assert Deadline(0.0).sooner(60.0).over
    assert not Deadline(60.0).sooner(60.0).over
    assert not Deadline(None).sooner(60.0).over
