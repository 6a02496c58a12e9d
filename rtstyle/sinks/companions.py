"""What goes along with a film besides sound: subtitles, chapters, attached files, a cover, title and date."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, Protocol

import av
from av.stream import Disposition
from av.subtitles.codeccontext import SubtitleCodecContext

from rtstyle.media.containers import open_container
from rtstyle.media.timeline import Timeline, clock_origin, placed_packets

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from av.container import InputContainer, OutputContainer
    from av.packet import Packet
    from av.subtitles.stream import SubtitleStream
    from av.video.stream import VideoStream

    from rtstyle.sinks.container_formats import ContainerFormat

_TEXT = {"subrip", "mov_text", "ass", "webvtt", "text"}
_MILLISECOND = Fraction(1, 1000)
# White, at the bottom, in the middle: what decoders of plain text take for granted.
_PLAIN_HEADER = (
    b"[Script Info]\r\nScriptType: v4.00+\r\n\r\n[V4+ Styles]\r\n"
    b"Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, "
    b"Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, "
    b"MarginR, MarginV, Encoding\r\n"
    b"Style: Default,Arial,16,&Hffffff,&Hffffff,&H0,&H0,0,0,0,0,100,100,0,0,1,1,0,2,10,10,10,1\r\n\r\n"
    b"[Events]\r\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\r\n"
)
_TRACK_METADATA = ("language", "title")
# What tells of the file itself, which is another one now.
_OF_THE_FILE = {"major_brand", "minor_version", "compatible_brands", "encoder", "duration", "encoded_by"}
_COVERS = {"mjpeg": ("cover.jpg", "image/jpeg"), "png": ("cover.png", "image/png")}


class Companions:
    """All of it, on its way from one file into another that is being written.

    What is text is converted into the kind of text that the container takes.

    Attributes:
        lost: What the container cannot hold, in words.
    """

    def __init__(self, path: Path, output: OutputContainer, container: ContainerFormat) -> None:
        """Adds to the output, whose header is not written yet, what it takes.

        Raises:
            MediaReadError: The file cannot be read.
        """
        self.lost: list[str] = []
        self._cover: Packet[Any] | None = None
        self._input = open_container(path)
        try:
            self._timeline = Timeline(self._input)
            self._tracks = dict(self._subtitles(output, container))
            self._take_chapters(output, container)
            self._take_files(output, container)
            self._take_metadata(output, container)
        except BaseException:
            self._input.close()
            raise
        self._packets = self._demux()
        self._next: Packet[SubtitleStream] | None = None

    def packets_until(self, seconds: Fraction) -> Iterator[Packet[Any]]:
        """What belongs before a point in time of the output, ready to be muxed."""
        if self._cover is not None:
            cover, self._cover = self._cover, None
            yield cover
        while True:
            packet = self._next or next(self._packets, None)
            self._next = packet
            if packet is None or (packet.pts or 0) * packet.time_base > seconds:
                return
            self._next = None
            yield from self._tracks[packet.stream_index].take(packet)

    def remaining_packets(self) -> Iterator[Packet[Any]]:
        """The rest of the subtitles."""
        while (packet := self._next or next(self._packets, None)) is not None:
            self._next = None
            yield from self._tracks[packet.stream_index].take(packet)

    def close(self) -> None:
        """Releases the file. May be called twice."""
        self._packets, self._next = iter(()), None
        self._input.close()

    def _demux(self) -> Iterator[Packet[SubtitleStream]]:
        streams = [stream for stream in self._input.streams.subtitles if stream.index in self._tracks]
        if not streams:
            return
        try:
            for packet in placed_packets(self._input, streams, self._timeline):
                if packet.size and packet.pts is not None:
                    yield packet
        except (av.error.FFmpegError, OSError):
            # Whoever reads the pictures meets the same place and says so.
            return

    def _subtitles(
        self, output: OutputContainer, container: ContainerFormat
    ) -> Iterator[tuple[int, _SubtitleTrack]]:
        lost = 0
        for stream in self._input.streams.subtitles:
            track = _subtitle_track(stream, output, container)
            if track is None:
                lost += 1
            else:
                yield stream.index, track
        if lost:
            self.lost.append("subtitles" if lost == len(self._input.streams.subtitles) else "some subtitles")

    def _take_chapters(self, output: OutputContainer, container: ContainerFormat) -> None:
        chapters = self._input.chapters()
        if chapters and not container.chapters:
            self.lost.append("chapters")
        elif chapters:
            origin = clock_origin(self._input)
            for chapter in chapters:
                late = round(origin / base) if (base := chapter["time_base"]) else 0
                chapter["start"], chapter["end"] = max(chapter["start"] - late, 0), chapter["end"] - late
            output.set_chapters([chapter for chapter in chapters if chapter["end"] > chapter["start"]])

    def _take_files(self, output: OutputContainer, container: ContainerFormat) -> None:
        attached = self._input.streams.attachments
        if attached and not container.attachments:
            self.lost.append("attached files")
        elif container.attachments:
            for file in attached:
                output.add_attachment(
                    file.name or "file", file.mimetype or "application/octet-stream", file.data
                )
        covers = [s for s in self._input.streams.video if s.disposition & Disposition.attached_pic]
        for stream in covers:
            if not self._take_cover(stream, output, container):
                self.lost.append("its cover")
                return

    def _take_cover(self, stream: VideoStream, output: OutputContainer, container: ContainerFormat) -> bool:
        kind = _COVERS.get(stream.codec_context.name) if stream.codec_context is not None else None
        data = _still(self._input, stream) if container.attachments or container.covers else None
        if kind is None or data is None:
            return False
        if container.attachments:
            output.add_attachment(*kind, data)
            return True
        target = output.add_stream_from_template(stream)
        target.disposition = Disposition.attached_pic
        cover: Packet[Any] = av.Packet(data)
        cover.pts = cover.dts = 0
        cover.time_base, cover.stream, cover.is_keyframe = _MILLISECOND, target, True
        self._cover = cover
        return True

    def _take_metadata(self, output: OutputContainer, container: ContainerFormat) -> None:
        tags = {k: v for k, v in self._input.metadata.items() if k.lower() not in _OF_THE_FILE and v}
        kept = container.metadata
        lost = [] if kept is None else [key for key in tags if key.lower().partition("-")[0] not in kept]
        output.metadata.update({key: value for key, value in tags.items() if key not in lost})
        if lost:
            names = sorted(key.lower() for key in lost)
            self.lost.append(f"metadata ({', '.join(names[:3])}{', …' if len(names) > 3 else ''})")


class _SubtitleTrack(Protocol):
    def take(self, packet: Packet[SubtitleStream]) -> Iterable[Packet[Any]]: ...


class _CopiedSubtitles:
    """Moves packets over as they are."""

    def __init__(self, target: SubtitleStream) -> None:
        self._target = target

    def take(self, packet: Packet[SubtitleStream]) -> Iterable[Packet[Any]]:
        if packet.pts is None or packet.pts < 0:
            return
        packet.dts = packet.pts
        packet.stream = self._target
        yield packet


class _ConvertedSubtitles:
    """Makes another kind of text of them."""

    def __init__(self, source: SubtitleStream, target: SubtitleStream) -> None:
        self._source, self._target = source.codec_context, target
        context = target.codec_context
        assert isinstance(context, SubtitleCodecContext)
        # Only then it knows its header.
        self._source.open(strict=False)
        context.subtitle_header = self._source.subtitle_header or _PLAIN_HEADER
        context.time_base = _MILLISECOND
        self._context = context

    def take(self, packet: Packet[SubtitleStream]) -> Iterable[Packet[Any]]:
        assert packet.pts is not None
        try:
            shown = self._source.decode2(packet)
            if shown is None or not len(shown):
                return
            made: Packet[Any] = self._context.encode_subtitle(shown)
        except (av.error.FFmpegError, ValueError):
            return
        made.time_base = _MILLISECOND
        made.pts = made.dts = round(packet.pts * packet.time_base / _MILLISECOND)
        made.duration = round((packet.duration or 0) * packet.time_base / _MILLISECOND)
        made.stream = self._target
        if made.size and made.pts >= 0:
            yield made


def _subtitle_track(
    stream: SubtitleStream, output: OutputContainer, container: ContainerFormat
) -> _SubtitleTrack | None:
    """The way for a track of subtitles, None where the container has none for its kind."""
    if stream.codec_context is None:
        return None
    kind = stream.codec_context.codec.canonical_name
    track: _SubtitleTrack
    try:
        if kind in container.subtitles:
            target = output.add_stream_from_template(stream)
            track = _CopiedSubtitles(target)
        elif kind in _TEXT and container.subtitle_encoder is not None:
            target = output.add_stream(container.subtitle_encoder)  # type: ignore[assignment]  # of subtitles
            track = _ConvertedSubtitles(stream, target)
        else:
            return None
    except (av.error.FFmpegError, ValueError):
        return None
    target.metadata.update({key: stream.metadata[key] for key in _TRACK_METADATA if key in stream.metadata})
    target.disposition = stream.disposition
    return track


def _still(container: InputContainer, stream: VideoStream) -> bytes | None:
    """A cover, as it is stored; the file is back at its beginning afterwards."""
    try:
        data = next((bytes(packet) for packet in container.demux(stream) if packet.size), None)
        container.seek(0)
    except (av.error.FFmpegError, OSError):
        return None
    return data
