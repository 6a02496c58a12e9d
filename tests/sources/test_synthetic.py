from __future__ import annotations

import io
import itertools
import threading
import time
from fractions import Fraction
from typing import TYPE_CHECKING

import av
import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rtstyle.errors import SourceError, UsageError
from rtstyle.scene.counter import burn_counter
from rtstyle.scene.sky import paint_clouds
from rtstyle.sources.synthetic import SyntheticSource, due_ns, frame_due, read_counter, synthetic_sound

if TYPE_CHECKING:
    from rtstyle.frame import Image, VideoFrame

NTSC = Fraction(30000, 1001)


@pytest.fixture(scope="module")
def scene() -> SyntheticSource:
    source = SyntheticSource(320, 180)
    source.open()
    return source


def test_two_sources_of_one_seed_show_the_same_and_time_may_be_visited_in_any_order() -> None:
    first, second = SyntheticSource(97, 64, seed=3), SyntheticSource(97, 64, seed=3)
    early, late = first.render(0.4), first.render(7.25)
    first.render(1.0)
    blinking = first.render(1.31)
    assert np.array_equal(SyntheticSource(97, 64, seed=3).render(1.31), blinking)
    assert np.array_equal(second.render(7.25), late)
    assert np.array_equal(second.render(0.4), early)
    assert not np.array_equal(early, late)


def test_another_seed_is_another_landscape() -> None:
    assert not np.array_equal(
        SyntheticSource(96, 64).render(1.0), SyntheticSource(96, 64, seed=1).render(1.0)
    )


def test_rendered_memory_is_the_callers(scene: SyntheticSource) -> None:
    image = scene.render(2.0)
    kept = image.copy()
    scene.render(9.0)
    assert np.array_equal(image, kept)


def test_what_was_read_is_what_render_shows() -> None:
    source = SyntheticSource(64, 48, Fraction(10), duration_s=0.3)
    source.open()
    frames = [source.read() for _ in range(3)]
    for index, frame in enumerate(frames):
        assert frame is not None
        assert np.array_equal(frame.image, source.render(index / 10))


def test_timestamps_are_exact_at_a_fractional_rate_and_the_end_is_where_it_was_announced() -> None:
    source = SyntheticSource(16, 16, NTSC, duration_s=0.5)
    info = source.open()
    frames = []
    while (frame := source.read()) is not None:
        frames.append(frame)
    assert info.frame_count == len(frames) == 15
    assert info.frame_rate == NTSC
    assert info.duration_s == 0.5
    assert [frame.index for frame in frames] == list(range(15))
    assert all(frame.time_base == info.time_base == 1 / NTSC for frame in frames)
    assert frames[14].pts * frames[14].time_base == 14 / NTSC
    assert source.read() is None


@pytest.mark.parametrize(("duration_s", "count"), [(2.0, 60), (0.1, 3), (0.101, 4), (0.0001, 1)])
def test_every_frame_that_starts_before_the_end_counts(duration_s: float, count: int) -> None:
    assert SyntheticSource(16, 16, duration_s=duration_s).open().frame_count == count


def test_open_again_starts_again() -> None:
    source = SyntheticSource(16, 16)
    source.open()
    source.read()
    source.close()
    source.close()
    assert source.read() is None
    source.open()
    frame = source.read()
    assert frame is not None
    assert frame.index == 0


def test_reading_before_opening_says_what_is_missing() -> None:
    source = SyntheticSource(16, 16)
    source.close()
    with pytest.raises(SourceError, match="open"):
        source.read()


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        ({"width": 15}, "16x16"),
        ({"height": 0}, "16x16"),
        ({"frame_rate": Fraction(0)}, "frame rate"),
        ({"duration_s": 0.0}, "duration"),
        ({"duration_s": float("nan")}, "duration"),
        ({"seed": -1}, "seed"),
        ({"width": 64, "height": 47, "burn_counter": True}, "48x48"),
    ],
)
def test_arguments_without_sense_are_refused(arguments: dict[str, object], word: str) -> None:
    with pytest.raises(UsageError, match=word):
        SyntheticSource(**arguments)  # type: ignore[arg-type]


def test_due_times_do_not_drift_and_agree_with_each_other() -> None:
    for index in (0, 1, 2, 3, 29, 30_000, 10_000_019):
        assert 0 <= due_ns(index, NTSC) - index * 1e9 * 1001 / 30000 < 2
        assert frame_due(due_ns(index, NTSC), NTSC) == index
        assert index == 0 or frame_due(due_ns(index, NTSC) - 1, NTSC) == index - 1


