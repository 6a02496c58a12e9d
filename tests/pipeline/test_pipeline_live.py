"""A pipeline where the newest frame wins, and what may go wrong meanwhile."""

from __future__ import annotations

import dataclasses
import threading
import time
from fractions import Fraction

import pytest
from media_fixtures import Clip, make_clip
from pipeline_doubles import (
    WAIT_S,
    CollectingSink,
    Events,
    InvertingStylizer,
    PuppetSource,
    TickingSource,
    make_frame,
    make_info,
    styled,
)

from rtstyle.errors import (
    MediaReadError,
    ModelError,
    SinkError,
    SourceError,
    SourceLostError,
    UnknownStyleError,
    UsageError,
)
from rtstyle.pipeline import capture_thread
from rtstyle.pipeline.events import EventKind
from rtstyle.pipeline.pipeline import Pipeline
from rtstyle.sources.playback import PlaybackSource


@pytest.fixture
def source():
    return PuppetSource()


@pytest.fixture
def sink():
    return CollectingSink()


@pytest.fixture
def events():
    return Events()


@pytest.fixture(scope="module")
def clip(tmp_path_factory):
    return make_clip(tmp_path_factory.mktemp("live") / "clip.mp4", Clip(frames=10, rate=Fraction(25)))


@pytest.fixture
def quick_retries(monkeypatch):
    monkeypatch.setattr(capture_thread, "FIRST_RETRY_S", 0.001)


def is_stylized(frame):
    return frame.image[0, 0, 0] == 255 - frame.index % 256


def is_plain(frame):
    return frame.image[0, 0, 0] == frame.index % 256


def running(source, sinks, events, stylizer=None, **options):
    stylizer = stylizer or InvertingStylizer()
    return Pipeline(source, sinks, make_stylizer=lambda: stylizer, on_event=events, **options)


def test_plain_frames_come_while_the_model_is_loaded_and_stylized_ones_after(source, sink, events):
    loading = threading.Event()

    def make():
        assert loading.wait(WAIT_S)
        return InvertingStylizer()

    with Pipeline(source, [sink], make_stylizer=make, on_event=events) as pipeline:
        for _ in range(3):
            source.push()
        sink.wait_for_frames(3)
        assert all(is_plain(frame) for frame in sink.frames)
        loading.set()
        pipeline.set_style("wave").result(WAIT_S)
        source.push()
        sink.wait_for_frames(4)
    assert is_stylized(sink.frames[-1])
    assert [frame.index for frame in sink.frames] == [0, 1, 2, 3]
    assert pipeline.monitor.snapshot().frames_plain == 3


def test_a_file_waits_at_its_first_frame_until_the_engine_has_its_style(clip, sink, events):
    loading, preparing = threading.Event(), threading.Event()

    def make():
        assert loading.wait(WAIT_S)
        return InvertingStylizer(prepare_gate=preparing)

    with Pipeline(
        PlaybackSource(clip), [sink], make_stylizer=make, style="wave", on_event=events
    ) as pipeline:
        sink.wait_for_frames(1)
        loading.set()
        events.wait_for(EventKind.ENGINE_READY)
        assert not pipeline.wait(0.1)
        assert pipeline.monitor.snapshot().frames_in == 0
        preparing.set()
        assert pipeline.wait(WAIT_S)
    # The first frame was there to be looked at, once, before it was played.
    assert [frame.index for frame in sink.frames[:3]] == [0, 0, 1]
    still, *played = sink.frames
    plain = still.image.astype(int)
    assert abs(played[0].image + plain - 255).max() == 0
    assert played[-1].index == 9
    times = [(frame.captured_ns - played[0].captured_ns) / 1e9 for frame in played]
    assert times[1] >= played[1].seconds - 0.005


def test_a_file_whose_style_cannot_be_used_is_played_as_it_is(clip, sink, events):
    with running(PlaybackSource(clip), [sink], events, style="broken") as pipeline:
        assert pipeline.wait(WAIT_S)
    assert sink.frames[-1].index == 9


