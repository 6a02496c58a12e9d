"""A pipeline where every frame counts."""

from __future__ import annotations

import threading

import pytest
from pipeline_doubles import (
    WAIT_S,
    CollectingSink,
    Events,
    InvertingStylizer,
    ListSource,
    make_frame,
    styled,
)

from rtstyle.errors import MediaReadError, MediaWriteError, ModelError, UsageError
from rtstyle.pipeline.events import EventKind
from rtstyle.pipeline.pipeline import Pipeline
from rtstyle.sinks.null import NullSink


def frames(count):
    return [make_frame(index, pts=3 * index + index % 2) for index in range(count)]


def test_every_frame_reaches_every_sink_in_order_with_its_time():
    source, sinks = ListSource(frames(200)), [CollectingSink(), CollectingSink()]
    pipeline = Pipeline(source, sinks, make_stylizer=styled())
    pipeline.run()
    for sink in sinks:
        assert sink.levels == [255 - index for index in range(200)]
        assert [frame.pts for frame in sink.frames] == [frame.pts for frame in source.frames]
        assert sink.calls == ["open", "close"]
        assert sink.infos == [source.info]
    assert source.closed
    assert pipeline.monitor.snapshot().dropped == {
        "capture": 0,
        "rate": 0,
        "engine": 0,
        "collecting": 0,
        "collecting-2": 0,
    }


def test_one_thread_owns_the_stylizer_and_each_sink_has_its_own():
    sinks, make = [CollectingSink(), CollectingSink()], styled()
    Pipeline(ListSource(frames(5)), sinks, make_stylizer=make).run()
    assert make.made.threads == {"rtstyle-engine"}
    assert [sink.threads for sink in sinks] == [{"rtstyle-sink-collecting"}, {"rtstyle-sink-collecting-2"}]
    assert make.made.closed


def test_the_stylizer_learns_the_time_of_each_frame():
    make = styled()
    Pipeline(ListSource(frames(4)), [NullSink()], make_stylizer=make).run()
    assert make.made.seconds == [pts / 30 for pts in (0, 4, 6, 10)]


def test_a_slow_sink_holds_everyone_back_and_nothing_is_dropped():
    gate, fast = threading.Event(), CollectingSink()
    slow = CollectingSink(gate=gate)
    source = ListSource(frames(60))
    pipeline = Pipeline(source, [fast, slow], make_stylizer=styled())
    pipeline.start()
    assert slow.writing.wait(WAIT_S)
    assert not pipeline.wait(0.1)
    assert len(fast.frames) < 30
    gate.set()
    assert pipeline.wait(WAIT_S)
    assert len(fast.frames) == len(slow.frames) == 60


def test_the_end_is_told():
    events = Events()
    source = ListSource(frames(3))
    Pipeline(source, [NullSink()], make_stylizer=styled(), on_event=events).run()
    kinds = [event.kind for event in events.seen]
    assert kinds[-2:] == [EventKind.SINK_CLOSED, EventKind.ENDED]
    assert events.of(EventKind.STARTED)[0].info == source.info
    assert events.of(EventKind.ENGINE_READY)[0].name == "cpu"


def test_an_empty_stream_ends():
    sink = CollectingSink()
    Pipeline(ListSource([]), [sink], make_stylizer=styled()).run()
    assert sink.calls == ["open", "close"]


def test_a_source_that_fails_aborts_all_sinks_and_raises():
    sinks = [CollectingSink(), CollectingSink()]
    source = ListSource(frames(10), error=MediaReadError("frame 10 is damaged"))
    with pytest.raises(MediaReadError, match="frame 10"):
        Pipeline(source, sinks, make_stylizer=styled()).run()
    assert [sink.calls[-1] for sink in sinks] == ["abort", "abort"]
    assert source.closed


def test_a_source_that_changes_its_size_is_refused():
    sink = CollectingSink()
    source = ListSource([make_frame(0), make_frame(1, 32, 24)])
    with pytest.raises(MediaReadError, match="16x12 to 32x24 at frame 1"):
        Pipeline(source, [sink], make_stylizer=styled()).run()
    assert sink.calls[-1] == "abort"


@pytest.mark.parametrize("error", [MediaWriteError("the disk is full"), ZeroDivisionError("a bug")])
def test_a_sink_that_fails_aborts_the_others_and_raises(error, caplog):
    good, bad = CollectingSink(), CollectingSink(fail_at=3, error=error)
    events = Events()
    with pytest.raises(type(error)):
        Pipeline(ListSource(frames(100)), [good, bad], make_stylizer=styled(), on_event=events).run()
    assert good.calls[-1] == "abort"
    assert bad.calls[-1] == "abort"
    assert events.of(EventKind.SINK_FAILED)[0].name == "collecting-2"
    assert events.seen[-1].kind == EventKind.FAILED
    # Only what nobody foresaw is worth a traceback.
    assert bool(caplog.records) == isinstance(error, ZeroDivisionError)


