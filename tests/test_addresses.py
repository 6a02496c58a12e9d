from __future__ import annotations

import pytest

from rtstyle.addresses import is_address, is_well_formed, redacted, scheme_of, without_secrets
from rtstyle.errors import UsageError
from rtstyle.sinks.stream import NetworkSink
from rtstyle.sources.url import UrlSource


@pytest.mark.parametrize("spec", ["rtsp://host/a", "HTTP://host", "udp://127.0.0.1:1"])
def test_an_address_has_a_scheme(spec: str) -> None:
    assert is_address(spec)
    assert scheme_of(spec) == spec.partition(":")[0].lower()


@pytest.mark.parametrize("spec", ["camera:0", "a/b.mp4", "C:\\film.mp4", "C://film.mp4", "://x", "1://x", ""])
def test_anything_else_is_a_name(spec: str) -> None:
    assert not is_address(spec)


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("rtsp://me:secret@cam.local:554/live?token=abc", "rtsp://cam.local:554/live"),
        ("rtmp://host/app/stream-key", "rtmp://host/app/…"),
        ("RTMPS://host/app/key?x=1", "rtmps://host/app/…"),
        ("rtmp://host/stream-key", "rtmp://host/…"),
        ("rtmp://host/app/stream-key/", "rtmp://host/app/…"),
        ("rtmp://host/", "rtmp://host/"),
        ("udp://127.0.0.1:9000?pkt_size=1316", "udp://127.0.0.1:9000"),
        ("rtsp://cam/user=admin&password=s3cret&channel=1.sdp", "rtsp://cam/user=admin&…"),
        ("http://me:secret@[::1/x", "http://…"),
        ("http://user:p@ss@host/x#frag", "http://host/x"),
        ("rtsp://me:sec/ret@cam:554/live", "rtsp://cam:554/live"),
        ("rtsp://me:sec/re@t@cam/live?x=a@b", "rtsp://cam/live"),
        ("rtmp://me:sec/ret@host/app/key", "rtmp://host/app/…"),
    ],
)
def test_messages_show_no_secrets(address: str, shown: str) -> None:
    assert without_secrets(address) == shown


def test_addresses_in_a_text_lose_their_secrets_and_nothing_else() -> None:
    text = "cannot read 'https://a:b@host/x?k=1': see https://example.org/y, or (rtmp://h/app/key); C://x"
    shown = "cannot read 'https://host/x': see https://example.org/y, or (rtmp://h/app/…); c://x"
    assert redacted(text) == shown
    assert redacted("no rtsp://me:it's\"s3<cret@cam/1: refused") == "no rtsp://cam/1: refused"
    assert redacted('{"input": "ftp://u:p@h/x", "n": 1}') == '{"input": "ftp://h/x", "n": 1}'


@pytest.mark.parametrize("address", ["http://[::1/x", "rtmp://host:port/x", "tcp://host:99999"])
def test_what_is_malformed_is_known(address: str) -> None:
    assert not is_well_formed(address)
    with pytest.raises(UsageError, match="makes no sense"):
        UrlSource(address)
    with pytest.raises(UsageError, match="makes no sense"):
        NetworkSink(address.replace("http", "rtmp"))


@pytest.mark.parametrize(
    "address", ["udp://@239.0.0.1:1234", "udp://:1234", "srt://:9000?mode=listener", "http://h"]
)
def test_what_players_take_is_well_formed(address: str) -> None:
    assert is_well_formed(address)
