from __future__ import annotations

import dataclasses
import threading
from fractions import Fraction

import pytest
from window_fixtures import WAIT_MS, end_session, quick_stylizer, until

from rtstyle.engine.stylizer import Stylizer
from rtstyle.errors import ModelMissingError, RtstyleError, SourceLostError, UsageError
from rtstyle.gui.preload import load_stylizer
from rtstyle.gui.state import Phase
from rtstyle.pipeline.events import EventKind, PipelineEvent
from rtstyle.settings import Settings
from rtstyle.sources.synthetic import SyntheticSource


class Heard:
    """What a session tells, in order."""

    def __init__(self, session):
        self.phases, self.problems, self.solved, self.looks, self.devices = [], [], [], [], []
        session.phase_changed.connect(lambda phase, detail: self.phases.append((phase, detail)))
        session.problem_found.connect(self.problems.append)
        session.problem_solved.connect(self.solved.append)
        session.look_changed.connect(self.looks.append)
        session.engine_ready.connect(self.devices.append)


@pytest.fixture
def begin(qtbot, make_session):
    """Starts a session and waits until it stylizes."""

    def make(**options):
        session = make_session(**options)
        heard = Heard(session)
        session.start()
        until(qtbot, lambda: session.phase is Phase.LIVE and heard.looks)
        return session, heard

    return make


class FlakySource(SyntheticSource):
    """A camera that is pulled out after a few frames, and plugged in again."""

    def __init__(self):
        super().__init__(64, 48, Fraction(60), live=True)
        self.lose = threading.Event()

    def read(self):
        if self.lose.is_set():
            self.lose.clear()
            raise SourceLostError("the camera was pulled out; plug it in again")
        return super().read()


def test_there_is_a_picture_before_there_is_a_network(qtbot, make_session, settings):
    gate = threading.Event()

    def slow(settings, library):
        gate.wait(20)
        return quick_stylizer(settings, library)

    session = make_session(make_stylizer=slow)
    heard = Heard(session)
    session.start()
    until(qtbot, lambda: session.preview.take() is not None)
    assert session.phase is Phase.LOADING
    assert not session.ready

    gate.set()
    until(qtbot, lambda: session.phase is Phase.LIVE)
    assert [phase for phase, _ in heard.phases] == [Phase.STARTING, Phase.LOADING, Phase.LIVE]
    assert heard.devices == ["cpu"]


def test_the_network_is_loaded_outside_the_windows_thread(qtbot, begin):
    threads = []

    def make(settings, library):
        threads.append(threading.current_thread().name)
        return quick_stylizer(settings, library)

    begin(make_stylizer=make)
    assert threads == ["rtstyle-engine"]


def test_a_style_is_chosen_and_remembered(qtbot, begin, saved):
    session, heard = begin()
    requested = []
    session.look_requested.connect(requested.append)
    session.choose_style("dune")
    until(qtbot, lambda: heard.looks[-1] == "dune")

    assert requested == [{"dune": 1.0}]
    assert session.look == {"dune": 1.0}
    until(qtbot, lambda: saved and saved[-1].style == "dune")


def test_a_style_that_cannot_be_used_leaves_the_one_before(qtbot, begin):
    session, heard = begin()
    session.choose_style("no-such-style")
    until(qtbot, lambda: heard.problems)

    assert "no-such-style" in heard.problems[0].text
    assert session.look == {"amber": 1.0}
    session.choose_style("coral")
    until(qtbot, lambda: heard.looks[-1] == "coral")
    assert "style" in heard.solved


def test_a_mixture_follows_a_dragging_hand_without_starving(qtbot, begin):
    session, heard = begin()
    for i in range(200):
        session.mix({"amber": i / 200, "dune": 1 - i / 200})
        qtbot.wait(1)
    assert len([look for look in heard.looks if "+" in look]) >= 2
    until(qtbot, lambda: session._requests.idle)
    style = session.submit(lambda stylizer: [weight for _, weight in stylizer._target.style.images]).result(
        10
    )
    assert style == pytest.approx([199 / 200, 1 / 200])


@pytest.fixture
def gate():
    """What `GatedStylizer.prepare` waits for; open at the end, so that everything can end."""
    gate = threading.Event()
    gate.set()
    yield gate
    gate.set()


@pytest.fixture
def begin_gated(begin, gate):
    """A session whose styles are prepared while the gate is open."""

    class GatedStylizer(Stylizer):
        def prepare(self, style):
            assert gate.wait(WAIT_MS / 1000)
            return super().prepare(style)

    return lambda: begin(
        make_stylizer=lambda settings, library: quick_stylizer(settings, library, GatedStylizer)
    )


