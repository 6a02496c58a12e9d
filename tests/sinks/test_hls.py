from __future__ import annotations

import itertools
import subprocess
import sys
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


@pytest.mark.parametrize(("count", "segment_count"), [(3, 1), (20, 4), (22, 5)])
def test_frames_slower_than_announced_keep_segments_short_and_their_lengths_true(
    tmp_path: Path, count: int, segment_count: int
) -> None:
    """A clock that is announced with 25 frames a second and brings three to eight, unevenly."""
    playlist = tmp_path / "slow.m3u8"
    sink = HlsSink(playlist)
    sink.open(INFO)
    times = list(itertools.accumulate([3, 5, 8, 4, 6, 3, 7] * 3, initial=0))[:count]
    for number in times:
        sink.write(live_frame(number))
    sink.close()
    lines = playlist.read_text().splitlines()
    lengths = [float(line[8:].rstrip(",")) for line in lines if line.startswith("#EXTINF:")]
    segments = [playlist.parent / line for line in lines if line.endswith(".ts")]
    assert len(segments) == segment_count
    spans = []
    for segment in segments:
        with av.open(str(segment), format="mpegts") as container:
            frames = list(container.decode(video=0))
        assert frames[0].key_frame
        spans.append([frame.time for frame in frames])
    assert sum(map(len, spans)) == len(times)
    starts = [span[0] for span in spans]
    true = [later - earlier for earlier, later in itertools.pairwise([*starts, spans[-1][-1] + 1 / 25])]
    assert lengths == pytest.approx(true, abs=0.001)
    assert sum(lengths) == pytest.approx((times[-1] + 1) / 25, abs=0.001)
    assert all(1 <= length <= 1.35 for length in lengths[:-1])


FILL = """
import resource, signal, sys, os
sys.path.insert(0, sys.argv[2])
from live_fixtures import INFO, live_frame
from rtstyle.errors import MediaWriteError
from rtstyle.sinks.hls import HlsSink
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
sink = HlsSink(sys.argv[1])
sink.open(INFO)
for number in range(30):
    sink.write(live_frame(number))
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
try:
    for number in range(30, 200):
        sink.write(live_frame(number))
    sink.close()
except MediaWriteError as error:
    print(sink.frames_written, error)
"""


def test_a_full_disk_is_told_within_a_segment(tmp_path: Path) -> None:
    # A limit on the size of files stands for it: every write beyond it fails.
    done = subprocess.run(
        [sys.executable, "-c", FILL, tmp_path / "live" / "a.m3u8", Path(__file__).parent],
        capture_output=True,
        text=True,
        check=True,
    )
    frames, _, reason = done.stdout.partition(" ")
    assert int(frames) < 30 + 3 * 25
    assert reason.startswith("cannot write ")
    assert "grew larger" in reason
