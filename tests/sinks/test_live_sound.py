"""Sound beside live pictures: written by the sinks, decoded and listened to."""

from __future__ import annotations

import dataclasses
import io
import itertools
import sys
from fractions import Fraction
from typing import TYPE_CHECKING

import av
import numpy as np
import pytest
from live_fixtures import TcpReceiver
from media_fixtures import Sound, make_sound_file, packets
from sound_fixtures import (
    INFO,
    RATE,
    SOUNDING,
    START_NS,
    FakeSounddevice,
    cue_at,
    heard,
    onsets,
    picture,
)

from rtstyle.errors import MediaReadError, SourceError
from rtstyle.media.sound import SoundBlock
from rtstyle.sinks.connection import Connection
from rtstyle.sinks.hls import HlsSink
from rtstyle.sinks.live_sound import FileSound
from rtstyle.sinks.recording import RecordingSink
from rtstyle.sinks.stream import NetworkSink
from rtstyle.sources.microphone import Microphone

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


@pytest.fixture(scope="module")
def late_tone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that is silent for half a second, and then sounds for half a second."""
    folder = tmp_path_factory.mktemp("sound")
    return make_sound_file(folder / "late.mka", Sound(start=Fraction(1, 2), seconds=0.5, codec="pcm_s16le"))


class Hearing:
    """A microphone that hears a tone at chosen times after `START_NS`, in blocks of 10 ms that come late."""

    def __init__(self, tones: Iterable[tuple[float, float]], *, delay_s: float = 0.1) -> None:
        self.tones, self.delay_s = list(tones), delay_s
        self.now_s, self.block, self.closed = 0.0, 0, 0

    def listen(self) -> Hearing:
        return self

    def take(self) -> list[SoundBlock]:
        blocks = []
        while self.block / 100 + 0.01 + self.delay_s <= self.now_s:
            times = self.block / 100 + np.arange(480) / RATE
            loud = np.zeros(480, bool)
            for begin, end in self.tones:
                loud |= (times >= begin) & (times < end)
            tone = np.where(loud, 0.4 * np.sin(2 * np.pi * 1000 * times), 0).astype(np.float32)
            jitter = (-1) ** self.block * 3_000_000
            blocks.append(
                SoundBlock(np.repeat(tone[:, None], 2, 1), START_NS + self.block * 10_000_000 + jitter)
            )
            self.block += 1
        return blocks

    def close(self) -> None:
        self.closed += 1


def write(sink: RecordingSink | HlsSink, frames: Iterable[object], hearing: Hearing | None = None) -> None:
    for frame in frames:
        if hearing is not None:
            hearing.now_s = (frame.captured_ns - START_NS) / 1e9
        sink.write(frame)


def test_a_recording_that_begins_amid_a_file_has_its_sound_at_the_right_place(
    late_tone: Path, tmp_path: Path
) -> None:
    sink = RecordingSink(tmp_path / "a.mkv")
    sink.open(SOUNDING)
    write(sink, (picture(n, cue=cue_at(late_tone, n)) for n in range(5, 25)))
    sink.close()
    loudness = heard(str(tmp_path / "a.mkv"))
    assert onsets(loudness) == [pytest.approx(0.3, abs=0.03)]
    assert len(loudness) / RATE == pytest.approx(0.8, abs=0.05)
    assert packets(tmp_path / "a.mkv")[0][0] == 0


def test_a_file_that_is_looped_sounds_in_every_round(late_tone: Path, tmp_path: Path) -> None:
    sink = RecordingSink(tmp_path / "a.mp4")
    sink.open(SOUNDING)
    write(sink, (picture(n, cue=cue_at(late_tone, n % 25)) for n in range(75)))
    sink.close()
    assert onsets(heard(str(tmp_path / "a.mp4"))) == pytest.approx([0.5, 1.5, 2.5], abs=0.03)


def test_frames_that_are_missing_around_the_end_of_a_round_cost_no_sound(tmp_path: Path) -> None:
    tone = make_sound_file(tmp_path / "tone.mka", Sound(seconds=1, codec="pcm_s16le"))
    sink = RecordingSink(tmp_path / "a.mkv")
    sink.open(SOUNDING)
    kept = [n for n in range(60) if n % 25 not in {0, 1, 2, 22, 23, 24} or n == 0]
    write(sink, (picture(n, cue=cue_at(tone, n % 25)) for n in kept))
    sink.close()
    assert onsets(heard(str(tmp_path / "a.mkv")), silence_s=0.01) == [pytest.approx(0.0, abs=0.01)]


def test_frames_without_sound_are_silence_and_another_file_is_heard_at_once(
    late_tone: Path, tmp_path: Path
) -> None:
    other = make_sound_file(
        tmp_path / "other.mka", Sound(seconds=2, codec="flac", rate=44_100, layout="mono")
    )
    cues = [cue_at(late_tone, n) for n in range(20)] + [None] * 25 + [cue_at(other, n) for n in range(10)]
    sink = RecordingSink(tmp_path / "a.mkv")
    sink.open(SOUNDING)
    write(sink, (picture(n, cue=cue) for n, cue in enumerate(cues)))
    sink.close()
    assert onsets(heard(str(tmp_path / "a.mkv"))) == pytest.approx([0.5, 1.8], abs=0.03)


@pytest.mark.parametrize("name", ["a.mkv", "a.mp4", "a.webm", "a.ts"])
def test_the_microphone_is_heard_at_the_moment_of_the_picture(tmp_path: Path, name: str) -> None:
    hearing = Hearing([(0.6, 0.8), (1.4, 1.6)])
    sink = RecordingSink(tmp_path / name, microphone=hearing)
    sink.open(INFO)
    # The recording begins 0.2 s after the microphone.
    write(sink, map(picture, range(5, 55)), hearing)
    sink.close()
    assert hearing.closed
    loudness = heard(str(tmp_path / name))
    assert onsets(loudness) == pytest.approx([0.4, 1.2], abs=0.03)
    # Blocks join without a gap, however their times jitter.
    inside = loudness[int(0.45 * RATE) : int(0.55 * RATE)].reshape(-1, 96)
    assert inside.max(1).min() > 0.2


def test_a_file_and_the_microphone_are_mixed(late_tone: Path, tmp_path: Path) -> None:
    hearing = Hearing([(0.1, 0.2)])
    sink = RecordingSink(tmp_path / "a.mkv", sound_from=late_tone, microphone=hearing)
    sink.open(SOUNDING)
    write(sink, (picture(n, cue=cue_at(late_tone, n)) for n in range(25)), hearing)
    sink.close()
    assert onsets(heard(str(tmp_path / "a.mkv"))) == pytest.approx([0.1, 0.5], abs=0.03)


def test_each_file_of_a_recording_has_the_sound_of_its_time(tmp_path: Path) -> None:
    hearing = Hearing([(0.5, 0.6), (1.5, 1.6)])
    sink = RecordingSink(tmp_path / "a.mkv", microphone=hearing)
    for numbers in (range(25), range(25, 50)):
        sink.open(INFO)
        write(sink, map(picture, numbers), hearing)
    sink.close()
    for name in ("a.mkv", "a-2.mkv"):
        assert onsets(heard(str(tmp_path / name))) == [pytest.approx(0.5, abs=0.03)]


def test_without_anything_to_hear_there_is_no_track(tmp_path: Path) -> None:
    sink = RecordingSink(tmp_path / "a.mkv")
    sink.open(INFO)
    write(sink, map(picture, range(5)))
    sink.close()
    with av.open(str(tmp_path / "a.mkv")) as container:
        assert not container.streams.audio


def test_a_microphone_that_cannot_be_opened_leaves_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    system = FakeSounddevice()
    monkeypatch.setitem(sys.modules, "sounddevice", system)
    sinks = [
        RecordingSink(tmp_path / "a.mkv", microphone=Microphone()),
        HlsSink(tmp_path / "a.m3u8", microphone=Microphone()),
        NetworkSink("udp://127.0.0.1:9", microphone=Microphone()),
    ]
    system.error = RuntimeError("Device unavailable")
    for sink in sinks:
        with pytest.raises(
            SourceError, match=r"cannot open the microphone 1 \(Built-in\): Device unavailable"
        ):
            sink.open(INFO)
        sink.abort()
    assert not list(tmp_path.iterdir())


def test_a_true_microphone_class_feeds_a_recording(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    system = FakeSounddevice(channels=2)
    monkeypatch.setitem(sys.modules, "sounddevice", system)
    sink = RecordingSink(tmp_path / "a.mkv", microphone=Microphone())
    sink.open(INFO)
    for number in range(20):
        time_ns = system_clock(monkeypatch, START_NS + number * 40_000_000)
        assert time_ns
        loud = 0.5 if 10 <= number < 15 else 0.0
        system.streams[0].hear(np.full(1920, loud) * np.sin(np.arange(1920) / 10), 0.04)
        sink.write(dataclasses.replace(picture(number), captured_ns=time_ns))
    sink.close()
    assert system.streams[0].state == "closed"
    # Each block was heard in the 40 ms before its picture.
    assert onsets(heard(str(tmp_path / "a.mkv"))) == [pytest.approx(0.36, abs=0.03)]


def system_clock(monkeypatch: pytest.MonkeyPatch, now_ns: int) -> int:
    """Sets the time at which the microphone's blocks come."""
    monkeypatch.setattr("rtstyle.sources.microphone.time.monotonic_ns", lambda: now_ns)
    return now_ns


