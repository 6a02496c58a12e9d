"""Media made on the spot, by PyAV alone, so that what reads and writes media in rtstyle is not tested by itself."""

from __future__ import annotations

import dataclasses
import itertools
import struct
from fractions import Fraction
from typing import TYPE_CHECKING

import av
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

NTSC = Fraction(30_000, 1001)

BARS = np.array(
    [
        [255, 255, 255],
        [235, 235, 16],
        [16, 235, 235],
        [16, 200, 16],
        [200, 16, 200],
        [220, 30, 30],
        [30, 30, 220],
        [0, 0, 0],
        [128, 128, 128],
        [30, 60, 90],
        [200, 120, 60],
    ],
    np.uint8,
)
"""(N, 3) RGB: white, saturated colours, black, grey, and two muted ones."""

_LUMA_WEIGHTS = {1: (0.2126, 0.0722), 5: (0.299, 0.114), 6: (0.299, 0.114), 9: (0.2627, 0.0593)}


def color_bars(width: int, height: int) -> np.ndarray:
    """(height, width, 3) uint8 RGB: `BARS` side by side."""
    columns = np.arange(width) * len(BARS) // width
    return np.ascontiguousarray(np.broadcast_to(BARS[columns], (height, width, 3)))


def bar_centers(width: int) -> np.ndarray:
    """The column in the middle of each of `BARS`."""
    return ((np.arange(len(BARS)) + 0.5) * width / len(BARS)).astype(int)


def rgb_to_yuv(rgb: np.ndarray, matrix: int, *, full: bool, bits: int = 8) -> np.ndarray:
    """(..., 3) uint8 RGB to Y'CbCr codes by the formulas of H.273; ``matrix`` is its number."""
    kr, kb = _LUMA_WEIGHTS[matrix]
    r, g, b = np.moveaxis(np.asarray(rgb, np.float64) / 255, -1, 0)
    y = kr * r + (1 - kr - kb) * g + kb * b
    cb, cr = (b - y) / (2 * (1 - kb)), (r - y) / (2 * (1 - kr))
    if full:
        codes = np.stack([y, cb + 128 / 255, cr + 128 / 255], -1) * (2**bits - 1)
    else:
        codes = np.stack([16 + 219 * y, 128 + 224 * cb, 128 + 224 * cr], -1) * 2 ** (bits - 8)
    return np.rint(codes).astype(np.uint16 if bits > 8 else np.uint8)


