"""``rtstyle stream`` end to end: the bundled network, the synthetic scene, true files and processes."""

from __future__ import annotations

import dataclasses
import itertools
import json
import os
import re
import signal
import subprocess
import sys
import threading
from fractions import Fraction
from typing import TYPE_CHECKING, Any, ClassVar

import cv2
import numpy as np
import pytest
from media_fixtures import Clip, Sound, make_clip, packets
from sound_fixtures import RATE, FakeSounddevice, heard

from rtstyle.cli import stream as stream_command
from rtstyle.engine.stylizer import Stylizer
from rtstyle.pipeline.monitor import Monitor
from rtstyle.pipeline.pipeline import Pipeline
from rtstyle.sinks.make import make_sink
from rtstyle.sources.camera import CameraInfo, CameraSource
from rtstyle.sources.file import FileSource
from rtstyle.sources.make import make_source
from rtstyle.sources.synthetic import read_counter

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    from rtstyle.frame import VideoFrame

SMALL = (
    "--source",
    "synthetic:counter",
    "--resolution",
    "160x120",
    "--size",
    "32",
    "--style",
    "night-whorls",
)


def objects(output: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.splitlines()]


def of_type(lines: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    return [line for line in lines if line["type"] == kind]


def recorded(path: Path) -> list[tuple[int | None, float]]:
    """The counter in each frame of a recording, and its time in seconds."""
    with FileSource(path) as source:
        frames = []
        while (frame := source.read()) is not None:
            frames.append((read_counter(frame.image), frame.seconds))
        return frames


@pytest.fixture
def interrupt_when(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[list[float]], bool]], None]:
    """Has Ctrl-C pressed once ``out.mkv`` holds enough, by its frames' times: be the machine as busy as it may."""

    def arrange(enough: Callable[[list[float]], bool]) -> None:
        def make(spec: str, **options: Any) -> Any:
            sink = make_sink(spec, **options)
            return _Interrupting(sink, enough) if spec == "out.mkv" else sink

        monkeypatch.setattr(stream_command, "make_sink", make)

    return arrange


class _Interrupting:
    """A sink that interrupts the program once."""

    def __init__(self, sink: Any, enough: Callable[[list[float]], bool]) -> None:
        self._sink, self._enough = sink, enough
        self._times: list[float] = []
        self._interrupted = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self._sink, name)

    def write(self, frame: VideoFrame) -> None:
        self._sink.write(frame)
        self._times.append(frame.seconds)
        if not self._interrupted and self._enough(self._times):
            self._interrupted = True
            os.kill(os.getpid(), signal.SIGINT)


