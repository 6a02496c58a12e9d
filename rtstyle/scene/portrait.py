"""The figure in the foreground: assembles the painted parts once and moves them per frame.

The head is turned without a third dimension: every point is pushed sideways by its depth, so that the nose
travels further than the ears. Motion is computed on a coarse grid and enlarged.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from rtstyle.scene.body import SKIN, paint_body
from rtstyle.scene.canvas import (
    Field,
    MotionGrid,
    Sprite,
    blurred,
    displaced,
    finish,
    gaussian,
    mix,
    moved,
    over_sprite,
    smoothstep,
    sprite,
)
from rtstyle.scene.face import (
    EYE_HALF_HEIGHT,
    EYE_HALF_WIDTH,
    EYE_X,
    EYE_Y,
    lid_curves,
    paint_eyeball,
    paint_face,
)
from rtstyle.scene.hair import paint_hair

if TYPE_CHECKING:
    from rtstyle.frame import Image

_HEAD_BOX = (-1.36, -1.36, 1.36, 1.42)
"""Left, top, right, bottom of the head's canvas in head units, room for its motion included."""
_PIVOT_Y = 1.05


def _plane(box: tuple[float, float, float, float], unit: float) -> tuple[Field, Field]:
    """Coordinates in head units of every pixel of a canvas with ``unit`` pixels per head unit."""
    columns, rows = max(4, round((box[2] - box[0]) * unit)), max(4, round((box[3] - box[1]) * unit))
    x, y = np.meshgrid(np.arange(columns, dtype=np.float32), np.arange(rows, dtype=np.float32))
    return box[0] + (x + 0.5) / unit, box[1] + (y + 0.5) / unit


def _clip(
    box: tuple[int, int], size: tuple[int, int], limit: tuple[int, int]
) -> tuple[slice, slice, slice, slice]:
    """Rows and columns of the picture under a canvas, and the same seen from the canvas."""
    left, top = box
    x0, y0 = max(0, left), max(0, top)
    x1, y1 = min(limit[0], left + size[0]), min(limit[1], top + size[1])
    x1, y1 = max(x0, x1), max(y0, y1)
    return slice(y0, y1), slice(x0, x1), slice(y0 - top, y1 - top), slice(x0 - left, x1 - left)


