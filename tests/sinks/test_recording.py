from __future__ import annotations

import dataclasses
import signal
import subprocess
import sys
import textwrap
from fractions import Fraction
from typing import TYPE_CHECKING

import av
import pytest
from live_fixtures import INFO, live_frame
from media_fixtures import Clip, Sound, make_clip, packets

from rtstyle.errors import MediaReadError, MediaWriteError, UsageError
from rtstyle.sinks.recording import RecordingSink
from rtstyle.sources.file import FileSource

if TYPE_CHECKING:
    from pathlib import Path


def times_in(path: Path) -> list[float]:
    with FileSource(path) as source:
        times = []
        while (frame := source.read()) is not None:
            times.append(frame.seconds)
        return times


def record(sink: RecordingSink, numbers: range, **options: int) -> None:
    for number in numbers:
        sink.write(live_frame(number, **options))


def test_dropped_frames_do_not_speed_it_up(tmp_path: Path) -> None:
    sink = RecordingSink(tmp_path / "a.mkv")
    sink.open(INFO)
    record(sink, range(100, 110))
    record(sink, range(135, 140))
    sink.close()
    times = times_in(tmp_path / "a.mkv")
    assert times == pytest.approx([*(n / 25 for n in range(10)), *(n / 25 for n in range(35, 40))], abs=0.001)
    assert sink.frames_written == 15
    assert sink.seconds == pytest.approx(39 / 25)
    assert sink.size_bytes == (tmp_path / "a.mkv").stat().st_size


def test_another_size_begins_another_file(tmp_path: Path) -> None:
    (tmp_path / "a-2.mkv").write_bytes(b"somebody else's")
    sink = RecordingSink(tmp_path / "a.mkv")
    sink.open(INFO)
    record(sink, range(10))
    sink.close()
    sink.open(dataclasses.replace(INFO, width=32, height=32))
    record(sink, range(10, 15), width=32, height=32)
    sink.close()
    assert sink.files == (tmp_path / "a.mkv", tmp_path / "a-3.mkv")
    assert len(times_in(sink.files[0])) == 10
    assert times_in(sink.files[1]) == pytest.approx([n / 25 for n in range(5)], abs=0.001)
    assert (tmp_path / "a-2.mkv").read_bytes() == b"somebody else's"
    assert sink.frames_written == 15
    assert sink.size_bytes == sum(file.stat().st_size for file in sink.files)


def test_it_ends_before_the_disk_is_full_and_keeps_what_it_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = [1000]
    monkeypatch.setattr("rtstyle.sinks.recording._CHECK_EVERY_S", 0.0)
    sink = RecordingSink(tmp_path / "a.mkv", min_free_bytes=500, measure_free_bytes=lambda _: left[0])
    sink.open(INFO)
    record(sink, range(12))
    left[0] = 499
    with pytest.raises(MediaWriteError, match=r"was ended and is kept: .*a\.mkv: only .* free some space"):
        sink.write(live_frame(12))
    with pytest.raises(MediaWriteError, match="not open"):
        sink.write(live_frame(13))
    sink.abort()
    assert len(times_in(tmp_path / "a.mkv")) == 12
    fresh = RecordingSink(tmp_path / "b.mkv", min_free_bytes=500, measure_free_bytes=lambda _: left[0])
    with pytest.raises(MediaWriteError, match="cannot record"):
        fresh.open(INFO)
    assert not (tmp_path / "b.mkv").exists()


def test_giving_up_keeps_what_was_recorded(tmp_path: Path) -> None:
    sink = RecordingSink(tmp_path / "a.mp4")
    sink.open(INFO)
    record(sink, range(8))
    sink.abort()
    (file,) = sink.files
    assert len(times_in(file)) == 8


def test_an_mp4_is_whole_when_it_is_finished_and_nothing_else_is_left(tmp_path: Path) -> None:
    played = make_clip(tmp_path / "in.mkv", Clip(frames=50, rate=Fraction(25), sounds=[Sound(seconds=2.0)]))
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "a.mkv").write_bytes(b"somebody else's")
    sink = RecordingSink(folder / "a.mp4", sound_from=played)
    sink.open(INFO)
    for number in range(50):
        sink.write(live_frame(number, start=0))
    assert not (folder / "a.mp4").exists()
    assert sink.size_bytes > 0
    sink.close()
    assert sink.files == (folder / "a.mp4",)
    assert sorted(path.name for path in folder.iterdir()) == ["a.mkv", "a.mp4"]
    assert (folder / "a.mkv").read_bytes() == b"somebody else's"
    assert times_in(folder / "a.mp4") == pytest.approx([n / 25 for n in range(50)], abs=0.001)
    assert packets(folder / "a.mp4", "audio")[-1][0] == pytest.approx(2.0, abs=0.06)
    # With its index in one place, as editors want it, not in fragments.
    assert b"moof" not in (folder / "a.mp4").read_bytes()


