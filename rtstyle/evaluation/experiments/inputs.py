"""What an evaluation looks at: pictures and clips, the user's or those that need no file."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

import cv2
import numpy as np

from rtstyle.digests import image_digest
from rtstyle.errors import MediaReadError, UsageError
from rtstyle.evaluation.plain_wall import plain_wall
from rtstyle.media.files import describe_os_error
from rtstyle.media.picture import read_image
from rtstyle.media.suffixes import PICTURE_SUFFIXES, is_picture
from rtstyle.paths import shipped_styles_dir
from rtstyle.sources.file import FileSource
from rtstyle.sources.synthetic import SyntheticSource

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from rtstyle.frame import Image, VideoFrame

_MULTIPLE = 8
"""Sides are cut to it, so that every network sees the same pixels and none pads."""
_SYNTHETIC_MOMENTS_S = (3.2, 0.8, 6.5, 1.9, 8.3, 5.1)
_CLIP_FPS = 15
_WALL_SIDE = 512
_STYLES_AT_FIRST = (
    *("night-whorls", "woodcut-wave", "cathedral-glass", "sunflower-impasto", "watercolor-hilltown"),
    *("neon-rain", "peacock-mosaic", "charcoal-wood", "cubist-guitar", "fauve-harbor"),
)
"""Bundled styles that differ most from each other; the others follow by name."""


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A picture as it is measured.

    Attributes:
        name: File name without ending.
        image: (H, W, 3) uint8 RGB, sides multiples of 8.
        digest: Of the pixels.
        path: The file that it was made from; None where there is none.
    """

    name: str
    image: Image
    digest: str
    path: Path | None = None

    @property
    def kind(self) -> str:
        """What captions call it: a drawing where a program drew it; of the user's files nobody knows more."""
        drawn = self.path is None or self.path.parent.resolve() == shipped_styles_dir().resolve()
        return "drawing" if drawn else "picture"


@dataclass(frozen=True, slots=True, eq=False)
class Clip:
    """The beginning of a video as it is measured.

    Attributes:
        name: File name without ending.
        frames: (H, W, 3) uint8 RGB each, sides multiples of 8.
        seconds: Presentation time of each, seconds.
        digest: Of frames and times.
    """

    name: str
    frames: Sequence[Image]
    seconds: Sequence[float]
    digest: str


