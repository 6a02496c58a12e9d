"""Which containers video files come in, and what each can hold."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from rtstyle.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path


@dataclasses.dataclass(frozen=True, slots=True)
class ContainerFormat:
    """A kind of video file.

    Attributes:
        name: FFmpeg's muxer.
        video_encoder: What its pictures are encoded with unless another encoder is asked for.
        audio_encoder: What sound is encoded with where it cannot be copied; empty where it holds none.
        audio_copied: Audio codecs that players expect in this container; None where it takes every codec.
        constant_rate: It numbers frames instead of timing them.
        subtitles: Kinds of subtitles that it takes as they are.
        subtitle_encoder: What other text is made into; None where it takes none.
        chapters: It can hold them.
        attachments: It can hold files, such as fonts and covers.
        covers: It can hold a cover, if no other files.
        metadata: What it can tell of a film, lower case; None where that is anything.
        repeats_last: It cannot tell how long the last frame is shown, so that one that stays has to come again.
        negative_times: It can hold what comes before zero, such as the delay of an audio encoder.
        pixel_format: What its pictures are given to the encoder as, FFmpeg's name; None where that is the encoder's.
    """

    name: str
    video_encoder: str
    audio_encoder: str
    audio_copied: frozenset[str] | None
    subtitles: frozenset[str] = frozenset()
    subtitle_encoder: str | None = None
    chapters: bool = False
    attachments: bool = False
    covers: bool = False
    metadata: frozenset[str] | None = frozenset()
    constant_rate: bool = False
    repeats_last: bool = False
    negative_times: bool = False
    pixel_format: str | None = None


_PCM = frozenset({"pcm_s16le", "pcm_s24le", "pcm_s32le", "pcm_f32le", "pcm_s16be", "pcm_s24be", "pcm_u8"})
_MP4_AUDIO = frozenset({"aac", "mp3", "ac3", "eac3", "alac", "flac", "opus"})
_MOV_AUDIO = frozenset({"aac", "mp3", "ac3", "alac"}) | _PCM
_MP4_METADATA = frozenset(
    {
        "title",
        "artist",
        "album_artist",
        "composer",
        "album",
        "date",
        "comment",
        "genre",
        "copyright",
        "grouping",
    }
    | {
        "lyrics",
        "description",
        "synopsis",
        "show",
        "episode_id",
        "network",
        "keywords",
        "location",
        "track",
        "disc",
    }
    | {"creation_time"}
)
_MOV_METADATA = frozenset(
    {"title", "artist", "album", "date", "comment", "genre", "copyright", "make", "model"}
) | {
    "location",
    "creation_time",
}
_AVI_METADATA = frozenset(
    {"title", "artist", "album", "date", "comment", "genre", "copyright", "language", "track"}
)
_ANY_SUBTITLES = frozenset(
    {"subrip", "ass", "webvtt", "hdmv_pgs_subtitle", "dvd_subtitle", "dvb_subtitle", "hdmv_text_subtitle"}
)
_MP4 = ContainerFormat(
    "mp4",
    "libx264",
    "aac",
    _MP4_AUDIO,
    frozenset({"mov_text"}),
    "mov_text",
    chapters=True,
    covers=True,
    metadata=_MP4_METADATA,
    negative_times=True,
)
_TS = ContainerFormat(
    "mpegts", "libx264", "aac", frozenset({"aac", "mp3", "mp2", "ac3", "eac3"}), repeats_last=True
)

CONTAINERS = {
    ".mp4": _MP4,
    ".m4v": _MP4,
    ".mov": ContainerFormat(
        "mov",
        "libx264",
        "aac",
        _MOV_AUDIO,
        frozenset({"mov_text"}),
        "mov_text",
        chapters=True,
        metadata=_MOV_METADATA,
        negative_times=True,
    ),
    ".mkv": ContainerFormat(
        "matroska",
        "libx264",
        "aac",
        None,
        _ANY_SUBTITLES,
        "srt",
        chapters=True,
        attachments=True,
        metadata=None,
        negative_times=True,
    ),
    ".webm": ContainerFormat(
        "webm",
        "libvpx-vp9",
        "libopus",
        frozenset({"opus", "vorbis"}),
        frozenset({"webvtt"}),
        "webvtt",
        chapters=True,
        metadata=None,
        negative_times=True,
    ),
    ".avi": ContainerFormat(
        "avi",
        "mpeg4",
        "libmp3lame",
        frozenset({"mp3", "ac3", "pcm_s16le", "pcm_u8"}),
        metadata=_AVI_METADATA,
        constant_rate=True,
        repeats_last=True,
    ),
    ".ts": _TS,
    ".m2ts": _TS,
    ".gif": ContainerFormat("gif", "gif", "", frozenset(), repeats_last=True, pixel_format="pal8"),
    ".webp": ContainerFormat("webp", "libwebp_anim", "", frozenset(), repeats_last=True, pixel_format="bgra"),
}
"""File name ending to container."""

FILM_SUFFIXES = frozenset(suffix for suffix, container in CONTAINERS.items() if container.audio_encoder)
"""Those of them that hold sound, too."""


def container_for(path: Path) -> ContainerFormat:
    """The container that a file name asks for.

    Raises:
        UsageError: Its ending is none of `CONTAINERS`.
    """
    container = CONTAINERS.get(path.suffix.lower())
    if container is None:
        raise UsageError(
            f"cannot write {path}: unknown video format {path.suffix!r}; use one of {' '.join(CONTAINERS)}"
        )
    return container
