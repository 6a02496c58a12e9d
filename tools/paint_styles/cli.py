"""Command line of the generator."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import cv2

from .pictures import PICTURES

if TYPE_CHECKING:
    from collections.abc import Sequence

STYLES = Path(__file__).resolve().parents[2] / "assets" / "styles"
QUALITY = 86
SIZE = 960

CREDITS_HEAD = """# Credits of the bundled style images

Every picture in this folder was made for rtstyle by the programs in `tools/paint_styles/`: no photograph, scan, trained
network or work of another artist went into any of them.

- **The pictures** (`*.jpg`) are dedicated to the public domain under
  [CC0-1.0](https://creativecommons.org/publicdomain/zero/1.0/). Use them for anything, with or without credit.
- **The programs** (`tools/paint_styles/*.py`) are free software under GPL-3.0-or-later, like the rest of rtstyle.

`python tools/paint_styles` makes all of them again, `python tools/paint_styles NAME --size 512` one of them
at another size. They need numpy and OpenCV.

| Picture | Size | How it was made | Module | Seed |
|---|---|---|---|---|
"""


def write_picture(name: str, size: int, folder: Path) -> Path:
    """Render a picture and save it as JPEG; returns the file."""
    pixels = PICTURES[name].render(size)
    path = folder / f"{name}.jpg"
    options = [cv2.IMWRITE_JPEG_QUALITY, QUALITY, cv2.IMWRITE_JPEG_OPTIMIZE, 1]
    if not cv2.imwrite(str(path), cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR), options):
        raise OSError(f"cannot write {path}")
    return path


def credits_text(folder: Path) -> str:
    """The text of CREDITS.md for the pictures that lie in a folder."""
    rows = []
    for name, entry in sorted(PICTURES.items()):
        path = folder / f"{name}.jpg"
        pixels = cv2.imread(str(path)) if path.exists() else None
        if pixels is None:
            continue
        size = f"{pixels.shape[1]}×{pixels.shape[0]}"
        module = entry.maker.__module__.rpartition(".")[2]
        rows.append(
            f"| {name}.jpg | {size} | {entry.technique} | `tools/paint_styles/{module}.py` | {entry.seed} |\n"
        )
    return CREDITS_HEAD + "".join(rows)


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the named pictures, or all; returns the exit code."""
    parser = argparse.ArgumentParser(prog="paint_styles", description="Make the bundled style images.")
    parser.add_argument("names", nargs="*", metavar="NAME", help="pictures to make (default: all)")
    parser.add_argument(
        "--size", type=int, default=SIZE, help="side of a square of the same area, in pixels (default: 960)"
    )
    parser.add_argument(
        "--output", type=Path, default=STYLES, help="folder to write to (default: assets/styles)"
    )
    parser.add_argument("--list", action="store_true", help="print the names and stop")
    options = parser.parse_args(arguments)
    if options.list:
        print("\n".join(sorted(PICTURES)))
        return 0
    unknown = [name for name in options.names if name not in PICTURES]
    if unknown:
        parser.error(f"no such picture: {', '.join(unknown)}; --list prints the names")
    if options.size < 32:
        parser.error("--size must be at least 32 pixels")
    options.output.mkdir(parents=True, exist_ok=True)
    for name in options.names or sorted(PICTURES):
        started = time.perf_counter()
        path = write_picture(name, options.size, options.output)
        print(
            f"{path.name}: {path.stat().st_size // 1024} KiB, {time.perf_counter() - started:.1f} s",
            file=sys.stderr,
        )
    if options.output.resolve() == STYLES:
        (STYLES / "CREDITS.md").write_text(credits_text(STYLES), encoding="utf-8")
    return 0
