from __future__ import annotations

import itertools
from fractions import Fraction
from pathlib import Path

import av
import pytest
from live_fixtures import INFO, live_frame

from rtstyle.errors import MediaWriteError
from rtstyle.sinks.hls import HlsSink


def test_players_can_follow_it_and_old_segments_go(tmp_path: Path) -> None:
    playlist = tmp_path / "50% off" / "100%d live.m3u8"
    sink = HlsSink(playlist)
    sink.open(INFO)
    for number in range(60):
        sink.write(live_frame(number))
    # Two seconds are in: what is listed plays already.
    text = playlist.read_text()
    assert "#EXT-X-ENDLIST" not in text
    listed = [line for line in text.splitlines() if line and not line.startswith("#")]
    assert listed
    assert all(Path(name).name == name and (playlist.parent / name).is_file() for name in listed)
    for number in range(60, 25 * 12):
        sink.write(live_frame(number))
    sink.close()
    assert sink.frames_written == 300
    assert "#EXT-X-ENDLIST" in playlist.read_text()
    segments = sorted(playlist.parent.glob("*.ts"))
    assert 6 <= len(segments) <= 8
    with av.open(str(playlist)) as container:
        frames = list(container.decode(video=0))
    assert len(frames) == 150
    assert (frames[0].width, frames[0].height) == (64, 48)
    steps = {
        round((later.pts - earlier.pts) * earlier.time_base, 6)
        for earlier, later in itertools.pairwise(frames)
    }
    assert steps == {Fraction(1, 25)}


def test_nothing_written_leaves_nothing_and_errors_are_told(tmp_path: Path) -> None:
    sink = HlsSink(tmp_path / "a.m3u8")
    with pytest.raises(MediaWriteError, match="not open"):
        sink.write(live_frame(0))
    sink.open(INFO)
    with pytest.raises(MediaWriteError, match="begun with 64x48"):
        sink.write(live_frame(0, width=32))
    sink.abort()
    sink.close()
    (tmp_path / "file").touch()
    blocked = HlsSink(tmp_path / "file" / "a.m3u8")
    with pytest.raises(MediaWriteError, match=r"cannot write .*a\.m3u8"):
        blocked.open(INFO)


def test_a_folder_that_ffmpeg_cannot_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MediaWriteError, match="choose another one"):
        HlsSink(tmp_path / "take %03d" / "a.m3u8")