def test_a_mixture_on_its_way_arrives_then_the_newest_one_does(qtbot, begin_gated, gate):
    session, heard = begin_gated()
    gate.clear()
    for weight in (0.1, 0.2, 0.3, 0.4):
        session.mix({"amber": weight, "dune": 1 - weight})
    count = len(heard.looks)
    gate.set()
    until(qtbot, lambda: session._requests.idle)
    assert heard.looks[count:] == ["amber + dune"] * 2
    weights = session.submit(lambda stylizer: [weight for _, weight in stylizer._target.style.images]).result(
        10
    )
    assert weights == pytest.approx([0.4, 0.6])


def test_the_failure_of_a_style_that_nobody_wants_any_more_is_nobodys_business(qtbot, begin_gated, gate):
    session, heard = begin_gated()
    gate.clear()
    session.choose_style("no-such-style")
    session.choose_style("dune")
    gate.set()
    until(qtbot, lambda: heard.looks[-1] == "dune")
    assert session.look == {"dune": 1.0}
    assert heard.problems == []


def test_what_an_old_pipeline_still_tells_is_not_heard(begin):
    session, _ = begin()
    lost = PipelineEvent(EventKind.SOURCE_LOST, "the camera before this one was pulled out")
    session._bridge.observer(session._number - 1)(lost)
    assert session.phase is Phase.LIVE
    session._bridge.observer(session._number)(lost)
    assert session.phase is Phase.LOST


def test_parameters_reach_the_stylizer(qtbot, begin):
    session, _ = begin()
    session.change(strength=0.25, smoothing=1.5, denoise=0.5, preserve_color="luminance", size=64)
    found = session.submit(lambda s: (s.strength, s.smoothing, s.denoise, s.preserve_color)).result(10)
    assert found == (0.25, 1.5, 0.5, "luminance")
    until(qtbot, lambda: session.submit(lambda s: s.size).result(10) == 64)

    session.change(preserve_color=None, size=None)
    assert session.submit(lambda s: s.preserve_color).result(10) is None


def test_another_stroke_size_has_the_style_encoded_anew(qtbot, begin):
    session, heard = begin()
    count = len(heard.looks)
    session.change(stroke_scale=2.0)
    until(qtbot, lambda: len(heard.looks) > count)
    assert session.submit(lambda s: s._target.style.stroke_scale).result(10) == 2.0


def test_the_strength_and_style_at_the_start_are_those_of_the_settings(begin, settings):
    session, heard = begin(
        settings=dataclasses.replace(settings, strength=0.5, preserve_color="coral", style="basalt")
    )
    assert heard.looks == ["basalt"]
    assert session.submit(lambda s: (s.strength, s.preserve_color, s.size)).result(10) == (0.5, "coral", 48)


def test_size_and_rate_are_asked_of_the_source(qtbot, make_session, settings):
    asked = []

    def open_scene(spec, **options):
        asked.append(options)
        rate = Fraction(options.get("fps", 30))
        return SyntheticSource(options.get("width", 64), options.get("height", 48), rate, live=True)

    session = make_session(
        settings=dataclasses.replace(settings, source_width=96, source_height=64), make_source=open_scene
    )
    delivered = []
    session.source_started.connect(lambda info: delivered.append((info.width, info.height, info.frame_rate)))
    session.start()
    until(qtbot, lambda: delivered)
    session.change(source_width=0, source_height=0, fps=50.0)
    until(qtbot, lambda: len(delivered) == 2)
    assert asked == [{"width": 96, "height": 64}, {"fps": 50.0}]
    assert delivered == [(96, 64, 30), (64, 48, 50)]


def test_a_lost_source_is_told_and_comes_back(qtbot, begin):
    source = FlakySource()
    session, heard = begin(make_source=lambda _: source)
    source.lose.set()
    until(qtbot, lambda: (Phase.LOST, "the camera was pulled out; plug it in again") in heard.phases)
    until(qtbot, lambda: session.phase is Phase.LIVE)


def test_a_source_that_cannot_be_opened_leaves_room_for_another(qtbot, make_session, settings, tmp_path):
    broken = tmp_path / "broken.mp4"
    broken.write_bytes(b"not a video")
    session = make_session(settings=dataclasses.replace(settings, source=str(broken)))
    session.start()
    until(qtbot, lambda: session.phase is Phase.FAILED)

    session.change(source="synthetic")
    until(qtbot, lambda: session.phase is Phase.LIVE)


def test_a_source_of_no_known_kind_is_told(make_session, settings):
    def refuse(spec):
        raise UsageError(f"there is no source {spec!r}")

    session = make_session(settings=dataclasses.replace(settings, source="nonsense"), make_source=refuse)
    heard = Heard(session)
    session.start()
    assert heard.phases[-1] == (Phase.FAILED, "there is no source 'nonsense'")
    assert session.measure() is None


def test_a_source_that_ends_can_be_played_again(qtbot, begin):
    session, _ = begin(make_source=lambda _: SyntheticSource(64, 48, Fraction(60), duration_s=0.6, live=True))
    until(qtbot, lambda: session.phase is Phase.ENDED)
    session.reopen()
    until(qtbot, lambda: session.phase is Phase.LIVE)