def test_a_held_file_waits_for_play_and_for_every_sink_to_be_open(clip, events):
    may_open = threading.Event()

    class Slow(CollectingSink):
        def open(self, info):
            assert may_open.wait(WAIT_S)
            super().open(info)

    slow, quick = Slow(), CollectingSink()
    with running(PlaybackSource(clip), [], events, style="wave", hold=True) as pipeline:
        events.wait_for(EventKind.STYLE_CHANGED)
        assert not pipeline.wait(0.1)
        assert pipeline.monitor.snapshot().frames_in == 0
        pipeline.add_sink(slow)
        pipeline.add_sink(quick)
        assert quick.opened.wait(WAIT_S)
        assert pipeline.monitor.snapshot().frames_in == 0
        pipeline.play()
        assert not pipeline.wait(0.1)
        assert pipeline.monitor.snapshot().frames_in == 0
        may_open.set()
        assert pipeline.wait(WAIT_S)
    for sink in (slow, quick):
        assert [frame.index for frame in sink.frames[:2]] == [0, 1]


def test_a_held_file_can_be_stopped_and_exchanged(clip, sink, events):
    source = PuppetSource()
    with running(PlaybackSource(clip), [sink], events, hold=True) as pipeline:
        events.wait_for(EventKind.STARTED)
        pipeline.set_source(source)
        source.push()
        sink.wait_until(lambda frame: frame.image.shape == (12, 16, 3))
    with running(PlaybackSource(clip), [], events, hold=True) as pipeline:
        events.wait_for(EventKind.STARTED, 3)
    assert pipeline.wait(0)


def test_the_stylizer_warms_up_for_the_stream(source, sink, events):
    gate = threading.Event()
    stylizer = InvertingStylizer()

    def make():
        assert gate.wait(WAIT_S)
        return stylizer

    with Pipeline(source, [sink], make_stylizer=make, on_event=events, size=8):
        events.wait_for(EventKind.STARTED)
        gate.set()
        events.wait_for(EventKind.ENGINE_READY)
    assert "warm_up 16x12" in stylizer.calls
    assert stylizer.size == 8


def test_the_first_style_is_set_without_a_fade_and_later_ones_with(source, sink, events):
    stylizer = InvertingStylizer()
    with running(source, [sink], events, stylizer, style="wave") as pipeline:
        assert events.wait_for(EventKind.STYLE_CHANGED).name == "wave"
        assert stylizer.fade_s == 0.0
        pipeline.set_style({"wave": 0.3, "ink": 0.7}).result(WAIT_S)
        assert stylizer.fade_s == 0.6
        assert events.wait_for(EventKind.STYLE_CHANGED, 2).name == "wave + ink"


def test_a_busy_engine_gets_the_newest_frame_and_drops_are_counted(source, sink, events):
    entered, gate = threading.Event(), threading.Event()

    def hold(_stylizer, _frame):
        entered.set()
        assert gate.wait(WAIT_S)

    pipeline = running(source, [sink], events, style="wave", before_frame=hold)
    with pipeline:
        events.wait_for(EventKind.STYLE_CHANGED)
        source.push()
        assert entered.wait(WAIT_S)
        for _ in range(5):
            source.push()
        source.wait_for_reads(7)
        gate.set()
        sink.wait_for_frames(2)
    assert [frame.index for frame in sink.frames] == [0, 5]
    assert pipeline.monitor.snapshot().dropped["engine"] == 4


def test_frames_that_the_source_missed_are_counted(source, sink, events):
    pipeline = running(source, [sink], events)
    with pipeline:
        source.push(skip=2)
        sink.wait_for_frames(1)
        source.push(skip=3)
        sink.wait_for_frames(2)
    assert pipeline.monitor.snapshot().dropped["capture"] == 5


