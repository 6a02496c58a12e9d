"""Frames in the palette of the style, before the network sees them; the palette of a video changes slowly."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from rtstyle.styles.palette import Palette, mix_palettes, recolored

if TYPE_CHECKING:
    from rtstyle.frame import Image
    from rtstyle.modeling.style_code import StyleCode


class PaletteMatcher:
    """Recolours frame after frame. For one thread."""

    def __init__(self) -> None:
        self._own: Palette | None = None

    def match(self, image: Image, code: StyleCode, share: float, keep: float) -> Image:
        """A frame in a style's palette.

        Args:
            image: (H, W, 3) uint8 RGB.
            code: The style's; one without a palette leaves the frame as it is.
            share: How far to go, in [0, 1]; 0 leaves the frame as it is, too.
            keep: Share of the palette of the frames before, in [0, 1); 0 forgets them.

        Returns:
            (H, W, 3) uint8 RGB.
        """
        if code.palette is None or share <= 0:
            return image
        own = Palette.of(image)
        if self._own is not None and keep > 0:
            own = mix_palettes([self._own, own], [keep, 1 - keep])
        self._own = own
        return recolored(image, own, Palette.from_rows(np.asarray(code.palette[0])), share)
