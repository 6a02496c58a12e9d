"""A folder that a web server offers as a live stream (HTTP Live Streaming)."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

import av

from rtstyle.errors import MediaError, MediaWriteError
from rtstyle.media.files import reporting_write_errors, require_writable_target
from rtstyle.sinks.live_encoding import KEY_FRAME_S, SOUND_ENCODER, StreamClock, live_settings
from rtstyle.sinks.live_sound import LiveSound
from rtstyle.sinks.video_track import VideoTrack

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from _typeshed import ReadableBuffer
    from av.audio.stream import AudioStream
    from av.container import OutputContainer
    from av.packet import Packet
    from av.video.stream import VideoStream

    from rtstyle.frame import StreamInfo, VideoFrame
    from rtstyle.media.files import PathLike
    from rtstyle.media.sound import SoundInput
    from rtstyle.sinks.codecs import EncoderSettings

_SEGMENTS_LISTED = 6


class HlsSink:
    """Writes a playlist and one-second segments beside it; old segments are deleted.

    Players take the playlist while it grows; `close` marks its end.

    Attributes:
        path: The playlist, ``….m3u8``.
        files: The playlist, once it was begun.
        frames_written: How many frames were taken since `open`.
    """

    def __init__(
        self, path: PathLike, *, bitrate: int | None = None, microphone: SoundInput | None = None
    ) -> None:
        """Nothing is written yet.

        Args:
            path: The playlist. Its folder is made where it is missing; one that holds nothing else is best.
            bitrate: Bits per second of the picture at most; None takes what suits the size.
            microphone: Heard beside the sound that the frames belong to.

        Raises:
            MediaWriteError: The folder's name holds what stands for a segment's number.
        """
        self.path = Path(path)
        # FFmpeg has no way to write these as they are.
        if re.search(r"%\d*d", str(self.path.absolute().parent)):
            raise MediaWriteError(
                f"cannot write {self.path}: its folder has %d in its name; choose another one"
            )
        self.files: tuple[Path, ...] = ()
        self.frames_written = 0
        self._bitrate, self._microphone = bitrate, microphone
        self._sound: LiveSound | None = None
        self._output: OutputContainer | None = None

    def open(self, info: StreamInfo) -> None:
        """Makes the folder; the playlist appears with its first segment.

        Raises:
            MediaWriteError: The folder cannot be made or written to.
            SinkError: There is no encoder.
            SourceError: The microphone cannot be opened.
        """
        self.abort()
        settings = live_settings(info, self._bitrate)
        self.frames_written = 0
        try:
            with reporting_write_errors(self.path):
                self._begin(info, settings)
        except BaseException:
            with contextlib.suppress(av.error.FFmpegError, OSError, ValueError):
                self._release()
            raise

    def _begin(self, info: StreamInfo, settings: EncoderSettings) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        require_writable_target(self.path)
        # Absolute, or FFmpeg takes what stands before a colon for a protocol.
        playlist = str(self.path.absolute())
        self._files = _Files()
        self._output = av.open(
            playlist, "w", format="hls", container_options=self._options(), io_open=self._files.open
        )
        self.files = (self.path,)
        self._video = VideoTrack(self._output, info, settings, constant_rate=False)
        self._last_pts: int | None = None
        self._clock = StreamClock()
        if info.has_sound or self._microphone is not None:
            self._sound = LiveSound(self._output, SOUND_ENCODER, microphone=self._microphone)
        self._output.start_encoding()

    def _options(self) -> dict[str, str]:
        playlist = self.path.absolute()
        segments = playlist.with_name(f"{playlist.stem.replace('%', '_')}-%05d.ts")
        return {
            "hls_time": f"{KEY_FRAME_S:g}",
            "hls_list_size": str(_SEGMENTS_LISTED),
            "hls_flags": "delete_segments+independent_segments+temp_file",
            "hls_segment_filename": str(segments),
        }

    def write(self, frame: VideoFrame) -> None:
        """Encodes one frame.

        Raises:
            MediaWriteError: The disk is full, the frame has another size than announced, or the sink is not open.
        """
        if self._output is None:
            raise MediaWriteError(f"cannot write {self.path}: it is not open")
        with reporting_write_errors(self.path):
            timed = self._clock.rebased(frame)
            if self._sound is not None:
                self._sound.follow(timed)
                self._mux(self._sound.packets_until(timed.pts * timed.time_base))
            self._mux(self._measured(self._video.encode(timed)))
        self.frames_written += 1

    def close(self) -> None:
        """Writes the last segment and the end of the playlist.

        Raises:
            MediaWriteError: They cannot be written.
        """
        if self._output is None:
            return
        with reporting_write_errors(self.path):
            try:
                self._mux(self._measured(self._video.flush()))
                if self._sound is not None:
                    self._mux(self._sound.remaining_packets(self._video.end))
            finally:
                self._release()

    def abort(self) -> None:
        """Ends the playlist; what players may be reading is left to them."""
        with contextlib.suppress(MediaError):
            self.close()

    def _measured(self, packets: Iterable[Packet[VideoStream]]) -> Iterator[Packet[VideoStream]]:
        """The packets, each with the time since the one before it for its length.

        FFmpeg tells the length of the last segment by adding up those of its packets but the first, and that of the
        stream's first one, which keeps its length by the announced rate: so the sum is true, whatever the clock did.
        MPEG-TS itself holds no lengths.
        """
        for packet in packets:
            if packet.pts is not None:
                if self._last_pts is not None:
                    packet.duration = packet.pts - self._last_pts
                self._last_pts = packet.pts
            yield packet

    def _release(self) -> None:
        output, self._output = self._output, None
        sound, self._sound = self._sound, None
        if sound is not None:
            sound.close()
        if output is not None:
            output.close()
            self._files.require_written()

    def _mux(self, packets: Iterable[Packet[VideoStream]] | Iterable[Packet[AudioStream]]) -> None:
        assert self._output is not None
        for packet in packets:
            self._output.mux_one(packet)
        self._files.require_written()


class _Files:
    """The files that FFmpeg writes, and what went wrong with them: its muxer goes on without a word of a full disk."""

    def __init__(self) -> None:
        self._error: OSError | None = None

    def open(self, path: str, flags: int, options: object) -> IO[bytes]:  # noqa: ARG002 - as PyAV calls it
        """Opens a playlist or a segment."""
        try:
            return cast("IO[bytes]", _Written(path, self._failed))
        except OSError as error:
            self._failed(error)
            raise

    def require_written(self) -> None:
        """Raises OSError if something could not be written since it was made."""
        if self._error is not None:
            raise self._error

    def _failed(self, error: OSError) -> None:
        self._error = self._error or error


class _Written(io.FileIO):
    """A file that tells when it cannot be written. Whoever writes is not stopped: FFmpeg would lose the error."""

    def __init__(self, path: str, failed: Callable[[OSError], None]) -> None:
        super().__init__(path, "wb")
        self._failed = failed

    def write(self, data: ReadableBuffer) -> int:
        rest = memoryview(data)
        size = len(rest)
        try:
            while rest:
                rest = rest[super().write(rest) :]
        except OSError as error:
            self._failed(error)
        return size
