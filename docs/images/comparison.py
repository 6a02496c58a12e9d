"""Paints photographs in bundled styles, by rtstyle and by a peer beside it, as one labelled sheet.

    python docs/images/comparison.py OUTPUT.jpg PHOTOGRAPH... [--peer ADAPTER.py --name MicroAST] [--size 512]

An adapter is that of ``rtstyle benchmark --peer`` (docs/performance.md): its ``make()`` returns an object with
``set_style``, ``stylize`` and ``reset``.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np

from rtstyle import Stylizer
from rtstyle.evaluation.peers import load_peer
from rtstyle.picture import read_image
from rtstyle.styles.library import StyleLibrary

if TYPE_CHECKING:
    from rtstyle.evaluation.peers import Peer
    from rtstyle.frame import Image

STYLES = (
    "night-whorls",
    "woodcut-wave",
    "cathedral-glass",
    "sunflower-impasto",
    "comic-glance",
    "pencil-orchard",
)
_CELL, _LABEL = 240, 26


def cell(image: Image, label: str = "") -> Image:
    """The middle square of a picture, small, with a line of text above it; (_CELL + _LABEL, _CELL, 3) uint8 RGB."""
    height, width = image.shape[:2]
    side = min(height, width)
    top, left = (height - side) // 2, (width - side) // 2
    square = cv2.resize(
        image[top : top + side, left : left + side], (_CELL, _CELL), interpolation=cv2.INTER_AREA
    )
    bar = np.full((_LABEL, _CELL, 3), 255, np.uint8)
    cv2.putText(bar, label, (4, 18), cv2.FONT_HERSHEY_SIMPLEX, 0.5, (40, 40, 40), 1, cv2.LINE_AA)
    return np.vstack([bar, square])


def scaled(image: Image, short: int) -> Image:
    """The picture at a short side of about so many pixels, sides multiples of 8."""
    k = short / min(image.shape[:2])
    size = [round(s * k / 8) * 8 for s in (image.shape[1], image.shape[0])]
    return np.asarray(
        cv2.resize(image, size, interpolation=cv2.INTER_AREA if k < 1 else cv2.INTER_CUBIC), np.uint8
    )


def sheet(painters: dict[str, Stylizer | Peer], photographs: dict[str, Image], short: int) -> Image:
    """One row a photograph and painter, one column a style."""
    library = StyleLibrary()
    styles = {name: scaled(library.image(name), short) for name in STYLES}
    rows = [np.hstack([cell(np.full((8, 8, 3), 255, np.uint8)), *(cell(s, n) for n, s in styles.items())])]
    for title, photograph in photographs.items():
        content = scaled(photograph, short)
        for name, painter in painters.items():
            painted = []
            for style in styles.values():
                painter.set_style(style)
                painted.append(cell(painter.stylize(content), name))
            rows.append(np.hstack([cell(content, title), *painted]))
    return np.vstack(rows)


def main() -> None:
    """Writes the sheet."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("output", type=Path)
    parser.add_argument("photographs", nargs="+", type=Path)
    parser.add_argument("--peer", type=Path)
    parser.add_argument("--name", default="peer")
    parser.add_argument("--size", type=int, default=512, help="short side of pictures and styles")
    arguments = parser.parse_args()
    painters: dict[str, Stylizer | Peer] = {"rtstyle": Stylizer()}
    if arguments.peer is not None:
        painters[arguments.name] = load_peer(arguments.peer).peer
    photographs = {path.stem: read_image(path) for path in arguments.photographs}
    result = sheet(painters, photographs, arguments.size)
    cv2.imwrite(str(arguments.output), result[:, :, ::-1], [cv2.IMWRITE_JPEG_QUALITY, 85])


if __name__ == "__main__":
    main()
