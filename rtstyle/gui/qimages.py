"""numpy pixels as Qt's images, without a copy, and where a picture lies in a widget."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PyQt6.QtCore import QRectF
from PyQt6.QtGui import QImage

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    from PyQt6.QtGui import QPainter
    from PyQt6.QtWidgets import QWidget

_FORMATS = {3: QImage.Format.Format_RGB888, 4: QImage.Format.Format_RGB32}


def image_over(pixels: npt.NDArray[np.uint8]) -> QImage:
    """An image over the memory of an array, which must live as long as the image is painted.

    Args:
        pixels: (H, W, 3) RGB or (H, W, 4) BGRA, rows without gaps inside.
    """
    height, width, channels = pixels.shape
    # Any buffer will do; PyQt6's stubs name bytes alone.
    return QImage(cast("bytes", pixels.data), width, height, pixels.strides[0], _FORMATS[channels])


def fitted_size(width: int, height: int, view_width: int, view_height: int) -> tuple[int, int]:
    """The largest size of the same shape that fits into the view; the own size where there is no view yet."""
    if view_width < 1 or view_height < 1:
        return width, height
    scale = min(view_width / width, view_height / height)
    return max(1, round(width * scale)), max(1, round(height * scale))


def device_pixels(widget: QWidget) -> tuple[int, int]:
    """Width and height of a widget."""
    ratio = widget.devicePixelRatioF()
    return round(widget.width() * ratio), round(widget.height() * ratio)


def rect_within(widget: QWidget, width: int, height: int) -> QRectF:
    """Where a picture of that shape lies in a widget, logical pixels: as large as can be, in the middle."""
    ratio = widget.devicePixelRatioF()
    view = device_pixels(widget)
    w, h = fitted_size(width, height, *view)
    return QRectF((view[0] - w) // 2 / ratio, (view[1] - h) // 2 / ratio, w / ratio, h / ratio)


def draw_image(painter: QPainter, rect: QRectF, image: QImage, ratio: float) -> None:
    """Draws an image into a rectangle of logical pixels, of which each has ``ratio`` of the device's, both ways."""
    if (image.width(), image.height()) == (round(rect.width() * ratio), round(rect.height() * ratio)):
        # One pixel to one pixel: Qt copies, and scales nothing.
        image.setDevicePixelRatio(ratio)
        painter.drawImage(rect.topLeft(), image)
    else:
        image.setDevicePixelRatio(1.0)
        painter.drawImage(rect, image)
