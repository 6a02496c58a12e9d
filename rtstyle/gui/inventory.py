"""What there is to choose from: sources, networks, devices. Looked up beside the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import QObject, pyqtSignal

from rtstyle.addresses import without_secrets
from rtstyle.gui.bridge import timer
from rtstyle.gui.language import mark, tr
from rtstyle.sources.camera_devices import list_cameras
from rtstyle.sources.make import SOURCES

if TYPE_CHECKING:
    from rtstyle.gui.bridge import Background

OPEN_FILE = "open-file"
"""Key of the choice that asks for a file."""
DEVICE_NAMES = {"auto": mark("Automatic"), "cpu": mark("CPU")}
"""Devices whose names are known before anybody has looked for them."""
_SPOKEN = {
    "camera": mark("the camera"),
    "screen": mark("the screen"),
    "synthetic": mark("the synthetic scene"),
}
"""Sources within a sentence."""
_LOOK_MS = 4000


class Inventory(QObject):
    """Lists them, and notices cameras that come and go.

    Attributes:
        sources_changed: {source as ``--source`` takes it: name for people}.
        networks_changed: {network: name for people}.
        devices_changed: {device: name for people}.
    """

    sources_changed = pyqtSignal(object)
    networks_changed = pyqtSignal(object)
    devices_changed = pyqtSignal(object)

    def __init__(self, background: Background) -> None:
        super().__init__()
        self._background = background
        self._sources: dict[str, str] = {}
        self._looking = False
        self._timer = timer(self, _LOOK_MS, self.look_for_sources)

    def start(self) -> None:
        """Looks for sources now and every few seconds."""
        self.look_for_sources()
        self._timer.start()

    def stop(self) -> None:
        """Looks no more."""
        self._timer.stop()

    def look_for_sources(self) -> None:
        """Lists cameras; `sources_changed` follows if anything did."""
        if not self._looking:
            self._looking = True
            self._background.run(_sources, self._found)

    @property
    def sources(self) -> dict[str, str]:
        """What was found last, as in `sources_changed`."""
        return dict(self._sources)

    def look_for_networks(self) -> None:
        """Lists networks and devices; only once the picture is painted, since drivers take their time."""
        self._background.run(_networks, self.networks_changed.emit)
        self._background.run(_devices, self.devices_changed.emit)

    def _found(self, sources: dict[str, str]) -> None:
        self._looking = False
        if sources != self._sources:
            self._sources = sources
            self.sources_changed.emit(sources)


def device_title(device: str) -> str:
    """How a device is called whose name is known at once; empty of any other."""
    return tr(DEVICE_NAMES[device]) if device in DEVICE_NAMES else ""


def source_title(spec: str) -> str:
    """How a source is called when it is none of the listed ones: a file's name, an address."""
    kind, _, rest = spec.partition(":")
    if kind == "camera":
        return tr("Camera {number}", number=rest or 0) if not rest or rest.isdecimal() else rest
    if kind in SOURCES and SOURCES[kind].title:
        return f"{tr(SOURCES[kind].title)} {rest}".strip()
    if "://" in spec:
        return without_secrets(spec)
    return spec.replace("\\", "/").rstrip("/").rpartition("/")[2] or spec


def spoken_title(spec: str) -> str:
    """How a source is called within a sentence."""
    kind, _, rest = spec.partition(":")
    if kind in SOURCES and SOURCES[kind].title and rest in {"", "0"}:
        return tr(_SPOKEN[kind]) if kind in _SPOKEN else tr(SOURCES[kind].title)
    return source_title(spec)


def _sources() -> dict[str, str]:
    found = {}
    for camera in list_cameras():
        # By name, a camera is found again wherever it is plugged in.
        found[f"camera:{camera.name or camera.index}"] = camera.name or tr(
            "Camera {number}", number=camera.index
        )
    return found | {prefix: tr(kind.title) for prefix, kind in SOURCES.items() if kind.offered}


def _networks() -> dict[str, str]:
    from rtstyle.modeling.registry import MODELS  # noqa: PLC0415

    return {
        entry.name: entry.name
        if entry.path.is_file()
        else tr("{name} (not on this machine)", name=entry.name)
        for entry in MODELS.values()
    }


def _devices() -> dict[str, str]:
    from rtstyle.engine.hardware import device_names  # noqa: PLC0415 - drivers, which may take their time

    return {"auto": device_title("auto")} | {
        key: device_title(key) or name for key, name in device_names().items()
    }