class Portrait:
    """A person who breathes, looks around, blinks and smiles.

    Args:
        seed: For strands, freckles and wool.
        size: Width and height of the picture in pixels.
        center: Where the point between the eyes rests, in pixels.
        head_unit: Half the height of the head in pixels.
        oversampling: How much larger the parts are painted before they are averaged down.
        cell: Pixels between the samples of its motion.
    """

    def __init__(
        self,
        seed: int,
        size: tuple[int, int],
        center: tuple[float, float],
        head_unit: float,
        oversampling: int,
        cell: int,
    ) -> None:
        self._size = size
        self._center = center
        self._unit = head_unit
        fine = head_unit * oversampling
        bottom = (size[1] - center[1]) / head_unit + 0.15
        self._body_box = (-1.95, -1.25, 1.95, max(bottom, 1.2))
        self._body = self._paint_body(seed, fine)
        self._head = self._paint_head(seed, fine)
        self._eyes = self._head.copy()
        self._eye_state: tuple[float, tuple[float, float]] | None = None
        self._prepare_motion(cell)

    def draw(self, image: Image, seconds: float) -> None:
        """Paints the figure of that moment over ``image``, in place."""
        breath = 0.010 * _wave(seconds, 4.3)
        sway = 0.012 * _wave(seconds, 9.1)
        self._draw_body(image, breath, sway)
        self._draw_eyes(seconds)
        self._draw_head(image, seconds, breath, sway)

    def _paint_body(self, seed: int, fine: float) -> Sprite:
        rng = np.random.default_rng([seed, 21])
        x, y = _plane(self._body_box, fine)
        hair, hair_cover = paint_hair(rng, x, y, behind=True)
        body, body_cover = paint_body(rng, x, y)
        rows, columns = _plane(self._body_box, self._unit)[0].shape
        return sprite(
            finish(mix(hair, body, body_cover), np.maximum(hair_cover, body_cover), (columns, rows))
        )

    def _paint_head(self, seed: int, fine: float) -> Sprite:
        rng = np.random.default_rng([seed, 22])
        x, y = _plane(_HEAD_BOX, fine)
        face, face_cover = paint_face(rng, x, y)
        hair, hair_cover = paint_hair(rng, x, y, behind=False)
        lower = 0.03 * fine
        step = round(lower)
        shadow = np.roll(blurred(hair_cover, 1.2 * lower), (round(1.4 * lower), -step), axis=(0, 1))
        face *= 1.0 - 0.55 * shadow[..., None] * np.array([0.75, 1.0, 1.05], np.float32)
        rows, columns = _plane(_HEAD_BOX, self._unit)[0].shape
        return sprite(
            finish(mix(face, hair, hair_cover), np.maximum(face_cover, hair_cover), (columns, rows))
        )

    def _prepare_motion(self, cell: int) -> None:
        """Fields that say how far each point of the head moves per unit of every expression, in pixels."""
        self._grid = MotionGrid((self._head.shape[1], self._head.shape[0]), cell)
        x = _HEAD_BOX[0] + (self._grid.x + 0.5) / self._unit
        y = _HEAD_BOX[1] + (self._grid.y + 0.5) / self._unit
        depth = np.sqrt(np.clip(1.0 - (x / 1.25) ** 2 - (y / 1.38) ** 2, 0.0, 1.0))
        self._depth = (depth + 0.30 * gaussian(x, y, (0, 0.33), (0.13, 0.16))) * self._unit
        loose = smoothstep(0.50, 1.10, np.abs(x)) * smoothstep(-0.5, 1.2, y)
        self._loose = loose * self._unit
        self._loose_phase = 3.0 * y + 1.5 * x
        corners = gaussian(x, y, (-0.27, 0.58), (0.11, 0.09)) + gaussian(x, y, (0.27, 0.58), (0.11, 0.09))
        self._smile = corners * self._unit
        brows = gaussian(x, y, (-0.32, -0.24), (0.20, 0.07)) + gaussian(x, y, (0.32, -0.24), (0.20, 0.07))
        self._brows = brows * self._unit

    def _draw_body(self, image: Image, breath: float, sway: float) -> None:
        unit = self._unit
        left, top = (self._center[0] + self._body_box[0] * unit, self._center[1] + self._body_box[1] * unit)
        box = (int(np.floor(left)), int(np.floor(top)))
        rows, columns = self._body.shape[:2]
        target_rows, target_columns, own_rows, own_columns = _clip(box, (columns, rows), self._size)
        target = image[target_rows, target_columns]
        grow = 1.0 + 0.35 * breath
        bottom = rows - 1.0
        matrix = [
            [1.0, 0.35 * sway, left - box[0] - 0.35 * sway * bottom - own_columns.start],
            [0.0, grow, top - box[1] + bottom * (1.0 - grow) - own_rows.start],
        ]
        over_sprite(target, moved(self._body, matrix, (target.shape[1], target.shape[0]), replicate=True))

    def _draw_eyes(self, seconds: float) -> None:
        """Refreshes both eyes in the head's canvas; between blinks and glances there is nothing to do."""
        unit = self._unit
        reach_x, reach_y = EYE_HALF_WIDTH + 0.05, EYE_HALF_HEIGHT + 0.07
        openness = _eye_openness(seconds)
        look = _gaze(seconds)
        if self._eye_state == (openness, look):
            return
        self._eye_state = (openness, look)
        for side in (-1.0, 1.0):
            left = int((side * EYE_X - reach_x - _HEAD_BOX[0]) * unit)
            top = int((EYE_Y - reach_y - _HEAD_BOX[1]) * unit)
            columns, rows = max(1, round(2 * reach_x * unit)) + 1, max(1, round(2 * reach_y * unit)) + 1
            patch = self._head[top : top + rows, left : left + columns]
            x, y = np.meshgrid(
                _HEAD_BOX[0]
                + (left + np.arange(patch.shape[1], dtype=np.float32) + 0.5) / unit
                - side * EYE_X,
                _HEAD_BOX[1] + (top + np.arange(patch.shape[0], dtype=np.float32) + 0.5) / unit - EYE_Y,
            )
            target = self._eyes[top : top + rows, left : left + columns]
            target[..., :3] = _eye_patch(patch[..., :3], x, y, side, openness, look, 1.0 / unit)

    def _draw_head(self, image: Image, seconds: float, breath: float, sway: float) -> None:
        unit = self._unit
        yaw = 0.02 + 0.085 * _wave(seconds, 11.0) + 0.030 * _wave(seconds, 4.7, 1.0)
        pitch = 0.040 * _wave(seconds, 6.3, 0.6) + 0.018 * _wave(seconds, 2.9)
        roll = 0.035 + 0.030 * _wave(seconds, 8.2, 1.9)
        smile = 0.016 + 0.016 * _wave(seconds, 7.3, 0.4)
        brows = 0.030 * max(0.0, _wave(seconds, 5.9, -0.7)) ** 4
        px, py = self._grid.x, self._grid.y
        rows, columns = self._head.shape[:2]
        left = self._center[0] + (_HEAD_BOX[0] + 0.35 * sway * 2.0 + 0.10 * yaw) * unit
        top = self._center[1] + (_HEAD_BOX[1] - 0.6 * breath) * unit
        box = (int(np.floor(left)), int(np.floor(top)))
        pivot = (-_HEAD_BOX[0] * unit, (_PIVOT_Y - _HEAD_BOX[1]) * unit)
        cosine, sine = math.cos(roll), math.sin(roll)
        dx, dy = px - (pivot[0] + left - box[0]), py - (pivot[1] + top - box[1])
        wind = np.sin(self._loose_phase - 2 * math.pi * seconds / 2.6)
        map_x = cosine * dx + sine * dy + pivot[0] - yaw * self._depth
        map_x -= 0.016 * self._loose * wind
        map_y = cosine * dy - sine * dx + pivot[1] - pitch * self._depth
        map_y += smile * self._smile + brows * self._brows
        target_rows, target_columns, own_rows, own_columns = _clip(box, (columns, rows), self._size)
        target = image[target_rows, target_columns]
        full_x, full_y = (self._grid.enlarge(field)[own_rows, own_columns] for field in (map_x, map_y))
        over_sprite(target, displaced(self._eyes, full_x, full_y))


