"""Microphones, through sounddevice, on the clock of the pictures."""

from __future__ import annotations

import dataclasses
import importlib
import threading
import time
from typing import Any

import numpy as np

from rtstyle.errors import SourceError
from rtstyle.media.sound import CHANNELS, SAMPLE_RATE, ListenerQueue, SoundBlock

_LONGEST_DELAY_S = 2.0


@dataclasses.dataclass(frozen=True, slots=True)
class MicrophoneInfo:
    """An input of the sound system.

    Attributes:
        index: Its number, as sounddevice counts; outputs are numbered, too, so that numbers are missing.
        name: What the system calls it.
        channels: How many it has.
        default: The system would take it.
    """

    index: int
    name: str
    channels: int
    default: bool

    def __str__(self) -> str:
        return f"{self.index} ({self.name})"


def list_microphones() -> list[MicrophoneInfo]:
    """All inputs that there are.

    Raises:
        SourceError: sounddevice or the library that it needs is not installed, or the sound system does not answer.
    """
    module = _import_sounddevice()
    try:
        devices, default = module.query_devices(), module.default.device[0]
    except Exception as error:
        raise SourceError(f"the sound system does not answer: {_one_line(error)}") from error
    return [
        MicrophoneInfo(index, str(device["name"]), int(device["max_input_channels"]), index == default)
        for index, device in enumerate(devices)
        if device["max_input_channels"] > 0
    ]


def find_microphone(device: str | None = None) -> MicrophoneInfo:
    """The microphone of a number or a name.

    Args:
        device: Its number, its name or a part of the name that no other one has; None or nothing takes the system's
            choice.

    Raises:
        SourceError: There is none of that name, or none at all; the message lists what there is.
    """
    there_are = list_microphones()
    if not there_are:
        raise SourceError("there is no microphone: plug one in, or leave out --microphone")
    wanted = (device or "").strip()
    if not wanted:
        return next((one for one in there_are if one.default), there_are[0])
    if wanted.isdecimal():
        found = [one for one in there_are if one.index == int(wanted)]
    else:
        found = [one for one in there_are if one.name.casefold() == wanted.casefold()]
        found = found or [one for one in there_are if wanted.casefold() in one.name.casefold()]
    if len(found) != 1 and not (found and not wanted.isdecimal() and len({one.name for one in found}) == 1):
        trouble = f"there is no microphone {device!r}" if not found else f"several microphones fit {device!r}"
        raise SourceError(f"{trouble}; choose one of: {', '.join(map(str, there_are))}")
    return found[0]


class Microphone:
    """A microphone that is open for as long as somebody listens.

    Attributes:
        info: Which one it is.
    """

    def __init__(self, device: str | None = None) -> None:
        """Finds it; nothing is opened yet.

        Args:
            device: As `find_microphone` takes it.

        Raises:
            SourceError: As `find_microphone`.
        """
        self.info = find_microphone(device)
        self._lock = threading.Lock()
        self._listeners: tuple[ListenerQueue, ...] = ()
        self._stream: Any = None

    def listen(self) -> ListenerQueue:
        """See `rtstyle.media.sound.SoundInput.listen`.

        Raises:
            SourceError: The microphone is gone, taken or not permitted.
        """
        listener = ListenerQueue(self.leave)
        with self._lock:
            if self._stream is None:
                self._stream = self._open()
            self._listeners = (*self._listeners, listener)
        return listener

    def leave(self, listener: ListenerQueue) -> None:
        """A listener goes; with the last one the microphone is closed."""
        with self._lock:
            self._listeners = tuple(other for other in self._listeners if other is not listener)
            stream = self._stream
            if self._listeners or stream is None:
                return
            self._stream = None
        stream.close()

    def _open(self) -> Any:
        module = _import_sounddevice()
        try:
            stream = module.InputStream(
                device=self.info.index,
                samplerate=SAMPLE_RATE,
                channels=min(self.info.channels, CHANNELS),
                dtype="float32",
                callback=self._hear,
            )
            stream.start()
        except Exception as error:
            raise SourceError(
                f"cannot open the microphone {self.info}: {_one_line(error)}; close other programs that use it,"
                " or choose another one"
            ) from error
        return stream

    def _hear(self, samples: Any, _count: int, when: Any, _status: Any) -> None:
        """Called by the sound system, in a thread of its own that must not be held up."""
        now = time.monotonic_ns()
        delay_s = when.currentTime - when.inputBufferAdcTime
        if not 0 < delay_s < _LONGEST_DELAY_S:
            # Some systems do not tell: the last sample was heard just now, at the best.
            delay_s = len(samples) / SAMPLE_RATE
        stereo = np.empty((len(samples), CHANNELS), np.float32)
        stereo[:] = samples
        block = SoundBlock(stereo, now - round(delay_s * 1e9))
        for listener in self._listeners:
            listener.put(block)


def _import_sounddevice() -> Any:
    try:
        return importlib.import_module("sounddevice")
    except ImportError as error:
        raise SourceError(
            'the microphone needs sounddevice; install it with: pip install "rtstyle[audio]"'
        ) from error
    except OSError as error:
        # What it is built on comes with it everywhere but on Linux.
        raise SourceError(
            "the microphone needs PortAudio; install it with: sudo apt install libportaudio2"
        ) from error


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())
