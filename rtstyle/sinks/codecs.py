"""Which encoder a video gets, how it is set, and whether it works on this machine."""

from __future__ import annotations

import dataclasses
import difflib
import functools
import os
from fractions import Fraction
from typing import TYPE_CHECKING

import av
import av.codec

from rtstyle.checks import text, whole
from rtstyle.errors import UsageError

if TYPE_CHECKING:
    from rtstyle.sinks.container_formats import ContainerFormat

# SVT-AV1 prints to stderr past FFmpeg's log; 1 leaves it errors only.
os.environ.setdefault("SVT_LOG", "1")


@dataclasses.dataclass(frozen=True, slots=True)
class VideoEncoder:
    """How an encoder is told about quality and effort.

    Attributes:
        name: FFmpeg's name of it.
        crf_range: Lowest and highest constant rate factor, None where it has none.
        crf: The rate factor that is used unless another is asked for.
        presets: Speeds, fastest first.
        preset: The one that is used unless another is asked for.
        live_options: What makes it keep up with a camera and hold no frames back.
        preset_option: What the encoder calls it.
        options: Passed to it always.
        max_time_base_term: Largest numerator and denominator that its time base may have.
    """

    name: str
    crf_range: tuple[int, int] | None = None
    crf: int | None = None
    presets: tuple[str, ...] = ()
    preset: str | None = None
    preset_option: str = "preset"
    live_options: tuple[tuple[str, str], ...] = ()
    options: tuple[tuple[str, str], ...] = ()
    max_time_base_term: int = 1_000_000


@dataclasses.dataclass(frozen=True, slots=True)
class EncoderSettings:
    """An encoder with everything that is to be set on it.

    Attributes:
        encoder: FFmpeg's name of it.
        options: Passed to it.
        pixel_format: What it is given.
        threads: How many it may use.
        max_time_base_term: Largest numerator and denominator that its time base may have.
        key_frame_s: After how many seconds a key frame is asked for; None leaves key frames to the encoder.
    """

    encoder: str
    options: dict[str, str]
    pixel_format: str
    threads: int
    max_time_base_term: int
    key_frame_s: float | None = None


_X264_PRESETS = (
    "ultrafast",
    "superfast",
    "veryfast",
    "faster",
    "fast",
    "medium",
    "slow",
    "slower",
    "veryslow",
    "placebo",
)
_COUNTDOWN = tuple(str(speed) for speed in range(13, -1, -1))

_X264_LIVE = (("preset", "veryfast"), ("tune", "zerolatency"))
_VP9_LIVE = (("deadline", "realtime"), ("cpu-used", "7"), ("lag-in-frames", "0"))

_ENCODERS = {
    encoder.name: encoder
    for encoder in (
        # The preset "medium" takes 2.6 times as long, more than the network, for as good a picture in 8 % less space.
        VideoEncoder("libx264", (0, 51), 19, _X264_PRESETS, "veryfast", live_options=_X264_LIVE),
        VideoEncoder(
            "libx265",
            (0, 51),
            24,
            _X264_PRESETS,
            "medium",
            live_options=_X264_LIVE,
            options=(("x265-params", "log-level=none"),),
        ),
        VideoEncoder(
            "libvpx-vp9",
            (0, 63),
            30,
            ("realtime", "good", "best"),
            "good",
            preset_option="deadline",
            live_options=_VP9_LIVE,
            options=(("cpu-used", "5"), ("row-mt", "1"), ("b", "0")),
        ),
        VideoEncoder("libsvtav1", (0, 63), 32, _COUNTDOWN, "8", live_options=(("preset", "11"),)),
        VideoEncoder(
            "mpeg4", options=(("qmin", "2"), ("qmax", "5"), ("b", "50000000")), max_time_base_term=65_535
        ),
        VideoEncoder("libwebp_anim", options=(("quality", "85"),)),
    )
}
_ALIASES = {
    "h264": "libx264",
    "avc": "libx264",
    "x264": "libx264",
    "h265": "libx265",
    "hevc": "libx265",
    "x265": "libx265",
    "vp9": "libvpx-vp9",
    "av1": "libsvtav1",
    "xvid": "mpeg4",
}
_CRF_OF_ANY = (-1000, 1000)
_PROBE_SIZE = 256
_MAX_THREADS = 4
_EVERYWHERE = "yuv420p"


