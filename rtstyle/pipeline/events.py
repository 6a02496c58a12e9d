"""What a pipeline tells whoever watches it."""

from __future__ import annotations

import dataclasses
import enum
import logging
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

    from rtstyle.frame import StreamInfo

_logger = logging.getLogger(__name__)


class EventKind(enum.StrEnum):
    """What happened."""

    STARTED = "started"
    """The source is open; ``info`` tells what it delivers, and ``message`` how a device describes it."""
    ENGINE_READY = "engine_ready"
    """The model is loaded; ``name`` is the device, and ``message`` tells of devices that were tried just now."""
    DEVICE_CHANGED = "device_changed"
    """A device failed while it painted, and the one named ``name`` paints now."""
    ENGINE_FAILED = "engine_failed"
    """A frame could not be stylized and is passed on as it is."""
    SOURCE_LOST = "source_lost"
    """The live source stopped delivering, or cannot be opened yet; it is tried again."""
    SOURCE_BACK = "source_back"
    """It delivers again; ``info`` and ``message`` as above."""
    SOURCE_FAILED = "source_failed"
    """The source cannot be used; the pipeline waits for another one."""
    SOURCE_ENDED = "source_ended"
    """The source has no more frames; the pipeline waits for another one."""
    STYLE_CHANGED = "style_changed"
    """The style named ``name`` begins with the next frame."""
    STYLE_FAILED = "style_failed"
    """The style named ``name`` cannot be used; the one before stays."""
    SIZE_CHANGED = "size_changed"
    """The engine works at another short side, which ``name`` tells, to hold the rate."""
    SINK_CLOSED = "sink_closed"
    """The sink named ``name`` finished what it wrote."""
    SINK_FAILED = "sink_failed"
    """The sink named ``name`` was taken out; the others go on."""
    ENDED = "ended"
    """Everything was processed; the last event."""
    STOPPED = "stopped"
    """Stopped on request; the last event."""
    FAILED = "failed"
    """The pipeline cannot go on; the last event."""


@dataclasses.dataclass(frozen=True, slots=True)
class PipelineEvent:
    """One thing that happened.

    Attributes:
        kind: What it was.
        message: One line for the user; empty where the kind says all.
        name: The sink, style, size or device that it is about.
        info: What the source delivers.
        error: The reason, for failures.
    """

    kind: EventKind
    message: str = ""
    name: str = ""
    info: StreamInfo | None = None
    error: BaseException | None = None


Observer: TypeAlias = "Callable[[PipelineEvent], None]"
"""Called from the pipeline's threads, one event at a time for each thread; it must not take long."""


def notify(observer: Observer | None, event: PipelineEvent) -> None:
    """Hands an event over; whatever the observer does wrong stays with the observer."""
    if observer is None:
        return
    try:
        observer(event)
    except Exception:
        _logger.exception("the observer of the pipeline failed on %s", event.kind)


def describe(error: BaseException) -> str:
    """One line for the user about any failure."""
    text = " ".join(str(error).split())
    return text or type(error).__name__