def test_a_slow_sink_misses_frames_and_the_others_do_not(source, events):
    gate = threading.Event()
    slow, fast = CollectingSink(gate=gate), CollectingSink()
    pipeline = running(source, [fast], events)
    pipeline.add_sink(slow, "slow", buffer_frames=2)
    with pipeline:
        source.push()
        assert slow.writing.wait(WAIT_S)
        for count in range(10):
            source.push()
            fast.wait_for_frames(count + 2)
        assert pipeline.monitor.snapshot().dropped["slow"] == 8
        gate.set()
        slow.wait_for_frames(3)
    assert [frame.index for frame in slow.frames] == [0, 9, 10]
    assert [frame.index for frame in fast.frames] == list(range(11))


def test_a_sink_that_fails_is_taken_out_and_the_others_go_on(source, sink, events):
    bad = CollectingSink(fail_at=1)
    pipeline = running(source, [sink], events)
    pipeline.add_sink(bad, "bad")
    with pipeline:
        for count in range(4):
            source.push()
            sink.wait_for_frames(count + 1)
        event = events.wait_for(EventKind.SINK_FAILED)
        assert (event.name, event.message) == ("bad", "the cable was pulled")
        assert pipeline.sinks == ("collecting",)
        source.push()
        sink.wait_for_frames(5)
        assert pipeline.running
    assert bad.calls == ["open", "abort"]
    assert sink.calls == ["open", "close"]


def test_the_last_sink_that_fails_ends_a_pipeline_that_is_not_to_stay(source, events):
    pipeline = running(source, [CollectingSink(open_error=SinkError("no such device"))], events)
    pipeline.start()
    with pytest.raises(SinkError, match="no such device"):
        pipeline.wait(WAIT_S)
    assert events.seen[-1].kind == EventKind.FAILED


def test_a_pipeline_that_stays_goes_on_without_any_sink(source, events):
    pipeline = running(source, [CollectingSink(open_error=SinkError("no such device"))], events, stay=True)
    with pipeline:
        events.wait_for(EventKind.SINK_FAILED)
        late = CollectingSink()
        pipeline.add_sink(late)
        source.push()
        late.wait_for_frames(1)


def test_sinks_come_and_go_while_it_runs(source, sink, events):
    late = CollectingSink()
    with running(source, [sink], events) as pipeline:
        source.push()
        sink.wait_for_frames(1)
        name = pipeline.add_sink(late, "recording")
        source.push()
        late.wait_for_frames(1)
        closed = pipeline.remove_sink(name)
        closed.result(WAIT_S)
        assert late.calls == ["open", "close"]
        assert events.wait_for(EventKind.SINK_CLOSED).name == "recording"
        source.push()
        sink.wait_for_frames(3)
        assert pipeline.sinks == ("collecting",)
        with pytest.raises(UsageError, match="no sink named recording; there are: collecting"):
            pipeline.remove_sink("recording")
    assert [frame.index for frame in late.frames] == [1]


def test_a_sink_that_comes_late_is_open_before_its_first_frame(source, sink, events):
    late = CollectingSink()
    with running(source, [sink], events) as pipeline:
        events.wait_for(EventKind.STARTED)
        pipeline.add_sink(late)
        assert late.opened.wait(WAIT_S)
    assert late.infos == [source.info]


def test_removing_a_sink_tells_whether_it_could_be_closed(source, sink, events):
    broken = CollectingSink(close_error=SinkError("the disk is full"))
    with running(source, [sink], events) as pipeline:
        name = pipeline.add_sink(broken)
        with pytest.raises(SinkError, match="disk is full"):
            pipeline.remove_sink(name).result(WAIT_S)
        assert broken.calls[-1] == "abort"
        assert pipeline.running


def test_a_sink_may_be_removed_before_the_start(source, sink, events):
    pipeline = running(source, [sink], events)
    pipeline.remove_sink("collecting").result(0)
    with pipeline:
        events.wait_for(EventKind.ENGINE_READY)
    assert sink.calls == []


