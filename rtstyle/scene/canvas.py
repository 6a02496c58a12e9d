"""What every part of the scene is painted with: noise, lighting, strokes, and layers that blend fast.

Painting happens once, in float RGB [0, 1] at ``Canvas`` resolution; a finished ``Layer`` is uint8 and blended
per frame with a few SIMD passes of OpenCV.
"""

from __future__ import annotations

import dataclasses
from typing import Any, TypeAlias, TypeVar, cast

import cv2
import numpy as np
import numpy.typing as npt

from rtstyle.frame import Image

Field: TypeAlias = npt.NDArray[np.floating[Any]]
"""A picture plane in floating point, (H, W) or (H, W, C)."""
Sprite: TypeAlias = npt.NDArray[np.uint8]
"""A part that is warped per frame: (H, W, 4) uint8, premultiplied RGB and what shows through."""
_Array = TypeVar("_Array", Field, Image)
Color: TypeAlias = tuple[float, float, float]
"""RGB in [0, 1]."""

SUN_DIRECTION = np.array([0.62, -0.36, 0.70], np.float32)
"""Unit vector towards the key light: from the right, above, in front (x right, y down, z to the viewer)."""
SUN_COLOR = np.array([1.00, 0.86, 0.66], np.float32)
SKY_COLOR = np.array([0.50, 0.58, 0.76], np.float32)


def smoothstep(low: float, high: float, x: Field) -> Field:
    """Hermite ramp from 0 at ``low`` to 1 at ``high`` (which may be the smaller of the two)."""
    t = np.clip((x - low) / (high - low), 0.0, 1.0)
    return np.asarray(t * t * (3.0 - 2.0 * t), np.float32)


def mix(a: Field | Color, b: Field | Color, t: Field | float) -> Field:
    """Linear blend from ``a`` to ``b``; an array ``t`` has no channel axis and is spread over it."""
    weight = t[..., None] if isinstance(t, np.ndarray) else t
    start = np.asarray(a, np.float32)
    return (start + (np.asarray(b, np.float32) - start) * weight).astype(np.float32)


def gaussian(x: Field, y: Field, center: tuple[float, float], radius: tuple[float, float]) -> Field:
    """Bell of height 1 with standard deviations ``radius``."""
    dx = (x - center[0]) / radius[0]
    dy = (y - center[1]) / radius[1]
    return np.exp(-0.5 * (dx * dx + dy * dy)).astype(np.float32)


def fractal_noise(
    rng: np.random.Generator,
    height: int,
    width: int,
    cell: float,
    *,
    stretch: float = 1.0,
    octaves: int = 5,
    gain: float = 0.5,
) -> Field:
    """Smooth noise in [0, 1] with mean 0.5: octaves of interpolated random grids.

    Args:
        rng: Where the randomness comes from.
        height: Rows.
        width: Columns.
        cell: Pixels between the grid points of the coarsest octave.
        stretch: How many times longer the features are along x than along y.
        octaves: How many; those below one pixel are left out.
        gain: Amplitude of each octave relative to the one before.

    Returns:
        (height, width) float32.
    """
    total = np.zeros((height, width), np.float32)
    amplitude, power = 1.0, 0.0
    for _ in range(octaves):
        rows = max(3, round(height / max(cell, 1.0)) + 3)
        columns = max(3, round(width / max(cell * stretch, 1.0)) + 3)
        grid = rng.standard_normal((rows, columns)).astype(np.float32)
        total += amplitude * cv2.resize(grid, (width, height), interpolation=cv2.INTER_CUBIC)
        power += amplitude * amplitude
        amplitude *= gain
        cell *= 0.5
        if cell < 1.0:
            break
    return np.asarray(np.clip(0.5 + total * (0.22 / float(np.sqrt(power))), 0.0, 1.0), np.float32)


def normals(height_field: Field, scale: float) -> Field:
    """Unit surface normals (H, W, 3) of a relief; ``scale`` is pixels per unit of its height."""
    dx = cv2.Sobel(height_field, cv2.CV_32F, 1, 0, ksize=3, scale=scale / 8.0)
    dy = cv2.Sobel(height_field, cv2.CV_32F, 0, 1, ksize=3, scale=scale / 8.0)
    length = np.sqrt(dx * dx + dy * dy + 1.0)
    return np.stack([-dx / length, -dy / length, 1.0 / length], axis=-1).astype(np.float32)