def encoder_for(name: str) -> VideoEncoder:
    """The encoder that a codec's or encoder's name stands for.

    Raises:
        UsageError: There is none of that name on this machine.
    """
    wanted = _ALIASES.get(name.lower(), name.lower())
    if wanted in _ENCODERS and wanted in av.codec.codecs_available:
        return _ENCODERS[wanted]
    try:
        codec = av.codec.Codec(wanted, "w")
    except (av.error.FFmpegError, ValueError):
        codec = None
    if codec is not None and codec.type == "video":
        return VideoEncoder(codec.name)
    known = (*_ALIASES, *_ENCODERS)
    usable = [choice for choice in known if _ALIASES.get(choice, choice) in av.codec.codecs_available]
    close = difflib.get_close_matches(name.lower(), usable, n=1)
    hint = f"did you mean {close[0]}?" if close else f"use one of {', '.join(usable)}"
    raise UsageError(f"unknown video codec {name!r}; {hint}")


def encoder_options(
    encoder: VideoEncoder, crf: int | None, preset: str | None, *, live: bool = False
) -> dict[str, str]:
    """The encoder's options for a quality and a speed; None takes its default.

    Args:
        encoder: The encoder.
        crf: Constant rate factor.
        preset: One of its presets.
        live: Frames come from something that does not wait.

    Raises:
        UsageError: The encoder has no such setting.
    """
    options = dict(encoder.options)
    if crf is not None and encoder.crf_range is None:
        raise UsageError(f"the encoder {encoder.name} has no CRF; leave it out")
    if encoder.crf_range is not None:
        lowest, highest = encoder.crf_range
        chosen = encoder.crf if crf is None else whole("crf", crf, *_CRF_OF_ANY)
        if chosen is None or not lowest <= chosen <= highest:
            raise UsageError(f"CRF {crf} is out of range: {encoder.name} takes {lowest} (best) to {highest}")
        options["crf"] = str(chosen)
    if preset is not None and text("preset", preset) not in encoder.presets:
        known = ", ".join(encoder.presets) or "none"
        raise UsageError(f"the encoder {encoder.name} has no preset {preset!r}; it has {known}")
    if encoder.preset is not None:
        options[encoder.preset_option] = encoder.preset
    if live:
        options |= encoder.live_options
    if preset is not None:
        options[encoder.preset_option] = preset
    return options


def pixel_format_for(encoder: VideoEncoder, wanted: str | None) -> str:
    """The pixel format to encode: the one asked for, else the one that plays everywhere.

    Raises:
        UsageError: The encoder does not take it.
    """
    offered = [video_format.name for video_format in av.codec.Codec(encoder.name, "w").video_formats or ()]
    # The yuvj formats are an old way to tag full range; pictures are written in limited range.
    formats = [name for name in offered if not name.startswith("yuvj")]
    if wanted is None:
        return _EVERYWHERE if not formats or _EVERYWHERE in formats else formats[0]
    if formats and wanted not in formats:
        raise UsageError(
            f"the encoder {encoder.name} has no pixel format {wanted!r}; it has {', '.join(formats)}"
        )
    return wanted


def encoder_settings(
    container: ContainerFormat,
    *,
    codec: str | None = None,
    crf: int | None = None,
    preset: str | None = None,
    pixel_format: str | None = None,
    threads: int | None = None,
    live: bool = False,
) -> EncoderSettings:
    """Everything that is to be set on the encoder of a file's pictures; None takes the default of each.

    Args:
        container: The kind of file.
        codec: A codec's or an encoder's name.
        crf: Constant rate factor.
        preset: One of the encoder's presets.
        pixel_format: FFmpeg's name of it.
        threads: Encoder threads; None is one for each processor, up to 4.
        live: Frames come from something that does not wait.

    Raises:
        UsageError: The encoder has no such setting.
    """
    encoder = encoder_for(container.video_encoder if codec is None else text("codec", codec))
    return EncoderSettings(
        encoder.name,
        encoder_options(encoder, crf, preset, live=live),
        pixel_format_for(encoder, pixel_format or container.pixel_format),
        threads or min(os.cpu_count() or 1, _MAX_THREADS),
        encoder.max_time_base_term,
    )


@functools.cache
def encoder_works(name: str, pixel_format: str) -> bool:
    """Whether an encoder really encodes a frame: those for absent hardware are listed too (PyAV#596)."""
    try:
        context = av.codec.CodecContext.create(name, "w")
        assert isinstance(context, av.VideoCodecContext)
        context.width = context.height = _PROBE_SIZE
        context.pix_fmt = pixel_format
        context.time_base = Fraction(1, 25)
        context.framerate = Fraction(25)
        context.thread_count = 1
        context.options = dict(_ENCODERS.get(name, VideoEncoder(name)).options)
        frame = av.VideoFrame(_PROBE_SIZE, _PROBE_SIZE, pixel_format)
        frame.pts = 0
        packets = [*context.encode(frame), *context.encode(None)]
    except (av.error.FFmpegError, ValueError, OSError):
        return False
    return any(packet.size for packet in packets)