def test_a_style_that_fails_is_told_and_the_old_one_stays(source, sink, events):
    stylizer = InvertingStylizer()
    with running(source, [sink], events, stylizer, style="wave") as pipeline:
        events.wait_for(EventKind.STYLE_CHANGED)
        with pytest.raises(UnknownStyleError):
            pipeline.set_style("broken").result(WAIT_S)
        event = events.wait_for(EventKind.STYLE_FAILED)
        assert (event.name, event.message) == ("broken", "no style named broken")
        assert stylizer.style == "wave"
        source.push()
        sink.wait_for_frames(1)
    assert is_stylized(sink.frames[0])


def test_the_newest_style_wins(source, sink, events):
    gate = threading.Event()
    stylizer = InvertingStylizer(prepare_gate=gate)
    with running(source, [sink], events, stylizer) as pipeline:
        first = pipeline.set_style("first")
        assert stylizer.preparing.wait(WAIT_S)
        second, third = pipeline.set_style("second"), pipeline.set_style("third")
        assert second.cancelled()
        gate.set()
        third.result(WAIT_S)
        assert first.cancelled()
        assert stylizer.calls.count("set_style") == 1
        assert stylizer.style == "third"


def test_frames_keep_coming_while_a_style_is_prepared(source, sink, events):
    gate = threading.Event()
    with running(source, [sink], events, InvertingStylizer(prepare_gate=gate)) as pipeline:
        swapped = pipeline.set_style("slow")
        for count in range(10):
            source.push()
            sink.wait_for_frames(count + 1)
        assert not swapped.done()
        gate.set()
        swapped.result(WAIT_S)


def test_a_lost_source_is_brought_back_and_its_time_goes_on(source, sink, events, quick_retries):
    source.push()
    source._opening = [None, SourceError("still unplugged"), SourceError("still unplugged")]
    stylizer = InvertingStylizer()
    with running(source, [sink], events, stylizer, style="wave"):
        sink.wait_for_frames(1)
        source.fail(SourceLostError("the camera was unplugged"))
        lost = events.wait_for(EventKind.SOURCE_LOST)
        assert lost.message == "the camera was unplugged"
        # Nobody is left looking at a picture that stands still.
        sink.wait_for_frames(2)
        source.wait_for_opening(2)
        source.push()
        source.push()
        assert events.wait_for(EventKind.SOURCE_BACK).info == source.info
        sink.wait_until(lambda frame: frame.index == 1 and len(sink.frames) > 2)
    assert len(events.of(EventKind.SOURCE_LOST)) == 1
    assert [frame.index for frame in sink.frames][:2] == [0, 1]
    assert sink.frames[1].image[0, 0].max() < 10  # dark: it was not stylized, which is to invert here
    pts = [frame.pts for frame in sink.frames]
    assert pts == sorted(set(pts))
    assert "reset" in stylizer.calls
    # The same size: no sink had to notice.
    assert sink.calls == ["open", "close"]


def test_retries_wait_longer_each_time():
    waits = []
    opening = [None, *[SourceError("gone")] * 7, None]
    source, lost = PuppetSource(opening=opening), Events()

    class Recorded(threading.Event):
        def wait(self, timeout=None):
            waits.append(timeout)
            return False

    pipeline = Pipeline(source, make_stylizer=InvertingStylizer, on_event=lost)
    pipeline._capture._interrupted = Recorded()
    with pipeline:
        source.fail(SourceLostError("gone"))
        lost.wait_for(EventKind.SOURCE_LOST)
        source.push()
        lost.wait_for(EventKind.SOURCE_BACK)
    assert waits[:8] == [0.5, 1, 2, 4, 8, 8, 8, 8]


