"""Media containers (MP4, Matroska, …), as FFmpeg opens them: safely."""

from __future__ import annotations

from typing import TYPE_CHECKING

import av
import av.container

from rtstyle.errors import MediaReadError
from rtstyle.media.files import require_readable_file
from rtstyle.media.jpeg_dumps import is_jpeg_dump
from rtstyle.media.limits import MAX_TRACKS, require_credible_claims

if TYPE_CHECKING:
    from pathlib import Path

# A playlist in disguise could make FFmpeg open other files or addresses, so only true containers pass.
_CONTAINERS = (
    "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpegtsraw,mpeg,mpegvideo,flv,live_flv,asf,ogg,gif,apng,mxf,"
    "mjpeg,dv,nut,ivf,rm,wtv,h264,hevc,m4v,av1,obu,vc1,yuv4mpegpipe,swf,"
    "mp3,wav,aac,flac,w64,aiff,caf,ac3,eac3,dts,wv,ape,tta,amr"
)


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
            # It finds the pictures between whatever headers there are, and has fine times.
            format="mjpeg" if is_jpeg_dump(path) else None,
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
