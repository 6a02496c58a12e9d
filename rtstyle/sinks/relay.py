"""The process that talks to the network: takes H.264 and AAC on standard input and sends it to an address.

It is a process of its own, because PyAV holds Python's interpreter lock while FFmpeg connects, writes a header or says
goodbye: a server that does not answer would freeze the whole program. And it can be ended at any moment. It ends by
itself when the program that started it is no more, even while a receiver that takes nothing holds it up.

Run by path, it imports nothing of rtstyle. Standard input holds the container's name and the address, each on a
line, then FLV. Standard output gets a ``c`` when the connection stands and a ``.`` for every picture that was sent;
standard error one line if it fails.
"""

from __future__ import annotations

import contextlib
import faulthandler
import io
import os
import signal
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import av

if TYPE_CHECKING:
    from collections.abc import Iterator

    from av.container import OutputContainer

_QUICK_START = {"probesize": "65536", "analyzeduration": "1", "fpsprobesize": "0"}
# The program that started it waits less long, but it may be no more.
_CONNECT_S, _GOODBYE_S, _LOOK_S = 150.0, 10.0, 0.5
_OUTPUT = {"flush_packets": "1", "flvflags": "no_duration_filesize", "muxdelay": "0", "muxpreload": "0"}


def relay(stream: io.RawIOBase, status: int) -> None:
    """Sends everything that comes.

    Args:
        stream: The input, unbuffered: what has come is to be sent before more is waited for.
        status: File descriptor of the output.

    Raises:
        av.error.FFmpegError: The address cannot be reached or the connection breaks.
        OSError: Likewise.
    """
    container, address = _line(stream), _line(stream)
    options = {name: value for name, value in _OUTPUT.items() if container == "flv" or name != "flvflags"}
    with av.open(stream, "r", format="flv", container_options=_QUICK_START) as source:
        tracks = [source.streams.video[0], *source.streams.audio]
        with _connected(address, container, options) as target:
            sent = {track.index: target.add_stream_from_template(track) for track in tracks}
            target.start_encoding()
            os.write(status, b"c")
            for packet in source.demux(*tracks):
                if packet.dts is None:
                    continue
                index = packet.stream_index
                packet.stream = sent[index]
                target.mux_one(packet)
                if index == tracks[0].index:
                    os.write(status, b".")


@contextlib.contextmanager
def _connected(address: str, container: str, options: dict[str, str]) -> Iterator[OutputContainer]:
    with _at_most(_CONNECT_S):
        target = av.open(address, "w", format=container, container_options=options)
    try:
        yield target
    finally:
        with _at_most(_GOODBYE_S):
            target.close()


@contextlib.contextmanager
def _at_most(seconds: float) -> Iterator[None]:
    """Ends the process if what is inside takes longer, which no thread of Python's could while PyAV holds the lock."""
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()


def _end_with(parent: int) -> None:
    """Ends the process when the one that started it is no more."""
    while os.getppid() == parent:
        time.sleep(_LOOK_S)
    os._exit(1)


def _line(stream: io.RawIOBase) -> str:
    text = b""
    while not text.endswith(b"\n"):
        byte = stream.read(1)
        if not byte:
            raise EOFError("nothing to send")
        text += byte
    return text.decode().strip()


def main() -> int:
    """Relays standard input; the exit code is 0 when all of it was sent."""
    # Ctrl-C is for the program that started this one; it ends by the end of its input.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    av.logging.set_level(None)
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    try:
        relay(io.FileIO(0, "rb", closefd=False), 1)
    except EOFError:
        return 1
    except (av.error.FFmpegError, OSError, IndexError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        os.write(2, " ".join(reason.split()).encode(errors="replace"))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