def make_picture(name: str, image: Image, short_side: int, path: Path | None = None) -> Picture:
    """Scales a picture to a short side and cuts its sides to multiples of 8 at the right and the bottom.

    Args:
        name: Of the picture.
        image: (H, W, 3) uint8 RGB.
        short_side: Pixels; smaller pictures are enlarged.
        path: Where it came from.
    """
    height, width = image.shape[:2]
    k = short_side / min(height, width)
    scaled = _scaled(image, round(width * k), round(height * k))
    height, width = (side // _MULTIPLE * _MULTIPLE for side in scaled.shape[:2])
    cut = np.ascontiguousarray(scaled[:height, :width])
    return Picture(name, cut, image_digest(cut), path)


def load_pictures(folder: Path, short_side: int) -> list[Picture]:
    """All pictures of a folder, by name.

    Args:
        folder: Pictures directly in it; other files are passed over.
        short_side: See `make_picture`.

    Raises:
        UsageError: There is no such folder, or no picture in it.
        MediaReadError: A picture is damaged.
    """
    if not folder.is_dir():
        raise UsageError(f"there is no folder {folder}: name one with pictures in it")
    try:
        paths = sorted(path for path in folder.iterdir() if is_picture(path))
    except OSError as error:
        raise MediaReadError(f"cannot read {folder}: {describe_os_error(error)}") from error
    found = [path for path in paths if path.is_file() and not path.name.startswith(".")]
    if not found:
        raise UsageError(f"no picture in {folder}: it takes {', '.join(PICTURE_SUFFIXES)}")
    stems = Counter(path.stem for path in found)
    named = [(path.stem if stems[path.stem] == 1 else path.name, path) for path in found]
    return [make_picture(name, read_image(path), short_side, path) for name, path in named]


def synthetic_contents(count: int, short_side: int) -> list[Picture]:
    """Contents that need no file: drawn moments of the synthetic scene, each in a landscape of its own."""
    pictures = []
    for seed in range(count):
        moment = _SYNTHETIC_MOMENTS_S[seed % len(_SYNTHETIC_MOMENTS_S)]
        if seed % 2 == 0:
            image = SyntheticSource(short_side * 4 // 3, short_side, seed=seed).render(moment)
            pictures.append(make_picture(f"portrait-{seed // 2 + 1}", image, short_side))
            continue
        # The right of a larger one, where nobody stands: sun, lake and tree.
        side = short_side * 8 // 5
        image = SyntheticSource(side * 16 // 9, side, seed=seed).render(moment)
        part = image[side // 9 : side // 9 + short_side, -round(side * 0.82) :]
        pictures.append(make_picture(f"lake-{seed // 2 + 1}", part, short_side))
    return pictures


def wall_picture() -> Picture:
    """The plain wall that shows what a method adds of its own: always as large, or figures could not be compared."""
    return make_picture("plain wall", plain_wall(_WALL_SIDE), _WALL_SIDE)


def bundled_styles(count: int, short_side: int) -> list[Picture]:
    """Styles that ship with rtstyle, as different from each other as there are."""
    folder = shipped_styles_dir()
    paths = {path.stem: path for path in sorted(folder.glob("*.jpg"))}
    first = [name for name in _STYLES_AT_FIRST if name in paths]
    chosen = [*first, *(name for name in paths if name not in first)][:count]
    if not chosen:
        raise UsageError("no bundled styles were found: install rtstyle again, or name a folder with --style")
    return [make_picture(name, read_image(paths[name]), short_side, paths[name]) for name in chosen]


def spread(pictures: Sequence[Picture], count: int) -> list[Picture]:
    """Some pictures, evenly from the whole list."""
    return list(pictures[:: max(1, len(pictures) // count)][:count])


def load_clip(path: Path, frames: int, short_side: int, name: str | None = None) -> Clip:
    """The first frames of a video, scaled to a short side, their sides cut to multiples of 8.

    Args:
        path: A video file.
        frames: How many at most.
        short_side: Pixels.
        name: What the clip is called; None takes the file's name without ending.

    Raises:
        MediaReadError: It cannot be read, or has fewer than 2 frames.
    """
    images, seconds = [], []
    with FileSource(path) as source:
        for frame in _first(source, frames):
            height, width = frame.image.shape[:2]
            k = short_side / min(height, width)
            sides = (round(side * k) // _MULTIPLE * _MULTIPLE for side in (width, height))
            images.append(
                np.asarray(cv2.resize(frame.image, tuple(sides), interpolation=cv2.INTER_AREA), np.uint8)
            )
            seconds.append(float(frame.pts * frame.time_base))
    if len(images) < 2:
        raise MediaReadError(f"cannot evaluate {path}: flicker takes 2 frames or more")
    return _clip(name or path.stem, images, seconds)


def synthetic_clip(frames: int, short_side: int) -> Clip:
    """A clip that needs no file: the synthetic scene, 16 to 9."""
    width = round(short_side * 16 / 9) // _MULTIPLE * _MULTIPLE
    source = SyntheticSource(width, short_side // _MULTIPLE * _MULTIPLE, Fraction(_CLIP_FPS))
    seconds = [i / _CLIP_FPS for i in range(frames)]
    return _clip("synthetic", [source.render(moment) for moment in seconds], seconds)


def _first(source: FileSource, count: int) -> Iterator[VideoFrame]:
    for _ in range(count):
        frame = source.read()
        if frame is None:
            return
        yield frame


def _clip(name: str, images: Sequence[Image], seconds: Sequence[float]) -> Clip:
    whole = np.concatenate([image.reshape(-1) for image in images])
    return Clip(name, images, seconds, image_digest(whole, repr(seconds)))


def _scaled(image: Image, width: int, height: int) -> Image:
    if image.shape[:2] == (height, width):
        return np.ascontiguousarray(image)
    interpolation = cv2.INTER_AREA if width < image.shape[1] else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(image, (width, height), interpolation=interpolation), np.uint8)
