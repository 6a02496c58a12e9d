"""What is remembered: through torn lines, in stores of objects, and by one batch at a time."""

from __future__ import annotations

import dataclasses
import errno
import io
import json
import os
from pathlib import Path

import fsspec
import pytest

from rtstyle.batch.folders import STAGING, open_folder
from rtstyle.batch.manifest import Manifest, Record
from rtstyle.batch.tasks import Job, MediaKind
from rtstyle.digests import file_digest
from rtstyle.errors import BatchError, MediaWriteError


def record(job, **changes):
    values = {"sha256": None, "settings": "s", "size_bytes": 3} | changes
    return Record(job.output, job.source, job.stamp, **values)


@pytest.fixture
def job(tmp_path):
    source = tmp_path / "a.png"
    source.write_bytes(b"12345")
    return Job(str(source), "sub/a.png", MediaKind.IMAGE, "5-111")


@pytest.fixture(params=["local", "memory"])
def folder(request, tmp_path):
    if request.param == "memory":
        files = fsspec.filesystem("memory")
        if files.exists("/manifest"):
            files.rm("/manifest", recursive=True)
        return open_folder("memory://manifest/out")
    return open_folder(str(tmp_path / "out"))


def put(folder, name, data):
    with folder.staging() as staging:
        (staging / "x").write_bytes(data)
        folder.publish(staging / "x", name)


def test_what_was_added_is_there_next_time(folder, job):
    put(folder, job.output, b"abc")
    with Manifest(folder) as manifest:
        assert not manifest.is_done(job, "s")
        manifest.add(record(job, error="first it failed"))
        assert not manifest.is_done(job, "s")
        manifest.add(record(job))
        assert manifest.is_done(job, "s")
        # As a run sees it that comes after one that was killed here.
        assert Manifest(folder).records == manifest.records
    with Manifest(folder) as again:
        assert again.is_done(job, "s")
    assert Manifest(folder).records == manifest.records


def test_a_result_counts_only_as_it_was_made(folder, job):
    put(folder, job.output, b"abc")
    with Manifest(folder) as manifest:
        manifest.add(record(job))
        assert not manifest.is_done(job, "other settings")
        changed = Job(job.source, job.output, job.kind, "6-111")
        assert not manifest.is_done(changed, "s")
        other = Job("elsewhere.png", job.output, job.kind, job.stamp)
        assert not manifest.is_done(other, "s")
        put(folder, job.output, b"abcd")
        assert not manifest.is_done(job, "s")
        folder.remove(job.output)
        assert not manifest.is_done(job, "s")


def test_the_same_bytes_with_another_time_are_not_done_again(folder, job):
    put(folder, job.output, b"abc")
    with Manifest(folder) as manifest:
        manifest.add(record(job, sha256=file_digest(job.source)))
        touched = Job(job.source, job.output, job.kind, "5-222")
        assert manifest.is_done(touched, "s")
        Path(job.source).write_bytes(b"54321")
        assert not manifest.is_done(touched, "s")


def test_a_torn_line_costs_that_line(tmp_path, job):
    folder = open_folder(str(tmp_path / "out"))
    with Manifest(folder) as manifest:
        manifest.add(record(job))
    path = tmp_path / "out" / ".rtstyle-batch" / "manifest.jsonl"
    path.write_bytes(path.read_bytes() + b'{"output": "sub/b.png", "sour')
    with Manifest(folder) as manifest:
        assert list(manifest.records) == [job.output]
        other = Job(job.source, "c.png", job.kind, job.stamp)
        manifest.add(record(other))
    assert list(Manifest(folder).records) == [job.output, "c.png"]


class FullDisk(io.RawIOBase):
    """A file on it."""

    def writable(self):
        return True

    def write(self, _):
        raise OSError(errno.ENOSPC, "No space left on device")


def add_on_a_full_disk(folder, what):
    with Manifest(folder) as manifest:
        manifest._file.close()
        manifest._file = io.BufferedWriter(FullDisk())
        manifest.add(what)


