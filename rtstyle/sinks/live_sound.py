"""The sound of a live picture: of the file that is being played, of a microphone, or both, mixed and encoded."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import av
import numpy as np
from av.audio.codeccontext import AudioCodecContext
from av.audio.resampler import AudioResampler

from rtstyle.frame import SoundCue
from rtstyle.media.containers import open_container
from rtstyle.media.sound import CHANNELS, SAMPLE_RATE, Samples
from rtstyle.media.timeline import Timeline, clock_origin, placed_packets, times_can_be_searched

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from av.audio.frame import AudioFrame
    from av.audio.stream import AudioStream
    from av.container import OutputContainer
    from av.packet import Packet

    from rtstyle.frame import VideoFrame
    from rtstyle.media.sound import SoundInput

_BIT_RATE = 160_000
_WAIT_FOR_MICROPHONE_S = Fraction(1, 5)
"""How much later sound is encoded than pictures: so long a microphone may take to deliver what it heard."""
_WAIT_FOR_STREAM_S = Fraction(1, 2)
"""Likewise for the sound of a stream from the network, which stands behind the pictures that it belongs to in it."""
_SEAM = SAMPLE_RATE // 25
"""Samples by which two pieces may miss each other and are still joined: clocks jitter, and a gap would click."""
_MOST_AHEAD = 30 * SAMPLE_RATE
_MOST_AT_ONCE = SAMPLE_RATE
_NEW_PLACE_S = 0.1


class LiveSound:
    """One stereo track beside pictures that come live, on their time line: silence where there is no sound."""

    def __init__(
        self,
        output: OutputContainer,
        encoder: str,
        *,
        microphone: SoundInput | None = None,
        negative_times: bool = False,
    ) -> None:
        """Adds a stream to the output and begins to listen.

        Args:
            output: The container, not begun yet.
            encoder: FFmpeg's name of it.
            microphone: Heard beside the sound that the frames belong to.
            negative_times: The container can hold an encoder's delay before zero.

        Raises:
            SourceError: The microphone cannot be opened.
        """
        stream = output.add_stream(encoder, rate=SAMPLE_RATE)
        context = stream.codec_context
        assert isinstance(context, AudioCodecContext)
        context.layout = "stereo"
        context.bit_rate = _BIT_RATE
        context.time_base = Fraction(1, SAMPLE_RATE)
        self._stream: AudioStream = stream  # type: ignore[assignment]  # an audio encoder makes an audio stream
        self._context = context
        self._negative_times = negative_times
        self._time_line = _TimeLine()
        self._wait_s = Fraction(0) if microphone is None else _WAIT_FOR_MICROPHONE_S
        self._played = _Voice(self._time_line)
        self._file: FileSound | None = None
        self._file_offset_s = self._seconds = 0.0
        self._heard = [] if microphone is None else [_Heard(microphone, self._time_line)]

    def follow(self, frame: VideoFrame) -> None:
        """Takes note of a frame, whose time is the output's: what sound belongs to it, and what was heard by then."""
        seconds = frame.seconds
        if isinstance(frame.sound, SoundCue):
            self._follow_file(seconds, frame.sound)
        elif frame.sound is not None and all(heard.input is not frame.sound for heard in self._heard):
            self._heard.append(_Heard(frame.sound, self._time_line))
            self._wait_s = _WAIT_FOR_STREAM_S
        for heard in self._heard:
            heard.follow(seconds, frame.captured_ns)

    def packets_until(self, seconds: Fraction) -> Iterator[Packet[AudioStream]]:
        """What belongs before a point in time of the output, as far as it is known, ready to be muxed."""
        yield from self._encode_until(seconds - self._wait_s)

    def remaining_packets(self, until: Fraction | None = None) -> Iterator[Packet[AudioStream]]:
        """The rest before a point in time of the output; None adds nothing to what was encoded."""
        if until is not None:
            yield from self._encode_until(until)
        yield from self._muxable(None)

    def close(self) -> None:
        """Listens no more, and releases the file. May be called twice."""
        for heard in self._heard:
            heard.close()
        if self._file is not None:
            self._file.close()
            self._file = None

    def _follow_file(self, seconds: float, cue: SoundCue) -> None:
        offset_s = seconds - cue.seconds
        if self._file is None or self._file.path != cue.path:
            if self._file is not None:
                self._file.close()
            self._file = FileSound(cue.path)
            self._file.seek(cue.seconds)
        elif abs(offset_s - self._file_offset_s) > _NEW_PLACE_S:
            # It began again: to its end first, then from its beginning, though frames may be missing on both sides.
            self._play_until(offset_s - self._file_offset_s)
            self._file.seek(max(0.0, cue.seconds - (seconds - self._seconds)))
        self._file_offset_s, self._seconds = offset_s, seconds
        self._play_until(cue.seconds)

    def _play_until(self, file_s: float) -> None:
        assert self._file is not None
        for samples, begin_s in self._file.read_until(file_s):
            self._played.add(samples, begin_s + self._file_offset_s)

    def _encode_until(self, seconds: Fraction) -> Iterator[Packet[AudioStream]]:
        missing = int(seconds * SAMPLE_RATE) - self._time_line.position
        while missing > 0:
            begin = self._time_line.position
            samples = self._time_line.take(min(missing, _MOST_AT_ONCE))
            missing -= len(samples)
            frame = av.AudioFrame.from_ndarray(
                np.ascontiguousarray(samples.T), format="fltp", layout="stereo"
            )
            frame.sample_rate, frame.time_base, frame.pts = SAMPLE_RATE, self._context.time_base, begin
            yield from self._muxable(frame)

    def _muxable(self, frame: AudioFrame | None) -> Iterator[Packet[AudioStream]]:
        for packet in self._context.encode(frame):
            if self._negative_times or packet.pts is None or packet.pts >= 0:
                packet.stream = self._stream
                yield packet


