"""Video file in, stylized video file out, with the true engine."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
import threading
from fractions import Fraction

import av
import numpy as np
import pytest

from rtstyle.engine.stylizer import Stylizer
from rtstyle.errors import MediaReadError, MediaWriteError, UnknownStyleError, UsageError
from rtstyle.pipeline.video import stylize_video

SIZE = (64, 48)
RATE = Fraction(30000, 1001)


@pytest.fixture(scope="module")
def stylizer():
    return Stylizer(device="cpu", threads=1)


@pytest.fixture(scope="module")
def red():
    return np.full((64, 64, 3), (220, 30, 20), np.uint8)


@pytest.fixture(scope="module")
def green():
    return np.full((64, 64, 3), (20, 220, 40), np.uint8)


def write_video(path, times, *, time_base=1 / RATE, sound_s=0.0, size=SIZE):
    """Frames at the given times, in units of the time base, and a tone."""
    with av.open(str(path), "w") as container:
        video = container.add_stream("libx264", rate=RATE, options={"crf": "10", "bf": "0"})
        video.width, video.height = size
        video.pix_fmt = "yuv420p"
        video.codec_context.time_base = time_base
        audio = container.add_stream("aac", rate=48_000, layout="mono") if sound_s else None
        for number, time in enumerate(times):
            image = np.full((size[1], size[0], 3), 60 + 5 * number % 120, np.uint8)
            image[:, : size[0] // 2] += 40
            frame = av.VideoFrame.from_ndarray(image, format="rgb24")
            frame.pts, frame.time_base = time, time_base
            container.mux(video.encode(frame))
        container.mux(video.encode())
        if audio is not None:
            tone = np.sin(np.arange(round(sound_s * 48_000)) * 0.06).astype(np.float32)[None] * 0.3
            for start in range(0, tone.shape[1], 1024):
                samples = av.AudioFrame.from_ndarray(
                    np.ascontiguousarray(tone[:, start : start + 1024]), format="fltp", layout="mono"
                )
                samples.sample_rate, samples.pts = 48_000, start
                container.mux(audio.encode(samples))
            container.mux(audio.encode())
    return path


def frame_times(path):
    with av.open(str(path)) as container:
        return [frame.pts * frame.time_base for frame in container.decode(video=0)]


def sound(path):
    with av.open(str(path)) as container:
        return [bytes(packet) for packet in container.demux(audio=0) if packet.size]


def mean_colors(path):
    with av.open(str(path)) as container:
        return np.array(
            [frame.to_ndarray(format="rgb24").mean((0, 1)) for frame in container.decode(video=0)]
        )


def names(folder):
    return sorted(entry.name for entry in folder.iterdir())


@pytest.mark.parametrize("suffix", [".mp4", ".mkv"])
def test_frames_times_and_sound_are_kept(tmp_path, stylizer, red, suffix):
    source = write_video(tmp_path / f"in{suffix}", range(12), sound_s=0.4)
    target = tmp_path / f"out{suffix}"
    result = stylize_video(source, target, style=red, stylizer=stylizer)
    assert frame_times(target) == frame_times(source)
    assert sound(target) == sound(source)
    assert (result.output, result.frames, result.damaged_packets) == (target, 12, 0)
    assert result.fps == pytest.approx(12 / result.seconds)
    assert names(tmp_path) == [f"in{suffix}", f"out{suffix}"]


def test_a_variable_frame_rate_stays_variable(tmp_path, stylizer, red):
    times = list(itertools.accumulate([0, 33, 41, 17, 250, 33, 34, 90]))
    source = write_video(tmp_path / "in.mkv", times, time_base=Fraction(1, 1000))
    stylize_video(source, tmp_path / "out.mkv", style=red, stylizer=stylizer)
    assert frame_times(tmp_path / "out.mkv") == frame_times(source)
    assert len(set(np.diff(frame_times(tmp_path / "out.mkv")))) > 3


def test_a_gap_of_a_day_between_frames_is_kept(tmp_path, stylizer, red):
    times = [0, 33, 86_400_000, 86_400_033]
    source = write_video(tmp_path / "in.mkv", times, time_base=Fraction(1, 1000))
    stylize_video(source, tmp_path / "out.mkv", style=red, stylizer=stylizer)
    assert frame_times(tmp_path / "out.mkv") == [Fraction(time, 1000) for time in times]


def test_the_picture_takes_the_style_and_sound_can_be_left_out(tmp_path, stylizer, red):
    source = write_video(tmp_path / "in.mp4", range(4), sound_s=0.2)
    stylize_video(source, tmp_path / "out.mp4", style=red, stylizer=stylizer, audio=False)
    before, after = mean_colors(source), mean_colors(tmp_path / "out.mp4")
    assert ((after[:, 0] - after[:, 1]) > (before[:, 0] - before[:, 1]) + 40).all()
    with av.open(str(tmp_path / "out.mp4")) as container:
        assert not container.streams.audio


def test_a_schedule_changes_the_style_at_its_times_by_cross_fade(tmp_path, stylizer, red, green):
    source = write_video(tmp_path / "in.mp4", range(36))
    target = tmp_path / "out.mp4"
    stylize_video(source, target, style=red, stylizer=stylizer, schedule=[(0.4, green)], fade_s=0.4)
    redness = mean_colors(target) @ np.array([1, -1, 0])
    first, last = redness[:12].min(), redness[26:].max()
    assert first > 40
    assert last < -40
    fading = redness[13:24]
    assert (np.diff(fading) < 4).all()
    assert ((fading < first * 0.8) & (fading > last * 0.8)).sum() >= 2


def test_options_reach_a_borrowed_stylizer_and_it_gets_its_own_back(tmp_path, stylizer, red):
    source = write_video(tmp_path / "in.mp4", range(3))
    seen = []

    class Spy(Stylizer):
        def stylize(self, image, *, seconds=None):
            seen.append((self.strength, self.size, self.smoothing, self.denoise, self.preserve_color))
            return super().stylize(image, seconds=seconds)

    stylizer = Spy(device="cpu", threads=1, strength=0.9, smoothing=0.1)
    options = {"strength": 0.25, "size": 24, "smoothing": 0.2, "denoise": 0.3}
    options["preserve_color"] = "luminance"
    stylize_video(source, tmp_path / "out.mp4", style=red, stylizer=stylizer, **options)
    assert set(seen) == {(0.25, 24, 0.2, 0.3, "luminance")}
    assert (stylizer.strength, stylizer.size, stylizer.smoothing, stylizer.preserve_color) == (
        0.9,
        None,
        0.1,
        None,
    )
    assert stylizer.denoise == 0
    # It was not closed.
    stylizer.stylize(red)


def test_it_makes_its_own_stylizer_and_tells_its_progress(tmp_path, red):
    source = write_video(tmp_path / "in.mp4", range(5))
    told = []
    stylize_video(
        source,
        tmp_path / "out.mp4",
        style=red,
        device="cpu",
        progress=lambda done, total: told.append((done, total, threading.current_thread().name)),
    )
    assert told[-1] == (5, 5, "MainThread")
    counts = [done for done, _, _ in told]
    assert counts == sorted(set(counts))


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"style": "nosuchstyle"}, UnknownStyleError),
        ({"strength": 7.0}, UsageError),
        ({"smoothing": -1.0}, UsageError),
        ({"fade_s": -1.0}, UsageError),
        ({"preserve_color": "sepia"}, UsageError),
        ({"schedule": [(1.0, "nosuchstyle")]}, UnknownStyleError),
        ({"codec": "nosuchcodec"}, UsageError),
    ],
)
def test_bad_options_leave_nothing_and_what_was_there_stays(tmp_path, stylizer, red, options, error):
    source = write_video(tmp_path / "in.mp4", range(3))
    target = tmp_path / "out.mp4"
    target.write_bytes(b"precious")
    with pytest.raises(error):
        stylize_video(source, target, **{"style": red, "stylizer": stylizer} | options)
    assert target.read_bytes() == b"precious"
    assert names(tmp_path) == ["in.mp4", "out.mp4"]


def test_bad_inputs_and_outputs_leave_nothing(tmp_path, stylizer, red):
    text = tmp_path / "text.mp4"
    text.write_text("not a video " * 50)
    for source in (tmp_path / "missing.mp4", tmp_path, text):
        with pytest.raises(MediaReadError):
            stylize_video(source, tmp_path / "out.mp4", style=red, stylizer=stylizer)
    source = write_video(tmp_path / "in.mp4", range(3))
    for target in (tmp_path / "no" / "out.mp4", tmp_path / "out.txt", tmp_path):
        with pytest.raises(UsageError if target.suffix == ".txt" or target == tmp_path else MediaWriteError):
            stylize_video(source, target, style=red, stylizer=stylizer)
    assert names(tmp_path) == ["in.mp4", "text.mp4"]


def test_an_engine_that_fails_in_the_middle_leaves_nothing(tmp_path, red):
    class Failing(Stylizer):
        count = 0

        def stylize(self, image, *, seconds=None):
            self.count += 1
            if self.count == 4:
                raise MemoryError("no memory is left")
            return super().stylize(image, seconds=seconds)

    source = write_video(tmp_path / "in.mp4", range(10), sound_s=0.3)
    with pytest.raises(MemoryError):
        stylize_video(source, tmp_path / "out.mp4", style=red, stylizer=Failing(device="cpu", threads=1))
    assert names(tmp_path) == ["in.mp4"]


def test_an_interruption_leaves_no_file_and_no_thread(tmp_path, stylizer, red):
    source = write_video(tmp_path / "in.mp4", range(40))

    def interrupt(done, total):
        if done >= 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stylize_video(source, tmp_path / "out.mp4", style=red, stylizer=stylizer, progress=interrupt)
    assert names(tmp_path) == ["in.mp4"]
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("rtstyle")]


SCRIPT = """
import os, signal, sys, threading
import numpy as np
from rtstyle.pipeline.video import stylize_video
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job starts with it ignored
def progress(done, total):
    if done >= 2 and not progress.sent:
        progress.sent = True
        os.kill(os.getpid(), signal.SIGINT)
progress.sent = False
try:
    style = np.full((64, 64, 3), 99, np.uint8)
    stylize_video(sys.argv[1], sys.argv[2], style=style, device="cpu", progress=progress)
except KeyboardInterrupt:
    left = [thread.name for thread in threading.enumerate() if thread.name.startswith("rtstyle")]
    print(left, os.listdir(os.path.dirname(sys.argv[2])))
"""


@pytest.mark.skipif(os.name == "nt", reason="signals are delivered differently")
def test_a_true_ctrl_c_ends_the_program_cleanly(tmp_path):
    source = write_video(tmp_path / "in.mp4", range(60))
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(source), str(tmp_path / "out.mp4")],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert run.stdout.strip() == "[] ['in.mp4']", run.stderr
    assert run.stderr == ""