def test_sound_that_an_mp4_cannot_hold_is_encoded_anew(tmp_path: Path) -> None:
    sound = Sound(codec="pcm_s16le", seconds=1.0)
    played = make_clip(tmp_path / "in.mkv", Clip(frames=25, rate=Fraction(25), sounds=[sound]))
    sink = RecordingSink(tmp_path / "a.mp4", sound_from=played)
    sink.open(INFO)
    for number in range(25):
        sink.write(live_frame(number, start=0))
    sink.close()
    assert sink.files == (tmp_path / "a.mp4",)
    with av.open(str(sink.files[0])) as container:
        assert container.streams.audio[0].codec_context.name == "aac"


def test_an_mp4_that_cannot_be_finished_stays_as_it_was_recorded(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    sink = RecordingSink(tmp_path / "a.mp4")
    sink.open(INFO)
    record(sink, range(8))
    (tmp_path / "a.mp4").mkdir()
    sink.close()
    assert sink.files == (tmp_path / "a.mkv",)
    assert len(times_in(tmp_path / "a.mkv")) == 8
    assert "kept as" in caplog.text


def test_the_sound_of_what_is_played_stays_with_the_picture(tmp_path: Path) -> None:
    played = make_clip(tmp_path / "in.mkv", Clip(frames=50, rate=Fraction(25), sounds=[Sound(seconds=2.0)]))
    sink = RecordingSink(tmp_path / "a.mkv", sound_from=played)
    sink.open(INFO)
    # The first second passed while the model was loaded.
    for number in range(25, 50):
        sink.write(live_frame(number, start=0))
    sink.close()
    assert packets(tmp_path / "a.mkv")[0][0] == pytest.approx(1.0, abs=0.002)
    sound = packets(tmp_path / "a.mkv", "audio")
    assert sound[-1][0] == pytest.approx(2.0, abs=0.06)


def test_what_cannot_be_recorded_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="survives a crash"):
        RecordingSink(tmp_path / "a.avi")
    with pytest.raises(UsageError, match="unknown video format"):
        RecordingSink(tmp_path / "a.xyz")
    with pytest.raises(MediaWriteError, match=r"no folder|No such file"):
        RecordingSink(tmp_path / "nowhere" / "a.mkv").open(INFO)
    with pytest.raises(MediaReadError):
        RecordingSink(tmp_path / "a.mkv", sound_from=tmp_path / "missing.mkv").open(INFO)


RECORDER = """
    import sys, time
    sys.path[:0] = {path!r}
    from live_fixtures import INFO, live_frame
    from rtstyle.sinks.recording import RecordingSink
    sink = RecordingSink(sys.argv[1])
    sink.open(INFO)
    for number in range(100_000):
        sink.write(live_frame(number))
        print(number, flush=True)
        time.sleep(0.004)
"""


@pytest.mark.parametrize("name", ["a.mkv", "a.mp4", "a.ts"])
def test_killed_at_any_moment_it_plays_to_within_two_seconds(tmp_path: Path, name: str) -> None:
    script = textwrap.dedent(RECORDER).format(path=sys.path)
    command = [sys.executable, "-c", script, str(tmp_path / name)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        last = 0
        for line in process.stdout:
            last = int(line)
            if last == 130:
                process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    assert last >= 130
    (left,) = tmp_path.iterdir()
    times = times_in(left)
    assert times[-1] > last / 25 - 2
    assert times == pytest.approx([n / 25 for n in range(len(times))], abs=0.001)


def test_a_folder_that_takes_no_files_is_not_called_full(tmp_path: Path) -> None:
    nowhere = tmp_path / "nowhere"
    sink = RecordingSink(nowhere / "a.mkv", measure_free_bytes=lambda _: 0)
    with pytest.raises(MediaWriteError, match=r"no file can be made in .*nowhere; choose another folder"):
        sink.open(INFO)
