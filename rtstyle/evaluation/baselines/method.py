"""What every baseline offers, and what it is given to be built from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, runtime_checkable

import cv2
import numpy as np
import torch

from rtstyle.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from torch import Tensor

    from rtstyle.evaluation.baselines.deeper import DeeperLayers
    from rtstyle.frame import Image
    from rtstyle.modeling.vgg import VggFeatures

Progress = Callable[[str, float], None]
"""Told what is being done and which share of it is done, 0 to 1."""


@runtime_checkable
class Method(Protocol):
    """A way to paint one picture in the style of another.

    Attributes:
        name: Key of ``BASELINES``.
        paper: Authors, venue and year.
    """

    name: str
    paper: str

    def stylize(self, content: Image, style: Image) -> Image:
        """Paints ``content`` in the style of ``style``.

        Args:
            content: (H, W, 3) uint8 RGB in [0, 255], any size from 32 pixels a side.
            style: (h, w, 3) likewise, of its own size.

        Returns:
            (H, W, 3) uint8 RGB.

        Raises:
            UsageError: The method was built for other styles (conditional instance normalization).
        """


@dataclass(frozen=True, slots=True)
class Budget:
    """What a baseline may spend. A network's training ends at whichever of its two limits comes first.

    Attributes:
        minutes: Of each network that is trained, wall time.
        steps: Of each network that is trained.
        iterations: Of each picture that is optimised.
        size: Side of the training crops, pixels.
        batch: Crops a training step.
    """

    minutes: float | None = None
    steps: int | None = 600
    iterations: int = 150
    size: int = 192
    batch: int = 2

    def __post_init__(self) -> None:
        if self.minutes is None and self.steps is None:
            raise UsageError("a budget needs a limit: minutes or steps")
        if min(self.iterations, self.batch) < 1 or self.size < 32:
            raise UsageError("a budget needs an iteration, a crop and 32 pixels at the least")

    def key(self) -> list[float | None]:
        """What a training's result depends on: all but the iterations."""
        return [self.minutes, self.steps, self.size, self.batch]


@dataclass(frozen=True, slots=True)
class TrainingData:
    """What networks are trained on. Pictures to be judged should not be among them.

    Attributes:
        photographs: Folders and tar archives.
        paintings: Folders and tar archives; for the methods that take any style.
    """

    photographs: tuple[Path, ...]
    paintings: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Workshop:
    """What a baseline is built from.

    Attributes:
        perceptual: Float32 on ``device``; it is not changed.
        work_dir: Where trained networks are kept. Training that was interrupted goes on from there.
        budget: What may be spent.
        data: What to train on.
        styles: Pictures that will be asked for as styles, (h, w, 3) uint8 RGB: networks of one style or of a set of
            styles are trained for them when they are built.
        deeper: The perceptual network's layers behind relu4_1 on ``device``; None where its weights have none.
        device: ``cpu``, ``cuda`` or ``cuda:N``.
        progress: Told how far training is.
    """

    perceptual: VggFeatures
    work_dir: Path
    budget: Budget
    data: TrainingData
    styles: tuple[Image, ...] = ()
    deeper: DeeperLayers | None = None
    device: str = "cpu"
    progress: Progress = lambda _what, _share: None


Builder = Callable[[Workshop], Method]
"""Makes a baseline. What it has to train is trained here, or read from the work folder where it was trained before.

Raises TrainingError where the data cannot be trained with, ModelError where weights cannot be read or written.
"""


def to_tensor(image: Image, device: str | torch.device = "cpu") -> Tensor:
    """(H, W, 3) uint8 RGB → (1, 3, H, W) float32 in [0, 1], channels last."""
    pixels = torch.from_numpy(np.ascontiguousarray(image)).to(device).permute(2, 0, 1)[None]
    return pixels.float().div(255).contiguous(memory_format=torch.channels_last)


def to_image(tensor: Tensor) -> Image:
    """(1, 3, H, W) RGB, about [0, 1] → (H, W, 3) uint8 RGB, clamped and rounded."""
    pixels = tensor.detach().float()[0].clamp(0, 1).mul(255).round().to(torch.uint8)
    return np.ascontiguousarray(pixels.permute(1, 2, 0).cpu().numpy())


def fit_multiple(image: Image, multiple: int) -> Image:
    """The picture extended by reflection at its right and lower edge to multiples of ``multiple`` pixels a side."""
    below, right = (-side % multiple for side in image.shape[:2])
    if not below and not right:
        return image
    return np.asarray(cv2.copyMakeBorder(image, 0, below, 0, right, cv2.BORDER_REFLECT_101), np.uint8)