def test_a_source_that_cannot_be_opened_at_first_is_an_error(sink, events):
    source = PuppetSource(opening=[SourceError("camera 0 is busy")])
    pipeline = running(source, [sink], events)
    pipeline.start()
    with pytest.raises(SourceError, match="busy"):
        pipeline.wait(WAIT_S)


def test_a_pipeline_that_stays_waits_for_a_busy_camera(sink, events, quick_retries):
    source = PuppetSource(opening=[SourceError("camera 0 is busy")] * 2)
    with running(source, [sink], events, stay=True):
        assert events.wait_for(EventKind.SOURCE_LOST).message == "camera 0 is busy"
        source.wait_for_opening(1)
        source.push()
        events.wait_for(EventKind.SOURCE_BACK)
        sink.wait_for_frames(1)


def test_a_source_that_cannot_be_used_is_replaced_by_another(sink, events):
    bad, good = PuppetSource(opening=[MediaReadError("not a video")]), PuppetSource()
    with running(bad, [sink], events, stay=True) as pipeline:
        assert events.wait_for(EventKind.SOURCE_FAILED).message == "not a video"
        pipeline.set_source(good)
        good.push()
        sink.wait_for_frames(1)


def test_the_end_of_a_source_ends_the_pipeline_and_every_sink_is_closed(source, sink, events):
    pipeline = running(source, [sink], events)
    pipeline.start()
    source.push()
    sink.wait_for_frames(1)
    source.end()
    assert pipeline.wait(WAIT_S)
    assert sink.calls == ["open", "close"]
    assert events.seen[-1].kind == EventKind.ENDED


def test_a_pipeline_that_stays_waits_for_another_source_at_the_end(source, sink, events):
    with running(source, [sink], events, stay=True) as pipeline:
        source.push()
        sink.wait_for_frames(1)
        source.end()
        events.wait_for(EventKind.SOURCE_ENDED)
        second = PuppetSource()
        pipeline.set_source(second)
        second.push()
        sink.wait_for_frames(2)
    pts = [frame.pts for frame in sink.frames]
    assert pts[1] > pts[0]


def test_sinks_are_opened_anew_for_another_size(source, sink, events):
    with running(source, [sink], events, style="wave"):
        source.push(16, 12)
        sink.wait_for_frames(1)
        source.push(32, 24)
        sink.wait_for_frames(2)
        source.push(32, 24)
        sink.wait_for_frames(3)
    assert sink.calls == ["open", "close", "open", "close"]
    assert [(info.width, info.height) for info in sink.infos] == [(16, 12), (32, 24)]
    assert sink.frames[-1].image.shape == (24, 32, 3)


def test_an_engine_that_stumbles_costs_the_style_of_a_frame(source, sink, events):
    stylizer = InvertingStylizer(errors=[None, RuntimeError("out of memory")])
    with running(source, [sink], events, stylizer, style="wave"):
        events.wait_for(EventKind.STYLE_CHANGED)
        for count in range(3):
            source.push()
            sink.wait_for_frames(count + 1)
        assert events.wait_for(EventKind.ENGINE_FAILED).message == "out of memory"
    assert [is_stylized(frame) for frame in sink.frames] == [True, False, True]


def test_an_engine_that_stumbles_now_and_then_goes_on(source, sink, events):
    error = RuntimeError("out of memory")
    stylizer = InvertingStylizer(errors=[error, error, None] * 3)
    with running(source, [sink], events, stylizer, style="wave"):
        events.wait_for(EventKind.STYLE_CHANGED)
        for count in range(9):
            source.push()
            sink.wait_for_frames(count + 1)
        # Each streak is told once.
        assert len(events.of(EventKind.ENGINE_FAILED)) == 3


