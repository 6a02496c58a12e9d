"""The pictures of a video file on their way through the encoder."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import av
import cv2
import numpy as np
import PIL.Image as Pillow
from av.video.codeccontext import VideoCodecContext
from av.video.format import VideoFormat
from av.video.frame import PictureType
from av.video.reformatter import (
    ColorPrimaries,
    ColorRange,
    Colorspace,
    ColorTrc,
    Interpolation,
    VideoReformatter,
)

from rtstyle.errors import MediaWriteError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from av.container import OutputContainer
    from av.packet import Packet
    from av.video.stream import VideoStream

    from rtstyle.frame import Image, StreamInfo, VideoFrame
    from rtstyle.sinks.codecs import EncoderSettings

_FALLBACK_RATE = Fraction(30)
_LARGEST_RATE_TERM = 1_000_000
_ROUNDING_S = Fraction(2, 1000)
_AVCOL_SPC_BT709 = 1
# Exact rounding and chroma taken at full precision: what is tagged as BT.709 has to be just that.
_SCALING = Interpolation.BICUBIC | Interpolation.ACCURATE_RND | Interpolation.FULL_CHR_H_INT


class VideoTrack:
    """Encodes frames at their own times, in BT.709 colours that are tagged as such.

    Attributes:
        padding: Columns and rows that are repeated on the right and at the bottom, because the pixel format shares
            its colours between neighbours and needs sizes that divide evenly.
        end: When the last frame ends, in seconds; where nothing tells, it lasts as long as frames do on average.
    """

    def __init__(
        self,
        output: OutputContainer,
        info: StreamInfo,
        settings: EncoderSettings,
        *,
        constant_rate: bool,
        keeps_last: bool = False,
    ) -> None:
        """Adds the stream to the output.

        Args:
            output: The container, not begun yet.
            info: Size, rate and time base of the frames to come.
            settings: Encoder and options.
            constant_rate: The container numbers frames instead of timing them.
            keeps_last: Holds the latest frame back until the next one, so that the last one is known as such and can
                be told how long it is shown; not for who watches live.

        Raises:
            ValueError: The container does not take the codec.
        """
        self._size = (info.width, info.height)
        self._format = VideoFormat(settings.pixel_format, info.width, info.height)
        self.padding = _padding(self._format, info)
        self._rate = _nominal_rate(info)
        self._time_base = _time_base(
            1 / self._rate if constant_rate else info.time_base, settings.max_time_base_term
        )
        self._stream = self._add_stream(output, settings)
        self._step = max(round(1 / (self._rate * self._time_base)), 1)
        self._last_pts: int | None = None
        self._last_duration = 0
        self._keeps_last = keeps_last
        self._kept: av.VideoFrame | None = None
        self._lengths: dict[int, int] = {}
        self._key_frame_s = settings.key_frame_s
        self._last_key_pts: int | None = None
        self._reformatter = VideoReformatter()

    def _add_stream(self, output: OutputContainer, settings: EncoderSettings) -> VideoStream:
        options = dict(settings.options)
        stream = output.add_stream(settings.encoder, rate=self._rate, options=options)
        context = stream.codec_context
        assert isinstance(context, VideoCodecContext)
        context.width, context.height = (a + b for a, b in zip(self._size, self.padding, strict=True))
        context.pix_fmt = settings.pixel_format
        # Without this the encoder moves every frame to the grid of its rate: PyAV#1959.
        context.time_base = self._time_base
        context.thread_count = settings.threads
        if not self._format.is_rgb:
            context.colorspace, context.color_range = _AVCOL_SPC_BT709, ColorRange.MPEG
        context.color_primaries, context.color_trc = ColorPrimaries.BT709, ColorTrc.BT709
        return stream  # type: ignore[return-value]  # a video encoder makes a video stream

    @property
    def end(self) -> Fraction:
        """When the last frame ends, in seconds."""
        if self._last_pts is None:
            return Fraction(0)
        return (self._last_pts + (self._last_duration or self._step)) * self._time_base

    def encode(self, frame: VideoFrame) -> Iterator[Packet[VideoStream]]:
        """Packets that are ready to be muxed; they lag behind the frames.

        Raises:
            MediaWriteError: The frame has another size than announced.
        """
        height, width = frame.image.shape[:2]
        if (width, height) != self._size:
            raise MediaWriteError(
                f"the frame is {width}x{height}, the file was begun with {self._size[0]}x{self._size[1]}"
            )
        picture = self._convert(frame.image)
        picture.pts = self._place(frame)
        picture.time_base = self._time_base
        if self._key_frame_due(picture.pts):
            picture.pict_type = PictureType.I
            self._last_key_pts = picture.pts
        self._last_duration = self.place(frame.duration, frame.time_base)
        if self._keeps_last:
            earlier, self._kept = self._kept, picture
            if earlier is None:
                return iter(())
            # Encoders say that all last as long as frames do on average: some would be said to outlast the film.
            self._lengths[earlier.pts or 0] = picture.pts - (earlier.pts or 0)
            return self._encoded(earlier)
        return self._encoded(picture)

    @property
    def time_base(self) -> Fraction:
        """Seconds per unit of the packets' times."""
        return self._time_base

    @property
    def reorder_depth(self) -> int:
        """By how many frames the encoder decodes ahead of showing, as far as it tells before it has begun."""
        return self._stream.codec_context.reorder_depth

    @property
    def header(self) -> bytes:
        """What the encoder tells decoders before the first packet; empty where it tells it in the packets."""
        return self._stream.codec_context.extradata or b""

    def place(self, pts: int, time_base: Fraction) -> int:
        """A time in another unit, in the track's."""
        return round(pts * time_base / self._time_base)

    def adopt(
        self, packet: Packet[VideoStream], pts: int, dts: int, duration: int = 0
    ) -> Packet[VideoStream]:
        """A packet of another encoder with the same settings, ready to be muxed at these times."""
        packet.time_base = self._time_base
        # The muxer works the length out, as it does for packets that come from the encoder; but not of the last one.
        packet.pts, packet.dts, packet.duration = pts, dts, duration
        packet.stream = self._stream
        return packet

    def flush(self, *, repeat_last: bool = False) -> Iterator[Packet[VideoStream]]:
        """The packets that the encoder still holds. Nothing can be encoded afterwards.

        Args:
            repeat_last: The container cannot tell how long the last frame is shown: where it stays, it comes again.
        """
        picture, self._kept = self._kept, None
        held = self.held(self._last_duration)
        if picture is not None:
            if held and not repeat_last:
                # Only what is decoded last, too, can tell a container how long it is shown.
                picture.pict_type = PictureType.I
            yield from self._encoded(picture)
            if held and repeat_last:
                yield from self._again(picture)
        for packet in self._encoded(None):
            if held and packet.pts == self._last_pts:
                packet.duration = held
            yield packet

    def held(self, duration: int) -> int:
        """How long a last frame is to say that it is shown; 0 for what is usual, which the muxer knows by itself."""
        usual = abs(duration - self._step) * self._time_base <= _ROUNDING_S
        return 0 if usual else max(duration, 0)

    def _again(self, picture: av.VideoFrame) -> Iterator[Packet[VideoStream]]:
        """The last picture once more, a frame's time before it ends."""
        later = self._last_duration - self._step
        if self._last_pts is not None and later >= self._step:
            self._last_pts += later
            self._last_duration = self._step
            picture.pts, picture.pict_type = self._last_pts, PictureType.NONE
            yield from self._encoded(picture)

    def _convert(self, image: Image) -> av.VideoFrame:
        right, bottom = self.padding
        if right or bottom:
            image = np.asarray(cv2.copyMakeBorder(image, 0, bottom, 0, right, cv2.BORDER_REPLICATE), np.uint8)
        if self._format.name == "pal8":
            return _in_few_colours(image)
        rgb = av.VideoFrame.from_ndarray(image, format="rgb24")
        if self._format.is_rgb:
            return self._reformatter.reformat(rgb, format=self._format.name, threads=1)
        return self._reformatter.reformat(
            rgb,
            format=self._format.name,
            dst_colorspace=Colorspace.ITU709,
            src_color_range=ColorRange.JPEG,
            dst_color_range=ColorRange.MPEG,
            interpolation=_SCALING,
            threads=1,
        )

    def _place(self, frame: VideoFrame) -> int:
        """The frame's time in the stream's units, later than the one before: PyAV#1090."""
        pts = self.place(frame.pts, frame.time_base)
        if self._last_pts is not None:
            pts = max(pts, self._last_pts + 1)
        self._last_pts = pts
        return pts

    def _key_frame_due(self, pts: int) -> bool:
        if self._key_frame_s is None:
            return False
        return self._last_key_pts is None or (pts - self._last_key_pts) * self._time_base >= self._key_frame_s

    def _encoded(self, picture: av.VideoFrame | None) -> Iterator[Packet[VideoStream]]:
        for packet in self._stream.codec_context.encode(picture):
            packet.stream = self._stream
            packet.duration = self._lengths.pop(packet.pts or 0, packet.duration or 0)
            yield packet


