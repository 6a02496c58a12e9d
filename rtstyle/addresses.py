"""Network addresses, as sources and sinks take them."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

# Two letters or more: C:// is a folder of Windows.
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
# With what may follow it in a sentence apart; passwords may hold what ends an address elsewhere.
_ADDRESS_IN_TEXT = re.compile(
    r"""([A-Za-z][A-Za-z0-9+.-]*://(?:[^\s@]*:[^\s@]*@)?[^\s'"<>]+?)([.,:;)]*(?=[\s'"<>]|$))"""
)
# A password with a slash that should have been written %2F: the name looks like a host, and the rest like a path.
_SLASH_IN_PASSWORD = re.compile(r"[^/?#]*:[^@?#]*/[^?#]*@")
# Cameras take them there, too: rtsp://host/user=admin&password=…
_SECRET_PATH = re.compile(r"(?i)(?:passw(?:or)?d|pwd|token|secret|key)=")


def is_address(spec: str) -> bool:
    """Whether it is an address (``scheme://…``) rather than a file's name."""
    return _ADDRESS.match(spec) is not None


def scheme_of(address: str) -> str:
    """What stands before ``://``, in lower case."""
    return address.partition("://")[0].lower()


def without_secrets(address: str) -> str:
    """An address fit for messages and logs: without a user's name, password, query or RTMP stream key."""
    scheme = scheme_of(address)
    if found := _SLASH_IN_PASSWORD.match(address, len(scheme) + 3):
        return without_secrets(f"{scheme}://{address[found.end() :]}")
    try:
        parts = urlsplit(address)
    except ValueError:  # brackets that are no IPv6 address: nobody knows what is what in it
        return f"{scheme}://…"
    host = parts.netloc.rpartition("@")[2]
    path = parts.path
    if scheme in {"rtmp", "rtmps"} and path.strip("/"):
        # The last part is the key with which anyone could stream to the same account, or may be if it is the only one.
        path = path.rstrip("/").rpartition("/")[0] + "/…"
    secret = _SECRET_PATH.search(path)
    if secret is not None:
        path = path[: secret.start()] + "…"
    return f"{scheme}://{host}{path}"


def redacted(text: str) -> str:
    """A text with `without_secrets` done to all addresses in it."""
    return _ADDRESS_IN_TEXT.sub(_without_its_secrets, text)


def is_well_formed(address: str) -> bool:
    """Whether the host and port of an address can be told from the rest."""
    try:
        port = urlsplit(address).port
    except ValueError:
        return False
    return port is None or port >= 0


def _without_its_secrets(found: re.Match[str]) -> str:
    return without_secrets(found[1]) + found[2]
