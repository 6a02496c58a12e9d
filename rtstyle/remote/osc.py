"""OSC: messages in, states out, over UDP."""

from __future__ import annotations

import contextlib
import functools
import re
import socket
import threading
from typing import TYPE_CHECKING

from rtstyle.errors import UsageError
from rtstyle.remote.controls import control_at

if TYPE_CHECKING:
    from collections.abc import Callable

    from rtstyle.remote.controls import Control, Value

HOST, PORT = "127.0.0.1", 9000
_MOST_BYTES = 65_536
_ADVICE = "control from outside needs python-osc: pip install 'rtstyle[remote]'"


def parse_place(text: str) -> tuple[str, int]:
    """Where to listen: ``PORT`` or ``HOST:PORT``; without a host, this machine alone is heard.

    Raises:
        UsageError: It makes no sense.
    """
    match = re.fullmatch(r"(?:(\S*):)?(\d{1,5})", text.strip())
    if match is None or not 0 <= int(match[2]) <= 65535:
        raise UsageError(
            f"cannot listen at {text!r}: write PORT, or HOST:PORT (0.0.0.0:{PORT} for every machine)"
        )
    return match[1] or HOST, int(match[2])


class OscServer:
    """Listens in a thread of its own. Whoever sends a message gets the state of its control back.

    Attributes:
        place: Host and port that it listens at.
        ignored: Messages so far that made no sense.
    """

    def __init__(
        self, place: tuple[str, int], obey: Callable[[Control, Value, Callable[[Value], None]], None]
    ) -> None:
        """Begins to listen.

        Args:
            place: Host and port; port 0 takes a free one.
            obey: Called in the thread of the server with the control, what it is to be and what to call with its
                state afterwards, from any thread.

        Raises:
            UsageError: The place is taken or none of this machine's, or python-osc is missing.
        """
        try:
            from pythonosc import osc_message_builder, osc_packet  # noqa: PLC0415 - an extra
        except ImportError as error:
            raise UsageError(_ADVICE) from error
        self._packets, self._messages = osc_packet, osc_message_builder
        self._obey = obey
        self.ignored = 0
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        try:
            self._socket.bind(place)
        except (OSError, OverflowError) as error:
            self._socket.close()
            reason = getattr(error, "strerror", None) or error
            raise UsageError(f"cannot listen at {place[0]}:{place[1]}: {reason}") from error
        self.place: tuple[str, int] = self._socket.getsockname()
        self._closing = False
        self._thread = threading.Thread(target=self._run, name="rtstyle-remote")
        self._thread.start()

    def close(self) -> None:
        """Listens no more. May be called twice."""
        if not self._closing:
            self._closing = True
            with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as waker:
                # A thread that waits for a message is woken by one.
                waker.sendto(b"", (HOST if self.place[0] == "0.0.0.0" else self.place[0], self.place[1]))  # noqa: S104
            self._thread.join()
            self._socket.close()

    def _run(self) -> None:
        while True:
            try:
                data, sender = self._socket.recvfrom(_MOST_BYTES)
            except OSError:
                # What was answered to somebody who is gone comes back as an error on some systems.
                data, sender = b"", ("", 0)
            if self._closing:
                return
            if data:
                self._take(data, sender)

    def _take(self, data: bytes, sender: tuple[str, int]) -> None:
        messages = []
        # The parser would fill up what was cut off, and raises what it likes on what a stranger sends.
        with contextlib.suppress(Exception):
            if len(data) % 4 == 0:
                messages = [timed.message for timed in self._packets.OscPacket(data).messages]
        self.ignored += not messages
        for message in messages:
            try:
                control = control_at(message.address)
                value = control.value_of(list(message.params))
            except UsageError:
                self.ignored += 1
                continue
            self._obey(control, value, functools.partial(self._answer, control, sender))

    def _answer(self, control: Control, receiver: tuple[str, int], state: Value) -> None:
        builder = self._messages.OscMessageBuilder(control.address)
        if state is not None:
            # Switches are told as numbers: few programs know OSC's truth values.
            builder.add_arg(int(state) if isinstance(state, bool) else state)
        with contextlib.suppress(OSError):
            self._socket.sendto(builder.build().dgram, receiver)