def test_what_waits_for_the_engine_when_it_ends_is_cancelled(source, sink, events):
    entered, gate = threading.Event(), threading.Event()

    def hold(_stylizer, _frame):
        entered.set()
        assert gate.wait(WAIT_S)

    pipeline = running(source, [sink], events, style="wave", before_frame=hold)
    pipeline.start()
    events.wait_for(EventKind.STYLE_CHANGED)
    source.push()
    assert entered.wait(WAIT_S)
    command, swap = pipeline.submit(lambda _: None), pipeline.set_style("ink")
    assert pipeline.stop(0.01)
    gate.set()
    assert pipeline.stop() == ()
    assert command.cancelled()
    assert swap.cancelled()


def test_an_engine_that_keeps_failing_ends_it_and_recordings_are_finished(source, sink, events):
    stylizer = InvertingStylizer(errors=[RuntimeError("the device is gone")] * 9)
    pipeline = running(source, [sink], events, stylizer, style="wave")
    pipeline.start()
    events.wait_for(EventKind.STYLE_CHANGED)
    for count in range(3):
        source.push()
        if count < 2:
            sink.wait_for_frames(count + 1)
    with pytest.raises(RuntimeError, match="device is gone"):
        pipeline.wait(WAIT_S)
    assert sink.calls == ["open", "close"]


def test_a_stylizer_that_cannot_be_made_ends_it(source, sink, events):
    def make():
        raise ModelError("the weights are missing")

    pipeline = Pipeline(source, [sink], make_stylizer=make, on_event=events, style="wave")
    pipeline.start()
    with pytest.raises(ModelError, match="weights"):
        pipeline.wait(WAIT_S)


def test_a_frozen_source_is_woken_when_it_stops(source, sink, events):
    pipeline = running(source, [sink], events)
    pipeline.start()
    source.push()
    sink.wait_for_frames(1)
    begun = time.monotonic()
    assert pipeline.stop() == ()
    assert time.monotonic() - begun < 2
    assert source.closed


def test_a_source_that_even_hangs_when_closed_does_not_hold_up_the_stop(sink, events):
    released = threading.Event()

    class Hanging(PuppetSource):
        def read(self):
            super().read()
            assert released.wait(WAIT_S)

        def close(self):
            super().close()
            assert released.wait(WAIT_S)

    pipeline = running(Hanging(), [sink], events)
    pipeline.start()
    events.wait_for(EventKind.STARTED)
    begun = time.monotonic()
    assert pipeline.stop() == ("rtstyle-capture",)
    assert time.monotonic() - begun < 2.5
    released.set()
    assert pipeline.wait(WAIT_S)


def test_a_stalled_sink_does_not_hold_up_the_stop(source, sink, events):
    gate = threading.Event()
    stalled = CollectingSink(gate=gate)
    pipeline = running(source, [sink, stalled], events)
    pipeline.start()
    source.push()
    assert stalled.writing.wait(WAIT_S)
    begun = time.monotonic()
    assert pipeline.stop() == ("rtstyle-sink-collecting-2",)
    assert time.monotonic() - begun < 2.5
    assert sink.calls == ["open", "close"]
    gate.set()
    assert pipeline.wait(WAIT_S)
    assert stalled.calls == ["open", "close"]


def test_it_may_be_stopped_by_its_own_observer(source, sink):
    stopped = threading.Event()

    def observer(event):
        if event.kind == EventKind.STARTED:
            pipeline.stop()
            stopped.set()

    pipeline = running(source, [sink], observer)
    pipeline.start()
    assert stopped.wait(WAIT_S)
    assert pipeline.wait(WAIT_S)


def test_a_wanted_rate_below_the_sources_leaves_frames_out(sink, events):
    source = TickingSource(Fraction(200))
    pipeline = running(source, [sink], events, fps=25)
    with pipeline:
        sink.wait_for_frames(12)
    times = [frame.seconds for frame in sink.frames]
    spacing = (sink.frames[-1].captured_ns - sink.frames[0].captured_ns) / 1e9 / (len(times) - 1)
    assert spacing == pytest.approx(1 / 25, rel=0.25)
    assert pipeline.monitor.snapshot().dropped["rate"] > 20