def planar_frame(yuv: np.ndarray, pixel_format: str) -> av.VideoFrame:
    """(H, W, 3) codes into a frame whose planes all have the picture's full size."""
    frame = av.VideoFrame(yuv.shape[1], yuv.shape[0], pixel_format)
    for plane, codes in zip(frame.planes, np.moveaxis(yuv, -1, 0), strict=True):
        rows = np.zeros((frame.height, plane.line_size // codes.itemsize), codes.dtype)
        rows[:, : frame.width] = codes
        plane.update(rows.tobytes())
    return frame


def moving_square(number: int, width: int = 64, height: int = 48) -> np.ndarray:
    """Frame ``number`` of a test sequence: its brightness tells the number, a square moves."""
    image = np.full((height, width, 3), (60, 40 + number * 5 % 180, 90), np.uint8)
    left = number * 3 % (width - 8)
    image[8:16, left : left + 8] = (250, 240, 30)
    return image


@dataclasses.dataclass(frozen=True)
class Sound:
    """A sine wave to be put beside a video.

    Attributes:
        codec: FFmpeg's encoder.
        seconds: How long it lasts.
        start: When it begins, in seconds.
        language: Three letters.
        rate: Samples per second.
        layout: "mono" or "stereo".
    """

    codec: str = "aac"
    seconds: float = 1.0
    start: Fraction = Fraction(0)
    language: str = "eng"
    rate: int = 48_000
    layout: str = "stereo"


@dataclasses.dataclass(frozen=True)
class Clip:
    """A video to be made; see `make_clip`."""

    times: Sequence[int] | None = None
    frames: int = 20
    rate: Fraction = NTSC
    time_base: Fraction | None = None
    size: tuple[int, int] = (64, 48)
    codec: str = "libx264"
    pixel_format: str = "yuv420p"
    options: dict[str, str] = dataclasses.field(default_factory=lambda: {"preset": "ultrafast", "crf": "12"})
    sounds: Sequence[Sound] = ()
    sample_aspect_ratio: Fraction | None = None
    muxer_options: dict[str, str] = dataclasses.field(default_factory=dict)
    colors: tuple[int, int, int, int] | None = None
    """Matrix, range, primaries and transfer, as H.273 and FFmpeg number them."""
    picture: Callable[[int, int, int], np.ndarray | av.VideoFrame] = moving_square
    """Makes frame ``number`` of a width and height: (H, W, 3) uint8 RGB, or an FFmpeg frame."""


def make_clip(path: Path, clip: Clip) -> Path:
    """Writes a video file with FFmpeg and returns its path."""
    time_base = clip.time_base or 1 / clip.rate
    times = clip.times or [round(n / clip.rate / time_base) for n in range(clip.frames)]
    with av.open(str(path), "w", container_options=dict(clip.muxer_options)) as output:
        stream = output.add_stream(clip.codec, rate=clip.rate, options=dict(clip.options))
        context = stream.codec_context
        context.width, context.height = clip.size
        context.pix_fmt = clip.pixel_format
        context.time_base = time_base
        context.thread_count = 1
        if clip.sample_aspect_ratio:
            context.sample_aspect_ratio = clip.sample_aspect_ratio
        if clip.colors:
            context.colorspace, context.color_range, context.color_primaries, context.color_trc = clip.colors
        audio = [(_add_sound(output, sound), sound) for sound in clip.sounds]
        for number, time in enumerate(times):
            picture = clip.picture(number, *clip.size)
            frame = picture
            if isinstance(picture, np.ndarray):
                frame = av.VideoFrame.from_ndarray(picture, format="rgb24").reformat(format=clip.pixel_format)
            frame.pts, frame.time_base = time, time_base
            output.mux(stream.encode(frame))
        output.mux(stream.encode(None))
        for target, sound in audio:
            _write_sound(output, target, sound)
    return path


def make_growing_clip(path: Path, sizes: Sequence[tuple[tuple[int, int], int]], rate: int = 25) -> Path:
    """A recording whose picture has so many frames of each size: VP8, as browsers send it."""
    with av.open(str(path), "w") as output:
        stream = output.add_stream("libvpx", rate=rate)
        stream.width, stream.height = sizes[0][0]
        stream.pix_fmt = "yuv420p"
        output.start_encoding()
        clock = itertools.count()
        for (width, height), count in sizes:
            encoder = av.CodecContext.create("libvpx", "w")
            encoder.width, encoder.height, encoder.pix_fmt = width, height, "yuv420p"
            encoder.time_base, encoder.framerate = Fraction(1, rate), Fraction(rate)
            encoder.options = {"deadline": "realtime", "lag-in-frames": "0"}
            encoded = []
            for number in range(count):
                frame = av.VideoFrame.from_ndarray(moving_square(number, width, height), format="rgb24")
                frame = frame.reformat(format="yuv420p")
                frame.pts = number
                encoded += encoder.encode(frame)
            for packet in [*encoded, *encoder.encode(None)]:
                packet.pts = packet.dts = next(clock)
                packet.time_base, packet.stream = Fraction(1, rate), stream
                output.mux_one(packet)
    return path


def _add_sound(output: av.container.OutputContainer, sound: Sound) -> av.AudioStream:
    stream = output.add_stream(sound.codec, rate=sound.rate)
    stream.codec_context.layout = sound.layout
    stream.metadata["language"] = sound.language
    return stream


def _write_sound(output: av.container.OutputContainer, stream: av.AudioStream, sound: Sound) -> None:
    context = stream.codec_context
    total = round(sound.seconds * sound.rate)
    channels = context.layout.nb_channels
    for begin in range(0, total, 960):
        count = min(960, total - begin)
        wave = np.sin((begin + np.arange(count)) * (2 * np.pi * 440 / sound.rate)) * 0.3
        planes = np.broadcast_to(wave.astype(np.float32), (channels, count))
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(planes), format="fltp", layout=sound.layout)
        frame.sample_rate = sound.rate
        frame.time_base = Fraction(1, sound.rate)
        frame.pts = begin + round(sound.start * sound.rate)
        output.mux(stream.encode(frame))
    output.mux(stream.encode(None))


def make_sound_file(path: Path, sound: Sound) -> Path:
    """Writes a file that holds nothing but sound."""
    with av.open(str(path), "w") as output:
        _write_sound(output, _add_sound(output, sound), sound)
    return path


def rotate_in_header(path: Path, a: int, b: int, c: int, d: int) -> None:
    """Sets the display matrix of an MP4 file's track: shown x is a·x + c·y, shown y is b·x + d·y."""
    data = bytearray(path.read_bytes())
    # ISO/IEC 14496-12, 8.3.2: the matrix is 40 bytes into a version 0 track header's fields.
    at = data.index(b"tkhd") + 4 + 40
    one = 1 << 16
    matrix = (a * one, b * one, 0, c * one, d * one, 0, 0, 0, 1 << 30)
    struct.pack_into(">9i", data, at, *matrix)
    path.write_bytes(data)


def packets(path: Path, kind: str = "video", number: int = 0) -> list[tuple[Fraction, int]]:
    """Presentation time in seconds and size of each packet of the ``number``-th stream of a kind."""
    with av.open(str(path)) as container:
        stream = getattr(container.streams, kind)[number]
        return [(p.pts * p.time_base, p.size) for p in container.demux(stream) if p.size]


def packet_place(path: Path, number: int) -> tuple[int, int]:
    """Where in the file a video packet's bytes lie: offset and size."""
    with av.open(str(path)) as container:
        found = [p for p in container.demux(container.streams.video[0]) if p.size]
        return found[number].pos, found[number].size
