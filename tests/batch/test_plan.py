"""Which inputs are found, what their results are called, and what is refused."""

from __future__ import annotations

import dataclasses
import os
import re
from pathlib import Path

import cv2
import fsspec
import numpy as np
import pytest
from fsspec.implementations.memory import MemoryFile

from rtstyle.batch import plan
from rtstyle.batch.folders import LocalFolder
from rtstyle.batch.plan import measured_jobs, plan_jobs
from rtstyle.batch.tasks import MediaKind
from rtstyle.errors import MediaReadError, MediaWriteError, UsageError


def planned(*inputs, output):
    return {job.output: job for job in plan_jobs([str(i) for i in inputs], str(output))}


def test_a_folder_is_searched_and_names_are_kept(media, tmp_path):
    jobs = planned(media, output=tmp_path / "out")
    assert list(jobs) == ["deep/short.mkv", "deep/two.jpg", "long.mp4", "one.png"]
    assert jobs["deep/two.jpg"].kind is MediaKind.IMAGE
    assert jobs["long.mp4"].kind is MediaKind.VIDEO
    assert jobs["long.mp4"].source == str(media / "long.mp4")


def test_patterns_keep_what_is_below_their_fixed_part(media, tmp_path, monkeypatch):
    assert list(planned(media / "**/*.jpg", output=tmp_path / "out")) == ["deep/two.jpg"]
    monkeypatch.chdir(media)
    jobs = planned("*.p[n]g", "deep/*", output="out")
    assert list(jobs) == ["one.png", "short.mkv", "two.jpg"]
    assert jobs["one.png"].source == str(media / "one.png")


def test_results_within_the_inputs_are_no_inputs(media):
    out = media / "painted"
    out.mkdir()
    (out / "one.png").write_bytes((media / "one.png").read_bytes())
    assert "painted/one.png" not in planned(media, output=out)


def test_what_cannot_be_written_becomes_mp4(tmp_path):
    for name in ("a.wmv", "b.FLV", "c.WEBM"):
        (tmp_path / name).write_bytes(b"x")
    assert list(planned(tmp_path, output=tmp_path / "out")) == ["a.mp4", "b.mp4", "c.WEBM"]


