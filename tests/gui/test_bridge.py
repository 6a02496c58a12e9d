from __future__ import annotations

import threading

import pytest
from window_fixtures import until

from rtstyle.errors import MediaReadError
from rtstyle.gui.bridge import Background


@pytest.fixture
def background(qapp):
    result = Background()
    yield result
    result.close()


def test_work_is_done_beside_the_window_and_its_result_used_in_it(qtbot, background):
    threads = []
    background.run(lambda: threads.append(threading.current_thread()) or 6, threads.append)
    until(qtbot, lambda: len(threads) == 2)
    assert threads[0] is not threading.main_thread()
    assert threads[1] == 6


def test_a_call_from_another_thread_arrives_in_the_windows(qtbot, background):
    callers = []
    thread = threading.Thread(
        target=lambda: background.call(lambda: callers.append(threading.current_thread()))
    )
    thread.start()
    thread.join()
    assert callers == []
    until(qtbot, lambda: callers == [threading.main_thread()])


def test_nothing_arrives_after_the_end(qtbot, background):
    arrived = []
    background.run(lambda: 1, arrived.append)
    background.close()
    background.run(lambda: 2, arrived.append)
    qtbot.wait(20)
    assert arrived == []


def test_a_known_failure_is_told_and_an_unknown_one_is_told_and_logged(qtbot, background, caplog):
    def fail():
        raise MediaReadError("cannot read a.png: it is empty")

    with qtbot.waitSignal(background.failed) as failed:
        background.run(fail)
    assert failed.args == ["cannot read a.png: it is empty"]

    with qtbot.waitSignal(background.failed) as failed:
        background.run(lambda: 1 / 0)
    assert failed.args == ["something went wrong that should not have: division by zero"]
    until(qtbot, lambda: "ZeroDivisionError" in caplog.text)
