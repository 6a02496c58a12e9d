"""Media containers (MP4, Matroska, …), as FFmpeg opens them: safely, and with a clock that starts at zero."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import av
import av.container

from rtstyle.errors import MediaReadError
from rtstyle.media.files import require_readable_file
from rtstyle.media.limits import MAX_TRACKS, require_credible_claims

if TYPE_CHECKING:
    from pathlib import Path

# A playlist in disguise could make FFmpeg open other files or addresses, so only true containers pass.
_CONTAINERS = (
    "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpegtsraw,mpeg,mpegvideo,flv,live_flv,asf,ogg,gif,apng,mxf,"
    "dv,nut,ivf,rm,wtv,h264,hevc,m4v,av1,obu,vc1,yuv4mpegpipe,swf,"
    "mp3,wav,aac,flac,w64,aiff,caf,ac3,eac3,dts,wv,ape,tta,amr"
)

# Streams whose clock has no fixed origin: broadcast time of day, or wherever the recorder started.
_CLOCKS_WITHOUT_ORIGIN = {"mpegts", "mpegtsraw", "mpeg"}


def open_container(path: Path) -> av.container.InputContainer:
    """Opens a media file and nothing else that it may point to. The caller closes it.

    Raises:
        MediaReadError: The file cannot be read, is no media file that FFmpeg knows, or claims to hold more than
            it can.
    """
    require_readable_file(path)
    pixels = require_credible_claims(path)
    try:
        return av.open(
            f"file:{path}",
            mode="r",
            # Decoders are at work already while the file is opened.
            options={"max_pixels": str(pixels)},
            container_options={
                "format_whitelist": _CONTAINERS,
                "protocol_whitelist": "file",
                "max_streams": str(MAX_TRACKS),
            },
            metadata_errors="replace",
        )
    except (av.error.FFmpegError, OSError, ValueError) as error:
        raise MediaReadError(
            f"cannot read {path}: not a video in a known format, or damaged beyond reading"
        ) from error


def clock_origin(container: av.container.InputContainer) -> Fraction:
    """Time in seconds that is to be taken off every timestamp of every stream of a file.

    Zero for formats whose time starts at zero by design, so that their timestamps are kept as they are.
    """
    if container.format.name in _CLOCKS_WITHOUT_ORIGIN and container.start_time is not None:
        return Fraction(container.start_time, av.time_base)
    return Fraction(0)