def _wave(seconds: float, period: float, phase: float = 0.0) -> float:
    """A sine of time: -1 to 1 every ``period`` seconds."""
    return math.sin(2.0 * math.pi * seconds / period + phase)


def _eye_openness(seconds: float) -> float:
    """1 open, 0 shut: a blink of a fifth of a second every few seconds, at times a double one."""
    openness = 0.95
    for period, offset in ((4.1, 1.2), (11.7, 1.65)):
        phase = (seconds + period - offset) % period
        openness = min(openness, abs(phase - 0.11) / 0.11 if phase < 0.22 else 1.0)
    return openness


def _gaze(seconds: float) -> tuple[float, float]:
    """Where the irises are, hu from the centre: the eyes rest, then jump, as eyes do."""
    stops = ((0.004, 0.0), (0.045, -0.012), (-0.035, 0.0), (0.0, 0.006), (0.05, 0.0), (-0.01, -0.016))
    length = 1.7
    step, phase = divmod(seconds, length)
    t = min(1.0, phase / 0.12)
    t = t * t * (3 - 2 * t)
    before, after = stops[int(step - 1) % len(stops)], stops[int(step) % len(stops)]
    return before[0] + (after[0] - before[0]) * t, before[1] + (after[1] - before[1]) * t


def _eye_patch(
    skin: Image, x: Field, y: Field, side: float, openness: float, look: tuple[float, float], pixel: float
) -> Image:
    """One eye in its lids over the skin that lies there; x, y in hu from its centre."""
    u = side * x / EYE_HALF_WIDTH
    upper, lower = lid_curves(u, openness)
    upper, lower = upper * EYE_HALF_HEIGHT, lower * EYE_HALF_HEIGHT
    soft = 0.004 + 0.6 * pixel
    inside = smoothstep(-soft, soft, y - upper) * smoothstep(soft, -soft, y - lower) * (np.abs(u) < 1)
    ball = paint_eyeball(x, y, look, pixel)
    shadow = np.exp(-0.5 * (np.clip(y - upper, 0, None) / 0.022) ** 2)
    color = mix(skin.astype(np.float32) / 255.0, ball * (1.0 - 0.5 * shadow)[..., None], inside)
    within = smoothstep(1.14, 0.98, np.abs(u))
    wing = 1.0 + 0.8 * np.clip(u, 0, 1)
    lash = np.exp(-0.5 * ((y - upper + 0.006) / (0.0105 * wing + 0.4 * pixel)) ** 2) * within
    fold_y = np.minimum(upper, -0.45 * EYE_HALF_HEIGHT) - 0.036
    fold = 0.55 * np.exp(-0.5 * ((y - fold_y) / (0.009 + 0.4 * pixel)) ** 2) * smoothstep(1.0, 0.7, np.abs(u))
    rim = 0.40 * np.exp(-0.5 * ((y - lower - 0.004) / (0.007 + 0.4 * pixel)) ** 2) * within
    color = mix(
        color, np.asarray(SKIN, np.float32) * np.array([0.62, 0.40, 0.36], np.float32), np.maximum(fold, rim)
    )
    color = mix(color, (0.12, 0.06, 0.05), np.clip(0.96 * lash, 0, 1).astype(np.float32))
    return np.asarray(np.clip(color * 255.0 + 0.5, 0, 255), np.uint8)
