"""Training pictures: read from folders or tar archives, cropped and varied by a seeded generator."""

from __future__ import annotations

import dataclasses
import io
import logging
import lzma
import tarfile
import threading
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np
from PIL import Image as Pillow

from rtstyle.errors import TrainingError
from rtstyle.styles.walls import plain_wall
from rtstyle.training.textures import procedural_texture

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rtstyle.frame import Image

_LOG = logging.getLogger(__name__)

SUFFIXES = {".jpg", ".jpeg", ".png", ".webp", ".bmp"}
MAX_PICTURE_BYTES = 1 << 28
"""Largest picture file in an archive."""
MAX_PICTURE_PIXELS = 100_000_000
"""Largest picture that is decoded; a larger one counts as damaged."""
_MOST_ENLARGED = 1.33
_SCALES = (0.75, 1.3)
"""Around the scale of `CropSettings.painting_side`."""
DECODED_BYTES_KEPT = 4 << 30
"""Decoded pictures are kept up to this size; some thousands of 300-pixel pictures fit several times over."""


@dataclasses.dataclass(frozen=True, slots=True)
class CropSettings:
    """How a training crop is cut and varied.

    Attributes:
        size: Side of the crop that the network sees, pixels.
        short_side: Pictures are first reduced to this short side (never enlarged); None leaves them as they are.
        smallest: Smallest side of the square that is cut, as a share of the short side; the square is resized to
            ``size``, so 1.0 cuts whole squares and 0.5 enlarges up to twice.
        color_jitter: Probability of a change of exposure, contrast, saturation.
        vivid: Probability of strong contrast, saturation and crisp edges, as of prints and posters, for styles.
        recolor: Probability of a rotated palette (channels mixed), for styles.
        procedural: Probability of a made-up texture instead of a picture, for styles: flat colours, lines, dots …
        plain: Probability of a plain wall under a lamp instead of a picture, for contents: what stands behind a
            webcam's face, where a network has nothing to paint but its own grid.
        painting_side: Short side at which the engine sees whole paintings; crops are cut at about that scale, so that
            strokes are as large as they will be. Small pictures count as a third larger at most. None cuts at any
            scale.
        fixed_scale: Cut ``size`` pixels at the picture's own scale instead of resizing (the paper's recipe).
    """

    size: int
    short_side: int | None = None
    smallest: float = 0.5
    color_jitter: float = 0.0
    vivid: float = 0.0
    recolor: float = 0.0
    procedural: float = 0.0
    plain: float = 0.0
    painting_side: int | None = None
    fixed_scale: bool = False


class PictureSet:
    """All pictures under some folders and inside some tar archives, decoded when asked for.

    Args:
        roots: Folders (searched recursively) and ``.tar`` files.
        crop: How crops are cut.
        seed: Crop n of the same set and seed is always the same.

    Raises:
        TrainingError: A root does not exist, or there is no picture.
    """

    def __init__(self, roots: Sequence[Path], crop: CropSettings, seed: int) -> None:
        self._crop = crop
        self._seed = seed
        self._encoded = [data for root in roots for data in _read_pictures(root)]
        if not self._encoded:
            raise TrainingError(
                f"no picture in {', '.join(str(root) for root in roots)}: give folders or .tar files"
            )
        self._decoded: dict[int, Image] = {}
        self._decoded_bytes = 0
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._encoded)

    def crop(self, number: int) -> Image:
        """Crop ``number`` of an endless stream: (size, size, 3) uint8 RGB. Safe to call from several threads."""
        rng = np.random.default_rng((self._seed, number))
        settings = self._crop
        if rng.random() < settings.procedural:
            return procedural_texture(rng, settings.size)
        if rng.random() < settings.plain:
            return plain_wall(rng, settings.size)
        # Pictures come in a new order each epoch, so that each is seen equally often.
        epoch, place = divmod(number, len(self))
        order = np.random.default_rng((self._seed, 7, epoch)).permutation(len(self))
        crop = _cut(self._picture(int(order[place])), settings, rng)
        if rng.random() < settings.color_jitter:
            crop = _jitter(crop, rng)
        if rng.random() < settings.vivid:
            crop = _vivid(crop, rng)
        if rng.random() < settings.recolor:
            crop = _recolor(crop, rng)
        return np.ascontiguousarray(crop)

    def _picture(self, index: int) -> Image:
        kept = self._decoded.get(index)
        if kept is not None:
            return kept
        image = _decode(self._encoded[index], self._crop.short_side, at_least=self._crop.size)
        with self._lock:
            if self._decoded_bytes + image.nbytes <= DECODED_BYTES_KEPT:
                self._decoded[index] = image
                self._decoded_bytes += image.nbytes
        return image


def _read_pictures(root: Path) -> Iterable[bytes]:
    if root.is_dir():
        for path in sorted(p for p in root.rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file()):
            try:
                yield path.read_bytes()
            except OSError as error:
                _LOG.warning("left out: %s: %s", path, error.strerror or error)
    elif root.is_file():
        yield from _read_archive(root)
    else:
        raise TrainingError(f"{root} does not exist: give folders or .tar files of pictures")