class FileSound:
    """The sound of a media file from any place on, decoded as far as it is asked for.

    Attributes:
        path: The file.
    """

    def __init__(self, path: Path) -> None:
        """Opens the file.

        Raises:
            MediaReadError: It cannot be read.
        """
        self.path = path
        self._container = open_container(path)
        self._origin = clock_origin(self._container)
        tracks = [stream for stream in self._container.streams.audio if stream.codec_context is not None]
        self._stream = tracks[0] if tracks else None
        self._pieces: Iterator[tuple[Samples, float]] = self._decode()
        self._next: tuple[Samples, float] | None = None

    def seek(self, seconds: float) -> None:
        """Goes on from a time in the file, or from a little before it."""
        wanted = Fraction(seconds if times_can_be_searched(self._container) else 0) + self._origin
        try:
            self._container.seek(round(wanted * av.time_base), backward=True)
        except av.error.FFmpegError:
            return  # what cannot be searched is heard from where it stands
        self._pieces, self._next = self._decode(), None

    def read_until(self, seconds: float) -> Iterator[tuple[Samples, float]]:
        """Pieces that begin before a time in the file: (N, 2) samples, and when they begin, seconds."""
        while True:
            piece = self._next or next(self._pieces, None)
            self._next = piece
            if piece is None or piece[1] >= seconds:
                return
            self._next = None
            yield piece

    def close(self) -> None:
        """Releases the file. May be called twice."""
        self._pieces, self._next = iter(()), None
        self._container.close()

    def _decode(self) -> Iterator[tuple[Samples, float]]:
        if self._stream is None:
            return
        resampler = AudioResampler("fltp", "stereo", SAMPLE_RATE)
        try:
            for packet in placed_packets(self._container, [self._stream], Timeline(self._container)):
                try:
                    frames = packet.decode()
                except av.error.InvalidDataError:
                    continue  # a damaged place
                for frame in frames:
                    for piece in resampler.resample(frame):
                        if piece.pts is not None and piece.time_base:
                            begin_s = float(piece.pts * piece.time_base)
                            yield np.asarray(piece.to_ndarray(), np.float32).T, begin_s
        except (av.error.FFmpegError, EOFError, ValueError):
            return  # a format that changes halfway, or a file that breaks off: the rest is silence


class _Heard:
    """Something that hears while the pictures come, placed by the clock that it shares with them."""

    def __init__(self, source: SoundInput, time_line: _TimeLine) -> None:
        self.input = source
        self._listener = source.listen()
        self._voice = _Voice(time_line)
        self._zero_ns: int | None = None

    def follow(self, seconds: float, captured_ns: int) -> None:
        zero_ns = captured_ns - round(seconds * 1e9)
        if self._zero_ns is None or abs(zero_ns - self._zero_ns) > _NEW_PLACE_S * 1e9:
            self._zero_ns = zero_ns
        for block in self._listener.take():
            self._voice.add(block.samples, (block.captured_ns - self._zero_ns) / 1e9)

    def close(self) -> None:
        self._listener.close()


class _Voice:
    """Puts pieces onto a time line, one behind the other where they nearly meet."""

    def __init__(self, time_line: _TimeLine) -> None:
        self._time_line = time_line
        self._end: int | None = None

    def add(self, samples: Samples, begin_s: float) -> None:
        begin = round(begin_s * SAMPLE_RATE)
        if self._end is not None and abs(begin - self._end) <= _SEAM:
            begin = self._end
        self._time_line.mix_in(samples, begin)
        self._end = begin + len(samples)


class _TimeLine:
    """Samples that wait to be encoded, in memory for as far as sound has come.

    Attributes:
        position: Number of the first sample that was not taken yet.
    """

    def __init__(self) -> None:
        self.position = 0
        self._waiting: Samples = np.zeros((0, CHANNELS), np.float32)

    def mix_in(self, samples: Samples, begin: int) -> None:
        """Adds to what is there; what belongs before `position` comes too late."""
        if begin < self.position:
            samples, begin = samples[self.position - begin :], self.position
        first, last = begin - self.position, begin - self.position + len(samples)
        if not len(samples) or last > _MOST_AHEAD:
            return
        if last > len(self._waiting):
            self._waiting = np.concatenate(
                [self._waiting, np.zeros((last - len(self._waiting), CHANNELS), np.float32)]
            )
        self._waiting[first:last] += samples

    def take(self, count: int) -> Samples:
        """(count, 2) samples from `position` on, silence where nothing came."""
        taken, self._waiting = self._waiting[:count], self._waiting[count:]
        self.position += count
        result = np.zeros((count, CHANNELS), np.float32)
        np.clip(taken, -1.0, 1.0, out=result[: len(taken)])
        return result
