from __future__ import annotations

import pytest

from rtstyle.addresses import is_address, scheme_of, without_secrets


@pytest.mark.parametrize("spec", ["rtsp://host/a", "HTTP://host", "udp://127.0.0.1:1"])
def test_an_address_has_a_scheme(spec: str) -> None:
    assert is_address(spec)
    assert scheme_of(spec) == spec.partition(":")[0].lower()


@pytest.mark.parametrize("spec", ["camera:0", "a/b.mp4", "C:\\film.mp4", "://x", "1://x", ""])
def test_anything_else_is_a_name(spec: str) -> None:
    assert not is_address(spec)


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("rtsp://me:secret@cam.local:554/live?token=abc", "rtsp://cam.local:554/live"),
        ("rtmp://host/app/stream-key", "rtmp://host/app/…"),
        ("RTMPS://host/app/key?x=1", "rtmps://host/app/…"),
        ("rtmp://host/app", "rtmp://host/app"),
        ("udp://127.0.0.1:9000?pkt_size=1316", "udp://127.0.0.1:9000"),
    ],
)
def test_messages_show_no_secrets(address: str, shown: str) -> None:
    assert without_secrets(address) == shown
