"""Network streams, sent to real receivers on this machine."""

from __future__ import annotations

import contextlib
import io
import itertools
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import av
import numpy as np
import pytest
from live_fixtures import INFO, TcpReceiver, UdpReceiver, free_port, live_frame, send

from rtstyle.errors import SinkError, UsageError
from rtstyle.sinks.stream import NetworkSink, StreamState

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rtstyle.frame import VideoFrame


@pytest.fixture
def sink_to() -> Iterator[object]:
    """Makes sinks, and hangs up what a failed test left open."""
    made = []

    def make(address: str, **options: float) -> NetworkSink:
        made.append(NetworkSink(address, **options))
        return made[-1]

    yield make
    for sink in made:
        sink.abort()


def test_udp_carries_the_pictures_in_small_datagrams(sink_to) -> None:
    with UdpReceiver() as receiver:
        sink = sink_to(f"udp://127.0.0.1:{receiver.port}")
        assert sink.state is StreamState.CLOSED
        sink.open(INFO)
        assert sink.state is StreamState.CONNECTING
        sent = send(sink, lambda _: sink.frames_sent >= 60)
        assert sink.state is StreamState.LIVE
        sink.close()
        assert sink.state is StreamState.CLOSED
        assert sink.frames_sent + sink.frames_dropped == sent
        deadline_s = time.monotonic() + 2
        while sum(map(len, receiver.datagrams)) < sink.bytes_sent / 2 and time.monotonic() < deadline_s:
            threading.Event().wait(0.01)
    assert max(map(len, receiver.datagrams)) <= 1316
    with av.open(io.BytesIO(b"".join(receiver.datagrams)), "r", "mpegts") as container:
        frames = list(container.decode(video=0))
    assert len(frames) >= 0.9 * sink.frames_sent
    assert (frames[0].width, frames[0].height) == (64, 48)
    # A key frame each second, for those who tune in.
    keys = [frame.time for frame in frames if frame.key_frame]
    assert len(keys) >= 2
    assert max(later - earlier for earlier, later in itertools.pairwise(keys)) <= 1.7
    steps = [later.time - earlier.time for earlier, later in itertools.pairwise(frames)]
    assert min(steps) == pytest.approx(1 / 25, abs=0.002)


def test_key_frames_come_by_time_where_frames_come_slower_than_announced(sink_to) -> None:
    with TcpReceiver() as receiver:
        sink = sink_to(f"tcp://127.0.0.1:{receiver.port}")
        sink.open(INFO)
        send(sink, lambda _: receiver.count() >= 20, make=lambda number: live_frame(5 * number + number % 3))
        sink.close()
    frames = receiver.frames[0]
    keys = [place for place, frame in enumerate(frames) if frame.key_frame]
    assert len(keys) >= 3
    for earlier, later in itertools.pairwise(keys):
        # The first that is a second away, whatever a busy machine has dropped on the way.
        start = frames[earlier].time
        assert frames[later - 1].time - start < 1.001
        assert frames[later].time - start > 0.999


def test_a_protocol_that_ffmpeg_lacks_is_told_at_once(sink_to) -> None:
    try:
        with av.open("srt://localhost:1", container_options={"protocol_whitelist": "none"}):
            pass
    except av.error.ProtocolNotFoundError:
        known = False
    except av.error.FFmpegError:
        known = True
    sink = sink_to("srt://127.0.0.1:9000")
    if known:
        sink.open(INFO)
        assert sink.state is StreamState.CONNECTING
    else:
        with pytest.raises(SinkError, match=r"no srt in this FFmpeg; use rtmp, udp, tcp or an \.m3u8 file$"):
            sink.open(INFO)
        assert sink.state is StreamState.CLOSED


def test_tcp_delivers_while_it_goes_on_and_comes_back_when_the_receiver_hangs_up(sink_to) -> None:
    with TcpReceiver() as receiver:
        sink = sink_to(f"tcp://127.0.0.1:{receiver.port}")
        sink.open(INFO)
        number = send(sink, lambda _: receiver.count() >= 5)
        receiver.hang_up()
        number = send(sink, lambda _: sink.reconnects == 1, first=number)
        assert sink.state is StreamState.RECONNECTING
        assert sink.last_error
        # What the receiver has may be reported back a moment later.
        send(sink, lambda _: receiver.count(1) >= 5 and sink.state is StreamState.LIVE, first=number)
        assert sink.frames_dropped > 0
        sink.close()
    second = receiver.frames[1]
    assert second[0].time < 3
    assert all(later.time > earlier.time for earlier, later in itertools.pairwise(second))


def test_rtmp_reaches_a_server(sink_to) -> None:
    port = free_port()
    address = f"rtmp://127.0.0.1:{port}/live/secret-key"
    received: list[tuple[str, int]] = []

    def serve() -> None:
        options = {"listen": "1", "timeout": "20", "analyzeduration": "1"}
        with av.open(address, "r", options=options) as container:
            for frame in container.decode(video=0):
                received.append((container.format.name, frame.width))
                if len(received) >= 10:
                    return

    server = threading.Thread(target=serve)
    server.start()
    sink = sink_to(address)
    deadline_s = time.monotonic() + 15
    while True:
        sink.open(INFO)
        try:
            send(sink, lambda _: len(received) >= 10)
            break
        except SinkError as error:
            # The server may not listen yet.
            if time.monotonic() > deadline_s:
                raise AssertionError("no server came") from error
    sink.abort()
    server.join(10)
    assert received[0] == ("flv", 64)


