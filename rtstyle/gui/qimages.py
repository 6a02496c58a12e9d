"""numpy pixels as Qt's images, without a copy."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PyQt6.QtGui import QImage

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

_FORMATS = {3: QImage.Format.Format_RGB888, 4: QImage.Format.Format_RGB32}


def image_over(pixels: npt.NDArray[np.uint8]) -> QImage:
    """An image over the memory of an array, which must live as long as the image is painted.

    Args:
        pixels: (H, W, 3) RGB or (H, W, 4) BGRA, rows without gaps inside.
    """
    height, width, channels = pixels.shape
    # Any buffer will do; PyQt6's stubs name bytes alone.
    return QImage(cast("bytes", pixels.data), width, height, pixels.strides[0], _FORMATS[channels])
