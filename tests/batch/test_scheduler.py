"""Whole batches, with the true engine: against `stylize_video`, with bad inputs, stopped and gone on with."""

from __future__ import annotations

import dataclasses
import os

import av
import cv2
import fsspec
import numpy as np
import pytest

from rtstyle.batch.executors import SerialExecutor
from rtstyle.batch.folders import STATE
from rtstyle.batch.plan import plan_jobs
from rtstyle.batch.tasks import Assignment, Step
from rtstyle.engine.stylizer import Stylizer
from rtstyle.errors import UsageError
from rtstyle.media.picture import read_image
from rtstyle.pipeline.video import stylize_video
from tests.media_fixtures import Clip, Sound, make_clip, packets

SEAM_EVERY = 15


@pytest.fixture(scope="module")
def stylizer():
    return Stylizer(device="cpu", threads=1)


def pictures(path):
    with av.open(str(path)) as container:
        return np.stack([frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]).astype(
            float
        )


def psnr(one, other):
    errors = ((one - other) ** 2).reshape(len(one), -1).mean(1)
    return 10 * np.log10(255**2 / np.maximum(errors, 1e-9))


def assert_same_paintings(one, other):
    """But for rounding, and for a patch of the style's marks elsewhere for a moment: half of a picture so small."""
    apart = psnr(one, other)
    assert apart.min() > 40
    assert np.median(apart) > 50


def stylize_whole(source, target, style, stylizer, **changes):
    options = {"size": 32, "smoothing": 0.05, "crf": 1, "preset": "ultrafast"} | changes
    stylize_video(source, target, style=style, stylizer=stylizer, **options)
    return target


class Recording(SerialExecutor):
    """A SerialExecutor that notes what it was given."""

    def __init__(self, assignment):
        super().__init__(assignment)
        self.steps = []

    def submit(self, task):
        self.steps.append(task.step)
        super().submit(task)


class Killed(Exception):
    """Stands for the end of the process."""


class Dying(Recording):
    """Does some tasks, then ends without a word."""

    most = 1

    def wait(self, timeout_s):
        if len(self.steps) > self.most:
            raise Killed
        return super().wait(timeout_s)


def test_everything_in_a_folder_is_as_the_other_commands_make_it(media, tmp_path, style, run_batch, stylizer):
    (media / "bad.mp4").write_bytes(b"this is no video")
    out = tmp_path / "out"
    executors = []
    snapshots = []
    summary = run_batch(
        [media], out, lambda a: executors.append(Recording(a)) or executors[-1], observer=snapshots.append
    )
    assert sorted(os.listdir(out)) == [STATE, "deep", "long.mp4", "one.png"]
    assert [(record.output, "no" in str(record.error)) for record in summary.failed] == [("bad.mp4", True)]
    assert (len(summary.done), summary.skipped) == (4, 0)
    assert executors[0].steps.count(Step.SEGMENT) == 4
    assert executors[0].steps.count(Step.JOIN) == 1
    # Nothing but what is to be kept stays behind.
    assert sorted(os.listdir(out / STATE)) == ["lock", "manifest.jsonl", "parts"]
    assert os.listdir(out / STATE / "parts") == []
    whole = stylize_whole(media / "long.mp4", tmp_path / "whole.mp4", style, stylizer)
    assert [time for time, _ in sorted(packets(out / "long.mp4"))] == [t for t, _ in sorted(packets(whole))]
    assert (
        packets(out / "long.mp4", "audio") == packets(whole, "audio") == packets(media / "long.mp4", "audio")
    )
    assert_same_paintings(pictures(out / "long.mp4"), pictures(whole))
    stylizer.size, stylizer.smoothing = 32, 0.0
    stylizer.reset()
    stylizer.set_style(style)
    painted = stylizer.stylize(read_image(media / "one.png"))
    assert np.array_equal(read_image(out / "one.png"), painted)
    last = snapshots[-1]
    assert (last.jobs, last.done, last.failed, last.running) == (5, 5, 1, ())
    assert last.megapixels_done == pytest.approx(last.megapixels)
    record = next(record for record in summary.done if record.output == "long.mp4")
    assert (record.frames, record.size_bytes) == (60, (out / "long.mp4").stat().st_size)