def test_live_frames_come_when_they_are_due() -> None:
    rate = Fraction(50)
    source = SyntheticSource(16, 16, rate, live=True)
    source.render(0.0)
    before = time.monotonic_ns()
    source.open()
    frames = [source.read() for _ in range(8)]
    for frame in frames:
        assert frame is not None
        assert frame.captured_ns - before >= due_ns(frame.index, rate)
        assert frame.pts == frame.index
    indices = [frame.index for frame in frames if frame]
    assert indices == sorted(set(indices))


def test_a_slow_reader_of_a_live_source_misses_frames_and_gets_the_newest() -> None:
    source = SyntheticSource(16, 16, Fraction(1000), live=True)
    source.open()
    source.read()
    threading.Event().wait(0.05)
    frame = source.read()
    assert frame is not None
    assert frame.index >= 50


def test_not_live_waits_for_nobody() -> None:
    source = SyntheticSource(16, 16, Fraction(1, 3600))
    source.open()
    frames = [source.read() for _ in range(3)]
    assert [frame.index for frame in frames if frame] == [0, 1, 2]


def test_close_ends_a_read_that_waits_in_another_thread() -> None:
    source = SyntheticSource(16, 16, Fraction(1, 3600), live=True)
    source.open()
    first = source.read()
    results: list[object] = []
    reader = threading.Thread(target=lambda: results.append(source.read()))
    reader.start()
    reader.join(0.05)
    assert reader.is_alive()
    source.close()
    reader.join(5.0)
    assert not reader.is_alive()
    assert first is not None
    assert results == [None]


@settings(max_examples=12, deadline=None)
@given(width=st.integers(16, 150), height=st.integers(16, 150), seconds=st.floats(0, 1e5))
def test_any_size_any_time(width: int, height: int, seconds: float) -> None:
    image = SyntheticSource(width, height).render(seconds)
    assert image.shape == (height, width, 3)
    assert image.dtype == np.uint8
    assert image.flags.c_contiguous
    assert image.std() > 20


@pytest.mark.parametrize("size", [(16, 16), (640, 17), (17, 640), (361, 203), (181, 322)])
def test_unusual_sizes(size: tuple[int, int]) -> None:
    assert SyntheticSource(*size).render(3.3).shape == (size[1], size[0], 3)