def test_the_size_is_chosen_pinned_and_told(events):
    source = TickingSource(Fraction(100), size=(640, 480))
    stylizer, sink = InvertingStylizer(), CollectingSink()
    with running(source, [sink], events, stylizer, style="wave", fps=20) as pipeline:
        events.wait_for(EventKind.STYLE_CHANGED)
        assert events.wait_for(EventKind.SIZE_CHANGED).name == "480"
        assert pipeline.monitor.snapshot().size == 480
        pipeline.set_size(100)
        pipeline.set_fps(None)
        assert events.wait_for(EventKind.SIZE_CHANGED, 2).name == "100"
        assert stylizer.size == 100


def test_a_rate_that_cannot_be_held_is_told_until_it_can(source, sink, events):
    def show(count):
        for _ in range(count):
            source.push()
            sink.wait_for_frames(len(sink.frames) + 1)

    with running(source, [sink], events, style="wave", size=8, fps=1e9) as pipeline:
        events.wait_for(EventKind.STYLE_CHANGED)
        show(5)
        assert not pipeline.monitor.snapshot().to_dict()["behind"]
        show(25)
        assert pipeline.monitor.snapshot().to_dict()["behind"]
        pipeline.set_fps(None)
        show(30)
        assert not pipeline.monitor.behind


def test_a_source_that_starves_the_engine_is_told(sink, events):
    class Slow(TickingSource):
        def open(self):
            return dataclasses.replace(super().open(), frame_rate=Fraction(200))

    with running(Slow(Fraction(20)), [sink], events, style="wave") as pipeline:
        sink.wait_for_frames(30)
        told = pipeline.monitor.snapshot()
        assert told.behind
        assert told.starved


def test_another_size_is_prepared_beside_the_picture_which_goes_on(source, sink, events):
    gate, sizes = threading.Event(), []

    class Slow(InvertingStylizer):
        def prepare_size(self, width, height, size):
            sizes.append((threading.current_thread().name, width, height, size))
            assert gate.wait(WAIT_S)

    stylizer = Slow()
    with running(source, [sink], events, stylizer, style="wave", size=8) as pipeline:
        events.wait_for(EventKind.STYLE_CHANGED)
        source.push()
        sink.wait_for_frames(1)
        pipeline.set_size(10)
        pipeline.set_size(12)
        for count in range(5):
            source.push()
            sink.wait_for_frames(count + 2)
        assert stylizer.size == 8
        gate.set()
        assert events.wait_for(EventKind.SIZE_CHANGED).name == "12"
        source.push()
        sink.wait_for_frames(7)
    assert sizes == [("rtstyle-style", 16, 12, 10), ("rtstyle-style", 16, 12, 12)]


def test_a_size_that_cannot_be_prepared_is_told_and_tried_all_the_same(source, sink, events, caplog):
    class Refusing(InvertingStylizer):
        def prepare_size(self, width, height, size):
            raise RuntimeError("no memory")

    with running(source, [sink], events, Refusing(), style="wave", size=8) as pipeline:
        events.wait_for(EventKind.STYLE_CHANGED)
        source.push()
        sink.wait_for_frames(1)
        pipeline.set_size(10)
        assert events.wait_for(EventKind.SIZE_CHANGED).name == "10"
    assert "size 10 could not be prepared beside the picture: no memory" in caplog.text


def test_another_source_brings_another_geometry(source, sink, events):
    second = PuppetSource(make_info(32, 24))
    with running(source, [sink], events) as pipeline:
        source.push()
        sink.wait_for_frames(1)
        pipeline.set_source(second)
        source.push()
        second.push(32, 24)
        sink.wait_until(lambda frame: frame.image.shape == (24, 32, 3))
    assert source.closed
    assert events.of(EventKind.STARTED)[1].info == second.info
    assert sink.infos[-1] == second.info


