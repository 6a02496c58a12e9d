"""The process that talks to the network: takes H.264 and AAC on standard input and sends it to an address.

It is a process of its own, because PyAV holds Python's interpreter lock while FFmpeg connects, writes a header or says
goodbye: a server that does not answer would freeze the whole program. And it can be ended at any moment.

Run by path, it imports nothing of rtstyle. Standard input holds the container's name and the address, each on a
line, then FLV. Standard output gets a ``c`` when the connection stands and a ``.`` for every picture that was sent;
standard error one line if it fails.
"""

from __future__ import annotations

import io
import os
import signal
import sys

import av

_QUICK_START = {"probesize": "65536", "analyzeduration": "1", "fpsprobesize": "0"}
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
        with av.open(address, "w", format=container, container_options=options) as target:
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
