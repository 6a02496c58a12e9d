"""Video files, written whole or, for recordings, so that they survive a crash."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, Self

import av

from rtstyle.errors import MediaError, MediaWriteError, UsageError
from rtstyle.media.containers import open_container
from rtstyle.media.files import PathLike, PendingFile, RecordingFile, reporting_write_errors
from rtstyle.sinks.codecs import encoder_settings, encoder_works
from rtstyle.sinks.companions import Companions
from rtstyle.sinks.container_formats import container_for
from rtstyle.sinks.copied_sound import CopiedSound
from rtstyle.sinks.live_sound import LiveSound
from rtstyle.sinks.video_track import VideoTrack

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from fractions import Fraction

    from av.audio.stream import AudioStream
    from av.container import OutputContainer
    from av.packet import Packet
    from av.video.stream import VideoStream

    from rtstyle.frame import StreamInfo, VideoFrame
    from rtstyle.media.sound import SoundInput

# What makes a muxer hand over half a second at a time instead of an index at the end.
_CRASH_SAFE_OPTIONS = {
    "matroska": {"cluster_time_limit": "500"},
    "webm": {"cluster_time_limit": "500"},
    "mp4": {"movflags": "empty_moov+delay_moov+default_base_moof", "frag_duration": "500000"},
    "mov": {"movflags": "empty_moov+delay_moov+default_base_moof", "frag_duration": "500000"},
    "mpegts": {},
}
_FINEST_TIMESCALE = 1_000_000


class VideoFileSink:
    """Writes frames, each at its own time, and the sound of another file beside them.

    The file appears under its name when it is whole; until then what stood there before stays. A crash-safe
    recording is written under its name at once, and what was written plays even if the program is killed.

    Attributes:
        path: The file.
        frames_written: How many frames were taken since `open`.
        padding: Columns and rows that are repeated on the right and at the bottom, because most pixel formats need
            even sizes; (0, 0) before `open`.
        notes: What the container cannot hold of `sound_from` and `rest_from`, one line; known from `open` on.
    """

    def __init__(
        self,
        path: PathLike,
        *,
        codec: str | None = None,
        crf: int | None = None,
        preset: str | None = None,
        pixel_format: str | None = None,
        sound_from: PathLike | None = None,
        rest_from: PathLike | None = None,
        live_sound: bool = False,
        microphone: SoundInput | None = None,
        crash_safe: bool = False,
        sound_for: PathLike | None = None,
        overwrite: bool = True,
        threads: int | None = None,
    ) -> None:
        """Checks what can be checked without opening anything.

        Args:
            path: Its ending chooses the container, see `rtstyle.sinks.container_formats.CONTAINERS`.
            codec: "h264", "hevc", "vp9", "av1" or the name of one of FFmpeg's encoders; None is the container's
                usual one (H.264; VP9 in WebM).
            crf: Constant rate factor, lower is better; None is the encoder's default here.
            preset: Speed against size, in the encoder's own words; None is its default here.
            pixel_format: FFmpeg's name of it; None is yuv420p, which plays everywhere.
            rest_from: A media file whose subtitles, chapters, attached files, title and date go along as far as the
                container can hold them; see `notes`.
            sound_from: A media file whose audio streams are carried over.
            live_sound: Without ``sound_from``, encodes the sound that the frames belong to, if they have any.
            microphone: Heard in that sound, or instead of it.
            crash_safe: For recordings. Sound then ends with the picture.
            sound_for: The name that the file is to have in the end, where its container is another: sound is copied
                only if that one takes it, too.
            overwrite: False refuses a name that is taken.
            threads: Encoder threads; None is one for each processor, up to 4.

        Raises:
            UsageError: Unknown ending, codec, preset or pixel format, a CRF out of range, or a container that does
                not survive a crash where that is asked for.
        """
        self.path = Path(path)
        self.frames_written = 0
        self.padding = (0, 0)
        self._format = container_for(self.path)
        self._sound_format = self._format if sound_for is None else container_for(Path(sound_for))
        self._crash_safe = crash_safe
        if crash_safe and self._format.name not in _CRASH_SAFE_OPTIONS:
            raise UsageError(f"cannot record to {self.path}: choose .mkv, which survives a crash")
        self._settings = encoder_settings(
            self._format,
            codec=codec,
            crf=crf,
            preset=preset,
            pixel_format=pixel_format,
            threads=threads,
            live=crash_safe,
        )
        self._sound_from = None if sound_from is None else Path(sound_from)
        self._rest_from = None if rest_from is None else Path(rest_from)
        self._rest: Companions | None = None
        self.notes: tuple[str, ...] = ()
        self._live_sound = live_sound
        self._microphone = microphone
        self._overwrite = overwrite
        self._file: PendingFile | RecordingFile | None = None
        self._output: OutputContainer | None = None
        self._video: VideoTrack | None = None
        self._sound: CopiedSound | LiveSound | None = None
        self._failed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, exc_type: type[BaseException] | None, *_: object) -> None:
        if exc_type is None:
            self.close()
        else:
            self.abort()

    def open(self, info: StreamInfo) -> None:
        """Creates the file for frames of that size.

        Raises:
            MediaWriteError: The encoder does not work on this machine, the folder is missing or read-only, the disk
                is full, or the container cannot hold what it is to hold.
            MediaReadError: The file that the sound is to come from cannot be read.
        """
        self.abort()
        if not encoder_works(self._settings.encoder, self._settings.pixel_format):
            raise MediaWriteError(
                f"the encoder {self._settings.encoder} does not work on this machine; choose the codec h264"
            )
        if self._format.constant_rate and info.frame_rate is None:
            raise MediaWriteError(
                f"cannot write {self.path}: {self.path.suffix} cannot hold a variable frame rate; choose .mkv"
            )
        self.frames_written, self._failed = 0, False
        file_type = RecordingFile if self._crash_safe else PendingFile
        self._file = file_type(self.path, overwrite=self._overwrite)
        try:
            with reporting_write_errors(self.path):
                self._begin(info)
        except BaseException:
            self._failed = True
            self.abort()
            raise

    def _begin(self, info: StreamInfo) -> None:
        assert self._file is not None
        self._output = av.open(
            self._file.file, "w", format=self._format.name, container_options=self._muxer_options(info)
        )
        self._video = VideoTrack(
            self._output,
            info,
            self._settings,
            constant_rate=self._format.constant_rate,
            keeps_last=not self._crash_safe,
        )
        self.padding = self._video.padding
        if self._sound_from is not None and self._format.audio_encoder:
            self._sound = CopiedSound(self._sound_from, self._output, self._sound_format)
        elif self._microphone is not None or (self._live_sound and info.has_sound):
            self._sound = LiveSound(
                self._output,
                self._sound_format.audio_encoder,
                microphone=self._microphone,
                negative_times=self._format.negative_times,
            )
        if self._rest_from is not None:
            self._rest = Companions(self._rest_from, self._output, self._format)
        lost = [*(["sound"] if self._loses_sound() else []), *(self._rest.lost if self._rest else [])]
        if lost:
            self.notes = (f"{', '.join(lost)} cannot be kept in {self.path.suffix} files; .mkv keeps more",)
        self._output.start_encoding()

    def _loses_sound(self) -> bool:
        if self._sound_from is None or self._format.audio_encoder:
            return False
        with open_container(self._sound_from) as source:
            return bool(source.streams.audio)

    def _muxer_options(self, info: StreamInfo) -> dict[str, str]:
        options = {}
        if self._format.negative_times:
            # Sound may begin before zero by its encoder's delay; shifting everything would shift the pictures.
            options["avoid_negative_ts"] = "disabled"
        if self._format.name in {"mp4", "mov"}:
            # A late start is stored in these units, and by default they are as coarse as a millisecond.
            options["movie_timescale"] = str(min(max(info.time_base.denominator, 1000), _FINEST_TIMESCALE))
        if self._format.name == "webp":
            options["loop"] = "0"  # for ever, as GIF has it by itself
        if self._crash_safe:
            options |= {"flush_packets": "1", "max_interleave_delta": "500000"}
            options |= _CRASH_SAFE_OPTIONS[self._format.name]
        return options

    def write(self, frame: VideoFrame) -> None:
        """Encodes one frame, and carries the sound up to its time.

        Raises:
            MediaWriteError: The frame has another size than announced, the disk is full, or the sink is not open.
        """
        if isinstance(self._sound, LiveSound):
            self._sound.follow(frame)
        self._write(frame.pts * frame.time_base, lambda video: video.encode(frame))

    def write_encoded(self, packet: Packet[VideoStream], pts: int, dts: int, duration: int = 0) -> None:
        """Takes one frame that was encoded elsewhere with the same settings, and carries the sound up to its time.

        Args:
            packet: In the order of decoding.
            pts: When it is shown, in units of `video`'s time base.
            dts: When it is decoded, likewise; later than the one before.
            duration: How long the last one is shown, likewise; 0 for all others.

        Raises:
            MediaWriteError: The disk is full, or the sink is not open.
        """
        self._write(dts * self.video.time_base, lambda video: [video.adopt(packet, pts, dts, duration)])

    @property
    def video(self) -> VideoTrack:
        """The track of pictures, while the sink is open.

        Raises:
            MediaWriteError: The sink is not open.
        """
        if self._output is None or self._video is None or self._failed:
            raise MediaWriteError(f"cannot write {self.path}: it is not open")
        return self._video

    def _write(
        self, seconds: Fraction, packets: Callable[[VideoTrack], Iterable[Packet[VideoStream]]]
    ) -> None:
        video = self.video
        try:
            with reporting_write_errors(self.path):
                if self._sound is not None:
                    self._mux(self._sound.packets_until(seconds))
                if self._rest is not None:
                    self._mux(self._rest.packets_until(seconds))
                self._mux(packets(video))
        except MediaError:
            self._failed = True
            raise
        self.frames_written += 1

    def close(self) -> None:
        """Finishes the file and puts it under its name. After a failed write it removes it instead.

        Without a single frame there is nothing to finish: nothing is left, and what stood there before stays.

        Raises:
            MediaWriteError: The rest cannot be written; nothing is left then.
        """
        if self._failed or not self.frames_written:
            self.abort()
        if self._output is None or self._file is None:
            return
        try:
            with reporting_write_errors(self.path):
                self._finish()
        except BaseException:
            self._failed = True
            self.abort()
            raise
        file, self._file = self._file, None
        file.commit()

    def _mux(self, packets: Iterable[Packet[VideoStream]] | Iterable[Packet[AudioStream]]) -> None:
        assert self._output is not None
        assert self._file is not None
        for packet in packets:
            self._output.mux_one(packet)
        if self._crash_safe:
            # What the operating system has been given survives this program.
            self._file.file.flush()

    def _finish(self) -> None:
        assert self._output is not None
        assert self._video is not None
        self._mux(self._video.flush(repeat_last=self._format.repeats_last))
        if self._sound is not None:
            self._mux(self._sound.remaining_packets(self._video.end if self._crash_safe else None))
        if self._rest is not None:
            self._mux(self._rest.remaining_packets())
        output, self._output = self._output, None
        # Writes the index; it may fail like any other write.
        output.close()
        self._release()

    def abort(self) -> None:
        """Gives up: nothing is left behind. Of a crash-safe recording, what was recorded is kept."""
        if self._crash_safe and self.frames_written and not self._failed and self._output is not None:
            with contextlib.suppress(MediaError):
                self.close()
            return
        output, self._output = self._output, None
        if output is not None:
            # A muxer whose file failed says so once more when it writes the index.
            with contextlib.suppress(av.error.FFmpegError, OSError, ValueError):
                output.close()
        self._release()
        file, self._file = self._file, None
        if file is None:
            return
        if self._crash_safe and self.frames_written:
            with contextlib.suppress(MediaError):
                file.commit()
        else:
            file.discard()

    def _release(self) -> None:
        self._video = None
        if self._sound is not None:
            self._sound.close()
            self._sound = None
        if self._rest is not None:
            self._rest.close()
            self._rest = None