def illuminate(normal: Field, wrap: float = 0.25) -> Field:
    """Light that a matt surface receives at golden hour, (H, W, 3): low sun, blue sky, green meadow."""
    lambert = np.clip((normal @ SUN_DIRECTION + wrap) / (1.0 + wrap), 0.0, None)[..., None]
    sky = np.clip(0.55 - 0.45 * normal[..., 1:2] - 0.25 * normal[..., 0:1], 0.0, None)
    bounce = np.clip(0.10 + 0.25 * normal[..., 1:2], 0.0, None)
    bounce_color = np.array([0.55, 0.50, 0.26], np.float32)
    light = 0.92 * lambert * SUN_COLOR + 0.52 * sky * SKY_COLOR + bounce * bounce_color
    return np.asarray(light, np.float32)


@dataclasses.dataclass(frozen=True)
class Layer:
    """A finished picture part with soft edges.

    Attributes:
        color: (H, W, 3) uint8 RGB, premultiplied with the coverage.
        through: (H, W, 3) uint8, how much of what lies behind shows (255 minus coverage), thrice.
    """

    color: Image
    through: Image

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return self.color.shape[0], self.color.shape[1]


def finish(color: Field, coverage: Field, size: tuple[int, int]) -> Layer:
    """Brings a painted part to its final size and makes it ready for blending.

    Args:
        color: (H, W, 3) RGB, not premultiplied.
        coverage: (H, W) in [0, 1].
        size: Width and height of the layer.

    Returns:
        The layer.
    """
    alpha: Field = np.clip(coverage, 0.0, 1.0)
    premultiplied: Field = np.clip(color, 0.0, 1.0) * alpha[..., None]
    premultiplied, alpha = resized(premultiplied, size), resized(alpha, size)
    through = np.rint(255.0 * (1.0 - alpha)).astype(np.uint8)
    return Layer(quantize(premultiplied), np.ascontiguousarray(np.repeat(through[..., None], 3, axis=2)))


def quantize(color: Field) -> Image:
    """Float RGB [0, 1] to uint8, dithered by half a step so that slow gradients show no bands."""
    noise = np.random.default_rng(7).random(color.shape[:2], np.float32)[..., None]
    scaled = np.clip(color, 0.0, 1.0) * 255.0
    return np.where(scaled > 0.0, np.minimum(scaled + noise, 255.0), 0.0).astype(np.uint8)


def reduced(layer: Layer, size: tuple[int, int]) -> Layer:
    """The layer averaged down to (width, height)."""
    return Layer(resized(layer.color, size), resized(layer.through, size))


def sprite(layer: Layer) -> Sprite:
    """The layer packed for warping: four channels are warped twice as fast as three."""
    return np.ascontiguousarray(np.dstack([layer.color, layer.through[..., :1]]))


def resized(picture: _Array, size: tuple[int, int]) -> _Array:
    """The picture at (width, height): averaged when it shrinks, interpolated when it grows."""
    if picture.shape[1::-1] == size:
        return picture
    shrinks = size[0] < picture.shape[1]
    return cast(
        "_Array", cv2.resize(picture, size, interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR)
    )


def blurred(field: Field, sigma: float) -> Field:
    """Gaussian blur with a standard deviation in pixels."""
    return cast("Field", cv2.GaussianBlur(field, (0, 0), max(0.3, sigma)))


def over(target: Image, color: Image, through: Image) -> None:
    """Lays a premultiplied picture over ``target``, in place."""
    cv2.multiply(target, through, dst=target, scale=1.0 / 255.0)
    cv2.add(target, color, dst=target)


def over_sprite(target: Image, part: Sprite) -> None:
    """Lays a sprite of the same size over ``target``, in place."""
    color = cast("Image", cv2.cvtColor(part, cv2.COLOR_RGBA2RGB))
    through = cast("Image", cv2.cvtColor(cv2.extractChannel(part, 3), cv2.COLOR_GRAY2RGB))
    over(target, color, through)


