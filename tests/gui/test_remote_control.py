from __future__ import annotations

import dataclasses
import socket

from pythonosc import osc_message_builder, osc_packet
from window_fixtures import until

from rtstyle.remote.controls import CONTROLS
from rtstyle.sinks.null import NullSink


def ask(qtbot, window, address, *arguments):
    """Sends a message to the window; what it answers."""
    builder = osc_message_builder.OscMessageBuilder(address)
    for argument in arguments:
        builder.add_arg(argument)
    told = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as client:
        client.setblocking(False)
        client.sendto(builder.build().dgram, window.remote.server.place)

        def answered():
            try:
                told.append(client.recv(4096))
            except BlockingIOError:
                return False
            return True

        until(qtbot, answered)
    (timed,) = osc_packet.OscPacket(told[0]).messages
    assert timed.message.address == address
    return next(iter(timed.message.params), None)


def test_the_window_is_controlled_from_outside(qtbot, make_window, settings):
    window = make_window(
        settings=dataclasses.replace(settings, osc="0"), make_sink=lambda _: NullSink(), wait=False
    )
    until(qtbot, lambda: len(window.styles.names) == 4)
    session = window._session
    assert window.remote.server.place[0] == "127.0.0.1"
    assert ask(qtbot, window, "/rtstyle/strength", 0.5) == 0.5
    assert window.panel.rows["strength"].slider.real_value == 0.5
    assert ask(qtbot, window, "/rtstyle/strength") == 0.5
    assert ask(qtbot, window, "/rtstyle/preserve_color", "luminance") == "luminance"
    assert ask(qtbot, window, "/rtstyle/style", "coral") == "coral"
    assert ask(qtbot, window, "/rtstyle/style/next") == "dune"
    assert ask(qtbot, window, "/rtstyle/style/next", 0) == "dune"
    assert ask(qtbot, window, "/rtstyle/style", "no-such-style") == "dune"
    assert list(session.look) == ["dune"]
    for name in ("mirror", "slideshow", "measure", "panel"):
        for on in (1, 1, 0):
            assert ask(qtbot, window, f"/rtstyle/{name}", on) == on
            assert window.actions_by_name[name].isChecked() == bool(on)
    assert ask(qtbot, window, "/rtstyle/record", 1) == 1
    assert window.outputs.losses
    assert ask(qtbot, window, "/rtstyle/pause", 1) == 0  # there is no file to pause


def test_every_address_does_something(make_window):
    window = make_window(wait=False)
    for control in CONTROLS.values():
        window.remote._obey(control, None if control.kind != "nothing, or 1" else False, lambda _: None)


def test_a_place_that_cannot_be_listened_at_is_told(make_window, settings):
    window = make_window(settings=dataclasses.replace(settings, osc="nowhere"), wait=False)
    assert "cannot listen" in window.banner.text.lower()
    assert window.remote.server is None