def test_a_full_disk_is_told_once_and_with_its_place(tmp_path, job):
    folder = open_folder(str(tmp_path / "out"))
    with pytest.raises(MediaWriteError, match=r"cannot write .*manifest.*the disk is full"):
        add_on_a_full_disk(folder, record(job))
    with Manifest(folder):
        pass  # it is locked no more


def test_two_batches_in_one_folder_are_refused(tmp_path):
    folder = open_folder(str(tmp_path / "out"))
    with Manifest(folder), pytest.raises(BatchError, match="another batch"), Manifest(folder):
        pass
    with Manifest(folder):
        pass


def test_what_a_killed_run_was_making_is_removed(folder, job):
    put(folder, f"{STAGING}/half.mp4", b"half")
    with Manifest(folder):
        assert folder.size(f"{STAGING}/half.mp4") is None
        # As a worker leaves it that is ended.
        put(folder, f"{STAGING}/half.mp4", b"half")
    assert folder.size(f"{STAGING}/half.mp4") is None


def test_what_is_not_whole_has_no_place_among_results(monkeypatch, tmp_path):
    folder = open_folder("memory://killed/out")
    files = fsspec.filesystem("memory")
    seen = []

    def killed(here, there):
        seen.extend((here, there))
        raise KeyboardInterrupt

    monkeypatch.setattr(files, "mv", killed)
    monkeypatch.setattr(files, "rm", killed)
    with pytest.raises(KeyboardInterrupt):
        put(folder, "sub/a.png", b"abc")
    assert files.cat_file(seen[0]) == b"abc"
    assert STAGING in seen[0]
    assert seen[1].endswith("/out/sub/a.png")
    assert folder.names("sub") == []


def test_lines_of_a_store_are_gathered(job):
    folder = open_folder("memory://gather/out")
    with Manifest(folder) as manifest:
        for number in range(3):
            manifest.add(record(job, frames=number))
    assert len(folder.names(".rtstyle-batch/lines")) == 3
    with Manifest(folder) as manifest:
        assert manifest.records[job.output].frames == 2
    assert folder.names(".rtstyle-batch/lines") == []
    assert Manifest(folder).records[job.output].frames == 2


def test_nothing_is_left_beside_results(folder, job, tmp_path):
    put(folder, job.output, b"abc")
    assert folder.names("sub") == ["a.png"]
    assert folder.read(job.output) == b"abc"
    assert not [name for name in os.listdir(tmp_path) if name.endswith(".part")]


@pytest.mark.parametrize(
    "damage",
    [
        {"output": ["x"]},
        {"output": None},
        {"stamp": 7},
        {"sha256": 1.5},
        {"settings": {}},
        {"size_bytes": "3"},
        {"seconds": float("nan")},
        {"megapixels": "many"},
        b"[" * 200_000,
        b"\xff\xfe\0",
        b"null",
        b"[]",
    ],
)
def test_a_damaged_line_costs_itself(folder, job, damage):
    put(folder, job.output, b"abc")
    whole = dataclasses.asdict(record(job))
    line = damage if isinstance(damage, bytes) else json.dumps(whole | damage).encode()
    put(folder, ".rtstyle-batch/manifest.jsonl", line + b"\n" + json.dumps(whole).encode() + b"\n" + line)
    manifest = Manifest(folder)
    assert manifest.is_done(job, "s")
    assert manifest.records == {job.output: record(job, finished=whole["finished"])}


def test_it_holds_no_passwords(folder):
    secret = Job("https://me:s3cret@host/a.png?token=t0ken", "a.png", MediaKind.IMAGE, "3-1")
    put(folder, "a.png", b"abc")
    shown = dataclasses.replace(secret, source="https://host/a.png")
    with Manifest(folder) as manifest:
        manifest.add(record(shown))
    assert Manifest(folder).is_done(secret, "s")