def test_nobody_there_is_told_at_once_and_without_the_key(sink_to) -> None:
    sink = sink_to(f"rtmp://127.0.0.1:{free_port()}/live/secret-key")
    sink.open(INFO)
    with pytest.raises(SinkError, match="Connection refused; check the address") as caught:
        send(sink, lambda _: False)
    assert "secret-key" not in str(caught.value)
    assert "\n" not in str(caught.value)


class Stopwatch:
    """A sink around a sink: notes how long the longest write took."""

    def __init__(self, sink: NetworkSink) -> None:
        self._sink = sink
        self.longest_s = 0.0

    def write(self, frame: VideoFrame) -> None:
        started = time.monotonic()
        try:
            self._sink.write(frame)
        finally:
            self.longest_s = max(self.longest_s, time.monotonic() - started)


def test_a_server_that_never_answers_holds_up_nothing(sink_to) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        sink = sink_to(f"rtmp://127.0.0.1:{silent.getsockname()[1]}/live/key", stall_s=1.0)
        sink.open(INFO)
        watch = Stopwatch(sink)
        with pytest.raises(SinkError, match="nothing was taken for 1 s"):
            send(watch, lambda _: False)
        assert watch.longest_s < 0.5
        assert sink.frames_dropped > 0
        sink.open(INFO)
        sink.write(live_frame(0))
        started = time.monotonic()
        sink.close()
        assert time.monotonic() - started < 2


def noise(number: int) -> VideoFrame:
    """A picture that does not compress."""
    image = np.random.default_rng(number).integers(0, 256, (48, 64, 3), np.uint8)
    return live_frame(number).with_image(image)


def test_a_receiver_that_stops_reading_costs_frames_not_time(sink_to) -> None:
    with TcpReceiver(keep_reading=False) as receiver:
        sink = sink_to(
            f"tcp://127.0.0.1:{receiver.port}?send_buffer_size=4096", stall_s=2.5, bitrate=50_000_000
        )
        sink.open(INFO)
        watch = Stopwatch(sink)
        send(watch, lambda _: sink.reconnects == 1, make=noise)
        assert sink.last_error == "nothing was taken for 2.5 s"
        assert sink.frames_dropped > 0
        assert watch.longest_s < 2.5


def test_a_wrong_size_and_a_closed_sink_are_errors(sink_to) -> None:
    with UdpReceiver() as receiver:
        sink = sink_to(f"udp://127.0.0.1:{receiver.port}")
        with pytest.raises(SinkError, match="not open"):
            sink.write(live_frame(0))
        sink.open(INFO)
        with pytest.raises(SinkError, match="32x48"):
            sink.write(live_frame(0, width=32))
        sink.close()
        sink.close()
        sink.abort()
        with pytest.raises(SinkError, match="not open"):
            sink.write(live_frame(0))


@pytest.mark.parametrize(
    "address", ["http://host/x", "file:///tmp/x", "udp://host", "tcp://host:port", "out.mkv", "tcp://host"]
)
def test_other_addresses_are_refused(address: str) -> None:
    with pytest.raises(UsageError):
        NetworkSink(address)


STREAM = """
import sys, threading
sys.path.insert(0, sys.argv[2])
from live_fixtures import INFO
from rtstyle.sinks.connection import Connection
import numpy as np
from rtstyle.frame import StreamInfo, VideoFrame
from fractions import Fraction
info = StreamInfo(640, 480, Fraction(25), Fraction(1, 25))
connection = Connection(sys.argv[1], "mpegts", info, 20_000_000)
noise = np.random.default_rng(0).integers(0, 255, (480, 640, 3), np.uint8)
number = 0
tick = threading.Event()
while not connection.connected or connection.stalled_s < 1:
    connection.offer(VideoFrame(np.roll(noise, number, 0), number, number, info.time_base, 0))
    number += 1
    tick.wait(0.02)
print(connection._process.pid, flush=True)
sys.stdin.read()
"""


def test_the_process_that_sends_ends_with_the_program_even_while_the_receiver_takes_nothing() -> None:
    with TcpReceiver(keep_reading=False) as receiver:
        address = f"tcp://127.0.0.1:{receiver.port}?send_buffer_size=8192"
        program = subprocess.Popen(
            [sys.executable, "-c", STREAM, address, str(Path(__file__).parent)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        relay = int(program.stdout.readline())
        program.kill()
        program.communicate()
        deadline_s = time.monotonic() + 20
        tick = threading.Event()
        while is_alive(relay):
            assert time.monotonic() < deadline_s, "it is still there"
            tick.wait(0.05)


def is_alive(process: int) -> bool:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False
