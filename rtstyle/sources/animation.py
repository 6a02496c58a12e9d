"""Animated pictures (PNG, WebP, AVIF) as videos, read by Pillow, which knows all of them, and transparency."""

from __future__ import annotations

import contextlib
import time
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Self

from rtstyle.errors import MediaReadError
from rtstyle.frame import StreamInfo, VideoFrame
from rtstyle.media.limits import MAX_VIDEO_PIXELS
from rtstyle.media.picture import frame_count, open_picture, read_header, reporting_damage
from rtstyle.media.pixels import to_rgb
from rtstyle.sources.file import FileSource

if TYPE_CHECKING:
    from PIL import Image as Pillow

    from rtstyle.media.files import PathLike

_FORMATS = {"PNG", "WEBP", "AVIF"}
_TIME_BASE = Fraction(1, 1000)
_USUAL_MS = 100
"""What browsers take for frames that tell no time, or hardly any."""
_SHORTEST_MS = 10


class AnimationSource:
    """Every frame of an animated picture, laid on white, once; see `FileSource`, whose place it takes.

    Attributes:
        live: False: every frame counts.
        path: The file.
        damaged_packets: 0: damage ends it with an error.
        has_sound: False.
        notes: Empty: being laid on white is what browsers do.
    """

    live = False
    damaged_packets = 0
    has_sound = False
    notes: tuple[str, ...] = ()

    def __init__(self, path: PathLike) -> None:
        """Nothing is opened yet."""
        self.path = Path(path)
        self._resources = contextlib.ExitStack()
        self._picture: Pillow.Image | None = None

    def __enter__(self) -> Self:
        self.open()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def info(self) -> StreamInfo:
        """What `open` returned."""
        return self._info

    def open(self) -> StreamInfo:
        """Opens the file; nothing is decoded.

        Raises:
            MediaReadError: The file is missing, damaged, or larger than `MAX_VIDEO_PIXELS`.
        """
        self.close()
        with reporting_damage(self.path), contextlib.ExitStack() as opening:
            file = opening.enter_context(self.path.open("rb"))
            picture = opening.enter_context(open_picture(self.path, file))
            if picture.width * picture.height > MAX_VIDEO_PIXELS:
                raise MediaReadError(
                    f"cannot read {self.path}: {picture.width}x{picture.height} is too large a picture for a video"
                )
            # What is shown where animations are not known is none of its frames.
            hidden = int(getattr(picture, "default_image", False))
            self._count = frame_count(picture) - hidden
            self._resources = opening.pop_all()
        self._picture, self._hidden, self._index, self._pts = picture, hidden, 0, 0
        # How long each stays is known when it is decoded.
        self._info = StreamInfo(picture.width, picture.height, None, _TIME_BASE, self._count)
        return self._info

    def read(self) -> VideoFrame | None:
        """The next frame, None at the end.

        Raises:
            MediaReadError: The source is not open, or the file is damaged.
        """
        if self._picture is None:
            raise MediaReadError(f"cannot read {self.path}: it is not open")
        if self._index >= self._count:
            return None
        with reporting_damage(self.path):
            self._picture.seek(self._hidden + self._index)
            image, _ = to_rgb(self._picture)
        told_ms = round(self._picture.info.get("duration") or 0)
        shown_ms = told_ms if told_ms > _SHORTEST_MS else _USUAL_MS
        frame = VideoFrame(image, self._index, self._pts, _TIME_BASE, time.monotonic_ns(), duration=shown_ms)
        self._pts += shown_ms
        self._index += 1
        return frame

    def seek(self, seconds: float) -> None:
        """Has `read` go on with the first frame that is shown at a time or after it; see `FileSource.seek`."""
        self.open()
        while seconds > float(self._pts * _TIME_BASE) and self._index < self._count:
            # How long each stays is known only when it is decoded.
            self.read()

    def close(self) -> None:
        """Releases the file. May be called twice, and from any state."""
        self._resources.close()
        self._picture = None


def make_file_source(path: PathLike, *, threads: int = 2) -> FileSource | AnimationSource:
    """The source for a file: an animated picture, or a video. Nothing is opened yet.

    Args:
        path: The file; that it is neither is told when it is opened.
        threads: Decoder threads for a video.
    """
    return AnimationSource(path) if is_animation(path) else FileSource(path, threads=threads)


def is_animation(path: PathLike) -> bool:
    """Whether a file is an animated picture that `AnimationSource` plays, which has no sound."""
    try:
        header = read_header(path)
    except MediaReadError:
        return False
    return header.moving and header.format in _FORMATS
