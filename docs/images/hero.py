"""Paints the first picture of the README, one scene in six styles: ``python docs/images/hero.py [PATH.jpg]``."""

from __future__ import annotations

import sys
from pathlib import Path

import cv2
import numpy as np

from rtstyle import Stylizer
from rtstyle.sources.synthetic import SyntheticSource
from rtstyle.styles.library import StyleLibrary

STYLES = (
    "night-whorls", "woodcut-wave", "cathedral-glass", "autumn-avenue", "fauve-harbor", "sunflower-impasto",
)  # fmt: skip
WIDTH, HEIGHT, COLUMNS = 640, 360, 3
SECONDS = 2.0
_INSET, _EDGE, _BORDER = 92, 8, 2


def panel(stylizer: Stylizer, library: StyleLibrary, style: str) -> np.ndarray:
    """The scene in one style, with the style in its corner; (HEIGHT, WIDTH, 3) uint8 RGB."""
    scene = SyntheticSource(width=WIDTH, height=HEIGHT).render(SECONDS)
    stylizer.set_style(style)
    picture = stylizer.stylize(scene)
    image = library.image(style)
    side = min(image.shape[:2])
    inset = cv2.resize(image[:side, :side], (_INSET, _INSET), interpolation=cv2.INTER_AREA)
    framed = cv2.copyMakeBorder(inset, *[_BORDER] * 4, cv2.BORDER_CONSTANT, value=(255, 255, 255))
    size = _INSET + 2 * _BORDER
    picture[HEIGHT - _EDGE - size : HEIGHT - _EDGE, _EDGE : _EDGE + size] = framed
    return picture


def main() -> None:
    """Writes the picture."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).with_name("hero.jpg")
    stylizer, library = Stylizer(), StyleLibrary()
    panels = [panel(stylizer, library, style) for style in STYLES]
    rows = [np.hstack(panels[i : i + COLUMNS]) for i in range(0, len(panels), COLUMNS)]
    cv2.imwrite(str(path), np.vstack(rows)[:, :, ::-1], [cv2.IMWRITE_JPEG_QUALITY, 90])


if __name__ == "__main__":
    main()
