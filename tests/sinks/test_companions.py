"""Subtitles, chapters, attached files, covers, title and date of a film that is made anew."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import av
import cv2
import numpy as np
import pytest
from media_fixtures import Clip, Sound, make_clip

from rtstyle.sinks.companions import _PLAIN_HEADER
from rtstyle.sinks.video_file import VideoFileSink
from rtstyle.sources.file import FileSource

if TYPE_CHECKING:
    from pathlib import Path

LINES = [(Fraction(1, 5), Fraction(7, 10), "First line"), (Fraction(1), Fraction(4, 5), "Second line")]
STAMP = Fraction(1, 1000)
TAGS = {"title": "My film", "artist": "Me", "date": "2024", "comment": "A note"}


def chapter(number: int, begin_s: int, title: str) -> dict[str, object]:
    start, end = begin_s * 1000, begin_s * 1000 + 1000
    return {"id": number, "start": start, "end": end, "time_base": STAMP, "metadata": {"title": title}}


def make_film(path: Path, subtitles: str | None, *, begin_s: int = 0, attach: bool = False) -> Path:
    """Two seconds with everything that its container holds."""
    clip = make_clip(
        path.with_name(f"plain{path.suffix}"), Clip(frames=50, rate=Fraction(25), sounds=[Sound(seconds=2.0)])
    )
    with av.open(str(clip)) as source, av.open(str(path), "w") as output:
        streams = {s.index: output.add_stream_from_template(s) for s in source.streams}
        track = output.add_stream(subtitles) if subtitles else None
        if track is not None:
            track.codec_context.time_base = STAMP
            track.metadata["language"] = "ger"
            track.codec_context.subtitle_header = _PLAIN_HEADER
        if attach:
            output.add_attachment("font.ttf", "font/ttf", b"a font" * 50)
        output.set_chapters([chapter(1, begin_s, "One"), chapter(2, begin_s + 1, "Two")])
        output.metadata.update(TAGS)
        for packet in source.demux():
            if packet.size:
                shift = round(begin_s / packet.time_base)
                packet.pts, packet.dts = (
                    packet.pts + shift,
                    None if packet.dts is None else packet.dts + shift,
                )
                packet.stream = streams[packet.stream_index]
                output.mux_one(packet)
        for begin, length, text in LINES if track is not None else ():
            line = av.subtitles.subtitle.SubtitleSet.create(
                f"0,0,Default,,0,0,0,,{text}".encode(), 0, int(length * 1000)
            )
            packet = track.codec_context.encode_subtitle(line)
            packet.pts = packet.dts = int((begin + begin_s) * 1000)
            packet.duration, packet.time_base, packet.stream = int(length * 1000), STAMP, track
            output.mux_one(packet)
    return path


def carry(source: Path, target: Path) -> tuple[str, ...]:
    sink = VideoFileSink(target, rest_from=source, sound_from=source)
    with FileSource(source) as reader, sink:
        sink.open(reader.info)
        while (frame := reader.read()) is not None:
            sink.write(frame)
    return sink.notes


def lines_of(path: Path) -> list[tuple[float, float, str]]:
    with av.open(str(path)) as container:
        stream = container.streams.subtitles[0]
        found = []
        for packet in container.demux(stream):
            shown = stream.codec_context.decode2(packet) if packet.size else None
            if shown is not None and len(shown):
                text = shown[0].dialogue.decode().strip()
                found.append(
                    (float(packet.pts * packet.time_base), float(packet.duration * packet.time_base), text)
                )
        return found


WAYS = [
    ("mov_text", "in.mp4", "out.mp4"),
    ("mov_text", "in.mp4", "out.mkv"),
    ("mov_text", "in.mov", "out.mov"),
    ("srt", "in.mkv", "out.mkv"),
    ("srt", "in.mkv", "out.mp4"),
    ("srt", "in.mkv", "out.webm"),
    ("ass", "in.mkv", "out.mp4"),
    ("ass", "in.mkv", "out.mkv"),
]


@pytest.mark.parametrize(("kind", "before", "after"), WAYS)
def test_subtitles_chapters_and_title_go_along(tmp_path: Path, kind: str, before: str, after: str) -> None:
    target = tmp_path / after
    notes = carry(make_film(tmp_path / before, kind), target)
    assert notes == ()
    assert lines_of(target) == [
        (pytest.approx(float(begin), abs=0.002), pytest.approx(float(length), abs=0.002), text)
        for begin, length, text in LINES
    ]
    with av.open(str(target)) as container:
        tags = {key.lower(): value for key, value in container.metadata.items()}
        chapters = container.chapters()
        assert container.streams.subtitles[0].language == "ger"
        assert len(container.streams.audio) == 1
    assert [float(c["start"] * c["time_base"]) for c in chapters] == [0, 1]
    assert [c["metadata"]["title"] for c in chapters] == ["One", "Two"]
    assert {key: tags[key] for key in ("title", "artist", "comment")} == {
        key: TAGS[key] for key in ("title", "artist", "comment")
    }


@pytest.mark.parametrize(
    ("after", "lost"), [("out.ts", "subtitles, chapters, metadata"), ("out.avi", "subtitles, chapters")]
)
def test_what_a_container_cannot_hold_is_told(tmp_path: Path, after: str, lost: str) -> None:
    notes = carry(make_film(tmp_path / "in.mkv", "srt"), tmp_path / after)
    assert len(notes) == 1
    assert notes[0].startswith(lost)
    assert f"cannot be kept in {tmp_path.joinpath(after).suffix} files" in notes[0]
    assert (tmp_path / after).exists()


def test_attached_files_stay_in_matroska_and_are_told_elsewhere(tmp_path: Path) -> None:
    film = make_film(tmp_path / "in.mkv", "ass", attach=True)
    assert carry(film, tmp_path / "out.mkv") == ()
    with av.open(str(tmp_path / "out.mkv")) as container:
        (font,) = container.streams.attachments
        assert (font.name, font.mimetype, font.data) == ("font.ttf", "font/ttf", b"a font" * 50)
    assert "attached files" in carry(film, tmp_path / "out.mp4")[0]


def test_a_late_clock_moves_subtitles_and_chapters_with_the_pictures(tmp_path: Path) -> None:
    target = tmp_path / "out.mkv"
    carry(make_film(tmp_path / "in.mkv", "srt", begin_s=36_000), target)
    assert [begin for begin, _, _ in lines_of(target)] == pytest.approx([0.2, 1.0], abs=0.05)
    with av.open(str(target)) as container:
        assert [c["start"] * c["time_base"] for c in container.chapters()] == pytest.approx([0, 1], abs=0.05)


def with_cover(path: Path) -> Path:
    clip = make_clip(path.with_name("plain.mp4"), Clip(frames=10, rate=Fraction(25)))
    cover = cv2.imencode(".jpg", np.full((40, 40, 3), 200, np.uint8))[1].tobytes()
    with av.open(str(clip)) as source, av.open(str(path), "w") as output:
        target = output.add_stream_from_template(source.streams.video[0])
        picture = output.add_stream("mjpeg", rate=1)
        picture.width = picture.height = 40
        picture.pix_fmt = "yuvj420p"
        picture.disposition = av.stream.Disposition.attached_pic
        output.start_encoding()
        packet = av.Packet(cover)
        packet.pts = packet.dts = 0
        packet.time_base, packet.stream, packet.is_keyframe = Fraction(1, 25), picture, True
        output.mux_one(packet)
        for packet in source.demux(video=0):
            if packet.size:
                packet.stream = target
                output.mux_one(packet)
    return path


def test_a_cover_stays_a_cover(tmp_path: Path) -> None:
    film = with_cover(tmp_path / "in.mp4")
    for name in ("out.mp4", "out.mkv"):
        assert carry(film, tmp_path / name) == ()
        with av.open(str(tmp_path / name)) as container:
            covers = [
                s for s in container.streams.video if s.disposition & av.stream.Disposition.attached_pic
            ]
            assert len(container.streams.video) == 2
            assert len(covers) == 1
            assert covers[0].codec_context.width == 40
        with FileSource(tmp_path / name) as source:
            assert source.info.frame_count == 10
    assert carry(film, tmp_path / "out.webm")[0].startswith("its cover cannot be kept")


def test_a_plain_film_has_nothing_to_tell(tmp_path: Path) -> None:
    clip = make_clip(tmp_path / "in.mp4", Clip(frames=5, sounds=[Sound()]))
    for name in ("out.mp4", "out.mkv", "out.ts", "out.avi"):
        assert carry(clip, tmp_path / name) == ()
