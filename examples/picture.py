"""Paints one picture: python picture.py photo.jpg night-whorls painted.png"""

import sys

from PIL import Image

import rtstyle

photo, style, output = sys.argv[1:4]

with rtstyle.Stylizer(strength=0.9) as stylizer:
    stylizer.set_style(
        style
    )  # a name from `rtstyle styles list`, the path of any picture, or {name: weight, …}
    painted = stylizer.stylize(Image.open(photo))  # (H, W, 3) uint8 RGB

Image.fromarray(painted).save(output)