def displaced(part: Sprite, map_x: Field, map_y: Field, *, replicate: bool = False) -> Sprite:
    """Samples the sprite at full-size maps of its pixel coordinates; transparent outside, or its border."""
    border = cv2.BORDER_REPLICATE if replicate else cv2.BORDER_CONSTANT
    return cast(
        "Sprite",
        cv2.remap(part, map_x, map_y, cv2.INTER_LINEAR, borderMode=border, borderValue=(0, 0, 0, 255)),
    )


def moved(
    part: Sprite, matrix: list[list[float]], size: tuple[int, int], *, replicate: bool = False
) -> Sprite:
    """Moves the sprite by an affine matrix onto (width, height); transparent outside, or its border."""
    border = cv2.BORDER_REPLICATE if replicate else cv2.BORDER_CONSTANT
    return cast(
        "Sprite",
        cv2.warpAffine(
            part,
            np.array(matrix, np.float64),
            size,
            flags=cv2.INTER_LINEAR,
            borderMode=border,
            borderValue=(0, 0, 0, 255),
        ),
    )


class MotionGrid:
    """Pixel coordinates of a part, sampled so coarsely as smooth motion allows.

    Args:
        size: Width and height of the part in pixels.
        cell: Pixels between samples, 1 or more.

    Attributes:
        x: (rows, columns) float32, pixel coordinate of every sample; they reach one cell beyond the part.
        y: The same downwards.
    """

    def __init__(self, size: tuple[int, int], cell: int) -> None:
        self._size, self._cell = size, cell
        columns, rows = (-(-side // cell) + 2 for side in size)
        across = (np.arange(columns, dtype=np.float32) - 0.5) * cell - 0.5
        down = (np.arange(rows, dtype=np.float32) - 0.5) * cell - 0.5
        self.x, self.y = np.meshgrid(across, down)

    def enlarge(self, field: Field) -> Field:
        """A field over the samples, interpolated to every pixel: (height, width) of the part."""
        width, height = self._size
        cell = self._cell
        if cell == 1:
            return field[1 : 1 + height, 1 : 1 + width]
        full = resized(field, (field.shape[1] * cell, field.shape[0] * cell))
        return full[cell : cell + height, cell : cell + width]


def shifted(source: _Array, offset: float, width: int) -> _Array:
    """Cuts ``width`` columns from the fractional column ``offset`` of ``source``."""
    left = int(offset)
    fraction = offset - left
    near, far = source[:, left : left + width], source[:, left + 1 : left + 1 + width]
    return cast("_Array", cv2.addWeighted(near, 1.0 - fraction, far, fraction, 0.0))


def strokes(color: Image, coverage: Image | None, points: Field, tints: Field, widths: Field) -> None:
    """Draws smooth polylines in order, anti-aliased, in place.

    Args:
        color: (H, W, 3) uint8.
        coverage: (H, W) uint8 that receives 255 where a stroke lies, or None.
        points: (N, K, 2) pixel coordinates.
        tints: (N, 3) RGB in [0, 1].
        widths: (N,) pixels; at least one is drawn.
    """
    fixed = np.rint(points * 16.0).astype(np.int32)
    colors = np.clip(tints * 255.0, 0, 255)
    for polyline, tint, width in zip(
        fixed, colors.tolist(), np.maximum(1, np.rint(widths)).tolist(), strict=True
    ):
        cv2.polylines(color, [polyline], False, tint, int(width), cv2.LINE_AA, 4)
        if coverage is not None:
            cv2.polylines(coverage, [polyline], False, 255, int(width), cv2.LINE_AA, 4)


def smooth_curves(control: Field, rounds: int = 3) -> Field:
    """Rounds the corners of polylines by Chaikin's cutting: (N, K, 2) to (N, more, 2), end points kept."""
    for _ in range(rounds):
        near = 0.75 * control[:, :-1] + 0.25 * control[:, 1:]
        far = 0.25 * control[:, :-1] + 0.75 * control[:, 1:]
        inner = np.stack([near, far], axis=2).reshape(control.shape[0], -1, 2)
        control = np.concatenate([control[:, :1], inner, control[:, -1:]], axis=1)
    return control.astype(np.float32)