def test_another_device_takes_a_new_pipeline_with_the_same_look(qtbot, begin):
    session, heard = begin()
    session.choose_style("dune")
    until(qtbot, lambda: heard.looks[-1] == "dune")
    with qtbot.waitSignal(session.pipeline_started, timeout=WAIT_MS):
        session.change(device="cpu")
    until(qtbot, lambda: session.phase is Phase.LIVE and len(heard.devices) == 2)
    until(qtbot, lambda: heard.looks[-1] == "dune")


def test_changes_in_the_middle_of_a_change_of_network_lead_to_one_pipeline(qtbot, begin):
    session, heard = begin()
    started = []
    session.pipeline_started.connect(lambda: started.append(1))
    session.change(device="cpu")
    session.change(source="camera:77")
    session.change(source="synthetic", device="auto")
    session.reopen()
    until(qtbot, lambda: session.phase is Phase.LIVE and len(heard.devices) == 2)
    assert started == [1]


def test_a_network_that_cannot_be_loaded_gives_way_to_the_one_before(qtbot, begin):
    def make(settings, library):
        if settings.model != "compact":
            raise ModelMissingError(
                f"the weights of {settings.model} are not here; run: rtstyle models fetch"
            )
        return quick_stylizer(settings, library)

    session, heard = begin(make_stylizer=make)
    session.change(model="adain-vgg19")
    until(qtbot, lambda: heard.problems and session.phase is Phase.LIVE)
    assert heard.problems[0].text.startswith("the weights of adain-vgg19")
    assert session.settings.model == "compact"


def test_without_any_network_there_is_a_word_and_another_try(qtbot, make_session):
    failures = [ModelMissingError("the weights of compact are missing; install rtstyle again")]

    def make(settings, library):
        if failures:
            raise failures.pop()
        return quick_stylizer(settings, library)

    session = make_session(make_stylizer=make)
    heard = Heard(session)
    session.start()
    until(qtbot, lambda: session.phase is Phase.FAILED)
    assert "install rtstyle again" in heard.phases[-1][1]
    session.reopen()
    until(qtbot, lambda: session.phase is Phase.LIVE)


def test_nothing_changes_once_it_is_closing(qtbot, begin, saved):
    session, _ = begin()
    with qtbot.waitSignal(session.closed, timeout=WAIT_MS):
        session.close()
        session.close()
        session.change(strength=0.1)
        session.choose_style("dune")
    assert saved[-1].strength == 1.0
    assert session.look == {"amber": 1.0}


@pytest.mark.parametrize("turns", [0, 1, 20])
def test_it_can_be_closed_at_any_moment(qtbot, make_session, turns):
    session = make_session()
    session.start()
    for _ in range(turns):
        qtbot.wait(10)
    end_session(qtbot, session)


def test_settings_that_cannot_be_saved_are_told(qtbot, make_session):
    def refuse(_):
        raise RtstyleError("cannot save the settings: the disk is full")

    session = make_session(save=refuse)
    heard = Heard(session)
    session.change(strength=0.5)
    until(qtbot, lambda: heard.problems)
    assert heard.problems[0].text == "cannot save the settings: the disk is full"


def test_the_usual_stylizer_has_the_options_of_the_settings(library):
    settings = Settings(
        device="cpu", strength=0.3, smoothing=0.7, denoise=0.4, preserve_color="luminance", stroke_scale=0.5
    )
    stylizer = load_stylizer(settings, library)
    try:
        assert (stylizer.strength, stylizer.smoothing, stylizer.stroke_scale) == (0.3, 0.7, 0.5)
        assert (stylizer.preserve_color, stylizer.denoise) == ("luminance", 0.4)
        assert stylizer.device == "cpu"
    finally:
        stylizer.close()


class Unplugged(Stylizer):
    """One whose device fails after a few pictures."""

    painted = 0

    @property
    def device(self):
        return "cpu" if self.painted > 3 else "cuda:0"

    @property
    def device_note(self):
        return "cuda:0 failed (it is gone); cpu paints now" if self.painted > 3 else ""

    def stylize(self, image, **options):
        self.painted += 1
        return super().stylize(image, **options)


def test_a_device_that_fails_is_told_until_another_is_chosen(qtbot, begin):
    session, heard = begin(
        make_stylizer=lambda settings, library: quick_stylizer(settings, library, kind=Unplugged)
    )
    until(qtbot, lambda: heard.problems)
    (problem,) = heard.problems
    assert (problem.key, problem.text) == ("device", "cuda:0 failed (it is gone); cpu paints now")
    assert not problem.passing
    assert heard.devices == ["cuda:0", "cpu"]
    heard.solved.clear()
    session.change(device="cpu")
    until(qtbot, lambda: "device" in heard.solved)
