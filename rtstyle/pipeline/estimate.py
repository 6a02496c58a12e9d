"""How long videos will take, by the first moments of one of them."""

from __future__ import annotations

import dataclasses
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from rtstyle.errors import MediaReadError
from rtstyle.pipeline.video import stylize_source
from rtstyle.sinks.video_file import VideoFileSink
from rtstyle.sources.animation import make_file_source

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rtstyle.engine.stylizer import StyleSpec, Stylizer
    from rtstyle.frame import StreamInfo, VideoFrame
    from rtstyle.sources.base import Source

_WARM_FRAMES = 3
_FRAMES = 16
_LEAST_SHARE = 8
"""The trial takes at most one frame in so many: a short video is over before it could be told how long it takes."""


@dataclasses.dataclass(frozen=True, slots=True)
class Estimate:
    """What is to be expected.

    Attributes:
        frames: Of all videos together.
        seconds: What they take.
    """

    frames: int
    seconds: float


def estimate_s(
    targets: Mapping[Path, Path],
    stylizer: Stylizer,
    style: StyleSpec,
    *,
    codec: str | None = None,
    crf: int | None = None,
    preset: str | None = None,
) -> Estimate | None:
    """Paints the first frames of a video to where they are thrown away, and takes it from there.

    Args:
        targets: Each video and where its painting is to go.
        stylizer: With the options that count; it is left with the style.
        style: What is painted in.
        codec: As in `stylize_video`.
        crf: Likewise.
        preset: Likewise.

    Returns:
        None where a video does not tell how long it is, or is too short to be worth it.

    Raises:
        RtstyleError: The first video cannot be painted.
    """
    infos = {path: _info_of(path) for path in targets}
    known = {path: info for path, info in infos.items() if info is not None and info.frame_count}
    if not known or len(known) < sum(info is not None for info in infos.values()):
        return None
    longest = max(known, key=lambda path: known[path].frame_count or 0)
    trial = min(_FRAMES, (known[longest].frame_count or 0) // _LEAST_SHARE - _WARM_FRAMES)
    if trial < 1:
        return None

    def painted(frames: int) -> float:
        stylizer.reset()
        with tempfile.TemporaryDirectory(prefix="rtstyle-") as folder:
            sink = VideoFileSink(
                Path(folder) / f"trial{targets[longest].suffix}", codec=codec, crf=crf, preset=preset
            )
            head = _Head(make_file_source(longest), frames)
            return stylize_source(head, sink, make_stylizer=lambda: stylizer, close_stylizer=False)

    stylizer.set_style(style)
    painted(_WARM_FRAMES)  # here the network is compiled
    per_pixel = painted(trial) / trial / _pixels(known[longest])
    work = sum((info.frame_count or 0) * _pixels(info) for info in known.values())
    return Estimate(sum(info.frame_count or 0 for info in known.values()), work * per_pixel)


class _Head:
    """The beginning of a source."""

    live = False

    def __init__(self, source: Source, frames: int) -> None:
        self._source, self._left = source, frames

    def open(self) -> StreamInfo:
        return self._source.open()

    def read(self) -> VideoFrame | None:
        self._left -= 1
        return self._source.read() if self._left >= 0 else None

    def close(self) -> None:
        self._source.close()


def _info_of(path: Path) -> StreamInfo | None:
    """What a video says of itself; None for what cannot be read, which takes no time."""
    source = make_file_source(path)
    try:
        return source.open()
    except MediaReadError:
        return None
    finally:
        source.close()


def _pixels(info: StreamInfo) -> int:
    return info.width * info.height