def test_the_scene_has_depth_of_tone_colour_and_texture(scene: SyntheticSource) -> None:
    image = scene.render(1.0)
    gray = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    low, high = np.percentile(gray, [2, 98])
    assert low < 60
    assert high > 200
    assert np.mean((gray == 0) | (gray == 255)) < 0.02
    assert len(np.unique(image.reshape(-1, 3) // 16, axis=0)) > 300
    assert cv2.Laplacian(gray, cv2.CV_32F).std() > 8


def test_motion_is_there_and_is_gentle(scene: SyntheticSource) -> None:
    for start in (0.0, 4.0, 33.3):
        a, b, later = (scene.render(t).astype(np.float32) for t in (start, start + 1 / 30, start + 3.0))
        step = np.abs(b - a).mean()
        assert 0.15 < step < 6.0
        assert np.abs(later - a).mean() > 1.5 * step
        moved = (np.abs(b - a).max(axis=-1) > 2).mean()
        assert 0.03 < moved < 0.9


def test_nothing_jumps_over_a_long_while(scene: SyntheticSource) -> None:
    for start in np.arange(0.0, 120.0, 4.7):
        a, b = scene.render(float(start)), scene.render(float(start) + 1 / 60)
        small = [cv2.resize(image, (40, 22), interpolation=cv2.INTER_AREA).astype(int) for image in (a, b)]
        assert np.abs(small[1] - small[0]).max() < 40


def test_clouds_drift_on_without_a_jump_when_they_repeat() -> None:
    source = SyntheticSource(160, 90)
    views = [source.render(float(second))[:8, 40:104].astype(float) for second in range(170)]
    steps = np.array([np.abs(after - before).mean() for before, after in itertools.pairwise(views)])
    assert max(steps) > 1.0
    beside = np.maximum(steps[:-2], steps[2:])
    assert np.all(steps[1:-1] < 2.5 * beside + 0.5)


def test_clouds_join_without_a_seam_where_they_repeat() -> None:
    layer = paint_clouds(np.random.default_rng(5), 60, 300, 200, 90.0)
    steps = np.abs(np.diff(layer.color.astype(float), axis=1)).mean(axis=(0, 2))
    assert steps[199] < 2 * np.percentile(steps, 90)
    assert np.abs(layer.color[:, :99].astype(int) - layer.color[:, 200:299]).max() <= 1


def test_the_eyes_blink(scene: SyntheticSource) -> None:
    times = np.arange(0.0, 5.0, 1 / 30)
    left, top, right, bottom = 93, 65, 137, 90
    patches = [scene.render(float(t))[top:bottom, left:right].astype(float).mean() for t in times]
    changes = np.abs(np.diff(patches))
    assert changes.max() > 6 * np.median(changes)


@given(index=st.integers(0, 2**20 - 1), width=st.integers(48, 200), height=st.integers(48, 200))
@settings(max_examples=40, deadline=None)
def test_counter_round_trip(index: int, width: int, height: int) -> None:
    image = np.full((height, width, 3), 90, np.uint8)
    assert read_counter(image) is None
    burn_counter(image, index)
    assert read_counter(image) == index


def test_counter_wraps_and_rejects_what_is_not_a_counter(scene: SyntheticSource) -> None:
    image = np.zeros((90, 160, 3), np.uint8)
    burn_counter(image, 2**20 + 5)
    assert read_counter(image) == 5
    image[79:82, 5:8] = 255 - image[79:82, 5:8]
    assert read_counter(image) is None
    assert all(read_counter(scene.render(t)) is None for t in (0.0, 1.0, 2.0))
    assert read_counter(np.zeros((4, 4, 3), np.uint8)) is None


@pytest.fixture(scope="module")
def counted() -> list[VideoFrame]:
    """Three frames with their numbers burnt in."""
    source = SyntheticSource(480, 270, burn_counter=True)
    source.open()
    return [frame for _ in range(3) if (frame := source.read()) is not None]


@pytest.mark.parametrize("scale", [0.25, 0.5, 0.75, 1.5, 2.0])
def test_counter_survives_rescaling(counted: list[VideoFrame], scale: float) -> None:
    assert len(counted) == 3
    for frame in counted:
        image = cv2.resize(frame.image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        assert read_counter(image) == frame.index


def _through_h264(images: list[Image]) -> list[Image]:
    memory = io.BytesIO()
    with av.open(memory, "w", format="mp4") as output:
        stream = output.add_stream("libx264", rate=30, options={"crf": "32", "preset": "ultrafast"})
        stream.height, stream.width = images[0].shape[:2]
        stream.pix_fmt = "yuv420p"
        for image in images:
            output.mux(stream.encode(av.VideoFrame.from_ndarray(image, format="rgb24")))
        output.mux(stream.encode(None))
    memory.seek(0)
    with av.open(memory) as recording:
        return [frame.to_ndarray(format="rgb24") for frame in recording.decode(video=0)]


def test_counter_survives_h264_and_rescaling_after_it() -> None:
    source = SyntheticSource(320, 240, duration_s=0.7, burn_counter=True)
    source.open()
    images = []
    while (frame := source.read()) is not None:
        images.append(frame.image)
    decoded = _through_h264(images)
    assert [read_counter(image) for image in decoded] == list(range(21))
    half = [cv2.resize(image, (160, 120), interpolation=cv2.INTER_AREA) for image in decoded]
    assert [read_counter(image) for image in half] == list(range(21))


def test_sound_is_continuous_across_blocks_of_any_length() -> None:
    whole = synthetic_sound(0.0, 18.0, 8000)
    cuts = [0.0, 0.0101, 3.999, 4.0, 6.4, 7.77777, 16.0003, 18.0]
    blocks = [synthetic_sound(a, b, 8000) for a, b in itertools.pairwise(cuts)]
    joined = np.concatenate(blocks)
    assert joined.shape == whole.shape == (144_000, 2)
    assert joined.dtype == np.float32
    assert np.allclose(joined, whole, atol=1e-6)


def test_sound_is_calm_stereo_and_without_clicks() -> None:
    sound = synthetic_sound(0.0, 18.0)
    assert np.isfinite(sound).all()
    assert 0.2 < np.abs(sound).max() < 0.95
    assert np.abs(sound[0]).max() < 1e-4
    loudness = np.sqrt((sound[48000:].reshape(-1, 24000, 2) ** 2).mean(axis=(1, 2)))
    assert loudness.min() > 0.03
    assert loudness.max() < 0.35
    assert not np.array_equal(sound[:, 0], sound[:, 1])
    assert np.abs(np.diff(sound, n=2, axis=0)).max() < 0.01


def test_no_sound_between_a_moment_and_itself() -> None:
    assert synthetic_sound(2.0, 2.0).shape == (0, 2)
