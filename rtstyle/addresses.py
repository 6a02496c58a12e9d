"""Network addresses, as sources and sinks take them."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")


def is_address(spec: str) -> bool:
    """Whether it is an address (``scheme://…``) rather than a file's name."""
    return _ADDRESS.match(spec) is not None


def scheme_of(address: str) -> str:
    """What stands before ``://``, in lower case."""
    return address.partition("://")[0].lower()


def without_secrets(address: str) -> str:
    """An address fit for messages and logs: without a user's name, password, query or RTMP stream key."""
    parts = urlsplit(address)
    host = parts.netloc.rpartition("@")[2]
    path = parts.path
    if scheme_of(address) in {"rtmp", "rtmps"} and path.count("/") > 1:
        # The last part is the key with which anyone could stream to the same account.
        path = path.rpartition("/")[0] + "/…"
    return f"{scheme_of(address)}://{host}{path}"
