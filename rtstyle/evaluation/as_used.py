"""What a user gets: whole frames with smoothing as it is by default, of scenes that move, rest or repeat."""

from __future__ import annotations

import itertools
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from rtstyle.engine.stylizer import Stylizer
from rtstyle.evaluation.pictures import moving_pictures
from rtstyle.evaluation.timing import measure
from rtstyle.options import StylizeOptions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rtstyle.evaluation.timing import Effort
    from rtstyle.frame import Image
    from rtstyle.options import PaintingSize

SCENES = ("moving", "resting", "repeating")
"""All of the picture moves by three pixels a frame; nothing but a camera's noise does; every frame is the same."""
_FRAMES = 8
_NOISE = 3
"""Levels by which a pixel differs from frame to frame at most."""


@dataclass(frozen=True, slots=True)
class Use:
    """How frames are painted.

    Attributes:
        name: ``video``, or ``live``, which paints at a size that holds the rate.
        width: Of the frames, pixels.
        height: Likewise.
        size: See `Stylizer`.
    """

    name: str
    width: int
    height: int
    size: PaintingSize


USES = (Use("video", 1280, 720, None), Use("video", 1920, 1080, None), Use("live", 1280, 720, 360))
QUICK_USES = (Use("live", 320, 180, 96),)


def measure_as_used(
    use: Use, style: Image, *, model: str, device: str, threads: int, effort: Effort
) -> Iterator[dict[str, Any]]:
    """Times frames as ``rtstyle video`` and ``rtstyle live`` have them, from the frame to what sinks are given.

    Args:
        use: What is painted.
        style: Any picture.
        model: As ``Stylizer`` takes it.
        device: Likewise.
        threads: Likewise.
        effort: For each scene.

    Yields:
        For each of `SCENES` the timing, the processor time of all threads for a frame in milliseconds, and the size
        that was painted at.
    """
    options = StylizeOptions.for_video(size=use.size)
    with Stylizer(model, device, threads=threads, options=options) as stylizer:
        stylizer.set_style(style)
        painted_at = stylizer.painting_size(use.width, use.height)
        for scene in SCENES:
            frames = itertools.cycle(scene_pictures(scene, use.width, use.height))
            stylizer.reset()
            _settle(stylizer, next(frames), options.smoothing)
            begun, runs = time.process_time(), 0

            def paint() -> None:
                nonlocal runs
                runs += 1
                stylizer.stylize(next(frames))  # noqa: B023 - called within its own turn

            timing = measure(paint, effort, device)
            cpu_ms = (time.process_time() - begun) * 1000 / runs
            yield {"use": use, "scene": scene, "painted_at": painted_at, "frame": timing, "cpu_ms": cpu_ms}


def _settle(stylizer: Stylizer, frame: Image, smoothing_s: float) -> None:
    """What was before is forgotten, and a scene that repeats has come to rest."""
    for _ in range(3):
        stylizer.stylize(frame, seconds=None)
    stylizer.stylize(frame, seconds=60 * smoothing_s)
    stylizer.stylize(frame)


def scene_pictures(scene: str, width: int, height: int) -> list[Image]:
    """Frames of a scene, to be shown in a circle; see `SCENES`."""
    if scene == "moving":
        return moving_pictures(width, height, _FRAMES)
    picture = moving_pictures(width, height, 1)[0]
    if scene == "repeating":
        return [picture]
    generator = np.random.default_rng(0)
    noise = (generator.integers(-_NOISE, _NOISE + 1, picture.shape, np.int16) for _ in range(_FRAMES))
    return [np.clip(picture + one, 0, 255).astype(np.uint8) for one in noise]