@pytest.mark.parametrize("where", ["open_error", "close_error"])
def test_a_sink_that_cannot_be_opened_or_closed_raises(where):
    sink = CollectingSink(**{where: MediaWriteError("the folder is read-only")})
    with pytest.raises(MediaWriteError, match="read-only"):
        Pipeline(ListSource(frames(3)), [sink], make_stylizer=styled()).run()
    assert sink.calls[-1] == "abort"


def test_an_engine_that_fails_aborts_and_raises():
    sink, make = CollectingSink(), styled(errors=[None, RuntimeError("out of memory")])
    with pytest.raises(RuntimeError, match="out of memory"):
        Pipeline(ListSource(frames(5)), [sink], make_stylizer=make).run()
    assert sink.calls[-1] == "abort"
    assert make.made.closed


def test_a_stylizer_that_cannot_be_made_raises():
    def make():
        raise ModelError("the weights are missing")

    sink = CollectingSink()
    with pytest.raises(ModelError, match="weights"):
        Pipeline(ListSource(frames(50)), [sink], make_stylizer=make).run()
    assert sink.calls[-1] == "abort"


def test_stopping_in_the_middle_aborts():
    gate = threading.Event()
    sink, events = CollectingSink(gate=gate), Events()
    pipeline = Pipeline(ListSource(frames(500)), [sink], make_stylizer=styled(), on_event=events)
    pipeline.start()
    assert sink.writing.wait(WAIT_S)
    assert pipeline.stop(0.05) == ("rtstyle-sink-collecting",)
    gate.set()
    assert pipeline.stop() == ()
    assert len(sink.frames) <= 1
    assert sink.calls[-1] == "abort"
    assert events.seen[-1].kind == EventKind.STOPPED


def test_an_interrupted_run_stops_everything(monkeypatch):
    sink = CollectingSink()
    pipeline = Pipeline(ListSource(frames(20)), [sink], make_stylizer=styled())

    def interrupt(timeout_s=None):
        sink.wait_for_frames(1)
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "wait", interrupt)
    gate = sink.gate = threading.Event()
    sink.writing.clear()
    threading.Timer(0.05, gate.set).start()
    with pytest.raises(KeyboardInterrupt):
        pipeline.run()
    assert not pipeline.running


def test_commands_run_in_the_engine_thread_once_the_stylizer_is_there():
    pipeline = Pipeline(ListSource(frames(50)), [NullSink()], make_stylizer=styled())
    name = pipeline.submit(lambda _: threading.current_thread().name)
    failing = pipeline.submit(lambda _: 1 // 0)
    pipeline.run()
    assert name.result(0) == "rtstyle-engine"
    with pytest.raises(ZeroDivisionError):
        failing.result(0)
    assert pipeline.submit(lambda _: None).cancelled()


def test_a_hook_sees_each_frame_before_the_stylizer_does():
    seen, sink = [], CollectingSink()
    Pipeline(
        ListSource(frames(5)),
        [sink],
        make_stylizer=styled(),
        before_frame=lambda stylizer, frame: seen.append((stylizer.calls.count("stylize"), frame.index)),
    ).run()
    assert seen == [(index, index) for index in range(5)]


def test_a_borrowed_stylizer_stays_open():
    stylizer = InvertingStylizer()
    Pipeline(ListSource(frames(2)), make_stylizer=lambda: stylizer, close_stylizer=False).run()
    assert not stylizer.closed


def test_a_pipeline_runs_once():
    pipeline = Pipeline(ListSource(frames(1)), make_stylizer=styled())
    pipeline.run()
    with pytest.raises(UsageError, match="runs once"):
        pipeline.start()
    with pytest.raises(UsageError, match="over"):
        pipeline.add_sink(NullSink())
    assert pipeline.stop() == ()


def test_stopping_before_the_start_is_harmless():
    pipeline = Pipeline(ListSource(frames(1)), [NullSink()], make_stylizer=styled())
    assert pipeline.stop() == ()
    with pytest.raises(UsageError, match="runs once"):
        pipeline.start()
    assert pipeline.submit(lambda _: None).cancelled()


def test_an_observer_that_raises_harms_nobody(caplog):
    def observer(event):
        raise ValueError("a bug in the window")

    sink = CollectingSink()
    Pipeline(ListSource(frames(3)), [sink], make_stylizer=styled(), on_event=observer).run()
    assert len(sink.frames) == 3
    assert "observer" in caplog.text


def test_only_live_sources_are_exchanged():
    pipeline = Pipeline(ListSource(frames(1)), make_stylizer=styled())
    with pytest.raises(UsageError, match="live"):
        pipeline.set_source(ListSource([]))