def test_its_numbers_agree_with_a_counter_burnt_into_the_picture(
    run: Callable[..., Result],
    tmp_path: Path,
    interrupt_when: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    taken: list[int] = []  # numbers of the frames that the scene gave

    def watched(spec: str, **asked: Any) -> Any:
        source = make_source(spec, **asked)
        read = source.read

        def note() -> VideoFrame | None:
            frame = read()
            if frame is not None:
                taken.append(frame.index)
            return frame

        monkeypatch.setattr(source, "read", note)
        return source

    passed: list[int] = []  # frames that had left the engine before and after each sink was let in
    add_sink = Pipeline.add_sink

    def added(pipeline: Pipeline, *sink: Any) -> str:
        passed.append(pipeline.monitor.snapshot().frames_out)
        name = add_sink(pipeline, *sink)
        passed.append(pipeline.monitor.snapshot().frames_out)
        return name

    monkeypatch.setattr(stream_command, "make_source", watched)
    monkeypatch.setattr(Pipeline, "add_sink", added)
    reports: list[object] = []
    report = stream_command._JsonReport.snapshot
    monkeypatch.setattr(
        stream_command._JsonReport, "snapshot", lambda *told: reports.append(told) or report(*told)
    )
    interrupt_when(lambda times: len(times) >= 10 and len(reports) >= 2)
    # Large enough for the network to leave the counter legible.
    large = ("--resolution", "320x240", "--size", "240", "--strength", "0")
    result = run("stream", *SMALL, *large, "--sink", "null", "--sink", "out.mkv", "--json")
    assert result.exit_code == 0, result.output
    lines = objects(result.stdout)
    summary = lines[-1]
    assert (summary["type"], summary["reason"], summary["failures"]) == ("summary", "interrupted", {})
    told_s = [line["seconds"] for line in of_type(lines, "snapshot")]
    assert len(told_s) == len(reports)
    assert all(number <= seconds for number, seconds in enumerate(told_s, 1))  # one a second, not more
    assert told_s[-1] <= summary["seconds"]
    assert summary["files"] == ["out.mkv"]
    start = summary["start"]
    assert 0 < start["first_frame_s"] <= start["first_painted_s"]
    assert start["resident_bytes"] is None or start["resident_bytes"] > 50e6
    frames = recorded(tmp_path / "out.mkv")
    assert len(frames) == summary["sinks"]["out.mkv"]["frames"] >= 10
    offered = {
        name: summary["sinks"][name]["frames"] + summary["dropped"][name] for name in ("null", "out.mkv")
    }
    assert 0 <= offered["null"] - offered["out.mkv"] <= passed[3] - passed[0]
    counters = [counter for counter, _ in frames]
    assert None not in counters
    assert all(later > earlier for earlier, later in itertools.pairwise(counters))
    for counter, seconds in frames:
        assert seconds == pytest.approx((counter - counters[0]) / 30, abs=0.002)
    # Every frame that the scene made was taken or is counted as dropped, but for a few on their way at the end.
    lost = summary["dropped"]
    assert summary["frames_in"] == len(taken)
    assert lost["capture"] == taken[-1] + 1 - len(taken)
    assert set(counters) <= set(taken)
    on_the_way = summary["frames_in"] - summary["frames_out"] - lost["engine"] - lost["rate"]
    assert 0 <= on_the_way <= 3
    missing = counters[-1] - counters[0] + 1 - len(counters)
    assert missing <= lost["capture"] + lost["engine"] + lost["rate"] + lost["out.mkv"]
    for name in ("engine_start", "engine_end", "null", "out.mkv"):
        latency = summary["latency"][name]
        assert 0 < latency["p50_ms"] <= latency["p95_ms"] <= latency["p99_ms"]
    assert summary["latency"]["engine_start"]["p50_ms"] < summary["latency"]["out.mkv"]["p50_ms"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_and_termination_finish_every_file_and_are_no_failures(
    tmp_path: Path, number: signal.Signals
) -> None:
    sinks = ("--sink", "a.mp4", "--sink", "b/live.m3u8")
    command = [sys.executable, "-m", "rtstyle", "stream", *SMALL, *sinks, "--json"]
    with subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        told = [json.loads(process.stdout.readline()) for _ in range(3)]
        process.send_signal(number)
        rest = objects(process.stdout.read())
        errors = process.stderr.read()
    assert process.returncode == 0, errors
    assert not errors
    assert [line["type"] for line in told] == ["event", "event", "snapshot"]
    summary = rest[-1]
    assert summary["reason"] == "interrupted"
    assert [file.replace("\\", "/") for file in summary["files"]] == ["a.mp4", "b/live.m3u8"]
    assert len(recorded(tmp_path / "a.mp4")) == summary["sinks"]["a.mp4"]["frames"] > 0
    assert "#EXT-X-ENDLIST" in (tmp_path / "b" / "live.m3u8").read_text()


def test_seconds_count_from_the_first_painted_frame(capsys: pytest.CaptureFixture[str]) -> None:
    moment = Monitor().snapshot()
    report = stream_command._JsonReport()
    report.begin(dataclasses.replace(moment, seconds=7.0))
    report.snapshot(dataclasses.replace(moment, seconds=8.5))
    report.summary({"reason": "ended", **dataclasses.replace(moment, seconds=9.25).to_dict()})
    assert [line["seconds"] for line in objects(capsys.readouterr().out)] == [1.5, 2.25]


def test_a_sink_that_fails_is_taken_out_and_the_rest_goes_on(run: Callable[..., Result]) -> None:
    result = run(
        "stream", *SMALL, "--sink", "tcp://127.0.0.1:9", "--sink", "null", "--json", "--duration", "6"
    )
    assert result.exit_code == 1
    assert result.stderr == "rtstyle: 1 of 2 sinks failed: tcp\n"
    lines = objects(result.stdout)
    told = {line["kind"]: line for line in of_type(lines, "event")}
    started, event = told["started"], told["sink_failed"]
    assert (started["kind"], started["width"], started["height"], started["fps"]) == ("started", 160, 120, 30)
    assert told["engine_ready"]["name"] == "cpu"
    assert event["name"] == "tcp"
    assert "Connection refused" in event["message"]
    assert lines[-1]["sinks"]["null"]["frames"] > 2
    assert list(lines[-1]["failures"]) == ["tcp"]


class Webcam:
    """What OpenCV makes of a camera that has one size and one rate, whatever it is asked for."""

    FORMAT: ClassVar[dict[int, float]] = {
        cv2.CAP_PROP_FRAME_WIDTH: 160,
        cv2.CAP_PROP_FRAME_HEIGHT: 120,
        cv2.CAP_PROP_FPS: 20,
        cv2.CAP_PROP_FOURCC: cv2.VideoWriter.fourcc(*"YUYV"),
    }

    def __init__(self, _: CameraInfo) -> None:
        self._numbers = itertools.count()

    def isOpened(self) -> bool:
        return True

    def set(self, _key: int, _value: float) -> bool:
        return False

    def get(self, key: int) -> float:
        return self.FORMAT[key]

    def read(self) -> tuple[bool, np.ndarray]:
        threading.Event().wait(1 / 20)
        return True, np.full((120, 160, 3), next(self._numbers) % 256, np.uint8)

    def release(self) -> None:
        pass


def test_what_a_camera_really_delivers_is_told(
    run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    def plugged_in(_spec: str, *, loop: bool, **asked: float) -> CameraSource:
        return CameraSource(find=lambda _: CameraInfo(0, "HD Webcam"), open_capture=Webcam, **asked)

    monkeypatch.setattr(stream_command, "make_source", plugged_in)
    asked = ("--resolution", "1920x1080", "--fps", "60", "--duration", "0.2")
    common = ("stream", "--source", "camera", "--style", "night-whorls", "--size", "32", "--sink", "null")
    loud = run(*common, *asked)
    assert loud.exit_code == 0, loud.output
    assert loud.stderr.splitlines()[0] == (
        "rtstyle: camera 0 'HD Webcam': 160x120 at 20 fps (YUYV) instead of 1920x1080 at 60 fps"
    )
    assert "HD Webcam" not in run(*common, *asked, "--quiet").stderr


def test_when_no_sink_is_left_it_fails_with_the_reason(
    run: Callable[..., Result], one_line: Callable[..., str]
) -> None:
    result = run("stream", *SMALL, "--sink", "tcp://127.0.0.1:9", "--duration", "20", "--quiet")
    assert "Connection refused" in one_line(result, 1)
    assert not result.stdout


def test_a_recording_that_cannot_be_written_is_told_before_anything_is_loaded(
    run: Callable[..., Result], one_line: Callable[..., str]
) -> None:
    result = run("stream", *SMALL, "--device", "abacus", "--sink", "null", "--sink", "nowhere/out.mkv")
    assert "there is no folder nowhere" in one_line(result, 1)


def test_people_get_the_files_and_one_line(run: Callable[..., Result], tmp_path: Path) -> None:
    make_clip(
        tmp_path / "in.mkv", Clip(frames=200, rate=Fraction(25), size=(160, 120), sounds=[Sound(seconds=8.0)])
    )
    result = run(
        "stream",
        "--source",
        "in.mkv",
        "-s",
        "night-whorls",
        "--size",
        "32",
        "--sink",
        "out.mkv",
        "--duration",
        "1",
    )
    assert result.exit_code == 0, result.output
    assert result.stdout == "out.mkv\n"
    assert result.stderr.count("\n") == 1
    assert re.match(r"00:0\d at \d", result.stderr)
    assert "frames per second" in result.stderr
    assert packets(tmp_path / "out.mkv", "audio")
    video = packets(tmp_path / "out.mkv")
    # However long the network took to load, the recording begins where the video does.
    assert video[0][0] == 0
    # The picture stands where it stood in the file, as the sound does.
    assert all((time * 25) % 1 == pytest.approx(0, abs=0.05) or (time * 25) % 1 > 0.95 for time, _ in video)


def test_a_looped_video_and_the_microphone_are_heard_in_recordings(
    run: Callable[..., Result],
    tmp_path: Path,
    interrupt_when: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    interrupt_when(lambda times: times[-1] - times[0] >= 2)
    system = FakeSounddevice()
    monkeypatch.setitem(sys.modules, "sounddevice", system)
    make_clip(
        tmp_path / "in.mkv", Clip(frames=10, rate=Fraction(25), size=(64, 48), sounds=[Sound(seconds=0.4)])
    )
    common = ("--source", "in.mkv", "--loop", "-s", "night-whorls", "--size", "16")
    for more in ((), ("--microphone", "usb"), ("--microphone",)):
        result = run("stream", *common, "--sink", "out.mkv", "--force", *more)
        assert result.exit_code == 0, result.output
        # Ten frames of sound, again and again: more than two rounds, however long each new beginning takes.
        loudness = heard(str(tmp_path / "out.mkv"))
        assert (loudness > 0.1).sum() > 0.8 * RATE
    assert [stream.device for stream in system.streams] == [2, 1]


def test_a_video_that_is_over_ends_it(run: Callable[..., Result], tmp_path: Path) -> None:
    make_clip(tmp_path / "in.mkv", Clip(frames=400, rate=Fraction(100), size=(64, 48)))
    result = run(
        "stream", "--source", "in.mkv", "-s", "night-whorls", "--size", "16", "--sink", "null", "--json"
    )
    assert result.exit_code == 0, result.output
    summary = objects(result.stdout)[-1]
    assert summary["reason"] == "ended"
    # Shorter than the network takes to load, and played to its end all the same.
    assert summary["frames_in"] + summary["dropped"]["capture"] == 400


@pytest.mark.parametrize(
    ("options", "code", "message"),
    [
        (("--source", "synthetic", "-s", "night-whorl", "--sink", "null"), 2, "night-whorls"),
        (("--source", "synthetic", "-s", "night-whorls", "--sink", "nonsense"), 2, "no sink 'nonsense'"),
        (("--source", "synthetic", "-s", "night-whorls", "--sink", "a.jpg"), 2, "unknown video format"),
        (("--source", "screen:1", "-s", "night-whorls", "--sink", "null"), 2, "LEFT,TOP,WIDTH,HEIGHT"),
        (("--source", "missing.mp4", "-s", "night-whorls", "--sink", "null"), 1, "no such file"),
        (("--source", "camera:Nobody's", "-s", "night-whorls", "--sink", "null"), 1, 'no camera "Nobody\'s"'),
        (
            ("--source", "synthetic", "-s", "night-whorls", "--sink", "null", "--resolution", "big"),
            2,
            "1280x720",
        ),
        (
            ("--source", "synthetic", "-s", "night-whorls", "--sink", "null", "--microphone", "Radio"),
            1,
            "choose one of: 1 (Built-in), 2 (USB microphone)",
        ),
        (
            ("--source", "synthetic", "-s", "night-whorls", "--sink", "null", "--device", "abacus"),
            2,
            "abacus",
        ),
    ],
)
def test_what_cannot_work_is_told_in_one_line(
    run: Callable[..., Result],
    one_line: Callable[..., str],
    options: tuple[str, ...],
    code: int,
    message: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "sounddevice", FakeSounddevice())
    assert message in one_line(run("stream", *options, "--quiet"), code)


@pytest.mark.parametrize("sink", ["clip.mp4", "./clip.mp4", "link.mkv", "style.png"])
def test_neither_source_nor_style_is_overwritten(
    run: Callable[..., Result], one_line: Callable[..., str], tmp_path: Path, sink: str
) -> None:
    make_clip(tmp_path / "clip.mp4", Clip(frames=6))
    (tmp_path / "link.mkv").symlink_to(tmp_path / "clip.mp4")
    cv2.imwrite(str(tmp_path / "style.png"), np.zeros((32, 32, 3), np.uint8))
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    result = run("stream", "--source", "clip.mp4", "--style", "style.png", "--sink", sink)
    assert "it would be lost" in one_line(result, 2)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_an_earlier_recording_is_kept_unless_it_may_go(
    run: Callable[..., Result], one_line: Callable[..., str], tmp_path: Path
) -> None:
    (tmp_path / "take.mkv").write_bytes(b"precious")
    (tmp_path / "live.m3u8").write_text("a playlist is no recording")
    arguments = ("stream", *SMALL, "--sink", "take.mkv", "--sink", "live.m3u8", "--duration", "0.2")
    line = one_line(run(*arguments), 2)
    assert line.startswith("rtstyle: take.mkv exists already and would be lost")
    assert line.endswith("--force")
    assert (tmp_path / "take.mkv").read_bytes() == b"precious"
    assert run(*arguments, "--force").exit_code == 0
    assert recorded(tmp_path / "take.mkv")


def test_two_sinks_cannot_share_a_file(run: Callable[..., Result], one_line: Callable[..., str]) -> None:
    result = run("stream", *SMALL, "--sink", "a.mkv", "--sink", "./a.mkv")
    assert "named twice" in one_line(result, 2)


def test_a_device_that_fails_is_an_event(run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch) -> None:
    class Unplugged(Stylizer):
        painted = 0

        @property
        def device(self) -> str:
            return "cpu" if self.painted > 3 else "cuda:0"

        @property
        def device_note(self) -> str:
            return "cuda:0 failed; cpu paints now" if self.painted > 3 else "painting on cuda:0"

        def stylize(self, *picture: Any, **options: Any) -> Any:
            self.painted += 1
            return super().stylize(*picture, **options)

    monkeypatch.setattr("rtstyle.engine.stylizer.Stylizer", Unplugged)
    result = run("stream", *SMALL, "--sink", "null", "--duration", "1", "--json")
    assert result.exit_code == 0, result.output
    summary = objects(result.stdout)[-1]
    assert summary["reason"] == "duration"
    assert summary["seconds"] >= 1
    told = {line["kind"]: line for line in of_type(objects(result.stdout), "event")}
    assert told["engine_ready"]["name"] == "cuda:0"
    assert told["engine_ready"]["message"] == "painting on cuda:0"
    assert told["device_changed"]["name"] == "cpu"
    assert told["device_changed"]["message"] == "cuda:0 failed; cpu paints now"
