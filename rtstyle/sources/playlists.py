"""Playlists from the network (HLS), looked at before FFmpeg is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable

_ENDINGS = (".m3u8", ".m3u")
_STREAM, _PIECE = b"#EXT-X-STREAM-INF", b"#EXTINF"
_RENDITION = re.compile(rb'^#EXT-X-(?:MEDIA|I-FRAME-STREAM-INF):.*URI="([^"]*)"')
_MOST_PLAYLISTS = 32
"""A playlist that leads to more of them is none that anybody plays."""


def is_playlist(url: str) -> bool:
    """Whether an address is that of a playlist, by the ending of its path."""
    return urlsplit(url).path.lower().endswith(_ENDINGS)


def require_sound_playlists(url: str, read: Callable[[str], bytes]) -> None:
    """Looks at a playlist and those that it leads to: each lists streams, or pieces of one, and never both.

    "Clients MUST fail to parse Playlists that contain both" (RFC 8216, section 4.1). FFmpeg 8.1 does not, and crashes
    where such a playlist has no end; the process would be lost with it. A server that answers otherwise when it is
    asked again is not found out.

    Args:
        url: Of the playlist.
        read: What an address holds, or the beginning of it; nothing if it cannot be had, which FFmpeg will tell.

    Raises:
        ValueError: One of them is of both kinds, or leads from streams to streams.
    """
    text = read(url)
    if not _is_of_streams(text):
        return
    for further in _playlists_of(text):
        if _is_of_streams(read(urljoin(url, further))):
            raise ValueError("a stream of its playlist is a list of streams again")


def _is_of_streams(text: bytes) -> bool:
    streams, pieces = (any(line.startswith(kind) for line in _lines(text)) for kind in (_STREAM, _PIECE))
    if streams and pieces:
        raise ValueError("its playlist lists streams and pieces of one at once")
    return streams


def _playlists_of(text: bytes) -> list[str]:
    """What a list of streams leads to, in its own words."""
    lines = _lines(text)
    found = [line for line in lines if line and not line.startswith(b"#")]
    found += [match[1] for match in map(_RENDITION.match, lines) if match]
    if len(found) > _MOST_PLAYLISTS:
        raise ValueError(f"its playlist leads to more than {_MOST_PLAYLISTS} others")
    return [line.decode("utf-8", errors="replace") for line in found]


def _lines(text: bytes) -> list[bytes]:
    """As FFmpeg tells them apart."""
    return [line.strip() for line in re.split(rb"[\r\n\0]", text)]
