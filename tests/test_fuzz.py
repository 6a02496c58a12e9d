"""Damaged files of every kind that rtstyle reads: each ends in a result or in one line, soon, in bounded memory.

The files are the same in every run. ``RTSTYLE_FUZZ_SECONDS`` gives each kind more time than a few seconds, and
``RTSTYLE_FUZZ_SEED`` other damage.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from media_fixtures import Clip, Sound, make_clip
from PIL import Image as Pillow

from rtstyle.modeling.checkpoint import save_safetensors
from rtstyle.modeling.compact import CompactNetwork
from rtstyle.settings import Settings, save_settings

WORKER = Path(__file__).with_name("fuzz_worker.py")
SECONDS = float(os.environ.get("RTSTYLE_FUZZ_SECONDS", "5"))
SEED = os.environ.get("RTSTYLE_FUZZ_SEED", "1")
MOST = "400" if SECONDS < 10 else "1000000"


def make_pictures(folder: Path) -> None:
    y, x = np.mgrid[:40, :56]
    picture = Pillow.fromarray(np.stack([x * 4, y * 5, 255 - x * 3], 2).astype(np.uint8))
    clear = picture.convert("RGBA")
    clear.putalpha(Pillow.fromarray((x * 4).astype(np.uint8)))
    deep = Pillow.fromarray((x * 1000 + y).astype(np.uint16))
    frames = [picture.rotate(20 * n) for n in range(3)]
    exif = Pillow.Exif()
    exif[274], exif[306] = 6, "2026:01:01 00:00:00"
    picture.save(folder / "a.jpg", exif=exif, icc_profile=bytes(200))
    picture.save(folder / "b.jpg", progressive=True)
    picture.convert("CMYK").save(folder / "c.jpg")
    clear.save(folder / "a.png", exif=exif)
    picture.quantize(16).save(folder / "b.png", transparency=3)
    deep.save(folder / "c.png")
    picture.save(folder / "a.bmp")
    for name, compression in (("a", "raw"), ("b", "tiff_lzw"), ("c", "jpeg"), ("d", "tiff_deflate")):
        picture.save(folder / f"{name}.tif", compression=compression)
    deep.save(folder / "e.tif", save_all=True, append_images=[deep])
    clear.save(folder / "a.webp", lossless=True, exif=exif)
    picture.save(folder / "b.webp")
    picture.save(folder / "a.avif")
    for suffix in ("png", "webp", "gif", "avif"):
        frames[0].save(folder / f"moving.{suffix}", save_all=True, append_images=frames[1:], duration=40)


def make_videos(folder: Path) -> None:
    for name in ("a.mp4", "a.mkv", "a.mov", "a.ts", "a.flv", "a.avi"):
        make_clip(folder / name, Clip(frames=12, sounds=[Sound(seconds=0.3)]))
    make_clip(folder / "b.mp4", Clip(frames=12, muxer_options={"movflags": "frag_keyframe+empty_moov"}))
    make_clip(folder / "c.avi", Clip(frames=6, codec="mjpeg", pixel_format="yuvj420p", options={}))
    make_clip(folder / "d.mkv", Clip(frames=6, codec="ffv1", options={}))


def make_weights(folder: Path) -> None:
    network = CompactNetwork((8, 8, 8, 8), modulator_width=8)
    save_safetensors(folder / "a.safetensors", network.state_dict(), {"input_ranges": '{"stem": [0, 1.5]}'})
    torch.save(network.state_dict(), folder / "a.pth")
    torch.save(network.state_dict(), folder / "b.pth", _use_new_zipfile_serialization=False)


def make_manifests(folder: Path) -> None:
    record = {"output": "a.png", "source": "/x/a.png", "stamp": "10-1", "sha256": "ab", "settings": "s"}
    lines = [
        json.dumps(record | {"size_bytes": n, "megapixels": 0.5, "error": "x" * n or None}) for n in range(9)
    ]
    (folder / "a.jsonl").write_text("\n".join(lines) + "\n")


def make_settings(folder: Path) -> None:
    save_settings(Settings(source="rtsp://a:b@c/d", favourites=("a", "b"), style="bäume"), folder / "a.toml")


def make_playlists(folder: Path) -> None:
    clip = make_clip(folder.parent / "part.ts", Clip(frames=12))
    shutil.copy(clip, folder.parent / "other.ts")
    head = "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:1\n#EXT-X-MEDIA-SEQUENCE:7\n"
    part = "#EXTINF:0.4,\npart.ts\n"
    (folder / "a.m3u8").write_text(
        head + part * 2 + "#EXT-X-DISCONTINUITY\n#EXTINF:0.4,\nother.ts\n#EXT-X-ENDLIST\n"
    )
    shutil.copy(folder / "a.m3u8", folder.parent / "low.m3u8")
    (folder / "b.m3u8").write_text(
        "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=100000,RESOLUTION=64x48\nlow.m3u8\n"
        '#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="b",URI="file:///etc/passwd"\n'
    )


KINDS = {
    "pictures": make_pictures,
    "videos": make_videos,
    "weights": make_weights,
    "manifests": make_manifests,
    "settings": make_settings,
    "playlists": make_playlists,
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.timeout(max(300, 4 * SECONDS))
def test_damage_ends_in_a_result_or_in_one_line(tmp_path: Path, kind: str) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    KINDS[kind](seeds)
    command = [sys.executable, WORKER, kind, tmp_path, SEED, str(SECONDS), MOST]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"the damaged file is in {tmp_path}: {done.stderr[-3000:]}"
    assert int(done.stdout) >= 3
