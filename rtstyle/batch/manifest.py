"""What a batch has done already: one line of JSON for every result, written the moment that it is there.

In a local folder the lines are appended to one file, and each reaches the disk before the next task is handed out. A
store of objects knows no appending: there each line is an object of its own, and they are gathered into one when the
next run begins. Either way nothing but the line in the making can be lost, and a line that is cut off is passed over.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import math
import os
import secrets
import time
from typing import IO, TYPE_CHECKING, Self, get_args, get_type_hints

import filelock

from rtstyle.addresses import is_address, redacted
from rtstyle.batch.folders import PARTS, STAGING, STATE, LocalFolder
from rtstyle.batch.tasks import size_of
from rtstyle.digests import file_digest
from rtstyle.errors import BatchError, MediaWriteError
from rtstyle.media.files import describe_os_error, describe_write_error

if TYPE_CHECKING:
    from rtstyle.batch.folders import Folder
    from rtstyle.batch.tasks import Job

_FILE = f"{STATE}/manifest.jsonl"
_LINES = f"{STATE}/lines"
_LOCK = f"{STATE}/lock"


@dataclasses.dataclass(frozen=True, slots=True)
class Record:
    """What became of one input.

    Attributes:
        output: Path of the result in the output folder.
        source: Path or address of the input, without what is secret in it.
        stamp: Version of the input, see `rtstyle.batch.tasks.Job`.
        sha256: Of the input's bytes; None where they were not read as a whole.
        settings: Digest of the settings.
        error: Why it failed; None where it is done.
        unreadable: It failed for the input's sake, and would again.
        size_bytes: Of the result.
        frames: Pictures in it.
        damaged_packets: Of the input.
        loss: What the result could not keep of a picture, or had to change in a video, in words; empty where that is
            nothing.
        megapixels: Work that it was; None where unknown.
        seconds: Time that it took, all parts together.
        cpu_seconds: Processor time that it took.
        finished: When, in seconds since 1970.
    """

    output: str
    source: str
    stamp: str
    sha256: str | None
    settings: str
    error: str | None = None
    unreadable: bool = False
    size_bytes: int = 0
    frames: int = 0
    damaged_packets: int = 0
    loss: str = ""
    megapixels: float | None = None
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    finished: float = dataclasses.field(default_factory=time.time)


_TYPES: dict[str, tuple[type, ...]] = {
    # JSON writes 2.0 as it likes.
    name: (*(get_args(kind) or (kind,)), *((int,) if float in (get_args(kind) or (kind,)) else ()))
    for name, kind in get_type_hints(Record).items()
}


class Manifest:
    """The records of an output folder, the newest for each result. Only one batch at a time writes them.

    Attributes:
        records: By output.
    """

    def __init__(self, folder: Folder) -> None:
        """Reads what there is. Nothing is written.

        Args:
            folder: The output folder.
        """
        self.records: dict[str, Record] = {}
        self._folder = folder
        self._file: IO[bytes] | None = None
        self._lock: filelock.BaseFileLock | None = None
        self._parts = [f"{_LINES}/{name}" for name in folder.names(_LINES)]
        for part in [_FILE, *self._parts]:
            self._take(folder.read(part))

    def __enter__(self) -> Self:
        self._gather()
        if isinstance(self._folder, LocalFolder):
            self._open(self._folder)
        # Of a run that was killed.
        self._folder.remove(STAGING)
        return self

    def __exit__(self, *_: object) -> None:
        # Of workers that were ended in the middle of something.
        self._folder.remove(STAGING)
        self._close()

    def _close(self) -> None:
        if self._file is not None:
            # What it could not write has been told; it would be tried, and told of, once more.
            with contextlib.suppress(OSError):
                self._file.close()
        if self._lock is not None:
            self._lock.release()
        self._file = self._lock = None

    def forget(self) -> None:
        """Removes what unfinished videos were to go on with."""
        self._folder.remove(PARTS)

    def is_done(self, job: Job, settings: str) -> bool:
        """Whether an input's result is there, made from the same bytes with the same settings."""
        record = self.records.get(job.output)
        return (
            record is not None
            and record.error is None
            and (record.source, record.settings) == (redacted(job.source), settings)
            and self._folder.size(job.output) == record.size_bytes
            and (record.stamp == job.stamp or _same_bytes(job, record))
        )

    def add(self, record: Record) -> None:
        """Writes a record; when this returns, it survives whatever happens.

        Raises:
            MediaWriteError: It cannot be written.
        """
        self.records[record.output] = record
        line = _line(record)
        if self._file is None:
            # In the order of time, which is the order in which they are read again.
            self._publish(line, f"{_LINES}/{time.time_ns():020d}-{secrets.token_hex(4)}.json")
            return
        try:
            self._file.write(line)
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError as error:
            raise MediaWriteError(f"cannot write {_FILE}: {describe_os_error(error)}") from error

    def _take(self, data: bytes) -> None:
        for line in data.splitlines():
            record = _record(line)
            if record is not None:
                self.records[record.output] = record

    def _gather(self) -> None:
        """Makes one file of the lines that the last run left."""
        if self._parts:
            self._publish(b"".join(map(_line, self.records.values())), _FILE)
            for part in self._parts:
                self._folder.remove(part)
            self._parts = []

    def _publish(self, data: bytes, name: str) -> None:
        with self._folder.staging() as staging:
            file = staging / "manifest"
            file.write_bytes(data)
            self._folder.publish(file, name)

    def _open(self, folder: LocalFolder) -> None:
        path = folder.path / _FILE
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._lock = filelock.FileLock(folder.path / _LOCK)
            self._lock.acquire(blocking=False)
            torn = path.is_file() and not path.read_bytes().endswith(b"\n")
            self._file = path.open("ab")
            if torn:
                self._file.write(b"\n")
        except BaseException as error:
            self._close()
            if isinstance(error, filelock.Timeout):
                raise BatchError(
                    f"another batch is running in {folder.path}; wait for it, or choose another folder"
                ) from None
            if isinstance(error, OSError):
                reason = describe_write_error(error, folder.path)
                raise MediaWriteError(f"cannot write {path}: {reason}") from error
            raise


def _record(line: bytes) -> Record | None:
    """Undoes `_line`; None for the line in the making when the last run was killed, or one that was damaged."""
    try:
        values = json.loads(line)
        record = Record(**{name: values[name] for name in _TYPES.keys() & values.keys()})
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None
    found = [(getattr(record, name), types) for name, types in _TYPES.items()]
    sound = all(isinstance(value, types) for value, types in found)
    finite = all(math.isfinite(value) for value, _ in found if isinstance(value, float))
    return record if sound and finite else None


def _same_bytes(job: Job, record: Record) -> bool:
    """Whether a local input is as it was although its time has changed, as it does when a folder is copied."""
    if record.sha256 is None or is_address(job.source) or size_of(job.stamp) != size_of(record.stamp):
        return False
    try:
        return file_digest(job.source) == record.sha256
    except OSError:
        return False


def _line(record: Record) -> bytes:
    return json.dumps(dataclasses.asdict(record)).encode() + b"\n"
