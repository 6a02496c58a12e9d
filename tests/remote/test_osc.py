from __future__ import annotations

import queue
import socket
import sys

import pytest
from pythonosc import osc_bundle_builder, osc_message_builder, osc_packet

from rtstyle.errors import UsageError
from rtstyle.remote.osc import OscServer


def message(address, *arguments):
    builder = osc_message_builder.OscMessageBuilder(address)
    for argument in arguments:
        builder.add_arg(argument)
    return builder.build()


@pytest.fixture
def obeyed():
    return queue.Queue()


@pytest.fixture
def server(obeyed):
    def obey(control, value, answer):
        obeyed.put((control.name, value))
        answer(0.25 if control.name == "strength" else True)

    result = OscServer(("127.0.0.1", 0), obey)
    yield result
    result.close()


@pytest.fixture
def client(server):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as result:
        result.settimeout(20)
        result.connect(server.place)
        yield result


def answered(client):
    (timed,) = osc_packet.OscPacket(client.recv(4096)).messages
    return timed.message.address, list(timed.message.params)


def test_messages_are_obeyed_and_answered_with_the_state(client, obeyed):
    client.send(message("/rtstyle/strength", 0.75).dgram)
    assert answered(client) == ("/rtstyle/strength", [0.25])
    assert obeyed.get(timeout=20) == ("strength", 0.75)
    client.send(message("/rtstyle/record", 1).dgram)
    assert answered(client) == ("/rtstyle/record", [1])
    bundle = osc_bundle_builder.OscBundleBuilder(osc_bundle_builder.IMMEDIATELY)
    bundle.add_content(message("/rtstyle/style/next"))
    bundle.add_content(message("/rtstyle/strength"))
    client.send(bundle.build().dgram)
    answers = [answered(client)[0] for _ in range(2)]
    assert sorted(answers) == ["/rtstyle/strength", "/rtstyle/style/next"]


def test_bad_messages_are_counted_and_ignored(server, client, obeyed):
    good = message("/rtstyle/strength", 0.5).dgram
    bad = [
        b"x", b"/rtstyle", good[:-3], good[:13], b"#bundle\0" + bytes(8) + b"\xff\xff\xff\xff", bytes(5000),
        message("/rtstyle/nothing", 1).dgram, message("/other/strength", 1.0).dgram, message("strength", 1.0).dgram,
        message("/rtstyle/strength", 7.0).dgram, message("/rtstyle/strength", "a").dgram,
    ]  # fmt: skip
    for data in bad:
        client.send(data)
    client.send(good)
    assert answered(client) == ("/rtstyle/strength", [0.25])
    assert server.ignored == len(bad)
    assert obeyed.qsize() == 1


def test_a_place_that_is_taken_and_a_missing_library_are_told_in_a_line(server, monkeypatch):
    with pytest.raises(UsageError, match=f"cannot listen at 127.0.0.1:{server.place[1]}"):
        OscServer(server.place, lambda *_: None)
    server.close()
    server.close()
    monkeypatch.setitem(sys.modules, "pythonosc", None)
    with pytest.raises(UsageError, match=r"rtstyle\[remote\]"):
        OscServer(("127.0.0.1", 0), lambda *_: None)