def test_a_second_run_does_what_is_left_and_what_changed(media, tmp_path, settings, run_batch):
    out = tmp_path / "out"
    photos = [media / "one.png", media / "deep" / "two.jpg"]
    assert len(run_batch(photos, out, SerialExecutor).done) == 2
    written = (out / "one.png").stat().st_mtime_ns
    again = run_batch(photos, out, SerialExecutor)
    assert (again.records, again.skipped) == ((), 2)
    cv2.imwrite(str(photos[1]), np.zeros((50, 40, 3), np.uint8))
    assert [record.output for record in run_batch(photos, out, SerialExecutor).done] == ["two.jpg"]
    assert (out / "one.png").stat().st_mtime_ns == written
    weaker = dataclasses.replace(settings, strength=0.5)
    assert len(run_batch(photos, out, SerialExecutor, settings=weaker).done) == 2


def test_a_failed_input_is_tried_again_next_time(media, tmp_path, run_batch):
    good = (media / "one.png").read_bytes()
    (media / "one.png").write_bytes(good[:60])
    photos = [media / "one.png", media / "deep" / "two.jpg"]
    first = run_batch(photos, tmp_path / "out", SerialExecutor)
    assert [record.output for record in first.failed] == ["one.png"]
    assert "one.png" in first.failed[0].error
    (media / "one.png").write_bytes(good)
    second = run_batch(photos, tmp_path / "out", SerialExecutor)
    assert ([record.output for record in second.done], second.skipped) == (["one.png"], 1)


def test_finished_parts_survive_the_end_of_a_run(media, tmp_path, run_batch):
    out = tmp_path / "out"

    def dying(assignment):
        executor = Dying(assignment)
        executor.most = 3
        return executor

    with pytest.raises(Killed):
        run_batch([media / "long.mp4"], out, dying)
    (parts,) = (out / STATE / "parts").iterdir()
    made = {part.name: part.stat().st_mtime_ns for part in parts.iterdir()}
    assert len(made) == 2
    kept = []

    def watching(snapshot):
        kept.append({p.name: p.stat().st_mtime_ns for p in parts.iterdir()} if parts.exists() else {})

    run_batch([media / "long.mp4"], out, SerialExecutor, observer=watching)
    assert all(made.items() <= seen.items() for seen in kept[:-1])
    assert len(pictures(out / "long.mp4")) == 60
    assert not parts.exists()


def test_parts_that_cannot_be_joined_are_made_anew(media, tmp_path, run_batch):
    out = tmp_path / "out"

    def dying(assignment):
        executor = Dying(assignment)
        executor.most = 3
        return executor

    with pytest.raises(Killed):
        run_batch([media / "long.mp4"], out, dying)
    (first, _) = sorted(out.glob(f"{STATE}/parts/*/*.nut"))
    first.write_bytes(b"what a failing disk gives back")
    (failed,) = run_batch([media / "long.mp4"], out, SerialExecutor).failed
    assert "is damaged; run it again" in failed.error
    assert not failed.unreadable
    assert len(run_batch([media / "long.mp4"], out, SerialExecutor).done) == 1
    assert len(pictures(out / "long.mp4")) == 60


def test_parts_of_another_version_are_not_used(media, settings, tmp_path):
    (job,) = plan_jobs([str(media / "long.mp4")], str(tmp_path / "out"))
    here = Assignment(settings, settings.digest(), str(tmp_path / "out"))
    later = dataclasses.replace(here, versions="rtstyle 9.9, av 99")
    assert here.parts_folder(job) != later.parts_folder(job)
    # Where it is worked on does not matter.
    elsewhere = dataclasses.replace(here, device="cuda", threads=7)
    assert here.parts_folder(job) == elsewhere.parts_folder(job)


