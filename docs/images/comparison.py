"""Paints photographs in bundled styles, by rtstyle and by a peer beside it, as one labelled sheet.

    python docs/images/comparison.py OUTPUT.jpg PHOTOGRAPH... [--peer ADAPTER.py --name MicroAST] [--size 512]
    python docs/images/comparison.py OUTPUT.jpg PHOTOGRAPH... --size 1080 --actual-pixels --look-at X,Y... --styles 4

An adapter is that of ``rtstyle benchmark --peer`` (docs/performance.md): its ``make()`` returns an object with
``set_style``, ``stylize`` and ``reset``.
"""

from __future__ import annotations

import argparse
import itertools
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np

from rtstyle import Stylizer
from rtstyle.evaluation.peers import load_peer
from rtstyle.media.picture import read_image
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
_LABEL = 26


def square(image: Image, side: int, place: tuple[float, float] = (0.5, 0.5)) -> Image:
    """A square around a place in a picture, pixel by pixel; places are shares of the width and the height."""
    height, width = image.shape[:2]
    left, top = (
        min(max(0, round(length * share - side / 2)), length - side)
        for length, share in zip((width, height), place, strict=True)
    )
    return image[top : top + side, left : left + side]


def cell(image: Image, label: str, side: int) -> Image:
    """A square picture with a line of text above it; (side + _LABEL, side, 3) uint8 RGB."""
    if image.shape[0] != side:
        image = np.asarray(cv2.resize(image, (side, side), interpolation=cv2.INTER_AREA), np.uint8)
    bar = np.full((_LABEL, side, 3), 255, np.uint8)
    cv2.putText(bar, label, (4, 18), cv2.FONT_HERSHEY_SIMPLEX, 0.5, (40, 40, 40), 1, cv2.LINE_AA)
    return np.vstack([bar, image])


def scaled(image: Image, short: int) -> Image:
    """The picture at a short side of about so many pixels, sides multiples of 8."""
    k = short / min(image.shape[:2])
    size = [round(s * k / 8) * 8 for s in (image.shape[1], image.shape[0])]
    return np.asarray(
        cv2.resize(image, size, interpolation=cv2.INTER_AREA if k < 1 else cv2.INTER_CUBIC), np.uint8
    )


def detail(image: Image, label: str, *, place: tuple[float, float], side: int) -> Image:
    """A cell that shows a part of a picture, pixel by pixel."""
    return cell(square(image, side, place), label, side)


def sheet(
    painters: dict[str, Stylizer | Peer],
    photographs: dict[str, Image],
    arguments: argparse.Namespace,
) -> Image:
    """One row a photograph and painter, one column a style."""
    library, side = StyleLibrary(), arguments.cell
    styles = {name: scaled(library.image(name), arguments.size) for name in STYLES[: arguments.styles]}

    def whole(image: Image, label: str) -> Image:
        return cell(square(image, min(image.shape[:2])), label, side)

    empty = cell(np.full((side, side, 3), 255, np.uint8), "", side)
    rows = [np.hstack([empty, *(whole(style, name) for name, style in styles.items())])]
    places = itertools.chain(arguments.look_at, itertools.repeat((0.5, 0.5)))
    for (title, photograph), place in zip(photographs.items(), places, strict=False):
        content = scaled(photograph, arguments.size)
        shown = partial(detail, place=place, side=side) if arguments.actual_pixels else whole
        for name, painter in painters.items():
            painted = []
            for style_name, style in styles.items():
                # By name, rtstyle's styles are refined.
                painter.set_style(style_name if isinstance(painter, Stylizer) else style)
                painted.append(shown(painter.stylize(content), name))
            rows.append(np.hstack([shown(content, title), *painted]))
    return np.vstack(rows)


def _place(text: str) -> tuple[float, float]:
    x, y = (float(part) for part in text.split(","))
    return x, y


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
    parser.add_argument("--cell", type=int, default=240, help="side of a cell of the sheet")
    parser.add_argument("--styles", type=int, default=len(STYLES), help="how many styles")
    parser.add_argument(
        "--actual-pixels", action="store_true", help="show the middles of pictures, not the whole"
    )
    parser.add_argument(
        "--look-at",
        nargs="*",
        type=_place,
        default=[],
        metavar="X,Y",
        help="which part, one for a photograph",
    )
    arguments = parser.parse_args()
    painters: dict[str, Stylizer | Peer] = {"rtstyle": Stylizer()}
    if arguments.peer is not None:
        painters[arguments.name] = load_peer(arguments.peer).peer
    photographs = {path.stem: read_image(path) for path in arguments.photographs}
    result = sheet(painters, photographs, arguments)
    cv2.imwrite(str(arguments.output), result[:, :, ::-1], [cv2.IMWRITE_JPEG_QUALITY, 78])


if __name__ == "__main__":
    main()
