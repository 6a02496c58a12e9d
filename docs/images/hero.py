"""Paints the first picture of the README: ``python docs/images/hero.py PHOTOGRAPH... [--output PATH.jpg]``.

The README's is of ``chelsea.png`` and ``coffee.png``, which come with scikit-image (Stéfan van der Walt and Rachel
Michetti; CC0).
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np

from rtstyle import Stylizer
from rtstyle.media.picture import read_image
from rtstyle.styles.library import StyleLibrary

if TYPE_CHECKING:
    from rtstyle.frame import Image

STYLES = (
    ("cathedral-glass", "comic-glance", "sea-sunset"),
    ("woodcut-wave", "pointillist-riverbank", "sunflower-impasto"),
)
"""A row for each photograph."""
WIDTH, HEIGHT = 640, 420
_INSET, _EDGE, _BORDER = 104, 10, 3


def filled(photograph: Image) -> Image:
    """The middle of a photograph in the shape of a panel; (HEIGHT, WIDTH, 3) uint8 RGB."""
    k = max(WIDTH / photograph.shape[1], HEIGHT / photograph.shape[0])
    size = [round(s * k) for s in (photograph.shape[1], photograph.shape[0])]
    large = cv2.resize(photograph, size, interpolation=cv2.INTER_AREA if k < 1 else cv2.INTER_CUBIC)
    top, left = (large.shape[0] - HEIGHT) // 2, (large.shape[1] - WIDTH) // 2
    return np.ascontiguousarray(large[top : top + HEIGHT, left : left + WIDTH])


def panel(stylizer: Stylizer, library: StyleLibrary, content: Image, style: str) -> Image:
    """The content in one style, with the style in its corner; (HEIGHT, WIDTH, 3) uint8 RGB."""
    stylizer.set_style(style)
    picture = stylizer.stylize(content)
    image = library.image(style)
    side = min(image.shape[:2])
    inset = cv2.resize(image[:side, :side], (_INSET, _INSET), interpolation=cv2.INTER_AREA)
    framed = cv2.copyMakeBorder(inset, *[_BORDER] * 4, cv2.BORDER_CONSTANT, value=(255, 255, 255))
    size = _INSET + 2 * _BORDER
    picture[HEIGHT - _EDGE - size : HEIGHT - _EDGE, _EDGE : _EDGE + size] = framed
    return picture


def main() -> None:
    """Writes the picture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("photographs", nargs=len(STYLES), type=Path)
    parser.add_argument("--output", type=Path, default=Path(__file__).with_name("hero.jpg"))
    arguments = parser.parse_args()
    stylizer, library = Stylizer(), StyleLibrary()
    rows = [
        np.hstack([panel(stylizer, library, filled(read_image(path)), style) for style in styles])
        for path, styles in zip(arguments.photographs, STYLES, strict=True)
    ]
    cv2.imwrite(str(arguments.output), np.vstack(rows)[:, :, ::-1], [cv2.IMWRITE_JPEG_QUALITY, 88])


if __name__ == "__main__":
    main()