def test_the_stylizer_of_a_live_pipeline_lives_in_one_thread(source, sink, events):
    stylizer = InvertingStylizer()
    with running(source, [sink], events, stylizer, style="wave") as pipeline:
        events.wait_for(EventKind.STYLE_CHANGED)
        source.push()
        sink.wait_for_frames(1)
        pipeline.submit(lambda stylizer: setattr(stylizer, "strength", 0.5)).result(WAIT_S)
    assert stylizer.threads == {"rtstyle-engine"}
    assert stylizer.closed
    assert stylizer.strength == 0.5


def test_styled_factories_show_plain_frames_until_a_style_is_asked_for(source, sink, events):
    with Pipeline(source, [sink], make_stylizer=styled(), on_event=events):
        events.wait_for(EventKind.ENGINE_READY)
        source.push()
        sink.wait_for_frames(1)
    assert is_plain(sink.frames[0])


class JitteringSource(PuppetSource):
    """A camera of 25 frames per second; every third comes 25 ms late, the next one in time."""

    def __init__(self, count):
        super().__init__(make_info(rate=None))
        self._count, self._given = count, 0
        self._begun_ns = time.monotonic_ns()

    def read(self):
        if self._given == self._count:
            return super().read()
        late_ns = 25_000_000 if self._given % 3 == 2 else 0
        frame = dataclasses.replace(
            make_frame(self._given), captured_ns=self._begun_ns + 40_000_000 * self._given + late_ns
        )
        self._given += 1
        return frame


def test_a_camera_that_jitters_loses_nothing_at_its_own_rate(events):
    source = JitteringSource(20)
    with running(source, [CollectingSink()], events, fps=25) as pipeline:
        source.wait_for_reads(1)
        assert pipeline.monitor.snapshot().dropped["rate"] == 0


@pytest.mark.parametrize("name", ["engine", "capture", "rate"])
def test_no_sink_takes_the_name_of_a_cause_of_drops(name, source, sink, events):
    with running(source, [], events) as pipeline:
        got = pipeline.add_sink(sink, name)
        assert got == f"{name}-2"
        assert pipeline.sinks == (got,)
        assert pipeline.monitor.snapshot().dropped.keys() == {"capture", "rate", "engine", got}


def test_sinks_are_opened_anew_for_another_time_base(source, sink, events):
    info = make_info()
    second = PuppetSource(dataclasses.replace(info, time_base=info.time_base / 1000))
    with running(source, [sink], events) as pipeline:
        source.push()
        sink.wait_for_frames(1)
        pipeline.set_source(second)
        source.push()
        second.push()
        sink.wait_for_frames(len(sink.frames) + 1)
        sink.wait_until(lambda _: len(sink.infos) == 2)
    assert sink.calls == ["open", "close", "open", "close"]
    assert [info.time_base for info in sink.infos] == [source.info.time_base, second.info.time_base]


def test_nothing_is_painted_that_nobody_sees(source, sink, events):
    stylizer, second = InvertingStylizer(), CollectingSink()
    with running(source, [sink], events, stylizer, style="wave") as pipeline:
        events.wait_for(EventKind.STYLE_CHANGED)
        source.push()
        sink.wait_for_frames(1)
        sink.wanted = False
        before = stylizer.calls.count("stylize")
        for count in range(3):
            source.push()
            source.wait_for_reads(count + 3)
        pipeline.submit(lambda _: None).result(WAIT_S)
        assert stylizer.calls.count("stylize") == before
        # A recording sees it; the window gets it, too, as ever.
        pipeline.add_sink(second)
        source.push()
        second.wait_for_frames(1)
        sink.wait_for_frames(2)
        pipeline.remove_sink("collecting-2").result(WAIT_S)
        sink.wanted = True
        source.push()
        sink.wait_for_frames(3)
    assert all(is_stylized(frame) for frame in sink.frames)