def _read_archive(path: Path) -> Iterable[bytes]:
    """The pictures in a tar archive; of one that is damaged, those before the damage."""
    found = 0
    try:
        with tarfile.open(path) as archive:
            for member in archive:
                if not member.isfile() or Path(member.name).suffix.lower() not in SUFFIXES:
                    continue
                # What it claims is read into memory as a whole.
                if member.size > MAX_PICTURE_BYTES:
                    raise tarfile.ReadError(f"{member.name} claims {member.size:,} bytes")
                content = archive.extractfile(member)
                assert content is not None
                yield content.read()
                found += 1
    except (tarfile.TarError, EOFError, OSError, zlib.error, lzma.LZMAError) as error:
        reason = " ".join(str(error).split()) or type(error).__name__
        if not found:
            raise TrainingError(f"{path} is no folder and no readable tar archive: {reason}") from error
        _LOG.warning("%s is damaged (%s): the %d pictures before that are used", path, reason, found)


def _decode(data: bytes, short_side: int | None, *, at_least: int) -> Image:
    image = _pixels(data)
    if image is None:
        # One damaged file must not end a run of hours; grey teaches nothing, and harms nothing.
        return np.full((at_least, at_least, 3), 127, np.uint8)
    height, width = image.shape[:2]
    target = max(short_side or 0, 16)
    if short_side and min(height, width) != target:
        k = target / min(height, width)
        size = (max(target, round(width * k)), max(target, round(height * k)))
        image = np.asarray(
            cv2.resize(image, size, interpolation=cv2.INTER_AREA if k < 1 else cv2.INTER_CUBIC), np.uint8
        )
    return np.asarray(cv2.cvtColor(image, cv2.COLOR_BGR2RGB), np.uint8)


def _pixels(data: bytes) -> Image | None:
    """(H, W, 3) BGR; None for what is no picture, or a larger one than is worth its memory."""
    try:
        with Pillow.open(io.BytesIO(data)) as picture:
            if picture.width * picture.height > MAX_PICTURE_PIXELS:
                return None
        image = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    except Exception:  # noqa: BLE001 - decoders that are fed damage raise whatever they like
        return None
    return None if image is None else np.asarray(image, np.uint8)


def _cut(image: Image, settings: CropSettings, rng: np.random.Generator) -> Image:
    short = min(image.shape[:2])
    if settings.fixed_scale:
        side = min(short, settings.size)
    elif settings.painting_side is not None:
        scale = min(settings.painting_side / short, _MOST_ENLARGED) * rng.uniform(*_SCALES)
        side = settings.size / scale
    else:
        side = short * rng.uniform(settings.smallest, 1.0)
    side = max(8, min(short, round(side)))
    top = int(rng.integers(image.shape[0] - side + 1))
    left = int(rng.integers(image.shape[1] - side + 1))
    crop = image[top : top + side, left : left + side]
    if side != settings.size:
        interpolation = cv2.INTER_AREA if side > settings.size else cv2.INTER_CUBIC
        crop = np.asarray(
            cv2.resize(crop, (settings.size, settings.size), interpolation=interpolation), np.uint8
        )
    return crop[:, ::-1] if rng.random() < 0.5 else crop


def _jitter(image: Image, rng: np.random.Generator) -> Image:
    """Another exposure, contrast and saturation, as of another camera in another light."""
    values = image.astype(np.float32) / 255
    values = values ** rng.uniform(0.6, 1.6)
    grey = values.mean(2, keepdims=True)
    values = grey + (values - grey) * rng.uniform(0.3, 1.5)
    values = (values - 0.5) * rng.uniform(0.6, 1.3) + 0.5 + rng.uniform(-0.1, 0.1)
    return np.asarray(values.clip(0, 1) * 255 + 0.5, np.uint8)


def _vivid(image: Image, rng: np.random.Generator) -> Image:
    """The same picture as a print: levels stretched to black and white, colours saturated, edges sharpened."""
    values = image.astype(np.float32)
    low, high = np.percentile(values, (2, 98))
    values = (values - low) * (255 / max(32.0, float(high - low)))
    grey = values.mean(2, keepdims=True)
    values = grey + (values - grey) * rng.uniform(1.0, 2.2)
    blurred = cv2.GaussianBlur(values, (0, 0), rng.uniform(0.8, 3.0))
    values += (values - blurred) * rng.uniform(0.3, 2.0)
    return np.asarray(values.clip(0, 255) + 0.5, np.uint8)


def _recolor(image: Image, rng: np.random.Generator) -> Image:
    """The same strokes in another palette: channels permuted, sometimes inverted."""
    image = image[:, :, rng.permutation(3)]
    return 255 - image if rng.random() < 0.3 else image