def test_a_playlist_has_sound(late_tone: Path, tmp_path: Path) -> None:
    sink = HlsSink(tmp_path / "a.m3u8")
    sink.open(SOUNDING)
    write(sink, (picture(n, cue=cue_at(late_tone, n % 25)) for n in range(100)))
    sink.close()
    with av.open(str(tmp_path / "a.m3u8")) as container:
        begin = container.start_time / av.time_base
    found = onsets(heard(str(tmp_path / "a.m3u8")))
    assert [time - begin for time in found] == pytest.approx([0.5, 1.5, 2.5, 3.5], abs=0.06)


def test_a_receiver_on_the_network_gets_pictures_and_sound(late_tone: Path) -> None:
    with RawReceiver() as receiver:
        sink = NetworkSink(f"tcp://127.0.0.1:{receiver.port}")
        sink.open(SOUNDING)
        for number in range(75):
            # At the pace of the network: what it has no room for would be left out.
            while sink.frames_sent < number - 4:
                receiver.wait()
            sink.write(picture(number, cue=cue_at(late_tone, number % 25)))
        sink.close()
        assert sink.frames_sent == 75
    stream = receiver.file()
    with av.open(stream, "r", "mpegts") as container:
        begin = container.start_time / av.time_base
        assert sum(1 for _ in container.decode(video=0)) == 75
    found = onsets(heard(receiver.file()))
    assert [time - begin for time in found] == pytest.approx([0.5, 1.5, 2.5], abs=0.06)


