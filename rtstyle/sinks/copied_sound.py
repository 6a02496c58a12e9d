"""The sound of one file carried into another, beside pictures that are made anew."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Protocol

import av
from av.audio.codeccontext import AudioCodecContext
from av.audio.resampler import AudioResampler

from rtstyle.errors import MediaReadError
from rtstyle.media.containers import open_container
from rtstyle.media.files import describe_os_error
from rtstyle.media.timeline import Timeline, placed_packets

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from av.audio.frame import AudioFrame
    from av.audio.stream import AudioStream
    from av.container import OutputContainer
    from av.packet import Packet

    from rtstyle.sinks.container_formats import ContainerFormat

_DEFAULT_RATE = 48_000
_BITS_PER_CHANNEL = 96_000
_KEPT_METADATA = ("language", "title", "handler_name")
_MAX_READ_ERRORS = 32
_PRIMED = {"aac", "ac3", "eac3", "mp3", "opus", "vorbis"}
"""Their decoders need the packet before the one at which one begins."""
_LONG_AGO = Fraction(-(2**40))


class CopiedSound:
    """All audio streams of a file, on their way into a container that is being written.

    Packets are copied where the container takes their codec, else decoded and encoded again. They are read only as
    far as the pictures have come, so that nothing piles up.
    """

    def __init__(self, path: Path, output: OutputContainer, container: ContainerFormat) -> None:
        """Adds a stream to the output for each audio stream of the file; language and title are kept.

        Raises:
            MediaReadError: The file cannot be read.
            av.error.FFmpegError: The output does not take a stream.
        """
        self._path = path
        self._input = open_container(path)
        try:
            self._timeline = Timeline(self._input)
            self._tracks: dict[int, _Track] = {
                stream.index: _track(stream, output, container)
                for stream in self._input.streams.audio
                if stream.codec_context is not None
            }
        except BaseException:
            self._input.close()
            raise
        self._packets = self._demux()
        self._reached = _LONG_AGO

    def __len__(self) -> int:
        return len(self._tracks)

    def packets_until(self, seconds: Fraction) -> Iterator[Packet[AudioStream]]:
        """What belongs before a point in time of the output, ready to be muxed."""
        while self._reached <= seconds:
            packet = next(self._packets, None)
            if packet is None:
                return
            if packet.dts is not None:
                self._reached = packet.dts * packet.time_base
            yield from self._tracks[packet.stream_index].take(packet)

    def remaining_packets(self, until: Fraction | None = None) -> Iterator[Packet[AudioStream]]:
        """The rest, or what belongs before a point in time, and whatever the encoders still hold."""
        if until is None:
            for packet in self._packets:
                yield from self._tracks[packet.stream_index].take(packet)
        else:
            yield from self.packets_until(until)
        for track in self._tracks.values():
            yield from track.flush()

    def close(self) -> None:
        """Releases the file. May be called twice."""
        self._packets = iter(())
        self._input.close()

    def _demux(self) -> Iterator[Packet[AudioStream]]:
        if not self._tracks:
            return
        streams = [stream for stream in self._input.streams.audio if stream.index in self._tracks]
        for _ in range(_MAX_READ_ERRORS):
            try:
                for packet in placed_packets(self._input, streams, self._timeline):
                    # The empty packets at the end would drain the decoders, which flush() does.
                    if packet.size and not packet.is_corrupt:
                        yield packet
            except OSError as error:
                raise MediaReadError(
                    f"cannot read {self._path} further: {describe_os_error(error)}"
                ) from error
            except av.error.FFmpegError:
                # A damaged place; what comes behind it may be whole.
                continue
            return


class _Track(Protocol):
    def take(self, packet: Packet[AudioStream]) -> Iterable[Packet[AudioStream]]: ...

    def flush(self) -> Iterable[Packet[AudioStream]]: ...


class _CopiedTrack:
    """Moves packets over as they are."""

    def __init__(self, source: AudioStream, target: AudioStream, *, negative_times: bool) -> None:
        self._target = target
        self._primed = source.codec_context.codec.canonical_name in _PRIMED
        self._negative_times = negative_times
        self._last_dts: int | None = None
        self._heard = False

    def take(self, packet: Packet[AudioStream]) -> Iterable[Packet[AudioStream]]:
        dts = packet.dts if packet.dts is not None else packet.pts
        if dts is None:
            return ()
        needed = self._primed and not self._heard and dts + 2 * (packet.duration or 0) >= 0
        if packet.is_discard and not needed:
            # An edit list cut it away, and not just to hide what a decoder begins with.
            return ()
        self._heard |= not packet.is_discard
        if self._last_dts is not None and dts <= self._last_dts:
            # Muxers refuse time that stands still: PyAV#1090.
            return ()
        if dts < 0 and not self._negative_times:
            # The muxer would move all streams, pictures too, to make room for it.
            return ()
        self._last_dts = dts
        packet.pts = dts if packet.pts is None else max(packet.pts, dts)
        packet.dts = dts
        packet.stream = self._target
        return (packet,)

    def flush(self) -> Iterable[Packet[AudioStream]]:
        return ()


class _EncodedTrack:
    """Decodes packets and encodes them with another codec."""

    def __init__(self, source: AudioStream, target: AudioStream, *, negative_times: bool) -> None:
        self._source = source
        self._target = target
        self._negative_times = negative_times
        self._sampling: tuple[str, str, int] | None = None

    def take(self, packet: Packet[AudioStream]) -> Iterable[Packet[AudioStream]]:
        try:
            frames = packet.decode()
        except av.error.FFmpegError:
            return
        yield from self._encode(frames)

    def flush(self) -> Iterable[Packet[AudioStream]]:
        try:
            frames = self._source.codec_context.decode(None)
        except (av.error.FFmpegError, EOFError):
            frames = []
        yield from self._encode(frames)
        yield from self._muxable(self._target.codec_context.encode(None))

    def _encode(self, frames: Iterable[AudioFrame]) -> Iterable[Packet[AudioStream]]:
        for frame in frames:
            for resampled in self._resample(frame):
                yield from self._muxable(self._target.codec_context.encode(resampled))

    def _resample(self, frame: AudioFrame) -> Iterable[AudioFrame]:
        # Broadcasts change between stereo and surround from one programme to the next; the encoder cannot.
        sampling = (frame.format.name, frame.layout.name, frame.sample_rate)
        if sampling != self._sampling:
            context = self._target.codec_context
            self._sampling = sampling
            self._resampler = AudioResampler(context.format, context.layout, context.sample_rate)
        return self._resampler.resample(frame)

    def _muxable(self, packets: Iterable[Packet[AudioStream]]) -> Iterable[Packet[AudioStream]]:
        for packet in packets:
            if self._negative_times or packet.pts is None or packet.pts >= 0:
                packet.stream = self._target
                yield packet


def _track(source: AudioStream, output: OutputContainer, container: ContainerFormat) -> _Track:
    track: _Track
    target = _copied_stream(source, output, container)
    if target is not None:
        track = _CopiedTrack(source, target, negative_times=container.negative_times)
    else:
        target = _encoded_stream(source, output, container.audio_encoder)
        track = _EncodedTrack(source, target, negative_times=container.negative_times)
    target.metadata.update({key: source.metadata[key] for key in _KEPT_METADATA if key in source.metadata})
    target.disposition = source.disposition
    return track


def _copied_stream(
    source: AudioStream, output: OutputContainer, container: ContainerFormat
) -> AudioStream | None:
    codec = source.codec_context.codec.canonical_name
    if container.audio_copied is not None and codec not in container.audio_copied:
        return None
    try:
        return output.add_stream_from_template(source)
    except ValueError:
        # The muxer does not know the codec after all.
        return None


def _encoded_stream(source: AudioStream, output: OutputContainer, encoder: str) -> AudioStream:
    rates = av.codec.Codec(encoder, "w").audio_rates
    rate = source.codec_context.sample_rate
    if rates and rate not in rates:
        rate = _DEFAULT_RATE
    target = output.add_stream(encoder, rate=rate)
    context = target.codec_context
    assert isinstance(context, AudioCodecContext)
    channels = source.codec_context.channels
    surround = channels >= 6 and encoder != "libmp3lame"
    context.layout = "5.1" if surround else "stereo" if channels >= 2 else "mono"
    context.bit_rate = _BITS_PER_CHANNEL * context.layout.nb_channels
    context.time_base = Fraction(1, rate)
    return target  # type: ignore[return-value]