def test_what_no_task_can_do_without_ends_the_batch(media, tmp_path, settings, run_batch):
    with pytest.raises(UsageError, match="unknown model"):
        run_batch([media], tmp_path / "out", SerialExecutor, dataclasses.replace(settings, model="no-such"))


@pytest.mark.parametrize("changes", [{"segment_s": 0.0}, {"preserve_color": "coral"}])
def test_not_every_video_is_split(media, tmp_path, settings, run_batch, changes):
    executors = []
    run_batch(
        [media / "long.mp4"],
        tmp_path / "out",
        lambda a: executors.append(Recording(a)) or executors[-1],
        dataclasses.replace(settings, **changes),
    )
    assert executors[0].steps == [Step.WHOLE]
    assert len(pictures(tmp_path / "out" / "long.mp4")) == 60


@pytest.mark.parametrize("place", ["memory", "file"])
def test_inputs_and_outputs_may_lie_in_a_store(media, tmp_path, style, run_batch, stylizer, place):
    address = "memory://store" if place == "memory" else f"file://{tmp_path}/store"
    files, root = fsspec.core.url_to_fs(address)
    for name in ("long.mp4", "one.png"):
        files.makedirs(f"{root}/in", exist_ok=True)
        files.put_file(str(media / name), f"{root}/in/{name}")
    summary = run_batch([f"{address}/in"], f"{address}/out", SerialExecutor)
    assert not summary.failed
    found = sorted(files.find(f"{root}/out"))
    results = [name for name in found if STATE not in name]
    assert [name.rsplit("/", 1)[1] for name in results] == ["long.mp4", "one.png"]
    # No part of a video, and nothing half-written.
    assert not [name for name in found if name.endswith((".nut", ".part"))]
    files.get_file(results[0], str(tmp_path / "long.mp4"))
    whole = stylize_whole(media / "long.mp4", tmp_path / "whole.mp4", style, stylizer)
    assert_same_paintings(pictures(tmp_path / "long.mp4"), pictures(whole))
    assert packets(tmp_path / "long.mp4", "audio") == packets(whole, "audio")
    again = run_batch([f"{address}/in"], f"{address}/out", SerialExecutor)
    assert (again.records, again.skipped) == ((), 2)


def pulsing(number, width, height):
    """Statistics that never rest, so that what is remembered of the past shows in every frame."""
    image = np.full((height, width, 3), 110 + 60 * np.sin(number * 2 * np.pi / 7), np.uint8)
    image[8:28, 10 + number % 20 : 30 + number % 20] = (240, 60, 30)
    return image


def test_seams_do_not_show(tmp_path, style, settings, run_batch, stylizer):
    options = {"preset": "ultrafast", "crf": "4", "g": str(SEAM_EVERY), "sc_threshold": "0"}
    clip = make_clip(
        tmp_path / "clip.mp4", Clip(frames=60, options=options, picture=pulsing, sounds=[Sound()])
    )
    assert not run_batch([clip], tmp_path / "out", SerialExecutor, settings).failed
    joined = pictures(tmp_path / "out" / "clip.mp4")
    whole = pictures(stylize_whole(clip, tmp_path / "whole.mp4", style, stylizer))
    # How much more the picture changes between two frames than it does when the video is stylized in one go.
    changes = [np.abs(np.diff(video, axis=0)).mean((1, 2, 3)) for video in (joined, whole)]
    excess = np.abs(changes[0] - changes[1])
    seams = np.arange(SEAM_EVERY, 60, SEAM_EVERY) - 1
    inside = np.delete(excess, seams)
    assert excess[seams].max() <= inside.max() + 0.1
    assert_same_paintings(joined, whole)