def test_two_inputs_of_one_name_are_refused(media, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    (other / "one.png").write_bytes(b"x")
    with pytest.raises(UsageError, match=r"would both become one\.png"):
        planned(media, other, output=tmp_path / "out")
    assert len(planned(media / "one.png", media / "one.png", output=tmp_path / "out")) == 1


def test_an_input_is_never_replaced(media):
    with pytest.raises(UsageError, match="is the input"):
        planned(media / "one.png", output=media)


def test_an_input_is_not_replaced_by_way_of_a_link_either(media, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (tmp_path / "other.png").write_bytes((media / "one.png").read_bytes())
    (out / "other.png").symlink_to(media / "one.png")
    with pytest.raises(UsageError, match="is the input"):
        planned(tmp_path / "other.png", media / "one.png", output=out)


@pytest.mark.parametrize("pattern", ["a**b", "a**b/*.png", "**.png"])
def test_a_pattern_that_makes_no_sense_is_told(media, pattern):
    with pytest.raises(MediaReadError, match="invalid pattern"):
        planned(media / pattern, output=media.parent / "out")


@pytest.mark.parametrize("missing", ["nothing.mp4", "no/folder", "memory://nowhere/at.mp4"])
def test_what_is_missing_is_told(tmp_path, missing):
    with pytest.raises(MediaReadError, match="cannot read"):
        planned(missing, output=tmp_path / "out")


def test_an_empty_folder_is_told(tmp_path):
    (tmp_path / "in").mkdir()
    with pytest.raises(UsageError, match="no picture and no video"):
        planned(tmp_path / "in", output=tmp_path / "out")


def test_a_change_of_an_input_changes_its_stamp(media, tmp_path):
    before = planned(media, output=tmp_path / "out")
    (media / "one.png").write_bytes((media / "one.png").read_bytes() + b"\0")
    after = planned(media, output=tmp_path / "out")
    changed = [name for name in before if before[name].stamp != after[name].stamp]
    assert changed == ["one.png"]


def test_the_work_is_read_from_headers(media, tmp_path):
    jobs = {job.output: job for job in measured_jobs(plan_jobs([str(media)], str(tmp_path / "out")))}
    assert jobs["one.png"].megapixels == pytest.approx(40 * 56 / 1e6)
    assert (jobs["long.mp4"].frames, jobs["deep/short.mkv"].frames) == (60, 8)
    assert jobs["long.mp4"].megapixels == pytest.approx(60 * 64 * 48 / 1e6)
    (media / "one.png").write_bytes(b"junk")
    (job,) = measured_jobs(plan_jobs([str(media / "one.png")], str(tmp_path / "out")))
    assert job.megapixels is None


def test_of_many_pictures_some_tell_about_all(tmp_path, monkeypatch):
    monkeypatch.setattr(plan, "_PICTURES_READ", 5)
    for number in range(20):
        cv2.imwrite(str(tmp_path / f"{number:02}.png"), np.zeros((10, 10 if number % 4 else 30, 3), np.uint8))
    jobs = measured_jobs(plan_jobs([str(tmp_path)], str(tmp_path / "out")))
    assert {job.megapixels for job in jobs} == {10 * 30 / 1e6}
    assert {job.frames for job in jobs} == {1}


def test_addresses_of_files_folders_and_patterns(tmp_path):
    files = fsspec.filesystem("memory")
    for name in ("/plan/a.png", "/plan/deep/b.mp4", "/plan/deep/c.txt", "/plan/out/a.png"):
        files.pipe_file(name, b"bytes of " + name.encode())
    out = "memory://plan/out"
    assert list(planned("memory://plan", output=out)) == ["a.png", "deep/b.mp4"]
    assert list(planned("memory://plan/**/*.mp4", output=out)) == ["deep/b.mp4"]
    (job,) = planned("memory://plan/deep/b.mp4", output=tmp_path).values()
    assert (job.output, job.kind) == ("b.mp4", MediaKind.VIDEO)
    with fsspec.open(job.source, "rb") as file:
        assert file.read() == b"bytes of /plan/deep/b.mp4"
    with pytest.raises(UsageError, match="is an input"):
        planned("memory://plan/a.png", output="memory://plan")


def test_an_unknown_kind_of_address_is_told(tmp_path):
    with pytest.raises(UsageError, match="cannot reach nosuch://"):
        planned("nosuch://x/y.mp4", output=tmp_path)


def folder_of(tmp_path, *names):
    folder = tmp_path / "in"
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(name.encode())
    return folder


def test_names_that_clash_after_conversion_are_kept_apart(tmp_path):
    names = ["a.avif", "a.jfif", "a.jpg", "A.JPG", "a-2.jpg", "clip.mp4", "clip.wmv", "clip.flv"]
    folder = folder_of(tmp_path, *names)
    jobs = plan_jobs([str(folder)], str(tmp_path / "out"))
    assert {Path(job.source).name for job in jobs} == set(names)
    outputs = {Path(job.source).name: job.output for job in jobs}
    assert len({output.lower() for output in outputs.values()}) == len(names)
    assert outputs["clip.mp4"] == "clip.mp4"
    assert outputs["clip.wmv"] == "clip.wmv.mp4"
    assert outputs["a-2.jpg"] == "a-2.jpg"
    assert {Path(output).suffix.lower() for output in outputs.values()} == {".jpg", ".mp4"}


def test_what_is_left_out_is_told(tmp_path, caplog):
    folder = folder_of(
        tmp_path, "a.jpg", "IMG_1.HEIC", "raw/b.dng", "notes.txt", ".hidden.heic", "Thumbs.db", "z.txt"
    )
    (folder / "gone.png").symlink_to(tmp_path / "nowhere.png")
    (folder / "self.png").symlink_to(folder / "self.png")
    assert list(planned(folder, output=tmp_path / "out")) == ["a.jpg"]
    (record,) = caplog.records
    photos = r"(IMG_1.HEIC, raw/b.dng|raw/b.dng, IMG_1.HEIC)"
    assert re.fullmatch(rf"left out, .*: {photos}, .* and 3 more", record.getMessage())
    caplog.clear()
    assert list(planned(folder / "*.png", folder / "a.jpg", output=tmp_path / "out")) == ["a.jpg"]
    assert "gone.png (No such file" in caplog.text


def test_a_folder_counts_once_however_many_links_lead_to_it(tmp_path):
    folder = folder_of(tmp_path, "a.png", "deep/b.png", "deep/deeper/c.png")
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "d.png").write_bytes(b"d")
    for number in range(12):
        (folder / f"loop-{number}").symlink_to(".")
        (folder / "deep" / f"up-{number}").symlink_to("..")
        (folder / f"also-{number}").symlink_to("deep")
    (folder / "z-there").symlink_to(outside)
    (outside / "back").symlink_to(folder)
    found = list(planned(folder, output=tmp_path / "out"))
    assert found == ["a.png", "deep/b.png", "deep/deeper/c.png", "z-there/d.png"]


def test_a_folder_that_may_not_be_read_is_told(tmp_path, caplog, monkeypatch):
    folder = folder_of(tmp_path, "a.png", "secret/b.png")
    listed = os.scandir

    def scandir(path):
        if Path(path).name == "secret":
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr("rtstyle.batch.inputs.os.scandir", scandir)
    assert list(planned(folder, output=tmp_path / "out")) == ["a.png"]
    assert "secret (no permission" in caplog.text


def test_names_in_a_store_lead_nowhere_but_down(tmp_path, caplog):
    files = fsspec.filesystem("memory")
    files.pipe_file("/keys/a.png", b"a")
    for key in ("/keys/../../up.png", "/keys/deep/../../../up.png"):
        files.store[key] = MemoryFile(files, key, b"x")
    try:
        assert list(planned("memory://keys", output=tmp_path / "out")) == ["a.png"]
    finally:
        for key in [key for key in files.store if ".." in key]:
            del files.store[key]
    assert caplog.text.count("leads out of the folder") == 2


@pytest.mark.parametrize("name", ["../a.png", "/a.png", "deep/../../a.png", "..", "", "a\0b.png"])
def test_no_result_is_written_outside_of_its_folder(tmp_path, name):
    (tmp_path / "made").write_bytes(b"made")
    with pytest.raises(MediaWriteError, match="outside of"):
        LocalFolder(tmp_path / "out").publish(tmp_path / "made", name)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["made"]


def test_a_part_of_a_video_sees_enough_of_what_was_before(settings):
    calm = dataclasses.replace(settings, smoothing=0.0)
    assert calm.warm_up_s == 0
    assert dataclasses.replace(calm, paint="person").warm_up_s == 4.0
    assert dataclasses.replace(calm, smoothing=1.0, paint="person").warm_up_s == 8.0