def _in_few_colours(image: Image) -> av.VideoFrame:
    """A picture in the 256 colours that suit it; FFmpeg by itself takes the same few for all pictures."""
    few = Pillow.fromarray(image).quantize(256, method=Pillow.Quantize.MEDIANCUT)
    colours = np.asarray(few.getpalette("RGB"), np.uint8).reshape(-1, 3)
    palette = np.full((256, 4), 255, np.uint8)
    palette[: len(colours), 1:] = colours
    indices: Any = (np.asarray(few, np.uint8), palette)  # PyAV's types know nothing of palettes
    return av.VideoFrame.from_ndarray(indices, format="pal8")


def _padding(pixel_format: VideoFormat, info: StreamInfo) -> tuple[int, int]:
    # The number of luma samples that share one chroma sample.
    across = -(-64 // pixel_format.chroma_width(64)) if not pixel_format.is_rgb else 1
    down = -(-64 // pixel_format.chroma_height(64)) if not pixel_format.is_rgb else 1
    return -info.width % across, -info.height % down


def _time_base(exact: Fraction, max_term: int) -> Fraction:
    """The exact time base where the encoder takes it, else the nearest, or the finest."""
    if max(exact.numerator, exact.denominator) <= max_term:
        return exact
    return max(exact.limit_denominator(max_term), Fraction(1, max_term))


def _nominal_rate(info: StreamInfo) -> Fraction:
    """The rate that encoders plan with: the constant one, else the average."""
    rate = info.frame_rate
    if rate is None and info.frame_count and info.duration_s:
        rate = Fraction(info.frame_count / info.duration_s)
    if not rate or rate <= 0:
        return _FALLBACK_RATE
    if max(rate.numerator, rate.denominator) > _LARGEST_RATE_TERM:
        # A gap of a day between two frames must not make it zero.
        rate = max(rate.limit_denominator(1000), Fraction(1, 1000))
    return rate
