"""Recordings of what is going on: they survive a crash, and end by themselves before the disk is full."""

from __future__ import annotations

import contextlib
import errno
import itertools
import logging
import shutil
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from rtstyle.errors import MediaError, MediaWriteError
from rtstyle.media.files import PathLike, describe_os_error
from rtstyle.sinks.container_formats import container_for
from rtstyle.sinks.live_encoding import StreamClock
from rtstyle.sinks.remux import remux
from rtstyle.sinks.video_file import VideoFileSink

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rtstyle.frame import StreamInfo, VideoFrame
    from rtstyle.media.sound import SoundInput

MIN_FREE_BYTES = 500_000_000
"""Space on the disk below which a recording ends, bytes."""
_CHECK_EVERY_S = 1.0
_FINISHED_LATER = frozenset({".mp4", ".m4v", ".mov"})
_LOG = logging.getLogger(__name__)


def free_bytes(folder: Path) -> int:
    """Space left on the disk of a folder, bytes."""
    return shutil.disk_usage(folder).free


class RecordingSink:
    """Records a live picture by the clock: where frames are missing the one before stays.

    What was recorded plays to the last half second whatever happens to the program. Matroska does that by itself and
    stands under its name from the start. MP4 has its index at the end: it is recorded as Matroska beside it, and takes
    that one's place when it is finished; where that fails, as on a disk that is nearly full, the Matroska file stays.
    Each `open` after the first, as for a picture of another size, goes on in ``NAME-2.mkv`` and so on.

    Attributes:
        path: The first file.
        files: All files so far, in order, as they are called now.
        frames_written: How many frames were taken since it was made.
        seconds: Length of what was recorded since it was made, seconds.
    """

    def __init__(
        self,
        path: PathLike,
        *,
        sound_from: PathLike | None = None,
        microphone: SoundInput | None = None,
        codec: str | None = None,
        crf: int | None = None,
        preset: str | None = None,
        min_free_bytes: int = MIN_FREE_BYTES,
        measure_free_bytes: Callable[[Path], int] = free_bytes,
    ) -> None:
        """Checks what can be checked without opening anything.

        Args:
            path: The file: .mkv, .mp4, .mov and others. One of that name is overwritten.
            sound_from: The media file that is being played from its beginning, whose sound is carried over as it is.
                Without it, and with a microphone, the sound that the frames belong to is encoded.
            microphone: Heard in the recording.
            codec: As for `VideoFileSink`.
            crf: As for `VideoFileSink`.
            preset: As for `VideoFileSink`.
            min_free_bytes: Space on the disk below which the recording ends, bytes.
            measure_free_bytes: Tells the space left on the disk of a folder, bytes.

        Raises:
            UsageError: Unknown ending, codec or preset, a CRF out of range, or a container that does not survive a
                crash.
        """
        self.path = Path(path)
        self.files: tuple[Path, ...] = ()
        self.frames_written = 0
        # Two sounds have to be mixed; one alone is carried over as it is.
        self._sound_from = sound_from if microphone is None else None
        self._microphone = microphone
        self._encoding = {"codec": codec, "crf": crf, "preset": preset}
        self._min_free_bytes, self._measure = min_free_bytes, measure_free_bytes
        self._file: VideoFileSink | None = None
        self._earlier_s = self._present_s = 0.0
        container_for(self.path)
        self._new_file(self.path, self.path)

    @property
    def seconds(self) -> float:
        """Length of what was recorded since it was made, seconds."""
        return self._earlier_s + self._present_s

    @property
    def size_bytes(self) -> int:
        """Size of all files so far, bytes."""
        return sum(file.stat().st_size for file in self.files if file.exists())

    def open(self, info: StreamInfo) -> None:
        """Begins a file for frames of that size, the first time under the name given.

        Raises:
            MediaWriteError: The folder is missing or read-only, the disk is nearly full, or the encoder does not work.
            MediaReadError: The file that the sound is to come from cannot be read.
            SourceError: The microphone cannot be opened.
        """
        self.close()
        path = self._free_name() if self.files else self.path
        self._require_space(path, "cannot record")
        written = _written_first(path)
        file = self._new_file(written, path)
        file.open(info)
        self._file, self._final = file, path
        self._clock = StreamClock() if self.files or self._sound_from is None else None
        self.files = (*self.files, written)
        self._checked_s = time.monotonic()

    def write(self, frame: VideoFrame) -> None:
        """Records one frame.

        Raises:
            MediaWriteError: The disk is nearly full (the recording was finished then), a frame has another size than
                announced, or the sink is not open.
        """
        if self._file is None:
            raise MediaWriteError(f"cannot record to {self.path}: it is not open")
        if time.monotonic() - self._checked_s >= _CHECK_EVERY_S:
            self._checked_s = time.monotonic()
            try:
                self._require_space(self._file.path, "the recording was ended and is kept")
            except MediaWriteError:
                self.close()
                raise
        # The sound of a file is placed by the file's own time.
        timed = frame if self._clock is None else self._clock.rebased(frame)
        self._file.write(timed)
        self.frames_written += 1
        self._present_s = timed.seconds

    def close(self) -> None:
        """Finishes the file.

        Raises:
            MediaWriteError: The rest cannot be written; what was written before plays.
        """
        file, self._file = self._file, None
        self._earlier_s, self._present_s = self._earlier_s + self._present_s, 0.0
        if file is not None:
            file.close()
            if file.path != self._final and file.path.exists():
                self.files = (*self.files[:-1], _finished(file.path, self._final))

    def abort(self) -> None:
        """Ends at once; what was recorded is kept, as it was written."""
        file, self._file = self._file, None
        if file is not None:
            file.abort()

    def _new_file(self, path: Path, final: Path) -> VideoFileSink:
        sound = None if self.files else self._sound_from
        return VideoFileSink(
            path,
            crash_safe=True,
            sound_for=final,
            sound_from=sound,
            live_sound=True,
            microphone=self._microphone,
            **self._encoding,  # type: ignore[arg-type]
        )

    def _free_name(self) -> Path:
        number = len(self.files) + 1
        while (path := self.path.with_stem(f"{self.path.stem}-{number}")).exists():
            number += 1
        return path

    def _require_space(self, path: Path, outcome: str) -> None:
        try:
            left = self._measure(path.parent)
        except OSError as error:
            raise MediaWriteError(f"{outcome}: {path}: {describe_os_error(error)}") from error
        if left < self._min_free_bytes:
            if not _takes_files(path.parent):
                raise MediaWriteError(
                    f"{outcome}: {path}: no file can be made in {path.parent}; choose another folder"
                )
            raise MediaWriteError(
                f"{outcome}: {path}: only {left / 1e6:,.0f} MB are left on the disk,"
                f" {self._min_free_bytes / 1e6:,.0f} MB are the least; free some space"
            )


def _written_first(path: Path) -> Path:
    """The file that is written while it is recorded."""
    if path.suffix.lower() not in _FINISHED_LATER:
        return path
    names = (path.with_stem(f"{path.stem}{number}").with_suffix(".mkv") for number in _numbers())
    return next(name for name in names if not name.exists())


def _numbers() -> Iterator[str]:
    yield ""
    yield from (f" ({number})" for number in itertools.count(2))


def _finished(recorded: Path, final: Path) -> Path:
    """Puts a recording into its container; the file that there is then."""
    try:
        remux(recorded, final)
    except MediaError as error:
        _LOG.warning("the recording is kept as %s: %s", recorded, error)
        return recorded
    with contextlib.suppress(OSError):
        recorded.unlink()
    return final


def _takes_files(folder: Path) -> bool:
    """Whether files can be made there, but for lack of space; folders such as /proc take none and have none left."""
    try:
        tempfile.TemporaryFile(dir=folder).close()
    except OSError as error:
        return error.errno in (errno.ENOSPC, errno.EDQUOT)
    return True
