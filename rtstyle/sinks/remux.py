"""A finished video moved into another container; nothing is encoded again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import av

from rtstyle.errors import MediaReadError
from rtstyle.media.containers import open_container
from rtstyle.media.files import PendingFile, reporting_write_errors
from rtstyle.sinks.container_formats import container_for

if TYPE_CHECKING:
    from pathlib import Path

    from av.container import InputContainer


def remux(source: Path, target: Path) -> None:
    """Copies all pictures and sound of a file, times included; the target appears when it is whole.

    Args:
        source: Any file that FFmpeg reads; it stays.
        target: Its ending chooses the container. A file of that name is replaced.

    Raises:
        UsageError: Unknown ending.
        MediaReadError: The source cannot be read.
        MediaWriteError: The target cannot be written, or cannot hold what is in the source.
    """
    container = container_for(target)
    with open_container(source) as recorded:
        if not recorded.streams.video:
            raise MediaReadError(f"cannot read {source}: there is no picture in it")
        file = PendingFile(target)
        try:
            with (
                reporting_write_errors(target),
                av.open(file.file, "w", format=container.name) as output,
            ):
                _copy(recorded, output)
        except BaseException:
            file.discard()
            raise
    file.commit()


def _copy(recorded: InputContainer, output: av.container.OutputContainer) -> None:
    wanted = [*recorded.streams.video, *recorded.streams.audio]
    written = {stream.index: output.add_stream_from_template(stream) for stream in wanted}
    for packet in recorded.demux(*wanted):
        # The empty packets at the end would drain decoders; there are none.
        if packet.dts is not None:
            packet.stream = written[packet.stream_index]
            output.mux_one(packet)