class RawReceiver(TcpReceiver):
    """Keeps every byte."""

    def __init__(self) -> None:
        super().__init__()
        self._bytes = bytearray()

    def _decode(self, file: object, frames: list[av.VideoFrame]) -> None:
        while piece := file.read(65536):
            self._bytes += piece

    def wait(self) -> None:
        self._over.wait(0.005)

    def file(self) -> io.BytesIO:
        self._thread.join(10)
        return io.BytesIO(bytes(self._bytes))


def test_a_sound_file_is_read_from_any_place(late_tone: Path, tmp_path: Path) -> None:
    sound = FileSound(late_tone)
    sound.seek(0.8)
    pieces = list(sound.read_until(0.9))
    assert pieces[0][1] <= 0.8
    assert pieces[-1][1] < 0.9
    assert all(
        later[1] == pytest.approx(earlier[1] + len(earlier[0]) / RATE, abs=1e-3)
        for earlier, later in itertools.pairwise(pieces)
    )
    # Nothing is lost between two calls.
    more = list(sound.read_until(5.0))
    assert more[0][1] == pytest.approx(pieces[-1][1] + len(pieces[-1][0]) / RATE, abs=1e-3)
    assert more[-1][1] + len(more[-1][0]) / RATE == pytest.approx(1.0, abs=0.01)
    sound.close()
    assert list(sound.read_until(9.0)) == []
    with pytest.raises(MediaReadError, match="no such file"):
        FileSound(tmp_path / "gone.wav")


def test_the_container_of_rtmp_carries_sound_too(late_tone: Path) -> None:
    with RawReceiver() as receiver:
        connection = Connection(f"tcp://127.0.0.1:{receiver.port}", "flv", SOUNDING, None)
        for number in range(50):
            while connection.frames_sent < number - 4:
                receiver.wait()
            assert connection.offer(picture(number, cue=cue_at(late_tone, number % 25)))
        connection.close(5)
    with av.open(receiver.file(), "r", "flv") as container:
        assert [stream.codec_context.name for stream in container.streams.audio] == ["aac"]
        assert sum(1 for _ in container.decode(video=0)) == 50
    assert onsets(heard(receiver.file(), "flv")) == pytest.approx([0.5, 1.5], abs=0.06)
