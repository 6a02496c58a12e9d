"""The scene before the camera in every style at once, small, at the pace of a machine that has better things to do."""

from __future__ import annotations

import logging
import threading
import time
from concurrent.futures import CancelledError
from typing import TYPE_CHECKING

import cv2
import numpy as np
from PyQt6.QtCore import QObject, pyqtSignal
from PyQt6.QtGui import QImage

from rtstyle.engine.palette_matcher import PaletteMatcher
from rtstyle.errors import RtstyleError
from rtstyle.gui.styles.shelf import thumbnail

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rtstyle.engine.backends.base import Backend
    from rtstyle.engine.stylizer import PreparedStyle
    from rtstyle.frame import Image
    from rtstyle.gui.session import LiveSession
    from rtstyle.modeling.style_code import StyleCode

SIZE = (288, 192)
"""Width and height at which the scene is stylized, pixels."""
_FIRST_REST, _REST = 1.5, 8.0
"""Rest after each thumbnail in the first round and later, in times of what it took: the picture comes first."""
_LEAST_REST_S, _IDLE_S = 0.1, 0.5
_logger = logging.getLogger(__name__)


class LiveThumbnails(QObject):
    """Stylizes the present scene in one style after the other, in a thread and a backend of its own on the CPU.

    The engine's own state stays untouched: its smoothing, its fades and its compiled sizes know nothing of this.

    Attributes:
        scene_ready: Name of a style, and the scene in it (QImage).
    """

    scene_ready = pyqtSignal(str, QImage)

    def __init__(self, session: LiveSession) -> None:
        super().__init__()
        self._session = session
        self._names: tuple[str, ...] = ()
        self._enabled = False
        self._wake = threading.Event()
        self._closed = False
        self._thread: threading.Thread | None = None
        self._model = ""
        self._backend: Backend | None = None
        # Not the pictures that they were made of: dozens of them would take a lot of memory.
        self._codes: dict[str, StyleCode] = {}
        session.engine_ready.connect(self._begin)

    def set_styles(self, names: Sequence[str]) -> None:
        """Which styles are shown, in order."""
        self._names = tuple(names)

    def set_enabled(self, enabled: bool) -> None:
        """Starts or rests."""
        self._enabled = enabled
        self._wake.set()

    def stop(self) -> None:
        """Ends the thread after the thumbnail that it is at. Returns at once."""
        self._closed = True
        self._wake.set()

    def close(self) -> None:
        """Ends the thread, and waits for it."""
        self.stop()
        if self._thread is not None:
            self._thread.join()

    def _begin(self) -> None:
        """The network is loaded: its code is there, and the first picture is not delayed any more."""
        if self._thread is None and not self._closed:
            self._thread = threading.Thread(target=self._run, name="rtstyle-thumbnails")
            self._thread.start()

    def _run(self) -> None:
        position = 0
        while not self._closed:
            names, content = self._names, self._session.contents.newest
            seen = self._enabled and self._session.preview.wanted
            if not (seen and names and content is not None and self._session.ready):
                self._wake.wait(_IDLE_S)
                self._wake.clear()
                continue
            started = time.monotonic()
            position = (position + 1) % len(names)
            try:
                self._make(names[position], content.image)
            except (RtstyleError, RuntimeError, CancelledError, TimeoutError) as error:
                # A style that is damaged, or a network that is being exchanged: there is always another round.
                _logger.debug("no live thumbnail of %s: %s", names[position], error)
            rest = _FIRST_REST if len(self._codes) < len(names) else _REST
            self._wake.wait(max(_LEAST_REST_S, rest * (time.monotonic() - started)))

    def _make(self, name: str, content: Image) -> None:
        backend = self._backend_of(self._session.settings.model)
        if name not in self._codes:
            prepared = self._prepare(name)
            if prepared is None:
                return
            self._codes[name] = prepared.code
        code = self._codes[name]
        backend.set_target(code, 1.0)
        self.scene_ready.emit(name, thumbnail(_stylized(backend, content, code), SIZE))

    def _prepare(self, name: str) -> PreparedStyle | None:
        prepare = self._session.submit(lambda stylizer: stylizer.prepare)
        return None if prepare is None else prepare.result(timeout=2.0)(name)

    def _backend_of(self, model: str) -> Backend:
        if self._backend is None or model != self._model:
            from rtstyle.engine.backends.choose import make_backend  # noqa: PLC0415 - OpenVINO, or torch
            from rtstyle.engine.lazy_network import find_network  # noqa: PLC0415

            self._backend = make_backend(find_network(model), "cpu")
            self._model = model
            self._codes.clear()
        return self._backend


def _stylized(backend: Backend, content: Image, code: StyleCode) -> Image:
    width, height = SIZE
    scale = max(width / content.shape[1], height / content.shape[0])
    w, h = (max(1, round(side * scale)) for side in (content.shape[1], content.shape[0]))
    small = np.asarray(cv2.resize(content, (w, h), interpolation=cv2.INTER_AREA), np.uint8)
    return backend.run(PaletteMatcher().match(small, code, 1.0, 0.0), 0.0)
