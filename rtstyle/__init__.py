"""rtstyle turns a camera or a video into a moving painting in the style of any picture, in real time.

    >>> import rtstyle
    >>> stylizer = rtstyle.Stylizer()
    >>> stylizer.set_style("painting.jpg")
    >>> out = stylizer.stylize(image)            # HWC uint8 RGB in, same shape out

Names are loaded when they are first used: a machine that only trains needs neither video nor window libraries.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from rtstyle.version import __version__

if TYPE_CHECKING:
    from rtstyle.engine.stylizer import PreparedStyle, Stylizer
    from rtstyle.errors import (
        BatchError,
        CheckpointError,
        DeviceError,
        DownloadError,
        MediaError,
        MediaReadError,
        MediaWriteError,
        ModelError,
        ModelMissingError,
        RtstyleError,
        SegmentError,
        SinkError,
        SourceError,
        SourceLostError,
        StyleNotSetError,
        TrainingError,
        UnknownStyleError,
        UsageError,
    )
    from rtstyle.frame import StreamInfo, VideoFrame
    from rtstyle.pipeline.video import stylize_video
    from rtstyle.styles.library import StyleLibrary

__all__ = [
    "BatchError",
    "CheckpointError",
    "DeviceError",
    "DownloadError",
    "MediaError",
    "MediaReadError",
    "MediaWriteError",
    "ModelError",
    "ModelMissingError",
    "PreparedStyle",
    "RtstyleError",
    "SegmentError",
    "SinkError",
    "SourceError",
    "SourceLostError",
    "StreamInfo",
    "StyleLibrary",
    "StyleNotSetError",
    "Stylizer",
    "TrainingError",
    "UnknownStyleError",
    "UsageError",
    "VideoFrame",
    "__version__",
    "stylize_video",
]

_HOMES = {
    "PreparedStyle": "rtstyle.engine.stylizer",
    "StreamInfo": "rtstyle.frame",
    "StyleLibrary": "rtstyle.styles.library",
    "Stylizer": "rtstyle.engine.stylizer",
    "VideoFrame": "rtstyle.frame",
    "stylize_video": "rtstyle.pipeline.video",
}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'rtstyle' has no attribute {name!r}")
    # All others are errors.
    return getattr(importlib.import_module(_HOMES.get(name, "rtstyle.errors")), name)


def __dir__() -> list[str]:
    return sorted(__all__)
