"""Makes the source that the settings name, and keeps hold of its controls if it is a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import QObject, pyqtSignal

from rtstyle.sources.transport import Transport

if TYPE_CHECKING:
    from collections.abc import Callable

    from rtstyle.settings import Settings
    from rtstyle.sources.base import Source


class SourceOpener(QObject):
    """Opens sources.

    Attributes:
        transport_changed: There is another `transport`.
        transport: The controls of the file that is the source; None where it is none.
    """

    transport_changed = pyqtSignal()

    def __init__(self, make_source: Callable[..., Source]) -> None:
        """``make_source``: of a specification, with ``width``, ``height`` and ``fps`` where they were asked for."""
        super().__init__()
        self._make_source = make_source
        self.transport: Transport | None = None

    def open(self, settings: Settings) -> Source:
        """Makes the source; it is not opened yet.

        Raises:
            RtstyleError: No source is of that name, or its settings make no sense.
        """
        self.transport = None
        try:
            asked = {"width": settings.source_width, "height": settings.source_height, "fps": settings.fps}
            wanted = {name: value for name, value in asked.items() if value}
            source = self._make_source(settings.source, **wanted)
            found = getattr(source, "transport", None)
            if isinstance(found, Transport):
                found.loop, found.stays = settings.loop, True
                self.transport = found
        finally:
            self.transport_changed.emit()
        return source
