"""Makes the moving picture of the README: ``python docs/images/moving.py PHOTOGRAPH... [--output PATH.webp]``.

A slow move over each photograph: a wipe uncovers the painting, then styles fade into each other. The README's is of the
photographs of `hero.py`.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np
from PIL import Image as Pictures

from rtstyle import Stylizer
from rtstyle.media.picture import read_image

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rtstyle.frame import Image

STYLES = (
    ("cathedral-glass", "comic-glance", "sea-sunset"),
    ("woodcut-wave", "sunflower-impasto", "pencil-orchard"),
)
"""In which each photograph is painted, one after another."""
WIDTH, HEIGHT = 540, 360
RATE = 12
WIPE_S, STYLE_S, FADE_S = 1.2, 1.5, 0.6
QUALITY = 40
"""Of the WebP; so that it stays under 3 MB."""


def seen(photograph: Image, share: float) -> Image:
    """The photograph from a camera that moves in slowly, (HEIGHT, WIDTH, 3) uint8 RGB."""
    height, width = photograph.shape[:2]
    zoom = min(height / HEIGHT, width / WIDTH) / (1.05 + 0.25 * share)
    matrix = np.array([[zoom, 0, 0], [0, zoom, 0]])
    matrix[:, 2] = (
        np.array([width * (0.48 + 0.04 * share), height / 2]) - zoom * np.array([WIDTH, HEIGHT]) / 2
    )
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    return np.asarray(
        cv2.warpAffine(photograph, matrix, (WIDTH, HEIGHT), flags=flags, borderMode=cv2.BORDER_REFLECT),
        np.uint8,
    )


def frames(stylizer: Stylizer, photograph: Image, styles: tuple[str, ...]) -> Iterator[Image]:
    """Pictures of one photograph, `RATE` a second."""
    stylizer.reset()
    stylizer.set_style(styles[0])
    shown = 0
    count = round(RATE * (WIPE_S + STYLE_S * len(styles)))
    for number in range(count):
        second = number / RATE
        style = max(0, min(len(styles) - 1, int((second - WIPE_S) / STYLE_S)))
        if style != shown:
            stylizer.set_style(styles[style], fade_s=FADE_S)
            shown = style
        content = seen(photograph, number / count)
        painted = stylizer.stylize(content, seconds=second)
        edge = round(WIDTH * min(1.0, second / WIPE_S))
        painted[:, edge:] = content[:, edge:]
        if edge < WIDTH:
            painted[:, edge : edge + 2] = 255
        yield painted


def main() -> None:
    """Writes the moving picture."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("photographs", nargs=len(STYLES), type=Path)
    parser.add_argument("--output", type=Path, default=Path(__file__).with_name("moving.webp"))
    arguments = parser.parse_args()
    with Stylizer(smoothing=0.3) as stylizer:
        pictures = [
            Pictures.fromarray(frame)
            for path, styles in zip(arguments.photographs, STYLES, strict=True)
            for frame in frames(stylizer, read_image(path), styles)
        ]
    pictures[0].save(
        arguments.output,
        save_all=True,
        append_images=pictures[1:],
        duration=round(1000 / RATE),
        loop=0,
        quality=QUALITY,
        method=4,
    )


if __name__ == "__main__":
    main()
