"""The microphone, with a fake sound system at the boundary of sounddevice."""

from __future__ import annotations

import sys
import time

import numpy as np
import pytest
from sound_fixtures import RATE, FakeSounddevice

from rtstyle.errors import SourceError
from rtstyle.sources.microphone import Microphone, find_microphone, list_microphones


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> FakeSounddevice:
    fake = FakeSounddevice()
    monkeypatch.setitem(sys.modules, "sounddevice", fake)
    return fake


def test_inputs_are_listed_and_found_by_number_name_and_part_of_a_name(system: FakeSounddevice) -> None:
    assert [(one.index, one.name, one.default) for one in list_microphones()] == [
        (1, "Built-in", True),
        (2, "USB microphone", False),
    ]
    assert find_microphone().index == 1
    for wanted in ("2", "USB microphone", "usb"):
        assert find_microphone(wanted).index == 2
    system.default.device = (-1, 0)
    assert find_microphone("").index == 1


@pytest.mark.parametrize("wanted", ["0", "7", "Radio"])
def test_what_is_not_there_is_told_with_what_is(system: FakeSounddevice, wanted: str) -> None:
    message = rf"no microphone '{wanted}'; choose one of: 1 \(Built-in\), 2 \(USB microphone\)"
    with pytest.raises(SourceError, match=message):
        Microphone(wanted)


def test_a_name_that_fits_several_is_refused(system: FakeSounddevice) -> None:
    with pytest.raises(SourceError, match="several microphones fit 'i'"):
        find_microphone("i")


def test_a_machine_without_one_and_a_sound_system_that_is_silent(system: FakeSounddevice) -> None:
    system.devices = system.devices[:1]
    with pytest.raises(SourceError, match="there is no microphone: plug one in"):
        Microphone()
    system.error = RuntimeError("PortAudio not initialized")
    with pytest.raises(SourceError, match="the sound system does not answer: PortAudio not"):
        Microphone()


def test_what_is_missing_on_this_machine_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sounddevice", None)
    with pytest.raises(SourceError, match=r'pip install "rtstyle\[audio\]"'):
        Microphone()

    class Finder:
        def find_spec(self, name: str, *_: object) -> None:
            if name == "sounddevice":
                raise OSError("PortAudio library not found")

    monkeypatch.delitem(sys.modules, "sounddevice")
    monkeypatch.setattr(sys, "meta_path", [Finder(), *sys.meta_path])
    with pytest.raises(SourceError, match="apt install libportaudio2"):
        Microphone()


def test_every_listener_hears_with_the_time_at_which_it_was_heard(system: FakeSounddevice) -> None:
    microphone = Microphone("usb")
    first, second = microphone.listen(), microphone.listen()
    (stream,) = system.streams
    assert (stream.device, stream.channels, stream.state) == (2, 1, "started")
    samples = np.linspace(0, 0.5, 480, dtype=np.float32)
    before = time.monotonic_ns()
    stream.hear(samples, 0.3)
    # A system that tells no times: the end of the block was just now.
    stream.hear(samples, 0.0)
    after = time.monotonic_ns()
    for listener in (first, second):
        told, untold = listener.take()
        np.testing.assert_array_equal(told.samples, np.repeat(samples[:, None], 2, 1))
        assert before <= told.captured_ns + 300_000_000 <= after
        assert before <= untold.captured_ns + 480 * 1_000_000_000 // RATE <= after
        assert listener.take() == []
    first.close()
    first.close()
    assert stream.state == "started"
    second.close()
    assert stream.state == "closed"
    microphone.listen().close()
    assert [one.state for one in system.streams] == ["closed", "closed"]


def test_one_that_is_taken_says_so(system: FakeSounddevice) -> None:
    microphone = Microphone()
    system.error = RuntimeError("Error opening InputStream:\nDevice unavailable")
    with pytest.raises(
        SourceError, match=r"cannot open the microphone 1 \(Built-in\): Error .* Device unavail"
    ):
        microphone.listen()
