"""Reads damaged files of one kind, one after the other: ``python fuzz_worker.py KIND FOLDER SEED SECONDS MOST``.

FOLDER holds whole files (``seeds/``) and gets the present damaged one (``input*``), so that what ends this program can
be looked at. It ends with 0 if every file was read or refused with an `RtstyleError`, with 1 after a traceback, and
killed by itself where one took more than `MOST_S` seconds or `MOST_BYTES` of memory.
"""

from __future__ import annotations

import contextlib
import dataclasses
import faulthandler
import functools
import http.server
import itertools
import os
import sys
import threading
import time
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from rtstyle.errors import RtstyleError

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_S = 60
MOST_BYTES = 1_500_000_000
TOO_MUCH_MEMORY = 3
_NUMBERS = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)
_WORDS = (b"-1", b"1e999", b"NaN", b"9" * 400, b"[" * 3000, b'"', b"null", b"\n", b"\0", b"\xff\xfe", b"{}")
_TEXTS = {"manifests", "settings", "playlists"}


def damaged(whole: bytes, other: bytes, random: np.random.Generator, *, is_text: bool) -> bytes:
    """A file as accidents and attackers leave it: one to four changes of any size."""
    data = bytearray(whole)
    for _ in range(random.integers(1, 5)):
        at = int(random.integers(0, len(data) + 1))
        length = int(2 ** random.uniform(0, np.log2(len(data) + 2)))
        change = random.integers(0, 7)
        if change == 0:
            data[at : at + 1] = random.bytes(1)
        elif change == 1:
            size = int(random.choice([1, 2, 4]))
            number = int(random.choice(_NUMBERS)) & (256**size - 1)
            data[at : at + size] = number.to_bytes(size, str(random.choice(["big", "little"])))
        elif change == 2:
            del data[at:]
        elif change == 3:
            del data[at : at + length]
        elif change == 4:
            data[at:at] = data[at : at + length]
        elif change == 5:
            data[at : at + length] = other[at : at + length]
        else:
            data[at : at + length] = (
                _WORDS[random.integers(0, len(_WORDS))] if is_text else bytes(min(length, 4096))
            )
    return bytes(data)


def read_picture_file(path: Path) -> None:
    from rtstyle.media.picture import read_picture
    from rtstyle.sources.animation import AnimationSource, is_animation

    if is_animation(path):
        with AnimationSource(path) as source:
            list(itertools.islice(iter(source.read, None), 10))
    image = read_picture(path).image
    assert image.dtype == np.uint8
    assert image.shape[2:] == (3,)


def read_video(path: Path) -> None:
    from rtstyle.sources.animation import make_file_source

    with make_file_source(path) as source:
        times = [frame.pts for frame in itertools.islice(iter(source.read, None), 30)]
    assert times == sorted(set(times))


def read_weights(path: Path) -> None:
    from rtstyle.modeling.checkpoint import load_any_state
    from rtstyle.modeling.registry import load_network

    load_network(str(path)) if path.suffix == ".safetensors" else load_any_state(path)


def read_manifest(path: Path) -> None:
    from rtstyle.batch.folders import LocalFolder
    from rtstyle.batch.manifest import Manifest
    from rtstyle.batch.tasks import Job, MediaKind

    folder = path.parent / "out"
    (folder / ".rtstyle-batch").mkdir(parents=True, exist_ok=True)
    path.replace(folder / ".rtstyle-batch" / "manifest.jsonl")
    with Manifest(LocalFolder(folder)) as manifest:
        manifest.is_done(Job("/x/a.png", "a.png", MediaKind.IMAGE, "10-2"), "s")
        for record in manifest.records.values():
            dataclasses.asdict(record)


def read_settings(path: Path) -> None:
    from rtstyle.settings import load_settings, save_settings

    settings, _ = load_settings(path)
    save_settings(settings, path)
    assert load_settings(path) == (settings, [])


def play(path: Path, address: str) -> None:
    from rtstyle.sources.url import UrlSource

    source = UrlSource(f"{address}/{path.name}", patience_s=1.0)
    try:
        source.open()
        for _ in range(5):
            if source.read() is None:
                break
    finally:
        source.close()


def reader(kind: str, folder: Path) -> Callable[[Path], None]:
    if kind == "playlists":

        class Quiet(http.server.SimpleHTTPRequestHandler):
            def log_message(self, *_: object) -> None:
                pass

        handler = functools.partial(Quiet, directory=str(folder))
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return functools.partial(play, address=f"http://127.0.0.1:{server.server_port}")
    return {
        "pictures": read_picture_file,
        "videos": read_video,
        "weights": read_weights,
        "manifests": read_manifest,
        "settings": read_settings,
    }[kind]


def watch_memory() -> None:
    while True:
        resident = int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
        if resident > MOST_BYTES:
            os.write(2, f"{resident} bytes of memory\n".encode())
            os._exit(TOO_MUCH_MEMORY)
        time.sleep(0.02)


def main(kind: str, folder: Path, seed: int, seconds: float, most: int) -> None:
    seeds = sorted((folder / "seeds").iterdir())
    random = np.random.default_rng(seed)
    read = reader(kind, folder)
    threading.Thread(target=watch_memory, daemon=True).start()
    # What is odd in a file is no reason to warn users of a library's opinion of it.
    warnings.simplefilter("error")
    for path in seeds:  # whole, they are read without objection
        target = folder / f"input-whole{path.suffix}"
        target.write_bytes(path.read_bytes())
        read(target)
    begin_s = time.monotonic()
    count = 0
    while count < most and time.monotonic() - begin_s < seconds:
        whole, other = (seeds[random.integers(0, len(seeds))] for _ in range(2))
        target = folder / f"input{whole.suffix}"
        target.write_bytes(damaged(whole.read_bytes(), other.read_bytes(), random, is_text=kind in _TEXTS))
        faulthandler.dump_traceback_later(MOST_S, exit=True)
        with contextlib.suppress(RtstyleError):
            read(target)
        faulthandler.cancel_dump_traceback_later()
        count += 1
    print(count)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4]), int(sys.argv[5]))
